//! `zsmtafel overdracht`: the text of the handing over; hands over and takes over.
//!
//! Must not know how the text is laid out.

use clap::Args;
use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::overdracht::{blokken, kop, rijen};
use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::inzage::Inzagesoort;
use crate::domain::tijd;
use crate::send::overdracht::{BREEDTE, Blok, tekst};
use crate::shell::effecten::{Soort, tafel as tafelgegevens};
use crate::shell::sessie::Opening;

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, zeg};
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct OverdrachtOpties {
    /// Draag alle open zaken over aan deze ontvanger; - leest de naam van de invoer
    #[arg(long, value_name = "NAAM", alias = "to")]
    naar: Option<String>,
    /// Wat de ontvanger moet weten; - leest de tekst van de invoer
    #[arg(long, value_name = "T", requires = "naar", alias = "message")]
    bericht: Option<String>,
    /// Neem over wat is overgedragen, op uw eigen naam
    #[arg(long, conflicts_with = "naar", alias = "take-over")]
    neem_over: bool,
}

/// The whole of it in JSON.
#[derive(Debug, Serialize)]
struct Uitvoer {
    tijd: String,
    door: String,
    oefenen: bool,
    open: usize,
    niet_overgenomen: usize,
    zaken: Vec<Blok>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &OverdrachtOpties) -> Result<u8, Uitweg> {
    let read = |optie, text: &Option<String>| {
        text.as_deref()
            .map(|text| vrije_tekst(optie, text).map(|text| text.replace('\n', " ")))
            .transpose()
    };
    let naar = read("--naar", &wat.naar)?;
    if naar.as_deref() == Some("") {
        return Err(Uitweg::nieuw(2, "--naar vraagt een naam"));
    }
    let bericht = read("--bericht", &wat.bericht)?.unwrap_or_default();
    let tafel = Tafel::open(how)?;
    let mut regels = dag(&tafel)?;
    if let Some(aan) = naar {
        let opdracht = Opdracht::DraagOver {
            aan: aan.clone(),
            bericht,
        };
        let open = ids(&regels, |regel| regel.zaak.stand.is_open());
        tafel.voer_uit_samen(open.iter().map(|zaak| (*zaak, opdracht.clone())).collect())?;
        zeg(&format!("{} overgedragen aan {aan}.", zaken(open.len())));
        regels = dag(&tafel)?;
    }
    if wat.neem_over {
        let waiting = ids(&regels, |regel| {
            regel.zaak.stand.wacht_op_overname().is_some()
        });
        if waiting.is_empty() {
            return Err(Uitweg::nieuw(
                3,
                "er is niets over te nemen: geen open zaak is overgedragen en nog vrij",
            ));
        }
        tafel.voer_uit_samen(
            waiting
                .iter()
                .map(|zaak| (*zaak, Opdracht::NeemOver))
                .collect(),
        )?;
        zeg(&format!(
            "{} overgenomen door {}.",
            zaken(waiting.len()),
            tafel.sessie.medewerker()
        ));
        regels = dag(&tafel)?;
    }
    toon(how, &tafel, &regels)
}

fn toon(how: &Algemeen, tafel: &Tafel, regels: &[Dagregel]) -> Result<u8, Uitweg> {
    let sessie = &tafel.sessie;
    let all = blokken(
        regels,
        &sessie.kennis,
        tafel.nu,
        &|name| name.lijstvorm(),
        &str::to_owned,
    );
    tafel.zag_zaken(Inzagesoort::Gelezen, regels.iter().map(|line| line.zaak.id));
    if how.json {
        druk_json(&Uitvoer {
            tijd: tijd::rfc3339(tafel.nu),
            door: sessie.medewerker(),
            oefenen: how.oefenen,
            open: all.iter().filter(|one| one.open).count(),
            niet_overgenomen: all
                .iter()
                .filter(|one| one.open && one.overgenomen.is_none())
                .count(),
            zaken: all,
        })?;
        return Ok(0);
    }
    let opening = Opening {
        paden: sessie.paden.clone(),
        config: sessie.config.clone(),
        kennis: sessie.kennis.clone(),
        medewerker: None,
        rol: None,
        oefenen: how.oefenen,
        nieuwe_dag: false,
        nieuw: false,
        toch: false,
        waarvoor: String::new(),
    };
    let soort = if how.oefenen {
        Soort::Oefenen
    } else {
        Soort::Echt
    };
    let table = tafelgegevens(&opening, soort, Some(sessie));
    druk(&tekst(&kop(regels, &table), &all, tafel.nu, BREEDTE))?;
    Ok(0)
}

fn dag(tafel: &Tafel) -> Result<Vec<Dagregel>, Uitweg> {
    Ok(tafel.werk.wacht(tafel.sessie.dag(tafel.nu))?.regels)
}

fn ids(regels: &[Dagregel], test: impl Fn(&Dagregel) -> bool) -> Vec<ZaakId> {
    rijen(regels)
        .into_iter()
        .filter(|regel| test(regel))
        .map(|regel| regel.zaak.id)
        .collect()
}

fn zaken(count: usize) -> String {
    match count {
        1 => "1 zaak".to_owned(),
        more => format!("{more} zaken"),
    }
}
