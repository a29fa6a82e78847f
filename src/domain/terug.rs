//! Taking back: which event the key `u` takes back next.
//!
//! Must not know the journal's tables; the caller hands over events, newest first.

use super::event::{Gebeurtenis, Recorded};
use super::fold::teruggenomen;
use super::ids::EventId;

/// Why nothing is taken back. The text is for the worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NietTerug {
    /// There is nothing left.
    #[error("Er is niets om terug te nemen.")]
    Niets,
    /// The newest act left the building.
    #[error(
        "De laatste handeling was input geven. Wat weg is, kan niet terug; geef zo nodig nieuwe input."
    )]
    Verstuurd,
}

/// Chooses what to take back from `newest_first`, the events of one worker (or of one zaak), newest
/// first, without those that were taken back already.
///
/// # Errors
/// [`NietTerug`] when there is nothing, or when the newest act was sending: walking on past it would
/// take back what the sent text rests on.
pub fn kies<'a>(
    newest_first: impl IntoIterator<Item = &'a Recorded>,
) -> Result<EventId, NietTerug> {
    for event in newest_first {
        if matches!(
            event.what,
            Gebeurtenis::InputVerstuurd(_) | Gebeurtenis::MondelingIngebracht(_)
        ) {
            return Err(NietTerug::Verstuurd);
        }
        if event.what.terug_te_nemen() {
            return Ok(event.id);
        }
    }
    Err(NietTerug::Niets)
}

/// The event `id` of a zaak, when it can be taken back; `events` are all of that zaak.
///
/// # Errors
/// [`NietTerug`] when it is not among them, was taken back already, is none that can be, or when a text that
/// left after it rests on it.
pub fn mag_terug(events: &[Recorded], id: EventId) -> Result<&Recorded, NietTerug> {
    let undone = teruggenomen(events);
    let at = events
        .iter()
        .position(|event| event.id == id && !undone.contains(&id))
        .ok_or(NietTerug::Niets)?;
    let (_, rest) = events.split_at(at);
    let (found, later) = rest.split_first().ok_or(NietTerug::Niets)?;
    let is_sent = |what: &Gebeurtenis| {
        matches!(
            what,
            Gebeurtenis::InputVerstuurd(_) | Gebeurtenis::MondelingIngebracht(_)
        )
    };
    if is_sent(&found.what) {
        return Err(NietTerug::Verstuurd);
    }
    if !found.what.terug_te_nemen() {
        return Err(NietTerug::Niets);
    }
    let rests = matches!(
        found.what,
        Gebeurtenis::Getagd { .. }
            | Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_)
            | Gebeurtenis::BetrokkeneToegevoegd(_)
            | Gebeurtenis::BetrokkeneGewijzigd(_)
    );
    if rests && later.iter().any(|event| is_sent(&event.what)) {
        return Err(NietTerug::Verstuurd);
    }
    Ok(found)
}
