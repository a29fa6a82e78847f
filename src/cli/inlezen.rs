//! `zsmtafel inlezen`: reads exports of the verdachtenmonitor.
//!
//! ```text
//!   read every file ──one is no list──▶ say which and why; nothing is stored (5)
//!        │ all are lists
//!   open the table, then per file: plan ──▶ store (or, with --proef, only tell)
//! ```
//! Must not know how a file is read.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use crate::domain::ids::ZaakId;
use crate::domain::tijd;
use crate::import::{LeesFout, Lijst, Melding, Opties, Plan, maak_plan};
use crate::journal::sleutel::Tafelgeheim;
use crate::shell::apart::{self, Staker};
use crate::shell::effecten::lezing_terug;
use crate::shell::sessie::{SessieFout, plan_op, vandaag};
use crate::store::Store;

use super::Algemeen;
use super::corv::{self, Bevestiging};
use super::tafel::{Tafel, Voorbereid, voorbereiden};
use super::uitvoer::{Uitweg, druk, druk_json, zeg};

/// What it takes.
#[derive(Debug, Args)]
#[command(
    after_help = "Bij --corv koppelt --ja zonder vragen elke melding waarvan PL-nummer en persoon bij een \
    zaak passen. Is een van de bestanden geen lijst, dan wordt er niets ingelezen. Meer bestanden zijn \
    samen een lijst: verdwenen is wie op geen van alle staat; noemen ze zelf verschillende momenten, dan \
    worden ze na elkaar gelezen. Een lijst van een eerdere dag wordt ingelezen met een waarschuwing. Met \
    --proef wordt elk bestand vergeleken met wat er nu is opgeslagen."
)]
pub(super) struct InlezenOpties {
    /// Een of meer exports (csv, txt, xlsx, xls, ods, json, html of pdf), in deze volgorde
    #[arg(required_unless_present = "neem_terug", value_name = "BESTAND")]
    bestanden: Vec<PathBuf>,
    /// Neem de laatste lezing van vandaag terug, in plaats van een bestand te lezen
    #[arg(long, alias = "undo", conflicts_with_all = ["bestanden", "profiel", "proef", "deel"])]
    neem_terug: bool,
    /// Dit is een deel van de lijst: wie er niet op staat, is niet verdwenen
    #[arg(long, alias = "part", conflicts_with = "corv")]
    deel: bool,
    /// Lees alle bladen die op een lijst lijken samen, in plaats van alleen het beste
    #[arg(long, alias = "all-sheets", conflicts_with = "corv")]
    alle_bladen: bool,
    /// Het bestand is geen lijst, maar bevat zorgmeldingen die via CORV binnenkwamen (csv, xlsx, json, xml)
    #[arg(long, conflicts_with = "profiel")]
    corv: bool,
    /// Lees met dit profiel, in plaats van het profiel dat het best past
    #[arg(long, value_name = "P", alias = "profile")]
    profiel: Option<String>,
    /// Laat alleen zien wat er zou gebeuren; er wordt niets opgeslagen
    #[arg(long, alias = "dry-run")]
    proef: bool,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &InlezenOpties) -> Result<u8, Uitweg> {
    if wat.corv {
        return meldingen(how, wat);
    }
    let ready = voorbereiden(how)?;
    if wat.neem_terug {
        return neem_terug(how, ready);
    }
    let nu = ready.klok.nu();
    let mut lijsten = lees_alle(wat, &ready)?;
    let samen = wat.deel || zijn_samen(&lijsten);
    let last = lijsten.len().saturating_sub(1);
    for (at, lijst) in lijsten.iter_mut().enumerate() {
        lijst.deel |= wat.deel || samen && at < last;
    }
    let mut elders: HashSet<ZaakId> = HashSet::new();
    let mut uitslagen = Vec::new();
    if wat.proef && !Store::bestaat(&ready.opening.paden.data) {
        // A trial makes no table; against no table every line is new, whatever its number will be.
        for lijst in lijsten {
            let plan = maak_plan(lijst, &HashMap::new(), &|regel| {
                Tafelgeheim([0; 32]).zaak_id(regel)
            });
            uitslagen.push(Uitslag::van(&plan)?);
        }
    } else {
        let tafel = Tafel::open_met(how, ready)?;
        for lijst in lijsten {
            let mut plan = plan(&tafel, lijst)?;
            if samen && !plan.lijst.deel {
                plan.zet_deel(false, &elders);
            }
            elders.extend(plan.regels.iter().map(|line| line.zaak));
            uitslagen.push(Uitslag::van(&plan)?);
            if !wat.proef {
                let done = tafel
                    .werk
                    .wacht(tafel.sessie.lees_in(plan, None, tafel.nu))?;
                if let Some(against) = done.tegenspraak_zin() {
                    zeg(&format!("let op: {against}"));
                }
            }
        }
    }
    for one in &uitslagen {
        if let Some(dated) = one.peildatum.filter(|dated| *dated < vandaag(nu)) {
            zeg(&format!(
                "let op: {} is de lijst van {}, niet van vandaag ({})",
                one.bestand,
                tijd::dag(dated),
                tijd::dag(vandaag(nu))
            ));
        }
    }
    if how.json {
        match uitslagen.as_slice() {
            [one] => druk_json(&one.telling)?,
            all => druk_json(&all.iter().map(|one| &one.telling).collect::<Vec<_>>())?,
        }
    } else {
        let mut text: String = uitslagen.iter().map(|one| one.verslag.as_str()).collect();
        text.push_str(if wat.proef {
            "Proef: er is niets opgeslagen.\n"
        } else {
            "Opgeslagen.\n"
        });
        druk(&text)?;
    }
    Ok(0)
}

