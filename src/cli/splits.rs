//! `zsmtafel splits`: takes a joined zaak apart again.
//!
//! Must not know why they were joined.

use clap::Args;

use crate::domain::decide::Weigering;
use crate::store::StoreFout;

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::Uitweg;
use super::vastleggen::toon;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct SplitsOpties {
    /// De zaak die bleef, of die erin opging: PL-nummer, of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &SplitsOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open(how)?;
    let found = tafel.zoek(&wat.zaak)?;
    let (hoofd, dubbel) = match found.zaak.stand.opgegaan_in {
        Some(main) => (main, found.zaak.id),
        None => {
            let last = found.zaak.stand.samengevoegd.last();
            let double = last
                .ok_or(StoreFout::Geweigerd(Weigering::Ongewijzigd))?
                .met;
            (found.zaak.id, double)
        }
    };
    let before = if hoofd == found.zaak.id {
        found
    } else {
        tafel
            .lees(move |store| store.zaak(hoofd))?
            .ok_or(StoreFout::OnbekendeZaak)?
    };
    tafel
        .werk
        .wacht(tafel.sessie.splits(hoofd, dubbel, tafel.nu))?;
    toon(how, &tafel, &before, hoofd)
}
