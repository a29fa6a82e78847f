//! Sentences about the judgement: on which sources it rests, and what a release would mean.
//!
//! Only a source that answered carries a judgement. What a release means is a sentence of the program, and
//! is marked so. Must not know recipients.

use chrono::{DateTime, Utc};

use super::aanduiding::opsomming;
use super::tijd;
use crate::domain::beoordeling::{
    Informatiebron, Navraag, NavraagStand, Oordeel, VastgesteldeBeoordeling,
};
use crate::domain::ids::BetrokkeneId;
use crate::domain::verblijf::{Verblijf, Waarde};

/// That the victim or a care worker spoke is itself a thing to hold back, not only the words.
pub(super) fn is_vertrouwelijk(source: &Navraag) -> bool {
    matches!(
        source.bron,
        Informatiebron::SlachtofferZelf | Informatiebron::Hulpverlening
    )
}

/// `Op basis van: politie (vr 20 nov 08:10) en RvdK.`; empty when none of these answered.
pub(super) fn rust_op(words: &str, sources: &[&Navraag]) -> String {
    let answered: Vec<String> = sources
        .iter()
        .filter(|source| source.is_beantwoord())
        .map(|source| bron(source))
        .collect();
    if answered.is_empty() {
        return String::new();
    }
    format!("{words}: {}.", opsomming(&answered))
}

/// Which sources were asked and did not answer, and which can not be asked; empty when there are none.
pub(super) fn open_bronnen(sources: &[&Navraag]) -> String {
    let of = |stand: NavraagStand| -> Vec<String> {
        sources
            .iter()
            .filter(|source| source.stand == stand)
            .map(|source| bron(source))
            .collect()
    };
    let mut parts = Vec::new();
    for (words, found) in [
        ("Gevraagd, nog geen antwoord", of(NavraagStand::Gevraagd)),
        ("Geen toegang", of(NavraagStand::GeenToegang)),
    ] {
        if !found.is_empty() {
            parts.push(format!("{words}: {}.", opsomming(&found)));
        }
    }
    parts.join(" ")
}

/// A source with its moment; not what it said.
fn bron(source: &Navraag) -> String {
    let label = source.bron.label();
    source.op.map_or_else(
        || label.to_owned(),
        |at| format!("{label} ({})", tijd::kort(at)),
    )
}

/// What a release means, as far as it follows from the judgement. The program makes it; nobody said it.
/// Empty where the judgement does not hold any more, or says nothing.
pub(super) fn gevolg(
    holds: &VastgesteldeBeoordeling,
    who: &[(BetrokkeneId, String)],
    verblijf: &Verblijf,
    nu: DateTime<Utc>,
) -> String {
    let what = &holds.inhoud;
    let worst = what.geheel.min(what.ernstigste());
    if !what.geldt_op(nu) || worst == Oordeel::NogNietBeoordeeld {
        return String::new();
    }
    let people: Vec<String> = what
        .personen
        .iter()
        .filter(|over| over.oordeel == worst)
        .filter_map(|over| who.iter().find(|(id, _)| *id == over.betrokkene))
        .map(|(_, words)| words.clone())
        .collect();
    let for_whom = if people.is_empty() {
        String::new()
    } else {
        format!(" voor {}", opsomming(&people))
    };
    let sure = verblijf.tegenspraak.is_empty() && verblijf.waarde != Waarde::Onbekend;
    if !sure {
        return format!(
            "Of verdachte vast is, is niet zeker. Oordeel nu{for_whom}: {}.",
            worst.label()
        );
    }
    if verblijf.kan_weg_zijn() {
        return match worst {
            Oordeel::AcuutOnveilig => {
                format!("Verdachte is niet meer vast. Er is nu direct gevaar{for_whom}.")
            }
            other => format!(
                "Verdachte is niet meer vast. Oordeel nu{for_whom}: {}.",
                other.label()
            ),
        };
    }
    match worst {
        Oordeel::AcuutOnveilig => {
            format!("Bij heenzenden zonder voorwaarden is er direct gevaar{for_whom}.")
        }
        Oordeel::StructureelOnveilig => format!(
            "Bij heenzenden zonder voorwaarden blijft er gevaar van nieuw geweld{for_whom}."
        ),
        Oordeel::OnvoldoendeZicht => format!(
            "VT weet te weinig om te zeggen of heenzenden veilig is{for_whom}. Overleg met VT vóór de beslissing."
        ),
        Oordeel::VoldoendeVeilig if what.voorwaarden.is_empty() => {
            "VT ziet nu geen direct gevaar bij heenzenden.".to_owned()
        }
        Oordeel::VoldoendeVeilig => {
            "VT ziet nu geen direct gevaar bij heenzenden, als de gevraagde voorwaarden gelden."
                .to_owned()
        }
        Oordeel::NogNietBeoordeeld => String::new(),
    }
}
