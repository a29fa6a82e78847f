//! Input for the afdoeningsoverleg: to whom, on which ground, what exactly left (domein.md 8.1).
//!
//! Must not know how the text is composed; that is `send`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;
use crate::domain::keuzelijst::keuzelijst;

keuzelijst! {
    leesbaar;
    /// Who receives input.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Ontvanger {
        /// Openbaar Ministerie: the officer who decides.
        Om = "om", "OM";
        /// KPC-er: plans the overleg.
        Kpc = "kpc" | "kpc-er", "KPC-er";
        /// Politie.
        Politie = "politie", "politie";
        /// Probation.
        #[serde(rename = "3ro")]
        Reclassering = "3ro" | "reclassering", "3RO";
        /// Raad voor de Kinderbescherming.
        Rvdk = "rvdk", "RvdK";
        /// Another Veilig Thuis.
        AndereVt = "andere-vt", "andere VT";
    }
}

impl Ontvanger {
    /// Whether input can go to this recipient before there is a judgement: the planner needs to know that
    /// VT comes, and another VT what this one sees.
    #[must_use]
    pub fn kan_zonder_oordeel(self) -> bool {
        matches!(self, Ontvanger::Kpc | Ontvanger::AndereVt)
    }
}

/// How input leaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vorm {
    /// Plain text.
    Txt,
    /// A mail draft that the worker opens in the mail program.
    #[default]
    Eml,
    /// Spoken, at the table or by telephone.
    Mondeling,
}

impl Vorm {
    /// Extension of the file, and the word on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Vorm::Txt => "txt",
            Vorm::Eml => "eml",
            Vorm::Mondeling => "mondeling",
        }
    }

    /// Reads the word of [`Vorm::code`] of a way that makes a file.
    #[must_use]
    pub fn from_code(text: &str) -> Option<Vorm> {
        [Vorm::Txt, Vorm::Eml]
            .into_iter()
            .find(|vorm| vorm.code() == text.trim().to_lowercase())
    }
}

/// Input that left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// To whom.
    pub ontvanger: Ontvanger,
    /// How.
    pub vorm: Vorm,
    /// The legal ground or need on which it was shared.
    pub grond: String,
    /// The text, exactly as it left; of spoken input the gist.
    pub tekst: String,
    /// SHA-256 of `tekst` in UTF-8, in hex.
    pub sha256: String,
    /// Name of the file that was written; never bears a name of a person. Empty for spoken input.
    pub bestand: String,
    /// The assessment on which it rests; none for what can be said before there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beoordeling: Option<EventId>,
    /// Of spoken input: who heard it, who spoke and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gesprek: Option<Gesprek>,
}

/// Who spoke with whom, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gesprek {
    /// Who heard it, e.g. `mr. De Groot`.
    pub met: String,
    /// Who spoke: the worker, or the other VT that sat at the table.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// Input as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerstuurdeInput {
    /// The event that recorded it.
    pub id: EventId,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
    /// What.
    pub inhoud: Input,
}
