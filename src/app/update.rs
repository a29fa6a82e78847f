//! One message in, the model changed, requests out. Never waits, never fails.
//!
//! Must not know how anything is drawn or carried out.

use chrono::{DateTime, Utc};
use crossterm::event::{KeyEvent, KeyEventKind};

use crate::domain::decide::Opdracht;
use crate::domain::tijd;

use super::keymap::{self, Action};
use super::model::{Dialoog, Laag, Melding, Model, Opslag, Toon, Verzoek};
use super::msg::{Antwoord, Dag, Effect, Msg, Nummer};
use super::palet::Palet;
use super::schuif::Schuif;
use super::slot::{self, Slot, SlotStand};
use super::tab::{self, Tab};
use super::vraag::{Dan, Vraag};
use super::{
    alarm, beoordelen, betrokkene, concept, dubbelen, formulier, inlezen, inputscherm, klein,
    ochtend, overdracht, puntenscherm, tekstinvoer, zaakformulier, zaakscherm,
};

/// Handles one message at `nu`.
pub fn update(model: &mut Model, msg: Msg, nu: DateTime<Utc>) -> Vec<Verzoek> {
    let day_before = tijd::lokaal(model.nu).date_naive();
    let minute_before = model.nu.timestamp().div_euclid(60);
    model.nu = nu;
    let listens = matches!(msg, Msg::Tik | Msg::Antwoord(..));
    match msg {
        Msg::Toets(key) => toets(model, &key),
        Msg::Geplakt(text) => {
            if neemt_niets(model) {
                model.meld(Toon::Let, "Dit scherm wacht nog; er is niets geplakt.");
            } else {
                tekstinvoer::plak(model, &text);
            }
        }
        Msg::Stortvloed => model.meld(
            Toon::Let,
            "Veel toetsen tegelijk: geplakt? Er is niets gedaan. Plak in een tekstveld.",
        ),
        Msg::Formaat(columns, rows) => {
            model.formaat = (columns, rows);
            ochtend::volg_keuze(model);
        }
        Msg::Tik => tik(model, minute_before, day_before),
        Msg::Wek => {
            model.wekt = false;
            concept::bewaar(model);
        }
        Msg::Vergrendel if model.slot.is_none() => vergrendel(model),
        Msg::Vergrendel => {}
        Msg::Einde => stop(model),
        Msg::Antwoord(nummer, antwoord) => beantwoord(model, nummer, antwoord),
    }
    if listens {
        alarm::kijk(model);
    }
    model.neem_verzoeken()
}

/// The first requests of a program that starts.
pub fn begin(model: &mut Model) -> Vec<Verzoek> {
    model.vraag(Effect::Kijk);
    model.neem_verzoeken()
}

fn tik(model: &mut Model, minute_before: i64, day_before: chrono::NaiveDate) {
    let idle = (model.nu - model.laatste_toets).num_minutes();
    if model.slot.is_some() || model.nu.timestamp().div_euclid(60) == minute_before {
        return;
    }
    if tijd::lokaal(model.nu).date_naive() != day_before {
        // A new day: the store drops what nobody tagged, and the list starts anew.
        model.vraag(Effect::LaadDag);
    }
    // A list may have arrived meanwhile. The answer comes only when something changed.
    model.vraag(Effect::KijkMap);
    let (kennis, nu) = (model.kennis.clone(), model.nu);
    model.lijst.tik(&kennis, nu);
    if idle >= 1 && model.lagen.is_empty() && model.dialoog.is_none() {
        model.lijst.orden();
        ochtend::volg_keuze(model);
    }
}

