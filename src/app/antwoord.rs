//! What the store, the files and the clock answered: the model changed, and what follows is said. Nothing is said
//! to be done before its answer is here. What is for one screen is offered to the screens first.
//!
//! Must not know keys, nor which screens there are.

use crate::domain::dagwissel;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

use super::alarm;
use super::bewaren;
use super::daad::{Daad, Daden};
use super::deur::Deur;
use super::doen;
use super::melding::{Melding, Toon};
use super::model::Model;
use super::msg::{Antwoord, Dag, Dossier, Effect, Kandidaat, Nummer};
use super::personenvraag::Personenstand;
use super::schermen::inlezen::map;
use super::schermen::inlezen::verloop::verslag;
use super::schermen::slot::Slotscherm;
use super::taggen;

/// Handles the answer to a request.
pub(super) fn beantwoord(model: &mut Model, nummer: Nummer, antwoord: Antwoord) {
    match antwoord {
        Antwoord::Aangetroffen { bestaat, tafel } => {
            model.blik.tafel = tafel;
            model.slot = Some(if bestaat {
                Slotscherm::dicht(&model.blik.tafel)
            } else {
                Slotscherm::nieuw(&model.blik.tafel.medewerker)
            });
        }
        Antwoord::Geopend(Ok(tafel)) => {
            model.blik.tafel = tafel;
            model.slot = None;
            if model.tafel.kiest_rol {
                doen::open(model, Deur::Rol);
            } else {
                binnen(model);
            }
        }
        Antwoord::Geopend(Err(fout)) => {
            if let Some(slot) = &mut model.slot {
                slot.geweigerd(fout, &model.blik.tafel);
            }
        }
        Antwoord::Personen(result) => personen(model, result),
        // What belongs to a table that was locked meanwhile must not come back on screen.
        _ if !model.is_open() => {}
        Antwoord::Dag(_)
        | Antwoord::Zaak(_)
        | Antwoord::Bestanden(_)
        | Antwoord::Voorbeeld(_)
        | Antwoord::OnbekendeKoppen(..)
            if !model.is_actueel(nummer) => {}
        // Something was recorded after the question: what it shows may be of before that.
        Antwoord::Dag(Ok(_)) if model.is_ingehaald(nummer) => model.vraag(Effect::LaadDag),
        Antwoord::Zaak(Ok(dossier)) if model.is_ingehaald(nummer) => {
            model.vraag(Effect::LaadZaak(dossier.zaak.id));
        }
        // Only the newest question is waited for.
        Antwoord::Terugvraag(_) if model.terugvraag != Some(nummer) => {}
        other => aan_tafel(model, nummer, other),
    }
    if model.sluit_af && model.opslag.bezig == 0 {
        doen::vraag_afsluiten(model);
    }
}

/// The table is open, and it is known in which role: what it holds is asked for.
fn binnen(model: &mut Model) {
    model.blik.laadt = true;
    model.alarm = alarm::Alarm::default();
    model.laatste_toets = model.nu;
    model.vraag(Effect::LaadDag);
    model.vraag(Effect::KijkMap);
    model.vraag(Effect::VerversKopieen);
}

/// Who works at the open table now, and what was done about it.
fn personen(model: &mut Model, result: Result<Personenstand, String>) {
    let Some(slot) = model.slot.as_mut().filter(|slot| slot.stand.is_open()) else {
        return;
    };
    let now = match result {
        Ok(now) => now,
        Err(text) => return slot.opnieuw(text),
    };
    let tafel = &mut model.blik.tafel;
    let entered = std::mem::take(&mut tafel.kiest_rol);
    tafel.medewerker.clone_from(&now.medewerker);
    tafel.rol = now.rol;
    tafel.rollen.clone_from(&now.rollen);
    if !now.alle.is_empty() {
        tafel.personen = now.alle.iter().map(|one| one.naam.clone()).collect();
        tafel.herstelblad |= !now.woorden.is_empty();
        return slot.toon_personen(now);
    }
    // A role or one's own passphrase: nothing is left to be seen here.
    model.slot = None;
    if entered {
        binnen(model);
    }
    let role = now.rol.filter(|_| now.zin.is_empty());
    let text = role.map_or(now.zin, |role| format!("U werkt als {}.", role.label()));
    model.meld(Toon::Goed, text);
}

