//! What can be wrong with a rules file. Every message says which rule, and what to do.
//!
//! Must not know how the file was read.

use chrono::NaiveDate;

/// A rules file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermijnFout {
    /// There is no rule at all for a clock.
    #[error("geen regel voor '{wat}'. Voeg hem toe (termijnen.toml).")]
    Ontbreekt {
        /// Which clock or list.
        wat: String,
    },
    /// Two rules hold on one day.
    #[error(
        "'{wat}' heeft twee regels die op {op} gelden. Zet bij de oude een eerdere geldig_tot (termijnen.toml)."
    )]
    Overlap {
        /// Which clock or list.
        wat: String,
        /// First day on which both hold.
        op: NaiveDate,
    },
    /// The last day lies before the first.
    #[error("'{wat}' geldt vanaf {vanaf} en tot {tot}. Draai de datums om (termijnen.toml).")]
    DatumsOmgekeerd {
        /// Which clock or list.
        wat: String,
        /// First day as written.
        vanaf: NaiveDate,
        /// Last day as written.
        tot: NaiveDate,
    },
    /// A number of hours, days or weeks that is zero or far too large.
    #[error(
        "'{wat}' heeft als duur {aantal}. Neem een getal van 1 of meer dat niet boven drie jaar komt (termijnen.toml)."
    )]
    Duur {
        /// Which clock.
        wat: String,
        /// Number as written.
        aantal: u16,
    },
    /// The Algemene termijnenwet on a clock for which it does not hold.
    #[error(
        "bij '{wat}' staat termijnenwet = true. Die wet geldt voor weken en maanden, tot 12 weken of 3 maanden. Haal de regel weg (termijnen.toml)."
    )]
    Termijnenwet {
        /// Which clock.
        wat: String,
    },
    /// A text that is no wall clock time.
    #[error("'{tekst}' is geen tijd. Schrijf uu:mm, bijvoorbeeld 09:00 (termijnen.toml).")]
    Tijd {
        /// The text as written.
        tekst: String,
    },
    /// The hours that do not count are the wrong way round, or are the whole day.
    #[error(
        "de klok kan niet stilstaan van {van} tot {tot}. stil_tot moet later zijn dan stil_van, en niet de hele dag (termijnen.toml)."
    )]
    Stilte {
        /// Begin as written.
        van: String,
        /// End as written.
        tot: String,
    },
    /// A statute that the program does not know.
    #[error(
        "de wet '{wet}' is niet bekend. Gebruik Sr, Opiumwet, WVW, WWM, Wth of WID (termijnen.toml)."
    )]
    Wet {
        /// The text as written.
        wet: String,
    },
    /// A text that is not exactly one article.
    #[error(
        "'{tekst}' ({wet}) is geen artikel. Schrijf \"285b\" of \"11 lid 2\" (termijnen.toml)."
    )]
    Artikel {
        /// Statute of the list.
        wet: String,
        /// The text as written.
        tekst: String,
    },
    /// An article that stands in two lists.
    #[error(
        "artikel {tekst} {wet} staat er twee keer in. Laat het in een lijst staan (termijnen.toml)."
    )]
    DubbelArtikel {
        /// Statute of the list.
        wet: String,
        /// The text as written.
        tekst: String,
    },
}
