//! `zsmtafel signalen toets`: how well rules and examples do on a list that people labelled.
//!
//! Needs no table. A site's own signalen.toml counts, so that a site sees what its rules change. Must
//! not know what a rule is.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::domain::signaal::toets::{Label, Uitslag};
use crate::domain::signaal::{Regels, Suggestie, VoorgesteldeTag};
use crate::shell::{bestanden, kennis};

use super::Algemeen;
use super::leer;
use super::tafel::plekken;
use super::toetslijst::{self, Gelabeld};
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// So many reasons are told of a line; the heaviest come first.
const REDENEN: usize = 5;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct SignalenOpties {
    #[command(subcommand)]
    actie: Actie,
}

/// What can be done with the rules.
#[derive(Debug, Subcommand)]
enum Actie {
    /// Meet de regels op een gelabelde lijst, en noem de regels die anders uitvielen
    #[command(visible_alias = "test", after_help = toetslijst::UITLEG)]
    Toets {
        /// De gelabelde lijst (tekst met tabs)
        #[arg(value_name = "BESTAND.tsv")]
        bestand: PathBuf,
    },
    /// Leer van gelabelde, verzonnen regels, en maak daarvan de gewichten van deze plek
    #[command(visible_alias = "learn", after_help = toetslijst::UITLEG)]
    Leer(leer::LeerOpties),
}

#[derive(Debug, Serialize)]
struct Verslag {
    bestand: String,
    regels_versie: String,
    regels: u32,
    hg: Telling,
    twijfel: Telling,
    niet: Telling,
    recall: f64,
    precision: f64,
    twijfel_gevonden: f64,
    niet_gelaten: f64,
    anders: Vec<Anders>,
}

/// Lines of one label, by what was proposed.
#[derive(Debug, Clone, Copy, Serialize)]
struct Telling {
    voorstel_hg: u32,
    voorstel_radar: u32,
    geen_voorstel: u32,
}

/// A line that the rules see otherwise than the person did.
#[derive(Debug, Serialize)]
struct Anders {
    regel: usize,
    label: &'static str,
    voorstel: Option<&'static str>,
    redenen: Vec<String>,
    vlaggen: Vec<String>,
    tekst: String,
}

/// Does it; the exit code. A poor score is a result and no failure.
pub(super) fn doe(how: &Algemeen, wat: &SignalenOpties) -> Result<u8, Uitweg> {
    let bestand = match &wat.actie {
        Actie::Toets { bestand } => bestand,
        Actie::Leer(wat) => return leer::doe(how, wat),
    };
    let (paden, config, meldingen) = plekken(how)?;
    for one in meldingen {
        zeg(&format!("let op: {one}"));
    }
    let rules = kennis::laad(&paden.config_map, &config)
        .map_err(|fout| Uitweg::nieuw(1, fout))?
        .signalen;
    let lijst = lijst(bestand)?;
    let verslag = meet(&bestand.display().to_string(), &rules, &lijst);
    if how.json {
        druk_json(&verslag)?;
    } else {
        druk(&voluit(&verslag))?;
    }
    Ok(0)
}

/// Reads a labelled list.
pub(super) fn lijst(bestand: &Path) -> Result<Vec<Gelabeld>, Uitweg> {
    let bytes =
        bestanden::lees(bestand, bestanden::GRENS).map_err(|fout| Uitweg::nieuw(5, fout))?;
    toetslijst::lees(&bytes)
        .map_err(|fout| Uitweg::nieuw(5, format!("{}: {fout}", bestand.display())))
}

fn meet(bestand: &str, rules: &Regels, lijst: &[Gelabeld]) -> Verslag {
    let mut uitslag = Uitslag::default();
    let mut anders = Vec::new();
    for one in lijst {
        let found = rules.weeg(&one.tekst());
        uitslag.tel(one.label, found.tag);
        // A doubtful line proposed as hg is found, but it costs precision; who mends rules must see it.
        let te_zeker = one.label == Label::Twijfel && found.tag == Some(VoorgesteldeTag::Hg);
        if te_zeker || !one.label.past(found.tag) {
            anders.push(Anders {
                regel: one.regel,
                label: one.label.code(),
                voorstel: found.tag.map(voorstel),
                redenen: redenen(&found),
                vlaggen: found.vlaggen.iter().map(|v| v.label().into()).collect(),
                tekst: one.kort(),
            });
        }
    }
    Verslag {
        bestand: bestand.to_owned(),
        regels_versie: rules.bestand().versie.clone(),
        regels: uitslag.regels(),
        hg: Telling::van(uitslag.hg),
        twijfel: Telling::van(uitslag.twijfel),
        niet: Telling::van(uitslag.niet),
        recall: uitslag.hg_gevonden(),
        precision: uitslag.hg_terecht(),
        twijfel_gevonden: uitslag.twijfel_gevonden(),
        niet_gelaten: uitslag.niet_gelaten(),
        anders,
    }
}

