//! Carries out what a key asks for and what a screen wants, on the Model.
//!
//! A command goes to the screen on top, which answers with what it wants; what a screen wants can be a command.
//! Must not know what any screen does.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::ids::ZaakId;
use crate::domain::terug::Terugneming;
use crate::domain::tijd;

use super::bel;
use super::bewaren;
use super::daad::{Daad, Daden};
use super::deur::Deur;
use super::keymap::Action;
use super::melding::Melding;
use super::model::{Dialoog, Model, Opslag, Plaats};
use super::msg::{Antwoord, Effect};
use super::raadplegen;
use super::scherm::Scherm as _;
use super::schermen::slot::Slotscherm;
use super::schermlijst::{self, Nieuw, Tabs};
use super::tab::Tab;
use super::taggen;

/// Handles a command where the worker is.
pub(super) fn doe(model: &mut Model, action: Action, key: &KeyEvent) {
    if model.slot.is_some() && !(model.is_open() && action == Action::Vergrendel) {
        let (slot, blik) = model.boven();
        let wanted = slot.doe(blik, action, key);
        return alles(model, wanted);
    }
    if let Some(refused) = raadplegen::weigering(&model.blik.tafel, action) {
        return een(model, refused);
    }
    match action {
        Action::KiesRol => open(model, Deur::Rol),
        Action::WijzigWachtwoord => open(model, Deur::Wachtwoord),
        Action::Personen => open(model, Deur::Personen),
        Action::Verberg => model.blik.verborgen = !model.blik.verborgen,
        Action::Vergrendel => vergrendel(model),
        Action::Hulp => open(model, Deur::Hulp),
        Action::Palet => {
            let contexts = model.contexten();
            open(model, Deur::Palet(contexts));
        }
        Action::Afsluiten => vraag_afsluiten(model),
        _ => {
            let tab = Tab::van(action).filter(|_| model.dialoog.is_none());
            let (scherm, blik) = model.boven();
            let wanted = match tab {
                Some(_) if scherm.begint_tekst() => scherm.toets(blik, key),
                Some(tab) => return ga_naar(model, tab),
                None => scherm.doe(blik, action, key),
            };
            alles(model, wanted);
        }
    }
}

/// Does these, in order.
pub(super) fn alles(model: &mut Model, daden: Daden) {
    for daad in daden {
        een(model, daad);
    }
}

fn een(model: &mut Model, daad: Daad) {
    match daad {
        Daad::Meld(said) => model.melding = Some(said),
        Daad::Sluit => model.sluit(),
        Daad::Ververs => ververs(model),
        Daad::Open(deur) => open(model, deur),
        Daad::Eerst(tekst, dan) => vraag(model, tekst, dan),
        Daad::Ja => {
            let (scherm, blik) = model.boven();
            let wanted = scherm.ja(blik);
            alles(model, wanted);
        }
        Daad::Tab(tab) => model.tab = tab,
        Daad::GaVerder => {
            if let Some(tab) = model.straks.take() {
                ga_naar(model, tab);
            }
        }
        Daad::Vergrendel => vergrendel(model),
        Daad::Doe(action, key) => doe(model, action, &key),
        Daad::Dan(later) => {
            let wanted = later.nu(&model.blik);
            alles(model, wanted);
        }
        Daad::Vraag(effect) => model.vraag(effect),
        Daad::Vergeet(effect) => model.vergeet(&effect),
        Daad::Wijzig(effect, zeg) => {
            model.wijzig(effect, zeg);
        }
        Daad::OpWeg(effect, zeg) => {
            bewaren::op_weg(model, effect, zeg);
        }
        Daad::SlaOp {
            opdrachten,
            zeg,
            dan,
        } => bewaren::sla_op(model, opdrachten, zeg, dan),
        Daad::Getypt => bewaren::getypt(model),
        Daad::Bewaar => bewaren::bewaar(model),
        Daad::Verlaat(daarna) => {
            let wanted = bewaren::verlaat(model, daarna);
            alles(model, wanted);
        }
        Daad::VraagWeggooien => {
            let wanted = bewaren::vraag_weggooien(model);
            alles(model, wanted);
        }
        Daad::GooiWeg(said) => {
            let wanted = bewaren::gooi_weg(model, said);
            alles(model, wanted);
        }
        Daad::Ongewijzigd(said) => {
            let wanted = bewaren::ongewijzigd(model, said);
            alles(model, wanted);
        }
        Daad::Tag(zaak, tag, kinds) => {
            let wanted = taggen::geef_tag(model, zaak, tag, kinds);
            alles(model, wanted);
        }
        Daad::VraagTerug(zaak) => vraag_terug(model, zaak),
        Daad::NeemTerug(what) => neem_terug(model, what),
        Daad::Kies(zaak) => model.blik.lijst.kies(zaak),
        Daad::Filter(text) => model.blik.lijst.zet_filter(&text),
    }
}

