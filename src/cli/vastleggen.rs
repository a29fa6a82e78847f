//! What every command that records something in one zaak shares: open, find, carry out, say what stands
//! there now.
//!
//! Must not know what is recorded.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::stapregel;
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::zaak::Zaak;
use crate::store::{Dossier, StoreFout};

use super::Algemeen;
use super::regel::Regel;
use super::rond::{StapJson, stap_json};
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, zeg};

/// Fewer characters of an id name one by accident.
const KORTST: usize = 4;

/// A zaak in which something is to be recorded.
pub(super) struct Vastleggen {
    /// The open table.
    pub(super) tafel: Tafel,
    /// The zaak as it was.
    pub(super) dossier: Dossier,
}

/// What stands there after it: the line of the list, the open steps, and what was recorded.
#[derive(Debug, Serialize)]
struct Uitslag<'a> {
    #[serde(flatten)]
    regel: Regel,
    stappen: Vec<StapJson<'a>>,
    vastgelegd: Vec<Vastgelegd>,
}

#[derive(Debug, Serialize)]
struct Vastgelegd {
    gebeurtenis: String,
    soort: String,
    omschrijving: String,
}

impl Vastleggen {
    /// Opens the table and finds the zaak.
    ///
    /// # Errors
    /// As [`Tafel::open`] and [`Tafel::zoek`].
    pub(super) fn open(how: &Algemeen, zaak: &str) -> Result<Vastleggen, Uitweg> {
        let tafel = Tafel::open(how)?;
        let dossier = tafel.zoek(zaak)?;
        Ok(Vastleggen { tafel, dossier })
    }

    /// The zaak as it was.
    pub(super) fn zaak(&self) -> &Zaak {
        &self.dossier.zaak
    }

    /// Carries one command out and says what stands there now; the exit code.
    ///
    /// # Errors
    /// Exit code 3 when a rule forbids it, or asks first.
    pub(super) fn doe(self, how: &Algemeen, opdracht: Opdracht) -> Result<u8, Uitweg> {
        let Vastleggen { tafel, dossier } = self;
        if voer_uit(&tafel, &dossier.zaak, opdracht, how.ja)? {
            toon(how, &tafel, &dossier, dossier.zaak.id)
        } else {
            toon_zo(how, &tafel, &dossier, &dossier)
        }
    }
}

/// Carries a command out; false, with a word about it, when it stands like that already. Where a rule asks
/// first, `ja` is the answer.
fn voer_uit(tafel: &Tafel, zaak: &Zaak, mut opdracht: Opdracht, ja: bool) -> Result<bool, Uitweg> {
    match decide(zaak, &opdracht) {
        Err(Weigering::Ongewijzigd) => {
            zeg("Staat al zo; er is niets gewijzigd.");
            return Ok(false);
        }
        Err(Weigering::VraagtBevestiging(question)) => {
            if !ja {
                return Err(Uitweg::nieuw(
                    3,
                    format!("{question} Geef --ja erbij om het te doen; er is niets gewijzigd"),
                ));
            }
            zeg(&format!("{question} --ja"));
            if let Opdracht::Tag { bevestigd, .. } | Opdracht::Sluit { bevestigd, .. } =
                &mut opdracht
            {
                *bevestigd = true;
            }
        }
        _ => {}
    }
    tafel.voer_uit(zaak.id, opdracht.met_koppen(&zaak.stand))?;
    Ok(true)
}

/// Says what stands in zaak `id` now, and what was recorded since `before`; the exit code.
///
/// # Errors
/// What the store says.
pub(super) fn toon(
    how: &Algemeen,
    tafel: &Tafel,
    before: &Dossier,
    id: ZaakId,
) -> Result<u8, Uitweg> {
    let after = tafel
        .lees(move |store| store.zaak(id))?
        .ok_or(StoreFout::OnbekendeZaak)?;
    toon_zo(how, tafel, before, &after)
}

