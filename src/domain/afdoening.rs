//! The afdoening: what was decided about a suspect, and how VT heard of it (domein.md 1.6).
//!
//! Must not know which modaliteiten exist: those are a list that a site can replace
//! (`assets/modaliteiten.toml`). What the list said when the decision was recorded is kept with it, so
//! that an old decision still reads as it did.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;
use super::modaliteit::VerblijfNa;
use super::stap::StapSoort;
use super::termijn::TermijnSoort;
use super::verblijf::Waarde;
use crate::domain::keuzelijst::keuzelijst;

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
    /// Where the suspect is afterwards, where the list says so and nobody said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verblijf: Option<VerblijfNa>,
    /// The steps that it opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stappen: Vec<StapSoort>,
}

keuzelijst! {
    /// How VT took part in the overleg.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Aanwezigheid {
        /// Nobody said it.
        #[default]
        Onbekend: "niet bekend";
        /// At the table.
        Fysiek: "aan tafel";
        /// By telephone.
        Telefonisch: "telefonisch";
        /// By video.
        Video: "video";
        /// The input lay on the table in writing.
        Schriftelijk: "schriftelijk";
        /// Not at all.
        Niet: "niet";
    }
}

impl Aanwezigheid {
    /// Words that stand alone: `VT telefonisch`, `zonder VT`.
    #[must_use]
    pub fn zin(self) -> String {
        match self {
            Aanwezigheid::Niet => "zonder VT".to_owned(),
            Aanwezigheid::Onbekend => "VT erbij: niet bekend".to_owned(),
            known => format!("VT {}", known.label()),
        }
    }
}

keuzelijst! {
    leesbaar;
    /// What became of one condition (veiligheidsvoorwaarde).
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Uitkomst {
        /// Not heard yet. Counts as not set, and is written as unknown.
        #[default]
        Onbekend = "onbekend", "niet bekend of dit is gesteld";
        /// Set, as it stands there.
        Gesteld = "gesteld", "gesteld";
        /// Set otherwise; the words say how.
        Anders = "anders", "anders gesteld";
        /// Not set.
        NietGesteld = "niet-gesteld", "niet gesteld";
    }
}

/// One condition of a decision: what was asked or set, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Voorwaarde {
    /// The condition: a code of the list, or the words of whoever asked or set it.
    pub wat: String,
    /// What became of it.
    pub uitkomst: Uitkomst,
    /// How it was set, where that is otherwise than asked.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub anders: String,
}

impl Voorwaarde {
    /// A condition that was set as it stands there.
    #[must_use]
    pub fn gesteld(wat: &str) -> Voorwaarde {
        Voorwaarde {
            wat: wat.to_owned(),
            uitkomst: Uitkomst::Gesteld,
            anders: String::new(),
        }
    }

    /// It is in force, as asked or otherwise.
    #[must_use]
    pub fn geldt(&self) -> bool {
        match self.uitkomst {
            Uitkomst::Gesteld => true,
            Uitkomst::Anders => !self.anders.trim().is_empty(),
            Uitkomst::NietGesteld | Uitkomst::Onbekend => false,
        }
    }
}

/// How many days gevangenhouding lasts at most on one order (art. 66 lid 1 Sv).
const GEVANGENHOUDING: i64 = 90;