impl Telling {
    fn van([voorstel_hg, voorstel_radar, geen_voorstel]: [u32; 3]) -> Telling {
        Telling {
            voorstel_hg,
            voorstel_radar,
            geen_voorstel,
        }
    }

    fn samen(self) -> u32 {
        self.voorstel_hg + self.voorstel_radar + self.geen_voorstel
    }
}

fn voorstel(tag: VoorgesteldeTag) -> &'static str {
    match tag {
        VoorgesteldeTag::Hg => "hg",
        VoorgesteldeTag::Radar => "radar",
    }
}

/// The reasons with their points, as the rule file counts them.
fn redenen(found: &Suggestie) -> Vec<String> {
    found
        .redenen
        .iter()
        .take(REDENEN)
        .map(|reden| format!("{:+} {} [{}]", reden.gewicht, reden.tekst, reden.regel))
        .collect()
}

fn voluit(verslag: &Verslag) -> String {
    let mut out = format!(
        "{}: {} regels, gemeten met de regels van {}\n\n",
        verslag.bestand, verslag.regels, verslag.regels_versie
    );
    let mut rows = vec![
        [
            "label",
            "samen",
            "voorstel hg",
            "voorstel radar",
            "geen voorstel",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for (label, telling) in [
        (Label::Hg, verslag.hg),
        (Label::Twijfel, verslag.twijfel),
        (Label::Niet, verslag.niet),
    ] {
        rows.push(vec![
            label.code().to_owned(),
            telling.samen().to_string(),
            telling.voorstel_hg.to_string(),
            telling.voorstel_radar.to_string(),
            telling.geen_voorstel.to_string(),
        ]);
    }
    out.push_str(&tabel(&rows));
    out.push('\n');
    let rows: Vec<Vec<String>> = [
        (
            "recall",
            verslag.recall,
            "deel van hg dat als hg is voorgesteld",
        ),
        (
            "precision",
            verslag.precision,
            "deel van de voorstellen hg dat hg is",
        ),
        (
            "twijfel",
            verslag.twijfel_gevonden,
            "deel van twijfel dat als hg of radar is voorgesteld",
        ),
        (
            "niet",
            verslag.niet_gelaten,
            "deel van niet zonder voorstel",
        ),
    ]
    .map(|(name, figure, meaning)| vec![name.to_owned(), getal(figure), meaning.to_owned()])
    .to_vec();
    out.push_str(&tabel(&rows));
    out.push('\n');
    if verslag.anders.is_empty() {
        out.push_str("Alle regels vielen uit zoals het label zegt.\n");
        return out;
    }
    // Writing to a String does not fail.
    let _ = writeln!(
        out,
        "Anders dan het label: {} (twijfel met voorstel hg kost alleen precision)",
        verslag.anders.len()
    );
    for one in &verslag.anders {
        let _ = writeln!(
            out,
            "\nregel {}: label {}, voorstel {}\n  {}",
            one.regel,
            one.label,
            one.voorstel.unwrap_or("geen"),
            one.tekst
        );
        if one.redenen.is_empty() {
            out.push_str("    geen regel sloeg aan\n");
        }
        for reden in &one.redenen {
            let _ = writeln!(out, "    {reden}");
        }
        if !one.vlaggen.is_empty() {
            let _ = writeln!(out, "    rode vlag: {}", one.vlaggen.join(", "));
        }
    }
    out
}

/// Three decimals with a comma; cut and not rounded, so that 0,950 is never a little less.
pub(super) fn getal(deel: f64) -> String {
    let text = format!("{:.3}", (deel * 1000.0 + 1e-9).floor() / 1000.0);
    text.replace('.', ",")
}
