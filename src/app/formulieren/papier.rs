//! The form of a suspect who is read from paper: at most eight fields, then the same preview as a file.
//!
//! Must not know how the fields are read.

use crate::app::concept::Daarna;
use crate::app::conceptsleutel::{Conceptsleutel, TAFEL};
use crate::app::daad::{Daad, Daden};
use crate::app::deur::Deur;
use crate::app::formulieren::kleinvorm::{Kleinfout, Kleinvorm};
use crate::app::melding::Melding;
use crate::app::velden::formulier::{Formulier, Veld};
use crate::import::{PAPIERVELDEN, Papier};

/// The form.
#[must_use]
pub fn vorm() -> Kleinvorm {
    let fields = PAPIERVELDEN.iter();
    Kleinvorm {
        titel: "Verdachte van papier".to_owned(),
        velden: fields
            .map(|(id, label, hint)| Veld::regel(id, label, "").met_hint(hint))
            .collect(),
        ..Kleinvorm::default()
    }
}

/// His draft.
#[must_use]
pub fn sleutel() -> Conceptsleutel {
    Conceptsleutel {
        zaak: TAFEL,
        soort: "papier".to_owned(),
    }
}

/// Shows what would be added.
///
/// # Errors
/// What is missing.
pub fn lees(form: &Formulier) -> Result<Daden, Kleinfout> {
    let papier = Papier {
        velden: PAPIERVELDEN
            .iter()
            .map(|(id, _, _)| ((*id).to_owned(), form.tekst(id)))
            .collect(),
    };
    match papier.ontbreekt() {
        Some((id, text)) => Err((id, Melding::let_op(text))),
        // The draft stays until he is on the list.
        None => Ok(Daad::Verlaat(Daarna::Naar(Deur::Papier(papier))).into()),
    }
}
