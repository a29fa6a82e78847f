//! One message in, the model changed, requests out. Never waits, never fails.
//!
//! Must not know how anything is drawn or carried out.

use chrono::{DateTime, NaiveDate, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};

use crate::domain::tijd;

use super::keymap::{self, Action, Context};
use super::model::{Model, Toon, Verzoek};
use super::msg::{Antwoord, Effect, Msg, Nummer};
use super::{antwoord, bel, bewaren, doen, gezien};

/// Handles one message at `nu`.
pub fn update(model: &mut Model, msg: Msg, nu: DateTime<Utc>) -> Vec<Verzoek> {
    let day_before = tijd::lokaal(model.nu).date_naive();
    let minute_before = model.nu.timestamp().div_euclid(60);
    model.blik.nu = nu;
    let listens = matches!(msg, Msg::Tik | Msg::Antwoord(..));
    match msg {
        Msg::Toets(key) => toets(model, &key),
        Msg::Geplakt(text) => plak(model, &text),
        Msg::Stortvloed => model.meld(
            Toon::Let,
            "Veel toetsen tegelijk: geplakt? Er is niets gedaan. Plak in een tekstveld.",
        ),
        Msg::Formaat(columns, rows) => model.blik.formaat = (columns, rows),
        Msg::Tik => tik(model, minute_before, day_before),
        Msg::Wek => {
            model.wekt = false;
            bewaren::bewaar(model);
        }
        Msg::Vergrendel if model.is_open() => doen::vergrendel(model),
        Msg::Vergrendel => {}
        Msg::Einde => stop(model),
        Msg::Antwoord(nummer, antwoord) => beantwoord(model, nummer, antwoord),
    }
    if listens {
        bel::kijk(model);
    }
    ruim_op(model);
    gezien::kijk(model);
    model.neem_verzoeken()
}

/// The first requests of a program that starts.
pub fn begin(model: &mut Model) -> Vec<Verzoek> {
    model.vraag(Effect::Kijk);
    model.neem_verzoeken()
}

/// The list shows what is chosen, and of no zaak more is held than is on screen.
fn ruim_op(model: &mut Model) {
    model.tabs.ochtend.volg_keuze(&model.blik);
    let shown: Vec<_> = model
        .lagen
        .iter()
        .filter_map(|laag| laag.scherm().zaak(&model.blik))
        .collect();
    model.blik.dossiers.retain(|zaak, _| shown.contains(zaak));
}

fn tik(model: &mut Model, minute_before: i64, day_before: NaiveDate) {
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
    model.blik.lijst.tik(&kennis, nu);
    if idle >= 1 && model.lagen.is_empty() && model.dialoog.is_none() {
        model.blik.lijst.orden();
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
    let waits = model.wacht();
    if waits || !text && (model.is_te_klein() || model.is_vers()) {
        match command {
            Some(Action::Afsluiten) if model.is_te_klein() => stop(model),
            Some(action @ (Action::Afsluiten | Action::Vergrendel)) => {
                doen::doe(model, action, key);
            }
            _ if waits && !model.is_te_klein() => vooruit(model, command, key),
            _ => {}
        }
        return;
    }
    match command.filter(|_| !text) {
        Some(action) => doen::doe(model, action, key),
        None => {
            let (scherm, blik) = model.boven();
            let wanted = scherm.toets(blik, key);
            doen::alles(model, wanted);
        }
    }
}

fn plak(model: &mut Model, text: &str) {
    if model.wacht() {
        model.meld(Toon::Let, "Dit scherm wacht nog; er is niets geplakt.");
        return;
    }
    model.laatste_toets = model.nu;
    let (scherm, blik) = model.boven();
    let wanted = scherm.plak(blik, text);
    doen::alles(model, wanted);
}

/// What can be done in every window too, whatever its own keys are.
fn overal(model: &Model, key: &KeyEvent) -> Option<Action> {
    let anywhere = keymap::zoek(&[Context::Overal], key)?;
    let fits = matches!(
        anywhere,
        Action::Afsluiten | Action::Vergrendel | Action::Verberg
    );
    (fits && model.is_open()).then_some(anywhere)
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

/// Handles the answer to a request, and then the keys that waited for it.
fn beantwoord(model: &mut Model, nummer: Nummer, antwoord: Antwoord) {
    let waited = model.wacht();
    antwoord::beantwoord(model, nummer, antwoord);
    if waited {
        let said = model.melding.as_ref();
        let closed = said.is_none_or(|said| said.toon != Toon::Fout);
        haal_in(model, closed);
    }
}

/// The form that waited closed: the keys that were meant for what comes are pressed now. When it stays, they are
/// dropped: they were not meant for it.
fn haal_in(model: &mut Model, gesloten: bool) {
    if model.vooruit.is_empty() || model.wacht() {
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
    bewaren::bewaar(model);
    model.vraag(Effect::Stop);
}
