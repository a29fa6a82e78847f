//! What becomes of an event that comes from elsewhere: taken in, known, waits, or put aside. In any order,
//! twice, old: the answer depends on what is there already and on nothing else.
//!
//! An erasure order is obeyed when it comes, also while it waits itself: two series can each hold an event
//! without content in front of the order for the other's, and would wait for each other for ever.
//!
//! Must not know where events are kept, nor how they came.

use super::keten::{Breuk, Fout, Schakel, plek, sluit_aan, toets};
use super::kop::Kop;
use super::omslag::{Digest, Soort, lees_ids};
use super::stuk::Stuk;
use crate::domain::ids::{DeviceId, EventId, ReeksId};
use crate::domain::vastgelegd::Kring;

/// What is there already.
pub trait Kast {
    /// Why it can not be asked.
    type Fout;

    /// The digest of an event that is there.
    ///
    /// # Errors
    /// When it can not be asked.
    fn digest(&self, id: EventId) -> Result<Option<Digest>, Self::Fout>;

    /// The last event of a series in a circle, and the device that writes the series.
    ///
    /// # Errors
    /// When it can not be asked.
    fn laatste(
        &self,
        reeks: ReeksId,
        kring: &str,
    ) -> Result<Option<(Schakel, DeviceId)>, Self::Fout>;

    /// Its content was ordered to be erased.
    ///
    /// # Errors
    /// When it can not be asked.
    fn gewist(&self, id: EventId) -> Result<bool, Self::Fout>;
}

/// What becomes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lot {
    /// It is taken in, as it stands here: without content when that was erased.
    Nieuw(Box<Stuk>, Digest, Box<Kop>),
    /// It is there.
    Bekend,
    /// It waits for one that comes before it, or for the order that erased its content.
    Wacht(Box<Stuk>),
    /// It is not right.
    Apart(Breuk),
}

/// The events whose content must go by this one, if it is an order.
#[must_use]
pub fn opdracht(stuk: &Stuk) -> Option<Vec<EventId>> {
    (stuk.omslag.soort == Soort::Wisopdracht)
        .then(|| lees_ids(&stuk.omslag.open).unwrap_or_default())
}

/// What becomes of `stuk`.
///
/// # Errors
/// What `kast` says.
pub fn lot<K: Kast>(kast: &K, stuk: &Stuk) -> Result<Lot, K::Fout> {
    let outside = &stuk.omslag;
    let apart = |wat| {
        Ok(Lot::Apart(Breuk {
            plek: plek(stuk),
            wat,
        }))
    };
    let (digest, kop) = match toets(stuk) {
        Ok(found) => found,
        Err(why) => return Ok(Lot::Apart(why)),
    };
    if outside.kring != Kring::Intern.code() {
        return apart(Fout::Vorm);
    }
    match kast.digest(outside.id)? {
        Some(known) if known == digest => return Ok(Lot::Bekend),
        Some(_) => return apart(Fout::Gesplitst),
        None => {}
    }
    let erased = kast.gewist(outside.id)?;
    let mut kept = Box::new(stuk.clone());
    if erased {
        // Ordered to be erased before it came: it stays empty.
        kept.inhoud = None;
    }
    let last = kast.laatste(outside.reeks, &outside.kring)?;
    let at = last.map_or(0, |(link, _)| link.nr);
    if outside.nr <= at || last.is_some_and(|(_, by)| by != outside.toestel) {
        return apart(Fout::Gesplitst);
    }
    if outside.nr > at + 1 {
        return Ok(Lot::Wacht(kept));
    }
    if let Err(why) = sluit_aan(stuk, &kop, last.map(|(link, _)| link)) {
        return Ok(Lot::Apart(why));
    }
    if outside.soort == Soort::Gebeurtenis && kept.inhoud.is_none() && !erased {
        // Content goes by an order alone, and that comes too.
        return Ok(Lot::Wacht(kept));
    }
    Ok(Lot::Nieuw(kept, digest, Box::new(kop)))
}
