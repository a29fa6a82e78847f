//! `zsmtafel sluit`: closes a zaak.
//!
//! Must not know what keeps it open.

use clap::Args;

use crate::domain::decide::Opdracht;

use super::Algemeen;
use super::uitvoer::Uitweg;
use super::vastleggen::Vastleggen;
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct SluitOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Waarom de zaak dicht kan; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "reason")]
    reden: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &SluitOpties) -> Result<u8, Uitweg> {
    let reden = vrije_tekst("--reden", &wat.reden)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let op = werk.tafel.nu;
    let line = werk
        .tafel
        .dagregel(werk.zaak().clone(), &werk.dossier.eerdere);
    werk.doe(
        how,
        Opdracht::Sluit {
            reden,
            op,
            loopt: line.loopt,
            bevestigd: false,
        },
    )
}
