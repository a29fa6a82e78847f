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

/// One form around the decision.
pub trait Zaakblad: Debug {
    /// What stands above it.
    fn titel(&self) -> &'static str;

    /// Name of its draft.
    fn concept(&self) -> &'static str;

    /// The key that opens it.
    fn toets(&self) -> &'static str;

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
    fn noot(
        &self,
        _blik: &Blik,
        _zaak: &Zaak,
        _form: &Formulier,
        _veld: &Veld,
    ) -> Option<(String, Toon)> {
        None
    }

    /// What is said when it is recorded, where the screen does not show it by itself.
    fn gezegd(&self, _opdracht: &Opdracht) -> Option<String> {
        None
    }
}
