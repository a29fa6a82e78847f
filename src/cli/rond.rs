//! What happens around the decision, in JSON: steps, clocks, overleg, afdoening, told facts, which VT, acties,
//! handing over, closing. The keys are a contract.
//!
//! Must not know how it is asked for, nor the store; the same in words is `rond_tekst`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::klokken;
use crate::app::afgeleid::klokken::Klok;
use crate::app::kennis::Kennis;
use crate::domain::afdoening::{Aanwezigheid, Uitkomst, VastgesteldeAfdoening, Voorwaarde, Vrij};
use crate::domain::overleg::Gegeven;
use crate::domain::stap::Stap;
use crate::domain::tijd;
use crate::domain::zaak::Stand;

use super::gemeld;

/// The part of a zaak in JSON. What is not there is null or an empty list.
#[derive(Debug, Serialize)]
pub(super) struct Rond<'a> {
    stappen: Vec<StapJson<'a>>,
    gedaan: Vec<GedaanJson<'a>>,
    gevraagd: Vec<GevraagdJson<'a>>,
    voorwaarden: Vec<VoorwaardeJson<'a>>,
    klokken: Vec<KlokJson>,
    overleg: Option<OverlegJson<'a>>,
    afdoening: Option<AfdoeningJson<'a>>,
    eerdere_afdoeningen: Vec<AfdoeningJson<'a>>,
    gemeld: Vec<GemeldJson<'a>>,
    vt_gekozen: Option<VtJson<'a>>,
    aandachtspunten: Vec<PuntJson>,
    acties: Vec<ActieJson<'a>>,
    overdrachten: Vec<OverdrachtJson<'a>>,
    gesloten: Option<SluitingJson<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct StapJson<'a> {
    stap: &'static str,
    aanleiding: Option<String>,
    label: &'static str,
    wat: &'a str,
    wie: &'static str,
    waarom: &'a str,
    voor: Option<String>,
    alarm: bool,
}

#[derive(Debug, Serialize)]
struct GedaanJson<'a> {
    stap: &'static str,
    aanleiding: Option<String>,
    op: String,
    door: &'a str,
    toelichting: &'a str,
    terzijde: bool,
}

/// A step for which somebody was asked.
#[derive(Debug, Serialize)]
struct GevraagdJson<'a> {
    stap: &'static str,
    aanleiding: Option<String>,
    aan: &'a str,
    op: String,
    door: &'a str,
}

/// A condition that VT asked or that was set, and what became of it.
#[derive(Debug, Serialize)]
struct VoorwaardeJson<'a> {
    wat: &'a str,
    zin: &'a str,
    gevraagd: bool,
    uitkomst: &'static str,
    anders: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct KlokJson {
    klok: &'static str,
    naam: String,
    regel: String,
    vanaf: Option<String>,
    uiterlijk: Option<String>,
    resterend_minuten: Option<i64>,
    gezegd: Option<String>,
    verschilt: bool,
    let_op: Vec<String>,
}

#[derive(Debug, Serialize)]
struct OverlegJson<'a> {
    tijd: String,
    wijze: Aanwezigheid,
    toelichting: &'a str,
    op: String,
    door: &'a str,
}

#[derive(Debug, Serialize)]
struct AfdoeningJson<'a> {
    modaliteiten: Vec<ModaliteitJson<'a>>,
    voorwaarden: &'a [Voorwaarde],
    beslist_op: Option<String>,
    ingang: Option<String>,
    einde: Option<String>,
    informeert_slachtoffer: &'a str,
    informeert_vt: &'a str,
    vt_aanwezig: Aanwezigheid,
    komt_vrij: Vrij,
    toelichting: &'a str,
    op: String,
    door: &'a str,
}

#[derive(Debug, Serialize)]
struct ModaliteitJson<'a> {
    code: &'a str,
    label: &'a str,
}

#[derive(Debug, Serialize)]
struct GemeldJson<'a> {
    gebeurtenis: String,
    veld: &'static str,
    waarde: String,
    sinds: Option<String>,
    bron: &'a str,
    op: String,
    door: &'a str,
}

#[derive(Debug, Serialize)]
struct VtJson<'a> {
    code: &'a str,
    reden: &'a str,
    op: String,
    door: &'a str,
}

#[derive(Debug, Serialize)]
struct PuntJson {
    punt: String,
    tekst: String,
    gezien: Option<String>,
    nog: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ActieJson<'a> {
    id: String,
    wie: &'a str,
    wat: &'a str,
    wanneer: Option<String>,
    op: String,
    door: &'a str,
    afgerond: Option<AfgerondJson<'a>>,
}

