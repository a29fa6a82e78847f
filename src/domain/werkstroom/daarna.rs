//! The decision and what follows: handing over in the evening, hearing what was decided, telling the
//! victim, help for the suspect, writing it down and closing.
//!
//! Must not know the wall clock.

use chrono::{DateTime, NaiveTime, Timelike as _, Utc};

use super::feiten::{afdoening, beoordeeld, gedaan, is_beslist, is_weg, volledig};
use super::{Omgeving, alarmen, stap, vooraf};
use crate::domain::input::Ontvanger;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tag::Tag;
use crate::domain::tijd::{klok, leeftijd, lokaal, uit_lokaal};
use crate::domain::zaak::Zaak;

/// The steps from the overleg on.
pub(super) fn stappen(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    avond(zaak, om, out);
    if let Some((waarom, voor)) = terugkoppeling(zaak, om)
        && !gedaan(
            zaak,
            StapSoort::TerugkoppelingVragen,
            Some(sinds_beslissing(zaak)),
        )
    {
        out.push(stap(StapSoort::TerugkoppelingVragen, waarom, voor));
    }
    na_de_beslissing(zaak, om, out);
    if afgerond(zaak)
        && !gedaan(
            zaak,
            StapSoort::SysteemBijwerken,
            Some(sinds_beslissing(zaak)),
        )
    {
        out.push(stap(
            StapSoort::SysteemBijwerken,
            "de beslissing moet in het eigen systeem van VT",
            None,
        ));
    }
}

/// Why a zaak can not be closed yet, in Dutch; none when it can.
///
/// A zaak with a passed overleg and no decision stays open until the decision is there, or until
/// somebody set asking for it aside with a reason.
#[must_use]
pub fn belet_sluiten(zaak: &Zaak) -> Option<String> {
    if let Some(step) = alarmen(zaak).first() {
        return Some(format!("{} ({})", step.soort.label(), step.waarom));
    }
    let tag = zaak.stand.tag.as_ref().map(|tagging| tagging.tag);
    let aside = |soort| gedaan(zaak, soort, Some(sinds_beslissing(zaak)));
    if tag == Some(Tag::Twijfel) && !gedaan(zaak, StapSoort::TwijfelBespreken, None) {
        return Some("de twijfel is nog niet besproken.".to_owned());
    }
    if !volledig(zaak) {
        return None;
    }
    if !beoordeeld(zaak) && !gedaan(zaak, StapSoort::Beoordelen, None) {
        return Some(
            "er is nog geen oordeel. Beoordeel, of leg die stap terzijde met een reden.".to_owned(),
        );
    }
    if !is_beslist(zaak) && !aside(StapSoort::TerugkoppelingVragen) {
        return Some(
            "de beslissing is niet bekend. Leg haar vast, of leg de terugkoppeling terzijde met een reden."
                .to_owned(),
        );
    }
    let mut left: Vec<String> = vooraf::kinderen_en_zorgmelding(zaak)
        .into_iter()
        .chain(volgt(zaak, minderjarig_bij_beslissing(zaak)))
        .filter(|step| !aside(*step))
        .map(|step| step.label().to_owned())
        .collect();
    let actions = zaak
        .stand
        .acties
        .iter()
        .filter(|one| one.afgerond.is_none())
        .count();
    if actions > 0 {
        left.push(format!("{actions} actie(s) met partners"));
    }
    if zaak.stand.wacht_op_overname().is_some() {
        left.push("overname na de overdracht".to_owned());
    }
    if !aside(StapSoort::SysteemBijwerken) {
        left.push(StapSoort::SysteemBijwerken.label().to_owned());
    }
    (!left.is_empty()).then(|| {
        format!(
            "er staat nog open: {}. Doe het, of leg het terzijde met een reden.",
            left.join(", ")
        )
    })
}

/// The suspect was a minor when it was decided; without a date of birth he counts as an adult, so that
/// nothing is left out.
fn minderjarig_bij_beslissing(zaak: &Zaak) -> bool {
    zaak.regel
        .geboortedatum
        .zip(zaak.stand.afdoening())
        .and_then(|(born, decided)| leeftijd(born, lokaal(decided.op).date_naive()))
        .is_some_and(|age| age < 18)
}

/// Nothing more is to be heard: decided, or somebody said why the decision will not be known.
fn afgerond(zaak: &Zaak) -> bool {
    is_beslist(zaak)
        || gedaan(
            zaak,
            StapSoort::TerugkoppelingVragen,
            Some(sinds_beslissing(zaak)),
        )
}

/// What was done before this does not answer what is open now: the moment of the newest decision that
/// was recorded.
fn sinds_beslissing(zaak: &Zaak) -> DateTime<Utc> {
    zaak.stand
        .afdoening()
        .map_or(DateTime::<Utc>::MIN_UTC, |one| one.op)
}

