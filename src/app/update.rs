//! One message in, the model changed, requests out. Never waits, never fails.
//!
//! Must not know how anything is drawn or carried out.

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use crate::domain::decide::Opdracht;
use crate::domain::tijd;

use super::keymap::{self, Action, Context};
use super::model::{Dialoog, Laag, Melding, Model, Opslag, Toon, Verzoek};
use super::msg::{Effect, Msg};
use super::schuif::Schuif;
use super::tab::{self, Tab};
use crate::app::dialogen::klein;
use crate::app::dialogen::palet::Palet;
use crate::app::dialogen::vraag::Dan;
use crate::app::formulieren::{beoordelen, betrokkene, zaakformulier};
use crate::app::schermen::slot;
use crate::app::schermen::slot::Slotscherm;
use crate::app::schermen::{
    dubbelen, inlezen, inputscherm, ochtend, overdracht, puntenscherm, zaakscherm,
};
use crate::app::{alarm, antwoord, concept, tekstinvoer};

/// Handles one message at `nu`.
pub fn update(model: &mut Model, msg: Msg, nu: DateTime<Utc>) -> Vec<Verzoek> {
    let day_before = tijd::lokaal(model.nu).date_naive();
    let minute_before = model.nu.timestamp().div_euclid(60);
    model.nu = nu;
    let listens = matches!(msg, Msg::Tik | Msg::Antwoord(..));
    match msg {
        Msg::Toets(key) => toets(model, &key),
        Msg::Geplakt(text) => {
            if model.slot.is_none() && wacht(model) {
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
        Msg::Antwoord(nummer, antwoord) => antwoord::beantwoord(model, nummer, antwoord),
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
    let command = keymap::zoek(&contexts, key).or_else(|| overal(model, key));
    let text = model.typt() && keymap::getypt(key).is_some();
    // Who can not see what a key would do may stop, and lock; nothing else. Words go where words went.
    let waits = model.slot.is_none() && wacht(model);
    if waits || !text && (model.is_te_klein() || model.is_vers()) {
        match command {
            Some(Action::Afsluiten) if model.is_te_klein() => stop(model),
            Some(action @ (Action::Afsluiten | Action::Vergrendel)) => doe(model, action, key),
            _ if waits && !model.is_te_klein() => vooruit(model, command, key),
            _ => {}
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

/// What can be done in every window too, whatever its own keys are.
fn overal(model: &Model, key: &KeyEvent) -> Option<Action> {
    let anywhere = keymap::zoek(&[Context::Overal], key)?;
    let fits = matches!(
        anywhere,
        Action::Afsluiten | Action::Vergrendel | Action::Verberg
    );
    (fits && model.slot.is_none()).then_some(anywhere)
}

/// What is on top waits for the store, so that nothing but stopping and locking is done now. A question that lies
/// over what waits is answered.
pub(super) fn wacht(model: &mut Model) -> bool {
    let asked = matches!(
        model.dialoog,
        Some(Dialoog::Vraag(_) | Dialoog::Hulp(_) | Dialoog::Palet(_))
    );
    !asked && model.wacht_op_store()
}

/// So many keys wait for a form to close.
const VOORUIT: usize = 64;

/// A key that was pressed while a form waits for the store is meant for what comes when it closes; unless it
/// would save, send or say yes: nothing is done twice by a hand that pressed twice.
fn vooruit(model: &mut Model, command: Option<Action>, key: &KeyEvent) {
    let again = matches!(
        command,
        Some(
            Action::Opslaan | Action::NaarInput | Action::Versturen | Action::Ja | Action::Bevestig
        )
    );
    // What the store is asked about is not known yet, so no key can be meant for it.
    let meant = model.terugvraag.is_none() && !again && key.code != KeyCode::Enter;
    if meant && model.vooruit.len() < VOORUIT {
        model.vooruit.push(*key);
    }
}

/// The form that waited closed: the keys that were meant for what comes are pressed now. When it stays, they are
/// dropped: they were not meant for it.
pub(super) fn haal_in(model: &mut Model, gesloten: bool) {
    if model.vooruit.is_empty() || wacht(model) {
        return;
    }
    // What was said when it closed is read after the keys, not wiped by them.
    let said = model.melding.clone();
    for key in std::mem::take(&mut model.vooruit) {
        if gesloten {
            toets(model, &key);
        }
    }
    model.melding = model.melding.take().or(said);
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
        Dan::RegistreerRest(nr) => model.wijzig(Effect::RegistreerRest(nr)),
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
    model.lijst = crate::app::afgeleid::lijst::Lijst::default();
    model.voorlopig.clear();
    model.ochtend = ochtend::Ochtend::default();
    tab::vergeet(model);
    model.slot = Some(Slotscherm::dicht(&model.tafel.medewerker));
    // The answers to what is still under way are dropped; it is written before the table closes.
    model.opslag = Opslag::default();
    model.onderweg.clear();
    model.concepten.clear();
    model.vooruit.clear();
    (model.straks, model.sluit_af, model.terugvraag) = (None, false, None);
    model.dag_gevraagd = false;
    model.rest_gevraagd = None;
    model.vraag(Effect::Sluit);
}