fn toets(model: &mut Model, key: &KeyEvent) {
    if key.kind == KeyEventKind::Release {
        return;
    }
    model.laatste_toets = model.nu;
    model.alarm.gezien();
    model.melding = None;
    let contexts = model.contexten();
    let command = keymap::zoek(&contexts, key);
    // Who can not see what a key would do may stop, and lock; nothing else.
    if neemt_niets(model) {
        match command {
            Some(Action::Afsluiten) if model.is_te_klein() => stop(model),
            Some(action @ (Action::Afsluiten | Action::Vergrendel)) => doe(model, action, key),
            _ => {}
        }
        return;
    }
    let text = model.typt() && keymap::getypt(key).is_some();
    if model.is_vers() && !text {
        if let Some(action @ (Action::Afsluiten | Action::Vergrendel)) = command {
            doe(model, action, key);
        }
        return;
    }
    if text {
        tekstinvoer::toets(model, key);
        return;
    }
    match command {
        Some(action) => doe(model, action, key),
        None => tekstinvoer::toets(model, key),
    }
}

/// Handles a command where the worker is.
pub(super) fn doe(model: &mut Model, action: Action, key: &KeyEvent) {
    if model.slot.is_some() {
        slot::doe(model, action);
        return;
    }
    match action {
        Action::Verberg => {
            model.verborgen = !model.verborgen;
            return;
        }
        Action::Vergrendel => {
            vergrendel(model);
            return;
        }
        Action::Hulp => {
            model.toon(Dialoog::Hulp(Schuif::default()));
            return;
        }
        Action::Palet => {
            let palet = Palet::nieuw(model.contexten());
            model.toon(Dialoog::Palet(palet));
            return;
        }
        Action::Afsluiten => {
            ochtend::vraag_afsluiten(model);
            return;
        }
        _ => {}
    }
    if model.dialoog.is_some() {
        dialoog(model, action, key);
        return;
    }
    if let Some(tab) = Tab::van(action) {
        if !tab::is_tekst(model, key) {
            tab::ga_naar(model, tab);
        }
        return;
    }
    match model.lagen.last_mut() {
        Some(Laag::Zaak(_)) => zaakscherm::doe(model, action),
        Some(Laag::Beoordelen(scherm)) => match action {
            Action::VolgendVeld => scherm.formulier.volgende(),
            Action::VorigVeld => scherm.formulier.vorige(),
            Action::Opslaan => beoordelen::opslaan(model, false),
            Action::NaarInput => beoordelen::opslaan(model, true),
            Action::Terug => concept::verlaat(model),
            Action::GooiWeg => concept::vraag_weggooien(model),
            Action::BetrokkeneNieuw => {
                let id = scherm.zaak;
                concept::bewaar(model);
                betrokkene::open_nieuw(model, id);
            }
            _ => tekstinvoer::toets(model, key),
        },
        Some(Laag::Betrokkene(scherm)) => match action {
            Action::VolgendVeld => scherm.formulier.volgende(),
            Action::VorigVeld => scherm.formulier.vorige(),
            Action::Opslaan => betrokkene::opslaan(model),
            Action::Terug => concept::verlaat(model),
            Action::GooiWeg => concept::vraag_weggooien(model),
            _ => tekstinvoer::toets(model, key),
        },
        Some(Laag::Zaakformulier(scherm)) => match action {
            Action::VolgendVeld => scherm.formulier.volgende(),
            Action::VorigVeld => scherm.formulier.vorige(),
            Action::Opslaan => zaakformulier::opslaan(model),
            Action::Terug => concept::verlaat(model),
            Action::GooiWeg => concept::vraag_weggooien(model),
            _ => tekstinvoer::toets(model, key),
        },
        Some(Laag::Punten(_)) => puntenscherm::doe(model, action),
        Some(Laag::Input(_)) if action == Action::Wissel => {
            inputscherm::wissel_ontvanger(model, key.code == crossterm::event::KeyCode::Right);
        }
        Some(Laag::Input(_)) => inputscherm::doe(model, action),
        Some(Laag::Inlezen(_)) if action == Action::Kies => {
            inlezen::kies(model, key.code == crossterm::event::KeyCode::Right);
        }
        Some(Laag::Inlezen(_)) => inlezen::doe(model, action),
        Some(Laag::Dubbelen(_)) => dubbelen::doe(model, action),
        Some(Laag::Lezer(_)) if action == Action::SchrijfTekst => {
            overdracht::vraag_schrijven(model);
        }
        Some(Laag::Lezer(lezer)) => {
            let page = usize::from(model.formaat.1.saturating_sub(7));
            if !lezer.doe(action, page) && action == Action::Terug {
                model.lagen.pop();
            }
        }
        None => tab::doe(model, action),
    }
}

