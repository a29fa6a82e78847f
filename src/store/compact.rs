//! A row of the day list in as few bytes as possible, because every byte is encrypted: numbers for headings
//! and facts, and the text of a cell only where it can not be told from its fact. Lossless.
//!
//! For the day list alone, which lives a day; the journal keeps lines whole. Must not know tables.
//!
//! ```text
//!   version (1) · row · bits: which facts are there · small facts · texts · dates · times ·
//!   offences · origins (fact and way of writing, heading, perhaps a text) · unknown columns
//! ```
//! Numbers are LEB128: seven bits a byte. What a later version adds stands at the end, so that a row that
//! ends earlier has none of it.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::compact_tekst::{gewoon, tekst_van};
use super::fout::{StoreFout, Uitkomst};
use crate::domain::lijstregel::{Feit, Geslacht, Herkomsten, Koppen, Lijstregel, Status, Veld};
use crate::domain::naam::Naam;

/// What a row of this form begins with.
const VORM: u8 = 1;

/// Headings of columns and their numbers, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Kolommen {
    namen: Vec<Arc<str>>,
    nummers: HashMap<Arc<str>, u32>,
    // The headings that were there at first: rows that are read share them.
    gedeeld: Option<Koppen>,
    // The headings of the file that was written last, and the numbers of those that were needed.
    bron: Option<(Koppen, Vec<Option<u32>>)>,
    // The heading that was asked for last at each place of a row: rows of one file are alike.
    vorige: Vec<u32>,
}

impl Kolommen {
    /// Headings known already, in the order of their numbers.
    pub(super) fn nieuw(namen: Vec<String>) -> Kolommen {
        let namen: Vec<Arc<str>> = namen.into_iter().map(Arc::from).collect();
        let nummers = namen.iter().cloned().zip(0..).collect();
        Kolommen {
            gedeeld: Some(namen.as_slice().into()),
            namen,
            nummers,
            ..Kolommen::default()
        }
    }

    /// Headings with a number of `vanaf` or higher.
    pub(super) fn vanaf(&self, vanaf: usize) -> impl Iterator<Item = (usize, &str)> {
        self.namen
            .iter()
            .enumerate()
            .skip(vanaf)
            .map(|(nr, naam)| (nr, naam.as_ref()))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.namen.len()
    }

    /// The heading of a number.
    pub(super) fn naam(&self, nr: u32) -> Option<&Arc<str>> {
        self.namen.get(usize::try_from(nr).ok()?)
    }

    fn nummer(&mut self, naam: &str) -> u32 {
        if let Some(nr) = self.nummers.get(naam) {
            return *nr;
        }
        let nr = u32::try_from(self.namen.len()).unwrap_or(u32::MAX);
        let naam: Arc<str> = Arc::from(naam);
        self.namen.push(naam.clone());
        self.nummers.insert(naam, nr);
        nr
    }

    /// The number of the heading at a place among the unknown columns of a row.
    fn nummer_op(&mut self, plaats: usize, naam: &str) -> u32 {
        if let Some(same) = self.vorige.get(plaats)
            && self.naam(*same).is_some_and(|same| same.as_ref() == naam)
        {
            return *same;
        }
        let nr = self.nummer(naam);
        if self.vorige.len() <= plaats {
            self.vorige.resize(plaats + 1, u32::MAX);
        }
        if let Some(slot) = self.vorige.get_mut(plaats) {
            *slot = nr;
        }
        nr
    }

    /// The number of a heading of a file.
    fn nummer_van(&mut self, koppen: &Koppen, kop: u32) -> u32 {
        let (same, mut numbers) = match self.bron.take() {
            Some((same, numbers)) if Arc::ptr_eq(&same, koppen) => (same, numbers),
            _ => (koppen.clone(), vec![None; koppen.len()]),
        };
        let place = usize::try_from(kop).unwrap_or(usize::MAX);
        let found = numbers.get(place).copied().flatten();
        let nr = found
            .unwrap_or_else(|| self.nummer(koppen.get(place).map_or("", |naam| naam.as_ref())));
        if let Some(slot) = numbers.get_mut(place) {
            *slot = Some(nr);
        }
        self.bron = Some((same, numbers));
        nr
    }
}

