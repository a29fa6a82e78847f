//! The way of what was typed: kept as a draft while one types, recorded, thrown away; and the form that closes
//! when the store said yes.
//!
//! ```text
//!   a key ─▶ typed ─(400 ms)─▶ draft on its way ─▶ kept
//!   Esc ───▶ draft on its way ─▶ kept ─▶ closed        not kept: the form stays, with why
//!   Ctrl-S ▶ draft, then command and its draft's end together ─▶ recorded ─▶ closed    refused: it stays
//! ```
//! What follows is handed back as `Daden`. Must not know what stands in a form, nor how a draft is stored.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::tijd;

use super::concept::{Concept, Daarna};
use super::conceptsleutel::Conceptsleutel;
use super::daad::{Daad, Daden};
use super::melding::Melding;
use super::model::{Model, Plaats};
use super::msg::{Effect, Nummer, Uitvoering};
use super::velden::formulier::Waarden;

/// How long a form waits for the next key before it keeps the draft.
const RUST: Duration = Duration::from_millis(400);
/// How long until a draft that could not be kept is tried again.
const OPNIEUW: Duration = Duration::from_secs(5);

/// The form that was just opened there asks for its draft.
pub(super) fn zoek(model: &mut Model, plaats: Plaats) {
    let form = model.op(plaats).and_then(|(scherm, _)| scherm.schrijft());
    if let Some(sleutel) = form.map(|plek| plek.sleutel().clone()) {
        model.vraag(Effect::ZoekConcept(sleutel));
    }
}

/// A draft was found: it is laid over its own form, whatever was opened on top of that meanwhile, unless
/// something was typed there already.
pub(super) fn gevonden(
    model: &mut Model,
    sleutel: Conceptsleutel,
    waarden: &Waarden,
    op: DateTime<Utc>,
) -> Daden {
    let mut out = Daden::new();
    for plaats in model.plaatsen() {
        let Some((scherm, blik)) = model.op(plaats) else {
            continue;
        };
        let Some(plek) = scherm.schrijft() else {
            continue;
        };
        if *plek.sleutel() != sleutel || plek.concept().gewijzigd {
            continue;
        }
        out.append(&mut plek.leg_terug(blik, waarden, op));
        if !matches!(plaats, Plaats::Laag(_)) {
            let at = tijd::moment(op, blik.nu);
            out.push(Daad::let_op(format!(
                "Concept van {at} teruggehaald. Ctrl-X gooit het weg."
            )));
        }
    }
    model.blik.concepten.insert(sleutel);
    out
}

/// Something was typed in the form on top.
pub(super) fn getypt(model: &mut Model) {
    let Some(plek) = model.schrijfplek() else {
        return;
    };
    let old = plek.volg_sleutel();
    let concept = plek.concept_mut();
    concept.gewijzigd = true;
    concept.ongeschreven = true;
    if let Some(old) = old {
        // The words are about another step now; what was kept of them goes with them.
        model.blik.concepten.remove(&old);
        model.wijzig_stil(Effect::WisConcept(old));
    }
    wek(model, RUST);
}

fn wek(model: &mut Model, after: Duration) {
    if !std::mem::replace(&mut model.wekt, true) {
        model.vraag(Effect::WekMij(after));
    }
}

/// Keeps the draft of every form on which something was typed since.
pub(super) fn bewaar(model: &mut Model) {
    let typed = model
        .schrijfplekken()
        .filter(|plek| plek.concept().ongeschreven);
    let drafts: Vec<(Conceptsleutel, Waarden)> = typed
        .map(|plek| (plek.sleutel().clone(), plek.waarden()))
        .collect();
    for (sleutel, waarden) in drafts {
        let nummer = model.wijzig_stil(Effect::BewaarConcept {
            sleutel: sleutel.clone(),
            waarden,
        });
        for plek in model.schrijfplekken() {
            if *plek.sleutel() == sleutel {
                let concept = plek.concept_mut();
                concept.ongeschreven = false;
                concept.onderweg = Some(nummer);
            }
        }
    }
}

/// A draft was kept, or not.
pub(super) fn bewaard(
    model: &mut Model,
    nummer: Nummer,
    result: Result<Conceptsleutel, String>,
) -> Daden {
    let nu = model.nu;
    let mut after = Daarna::Blijft;
    for plek in model.schrijfplekken() {
        let concept = plek.concept_mut();
        if concept.onderweg != Some(nummer) {
            continue;
        }
        concept.onderweg = None;
        match &result {
            Ok(_) => {
                concept.bewaard = Some(nu);
                concept.fout = None;
                if !concept.ongeschreven {
                    after = std::mem::take(&mut concept.daarna);
                }
            }
            Err(text) => {
                concept.ongeschreven = true;
                concept.daarna = Daarna::Blijft;
                concept.fout = Some(text.clone());
            }
        }
    }
    match result {
        Ok(sleutel) => {
            model.blik.concepten.insert(sleutel);
            sluit(model, after)
        }
        Err(text) => {
            model.straks = None;
            wek(model, OPNIEUW);
            Daad::fout(format!("concept niet bewaard. {text}")).into()
        }
    }
}

/// Leaves the form on top; what was typed stays as a draft. It closes when the draft is kept.
pub(super) fn verlaat(model: &mut Model, daarna: Daarna) -> Daden {
    bewaar(model);
    let Some(plek) = model.schrijfplek() else {
        return Daden::new();
    };
    let concept = plek.concept_mut();
    if concept.bezig.is_some() {
        return Daden::new();
    }
    if concept.onderweg.is_some() {
        concept.daarna = daarna;
        return Daden::new();
    }
    sluit(model, daarna)
}

