//! What opens an alarm, noted when it happens.
//!
//! An alarm ends by a person who answers its cause in words, or when who recorded the cause takes it back, and
//! by nothing else. So a cause is written down while folding, at the event that brought it, with what was
//! known then; a later list, judgement or decision can not reach it there. Must not know the present time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::beoordeling::Oordeel;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fase::Fase;
use crate::domain::ids::EventId;
use crate::domain::kenmerk::Lijstkenmerk;
use crate::domain::stap::StapSoort;
use crate::domain::verblijf::{
    Uitspraak, Van, Verblijf, Waarde, is_achterhaald, verblijf_alles, verblijf_gezegd,
};
use crate::domain::zaak::Stand;

/// That he left after the zaak was closed, in words.
pub(super) const WEG: &str = "verdachte is vrij, komt vrij of kan weg zijn";

/// What was missing when the suspect left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gat {
    /// VT had not judged.
    ZonderOordeel,
    /// VT judged after he had left.
    OordeelTeLaat,
    /// The judgement did not hold any more.
    OordeelVerlopen,
    /// Somebody was acuut onveilig and no condition was asked or set.
    ZonderVoorwaarden,
    /// Somebody was structureel onveilig and no condition was asked or set.
    StructureelZonderVoorwaarden,
    /// VT knew too little to judge, and no condition was asked or set.
    ZonderZicht,
    /// Nobody said whether the conditions that VT asked were set.
    VoorwaardenOnbekend,
    /// VT asked conditions, and they were not set.
    NietGesteld,
}

impl Gat {
    /// In words, behind how he left.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Gat::ZonderOordeel => "zonder oordeel van VT",
            Gat::OordeelTeLaat => "toen nog zonder oordeel van VT",
            Gat::OordeelVerlopen => "het oordeel van VT gold niet meer",
            Gat::ZonderVoorwaarden => "acuut onveilig, zonder veiligheidsvoorwaarden",
            Gat::StructureelZonderVoorwaarden => {
                "structureel onveilig, zonder veiligheidsvoorwaarden"
            }
            Gat::ZonderZicht => "onvoldoende zicht, zonder veiligheidsvoorwaarden",
            Gat::VoorwaardenOnbekend => {
                "zonder bericht dat alle gevraagde voorwaarden zijn gesteld"
            }
            Gat::NietGesteld => "gevraagd en niet gesteld",
        }
    }
}

/// A cause of an alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oorzaak {
    /// The step that it opens.
    pub stap: StapSoort,
    /// The event that brought it.
    pub id: EventId,
    /// Who recorded that event.
    pub door: String,
    /// When it was recorded.
    pub op: DateTime<Utc>,
    /// In a few words: `heengezonden`, `iemand is acuut onveilig`.
    pub wat: String,
    /// What was missing when he left; none when all that VT asked was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gat: Option<Gat>,
    /// The line as it was then, where the step is to look at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kenmerk: Option<Lijstkenmerk>,
}

/// What is missing for a departure at `vertrek` that was recorded at `op`, with what is known then. A judgement
/// that was made after he had left was none when he left.
#[must_use]
pub fn gat(stand: &Stand, vertrek: DateTime<Utc>, op: DateTime<Utc>) -> Option<Gat> {
    let judged = |by: DateTime<Utc>| stand.beoordelingen.iter().any(|one| one.op <= by);
    let Some(holds) = stand.beoordeling() else {
        return Some(Gat::ZonderOordeel);
    };
    if !judged(vertrek.min(op)) {
        return Some(Gat::OordeelTeLaat);
    }
    let what = &holds.inhoud;
    if !what.geldt_op(vertrek.max(op)) {
        return Some(Gat::OordeelVerlopen);
    }
    let asked = &what.voorwaarden;
    if asked.is_empty() {
        // Asked nothing: for who is not safe that is no answer, unless the OM set something by itself.
        let set = stand
            .afdoening()
            .is_some_and(|decided| decided.inhoud.met_voorwaarden());
        return match what.geheel.min(what.ernstigste()) {
            _ if set => None,
            Oordeel::AcuutOnveilig => Some(Gat::ZonderVoorwaarden),
            Oordeel::StructureelOnveilig => Some(Gat::StructureelZonderVoorwaarden),
            Oordeel::OnvoldoendeZicht => Some(Gat::ZonderZicht),
            Oordeel::VoldoendeVeilig | Oordeel::NogNietBeoordeeld => None,
        };
    }
    match stand.afdoening() {
        None => Some(Gat::VoorwaardenOnbekend),
        Some(decided) => {
            let missing = decided.inhoud.niet_gesteld(asked);
            let unknown = missing.iter().all(|one| {
                decided.inhoud.uitkomst(one) == crate::domain::afdoening::Uitkomst::Onbekend
            });
            match (missing.is_empty(), unknown) {
                (true, _) => None,
                (false, true) => Some(Gat::VoorwaardenOnbekend),
                (false, false) => Some(Gat::NietGesteld),
            }
        }
    }
}

