//! What does not hold: events that were taken back, and closing by who did not know of something.
//!
//! Taking back what a text that left rests on has no effect, and is shown. Must not know how events are folded.

use std::collections::{HashMap, HashSet};

use super::event::Gebeurtenis;
use super::ids::EventId;
use super::koppen::Verband;
use super::overleg::{Gegeven, NietGesloten};
use super::vastgelegd::{Onleesbaar, Recorded, Waarom};
use super::werkstroom;
use super::zaak::{Stand, ZonderGevolg};

/// The events that were taken back, and that this had an effect on.
#[must_use]
pub fn teruggenomen(events: &[Recorded]) -> HashSet<EventId> {
    wie_nam_terug(events).into_keys().collect()
}

/// The events that were taken back, each with whether its own recorder did. What a text that left rests on is
/// not taken back by who did not know of that text.
pub(super) fn wie_nam_terug(events: &[Recorded]) -> HashMap<EventId, bool> {
    let mut out = HashMap::new();
    let back = events.iter().filter_map(|event| match event.what {
        Gebeurtenis::Teruggenomen { gebeurtenis } => Some((gebeurtenis, event)),
        _ => None,
    });
    let mut rests = None;
    for (id, event) in back {
        let Some(gone) = events.iter().find(|one| one.id == id) else {
            continue;
        };
        let rests = rests.get_or_insert_with(|| rustend(events));
        if !(kan_rusten(&gone.what) && rests.contains(&id)) {
            *out.entry(id).or_insert(false) |= gone.hand == event.hand;
        }
    }
    out
}

/// A text that left can rest on it.
#[must_use]
pub(super) fn kan_rusten(what: &Gebeurtenis) -> bool {
    matches!(
        what,
        Gebeurtenis::Getagd { .. }
            | Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_)
            | Gebeurtenis::BetrokkeneToegevoegd(_)
            | Gebeurtenis::BetrokkeneGewijzigd(_)
            | Gebeurtenis::BetrokkeneVerwijderd { .. }
    )
}

/// What the writers of texts that left had before them.
fn rustend(events: &[Recorded]) -> HashSet<EventId> {
    events
        .iter()
        .filter_map(|event| match &event.what {
            Gebeurtenis::InputVerstuurd(what) | Gebeurtenis::MondelingIngebracht(what) => {
                Some((event, what.beoordeling))
            }
            _ => None,
        })
        .flat_map(|(event, judged)| event.vervangt.iter().copied().chain(judged))
        .collect()
}

/// Notes what was taken back without effect, and what can not be read.
pub(super) fn zonder_gevolg(
    stand: &mut Stand,
    events: &[Recorded],
    undone: &HashMap<EventId, bool>,
) {
    for event in events {
        match &event.what {
            Gebeurtenis::Teruggenomen { gebeurtenis }
                if !undone.contains_key(gebeurtenis)
                    && events.iter().any(|one| one.id == *gebeurtenis) =>
            {
                stand.zonder_gevolg.push(ZonderGevolg {
                    id: event.id,
                    gebeurtenis: *gebeurtenis,
                    door: event.by.clone(),
                    op: event.at,
                });
            }
            Gebeurtenis::Onleesbaar(Onleesbaar {
                waarom: Waarom::TeNieuw,
                ..
            }) => stand.te_nieuw.push(event.id),
            _ => {}
        }
    }
}

/// Closing that did not know of a judgement, a release or an open alarm does not close (rule 3).
pub(super) fn houd_open(stand: &mut Stand, events: &[Recorded], relations: &Verband<'_>) {
    let Some(closed) = stand.gesloten.clone() else {
        return;
    };
    let Some(closing) = events.iter().find(|event| event.id == closed.id) else {
        return;
    };
    let alarms: HashSet<EventId> = werkstroom::open_oorzaken(stand)
        .into_iter()
        .map(|cause| cause.id)
        .collect();
    let unknown: Vec<EventId> = events
        .iter()
        .filter(|event| event.id != closing.id && relations.telt(event))
        .filter(|event| {
            alarms.contains(&event.id)
                || match &event.what {
                    Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_) => true,
                    Gebeurtenis::AfdoeningVastgesteld(what) => !what.waarde().is_vast(),
                    Gebeurtenis::GegevenGemeld {
                        gegeven: Gegeven::Verblijf { waarde, .. },
                        ..
                    } => !waarde.is_vast(),
                    _ => false,
                }
        })
        .filter(|event| !closing.vervangt.contains(&event.id))
        .filter(|event| !event.vervangt.contains(&closing.id))
        .map(|event| event.id)
        .collect();
    if !unknown.is_empty() {
        stand.gesloten = None;
        stand.niet_gesloten = Some(NietGesloten {
            sluiting: closed,
            onbekend: unknown,
        });
    }
}
