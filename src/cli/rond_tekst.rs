//! What happens around the decision, in words for a terminal: the same as `rond` has in JSON.
//!
//! Must not know how it is asked for, nor the store.

use chrono::{DateTime, Utc};

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::klokken;
use crate::app::afgeleid::stapregel;
use crate::app::afgeleid::stapregel::over;
use crate::app::kennis::Kennis;
use crate::domain::afdoening::Vrij;
use crate::domain::overleg::Gegeven;
use crate::domain::tijd;

use super::rond::voorwaarden;
use super::zaak::paar;

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