/// Closes the form on top, of which nothing waits any more.
fn sluit(model: &mut Model, daarna: Daarna) -> Daden {
    if matches!(daarna, Daarna::Blijft) {
        return Daden::new();
    }
    let plek = model.schrijfplek().filter(|plek| plek.concept().staat());
    let said = plek.map(|plek| Daad::let_op(plek.zin_bij_verlaten()));
    haal_weg(model, |_| true);
    match daarna {
        Daarna::Naar(deur) => deur.into(),
        Daarna::Blijft | Daarna::Dicht => said.into_iter().chain([Daad::GaVerder]).collect(),
    }
}

/// Takes the uppermost form away for which this is so.
fn haal_weg(model: &mut Model, is: impl Fn(&Concept) -> bool) {
    let mut places = model.plaatsen().into_iter().rev();
    let found = places.find(|plaats| {
        let form = model.op(*plaats).and_then(|(scherm, _)| scherm.schrijft());
        form.is_some_and(|plek| is(plek.concept()))
    });
    if let Some(plaats) = found {
        model.haal_weg(plaats);
    }
}

/// Records what the form on top says, in all these zaken or in none, and lets go of its draft with it.
/// `zeg` is said when it is recorded, and `dan` done.
pub(super) fn sla_op(
    model: &mut Model,
    opdrachten: Vec<(ZaakId, Opdracht)>,
    zeg: Option<Melding>,
    dan: Daden,
) {
    let effect = Effect::VoerUit(Uitvoering {
        opdrachten,
        concept: model.schrijfplek().map(|plek| plek.sleutel().clone()),
    });
    let nummer = op_weg(model, effect, zeg);
    if let Some(how) = model.onderweg.get_mut(&nummer) {
        how.dan = dan;
    }
}

/// Hands to the store what the screen on top says; the screen waits for the answer. What was typed there last
/// goes first: when recording fails, the draft is there.
pub(super) fn op_weg(model: &mut Model, effect: Effect, zeg: Option<Melding>) -> Nummer {
    bewaar(model);
    let nummer = model.wijzig(effect, zeg);
    model.boven().0.op_weg(nummer);
    nummer
}

/// The store recorded what a screen waited for, or says why not. A screen that is done closes.
pub(super) fn beslist(model: &mut Model, nummer: Nummer, fout: Option<&str>) {
    let mut done = Vec::new();
    for plaats in model.plaatsen() {
        if let Some((scherm, _)) = model.op(plaats)
            && scherm.beslist(nummer, fout)
        {
            done.push(plaats);
        }
    }
    for plaats in done.into_iter().rev() {
        model.haal_weg(plaats);
    }
}

/// Asks whether the draft of the form on top may go. Where there is none, the form just closes.
pub(super) fn vraag_weggooien(model: &mut Model) -> Daden {
    let Some(plek) = model.schrijfplek() else {
        return Daden::new();
    };
    let concept = plek.concept();
    if concept.wacht() {
        return Daden::new();
    }
    if !concept.gewijzigd && !concept.staat() {
        return sluit(model, Daarna::Dicht);
    }
    let question = "Concept weggooien? Wat hier is getypt, is dan weg.".to_owned();
    let gone = Daad::GooiWeg(Melding::goed("Concept weggegooid."));
    Daad::Eerst(question, gone.into()).into()
}

/// Throws the draft of the form on top away, and closes it. That never waits: who can not save must be able to
/// leave, and nobody wants these words back.
pub(super) fn gooi_weg(model: &mut Model, zeg: Melding) -> Daden {
    let Some(plek) = model.schrijfplek() else {
        return Daden::new();
    };
    let sleutel = plek.sleutel().clone();
    haal_weg(model, |concept| concept.sleutel == sleutel);
    let nummer = model.wijzig_stil(Effect::WisConcept(sleutel));
    if let Some(how) = model.onderweg.get_mut(&nummer) {
        how.zeg = Some(zeg);
    }
    Daad::GaVerder.into()
}

/// The form on top says what is known already: it closes, and so does its draft.
pub(super) fn ongewijzigd(model: &mut Model, zeg: Melding) -> Daden {
    let Some(plek) = model.schrijfplek() else {
        return Daden::new();
    };
    let concept = plek.concept();
    if concept.gewijzigd || concept.staat() {
        gooi_weg(model, zeg)
    } else {
        let mut out = sluit(model, Daarna::Dicht);
        out.push(Daad::Meld(zeg));
        out
    }
}

/// A draft was thrown away, or not.
pub(super) fn weggegooid(model: &mut Model, result: Result<Conceptsleutel, String>) -> Daden {
    match result {
        Ok(sleutel) => {
            model.blik.concepten.remove(&sleutel);
            Daden::new()
        }
        Err(text) => Daad::fout(format!("het concept staat er nog. {text}")).into(),
    }
}

/// Why something that was typed is not kept; none when everything is.
pub(super) fn niet_bewaard(model: &mut Model) -> Option<String> {
    model.schrijfplekken().find_map(|plek| {
        let concept = plek.concept();
        let lost = concept.ongeschreven || concept.onderweg.is_some();
        lost.then(|| concept.fout.clone().unwrap_or_default())
    })
}
