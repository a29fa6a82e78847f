//! What the store, the files and the clock answered: the model changed, and what follows is said. Nothing is said
//! to be done before its answer is here.
//!
//! Must not know keys.

use crate::domain::dagwissel;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

use super::alarm;
use super::concept;
use super::model::{Dialoog, Laag, Model, Toon};
use super::msg::{Antwoord, Dag, Effect, Nummer, SlotFout};
use super::update;
use crate::app::dialogen::vraag::{Dan, Vraag};
use crate::app::formulieren::beoordelen;
use crate::app::schermen::dubbelen;
use crate::app::schermen::inlezen;
use crate::app::schermen::inputscherm;
use crate::app::schermen::ochtend;
use crate::app::schermen::overdracht;
use crate::app::schermen::slot::{SlotStand, Slotscherm};
use crate::app::schermen::zaakscherm;
use crate::app::velden::formulier;

/// Handles the answer to a request.
pub(super) fn beantwoord(model: &mut Model, nummer: Nummer, antwoord: Antwoord) {
    let waited = model.slot.is_none() && update::wacht(model);
    match antwoord {
        Antwoord::Aangetroffen { bestaat, tafel } => {
            let name = tafel.medewerker.clone();
            model.tafel = tafel;
            model.slot = Some(if bestaat {
                Slotscherm::dicht(&name)
            } else {
                Slotscherm::nieuw(&name)
            });
        }
        Antwoord::Geopend(Ok(tafel)) => {
            model.tafel = tafel;
            model.slot = None;
            model.laadt = true;
            model.alarm = alarm::Alarm::default();
            model.laatste_toets = model.nu;
            model.vraag(Effect::LaadDag);
            model.vraag(Effect::KijkMap);
        }
        Antwoord::Geopend(Err(fout)) => geweigerd(model, fout),
        // What belongs to a table that was locked meanwhile must not come back on screen.
        _ if model.slot.is_some() => {}
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
        Antwoord::Dag(Ok(day)) => dag_geladen(model, day),
        Antwoord::Zaak(Ok(dossier)) => zaakscherm::geladen(model, &dossier),
        Antwoord::Bestanden(found) => inlezen::bestanden(model, found),
        Antwoord::Voorbeeld(plan) => inlezen::voorbeeld(model, plan),
        Antwoord::OnbekendeKoppen(text, koppen) => {
            inlezen::onbekende_koppen(model, text, koppen);
        }
        Antwoord::ProfielBewaard(result) => inlezen::profiel_bewaard(model, result),
        Antwoord::MapGezien(files) => inlezen::map::gezien(model, files),
        Antwoord::Concept(sleutel, Ok(found)) => {
            if let Some((values, at)) = found {
                concept::gevonden(model, sleutel, &values, at);
            }
        }
        Antwoord::Dag(Err(text)) | Antwoord::Zaak(Err(text)) | Antwoord::Concept(_, Err(text)) => {
            model.laadt = false;
            model.meld(Toon::Fout, text);
        }
        // Only the newest question is waited for.
        Antwoord::Terugvraag(_) if model.terugvraag != Some(nummer) => {}
        Antwoord::Terugvraag(result) => {
            model.terugvraag = None;
            match result {
                Ok(found) => ochtend::terugvraag(model, found),
                Err(text) => model.meld(Toon::Let, text),
            }
        }
        Antwoord::OverdrachtGeschreven(result) => overdracht::geschreven(model, result),
        changed => veranderd(model, nummer, changed),
    }
    if model.sluit_af && model.opslag.bezig == 0 {
        ochtend::vraag_afsluiten(model);
    }
    if waited {
        let closed = model
            .melding
            .as_ref()
            .is_none_or(|said| said.toon != Toon::Fout);
        update::haal_in(model, closed);
    }
}