#[derive(Debug, Serialize)]
struct AfgerondJson<'a> {
    toelichting: &'a str,
    op: String,
    door: &'a str,
}

#[derive(Debug, Serialize)]
struct OverdrachtJson<'a> {
    aan: &'a str,
    bericht: &'a str,
    op: String,
    door: &'a str,
    overgenomen_door: Option<&'a str>,
    overgenomen_op: Option<String>,
}

#[derive(Debug, Serialize)]
struct SluitingJson<'a> {
    reden: &'a str,
    op: String,
    door: &'a str,
}

impl<'a> Rond<'a> {
    /// As it is at `nu`.
    pub(super) fn nieuw(line: &'a Dagregel, kennis: &'a Kennis, nu: DateTime<Utc>) -> Rond<'a> {
        let stand = &line.zaak.stand;
        let mut decided = stand.afdoeningen.iter().rev().map(afdoening);
        Rond {
            stappen: line.stappen.iter().map(stap_json).collect(),
            gevraagd: stand
                .gevraagd
                .iter()
                .map(|one| GevraagdJson {
                    stap: one.soort.code(),
                    aanleiding: one.aanleiding.map(|id| id.to_string()),
                    aan: &one.aan,
                    op: tijd::rfc3339(one.op),
                    door: &one.door,
                })
                .collect(),
            voorwaarden: voorwaarden(stand)
                .into_iter()
                .map(|(wat, gevraagd, uitkomst, anders)| VoorwaardeJson {
                    wat,
                    zin: kennis.voorwaarden.zin(wat),
                    gevraagd,
                    uitkomst: uitkomst.code(),
                    anders,
                })
                .collect(),
            gedaan: stand
                .gedaan
                .iter()
                .map(|step| GedaanJson {
                    stap: step.soort.code(),
                    aanleiding: step.aanleiding.map(|id| id.to_string()),
                    op: tijd::rfc3339(step.op),
                    door: &step.door,
                    toelichting: &step.toelichting,
                    terzijde: step.terzijde,
                })
                .collect(),
            klokken: klokken::klokken(line, kennis, nu)
                .into_iter()
                .map(klok)
                .collect(),
            overleg: stand.overleg.as_ref().map(|one| OverlegJson {
                tijd: tijd::rfc3339(one.overleg.tijd),
                wijze: one.overleg.wijze,
                toelichting: &one.overleg.toelichting,
                op: tijd::rfc3339(one.op),
                door: &one.door,
            }),
            afdoening: decided.next(),
            eerdere_afdoeningen: decided.collect(),
            gemeld: stand
                .gemeld
                .iter()
                .map(|told| {
                    let (waarde, sinds) = match &told.gegeven {
                        Gegeven::Verblijf { waarde, sinds } => (waarde.code().to_owned(), *sinds),
                        Gegeven::Plaats { waar } => (waar.clone(), None),
                        Gegeven::Tekst { waarde, .. } => (waarde.clone(), None),
                        Gegeven::Verlengd { termijn } => (termijn.label().to_owned(), None),
                        Gegeven::Tijd { tijd, .. } | Gegeven::Moment { tijd, .. } => {
                            (tijd::rfc3339(*tijd), None)
                        }
                    };
                    GemeldJson {
                        gebeurtenis: told.id.to_string(),
                        veld: gemeld::code(&told.gegeven),
                        waarde,
                        sinds: sinds.map(tijd::rfc3339),
                        bron: &told.bron,
                        op: tijd::rfc3339(told.op),
                        door: &told.door,
                    }
                })
                .collect(),
            vt_gekozen: stand.vt.as_ref().map(|vt| VtJson {
                code: &vt.code,
                reden: &vt.reden,
                op: tijd::rfc3339(vt.op),
                door: &vt.door,
            }),
            aandachtspunten: punten(line, kennis, nu),
            acties: stand
                .acties
                .iter()
                .map(|one| ActieJson {
                    id: one.actie.id.to_string(),
                    wie: &one.actie.wie,
                    wat: &one.actie.wat,
                    wanneer: one.actie.wanneer.map(tijd::rfc3339),
                    op: tijd::rfc3339(one.op),
                    door: &one.door,
                    afgerond: one.afgerond.as_ref().map(|done| AfgerondJson {
                        toelichting: &done.toelichting,
                        op: tijd::rfc3339(done.op),
                        door: &done.door,
                    }),
                })
                .collect(),
            overdrachten: stand
                .overdrachten
                .iter()
                .map(|one| OverdrachtJson {
                    aan: &one.aan,
                    bericht: &one.bericht,
                    op: tijd::rfc3339(one.op),
                    door: &one.door,
                    overgenomen_door: one.overgenomen.as_ref().map(|by| by.door.as_str()),
                    overgenomen_op: one.overgenomen.as_ref().map(|by| tijd::rfc3339(by.op)),
                })
                .collect(),
            gesloten: stand.gesloten.as_ref().map(|one| SluitingJson {
                reden: &one.reden,
                op: tijd::rfc3339(one.op),
                door: &one.door,
            }),
        }
    }
}

