//! A row of the day list as bytes: [`gepakt`] by `postcard`, behind the number of its form.
//!
//! For the day list alone, which lives a day; the journal keeps lines whole. A row is read by the program that
//! wrote it or by a later one that reads [`VORM`]. Must not know tables.

use super::fout::{StoreFout, Uitkomst};
use crate::domain::gepakt::{self, Gepakt};
use crate::domain::lijstregel::Lijstregel;

pub(super) use crate::domain::gepakt::Kopnummers;

/// What a row of this form begins with.
const VORM: u8 = 2;

/// Adds a line to `out`.
pub(super) fn schrijf(regel: &Lijstregel, kolommen: &mut Kopnummers, out: &mut Vec<u8>) {
    out.push(VORM);
    // Packing into memory fails for no value of this type.
    if let Ok(longer) = postcard::to_extend(&gepakt::pak(regel, kolommen), std::mem::take(out)) {
        *out = longer;
    }
}

/// Reads what [`schrijf`] wrote.
///
/// # Errors
/// [`StoreFout::Rij`] when it is damaged or names an unknown heading.
pub(super) fn lees(bytes: &[u8], kolommen: &Kopnummers) -> Uitkomst<Lijstregel> {
    let packed = match bytes.split_first() {
        Some((&VORM, rest)) => postcard::from_bytes::<Gepakt<'_>>(rest).ok(),
        _ => None,
    };
    packed
        .and_then(|packed| gepakt::pak_uit(&packed, kolommen))
        .ok_or(StoreFout::Rij("daglijst"))
}
