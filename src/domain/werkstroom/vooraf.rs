//! The steps until VT has spoken: which VT, which sources, the children, the judgement, the input.
//!
//! Must not know the wall clock.

use chrono::{DateTime, Utc};

use super::feiten::{
    begin, beoordeeld, gedaan, gevraagd, is_beslist, is_soort, kinderen, kinderen_gezien, navraag,
    van_tag,
};
use super::oorzaak::{Gat, Oorzaak, WEG, te_bekijken};
use super::{Beeld, Omgeving, alarm, avondoverleg, stap, vertrek};
use crate::domain::beoordeling::{Informatiebron, Navraag, NavraagStand, Oordeel};
use crate::domain::fase::Fase;
use crate::domain::ids::EventId;
use crate::domain::input::Ontvanger;
use crate::domain::signaal::VlagSoort;
use crate::domain::soort::Soort;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::tag::Tag;
use crate::domain::termijn::TermijnSoort;
use crate::domain::tijd::klok;
use crate::domain::velden::{OORDEEL, VERBLIJF};
use crate::domain::verblijf::Verblijf;
use crate::domain::zaak::Zaak;

/// The steps of a line that nobody tagged.
pub(super) fn zonder_tag(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let custody = om.verblijf;
    let gone = zaak.stand.verdwenen.is_some();
    if om.lijkt_hg && gone {
        out.push(alarm(
            StapSoort::Taggen,
            None,
            "van de lijst verdwenen voordat iemand keek, en het lijkt HG",
            None,
        ));
    } else if om.lijkt_hg && custody.kan_weg_zijn() {
        let how = if custody.waarde.is_heengezonden() {
            "al heengezonden voordat iemand keek, en het lijkt HG"
        } else {
            "misschien al weg voordat iemand keek, en het lijkt HG"
        };
        out.push(alarm(StapSoort::Taggen, None, how, None));
    } else {
        out.push(stap(
            StapSoort::Taggen,
            None,
            "nog niet bekeken",
            om.uiterlijk,
        ));
    }
    tijd(zaak, om, out);
}

/// What somebody must look at in a zaak that was let go, or is on the radar, and whether it can not wait: the newest
/// that was said; but who left after it was closed over somebody who is not known to be safe goes before that.
pub(super) fn bekijkt(zaak: &Zaak) -> Option<(&Oorzaak, bool)> {
    let newest = te_bekijken(&zaak.stand).last()?;
    let watched = zaak
        .stand
        .tag
        .as_ref()
        .is_some_and(|now| matches!(now.tag, Tag::Hg | Tag::Twijfel));
    let safe = match zaak.stand.beoordeling() {
        Some(holds) => holds.inhoud.geheel == Oordeel::VoldoendeVeilig,
        None => !watched,
    };
    // Such an alarm answers to that he left, whatever a list brought after it.
    let left = te_bekijken(&zaak.stand)
        .find(|cause| cause.wat.contains(WEG))
        .filter(|_| zaak.fase() == Fase::Gesloten && !safe);
    Some(left.map_or((newest, false), |cause| (cause, true)))
}

/// The step of a zaak that was let go, or is on the radar, when more was said of it.
pub(super) fn opnieuw_bekijken(zaak: &Zaak, out: &mut Vec<Stap>) {
    let Some((asked, waits_not)) = bekijkt(zaak) else {
        return;
    };
    let mut more: Vec<&str> = te_bekijken(&zaak.stand)
        .map(|one| one.wat.as_str())
        .collect();
    more.dedup();
    let was = match zaak.fase() {
        Fase::Gesloten => "gesloten",
        Fase::Radar => "radar",
        _ => "geen HG",
    };
    let why = format!("{was}, en daarna is er meer gezegd: {}", more.join(", "));
    let make = if waits_not { alarm } else { stap };
    out.push(make(StapSoort::OpnieuwBekijken, Some(asked.id), why, None));
}

/// The steps about the kind and about custody, whatever VT has done.
pub(super) fn altijd(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let proposed = zaak
        .stand
        .tag
        .as_ref()
        .filter(|tagging| tagging.voorgesteld.contains(&Soort::Kind));
    if let Some(tagging) = proposed {
        out.push(stap(
            StapSoort::SoortBevestigen,
            Some(tagging.id),
            "woorden op de lijst wijzen op geweld tegen een kind; niemand heeft dat bevestigd",
            om.deadline,
        ));
    }
    let custody = om.verblijf;
    if let Some(said) = custody.tegenspraak_zin(om.nu) {
        out.push(stap(
            StapSoort::TegenspraakBeslissen,
            custody.tegenspraak.last().and_then(|one| one.id),
            said,
            None,
        ));
    } else if custody.moet_gevraagd() {
        let cause = custody
            .uitspraak
            .as_ref()
            .and_then(|one| one.id)
            .or_else(|| begin(zaak));
        if !gedaan(zaak, StapSoort::StatusNavragen, cause) {
            let mut step = stap(
                StapSoort::StatusNavragen,
                cause,
                custody.zin(om.nu),
                om.deadline,
            );
            met_vraag(zaak, &mut step);
            out.push(step);
        }
    }
}

