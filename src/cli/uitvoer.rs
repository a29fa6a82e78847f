//! What a command says: results on stdout, messages on stderr, and how it ends.
//!
//! Must not know what the words mean.

use std::io::{self, ErrorKind, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::shell::sessie::SessieFout;
use crate::shell::toezicht;
use crate::store::StoreFout;

/// Why a command did not do it, and with which exit code.
#[derive(Debug)]
pub(super) struct Uitweg {
    /// The sentence.
    pub(super) tekst: String,
    /// The exit code.
    pub(super) code: u8,
}

impl Uitweg {
    /// A failure with a code of its own.
    pub(super) fn nieuw(code: u8, tekst: impl std::fmt::Display) -> Uitweg {
        Uitweg {
            tekst: tekst.to_string(),
            code,
        }
    }
}

impl From<StoreFout> for Uitweg {
    fn from(fout: StoreFout) -> Uitweg {
        Uitweg::nieuw(fout.exit_code(), fout)
    }
}

impl From<SessieFout> for Uitweg {
    fn from(fout: SessieFout) -> Uitweg {
        let code = match &fout {
            SessieFout::Store(store) => store.exit_code(),
            SessieFout::Lezen(_)
            | SessieFout::GeenLijst(_)
            | SessieFout::OnbekendeKoppen { .. } => 5,
            SessieFout::Schrijven(_) | SessieFout::Eml(_) | SessieFout::RestVeranderd => 1,
        };
        Uitweg::nieuw(code, fout)
    }
}

/// Writes a result. A reader that has seen enough (`| head`) is no failure.
///
/// # Errors
/// Exit code 1 when stdout cannot be written.
pub(super) fn druk(text: &str) -> Result<(), Uitweg> {
    let mut out = io::stdout().lock();
    let done = out
        .write_all(schoon(text).as_bytes())
        .and_then(|()| out.flush());
    match done {
        Err(fout) if fout.kind() != ErrorKind::BrokenPipe => Err(Uitweg::nieuw(
            1,
            format!("de uitkomst is niet te schrijven ({fout})"),
        )),
        _ => Ok(()),
    }
}

/// Writes a result as JSON.
///
/// # Errors
/// As [`druk`].
pub(super) fn druk_json<T: Serialize + ?Sized>(what: &T) -> Result<(), Uitweg> {
    let mut text = serde_json::to_string_pretty(what).map_err(|fout| Uitweg::nieuw(1, fout))?;
    text.push('\n');
    druk(&text)
}

/// Says something beside the result.
pub(super) fn zeg(text: &str) {
    if toezicht::kind::is_tafel() {
        // The screen is full of the table; the supervisor says it when the terminal is given back.
        toezicht::kind::zeg(&toezicht::meld_zin(&schoon(text)));
        return;
    }
    // With stderr gone there is nobody to tell.
    let _ = writeln!(io::stderr(), "{}", schoon(text));
}

/// Lines with their columns below each other; the last column is not filled up.
pub(super) fn tabel(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|at| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// The text without what a terminal obeys instead of shows (rule 8). Import cleans what it reads; a file
/// name or an argument gets here as it is.
fn schoon(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => '\n',
            '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}
