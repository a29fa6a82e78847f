//! `zsmtafel input`: composes input for the afdoeningsoverleg, writes it to a file and registers it.
//!
//! Must not know how the text is composed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::msg::Verzending;
use crate::domain::decide::{Opdracht, Weigering};
use crate::domain::fase::Fase;
use crate::domain::input::{Gesprek, Input, Ontvanger, Vorm};
use crate::domain::zaak::Zaak;
use crate::send::opstelling::{Context, opstelling};
use crate::send::poort::Poort;
use crate::send::tekst::{digest, tekst};
use crate::shell::effecten::{Soort, tafel as tafelnaam};
use crate::store::StoreFout;

use super::Algemeen;
use super::tafel::{Tafel, voorbereiden};
use super::tijdstip::geweest;
use super::uitvoer::{Uitweg, druk, druk_json, zeg};
use super::vastleggen::Vastleggen;
use super::vrijetekst::{misschien_vrij, vrije_tekst};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct InputOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK", required_unless_present = "rest")]
    zaak: Option<String>,
    /// Voor wie: om, kpc, politie, 3ro, rvdk of andere-vt
    #[arg(long, value_name = "ONTVANGER", value_parser = lees_ontvanger, required_unless_present = "rest", alias = "to")]
    aan: Option<Ontvanger>,
    /// Als tekst (txt) of als concept voor het mailprogramma (eml)
    #[arg(
        long,
        value_name = "VORM",
        value_parser = lees_vorm,
        requires = "uit",
        required_unless_present_any = ["mondeling", "rest"],
        conflicts_with = "mondeling",
        alias = "form"
    )]
    vorm: Option<Vorm>,
    /// De map waarin het bestand komt
    #[arg(
        long,
        value_name = "MAP",
        required_unless_present_any = ["mondeling", "rest"],
        conflicts_with = "mondeling",
        alias = "out"
    )]
    uit: Option<PathBuf>,
    /// Mondeling ingebracht: de kern van wat is gezegd; - leest de tekst van de invoer
    #[arg(long, value_name = "TEKST", requires = "met", alias = "spoken")]
    mondeling: Option<String>,
    /// Bij --mondeling: wie het hoorde, bijv. de officier van dienst
    #[arg(long, value_name = "WIE", requires = "mondeling", alias = "with")]
    met: Option<String>,
    /// Bij --mondeling: wie het zei; zonder: wie dit vastlegt
    #[arg(long, value_name = "WIE", requires = "mondeling", alias = "by")]
    door: Option<String>,
    /// Bij --mondeling: wanneer; zonder: nu
    #[arg(long, value_name = "TIJD", requires = "mondeling", alias = "at")]
    om: Option<String>,
    /// Wat door stroomuitval wel is geschreven en niet geregistreerd: registreer het, of verwijder het
    #[arg(
        long,
        value_name = "registreer|verwijder",
        conflicts_with_all = ["zaak", "aan", "vorm", "uit", "mondeling"],
        alias = "left-over"
    )]
    rest: Option<Restkeus>,
}

