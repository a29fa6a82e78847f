//! Steps: what must happen in a zaak, by whom, by when, and why.
//!
//! Must not know when a step is open; that is `werkstroom`. Must not know screens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::EventId;
use super::kenmerk::Lijstkenmerk;
use super::naam::vouw;

/// What must happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StapSoort {
    /// Phone the bureaudienst of VT: somebody is in direct danger (domein.md 1.2).
    BureaudienstInschakelen,
    /// The suspect is out, or about to be, and nobody saw to the safety of the people around him.
    VertrekUitzoeken,
    /// Judge the safety again: conditions that VT asked were not set, or the judgement does not hold any more.
    OpnieuwBeoordelen,
    /// Only words of the list suggest that this is strafbare kindermishandeling: confirm or reject it before
    /// anybody speaks with the people involved.
    SoortBevestigen,
    /// Statements about custody contradict each other: decide which one is right.
    TegenspraakBeslissen,
    /// Nobody said whether the suspect is held, or in words that nobody knows.
    StatusNavragen,
    /// Decide what the line is.
    Taggen,
    /// A newer list says more of a zaak that was let go.
    OpnieuwBekijken,
    /// Settle a doubt with a colleague.
    TwijfelBespreken,
    /// Ask when ophouden began: without it no clock can be trusted.
    TijdOpvragen,
    /// Decide which VT is competent.
    VtBepalen,
    /// Tell the VT that is competent, where it is another one.
    VtInlichten,
    /// Stop: align with OM and police before anybody of VT speaks with the people involved
    /// (strafbare kindermishandeling, domein.md 7.5).
    EerstAfstemmen,
    /// Involve the expertisegroep letsel.
    LetselExpertise,
    /// Offer a forensic-medical examination, preferably within 48 hours.
    ForensischOnderzoek,
    /// Ask police for the zorgmelding that the list does not show.
    ZorgmeldingOpvragen,
    /// Ask the sources for what they know, 3RO among them.
    BronnenVragen,
    /// Find out where the children are, and that they are safe.
    KinderenNagaan,
    /// Involve the Raad voor de Kinderbescherming.
    RvdkBetrekken,
    /// Connect the people of the huisverbod with those of ZSM.
    ThvVerbinden,
    /// Make the veiligheidsbeoordeling.
    Beoordelen,
    /// Ask the KPC-er when the overleg is.
    OverlegtijdVragen,
    /// Bring in the input for the afdoeningsoverleg.
    InputGeven,
    /// Hand the input over to OM before going home: the overleg is in the evening.
    OverdragenAanOm,
    /// Ask the KPC-er what was decided.
    TerugkoppelingVragen,
    /// Ask whether OM or politie told the victim that the suspect is released, with SHN, and record it.
    SlachtofferInformeren,
    /// Bring the released adult to the HG-spreekuur of 3RO.
    HgSpreekuur,
    /// Align with 3RO and RvdK before the OM-hoor or the zitting.
    AfstemmenHoorZitting,
    /// Write it down in VT's own system.
    SysteemBijwerken,
    /// Nothing happened in the zaak for four weeks: keep it open, or close it.
    NogNodig,
    /// Close the zaak.
    Sluiten,
}

/// Who does a step, or with whom it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wie {
    /// The worker of VT.
    Vt,
    /// VT, with the bureaudienst.
    Bureaudienst,
    /// VT, with police.
    Politie,
    /// VT, with the KPC-er.
    Kpc,
    /// VT, with the OM.
    Om,
    /// VT, with the Raad voor de Kinderbescherming.
    Rvdk,
    /// VT, with probation.
    Reclassering,
    /// VT, with Slachtofferhulp.
    Shn,
    /// OM and politie with SHN do it; VT asks and records (art. 51ac Sv).
    OmPolitie,
    /// The VT that is competent.
    AndereVt,
}

