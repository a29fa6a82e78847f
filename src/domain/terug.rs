//! Taking back: which event the key `u` takes back next.
//!
//! Must not know the journal's tables; the caller hands over events, newest first.

use chrono::{DateTime, Utc};

use super::event::{Gebeurtenis, Recorded};
use super::fase::{Ingreep, Lading, Uitslag, mag};
use super::fold::{fold, teruggenomen};
use super::ids::{EventId, LezingId, ZaakId};
use super::naam::Naam;
use super::teruggenomen::kan_rusten;
use super::tijd;
use super::vastgelegd::{Hand, Orde};
use super::werkstroom::{self, oorzaak::Oorzaak};
use super::zaak::Stand;

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
    /// A text that somebody gave rests on it.
    #[error(
        "Hierop rust input die {door} gaf ({op}). Wat weg is, kan niet terug; leg vast wat er nu geldt."
    )]
    RustInput {
        /// Who gave it.
        door: String,
        /// When, in words.
        op: String,
    },
    /// An alarm would go by it, and nobody answered that.
    #[error(
        "Dit terugnemen haalt een alarm weg dat open staat: {0}. Beantwoord dat eerst, met wat er is gedaan."
    )]
    Alarm(String),
    /// Work would drop from sight by it.
    #[error("Hierop rust werk dat dan uit zicht valt: {0}. Neem dat eerst terug.")]
    Werk(String),
    /// The zaak went up in another.
    #[error("Deze zaak is al samengevoegd.")]
    Opgegaan,
}

/// What taking back would take back, so that a person can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terugneming {
    /// One act: an event, or those of several zaken that were recorded together.
    Handeling(Vec<Terugregel>),
    /// A whole reading.
    Lezing {
        /// Which.
        id: LezingId,
        /// Name of the file.
        bestand: String,
        /// When it was read.
        gelezen: DateTime<Utc>,
    },
}

/// One event that would be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terugregel {
    /// In which zaak.
    pub zaak: ZaakId,
    /// Whose zaak it is.
    pub naam: Naam,
    /// What, by whom, when.
    pub event: Recorded,
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

/// The event `gone`, when who acts may take it back in the zaak of which these are the events, in journal order.
///
/// # Errors
/// [`NietTerug::Niets`] when it is not among them, was taken back already, or is none that can be;
/// [`NietTerug::RustInput`] when a text that left rests on it; [`NietTerug::Werk`] when work would drop from
/// sight by it; [`NietTerug::Alarm`] when an alarm would go by it that another event opened: an alarm ends by
/// words, or when who recorded its cause takes that back, and by nothing else.
pub fn mag_terug(events: &[Recorded], gone: EventId, actor: Hand) -> Result<&Recorded, NietTerug> {
    let found = op_zichzelf(events, gone)?;
    if let Gebeurtenis::BetrokkeneToegevoegd(who) = &found.what {
        // What was noted of somebody since would go with him.
        let undone = teruggenomen(events);
        let changed = events.iter().any(|event| {
            matches!(&event.what, Gebeurtenis::BetrokkeneGewijzigd(now) if now.id == who.id)
                && !undone.contains(&event.id)
        });
        if changed {
            let what = "wat daarna over deze betrokkene is gewijzigd";
            return Err(NietTerug::Werk(what.to_owned()));
        }
    }
    let last = events.last().ok_or(NietTerug::Niets)?;
    let now = fold(events);
    let mut later = events.to_vec();
    later.push(Recorded {
        id: EventId(uuid::Uuid::nil()),
        by: String::new(),
        hand: actor,
        at: last.at,
        orde: Orde {
            teller: last.orde.teller + 1,
            ..last.orde
        },
        vervangt: Vec::new(),
        what: Gebeurtenis::Teruggenomen { gebeurtenis: gone },
    });
    let then = fold(&later);
    let open = |stand: &Stand| -> Vec<Oorzaak> { werkstroom::open_oorzaken(stand) };
    let work = werkstroom::vastgelegd(&now);
    let left = open(&then);
    let lost = open(&now).into_iter().find(|cause| {
        let own = cause.id == gone && found.hand == actor;
        !own && !left
            .iter()
            .any(|one| one.stap == cause.stap && one.id == cause.id)
    });
    let lading = Lading {
        alarm: lost.is_some(),
        werk: now.fase().is_gevolgd() && !then.fase().is_gevolgd() && !work.is_empty(),
    };
    match mag(now.fase(), Ingreep::Terugnemen, lading) {
        Uitslag::Opgegaan => Err(NietTerug::Opgegaan),
        Uitslag::Alarm => Err(NietTerug::Alarm(lost.map_or_else(String::new, |cause| {
            format!("{} ({})", cause.stap.label(), cause.wat)
        }))),
        Uitslag::HeeftWerk => Err(NietTerug::Werk(work.join(", "))),
        _ => Ok(found),
    }
}

/// The event `id`, when it is one that can be taken back and no text that left after it rests on it.
fn op_zichzelf(events: &[Recorded], id: EventId) -> Result<&Recorded, NietTerug> {
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
    let given = later.iter().rev().find(|event| is_sent(&event.what));
    match given.filter(|_| kan_rusten(&found.what)) {
        Some(event) => Err(NietTerug::RustInput {
            door: event.by.clone(),
            op: tijd::voluit(event.at),
        }),
        None => Ok(found),
    }
}
