//! Steps: what must happen in a zaak, by whom, by when, and why.
//!
//! Must not know when a step is open; that is `werkstroom`. Must not know screens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What must happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StapSoort {
    /// Phone the bureaudienst of VT: somebody is in direct danger (domein.md 1.2).
    BureaudienstInschakelen,
    /// The suspect is out, or about to be, and nobody saw to the safety of the people around him.
    VertrekUitzoeken,
    /// Decide what the line is.
    Taggen,
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
    /// Tell the victim that the suspect is released, with SHN.
    SlachtofferInformeren,
    /// Bring the released adult to the HG-spreekuur of 3RO.
    HgSpreekuur,
    /// Align with 3RO and RvdK before the OM-hoor or the zitting.
    AfstemmenHoorZitting,
    /// Write it down in VT's own system.
    SysteemBijwerken,
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
            Wie::AndereVt => "andere VT",
        }
    }
}

impl StapSoort {
    /// Every step, in the order in which they come up in a zaak.
    pub const ALLE: [StapSoort; 25] = [
        StapSoort::BureaudienstInschakelen,
        StapSoort::VertrekUitzoeken,
        StapSoort::Taggen,
        StapSoort::TwijfelBespreken,
        StapSoort::TijdOpvragen,
        StapSoort::VtBepalen,
        StapSoort::VtInlichten,
        StapSoort::EerstAfstemmen,
        StapSoort::LetselExpertise,
        StapSoort::ForensischOnderzoek,
        StapSoort::ZorgmeldingOpvragen,
        StapSoort::BronnenVragen,
        StapSoort::KinderenNagaan,
        StapSoort::RvdkBetrekken,
        StapSoort::ThvVerbinden,
        StapSoort::Beoordelen,
        StapSoort::OverlegtijdVragen,
        StapSoort::InputGeven,
        StapSoort::OverdragenAanOm,
        StapSoort::TerugkoppelingVragen,
        StapSoort::SlachtofferInformeren,
        StapSoort::HgSpreekuur,
        StapSoort::AfstemmenHoorZitting,
        StapSoort::SysteemBijwerken,
        StapSoort::Sluiten,
    ];

    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            StapSoort::BureaudienstInschakelen => "bureaudienst inschakelen",
            StapSoort::VertrekUitzoeken => "vertrek uitzoeken",
            StapSoort::Taggen => "taggen",
            StapSoort::TwijfelBespreken => "twijfel bespreken",
            StapSoort::TijdOpvragen => "begin ophouden opvragen",
            StapSoort::VtBepalen => "bepalen welke VT",
            StapSoort::VtInlichten => "andere VT inlichten",
            StapSoort::EerstAfstemmen => "eerst afstemmen met OM en politie",
            StapSoort::LetselExpertise => "expertisegroep letsel vragen",
            StapSoort::ForensischOnderzoek => "forensisch onderzoek aanbieden",
            StapSoort::ZorgmeldingOpvragen => "zorgmelding opvragen bij politie",
            StapSoort::BronnenVragen => "bronnen vragen, ook 3RO",
            StapSoort::KinderenNagaan => "nagaan waar de kinderen zijn",
            StapSoort::RvdkBetrekken => "RvdK betrekken",
            StapSoort::ThvVerbinden => "THV en ZSM verbinden",
            StapSoort::Beoordelen => "veiligheid beoordelen",
            StapSoort::OverlegtijdVragen => "tijd van het overleg vragen",
            StapSoort::InputGeven => "input geven voor het overleg",
            StapSoort::OverdragenAanOm => "overdragen aan OM voor u weggaat",
            StapSoort::TerugkoppelingVragen => "terugkoppeling vragen",
            StapSoort::SlachtofferInformeren => "slachtoffer over vrijlating informeren",
            StapSoort::HgSpreekuur => "HG-spreekuur 3RO",
            StapSoort::AfstemmenHoorZitting => "afstemmen voor hoor of zitting",
            StapSoort::SysteemBijwerken => "eigen systeem VT bijwerken",
            StapSoort::Sluiten => "zaak sluiten",
        }
    }

    /// The word in files; the same as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            StapSoort::BureaudienstInschakelen => "bureaudienst-inschakelen",
            StapSoort::VertrekUitzoeken => "vertrek-uitzoeken",
            StapSoort::Taggen => "taggen",
            StapSoort::TwijfelBespreken => "twijfel-bespreken",
            StapSoort::TijdOpvragen => "tijd-opvragen",
            StapSoort::VtBepalen => "vt-bepalen",
            StapSoort::VtInlichten => "vt-inlichten",
            StapSoort::EerstAfstemmen => "eerst-afstemmen",
            StapSoort::LetselExpertise => "letsel-expertise",
            StapSoort::ForensischOnderzoek => "forensisch-onderzoek",
            StapSoort::ZorgmeldingOpvragen => "zorgmelding-opvragen",
            StapSoort::BronnenVragen => "bronnen-vragen",
            StapSoort::KinderenNagaan => "kinderen-nagaan",
            StapSoort::RvdkBetrekken => "rvdk-betrekken",
            StapSoort::ThvVerbinden => "thv-verbinden",
            StapSoort::Beoordelen => "beoordelen",
            StapSoort::OverlegtijdVragen => "overlegtijd-vragen",
            StapSoort::InputGeven => "input-geven",
            StapSoort::OverdragenAanOm => "overdragen-aan-om",
            StapSoort::TerugkoppelingVragen => "terugkoppeling-vragen",
            StapSoort::SlachtofferInformeren => "slachtoffer-informeren",
            StapSoort::HgSpreekuur => "hg-spreekuur",
            StapSoort::AfstemmenHoorZitting => "afstemmen-hoor-zitting",
            StapSoort::SysteemBijwerken => "systeem-bijwerken",
            StapSoort::Sluiten => "sluiten",
        }
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
        match self {
            StapSoort::BureaudienstInschakelen => Wie::Bureaudienst,
            StapSoort::TijdOpvragen | StapSoort::ZorgmeldingOpvragen => Wie::Politie,
            StapSoort::VtInlichten => Wie::AndereVt,
            StapSoort::EerstAfstemmen | StapSoort::OverdragenAanOm => Wie::Om,
            StapSoort::RvdkBetrekken => Wie::Rvdk,
            StapSoort::OverlegtijdVragen | StapSoort::TerugkoppelingVragen => Wie::Kpc,
            StapSoort::HgSpreekuur | StapSoort::AfstemmenHoorZitting => Wie::Reclassering,
            StapSoort::SlachtofferInformeren => Wie::Shn,
            StapSoort::VertrekUitzoeken
            | StapSoort::Taggen
            | StapSoort::TwijfelBespreken
            | StapSoort::VtBepalen
            | StapSoort::LetselExpertise
            | StapSoort::ForensischOnderzoek
            | StapSoort::BronnenVragen
            | StapSoort::KinderenNagaan
            | StapSoort::ThvVerbinden
            | StapSoort::Beoordelen
            | StapSoort::InputGeven
            | StapSoort::SysteemBijwerken
            | StapSoort::Sluiten => Wie::Vt,
        }
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
                | StapSoort::Taggen
                | StapSoort::Sluiten
        )
    }

    /// Whether a line stays on top of the list as long as this step is open.
    #[must_use]
    pub fn houdt_bovenaan(self) -> bool {
        matches!(
            self,
            StapSoort::BureaudienstInschakelen
                | StapSoort::VertrekUitzoeken
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
        matches!(self, StapSoort::VertrekUitzoeken)
    }
}

/// A step that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stap {
    /// What.
    pub soort: StapSoort,
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