impl Wie {
    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Wie::Vt => "VT",
            Wie::Bureaudienst => "bureaudienst",
            Wie::Politie => "politie",
            Wie::Kpc => "KPC-er",
            Wie::Om => "OM",
            Wie::Rvdk => "RvdK",
            Wie::Reclassering => "3RO",
            Wie::Shn => "SHN",
            Wie::OmPolitie => "OM/politie, met SHN",
            Wie::AndereVt => "andere VT",
        }
    }
}

impl StapSoort {
    /// Every step, in the order in which they come up in a zaak.
    pub const ALLE: [StapSoort; 31] = [
        StapSoort::BureaudienstInschakelen,
        StapSoort::VertrekUitzoeken,
        StapSoort::OpnieuwBeoordelen,
        StapSoort::SoortBevestigen,
        StapSoort::EerstAfstemmen,
        StapSoort::TegenspraakBeslissen,
        StapSoort::StatusNavragen,
        StapSoort::Taggen,
        StapSoort::OpnieuwBekijken,
        StapSoort::TwijfelBespreken,
        StapSoort::TijdOpvragen,
        StapSoort::VtBepalen,
        StapSoort::VtInlichten,
        StapSoort::LetselExpertise,
        StapSoort::ForensischOnderzoek,
        StapSoort::ZorgmeldingOpvragen,
        StapSoort::BronnenVragen,
        StapSoort::KinderenNagaan,
        StapSoort::RvdkBetrekken,
        StapSoort::Beoordelen,
        StapSoort::OverlegtijdVragen,
        StapSoort::InputGeven,
        StapSoort::OverdragenAanOm,
        StapSoort::TerugkoppelingVragen,
        StapSoort::SlachtofferInformeren,
        StapSoort::ThvVerbinden,
        StapSoort::HgSpreekuur,
        StapSoort::AfstemmenHoorZitting,
        StapSoort::SysteemBijwerken,
        StapSoort::NogNodig,
        StapSoort::Sluiten,
    ];