/// Whether several files are one list of one morning: unless they say themselves that they are of
/// different moments.
fn zijn_samen(lijsten: &[Lijst]) -> bool {
    let dated: Vec<_> = lijsten.iter().map(|lijst| lijst.peildatum).collect();
    lijsten.len() > 1
        && dated.windows(2).all(|pair| match pair {
            [Some(one), Some(other)] => one == other,
            _ => true,
        })
}

/// The same for meldingen that came through CORV.
fn meldingen(how: &Algemeen, wat: &InlezenOpties) -> Result<u8, Uitweg> {
    if wat.neem_terug {
        return corv::neem_terug(how);
    }
    let [bestand] = wat.bestanden.as_slice() else {
        return Err(Uitweg::nieuw(
            2,
            "lees CORV-meldingen per bestand: geef er een",
        ));
    };
    let sure = if wat.proef {
        Bevestiging::Proef
    } else if how.ja {
        Bevestiging::Ja
    } else if !how.json && corv::kan_vragen() {
        Bevestiging::Vraag
    } else {
        zeg(
            "niets wordt gekoppeld zonder uw ja: gebruik --ja, of een terminal waarin zsmtafel kan vragen",
        );
        Bevestiging::Proef
    };
    corv::lees(how, bestand, sure)
}

/// Takes the last reading back; again, and the one before it goes.
fn neem_terug(how: &Algemeen, ready: Voorbereid) -> Result<u8, Uitweg> {
    let tafel = Tafel::open_met(how, ready)?;
    let done = tafel
        .werk
        .wacht(tafel.sessie.neem_lezing_terug(None, tafel.nu))?;
    if how.json {
        druk_json(&done)?;
    } else {
        druk(&format!("{}\n", lezing_terug(&done)))?;
    }
    Ok(0)
}

/// What is told of a plan. The plan itself goes to the store whole: a copy of a long list costs as
/// much as storing half of it.
struct Uitslag {
    bestand: String,
    peildatum: Option<NaiveDate>,
    telling: serde_json::Value,
    verslag: String,
}

impl Uitslag {
    fn van(plan: &Plan) -> Result<Uitslag, Uitweg> {
        Ok(Uitslag {
            bestand: plan.lijst.bestand.clone(),
            peildatum: plan.lijst.peildatum.map(|dated| dated.date()),
            telling: serde_json::to_value(plan.telling()).map_err(|fout| Uitweg::nieuw(1, fout))?,
            verslag: verslag(plan),
        })
    }
}

