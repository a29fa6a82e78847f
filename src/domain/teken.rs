//! Characters that steer instead of show (rule 8): control codes, reading direction, zero width.
//! Text from outside never keeps them, wherever it comes in.
//!
//! Must not know where a text comes from.

/// A character that is not seen, or that changes how others are seen.
#[must_use]
pub fn verborgen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Text as it may stand in a field after typing or pasting: every kind of line end is one, control
/// characters are blanks (two words must not become one), what is hidden is gone.
#[must_use]
pub fn ingevoerd(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            control if control.is_control() => Some(' '),
            hidden if verborgen(hidden) => None,
            other => Some(other),
        })
        .collect()
}
