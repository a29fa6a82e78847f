//! Small questions: yes or no, and which step was done.
//!
//! Must not know how the answer is carried out beyond the effect that it names.

use crate::domain::ids::{BetrokkeneId, ZaakId};
use crate::domain::stap::StapSoort;

use super::formulier::{Formulier, Veld};
use super::msg::Verzending;

/// What yes means.
#[derive(Debug, Clone)]
pub enum Dan {
    /// End the program.
    Afsluiten,
    /// Send input.
    Verstuur(Box<Verzending>),
    /// Remove somebody from a zaak.
    VerwijderBetrokkene(ZaakId, BetrokkeneId),
    /// Take the newest act back, of this zaak or of all.
    NeemTerug(Option<ZaakId>),
    /// Leave the input, with the words that were changed by hand.
    VerlaatInput,
    /// Take the last reading back, whole.
    NeemLezingTerug,
    /// Take two zaken apart again: the one that stayed, and the other.
    Splits(ZaakId, ZaakId),
    /// Read a list although it looks older than today.
    LeesOudeLijst,
}

/// A yes-or-no question.
#[derive(Debug, Clone)]
pub struct Vraag {
    /// The question.
    pub tekst: String,
    /// What yes means.
    pub dan: Dan,
}

/// Which step was done, and how.
#[derive(Debug)]
pub struct StapDialoog {
    /// Which zaak.
    pub zaak: ZaakId,
    /// The open steps that a person ticks off.
    pub stappen: Vec<StapSoort>,
    /// The choice and the words.
    pub formulier: Formulier,
}

impl StapDialoog {
    /// Asks which of `stappen` was done.
    #[must_use]
    pub fn nieuw(zaak: ZaakId, stappen: Vec<StapSoort>) -> StapDialoog {
        let options = stappen.iter().map(|step| step.label().to_owned()).collect();
        let mut formulier = Formulier::nieuw(vec![
            Veld::keuze("stap", "Stap", options, 0),
            Veld::regel("hoe", "Hoe", "")
                .met_hint("bijv. gebeld met bureaudienst, M. gaat er heen"),
        ]);
        // What can not wait stands first, and is what is answered for.
        let pressing = stappen.first().is_some_and(|step| !step.mag_terzijde());
        if stappen.len() == 1 || pressing {
            formulier.focus_op("hoe");
        }
        StapDialoog {
            zaak,
            stappen,
            formulier,
        }
    }

    /// The step that is chosen.
    #[must_use]
    pub fn stap(&self) -> Option<StapSoort> {
        self.stappen.get(self.formulier.keuze("stap")).copied()
    }
}