    /// The word in files, the words on screen, and who does it or with whom.
    fn rij(self) -> (&'static str, &'static str, Wie) {
        match self {
            StapSoort::BureaudienstInschakelen => (
                "bureaudienst-inschakelen",
                "bureaudienst inschakelen",
                Wie::Bureaudienst,
            ),
            StapSoort::VertrekUitzoeken => ("vertrek-uitzoeken", "vertrek uitzoeken", Wie::Vt),
            StapSoort::OpnieuwBeoordelen => (
                "opnieuw-beoordelen",
                "veiligheid opnieuw beoordelen",
                Wie::Vt,
            ),
            StapSoort::SoortBevestigen => (
                "soort-bevestigen",
                "STOP? eerst bevestigen of afwijzen, vóór contact",
                Wie::Vt,
            ),
            StapSoort::EerstAfstemmen => (
                "eerst-afstemmen",
                "eerst afstemmen met OM en politie",
                Wie::Om,
            ),
            StapSoort::TegenspraakBeslissen => (
                "tegenspraak-beslissen",
                "vast of vrij? beslissen wat klopt",
                Wie::Vt,
            ),
            StapSoort::StatusNavragen => (
                "status-navragen",
                "navragen of verdachte vast is",
                Wie::Politie,
            ),
            StapSoort::Taggen => ("taggen", "taggen", Wie::Vt),
            StapSoort::OpnieuwBekijken => ("opnieuw-bekijken", "opnieuw bekijken", Wie::Vt),
            StapSoort::TwijfelBespreken => ("twijfel-bespreken", "twijfel bespreken", Wie::Vt),
            StapSoort::TijdOpvragen => ("tijd-opvragen", "begin ophouden opvragen", Wie::Politie),
            StapSoort::VtBepalen => ("vt-bepalen", "bepalen welke VT", Wie::Vt),
            StapSoort::VtInlichten => ("vt-inlichten", "andere VT inlichten", Wie::AndereVt),
            StapSoort::LetselExpertise => {
                ("letsel-expertise", "expertisegroep letsel vragen", Wie::Vt)
            }
            StapSoort::ForensischOnderzoek => (
                "forensisch-onderzoek",
                "forensisch onderzoek aanbieden",
                Wie::Vt,
            ),
            StapSoort::ZorgmeldingOpvragen => (
                "zorgmelding-opvragen",
                "zorgmelding opvragen bij politie",
                Wie::Politie,
            ),
            StapSoort::BronnenVragen => ("bronnen-vragen", "bronnen vragen, ook 3RO", Wie::Vt),
            StapSoort::KinderenNagaan => {
                ("kinderen-nagaan", "nagaan waar de kinderen zijn", Wie::Vt)
            }
            StapSoort::RvdkBetrekken => ("rvdk-betrekken", "RvdK betrekken", Wie::Rvdk),
            StapSoort::Beoordelen => ("beoordelen", "veiligheid beoordelen", Wie::Vt),
            StapSoort::OverlegtijdVragen => (
                "overlegtijd-vragen",
                "tijd van het overleg vragen",
                Wie::Kpc,
            ),
            StapSoort::InputGeven => ("input-geven", "input geven voor het overleg", Wie::Vt),
            StapSoort::OverdragenAanOm => (
                "overdragen-aan-om",
                "overdragen aan OM voor u weggaat",
                Wie::Om,
            ),
            StapSoort::TerugkoppelingVragen => {
                ("terugkoppeling-vragen", "terugkoppeling vragen", Wie::Kpc)
            }
            StapSoort::SlachtofferInformeren => (
                "slachtoffer-informeren",
                "slachtoffer geïnformeerd? vraag het na",
                Wie::OmPolitie,
            ),
            StapSoort::ThvVerbinden => ("thv-verbinden", "THV en ZSM verbinden", Wie::Vt),
            StapSoort::HgSpreekuur => ("hg-spreekuur", "HG-spreekuur 3RO", Wie::Reclassering),
            StapSoort::AfstemmenHoorZitting => (
                "afstemmen-hoor-zitting",
                "afstemmen voor hoor of zitting",
                Wie::Reclassering,
            ),
            StapSoort::SysteemBijwerken => {
                ("systeem-bijwerken", "eigen systeem VT bijwerken", Wie::Vt)
            }
            StapSoort::NogNodig => ("nog-nodig", "openhouden of sluiten", Wie::Vt),
            StapSoort::Sluiten => ("sluiten", "zaak sluiten", Wie::Vt),
        }
    }

    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.rij().1
    }

    /// The word in files; the same as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.rij().0
    }

    /// Reads the word of [`StapSoort::code`].
    #[must_use]
    pub fn from_code(text: &str) -> Option<StapSoort> {
        StapSoort::ALLE
            .into_iter()
            .find(|step| step.code() == text.trim())
    }

    /// Who does it, or with whom.
    #[must_use]
    pub fn wie(self) -> Wie {
        self.rij().2
    }

    /// Whether a person ticks it off; the others are done by what is recorded elsewhere.
    #[must_use]
    pub fn met_de_hand(self) -> bool {
        !matches!(
            self,
            StapSoort::Taggen
                | StapSoort::VtBepalen
                | StapSoort::TijdOpvragen
                | StapSoort::Beoordelen
                | StapSoort::OverlegtijdVragen
                | StapSoort::InputGeven
                | StapSoort::TerugkoppelingVragen
                | StapSoort::SoortBevestigen
                | StapSoort::StatusNavragen
                | StapSoort::TegenspraakBeslissen
                | StapSoort::BronnenVragen
                | StapSoort::Sluiten
        )
    }

    /// Whether it may be set aside with a reason. What a life can hang on is done, not set aside: the
    /// alarms, and the tag that everything else follows from.
    #[must_use]
    pub fn mag_terzijde(self) -> bool {
        !matches!(
            self,
            StapSoort::BureaudienstInschakelen
                | StapSoort::VertrekUitzoeken
                | StapSoort::OpnieuwBeoordelen
                | StapSoort::SoortBevestigen
                | StapSoort::TegenspraakBeslissen
                | StapSoort::Taggen
                | StapSoort::Sluiten
        )
    }

    /// Whether somebody can be asked for it, so that it waits for an answer.
    #[must_use]
    pub fn kan_gevraagd(self) -> bool {
        matches!(
            self,
            StapSoort::StatusNavragen
                | StapSoort::TijdOpvragen
                | StapSoort::ZorgmeldingOpvragen
                | StapSoort::BronnenVragen
                | StapSoort::OverlegtijdVragen
                | StapSoort::TerugkoppelingVragen
                | StapSoort::SlachtofferInformeren
        )
    }

    /// Whether a line stays on top of the list as long as this step is open.
    #[must_use]
    pub fn houdt_bovenaan(self) -> bool {
        matches!(
            self,
            StapSoort::BureaudienstInschakelen
                | StapSoort::VertrekUitzoeken
                | StapSoort::OpnieuwBeoordelen
                | StapSoort::SoortBevestigen
                | StapSoort::TegenspraakBeslissen
                | StapSoort::StatusNavragen
                | StapSoort::OpnieuwBekijken
                | StapSoort::Taggen
                | StapSoort::TwijfelBespreken
                | StapSoort::Beoordelen
                | StapSoort::InputGeven
                | StapSoort::OverdragenAanOm
        )
    }

    /// Whether ticking it off needs words: who was spoken, what was arranged.
    #[must_use]
    pub fn vraagt_reden(self) -> bool {
        matches!(
            self,
            StapSoort::VertrekUitzoeken
                | StapSoort::BureaudienstInschakelen
                | StapSoort::OpnieuwBeoordelen
        )
    }
}