/// The causes that `event` brings, with the zaak before and after it.
#[must_use]
pub fn van(event: &Recorded, before: &Stand, after: &Stand) -> Vec<Oorzaak> {
    let cause = |stap, wat: String, gat| Oorzaak {
        stap,
        id: event.id,
        door: event.by.clone(),
        op: event.at,
        wat,
        gat,
        kenmerk: None,
    };
    let mut out: Vec<Oorzaak> = opnieuw(event, before, after).into_iter().collect();
    if let Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) = &event.what
        && what.is_acuut()
    {
        out.push(cause(
            StapSoort::BureaudienstInschakelen,
            "iemand is acuut onveilig".to_owned(),
            None,
        ));
    }
    if after.uitspraken.len() > before.uitspraken.len()
        && let Some((departed, since)) = vertrek(before, after, event.at)
    {
        let missing = gat(after, since.unwrap_or(event.at), event.at);
        let decided = matches!(event.what, Gebeurtenis::AfdoeningVastgesteld(_));
        let stap = if decided && missing == Some(Gat::NietGesteld) {
            StapSoort::OpnieuwBeoordelen
        } else {
            StapSoort::VertrekUitzoeken
        };
        out.push(cause(stap, hoe(&departed).to_owned(), missing));
    } else if let Some(missing) = nieuw_gevaar(event, before, after) {
        out.push(cause(
            StapSoort::VertrekUitzoeken,
            "het oordeel kwam terwijl verdachte weg is of kan zijn".to_owned(),
            Some(missing),
        ));
    } else if matches!(event.what, Gebeurtenis::AfdoeningVastgesteld(_))
        && weg(&after.uitspraken, event.at).is_some()
        && let Some(missing) = gat(after, event.at, event.at)
    {
        // He was out already; what the decision says about the conditions is news all the same.
        out.push(cause(
            StapSoort::OpnieuwBeoordelen,
            "de beslissing kwam terwijl verdachte weg is".to_owned(),
            Some(missing),
        ));
    }
    out
}

/// What lacks by a judgement that was made after he had left, or may have: what nobody asked at his departure is
/// asked now.
fn nieuw_gevaar(event: &Recorded, before: &Stand, after: &Stand) -> Option<Gat> {
    let Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_) = &event.what else {
        return None;
    };
    weg(&after.uitspraken, event.at)?;
    let missing = gat(after, event.at, event.at)?;
    // An alarm that waits for an answer asks this already, and what lacked as much before was answered.
    let waits = after.oorzaken.iter().any(|cause| {
        cause.gat.is_some()
            && matches!(
                cause.stap,
                StapSoort::VertrekUitzoeken | StapSoort::OpnieuwBeoordelen
            )
            && !is_gezegd(after, cause)
    });
    let same = before.beoordeling().is_some() && gat(before, event.at, event.at) == Some(missing);
    (!waits && !same).then_some(missing)
}

/// Somebody answered this cause in words.
fn is_gezegd(stand: &Stand, cause: &Oorzaak) -> bool {
    stand
        .gedaan
        .iter()
        .any(|step| step.soort == cause.stap && step.aanleiding == Some(cause.id))
}

/// That a newer list says more of a zaak that was let go, or is on the radar, than whoever decided so saw.
fn opnieuw(event: &Recorded, before: &Stand, after: &Stand) -> Option<Oorzaak> {
    let kenmerk = match &event.what {
        Gebeurtenis::LijstZegtMeer { kenmerk, .. } => kenmerk.clone(),
        Gebeurtenis::LijstgegevensGewijzigd { .. }
        | Gebeurtenis::StatusOpLijst { .. }
        | Gebeurtenis::GegevenGemeld { .. }
        | Gebeurtenis::AfdoeningVastgesteld(_)
        | Gebeurtenis::VanLijstVerdwenen { .. }
        | Gebeurtenis::ZaakSamengevoegd { .. } => {
            Lijstkenmerk::van(&after.opgenomen.as_ref()?.regel)
        }
        _ => return None,
    };
    let looked = gezien(after)?;
    let mut more = nieuws(after, &kenmerk);
    let left = WEG;
    if after.fase() == Fase::Gesloten
        && weg(&after.uitspraken, event.at).is_some()
        && weg(&before.uitspraken, event.at).is_none()
        && !te_bekijken(after).any(|cause| cause.wat.contains(left))
    {
        more.push(left);
    }
    let again = "verdachte staat weer als vast op de lijst";
    let told_again = matches!(event.what, Gebeurtenis::LijstZegtMeer { .. });
    if looked.kenmerk.verhoogd(&kenmerk).is_empty()
        && (told_again || weer_vast(after, looked.op) == Some(event.id))
        && !te_bekijken(after).any(|cause| cause.wat.contains(again))
    {
        more.push(again);
    }
    (!more.is_empty()).then(|| Oorzaak {
        stap: StapSoort::OpnieuwBekijken,
        id: event.id,
        door: event.by.clone(),
        op: event.at,
        wat: more.join(", "),
        gat: None,
        kenmerk: Some(kenmerk),
    })
}

