//! `zsmtafel cijfers`: what stood on the lists and what it was, a day a line. Counts, no persons.
//!
//! Must not know how they are counted.

use chrono::{Days, NaiveDate};
use clap::Args;
use serde::Serialize;

use crate::domain::tijd::dag_met_jaar;
use crate::shell::sessie::vandaag;
use crate::store::Dagtelling;

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// How many days are shown when nobody says from when.
const WEEK: u64 = 7;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct CijfersOpties {
    /// Vanaf deze dag, bijv. 2026-11-01 (zonder: de laatste zeven dagen)
    #[arg(long, value_name = "DAG", value_parser = lees_dag, alias = "from")]
    van: Option<NaiveDate>,
    /// Tot en met deze dag (zonder: vandaag)
    #[arg(long, value_name = "DAG", value_parser = lees_dag, alias = "to")]
    tot: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
struct DagJson {
    dag: NaiveDate,
    #[serde(flatten)]
    telling: Dagtelling,
}

#[derive(Debug, Serialize)]
struct CijfersJson {
    van: NaiveDate,
    tot: NaiveDate,
    dagen: Vec<DagJson>,
    totaal: Dagtelling,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &CijfersOpties) -> Result<u8, Uitweg> {
    if let (Some(van), Some(tot)) = (wat.van, wat.tot)
        && tot < van
    {
        return Err(Uitweg::nieuw(2, "--tot ligt voor --van. Draai ze om."));
    }
    let tafel = Tafel::open(how)?;
    let tot = wat
        .tot
        .unwrap_or_else(|| vandaag(tafel.nu).max(wat.van.unwrap_or_default()));
    let van = wat
        .van
        .or_else(|| tot.checked_sub_days(Days::new(WEEK - 1)))
        .unwrap_or(tot);
    let days = tafel.werk.wacht(tafel.sessie.dagtellingen(van, tot))?;
    let totaal = days
        .iter()
        .fold(Dagtelling::default(), |sum, (_, counts)| sum.plus(*counts));
    if how.json {
        let dagen = days
            .into_iter()
            .map(|(dag, telling)| DagJson { dag, telling })
            .collect();
        druk_json(&CijfersJson {
            van,
            tot,
            dagen,
            totaal,
        })?;
    } else if days.is_empty() {
        zeg(&format!(
            "Er is geen lijst ingelezen van {} tot en met {}.",
            dag_met_jaar(van),
            dag_met_jaar(tot)
        ));
    } else {
        let mut rows = vec![
            [
                "DAG",
                "RIJEN",
                "HG",
                "DOOR VT GEVONDEN",
                "TWIJFEL",
                "RADAR",
                "GEEN HG",
                "ZONDER TAG",
            ]
            .map(str::to_owned)
            .to_vec(),
        ];
        rows.extend(
            days.iter()
                .map(|(day, counts)| rij(dag_met_jaar(*day), *counts)),
        );
        if days.len() > 1 {
            rows.push(rij("samen".to_owned(), totaal));
        }
        druk(&tabel(&rows))?;
        zeg("Door VT gevonden: HG die de politie niet als HG had gemerkt toen VT de tag gaf.");
    }
    Ok(0)
}

fn rij(name: String, counts: Dagtelling) -> Vec<String> {
    let mut row = vec![name];
    let numbers = [
        counts.rijen,
        counts.hg,
        counts.hg_niet_politie,
        counts.twijfel,
        counts.radar,
        counts.geen_hg,
        counts.ongetagd,
    ];
    row.extend(numbers.map(|number| number.to_string()));
    row
}

fn lees_dag(text: &str) -> Result<NaiveDate, String> {
    ["%Y-%m-%d", "%d-%m-%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text.trim(), form).ok())
        .ok_or_else(|| "schrijf de dag als 2026-11-19".to_owned())
}
