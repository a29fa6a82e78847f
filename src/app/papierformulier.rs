//! The form of a suspect who is read from paper: at most eight fields, then the same preview as a file.
//!
//! Must not know how the fields are read.

use crate::import::{PAPIERVELDEN, Papier};

use super::concept::{self, Daarna};
use super::formulier::Veld;
use super::klein::{self, Doel, Klein, focus};
use super::model::{Model, Toon};

/// Opens the form.
pub fn open(model: &mut Model) {
    let velden = PAPIERVELDEN
        .iter()
        .map(|(id, label, hint)| Veld::regel(id, label, "").met_hint(hint))
        .collect();
    klein::open(
        model,
        Klein::nieuw("Verdachte van papier", velden, Doel::Papier),
    );
}

/// Shows what would be added, or says what is missing.
pub(super) fn opslaan(model: &mut Model, papier: Papier) {
    if let Some((id, text)) = papier.ontbreekt() {
        focus(model, id);
        model.meld(Toon::Let, text);
        return;
    }
    // The draft stays until he is on the list.
    concept::verlaat_en(model, Daarna::Papier(papier));
}
