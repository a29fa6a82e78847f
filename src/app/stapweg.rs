//! What a worker can do with a step, and with the zaak as a whole: tick off, set aside, follow, close, hand over.
//! Every screen on which a zaak stands goes these ways.
//!
//! Must not know from which screen, nor what is behind a door.

use crate::app::afgeleid::menukeus::wegen;
use crate::app::afgeleid::opstelcontext::context;
use crate::app::afgeleid::stapkeus::{Stapkeus, Stapsleutel, Waarover};
use crate::app::afgeleid::tegenspraak::geschillen;
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Zaakvorm};
use crate::app::leestekst::Leestekst;
use crate::domain::decide::{Opdracht, Weigering};
use crate::domain::fase::Fase;
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::soort::Soort;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tijd;
use crate::domain::werkstroom::{belet_sluiten, vraagt_bij_sluiten};
use crate::send::terugkoppeling::terugkoppeling;

/// Does what is natural with a step: opens the form that answers it, offers the ways on, or asks how it
/// was done.
#[must_use]
pub fn volg(blik: &Blik, id: ZaakId, step: &Stap) -> Daden {
    if !wegen(step.soort).is_empty() {
        let all = Stapkeus::van(&blik.stappen(id));
        let is = |one: &Stapkeus| (one.soort, one.aanleiding) == (step.soort, step.aanleiding);
        if let Some(one) = all.into_iter().find(is) {
            return Deur::Menu(id, one).into();
        }
    }
    match step.soort {
        StapSoort::Beoordelen => Deur::Beoordelen(id).into(),
        StapSoort::InputGeven => Deur::Input(id).into(),
        StapSoort::VtBepalen => Deur::Zaakformulier(id, Zaakvorm::Vt).into(),
        // After the new judgement the step asks what came of it; before that it is about judging.
        StapSoort::OpnieuwBeoordelen if !beoordeeld_sinds(blik, id, step) => {
            Deur::Beoordelen(id).into()
        }
        StapSoort::TegenspraakBeslissen => tegenspraak(blik, id, step.aanleiding),
        StapSoort::Taggen => {
            Daad::let_op("Tag de regel: h HG, g geen HG, t twijfel, r radar.").into()
        }
        StapSoort::Sluiten => sluiten(blik, id),
        other => {
            let over = Waarover::Gedaan(met_de_hand(blik, id));
            Deur::Stap(id, over, Some((other, step.aanleiding))).into()
        }
    }
}

