//! The afdoening: what was decided about a suspect, and how VT heard of it (domein.md 1.6).
//!
//! Must not know which modaliteiten exist: those are a list that a site can replace
//! (`assets/modaliteiten.toml`). What the list said when the decision was recorded is kept with it, so
//! that an old decision still reads as it did.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;
use super::stap::StapSoort;
use super::termijn::TermijnSoort;

/// Whether the suspect walks out with this decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vrij {
    /// He is released.
    Ja,
    /// He stays held.
    Nee,
    /// The decision alone does not tell. Treated as released, which is the safe side.
    #[default]
    Onbekend,
}

/// One modaliteit of a decision, as the list described it then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modaliteitkeuze {
    /// Code of the list, e.g. `HZ-V`.
    pub code: String,
    /// Words on screen.
    pub label: String,
    /// Whether the suspect walks out.
    pub vrij: Vrij,
    /// The zaak is decided; false where the decision was only put off (IVS, nader onderzoek).
    pub eindigt: bool,
    /// The clock that starts with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub klok: Option<TermijnSoort>,
    /// The steps that it opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stappen: Vec<StapSoort>,
}

/// How VT took part in the overleg.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aanwezigheid {
    /// At the table.
    Fysiek,
    /// By telephone.
    Telefonisch,
    /// By video.
    Video,
    /// The input lay on the table in writing.
    Schriftelijk,
    /// Not at all.
    #[default]
    Niet,
}

impl Aanwezigheid {
    /// Every way, in the order of choice.
    pub const ALLE: [Aanwezigheid; 5] = [
        Aanwezigheid::Fysiek,
        Aanwezigheid::Telefonisch,
        Aanwezigheid::Video,
        Aanwezigheid::Schriftelijk,
        Aanwezigheid::Niet,
    ];

    /// The word on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Aanwezigheid::Fysiek => "aan tafel",
            Aanwezigheid::Telefonisch => "telefonisch",
            Aanwezigheid::Video => "video",
            Aanwezigheid::Schriftelijk => "schriftelijk",
            Aanwezigheid::Niet => "niet",
        }
    }
}

/// Whether the conditions that VT asked for came back in the decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overgenomen {
    /// All of them.
    Ja,
    /// Some of them.
    Deels,
    /// None of them.
    Nee,
    /// VT asked for none.
    NietGevraagd,
    /// Not heard yet.
    #[default]
    Onbekend,
}

impl Overgenomen {
    /// Every answer, in the order of choice.
    pub const ALLE: [Overgenomen; 5] = [
        Overgenomen::Ja,
        Overgenomen::Deels,
        Overgenomen::Nee,
        Overgenomen::NietGevraagd,
        Overgenomen::Onbekend,
    ];

    /// The word on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Overgenomen::Ja => "ja",
            Overgenomen::Deels => "deels",
            Overgenomen::Nee => "nee",
            Overgenomen::NietGevraagd => "niet gevraagd",
            Overgenomen::Onbekend => "nog niet bekend",
        }
    }
}

/// A decision, whole. A new one supersedes it; it is never changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Afdoening {
    /// One or more modaliteiten.
    pub modaliteiten: Vec<Modaliteitkeuze>,
    /// The conditions that were set.
    pub voorwaarden: Vec<String>,
    /// When it was decided, as told to VT.
    pub beslist_op: Option<DateTime<Utc>>,
    /// From when it holds; the start of the clock that a modaliteit names.
    pub ingang: Option<DateTime<Utc>>,
    /// Until when it holds, as told; beside it the program shows what the law says.
    pub einde: Option<DateTime<Utc>>,
    /// Who informs the victim.
    pub informeert_slachtoffer: String,
    /// Who informed VT, or will.
    pub informeert_vt: String,
    /// How VT took part.
    pub vt_aanwezig: Aanwezigheid,
    /// Whether VT's conditions were taken over.
    pub overgenomen: Overgenomen,
    /// Anything else.
    pub toelichting: String,
}

impl Afdoening {
    /// The modaliteiten as one text.
    #[must_use]
    pub fn label(&self) -> String {
        let labels: Vec<&str> = self
            .modaliteiten
            .iter()
            .map(|one| one.label.as_str())
            .collect();
        labels.join(" + ")
    }

    /// The suspect walks out: one modaliteit says so, and none keeps him in.
    #[must_use]
    pub fn laat_vrij(&self) -> bool {
        let is = |vrij: Vrij| self.modaliteiten.iter().any(|one| one.vrij == vrij);
        is(Vrij::Ja) && !is(Vrij::Nee)
    }

    /// The suspect stays held.
    #[must_use]
    pub fn houdt_vast(&self) -> bool {
        self.modaliteiten.iter().any(|one| one.vrij == Vrij::Nee)
    }

    /// The zaak is decided, and not only put off.
    #[must_use]
    pub fn eindigt(&self) -> bool {
        self.modaliteiten.iter().any(|one| one.eindigt)
    }
}

/// A decision as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VastgesteldeAfdoening {
    /// The event that recorded it.
    pub id: EventId,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
    /// What.
    pub inhoud: Afdoening,
}
