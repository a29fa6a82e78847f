//! `zsmtafel input`: composes input for the afdoeningsoverleg, writes it to a file and registers it.
//!
//! Must not know how the text is composed.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::app::msg::Verzending;
use crate::domain::decide::Weigering;
use crate::domain::input::{Ontvanger, Vorm};
use crate::domain::tag::Tag;
use crate::send::opstelling::{Context, opstelling};
use crate::send::tekst::{digest, tekst};
use crate::shell::effecten::{Soort, tafel as tafelnaam};
use crate::store::StoreFout;

use super::Algemeen;
use super::tafel::{Tafel, voorbereiden};
use super::uitvoer::{Uitweg, druk, druk_json};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct Wat {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Voor wie: om, kpc, politie, 3ro, rvdk of andere-vt
    #[arg(long, value_name = "ONTVANGER", value_parser = lees_ontvanger, alias = "to")]
    aan: Ontvanger,
    /// Als tekst (txt) of als concept voor het mailprogramma (eml)
    #[arg(long, value_name = "VORM", value_parser = lees_vorm, alias = "form")]
    vorm: Vorm,
    /// De map waarin het bestand komt
    #[arg(long, value_name = "MAP", alias = "out")]
    uit: PathBuf,
}

#[derive(Debug, Serialize)]
struct Verstuurd {
    bestand: String,
    pad: String,
    /// Of the text, as the journal keeps it; a file adds line ends and encoding.
    sha256: String,
    ontvanger: &'static str,
    vorm: &'static str,
    tekst: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &Wat) -> Result<u8, Uitweg> {
    let uit = std::path::absolute(&wat.uit)
        .map_err(|fout| Uitweg::nieuw(2, format!("de map bij --uit is niet bruikbaar ({fout})")))?;
    let ready = voorbereiden(how)?;
    let opening = ready.opening.clone();
    let tafel = Tafel::open_met(how, ready)?;
    let zaak = tafel.zoek(&wat.zaak)?.zaak;
    let followed = zaak
        .stand
        .tag
        .as_ref()
        .is_some_and(|now| Tag::volgt(now.tag));
    if !followed {
        return Err(StoreFout::from(Weigering::NietGevolgd).into());
    }
    let holds = zaak.stand.beoordeling().map(|one| one.id);
    if holds.is_none() && !wat.aan.kan_zonder_oordeel() {
        return Err(StoreFout::Geweigerd(Weigering::GeenBeoordeling).into());
    }
    let profiel = tafel
        .sessie
        .kennis
        .ontvangers
        .voor(wat.aan)
        .map_err(|fout| Uitweg::nieuw(1, fout))?;
    let kind = if how.oefenen {
        Soort::Oefenen
    } else {
        Soort::Echt
    };
    let names = tafelnaam(&opening, kind, Some(&tafel.sessie));
    let made = opstelling(
        &zaak,
        profiel,
        &tafel.sessie.kennis.voorwaarden,
        &Context {
            nu: tafel.nu,
            opsteller: names.medewerker,
            vt_naam: names.vt,
            bereikbaar: names.bereikbaar,
            tafel: names.naam,
            oefenen: names.oefenen,
        },
    );
    let text = tekst(&made);
    let sending = Verzending {
        zaak: zaak.id,
        ontvanger: wat.aan,
        vorm: wat.vorm,
        grond: made.grond,
        tekst: text.clone(),
        beoordeling: holds,
    };
    let (name, _) = tafel
        .werk
        .wacht(tafel.sessie.verstuur(sending, &uit, tafel.nu))?;
    let path = uit.join(&name).display().to_string();
    if how.json {
        druk_json(&Verstuurd {
            bestand: name,
            pad: path,
            sha256: digest(&text),
            ontvanger: wat.aan.code(),
            vorm: wat.vorm.code(),
            tekst: text,
        })?;
    } else {
        druk(&format!("{path}\n"))?;
    }
    Ok(0)
}

fn lees_ontvanger(text: &str) -> Result<Ontvanger, String> {
    Ontvanger::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = Ontvanger::ALLE.iter().map(|who| who.code()).collect();
        format!("kies uit: {}", codes.join(", "))
    })
}

fn lees_vorm(text: &str) -> Result<Vorm, String> {
    Vorm::from_code(text).ok_or_else(|| "kies uit: txt, eml".to_owned())
}
