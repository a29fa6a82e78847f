//! The steps until VT has spoken: which VT, which sources, the children, the judgement, the input.
//!
//! Must not know the wall clock.

use chrono::{DateTime, Utc};

use super::feiten::{
    beoordeeld, gedaan, gevraagd, is_beslist, is_soort, is_weg, kinderen, kinderen_gezien,
};
use super::{Omgeving, alarm, stap};
use crate::domain::beoordeling::Informatiebron;
use crate::domain::lijstregel::Status;
use crate::domain::signaal::VlagSoort;
use crate::domain::soort::Soort;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::termijn::TermijnSoort;
use crate::domain::zaak::Zaak;

/// The steps of a line that nobody tagged.
pub(super) fn zonder_tag(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    if om.lijkt_hg && zaak.stand.verdwenen {
        out.push(alarm(
            StapSoort::Taggen,
            "van de lijst verdwenen voordat iemand keek, en het lijkt HG",
            None,
        ));
    } else if om.lijkt_hg && is_weg(zaak) {
        out.push(stap(
            StapSoort::Taggen,
            "al heengezonden, en het lijkt HG",
            None,
        ));
    } else {
        out.push(stap(StapSoort::Taggen, "nog niet bekeken", om.uiterlijk));
    }
    tijd(zaak, om, out);
}

/// The steps of a zaak on the radar, or in doubt, that nobody judged.
pub(super) fn stappen_radar(zaak: &Zaak, out: &mut Vec<Stap>) {
    if kinderen(zaak) && zorgmelding_ontbreekt(zaak) {
        out.push(stap(
            StapSoort::ZorgmeldingOpvragen,
            "kinderen, en geen zorgmelding gezien",
            None,
        ));
    }
}

/// The steps before the decision.
pub(super) fn stappen(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    let beslist = is_beslist(zaak);
    if !beslist {
        tijd(zaak, om, out);
    }
    welke_vt(zaak, om, out);
    kind_en_letsel(zaak, om, out);
    if zorgmelding_ontbreekt(zaak) {
        out.push(stap(
            StapSoort::ZorgmeldingOpvragen,
            "op de lijst staat geen zorgmelding",
            None,
        ));
    }
    if !beslist {
        bronnen(zaak, om, out);
    }
    if kinderen(zaak) && !kinderen_gezien(zaak) && !gedaan(zaak, StapSoort::KinderenNagaan, None) {
        out.push(stap(
            StapSoort::KinderenNagaan,
            "er zijn kinderen; waar zijn ze, en zijn ze veilig?",
            deadline(zaak, om),
        ));
    }
    raad(zaak, om, out);
    verbinden(zaak, out);
    if !beslist {
        oordeel_en_input(zaak, om, out);
    }
}

