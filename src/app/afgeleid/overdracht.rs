//! Handing over in words: per open zaak where it stands, what to mind and whom to call.
//!
//! Must not know how a line is drawn, nor how the text is laid out.

use chrono::{DateTime, Utc};

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::verblijfregel;
use crate::app::blik::Blik;
use crate::app::kennis::{Kennis, Tafel};
use crate::domain::bereikbaarheid::Wie;
use crate::domain::betrokkene::Bellen;
use crate::domain::fase::Fase;
use crate::domain::naam::Naam;
use crate::domain::tijd;
use crate::domain::voortgang::laatste;
use crate::domain::werkstroom;
use crate::send::aanduiding::hoofdletter;
use crate::send::nu::{beslissing_zin, verblijf_zin};
use crate::send::overdracht::{Blok, Kop, tekst};
use crate::send::poort::Poort;
use crate::send::tijd as geschreven;

/// The open zaken, what is handed over and waits for somebody first; and what VT does not follow but somebody
/// must look at.
#[must_use]
pub fn rijen(regels: &[Dagregel]) -> Vec<&Dagregel> {
    let mut out: Vec<&Dagregel> = regels
        .iter()
        .filter(|regel| regel.zaak.stand.is_open() || regel.moet_bekeken())
        .collect();
    out.sort_by_key(|regel| {
        let stand = &regel.zaak.stand;
        (
            !stand.is_open(),
            stand.wacht_op_overname().is_none(),
            regel.rang(),
        )
    });
    out
}

/// How many zaken were handed over and wait for somebody.
#[must_use]
pub fn wachtend(regels: &[Dagregel]) -> usize {
    regels
        .iter()
        .filter(|regel| regel.zaak.stand.is_open())
        .filter(|regel| regel.zaak.stand.wacht_op_overname().is_some())
        .count()
}

/// Everything that there is to hand over, one block a zaak. `naam` writes a name, `vrij` a text in which
/// persons can be named.
#[must_use]
pub fn blokken(
    regels: &[Dagregel],
    kennis: &Kennis,
    nu: DateTime<Utc>,
    naam: &dyn Fn(&Naam) -> String,
    vrij: &dyn Fn(&str) -> String,
) -> Vec<Blok> {
    rijen(regels)
        .into_iter()
        .map(|regel| blok(regel, kennis, nu, naam, vrij))
        .collect()
}

/// What stands above the text.
#[must_use]
pub fn kop(regels: &[Dagregel], tafel: &Tafel) -> Kop {
    let mut lijsten: Vec<(String, DateTime<Utc>)> = regels
        .iter()
        .filter(|regel| !regel.alleen_te_vinden())
        .map(|regel| &regel.zaak.bron)
        .filter(|bron| !bron.bestand.is_empty())
        .map(|bron| (bron.bestand.clone(), bron.gelezen))
        .collect();
    lijsten.sort_by_key(|(_, at)| *at);
    lijsten.dedup();
    Kop {
        tafel: tafel.naam.clone(),
        vt: tafel.vt.clone(),
        door: tafel.medewerker.clone(),
        lijsten,
        oefenen: tafel.oefenen,
    }
}

/// Where the zaak stands on its way to the decision, and what was done last, by whom and when.
#[must_use]
pub fn stand(regel: &Dagregel) -> String {
    let mut parts: Vec<String> = regel
        .zaak
        .stand
        .afdoening()
        .map(|decided| decided.inhoud.label())
        .into_iter()
        .collect();
    parts.extend(gang(regel));
    parts.join(" · ")
}

/// How far a zaak is, apart from its decision: what still lacks before it, and what was done last.
fn gang(regel: &Dagregel) -> Vec<String> {
    let inside = &regel.zaak.stand;
    let mut parts = Vec::new();
    if inside.afdoening().is_none() {
        parts.push(match (inside.beoordeling(), inside.inputs.last()) {
            (None, _) => "nog niet beoordeeld".to_owned(),
            (Some(_), None) => "nog geen input".to_owned(),
            (Some(_), Some(sent)) => format!(
                "input aan {} {}",
                sent.inhoud.ontvanger.label(),
                geschreven::kort(sent.op)
            ),
        });
        if let Some(planned) = &inside.overleg {
            parts.push(format!(
                "overleg {}",
                geschreven::kort(planned.overleg.tijd)
            ));
        }
    }
    if let Some(done) = laatste(inside) {
        parts.push(format!(
            "laatst: {}, {} ({})",
            done.wat,
            geschreven::kort(done.op),
            done.door
        ));
    }
    parts
}

/// Where the suspect is and who says so, and the clock of ophouden where it runs.
#[must_use]
pub fn klok(regel: &Dagregel, nu: DateTime<Utc>) -> String {
    let custody = verblijfregel::zin(&regel.verblijf, nu);
    if !regel.klok_loopt() {
        return custody;
    }
    let clock = match (regel.klok.resterend_minuten, regel.klok.uiterlijk) {
        (Some(left), Some(end)) if left < 0 => format!("voorbij sinds {}", geschreven::kort(end)),
        (Some(left), Some(end)) => {
            format!(
                "nog {}, tot {}",
                tijd::resterend(left),
                geschreven::kort(end)
            )
        }
        _ => "onbekend wanneer ophouden eindigt".to_owned(),
    };
    format!("{clock} · {custody}")
}

