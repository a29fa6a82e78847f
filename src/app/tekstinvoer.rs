//! Where text goes: a key that is no command, or a paste, to the field, the choice or the dialog under it.
//!
//! Must not know commands; those are `update`.

use crossterm::event::KeyEvent;

use super::model::{Dialoog, Laag, Model, Toon};
use super::tab::{self, Tab};
use crate::app::dialogen::{klein, soortkeuze};
use crate::app::formulieren::{beoordelen, betrokkene, zaakformulier};
use crate::app::schermen::{inlezen, inputscherm, ochtend, slot, zaakscherm};
use crate::app::velden::{formulier, tekstveld};
use crate::app::{concept, keymap};

/// A key that no command takes: the text, the choice or the dialog under it may.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    if model.slot.is_some() {
        slot::toets(model, key);
        return;
    }
    match &mut model.dialoog {
        Some(Dialoog::Soort(choice)) => {
            if let Some(soort) = keymap::getypt(key).and_then(soortkeuze::van_letter) {
                let (id, tag, kinds) = (choice.zaak, choice.tag, choice.met(soort));
                model.dialoog = None;
                ochtend::geef_tag(model, id, tag, kinds);
            }
            return;
        }
        Some(Dialoog::Palet(palet)) => {
            if tekstveld::line_key(&mut palet.zoek, key) == formulier::Gevolg::Gewijzigd {
                palet.cursor = 0;
            }
            return;
        }
        Some(Dialoog::Stap(dialog)) => {
            let last = dialog
                .formulier
                .actief()
                .is_some_and(|veld| veld.id == "hoe");
            if key.code == crossterm::event::KeyCode::Enter && last {
                zaakscherm::stap_gedaan(model);
            } else if dialog.formulier.toets(key) == formulier::Gevolg::Gewijzigd {
                dialog.volg();
                concept::getypt(model);
            } else {
                dialog.volg();
            }
            return;
        }
        Some(Dialoog::Klein(_)) => {
            klein::toets(model, key);
            return;
        }
        Some(Dialoog::Menu(menu)) => {
            let digit = keymap::getypt(key).and_then(|c| c.to_digit(10));
            let at = digit.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
            if let Some(at) = at.filter(|at| *at < menu.keuzes.len()) {
                let mut menu = menu.clone();
                menu.cursor = at;
                model.dialoog = None;
                zaakscherm::kies_uit_menu(model, &menu);
            }
            return;
        }
        Some(Dialoog::Vraag(_) | Dialoog::Hulp(_)) => return,
        None => {}
    }
    match model.lagen.last_mut() {
        Some(Laag::Beoordelen(_)) => beoordelen::toets(model, key),
        Some(Laag::Betrokkene(_)) => betrokkene::toets(model, key),
        Some(Laag::Zaakformulier(_)) => zaakformulier::toets(model, key),
        Some(Laag::Input(_)) => inputscherm::toets(model, key),
        Some(Laag::Inlezen(_)) => inlezen::toets(model, key),
        Some(Laag::Zaak(_) | Laag::Punten(_) | Laag::Dubbelen(_) | Laag::Lezer(_)) => {}
        None => tab::toets(model, key),
    }
}

/// Handles pasted text where the worker is.
pub fn plak(model: &mut Model, text: &str) {
    model.laatste_toets = model.nu;
    if let Some(slot) = &mut model.slot {
        slot.formulier.plak(text);
        return;
    }
    match (&mut model.dialoog, model.lagen.last_mut()) {
        (Some(Dialoog::Stap(dialog)), _) => {
            if dialog.formulier.plak(text) == formulier::Gevolg::Gewijzigd {
                concept::getypt(model);
            }
        }
        (Some(Dialoog::Klein(klein)), _) => {
            if klein.formulier.plak(text) == formulier::Gevolg::Gewijzigd {
                concept::getypt(model);
            }
        }
        (Some(Dialoog::Palet(palet)), _) => {
            tekstveld::paste_line(&mut palet.zoek, text);
        }
        (None, Some(Laag::Beoordelen(_))) => beoordelen::plak(model, text),
        (None, Some(Laag::Betrokkene(_))) => betrokkene::plak(model, text),
        (None, Some(Laag::Zaakformulier(_))) => zaakformulier::plak(model, text),
        (None, Some(Laag::Input(scherm))) if scherm.bewerken => inputscherm::plak(model, text),
        (None, Some(Laag::Inlezen(_))) => inlezen::plak(model, text),
        (None, None) if model.tab == Tab::Ochtend && model.ochtend.zoekt => {
            tekstveld::paste_line(&mut model.ochtend.filter, text);
            let filter = model.ochtend.filter.value().to_owned();
            model.lijst.zet_filter(&filter);
            ochtend::volg_keuze(model);
        }
        // Cells that are pasted on the list are a list to read.
        (None, None) if inlezen::lijkt_cellen(text) => {
            inlezen::open(model);
            inlezen::plak(model, text);
        }
        _ => model.meld(
            Toon::Let,
            "Plakken kan alleen in een tekstveld; er is niets gedaan.",
        ),
    }
}
