//! The zaak whole: how it stands now, and everything that was recorded, from old to new.
//!
//! What stands there now is asked of the same functions as the screen asks, and every event stands below it with
//! all that it holds: what is not read here was not recorded. Must not know how it is drawn.

use crate::app::afgeleid::acties;
use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::klokken::{Klok, klokken};
use crate::app::afgeleid::leeftijd::leeftijd_tekst;
use crate::app::afgeleid::stapregel;
use crate::app::afgeleid::verblijfregel;
use crate::app::afgeleid::zaakfeiten;
use crate::app::blik::Blik;
use crate::app::leestekst::{Leesregel, Leestekst};
use crate::app::msg::Dossier;
use crate::domain::fase::Fase;
use crate::domain::lijstregel::Veld;
use crate::domain::tijd;
use crate::send::leesbaar::beoordeling_tekst;

use crate::app::afgeleid::zaaktekst::gebeurtenis::{afdoening_tekst, inhoud};

/// The whole of it.
#[must_use]
pub fn zaak_tekst(blik: &Blik, dossier: &Dossier) -> Leestekst {
    let zaak = &dossier.zaak;
    let text = |value: &str| blik.vrije_tekst(value);
    let mut out = Vec::new();
    let line = blik
        .regel(zaak.id)
        .unwrap_or_else(|| Dagregel::nieuw(zaak.clone(), true, &blik.kennis, blik.nu));
    nu(blik, &line, &mut out);
    out.push(Leesregel::Kop("Van de lijst, en wat is gemeld".to_owned()));
    for veld in zaakfeiten::VELDEN.into_iter().chain([Veld::Bsn]) {
        let value = zaakfeiten::waarde(blik, &line, veld);
        if !value.is_empty() {
            out.push(Leesregel::paar(zaakfeiten::label(veld), value));
        }
    }
    if !zaak.stand.betrokkenen.is_empty() {
        out.push(Leesregel::Kop("Betrokkenen".to_owned()));
        for who in &zaak.stand.betrokkenen {
            let noted = zaak
                .stand
                .plaats(Some(who.id))
                .map_or_else(String::new, |one| {
                    format!("plaats genoteerd {}", tijd::moment(one.op, blik.nu))
                });
            out.push(Leesregel::paar(
                who.rol.label(),
                text(
                    &[
                        who.naam.clone(),
                        leeftijd_tekst(who, blik.nu),
                        who.relatie.clone(),
                        who.waar(),
                        noted,
                        format!("bellen: {}", who.bellen.label()),
                        who.bereikbaar.clone(),
                    ]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · "),
                ),
            ));
        }
    }
    if let Some(holds) = zaak.stand.beoordeling() {
        let title = if holds.inhoud.geldt_op(blik.nu) {
            "Veiligheidsbeoordeling"
        } else {
            "Veiligheidsbeoordeling, geldt niet meer"
        };
        out.push(Leesregel::Kop(title.to_owned()));
        out.extend(
            beoordeling_tekst(holds, &zaak.stand.betrokkenen)
                .into_iter()
                .map(|line| Leesregel::Tekst(text(&line))),
        );
    }
    rond_de_beslissing(blik, dossier, &line, &mut out);
    eromheen(blik, dossier, &mut out);
    vastgelegd(blik, dossier, &mut out);
    Leestekst::nieuw("De hele zaak", out)
}

/// Where the suspect is, with every source, and what VT follows.
fn nu(blik: &Blik, line: &Dagregel, out: &mut Vec<Leesregel>) {
    let stand = &line.zaak.stand;
    out.push(Leesregel::Kop("Nu".to_owned()));
    out.push(Leesregel::paar(
        "vast of vrij",
        verblijfregel::zin(&line.verblijf, blik.nu),
    ));
    if let Some(place) = stand.plaats(None) {
        let text = format!(
            "{} (gemeld {})",
            blik.vrije_tekst(&place.waar),
            tijd::moment(place.op, blik.nu)
        );
        out.push(Leesregel::paar("plaats verdachte", text));
    }
    let tag = match &stand.tag {
        None => "nog niet getagd".to_owned(),
        Some(one) => {
            let kinds = line.soorten();
            let kinds = if kinds.is_empty() {
                String::new()
            } else {
                format!(" · {kinds}")
            };
            format!(
                "{}{kinds} · {} door {}",
                one.tag.label(),
                tijd::moment(one.op, blik.nu),
                one.door
            )
        }
    };
    out.push(Leesregel::paar("tag", tag));
    let vt = line
        .vt
        .as_ref()
        .map_or_else(|| "onbekend".to_owned(), |vt| vt.naam.clone());
    out.push(Leesregel::paar("Veilig Thuis", vt));
    if let Some(one) = stand.wacht_op_overname() {
        let text = format!("aan {}, nog niet overgenomen", one.aan);
        out.push(Leesregel::paar("overgedragen", text));
    }
    if line.zaak.fase() == Fase::Gesloten
        && let Some(one) = &stand.gesloten
    {
        let text = format!(
            "{} door {}: {}",
            tijd::moment(one.op, blik.nu),
            one.door,
            blik.vrije_tekst(&one.reden)
        );
        out.push(Leesregel::paar("gesloten", text));
    }
}

