//! Fields on which the newest value holds, whoever wrote it: who else wrote there without knowing of it. The screens
//! say so beside the value until somebody who knew of both writes again.
//!
//! Must not know which value holds; that is `fold`.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;
use super::koppen::Verband;
use super::vastgelegd::Recorded;
use super::velden::{Veldsleutel, velden};

/// Somebody who wrote on a field too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeschrijver {
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// Of each field of class B that more than one wrote without knowing of each other: the others than whose value
/// holds, oldest first.
pub type Meegeschreven = BTreeMap<Veldsleutel, Vec<Meeschrijver>>;

/// Who else wrote, in these events in their order.
pub(super) fn van(events: &[Recorded], relations: &Verband<'_>) -> Meegeschreven {
    let mut out = Meegeschreven::new();
    // Who writes on one laptop knows of all that was written there.
    let mut laptops = events.iter().map(|event| event.hand.toestel);
    let first = laptops.next();
    if laptops.all(|other| Some(other) == first) {
        return out;
    }
    let mut written: BTreeMap<Veldsleutel, Vec<&Recorded>> = BTreeMap::new();
    for event in events {
        for veld in velden(&event.what) {
            if veld.klasse_b() {
                written.entry(veld).or_default().push(event);
            }
        }
    }
    for (veld, all) in written {
        let replaced = vervangen(&all, relations);
        let mut heads: Vec<&Recorded> = all
            .into_iter()
            .filter(|event| relations.telt(event) && !replaced.contains(&event.id))
            .collect();
        heads.pop();
        let others: Vec<Meeschrijver> = heads
            .into_iter()
            .map(|event| Meeschrijver {
                door: event.by.clone(),
                op: event.at,
            })
            .collect();
        if !others.is_empty() {
            out.insert(veld, others);
        }
    }
    out
}

/// What somebody replaced who wrote on the same field, also by way of an event that was taken back: its writer knew
/// of both.
fn vervangen(all: &[&Recorded], relations: &Verband<'_>) -> HashSet<EventId> {
    let mut out = HashSet::new();
    let live = all.iter().filter(|event| relations.telt(event));
    let mut next: Vec<EventId> = live.flat_map(|event| event.vervangt.clone()).collect();
    while let Some(id) = next.pop() {
        if out.insert(id)
            && let Some(event) = all.iter().find(|event| event.id == id)
        {
            next.extend_from_slice(&event.vervangt);
        }
    }
    out
}
