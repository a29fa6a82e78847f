//! A table on its side: headings below each other in the first column, and each suspect a column or a block.
//!
//! ```text
//!   Naam ; Terwisga, Joris ; Quaedvlieg, Anouk        Naam: Terwisga, Joris
//!   Feit ; Mishandeling    ; Diefstal                 Feit: Mishandeling
//!                                                     Naam: Quaedvlieg, Anouk …
//! ```
//! It is set upright, and read as every other; that is said. Must not know what a cell means.

use super::blad::{Blad, Cel, Rijen, Tekstrijen};
use super::profiel::Profielen;
use super::schoon::schoon_tot;
use crate::domain::naam::vouw;

/// So many different headings below each other are no coincidence.
const KOPPEN_MIN: usize = 4;
/// Where they are looked for.
const ZOEKDIEPTE: usize = 200;
/// A longer text is no heading.
const KOP_MAX: usize = 60;

/// What is said of a list that was set upright.
pub const REDEN: &str = "de koppen stonden onder elkaar in plaats van naast elkaar; de lijst is gekanteld gelezen en de regelnummers zijn die van de eerste regel of de kolom van elke verdachte, kijk de cellen na";

/// The sheet upright, when it lies on its side.
#[must_use]
pub fn rechtop(blad: &Blad, profielen: &Profielen) -> Option<Blad> {
    let known = |text: &str| {
        let clean = schoon_tot(text, KOP_MAX);
        let folded = vouw(clean.tekst.trim_end_matches([':', ' ']));
        (!clean.gekapt && !folded.is_empty()).then_some(folded)
    };
    let is_kop = |folded: &str| {
        profielen
            .iter()
            .any(|profiel| profiel.kolom(folded).is_some())
    };
    let mut headings: Vec<(String, Cel)> = Vec::new();
    // Each block: the row where it begins, and the row of each heading.
    let mut blocks: Vec<(usize, Vec<(usize, usize)>)> = Vec::new();
    let mut widest = 0;
    let mut found = 0;
    for row in 0..blad.aantal() {
        let first = blad.cel(row, 0);
        let Some(folded) = known(&first.tekst()) else {
            continue;
        };
        let heading = headings.iter().position(|(name, _)| *name == folded);
        if heading.is_none() && !is_kop(&folded) && blocks.is_empty() {
            // A title above.
            continue;
        }
        let at = heading.unwrap_or_else(|| {
            found += usize::from(is_kop(&folded));
            let text = schoon_tot(&first.tekst(), KOP_MAX).tekst.into_owned();
            headings.push((
                folded,
                Cel::Tekst(text.trim_end_matches([':', ' ']).to_owned()),
            ));
            headings.len() - 1
        });
        if row > ZOEKDIEPTE && found < KOPPEN_MIN {
            return None;
        }
        widest = widest.max(blad.breedte(row));
        match blocks.last_mut() {
            Some((_, rows)) if rows.iter().all(|(one, _)| *one != at) => rows.push((at, row)),
            _ => blocks.push((row, vec![(at, row)])),
        }
    }
    // Most of what stands in the first column must be headings, or it is a list like any other.
    if found < KOPPEN_MIN || found * 2 < headings.len() || widest < 2 {
        return None;
    }
    let mut rows: Vec<(u32, Vec<Cel>)> = vec![(
        blad.nummer(blocks.first()?.0),
        headings.iter().map(|(_, text)| text.clone()).collect(),
    )];
    for (begin, places) in &blocks {
        for column in 1..widest {
            let mut cells = vec![Cel::Leeg; headings.len()];
            for (at, row) in places {
                if let Some(cell) = cells.get_mut(*at) {
                    *cell = Cel::van(blad.cel(*row, column));
                }
            }
            if cells.iter().any(|cell| !cell.blik().is_leeg()) {
                let line = if blocks.len() > 1 {
                    blad.nummer(*begin)
                } else {
                    u32::try_from(column + 1).unwrap_or(u32::MAX)
                };
                rows.push((line, cells));
            }
        }
    }
    Some(Blad::nieuw(blad.naam.clone(), Rijen::Cellen(rows)))
}

/// Lines of a heading, a colon and what it is, as a sheet of two columns; none when there are few.
#[must_use]
pub fn sleutels(text: &str) -> Option<Blad> {
    let mut rows = Tekstrijen::default();
    let mut pairs = 0;
    for (line, nr) in text.lines().zip(1..) {
        if let Some((key, value)) = line.split_once(':')
            && !key.trim().is_empty()
            && key.len() <= KOP_MAX
        {
            rows.voeg_toe(nr, [key.trim(), value.trim()]);
            pairs += 1;
        }
    }
    (pairs >= KOPPEN_MIN).then(|| Blad::nieuw(None, Rijen::Tekst(rows)))
}
