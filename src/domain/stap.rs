//! Next steps of a zaak: what must still happen, and why. A pure function of the zaak.
//!
//! Must not know screens, nor who is on duty.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::beoordeling::Oordeel;
use super::lijstregel::Status;
use super::tag::Tag;
use super::zaak::Zaak;

/// What must happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StapSoort {
    /// Phone the bureaudienst of VT: somebody is in direct danger (domein.md 1.2).
    BureaudienstInschakelen,
    /// Decide what the line is.
    Taggen,
    /// Settle a doubt with a colleague.
    TwijfelBespreken,
    /// Make the veiligheidsbeoordeling.
    Beoordelen,
    /// Ask police for the zorgmelding that the list does not show.
    ZorgmeldingOpvragen,
    /// Bring in the input for the afdoeningsoverleg.
    InputGeven,
}

impl StapSoort {
    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            StapSoort::BureaudienstInschakelen => "bureaudienst inschakelen",
            StapSoort::Taggen => "taggen",
            StapSoort::TwijfelBespreken => "twijfel bespreken",
            StapSoort::Beoordelen => "veiligheid beoordelen",
            StapSoort::ZorgmeldingOpvragen => "zorgmelding opvragen bij politie",
            StapSoort::InputGeven => "input geven voor het overleg",
        }
    }

    /// Whether a person ticks it off; the others are done by what is recorded elsewhere.
    #[must_use]
    pub fn met_de_hand(self) -> bool {
        matches!(
            self,
            StapSoort::BureaudienstInschakelen
                | StapSoort::ZorgmeldingOpvragen
                | StapSoort::TwijfelBespreken
        )
    }
}

/// A step that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stap {
    /// What.
    pub soort: StapSoort,
    /// Why, in one short Dutch sentence.
    pub waarom: String,
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
}

/// The open steps of a zaak, most urgent first.
#[must_use]
pub fn open_stappen(zaak: &Zaak) -> Vec<Stap> {
    let mut out = Vec::new();
    let mut open = |soort: StapSoort, waarom: &str, alarm: bool| {
        out.push(Stap {
            soort,
            waarom: waarom.to_owned(),
            alarm,
        });
    };
    let stand = &zaak.stand;
    if bureaudienst_nodig(zaak) {
        open(
            StapSoort::BureaudienstInschakelen,
            "iemand is acuut onveilig",
            true,
        );
    }
    let Some(tagging) = &stand.tag else {
        open(StapSoort::Taggen, "nog niet bekeken", false);
        return out;
    };
    let done = |soort| stand.gedaan.iter().any(|step| step.soort == soort);
    if tagging.tag == Tag::Twijfel && !done(StapSoort::TwijfelBespreken) {
        open(
            StapSoort::TwijfelBespreken,
            "nog niet duidelijk of dit HG is",
            false,
        );
    }
    if tagging.tag != Tag::Hg {
        return out;
    }
    let oordeel = stand.oordeel();
    if oordeel == Oordeel::NogNietBeoordeeld {
        let why = match zaak.regel.status {
            Status::Heengezonden => "al heengezonden, nog geen oordeel",
            _ => "nog geen oordeel van VT",
        };
        open(StapSoort::Beoordelen, why, false);
    } else if !stand.input_bij_laatste_oordeel() {
        open(
            StapSoort::InputGeven,
            "oordeel is klaar, nog niet ingebracht",
            false,
        );
    }
    if zaak.regel.zorgmelding != Some(true) && !done(StapSoort::ZorgmeldingOpvragen) {
        open(
            StapSoort::ZorgmeldingOpvragen,
            "op de lijst staat geen zorgmelding",
            false,
        );
    }
    out
}

/// The bureaudienst was not called since the zaak became acuut for the last time.
fn bureaudienst_nodig(zaak: &Zaak) -> bool {
    let acute_since = zaak
        .stand
        .beoordelingen
        .iter()
        .rev()
        .take_while(|one| one.inhoud.is_acuut())
        .last();
    acute_since.is_some_and(|first| {
        !zaak
            .stand
            .gedaan
            .iter()
            .any(|step| step.soort == StapSoort::BureaudienstInschakelen && step.op >= first.op)
    })
}
