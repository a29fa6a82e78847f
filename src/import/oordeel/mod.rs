//! The table judged as a whole, between the sheet and its rows: whether every row stands straight under
//! the headings, and how the dates of each column are written, by the evidence of all rows.
//!
//! ```text
//!   headings ─▶ what each column should hold ─▶ is that so in most rows?  (kolommen)
//!   row too wide, too narrow, or its cells do not fit
//!        ├─ exactly one repair makes all of them fit ─▶ repaired, and said  (herstel)
//!        └─ none, or several ─▶ refused, with its line and text
//!   dates of a column ─▶ one cell that proves the order decides            (orde)
//! ```
//! No row becomes a suspect here. Must not know profiles of the site, the store or the day list.

mod herstel;
mod kolommen;
mod orde;
mod soort;
mod tel;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::blad::{Blad, Cel, Einde, Rijwerk};
use super::bron::over_alles;
use super::fout::Melding;
use super::kop::Kop;
use super::moment::Datumvorm;
use super::schoon::kort;
use herstel::Tafel;

pub use soort::is_volgnummer;
pub use tel::{Telling, let_op, noemt_aantal};

/// What is known of a text that is cut into cells.
#[derive(Debug, Clone, Copy)]
pub struct Tekstbron {
    /// What separates the cells.
    pub scheidingsteken: char,
    /// The last line ends as a line does; otherwise it may be cut off.
    pub heel: bool,
}

/// What was found of a table.
#[derive(Debug, Default)]
pub struct Oordeel {
    /// How the dates of each column are written.
    pub vormen: Vec<Datumvorm>,
    /// Repairs and doubts.
    pub waarschuwingen: Vec<Melding>,
    /// Rows that do not stand straight, and that no one repair puts right.
    pub geweigerd: Vec<Melding>,
    /// The last line was cut off: what stood behind it is not here.
    pub afgebroken: bool,
}

/// Judges the rows under the headings; those that are put right or refused change in the sheet.
/// `verborgen` says of a column that its text may not be told.
#[must_use]
pub fn beoordeel(
    blad: &mut Blad,
    kop: &Kop<'_>,
    bron: Option<Tekstbron>,
    nu: DateTime<Utc>,
    verborgen: &dyn Fn(usize) -> bool,
) -> Oordeel {
    let mut out = Oordeel {
        afgebroken: blad.einde != Einde::Heel,
        ..Oordeel::default()
    };
    if bron.is_some() && kolommen::heeft_index(blad, kop) {
        kolommen::zonder_index(blad, kop);
        out.waarschuwingen.push(over_alles(
            "elke regel heeft vooraan een nummer waar geen kop boven staat; dat is weggelaten"
                .to_owned(),
        ));
    }
    let klassen = kolommen::klassen(blad, kop, &mut out.waarschuwingen);
    let tafel = Tafel::nieuw(blad, kop, &klassen, bron);
    let mut werk: BTreeMap<usize, Rijwerk> = BTreeMap::new();
    let mut row = kop.rij.saturating_add(1);
    while row < blad.aantal() {
        let besluit = tafel.rij(row);
        row = row.saturating_add(besluit.rijen().max(1));
        besluit.uit(&tafel, verborgen, &mut werk, &mut out);
    }
    if !werk.is_empty() {
        blad.verbouw(werk);
    }
    out.vormen = orde::vormen(blad, kop, nu, &mut out.waarschuwingen);
    out
}

/// The text of a row for a refusal, without what may not be told.
fn rij_tekst(cells: &[Cel], verborgen: &dyn Fn(usize) -> bool) -> String {
    let mut out = String::new();
    for (at, cell) in cells.iter().enumerate() {
        let look = cell.blik();
        if look.is_leeg() || verborgen(at) {
            continue;
        }
        if !out.is_empty() {
            out.push_str(" | ");
        }
        out.push_str(&kort(&look.tekst(), 40));
    }
    // A shifted row may hold a number that is not kept under any heading.
    super::koppelen::cel_tot(&out, 160)
}
