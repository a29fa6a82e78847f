//! `zsmtafel voeg-samen`: two zaken are one; the second goes up in the first.
//!
//! Must not know how doubles are found.

use clap::Args;

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::Uitweg;
use super::vastleggen::toon;
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct VoegSamenOpties {
    /// De zaak die blijft: PL-nummer, of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// De zaak die daarin opgaat
    #[arg(value_name = "DUBBEL")]
    dubbel: String,
    /// Waarom het dezelfde is; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "reason")]
    reden: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &VoegSamenOpties) -> Result<u8, Uitweg> {
    let reden = vrije_tekst("--reden", &wat.reden)?;
    let tafel = Tafel::open(how)?;
    let hoofd = tafel.zoek(&wat.zaak)?;
    let dubbel = tafel.zoek(&wat.dubbel)?.zaak.id;
    let id = hoofd.zaak.id;
    tafel.werk.wacht(
        tafel
            .sessie
            .voeg_samen(id, dubbel, (reden, how.ja), tafel.nu),
    )?;
    toon(how, &tafel, &hoofd, id)
}
