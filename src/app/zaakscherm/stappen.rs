//! What a worker does with a step, and with the zaak as a whole: tick off, set aside, follow, close,
//! hand over.
//!
//! Must not know how it is drawn.

use crate::app::beoordelen;
use crate::app::inputscherm;
use crate::app::lezer::Lezer;
use crate::app::model::{Dialoog, Laag, Model, Toon};
use crate::app::msg::Effect;
use crate::app::vraag::{Dan, Menu, Menukeus, StapDialoog, Stapkeus, Vraag, Waarover};
use crate::app::zaakformulier::{self, Soort};
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tijd;
use crate::domain::werkstroom::belet_sluiten;
use crate::send::terugkoppeling::terugkoppeling;

use super::{Helft, Keus, stappen_van, zaak_van};

/// Does what is natural with a step: opens the form that answers it, or asks how it was done.
pub(super) fn volg(model: &mut Model, id: ZaakId, step: &Stap) {
    match step.soort {
        StapSoort::Beoordelen => beoordelen::open(model, id),
        StapSoort::InputGeven => inputscherm::open(model, id),
        StapSoort::OverlegtijdVragen => zaakformulier::open(model, id, Soort::Overleg),
        StapSoort::TijdOpvragen => zaakformulier::open(model, id, Soort::Melding),
        StapSoort::VtBepalen => zaakformulier::open(model, id, Soort::Vt),
        StapSoort::TerugkoppelingVragen => {
            if let Some(step) = Stapkeus::van(std::slice::from_ref(step)).pop() {
                model.dialoog = Some(Dialoog::Menu(Menu::terugkoppeling(id, step)));
            }
        }
        StapSoort::OpnieuwBeoordelen if !step.alarm => beoordelen::open(model, id),
        StapSoort::StatusNavragen => zaakformulier::open(model, id, Soort::Melding),
        StapSoort::Taggen => model.meld(
            Toon::Let,
            "Tag de regel: h HG, g geen HG, t twijfel, r radar.",
        ),
        StapSoort::Sluiten => vraag_sluiten(model, id),
        other => {
            let steps = met_de_hand(model, id);
            vraag(
                model,
                id,
                Waarover::Gedaan(steps),
                Some((other, step.aanleiding)),
            );
        }
    }
}

fn met_de_hand(model: &Model, id: ZaakId) -> Vec<Stapkeus> {
    let mut steps = stappen_van(model, id);
    steps.retain(|step| step.soort.met_de_hand());
    Stapkeus::van(&steps)
}

/// The step that the cursor is on, if the screen of this zaak is on top.
fn onder_cursor(model: &Model, id: ZaakId) -> Option<Stapsleutel> {
    let Some(Laag::Zaak(scherm)) = model.lagen.last() else {
        return None;
    };
    if scherm.zaak != id || scherm.helft != Helft::Zaak {
        return None;
    }
    let steps = stappen_van(model, id);
    match scherm.keus(&steps) {
        Some(Keus::Stap(step)) => Some((step.soort, step.aanleiding)),
        _ => None,
    }
}

/// A step by its kind and what opened it.
pub type Stapsleutel = (StapSoort, Option<EventId>);

fn vraag(model: &mut Model, id: ZaakId, over: Waarover, chosen: Option<Stapsleutel>) {
    model.dialoog = Some(Dialoog::Stap(Box::new(StapDialoog::nieuw(
        id, over, chosen,
    ))));
}

/// Asks which open step was done; the one under the cursor first.
pub fn vraag_stap(model: &mut Model, id: ZaakId) {
    let steps = met_de_hand(model, id);
    if steps.is_empty() {
        model.meld(
            Toon::Let,
            "Hier staat geen stap open die je zelf afvinkt. Beoordelen is b, input is i.",
        );
        return;
    }
    // Without a cursor on a step an alarm is what is meant: it comes first.
    let alarm = stappen_van(model, id)
        .into_iter()
        .find(|step| step.alarm)
        .map(|step| (step.soort, step.aanleiding));
    let chosen = onder_cursor(model, id).or(alarm).filter(|key| {
        steps
            .iter()
            .any(|step| (step.soort, step.aanleiding) == *key)
    });
    vraag(model, id, Waarover::Gedaan(steps), chosen);
}

/// Asks which open step is not needed here, and why; the one under the cursor first.
pub fn vraag_terzijde(model: &mut Model, id: ZaakId) {
    let chosen = onder_cursor(model, id);
    vraag_terzijde_van(model, id, chosen);
}