/// What a line says more than somebody saw of a zaak that was let go, or is on the radar, and that does not wait
/// for him yet.
pub(super) fn nieuws(stand: &Stand, kenmerk: &Lijstkenmerk) -> Vec<&'static str> {
    let mut more = gezien(stand).map_or_else(Vec::new, |seen| seen.kenmerk.verhoogd(kenmerk));
    more.retain(|wat| !te_bekijken(stand).any(|cause| cause.wat.contains(wat)));
    more
}

/// The line as somebody saw it who decided about the zaak, or looked at it again.
struct Gezien<'a> {
    kenmerk: &'a Lijstkenmerk,
    op: DateTime<Utc>,
}

fn besloten(stand: &Stand) -> Option<Gezien<'_>> {
    let (kenmerk, op) = match stand.fase() {
        Fase::Gesloten => stand.gesloten.as_ref().map(|one| (&one.gezien, one.op))?,
        Fase::Radar | Fase::GeenHg => stand.tag.as_ref().map(|one| (&one.gezien, one.op))?,
        _ => return None,
    };
    Some(Gezien { kenmerk, op })
}

fn gezien(stand: &Stand) -> Option<Gezien<'_>> {
    let decided = besloten(stand)?;
    let looked = stand.gedaan.iter().rev().find_map(|step| {
        let kenmerk = step.gezien.as_ref()?;
        let again = step.soort == StapSoort::OpnieuwBekijken && step.op >= decided.op;
        again.then_some(Gezien {
            kenmerk,
            op: step.op,
        })
    });
    Some(looked.unwrap_or(decided))
}

/// What a list said more of a zaak that was let go, and nobody looked at since: who answers the newest looked
/// at the older ones too, and so did whoever tagged or closed over the line as it was then.
pub(super) fn te_bekijken(stand: &Stand) -> impl Iterator<Item = &Oorzaak> {
    let decided = besloten(stand);
    let answered = stand
        .oorzaken
        .iter()
        .rposition(|cause| {
            let named = stand.gedaan.iter().any(|step| {
                step.soort == StapSoort::OpnieuwBekijken && step.aanleiding == Some(cause.id)
            });
            let seen = decided.as_ref().is_some_and(|looked| {
                cause.kenmerk.as_ref().is_some_and(|then| {
                    looked.op >= cause.op && looked.kenmerk.verhoogd(then).is_empty()
                })
            });
            cause.stap == StapSoort::OpnieuwBekijken && (named || seen)
        })
        .map_or(0, |last| last + 1);
    let waits = decided.is_some();
    stand
        .oorzaken
        .iter()
        .skip(answered)
        .filter(move |cause| waits && cause.stap == StapSoort::OpnieuwBekijken)
}

/// A list that was read after somebody looked, and after the suspect had left, says that he is held: the line
/// itself did not change by that.
fn weer_vast(stand: &Stand, since: DateTime<Utc>) -> Option<EventId> {
    let held = stand.uitspraken.iter().rfind(|one| {
        matches!(one.van, Van::Lijst { .. }) && one.waarde.is_vast() && one.vastgelegd > since
    })?;
    let before: Vec<Uitspraak> = stand
        .uitspraken
        .iter()
        .filter(|one| one.vastgelegd <= since)
        .cloned()
        .collect();
    let was = verblijf_gezegd(&before, since);
    (was.uitspraak.is_some() && !was.waarde.is_vast()).then_some(held.id?)
}

