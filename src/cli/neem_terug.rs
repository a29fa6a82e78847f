//! `zsmtafel neem-terug`: takes an act in a zaak back: the newest one of who asks, or the one that is named.
//!
//! Must not know what taking back does to what followed.

use clap::Args;

use crate::domain::ids::EventId;
use crate::domain::terug::Terugneming;
use crate::store::Dossier;

use super::Algemeen;
use super::uitvoer::{Uitweg, zeg};
use super::vastleggen::{Vastleggen, kies_id, toon};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct NeemTerugOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Welke gebeurtenis: het begin van haar nummer, zoals zsmtafel zaak ZAAK --json het noemt. Zonder: uw
    /// laatste handeling in deze zaak
    #[arg(value_name = "GEBEURTENIS")]
    gebeurtenis: Option<String>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &NeemTerugOpties) -> Result<u8, Uitweg> {
    let Vastleggen { tafel, dossier } = Vastleggen::open(how, &wat.zaak)?;
    let id = dossier.zaak.id;
    let gone = match &wat.gebeurtenis {
        None => {
            let asked = tafel.sessie.terugneming(Some(id), tafel.nu);
            match tafel.werk.wacht(asked)? {
                Terugneming::Handeling(all) => all
                    .into_iter()
                    .map(|one| (one.zaak, one.event.id))
                    .collect(),
                Terugneming::Lezing { .. } => Vec::new(),
            }
        }
        Some(begin) => {
            let all = dossier.tijdlijn.iter().map(|(event, _)| {
                let id = event.id;
                (id, id.to_string())
            });
            let event = kies_id("gebeurtenis", begin, all)?;
            mag(&dossier, event)?;
            vec![(id, event)]
        }
    };
    let done = tafel.sessie.neem_terug(gone, tafel.nu);
    for event in tafel.werk.wacht(done)?.1 {
        zeg(&format!("Teruggenomen: {}.", event.what.omschrijving()));
    }
    toon(how, &tafel, &dossier, id)
}

/// What the store would refuse, with why.
fn mag(dossier: &Dossier, id: EventId) -> Result<(), Uitweg> {
    let Some((event, undone)) = dossier.tijdlijn.iter().find(|(event, _)| event.id == id) else {
        return Ok(());
    };
    if *undone {
        return Err(Uitweg::nieuw(3, "deze gebeurtenis is al teruggenomen"));
    }
    if !event.what.terug_te_nemen() {
        return Err(Uitweg::nieuw(
            3,
            format!(
                "{:?} kan niet terug: dat bracht een lijst, of het is al het huis uit",
                event.what.omschrijving()
            ),
        ));
    }
    Ok(())
}