/// Reads every file before anything is opened: either all of them are lists, or nothing happens.
fn lees_alle(wat: &InlezenOpties, ready: &Voorbereid) -> Result<Vec<Lijst>, Uitweg> {
    let mut out = Vec::new();
    let mut problems = Vec::new();
    let mut code = 5;
    for path in &wat.bestanden {
        match lees(path, wat, ready) {
            Ok(lijst) if lijst.regels.is_empty() => {
                problems.push(format!("{}: alle rijen zijn geweigerd", path.display()));
                problems.extend(lijst.geweigerd.iter().map(|one| format!("  {}", zin(one))));
            }
            Ok(lijst) => out.push(lijst),
            Err(fout) => {
                if matches!(
                    fout,
                    SessieFout::GeenLijst(LeesFout::ProfielOnbekend { .. })
                ) {
                    code = 2;
                }
                problems.push(match fout {
                    // This one names the file itself.
                    SessieFout::Lezen(fout) => fout.to_string(),
                    other => format!("{}: {other}", path.display()),
                });
            }
        }
    }
    if problems.is_empty() {
        return Ok(out);
    }
    problems.push("Er is niets ingelezen.".to_owned());
    Err(Uitweg::nieuw(code, problems.join("\n")))
}

fn lees(path: &Path, wat: &InlezenOpties, ready: &Voorbereid) -> Result<Lijst, SessieFout> {
    let (bytes, name) = apart::haal(path)?;
    let opties = Opties {
        profiel: wat.profiel.clone(),
        bewaar_bsn: ready.opening.config.inlezen.bewaar_bsn,
        alle_bladen: wat.alle_bladen,
        nu: ready.klok.nu(),
    };
    let profielen = &ready.opening.kennis.profielen;
    apart::lijst(&bytes, &name, false, profielen, &opties, &Staker::default())
        .map_err(|(fout, _)| fout.into())
}

pub(super) fn plan(tafel: &Tafel, lijst: Lijst) -> Result<Plan, Uitweg> {
    let day = vandaag(tafel.nu);
    // The writer, not the reader: the plan must see what the file before it brought.
    Ok(tafel
        .sessie
        .werker()
        .schrijf(move |store| {
            let geheim = store.geheim();
            plan_op(store, lijst, &geheim, day)
        })
        .wacht()?)
}

fn verslag(plan: &Plan) -> String {
    let counts = plan.telling();
    let mut out = format!("{}\n", counts.bestand);
    let separator = match counts.scheidingsteken {
        Some('\t') => ", tab".to_owned(),
        Some(sign) => format!(", scheidingsteken {sign}"),
        None => String::new(),
    };
    let sheet = counts
        .blad
        .map_or_else(String::new, |name| format!(", blad {name}"));
    // Writing to a String does not fail.
    let _ = writeln!(
        out,
        "  profiel {}, {}{separator}{sheet}",
        counts.profiel, counts.codering
    );
    let _ = writeln!(
        out,
        "  {} rijen: {} nieuw, {} gewijzigd, {} gelijk",
        counts.rijen, counts.nieuw, counts.gewijzigd, counts.gelijk
    );
    let _ = writeln!(
        out,
        "  {} verdwenen, {} mogelijk dubbel, {} geweigerd, {} waarschuwingen",
        counts.verdwenen,
        counts.mogelijk_dubbel,
        counts.geweigerd.len(),
        counts.waarschuwingen.len()
    );
    if counts.deel {
        out.push_str("  dit is een deel van de lijst: wie er niet op staat, is niet verdwenen\n");
    }
    for (title, notes) in [
        ("Geweigerd", counts.geweigerd),
        ("Waarschuwingen", counts.waarschuwingen),
    ] {
        if !notes.is_empty() {
            let _ = writeln!(out, "  {title}:");
            for note in notes {
                let _ = writeln!(out, "    {}", zin(note));
            }
        }
    }
    if !plan.mogelijk_dubbel.is_empty() {
        let _ = writeln!(out, "  Mogelijk dubbel (er is niets samengevoegd):");
        for pair in &plan.mogelijk_dubbel {
            let row = plan.regels.iter().find(|line| line.zaak == pair.nieuw);
            let row = row.map_or(0, |line| line.regel.regel);
            let _ = writeln!(out, "    regel {row}: {}", pair.reden);
        }
    }
    if !counts.onbekende_kolommen.is_empty() {
        let _ = writeln!(
            out,
            "  Onbekende kolommen (bewaard bij de zaak): {}",
            counts.onbekende_kolommen.join(", ")
        );
    }
    out
}

fn zin(note: &Melding) -> String {
    let mut out = if note.regel == 0 {
        "bestand".to_owned()
    } else {
        format!("regel {}", note.regel)
    };
    if !note.kolom.is_empty() {
        let _ = write!(out, ", {}", note.kolom);
    }
    if !note.waarde.is_empty() {
        let _ = write!(out, ", \"{}\"", note.waarde);
    }
    let _ = write!(out, ": {}", note.reden);
    out
}
