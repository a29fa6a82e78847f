//! What a cell looks like, and whether that fits the column in which it stands.
//!
//! Shapes only: a date that cannot be is still a date here. Must not know rows or other cells.

use crate::domain::naam::vouw;

use super::super::blad::Blik;
use super::super::datum::datum;
use super::super::kop::KopCel;
use super::super::profiel::{Kolom, Profiel, Vlag, woord};

/// The shape of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// Nothing.
    Leeg,
    /// A date.
    Datum,
    /// A date with a time.
    Moment,
    /// A time of the day.
    Tijd,
    /// A registration of the police.
    Pl,
    /// A case number of the OM.
    Parket,
    /// A number.
    Getal,
    /// Anything else.
    Tekst,
}

/// What a column should hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Klasse {
    /// Dates, or dates with times.
    Datum,
    /// Registrations.
    Pl,
    /// Case numbers.
    Parket,
    /// Men and women.
    Geslacht,
    /// Yes and no.
    Vlag,
    /// Held or not.
    Status,
    /// Articles.
    Artikel,
    /// Digits: a row number, a BSN.
    Cijfers,
    /// Names.
    Naam,
    /// A few words: a place, a relation.
    Woorden,
    /// Text of any length.
    Vrij,
    /// Nothing is known of it.
    Onbekend,
}

/// Whether a cell fits its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// Nothing stands there.
    Leeg,
    /// It does.
    Goed,
    /// It does not; people write such things by mistake.
    Zacht,
    /// It does not: a date where a place stands.
    Hard,
}

/// What the column of a heading should hold.
#[must_use]
pub fn klasse(kop: &KopCel) -> Klasse {
    match kop.kolom {
        Some(
            Kolom::Geboortedatum
            | Kolom::Aanhouding
            | Kolom::AanhoudingTijd
            | Kolom::Aankomst
            | Kolom::AankomstTijd
            | Kolom::BeginOphouden
            | Kolom::BeginOphoudenTijd
            | Kolom::GedruktEinde
            | Kolom::GedruktEindeTijd,
        ) => Klasse::Datum,
        Some(Kolom::Pl) => Klasse::Pl,
        Some(Kolom::Parketnummer) => Klasse::Parket,
        Some(Kolom::Geslacht) => Klasse::Geslacht,
        Some(Kolom::HgPolitie | Kolom::Thv | Kolom::Zorgmelding) => Klasse::Vlag,
        Some(Kolom::Status) => Klasse::Status,
        Some(Kolom::Artikel) => Klasse::Artikel,
        Some(Kolom::Bsn) => Klasse::Cijfers,
        Some(Kolom::Negeren) if is_volgnummer(&kop.gevouwen) => Klasse::Cijfers,
        Some(Kolom::Naam | Kolom::Achternaam | Kolom::Voornamen | Kolom::Tussenvoegsel) => {
            Klasse::Naam
        }
        Some(Kolom::Woonplaats | Kolom::Relatie | Kolom::Locatie) => Klasse::Woorden,
        Some(Kolom::Adres | Kolom::Feit | Kolom::Toelichting | Kolom::Kinderen) => Klasse::Vrij,
        Some(Kolom::Negeren) | None => Klasse::Onbekend,
    }
}

/// Whether a heading (folded) is that of the row number.
#[must_use]
pub fn is_volgnummer(folded: &str) -> bool {
    matches!(folded, "volgnr" | "volgnummer" | "nr" | "regel" | "vnr")
}

/// Whether a cell fits a column.
#[must_use]
pub fn past(klasse: Klasse, cell: Blik<'_>, profiel: &Profiel) -> Past {
    let soort = soort_van(cell);
    if soort == Soort::Leeg {
        return Past::Leeg;
    }
    let typed = matches!(
        soort,
        Soort::Datum | Soort::Moment | Soort::Pl | Soort::Parket
    );
    let soft = |good: bool| if good { Past::Goed } else { Past::Zacht };
    let digit = || cell.tekst().bytes().any(|b| b.is_ascii_digit());
    let unknown = || profiel.vlaggen.get(&woord(&cell.tekst())) == Some(&Vlag::Onbekend);
    match klasse {
        Klasse::Onbekend => Past::Goed,
        Klasse::Datum => match soort {
            Soort::Pl | Soort::Parket => Past::Hard,
            Soort::Tekst => soft(digit() || unknown()),
            _ => Past::Goed,
        },
        Klasse::Pl | Klasse::Parket => match soort {
            Soort::Datum | Soort::Moment => Past::Hard,
            Soort::Tijd => Past::Zacht,
            Soort::Tekst => soft(digit() || unknown()),
            _ => Past::Goed,
        },
        _ if typed => Past::Hard,
        Klasse::Geslacht => {
            let word = woord(&cell.tekst());
            soft(profiel.geslacht.contains_key(&word) || unknown())
        }
        Klasse::Vlag => soft(profiel.vlaggen.contains_key(&woord(&cell.tekst()))),
        Klasse::Status => soft(is_status(&cell.tekst(), profiel)),
        Klasse::Artikel => soft(digit()),
        Klasse::Cijfers => soft(soort == Soort::Getal || digit()),
        Klasse::Naam => match soort {
            Soort::Tijd => Past::Hard,
            Soort::Getal => Past::Zacht,
            _ => Past::Goed,
        },
        Klasse::Woorden => match soort {
            Soort::Tijd => Past::Hard,
            Soort::Getal => Past::Zacht,
            _ => Past::Goed,
        },
        Klasse::Vrij => Past::Goed,
    }
}

