//! Names of files, made fit to show.
//!
//! A file name comes from outside (a mail, a download) and can hold escape codes or characters that
//! turn the reading direction (rule 8). Must not know what a file is for.

use std::path::Path;

use crate::domain::teken::verborgen;

/// The path as text, with everything that a terminal would obey instead of show replaced by `\u{fffd}`.
pub(super) fn toon(pad: &Path) -> String {
    schoon(&pad.to_string_lossy())
}

/// The text without characters that steer a terminal or hide themselves.
pub(super) fn schoon(tekst: &str) -> String {
    tekst
        .chars()
        .map(|teken| if verborgen(teken) { '\u{fffd}' } else { teken })
        .collect()
}
