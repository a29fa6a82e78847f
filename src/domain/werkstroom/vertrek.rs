//! Nobody is released unseen: the steps that can not wait.
//!
//! What opened an alarm was noted when it happened (`oorzaak`); here is told which of these a person has not
//! answered in words yet. The clock that runs out is no event: that it ran out without a judgement is told
//! from what was known by then. Must not know the wall clock.

use chrono::{DateTime, TimeDelta, Utc};

use super::feiten::{begin, volledig};
use super::oorzaak::{Gat, Oorzaak, gat};
use super::{Beeld, alarm};
use crate::domain::fase::Fase;
use crate::domain::ids::EventId;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tijd::{dag, klok, lokaal};
use crate::domain::verblijf::{Uitspraak, Van, verblijf};
use crate::domain::zaak::{Stand, Zaak};

/// Every alarm, with those that the clock brings.
pub(super) fn stappen(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    zonder_klok(zaak, om.zelf_dienst, out);
    out.extend(afgelopen(zaak, om.uiterlijk, om.nu));
    out.extend(termijn_voorbij(zaak, om.nu));
}

/// Hours after which nobody is held for investigation any more, however the night and an extension for
/// identification fall: nine and six hours of the day (art. 56a and 56b Sv).
const OPHOUDEN_HOOGSTENS: i64 = 24;

/// When ophouden must be over of whom no time is known: he was held already when a list first said so.
fn zonder_begin(zaak: &Zaak) -> Option<DateTime<Utc>> {
    let listed = zaak
        .stand
        .uitspraken
        .iter()
        .filter(|one| matches!(one.van, Van::Lijst { .. }) && one.waarde.is_vast())
        .map(|one| one.over)
        .min()?;
    listed.checked_add_signed(TimeDelta::hours(OPHOUDEN_HOOGSTENS))
}

/// The alarm of a clock that ends at `uiterlijk`, or whenever it must have ended where nobody knows its begin, and
/// ran out before `nu`.
pub(super) fn afgelopen(
    zaak: &Zaak,
    uiterlijk: Option<DateTime<Utc>>,
    nu: DateTime<Utc>,
) -> Option<Stap> {
    let end = uiterlijk
        .or_else(|| zonder_begin(zaak))
        .filter(|end| *end <= nu)?;
    let missing = bij_einde_klok(zaak, end, end)?;
    Some(alarm(
        StapSoort::VertrekUitzoeken,
        klok_van(zaak),
        format!("de klok liep af om {}, {}", klok(end), missing.label()),
        Some(end),
    ))
}

/// The statement of inverzekeringstelling or bewaring on which custody rested when its days were over, with
/// that moment: who is held longer is held on words that nobody spoke.
fn verlopen(zaak: &Zaak, nu: DateTime<Utc>) -> Option<(Uitspraak, DateTime<Utc>)> {
    let said = &zaak.stand.uitspraken;
    said.iter().rev().find_map(|one| {
        let end = one.duurt_tot().filter(|end| *end <= nu)?;
        let by_then: Vec<Uitspraak> = said
            .iter()
            .filter(|other| other.vastgelegd <= end)
            .cloned()
            .collect();
        let then = verblijf(&by_then, end);
        let ended = then.verlopen && then.tot == Some(end);
        then.uitspraak.filter(|_| ended).map(|holds| (holds, end))
    })
}

/// The alarm of inverzekeringstelling or bewaring whose days are over, of which nobody said how it went on.
pub(super) fn termijn_voorbij(zaak: &Zaak, nu: DateTime<Utc>) -> Option<Stap> {
    if !(zaak.fase().is_bewaakt() || zaak.fase().is_gevolgd() && volledig(zaak)) {
        return None;
    }
    let (said, end) = verlopen(zaak, nu)?;
    let answered = zaak.stand.gedaan.iter().any(|step| {
        step.soort == StapSoort::VertrekUitzoeken && step.aanleiding == said.id && step.op >= end
    });
    let departed = zaak
        .stand
        .oorzaken
        .iter()
        .any(|cause| cause.stap == StapSoort::VertrekUitzoeken && cause.op >= end);
    if answered || departed {
        return None;
    }
    Some(alarm(
        StapSoort::VertrekUitzoeken,
        said.id,
        format!(
            "{} duurt hoogstens tot {} {}; niemand legde vast hoe het verder ging",
            said.waarde.label(),
            dag(lokaal(end).date_naive()),
            klok(end)
        ),
        Some(end),
    ))
}

/// The alarms that need no clock.
pub(super) fn zonder_klok(zaak: &Zaak, zelf_dienst: bool, out: &mut Vec<Stap>) {
    for cause in open(&zaak.stand) {
        let waarom = match (cause.stap, cause.gat) {
            (StapSoort::OpnieuwBeoordelen, Some(missing)) => ontbrak(&zaak.stand, missing),
            (_, Some(missing)) => format!("{}, {}", cause.wat, ontbrak(&zaak.stand, missing)),
            (_, None) => cause.wat.clone(),
        };
        // A second call for the same reason is another one: say of which judgement it is.
        let alike = open(&zaak.stand).filter(|one| one.stap == cause.stap && one.wat == cause.wat);
        let waarom = if cause.stap == StapSoort::BureaudienstInschakelen && alike.count() > 1 {
            format!("{waarom} (oordeel van {})", klok(cause.op))
        } else {
            waarom
        };
        let mut step = alarm(cause.stap, Some(cause.id), waarom, None);
        if zelf_dienst && cause.stap == StapSoort::BureaudienstInschakelen {
            "wie gaat erheen?".clone_into(&mut step.wat);
        }
        out.push(step);
    }
}

