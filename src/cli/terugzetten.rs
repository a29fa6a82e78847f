//! `zsmtafel terugzetten`: shows what a backup holds and what would be lost by putting it back, and does it.
//!
//! Must not know how a backup is made.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::domain::tijd;
use crate::shell::{oefenen, wachtwoord};
use crate::store::{Terugzetting, Verlies};

use super::Algemeen;
use super::tafel::{gegeven_wachtwoord, klok, voorbereiden};
use super::uitvoer::{Uitweg, druk, druk_json};

/// So many zaken of which something would be lost are named.
const GENOEMD: usize = 12;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct TerugzettenOpties {
    /// De reservekopie: een bestand dat eindigt op .zsmkopie
    #[arg(value_name = "BESTAND")]
    bestand: PathBuf,
}

#[derive(Debug, Serialize)]
struct Uitvoer {
    gemaakt: String,
    tafel: String,
    gebeurtenissen: u64,
    zaken: u64,
    lijstregels: u64,
    concepten: u64,
    laatste: Option<String>,
    personen: Vec<String>,
    verlies: String,
    zaken_met_verlies: Vec<String>,
    teruggezet: bool,
    apart: Option<PathBuf>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &TerugzettenOpties) -> Result<u8, Uitweg> {
    let opening = voorbereiden(how)?.opening;
    let nu = klok(how).nu();
    let pass = if how.oefenen {
        oefenen::WACHTWOORD.to_owned().into()
    } else if let Some(given) = gegeven_wachtwoord(how)? {
        given
    } else {
        wachtwoord::vraag("Wachtwoord, of de woorden van het herstelblad")
            .map_err(|fout| Uitweg::nieuw(4, fout))?
    };
    if !wat.bestand.exists() {
        let name = wat.bestand.display();
        return Err(Uitweg::nieuw(1, format!("{name} bestaat niet")));
    }
    let wie = opening.toegang();
    let seen = Terugzetting::bekijk(&opening.paden.data, &wat.bestand, (&wie, &pass), nu)?;
    let told = verlies(&seen.verlies);
    if !how.json {
        druk(&beschrijving(&seen, &told))?;
    }
    // Where nothing is here, nothing can be lost.
    if !how.ja && seen.verlies != Verlies::GeenTafel {
        return Err(Uitweg::nieuw(
            3,
            "er is niets gewijzigd. Zet haar terug met --ja; de tafel van nu blijft dan apart bewaard",
        ));
    }
    let mut out = Uitvoer {
        gemaakt: tijd::rfc3339(seen.kop.op),
        tafel: seen.kop.tafel.to_string(),
        gebeurtenissen: seen.aantallen.gebeurtenissen,
        zaken: seen.aantallen.zaken,
        lijstregels: seen.aantallen.lijstregels,
        concepten: seen.aantallen.concepten,
        laatste: seen.laatste.map(tijd::rfc3339),
        personen: seen.personen.iter().map(|(name, _)| name.clone()).collect(),
        verlies: told,
        zaken_met_verlies: match &seen.verlies {
            Verlies::Sinds { zaken, .. } => zaken.clone(),
            _ => Vec::new(),
        },
        teruggezet: false,
        apart: None,
    };
    out.apart = seen.zet_terug(nu)?;
    out.teruggezet = true;
    if how.json {
        druk_json(&out)?;
    } else {
        let aside = out.apart.map_or_else(String::new, |pad| {
            format!(
                " De tafel van zojuist staat vier weken apart in {}.",
                pad.display()
            )
        });
        druk(&format!(
            "De reservekopie is teruggezet.{aside} Reservekopieën van daarna blijven staan. Lees de lijst van vandaag opnieuw in, en kijk na wat er sinds de kopie \
             is gedaan.\n"
        ))?;
    }
    Ok(0)
}

fn beschrijving(seen: &Terugzetting, told: &str) -> String {
    let counts = seen.aantallen;
    let last = seen.laatste.map_or_else(String::new, |at| {
        format!(", de laatste van {}", tijd::voluit(at))
    });
    // Writing to a String does not fail.
    let mut out = String::new();
    let _ = writeln!(out, "Reservekopie van {}", tijd::voluit(seen.kop.op));
    let _ = writeln!(
        out,
        "  {}{last}\n  {}, {} op de lijst, {}",
        telling(counts.gebeurtenissen, "gebeurtenis", "gebeurtenissen"),
        telling(counts.zaken, "zaak", "zaken"),
        telling(counts.lijstregels, "regel", "regels"),
        telling(counts.concepten, "concept", "concepten")
    );
    let names: Vec<String> = seen
        .personen
        .iter()
        .map(|(name, gone)| {
            let gone = if *gone {
                " (hoort niet meer bij de tafel, en kan er dan weer in)"
            } else {
                ""
            };
            format!("{name}{gone}")
        })
        .collect();
    if !names.is_empty() {
        let _ = writeln!(
            out,
            "  gaat open met het wachtwoord van: {}",
            names.join(", ")
        );
    }
    let _ = writeln!(out, "Wat er verloren gaat: {told}");
    if let Verlies::Sinds { zaken, inzage, .. } = &seen.verlies {
        if *inzage > 0 {
            let _ = writeln!(
                out,
                "  ook: {} van wie wat inzag. Druk dat eerst af: zsmtafel journaal --inzage",
                telling(*inzage, "minuut", "minuten")
            );
        }
        let _ = writeln!(
            out,
            "  personen, rollen en wachtwoorden zijn daarna weer zoals bij de kopie"
        );
        for one in zaken.iter().take(GENOEMD) {
            let _ = writeln!(out, "  {one}");
        }
        if zaken.len() > GENOEMD {
            let _ = writeln!(out, "  en nog {}", zaken.len() - GENOEMD);
        }
    }
    out
}

fn telling(count: u64, een: &str, meer: &str) -> String {
    format!("{count} {}", if count == 1 { een } else { meer })
}

fn verlies(what: &Verlies) -> String {
    match what {
        Verlies::GeenTafel => "niets; hier staat nog geen tafel".to_owned(),
        Verlies::Sinds {
            gebeurtenissen: 0, ..
        } => "niets dat is vastgelegd; wat daarna is gelezen of getypt wel".to_owned(),
        Verlies::Sinds {
            gebeurtenissen,
            laatste,
            zaken,
            ..
        } => {
            let last = laatste.map_or_else(String::new, |at| {
                format!(", de laatste van {}", tijd::voluit(at))
            });
            format!(
                "{} van na de kopie{last}, in {}{}",
                telling(*gebeurtenissen, "gebeurtenis", "gebeurtenissen"),
                telling(zaken.len() as u64, "zaak", "zaken"),
                if zaken.is_empty() { "" } else { ":" }
            )
        }
        Verlies::AndersVerder => {
            "de tafel van nu ging anders verder dan de kopie: wat sindsdien is vastgelegd, is niet in de kopie".to_owned()
        }
        Verlies::AndereTafel => {
            "alles van de tafel die hier staat; de kopie is van een andere tafel".to_owned()
        }
        Verlies::NietTeZien(why) => {
            format!("dat is niet te zien, want de tafel die hier staat gaat niet open ({why})")
        }
    }
}