/// An answer that an open table waits for.
fn aan_tafel(model: &mut Model, nummer: Nummer, antwoord: Antwoord) {
    if let Antwoord::Bestanden(Ok(files)) = &antwoord {
        model.blik.bestanden.clone_from(files);
    }
    let then = bevestig(model, nummer, &antwoord);
    let mut antwoord = Some(antwoord);
    doen::bied_aan(model, &mut antwoord);
    if let Some(left) = antwoord {
        algemeen(model, nummer, left);
    }
    doen::alles(model, then);
}

/// A change was made, or not: it is counted, and what was to be said of it is said here, and not before. What is
/// done then is handed back.
fn bevestig(model: &mut Model, nummer: Nummer, antwoord: &Antwoord) -> Daden {
    let Some(done) = antwoord.gelukt() else {
        return Daden::new();
    };
    let how = model.onderweg.remove(&nummer).unwrap_or_default();
    model.bevestigd(done);
    if done {
        if let Some(said) = how.zeg {
            model.melding = Some(said);
        }
        if let Some(sleutel) = how.concept {
            model.blik.concepten.remove(&sleutel);
        }
        return how.dan;
    }
    if matches!(antwoord, Antwoord::Uitgevoerd(_)) {
        // What was shown in advance did not happen: show what was there, and what is in the store.
        model.vraag(Effect::LaadDag);
        for id in how.zaken {
            taggen::neem_voorlopig_terug(model, id);
            model.vraag(Effect::LaadZaak(id));
        }
    }
    Daden::new()
}

/// What no screen took for itself.
fn algemeen(model: &mut Model, nummer: Nummer, antwoord: Antwoord) {
    let wanted: Daden = match antwoord {
        Antwoord::Dag(Ok(day)) => {
            dag_geladen(model, day);
            Daden::new()
        }
        Antwoord::Zaak(Ok(dossier)) => {
            zaak_geladen(model, *dossier);
            Daden::new()
        }
        Antwoord::MapGezien(files) => {
            map_gezien(model, files);
            Daden::new()
        }
        Antwoord::Concept(sleutel, Ok(Some((values, at)))) => {
            bewaren::gevonden(model, sleutel, &values, at)
        }
        Antwoord::Dag(Err(text)) | Antwoord::Zaak(Err(text)) | Antwoord::Concept(_, Err(text)) => {
            model.blik.laadt = false;
            Daad::fout(text).into()
        }
        Antwoord::Terugvraag(result) => {
            model.terugvraag = None;
            match result {
                Ok(found) => {
                    doen::terugvraag(model, found);
                    Daden::new()
                }
                Err(text) => Daad::let_op(text).into(),
            }
        }
        // What is already said may be worse.
        Antwoord::Kopieen(said) if model.melding.is_none() && !said.is_empty() => {
            Daad::let_op(format!("Let op: {}", said.join(" "))).into()
        }
        Antwoord::OverdrachtGeschreven(Ok(file)) => Daad::goed(format!(
            "Geschreven: {file} in {}. Er staan namen in: wis het na gebruik.",
            model.tafel.uitmap
        ))
        .into(),
        Antwoord::OverdrachtGeschreven(Err(text)) => Daad::fout(text).into(),
        other => veranderd(model, nummer, other),
    };
    doen::alles(model, wanted);
}