/// What two laptops recorded on one field without knowing of each other: a person decides, whatever became of the
/// zaak. What contradicts each other about custody is told by [`altijd`].
pub(super) fn tegenspraken(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let open = zaak.stand.tegenspraken();
    let whole = open.iter().any(|one| one.veld.code() == OORDEEL);
    for one in &open {
        let veld = one.veld;
        let told = veld.soort() == VERBLIJF && !om.verblijf.tegenspraak.is_empty();
        let part = whole && veld.soort() == OORDEEL && veld.code() != OORDEEL;
        if told || part {
            continue;
        }
        let newest = one.koppen.last().map(|kop| kop.id);
        let mut step = stap(StapSoort::TegenspraakBeslissen, newest, one.zin(), None);
        step.wat = format!("beslissen wat klopt: {}", veld.label());
        out.push(step);
    }
}

/// Says of a step who was asked already, and when.
pub(super) fn met_vraag(zaak: &Zaak, step: &mut Stap) {
    let asked = zaak
        .stand
        .gevraagd
        .iter()
        .rfind(|one| one.soort == step.soort && one.aanleiding == step.aanleiding);
    if let Some(asked) = asked {
        step.waarom = format!(
            "gevraagd {} aan {}; {}",
            klok(asked.op),
            asked.aan,
            step.waarom
        );
    }
}

/// The steps of a zaak on the radar, or in doubt, that nobody judged.
pub(super) fn stappen_radar(zaak: &Zaak, out: &mut Vec<Stap>) {
    if kinderen(zaak) {
        zorgmelding(zaak, "kinderen, en geen zorgmelding gezien", out);
    }
}

fn zorgmelding(zaak: &Zaak, waarom: &str, out: &mut Vec<Stap>) {
    if zorgmelding_ontbreekt(zaak) {
        let mut step = stap(StapSoort::ZorgmeldingOpvragen, begin(zaak), waarom, None);
        met_vraag(zaak, &mut step);
        out.push(step);
    }
}

/// The steps before the decision.
pub(super) fn stappen(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let beslist = is_beslist(zaak);
    if !beslist {
        tijd(zaak, om, out);
    }
    welke_vt(zaak, om, out);
    kind_en_letsel(zaak, om, out);
    zorgmelding(zaak, "op de lijst staat geen zorgmelding", out);
    bronnen(zaak, om, out);
    if kinderen(zaak)
        && !kinderen_gezien(zaak)
        && !gedaan(zaak, StapSoort::KinderenNagaan, begin(zaak))
    {
        out.push(stap(
            StapSoort::KinderenNagaan,
            begin(zaak),
            "er zijn kinderen; waar zijn ze, en zijn ze veilig?",
            om.deadline,
        ));
    }
    raad(zaak, om, out);
    verbinden(zaak, out);
    verlopen(zaak, om, out);
    if !beslist {
        oordeel_en_input(zaak, om, out);
    }
}

/// What of the children and the zorgmelding is open, whatever the time.
pub(super) fn kinderen_en_zorgmelding(zaak: &Zaak) -> Vec<StapSoort> {
    let mut out = Vec::new();
    if kinderen(zaak)
        && !kinderen_gezien(zaak)
        && !gedaan(zaak, StapSoort::KinderenNagaan, begin(zaak))
    {
        out.push(StapSoort::KinderenNagaan);
    }
    if zorgmelding_ontbreekt(zaak) {
        out.push(StapSoort::ZorgmeldingOpvragen);
    }
    out
}

/// No zorgmelding was seen on the list or through CORV, and nobody asked for one.
pub(super) fn zorgmelding_ontbreekt(zaak: &Zaak) -> bool {
    zaak.regel.zorgmelding != Some(true)
        && zaak.stand.corv.is_empty()
        && !gedaan(zaak, StapSoort::ZorgmeldingOpvragen, begin(zaak))
}

