//! Nobody is released unseen: the steps that can not wait.
//!
//! What opened an alarm was noted when it happened (`oorzaak`); here is told which of these a person has not
//! answered in words yet. The clock that runs out is no event: that it ran out without a judgement is told
//! from what was known by then. Must not know the wall clock.

use chrono::{DateTime, Utc};

use super::feiten::{begin, volledig};
use super::oorzaak::{Gat, Oorzaak, gat};
use super::{Omgeving, alarm};
use crate::domain::fase::Fase;
use crate::domain::ids::EventId;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tijd::klok;
use crate::domain::verblijf::{Uitspraak, Van, verblijf};
use crate::domain::zaak::{Stand, Zaak};

/// Every alarm, with those that the clock brings.
pub(super) fn stappen(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    zonder_klok(zaak, om.zelf_dienst, out);
    if let Some(end) = om.uiterlijk.filter(|end| *end <= om.nu)
        && let Some(missing) = bij_einde_klok(zaak, end)
    {
        out.push(alarm(
            StapSoort::VertrekUitzoeken,
            klok_van(zaak),
            format!("de klok liep af om {}, {}", klok(end), missing.label()),
            Some(end),
        ));
    }
}

/// The alarms that need no clock.
pub(super) fn zonder_klok(zaak: &Zaak, zelf_dienst: bool, out: &mut Vec<Stap>) {
    for cause in open(zaak) {
        let waarom = match (cause.stap, cause.gat) {
            (StapSoort::OpnieuwBeoordelen, Some(missing)) => missing.label().to_owned(),
            (_, Some(missing)) => format!("{}, {}", cause.wat, missing.label()),
            (_, None) => cause.wat.clone(),
        };
        let mut step = alarm(cause.stap, Some(cause.id), waarom, None);
        if zelf_dienst && cause.stap == StapSoort::BureaudienstInschakelen {
            "wie gaat erheen?".clone_into(&mut step.wat);
        }
        out.push(step);
    }
}

/// The causes that nobody answered.
pub(super) fn open(zaak: &Zaak) -> impl Iterator<Item = &Oorzaak> {
    zaak.stand
        .oorzaken
        .iter()
        .filter(|cause| telt(zaak, cause) && !beantwoord(zaak, cause))
}

/// Whether a cause is one here: a zaak that VT does not judge has no judgement to wait for.
fn telt(zaak: &Zaak, cause: &Oorzaak) -> bool {
    match (cause.stap, cause.gat) {
        (StapSoort::VertrekUitzoeken, None) => false,
        (StapSoort::VertrekUitzoeken, Some(Gat::ZonderOordeel)) => zaak.fase().is_bewaakt(),
        _ => zaak.fase().is_gevolgd(),
    }
}

/// A person answered this very cause in words, or decided in words that he is held after all.
fn beantwoord(zaak: &Zaak, cause: &Oorzaak) -> bool {
    let said = zaak
        .stand
        .gedaan
        .iter()
        .any(|step| step.soort == cause.stap && step.aanleiding == Some(cause.id));
    let decided = cause.stap != StapSoort::BureaudienstInschakelen
        && zaak.stand.uitspraken.iter().any(|one| {
            matches!(one.van, Van::Besloten { .. })
                && one.waarde.is_vast()
                && one.vastgelegd >= cause.op
        });
    said || decided
}

/// The event on which the clock of ophouden rests.
pub(super) fn klok_van(zaak: &Zaak) -> Option<EventId> {
    zaak.stand.klok_van.or_else(|| begin(zaak))
}

/// What was missing when the clock ran out at `end` while he was held, as far as was known by then; none
/// when nothing was, when somebody answered it, or when his departure asks the same.
fn bij_einde_klok(zaak: &Zaak, end: DateTime<Utc>) -> Option<Gat> {
    if !(zaak.fase().is_bewaakt() || zaak.fase().is_gevolgd() && volledig(zaak)) {
        return None;
    }
    let at_end: Vec<Uitspraak> = zaak
        .stand
        .uitspraken
        .iter()
        .filter(|one| one.over <= end)
        .cloned()
        .collect();
    if !verblijf(&at_end).klok_loopt() {
        return None;
    }
    let departed = zaak
        .stand
        .oorzaken
        .iter()
        .any(|cause| cause.stap == StapSoort::VertrekUitzoeken && cause.gat.is_some());
    let said =
        zaak.stand.gedaan.iter().any(|step| {
            step.soort == StapSoort::VertrekUitzoeken && step.aanleiding == klok_van(zaak)
        });
    if departed || said {
        return None;
    }
    let mut known = Stand {
        beoordelingen: zaak.stand.beoordelingen.clone(),
        afdoeningen: zaak.stand.afdoeningen.clone(),
        ..Stand::default()
    };
    known.beoordelingen.retain(|one| one.op <= end);
    known.afdoeningen.retain(|one| one.op <= end);
    let missing = gat(&known, end)?;
    // On the radar there is no judgement to wait for.
    (missing != Gat::ZonderOordeel || zaak.fase() != Fase::Radar).then_some(missing)
}
