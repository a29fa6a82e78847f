//! The reader itself: bounds first, then one question, one file, one answer.
//!
//! Must not know the store, nor who asks.

use std::io::{self, BufWriter, Read as _};

use crate::import;

use super::GRENS;
use super::bericht::{self, Antwoord, Vraag};
use super::grens;

/// Answers one question on standard input and output, within bounds; the exit code.
#[must_use]
pub fn lees_als_kind(seconds: u64) -> u8 {
    grens::trek(seconds.max(1));
    // The text of a panic can hold a cell of a list.
    std::panic::set_hook(Box::new(|_| {}));
    match antwoord() {
        Ok(()) => 0,
        Err(_) => 1,
    }
}

fn antwoord() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let question: Vraag = bericht::lees(&mut input)?;
    // One byte more than allowed, so that reading says that it is too much. Room for them at once: a long file
    // that grows in memory takes half as much again.
    let length = bericht::lees_lengte(&mut input)?.min(GRENS + 1);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    input.take(length).read_to_end(&mut bytes)?;
    let answer = lees(question, bytes);
    bericht::schrijf_antwoord(&mut BufWriter::new(io::stdout().lock()), answer)
}

fn lees(question: Vraag, bytes: Vec<u8>) -> Antwoord {
    match question {
        Vraag::Lijst {
            naam,
            geplakt,
            profielen,
            opties,
        } => {
            let fout = match import::zoek_lijst(&bytes, &naam, &profielen, &opties) {
                Ok(found) => {
                    // What was found holds its own text; a long list needs the room.
                    drop(bytes);
                    match found.lees(&opties) {
                        Ok(lijst) => return Antwoord::Lijst(Box::new(lijst)),
                        Err(fout) => return Antwoord::Fout(fout, Vec::new()),
                    }
                }
                Err(fout) => fout,
            };
            let fout = if geplakt { fout.bij_plakken() } else { fout };
            let koppen = if fout.zonder_koppen() {
                import::koppen(&bytes, &profielen, &opties)
            } else {
                Vec::new()
            };
            Antwoord::Fout(fout, koppen)
        }
        Vraag::Corv { naam, vorm, opties } => {
            match import::lees_corv(&bytes, &naam, &vorm, &opties) {
                Ok(lijst) => Antwoord::Corv(Box::new(lijst)),
                Err(fout) => Antwoord::Fout(fout, Vec::new()),
            }
        }
        Vraag::Profielen(texts) => Antwoord::Profielen(
            texts
                .iter()
                .map(|text| toml::from_str(text).map_err(|fout| fout.to_string()))
                .collect(),
        ),
    }
}