/// A change was made, or not. What follows from it is said here, and not before.
fn veranderd(model: &mut Model, nummer: Nummer, antwoord: Antwoord) {
    let how = model.onderweg.remove(&nummer).unwrap_or_default();
    let fout = match &antwoord {
        Antwoord::Uitgevoerd(Err(text))
        | Antwoord::Teruggenomen(Err(text))
        | Antwoord::DagBegonnen(Err(text))
        | Antwoord::LezingTerug(Err(text))
        | Antwoord::Samengevoegd(Err(text))
        | Antwoord::ConceptBewaard(Err(text))
        | Antwoord::ConceptWeg(Err(text))
        | Antwoord::Ingelezen(Err(text))
        | Antwoord::Verstuurd(Err(text)) => Some(text.clone()),
        _ => None,
    };
    model.bevestigd(fout.is_none());
    if let (None, Some(said)) = (&fout, how.zeg) {
        model.melding = Some(said);
    }
    match antwoord {
        Antwoord::LezingTerug(result) => inlezen::lezing_terug(model, result),
        Antwoord::Samengevoegd(result) => dubbelen::samengevoegd(model, nummer, result),
        Antwoord::ConceptBewaard(result) => concept::bewaard(model, nummer, result),
        Antwoord::ConceptWeg(result) => concept::weggegooid(model, result),
        Antwoord::DagBegonnen(result) => {
            model.vraag(Effect::LaadDag);
            if let Err(text) = result {
                model.meld(Toon::Fout, text);
            }
        }
        Antwoord::Ingelezen(result) => inlezen::ingelezen(model, result),
        Antwoord::Uitgevoerd(Ok(zaken)) => {
            dubbelen::beslist(model, nummer, true);
            concept::vastgelegd(model, nummer);
            for zaak in zaken {
                model.voorlopig.remove(&zaak.id);
                zaak_gewijzigd(model, zaak);
            }
            if let Some(id) = how.naar_input {
                inputscherm::open(model, id);
            }
        }
        Antwoord::Uitgevoerd(Err(text)) => {
            dubbelen::beslist(model, nummer, false);
            concept::geweigerd(model, nummer, &text);
            // What was shown in advance did not happen: show what was there, and what is in the store.
            model.vraag(Effect::LaadDag);
            for id in how.zaken {
                ochtend::neem_voorlopig_terug(model, id);
                model.vraag(Effect::LaadZaak(id));
            }
            model.meld(Toon::Fout, text);
        }
        Antwoord::Teruggenomen(Ok(zaken)) => {
            let first = zaken.first().map(|zaak| zaak.id);
            for zaak in zaken {
                zaak_gewijzigd(model, zaak);
            }
            if let Some(id) = first.filter(|_| model.lagen.is_empty()) {
                model.lijst.kies(id);
                ochtend::volg_keuze(model);
            }
        }
        Antwoord::Teruggenomen(Err(text)) => model.meld(Toon::Let, text),
        Antwoord::Verstuurd(Ok((file, zaak))) => {
            concept::vastgelegd(model, nummer);
            model.lagen.retain(|laag| !matches!(laag, Laag::Input(_)));
            zaak_gewijzigd(model, *zaak);
            model.meld(
                Toon::Goed,
                format!(
                    "Geregistreerd. Mail het nu zelf: {file} in {}",
                    model.tafel.uitmap
                ),
            );
        }
        Antwoord::Verstuurd(Err(text)) => {
            concept::geweigerd(model, nummer, &text);
            model.meld(Toon::Fout, text);
        }
        _ => {}
    }
}

fn geweigerd(model: &mut Model, fout: SlotFout) {
    if let Some(slot) = &mut model.slot {
        if slot.formulier.velden.is_empty() {
            *slot = Slotscherm::dicht(&model.tafel.medewerker);
        }
        slot.stand = if slot.formulier.zoek("herhaling").is_some() {
            SlotStand::Nieuw
        } else {
            SlotStand::Dicht
        };
        if let Some(veld) = slot.formulier.zoek_mut("wachtwoord") {
            *veld = formulier::Veld::geheim("wachtwoord", &veld.label);
        }
        slot.formulier.focus_op("wachtwoord");
        slot.fout = Some(fout);
    }
}

fn dag_geladen(model: &mut Model, day: Dag) {
    let first = model.laadt;
    model.laadt = false;
    model.lijst.laad(day.kop, day.regels);
    if first {
        model.lijst.begin();
    }
    ochtend::volg_keuze(model);
    model.concepten = day.concepten.into_iter().collect();
    // A day in doubt is asked about first, and then loaded again.
    if day.twijfel.is_none()
        && let Some(rest) = day.rest
        && model.rest_gevraagd != Some(rest.nr)
    {
        model.rest_gevraagd = Some(rest.nr);
        model.toon_vanzelf(Dialoog::Vraag(Vraag {
            tekst: format!(
                "Toen zsmtafel de vorige keer ophield, stond {} ({}, {}) al in de map, maar was het nog niet \
                 geregistreerd. Is het verstuurd? Ja registreert het; nee laat het staan, en weghalen kan met: \
                 zsmtafel input --rest verwijder",
                rest.bestand,
                rest.ontvanger.label(),
                tijd::moment(rest.op, model.nu),
            ),
            dan: Dan::RegistreerRest(rest.nr),
        }));
    }
    if let Some(said) = dagwissel::uitgewacht(day.uitgewacht) {
        model.meld(Toon::Fout, said);
    }
    if let Some(doubt) = day.twijfel
        && !std::mem::replace(&mut model.dag_gevraagd, true)
    {
        let said = doubt.zin(model.nu);
        model.toon_vanzelf(Dialoog::Vraag(Vraag {
            tekst: format!(
                "{said} Klopt dat? Ja begint de nieuwe dag; lijsten van eerder gaan weg."
            ),
            dan: Dan::NieuweDag,
        }));
    }
}

fn zaak_gewijzigd(model: &mut Model, zaak: Zaak) {
    let id = zaak.id;
    let (kennis, nu) = (model.kennis.clone(), model.nu);
    model.lijst.vervang(zaak, &kennis, nu);
    beoordelen::ververs(model, id);
    let shown = model
        .lagen
        .iter()
        .any(|laag| matches!(laag, Laag::Zaak(scherm) if scherm.zaak == id));
    if shown {
        model.vraag(Effect::LaadZaak(id));
    }
}
