//! `zsmtafel geen-dubbel`: two zaken look alike and are two.
//!
//! Must not know how doubles are found.

use clap::Args;

use crate::domain::decide::Opdracht;

use super::Algemeen;
use super::uitvoer::Uitweg;
use super::vastleggen::Vastleggen;
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct GeenDubbelOpties {
    /// De ene zaak: PL-nummer, of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// De andere zaak
    #[arg(value_name = "ANDERE")]
    andere: String,
    /// Waarom het er twee zijn; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "reason")]
    reden: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &GeenDubbelOpties) -> Result<u8, Uitweg> {
    let reden = vrije_tekst("--reden", &wat.reden)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let met = werk.tafel.zoek(&wat.andere)?.zaak.id;
    if met == werk.zaak().id {
        return Err(Uitweg::nieuw(2, "dit is twee keer dezelfde zaak"));
    }
    werk.doe(how, Opdracht::GeenDubbel { met, reden })
}
