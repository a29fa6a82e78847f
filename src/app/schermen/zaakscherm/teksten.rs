//! The texts that are read from the screen of a zaak: origin, what happened then, the zaak whole.
//!
//! Must not know how they are drawn.

mod gebeurtenis;
mod geheel;

use chrono::NaiveDate;

use crate::app::schermen::lezer::{Leesregel, Leesscherm};
use crate::domain::lijstregel::Veld;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

pub(super) use gebeurtenis::gebeurtenis_tekst;
pub(super) use geheel::zaak_tekst;

pub(super) fn herkomst(zaak: &Zaak) -> Leesscherm {
    let regel = &zaak.regel;
    let mut out = vec![
        Leesregel::Paar("bestand".to_owned(), zaak.bron.bestand.clone()),
        Leesregel::Paar("gelezen".to_owned(), tijd::voluit(zaak.bron.gelezen)),
        Leesregel::Paar("regel in bestand".to_owned(), regel.regel.to_string()),
        Leesregel::Paar("SHA-256".to_owned(), zaak.bron.sha256.clone()),
        Leesregel::Kop("Zo stond het in het bestand".to_owned()),
    ];
    for veld in Veld::ALLE {
        if let Some(origin) = regel.herkomst.get(&veld) {
            let text = if origin.tekst.is_empty() {
                "(leeg)"
            } else {
                origin.tekst
            };
            out.push(Leesregel::Paar(
                veld.label().to_owned(),
                format!("{text}   — kolom \"{}\"", origin.kolom),
            ));
        }
    }
    if !regel.overig.is_empty() {
        out.push(Leesregel::Kop("Kolommen die zsmtafel niet kent".to_owned()));
        for (name, text) in &regel.overig {
            out.push(Leesregel::Paar(name.to_string(), text.clone()));
        }
    }
    Leesscherm::nieuw("Herkomst van de gegevens".to_owned(), out)
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

fn paar(name: &str, text: String) -> Leesregel {
    Leesregel::Paar(name.to_owned(), text)
}