/// Somebody judged the safety after what opened this step.
fn beoordeeld_sinds(blik: &Blik, id: ZaakId, step: &Stap) -> bool {
    let Some(zaak) = blik.zaak(id) else {
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
#[must_use]
pub fn tegenspraak(blik: &Blik, id: ZaakId, cause: Option<EventId>) -> Daden {
    let Some(zaak) = blik.zaak(id) else {
        return Daden::new();
    };
    let all = geschillen(zaak, blik.nu);
    if all.is_empty() {
        return Daad::let_op(Weigering::GeenTegenspraak.to_string()).into();
    }
    let about = (StapSoort::TegenspraakBeslissen, cause);
    Deur::Stap(id, Waarover::Tegenspraak(all), Some(about)).into()
}

/// Asks who was asked for this open step; for which, when none is named.
#[must_use]
pub fn gevraagd(blik: &Blik, id: ZaakId, chosen: Option<Stapsleutel>) -> Daden {
    let mut steps = blik.stappen(id);
    steps.retain(|step| step.soort.kan_gevraagd());
    let steps = Stapkeus::van(&steps);
    if let Some((other, _)) = chosen.filter(|(step, _)| !step.kan_gevraagd()) {
        Daad::let_op(format!("Bij \"{}\" valt niets te vragen.", other.label())).into()
    } else if steps.is_empty() {
        Daad::let_op("Hier staat geen stap open waarvoor u iemand iets vraagt.").into()
    } else {
        Deur::Stap(id, Waarover::Gevraagd(steps), chosen).into()
    }
}

/// Confirms that it is violence against a child, or rejects it; other proposals stay as they are.
#[must_use]
pub fn soort_beslist(blik: &Blik, id: ZaakId, klopt: bool) -> Daden {
    let Some(tagging) = blik.zaak(id).and_then(|zaak| zaak.stand.tag.clone()) else {
        return Daden::new();
    };
    let mut kinds = tagging.soorten;
    if klopt && !kinds.contains(&Soort::Kind) {
        kinds.insert(0, Soort::Kind);
    }
    let mut proposed = tagging.voorgesteld;
    proposed.retain(|kind| *kind != Soort::Kind);
    Daad::Tag(id, tagging.tag, (kinds, proposed)).into()
}

fn met_de_hand(blik: &Blik, id: ZaakId) -> Vec<Stapkeus> {
    let mut steps = blik.stappen(id);
    steps.retain(|step| step.soort.met_de_hand());
    Stapkeus::van(&steps)
}

/// Asks which open step was done; the one under the cursor first.
#[must_use]
pub fn gedaan(blik: &Blik, id: ZaakId, under: Option<Stapsleutel>) -> Daden {
    let steps = met_de_hand(blik, id);
    if steps.is_empty() {
        return Daad::let_op(
            "Hier staat geen stap open die u zelf afvinkt. Beoordelen is b, input is i.",
        )
        .into();
    }
    if let Some((step, _)) = under.filter(|(step, _)| !step.met_de_hand()) {
        // Never another step than the one that is looked at.
        return Daad::let_op(format!(
            "\"{}\" vinkt u niet af: Enter doet wat erbij hoort.",
            step.label()
        ))
        .into();
    }
    // Without a cursor on a step an alarm is what is meant: it comes first.
    let alarm = blik
        .stappen(id)
        .into_iter()
        .find(|step| step.alarm)
        .map(|step| (step.soort, step.aanleiding));
    let chosen = under.or(alarm).filter(|key| {
        steps
            .iter()
            .any(|step| (step.soort, step.aanleiding) == *key)
    });
    Deur::Stap(id, Waarover::Gedaan(steps), chosen).into()
}

/// Asks why this open step is not needed here; which, when none is named.
#[must_use]
pub fn terzijde(blik: &Blik, id: ZaakId, chosen: Option<Stapsleutel>) -> Daden {
    let mut steps = blik.stappen(id);
    steps.retain(|step| step.soort.mag_terzijde());
    let steps = Stapkeus::van(&steps);
    if let Some((fixed, _)) = chosen.filter(|(step, _)| !step.mag_terzijde()) {
        Daad::let_op(format!(
            "\"{}\" kan niet terzijde: hier hangt de veiligheid van af.",
            fixed.label()
        ))
        .into()
    } else if steps.is_empty() {
        Daad::let_op("Hier staat geen stap open die terzijde mag.").into()
    } else {
        Deur::Stap(id, Waarover::Terzijde(steps), chosen).into()
    }
}

/// Asks why the zaak can be closed, or opened again; says what is missing when it can not.
#[must_use]
pub fn sluiten(blik: &Blik, id: ZaakId) -> Daden {
    let Some(zaak) = blik.zaak(id) else {
        return Daden::new();
    };
    let refused = |why: Weigering| Daad::let_op(why.to_string()).into();
    match zaak.fase() {
        Fase::Gesloten => Deur::Stap(id, Waarover::Heropenen, None).into(),
        Fase::Opgegaan => refused(Weigering::AlSamengevoegd),
        Fase::Ongetagd | Fase::GeenHg => refused(Weigering::NietGevolgd),
        Fase::Hg | Fase::Twijfel | Fase::Radar => match belet_sluiten(zaak) {
            Some(why) => refused(Weigering::NogNietTeSluiten(why)),
            None => {
                let loopt = blik.regel(id).map_or_else(Vec::new, |regel| regel.loopt);
                let mut over = vraagt_bij_sluiten(zaak, blik.nu);
                over.extend_from_slice(&loopt);
                Deur::Stap(id, Waarover::Sluiten { over, loopt }, None).into()
            }
        },
    }
}

/// Hands the zaak over, or asks whether to take it over when it waits for that.
#[must_use]
pub fn overdragen(blik: &Blik, id: ZaakId) -> Daden {
    let waiting = blik
        .zaak(id)
        .and_then(|zaak| zaak.stand.wacht_op_overname());
    let Some(one) = waiting else {
        return Deur::Zaakformulier(id, Zaakvorm::Overdracht).into();
    };
    let message = blik.vrije_tekst(&one.bericht);
    let message = if message.is_empty() {
        String::new()
    } else {
        format!(" \"{message}\"")
    };
    let question = format!(
        "Overgedragen {} door {} aan {}.{message} Neemt u de zaak over?",
        tijd::moment(one.op, blik.nu),
        one.door,
        one.aan
    );
    let take = Daad::opdracht(id, Opdracht::NeemOver);
    Daad::Eerst(question, take.into()).into()
}

/// The text that asks the KPC-er for the decision, to read.
#[must_use]
pub fn lees_terugkoppeling(blik: &Blik, id: ZaakId) -> Daden {
    let Some(zaak) = blik.zaak(id) else {
        return Daden::new();
    };
    let kennis = &blik.kennis;
    let context = context(blik, id);
    match terugkoppeling(zaak, &kennis.ontvangers, &kennis.voorwaarden, &context) {
        Ok(text) => Deur::Lezer(Leestekst::plat("Tekst voor de KPC-er", &text)).into(),
        Err(error) => Daad::fout(error.to_string()).into(),
    }
}
