//! A small form in a window: an agreement, how it was done, handing over, what was said.
//!
//! Must not know how it is drawn.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::ids::{ActieId, ZaakId};
use crate::import::{PAPIERVELDEN, Papier};

use crate::app::concept;
use crate::app::concept::{Concept, TAFEL};
use crate::app::formulieren::mondeling;
use crate::app::formulieren::mondeling::{Ingevuld, Mondeling};
use crate::app::formulieren::{actieformulier, papierformulier};
use crate::app::keymap::Action;
use crate::app::model::{Dialoog, Model};
use crate::app::schermen::{acties, overdracht};
use crate::app::velden::formulier::{Formulier, Gevolg, Veld};

/// Name of the draft of a suspect from paper.
pub const PAPIER: &str = "papier";

/// What is done with the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doel {
    /// Agree something in this zaak.
    Actie(ZaakId),
    /// Tick an agreement off.
    ActieGedaan(ZaakId, ActieId),
    /// Hand these zaken over.
    DraagOver(Vec<ZaakId>),
    /// Record what was said to a partner.
    Mondeling(Mondeling),
    /// Add a suspect from paper.
    Papier,
}

impl Doel {
    /// Whose draft it is, and its name.
    fn concept(&self) -> (ZaakId, String) {
        match self {
            Doel::Actie(zaak) => (*zaak, "actie".to_owned()),
            Doel::ActieGedaan(zaak, actie) => (*zaak, format!("actie:{actie}")),
            Doel::DraagOver(all) => match all.as_slice() {
                [one] => (*one, "overdracht:kort".to_owned()),
                _ => (TAFEL, "overdracht".to_owned()),
            },
            Doel::Mondeling(over) => (over.zaak, format!("mondeling:{}", over.ontvanger.code())),
            Doel::Papier => (TAFEL, PAPIER.to_owned()),
        }
    }

    /// The one zaak that it is about; none for several.
    #[must_use]
    pub fn zaak(&self) -> Option<ZaakId> {
        match self {
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
    /// A form for this, with nothing filled in yet.
    #[must_use]
    pub fn nieuw(titel: impl Into<String>, velden: Vec<Veld>, doel: Doel) -> Klein {
        let (zaak, soort) = doel.concept();
        Klein {
            titel: titel.into(),
            onder: String::new(),
            formulier: Formulier::nieuw(velden),
            concept: Concept::nieuw(zaak, soort),
            doel,
        }
    }
}

/// Opens the form, and asks for its draft.
pub(in crate::app) fn open(model: &mut Model, small: Klein) {
    model.toon(Dialoog::Klein(Box::new(small)));
    concept::zoek(model);
}

/// Handles a command in the window.
pub(in crate::app) fn doe(model: &mut Model, action: Action, key: &KeyEvent) {
    let Some(Dialoog::Klein(small)) = &mut model.dialoog else {
        return;
    };
    match action {
        Action::VolgendVeld => small.formulier.volgende(),
        Action::VorigVeld => small.formulier.vorige(),
        Action::Opslaan => opslaan(model),
        Action::Terug => concept::verlaat(model),
        Action::GooiWeg => concept::vraag_weggooien(model),
        _ => toets(model, key),
    }
}

/// Handles a key that is no command. Enter on the last field saves.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    let Some(Dialoog::Klein(klein)) = &mut model.dialoog else {
        return;
    };
    let last = klein.formulier.focus + 1 >= klein.formulier.velden.len();
    if key.code == KeyCode::Enter && last {
        opslaan(model);
    } else if klein.formulier.toets(key) == Gevolg::Gewijzigd {
        concept::getypt(model);
    }
}

/// Saves what was filled in, or says what is missing; the window stays then.
pub fn opslaan(model: &mut Model) {
    let Some(Dialoog::Klein(klein)) = &model.dialoog else {
        return;
    };
    let text = |id: &str| klein.formulier.tekst(id);
    match klein.doel.clone() {
        Doel::Actie(zaak) => {
            let (who, what, when) = (text("wie"), text("wat"), text("wanneer"));
            actieformulier::opslaan(model, zaak, who, what, &when);
        }
        Doel::ActieGedaan(zaak, actie) => {
            let how = text("hoe");
            acties::gedaan(model, zaak, actie, how);
        }
        Doel::Papier => {
            let velden = PAPIERVELDEN
                .iter()
                .map(|(id, _, _)| ((*id).to_owned(), text(id)))
                .collect();
            papierformulier::opslaan(model, Papier { velden });
        }
        Doel::DraagOver(zaken) => {
            let (to, message) = (text("aan"), text("bericht"));
            overdracht::draag_over(model, &zaken, &to, &message);
        }
        Doel::Mondeling(over) => {
            let what = Ingevuld {
                met: text("met"),
                door: text("door"),
                wanneer: text("wanneer"),
                kern: text("kern"),
            };
            mondeling::opslaan(model, &over, &what);
        }
    }
}

/// Puts the focus on a field of the window.
pub(in crate::app) fn focus(model: &mut Model, id: &str) {
    if let Some(Dialoog::Klein(klein)) = &mut model.dialoog {
        klein.formulier.focus_op(id);
    }
}