/// An open step, with what opened it.
pub(super) fn stap_json(step: &Stap) -> StapJson<'_> {
    StapJson {
        stap: step.soort.code(),
        aanleiding: step.aanleiding.map(|id| id.to_string()),
        label: step.soort.label(),
        wat: &step.wat,
        wie: step.wie.label(),
        waarom: &step.waarom,
        voor: step.voor.map(tijd::rfc3339),
        alarm: step.alarm,
    }
}

/// The conditions that VT asks now, with what became of each, then what was set beside them: the condition,
/// whether VT asked it, its outcome, and how it was set otherwise.
pub(super) fn voorwaarden(stand: &Stand) -> Vec<(&str, bool, Uitkomst, Option<&str>)> {
    let asked = stand
        .beoordeling()
        .map(|one| one.inhoud.voorwaarden.as_slice())
        .unwrap_or_default();
    let decided: &[Voorwaarde] = stand
        .afdoening()
        .map(|one| one.inhoud.voorwaarden.as_slice())
        .unwrap_or_default();
    let how = |one: &'_ Voorwaarde| -> Uitkomst { one.uitkomst };
    let words = |one: &Voorwaarde| !one.anders.trim().is_empty();
    let mut out: Vec<_> = asked
        .iter()
        .map(|text| {
            let found = decided.iter().find(|one| one.wat == *text);
            (
                text.as_str(),
                true,
                found.map_or(Uitkomst::Onbekend, how),
                found
                    .filter(|one| words(one))
                    .map(|one| one.anders.as_str()),
            )
        })
        .collect();
    out.extend(
        decided
            .iter()
            .filter(|one| !asked.contains(&one.wat))
            .map(|one| {
                let anders = words(one).then_some(one.anders.as_str());
                (one.wat.as_str(), false, one.uitkomst, anders)
            }),
    );
    out
}

fn punten(line: &Dagregel, kennis: &Kennis, nu: DateTime<Utc>) -> Vec<PuntJson> {
    if !line.zaak.stand.is_open() {
        return Vec::new();
    }
    kennis
        .aandachtspunten
        .stand(&line.zaak, &line.suggestie.vlaggen, nu)
        .into_iter()
        .map(|point| PuntJson {
            gezien: point.gezien.as_ref().map(|seen| seen.label(nu)),
            punt: point.id,
            tekst: point.tekst,
            nog: point.nog,
        })
        .collect()
}

fn klok(from: Klok) -> KlokJson {
    KlokJson {
        klok: from.code,
        verschilt: from.verschilt(),
        naam: from.naam,
        regel: from.regel,
        vanaf: from.vanaf.map(tijd::rfc3339),
        uiterlijk: from.uiterlijk.map(tijd::rfc3339),
        resterend_minuten: from.resterend_minuten,
        gezegd: from.gezegd.map(tijd::rfc3339),
        let_op: from.let_op,
    }
}

fn afdoening(one: &VastgesteldeAfdoening) -> AfdoeningJson<'_> {
    let what = &one.inhoud;
    AfdoeningJson {
        modaliteiten: what
            .modaliteiten
            .iter()
            .map(|each| ModaliteitJson {
                code: &each.code,
                label: &each.label,
            })
            .collect(),
        voorwaarden: &what.voorwaarden,
        beslist_op: what.beslist_op.map(tijd::rfc3339),
        ingang: what.ingang.map(tijd::rfc3339),
        einde: what.einde.map(tijd::rfc3339),
        informeert_slachtoffer: &what.informeert_slachtoffer,
        informeert_vt: &what.informeert_vt,
        vt_aanwezig: what.vt_aanwezig,
        komt_vrij: what.komt_vrij(),
        toelichting: &what.toelichting,
        op: tijd::rfc3339(one.op),
        door: &one.door,
    }
}
