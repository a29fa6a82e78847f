//! The decision and what follows: handing over in the evening, hearing what was decided, telling the
//! victim, help for the suspect, writing it down and closing.
//!
//! Must not know the wall clock.

use chrono::{DateTime, NaiveTime, Utc};

use super::feiten::{afdoening, begin, beoordeeld, gedaan, is_beslist, van_tag, volledig};
use super::{Beeld, alarmen, avondoverleg, stap, twijfel_open, vooraf};
use crate::domain::afdoening::{Afdoening, Vrij};
use crate::domain::ids::EventId;
use crate::domain::input::Ontvanger;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tijd::{klok, leeftijd, lokaal, moment, uit_lokaal};
use crate::domain::verblijf::{Van, Waarde};
use crate::domain::zaak::Zaak;

/// The steps from the overleg on.
pub(super) fn stappen(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    avond(zaak, om, out);
    let cause = terugkoppeling_van(zaak);
    if let Some((waarom, voor)) = terugkoppeling(zaak, om)
        && !gedaan(zaak, StapSoort::TerugkoppelingVragen, cause)
    {
        let mut step = stap(StapSoort::TerugkoppelingVragen, cause, waarom, voor);
        vooraf::met_vraag(zaak, &mut step);
        out.push(step);
    }
    na_de_beslissing(zaak, om, out);
    if afgerond(zaak) && !gedaan(zaak, StapSoort::SysteemBijwerken, besluit_van(zaak)) {
        out.push(stap(
            StapSoort::SysteemBijwerken,
            besluit_van(zaak),
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
        return Some(format!("{} ({})", step.wat, step.waarom));
    }
    if !zaak.verblijf_alles().tegenspraak.is_empty() {
        return Some(
            "er zijn twee tegengestelde berichten over waar verdachte is. Beslis eerst wat klopt."
                .to_owned(),
        );
    }
    if twijfel_open(zaak) {
        return Some("de twijfel is nog niet besproken.".to_owned());
    }
    if !volledig(zaak) {
        return None;
    }
    if !beoordeeld(zaak) && !gedaan(zaak, StapSoort::Beoordelen, begin(zaak)) {
        return Some(
            "er is nog geen oordeel. Beoordeel, of leg die stap terzijde met een reden.".to_owned(),
        );
    }
    if !is_beslist(zaak)
        && !gedaan(
            zaak,
            StapSoort::TerugkoppelingVragen,
            terugkoppeling_van(zaak),
        )
    {
        return Some(
            "de beslissing is niet bekend. Leg haar vast, of leg de terugkoppeling terzijde met een reden."
                .to_owned(),
        );
    }
    let mut left: Vec<String> = vooraf::kinderen_en_zorgmelding(zaak)
        .into_iter()
        .map(|step| (step, begin(zaak)))
        .chain(volgt(zaak, minderjarig_bij_beslissing(zaak)))
        .filter(|(step, cause)| !gedaan(zaak, *step, *cause))
        .map(|(step, _)| step.label().to_owned())
        .collect();
    if zaak.stand.wacht_op_overname().is_some() {
        left.push("overname na de overdracht".to_owned());
    }
    if !gedaan(zaak, StapSoort::SysteemBijwerken, besluit_van(zaak)) {
        left.push(StapSoort::SysteemBijwerken.label().to_owned());
    }
    (!left.is_empty()).then(|| {
        format!(
            "er staat nog open: {}. Doe het, of leg het terzijde met een reden.",
            left.join(", ")
        )
    })
}

/// What closing passes over, in Dutch, as it stands at `nu`: not forbidden, but asked. Empty when nothing
/// is left.
#[must_use]
pub fn vraagt_bij_sluiten(zaak: &Zaak, nu: DateTime<Utc>) -> Vec<String> {
    let stand = &zaak.stand;
    let mut out = let_op(zaak, nu);
    if volledig(zaak) {
        let minor = zaak
            .geboortedatum()
            .and_then(|born| leeftijd(born, lokaal(nu).date_naive()))
            .is_some_and(|age| age < 18);
        out.extend(vooraf::bronnen_open(zaak, minor));
    }
    if let Some(planned) = stand.overleg.as_ref().filter(|one| one.overleg.tijd > nu) {
        out.push(format!("overleg {}", moment(planned.overleg.tijd, nu)));
    }
    for agreed in stand.acties.iter().filter(|one| one.afgerond.is_none()) {
        out.push(format!(
            "afspraak met {}: {}",
            agreed.actie.wie, agreed.actie.wat
        ));
    }
    out
}

/// What is known of unsafety in a zaak, in Dutch, whatever steps were ticked off: an acute or expired
/// judgement, conditions that were asked and are not in force. Empty when there is nothing.
#[must_use]
pub fn let_op(zaak: &Zaak, nu: DateTime<Utc>) -> Vec<String> {
    let stand = &zaak.stand;
    let open = stand.tegenspraken();
    let mut out: Vec<String> = open
        .iter()
        .map(|one| format!("tegenspraak over {}", one.zin()))
        .collect();
    if let Some(holds) = stand.beoordeling() {
        let what = &holds.inhoud;
        if what.is_acuut() {
            out.push("het oordeel is acuut onveilig".to_owned());
        }
        if !what.geldt_op(nu) {
            out.push("het oordeel geldt niet meer".to_owned());
        }
        if let Some(decided) = stand.afdoening() {
            for missing in decided.inhoud.niet_gesteld(&what.voorwaarden) {
                let outcome = decided.inhoud.uitkomst(missing).label();
                let words = missing.replace('-', " ");
                out.push(format!("voorwaarde \"{words}\": {outcome}"));
            }
        }
    }
    out
}

/// The suspect was a minor when it was decided; without a date of birth he counts as an adult, so that
/// nothing is left out.
fn minderjarig_bij_beslissing(zaak: &Zaak) -> bool {
    zaak.geboortedatum()
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
            terugkoppeling_van(zaak),
        )
}

/// The decision that holds, or else what began the zaak.
pub(super) fn besluit_van(zaak: &Zaak) -> Option<EventId> {
    zaak.stand
        .afdoening()
        .map(|one| one.id)
        .or_else(|| begin(zaak))
}

/// What makes VT wait for a decision: the one that was put off, else the overleg, else the zaak itself.
pub(super) fn terugkoppeling_van(zaak: &Zaak) -> Option<EventId> {
    let decided = zaak.stand.afdoening().map(|one| (one.op, one.id));
    let planned = zaak.stand.overleg.as_ref().map(|one| (one.op, one.id));
    decided
        .max(planned)
        .map(|(_, id)| id)
        .or_else(|| begin(zaak))
}

/// The newest event by which the suspect is out, or comes out.
pub(super) fn vrijlating_van(zaak: &Zaak) -> Option<EventId> {
    let departed = zaak
        .stand
        .oorzaken
        .iter()
        .filter(|cause| {
            !matches!(
                cause.stap,
                StapSoort::BureaudienstInschakelen | StapSoort::OpnieuwBekijken
            )
        })
        .map(|cause| (cause.op, cause.id))
        .next_back();
    let decided = zaak.stand.afdoening().map(|one| (one.op, one.id));
    departed
        .max(decided)
        .map(|(_, id)| id)
        .or_else(|| van_tag(zaak))
}

/// The overleg is after VT has left: its words must lie with the OM before.
fn avond(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let Some(planned) = &zaak.stand.overleg else {
        return;
    };
    let local = lokaal(planned.overleg.tijd);
    if !avondoverleg(zaak, om.avond_vanaf)
        || !zaak.stand.afdoeningen.is_empty()
        || gedaan(zaak, StapSoort::OverdragenAanOm, Some(planned.id))
    {
        return;
    }
    let with_om = zaak
        .stand
        .inputs_bij_laatste_oordeel()
        .any(|sent| sent.inhoud.ontvanger == Ontvanger::Om);
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
    out.push(stap(
        StapSoort::OverdragenAanOm,
        Some(planned.id),
        waarom,
        leaving,
    ));
}

/// Why the decision must be asked for, and since when or by when; none when it is known, or not due.
fn terugkoppeling(zaak: &Zaak, om: &Beeld<'_>) -> Option<(String, Option<DateTime<Utc>>)> {
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
            if om.verblijf.kan_weg_zijn() {
                return Some(("weg, en de beslissing is niet bekend".to_owned(), None));
            }
            let ended = om
                .uiterlijk
                .filter(|end| *end <= om.nu && om.verblijf.klok_loopt());
            if ended.is_some() {
                return Some((
                    "de klok is afgelopen, de beslissing is niet bekend".to_owned(),
                    ended,
                ));
            }
            // With the input given there is only the decision to wait for.
            vooraf::ingebracht(zaak, om.avond_vanaf).then(|| {
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
fn na_de_beslissing(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    for (step, cause) in volgt(zaak, om.minderjarig) {
        if gedaan(zaak, step, cause) || out.iter().any(|other| other.soort == step) {
            continue;
        }
        // The victim must know before he is at the door: it is late from the moment he leaves.
        let custody = om.verblijf;
        let voor = (step == StapSoort::SlachtofferInformeren)
            .then_some(custody.sinds)
            .flatten()
            .filter(|_| custody.kan_weg_zijn());
        let mut step = stap(step, cause, waarom_na(zaak, step, om), voor);
        vooraf::met_vraag(zaak, &mut step);
        out.push(step);
    }
}

/// The steps that follow from the decision, or from a departure of which the decision is not known, with
/// their causes.
fn volgt(zaak: &Zaak, minderjarig: bool) -> Vec<(StapSoort, Option<EventId>)> {
    let mut open: Vec<StapSoort> = Vec::new();
    let decision = afdoening(zaak);
    for step in decision
        .map(|what| what.modaliteiten.as_slice())
        .unwrap_or_default()
        .iter()
        .flat_map(|modality| modality.stappen.iter().copied())
    {
        if !open.contains(&step) {
            open.push(step);
        }
    }
    // Not known whether he comes out counts as out: asking once too often is safer than a victim who hears
    // nothing.
    let custody = zaak.verblijf_alles();
    let out = decision.is_some_and(|what| what.komt_vrij() != Vrij::Nee) || custody.kan_weg_zijn();
    // A person decided that he is held after all: what belongs to a release does not follow.
    let held = custody.waarde.is_vast()
        && matches!(
            custody.uitspraak.as_ref().map(|one| &one.van),
            Some(Van::Besloten { .. })
        );
    if held {
        open.retain(|step| {
            !matches!(
                step,
                StapSoort::SlachtofferInformeren | StapSoort::HgSpreekuur
            )
        });
    } else if out && !open.contains(&StapSoort::SlachtofferInformeren) {
        open.push(StapSoort::SlachtofferInformeren);
    }
    open.sort_by_key(|step| StapSoort::ALLE.iter().position(|one| one == step));
    // Probation's hour is for adults.
    open.retain(|step| *step != StapSoort::HgSpreekuur || !minderjarig);
    open.into_iter()
        .map(|step| {
            let cause = match step {
                StapSoort::SlachtofferInformeren => vrijlating_van(zaak),
                _ => besluit_van(zaak),
            };
            (step, cause)
        })
        .collect()
}

fn waarom_na(zaak: &Zaak, step: StapSoort, om: &Beeld<'_>) -> String {
    // Nobody says that he is out where nobody said it, nor where somebody decided that he is held after all.
    let known = afdoening(zaak).map_or(Vrij::Onbekend, Afdoening::komt_vrij);
    let custody = om.verblijf;
    let now = custody.waarde;
    let announced = custody
        .straks
        .as_ref()
        .filter(|one| one.waarde.is_heengezonden());
    let released =
        now.is_heengezonden() || now == Waarde::NietVast || known == Vrij::Ja && !now.is_vast();
    let how = match announced {
        Some(later) => format!("de verdachte komt {} vrij", moment(later.over, om.nu)),
        None if released => "de verdachte komt vrij of is vrij".to_owned(),
        None => "niet bekend of verdachte vrijkomt".to_owned(),
    };
    let who = afdoening(zaak)
        .map(|decision| decision.informeert_slachtoffer.trim())
        .unwrap_or_default();
    match step {
        StapSoort::SlachtofferInformeren if who.is_empty() => {
            format!("{how}; wie vertelt het slachtoffer, en is het gebeurd?")
        }
        StapSoort::SlachtofferInformeren => format!("{how}; {who} informeert, is het gebeurd?"),
        StapSoort::HgSpreekuur => {
            format!("meerderjarig; {}", how.trim_start_matches("de verdachte "))
        }
        StapSoort::AfstemmenHoorZitting => {
            "hoor of zitting: stem hulp en advies af met 3RO en RvdK".to_owned()
        }
        StapSoort::ThvVerbinden => {
            "huisverbod: de THV-collega moet van de beslissing weten".to_owned()
        }
        _ => "volgt uit de beslissing".to_owned(),
    }
}