/// A decision, whole. A new one supersedes it; it is never changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Afdoening {
    /// One or more modaliteiten.
    pub modaliteiten: Vec<Modaliteitkeuze>,
    /// What somebody said about the release; it goes before what the modaliteiten say. None: nobody said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vrij: Option<Vrij>,
    /// The conditions: those that VT asked with what became of each, and others that were set.
    pub voorwaarden: Vec<Voorwaarde>,
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

    /// Whether the suspect walks out: what the modaliteiten say together. Yes and no at once, or nothing,
    /// is unknown; that counts as released and is written as unknown.
    #[must_use]
    pub fn komt_vrij(&self) -> Vrij {
        if let Some(said) = self.vrij {
            return said;
        }
        let is = |vrij: Vrij| self.modaliteiten.iter().any(|one| one.vrij == vrij);
        match (is(Vrij::Ja), is(Vrij::Nee)) {
            (true, false) => Vrij::Ja,
            (false, true) => Vrij::Nee,
            _ => Vrij::Onbekend,
        }
    }

    /// Where the suspect is by this decision.
    #[must_use]
    pub fn waarde(&self) -> Waarde {
        let clock =
            |soort: TermijnSoort| self.modaliteiten.iter().any(|one| one.klok == Some(soort));
        let said = |na: VerblijfNa| self.modaliteiten.iter().any(|one| one.verblijf == Some(na));
        match self.komt_vrij() {
            Vrij::Onbekend => Waarde::Onbekend,
            Vrij::Ja if self.met_voorwaarden() => Waarde::HeengezondenMetVoorwaarden,
            Vrij::Ja => Waarde::Heengezonden,
            Vrij::Nee
                if clock(TermijnSoort::Bewaring)
                    || clock(TermijnSoort::Gevangenhouding)
                    || said(VerblijfNa::Bewaring) =>
            {
                Waarde::Bewaring
            }
            Vrij::Nee
                if clock(TermijnSoort::Inverzekeringstelling)
                    || clock(TermijnSoort::VoorgeleidingRc)
                    || said(VerblijfNa::InVerzekering) =>
            {
                Waarde::InVerzekering
            }
            Vrij::Nee => Waarde::Opgehouden,
        }
    }

    /// Until when custody by this decision lasts at most, from `vanaf` on: as told, else as the law has it
    /// for gevangenhouding (art. 66 lid 1 Sv). None where the decision says no other than [`hoogstens`].
    ///
    /// [`hoogstens`]: super::verblijf::hoogstens
    #[must_use]
    pub fn duurt_tot(&self, vanaf: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let gevangenhouding = self
            .modaliteiten
            .iter()
            .any(|one| one.klok == Some(TermijnSoort::Gevangenhouding));
        let by_law = || vanaf.checked_add_signed(TimeDelta::days(GEVANGENHOUDING));
        self.einde
            .filter(|end| *end > vanaf)
            .or_else(|| gevangenhouding.then(by_law).flatten())
    }

    /// A condition is in force with this decision.
    #[must_use]
    pub fn met_voorwaarden(&self) -> bool {
        self.voorwaarden.iter().any(Voorwaarde::geldt)
    }

    /// What became of a condition that VT asked; a decision that does not name it leaves it unknown.
    #[must_use]
    pub fn uitkomst(&self, gevraagd: &str) -> Uitkomst {
        self.voorwaarden
            .iter()
            .find(|one| one.wat == gevraagd)
            .map_or(Uitkomst::Onbekend, |one| one.uitkomst)
    }

    /// Whether it was decided before `other`, which was recorded at `op`, and is another decision than that one: an
    /// edit has a modaliteit in common.
    #[must_use]
    pub fn is_ouder_dan(&self, other: &Afdoening, op: DateTime<Utc>) -> bool {
        let moment = |one: &Afdoening| one.beslist_op.or(one.ingang);
        let edits = self
            .modaliteiten
            .iter()
            .any(|one| other.modaliteiten.iter().any(|old| old.code == one.code));
        !edits && moment(self).is_some_and(|at| at < moment(other).unwrap_or(op))
    }

    /// Conditions of `gevraagd` that are not in force, or of which nobody said that they are.
    #[must_use]
    pub fn niet_gesteld<'a>(&'a self, gevraagd: &'a [String]) -> Vec<&'a str> {
        gevraagd
            .iter()
            .filter(|asked| {
                !self
                    .voorwaarden
                    .iter()
                    .any(|one| one.wat == **asked && one.geldt())
            })
            .map(String::as_str)
            .collect()
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
