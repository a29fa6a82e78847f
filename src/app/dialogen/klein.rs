//! A small form in a window: an agreement, how it was done, handing over, what was said, a suspect from paper.
//!
//! What is in it and what becomes of it, each form says itself. Must not know how it is drawn.

use crossterm::event::{KeyCode, KeyEvent};

use crate::app::blik::Blik;
use crate::app::concept::Concept;
use crate::app::conceptsleutel::TAFEL;
use crate::app::daad::{Daad, Daden};
pub use crate::app::deur::Doel;
use crate::app::formulieren::{actie, actie_gedaan, draagover, mondeling, papier};
use crate::app::invulscherm::{Invulscherm, Verder};
use crate::app::velden::formulier::Formulier;
use crate::domain::ids::ZaakId;

/// The form.
#[derive(Debug)]
pub struct Klein {
    /// What stands above it.
    pub titel: String,
    /// What it is about, in a worker's words; can be empty.
    pub onder: String,
    /// The fields.
    pub formulier: Formulier,
    /// What is done with them.
    pub doel: Doel,
    /// Their draft.
    pub concept: Concept,
}

impl Klein {
    /// The form for this; says why not where it can not be.
    ///
    /// # Errors
    /// What is said instead.
    pub fn open(blik: &Blik, doel: Doel) -> Result<Klein, Daden> {
        let vorm = match &doel {
            Doel::Actie(zaak) => actie::vorm(blik, *zaak)?,
            Doel::ActieGedaan(zaak, actie) => actie_gedaan::vorm(blik, *zaak, *actie)?,
            Doel::DraagOver(zaken) => draagover::vorm(zaken.len()),
            Doel::Mondeling(over) => mondeling::vorm(blik, over),
            Doel::Papier => papier::vorm(),
        };
        let (zaak, soort) = concept(&doel);
        Ok(Klein {
            titel: vorm.titel,
            onder: vorm.onder,
            formulier: Formulier::nieuw(vorm.velden),
            concept: Concept::nieuw(zaak, soort),
            doel,
        })
    }

    /// The one zaak that it is about; none for several.
    #[must_use]
    pub fn zaak(&self) -> Option<ZaakId> {
        match &self.doel {
            Doel::Actie(zaak) | Doel::ActieGedaan(zaak, _) => Some(*zaak),
            Doel::Mondeling(over) => Some(over.zaak),
            Doel::Papier => None,
            Doel::DraagOver(all) => match all.as_slice() {
                [one] => Some(*one),
                _ => None,
            },
        }
    }
}

/// Whose draft it is, and its name.
fn concept(doel: &Doel) -> (ZaakId, String) {
    match doel {
        Doel::Actie(zaak) => (*zaak, "actie".to_owned()),
        Doel::ActieGedaan(zaak, actie) => (*zaak, format!("actie:{actie}")),
        Doel::DraagOver(all) => match all.as_slice() {
            [one] => (*one, "overdracht:kort".to_owned()),
            _ => (TAFEL, "overdracht".to_owned()),
        },
        Doel::Mondeling(over) => (over.zaak, format!("mondeling:{}", over.ontvanger.code())),
        Doel::Papier => {
            let key = papier::sleutel();
            (key.zaak, key.soort)
        }
    }
}

impl Invulscherm for Klein {
    fn delen(&self) -> (&Formulier, &Concept) {
        (&self.formulier, &self.concept)
    }

    fn delen_mut(&mut self) -> (&mut Formulier, &mut Concept) {
        (&mut self.formulier, &mut self.concept)
    }

    fn over(&self) -> Option<ZaakId> {
        self.zaak()
    }

    fn verder_met(&self) -> Verder {
        Verder::Toets("dezelfde toets")
    }

    /// Enter on the last field saves.
    fn eerst(&mut self, blik: &Blik, key: &KeyEvent) -> Option<Daden> {
        let last = self.formulier.focus + 1 >= self.formulier.velden.len();
        (key.code == KeyCode::Enter && last).then(|| self.opslaan(blik))
    }

    fn opslaan(&mut self, blik: &Blik) -> Daden {
        let form = &self.formulier;
        let read = match &self.doel {
            Doel::Actie(zaak) => actie::lees(blik, *zaak, form),
            Doel::ActieGedaan(zaak, actie) => actie_gedaan::lees(*zaak, *actie, form),
            Doel::DraagOver(zaken) => draagover::lees(blik, zaken, form),
            Doel::Mondeling(over) => mondeling::opslaan(blik, over, form),
            Doel::Papier => papier::lees(form),
        };
        read.unwrap_or_else(|(field, said)| {
            self.formulier.focus_op(field);
            Daad::Meld(said).into()
        })
    }
}
