//! `zsmtafel reservekopie`: a backup of the whole table, as one file in a folder.
//!
//! Must not know how one is made.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::domain::inzage::Inzagesoort;
use crate::domain::rol::Recht;
use crate::shell::sessie::Kopieplek;
use crate::store::bestand;

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct ReservekopieOpties {
    /// De map waar de kopie komt; zonder: de map uit de configuratie
    #[arg(value_name = "MAP")]
    map: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Uitvoer {
    gemaakt: Vec<PathBuf>,
    mislukt: Vec<PathBuf>,
    niet_weg_te_halen: Vec<PathBuf>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &ReservekopieOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open_bestaande(how)?;
    let role = tafel.sessie.dienst().map(|now| now.rol);
    if let Some(role) = role.filter(|role| !role.mag(Recht::Kopieren)) {
        return Err(Uitweg::nieuw(3, role.weigering(Recht::Kopieren)));
    }
    let map = wat
        .map
        .clone()
        .or_else(|| tafel.sessie.config.reservekopie.map.clone())
        .ok_or_else(|| {
            Uitweg::nieuw(
                2,
                "geef de map waar de kopie moet komen, of zet [reservekopie] map in de configuratie",
            )
        })?;
    let map = std::path::absolute(&map)
        .map_err(|fout| Uitweg::nieuw(2, format!("{} is geen map ({fout})", map.display())))?;
    // Only the last folder is made: a stick that is not in has no folder above it.
    if !map.is_dir() && map.parent().is_some_and(Path::is_dir) {
        bestand::maak_map(&map)?;
    }
    if map.starts_with(&tafel.sessie.paden.data) {
        return Err(Uitweg::nieuw(
            2,
            "dat is de map van de tafel zelf; kies een map op een andere schijf, zoals een stick",
        ));
    }
    tafel.zag(Inzagesoort::Beheer);
    let done = tafel.kopieer(Kopieplek::Map(map))?;
    if how.json {
        druk_json(&Uitvoer {
            gemaakt: done.gemaakt.clone(),
            mislukt: done.mislukt.iter().map(|(map, _)| map.clone()).collect(),
            niet_weg_te_halen: done.hangt.clone(),
        })?;
    } else {
        for pad in &done.gemaakt {
            druk(&format!(
                "Reservekopie gemaakt en nagekeken: {}\nZij gaat open met elk wachtwoord van deze tafel: zsmtafel terugzetten BESTAND\n",
                pad.display()
            ))?;
        }
    }
    Ok(u8::from(!done.mislukt.is_empty()))
}