/// Asks why this open step is not needed here; which, when none is named.
pub fn vraag_terzijde_van(model: &mut Model, id: ZaakId, chosen: Option<Stapsleutel>) {
    let mut steps = stappen_van(model, id);
    steps.retain(|step| step.soort.mag_terzijde());
    let steps = Stapkeus::van(&steps);
    if let Some((fixed, _)) = chosen.filter(|(step, _)| !step.mag_terzijde()) {
        model.meld(
            Toon::Let,
            format!(
                "\"{}\" kan niet terzijde: hier hangt de veiligheid van af.",
                fixed.label()
            ),
        );
    } else if steps.is_empty() {
        model.meld(Toon::Let, "Hier staat geen stap open die terzijde mag.");
    } else {
        vraag(model, id, Waarover::Terzijde(steps), chosen);
    }
}

/// The words in the dialog were given.
pub fn stap_gedaan(model: &mut Model) {
    let Some(Dialoog::Stap(dialog)) = &model.dialoog else {
        return;
    };
    let id = dialog.zaak;
    let opdracht = match dialog.opdracht(model.nu) {
        Ok(opdracht) => opdracht,
        Err(text) => {
            model.meld(Toon::Let, text);
            return;
        }
    };
    if let Some(zaak) = zaak_van(model, id)
        && let Err(refusal) = decide(&zaak, &opdracht)
    {
        if let (Weigering::VraagtBevestiging(question), Opdracht::Sluit { reden, op, .. }) =
            (&refusal, &opdracht)
        {
            let again = Opdracht::Sluit {
                reden: reden.clone(),
                op: *op,
                bevestigd: true,
            };
            model.vraag_toch(id, question.clone(), again);
            return;
        }
        model.meld(Toon::Fout, refusal.to_string());
        return;
    }
    model.dialoog = None;
    model.wijzig(Effect::VoerUit(id, opdracht));
}

/// Asks why the zaak can be closed, or opened again; says what is missing when it can not.
pub fn vraag_sluiten(model: &mut Model, id: ZaakId) {
    let Some(zaak) = zaak_van(model, id) else {
        return;
    };
    if zaak.stand.gesloten.is_some() {
        vraag(model, id, Waarover::Heropenen, None);
    } else if !zaak.stand.tag.as_ref().is_some_and(|now| now.tag.volgt()) {
        model.meld(Toon::Let, Weigering::NietGevolgd.to_string());
    } else if let Some(why) = belet_sluiten(&zaak) {
        model.meld(Toon::Let, Weigering::NogNietTeSluiten(why).to_string());
    } else {
        vraag(model, id, Waarover::Sluiten, None);
    }
}

/// Hands the zaak over, or asks whether to take it over when it waits for that.
pub fn vraag_overdracht(model: &mut Model, id: ZaakId) {
    let waiting = zaak_van(model, id).and_then(|zaak| zaak.stand.wacht_op_overname().cloned());
    match waiting {
        Some(one) => {
            let message = model.vrije_tekst(&one.bericht);
            let message = if message.is_empty() {
                String::new()
            } else {
                format!(" \"{message}\"")
            };
            model.dialoog = Some(Dialoog::Vraag(Vraag {
                tekst: format!(
                    "Overgedragen {} door {} aan {}.{message} Neem je de zaak over?",
                    tijd::moment(one.op, model.nu),
                    one.door,
                    one.aan
                ),
                dan: Dan::NeemOver(id),
            }));
        }
        None => zaakformulier::open(model, id, Soort::Overdracht),
    }
}

/// Goes the way that was chosen in the menu of a step.
pub fn kies_uit_menu(model: &mut Model, menu: &Menu) {
    let id = menu.zaak;
    match menu.keuzes.get(menu.cursor) {
        Some(Menukeus::Beslissing) => zaakformulier::open(model, id, Soort::Afdoening),
        Some(Menukeus::TekstKpc) => lees_terugkoppeling(model, id),
        Some(Menukeus::Terzijde) => {
            vraag(
                model,
                id,
                Waarover::Terzijde(vec![menu.stap.clone()]),
                Some((menu.stap.soort, menu.stap.aanleiding)),
            );
        }
        None => {}
    }
}

fn lees_terugkoppeling(model: &mut Model, id: ZaakId) {
    let Some(zaak) = zaak_van(model, id) else {
        return;
    };
    let context = inputscherm::context(model);
    let kennis = &model.kennis;
    match terugkoppeling(&zaak, &kennis.ontvangers, &kennis.voorwaarden, &context) {
        Ok(text) => model.lagen.push(Laag::Lezer(Lezer::platte_tekst(
            "Tekst voor de KPC-er".to_owned(),
            &text,
        ))),
        Err(error) => model.meld(Toon::Fout, error.to_string()),
    }
}
