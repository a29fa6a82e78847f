//! `zsmtafel zoek`: the zaken in which all of these words stand, whatever became of them; and where they stand.
//!
//! Must not know how a word is looked for.

use clap::Args;
use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::lijst::Lijst;
use crate::domain::inzage::Inzagesoort;
use crate::domain::zoek::{Waar, Zoekvraag};

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

#[derive(Debug, Serialize)]
struct Zoekregel {
    #[serde(flatten)]
    regel: Regel,
    gevonden_in: Vec<&'static str>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &ZoekOpties) -> Result<u8, Uitweg> {
    let wanted = vrije_tekst("zoek", &wat.woorden.join(" "))?;
    let vraag = Zoekvraag::lees(&wanted).ok_or_else(|| {
        Uitweg::nieuw(
            2,
            "er staat niets om te zoeken. Geef een naam, een nummer, een geboortedatum of een plaats",
        )
    })?;
    let tafel = Tafel::open(how)?;
    tafel.sessie.zocht(&wanted, "zoek", tafel.nu);
    let day = tafel.werk.wacht(tafel.sessie.dag(tafel.nu))?;
    let mut lijst = Lijst::default();
    lijst.laad(day.kop, day.regels);
    let hits: Vec<(&Dagregel, Vec<Waar>)> = lijst
        .alle()
        .iter()
        .filter_map(|line| Some((line, line.treffers(&vraag)?)))
        .collect();
    let found: Vec<&Dagregel> = hits.iter().map(|(line, _)| *line).collect();
    tafel.zag_zaken(Inzagesoort::Regel, found.iter().map(|line| line.zaak.id));
    if how.json {
        let lines: Vec<Zoekregel> = hits
            .iter()
            .map(|(line, where_to)| Zoekregel {
                gevonden_in: where_to.iter().map(|one| one.label()).collect(),
                regel: Regel::nieuw(line, tafel.nu),
            })
            .collect();
        druk_json(&lines)?;
    } else if found.is_empty() {
        zeg("Niets gevonden, ook niet bij eerdere dagen en gesloten zaken die nog bewaard zijn.");
    } else {
        druk(&als_tabel(&found, &tafel))?;
        for (line, where_to) in &hits {
            let labels: Vec<&str> = where_to.iter().map(|one| one.label()).collect();
            zeg(&format!(
                "{}: gevonden in {}",
                line.zaak.id.kort(),
                labels.join(", ")
            ));
        }
    }
    zeg_tegenspraak(&found, &tafel);
    Ok(0)
}
