//! `zsmtafel journaal`: who did what; and whether the chain is whole.
//!
//! Must not know how the journal is kept.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::domain::inzage::Inzagesoort;
use crate::domain::rol::Dienstrol;
use crate::domain::tijd;
use crate::journal::hoofd::{GeenHoofd, Journaalhoofd};
use crate::store::{Hoofdvergelijking, Logregel};

use super::Algemeen;
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, tabel, zeg};

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct JournaalOpties {
    /// Kijk na of het journaal heel is, of druk het hoofd af om elders te bewaren
    #[arg(value_name = "verifieer|hoofd")]
    actie: Option<Actie>,
    /// Bij verifieer: het hoofd zoals dat eerder is afgedrukt en elders bewaard
    #[arg(long, value_name = "HOOFD", value_parser = lees_hoofd, alias = "head")]
    hoofd: Option<Journaalhoofd>,
    /// Toon wie wat inzag, per minuut (NEN 7513)
    #[arg(long, conflicts_with_all = ["actie", "hoofd"], alias = "inspection")]
    inzage: bool,
    /// Met --inzage: alleen van deze zaak; PL-nummer, of het begin van een zaaknummer
    #[arg(long, value_name = "ZAAK", requires = "inzage", alias = "case")]
    zaak: Option<String>,
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
    /// Druk het hoofd van het journaal af, om elders te bewaren
    #[value(alias = "head")]
    Hoofd,
}

fn lees_hoofd(text: &str) -> Result<Journaalhoofd, String> {
    text.parse().map_err(|fout: GeenHoofd| fout.to_string())
}

#[derive(Debug, Serialize)]
struct HoofdJson {
    gebeurtenissen: u64,
    hoofd: String,
    op: String,
}

#[derive(Debug, Serialize)]
struct RegelJson {
    nummer: u64,
    op: String,
    door: String,
    rol: Option<String>,
    zaak: Option<String>,
    soort: String,
    omschrijving: String,
}

#[derive(Debug, Serialize)]
struct InzageJson {
    op: String,
    door: String,
    rol: Option<String>,
    wat: String,
    zaak: Option<String>,
    doel: Option<String>,
    zoekterm: Option<String>,
    keer: u32,
}

impl InzageJson {
    fn van(line: Logregel) -> InzageJson {
        let filled = |text: String| (!text.is_empty()).then_some(text);
        InzageJson {
            op: tijd::rfc3339(line.op),
            door: line.door,
            rol: filled(line.rol),
            wat: line.wat,
            zaak: line.zaak.map(|id| id.to_string()),
            doel: filled(line.doel),
            zoekterm: filled(line.term),
            keer: line.keer,
        }
    }
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
    schema: Vec<String>,
    bladen: Vec<String>,
    projecties: Vec<String>,
    /// What the head that was given says; null where none was.
    bewaard_hoofd: Option<String>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &JournaalOpties) -> Result<u8, Uitweg> {
    let tafel = Tafel::open_bestaande(how)?;
    if wat.inzage {
        return inzage(how, &tafel, wat);
    }
    match wat.actie {
        Some(Actie::Verifieer) => verifieer(how, &tafel, wat.hoofd.clone()),
        Some(Actie::Hoofd) => hoofd(how, &tafel),
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
                rol: line.rol,
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
                    door(line.actor, line.rol.as_deref()),
                    line.zaak.map_or_else(|| "-".to_owned(), |id| id.kort()),
                    line.omschrijving,
                ]
            })
            .collect();
        druk(&tabel(&rows))?;
    }
    Ok(0)
}

/// Who, and in which role where that is known.
fn door(actor: String, rol: Option<&str>) -> String {
    match rol.and_then(Dienstrol::van) {
        Some(role) => format!("{actor} ({})", role.label()),
        None => actor,
    }
}

