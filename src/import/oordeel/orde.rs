//! How the dates of a column are written: day or month first, times behind a day and a month.
//!
//! One cell that proves the order decides for its column. Must not know repairs.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Amsterdam;

use super::super::blad::{Blad, Blik};
use super::super::datum::{Jaar, datum};
use super::super::fout::Melding;
use super::super::kop::Kop;
use super::super::moment::{Datumvorm, tijd_achter_maand};
use super::super::profiel::Kolom;
use super::super::schoon::kort;

/// An arrest on a list of today lies so many days back at most, where the order of day and month is
/// asked of it.
const DAGEN: i64 = 10;

/// What the cells of a column say.
#[derive(Default, Clone, Copy)]
struct Bewijs {
    /// Cells that can only have the day in front.
    dag: u32,
    /// Cells that can only have the month in front.
    maand: u32,
    /// Cells that can be read both ways.
    beide: u32,
    /// The sign between the numbers of those.
    teken: char,
    eerste: Option<usize>,
}

/// How the dates of each column are written; what stays uncertain is said, once a column.
#[must_use]
pub fn vormen(
    blad: &Blad,
    kop: &Kop<'_>,
    nu: DateTime<Utc>,
    out: &mut Vec<Melding>,
) -> Vec<Datumvorm> {
    let today = nu.with_timezone(&Amsterdam).date_naive();
    let mut found: Vec<(usize, Bewijs)> = Vec::new();
    let mut vormen: Vec<Datumvorm> = vec![Datumvorm::default(); kop.kolommen.len()];
    for (at, cell) in kop.kolommen.iter().enumerate() {
        let (born, moment) = match cell.kolom {
            Some(Kolom::Geboortedatum) => (true, false),
            Some(
                Kolom::Aanhouding | Kolom::Aankomst | Kolom::BeginOphouden | Kolom::GedruktEinde,
            ) => (false, true),
            Some(
                Kolom::AanhoudingTijd
                | Kolom::AankomstTijd
                | Kolom::BeginOphoudenTijd
                | Kolom::GedruktEindeTijd,
            ) => (false, false),
            _ => continue,
        };
        let (proof, behind) = weeg(blad, kop, at, moment.then_some(today), today);
        if let Some(vorm) = vormen.get_mut(at) {
            vorm.maand_eerst = proof.maand > 0 && proof.dag == 0;
            vorm.vandaag = (!born).then_some(today);
            vorm.tijd_achter_maand = behind;
        }
        found.push((at, proof));
    }
    let month_elsewhere = |teken: char| {
        let same = |proof: &&Bewijs| proof.teken == teken;
        let mut all = found.iter().map(|(_, proof)| proof).filter(same);
        all.clone().any(|proof| proof.maand > 0) && all.all(|proof| proof.dag == 0)
    };
    let proves = |teken: char| {
        found
            .iter()
            .any(|(_, proof)| proof.dag > 0 && proof.maand == 0 && proof.teken == teken)
    };
    for (at, proof) in &found {
        let mixed = proof.dag > 0 && proof.maand > 0;
        let silent = proof.dag == 0 && proof.maand == 0 && proof.beide > 0 && !proves(proof.teken);
        let other = silent && month_elsewhere(proof.teken);
        if let Some(vorm) = vormen.get_mut(*at).filter(|_| other) {
            vorm.maand_eerst = true;
        }
        let reden = if other {
            "geen enkele datum in deze kolom bewijst of de dag of de maand voorop staat; gelezen met de maand voorop, zoals de andere kolommen"
        } else if mixed {
            "in deze kolom staat de ene keer de dag voorop en de andere keer de maand; elke datum kan verkeerd gelezen zijn, kijk ze na"
        } else if proof.maand > 0 {
            "in deze kolom staat de maand voor de dag; zo is zij gelezen"
        } else if silent {
            "geen enkele datum in deze kolom bewijst of de dag of de maand voorop staat; gelezen met de dag voorop"
        } else {
            continue;
        };
        out.push(Melding {
            regel: proof.eerste.map_or(0, |row| blad.nummer(row)),
            kolom: kop
                .kolommen
                .get(*at)
                .map_or_else(String::new, |cell| cell.tekst.clone()),
            waarde: proof
                .eerste
                .map_or_else(String::new, |row| kort(&blad.cel(row, *at).tekst(), 80)),
            reden: reden.to_owned(),
        });
    }
    vormen
}

/// What the cells of one column prove, and whether times stand behind a day and a month.
fn weeg(
    blad: &Blad,
    kop: &Kop<'_>,
    column: usize,
    near: Option<NaiveDate>,
    today: NaiveDate,
) -> (Bewijs, bool) {
    let mut proof = Bewijs {
        teken: '-',
        ..Bewijs::default()
    };
    let mut behind = false;
    for row in kop.rij.saturating_add(1)..blad.aantal() {
        let Blik::Tekst(text) = blad.cel(row, column) else {
            continue;
        };
        let text = text.trim();
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        // A cell with a day above twelve needs no reading: most do.
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 2 {
            continue;
        }
        if !behind && near.is_some() && tijd_achter_maand(text, today) {
            behind = true;
        }
        // Most cells prove that the day stands in front; nothing more is asked of them.
        if let Some((day, month)) = vooraan(text, digits)
            && day > 12
            && month <= 12
        {
            proof.teken = text.as_bytes().get(digits).map_or('-', |b| char::from(*b));
            proof.dag += 1;
            continue;
        }
        let Ok((date, _)) = datum(text) else { continue };
        if !date.twee_getallen {
            continue;
        }
        proof.teken = text.as_bytes().get(digits).map_or('-', |b| char::from(*b));
        match (date.dag > 12, date.maand > 12) {
            (true, false) => proof.dag += 1,
            (false, true) => {
                proof.maand += 1;
                proof.eerste = proof.eerste.or(Some(row));
            }
            (false, false) if date.dag != date.maand => {
                match near.and_then(|today| nabij(date, today)) {
                    Some(true) => proof.maand += 1,
                    Some(false) => proof.dag += 1,
                    None => proof.beide += 1,
                }
                proof.eerste = proof.eerste.or(Some(row));
            }
            _ => {}
        }
    }
    (proof, behind)
}

/// The first two numbers of a date in digits.
fn vooraan(text: &str, digits: usize) -> Option<(u32, u32)> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(digits)?, b'-' | b'/' | b'.') {
        return None;
    }
    let rest = text.get(digits + 1..)?;
    let second = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(second, 1 | 2) || !matches!(rest.as_bytes().get(second)?, b'-' | b'/' | b'.') {
        return None;
    }
    Some((
        text.get(..digits)?.parse().ok()?,
        rest.get(..second)?.parse().ok()?,
    ))
}

/// Of a moment that can be read both ways: whether only the reading with the month first is one of these
/// days, or only the one with the day first; none when both are, or neither.
fn nabij(date: super::super::datum::Datum, today: NaiveDate) -> Option<bool> {
    let year = match date.jaar {
        Jaar::Vol(year) => year,
        Jaar::Kort(short) => 2000 + short,
    };
    let close = |first_month: bool| {
        date.in_orde(first_month)
            .in_jaar(year)
            .is_ok_and(|day| (-1..=DAGEN).contains(&(today - day).num_days()))
    };
    match (close(false), close(true)) {
        (false, true) => Some(true),
        (true, false) => Some(false),
        _ => None,
    }
}
