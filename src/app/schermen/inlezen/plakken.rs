//! What pasted text is: a list of cells, or a path.
//!
//! Must not know how a list is read.

use crate::app::daad::Daden;
use crate::app::deur::Deur;
use crate::app::scherm::niet_te_plakken;

/// Whether a text that is pasted where nothing asks for one is a list: rows of cells, not just words.
fn lijkt_cellen(text: &str) -> bool {
    let rows = text.split(['\r', '\n']).filter(|line| {
        line.contains('\t') || line.matches(';').count() > 1 || line.matches('|').count() > 1
    });
    rows.count() > 1
}

/// What pasting on a screen over all zaken does: cells are a list to read.
#[must_use]
pub fn plak_op_lijst(text: &str) -> Daden {
    if lijkt_cellen(text) {
        Deur::Geplakt(text.to_owned()).into()
    } else {
        niet_te_plakken()
    }
}

/// Whether pasted text is a list rather than a path: cells, or more lines than one that are no paths.
#[must_use]
pub fn is_tabel(text: &str) -> bool {
    let lines: Vec<&str> = text
        .split(['\r', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let path = |line: &&str| {
        let line = line.trim_matches(['"', '\'']);
        line.starts_with(['/', '~', '\\'])
            || line.starts_with("file:")
            || line.chars().nth(1) == Some(':')
    };
    text.contains('\t') || (lines.len() > 1 && !lines.iter().all(path))
}
