//! Taking back: which event the key `u` takes back next.
//!
//! Must not know the journal's tables; the caller hands over events, newest first.

use super::event::{Gebeurtenis, Recorded};
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