/// Nothing but stopping and locking is done now: one does not see what a key would do, or what is on top waits
/// for the store. A question that lies over what waits is answered.
fn neemt_niets(model: &mut Model) -> bool {
    if model.is_te_klein() {
        return true;
    }
    let asked = matches!(
        model.dialoog,
        Some(Dialoog::Vraag(_) | Dialoog::Hulp(_) | Dialoog::Palet(_))
    );
    model.slot.is_none() && !asked && model.wacht_op_store()
}

/// Ends the program, after what was typed was handed to the store.
fn stop(model: &mut Model) {
    concept::bewaar(model);
    model.vraag(Effect::Stop);
}

fn dialoog(model: &mut Model, action: Action, key: &KeyEvent) {
    in_venster(model, action, key);
    if model.dialoog.is_none() {
        model.sluit_dialoog();
    }
}

fn in_venster(model: &mut Model, action: Action, key: &KeyEvent) {
    let page = usize::from(model.formaat.1.saturating_sub(8));
    match model.dialoog.take() {
        Some(Dialoog::Soort(mut choice)) => match action {
            Action::Omlaag => {
                choice.beweeg(1);
                model.dialoog = Some(Dialoog::Soort(choice));
            }
            Action::Omhoog => {
                choice.beweeg(-1);
                model.dialoog = Some(Dialoog::Soort(choice));
            }
            Action::Vink => {
                choice.vink();
                model.dialoog = Some(Dialoog::Soort(choice));
            }
            Action::Bevestig => {
                ochtend::geef_tag(model, choice.zaak, choice.tag, choice.uitkomst());
            }
            _ => {}
        },
        Some(Dialoog::Vraag(question)) => {
            if action == Action::Ja {
                model.sluit_dialoog();
                ja(model, question.dan);
            } else if action != Action::Nee {
                model.dialoog = Some(Dialoog::Vraag(question));
            }
        }
        Some(Dialoog::Hulp(mut begin)) => {
            let stays = begin.doe(action, page);
            if stays {
                model.dialoog = Some(Dialoog::Hulp(begin));
            }
        }
        Some(Dialoog::Palet(mut palet)) => {
            let found = palet.gevonden();
            match action {
                Action::Omlaag => {
                    palet.cursor = (palet.cursor + 1).min(found.len().saturating_sub(1));
                    model.dialoog = Some(Dialoog::Palet(palet));
                }
                Action::Omhoog => {
                    palet.cursor = palet.cursor.saturating_sub(1);
                    model.dialoog = Some(Dialoog::Palet(palet));
                }
                Action::Bevestig => {
                    model.sluit_dialoog();
                    if let Some(binding) = found.get(palet.cursor) {
                        doe(model, binding.action, key);
                    }
                }
                _ => {}
            }
        }
        Some(Dialoog::Menu(mut menu)) => {
            let last = menu.keuzes.len().saturating_sub(1);
            match action {
                Action::Omlaag => menu.cursor = (menu.cursor + 1).min(last),
                Action::Omhoog => menu.cursor = menu.cursor.saturating_sub(1),
                Action::Bevestig => {
                    zaakscherm::kies_uit_menu(model, &menu);
                    return;
                }
                _ => return,
            }
            model.dialoog = Some(Dialoog::Menu(menu));
        }
        Some(Dialoog::Stap(mut dialog)) => match action {
            Action::VolgendVeld => {
                dialog.formulier.volgende();
                model.dialoog = Some(Dialoog::Stap(dialog));
            }
            Action::VorigVeld => {
                dialog.formulier.vorige();
                model.dialoog = Some(Dialoog::Stap(dialog));
            }
            Action::Opslaan => {
                model.dialoog = Some(Dialoog::Stap(dialog));
                zaakscherm::stap_gedaan(model);
            }
            other => {
                model.dialoog = Some(Dialoog::Stap(dialog));
                match other {
                    Action::Terug => concept::verlaat(model),
                    Action::GooiWeg => concept::vraag_weggooien(model),
                    _ => tekstinvoer::toets(model, key),
                }
            }
        },
        Some(Dialoog::Klein(small)) => {
            model.dialoog = Some(Dialoog::Klein(small));
            klein::doe(model, action, key);
        }
        None => {}
    }
}

