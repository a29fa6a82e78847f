//! The tag: what the worker decided that a line of the list is.
//!
//! Must not know what the program would propose; that is `signaal`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;
use super::kenmerk::Lijstkenmerk;
use super::soort::Soort;
use crate::domain::keuzelijst::keuzelijst;

keuzelijst! {
    leesbaar;
    /// The worker's judgement of a line (domein.md 6 and 1.2).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Tag {
        /// Huiselijk geweld: VT assesses and brings in input.
        Hg = "hg", "HG";
        /// Not clear whether it is HG; the line stays in sight.
        Twijfel = "twijfel", "twijfel";
        /// No HG, but VT keeps sight of a signal (radarfunctie).
        Radar = "radar", "radar";
        /// No HG.
        GeenHg = "geen-hg" | "geen", "geen HG";
    }
}

impl Tag {
    /// Whether the zaak enters the journal with its data (rule 5: least data).
    #[must_use]
    pub fn volgt(self) -> bool {
        self != Tag::GeenHg
    }

    /// Whether the kind must be asked where the list does not say it.
    #[must_use]
    pub fn vraagt_soort(self) -> bool {
        matches!(self, Tag::Hg | Tag::Radar)
    }
}

/// A tag as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tagging {
    /// What was decided.
    pub tag: Tag,
    /// The kinds that a person named or confirmed, or that the list states; most important first. Empty for
    /// geen HG.
    pub soorten: Vec<Soort>,
    /// Kinds that only words of the list suggest: proposed until somebody confirms or rejects them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voorgesteld: Vec<Soort>,
    /// Why, in the worker's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reden: Option<String>,
    /// The event that recorded it.
    pub id: EventId,
    /// The line as it was then.
    pub gezien: Lijstkenmerk,
    /// Who decided.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}
