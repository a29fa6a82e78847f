//! An event as state sees it: what happened, with the part of its envelope that a zaak depends on.
//!
//! Must not know digests, circles or signatures; that is `journal`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::event::Gebeurtenis;
use super::ids::{DeviceId, EventId, PersoonId, ReeksId};

/// The place of an event among all others, the same on every laptop and without a server: first the Lamport
/// counter, then the series, then the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Orde {
    /// One more than the highest that its writer had seen.
    pub teller: u64,
    /// The series.
    pub reeks: ReeksId,
    /// The place in the series, from 1.
    pub nr: u64,
}

/// Whose hand it is: a person on a device. The same name on another laptop is another hand, until
/// registration says who is who.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hand {
    /// The person.
    pub persoon: PersoonId,
    /// The installation.
    pub toestel: DeviceId,
}

/// An event with the part of its envelope that state depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Identity.
    pub id: EventId,
    /// The name of who did it, as it was shown then.
    pub by: String,
    /// Who did it, and where.
    pub hand: Hand,
    /// When.
    pub at: DateTime<Utc>,
    /// Its place among all events.
    pub orde: Orde,
    /// The newest events that its writer knew, on the fields that it is about.
    pub vervangt: Vec<EventId>,
    /// What happened.
    pub what: Gebeurtenis,
}

/// Why content can not be read, with the kind that the envelope names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onleesbaar {
    /// The kind.
    pub soort: String,
    /// Why.
    pub waarom: Waarom,
}

/// Why content can not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Waarom {
    /// It was erased.
    Gewist,
    /// A newer program wrote it.
    TeNieuw,
    /// It is not the content that this kind has.
    Beschadigd,
}

impl Waarom {
    /// In words, behind the kind.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Waarom::Gewist => "inhoud is gewist",
            Waarom::TeNieuw => "geschreven door een nieuwere zsmtafel; werk zsmtafel bij",
            Waarom::Beschadigd => "inhoud is niet te lezen",
        }
    }
}

/// Who an event is for: within its circle everybody can read it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Kring {
    /// The own organisation.
    #[default]
    Intern,
}

impl Kring {
    /// The word in the envelope.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kring::Intern => "intern",
        }
    }
}

/// Puts events in the order in which they are folded; on every laptop the same.
pub fn orden(events: &mut [Recorded]) {
    events.sort_by_key(|event| event.orde);
}
