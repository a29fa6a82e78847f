//! `zsmtafel tafelgeheim`: gives the table's secret to a second laptop, or takes it over.
//!
//! Must not know how the file travels.

use std::path::PathBuf;

use clap::Args;

use crate::domain::inzage::Inzagesoort;
use crate::shell::wachtwoord;
use crate::store::KdfSterkte;

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, zeg};

/// What it takes.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Richting {
    /// Schrijf het geheim van deze tafel naar een nieuw bestand
    #[arg(long, value_name = "BESTAND", alias = "out")]
    uit: Option<PathBuf>,
    /// Neem het geheim van een andere laptop over; alleen in een tafel waarin nog niets staat
    #[arg(long, value_name = "BESTAND")]
    r#in: Option<PathBuf>,
}

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct TafelgeheimOpties {
    #[command(flatten)]
    richting: Richting,
    /// Bestand met het wachtwoord waarmee het geheim is verpakt; anders vraagt zsmtafel erom
    #[arg(long, value_name = "PAD", alias = "secret-password-file")]
    geheim_wachtwoord_bestand: Option<PathBuf>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &TafelgeheimOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open(how)?;
    let pass = match &wat.geheim_wachtwoord_bestand {
        Some(path) => wachtwoord::uit_bestand(path),
        None => {
            zeg("Kies of geef het wachtwoord waarmee het geheim is verpakt.");
            wachtwoord::vraag("Wachtwoord van het tafelgeheim")
        }
    }
    .map_err(|fout| Uitweg::nieuw(4, fout))?;
    tafel.zag(Inzagesoort::Beheer);
    let worker = tafel.sessie.werker();
    match (&wat.richting.uit, &wat.richting.r#in) {
        (Some(path), _) => {
            let path = path.clone();
            worker
                .schrijf(move |store| store.geef_geheim(&path, &pass, KdfSterkte::STANDAARD))
                .wacht()?;
            zeg(
                "Het tafelgeheim staat in het bestand. Breng bestand en wachtwoord langs twee wegen naar de andere laptop, en verwijder het bestand daarna.",
            );
        }
        (None, Some(path)) => {
            let path = path.clone();
            worker
                .schrijf(move |store| store.neem_geheim(&path, &pass))
                .wacht()?;
            zeg(
                "Het tafelgeheim is overgenomen: dezelfde regel is nu op beide laptops dezelfde zaak.",
            );
        }
        (None, None) => return Err(Uitweg::nieuw(2, "geef --uit of --in")),
    }
    Ok(0)
}