/// The custody with which the suspect left by the newest statements, and when; none when he did not leave by
/// them.
///
/// A statement that repeats a departure brings no other one. It does after somebody said that he was held
/// again: then this is another departure, or nobody knows, which counts the same.
fn vertrek(
    before: &Stand,
    after: &Stand,
    op: DateTime<Utc>,
) -> Option<(Verblijf, Option<DateTime<Utc>>)> {
    let now = weg(&after.uitspraken, op)?;
    // A person decides between statements about departures that are noted already.
    let says_out = |one: &&Uitspraak| {
        !one.waarde.is_vast() && !one.zwijgt() && !matches!(one.van, Van::Besloten { .. })
    };
    let known = before.uitspraken.len();
    let left = after
        .uitspraken
        .iter()
        .skip(known)
        .filter(says_out)
        .filter(|one| !is_achterhaald(one, &after.uitspraken))
        .map(|one| one.over)
        .min();
    if weg(&before.uitspraken, op).is_some() {
        // In the order in which it was said: a line that enters the journal with its tag was read before.
        let mut said: Vec<&Uitspraak> = before.uitspraken.iter().collect();
        said.sort_by_key(|one| one.vastgelegd);
        let mut since_left = said.into_iter().rev().take_while(|one| !says_out(one));
        let again = left.is_some() && since_left.any(|one| one.waarde.is_vast());
        // A list under another name tells only now that he was held between two departures.
        let left_at = |known: &dyn Fn(DateTime<Utc>) -> bool| {
            let mut said = before.uitspraken.iter().filter(says_out);
            said.any(|one| known(one.vastgelegd))
        };
        let between = after.uitspraken.iter().skip(known).any(|held| {
            held.waarde.is_vast()
                && left_at(&|at| at < held.vastgelegd)
                && left_at(&|at| at > held.vastgelegd)
        });
        // He turns out to have left sooner than was known, and what was there by the known moment may not have
        // been there yet.
        let nothing_lacked = before
            .oorzaken
            .iter()
            .rfind(|cause| cause.stap == StapSoort::VertrekUitzoeken)
            .is_some_and(|cause| cause.gat.is_none());
        let sooner = vertrok(&after.uitspraken)
            .filter(|at| vertrok(&before.uitspraken).is_some_and(|known| *at < known));
        // It was announced for later, and has happened now.
        let before_time = !verblijf_gezegd(&before.uitspraken, op).kan_weg_zijn()
            && verblijf_gezegd(&after.uitspraken, op).kan_weg_zijn();
        // It was not known where he was, and no alarm waits for an answer about that; now he is said to be out.
        let unknown = !now.waarde.is_vast()
            && now.waarde != Waarde::Onbekend
            && weg(&before.uitspraken, op).is_some_and(|was| was.waarde == Waarde::Onbekend);
        let answered = unknown
            && before
                .oorzaken
                .iter()
                .rfind(|cause| cause.stap == StapSoort::VertrekUitzoeken)
                .is_some_and(|cause| cause.gat.is_none() || is_gezegd(before, cause));
        if !again && !between && !before_time && !answered {
            return sooner.filter(|_| nothing_lacked).map(|at| (now, Some(at)));
        }
    }
    let since = left.or_else(|| now.uitspraak.as_ref().map(|one| one.over));
    Some((now, since))
}

/// The first moment at which he was out, by all that was said; none when nobody said that he is.
fn vertrok(uitspraken: &[Uitspraak]) -> Option<DateTime<Utc>> {
    let mut said: Vec<&Uitspraak> = uitspraken
        .iter()
        .filter(|one| !one.zwijgt() && !is_achterhaald(one, uitspraken))
        .collect();
    said.sort_by_key(|one| (one.over, one.vastgelegd));
    let mut held = false;
    for one in said {
        match one.waarde {
            Waarde::Heengezonden | Waarde::HeengezondenMetVoorwaarden => return Some(one.over),
            Waarde::NietVast if held => return Some(one.over),
            Waarde::NietVast => {}
            _ => held = true,
        }
    }
    None
}

/// The custody by which he is out, or may be, at `op` or by what was announced.
fn weg(uitspraken: &[Uitspraak], op: DateTime<Utc>) -> Option<Verblijf> {
    [verblijf_gezegd(uitspraken, op), verblijf_alles(uitspraken)]
        .into_iter()
        .find(Verblijf::kan_weg_zijn)
}

fn hoe(departed: &Verblijf) -> &'static str {
    match (
        departed.waarde,
        departed.uitspraak.as_ref().map(|one| &one.van),
    ) {
        (Waarde::HeengezondenMetVoorwaarden, Some(Van::Beslissing)) => {
            "de beslissing laat hem vrij, met voorwaarden"
        }
        (Waarde::Heengezonden, Some(Van::Beslissing)) => "de beslissing laat hem vrij",
        (Waarde::Onbekend, Some(Van::Beslissing)) => {
            "beslist, en niet bekend of verdachte vrijkomt"
        }
        (Waarde::Onbekend, Some(Van::VanLijst)) => "van de lijst verdwenen",
        (Waarde::Onbekend, _) => "niet bekend of verdachte nog vast is",
        (Waarde::NietVast, _) => "niet meer vast",
        (Waarde::HeengezondenMetVoorwaarden, _) => "heengezonden met voorwaarden",
        _ => "heengezonden",
    }
}
