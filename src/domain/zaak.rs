//! A zaak: one suspect in one police registration, and what was done about it.
//!
//! Must not know how it is stored or drawn.

use serde::{Deserialize, Serialize};

use super::beoordeling::{Oordeel, VastgesteldeBeoordeling};
use super::betrokkene::Betrokkene;
use super::ids::{BetrokkeneId, ZaakId};
use super::input::VerstuurdeInput;
use super::lijstregel::{Bron, Lijstregel};
use super::stap::GedaneStap;
use super::tag::Tagging;

/// What the journal says about a zaak. The projection holds exactly this.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// The line as it entered the journal and as later lists changed it; none for geen HG.
    pub opgenomen: Option<Opname>,
    /// The tag that holds now.
    pub tag: Option<Tagging>,
    /// People around the suspect.
    pub betrokkenen: Vec<Betrokkene>,
    /// Assessments, oldest first; the last one holds.
    pub beoordelingen: Vec<VastgesteldeBeoordeling>,
    /// Input that left, oldest first.
    pub inputs: Vec<VerstuurdeInput>,
    /// Steps that a person dealt with.
    pub gedaan: Vec<GedaneStap>,
    /// The suspect is missing on the newest list.
    pub verdwenen: bool,
}

/// A line in the journal, with its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opname {
    /// The line.
    pub regel: Lijstregel,
    /// The file.
    pub bron: Bron,
}

impl Stand {
    /// The assessment that holds.
    #[must_use]
    pub fn beoordeling(&self) -> Option<&VastgesteldeBeoordeling> {
        self.beoordelingen.last()
    }

    /// The judgement that holds.
    #[must_use]
    pub fn oordeel(&self) -> Oordeel {
        self.beoordeling()
            .map_or(Oordeel::NogNietBeoordeeld, |one| one.inhoud.geheel)
    }

    /// Somebody by id.
    #[must_use]
    pub fn betrokkene(&self, id: BetrokkeneId) -> Option<&Betrokkene> {
        self.betrokkenen.iter().find(|who| who.id == id)
    }

    /// Input was given that rests on the assessment that holds.
    #[must_use]
    pub fn input_bij_laatste_oordeel(&self) -> bool {
        self.beoordeling().is_some_and(|holds| {
            self.inputs
                .iter()
                .any(|input| input.inhoud.beoordeling == holds.id)
        })
    }
}

/// A zaak whole: the line of the list, and what the journal says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zaak {
    /// Identity.
    pub id: ZaakId,
    /// The facts of the list, newest known.
    pub regel: Lijstregel,
    /// Where they came from.
    pub bron: Bron,
    /// What was done.
    pub stand: Stand,
}
