//! The facts of a zaak in words: what the list says and what somebody told, beside each other.
//!
//! The screen of a zaak and its text ask this and nothing else, so that they can not disagree. Must not know how
//! it is drawn.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::lijstregel::Veld;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::blik::Blik;

/// The facts, in the order in which they are read.
pub const VELDEN: [Veld; 20] = [
    Veld::Naam,
    Veld::Pl,
    Veld::Feiten,
    Veld::Toelichting,
    Veld::Relatie,
    Veld::Kinderen,
    Veld::Aanhouding,
    Veld::Aankomst,
    Veld::BeginOphouden,
    Veld::GedruktEinde,
    Veld::Status,
    Veld::Locatie,
    Veld::Woonplaats,
    Veld::Adres,
    Veld::Geboortedatum,
    Veld::Geslacht,
    Veld::Parketnummer,
    Veld::HgPolitie,
    Veld::Thv,
    Veld::Zorgmelding,
];

/// What stands left of a fact.
#[must_use]
pub fn label(veld: Veld) -> &'static str {
    match veld {
        // Where the suspect is, is another question: that line stands by itself.
        Veld::Status => "status op de lijst",
        other => other.label(),
    }
}

/// Somebody told this fact, beside what the list says.
#[must_use]
pub fn is_gemeld(blik: &Blik, zaak: &Zaak, veld: Veld) -> bool {
    gemeld(blik, zaak, veld).is_some()
}

/// The fact in words: what the list says, or what somebody told with who told it and the list beside it. Empty
/// when nobody said anything.
#[must_use]
pub fn waarde(blik: &Blik, regel: &Dagregel, veld: Veld) -> String {
    let listed = volgens_lijst(blik, regel, veld);
    let value = match gemeld(blik, &regel.zaak, veld) {
        Some((told, by)) => {
            let listed = if listed.is_empty() { "niets" } else { &listed };
            format!("{told}, gemeld door {by} (lijst: {listed})")
        }
        None => listed,
    };
    match veld {
        Veld::Naam | Veld::Toelichting | Veld::Adres | Veld::Geboortedatum | Veld::Bsn => {
            blik.vrije_tekst(&value)
        }
        _ => value,
    }
}

/// What the list says of a fact; empty when it does not.
fn volgens_lijst(blik: &Blik, regel: &Dagregel, veld: Veld) -> String {
    let lijst = &regel.zaak.regel;
    match veld {
        Veld::Naam => lijst.naam.lijstvorm(),
        Veld::Aanhouding => moment(lijst.aanhouding, blik),
        Veld::Aankomst => moment(lijst.aankomst, blik),
        Veld::BeginOphouden => moment(lijst.begin_ophouden, blik),
        Veld::GedruktEinde => moment(lijst.gedrukt_einde, blik),
        Veld::Geboortedatum => match (lijst.geboortedatum, regel.geboortejaar_van_lijst()) {
            (Some(date), _) => tijd::datum(date),
            (None, Some(year)) => format!("in {year}"),
            (None, None) => String::new(),
        },
        Veld::Woonplaats => match (&regel.plaats, &lijst.woonplaats) {
            (Some(place), _) => place.gemeente.clone(),
            (None, Some(text)) => text.clone(),
            (None, None) => String::new(),
        },
        other => lijst.tekst(other),
    }
}

/// What somebody told last about a fact, and who.
fn gemeld(blik: &Blik, zaak: &Zaak, veld: Veld) -> Option<(String, String)> {
    if let Some(told) = zaak.gemelde_tekst(veld) {
        return Some((leesbaar(told.waarde), told.door?));
    }
    let told = zaak.tijd(veld)?;
    Some((tijd::moment(told.waarde, blik.nu), told.door?))
}

fn moment(at: Option<DateTime<Utc>>, blik: &Blik) -> String {
    at.map_or_else(String::new, |at| tijd::moment(at, blik.nu))
}

/// Times in changes are kept in UTC and days in ISO; a person reads them in local time, and in Dutch.
#[must_use]
pub fn leesbaar(text: &str) -> String {
    if text.is_empty() {
        return "(leeg)".to_owned();
    }
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text) {
        return tijd::voluit(at.to_utc());
    }
    match text.parse::<NaiveDate>() {
        Ok(date) => tijd::datum(date),
        Err(_) => text.to_owned(),
    }
}

/// What the screen of a zaak says of the doubles that went up in it; empty when there are none. The other
/// is named by its registration where that is known, else by the start of its id.
#[must_use]
pub fn samengevoegd_met(blik: &Blik, zaak: &Zaak) -> Vec<String> {
    zaak.stand
        .samengevoegd
        .iter()
        .map(|joined| {
            let other = blik
                .zaak(joined.met)
                .and_then(|other| other.regel.pl.clone())
                .unwrap_or_else(|| joined.met.kort());
            format!("samengevoegd met {other}: {}", joined.reden)
        })
        .collect()
}
