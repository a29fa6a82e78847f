//! What a screen wants to happen. A screen says it and changes nothing but itself; `doen` carries it out, in
//! order.
//!
//! Must not know how anything is carried out, nor which screens there are.

use std::fmt;

use crossterm::event::KeyEvent;

use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::soort::Soort;
use crate::domain::tag::Tag;
use crate::domain::terug::Terugneming;

use super::blik::Blik;
use super::concept::Daarna;
use super::deur::Deur;
use super::keymap::Action;
use super::melding::Melding;
use super::msg::{Effect, Uitvoering};
use super::tab::Tab;

/// Several, in order.
pub type Daden = Vec<Daad>;

/// One thing.
#[derive(Debug)]
pub enum Daad {
    /// Says something to the worker.
    Meld(Melding),
    /// Closes the screen or window that says it.
    Sluit,
    /// What is on top now loads anew; the list of the day takes its order.
    Ververs,
    /// Opens something.
    Open(Deur),
    /// Asks first; yes does this.
    Eerst(String, Daden),
    /// The screen on top asked first, and the answer was yes.
    Ja,
    /// Shows the screen over all zaken.
    Tab(Tab),
    /// Goes on to the screen that was asked for while a form had to close.
    GaVerder,
    /// Locks the table.
    Vergrendel,
    /// Does what a key would do.
    Doe(Action, KeyEvent),
    /// Does what is counted out when its turn comes, on what is so then.
    Dan(Later),
    /// Asks the shell.
    Vraag(Effect),
    /// No answer to a question of this kind is waited for any more.
    Vergeet(Effect),
    /// Asks for a change; what is said when it is recorded, and not before.
    Wijzig(Effect, Option<Melding>),
    /// Asks for a change, for which the screen on top waits.
    OpWeg(Effect, Option<Melding>),
    /// Records what the form on top says, in all these zaken or in none, and lets go of its draft with it.
    SlaOp {
        /// What, in which zaak.
        opdrachten: Vec<(ZaakId, Opdracht)>,
        /// What is said when it is recorded.
        zeg: Option<Melding>,
        /// What is done then.
        dan: Daden,
    },
    /// Something was typed in the form on top.
    Getypt,
    /// Keeps every draft now.
    Bewaar,
    /// Leaves the form on top; what was typed stays as a draft.
    Verlaat(Daarna),
    /// Asks whether the draft of the form on top may go.
    VraagWeggooien,
    /// Throws the draft of the form on top away, and closes it; what is said then.
    GooiWeg(Melding),
    /// The form on top says what is known already: it closes, and so does its draft.
    Ongewijzigd(Melding),
    /// Gives a zaak a tag, with the kinds that are sure and those that are proposed.
    Tag(ZaakId, Tag, (Vec<Soort>, Vec<Soort>)),
    /// Asks what would be taken back, in this zaak or in all.
    VraagTerug(Option<ZaakId>),
    /// Takes it back.
    NeemTerug(Terugneming),
    /// Chooses a zaak on the list of the day.
    Kies(ZaakId),
    /// Looks for this on the list of the day.
    Filter(String),
}

impl Daad {
    /// Says that it went well.
    #[must_use]
    pub fn goed(text: impl Into<String>) -> Daad {
        Daad::Meld(Melding::goed(text))
    }

    /// Says something that needs eyes.
    #[must_use]
    pub fn let_op(text: impl Into<String>) -> Daad {
        Daad::Meld(Melding::let_op(text))
    }

    /// Says that it did not happen.
    #[must_use]
    pub fn fout(text: impl Into<String>) -> Daad {
        Daad::Meld(Melding::fout(text))
    }

    /// Carries one command out in one zaak.
    #[must_use]
    pub fn opdracht(zaak: ZaakId, opdracht: Opdracht) -> Daad {
        Daad::Wijzig(Effect::VoerUit(Uitvoering::een(zaak, opdracht)), None)
    }

    /// Records what the form on top says in one zaak.
    #[must_use]
    pub fn sla_op(zaak: ZaakId, opdracht: Opdracht) -> Daad {
        Daad::SlaOp {
            opdrachten: vec![(zaak, opdracht)],
            zeg: None,
            dan: Daden::new(),
        }
    }

    /// Records what the form on top says, in all these zaken or in none, and says so then.
    #[must_use]
    pub fn sla_op_en_zeg(opdrachten: Vec<(ZaakId, Opdracht)>, text: impl Into<String>) -> Daad {
        Daad::SlaOp {
            opdrachten,
            zeg: Some(Melding::goed(text)),
            dan: Daden::new(),
        }
    }

    /// Does what this counts out when its turn comes.
    #[must_use]
    pub fn dan(what: impl FnOnce(&Blik) -> Daden + 'static) -> Daad {
        Daad::Dan(Later(Box::new(what)))
    }
}

impl From<Daad> for Daden {
    fn from(daad: Daad) -> Daden {
        vec![daad]
    }
}

impl From<Deur> for Daden {
    fn from(deur: Deur) -> Daden {
        vec![Daad::Open(deur)]
    }
}

/// What is counted out later. It reads what is so then, and changes nothing by itself.
pub struct Later(Box<dyn FnOnce(&Blik) -> Daden>);

impl Later {
    /// Counts it out.
    pub(in crate::app) fn nu(self, blik: &Blik) -> Daden {
        (self.0)(blik)
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}
