//! How far a zaak is: what was done in it, in order, in a few words without names of persons.
//!
//! For who comes next: the screen and the text of the overdracht. Must not know the present time.

use chrono::{DateTime, Utc};

use super::overleg::Gegeven;
use super::tijd::{klok, lokaal};
use super::zaak::Stand;

/// Something that a worker did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handeling {
    /// When.
    pub op: DateTime<Utc>,
    /// Who.
    pub door: String,
    /// What, e.g. `beoordeeld: acuut onveilig`.
    pub wat: String,
}

/// Everything that holds in this zaak, oldest first.
#[must_use]
pub fn handelingen(stand: &Stand) -> Vec<Handeling> {
    let mut out = Vec::new();
    let mut add = |op: DateTime<Utc>, door: &str, wat: String| {
        out.push(Handeling {
            op,
            door: door.to_owned(),
            wat,
        });
    };
    if let Some(tagging) = &stand.tag {
        add(
            tagging.op,
            &tagging.door,
            format!("getagd: {}", tagging.tag.label()),
        );
    }
    for told in &stand.gemeld {
        let wat = match &told.gegeven {
            Gegeven::Verblijf { waarde, .. } => format!("gemeld: {}", waarde.label()),
            Gegeven::Plaats { .. } => "gemeld: plaats van de verdachte".to_owned(),
            Gegeven::Tekst { veld, .. } => format!("gemeld: {}", veld.label()),
            Gegeven::Verlengd { termijn } => format!("gemeld: {}", termijn.label()),
            Gegeven::Moment { moment, tijd } => {
                format!("gemeld: {} {}", moment.label(), klok(*tijd))
            }
            Gegeven::Tijd { veld, tijd } => {
                format!("gemeld: {} {}", veld.label(), klok(*tijd))
            }
        };
        add(told.op, &told.door, wat);
    }
    if let Some(vt) = &stand.vt {
        add(vt.op, &vt.door, format!("VT aangewezen: {}", vt.code));
    }
    for one in &stand.beoordelingen {
        let wat = format!("beoordeeld: {}", one.inhoud.geheel.label());
        add(one.op, &one.door, wat);
    }
    for step in &stand.gedaan {
        let how = if step.terzijde {
            "terzijde gelegd"
        } else {
            "gedaan"
        };
        add(
            step.op,
            &step.door,
            format!("{how}: {}", step.soort.label()),
        );
    }
    for sent in &stand.inputs {
        let wat = format!("input aan {}", sent.inhoud.ontvanger.label());
        add(sent.op, &sent.door, wat);
    }
    if let Some(planned) = &stand.overleg {
        let at = lokaal(planned.overleg.tijd).format("%d-%m %H:%M");
        add(planned.op, &planned.door, format!("overleg gepland: {at}"));
    }
    for one in &stand.afdoeningen {
        let wat = format!("afdoening: {}", one.inhoud.label());
        add(one.op, &one.door, wat);
    }
    for agreed in &stand.acties {
        add(agreed.op, &agreed.door, "actie afgesproken".to_owned());
        if let Some(done) = &agreed.afgerond {
            add(done.op, &done.door, "actie afgerond".to_owned());
        }
    }
    for handed in &stand.overdrachten {
        add(handed.op, &handed.door, "overgedragen".to_owned());
        if let Some(taken) = &handed.overgenomen {
            add(taken.op, &taken.door, "overgenomen".to_owned());
        }
    }
    out.sort_by_key(|one| one.op);
    out
}

/// What was done last about the content: handing over says nothing of where a zaak stands.
#[must_use]
pub fn laatste(stand: &Stand) -> Option<Handeling> {
    handelingen(stand)
        .into_iter()
        .rfind(|one| !matches!(one.wat.as_str(), "overgedragen" | "overgenomen"))
}
