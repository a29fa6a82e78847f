//! Names of files, made fit to show.
//!
//! A file name comes from outside (a mail, a download) and can hold escape codes or characters that
//! turn the reading direction (rule 8). Must not know what a file is for.

use std::path::Path;

/// The path as text, with everything that a terminal would obey instead of show replaced by `\u{fffd}`.
pub(super) fn toon(pad: &Path) -> String {
    schoon(&pad.to_string_lossy())
}

/// The text without characters that steer a terminal or hide themselves.
pub(super) fn schoon(tekst: &str) -> String {
    tekst
        .chars()
        .map(|teken| if stuurt(teken) { '\u{fffd}' } else { teken })
        .collect()
}

/// Whether a character steers instead of shows: control codes, reading direction, zero width.
pub(super) fn stuurt(teken: char) -> bool {
    teken.is_control()
        || matches!(
            teken,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}
