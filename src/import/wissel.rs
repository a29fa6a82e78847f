//! Rows of a text file in which another character separates the cells than above them: two exports
//! that were pasted together.
//!
//! Such a row would put the whole suspect in one cell. Must not know what cells mean.

use super::blad::{Blad, Rijen};
use super::fout::Melding;
use super::kop::Kop;
use super::tekst::SCHEIDINGSTEKENS;

/// The separator of a row, when it is not the one of the file.
#[must_use]
pub fn ander_teken(kop: &Kop<'_>, blad: &Blad, rij: usize, separator: char) -> Option<char> {
    let Rijen::Tekst(_) = &blad.rijen else {
        return None;
    };
    let wide = kop.kolommen.len();
    // Names hold a comma, and a short row may lack its last cells: only a row that would be as wide
    // as the headings is told apart.
    if wide < 3 || blad.breedte(rij).saturating_mul(3) > wide {
        return None;
    }
    SCHEIDINGSTEKENS
        .into_iter()
        .filter(|sign| *sign != separator)
        .find(|sign| {
            let found: usize = blad
                .cellen(rij)
                .map(|cell| cell.tekst().matches(*sign).count())
                .sum();
            found.saturating_add(1) >= wide
        })
}

/// The refusal of such a row. Its text is not repeated: it may hold what is not kept.
#[must_use]
pub fn geweigerd(regel: u32, sign: char, separator: char) -> Melding {
    Melding {
        regel,
        kolom: String::new(),
        waarde: String::new(),
        reden: format!(
            "op deze regel staat {} tussen de cellen in plaats van {}",
            naam(sign),
            naam(separator)
        ),
    }
}

/// The sentence about all of them.
#[must_use]
pub fn waarschuwing(first: u32, count: usize) -> Melding {
    let rows = if count == 1 {
        "1 regel is".to_owned()
    } else {
        format!("{count} regels zijn")
    };
    Melding {
        regel: first,
        kolom: String::new(),
        waarde: String::new(),
        reden: format!(
            "vanaf deze regel wisselt het scheidingsteken; {rows} niet gelezen, maak de export opnieuw"
        ),
    }
}

fn naam(sign: char) -> String {
    match sign {
        '\t' => "een tab".to_owned(),
        other => other.to_string(),
    }
}
