//! The people around a suspect: victim, children, others (domein.md 3.3).
//!
//! Must not know forms or screens.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::ids::BetrokkeneId;
use super::tijd::leeftijd;
use crate::domain::keuzelijst::keuzelijst;

keuzelijst! {
    /// What somebody is in the zaak.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Rol {
        /// Slachtoffer.
        #[default]
        Slachtoffer: "slachtoffer";
        /// A child, victim or witness.
        Kind: "kind";
        /// A parent or guardian of a child in the zaak.
        Ouder: "ouder/verzorger";
        /// Anybody else: witness, new partner, grandparent.
        Ander: "ander";
    }
}

keuzelijst! {
    /// Whether somebody can be phoned without danger.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Bellen {
        /// Not asked yet. Nobody is phoned on a guess.
        #[default]
        Onbekend: "nog niet bekend";
        /// Safe on the number that stands there.
        Veilig: "veilig te bellen";
        /// Not on the own number: the suspect may listen along.
        NietOpEigenNummer: "niet bellen op eigen nummer";
        /// Not at all.
        Niet: "niet bellen";
    }
}

/// How old somebody is, as far as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leeftijd {
    /// Date of birth.
    Geboren(NaiveDate),
    /// Age in years as it was told.
    Jaren(u8),
    /// Year of birth, where nobody said the day.
    Geboortejaar(i32),
}

impl Leeftijd {
    /// The youngest and the oldest that somebody can be on this day, in years; none before the birth.
    #[must_use]
    pub fn op(self, dag: NaiveDate) -> Option<(u32, u32)> {
        match self {
            Leeftijd::Geboren(born) => leeftijd(born, dag).map(|years| (years, years)),
            Leeftijd::Jaren(years) => Some((years.into(), years.into())),
            Leeftijd::Geboortejaar(year) => {
                let oldest = u32::try_from(dag.year() - year).ok()?;
                Some((oldest.saturating_sub(1), oldest))
            }
        }
    }

    /// The age in words: `16`, or `15 of 16` where only the year is known. Empty before the birth.
    #[must_use]
    pub fn tekst(self, dag: NaiveDate) -> String {
        match self.op(dag) {
            None => String::new(),
            Some((youngest, oldest)) if youngest == oldest => oldest.to_string(),
            Some((youngest, oldest)) => format!("{youngest} of {oldest}"),
        }
    }
}

/// One person around the suspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Betrokkene {
    /// Identity within the zaak.
    pub id: BetrokkeneId,
    /// Name as the worker wrote it; a first name is often enough.
    pub naam: String,
    /// Date of birth or age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leeftijd: Option<Leeftijd>,
    /// Role in the zaak.
    pub rol: Rol,
    /// Relation to the suspect, e.g. `ex-partner`, `dochter`.
    #[serde(default)]
    pub relatie: String,
    /// Where this person is now.
    #[serde(default)]
    pub verblijf: String,
    /// The place is a geheim adres: it stands in no text to anybody, whatever is ticked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub geheim: bool,
    /// Safe to phone or not.
    #[serde(default)]
    pub bellen: Bellen,
    /// Number or way to reach.
    #[serde(default)]
    pub bereikbaar: String,
}

impl Betrokkene {
    /// Where this person is, for eyes at VT: who reads a geheim adres aloud must see that it is one.
    #[must_use]
    pub fn waar(&self) -> String {
        match (self.geheim, self.verblijf.is_empty()) {
            (true, false) => format!("GEHEIM ADRES: {}", self.verblijf),
            (true, true) => "GEHEIM ADRES".to_owned(),
            (false, _) => self.verblijf.clone(),
        }
    }
}