/// The overleg is after VT has left: its words must lie with the OM before.
fn avond(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    let Some(planned) = &zaak.stand.overleg else {
        return;
    };
    let local = lokaal(planned.overleg.tijd);
    if local.hour() < om.avond_vanaf
        || !zaak.stand.afdoeningen.is_empty()
        || gedaan(zaak, StapSoort::OverdragenAanOm, Some(planned.op))
    {
        return;
    }
    let with_om = zaak.stand.input_bij_laatste_oordeel()
        && zaak
            .stand
            .inputs
            .last()
            .is_some_and(|sent| sent.inhoud.ontvanger == Ontvanger::Om);
    let waarom = if with_om {
        format!(
            "overleg om {}: bel OM dat de input er ligt",
            klok(planned.overleg.tijd)
        )
    } else {
        format!(
            "overleg om {}: de input moet voor die tijd bij OM liggen",
            klok(planned.overleg.tijd)
        )
    };
    let leaving = NaiveTime::from_hms_opt(om.avond_vanaf.min(23), 0, 0)
        .map(|hour| uit_lokaal(local.date_naive().and_time(hour)));
    out.push(stap(StapSoort::OverdragenAanOm, waarom, leaving));
}

/// Why the decision must be asked for, and since when or by when; none when it is known, or not due.
fn terugkoppeling(zaak: &Zaak, om: &Omgeving<'_>) -> Option<(String, Option<DateTime<Utc>>)> {
    let overleg = zaak
        .stand
        .overleg
        .as_ref()
        .filter(|planned| planned.overleg.tijd <= om.nu);
    match zaak.stand.afdoening() {
        Some(decided) if decided.inhoud.eindigt() => None,
        Some(decided) => {
            let what = decided.inhoud.label();
            if let Some(planned) = overleg.filter(|planned| planned.overleg.tijd > decided.op) {
                let waarom = format!(
                    "overleg was om {}, de nieuwe beslissing is niet bekend",
                    klok(planned.overleg.tijd)
                );
                return Some((waarom, Some(planned.overleg.tijd)));
            }
            Some((
                format!("nog geen eindbeslissing ({what}): volg wat erna komt"),
                decided.inhoud.einde,
            ))
        }
        None => {
            if let Some(planned) = overleg {
                let waarom = format!(
                    "overleg was om {}, de beslissing is niet bekend",
                    klok(planned.overleg.tijd)
                );
                return Some((waarom, Some(planned.overleg.tijd)));
            }
            if is_weg(zaak) {
                return Some(("weg, en de beslissing is niet bekend".to_owned(), None));
            }
            let ended = om
                .uiterlijk
                .filter(|end| *end <= om.nu && zaak.regel.status.klok_loopt());
            if ended.is_some() {
                return Some((
                    "de klok is afgelopen, de beslissing is niet bekend".to_owned(),
                    ended,
                ));
            }
            // With the input given there is only the decision to wait for.
            zaak.stand.input_bij_laatste_oordeel().then(|| {
                (
                    "input is gegeven; wacht op de beslissing".to_owned(),
                    zaak.stand
                        .overleg
                        .as_ref()
                        .map(|planned| planned.overleg.tijd)
                        .or(om.uiterlijk),
                )
            })
        }
    }
}

/// What the decision itself opens.
fn na_de_beslissing(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    let since = sinds_beslissing(zaak);
    for step in volgt(zaak, om.minderjarig) {
        if gedaan(zaak, step, Some(since)) || out.iter().any(|other| other.soort == step) {
            continue;
        }
        // The victim must know before he is at the door: it is late from the moment he leaves.
        let voor = (step == StapSoort::SlachtofferInformeren)
            .then(|| {
                let decided = zaak.stand.afdoening();
                zaak.stand
                    .weg_sinds
                    .or(zaak.stand.verdwenen_op)
                    .or_else(|| decided.and_then(|one| one.inhoud.ingang))
                    .or_else(|| decided.and_then(|one| one.inhoud.beslist_op))
                    .or_else(|| decided.map(|one| one.op))
            })
            .flatten();
        out.push(stap(step, waarom_na(zaak, step), voor));
    }
}

/// The steps that follow from the decision, or from a departure of which the decision is not known.
fn volgt(zaak: &Zaak, minderjarig: bool) -> Vec<StapSoort> {
    let mut open: Vec<StapSoort> = Vec::new();
    if let Some(decision) = afdoening(zaak) {
        for step in decision
            .modaliteiten
            .iter()
            .flat_map(|modality| modality.stappen.iter().copied())
        {
            if !open.contains(&step) {
                open.push(step);
            }
        }
        if decision.laat_vrij() && !open.contains(&StapSoort::SlachtofferInformeren) {
            open.push(StapSoort::SlachtofferInformeren);
        }
    } else if is_weg(zaak) {
        open.push(StapSoort::SlachtofferInformeren);
    }
    open.sort();
    // Probation's hour is for adults.
    open.retain(|step| *step != StapSoort::HgSpreekuur || !minderjarig);
    open
}

fn waarom_na(zaak: &Zaak, step: StapSoort) -> String {
    let who = afdoening(zaak)
        .map(|decision| decision.informeert_slachtoffer.trim())
        .unwrap_or_default();
    match step {
        StapSoort::SlachtofferInformeren if who.is_empty() => {
            "de verdachte komt vrij; weet het slachtoffer het?".to_owned()
        }
        StapSoort::SlachtofferInformeren => {
            format!("de verdachte komt vrij; {who} informeert, is het gebeurd?")
        }
        StapSoort::HgSpreekuur => "meerderjarig en heengezonden".to_owned(),
        StapSoort::AfstemmenHoorZitting => {
            "hoor of zitting: stem hulp en advies af met 3RO en RvdK".to_owned()
        }
        StapSoort::ThvVerbinden => {
            "huisverbod: de THV-collega moet van de beslissing weten".to_owned()
        }
        _ => "volgt uit de beslissing".to_owned(),
    }
}
