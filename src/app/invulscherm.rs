//! What a form is. Whoever says what is in it and how it is saved has the rest from here: its keys, what is
//! typed and pasted, its draft, and its waiting for the store. No form can be without.
//!
//! Must not know which forms there are, nor the Model.

use std::fmt::Debug;

use chrono::{DateTime, Utc};
use crossterm::event::KeyEvent;

use crate::domain::ids::ZaakId;

use super::blik::Blik;
use super::concept::{Concept, Daarna};
use super::conceptsleutel::Conceptsleutel;
use super::daad::{Daad, Daden};
use super::keymap::{Action, Context};
use super::msg::Nummer;
use super::scherm::{Scherm, Schrijfplek, verder_met};
use super::velden::formulier::{Formulier, VeldSoort, Waarde, Waarden};
use super::velden::gevolg::Gevolg;
use super::velden::tijdinvoer::schrijf_tijdstip;

/// A form that is filled in, and saved or kept as a draft.
pub trait Invulscherm: Debug {
    /// What it is called in the path above the screen; empty for a window.
    fn titel(&self) -> &'static str {
        ""
    }

    /// Its fields, and where its text stands.
    fn delen(&self) -> (&Formulier, &Concept);

    /// The same, to change.
    fn delen_mut(&mut self) -> (&mut Formulier, &mut Concept);

    /// The one zaak that it is about.
    fn over(&self) -> Option<ZaakId>;

    /// Saves it, or says what is missing.
    fn opslaan(&mut self, blik: &Blik) -> Daden;

    /// The key that goes on with its draft, or the whole sentence about leaving it.
    fn verder_met(&self) -> Verder;

    /// Where its keys go.
    fn toetsen(&self) -> &'static [Context] {
        &[Context::Formulier]
    }

    /// A command of its own, beside those of every form.
    fn eigen(&mut self, _blik: &Blik, _action: Action) -> Option<Daden> {
        None
    }

    /// A key that means something of its own where the focus is, before the field has it.
    fn eerst(&mut self, _blik: &Blik, _key: &KeyEvent) -> Option<Daden> {
        None
    }

    /// What follows from a change in the field that has the focus; whether it must be kept.
    fn volg(&mut self, _blik: &Blik, _before: &Waarden) -> bool {
        true
    }

    /// Lays a draft over the fields.
    fn vul(&mut self, _blik: &Blik, waarden: &Waarden) {
        self.delen_mut().0.zet_waarden(waarden);
    }

    /// The draft follows what the words are about; the key under which they were kept, where that was another.
    fn volg_concept(&mut self) -> Option<Conceptsleutel> {
        None
    }

    /// The people or the facts of this zaak are others than they were.
    fn vernieuw(&mut self, _blik: &Blik, _zaak: ZaakId) {}
}

/// How one goes on with a form that was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verder {
    /// With this key.
    Toets(&'static str),
    /// As this whole sentence says.
    Zin(&'static str),
}

impl<T: Invulscherm> Scherm for T {
    fn naam(&self) -> &'static str {
        self.titel()
    }

    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        self.toetsen()
    }

    fn doe(&mut self, blik: &Blik, action: Action, key: &KeyEvent) -> Daden {
        match action {
            Action::VolgendVeld => self.delen_mut().0.volgende(),
            Action::VorigVeld => self.delen_mut().0.vorige(),
            Action::Opslaan => return self.opslaan(blik),
            Action::Terug => return Daad::Verlaat(Daarna::Dicht).into(),
            Action::GooiWeg => return Daad::VraagWeggooien.into(),
            other => {
                return match self.eigen(blik, other) {
                    Some(daden) => daden,
                    None => self.toets(blik, key),
                };
            }
        }
        Daden::new()
    }

    fn toets(&mut self, blik: &Blik, key: &KeyEvent) -> Daden {
        if let Some(daden) = self.eerst(blik, key) {
            return daden;
        }
        let before = self.delen().0.waarden();
        let result = self.delen_mut().0.toets(key);
        gewijzigd(self, blik, result, &before)
    }

    fn plak(&mut self, blik: &Blik, text: &str) -> Daden {
        let before = self.delen().0.waarden();
        let result = self.delen_mut().0.plak(text);
        gewijzigd(self, blik, result, &before)
    }

    fn typt(&self) -> bool {
        self.delen().0.typt()
    }

    fn begint_tekst(&self) -> bool {
        let active = self.delen().0.actief();
        active.is_some_and(|veld| matches!(veld.soort, VeldSoort::Navraag(_)))
    }

    fn zaak(&self, _blik: &Blik) -> Option<ZaakId> {
        self.over()
    }

    fn schrijft(&mut self) -> Option<&mut dyn Schrijfplek> {
        Some(self)
    }

    fn wacht(&self) -> bool {
        self.delen().1.wacht()
    }

    fn op_weg(&mut self, nummer: Nummer) {
        self.delen_mut().1.op_weg(nummer);
    }

    fn beslist(&mut self, nummer: Nummer, fout: Option<&str>) -> bool {
        self.delen_mut().1.beslist(nummer, fout)
    }

    fn ververs(&mut self, blik: &Blik, zaak: ZaakId) {
        self.vernieuw(blik, zaak);
    }
}

fn gewijzigd<T: Invulscherm + ?Sized>(
    form: &mut T,
    blik: &Blik,
    result: Gevolg,
    before: &Waarden,
) -> Daden {
    if result == Gevolg::Gewijzigd && form.volg(blik, before) {
        Daad::Getypt.into()
    } else {
        Daden::new()
    }
}

impl<T: Invulscherm> Schrijfplek for T {
    fn concept(&self) -> &Concept {
        self.delen().1
    }

    fn concept_mut(&mut self) -> &mut Concept {
        self.delen_mut().1
    }

    fn waarden(&self) -> Waarden {
        self.delen().0.waarden()
    }

    fn leg_terug(&mut self, blik: &Blik, waarden: &Waarden, op: DateTime<Utc>) -> Daden {
        self.vul(blik, &toen(waarden, op));
        self.delen_mut().1.teruggehaald = Some(op);
        Daden::new()
    }

    fn zin_bij_verlaten(&self) -> String {
        match self.verder_met() {
            Verder::Zin(text) => text.to_owned(),
            Verder::Toets(key) => verder_met(key),
        }
    }

    fn volg_sleutel(&mut self) -> Option<Conceptsleutel> {
        self.volg_concept()
    }

    fn formulier(&self) -> Option<&Formulier> {
        Some(self.delen().0)
    }
}

/// What was meant by now when a draft was kept is not what is now when it is laid back.
fn toen(waarden: &Waarden, op: DateTime<Utc>) -> Waarden {
    let mut out = waarden.clone();
    for value in out.values_mut() {
        if let Waarde::Tekst(text) = value
            && text.trim().eq_ignore_ascii_case("nu")
        {
            *text = schrijf_tijdstip(op);
        }
    }
    out
}
