//! One message in, the model changed, requests out. Never waits, never fails.
//!
//! Must not know how anything is drawn or carried out.

use chrono::{DateTime, Utc};
use crossterm::event::{KeyEvent, KeyEventKind};

use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::tijd;

use super::keymap::{self, Action};
use super::model::{Dialoog, Laag, Model, Opslag, Toon, Verzoek};
use super::msg::{Antwoord, Dag, Effect, Msg, Nummer};
use super::palet::Palet;
use super::schuif::Schuif;
use super::slot::{self, Slot, SlotStand};
use super::tab::{self, Tab};
use super::vraag::Dan;
use super::{
    alarm, beoordelen, betrokkene, dubbelen, formulier, inlezen, inputscherm, klein, ochtend,
    overdracht, puntenscherm, tekstinvoer, zaakformulier, zaakscherm,
};

/// Handles one message at `nu`.
pub fn update(model: &mut Model, msg: Msg, nu: DateTime<Utc>) -> Vec<Verzoek> {
    let day_before = tijd::lokaal(model.nu).date_naive();
    let minute_before = model.nu.timestamp().div_euclid(60);
    model.nu = nu;
    let listens = matches!(msg, Msg::Tik | Msg::Antwoord(..));
    match msg {
        Msg::Toets(key) => toets(model, &key),
        Msg::Geplakt(text) => tekstinvoer::plak(model, &text),
        Msg::Stortvloed => model.meld(
            Toon::Let,
            "Veel toetsen tegelijk: geplakt? Er is niets gedaan. Plak in een tekstveld.",
        ),
        Msg::Formaat(columns, rows) => {
            model.formaat = (columns, rows);
            ochtend::volg_keuze(model);
        }
        Msg::Tik => tik(model, minute_before, day_before),
        Msg::Wek => beoordelen::bewaar_concept(model),
        Msg::Vergrendel if model.slot.is_none() => vergrendel(model),
        Msg::Vergrendel => {}
        Msg::Einde => {
            beoordelen::bewaar_concept(model);
            model.vraag(Effect::Stop);
        }
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
    if model.typt() && keymap::getypt(key).is_some() {
        tekstinvoer::toets(model, key);
        return;
    }
    let contexts = model.contexten();
    match keymap::zoek(&contexts, key) {
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
            model.dialoog = Some(Dialoog::Hulp(Schuif::default()));
            return;
        }
        Action::Palet => {
            model.dialoog = Some(Dialoog::Palet(Palet::nieuw(model.contexten())));
            return;
        }
        Action::Afsluiten => {
            beoordelen::bewaar_concept(model);
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
        tab::ga_naar(model, tab, key);
        return;
    }
    match model.lagen.last_mut() {
        Some(Laag::Zaak(_)) => zaakscherm::doe(model, action),
        Some(Laag::Beoordelen(scherm)) => match action {
            Action::VolgendVeld => scherm.formulier.volgende(),
            Action::VorigVeld => scherm.formulier.vorige(),
            Action::Opslaan => beoordelen::opslaan(model, false),
            Action::NaarInput => beoordelen::opslaan(model, true),
            Action::Terug => beoordelen::terug(model),
            Action::BetrokkeneNieuw => {
                let id = scherm.zaak;
                beoordelen::bewaar_concept(model);
                betrokkene::open_nieuw(model, id);
            }
            _ => tekstinvoer::toets(model, key),
        },
        Some(Laag::Betrokkene(scherm)) => match action {
            Action::VolgendVeld => scherm.formulier.volgende(),
            Action::VorigVeld => scherm.formulier.vorige(),
            Action::Opslaan => betrokkene::opslaan(model),
            Action::Terug => betrokkene::terug(model),
            _ => tekstinvoer::toets(model, key),
        },
        Some(Laag::Zaakformulier(scherm)) => match action {
            Action::VolgendVeld => scherm.formulier.volgende(),
            Action::VorigVeld => scherm.formulier.vorige(),
            Action::Opslaan => zaakformulier::opslaan(model),
            Action::Terug => zaakformulier::terug(model),
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

fn dialoog(model: &mut Model, action: Action, key: &KeyEvent) {
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
            Action::Terug => {}
            _ => {
                model.dialoog = Some(Dialoog::Stap(dialog));
                tekstinvoer::toets(model, key);
            }
        },
        Some(Dialoog::Klein(small)) => klein::doe(model, small, action, key),
        None => {}
    }
}

fn ja(model: &mut Model, dan: Dan) {
    match dan {
        Dan::Afsluiten => model.vraag(Effect::Stop),
        Dan::Verstuur(sending) => model.wijzig(Effect::Verstuur(sending)),
        Dan::VerwijderBetrokkene(zaak, who) => {
            model.wijzig(Effect::VoerUit(zaak, Opdracht::VerwijderBetrokkene(who)));
        }
        Dan::Toch(zaak, opdracht) => model.wijzig(Effect::VoerUit(zaak, *opdracht)),
        Dan::LeesOudeLijst => inlezen::voer_uit(model),
        Dan::NeemLezingTerug => model.wijzig(Effect::NeemLezingTerug),
        Dan::Splits(hoofd, dubbel) => model.wijzig(Effect::Splits { hoofd, dubbel }),
        Dan::NeemTerug(zaak) => model.wijzig(Effect::NeemTerug(zaak)),
        Dan::NeemOver(zaak) => model.wijzig(Effect::VoerUit(zaak, Opdracht::NeemOver)),
        Dan::NeemAllesOver(zaken) => overdracht::neem_alles_over(model, &zaken),
        Dan::SchrijfOverdracht => overdracht::schrijf(model),
        Dan::VerlaatInput => {
            if let Some(Laag::Input(scherm)) = model.lagen.pop() {
                wis_tekst(model, scherm.zaak);
            }
        }
    }
}

/// Locks the table: drafts are kept, and everything about a person leaves memory.
fn vergrendel(model: &mut Model) {
    beoordelen::bewaar_concept(model);
    model.lagen.clear();
    model.dialoog = None;
    model.melding = None;
    alarm::bij_slot(model);
    model.lijst = super::lijst::Lijst::default();
    model.voorlopig.clear();
    model.ochtend = ochtend::Ochtend::default();
    tab::vergeet(model);
    model.slot = Some(Slot::dicht(&model.tafel.medewerker));
    // The answers to what is still under way are dropped; it is written before the table closes.
    model.opslag = Opslag::default();
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
        Antwoord::Dag(Ok(day)) => dag_geladen(model, day),
        Antwoord::Zaak(Ok(dossier)) => zaakscherm::geladen(model, &dossier),
        Antwoord::Bestanden(found) => inlezen::bestanden(model, found),
        Antwoord::Voorbeeld(plan) => inlezen::voorbeeld(model, plan),
        Antwoord::OnbekendeKoppen(text, koppen) => {
            inlezen::onbekende_koppen(model, text, koppen);
        }
        Antwoord::ProfielBewaard(result) => inlezen::profiel_bewaard(model, result),
        Antwoord::MapGezien(files) => inlezen::map::gezien(model, files),
        Antwoord::LezingTerug(result) => inlezen::lezing_terug(model, result),
        Antwoord::Samengevoegd(result) => dubbelen::samengevoegd(model, result),
        Antwoord::Concept(zaak, soort, Ok(found)) => {
            if let Some((values, at)) = found {
                concept_gevonden(model, zaak, &soort, &values, at);
            }
        }
        Antwoord::Dag(Err(text))
        | Antwoord::Zaak(Err(text))
        | Antwoord::Concept(_, _, Err(text)) => {
            model.laadt = false;
            model.meld(Toon::Fout, text);
        }
        Antwoord::ConceptBewaard(result) => {
            model.bevestigd(result.is_ok());
            if let Err(text) = result {
                model.meld(Toon::Fout, text);
            }
        }
        Antwoord::Uitgevoerd(id, result) => {
            model.bevestigd(result.is_ok());
            match result {
                Ok(zaak) => {
                    model.voorlopig.remove(&id);
                    zaak_gewijzigd(model, *zaak);
                    if model.naar_input == Some(id) {
                        model.naar_input = None;
                        inputscherm::open(model, id);
                    }
                }
                Err(text) => {
                    // What was shown in advance did not happen: show what was there, and what is in the store.
                    ochtend::neem_voorlopig_terug(model, id);
                    model.naar_input = None;
                    model.vraag(Effect::LaadDag);
                    model.vraag(Effect::LaadZaak(id));
                    model.meld(Toon::Fout, text);
                }
            }
        }
        Antwoord::Teruggenomen(result) => {
            model.bevestigd(result.is_ok());
            match result {
                Ok(undone) => {
                    let (zaak, event) = *undone;
                    let text = format!(
                        "Teruggenomen: {} bij {} ({})",
                        event.what.omschrijving().replace("getagd: ", "tag "),
                        model.naam(&zaak.regel.naam),
                        tijd::klok(event.at)
                    );
                    let id = zaak.id;
                    zaak_gewijzigd(model, zaak);
                    if model.lagen.is_empty() {
                        model.lijst.kies(id);
                        ochtend::volg_keuze(model);
                    }
                    model.meld(Toon::Goed, text);
                }
                Err(text) => model.meld(Toon::Let, text),
            }
        }
        Antwoord::OverdrachtGeschreven(result) => overdracht::geschreven(model, result),
        Antwoord::Ingelezen(result) => {
            model.bevestigd(result.is_ok());
            inlezen::ingelezen(model, result);
        }
        Antwoord::Verstuurd(result) => {
            model.bevestigd(result.is_ok());
            match result {
                Ok((file, zaak)) => {
                    wis_tekst(model, zaak.id);
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
                Err(text) => model.meld(Toon::Fout, text),
            }
        }
    }
}

/// Words that were changed by hand are sent, or given up: their draft goes.
fn wis_tekst(model: &mut Model, zaak: ZaakId) {
    model.vraag(Effect::WisConcept {
        zaak,
        soort: inputscherm::CONCEPT.to_owned(),
    });
}

/// A draft belongs to its own form, whatever was opened on top of it meanwhile.
fn concept_gevonden(
    model: &mut Model,
    zaak: ZaakId,
    soort: &str,
    values: &formulier::Waarden,
    at: DateTime<Utc>,
) {
    if soort == inputscherm::CONCEPT {
        inputscherm::concept_gevonden(model, zaak, values, at);
        return;
    }
    let form = model.lagen.iter().position(|laag| {
        matches!(laag, Laag::Zaakformulier(scherm)
            if scherm.soort.concept() == soort && scherm.zaak == zaak && !scherm.gewijzigd)
    });
    if let Some(at) = form {
        zaakformulier::concept_gevonden(model, at, values);
        return;
    }
    for laag in &mut model.lagen {
        match laag {
            Laag::Beoordelen(scherm)
                if soort == beoordelen::CONCEPT && scherm.zaak == zaak && !scherm.gewijzigd =>
            {
                beoordelen::concept_gevonden(scherm, values, at);
            }
            Laag::Betrokkene(scherm)
                if soort == betrokkene::CONCEPT
                    && scherm.zaak == zaak
                    && scherm.wie.is_none()
                    && !scherm.gewijzigd =>
            {
                scherm.formulier.zet_waarden(values);
            }
            _ => {}
        }
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
