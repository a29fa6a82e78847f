//! What the forms around the decision have in common: each says what is in it, what follows from a change, and
//! which command it means.
//!
//! Must not know which forms there are.

use std::fmt::Debug;

use crossterm::event::KeyEvent;

use crate::app::blik::Blik;
use crate::app::melding::Toon;
use crate::app::velden::formulier::{Formulier, Fout, Veld};
use crate::domain::decide::{Opdracht, Weigering};
use crate::domain::fase::Fase;
use crate::domain::zaak::Zaak;

/// How a form is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bladkop {
    /// What stands above it.
    pub titel: &'static str,
    /// Name of its draft.
    pub concept: &'static str,
    /// The key that opens it.
    pub toets: &'static str,
}

/// A remark at a field: the words, and how they are meant.
pub type Veldnoot = Option<(String, Toon)>;

/// One form around the decision.
pub trait Zaakblad: Debug {
    /// How it is called.
    fn kop(&self) -> Bladkop;

    /// Its fields, on what is known.
    fn velden(&self, blik: &Blik, zaak: &Zaak) -> Vec<Veld>;

    /// The command that it means.
    ///
    /// # Errors
    /// The field that is missing or not understood, and why.
    fn lees(&self, blik: &Blik, zaak: &Zaak, form: &Formulier) -> Result<Opdracht, Fout>;

    /// Why it would be refused whatever stood in it.
    fn belet(&self, zaak: &Zaak) -> Option<Weigering> {
        match zaak.fase() {
            Fase::Opgegaan => Some(Weigering::AlSamengevoegd),
            Fase::Gesloten => Some(Weigering::Gesloten),
            Fase::Ongetagd | Fase::GeenHg => Some(Weigering::NietGevolgd),
            Fase::Hg | Fase::Twijfel | Fase::Radar => None,
        }
    }

    /// What follows from a change in this field; in any, where none is named.
    fn volg(&self, _blik: &Blik, _form: &mut Formulier, _veld: Option<&str>) {}

    /// A key that means something of its own in this field; what is wrong, where something is.
    fn eerst(
        &self,
        _blik: &Blik,
        _form: &mut Formulier,
        _key: &KeyEvent,
    ) -> Option<Result<(), String>> {
        None
    }

    /// A remark at a field: what was understood of it, or what follows from it.
    fn noot(&self, _blik: &Blik, _zaak: &Zaak, _form: &Formulier, _veld: &Veld) -> Veldnoot {
        None
    }

    /// What is said when it is recorded, where the screen does not show it by itself.
    fn gezegd(&self, _opdracht: &Opdracht) -> Option<String> {
        None
    }
}
