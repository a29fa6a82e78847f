//! A suspect who is typed over from paper: read as a part of the list, with his draft.
//!
//! Must not know what stands in the form.

use crate::app::concept::{Conceptsleutel, TAFEL};
use crate::app::dialogen::klein::PAPIER;
use crate::app::model::{Laag, Model, Toon};
use crate::app::msg::Leesbron;
use crate::domain::event::Leestelling;
use crate::import::Papier;

use super::{Inlezen, Leesstap, lees, lezend};

/// His draft.
pub(super) fn sleutel() -> Conceptsleutel {
    Conceptsleutel {
        zaak: TAFEL,
        soort: PAPIER.to_owned(),
    }
}

/// Shows what adding this suspect would do; he is a part of the list.
pub fn van_papier(model: &mut Model, papier: Papier) {
    let mut scherm = Inlezen::zoekt();
    scherm.deel = true;
    model.lagen.push(Laag::Inlezen(Box::new(scherm)));
    lees(model, Leesbron::Papier(papier));
}

/// What was typed over is on the list, and its draft went with that; or it is not, and then it stays on screen with
/// why. Whether it stays.
pub(super) fn blijft_staan(model: &mut Model, result: &Result<Leestelling, String>) -> bool {
    let Some(scherm) = lezend(model) else {
        return false;
    };
    let Some(plan) = scherm.getypt.take() else {
        return false;
    };
    let Err(text) = result else {
        model.concepten.remove(&sleutel());
        return false;
    };
    scherm.stand = Leesstap::Bekijkt(plan);
    model.meld(Toon::Fout, text.clone());
    true
}