/// What is known of unsafety in it whatever was ticked off, and the measures that run.
#[must_use]
pub fn let_op(regel: &Dagregel, nu: DateTime<Utc>) -> Vec<String> {
    let mut out = werkstroom::let_op(&regel.zaak, nu);
    // The clock of ophouden has a line of its own.
    let others = regel
        .loopt
        .iter()
        .filter(|one| !one.starts_with("Ophouden"));
    out.extend(others.cloned());
    out
}

/// Whom to call about this zaak: in an alarm the service for direct danger, and the VT that is
/// competent, else the own one.
#[must_use]
pub fn bellen(regel: &Dagregel, kennis: &Kennis, nu: DateTime<Utc>) -> String {
    let code = regel
        .vt
        .as_ref()
        .map(|vt| vt.code.as_str())
        .or(kennis.eigen_vt.as_deref())
        .unwrap_or_default();
    let found = kennis
        .bereikbaarheid
        .nu(Wie::Vt(code), nu, &kennis.kalender);
    let text = format!("{}: {}", found.wie, found.zin(nu));
    if !regel.heeft_alarm() {
        return text;
    }
    let acute = kennis
        .bereikbaarheid
        .nu(Wie::Acuut(code), nu, &kennis.kalender);
    format!("acuut: {} {}; {text}", acute.wie, acute.kort(nu))
}

fn blok(
    regel: &Dagregel,
    kennis: &Kennis,
    nu: DateTime<Utc>,
    naam: &dyn Fn(&Naam) -> String,
    vrij: &dyn Fn(&str) -> String,
) -> Blok {
    let inside = &regel.zaak.stand;
    let handed = inside.overdrachten.last();
    let poort = Poort::van(&regel.zaak);
    let blok = Blok {
        zaak: regel.zaak.id.kort(),
        naam: naam(&regel.zaak.regel.naam),
        leeftijd: regel.leeftijd(nu),
        pl: regel.zaak.regel.pl.clone(),
        tag: match (regel.zaak.fase(), regel.tag()) {
            (Fase::Gesloten, Some(tag)) => format!("{}, gesloten", tag.label()),
            (_, Some(tag)) => tag.label().to_owned(),
            (_, None) => "niet getagd".to_owned(),
        },
        open: inside.is_open(),
        let_op: let_op(regel, nu).join("; "),
        oordeel: inside.oordeel_zin(nu),
        beslissing: beslissing_zin(inside),
        verdachte: hoofdletter(&verblijf_zin(&regel.verblijf, regel.klok.uiterlijk, nu)),
        stand: gang(regel).join(" · "),
        stap: regel.stappen.first().map_or_else(String::new, |step| {
            let by = step
                .voor
                .map_or_else(String::new, |at| format!(", voor {}", geschreven::kort(at)));
            format!("{} ({}{by}): {}", step.wat, step.wie.label(), step.waarom)
        }),
        alarm: regel.heeft_alarm(),
        klok: klok(regel, nu),
        bellen: bellen(regel, kennis, nu),
        betrokkenen: inside
            .betrokkenen
            .iter()
            .map(|who| {
                let mut parts = vec![format!("{} ({})", who.naam, who.rol.label())];
                parts.push(if who.geheim {
                    "geheim adres, zie de zaak".to_owned()
                } else {
                    who.verblijf.clone()
                });
                parts.push(match who.bellen {
                    Bellen::Onbekend => "bellen: nog niet bekend of het veilig is".to_owned(),
                    known => known.label().to_owned(),
                });
                parts.push(poort.van_wie(who.id, &who.bereikbaar));
                parts.retain(|part| !part.is_empty());
                vrij(&parts.join(" · "))
            })
            .collect(),
        acties: inside
            .acties
            .iter()
            .filter(|one| one.afgerond.is_none())
            .map(|one| {
                let by = one.actie.wanneer.map_or_else(String::new, |at| {
                    format!(" (voor {})", geschreven::kort(at))
                });
                vrij(&format!("{}: {}{by}", one.actie.wie, one.actie.wat))
            })
            .collect(),
        overgedragen: handed.map_or_else(String::new, |one| {
            let at = geschreven::kort(one.op);
            let message = if one.bericht.is_empty() {
                String::new()
            } else {
                format!(": {}", vrij(&one.bericht))
            };
            format!("aan {} door {} ({at}){message}", one.aan, one.door)
        }),
        overgenomen: handed.and_then(|one| {
            let taken = one.overgenomen.as_ref()?;
            Some(format!("{} ({})", taken.door, geschreven::kort(taken.op)))
        }),
    };
    blok.door(&poort)
}

/// The whole text of the handing over, so wide. `naam` writes a name, `vrij` a text in which persons can be
/// named.
#[must_use]
pub fn als_tekst(
    blik: &Blik,
    naam: &dyn Fn(&Naam) -> String,
    vrij: &dyn Fn(&str) -> String,
    breedte: usize,
) -> String {
    let regels = blik.lijst.alle();
    let all = blokken(regels, &blik.kennis, blik.nu, naam, vrij);
    tekst(&kop(regels, &blik.tafel), &all, blik.nu, breedte)
}
