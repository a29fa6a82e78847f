//! Signals: proposes a tag for one line of the verdachtenmonitor and says in words why.
//!
//! The rules are data (`assets/signalen.toml`); this room compiles and weighs them. A suggestion is a
//! hint for the worker and never a decision: lines without one stay in sight. Must not know the rule
//! file's place on disk, the clock, or what is done with a suggestion.

mod artikel;
mod bijna;
mod kenmerken;
pub mod leer;
mod model;
mod patroon;
mod regels;
pub mod toets;
mod weeg;
mod woorden;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::soort::Soort;

pub use model::{Grenzen, Kansen, Model, ModelFout, VOORBEELDEN};
pub use regels::{Bereik, Drempels, Gegeven, Regel, RegelBestand, RegelFout, Regels};
pub use woorden::{stam, vouw};

/// One line of the list, as far as it says something about HG. Borrowed; offsets in the answer are
/// bytes into these very texts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tekst<'a> {
    /// "300 jo 304 Sr"; several facts are joined with " · ".
    pub artikelen: &'a str,
    /// The name of the fact; several joined with " · ".
    pub feit: &'a str,
    /// The free text of the police.
    pub toelichting: &'a str,
    /// Column "relatie verdachte-slachtoffer".
    pub relatie: &'a str,
    /// Place of the offence, when the list has it.
    pub plaats: &'a str,
    /// Whether the police marked the line as HG.
    pub hg_politie: Option<bool>,
    /// Whether a tijdelijk huisverbod was imposed or considered.
    pub thv: Option<bool>,
    /// Whether the police made a zorgmelding.
    pub zorgmelding: Option<bool>,
    /// Age of the suspect in whole years.
    pub leeftijd: Option<u32>,
    /// How many earlier zaken of this person are known that somebody tagged hg, twijfel or radar.
    pub eerdere_zaken: u32,
}

impl<'a> Tekst<'a> {
    /// The text of a field; empty for facts that have no text.
    #[must_use]
    pub fn veld(&self, veld: Veld) -> &'a str {
        match veld {
            Veld::Artikelen => self.artikelen,
            Veld::Feit => self.feit,
            Veld::Toelichting => self.toelichting,
            Veld::Relatie => self.relatie,
            Veld::Plaats => self.plaats,
            Veld::Hg | Veld::Thv | Veld::Zorgmelding | Veld::Leeftijd | Veld::Eerder => "",
        }
    }
}

/// Part of the line to which a reason points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Veld {
    /// The articles.
    Artikelen,
    /// The name of the fact.
    Feit,
    /// The free text.
    Toelichting,
    /// The relation column.
    Relatie,
    /// The place.
    Plaats,
    /// The HG mark of the police; has no text.
    Hg,
    /// The THV mark; has no text.
    Thv,
    /// The zorgmelding mark; has no text.
    Zorgmelding,
    /// The age of the suspect; has no text.
    Leeftijd,
    /// The earlier zaken of the suspect; has no text.
    Eerder,
}

/// What is proposed. Nothing proposed is no statement that there is no HG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoorgesteldeTag {
    /// Looks like HG.
    Hg,
    /// Doubtful, or a worry that is no HG itself: to be looked at.
    Radar,
}

/// The proposal for one line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Suggestie {
    /// The proposed tag; none when nothing points to HG or radar.
    pub tag: Option<VoorgesteldeTag>,
    /// The kinds it looks like, most likely first; empty without a tag.
    pub soorten: Vec<Soort>,
    /// On what each of `soorten` rests, in the same order.
    #[serde(default)]
    pub gronden: Vec<Grond>,
    /// Why, and also what speaks against; heaviest first. What the examples say goes before what the
    /// rules found, under the name [`VOORBEELDEN`], and only when they raised the tag.
    pub redenen: Vec<Reden>,
    /// Red flags: always shown, whatever the tag.
    pub vlaggen: Vec<Vlag>,
    /// Points behind the tag: HG points, or radar points when those led to the tag.
    pub gewicht: i32,
}

/// What points to a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grond {
    /// Words of feit, toelichting or place.
    pub woorden: bool,
    /// The articles.
    pub artikel: bool,
    /// The relation column.
    pub relatie: bool,
    /// A mark of the police: HG, THV or zorgmelding.
    pub merk: bool,
}

/// One reason, with the words that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reden {
    /// The rule that gave it.
    pub regel: String,
    /// A Dutch sentence that quotes the words.
    pub tekst: String,
    /// Where the words stand.
    pub veld: Veld,
    /// First byte in the field.
    pub van: usize,
    /// Byte after the last; equal to `van` when the field has no text.
    pub tot: usize,
    /// Points; under zero speaks against.
    pub gewicht: i32,
}

/// A red flag, with the words that raised it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vlag {
    /// Which flag.
    pub soort: VlagSoort,
    /// Where the words stand.
    pub veld: Veld,
    /// First byte in the field.
    pub van: usize,
    /// Byte after the last.
    pub tot: usize,
    /// How many earlier zaken there are; none for a flag that counts nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aantal: Option<u32>,
}

/// The red flags, in own neutral words. They ask for attention; they are no risk assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VlagSoort {
    /// Throat gripped, breath taken.
    Verwurging,
    /// A weapon, or something used as one.
    Wapen,
    /// Threat to kill.
    Doodsbedreiging,
    /// A pregnant victim.
    Zwangerschap,
    /// Following, watching, besieging.
    Stalking,
    /// The relation ended not long ago, or is ending.
    Relatiebreuk,
    /// A contact ban, area ban or huisverbod was ignored.
    VerbodGenegeerd,
    /// Known from earlier zaken: it happens again.
    Escalatie,
}

impl VlagSoort {
    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            VlagSoort::Verwurging => "verwurging",
            VlagSoort::Wapen => "wapen",
            VlagSoort::Doodsbedreiging => "doodsbedreiging",
            VlagSoort::Zwangerschap => "zwanger",
            VlagSoort::Stalking => "stalking",
            VlagSoort::Relatiebreuk => "relatie net voorbij",
            VlagSoort::VerbodGenegeerd => "verbod genegeerd",
            VlagSoort::Escalatie => "eerder in beeld bij VT",
        }
    }
}

impl Vlag {
    /// The words on screen, with the count where there is one: "eerder in beeld bij VT (2 zaken)".
    #[must_use]
    pub fn label(&self) -> Cow<'static, str> {
        match self.aantal {
            None => Cow::Borrowed(self.soort.label()),
            Some(aantal) => format!("{} ({})", self.soort.label(), zaken(aantal)).into(),
        }
    }
}

/// "1 zaak", "3 zaken".
fn zaken(aantal: u32) -> String {
    match aantal {
        1 => "1 zaak".to_owned(),
        meer => format!("{meer} zaken"),
    }
}
