//! What can be said about a file or a cell that was not understood.
//!
//! Must not know how it was found.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What was expected, for the end of a sentence.
pub const VERWACHT: &str = "verwacht wordt een export van de verdachtenmonitor (csv, txt, xlsx, xls, ods, json, html of pdf)";

/// Why a file could not be read at all. Each is one Dutch sentence for the worker.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LeesFout {
    /// Another kind of file.
    #[error("dit is {0}; {VERWACHT}")]
    AnderSoort(String),
    /// Text or a workbook in which no heading is known.
    #[error("in dit bestand staat geen regel met bekende koppen ({0}); {VERWACHT}")]
    GeenKoppen(String),
    /// Suspects without headings above them, on that row.
    #[error(
        "regel {0} lijkt al een verdachte: de regel met koppen (PL-nummer, naam, feit, …) ontbreekt; neem die regel ook mee"
    )]
    ZonderKoppen(u32),
    /// Pasted text in which no heading is known.
    #[error(
        "in de geplakte tekst staat geen regel met bekende koppen (PL-nummer, naam, feit, …); kopieer die regel ook mee"
    )]
    PlakkenZonderKoppen,
    /// Headings, and nothing under them.
    #[error(
        "deze lijst heeft koppen (regel {0}) maar geen verdachten eronder; is de goede export gekozen?"
    )]
    GeenRegels(u32),
    /// Locked with a password.
    #[error(
        "deze werkmap is met een wachtwoord beveiligd; sla haar zonder wachtwoord op en lees haar opnieuw in"
    )]
    Wachtwoord,
    /// Damaged, or not what it says it is.
    #[error("dit bestand is beschadigd: {0}; maak de export opnieuw")]
    Beschadigd(String),
    /// Larger than what can be read safely.
    #[error("{0}")]
    TeGroot(String),
    /// The profile that was asked for does not exist.
    #[error("het profiel {gevraagd} bestaat niet; kies uit: {bekend}")]
    ProfielOnbekend {
        /// What was asked for.
        gevraagd: String,
        /// What there is.
        bekend: String,
    },
}

impl LeesFout {
    /// The same, said of text that was pasted.
    #[must_use]
    pub fn bij_plakken(self) -> LeesFout {
        match self {
            LeesFout::GeenKoppen(_) => LeesFout::PlakkenZonderKoppen,
            other => other,
        }
    }

    /// There are words that may be headings, only no profile knows them: a worker can bind them by hand.
    #[must_use]
    pub fn zonder_koppen(&self) -> bool {
        matches!(
            self,
            LeesFout::GeenKoppen(_) | LeesFout::ZonderKoppen(_) | LeesFout::PlakkenZonderKoppen
        )
    }
}

/// A cell or row that needs eyes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Melding {
    /// Line or row in the file, from 1; 0 when it is about the whole file.
    pub regel: u32,
    /// The heading; empty when it is about the whole row.
    pub kolom: String,
    /// What stood there: cleaned, at most 80 characters.
    pub waarde: String,
    /// Why it is reported, in Dutch.
    pub reden: String,
}
