//! `zsmtafel betrokkene`: adds people to a zaak, or changes them, from a form.
//!
//! Must not know how a form is read.

use std::path::PathBuf;

use clap::Args;

use super::Algemeen;
use super::beoordeel::{lees_tekst, mensen};
use super::formulier;
use super::uitvoer::{Uitweg, zeg};
use super::vastleggen::{Vastleggen, toon};

/// What it takes.
#[derive(Debug, Args)]
#[command(
    after_help = "Een formulier heeft per persoon een blok [[betrokkene]], zoals in \
    assets/voorbeelden/beoordeling.toml, zonder oordeel:\n\n[[betrokkene]]\nnaam = \"Noor\"\nrol = \"slachtoffer\"\n\
    verblijf = \"bij haar zus\"\ngeheim = true\n\nStaat die naam al in de zaak, dan worden de gegevens bijgewerkt."
)]
pub(super) struct BetrokkeneOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Het ingevulde formulier (TOML)
    #[arg(long, value_name = "F", alias = "file")]
    bestand: PathBuf,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &BetrokkeneOpties) -> Result<u8, Uitweg> {
    let (name, text) = lees_tekst(&wat.bestand)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let form = formulier::lees_mensen(&text, werk.tafel.nu)
        .map_err(|fout| Uitweg::nieuw(5, format!("{name}, {fout}. Er is niets opgeslagen")))?;
    let mut copy = werk.zaak().clone();
    let (opdrachten, _) = mensen(&werk.tafel, &mut copy, &form)?;
    if opdrachten.is_empty() {
        zeg("Staat al zo; er is niets gewijzigd.");
    }
    let id = werk.zaak().id;
    let all = opdrachten.into_iter().map(|one| (id, one)).collect();
    werk.tafel.voer_uit_samen(all)?;
    toon(how, &werk.tafel, &werk.dossier, id)
}
