//! `zsmtafel inzageverzoek`: what one person may see of himself in a zaak, as a draft that a person reads over; written to
//! a file when he approves.
//!
//! Must not know what is masked.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::domain::ids::ZaakId;
use crate::domain::inzage::{Inzageregel, Inzagesoort};
use crate::domain::naam::vouw;
use crate::domain::zaak::Zaak;
use crate::send::inzageverzoek::{Omstandigheden, Vrager, inzageverzoek};

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, zeg};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct InzageverzoekOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Wie het vraagt: de naam van een betrokkene zoals die in de zaak staat, of verdachte
    #[arg(long, value_name = "B", alias = "person")]
    betrokkene: String,
    /// De map waar het bestand komt; alleen samen met --ja: dat zegt dat u het nalas en goedkeurt
    #[arg(long, value_name = "MAP", alias = "out")]
    uit: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Uitvoer {
    zaak: String,
    tekst: String,
    bestand: Option<PathBuf>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &InzageverzoekOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open_bestaande(how)?;
    let zaak = tafel.zoek(&wat.zaak)?.zaak;
    let wie = zoek(&zaak, &wat.betrokkene)?;
    let om = omstandigheden(&tafel, zaak.id)?;
    let text = inzageverzoek(&zaak, wie, &om, tafel.nu)
        .ok_or_else(|| Uitweg::nieuw(1, "die persoon staat niet bij deze zaak"))?;
    let Some(map) = &wat.uit else {
        toon(how, &zaak, text, None)?;
        zeg(
            "Dit is een concept. Lees het na: staat er niets in over een ander, en niets dat iemand in gevaar brengt? \
             Schrijven kan met --uit MAP --ja.",
        );
        return Ok(0);
    };
    if !how.ja {
        return Err(Uitweg::nieuw(
            3,
            "er is niets geschreven. Lees eerst het concept (zonder --uit); --ja zegt dat u het nalas en goedkeurt",
        ));
    }
    let map = std::path::absolute(map)
        .map_err(|fout| Uitweg::nieuw(2, format!("{} is geen map ({fout})", map.display())))?;
    let work = tafel.sessie.schrijf_inzage(zaak.id, &text, &map, tafel.nu);
    let pad = tafel.werk.wacht(work)?;
    let line = Inzageregel::zaak(Inzagesoort::Uitgevoerd, zaak.id, "inzageverzoek");
    tafel.sessie.zag(line, tafel.nu);
    toon(how, &zaak, text, Some(pad))?;
    Ok(0)
}

fn toon(how: &Algemeen, zaak: &Zaak, text: String, pad: Option<PathBuf>) -> Result<(), Uitweg> {
    if how.json {
        return druk_json(&Uitvoer {
            zaak: zaak.id.to_string(),
            tekst: text,
            bestand: pad,
        });
    }
    match pad {
        None => druk(&text),
        Some(pad) => druk(&format!("{}\n", pad.display())),
    }
}

/// Who is meant; of several with that name none.
fn zoek(zaak: &Zaak, text: &str) -> Result<Vrager, Uitweg> {
    let wanted = vouw(text.trim());
    if wanted == "verdachte" {
        return Ok(Vrager::Verdachte);
    }
    let people = &zaak.stand.betrokkenen;
    let exact: Vec<_> = people
        .iter()
        .filter(|who| vouw(&who.naam) == wanted)
        .collect();
    let found = if exact.is_empty() {
        people
            .iter()
            .filter(|who| !wanted.is_empty() && vouw(&who.naam).contains(&wanted))
            .collect()
    } else {
        exact
    };
    match found.as_slice() {
        [one] => Ok(Vrager::Betrokkene(one.id)),
        _ => {
            let names: Vec<&str> = people.iter().map(|who| who.naam.as_str()).collect();
            Err(Uitweg::nieuw(
                2,
                format!(
                    "{text:?} wijst niet precies een persoon aan. Bij deze zaak staan: verdachte{}{}",
                    if names.is_empty() { "" } else { ", " },
                    names.join(", ")
                ),
            ))
        }
    }
}

fn omstandigheden(tafel: &Tafel, zaak: ZaakId) -> Result<Omstandigheden, Uitweg> {
    let gewist_op = tafel.werk.wacht(tafel.sessie.wordt_gewist_op(zaak))?;
    let log = tafel.lees(move |store| store.inzagelog(Some(zaak)))?;
    let mut minutes: Vec<_> = log.iter().map(|line| line.op).collect();
    minutes.sort_unstable();
    minutes.dedup();
    let ingezien = minutes
        .first()
        .zip(minutes.last())
        .map(|(first, last)| (minutes.len(), *first, *last));
    let vt = tafel
        .sessie
        .kennis
        .gemeenten
        .vt(&tafel.sessie.config.tafel.vt);
    Ok(Omstandigheden {
        gewist_op,
        ingezien,
        vt: vt.map(|vt| vt.naam.clone()).unwrap_or_default(),
    })
}
