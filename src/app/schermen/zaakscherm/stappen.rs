//! What a worker does with a step, and with the zaak as a whole: tick off, set aside, follow, close,
//! hand over.
//!
//! Must not know how it is drawn.

use crate::app::afgeleid::tegenspraak::{Geschil, geschillen};
use crate::app::concept;
use crate::app::dialogen::vraag::{Dan, Menu, Menukeus, StapDialoog, Stapkeus, Vraag, Waarover};
use crate::app::formulieren::beoordelen;
use crate::app::formulieren::zaakformulier;
use crate::app::formulieren::zaakformulier::Soort;
use crate::app::model::{Dialoog, Laag, Model, Toon};
use crate::app::schermen::inputscherm;
use crate::app::schermen::lezer::Leesscherm;
use crate::app::schermen::ochtend;
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::fase::Fase;
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::koppen::Tegenspraak;
use crate::domain::soort::Soort as Geweldsoort;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tijd;
use crate::domain::werkstroom::{belet_sluiten, vraagt_bij_sluiten};
use crate::send::terugkoppeling::terugkoppeling;

use super::{Helft, Keus, regel_van, stappen_van, zaak_van};

/// Does what is natural with a step: opens the form that answers it, offers the ways on, or asks how it
/// was done.
pub fn volg_stap(model: &mut Model, id: ZaakId, step: &Stap) {
    let all = Stapkeus::van(&stappen_van(model, id));
    let menu = all
        .into_iter()
        .find(|one| (one.soort, one.aanleiding) == (step.soort, step.aanleiding))
        .and_then(|one| Menu::bij(id, one));
    if let Some(menu) = menu {
        model.toon(Dialoog::Menu(menu));
        return;
    }
    match step.soort {
        StapSoort::Beoordelen => beoordelen::open(model, id),
        StapSoort::InputGeven => inputscherm::open(model, id),
        StapSoort::VtBepalen => zaakformulier::open(model, id, Soort::Vt),
        // After the new judgement the step asks what came of it; before that it is about judging.
        StapSoort::OpnieuwBeoordelen if !beoordeeld_sinds(model, id, step) => {
            beoordelen::open(model, id);
        }
        StapSoort::TegenspraakBeslissen => vraag_tegenspraak(model, id, step.aanleiding),
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

/// Somebody judged the safety after what opened this step.
fn beoordeeld_sinds(model: &Model, id: ZaakId, step: &Stap) -> bool {
    let Some(zaak) = zaak_van(model, id) else {
        return false;
    };
    let stand = &zaak.stand;
    let opened = stand
        .oorzaken
        .iter()
        .find(|cause| Some(cause.id) == step.aanleiding && cause.stap == step.soort)
        .map(|cause| cause.op);
    // A judgement that expired is its own cause: a newer one ends the step by itself.
    stand
        .beoordeling()
        .zip(opened)
        .is_some_and(|(holds, opened)| holds.op > opened && Some(holds.id) != step.aanleiding)
}

/// Asks which side is right of what contradicts each other in the zaak; first about what opened the step
/// `cause`, where that is known.
pub fn vraag_tegenspraak(model: &mut Model, id: ZaakId, cause: Option<EventId>) {
    let Some(zaak) = zaak_van(model, id) else {
        return;
    };
    let all = geschillen(&zaak, model.nu);
    if all.is_empty() {
        model.meld(Toon::Let, Weigering::GeenTegenspraak.to_string());
        return;
    }
    let open = zaak.stand.tegenspraken();
    let about = cause.and_then(|cause| {
        let of = |one: &&Tegenspraak<'_>| one.koppen.iter().any(|kop| kop.id == cause);
        open.iter().find(of).map(|one| one.veld.clone())
    });
    let mut dialog = StapDialoog::nieuw(id, Waarover::Tegenspraak(all), None);
    if let Some(veld) = about {
        dialog.begin_over(&veld);
    }
    model.toon(Dialoog::Stap(Box::new(dialog)));
    concept::zoek(model);
}

/// What contradicts each other now, where that is not what the dialog on top shows.
fn anders_dan_getoond(model: &Model, dialog: &StapDialoog) -> Option<Vec<Geschil>> {
    let Waarover::Tegenspraak(shown) = &dialog.over else {
        return None;
    };
    let zaak = zaak_van(model, dialog.zaak)?;
    let now = geschillen(&zaak, model.nu);
    (!now.is_empty() && now != *shown).then_some(now)
}

/// Asks who was asked for an open step; the one under the cursor first.
pub fn vraag_gevraagd(model: &mut Model, id: ZaakId) {
    let chosen = onder_cursor(model, id);
    vraag_gevraagd_van(model, id, chosen);
}

/// Asks who was asked for this open step; for which, when none is named.
pub fn vraag_gevraagd_van(model: &mut Model, id: ZaakId, chosen: Option<Stapsleutel>) {
    let mut steps = stappen_van(model, id);
    steps.retain(|step| step.soort.kan_gevraagd());
    let steps = Stapkeus::van(&steps);
    if let Some((other, _)) = chosen.filter(|(step, _)| !step.kan_gevraagd()) {
        model.meld(
            Toon::Let,
            format!("Bij \"{}\" valt niets te vragen.", other.label()),
        );
    } else if steps.is_empty() {
        model.meld(
            Toon::Let,
            "Hier staat geen stap open waarvoor u iemand iets vraagt.",
        );
    } else {
        vraag(model, id, Waarover::Gevraagd(steps), chosen);
    }
}

/// Confirms that it is violence against a child, or rejects it; other proposals stay as they are.
fn soort_beslist(model: &mut Model, id: ZaakId, klopt: bool) {
    let Some(tagging) = zaak_van(model, id).and_then(|zaak| zaak.stand.tag) else {
        return;
    };
    let mut kinds = tagging.soorten;
    if klopt && !kinds.contains(&Geweldsoort::Kind) {
        kinds.insert(0, Geweldsoort::Kind);
    }
    let mut proposed = tagging.voorgesteld;
    proposed.retain(|kind| *kind != Geweldsoort::Kind);
    ochtend::geef_tag(model, id, tagging.tag, (kinds, proposed));
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
    model.toon(Dialoog::Stap(Box::new(StapDialoog::nieuw(
        id, over, chosen,
    ))));
    concept::zoek(model);
}

/// Asks which open step was done; the one under the cursor first.
pub fn vraag_stap(model: &mut Model, id: ZaakId) {
    let steps = met_de_hand(model, id);
    if steps.is_empty() {
        model.meld(
            Toon::Let,
            "Hier staat geen stap open die u zelf afvinkt. Beoordelen is b, input is i.",
        );
        return;
    }
    let under = onder_cursor(model, id);
    if let Some((step, _)) = under.filter(|(step, _)| !step.met_de_hand()) {
        // Never another step than the one that is looked at.
        model.meld(
            Toon::Let,
            format!(
                "\"{}\" vinkt u niet af: Enter doet wat erbij hoort.",
                step.label()
            ),
        );
        return;
    }
    // Without a cursor on a step an alarm is what is meant: it comes first.
    let alarm = stappen_van(model, id)
        .into_iter()
        .find(|step| step.alarm)
        .map(|step| (step.soort, step.aanleiding));
    let chosen = under.or(alarm).filter(|key| {
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
    if let Some(now) = anders_dan_getoond(model, dialog) {
        if let Some(Dialoog::Stap(dialog)) = &mut model.dialoog {
            dialog.ververs(now);
        }
        let text =
            "Intussen is hier iets anders vastgelegd. Lees wat er nu staat, en kies opnieuw.";
        model.meld(Toon::Let, text);
        return;
    }
    let opdracht = match dialog.opdracht(model.nu) {
        Ok(opdracht) => opdracht,
        Err((field, text)) => {
            if let Some(Dialoog::Stap(dialog)) = &mut model.dialoog {
                dialog.formulier.focus_op(field);
            }
            model.meld(Toon::Let, text);
            return;
        }
    };
    let ends = model.lijst.zoek(id).and_then(|line| line.klok.uiterlijk);
    if let Some(zaak) = zaak_van(model, id)
        && let Err(refusal) = decide(&zaak, &opdracht.clone().met_klok(ends, model.nu))
    {
        if let (
            Weigering::VraagtBevestiging(question),
            Opdracht::Sluit {
                reden, op, loopt, ..
            },
        ) = (&refusal, &opdracht)
        {
            let again = Opdracht::Sluit {
                reden: reden.clone(),
                op: *op,
                loopt: loopt.clone(),
                bevestigd: true,
            };
            model.vraag_toch(id, question.clone(), again);
            return;
        }
        model.meld(Toon::Fout, refusal.to_string());
        return;
    }
    concept::sla_op(model, vec![(id, opdracht)], None);
}

/// Asks why the zaak can be closed, or opened again; says what is missing when it can not.
pub fn vraag_sluiten(model: &mut Model, id: ZaakId) {
    let Some(zaak) = zaak_van(model, id) else {
        return;
    };
    match zaak.fase() {
        Fase::Gesloten => vraag(model, id, Waarover::Heropenen, None),
        Fase::Opgegaan => model.meld(Toon::Let, Weigering::AlSamengevoegd.to_string()),
        Fase::Ongetagd | Fase::GeenHg => {
            model.meld(Toon::Let, Weigering::NietGevolgd.to_string());
        }
        Fase::Hg | Fase::Twijfel | Fase::Radar => match belet_sluiten(&zaak) {
            Some(why) => model.meld(Toon::Let, Weigering::NogNietTeSluiten(why).to_string()),
            None => {
                let loopt = regel_van(model, id).map_or_else(Vec::new, |regel| regel.loopt);
                let mut over = vraagt_bij_sluiten(&zaak, model.nu);
                over.extend_from_slice(&loopt);
                vraag(model, id, Waarover::Sluiten { over, loopt }, None);
            }
        },
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
            model.toon(Dialoog::Vraag(Vraag {
                tekst: format!(
                    "Overgedragen {} door {} aan {}.{message} Neemt u de zaak over?",
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
    let step = || vec![menu.stap.clone()];
    let key = (menu.stap.soort, menu.stap.aanleiding);
    match menu.keuzes.get(menu.cursor) {
        Some(Menukeus::Beslissing) => zaakformulier::open(model, id, Soort::Afdoening),
        Some(Menukeus::TekstKpc) => lees_terugkoppeling(model, id),
        Some(Menukeus::Melding) => zaakformulier::open(model, id, Soort::Melding),
        Some(Menukeus::Overleg) => zaakformulier::open(model, id, Soort::Overleg),
        Some(Menukeus::Bronnen | Menukeus::Beoordelen) => beoordelen::open(model, id),
        Some(Menukeus::Gevraagd) => vraag(model, id, Waarover::Gevraagd(step()), Some(key)),
        Some(Menukeus::Gedaan | Menukeus::Uitgezocht | Menukeus::Openhouden) => {
            vraag(model, id, Waarover::Gedaan(step()), Some(key));
        }
        Some(Menukeus::Terzijde) => vraag(model, id, Waarover::Terzijde(step()), Some(key)),
        Some(Menukeus::SoortKlopt) => soort_beslist(model, id, true),
        Some(Menukeus::SoortKloptNiet) => soort_beslist(model, id, false),
        Some(Menukeus::Sluiten) => vraag_sluiten(model, id),
        None => {}
    }
}

fn lees_terugkoppeling(model: &mut Model, id: ZaakId) {
    let Some(zaak) = zaak_van(model, id) else {
        return;
    };
    let context = inputscherm::context(model, id);
    let kennis = &model.kennis;
    match terugkoppeling(&zaak, &kennis.ontvangers, &kennis.voorwaarden, &context) {
        Ok(text) => model.lagen.push(Laag::Lezer(Leesscherm::platte_tekst(
            "Tekst voor de KPC-er".to_owned(),
            &text,
        ))),
        Err(error) => model.meld(Toon::Fout, error.to_string()),
    }
}