/// A known word, or one that begins with a known word (`Heengezonden 09:45`).
fn is_status(text: &str, profiel: &Profiel) -> bool {
    let folded = vouw(text);
    let known = |word: &str| profiel.status.contains_key(word);
    if known(&folded) || profiel.vlaggen.get(&woord(text)) == Some(&Vlag::Onbekend) {
        return true;
    }
    let mut words = folded.split(' ');
    let first = words.next().unwrap_or_default();
    known(first)
        || words
            .next()
            .is_some_and(|second| known(&format!("{first} {second}")))
}

/// The shape of a cell.
#[must_use]
pub fn soort_van(cell: Blik<'_>) -> Soort {
    match cell {
        Blik::Tekst(text) => soort(text),
        Blik::Getal(_) => Soort::Getal,
        Blik::Serieel(serial, _) if serial < 1.0 => Soort::Tijd,
        Blik::Serieel(serial, _) if serial.fract() == 0.0 => Soort::Datum,
        Blik::Serieel(..) => Soort::Moment,
        Blik::Logisch(_) => Soort::Tekst,
    }
}

/// The shape of a text.
#[must_use]
pub fn soort(text: &str) -> Soort {
    let text = text.trim();
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else {
        return Soort::Leeg;
    };
    if !first.is_ascii_digit() {
        // Apr 3, 1988
        let year = bytes.len() <= 20
            && bytes.len() > 8
            && bytes.iter().rev().take(4).all(u8::is_ascii_digit);
        if year && first.is_ascii_uppercase() && datum(text).is_ok_and(|(_, rest)| rest.is_empty())
        {
            return Soort::Datum;
        }
        let is_pl = bytes.len() >= 12
            && bytes.len() <= 24
            && first.eq_ignore_ascii_case(&b'P')
            && bytes.get(1).is_some_and(|b| b.eq_ignore_ascii_case(&b'L'))
            && bytes.iter().filter(|b| b.is_ascii_digit()).count() >= 10;
        return if is_pl { Soort::Pl } else { Soort::Tekst };
    }
    if bytes.len() > 40 {
        return Soort::Tekst;
    }
    let mut room = [0_u8; 40];
    let shape = room.get_mut(..bytes.len()).unwrap_or_default();
    for (place, b) in shape.iter_mut().zip(bytes) {
        *place = if b.is_ascii_digit() { b'9' } else { *b };
    }
    let shape = &*shape;
    if matches!(shape, b"99-999999-99" | b"99/999999-99" | b"99.999999.99") {
        return Soort::Parket;
    }
    if shape.iter().all(|b| matches!(b, b'9' | b',' | b'.')) && !is_datum(shape) && !is_tijd(shape)
    {
        return Soort::Getal;
    }
    if is_tijd(shape) {
        return Soort::Tijd;
    }
    match datum_lengte(shape) {
        Some(len) if len == shape.len() => Soort::Datum,
        Some(len) => {
            let rest = shape.get(len..).unwrap_or_default();
            let timed = rest.len() >= 4
                && rest.len() <= 24
                && rest.contains(&b'9')
                && matches!(rest.first(), Some(b' ' | b'T' | b',' | b'-' | b'/'));
            if timed { Soort::Moment } else { Soort::Tekst }
        }
        None => Soort::Tekst,
    }
}

fn is_datum(shape: &[u8]) -> bool {
    datum_lengte(shape) == Some(shape.len())
}

/// `9:99`, `99.99`, `99:99:99`.
fn is_tijd(shape: &[u8]) -> bool {
    matches!(
        shape,
        b"9:99" | b"99:99" | b"9.99" | b"99.99" | b"99:99:99" | b"9:99:99" | b"99:99u" | b"99.99u"
    )
}

/// The length of a date at the beginning: numbers with one sign between them, or a month in letters.
fn datum_lengte(shape: &[u8]) -> Option<usize> {
    let run = |from: usize| {
        shape
            .get(from..)
            .map_or(0, |rest| rest.iter().take_while(|b| **b == b'9').count())
    };
    let first = run(0);
    let mark = *shape.get(first)?;
    if !matches!(mark, b'-' | b'/' | b'.' | b' ') {
        return None;
    }
    let second_at = first + 1;
    let second = run(second_at);
    let month = if second == 0 {
        let letters = shape
            .get(second_at..)?
            .iter()
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        if !(3..=9).contains(&letters) {
            return None;
        }
        letters
    } else if second <= 2 && mark != b' ' {
        second
    } else {
        return None;
    };
    let third_at = second_at + month + 1;
    if !matches!(shape.get(third_at - 1), Some(b'-' | b'/' | b'.' | b' ')) {
        return None;
    }
    let third = run(third_at);
    let good = match first {
        1 | 2 => matches!(third, 2 | 4),
        4 => matches!(third, 1 | 2) && second > 0,
        _ => false,
    };
    good.then_some(third_at + third)
}
