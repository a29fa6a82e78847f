//! The tables on one sheet: a second row of headings with other columns begins a table of its own.
//!
//! Must not know rows beyond their shape.

use super::blad::{Blad, Blik};
use super::bron::Gevonden;
use super::kop::{Kop, is_herhaling, op_rij};
use crate::domain::naam::vouw;

/// Fewer known headings than this begin no table.
const KOPPEN_MIN: usize = 3;

/// The tables of a sheet, from top to bottom, and the sheets that are read with it.
pub fn splits(mut gevonden: Gevonden<'_>) -> Vec<Gevonden<'_>> {
    let more = std::mem::take(&mut gevonden.meer);
    let mut out = Vec::new();
    let mut now = gevonden;
    while let Some((row, kop)) = volgende(&now.blad, &now.kop) {
        let (blad, title) = now.blad_vanaf(row);
        let next = Gevonden {
            blad,
            kop: Kop {
                rij: title,
                eerste: title,
                ..kop
            },
            reden: now.reden.clone(),
            codering: now.codering.clone(),
            scheidingsteken: now.scheidingsteken,
            waarschuwingen: Vec::new(),
            geweigerd: Vec::new(),
            bron: now.bron,
            meer: Vec::new(),
        };
        // Only the end of the file can be cut off.
        if let Some(bron) = &mut now.bron {
            bron.heel = true;
        }
        out.push(std::mem::replace(&mut now, next));
    }
    out.push(now);
    out.extend(more.into_iter().flat_map(splits));
    out
}

impl Gevonden<'_> {
    /// The rows from a row of headings on, with the title right above it, and where the headings are then.
    fn blad_vanaf(&mut self, row: usize) -> (Blad, usize) {
        let filled = |row: usize| self.blad.cellen(row).filter(|cell| !cell.is_leeg()).count();
        let is_title = row
            .checked_sub(1)
            .is_some_and(|above| above > self.kop.rij && filled(above) == 1);
        let from = if is_title { row - 1 } else { row };
        (self.blad.splits(from), row - from)
    }
}

/// The next row of headings that is not the same once more.
fn volgende<'p>(blad: &Blad, kop: &Kop<'p>) -> Option<(usize, Kop<'p>)> {
    (kop.rij.saturating_add(1)..blad.aantal()).find_map(|row| {
        let first = blad.cellen(row).find(|cell| !cell.is_leeg())?;
        let Blik::Tekst(text) = first else {
            return None;
        };
        // Names and numbers are no headings; most rows end here.
        if text.len() > 60 || text.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        kop.profiel.kolom(&vouw(text))?;
        let found = op_rij(blad, row, kop.profiel)?;
        let same = found.kolommen.len() == kop.kolommen.len()
            && found
                .kolommen
                .iter()
                .zip(&kop.kolommen)
                .all(|(one, other)| one.kolom == other.kolom);
        (found.bekend() >= KOPPEN_MIN && !same && !is_herhaling(kop, blad, row))
            .then_some((row, found))
    })
}
