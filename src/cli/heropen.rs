//! `zsmtafel heropen`: opens a closed zaak again.
//!
//! Must not know why it was closed.

use clap::Args;

use crate::domain::decide::Opdracht;

use super::Algemeen;
use super::uitvoer::Uitweg;
use super::vastleggen::Vastleggen;
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct HeropenOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Waarom er weer iets te doen is; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "reason")]
    reden: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &HeropenOpties) -> Result<u8, Uitweg> {
    let reden = vrije_tekst("--reden", &wat.reden)?;
    Vastleggen::open(how, &wat.zaak)?.doe(how, Opdracht::Heropen { reden })
}