/// The last moment before the suspect may walk out: the overleg, or else the end of ophouden.
pub(super) fn deadline(
    zaak: &Zaak,
    verblijf: &Verblijf,
    om: &Omgeving<'_>,
) -> Option<DateTime<Utc>> {
    let planned = zaak
        .stand
        .overleg
        .as_ref()
        .map(|one| one.overleg.tijd)
        .filter(|_| zaak.stand.afdoeningen.is_empty());
    let held = om.uiterlijk.filter(|_| verblijf.klok_loopt());
    match (planned, held) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn tijd(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    if om.verblijf.klok_loopt()
        && !om.tijd_bekend
        && !gedaan(zaak, StapSoort::TijdOpvragen, begin(zaak))
    {
        let mut step = stap(
            StapSoort::TijdOpvragen,
            begin(zaak),
            "tijd onbekend: zonder begin is er geen klok",
            None,
        );
        met_vraag(zaak, &mut step);
        out.push(step);
    }
}

fn welke_vt(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let cause = vt_van(zaak);
    match om.vt {
        None if !gedaan(zaak, StapSoort::VtBepalen, cause) => out.push(stap(
            StapSoort::VtBepalen,
            cause,
            "VT onbekend: de woonplaats zegt niet welke",
            om.deadline,
        )),
        Some(name) if !om.eigen_vt && !gedaan(zaak, StapSoort::VtInlichten, cause) => {
            let waarom = if om.bereik.is_empty() {
                format!("{name} is bevoegd")
            } else {
                format!("{name} is bevoegd; {}", om.bereik)
            };
            out.push(stap(StapSoort::VtInlichten, cause, waarom, om.deadline));
        }
        _ => {}
    }
}

/// The event that chose the VT, or that brought the address.
pub(super) fn vt_van(zaak: &Zaak) -> Option<EventId> {
    zaak.stand
        .vt
        .as_ref()
        .map(|vt| vt.id)
        .or_else(|| begin(zaak))
}

fn kind_en_letsel(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let cause = van_tag(zaak);
    if is_soort(zaak, Soort::Kind) {
        if !gedaan(zaak, StapSoort::EerstAfstemmen, cause) {
            out.push(stap(
                StapSoort::EerstAfstemmen,
                cause,
                "STOP: strafbare kindermishandeling, eerst afstemmen met OM/politie vóór contact",
                om.deadline,
            ));
        }
        if !gedaan(zaak, StapSoort::LetselExpertise, cause) {
            out.push(stap(
                StapSoort::LetselExpertise,
                cause,
                "mogelijk letsel bij een kind",
                None,
            ));
        }
    }
    let strangled = om
        .vlaggen
        .iter()
        .any(|flag| flag.soort == VlagSoort::Verwurging);
    if strangled && !gedaan(zaak, StapSoort::ForensischOnderzoek, begin(zaak)) {
        out.push(stap(
            StapSoort::ForensischOnderzoek,
            begin(zaak),
            "verwurging: bij voorkeur binnen 48 uur",
            om.forensisch_tot,
        ));
    }
}

/// The sources that VT asks in this zaak.
pub(super) fn verwacht(zaak: &Zaak, minderjarig: bool) -> Vec<Informatiebron> {
    let mut out = vec![
        Informatiebron::EigenSysteem,
        Informatiebron::Politie,
        Informatiebron::Reclassering,
    ];
    if minderjarig || kinderen(zaak) {
        out.push(Informatiebron::Rvdk);
    }
    out
}

fn bronnen(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let Some(why) = bronnen_open(zaak, om.minderjarig) else {
        return;
    };
    let mut step = stap(StapSoort::BronnenVragen, begin(zaak), why, om.deadline);
    met_vraag(zaak, &mut step);
    out.push(step);
}

/// Which expected sources nobody asked, or have not answered; none when there are none, or when somebody set
/// asking them aside.
pub(super) fn bronnen_open(zaak: &Zaak, minderjarig: bool) -> Option<String> {
    if gedaan(zaak, StapSoort::BronnenVragen, begin(zaak)) {
        return None;
    }
    let (mut waiting, mut unasked) = (Vec::new(), Vec::new());
    for bron in verwacht(zaak, minderjarig) {
        if navraag(zaak, bron).is_some_and(Navraag::is_klaar) {
            continue;
        }
        if gevraagd(zaak, bron) {
            waiting.push(bron.label());
        } else {
            unasked.push(bron.label());
        }
    }
    // Whoever was asked is expected to answer, whether the rules name him or not.
    let judged = zaak.stand.beoordeling().map(|one| &one.inhoud.navraag);
    for asked in judged.into_iter().flatten() {
        let label = asked.bron.label();
        if asked.stand == NavraagStand::Gevraagd && !waiting.contains(&label) {
            waiting.push(label);
        }
    }
    let mut parts = Vec::new();
    if !unasked.is_empty() {
        parts.push(format!("nog niet gevraagd: {}", unasked.join(", ")));
    }
    if !waiting.is_empty() {
        parts.push(format!("nog geen antwoord van {}", waiting.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

fn raad(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let waarom = if om.minderjarig {
        "de verdachte is minderjarig"
    } else if kinderen(zaak) {
        "er zijn kinderen bij betrokken"
    } else {
        return;
    };
    if !gevraagd(zaak, Informatiebron::Rvdk) && !gedaan(zaak, StapSoort::RvdkBetrekken, begin(zaak))
    {
        out.push(stap(
            StapSoort::RvdkBetrekken,
            begin(zaak),
            waarom,
            om.deadline,
        ));
    }
}

/// The event that brought a huisverbod into the zaak; none when there is no huisverbod in it.
pub(super) fn thv_van(zaak: &Zaak) -> Option<Option<EventId>> {
    let decided = zaak.stand.afdoening().filter(|one| {
        one.inhoud
            .modaliteiten
            .iter()
            .any(|modality| modality.klok == Some(TermijnSoort::Huisverbod))
    });
    let running = zaak.regel.thv == Some(true) || is_soort(zaak, Soort::Thv);
    match decided {
        Some(one) => Some(Some(one.id)),
        None => running.then(|| begin(zaak)),
    }
}

fn verbinden(zaak: &Zaak, out: &mut Vec<Stap>) {
    if let Some(cause) = thv_van(zaak)
        && !gedaan(zaak, StapSoort::ThvVerbinden, cause)
    {
        out.push(stap(
            StapSoort::ThvVerbinden,
            cause,
            "huisverbod loopt of is in beeld; de THV-collega moet hiervan weten",
            None,
        ));
    }
}

/// A judgement that held until a moment that is past, whether it was decided since or not.
fn verlopen(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let Some(holds) = zaak.stand.beoordeling() else {
        return;
    };
    // Words from before it expired are no answer to that.
    let said = zaak.stand.gedaan.iter().any(|step| {
        step.soort == StapSoort::OpnieuwBeoordelen
            && step.aanleiding == Some(holds.id)
            && holds.inhoud.geldig_tot.is_none_or(|until| step.op >= until)
    });
    // A departure after it expired asks the same, as an alarm.
    let rings = vertrek::open(&zaak.stand).any(|cause| {
        cause.stap == StapSoort::OpnieuwBeoordelen && cause.gat == Some(Gat::OordeelVerlopen)
    });
    if holds.inhoud.geldt_op(om.nu) || said || rings {
        return;
    }
    out.push(stap(
        StapSoort::OpnieuwBeoordelen,
        Some(holds.id),
        "het oordeel geldt niet meer en is niet vernieuwd",
        om.deadline,
    ));
}

fn oordeel_en_input(zaak: &Zaak, om: &Beeld<'_>, out: &mut Vec<Stap>) {
    let stand = &zaak.stand;
    let custody = om.verblijf;
    if !beoordeeld(zaak) && !gedaan(zaak, StapSoort::Beoordelen, begin(zaak)) {
        let why = if custody.waarde.is_heengezonden() {
            "al heengezonden, nog geen oordeel"
        } else {
            "nog geen oordeel van VT"
        };
        out.push(stap(StapSoort::Beoordelen, begin(zaak), why, om.deadline));
    }
    let undecided = stand.afdoeningen.is_empty();
    if undecided
        && stand.overleg.is_none()
        && !custody.kan_weg_zijn()
        && !gedaan(zaak, StapSoort::OverlegtijdVragen, begin(zaak))
    {
        let mut step = stap(
            StapSoort::OverlegtijdVragen,
            begin(zaak),
            "niet bekend wanneer het overleg is",
            om.deadline,
        );
        met_vraag(zaak, &mut step);
        out.push(step);
    }
    let Some(holds) = stand.beoordeling().filter(|_| beoordeeld(zaak)) else {
        return;
    };
    if !ingebracht(zaak, om.avond_vanaf) && !gedaan(zaak, StapSoort::InputGeven, Some(holds.id)) {
        out.push(stap(
            StapSoort::InputGeven,
            Some(holds.id),
            "oordeel is klaar, nog niet ingebracht",
            om.deadline,
        ));
    }
}

/// The judgement that holds was brought in, in writing or spoken: to the OM, or to who takes it into an
/// overleg in the evening. A note to the KPC-er brings nothing in.
pub(super) fn ingebracht(zaak: &Zaak, avond_vanaf: u32) -> bool {
    let evening = avondoverleg(zaak, avond_vanaf);
    zaak.stand
        .inputs_bij_laatste_oordeel()
        .any(|input| match input.inhoud.ontvanger {
            Ontvanger::Om => true,
            Ontvanger::Reclassering | Ontvanger::Politie => evening,
            Ontvanger::Kpc | Ontvanger::Rvdk | Ontvanger::AndereVt => false,
        })
}
