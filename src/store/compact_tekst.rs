//! How a cell most often writes its fact, so that a compact row need not hold both.
//!
//! Whatever stands here only saves bytes: a cell that says otherwise is kept as it is. A row that was written
//! with a rule is read with it, so a rule may not change within a day. Must not know bytes or tables.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use crate::domain::lijstregel::{Geslacht, Lijstregel, Status, Veld};
use crate::domain::tijd;

/// The fact itself, where it is kept as one text that [`Lijstregel::tekst`] gives too.
pub(super) fn tekst_van(regel: &Lijstregel, veld: Veld) -> Option<&str> {
    Some(match veld {
        Veld::Pl => regel.pl.as_deref().unwrap_or_default(),
        Veld::Parketnummer => regel.parketnummer.as_deref().unwrap_or_default(),
        Veld::Bsn => regel.bsn.as_deref().unwrap_or_default(),
        Veld::Adres => regel.adres.as_deref().unwrap_or_default(),
        Veld::Woonplaats => regel.woonplaats.as_deref().unwrap_or_default(),
        Veld::Toelichting => &regel.toelichting,
        Veld::Relatie => regel.relatie.as_deref().unwrap_or_default(),
        Veld::Kinderen => regel.kinderen.as_deref().unwrap_or_default(),
        Veld::Locatie => regel.locatie.as_deref().unwrap_or_default(),
        _ => return None,
    })
}

/// Writes the cell as Dutch lists usually have it; says no where there is no usual way.
pub(super) fn gewoon(regel: &Lijstregel, veld: Veld, out: &mut String) -> bool {
    match veld {
        Veld::Naam => {
            let naam = &regel.naam;
            aaneen(out, " ", [naam.tussenvoegsel.as_str(), &naam.achternaam]);
            if !naam.voornamen.is_empty() {
                out.push_str(", ");
                out.push_str(&naam.voornamen);
            }
            true
        }
        Veld::Feiten => {
            aaneen(
                out,
                " / ",
                regel.feiten.iter().map(|feit| feit.artikel.as_str()),
            );
            let articles = out.len();
            if articles > 0 {
                out.push_str(" | ");
            }
            let before = out.len();
            let words = regel.feiten.iter().map(|feit| feit.omschrijving.as_str());
            aaneen(out, " / ", words);
            if out.len() == before {
                out.truncate(articles);
            }
            true
        }
        Veld::Geboortedatum => regel.geboortedatum.is_some_and(|date| datum(out, date)),
        Veld::Geslacht => woord(
            out,
            match regel.geslacht {
                Some(Geslacht::Man) => "M",
                Some(Geslacht::Vrouw) => "V",
                _ => "",
            },
        ),
        Veld::Status => woord(
            out,
            match regel.status {
                Status::Vast => "Vast",
                Status::NietVast => "Niet vast",
                Status::Ivs => "IVS",
                Status::Heengezonden => "Heengezonden",
                _ => "",
            },
        ),
        Veld::HgPolitie => vlag(out, regel.hg_politie),
        Veld::Thv => vlag(out, regel.thv),
        Veld::Zorgmelding => vlag(out, regel.zorgmelding),
        Veld::Aanhouding => moment(out, regel.aanhouding),
        Veld::Aankomst => moment(out, regel.aankomst),
        Veld::BeginOphouden => moment(out, regel.begin_ophouden),
        Veld::GedruktEinde => moment(out, regel.gedrukt_einde),
        Veld::Pl
        | Veld::Parketnummer
        | Veld::Bsn
        | Veld::Adres
        | Veld::Woonplaats
        | Veld::Toelichting
        | Veld::Relatie
        | Veld::Kinderen
        | Veld::Locatie => false,
    }
}

fn aaneen<'a>(out: &mut String, between: &str, parts: impl IntoIterator<Item = &'a str>) {
    let begin = out.len();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if out.len() > begin {
            out.push_str(between);
        }
        out.push_str(part);
    }
}

fn woord(out: &mut String, word: &str) -> bool {
    out.push_str(word);
    !word.is_empty()
}

fn vlag(out: &mut String, flag: Option<bool>) -> bool {
    woord(
        out,
        match flag {
            Some(true) => "J",
            Some(false) => "N",
            None => "",
        },
    )
}

/// `20-11-2026`. Written by hand: a long list has half a million of them.
fn datum(out: &mut String, date: NaiveDate) -> bool {
    let Ok(year) = u32::try_from(date.year()) else {
        return false;
    };
    if year > 9_999 {
        return false;
    }
    twee(out, date.day());
    out.push('-');
    twee(out, date.month());
    out.push('-');
    twee(out, year / 100);
    twee(out, year % 100);
    true
}

/// `20-11-2026 08:00`, as it is in the Netherlands.
fn moment(out: &mut String, at: Option<DateTime<Utc>>) -> bool {
    let Some(at) = at else {
        return false;
    };
    let local = tijd::lokaal(at).naive_local();
    if !datum(out, local.date()) {
        return false;
    }
    out.push(' ');
    twee(out, local.hour());
    out.push(':');
    twee(out, local.minute());
    true
}

fn twee(out: &mut String, number: u32) {
    for digit in [number / 10 % 10, number % 10] {
        out.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}