/// Overleg, decision, clocks and steps, under each other.
fn rond_de_beslissing(blik: &Blik, dossier: &Dossier, line: &Dagregel, out: &mut Vec<Leesregel>) {
    let stand = &dossier.zaak.stand;
    if let Some(planned) = &stand.overleg {
        out.push(Leesregel::Kop("Overleg".to_owned()));
        let what = &planned.overleg;
        let note = blik.vrije_tekst(&what.toelichting);
        out.push(Leesregel::Paar(
            tijd::moment(what.tijd, blik.nu),
            [what.wijze.zin(), note]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        ));
    }
    if let Some(one) = stand.afdoening() {
        out.push(Leesregel::Kop(format!(
            "Beslissing · {} door {}",
            tijd::moment(one.op, blik.nu),
            one.door
        )));
        out.extend(afdoening_tekst(&one.inhoud, blik));
    }
    let clocks = klokken(line, &blik.kennis, blik.nu);
    if !clocks.is_empty() {
        out.push(Leesregel::Kop("Klokken".to_owned()));
        out.extend(
            clocks
                .iter()
                .map(|klok| Leesregel::Paar(klok.naam.clone(), klok_tekst(klok, blik))),
        );
    }
    if line.stappen.is_empty() {
        return;
    }
    out.push(Leesregel::Kop("Stappen die openstaan".to_owned()));
    for step in &line.stappen {
        let parts = [
            step.wie.label().to_owned(),
            stapregel::wanneer(step, blik.nu),
            step.waarom.clone(),
        ];
        out.push(Leesregel::Paar(
            step.wat.clone(),
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
        ));
    }
}

/// What was agreed, and the other zaken: of this person, and of others in the same registration.
fn eromheen(blik: &Blik, dossier: &Dossier, out: &mut Vec<Leesregel>) {
    let agreed = acties::van_zaak(&dossier.zaak);
    if !agreed.is_empty() {
        out.push(Leesregel::Kop("Afspraken".to_owned()));
        out.extend(agreed.into_iter().map(|one| {
            let text = format!(
                "{} · {}",
                blik.vrije_tekst(&one.actie.wat),
                acties::stand(blik, one)
            );
            Leesregel::Paar(one.actie.wie.clone(), text)
        }));
    }
    let joined = zaakfeiten::samengevoegd_met(blik, &dossier.zaak);
    if !joined.is_empty() {
        out.push(Leesregel::Kop("Dezelfde zaak".to_owned()));
        out.extend(joined.into_iter().map(Leesregel::Tekst));
    }
    if !dossier.medeverdachten.is_empty() {
        out.push(Leesregel::Kop("Medeverdachten in dit onderzoek".to_owned()));
        out.extend(
            dossier
                .medeverdachten
                .iter()
                .map(|other| Leesregel::Paar(blik.naam(&other.naam), other.stand())),
        );
    }
    if !dossier.eerdere.is_empty() {
        out.push(Leesregel::Kop("Andere zaken van deze verdachte".to_owned()));
        out.extend(dossier.eerdere.iter().map(|other| {
            let tag = other.tag.map_or("geen tag", |tag| tag.label());
            let text = format!(
                "{tag} · {} · {}",
                other.oordeel.label(),
                tijd::moment(other.op, blik.nu)
            );
            Leesregel::Paar(other.pl.clone().unwrap_or_else(|| other.id.kort()), text)
        }));
    }
}

/// Every event with all that it holds, from old to new.
fn vastgelegd(blik: &Blik, dossier: &Dossier, out: &mut Vec<Leesregel>) {
    if dossier.tijdlijn.is_empty() {
        return;
    }
    out.push(Leesregel::Kop(
        "Alles wat is vastgelegd, van oud naar nieuw".to_owned(),
    ));
    for (event, undone) in dossier.tijdlijn.iter().rev() {
        let mark = if *undone { " (teruggenomen)" } else { "" };
        out.push(Leesregel::Kop(format!(
            "{} · {} · {}{mark}",
            tijd::moment(event.at, blik.nu),
            event.by,
            event.what.omschrijving()
        )));
        out.extend(inhoud(blik, &dossier.zaak, event).into_iter().map(
            // A heading within an event would read as another event.
            |line| match line {
                Leesregel::Kop(text) => Leesregel::Tekst(format!("{text}:")),
                other => other,
            },
        ));
    }
}

/// A clock in one sentence.
fn klok_tekst(klok: &Klok, blik: &Blik) -> String {
    let mut parts = Vec::new();
    if let (Some(end), Some(left)) = (klok.uiterlijk, klok.resterend_minuten) {
        parts.push(format!(
            "tot {}, {}",
            tijd::tot(end, blik.nu),
            stapregel::over(left)
        ));
    }
    if let Some(told) = klok.gezegd {
        let differs = if klok.verschilt() { " (verschilt)" } else { "" };
        parts.push(format!("gezegd: tot {}{differs}", tijd::tot(told, blik.nu)));
    }
    parts.push(klok.regel.clone());
    parts.extend(klok.let_op.iter().cloned());
    parts.join(" · ")
}