// How an origin is written, beside the number of its fact.
const ALS_FEIT: u8 = 0;
const UITGESCHREVEN: u8 = 1;
const GEWOON: u8 = 2;
const LEEG: u8 = 3;

/// Adds a line to `out`.
pub(super) fn schrijf(regel: &Lijstregel, kolommen: &mut Kolommen, out: &mut Vec<u8>) {
    out.push(VORM);
    getal(out, regel.regel.into());
    let texts = [
        regel.pl.as_deref(),
        regel.parketnummer.as_deref(),
        gevuld(&regel.naam.achternaam),
        gevuld(&regel.naam.tussenvoegsel),
        gevuld(&regel.naam.voornamen),
        regel.bsn.as_deref(),
        regel.adres.as_deref(),
        regel.woonplaats.as_deref(),
        gevuld(&regel.toelichting),
        regel.relatie.as_deref(),
        regel.kinderen.as_deref(),
        regel.locatie.as_deref(),
        match &regel.status {
            Status::Anders(text) => Some(text.as_str()),
            _ => None,
        },
    ];
    let times = [
        regel.aanhouding,
        regel.aankomst,
        regel.begin_ophouden,
        regel.gedrukt_einde,
    ];
    let there = texts
        .iter()
        .map(Option::is_some)
        .chain([regel.geboortedatum.is_some()])
        .chain(times.iter().map(Option::is_some))
        .bits();
    getal(out, there);
    getal(out, klein(regel));
    for text in texts.into_iter().flatten() {
        tekst(out, text);
    }
    if let Some(date) = regel.geboortedatum {
        getal(out, zigzag(i64::from(date.to_epoch_days())));
    }
    for at in times.into_iter().flatten() {
        tijd(out, at);
    }
    getal(out, regel.feiten.len() as u64);
    for feit in &regel.feiten {
        tekst(out, &feit.artikel);
        tekst(out, &feit.omschrijving);
    }
    getal(out, regel.herkomst.len() as u64);
    let mut usual = String::new();
    for (veld, kop, cell) in regel.herkomst.genummerd() {
        usual.clear();
        let how = if cell.is_empty() {
            LEEG
        } else if tekst_van(regel, veld).is_some_and(|fact| fact == cell) {
            ALS_FEIT
        } else if gewoon(regel, veld, &mut usual) && usual == cell {
            GEWOON
        } else if veld == Veld::Naam && regel.naam.lijstvorm() == cell {
            ALS_FEIT
        } else {
            UITGESCHREVEN
        };
        out.push(nummer(veld) << 2 | how);
        let nr = match regel.herkomst.koppen() {
            Some(koppen) => kolommen.nummer_van(koppen, kop),
            None => kolommen.nummer(""),
        };
        getal(out, nr.into());
        if how == UITGESCHREVEN {
            tekst(out, cell);
        }
    }
    getal(out, regel.overig.len() as u64);
    for (place, (kolom, text)) in regel.overig.iter().enumerate() {
        getal(out, kolommen.nummer_op(place, kolom).into());
        tekst(out, text);
    }
}

/// Reads what [`schrijf`] wrote.
///
/// # Errors
/// [`StoreFout::Rij`] when it is damaged or names an unknown heading.
pub(super) fn lees(bytes: &[u8], kolommen: &Kolommen) -> Uitkomst<Lijstregel> {
    let found = match bytes.split_first() {
        Some((&VORM, rest)) => Lezer(rest).regel(kolommen),
        _ => None,
    };
    found.ok_or(StoreFout::Rij("daglijst"))
}

struct Lezer<'b>(&'b [u8]);

