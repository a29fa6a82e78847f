//! A zaak: one suspect in one police registration, and what was done about it.
//!
//! Must not know how it is stored or drawn.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::actie::AfgesprokenActie;
use super::afdoening::VastgesteldeAfdoening;
use super::beoordeling::{Oordeel, VastgesteldeBeoordeling};
use super::betrokkene::Betrokkene;
use super::corv::CorvKoppeling;
use super::ids::{BetrokkeneId, ZaakId};
use super::input::VerstuurdeInput;
use super::lijstregel::{Bron, Lijstregel, Veld};
use super::overleg::{
    AangewezenVt, Gegeven, GemeldGegeven, GeplandOverleg, GezienPunt, Overdracht, Sluiting,
    Verlenging,
};
use super::samenvoegen::Samenvoeging;
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
    /// Since when he is missing there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdwenen_op: Option<DateTime<Utc>>,
    /// Since when he is released, or held no longer: the newest event that said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weg_sinds: Option<DateTime<Utc>>,
    /// Points of the aandachtspuntenlijst that were looked at; a later one on the same point holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aandachtspunten: Vec<GezienPunt>,
    /// The overleg as it was planned last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overleg: Option<GeplandOverleg>,
    /// Decisions, oldest first; the last one holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub afdoeningen: Vec<VastgesteldeAfdoening>,
    /// Facts that were told, oldest first. They lie over what the list says: see [`Zaak::nieuw`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gemeld: Vec<GemeldGegeven>,
    /// The VT that a worker chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vt: Option<AangewezenVt>,
    /// Agreements with partners, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acties: Vec<AfgesprokenActie>,
    /// Handing over, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overdrachten: Vec<Overdracht>,
    /// Closed, and by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gesloten: Option<Sluiting>,
    /// Meldingen that came through CORV.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corv: Vec<CorvKoppeling>,
    /// Doubles that went up in this zaak.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samengevoegd: Vec<Samenvoeging>,
    /// The zaak in which this one went up; it is not followed apart then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opgegaan_in: Option<ZaakId>,
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

    /// The decision that holds.
    #[must_use]
    pub fn afdoening(&self) -> Option<&VastgesteldeAfdoening> {
        self.afdoeningen.last()
    }

    /// How often somebody told that a term was extended.
    #[must_use]
    pub fn verlengd(&self, termijn: Verlenging) -> u8 {
        let told = self
            .gemeld
            .iter()
            .filter(|one| one.gegeven == Gegeven::Verlengd { termijn })
            .count();
        u8::try_from(told).unwrap_or(u8::MAX)
    }

    /// VT follows this zaak: it was tagged so, is not closed and did not go up in another.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.tag.as_ref().is_some_and(|tagging| tagging.tag.volgt())
            && self.gesloten.is_none()
            && self.opgegaan_in.is_none()
    }

    /// The last handing over that nobody took over yet.
    #[must_use]
    pub fn wacht_op_overname(&self) -> Option<&Overdracht> {
        self.overdrachten
            .last()
            .filter(|one| one.overgenomen.is_none())
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

/// A zaak whole: the line of the list, and what the journal says. Make it with [`Zaak::nieuw`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zaak {
    /// Identity.
    pub id: ZaakId,
    /// The facts of the list, newest known, with what was told laid over them.
    pub regel: Lijstregel,
    /// Where they came from.
    pub bron: Bron,
    /// What was done.
    pub stand: Stand,
}

impl Zaak {
    /// Puts a zaak together: facts that were told by somebody lie over those of the list, and stay there
    /// when the list is read again. [`Stand::opgenomen`] still has what the list itself says.
    #[must_use]
    pub fn nieuw(id: ZaakId, regel: Lijstregel, bron: Bron, stand: Stand) -> Zaak {
        let mut regel = regel;
        for told in &stand.gemeld {
            match &told.gegeven {
                Gegeven::Status { status, .. } => regel.status.clone_from(status),
                Gegeven::Verlengd { .. } => {}
                Gegeven::Tijd { veld, tijd } => match veld {
                    Veld::Aanhouding => regel.aanhouding = Some(*tijd),
                    Veld::Aankomst => regel.aankomst = Some(*tijd),
                    Veld::BeginOphouden => regel.begin_ophouden = Some(*tijd),
                    _ => {}
                },
            }
        }
        Zaak {
            id,
            regel,
            bron,
            stand,
        }
    }
}