/// What follows from a change that was made, or was not.
fn veranderd(model: &mut Model, nummer: Nummer, antwoord: Antwoord) -> Daden {
    let reload = || vec![Daad::Vraag(Effect::LaadDag), Daad::Vraag(Effect::KijkMap)];
    match antwoord {
        Antwoord::ConceptBewaard(result) => bewaren::bewaard(model, nummer, result),
        Antwoord::ConceptWeg(result) => bewaren::weggegooid(model, result),
        Antwoord::DagBegonnen(result) => {
            model.vraag(Effect::LaadDag);
            result.err().map(Daad::fout).into_iter().collect()
        }
        Antwoord::Samengevoegd(result) => {
            bewaren::beslist(model, nummer, result.as_ref().err().map(String::as_str));
            model.vraag(Effect::LaadDag);
            result.err().map(Daad::fout).into_iter().collect()
        }
        Antwoord::Ingelezen(result) => {
            let mut out = if result.is_ok() {
                reload()
            } else {
                Daden::new()
            };
            out.push(Daad::Meld(verslag(result, "")));
            out
        }
        Antwoord::LezingTerug(Ok(text)) => {
            let mut out = reload();
            out.push(Daad::goed(text));
            out
        }
        Antwoord::Uitgevoerd(Ok(zaken)) => {
            bewaren::beslist(model, nummer, None);
            for zaak in zaken {
                model.voorlopig.remove(&zaak.id);
                zaak_gewijzigd(model, zaak);
            }
            Daden::new()
        }
        Antwoord::Verstuurd(Ok((file, zaak))) => {
            bewaren::beslist(model, nummer, None);
            zaak_gewijzigd(model, *zaak);
            Daad::goed(format!(
                "Geregistreerd. Mail het nu zelf: {file} in {}",
                model.tafel.uitmap
            ))
            .into()
        }
        Antwoord::Uitgevoerd(Err(text)) | Antwoord::Verstuurd(Err(text)) => {
            bewaren::beslist(model, nummer, Some(&text));
            Daad::fout(text).into()
        }
        Antwoord::Teruggenomen(Ok(zaken)) => {
            let first = zaken.first().map(|zaak| zaak.id);
            for zaak in zaken {
                zaak_gewijzigd(model, zaak);
            }
            let shown = first.filter(|_| model.lagen.is_empty());
            shown.map(Daad::Kies).into_iter().collect()
        }
        Antwoord::Teruggenomen(Err(text)) | Antwoord::LezingTerug(Err(text)) => {
            Daad::let_op(text).into()
        }
        _ => Daden::new(),
    }
}

fn dag_geladen(model: &mut Model, day: Dag) {
    let first = std::mem::take(&mut model.blik.laadt);
    model.blik.lijst.laad(day.kop, day.regels);
    if first {
        model.blik.lijst.begin();
    }
    model.blik.concepten = day.concepten.into_iter().collect();
    // A day in doubt is asked about first, and then loaded again.
    if day.twijfel.is_none()
        && let Some(rest) = day.rest
        && model.rest_gevraagd != Some(rest.nr)
    {
        model.rest_gevraagd = Some(rest.nr);
        let question = format!(
            "Toen zsmtafel de vorige keer ophield, stond {} ({}, {}) al in de map, maar was het nog niet \
             geregistreerd. Is het verstuurd? Ja registreert het; nee laat het staan, en weghalen kan met: \
             zsmtafel input --rest verwijder",
            rest.bestand,
            rest.ontvanger.label(),
            tijd::moment(rest.op, model.nu),
        );
        let register = Daad::Wijzig(Effect::RegistreerRest(rest.nr), None);
        doen::vraag_vanzelf(model, question, register.into());
    }
    if let Some(said) = dagwissel::uitgewacht(day.uitgewacht) {
        model.meld(Toon::Fout, said);
    }
    if let Some(doubt) = day.twijfel
        && !std::mem::replace(&mut model.dag_gevraagd, true)
    {
        let said = doubt.zin(model.nu);
        let question =
            format!("{said} Klopt dat? Ja begint de nieuwe dag; lijsten van eerder gaan weg.");
        let new_day = Daad::Wijzig(Effect::NieuweDag, None);
        doen::vraag_vanzelf(model, question, new_day.into());
    }
}

fn zaak_geladen(model: &mut Model, dossier: Dossier) {
    let (kennis, nu) = (model.kennis.clone(), model.nu);
    model.blik.lijst.vervang(dossier.zaak.clone(), &kennis, nu);
    model.blik.dossiers.insert(dossier.zaak.id, dossier);
}

fn zaak_gewijzigd(model: &mut Model, zaak: Zaak) {
    let id = zaak.id;
    let (kennis, nu) = (model.kennis.clone(), model.nu);
    model.blik.lijst.vervang(zaak, &kennis, nu);
    doen::ververs_zaak(model, id);
    if model.dossiers.contains_key(&id) {
        model.vraag(Effect::LaadZaak(id));
    }
}

/// The folder holds something else than before. A message that all went well makes way for an offer; what
/// needs eyes stays.
fn map_gezien(model: &mut Model, files: Vec<Kandidaat>) {
    model.blik.bestanden = files;
    let said: Option<&Melding> = model.melding.as_ref();
    let done = said.is_some_and(|message| message.toon == Toon::Goed);
    if done && map::aanbod(&model.blik).is_some() {
        model.melding = None;
    }
}