fn ja(model: &mut Model, dan: Dan) {
    match dan {
        Dan::Afsluiten => model.vraag(Effect::Stop),
        Dan::Verstuur(sending) => {
            concept::neem_sleutel(model);
            concept::op_weg(model, Effect::Verstuur(sending), None);
        }
        Dan::VerwijderBetrokkene(zaak, who) => {
            model.voer_uit(zaak, Opdracht::VerwijderBetrokkene(who));
        }
        // Asked over the words that were typed for it, or without any.
        Dan::Toch(zaak, opdracht) if model.dialoog.is_some() => {
            concept::sla_op(model, vec![(zaak, *opdracht)], None);
        }
        Dan::Toch(zaak, opdracht) => model.voer_uit(zaak, *opdracht),
        Dan::GooiWeg => concept::gooi_weg(model, Melding::goed("Concept weggegooid.")),
        Dan::NieuweDag => model.wijzig(Effect::NieuweDag),
        Dan::LeesOudeLijst => inlezen::voer_uit(model),
        Dan::NeemLezingTerug => model.wijzig(Effect::NeemLezingTerug),
        Dan::Splits(hoofd, dubbel) => model.wijzig(Effect::Splits { hoofd, dubbel }),
        Dan::NeemTerug(what) => ochtend::neem_echt_terug(model, what),
        Dan::NeemOver(zaak) => model.voer_uit(zaak, Opdracht::NeemOver),
        Dan::NeemAllesOver(zaken) => overdracht::neem_alles_over(model, &zaken),
        Dan::SchrijfOverdracht => overdracht::schrijf(model),
    }
}

/// Locks the table: drafts are kept, and everything about a person leaves memory.
fn vergrendel(model: &mut Model) {
    concept::bewaar(model);
    model.lagen.clear();
    model.dialoog = None;
    model.onder.clear();
    model.melding = None;
    alarm::bij_slot(model);
    model.lijst = super::lijst::Lijst::default();
    model.voorlopig.clear();
    model.ochtend = ochtend::Ochtend::default();
    tab::vergeet(model);
    model.slot = Some(Slot::dicht(&model.tafel.medewerker));
    // The answers to what is still under way are dropped; it is written before the table closes.
    model.opslag = Opslag::default();
    model.onderweg.clear();
    model.concepten.clear();
    (model.straks, model.sluit_af, model.terugvraag) = (None, false, None);
    model.dag_gevraagd = false;
    model.vraag(Effect::Sluit);
}

fn beantwoord(model: &mut Model, nummer: Nummer, antwoord: Antwoord) {
    match antwoord {
        Antwoord::Aangetroffen { bestaat, tafel } => {
            let name = tafel.medewerker.clone();
            model.tafel = tafel;
            model.slot = Some(if bestaat {
                Slot::dicht(&name)
            } else {
                Slot::nieuw(&name)
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

fn geweigerd(model: &mut Model, fout: super::msg::SlotFout) {
    if let Some(slot) = &mut model.slot {
        if slot.formulier.velden.is_empty() {
            *slot = Slot::dicht(&model.tafel.medewerker);
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

fn zaak_gewijzigd(model: &mut Model, zaak: crate::domain::zaak::Zaak) {
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