impl<'b> Lezer<'b> {
    fn regel(mut self, kolommen: &Kolommen) -> Option<Lijstregel> {
        let regel = self.nummer()?;
        let mut there = self.getal()?;
        let small = self.getal()?;
        let mut next = || {
            let one = there & 1 == 1;
            there >>= 1;
            one
        };
        // The bits stand in the order of the texts, the date and the times.
        let texts: [bool; TEKSTEN] = std::array::from_fn(|_| next());
        let date = next();
        let times: [bool; 4] = std::array::from_fn(|_| next());
        let mut words: [Option<&str>; TEKSTEN] = [None; TEKSTEN];
        for (word, is_there) in words.iter_mut().zip(texts) {
            if is_there {
                *word = Some(self.tekst()?);
            }
        }
        let geboortedatum = if date { Some(self.datum()?) } else { None };
        let mut moments: [Option<DateTime<Utc>>; 4] = [None; 4];
        for (moment, is_there) in moments.iter_mut().zip(times) {
            if is_there {
                *moment = Some(self.tijd()?);
            }
        }
        let [
            pl,
            parketnummer,
            achternaam,
            tussenvoegsel,
            voornamen,
            bsn,
            adres,
            woonplaats,
            toelichting,
            relatie,
            kinderen,
            locatie,
            status,
        ] = words.map(|word| word.map(str::to_owned));
        let [aanhouding, aankomst, begin_ophouden, gedrukt_einde] = moments;
        let mut out = Lijstregel {
            regel,
            pl,
            parketnummer,
            naam: Naam {
                achternaam: achternaam.unwrap_or_default(),
                tussenvoegsel: tussenvoegsel.unwrap_or_default(),
                voornamen: voornamen.unwrap_or_default(),
            },
            geboortedatum,
            geslacht: match small & 3 {
                1 => Some(Geslacht::Man),
                2 => Some(Geslacht::Vrouw),
                3 => Some(Geslacht::Anders),
                _ => None,
            },
            bsn,
            adres,
            woonplaats,
            feiten: self.feiten()?,
            toelichting: toelichting.unwrap_or_default(),
            relatie,
            kinderen,
            aanhouding,
            aankomst,
            begin_ophouden,
            gedrukt_einde,
            locatie,
            status: match small >> 8 {
                0 => Status::Onbekend,
                1 => Status::Vast,
                2 => Status::NietVast,
                3 => Status::Ivs,
                4 => Status::Heengezonden,
                5 => Status::Anders(status?),
                _ => return None,
            },
            hg_politie: vlag(small >> 2),
            thv: vlag(small >> 4),
            zorgmelding: vlag(small >> 6),
            overig: Vec::new(),
            herkomst: Herkomsten::default(),
        };
        out.herkomst = self.herkomsten(&out, kolommen)?;
        for _ in 0..self.nummer()? {
            let kolom = kolommen.naam(self.nummer()?)?.clone();
            out.overig.push((kolom, self.tekst()?.to_owned()));
        }
        Some(out)
    }

    fn feiten(&mut self) -> Option<Vec<Feit>> {
        let mut out = Vec::new();
        for _ in 0..self.nummer()? {
            out.push(Feit {
                artikel: self.tekst()?.to_owned(),
                omschrijving: self.tekst()?.to_owned(),
            });
        }
        Some(out)
    }

    fn herkomsten(&mut self, regel: &Lijstregel, kolommen: &Kolommen) -> Option<Herkomsten> {
        let count = self.nummer()?;
        let shared = kolommen.gedeeld.as_ref();
        let mut out = match shared {
            Some(koppen) if count > 0 => {
                Herkomsten::nieuw(koppen.clone(), Veld::ALLE.len().min(count as usize), 256)
            }
            _ => Herkomsten::default(),
        };
        let known = shared.map_or(0, |koppen| koppen.len());
        let mut text = String::new();
        for _ in 0..count {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            let veld = veld(first >> 2)?;
            let nr = self.nummer()?;
            text.clear();
            let cell = match first & 3 {
                LEEG => "",
                UITGESCHREVEN => self.tekst()?,
                GEWOON => {
                    gewoon(regel, veld, &mut text);
                    &text
                }
                _ => match tekst_van(regel, veld) {
                    Some(fact) => fact,
                    None => {
                        text = regel.tekst(veld);
                        &text
                    }
                },
            };
            if (nr as usize) < known {
                out.zet(veld, nr, cell);
            } else {
                out.noteer(veld, kolommen.naam(nr)?, cell);
            }
        }
        Some(out)
    }