/// What of the children and the zorgmelding is open, whatever the time.
pub(super) fn kinderen_en_zorgmelding(zaak: &Zaak) -> Vec<StapSoort> {
    let mut out = Vec::new();
    if kinderen(zaak) && !kinderen_gezien(zaak) && !gedaan(zaak, StapSoort::KinderenNagaan, None) {
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
        && !gedaan(zaak, StapSoort::ZorgmeldingOpvragen, None)
}

/// The last moment before the suspect may walk out: the overleg, or else the end of ophouden.
pub(super) fn deadline(zaak: &Zaak, om: &Omgeving<'_>) -> Option<DateTime<Utc>> {
    let planned = zaak
        .stand
        .overleg
        .as_ref()
        .map(|one| one.overleg.tijd)
        .filter(|_| zaak.stand.afdoeningen.is_empty());
    let held = om
        .uiterlijk
        .filter(|_| zaak.regel.status.klok_loopt() && !is_weg(zaak));
    match (planned, held) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn tijd(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    let held = zaak.regel.status.klok_loopt() && !zaak.stand.verdwenen;
    if held && !om.tijd_bekend && !gedaan(zaak, StapSoort::TijdOpvragen, None) {
        out.push(stap(
            StapSoort::TijdOpvragen,
            "tijd onbekend: zonder begin is er geen klok",
            None,
        ));
    }
}

fn welke_vt(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    match om.vt {
        None if !gedaan(zaak, StapSoort::VtBepalen, None) => out.push(stap(
            StapSoort::VtBepalen,
            "VT onbekend: de woonplaats zegt niet welke",
            deadline(zaak, om),
        )),
        Some(name) if !om.eigen_vt && !gedaan(zaak, StapSoort::VtInlichten, None) => {
            let waarom = if om.bereik.is_empty() {
                format!("{name} is bevoegd")
            } else {
                format!("{name} is bevoegd; {}", om.bereik)
            };
            out.push(stap(StapSoort::VtInlichten, waarom, deadline(zaak, om)));
        }
        _ => {}
    }
}

fn kind_en_letsel(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    if is_soort(zaak, Soort::Kind) {
        if !gedaan(zaak, StapSoort::EerstAfstemmen, None) {
            out.push(stap(
                StapSoort::EerstAfstemmen,
                "strafbare kindermishandeling: eerst afstemmen met OM/politie vóór contact",
                deadline(zaak, om),
            ));
        }
        if !gedaan(zaak, StapSoort::LetselExpertise, None) {
            out.push(stap(
                StapSoort::LetselExpertise,
                "mogelijk letsel bij een kind",
                None,
            ));
        }
    }
    let strangled = om
        .vlaggen
        .iter()
        .any(|flag| flag.soort == VlagSoort::Verwurging);
    if strangled && !gedaan(zaak, StapSoort::ForensischOnderzoek, None) {
        out.push(stap(
            StapSoort::ForensischOnderzoek,
            "verwurging: bij voorkeur binnen 48 uur",
            om.forensisch_tot,
        ));
    }
}

fn bronnen(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    if gevraagd(zaak, Informatiebron::Reclassering) || gedaan(zaak, StapSoort::BronnenVragen, None)
    {
        return;
    }
    let any = Informatiebron::ALLE
        .into_iter()
        .any(|bron| gevraagd(zaak, bron));
    let waarom = if any {
        "3RO is nog niet gevraagd"
    } else {
        "nog niemand gevraagd: eigen systeem, politie, RvdK, 3RO"
    };
    out.push(stap(StapSoort::BronnenVragen, waarom, deadline(zaak, om)));
}

fn raad(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    let waarom = if om.minderjarig {
        "de verdachte is minderjarig"
    } else if kinderen(zaak) {
        "er zijn kinderen bij betrokken"
    } else {
        return;
    };
    if !gevraagd(zaak, Informatiebron::Rvdk) && !gedaan(zaak, StapSoort::RvdkBetrekken, None) {
        out.push(stap(StapSoort::RvdkBetrekken, waarom, deadline(zaak, om)));
    }
}

fn verbinden(zaak: &Zaak, out: &mut Vec<Stap>) {
    let decided = zaak.stand.afdoening().is_some_and(|one| {
        one.inhoud
            .modaliteiten
            .iter()
            .any(|modality| modality.klok == Some(TermijnSoort::Huisverbod))
    });
    let running = zaak.regel.thv == Some(true) || is_soort(zaak, Soort::Thv);
    if (running || decided) && !gedaan(zaak, StapSoort::ThvVerbinden, None) {
        out.push(stap(
            StapSoort::ThvVerbinden,
            "huisverbod loopt of is in beeld; de THV-collega moet hiervan weten",
            None,
        ));
    }
}

fn oordeel_en_input(zaak: &Zaak, om: &Omgeving<'_>, out: &mut Vec<Stap>) {
    let stand = &zaak.stand;
    let expired = stand
        .beoordeling()
        .and_then(|holds| holds.inhoud.geldig_tot)
        .filter(|until| *until <= om.nu);
    let assessed_aside = gedaan(zaak, StapSoort::Beoordelen, expired);
    if !beoordeeld(zaak) {
        if !assessed_aside {
            let why = match zaak.regel.status {
                Status::Heengezonden => "al heengezonden, nog geen oordeel",
                _ => "nog geen oordeel van VT",
            };
            out.push(stap(StapSoort::Beoordelen, why, deadline(zaak, om)));
        }
    } else if expired.is_some() && !assessed_aside {
        out.push(stap(
            StapSoort::Beoordelen,
            "het oordeel gold tot nu en is niet vernieuwd",
            deadline(zaak, om),
        ));
    }
    let undecided = stand.afdoeningen.is_empty();
    if undecided
        && stand.overleg.is_none()
        && !is_weg(zaak)
        && !gedaan(zaak, StapSoort::OverlegtijdVragen, None)
    {
        out.push(stap(
            StapSoort::OverlegtijdVragen,
            "niet bekend wanneer het overleg is",
            deadline(zaak, om),
        ));
    }
    let since = stand.beoordeling().map(|holds| holds.op);
    if beoordeeld(zaak)
        && !stand.input_bij_laatste_oordeel()
        && !gedaan(zaak, StapSoort::InputGeven, since)
    {
        out.push(stap(
            StapSoort::InputGeven,
            "oordeel is klaar, nog niet ingebracht",
            deadline(zaak, om),
        ));
    }
}
