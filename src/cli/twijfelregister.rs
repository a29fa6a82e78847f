//! `zsmtafel twijfelregister`: the doubtful zaken without identities, to talk about the norm.
//!
//! Must not know how names are masked.

use clap::Args;

use crate::app::afgeleid::twijfel::register;
use crate::domain::inzage::Inzagesoort;
use crate::send::twijfel::csv;

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, zeg};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct TwijfelregisterOpties {}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, _wat: &TwijfelregisterOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open(how)?;
    tafel.zag(Inzagesoort::Uitgevoerd);
    let zaken = tafel
        .werk
        .wacht(tafel.sessie.twijfelregister())?
        .into_iter()
        .map(|doubt| doubt.zaak)
        .collect();
    let all = register(zaken, &tafel.sessie.kennis, tafel.nu);
    if how.json {
        druk_json(&all)?;
    } else {
        druk(&csv(&all))?;
    }
    match all.len() {
        0 => zeg("Er is geen twijfelcasus."),
        _ => zeg(
            "Namen en getallen in de reden zijn gemaskeerd. Lees de redenen na voordat u dit deelt.",
        ),
    }
    Ok(0)
}
