//! Agreements with partners: who does what by when.
//!
//! Must not know screens, nor which partners exist.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::ActieId;

/// One agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actie {
    /// Identity.
    pub id: ActieId,
    /// Who does it, e.g. `wijkagent`, `VT`, `3RO`.
    pub wie: String,
    /// What.
    pub wat: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanneer: Option<DateTime<Utc>>,
}

/// An agreement and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AfgesprokenActie {
    /// The agreement.
    pub actie: Actie,
    /// Who recorded it.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
    /// Done, or no longer needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub afgerond: Option<Gedaan>,
}

/// That something was dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gedaan {
    /// How, or why not.
    pub toelichting: String,
    /// Who says so.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}
