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
    let mut bytes = Vec::new();
    // One byte more than allowed, so that reading says that it is too much.
    input.take(GRENS + 1).read_to_end(&mut bytes)?;
    let answer = lees(question, &bytes);
    drop(bytes);
    bericht::schrijf_antwoord(&mut BufWriter::new(io::stdout().lock()), answer)
}

fn lees(question: Vraag, bytes: &[u8]) -> Antwoord {
    match question {
        Vraag::Lijst {
            naam,
            geplakt,
            profielen,
            opties,
        } => match import::lees(bytes, &naam, &profielen, &opties) {
            Ok(lijst) => Antwoord::Lijst(Box::new(lijst)),
            Err(fout) => {
                let fout = if geplakt { fout.bij_plakken() } else { fout };
                let koppen = if fout.zonder_koppen() {
                    import::koppen(bytes, &profielen, &opties)
                } else {
                    Vec::new()
                };
                Antwoord::Fout(fout, koppen)
            }
        },
        Vraag::Corv { naam, vorm, opties } => {
            match import::lees_corv(bytes, &naam, &vorm, &opties) {
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
