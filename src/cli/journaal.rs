//! `zsmtafel journaal`: who did what; and whether the chain is whole.
//!
//! Must not know how the journal is kept.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::domain::tijd;

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct JournaalOpties {
    /// Kijk na of het journaal heel is
    #[arg(value_name = "verifieer")]
    actie: Option<Actie>,
    /// Zoveel van de nieuwste gebeurtenissen
    #[arg(long, value_name = "N", default_value_t = 50, alias = "count")]
    aantal: usize,
}

/// What can be done beside showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Actie {
    /// Volg de keten van het journaal
    #[value(alias = "verify")]
    Verifieer,
}

#[derive(Debug, Serialize)]
struct RegelJson {
    nummer: u64,
    op: String,
    door: String,
    zaak: Option<String>,
    soort: String,
    omschrijving: String,
}

#[derive(Debug, Serialize)]
struct VerslagJson {
    heel: bool,
    gebeurtenissen: u64,
    gewist: u64,
    breuken: Vec<String>,
    kopieen: Vec<String>,
    onleesbaar: Vec<String>,
    wacht: u64,
    apart: Vec<String>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &JournaalOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open(how)?;
    match wat.actie {
        Some(Actie::Verifieer) => verifieer(how, &tafel),
        None => toon(how, &tafel, wat.aantal),
    }
}

fn toon(how: &Algemeen, tafel: &Tafel, count: usize) -> Result<u8, Uitweg> {
    let mut lines = tafel.lees(move |store| store.journaal(count, None))?;
    lines.reverse();
    if how.json {
        let lines: Vec<RegelJson> = lines
            .into_iter()
            .map(|line| RegelJson {
                nummer: line.index,
                op: tijd::rfc3339(line.at),
                door: line.actor,
                zaak: line.zaak.map(|id| id.to_string()),
                soort: line.kind,
                omschrijving: line.omschrijving,
            })
            .collect();
        druk_json(&lines)?;
    } else if lines.is_empty() {
        zeg("Het journaal is nog leeg.");
    } else {
        let rows: Vec<Vec<String>> = lines
            .into_iter()
            .map(|line| {
                vec![
                    line.index.to_string(),
                    tijd::voluit(line.at),
                    line.actor,
                    line.zaak.map_or_else(|| "-".to_owned(), |id| id.kort()),
                    line.omschrijving,
                ]
            })
            .collect();
        druk(&tabel(&rows))?;
    }
    Ok(0)
}

fn verifieer(how: &Algemeen, tafel: &Tafel) -> Result<u8, Uitweg> {
    let found = tafel.lees(|store| store.verifieer())?;
    let breuken: Vec<String> = found.breuken.iter().map(ToString::to_string).collect();
    let heel = breuken.is_empty();
    if how.json {
        druk_json(&VerslagJson {
            heel,
            gebeurtenissen: found.gebeurtenissen,
            gewist: found.gewist,
            breuken,
            kopieen: found.kopieen.iter().map(ToString::to_string).collect(),
            onleesbaar: found.onleesbaar,
            wacht: found.wacht,
            apart: found.apart,
        })?;
    } else {
        let mut text = String::new();
        // Writing to a String does not fail.
        for one in &breuken {
            let _ = writeln!(text, "{one}");
        }
        for one in &found.kopieen {
            let _ = writeln!(text, "let op: {one}");
        }
        for one in &found.onleesbaar {
            let _ = writeln!(text, "niet te lezen: {one}");
        }
        for one in &found.apart {
            let _ = writeln!(text, "apart gezet: {one}");
        }
        if found.wacht > 0 {
            let _ = writeln!(text, "{} wachten op een gebeurtenis ervoor", found.wacht);
        }
        let erased = match found.gewist {
            0 => String::new(),
            count => format!(", waarvan {count} met gewiste inhoud"),
        };
        let verdict = if heel {
            "Het journaal is heel".to_owned()
        } else {
            format!("Het journaal is NIET heel, {} keer", breuken.len())
        };
        let _ = writeln!(
            text,
            "{verdict}: {} gebeurtenissen{erased}.",
            found.gebeurtenissen
        );
        druk(&text)?;
    }
    Ok(if heel { 0 } else { 1 })
}