/// What was missing then, in words that are true now: what came since is no lack any more, and changes nothing
/// about then.
fn ontbrak(stand: &Stand, missing: Gat) -> String {
    match missing {
        Gat::ZonderOordeel if stand.beoordeling().is_some() => {
            Gat::OordeelTeLaat.label().to_owned()
        }
        Gat::VoorwaardenOnbekend if stand.afdoening().is_some() => {
            format!("toen {}", missing.label())
        }
        Gat::NietGesteld => {
            let asked = stand.beoordeling().map(|one| &one.inhoud.voorwaarden);
            let lacking = asked
                .zip(stand.afdoening())
                .map_or_else(Vec::new, |(all, decided)| decided.inhoud.niet_gesteld(all));
            if lacking.is_empty() {
                return missing.label().to_owned();
            }
            let words: Vec<String> = lacking.iter().map(|one| one.replace('-', " ")).collect();
            format!("{}: {}", missing.label(), words.join(", "))
        }
        other => other.label().to_owned(),
    }
}

/// The causes of alarms that nobody answered.
pub(super) fn open(stand: &Stand) -> impl Iterator<Item = &Oorzaak> {
    stand
        .oorzaken
        .iter()
        .filter(|cause| telt(stand, cause) && !beantwoord(stand, cause))
}

/// Whether a cause is one here: a zaak that VT does not judge has no judgement to wait for.
fn telt(stand: &Stand, cause: &Oorzaak) -> bool {
    match (cause.stap, cause.gat) {
        (StapSoort::VertrekUitzoeken, None) | (StapSoort::OpnieuwBekijken, _) => false,
        (StapSoort::VertrekUitzoeken, Some(Gat::ZonderOordeel)) => stand.fase().is_bewaakt(),
        _ => stand.fase().is_gevolgd(),
    }
}

/// A person answered this very cause in words, or decided in words that he is held after all.
fn beantwoord(stand: &Stand, cause: &Oorzaak) -> bool {
    let said = stand
        .gedaan
        .iter()
        .any(|step| step.soort == cause.stap && step.aanleiding == Some(cause.id));
    let decided = cause.stap != StapSoort::BureaudienstInschakelen
        && stand.uitspraken.iter().any(|one| {
            matches!(one.van, Van::Besloten { .. })
                && one.waarde.is_vast()
                && one.vastgelegd >= cause.op
        });
    said || decided
}

/// Longer than this many days nobody is held for investigation, by whatever rule.
const OPHOUDEN_UITERST: i64 = 3;

/// The clock must have run out at `nu`, without a judgement, and nobody said a word about it: what is known
/// without the rules of the clock.
pub(super) fn klok_ongezien(zaak: &Zaak, nu: DateTime<Utc>) -> bool {
    let last = zaak.stand.uitspraken.iter().map(|one| one.vastgelegd).max();
    let end = last.and_then(|at| at.checked_add_signed(TimeDelta::days(OPHOUDEN_UITERST)));
    end.filter(|end| *end <= nu)
        .is_some_and(|end| bij_einde_klok(zaak, end, DateTime::<Utc>::MIN_UTC).is_some())
}

/// The event on which the clock of ophouden rests.
pub(super) fn klok_van(zaak: &Zaak) -> Option<EventId> {
    zaak.stand.klok_van.or_else(|| begin(zaak))
}

/// What was missing when the clock ran out at `end` while he was held, as far as was known by then; none
/// when nothing was, when somebody answered it from `gezegd_vanaf` on, or when his departure asks the same.
fn bij_einde_klok(zaak: &Zaak, end: DateTime<Utc>, gezegd_vanaf: DateTime<Utc>) -> Option<Gat> {
    if !(zaak.fase().is_bewaakt() || zaak.fase().is_gevolgd() && volledig(zaak)) {
        return None;
    }
    let stand = &zaak.stand;
    let mut at_end: Vec<Uitspraak> = stand
        .uitspraken
        .iter()
        .filter(|one| (one.over <= end || one.is_aankondiging()) && one.vastgelegd <= end)
        .cloned()
        .collect();
    if at_end.is_empty() {
        // The first that was heard of him came after that end: then it tells how it ended.
        at_end.extend(stand.uitspraken.first().cloned());
    }
    if !verblijf(&at_end, end).klok_loopt() {
        return None;
    }
    // A departure of another day asks nothing about this one.
    let departed = stand.oorzaken.iter().any(|cause| {
        let after =
            |one: &Uitspraak| one.id == Some(cause.id) && one.over > end && !one.is_aankondiging();
        cause.stap == StapSoort::VertrekUitzoeken
            && cause.gat.is_some()
            && (cause.op >= end || stand.uitspraken.iter().any(after))
    });
    // Words that were said while the clock still ran are no answer to its end.
    let said = stand.gedaan.iter().any(|step| {
        step.soort == StapSoort::VertrekUitzoeken
            && step.aanleiding == klok_van(zaak)
            && step.op >= gezegd_vanaf
    });
    if departed || said {
        return None;
    }
    let mut known = Stand {
        beoordelingen: stand.beoordelingen.clone(),
        afdoeningen: stand.afdoeningen.clone(),
        ..Stand::default()
    };
    known.beoordelingen.retain(|one| one.op <= end);
    known.afdoeningen.retain(|one| one.op <= end);
    let missing = gat(&known, end, end)?;
    // On the radar there is no judgement to wait for.
    (missing != Gat::ZonderOordeel || zaak.fase() != Fase::Radar).then_some(missing)
}
