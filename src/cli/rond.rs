//! What happens around the decision, in JSON and in text: steps, clocks, overleg, afdoening, told facts,
//! which VT, acties, handing over, closing. The keys are a contract.
//!
//! Must not know how it is asked for, nor the store.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::app::dagregel::Dagregel;
use crate::app::kennis::Kennis;
use crate::app::klokken::{self, Klok};
use crate::app::stapregel::{self, over};
use crate::domain::afdoening::{Aanwezigheid, Uitkomst, VastgesteldeAfdoening, Voorwaarde, Vrij};
use crate::domain::overleg::Gegeven;
use crate::domain::stap::Stap;
use crate::domain::tijd;
use crate::domain::zaak::Stand;

use super::gemeld;
use super::zaak::paar;

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
fn voorwaarden(stand: &Stand) -> Vec<(&str, bool, Uitkomst, Option<&str>)> {
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

/// Which VT, and why that one.
pub(super) fn veilig_thuis(line: &Dagregel) -> Vec<Vec<String>> {
    let Some(vt) = &line.vt else {
        return Vec::new();
    };
    let why = match (&line.zaak.stand.vt, &line.plaats) {
        (Some(chosen), _) => format!(" (gekozen: {})", chosen.reden),
        (None, Some(place)) => format!(" ({})", place.gemeente),
        (None, None) => String::new(),
    };
    let mut out = vec![paar("Veilig Thuis", &format!("{}{why}", vt.naam))];
    if !vt.bereik.is_empty() {
        out.push(paar("bereik", &vt.bereik));
    }
    out
}

/// Overleg, decision, handing over, closing.
pub(super) fn stand(line: &Dagregel, nu: DateTime<Utc>) -> Vec<Vec<String>> {
    let stand = &line.zaak.stand;
    let mut out = Vec::new();
    if let Some(one) = &stand.overleg {
        let what = &one.overleg;
        let text = [
            tijd::moment(what.tijd, nu),
            what.wijze.zin(),
            what.toelichting.clone(),
        ];
        out.push(paar("overleg", &samen(&text)));
    }
    if let Some(one) = stand.afdoening() {
        let what = &one.inhoud;
        let when = what.beslist_op.unwrap_or(one.op);
        let told = if what.informeert_slachtoffer.is_empty() {
            String::new()
        } else {
            format!("{} informeert slachtoffer", what.informeert_slachtoffer)
        };
        let text = [
            what.label(),
            tijd::moment(when, nu),
            match what.komt_vrij() {
                Vrij::Ja => "komt vrij",
                Vrij::Nee => "blijft vast",
                Vrij::Onbekend => "niet bekend of verdachte vrijkomt",
            }
            .to_owned(),
            told,
            what.vt_aanwezig.zin(),
        ];
        out.push(paar("beslissing", &samen(&text)));
    }
    if let Some(one) = stand.wacht_op_overname() {
        let text = [
            format!("aan {}", one.aan),
            one.bericht.clone(),
            "nog niet overgenomen".to_owned(),
        ];
        out.push(paar("overgedragen", &samen(&text)));
    }
    if let Some(one) = &stand.gesloten {
        let text = [
            tijd::moment(one.op, nu),
            one.door.clone(),
            one.reden.clone(),
        ];
        out.push(paar("gesloten", &samen(&text)));
    }
    out
}

/// The conditions with what became of each.
pub(super) fn voorwaarden_tekst(line: &Dagregel, kennis: &Kennis) -> Vec<Vec<String>> {
    let stand = &line.zaak.stand;
    let decided = stand.afdoening().is_some();
    voorwaarden(stand)
        .into_iter()
        .map(|(wat, asked, outcome, how)| {
            let asked = if asked { "gevraagd" } else { "niet gevraagd" };
            // As long as nothing is decided, there is nothing to know.
            let outcome = if decided {
                outcome.label()
            } else {
                "nog niet beslist"
            };
            let text = [
                asked.to_owned(),
                outcome.to_owned(),
                how.unwrap_or_default().to_owned(),
            ];
            paar(kennis.voorwaarden.zin(wat), &samen(&text))
        })
        .collect()
}

/// Who was asked for what, and when.
pub(super) fn gevraagd(line: &Dagregel, nu: DateTime<Utc>) -> Vec<Vec<String>> {
    line.zaak
        .stand
        .gevraagd
        .iter()
        .map(|one| {
            let text = format!("{} aan {}", tijd::moment(one.op, nu), one.aan);
            paar(one.soort.label(), &text)
        })
        .collect()
}

/// The open steps, with who, by when and why.
pub(super) fn stappen(line: &Dagregel, nu: DateTime<Utc>) -> Vec<Vec<String>> {
    line.stappen
        .iter()
        .map(|step| {
            let sign = if step.alarm { "!" } else { "-" };
            vec![
                format!("{sign} {}", step.wat),
                step.wie.label().to_owned(),
                samen(&[stapregel::wanneer(step, nu), step.waarom.clone()]),
            ]
        })
        .collect()
}

/// What was ticked off or set aside.
pub(super) fn gedaan(line: &Dagregel, nu: DateTime<Utc>) -> Vec<Vec<String>> {
    line.zaak
        .stand
        .gedaan
        .iter()
        .map(|step| paar(step.soort.label(), &stapregel::gedaan(step, nu)))
        .collect()
}

/// The clocks that run.
pub(super) fn klokken(line: &Dagregel, kennis: &Kennis, nu: DateTime<Utc>) -> Vec<Vec<String>> {
    klokken::klokken(line, kennis, nu)
        .into_iter()
        .map(|klok| {
            let until = klok
                .uiterlijk
                .map_or_else(|| "einde onbekend".to_owned(), |at| tijd::tot(at, nu));
            let told = match klok.gezegd {
                Some(at) if klok.verschilt() => {
                    format!("gezegd is tot {} (verschilt)", tijd::tot(at, nu))
                }
                _ => String::new(),
            };
            vec![
                klok.naam.clone(),
                until,
                klok.resterend_minuten.map_or_else(String::new, over),
                samen(&[klok.regel, told]),
            ]
        })
        .collect()
}

/// The facts that somebody told.
pub(super) fn gemeld(line: &Dagregel, nu: DateTime<Utc>) -> Vec<Vec<String>> {
    line.zaak
        .stand
        .gemeld
        .iter()
        .map(|told| {
            let (field, value) = match &told.gegeven {
                Gegeven::Verblijf { waarde, sinds } => {
                    let since = sinds
                        .map_or_else(String::new, |at| format!(" sinds {}", tijd::moment(at, nu)));
                    ("status", format!("{}{since}", waarde.label()))
                }
                Gegeven::Plaats { waar } => ("plaats", waar.clone()),
                Gegeven::Tekst { veld, waarde } => (veld.label(), waarde.clone()),
                Gegeven::Verlengd { termijn } => ("termijn", termijn.label().to_owned()),
                Gegeven::Tijd { veld, tijd } => (veld.label(), tijd::moment(*tijd, nu)),
                Gegeven::Moment { moment, tijd } => (moment.label(), tijd::moment(*tijd, nu)),
            };
            paar(field, &format!("{value}, gemeld door {}", told.bron))
        })
        .collect()
}

/// The agreements with partners.
pub(super) fn acties(line: &Dagregel, nu: DateTime<Utc>) -> Vec<Vec<String>> {
    line.zaak
        .stand
        .acties
        .iter()
        .map(|one| {
            let when = one
                .actie
                .wanneer
                .map_or_else(String::new, |at| format!("vóór {}", tijd::tot(at, nu)));
            let done = one.afgerond.as_ref().map_or_else(String::new, |done| {
                format!("gedaan {} {}", tijd::moment(done.op, nu), done.toelichting)
            });
            paar(&one.actie.wie, &samen(&[one.actie.wat.clone(), when, done]))
        })
        .collect()
}

fn samen(parts: &[String]) -> String {
    parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
