//! The form of a suspect who is read from paper: at most eight fields, then the same preview as a file.
//!
//! Must not know how the fields are read.

use crate::import::{PAPIERVELDEN, Papier};

use crate::app::concept;
use crate::app::concept::Daarna;
use crate::app::dialogen::klein;
use crate::app::dialogen::klein::{Doel, Klein, focus};
use crate::app::model::{Model, Toon};
use crate::app::velden::formulier::Veld;

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
pub(in crate::app) fn opslaan(model: &mut Model, papier: Papier) {
    if let Some((id, text)) = papier.ontbreekt() {
        focus(model, id);
        model.meld(Toon::Let, text);
        return;
    }
    // The draft stays until he is on the list.
    concept::verlaat_en(model, Daarna::Papier(papier));
}
