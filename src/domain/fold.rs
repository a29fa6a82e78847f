//! From events to state. Refolding the same events always gives the same state (rules 1 and 3).
//!
//! Must not know where events come from, nor refuse one: what happened, happened.

use std::collections::HashSet;

use super::beoordeling::VastgesteldeBeoordeling;
use super::event::{Gebeurtenis, Recorded};
use super::ids::EventId;
use super::input::VerstuurdeInput;
use super::stap::GedaneStap;
use super::tag::{Tag, Tagging};
use super::zaak::{Opname, Stand};

/// The events that were taken back.
#[must_use]
pub fn teruggenomen(events: &[Recorded]) -> HashSet<EventId> {
    events
        .iter()
        .filter_map(|event| match event.what {
            Gebeurtenis::Teruggenomen { gebeurtenis } => Some(gebeurtenis),
            _ => None,
        })
        .collect()
}

/// The state of one zaak after its events, in journal order.
#[must_use]
pub fn fold(events: &[Recorded]) -> Stand {
    let undone = teruggenomen(events);
    let mut stand = Stand::default();
    for event in events.iter().filter(|event| !undone.contains(&event.id)) {
        apply(&mut stand, event);
    }
    stand
}

fn apply(stand: &mut Stand, event: &Recorded) {
    match &event.what {
        Gebeurtenis::LijstIngelezen { .. } | Gebeurtenis::Teruggenomen { .. } => {}
        Gebeurtenis::ZaakOpgenomen { regel, bron }
        | Gebeurtenis::LijstgegevensGewijzigd { regel, bron, .. } => {
            stand.opgenomen = Some(Opname {
                regel: (**regel).clone(),
                bron: bron.clone(),
            });
            stand.verdwenen = false;
        }
        Gebeurtenis::VanLijstVerdwenen { .. } => stand.verdwenen = true,
        Gebeurtenis::TerugOpLijst { .. } => stand.verdwenen = false,
        Gebeurtenis::Getagd {
            tag,
            soorten,
            reden,
        } => {
            stand.tag = Some(Tagging {
                tag: *tag,
                soorten: soorten.clone(),
                reden: reden.clone(),
                door: event.by.clone(),
                op: event.at,
            });
        }
        Gebeurtenis::GeenHgVastgesteld => {
            stand.tag = Some(Tagging {
                tag: Tag::GeenHg,
                soorten: Vec::new(),
                reden: None,
                door: event.by.clone(),
                op: event.at,
            });
        }
        Gebeurtenis::BetrokkeneToegevoegd(who) | Gebeurtenis::BetrokkeneGewijzigd(who) => {
            match stand.betrokkenen.iter_mut().find(|one| one.id == who.id) {
                Some(one) => one.clone_from(who),
                None => stand.betrokkenen.push(who.clone()),
            }
        }
        Gebeurtenis::BetrokkeneVerwijderd { betrokkene } => {
            stand.betrokkenen.retain(|one| one.id != *betrokkene);
        }
        Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) => {
            stand.beoordelingen.push(VastgesteldeBeoordeling {
                id: event.id,
                door: event.by.clone(),
                op: event.at,
                inhoud: (**what).clone(),
            });
        }
        Gebeurtenis::StapAfgerond { stap, toelichting } => stand.gedaan.push(GedaneStap {
            soort: *stap,
            toelichting: toelichting.clone(),
            door: event.by.clone(),
            op: event.at,
        }),
        Gebeurtenis::InputVerstuurd(what) => stand.inputs.push(VerstuurdeInput {
            id: event.id,
            door: event.by.clone(),
            op: event.at,
            inhoud: (**what).clone(),
        }),
    }
}
