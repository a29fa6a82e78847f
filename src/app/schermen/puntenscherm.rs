//! The aandachtspuntenlijst of one zaak: each point answered by what was recorded, ticked by a person, or
//! open.
//!
//! Must not know how it is drawn, nor which points a site has.

use crate::domain::aandachtspunt::PuntStand;
use crate::domain::decide::Weigering;
use crate::domain::ids::ZaakId;

use crate::app::concept;
use crate::app::dialogen::vraag::{StapDialoog, Waarover};
use crate::app::keymap::Action;
use crate::app::model::{Dialoog, Laag, Model, Toon};
use crate::app::schermen::zaakscherm::{regel_van, zaak_van};

/// The screen.
#[derive(Debug)]
pub struct Puntenscherm {
    /// Which zaak.
    pub zaak: ZaakId,
    /// Which point is chosen, by its id; none is the first.
    pub gekozen: Option<String>,
}

/// Opens the list for a zaak that VT follows.
pub fn open(model: &mut Model, id: ZaakId) {
    let Some(zaak) = zaak_van(model, id) else {
        return;
    };
    if !zaak.stand.tag.as_ref().is_some_and(|now| now.tag.volgt()) {
        model.meld(Toon::Let, Weigering::NietGevolgd.to_string());
        return;
    }
    model.lagen.push(Laag::Punten(Box::new(Puntenscherm {
        zaak: id,
        gekozen: None,
    })));
}

/// How every point stands now.
#[must_use]
pub fn standen(model: &Model, id: ZaakId) -> Vec<PuntStand> {
    regel_van(model, id).map_or_else(Vec::new, |regel| {
        model
            .kennis
            .aandachtspunten
            .stand(&regel.zaak, &regel.suggestie.vlaggen, model.nu)
    })
}

/// The place of the chosen point.
#[must_use]
pub fn plaats(scherm: &Puntenscherm, standen: &[PuntStand]) -> usize {
    scherm
        .gekozen
        .as_ref()
        .and_then(|id| standen.iter().position(|punt| punt.id == *id))
        .unwrap_or(0)
}

/// Handles a command on the list.
pub fn doe(model: &mut Model, action: Action) {
    let Some(Laag::Punten(scherm)) = model.lagen.last() else {
        return;
    };
    let id = scherm.zaak;
    let points = standen(model, id);
    let at = plaats(scherm, &points);
    let last = points.len().saturating_sub(1);
    let to = match action {
        Action::Omlaag => (at + 1).min(last),
        Action::Omhoog => at.saturating_sub(1),
        Action::PaginaOmlaag => (at + 5).min(last),
        Action::PaginaOmhoog => at.saturating_sub(5),
        Action::Vink => {
            if let Some(point) = points.get(at) {
                let over = Waarover::Punt {
                    id: point.id.clone(),
                    tekst: point.tekst.clone(),
                };
                model.toon(Dialoog::Stap(Box::new(StapDialoog::nieuw(id, over, None))));
                concept::zoek(model);
            }
            return;
        }
        Action::Terug => {
            model.lagen.pop();
            return;
        }
        _ => return,
    };
    let chosen = points.get(to).map(|point| point.id.clone());
    if let Some(Laag::Punten(scherm)) = model.lagen.last_mut() {
        scherm.gekozen = chosen;
    }
}
