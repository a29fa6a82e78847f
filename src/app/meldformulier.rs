//! The form of a fact that somebody told: a status, or a time that the list does not have.
//!
//! Must not know how a form is drawn, nor how it is stored.

use chrono::{DateTime, Utc};

use crate::domain::decide::Opdracht;
use crate::domain::lijstregel::Veld as Lijstveld;
use crate::domain::overleg::{Gegeven, Verlenging};
use crate::domain::tijd;
use crate::domain::verblijf::Waarde;
use crate::domain::zaak::Zaak;

use super::formulier::{Formulier, Veld};
use super::model::Toon;
use super::tijdinvoer::lees_tijdstip;
use super::zaakformulier::Fout;

/// What can be told, in the order of choice: the words, and what they mean.
const KEUZES: &[(&str, Wat)] = &[
    ("begin ophouden", Wat::Tijd(Lijstveld::BeginOphouden)),
    ("aanhouding", Wat::Tijd(Lijstveld::Aanhouding)),
    ("aankomst bureau", Wat::Tijd(Lijstveld::Aankomst)),
    (
        "ophouden verlengd, identificatie (56b)",
        Wat::Verlengd(Verlenging::Identificatie),
    ),
    (
        "IVS verlengd",
        Wat::Verlengd(Verlenging::Inverzekeringstelling),
    ),
    (
        "gedragsaanwijzing verlengd",
        Wat::Verlengd(Verlenging::Gedragsaanwijzing),
    ),
    ("vast", Wat::Verblijf(Waarde::Opgehouden)),
    (
        "in verzekering gesteld",
        Wat::Verblijf(Waarde::InVerzekering),
    ),
    ("in bewaring", Wat::Verblijf(Waarde::Bewaring)),
    ("elders vast", Wat::Verblijf(Waarde::EldersVast)),
    ("niet vast", Wat::Verblijf(Waarde::NietVast)),
    (
        "heengezonden met voorwaarden",
        Wat::Verblijf(Waarde::HeengezondenMetVoorwaarden),
    ),
    ("heengezonden", Wat::Verblijf(Waarde::Heengezonden)),
];

#[derive(Clone, Copy)]
enum Wat {
    Tijd(Lijstveld),
    Verblijf(Waarde),
    Verlengd(Verlenging),
}

/// Where the form begins: on the time, when the clock lacks one.
#[must_use]
pub fn velden(zaak: &Zaak) -> Vec<Veld> {
    let first = if zaak.tijd(Lijstveld::BeginOphouden).is_none() && zaak.verblijf().klok_loopt() {
        0
    } else {
        KEUZES.len() - 1
    };
    vec![
        Veld::keuze(
            "wat",
            "Wat is gemeld",
            KEUZES
                .iter()
                .map(|(words, _)| (*words).to_owned())
                .collect(),
            first,
        ),
        Veld::regel("tijd", "Wanneer", "").met_hint("13:15, gisteren 23:40, nu"),
        Veld::regel("bron", "Wie meldt het", "").met_hint("bijv. intake politie, KPC-er"),
    ]
}

/// What was understood of the time.
#[must_use]
pub fn noot(form: &Formulier, veld: &Veld, nu: DateTime<Utc>) -> Option<(String, Toon)> {
    let text = form.tekst("tijd");
    if veld.id != "tijd" || text.is_empty() {
        return None;
    }
    Some(match lees_tijdstip(&text, nu) {
        None => ("niet begrepen".to_owned(), Toon::Let),
        Some(at) if at > nu => (
            format!("→ {}, dat moet nog komen", tijd::moment(at, nu)),
            Toon::Let,
        ),
        Some(at) => (format!("→ {}", tijd::moment(at, nu)), Toon::Goed),
    })
}

/// Reads the form.
///
/// # Errors
/// The field that is missing or not understood, and why.
pub fn lees(form: &Formulier, nu: DateTime<Utc>) -> Result<Opdracht, Fout> {
    let text = form.tekst("tijd");
    let moment = if text.is_empty() {
        None
    } else {
        Some(lees_tijdstip(&text, nu).ok_or((
            "tijd",
            "Tijd niet begrepen. Schrijf 13:15, gisteren 23:40 of nu.".to_owned(),
        ))?)
    };
    if moment.is_some_and(|at| at > nu) {
        return Err((
            "tijd",
            "Dit moet nog komen. Meld wat gebeurd is; plan het overleg met p.".to_owned(),
        ));
    }
    let bron = form.tekst("bron");
    if bron.is_empty() {
        return Err(("bron", "Vul in wie het meldde.".to_owned()));
    }
    let what = KEUZES.get(form.keuze("wat")).map(|(_, what)| *what);
    let gegeven = match (what, moment) {
        (Some(Wat::Tijd(veld)), Some(tijd)) => Gegeven::Tijd { veld, tijd },
        (Some(Wat::Verblijf(waarde)), sinds) => Gegeven::Verblijf { waarde, sinds },
        (Some(Wat::Verlengd(termijn)), _) => Gegeven::Verlengd { termijn },
        _ => return Err(("tijd", "Vul in wanneer dat was.".to_owned())),
    };
    Ok(Opdracht::Meld { gegeven, bron })
}
