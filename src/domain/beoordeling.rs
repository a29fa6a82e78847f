//! The veiligheidsbeoordeling: how safe the people around a suspect are (domein.md 3).
//!
//! Must not know forms, files or screens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::{BetrokkeneId, EventId};
use crate::domain::keuzelijst::keuzelijst;

keuzelijst! {
    /// The judgement, in the words that VT uses at ZSM (domein.md 3.1).
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Oordeel {
        /// Direct danger now or in the coming days.
        AcuutOnveilig = "acuut-onveilig", "acuut onveilig";
        /// Repeated or lasting violence or neglect, or the risk of it.
        StructureelOnveilig = "structureel-onveilig", "structureel onveilig";
        /// Too little is known to judge.
        OnvoldoendeZicht = "onvoldoende-zicht", "onvoldoende zicht";
        /// Safe enough for now.
        VoldoendeVeilig = "voldoende-veilig", "voldoende veilig";
        /// Not judged yet.
        #[default]
        NogNietBeoordeeld = "nog-niet-beoordeeld", "nog niet beoordeeld";
    }
}

impl Oordeel {
    /// One word for the column of the list.
    #[must_use]
    pub fn kort(self) -> &'static str {
        match self {
            Oordeel::AcuutOnveilig => "acuut",
            Oordeel::StructureelOnveilig => "structureel",
            Oordeel::OnvoldoendeZicht => "geen zicht",
            Oordeel::VoldoendeVeilig => "veilig",
            Oordeel::NogNietBeoordeeld => "—",
        }
    }
}

keuzelijst! {
    /// Who can be asked for information (domein.md 3.3).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Informatiebron {
        /// VT's own case system.
        EigenSysteem: "eigen systeem VT";
        /// Police, also the zorgformulier.
        Politie: "politie";
        /// Raad voor de Kinderbescherming.
        Rvdk: "RvdK";
        /// The three probation organisations; forgotten easily (domein.md 3.3).
        Reclassering: "3RO";
        /// Wijkagent.
        Wijkagent: "wijkagent";
        /// Care that runs already.
        Hulpverlening: "hulpverlening";
        /// The victim in person.
        SlachtofferZelf: "slachtoffer zelf";
    }
}

keuzelijst! {
    leesbaar;
    /// How far asking a source has come.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum NavraagStand {
        /// Nobody asked.
        NietGevraagd = "niet-gevraagd", "niet gevraagd";
        /// Asked, no answer yet.
        #[default]
        Gevraagd = "gevraagd", "gevraagd";
        /// It answered. Only this carries a judgement.
        Antwoord = "antwoord", "antwoord";
        /// It can not be asked: no access, closed, not allowed.
        GeenToegang = "geen-toegang", "geen toegang";
    }
}

/// A source, how far asking it has come, when, and what it answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Navraag {
    /// Who.
    pub bron: Informatiebron,
    /// How far it has come.
    #[serde(default)]
    pub stand: NavraagStand,
    /// When it was asked or answered; absent if the worker did not note it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<DateTime<Utc>>,
    /// What came back.
    #[serde(default)]
    pub antwoord: String,
}

impl Navraag {
    /// It answered, so that a judgement can rest on it.
    #[must_use]
    pub fn is_beantwoord(&self) -> bool {
        self.stand == NavraagStand::Antwoord && self.antwoord.chars().any(char::is_alphanumeric)
    }

    /// Nothing more is to be expected of it: it answered, or it can not be asked.
    #[must_use]
    pub fn is_klaar(&self) -> bool {
        matches!(
            self.stand,
            NavraagStand::Antwoord | NavraagStand::GeenToegang
        )
    }
}

/// The judgement about one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OordeelOver {
    /// Who.
    pub betrokkene: BetrokkeneId,
    /// The judgement.
    pub oordeel: Oordeel,
}

/// Something that VT asks of a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verzoek {
    /// Of whom, e.g. `OM`.
    pub aan: String,
    /// What.
    pub wat: String,
}

/// One assessment, whole. A new one supersedes it; it is never changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Veiligheidsbeoordeling {
    /// Judgement per person.
    pub personen: Vec<OordeelOver>,
    /// Judgement of the whole.
    pub geheel: Oordeel,
    /// What it rests on.
    pub navraag: Vec<Navraag>,
    /// Why, in the worker's words.
    pub motivering: String,
    /// Why, as far as it never leaves VT.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub intern: String,
    /// Conditions for a release (veiligheidsvoorwaarden).
    pub voorwaarden: Vec<String>,
    /// What VT does.
    pub vt_doet: String,
    /// What VT asks, and of whom.
    pub verzoeken: Vec<Verzoek>,
    /// Until when it holds.
    pub geldig_tot: Option<DateTime<Utc>>,
}

impl Veiligheidsbeoordeling {
    /// Whether anybody, or the whole, is in direct danger.
    #[must_use]
    pub fn is_acuut(&self) -> bool {
        self.geheel == Oordeel::AcuutOnveilig
            || self
                .personen
                .iter()
                .any(|over| over.oordeel == Oordeel::AcuutOnveilig)
    }

    /// Whether it still holds at `nu`.
    #[must_use]
    pub fn geldt_op(&self, nu: DateTime<Utc>) -> bool {
        self.geldig_tot.is_none_or(|until| until > nu)
    }

    /// The worst judgement of a person; the whole can not be lighter than acuut if one is acuut.
    #[must_use]
    pub fn ernstigste(&self) -> Oordeel {
        self.personen
            .iter()
            .map(|over| over.oordeel)
            .min()
            .unwrap_or_default()
    }
}

/// An assessment as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VastgesteldeBeoordeling {
    /// The event that recorded it.
    pub id: EventId,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
    /// What.
    pub inhoud: Veiligheidsbeoordeling,
}
