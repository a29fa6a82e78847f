//! Nobody is released unseen: the steps that can not wait.
//!
//! A zaak whose suspect leaves, or may leave because his clock ended, while VT did not judge the safety
//! or asked for conditions that nobody set, is an alarm until somebody says by name how it was dealt
//! with. Must not know the wall clock.

use chrono::{DateTime, Utc};

use super::feiten::{afdoening, beoordeeld, gedaan, is_beslist, is_weg};
use super::{Omgeving, alarm};
use crate::domain::beoordeling::Oordeel;
use crate::domain::lijstregel::Status;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tag::Tag;
use crate::domain::tijd::klok;
use crate::domain::zaak::Zaak;

/// Every alarm, with those that the clock brings.
pub(super) fn stappen(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    zonder_klok(zaak, out);
    let warned = out
        .iter()
        .any(|step| step.soort == StapSoort::VertrekUitzoeken);
    if !warned
        && let Some(end) = om.uiterlijk.filter(|end| *end <= om.nu)
        && zaak.regel.status.klok_loopt()
        && zaak.stand.afdoeningen.is_empty()
        && let Some(gap) = gat(zaak)
        && !gedaan(zaak, StapSoort::VertrekUitzoeken, Some(gap.sinds.max(end)))
    {
        out.push(alarm(
            StapSoort::VertrekUitzoeken,
            format!("de klok liep af om {}, {}", klok(end), gap.waarom),
            Some(end),
        ));
    }
}

/// The alarms that need no clock.
pub(super) fn zonder_klok(zaak: &Zaak, out: &mut Vec<Stap>) {
    if bureaudienst_nodig(zaak) {
        out.push(alarm(
            StapSoort::BureaudienstInschakelen,
            "iemand is acuut onveilig",
            None,
        ));
    }
    if is_weg(zaak)
        && let Some(gap) = gat(zaak)
    {
        let since = vertrokken(zaak).max(gap.sinds);
        if !gedaan(zaak, StapSoort::VertrekUitzoeken, Some(since)) {
            out.push(alarm(
                StapSoort::VertrekUitzoeken,
                format!("{}, {}", hoe(zaak), gap.waarom),
                None,
            ));
        }
    }
}

/// The bureaudienst was not called since the zaak became acuut for the last time.
pub(super) fn bureaudienst_nodig(zaak: &Zaak) -> bool {
    let acute_since = zaak
        .stand
        .beoordelingen
        .iter()
        .rev()
        .take_while(|one| one.inhoud.is_acuut())
        .last();
    acute_since
        .is_some_and(|first| !gedaan(zaak, StapSoort::BureaudienstInschakelen, Some(first.op)))
}

/// What is missing while the suspect is out.
struct Gat {
    waarom: &'static str,
    /// From when on it is missing: what was said before does not answer it.
    sinds: DateTime<Utc>,
}

fn gat(zaak: &Zaak) -> Option<Gat> {
    // A radar line has no judgement to wait for.
    let watched = zaak
        .stand
        .tag
        .as_ref()
        .is_some_and(|tagging| matches!(tagging.tag, Tag::Hg | Tag::Twijfel));
    // A judgement that came after he left does not answer how he could leave without one.
    let in_time = beoordeeld(zaak)
        && (!is_weg(zaak)
            || zaak
                .stand
                .beoordelingen
                .iter()
                .any(|one| one.op <= vertrokken(zaak)));
    let unseen = (watched && !in_time).then_some(Gat {
        waarom: "zonder oordeel van VT",
        sinds: DateTime::<Utc>::MIN_UTC,
    });
    let answered = gedaan(zaak, StapSoort::VertrekUitzoeken, Some(vertrokken(zaak)));
    if !beoordeeld(zaak) || unseen.is_some() && !answered {
        return unseen;
    }
    let holds = zaak.stand.beoordeling()?;
    if holds.inhoud.geheel != Oordeel::AcuutOnveilig && !holds.inhoud.is_acuut() {
        return None;
    }
    let waarom = match afdoening(zaak) {
        Some(decision) if decision.voorwaarden.is_empty() => {
            "acuut onveilig, zonder veiligheidsvoorwaarden"
        }
        Some(_) => return None,
        None if holds.inhoud.voorwaarden.is_empty() => {
            "acuut onveilig, zonder veiligheidsvoorwaarden"
        }
        None => "acuut onveilig; niet bekend of de voorwaarden zijn gesteld",
    };
    let told = zaak.stand.afdoening().map_or(holds.op, |one| one.op);
    Some(Gat {
        waarom,
        sinds: holds.op.max(told),
    })
}

/// When he left, as far as the journal knows: as somebody told or the list said, or with the decision.
fn vertrokken(zaak: &Zaak) -> DateTime<Utc> {
    let decided = zaak
        .stand
        .afdoening()
        .filter(|one| one.inhoud.laat_vrij())
        .map(|one| one.op);
    zaak.stand
        .weg_sinds
        .or(zaak.stand.verdwenen_op)
        .or(decided)
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}

fn hoe(zaak: &Zaak) -> &'static str {
    match zaak.regel.status {
        Status::Heengezonden => "heengezonden",
        Status::NietVast => "niet meer vast",
        _ if is_beslist(zaak) => "de beslissing laat hem vrij",
        _ => "van de lijst verdwenen",
    }
}