/// What becomes of a file that was written and not registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Restkeus {
    /// Het is verstuurd: leg het vast
    #[value(alias = "register")]
    Registreer,
    /// Het is niet verstuurd: haal het weg
    #[value(alias = "remove")]
    Verwijder,
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
pub(super) fn doe(how: &Algemeen, wat: &InputOpties) -> Result<u8, Uitweg> {
    if let Some(choice) = wat.rest {
        return rest(how, choice);
    }
    let Some(aan) = wat.aan else {
        return Err(Uitweg::nieuw(2, "geef --aan ONTVANGER"));
    };
    if let Some(text) = &wat.mondeling {
        return mondeling(how, wat, aan, text);
    }
    let (Some(out), Some(vorm)) = (&wat.uit, wat.vorm) else {
        return Err(Uitweg::nieuw(2, "geef --vorm en --uit, of --mondeling"));
    };
    let out = std::path::absolute(out)
        .map_err(|fout| Uitweg::nieuw(2, format!("de map bij --uit is niet bruikbaar ({fout})")))?;
    let ready = voorbereiden(how)?;
    let opening = ready.opening.clone();
    let tafel = Tafel::open_met(how, ready)?;
    let zaak = tafel.zoek(wat.zaak.as_deref().unwrap_or_default())?.zaak;
    kan(&zaak, aan)?;
    let holds = zaak.stand.beoordeling().map(|one| one.id);
    let profiel = tafel
        .sessie
        .kennis
        .ontvangers
        .voor(aan)
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
            klok: Dagregel::nieuw(zaak.clone(), false, &tafel.sessie.kennis, tafel.nu)
                .klok
                .uiterlijk,
            bereikbaar: names.bereikbaar,
            tafel: names.naam,
            oefenen: names.oefenen,
        },
    );
    let text = tekst(&made);
    let overheard = made.leest_mee().join(", ");
    if !overheard.is_empty() && !how.ja {
        return Err(Uitweg::nieuw(
            3,
            format!(
                "dit kan de verdachte lezen: {overheard}. Geef --ja erbij als dat mag; er is niets geschreven en \
                 niets vastgelegd"
            ),
        ));
    }
    if !overheard.is_empty() {
        zeg(&format!("let op, dit kan de verdachte lezen: {overheard}"));
    }
    let sending = Verzending {
        zaak: zaak.id,
        ontvanger: aan,
        vorm,
        grond: made.grond,
        tekst: text.clone(),
        beoordeling: holds,
        concept: None,
    };
    let (name, _) = tafel
        .werk
        .wacht(tafel.sessie.verstuur(sending, &out, tafel.nu))?;
    let path = out.join(&name).display().to_string();
    if how.json {
        druk_json(&Verstuurd {
            bestand: name,
            pad: path,
            sha256: digest(&text),
            ontvanger: aan.code(),
            vorm: vorm.code(),
            tekst: text,
        })?;
    } else {
        druk(&format!("{path}\n"))?;
    }
    Ok(0)
}

/// Registers or removes the files that a power cut left.
fn rest(how: &Algemeen, choice: Restkeus) -> Result<u8, Uitweg> {
    let tafel = Tafel::open_bestaande(how)?;
    let left = tafel.werk.wacht(tafel.sessie.rest())?;
    if left.is_empty() {
        zeg("Er is niets blijven staan.");
    }
    for one in left {
        match choice {
            Restkeus::Registreer => {
                tafel
                    .werk
                    .wacht(tafel.sessie.registreer_rest(one.nr, tafel.nu))?;
                druk(&format!("{}: geregistreerd\n", one.pad.display()))?;
            }
            Restkeus::Verwijder => {
                tafel.werk.wacht(tafel.sessie.verwijder_rest(&one))?;
                druk(&format!("{}: verwijderd\n", one.pad.display()))?;
            }
        }
    }
    Ok(0)
}

/// Registers what was spoken; no file is made.
fn mondeling(how: &Algemeen, wat: &InputOpties, aan: Ontvanger, text: &str) -> Result<u8, Uitweg> {
    let text = vrije_tekst("--mondeling", text)?;
    let met = misschien_vrij("--met", wat.met.as_deref())?.unwrap_or_default();
    let door = misschien_vrij("--door", wat.door.as_deref())?;
    let werk = Vastleggen::open(how, wat.zaak.as_deref().unwrap_or_default())?;
    let (nu, zaak) = (werk.tafel.nu, werk.zaak());
    // What goes to nobody is not kept as said to somebody either.
    let text = Poort::van(zaak).tekst(&text);
    kan(zaak, aan)?;
    let profiel = werk
        .tafel
        .sessie
        .kennis
        .ontvangers
        .voor(aan)
        .map_err(|fout| Uitweg::nieuw(1, fout))?;
    let input = Input {
        ontvanger: aan,
        vorm: Vorm::Mondeling,
        grond: profiel.grond.clone(),
        sha256: digest(&text),
        tekst: text,
        bestand: String::new(),
        beoordeling: zaak.stand.beoordeling().map(|one| one.id),
        gesprek: Some(Gesprek {
            met,
            door: door.unwrap_or_else(|| werk.tafel.sessie.medewerker()),
            op: match wat.om.as_deref() {
                None => nu,
                Some(text) => geweest("--om", text, nu)?,
            },
        }),
    };
    werk.doe(how, Opdracht::VerstuurInput(Box::new(input)))
}

/// Whether input can go to this recipient now.
fn kan(zaak: &Zaak, aan: Ontvanger) -> Result<(), Uitweg> {
    let refusal = if zaak.fase() == Fase::Gesloten {
        Weigering::Gesloten
    } else if !zaak.fase().is_gevolgd() {
        Weigering::NietGevolgd
    } else if zaak.stand.beoordeling().is_none() && !aan.kan_zonder_oordeel() {
        Weigering::GeenBeoordeling
    } else {
        return Ok(());
    };
    Err(StoreFout::Geweigerd(refusal).into())
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
