//! Cleaning of text that came from outside (rule 8: input never runs).
//!
//! Every cell passes here before it is stored. Must not know files, columns or profiles.

use std::borrow::Cow;

use super::entiteit::ontmaskerd;
use crate::domain::teken::verborgen;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The most characters that one cell keeps.
pub const CEL_MAX: usize = 4_000;

/// A cleaned text, and whether it was longer than it may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schoon<'a> {
    /// The text.
    pub tekst: Cow<'a, str>,
    /// Text was cut off at the end.
    pub gekapt: bool,
}

/// Cleans a cell: see [`schoon_tot`] with [`CEL_MAX`].
#[must_use]
pub fn schoon(text: &str) -> Schoon<'_> {
    schoon_tot(text, CEL_MAX)
}

/// Removes control characters, terminal escapes, bidi overrides and zero-width characters, makes
/// every kind of blank an ordinary one, and brings the text in NFC; combining marks stay.
///
/// A line break inside a cell becomes ` / `, so that two offences in one cell stay two. Text of more
/// than `max` characters is cut. A formula (`=cmd|…`) is text and stays text.
#[must_use]
pub fn schoon_tot(text: &str, max: usize) -> Schoon<'_> {
    let trimmed = text.trim_matches(' ');
    if trimmed.len() <= max && trimmed.bytes().all(|b| matches!(b, 0x20..=0x7e)) {
        return Schoon {
            tekst: Cow::Borrowed(trimmed),
            gekapt: false,
        };
    }
    let (out, gekapt) = gestript(trimmed, max);
    let tekst = match is_nfc_quick(out.chars()) {
        IsNormalized::Yes => out,
        _ => out.nfc().collect(),
    };
    Schoon {
        tekst: Cow::Owned(tekst),
        gekapt,
    }
}

fn gestript(text: &str, max: usize) -> (String, bool) {
    let mut out = String::with_capacity(text.len().min(max.saturating_mul(2)));
    let mut count = 0_usize;
    let mut line_break = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let kept = match ontmaskerd(c) {
            '\u{1b}' => {
                skip_escape(&mut chars);
                continue;
            }
            '\u{9b}' => {
                skip_csi(&mut chars);
                continue;
            }
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                line_break = true;
                continue;
            }
            '\t' => ' ',
            c if verborgen(c) => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if kept == ' ' && (line_break || out.is_empty()) {
            continue;
        }
        if line_break {
            line_break = false;
            if !out.is_empty() {
                out.truncate(out.trim_end_matches(' ').len());
                out.push_str(" / ");
                count = count.saturating_add(3);
            }
        }
        if count >= max {
            out.truncate(out.trim_end_matches(' ').len());
            return (out, true);
        }
        out.push(kept);
        count = count.saturating_add(1);
    }
    out.truncate(out.trim_end_matches(' ').len());
    (out, false)
}

/// After ESC: a CSI (`[…m`), a string (`]…BEL`, `P…ESC \`), or one character.
fn skip_escape(chars: &mut std::str::Chars<'_>) {
    let mut ahead = chars.clone();
    match ahead.next() {
        Some('[') => {
            *chars = ahead;
            skip_csi(chars);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            // The end may be missing; then only the opening is dropped, not the rest of the cell.
            *chars = ahead.clone();
            while let Some(c) = ahead.next() {
                if c == '\u{7}' || c == '\u{9c}' {
                    *chars = ahead;
                    return;
                }
                if c == '\u{1b}' {
                    let mut end = ahead.clone();
                    *chars = if end.next() == Some('\\') { end } else { ahead };
                    return;
                }
            }
        }
        Some('\u{20}'..='\u{2f}') => {
            while let Some(c) = ahead.next() {
                *chars = ahead.clone();
                if !matches!(c, '\u{20}'..='\u{2f}') {
                    return;
                }
            }
        }
        Some('\u{30}'..='\u{7e}') => *chars = ahead,
        _ => {}
    }
}

/// After `ESC [`: parameters and one final character; something else ends the sequence unread.
fn skip_csi(chars: &mut std::str::Chars<'_>) {
    let mut ahead = chars.clone();
    while let Some(c) = ahead.next() {
        match c {
            '\u{20}'..='\u{3f}' => *chars = ahead.clone(),
            '\u{40}'..='\u{7e}' => {
                *chars = ahead;
                return;
            }
            _ => return,
        }
    }
}

/// A text of at most `max` characters for a message, with `…` when something was left out.
#[must_use]
pub fn kort(text: &str, max: usize) -> String {
    let clean = schoon_tot(text, max);
    let mut out = clean.tekst.into_owned();
    if clean.gekapt {
        while out.chars().count() >= max && out.pop().is_some() {}
        out.push('…');
    }
    out
}
