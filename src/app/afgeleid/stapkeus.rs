//! Steps as choices, and what words about them are about.
//!
//! Must not know in which window the words are typed.

use crate::domain::ids::EventId;
use crate::domain::stap::{Stap, StapSoort};

use super::tegenspraak::Geschil;

/// A step by its kind and what opened it.
pub type Stapsleutel = (StapSoort, Option<EventId>);

/// A step as it stands open: its kind, the event that opened it, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stapkeus {
    /// Kind.
    pub soort: StapSoort,
    /// What opened it.
    pub aanleiding: Option<EventId>,
    /// Words; with the reason where two of one kind stand open.
    pub wat: String,
    /// Why it stands open.
    pub waarom: String,
}

impl Stapkeus {
    /// The steps as choices; two of one kind are told apart by their reason.
    #[must_use]
    pub fn van(stappen: &[Stap]) -> Vec<Stapkeus> {
        stappen
            .iter()
            .map(|step| {
                let alone = stappen.iter().filter(|one| one.soort == step.soort).count() == 1;
                Stapkeus {
                    soort: step.soort,
                    aanleiding: step.aanleiding,
                    wat: if alone {
                        step.wat.clone()
                    } else {
                        format!("{} ({})", step.wat, step.waarom)
                    },
                    waarom: step.waarom.clone(),
                }
            })
            .collect()
    }
}

/// What the words in a window about steps are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waarover {
    /// One of these steps was done.
    Gedaan(Vec<Stapkeus>),
    /// One of these steps is not needed here.
    Terzijde(Vec<Stapkeus>),
    /// Somebody was asked for one of these steps.
    Gevraagd(Vec<Stapkeus>),
    /// What contradicts each other in the zaak, field by field.
    Tegenspraak(Vec<Geschil>),
    /// A point of the aandachtspuntenlijst was looked at.
    Punt {
        /// Which.
        id: String,
        /// Its question.
        tekst: String,
    },
    /// The zaak is closed: what that passes over, and the clocks of the suspect that still run.
    Sluiten {
        /// Everything that closing passes over, the clocks too.
        over: Vec<String>,
        /// The clocks alone.
        loopt: Vec<String>,
    },
    /// The zaak is opened again.
    Heropenen,
}

impl Waarover {
    /// The steps to choose from, where it is about a step.
    #[must_use]
    pub fn stappen(&self) -> Option<&[Stapkeus]> {
        match self {
            Waarover::Gedaan(steps) | Waarover::Terzijde(steps) | Waarover::Gevraagd(steps) => {
                Some(steps)
            }
            _ => None,
        }
    }
}