fn inzage(how: &Algemeen, tafel: &Tafel, wat: &JournaalOpties) -> Result<u8, Uitweg> {
    let zaak = wat
        .zaak
        .as_deref()
        .map(|text| tafel.zoek(text).map(|found| found.zaak.id))
        .transpose()?;
    tafel.zag(Inzagesoort::Gelezen);
    let mut lines = tafel.lees(move |store| store.inzagelog(zaak))?;
    let skip = lines.len().saturating_sub(wat.aantal);
    lines.drain(..skip);
    if how.json {
        let lines: Vec<InzageJson> = lines.into_iter().map(InzageJson::van).collect();
        druk_json(&lines)?;
        return Ok(0);
    }
    if zaak.is_some() {
        zeg(
            "Wie de lijst of een reservekopie had, kon deze zaak ook zien; dat staat in zsmtafel journaal --inzage.",
        );
    }
    if lines.is_empty() {
        zeg("Er is nog niets ingezien.");
        return Ok(0);
    }
    let rows: Vec<Vec<String>> = lines
        .into_iter()
        .map(|line| {
            let times = if line.keer > 1 {
                format!("{}x", line.keer)
            } else {
                String::new()
            };
            vec![
                tijd::voluit(line.op),
                line.door,
                line.rol,
                line.wat,
                line.zaak.map_or_else(|| "-".to_owned(), |id| id.kort()),
                line.doel,
                times,
            ]
        })
        .collect();
    druk(&tabel(&rows))?;
    Ok(0)
}

fn hoofd(how: &Algemeen, tafel: &Tafel) -> Result<u8, Uitweg> {
    let head = tafel.lees(|store| store.hoofd())?;
    if how.json {
        druk_json(&HoofdJson {
            gebeurtenissen: head.aantal,
            hoofd: head.to_string(),
            op: tijd::rfc3339(tafel.nu),
        })?;
    } else {
        druk(&format!(
            "{head}\nHoofd van het journaal, {}. Bewaar het buiten deze computer. Later laat\n  \
             zsmtafel journaal verifieer --hoofd \"{head}\"\nzien of alles van nu er dan nog staat.\n",
            tijd::voluit(tafel.nu)
        ))?;
    }
    Ok(0)
}

fn verifieer(how: &Algemeen, tafel: &Tafel, bewaard: Option<Journaalhoofd>) -> Result<u8, Uitweg> {
    let checked = tafel.sessie.werker().schrijf(move |store| {
        let against = bewaard.map(|head| store.vergelijk(&head)).transpose()?;
        Ok((store.verifieer_heel()?, against))
    });
    let (found, against) = checked.wacht()?;
    let mut breuken: Vec<String> = found.breuken.iter().map(ToString::to_string).collect();
    let head = against.map(|against| match against {
        Hoofdvergelijking::Gelijk(0) => "alles van het bewaarde hoofd staat er".to_owned(),
        Hoofdvergelijking::Gelijk(more) => {
            format!("alles van het bewaarde hoofd staat er, en {more} van daarna")
        }
        Hoofdvergelijking::Ontbreekt(gone) => {
            format!("van het bewaarde hoofd ontbreken {gone} gebeurtenissen")
        }
        Hoofdvergelijking::Anders => {
            "het journaal is een ander dan dat van het bewaarde hoofd".to_owned()
        }
    });
    if matches!(
        against,
        Some(Hoofdvergelijking::Ontbreekt(_) | Hoofdvergelijking::Anders)
    ) {
        breuken.extend(head.clone());
    }
    let heel = breuken.is_empty() && found.is_heel();
    let more = found
        .schema
        .iter()
        .chain(&found.bladen)
        .chain(&found.projecties);
    let wrong = breuken.len() + more.clone().count();
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
            schema: found.schema,
            bladen: found.bladen,
            projecties: found.projecties,
            bewaard_hoofd: head,
        })?;
    } else {
        let mut text = String::new();
        // Writing to a String does not fail.
        for one in breuken.iter().chain(more) {
            let _ = writeln!(text, "{one}");
        }
        if let Some(head) = &head {
            let _ = writeln!(text, "{head}");
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
            format!("Het journaal is NIET heel, {wrong} keer")
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
