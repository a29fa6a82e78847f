//! `zsmtafel terugkoppeling`: the text that asks the KPC-er for the decision, to copy. Nothing is
//! registered: it says nothing of what VT knows.
//!
//! Must not know how the text is composed.

use clap::Args;
use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::send::opstelling::Context;
use crate::send::terugkoppeling::terugkoppeling;
use crate::shell::effecten::{Soort, tafel as tafelnaam};

use super::Algemeen;
use super::tafel::{Tafel, voorbereiden};
use super::uitvoer::{Uitweg, druk, druk_json};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct TerugkoppelingOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
}

#[derive(Debug, Serialize)]
struct Vraag {
    zaak: String,
    tekst: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &TerugkoppelingOpties) -> Result<u8, Uitweg> {
    let ready = voorbereiden(how)?;
    let opening = ready.opening.clone();
    let tafel = Tafel::open_met(how, ready)?;
    let zaak = tafel.zoek(&wat.zaak)?.zaak;
    if !zaak.stand.tag.as_ref().is_some_and(|now| now.tag.volgt()) {
        return Err(Uitweg::nieuw(
            3,
            crate::domain::decide::Weigering::NietGevolgd,
        ));
    }
    let kind = if how.oefenen {
        Soort::Oefenen
    } else {
        Soort::Echt
    };
    let names = tafelnaam(&opening, kind, Some(&tafel.sessie));
    let kennis = &tafel.sessie.kennis;
    let text = terugkoppeling(
        &zaak,
        &kennis.ontvangers,
        &kennis.voorwaarden,
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
    )
    .map_err(|fout| Uitweg::nieuw(1, fout))?;
    if how.json {
        druk_json(&Vraag {
            zaak: zaak.id.to_string(),
            tekst: text,
        })?;
    } else {
        druk(&text)?;
    }
    Ok(0)
}