/// Opens a door. What opens asks for what it shows, and for its draft.
pub(super) fn open(model: &mut Model, deur: Deur) {
    match schermlijst::open(deur, &model.blik) {
        Ok(Nieuw::Laag(laag)) => model.lagen.push(laag),
        Ok(Nieuw::Dialoog(dialog)) => model.toon(dialog),
        Ok(Nieuw::Slot(slot)) => {
            let slot = model.slot.insert(*slot);
            let wanted = slot.begin(&model.blik);
            return alles(model, wanted);
        }
        Err(instead) => return alles(model, instead),
    }
    // The column of the lock may lie over it: what was opened is asked, not what is on top.
    let Some(plaats) = model.bovenste() else {
        return;
    };
    let begin = model.op(plaats);
    let wanted = begin.map_or_else(Daden::new, |(scherm, blik)| scherm.begin(blik));
    bewaren::zoek(model, plaats);
    alles(model, wanted);
}

/// Asks before something is done.
fn vraag(model: &mut Model, tekst: String, dan: Daden) {
    model.toon(Dialoog::vraag(tekst, dan));
}

/// Asks by itself, while the worker may be typing something else.
pub(super) fn vraag_vanzelf(model: &mut Model, tekst: String, dan: Daden) {
    vraag(model, tekst, dan);
    model.kwam_vanzelf();
}

/// What is on top now shows what is so now.
fn ververs(model: &mut Model) {
    match model.bovenste().and_then(|plaats| model.op(plaats)) {
        Some((scherm, blik)) => {
            let wanted = scherm.begin(blik);
            alles(model, wanted);
        }
        None => model.blik.lijst.orden(),
    }
}

/// Offers an answer to every screen, the lowest first. What closes a screen closes the one that said it.
pub(super) fn bied_aan(model: &mut Model, antwoord: &mut Option<Antwoord>) {
    let mut wanted = Daden::new();
    let mut done = Vec::new();
    for plaats in model.plaatsen() {
        let Some((scherm, blik)) = model.op(plaats) else {
            continue;
        };
        for daad in scherm.ontvang(blik, antwoord) {
            match daad {
                Daad::Sluit => done.push(plaats),
                other => wanted.push(other),
            }
        }
    }
    for plaats in done.into_iter().rev() {
        model.haal_weg(plaats);
    }
    alles(model, wanted);
}

/// A zaak is another than it was: whoever shows it follows.
pub(super) fn ververs_zaak(model: &mut Model, zaak: ZaakId) {
    for plaats in model.plaatsen() {
        if let (Plaats::Laag(_), Some((scherm, blik))) = (plaats, model.op(plaats)) {
            scherm.ververs(blik, zaak);
        }
    }
}

/// Goes to a tab. Screens on top are left as Esc leaves them; one that waits for the store is left when that
/// answered, and one that may not be left stays.
fn ga_naar(model: &mut Model, tab: Tab) {
    let key = KeyEvent::from(KeyCode::Esc);
    while !model.lagen.is_empty() {
        let before = model.lagen.len();
        doe(model, Action::Terug, &key);
        if model.lagen.len() == before {
            model.straks = model.wacht().then_some(tab);
            return;
        }
    }
    model.tab = tab;
    if tab == Tab::Ochtend {
        model.blik.lijst.orden();
    }
}