/// Words that say that something was done, and not what.
const LOOS: [&str; 22] = [
    "afgehandeld",
    "akkoord",
    "check",
    "done",
    "dus",
    "en",
    "gedaan",
    "geregeld",
    "goed",
    "het",
    "in",
    "is",
    "ja",
    "klaar",
    "ok",
    "oke",
    "okay",
    "opgelost",
    "orde",
    "prima",
    "top",
    "x",
];

/// Whether an answer says more than that there is one: who looked, what came of it.
#[must_use]
pub fn zegt_iets(text: &str) -> bool {
    let folded = vouw(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let telling = words
        .iter()
        .filter(|word| word.chars().any(char::is_alphabetic));
    words.len() > 1 && telling.filter(|word| !LOOS.contains(word)).count() > 0
}

/// A step that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stap {
    /// What.
    pub soort: StapSoort,
    /// The event that opened it; none for a line that is not in the journal, and for closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aanleiding: Option<EventId>,
    /// What, in the words for this zaak; mostly those of the kind.
    pub wat: String,
    /// Why, in one short Dutch sentence.
    pub waarom: String,
    /// Who does it, or with whom.
    pub wie: Wie,
    /// By when; none when there is no hour to it, or it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voor: Option<DateTime<Utc>>,
    /// Cannot wait, and is shown on every screen until it is done.
    pub alarm: bool,
}

/// A step that a person has dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GedaneStap {
    /// What.
    pub soort: StapSoort,
    /// The event that had opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aanleiding: Option<EventId>,
    /// The line as it was then, where the step was to look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gezien: Option<Lijstkenmerk>,
    /// How it was done, or why it was set aside.
    pub toelichting: String,
    /// Who.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
    /// It was set aside, not done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub terzijde: bool,
}

/// A step for which somebody was asked, and waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GevraagdeStap {
    /// What.
    pub soort: StapSoort,
    /// The event that had opened it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aanleiding: Option<EventId>,
    /// Who was asked.
    pub aan: String,
    /// When.
    pub op: DateTime<Utc>,
    /// Who recorded it.
    pub door: String,
}
