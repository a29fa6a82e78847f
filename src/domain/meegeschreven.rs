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
    let live = || events.iter().filter(|event| relations.telt(event));
    let replaced: HashSet<EventId> = live()
        .flat_map(|event| event.vervangt.iter().copied())
        .collect();
    let mut heads: BTreeMap<Veldsleutel, Vec<&Recorded>> = BTreeMap::new();
    for event in live().filter(|event| !replaced.contains(&event.id)) {
        for veld in velden(&event.what) {
            if veld.klasse_b() {
                heads.entry(veld).or_default().push(event);
            }
        }
    }
    for (veld, mut all) in heads {
        all.pop();
        let others = all.into_iter().map(|event| Meeschrijver {
            door: event.by.clone(),
            op: event.at,
        });
        let others: Vec<_> = others.collect();
        if !others.is_empty() {
            out.insert(veld, others);
        }
    }
    out
}
