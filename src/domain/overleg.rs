//! What happens around the decision beside the decision itself: the time of the overleg, facts that were
//! told by telephone, which VT is competent, points that were looked at, handing over and closing.
//!
//! Must not know screens, nor what time it is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::afdoening::Aanwezigheid;
use super::ids::{BetrokkeneId, EventId};
use super::kenmerk::Lijstkenmerk;
use super::lijstregel::Veld;
use super::verblijf::Waarde;
use crate::domain::keuzelijst::keuzelijst;

/// When the afdoeningsoverleg is, and how VT takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overleg {
    /// When it is.
    pub tijd: DateTime<Utc>,
    /// How VT takes part.
    pub wijze: Aanwezigheid,
    /// Number, place, who was told.
    #[serde(default)]
    pub toelichting: String,
}

/// An overleg as it was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeplandOverleg {
    /// The event that recorded it.
    pub id: EventId,
    /// When and how.
    pub overleg: Overleg,
    /// Who planned it.
    pub door: String,
    /// When it was planned.
    pub op: DateTime<Utc>,
}

/// A fact that the list does not have, or not right, told by somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "wat")]
pub enum Gegeven {
    /// Held, released, …
    Verblijf {
        /// What was told.
        waarde: Waarde,
        /// Since when, if that was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sinds: Option<DateTime<Utc>>,
    },
    /// Where the suspect is or goes: the house to which he walks out.
    Plaats {
        /// In words.
        waar: String,
    },
    /// A fact of the line in words: name, number, date of birth, address. Other fields are ignored.
    Tekst {
        /// Which fact.
        veld: Veld,
        /// What was told.
        waarde: String,
    },
    /// A term was extended, once more each time this is told.
    Verlengd {
        /// Which term.
        termijn: Verlenging,
    },
    /// The moment of arrest, arrival or begin ophouden. Other fields are ignored.
    Tijd {
        /// Which moment.
        veld: Veld,
        /// When.
        tijd: DateTime<Utc>,
    },
    /// A moment that begins or ends a clock, and that stands on no list.
    Moment {
        /// Which moment.
        moment: Meldmoment,
        /// When.
        tijd: DateTime<Utc>,
    },
}

keuzelijst! {
    /// What begins or ends a clock when somebody tells it, and not before.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Meldmoment {
        /// VT found that onderzoek is needed: its ten weeks begin (art. 4.1.7 lid 2 Uitvoeringsbesluit Wmo).
        OnderzoekNodig = "onderzoek-nodig", "VT stelt vast: onderzoek nodig";
        /// There is a judgment; that alone ends no gedragsaanwijzing.
        Vonnis = "vonnis", "vonnis gewezen";
        /// The judgment is final: a gedragsaanwijzing ends (art. 509hh lid 4 Sv).
        VonnisOnherroepelijk = "vonnis-onherroepelijk", "vonnis onherroepelijk";
    }
}

/// A term that can be extended or put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verlenging {
    /// Ophouden, for identification: once six hours (art. 56b Sv).
    Identificatie,
    /// Inverzekeringstelling: once three days (art. 58 Sv).
    Inverzekeringstelling,
    /// Gedragsaanwijzing: ninety days, three times (art. 509hh Sv).
    Gedragsaanwijzing,
    /// Informing a betrokkene: put off by two weeks, as often as needed (art. 5.3.1 lid 2 Wmo 2015).
    Informeren,
}

impl Verlenging {
    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Verlenging::Identificatie => "ophouden verlengd (identificatie)",
            Verlenging::Inverzekeringstelling => "IVS verlengd",
            Verlenging::Gedragsaanwijzing => "gedragsaanwijzing verlengd",
            Verlenging::Informeren => "informeren uitgesteld (2 weken)",
        }
    }
}

/// A fact with who told it to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GemeldGegeven {
    /// The event that recorded it.
    pub id: EventId,
    /// The fact.
    pub gegeven: Gegeven,
    /// Who told it, e.g. `intake politie`.
    pub bron: String,
    /// Who recorded it.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// The VT that a worker chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AangewezenVt {
    /// The event that recorded it.
    pub id: EventId,
    /// Code of `gemeenten.toml`.
    pub code: String,
    /// Why not the one of the address.
    pub reden: String,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// A point of the aandachtspuntenlijst that a worker looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GezienPunt {
    /// Id of the point in the list.
    pub punt: String,
    /// What was found.
    pub toelichting: String,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// A zaak was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overdracht {
    /// The event that recorded it.
    pub id: EventId,
    /// To whom: a name, or e.g. `bereikbaarheidsdienst`.
    pub aan: String,
    /// What the receiver must know.
    pub bericht: String,
    /// Who handed over.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
    /// Who took over, and when. Empty: nobody did yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overgenomen: Option<Overname>,
}

/// That somebody took a zaak over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overname {
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// A zaak was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sluiting {
    /// The event that recorded it.
    pub id: EventId,
    /// The line as it was then.
    pub gezien: Lijstkenmerk,
    /// Why it can be closed.
    pub reden: String,
    /// Who.
    pub door: String,
    /// When. Its content is erased some weeks later (rule 5).
    pub op: DateTime<Utc>,
}

/// Closing that did not know of something, so that the zaak is still open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NietGesloten {
    /// The closing.
    pub sluiting: Sluiting,
    /// The events of which it did not know: judgements, releases, causes of alarms.
    pub onbekend: Vec<EventId>,
}

impl NietGesloten {
    /// In one sentence.
    #[must_use]
    pub fn zin(&self) -> String {
        format!(
            "{} sloot de zaak om {} en kende niet alles wat toen al was vastgelegd; kijk en sluit zo nodig opnieuw",
            self.sluiting.door,
            super::tijd::klok(self.sluiting.op)
        )
    }
}

/// That somebody's place was noted, and when: a place from before the decision does not say where somebody
/// is after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenoteerdePlaats {
    /// Whose; none is the suspect's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wie: Option<BetrokkeneId>,
    /// Where, as it was noted.
    pub waar: String,
    /// When it was noted.
    pub op: DateTime<Utc>,
    /// It was noted as a geheim adres, and nobody took that mark from this very place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub geheim: bool,
}

/// What somebody told of a fact of the line, with who and when; the list's own value stays beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gezegd<T> {
    /// The value.
    pub waarde: T,
    /// Who told it; none is the list.
    pub door: Option<String>,
    /// When it was recorded, for what was told.
    pub op: Option<DateTime<Utc>>,
}