/// Asks before the program ends; when something is on its way to the store, as soon as that is answered. Asked
/// again meanwhile, it asks at once.
pub(super) fn vraag_afsluiten(model: &mut Model) {
    bewaren::bewaar(model);
    if model.opslag.bezig > 0 && !model.sluit_af {
        model.sluit_af = true;
        return;
    }
    model.sluit_af = false;
    let tekst = match bewaren::niet_bewaard(model) {
        Some(why) if !why.is_empty() => {
            format!("Let op: wat hier is getypt, is niet bewaard. {why} Toch afsluiten?")
        }
        _ if model.opslag.bezig > 0 => "Er wordt nog opgeslagen. Toch afsluiten?".to_owned(),
        _ => "zsmtafel afsluiten? Alles is opgeslagen.".to_owned(),
    };
    vraag(model, tekst, Daad::Vraag(Effect::Stop).into());
}

/// Asks the store what would be taken back; the answer is a question to the worker.
fn vraag_terug(model: &mut Model, zaak: Option<ZaakId>) {
    let number = model.vraag_met_nummer(Effect::VraagTerug(zaak));
    model.terugvraag = Some(number);
}

/// The store says what would be taken back: which event, whose, and when.
pub(super) fn terugvraag(model: &mut Model, gevonden: Terugneming) {
    let tekst = match &gevonden {
        Terugneming::Lezing {
            bestand, gelezen, ..
        } => format!(
            "De lezing van {bestand} ({}) terugnemen? Wat u hebt vastgelegd, blijft.",
            tijd::moment(*gelezen, model.nu)
        ),
        Terugneming::Handeling(all) => {
            let Some(first) = all.first() else { return };
            let what = first.event.what.omschrijving();
            let what = what.replace("getagd: ", "tag ");
            let over = match all.len() {
                1 => model.naam(&first.naam),
                count => format!("{count} zaken"),
            };
            format!(
                "Terugnemen: {what} bij {over} ({}, {})?",
                tijd::moment(first.event.at, model.nu),
                first.event.by
            )
        }
    };
    vraag_vanzelf(model, tekst, Daad::NeemTerug(gevonden).into());
}

/// Takes back what was asked about.
fn neem_terug(model: &mut Model, wat: Terugneming) {
    let said = match &wat {
        Terugneming::Lezing { .. } => None,
        Terugneming::Handeling(all) => all.first().map(|first| {
            let what = first.event.what.omschrijving();
            let over = match all.len() {
                1 => model.naam(&first.naam),
                count => format!("{count} zaken"),
            };
            Melding::goed(format!(
                "Teruggenomen: {} bij {over} ({})",
                what.replace("getagd: ", "tag "),
                tijd::klok(first.event.at)
            ))
        }),
    };
    model.wijzig(Effect::NeemTerug(wat), said);
}

/// Locks the table: drafts are kept, and everything about a person leaves memory.
pub(super) fn vergrendel(model: &mut Model) {
    bewaren::bewaar(model);
    model.lagen.clear();
    model.dialoog = None;
    model.onder.clear();
    model.melding = None;
    bel::bij_slot(model);
    model.blik.lijst = super::afgeleid::lijst::Lijst::default();
    model.blik.dossiers.clear();
    model.voorlopig.clear();
    // Which screen was on is no secret; what was chosen there is.
    model.tabs = Tabs::default();
    model.slot = Some(Slotscherm::dicht(&model.blik.tafel));
    // The answers to what is still under way are dropped; it is written before the table closes.
    model.opslag = Opslag::default();
    model.onderweg.clear();
    model.blik.concepten.clear();
    model.vooruit.clear();
    (model.straks, model.sluit_af, model.terugvraag) = (None, false, None);
    model.dag_gevraagd = false;
    model.rest_gevraagd = None;
    model.vraag(Effect::Sluit);
}
