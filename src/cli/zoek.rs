//! `zsmtafel zoek`: the zaken in which all of these words stand, whatever became of them.
//!
//! Must not know where a word is looked for.

use clap::Args;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::lijst::Lijst;
use crate::domain::inzage::Inzagesoort;
use crate::domain::naam::vouw;

use super::Algemeen;
use super::lijst::{als_tabel, zeg_tegenspraak};
use super::regel::Regel;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, zeg};
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct ZoekOpties {
    /// Naam, nummer, artikel, plaats; alles moet ergens in de zaak staan. Met - komt het van de invoer
    #[arg(value_name = "WOORDEN", required = true)]
    woorden: Vec<String>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &ZoekOpties) -> Result<u8, Uitweg> {
    let wanted = vouw(&vrije_tekst("zoek", &wat.woorden.join(" "))?);
    if wanted.is_empty() {
        return Err(Uitweg::nieuw(
            2,
            "er staat niets om te zoeken. Geef een naam, een nummer of een plaats",
        ));
    }
    let tafel = Tafel::open(how)?;
    tafel.sessie.zocht(&wanted, "zoek", tafel.nu);
    let day = tafel.werk.wacht(tafel.sessie.dag(tafel.nu))?;
    let mut lijst = Lijst::default();
    lijst.laad(day.kop, day.regels);
    let found: Vec<&Dagregel> = lijst
        .alle()
        .iter()
        .filter(|line| line.bevat(&wanted))
        .collect();
    tafel.zag_zaken(Inzagesoort::Regel, found.iter().map(|line| line.zaak.id));
    if how.json {
        let lines: Vec<Regel> = found
            .iter()
            .map(|line| Regel::nieuw(line, tafel.nu))
            .collect();
        druk_json(&lines)?;
    } else if found.is_empty() {
        zeg("Niets gevonden, ook niet bij eerdere dagen en gesloten zaken die nog bewaard zijn.");
    } else {
        druk(&als_tabel(&found, &tafel))?;
    }
    zeg_tegenspraak(&found, &tafel);
    Ok(0)
}