fn toon_zo(how: &Algemeen, tafel: &Tafel, before: &Dossier, after: &Dossier) -> Result<u8, Uitweg> {
    let known: HashSet<EventId> = before.tijdlijn.iter().map(|(event, _)| event.id).collect();
    let line = tafel.dagregel(after.zaak.clone(), &after.eerdere);
    let recorded: Vec<Vastgelegd> = after
        .tijdlijn
        .iter()
        .filter(|(event, _)| !known.contains(&event.id))
        .map(|(event, _)| Vastgelegd {
            gebeurtenis: event.id.to_string(),
            soort: event.what.kind().to_owned(),
            omschrijving: event.what.omschrijving(),
        })
        .collect();
    if how.json {
        druk_json(&Uitslag {
            regel: Regel::nieuw(&line, tafel.nu),
            stappen: line.stappen.iter().map(stap_json).collect(),
            vastgelegd: recorded,
        })?;
    } else {
        druk(&tekst(&line, &recorded, tafel))?;
    }
    Ok(0)
}

fn tekst(line: &Dagregel, recorded: &[Vastgelegd], tafel: &Tafel) -> String {
    let nu = tafel.nu;
    let what: Vec<&str> = recorded
        .iter()
        .map(|one| one.omschrijving.as_str())
        .collect();
    let mut out = format!(
        "{} {}: {}\n",
        line.zaak.id.kort(),
        line.zaak.regel.pl.as_deref().unwrap_or("geen PL-nummer"),
        if what.is_empty() {
            line.zaak.fase().code().to_owned()
        } else {
            what.join("; ")
        }
    );
    // Writing to a String does not fail.
    let _ = writeln!(out, "  nu: {}", line.verblijf.zin(nu));
    let tagging = line.zaak.stand.tag.as_ref();
    if let Some(kinds) = tagging
        .map(|now| &now.voorgesteld)
        .filter(|kinds| !kinds.is_empty())
    {
        let kinds: Vec<String> = kinds
            .iter()
            .map(|kind| format!("{}?", kind.label()))
            .collect();
        let _ = writeln!(
            out,
            "  voorgesteld, niemand bevestigde het: {} (bevestig of wijs af met tag --soort)",
            kinds.join(", ")
        );
    }
    if let Some(said) = line.verblijf.tegenspraak_zin(nu) {
        let _ = writeln!(out, "  TEGENSPRAAK: {said}");
    }
    for step in &line.stappen {
        let sign = if step.alarm { "!" } else { "-" };
        let when = stapregel::wanneer(step, nu);
        let when = if when.is_empty() {
            when
        } else {
            format!(" ({when})")
        };
        let _ = writeln!(out, "  {sign} te doen: {}: {}{when}", step.wat, step.waarom);
    }
    out
}

/// The only id of `ids` that begins with `begin`, with or without its dashes.
///
/// # Errors
/// Exit code 2 when there is none, or more than one; `wat` says of what.
pub(super) fn kies_id<T: Copy>(
    wat: &str,
    begin: &str,
    ids: impl IntoIterator<Item = (T, String)>,
) -> Result<T, Uitweg> {
    let bare = |text: &str| text.trim().to_lowercase().replace('-', "");
    let wanted = bare(begin);
    let all: Vec<(T, String)> = ids.into_iter().collect();
    let fits: Vec<&(T, String)> = all
        .iter()
        .filter(|(_, id)| wanted.len() >= KORTST && bare(id).starts_with(&wanted))
        .collect();
    match fits.as_slice() {
        [(one, _)] => Ok(*one),
        found => {
            let offered: Vec<&str> = if found.is_empty() {
                all.iter().map(|(_, id)| id.as_str()).collect()
            } else {
                found.iter().map(|(_, id)| id.as_str()).collect()
            };
            let told = if offered.is_empty() {
                "er is er geen".to_owned()
            } else {
                format!("kies uit: {}", offered.join(", "))
            };
            Err(Uitweg::nieuw(
                2,
                format!("{begin:?} wijst niet een enkele {wat} aan; {told}"),
            ))
        }
    }
}
