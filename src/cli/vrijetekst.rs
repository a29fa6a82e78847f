//! A free text of a command: from standard input where it was given as `-`, else from its argument.
//!
//! While a command runs, every program on the computer can read its arguments, and a shell keeps them in
//! its history. A free text names people, so an argument is taken with a warning. Must not know what the
//! text is for.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::import::schoon;

use super::uitvoer::{Uitweg, zeg};

/// No free text is longer than this many bytes.
const GRENS: u64 = 64 * 1024;

/// Standard input can be read once.
static GELEZEN: AtomicBool = AtomicBool::new(false);
/// One warning a command is enough.
static GEWAARSCHUWD: AtomicBool = AtomicBool::new(false);

/// The text that belongs to `optie` (`--reden`): `gegeven` itself, with a warning, or standard input
/// where `gegeven` is `-`. Cleaned of what a terminal obeys instead of shows, without blanks around it;
/// empty when there was nothing.
///
/// # Errors
/// Exit code 2 when a second text is to come from standard input, or when it is too long or no UTF-8; 1
/// when it cannot be read.
pub(super) fn vrije_tekst(optie: &str, gegeven: &str) -> Result<String, Uitweg> {
    if gegeven != "-" {
        if !GEWAARSCHUWD.swap(true, Ordering::SeqCst) {
            zeg(&format!(
                "let op: wat achter {optie} staat, kunnen andere programma's op deze computer lezen en blijft \
                 vaak bewaard bij eerdere opdrachten. Geef liever {optie} - en typ de tekst daarna"
            ));
        }
        return Ok(netjes(gegeven));
    }
    if GELEZEN.swap(true, Ordering::SeqCst) {
        return Err(Uitweg::nieuw(
            2,
            format!(
                "er kan maar één tekst van de invoer komen, en die was er al. Geef {optie} op een andere manier"
            ),
        ));
    }
    let input = io::stdin();
    if input.is_terminal() {
        let mut out = io::stderr();
        // With stderr gone there is nobody to tell.
        let _ = writeln!(
            out,
            "Tekst bij {optie} (klaar: Ctrl-D op een lege regel, in Windows Ctrl-Z en Enter):"
        )
        .and_then(|()| out.flush());
    }
    let mut bytes = Vec::new();
    input
        .lock()
        .take(GRENS + 1)
        .read_to_end(&mut bytes)
        .map_err(|fout| {
            Uitweg::nieuw(1, format!("de tekst bij {optie} is niet te lezen ({fout})"))
        })?;
    if bytes.len() as u64 > GRENS {
        return Err(Uitweg::nieuw(
            2,
            format!("de tekst bij {optie} is langer dan {} kB", GRENS / 1024),
        ));
    }
    String::from_utf8(bytes)
        .map(|text| netjes(&text))
        .map_err(|_| {
            Uitweg::nieuw(
                2,
                format!("de tekst bij {optie} is geen gewone tekst (UTF-8)"),
            )
        })
}

fn netjes(text: &str) -> String {
    schoon(text).tekst.trim().to_owned()
}

/// As [`vrije_tekst`], for what may be left out.
///
/// # Errors
/// As [`vrije_tekst`].
pub(super) fn misschien_vrij(optie: &str, gegeven: Option<&str>) -> Result<Option<String>, Uitweg> {
    gegeven.map(|text| vrije_tekst(optie, text)).transpose()
}
