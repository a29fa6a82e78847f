//! What each column should hold, where its rows agree with its heading.
//!
//! A heading can be wrong as well as a cell: a column of which most cells do not fit is not judged.
//! Must not know repairs.

use super::super::blad::{Blad, Cel, Rijwerk};
use super::super::bron::over_alles;
use super::super::fout::Melding;
use super::super::kop::Kop;
use super::soort::{Klasse, Past, klasse, past};

/// Fewer misfits than this in a column prove nothing about its heading.
const BEWIJS: usize = 3;

/// So many rows are looked at; a list of thousands is one export.
const RIJEN: usize = 400;

/// The class of each column.
#[must_use]
pub fn klassen(blad: &Blad, kop: &Kop<'_>, out: &mut Vec<Melding>) -> Vec<Klasse> {
    let wanted: Vec<Klasse> = kop.kolommen.iter().map(klasse).collect();
    let wide = wanted.len();
    let first = kop.rij.saturating_add(1);
    let straight: Vec<usize> = (first..blad.aantal())
        .filter(|row| blad.breedte(*row) <= wide.max(1) && blad.breedte(*row) * 2 >= wide)
        .take(RIJEN)
        .collect();
    wanted
        .iter()
        .enumerate()
        .map(|(at, class)| {
            if *class == Klasse::Onbekend {
                return *class;
            }
            let (mut filled, mut soft, mut hard) = (0_usize, 0_usize, 0_usize);
            for row in &straight {
                match past(*class, blad.cel(*row, at), kop.profiel) {
                    Past::Leeg => continue,
                    Past::Goed => {}
                    Past::Zacht => soft += 1,
                    Past::Hard => hard += 1,
                }
                filled += 1;
            }
            if soft + hard < BEWIJS || (soft + hard) * 2 <= filled {
                return *class;
            }
            if hard * 2 > filled {
                let name = kop.kolommen.get(at).map_or("", |cell| cell.tekst.as_str());
                out.push(over_alles(format!(
                    "onder de kop {name} staat iets anders dan de kop zegt; kijk die kolom na"
                )));
            }
            Klasse::Onbekend
        })
        .collect()
}

/// Whether the rows have a number in front that no heading stands above, as programs write that count
/// their rows: each row is one cell wider than the headings, and all but its first cell fit.
#[must_use]
pub fn heeft_index(blad: &Blad, kop: &Kop<'_>) -> bool {
    let wanted: Vec<Klasse> = kop.kolommen.iter().map(klasse).collect();
    let wide = wanted.len();
    let first = kop.rij.saturating_add(1);
    let (mut all, mut shifted) = (0_usize, 0_usize);
    for row in (first..blad.aantal())
        .filter(|row| blad.breedte(*row) * 2 >= wide)
        .take(RIJEN)
    {
        all += 1;
        let number = blad.cel(row, 0).tekst();
        let number = number.trim();
        let fits = |from: usize| {
            wanted.iter().enumerate().all(|(at, class)| {
                !matches!(
                    past(*class, blad.cel(row, at + from), kop.profiel),
                    Past::Hard | Past::Zacht
                )
            })
        };
        shifted += usize::from(
            blad.breedte(row) == wide + 1
                && !number.is_empty()
                && number.bytes().all(|b| b.is_ascii_digit())
                && fits(1)
                && !fits(0),
        );
    }
    shifted > 0 && shifted * 10 >= all * 8
}

/// Takes that number away.
pub fn zonder_index(blad: &mut Blad, kop: &Kop<'_>) {
    let wide = kop.kolommen.len();
    let work = (kop.rij.saturating_add(1)..blad.aantal())
        .filter(|row| blad.breedte(*row) == wide + 1)
        .map(|row| {
            (
                row,
                Rijwerk::Cellen(blad.cellen(row).skip(1).map(Cel::van).collect()),
            )
        })
        .collect();
    blad.verbouw(work);
}
