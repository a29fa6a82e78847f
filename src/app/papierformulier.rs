//! The form of a suspect who is read from paper: at most eight fields, then the same preview as a file.
//!
//! Must not know how the fields are read.

use crate::import::{PAPIERVELDEN, Papier};

use super::formulier::{Formulier, Veld};
use super::inlezen;
use super::klein::{Doel, Klein, focus};
use super::model::{Dialoog, Model, Toon};

/// Opens the form.
pub fn open(model: &mut Model) {
    let velden = PAPIERVELDEN
        .iter()
        .map(|(id, label, hint)| Veld::regel(id, label, "").met_hint(hint))
        .collect();
    model.dialoog = Some(Dialoog::Klein(Box::new(Klein {
        titel: "Verdachte van papier".to_owned(),
        onder: String::new(),
        formulier: Formulier::nieuw(velden),
        doel: Doel::Papier,
    })));
}

/// Shows what would be added, or says what is missing.
pub(super) fn opslaan(model: &mut Model, papier: Papier) {
    if let Some((id, text)) = papier.ontbreekt() {
        focus(model, id);
        model.meld(Toon::Let, text);
        return;
    }
    model.dialoog = None;
    inlezen::van_papier(model, papier);
}