    fn getal(&mut self) -> Option<u64> {
        let mut out = 0;
        for shift in (0..64).step_by(7) {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            out |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                return Some(out);
            }
        }
        None
    }

    fn nummer(&mut self) -> Option<u32> {
        u32::try_from(self.getal()?).ok()
    }

    fn tekst(&mut self) -> Option<&'b str> {
        let len = usize::try_from(self.getal()?).ok()?;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn datum(&mut self) -> Option<NaiveDate> {
        let days = i32::try_from(terug(self.getal()?)).ok()?;
        NaiveDate::from_epoch_days(days)
    }

    fn tijd(&mut self) -> Option<DateTime<Utc>> {
        let number = self.getal()?;
        let nanos = if number & 1 == 1 { self.nummer()? } else { 0 };
        DateTime::from_timestamp(terug(number >> 1), nanos)
    }
}

/// How many facts are texts.
const TEKSTEN: usize = 13;

/// Bits in the order of what they tell of, the first as the lowest.
trait Bits {
    fn bits(self) -> u64;
}

impl<I: Iterator<Item = bool>> Bits for I {
    fn bits(self) -> u64 {
        self.zip(0..)
            .fold(0, |bits, (one, at)| bits | u64::from(one) << at)
    }
}

/// Facts of a few bits each: sex, three flags, status.
fn klein(regel: &Lijstregel) -> u64 {
    let flag = |value: Option<bool>| match value {
        None => 0,
        Some(false) => 1,
        Some(true) => 2_u64,
    };
    let sex = match regel.geslacht {
        None => 0,
        Some(Geslacht::Man) => 1,
        Some(Geslacht::Vrouw) => 2,
        Some(Geslacht::Anders) => 3_u64,
    };
    let status = match regel.status {
        Status::Onbekend => 0,
        Status::Vast => 1,
        Status::NietVast => 2,
        Status::Ivs => 3,
        Status::Heengezonden => 4,
        Status::Anders(_) => 5_u64,
    };
    sex | flag(regel.hg_politie) << 2
        | flag(regel.thv) << 4
        | flag(regel.zorgmelding) << 6
        | status << 8
}

fn vlag(bits: u64) -> Option<bool> {
    match bits & 3 {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    }
}

fn gevuld(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn getal(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn tekst(out: &mut Vec<u8>, text: &str) {
    getal(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Seconds since 1970; behind it the nanoseconds where there are any, as the lowest bit tells.
fn tijd(out: &mut Vec<u8>, at: DateTime<Utc>) {
    let nanos = at.timestamp_subsec_nanos();
    getal(out, zigzag(at.timestamp()) << 1 | u64::from(nanos > 0));
    if nanos > 0 {
        getal(out, nanos.into());
    }
}

/// A number that may be below zero, small when it is near it.
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn terug(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

/// The number of a fact, at most 63. It may not change within a day.
fn nummer(veld: Veld) -> u8 {
    match veld {
        Veld::Pl => 0,
        Veld::Parketnummer => 1,
        Veld::Naam => 2,
        Veld::Geboortedatum => 3,
        Veld::Geslacht => 4,
        Veld::Bsn => 5,
        Veld::Adres => 6,
        Veld::Woonplaats => 7,
        Veld::Feiten => 8,
        Veld::Toelichting => 9,
        Veld::Relatie => 10,
        Veld::Kinderen => 11,
        Veld::Aanhouding => 12,
        Veld::Aankomst => 13,
        Veld::BeginOphouden => 14,
        Veld::GedruktEinde => 15,
        Veld::Locatie => 16,
        Veld::Status => 17,
        Veld::HgPolitie => 18,
        Veld::Thv => 19,
        Veld::Zorgmelding => 20,
    }
}

fn veld(nr: u8) -> Option<Veld> {
    Veld::ALLE.into_iter().find(|veld| nummer(*veld) == nr)
}
