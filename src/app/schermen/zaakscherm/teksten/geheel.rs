//! The zaak whole: how it stands now, and everything that was recorded, from old to new.
//!
//! What stands there now is asked of the same functions as the screen asks, and every event stands below it with
//! all that it holds: what is not read here was not recorded. Must not know how it is drawn.

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::klokken::{Klok, klokken};
use crate::app::afgeleid::stapregel;
use crate::app::afgeleid::verblijfregel;
use crate::app::afgeleid::zaakfeiten;
use crate::app::formulieren::beoordelen;
use crate::app::model::Model;
use crate::app::msg::Dossier;
use crate::app::schermen::acties;
use crate::app::schermen::dubbelen;
use crate::app::schermen::lezer::{Leesregel, Leesscherm};
use crate::domain::fase::Fase;
use crate::domain::lijstregel::Veld;
use crate::domain::tijd;
use crate::send::leesbaar::beoordeling_tekst;

use super::super::regel_van;
use super::gebeurtenis::{afdoening_tekst, inhoud};
use super::paar;

/// The whole of it.
pub(in crate::app::schermen::zaakscherm) fn zaak_tekst(
    model: &Model,
    dossier: &Dossier,
) -> Leesscherm {
    let zaak = &dossier.zaak;
    let text = |value: &str| model.vrije_tekst(value);
    let mut out = Vec::new();
    let line = regel_van(model, zaak.id)
        .unwrap_or_else(|| Dagregel::nieuw(zaak.clone(), true, &model.kennis, model.nu));
    nu(model, &line, &mut out);
    out.push(Leesregel::Kop("Van de lijst, en wat is gemeld".to_owned()));
    for veld in zaakfeiten::VELDEN.into_iter().chain([Veld::Bsn]) {
        let value = zaakfeiten::waarde(model, &line, veld);
        if !value.is_empty() {
            out.push(paar(zaakfeiten::label(veld), value));
        }
    }
    if !zaak.stand.betrokkenen.is_empty() {
        out.push(Leesregel::Kop("Betrokkenen".to_owned()));
        for who in &zaak.stand.betrokkenen {
            let noted = zaak
                .stand
                .plaats(Some(who.id))
                .map_or_else(String::new, |one| {
                    format!("plaats genoteerd {}", tijd::moment(one.op, model.nu))
                });
            out.push(paar(
                who.rol.label(),
                text(
                    &[
                        who.naam.clone(),
                        beoordelen::leeftijd_tekst(who, model.nu),
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
        let title = if holds.inhoud.geldt_op(model.nu) {
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
    rond_de_beslissing(model, dossier, &line, &mut out);
    eromheen(model, dossier, &mut out);
    vastgelegd(model, dossier, &mut out);
    Leesscherm::nieuw("De hele zaak".to_owned(), out)
}

/// Where the suspect is, with every source, and what VT follows.
fn nu(model: &Model, line: &Dagregel, out: &mut Vec<Leesregel>) {
    let stand = &line.zaak.stand;
    out.push(Leesregel::Kop("Nu".to_owned()));
    out.push(paar(
        "vast of vrij",
        verblijfregel::zin(&line.verblijf, model.nu),
    ));
    if let Some(place) = stand.plaats(None) {
        let text = format!(
            "{} (gemeld {})",
            model.vrije_tekst(&place.waar),
            tijd::moment(place.op, model.nu)
        );
        out.push(paar("plaats verdachte", text));
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
                tijd::moment(one.op, model.nu),
                one.door
            )
        }
    };
    out.push(paar("tag", tag));
    let vt = line
        .vt
        .as_ref()
        .map_or_else(|| "onbekend".to_owned(), |vt| vt.naam.clone());
    out.push(paar("Veilig Thuis", vt));
    if let Some(one) = stand.wacht_op_overname() {
        let text = format!("aan {}, nog niet overgenomen", one.aan);
        out.push(paar("overgedragen", text));
    }
    if line.zaak.fase() == Fase::Gesloten
        && let Some(one) = &stand.gesloten
    {
        let text = format!(
            "{} door {}: {}",
            tijd::moment(one.op, model.nu),
            one.door,
            model.vrije_tekst(&one.reden)
        );
        out.push(paar("gesloten", text));
    }
}

/// Overleg, decision, clocks and steps, under each other.
fn rond_de_beslissing(model: &Model, dossier: &Dossier, line: &Dagregel, out: &mut Vec<Leesregel>) {
    let stand = &dossier.zaak.stand;
    if let Some(planned) = &stand.overleg {
        out.push(Leesregel::Kop("Overleg".to_owned()));
        let what = &planned.overleg;
        let note = model.vrije_tekst(&what.toelichting);
        out.push(Leesregel::Paar(
            tijd::moment(what.tijd, model.nu),
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
            tijd::moment(one.op, model.nu),
            one.door
        )));
        out.extend(afdoening_tekst(&one.inhoud, model));
    }
    let clocks = klokken(line, &model.kennis, model.nu);
    if !clocks.is_empty() {
        out.push(Leesregel::Kop("Klokken".to_owned()));
        out.extend(
            clocks
                .iter()
                .map(|klok| Leesregel::Paar(klok.naam.clone(), klok_tekst(klok, model))),
        );
    }
    if line.stappen.is_empty() {
        return;
    }
    out.push(Leesregel::Kop("Stappen die openstaan".to_owned()));
    for step in &line.stappen {
        let parts = [
            step.wie.label().to_owned(),
            stapregel::wanneer(step, model.nu),
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
fn eromheen(model: &Model, dossier: &Dossier, out: &mut Vec<Leesregel>) {
    let agreed = acties::van_zaak(&dossier.zaak);
    if !agreed.is_empty() {
        out.push(Leesregel::Kop("Afspraken".to_owned()));
        out.extend(agreed.into_iter().map(|one| {
            let text = format!(
                "{} · {}",
                model.vrije_tekst(&one.actie.wat),
                acties::stand(model, one)
            );
            Leesregel::Paar(one.actie.wie.clone(), text)
        }));
    }
    let joined = dubbelen::samengevoegd_met(model, &dossier.zaak);
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
                .map(|other| Leesregel::Paar(model.naam(&other.naam), other.stand())),
        );
    }
    if !dossier.eerdere.is_empty() {
        out.push(Leesregel::Kop("Andere zaken van deze verdachte".to_owned()));
        out.extend(dossier.eerdere.iter().map(|other| {
            let tag = other.tag.map_or("geen tag", |tag| tag.label());
            let text = format!(
                "{tag} · {} · {}",
                other.oordeel.label(),
                tijd::moment(other.op, model.nu)
            );
            Leesregel::Paar(other.pl.clone().unwrap_or_else(|| other.id.kort()), text)
        }));
    }
}

/// Every event with all that it holds, from old to new.
fn vastgelegd(model: &Model, dossier: &Dossier, out: &mut Vec<Leesregel>) {
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
            tijd::moment(event.at, model.nu),
            event.by,
            event.what.omschrijving()
        )));
        out.extend(inhoud(model, &dossier.zaak, event).into_iter().map(
            // A heading within an event would read as another event.
            |line| match line {
                Leesregel::Kop(text) => Leesregel::Tekst(format!("{text}:")),
                other => other,
            },
        ));
    }
}

/// A clock in one sentence.
fn klok_tekst(klok: &Klok, model: &Model) -> String {
    let mut parts = Vec::new();
    if let (Some(end), Some(left)) = (klok.uiterlijk, klok.resterend_minuten) {
        parts.push(format!(
            "tot {}, {}",
            tijd::tot(end, model.nu),
            stapregel::over(left)
        ));
    }
    if let Some(told) = klok.gezegd {
        let differs = if klok.verschilt() { " (verschilt)" } else { "" };
        parts.push(format!(
            "gezegd: tot {}{differs}",
            tijd::tot(told, model.nu)
        ));
    }
    parts.push(klok.regel.clone());
    parts.extend(klok.let_op.iter().cloned());
    parts.join(" · ")
}
