//! What a screen is: everything that the program asks of what one looks at.
//!
//! ```text
//!   a key ─▶ the screen on top changes itself ─▶ Daden ─▶ doen carries them out on the Model
//!                 ▲ looks round: &Blik
//! ```
//! A screen that has nothing to say to a question leaves it out: what stands here is safe. Must not know which
//! screens there are, nor the Model.

use std::fmt::Debug;

use chrono::{DateTime, Utc};
use crossterm::event::KeyEvent;

use crate::domain::ids::ZaakId;

use super::blik::Blik;
use super::concept::Concept;
use super::conceptsleutel::Conceptsleutel;
use super::daad::{Daad, Daden};
use super::keymap::{Action, Context};
use super::msg::{Antwoord, Nummer};
use super::velden::formulier::{Formulier, Waarden};

/// A screen, a form or a window.
pub trait Scherm: Debug {
    /// What it is called in the path above the screen; empty for what never stands in it.
    fn naam(&self) -> &'static str {
        ""
    }

    /// Where keys go, the innermost context first; what works everywhere comes after it.
    fn contexten(&self, blik: &Blik) -> &'static [Context];

    /// Handles a command.
    fn doe(&mut self, blik: &Blik, action: Action, key: &KeyEvent) -> Daden;

    /// Asks for what it shows, when it is opened and when it must be shown anew.
    fn begin(&mut self, _blik: &Blik) -> Daden {
        Daden::new()
    }

    /// Handles a key that is no command.
    fn toets(&mut self, _blik: &Blik, _key: &KeyEvent) -> Daden {
        Daden::new()
    }

    /// Handles pasted text.
    fn plak(&mut self, _blik: &Blik, _text: &str) -> Daden {
        niet_te_plakken()
    }

    /// Letters go into a text now, and are no commands.
    fn typt(&self) -> bool {
        false
    }

    /// A digit begins a text here, and opens no other screen.
    fn begint_tekst(&self) -> bool {
        false
    }

    /// The one zaak that it shows.
    fn zaak(&self, _blik: &Blik) -> Option<ZaakId> {
        None
    }

    /// Its draft; none where one does not type what must be kept.
    fn schrijft(&mut self) -> Option<&mut dyn Schrijfplek> {
        None
    }

    /// It waits for the store: no key may change it meanwhile.
    fn wacht(&self) -> bool {
        false
    }

    /// The change for which it waits is on its way, under this number.
    fn op_weg(&mut self, _nummer: Nummer) {}

    /// The store recorded the change with this number, or says why not; whether the screen is done and closes.
    fn beslist(&mut self, _nummer: Nummer, _fout: Option<&str>) -> bool {
        false
    }

    /// An answer came. Takes it out where it is for this screen alone; `Sluit` closes this screen, also where
    /// another lies on top.
    fn ontvang(&mut self, _blik: &Blik, _antwoord: &mut Option<Antwoord>) -> Daden {
        Daden::new()
    }

    /// This zaak is another than it was.
    fn ververs(&mut self, _blik: &Blik, _zaak: ZaakId) {}

    /// What it asked first was answered with yes.
    fn ja(&mut self, _blik: &Blik) -> Daden {
        Daden::new()
    }
}

/// A place where one types what is kept as a draft.
pub trait Schrijfplek {
    /// Where its text stands.
    fn concept(&self) -> &Concept;

    /// Where its text stands, to change.
    fn concept_mut(&mut self) -> &mut Concept;

    /// What stands in it.
    fn waarden(&self) -> Waarden;

    /// Lays a draft over it that was kept at `op`.
    fn leg_terug(&mut self, blik: &Blik, waarden: &Waarden, op: DateTime<Utc>) -> Daden;

    /// What is said when it is left with a draft.
    fn zin_bij_verlaten(&self) -> String;

    /// The draft follows what the words are about; the key under which they were kept, where that was another.
    fn volg_sleutel(&mut self) -> Option<Conceptsleutel> {
        None
    }

    /// Its fields; none where it is one text.
    fn formulier(&self) -> Option<&Formulier> {
        None
    }

    /// Which draft is its.
    fn sleutel(&self) -> &Conceptsleutel {
        &self.concept().sleutel
    }
}

/// What is said where pasted text has no place.
#[must_use]
pub fn niet_te_plakken() -> Daden {
    Daad::let_op("Plakken kan alleen in een tekstveld; er is niets gedaan.").into()
}

/// What is said when a draft is left that this key goes on with.
#[must_use]
pub fn verder_met(key: &str) -> String {
    format!("Concept bewaard, nog niet vastgelegd; {key} gaat ermee verder.")
}
