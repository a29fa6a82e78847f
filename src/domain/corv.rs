//! The second arrival: the zorgmelding that reaches VT through CORV after the suspect stood on the list.
//!
//! Must not know files; `import` reads them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ids::{EventId, LezingId};
use super::naam::Naam;

/// A melding as VT's own system exports it. It is kept in memory for matching; only [`CorvKenmerk`] of
/// one that was joined enters the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorvMelding {
    /// Row or element in the file, counted from 1.
    pub regel: u32,
    /// Reference of the melding.
    pub kenmerk: String,
    /// When VT received it.
    pub ontvangen: Option<DateTime<Utc>>,
    /// Police registration, normalised.
    pub pl: Option<String>,
    /// The person it is about: the suspect, or pleger.
    pub naam: Naam,
    /// His date of birth.
    pub geboortedatum: Option<NaiveDate>,
    /// Day of the incident.
    pub incident: Option<NaiveDate>,
    /// Address as written.
    pub adres: Option<String>,
    /// Place as written.
    pub woonplaats: Option<String>,
}

/// What is kept of a melding that was joined to a zaak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorvKenmerk {
    /// Reference of the melding.
    pub kenmerk: String,
    /// When VT received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ontvangen: Option<DateTime<Utc>>,
    /// The reading that brought it.
    pub lezing: LezingId,
    /// Fields that agreed and so needed no retyping.
    #[serde(default)]
    pub gelijk: Vec<String>,
}

/// A melding joined to a zaak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorvKoppeling {
    /// The event that joined it.
    pub id: EventId,
    /// The melding.
    pub melding: CorvKenmerk,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}
