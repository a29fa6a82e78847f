//! `zsmtafel signalen leer`: makes the weights of the examples, and says what they are worth.
//!
//! Needs no table. The weights that come with the program are made by this very command. Must not
//! know how is learned.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::domain::signaal::leer::{self, Plooi, Voorbeeld};
use crate::domain::signaal::toets::Uitslag;
use crate::domain::signaal::{Grenzen, Regels};
use crate::shell::{bestanden, kennis};

use super::Algemeen;
use super::signalen::{getal, lijst};
use super::tafel::plekken;
use super::toetslijst::{self, Gelabeld};
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct LeerOpties {
    /// Gelabelde lijsten met eigen, verzonnen regels (tekst met tabs)
    #[arg(value_name = "BESTAND.tsv", required_unless_present = "uit")]
    lijsten: Vec<PathBuf>,
    /// Leer alleen van deze lijsten, niet ook van de meegeleverde voorbeelden
    #[arg(long, requires = "lijsten")]
    alleen: bool,
    /// Waar de gewichten komen; zonder dit naast de configuratie, waar ze meteen gelden
    #[arg(long, value_name = "PAD")]
    uit: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Verslag {
    gewichten: String,
    regels: usize,
    drempel_hg: f64,
    drempel_radar: f64,
    stijlen: Vec<Cijfers>,
}

/// Figures on lines that the weights had not seen.
#[derive(Debug, Serialize)]
struct Cijfers {
    stijl: String,
    regels: u32,
    recall: f64,
    precision: f64,
    twijfel_gevonden: f64,
    niet_met_voorstel: f64,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &LeerOpties) -> Result<u8, Uitweg> {
    let (paden, _, meldingen) = plekken(how)?;
    for one in meldingen {
        zeg(&format!("let op: {one}"));
    }
    // Not all knowledge: weights that are damaged are made anew by this command.
    let rules = kennis::regels(&paden.config_map).map_err(|fout| Uitweg::nieuw(1, fout))?;
    let mut lines = Vec::new();
    if !wat.alleen {
        for (naam, tekst) in kennis::VOORBEELDREGELS {
            let read = toetslijst::lees(tekst.as_bytes());
            lines.extend(read.map_err(|fout| Uitweg::nieuw(1, format!("{naam}: {fout}")))?);
        }
    }
    for bestand in &wat.lijsten {
        lines.extend(lijst(bestand)?);
    }
    let examples: Vec<Voorbeeld<'_>> = lines.iter().map(Gelabeld::voorbeeld).collect();
    let refused = |fout| Uitweg::nieuw(3, fout);
    let folds = leer::plooien(&examples).map_err(refused)?;
    let bounds = leer::grenzen(&leer::ongezien(&folds, &examples));
    let model = leer::leer(&examples).map_err(refused)?.met_grenzen(bounds);
    let to = match &wat.uit {
        Some(pad) => pad.clone(),
        None => paden.config_map.join(kennis::GEWICHTEN),
    };
    let verslag = Verslag {
        gewichten: to.display().to_string(),
        regels: lines.len(),
        drempel_hg: honderdste(bounds.hg),
        drempel_radar: honderdste(bounds.radar),
        stijlen: cijfers(&rules, &folds, bounds, &examples),
    };
    write(&to, &model.bytes())?;
    write(&to.with_extension("txt"), blad(&verslag).as_bytes())?;
    if how.json {
        druk_json(&verslag)?;
    } else {
        druk(&format!(
            "{}\ngewichten: {}\n",
            blad(&verslag),
            to.display()
        ))?;
    }
    Ok(0)
}

/// A threshold as it was chosen: in whole hundredths.
fn honderdste(grens: f32) -> f64 {
    (f64::from(grens) * 100.0).round() / 100.0
}

fn write(pad: &Path, bytes: &[u8]) -> Result<(), Uitweg> {
    bestanden::vervang(pad, bytes).map_err(|fout| Uitweg::nieuw(1, fout))
}

/// Rules and examples together, per style, by weights that had not seen that style.
fn cijfers(
    rules: &Regels,
    folds: &[Plooi],
    bounds: Grenzen,
    examples: &[Voorbeeld<'_>],
) -> Vec<Cijfers> {
    let mut per_style: BTreeMap<&str, Uitslag> = BTreeMap::new();
    let mut all = Uitslag::default();
    for fold in folds {
        let model = fold.model.clone().met_grenzen(bounds);
        for one in fold.buiten.iter().filter_map(|at| examples.get(*at)) {
            let tag = rules.weeg_met(&one.tekst, Some(&model)).tag;
            per_style.entry(one.stijl).or_default().tel(one.label, tag);
            if !one.stijl.is_empty() {
                all.tel(one.label, tag);
            }
        }
    }
    let named = |stijl: &str, uitslag: Uitslag| Cijfers {
        stijl: stijl.to_owned(),
        regels: uitslag.regels(),
        recall: uitslag.hg_gevonden(),
        precision: uitslag.hg_terecht(),
        twijfel_gevonden: uitslag.twijfel_gevonden(),
        niet_met_voorstel: 1.0 - uitslag.niet_gelaten(),
    };
    let mut out: Vec<Cijfers> = per_style
        .into_iter()
        .map(|(stijl, uitslag)| match stijl {
            "" => named("(zonder stijl)", uitslag),
            stijl => named(stijl, uitslag),
        })
        .collect();
    if all.regels() > 0 {
        out.push(named("alle stijlen samen", all));
    }
    out
}

/// The figures as they lie beside the weights.
fn blad(verslag: &Verslag) -> String {
    let mut rows = vec![
        [
            "stijl",
            "regels",
            "recall",
            "precision",
            "twijfel",
            "niet met voorstel",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for one in &verslag.stijlen {
        let mut row = vec![one.stijl.clone(), one.regels.to_string()];
        row.extend(
            [
                one.recall,
                one.precision,
                one.twijfel_gevonden,
                one.niet_met_voorstel,
            ]
            .map(getal),
        );
        rows.push(row);
    }
    let mut out = String::new();
    // Writing to a String does not fail.
    let _ = writeln!(
        out,
        "Geleerd van {} regels. Voorstel hg vanaf {} kans op hg, radar vanaf {} kans op hg of twijfel.\n\
         Regels en voorbeelden samen, op regels die de gewichten niet hadden gezien (een stijl tegelijk achtergehouden;\n\
         van regels zonder stijl kennen de woordregels er veel uit het hoofd):\n",
        verslag.regels,
        getal(verslag.drempel_hg),
        getal(verslag.drempel_radar)
    );
    out.push_str(&tabel(&rows));
    out
}
