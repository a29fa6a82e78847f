//! The loop: keys, answers and time in; frames out.
//!
//! ```text
//!   keys ──┐
//!   store ─┼─▶ Msg ─▶ update ─▶ effects ─▶ Uitvoerder ─▶ (store, files) ─▶ Msg …
//!   time ──┘              └─▶ draw, once for everything that was waiting
//! ```
//! Must not know what a key means.

use std::time::Duration;

use chrono::{DateTime, Utc};
use crossterm::event::{Event, KeyEventKind};
#[cfg(unix)]
use crossterm::event::{KeyCode, KeyModifiers};
use secrecy::SecretString;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::app::keymap::getypt;
use crate::app::model::{Model, Toon};
use crate::app::msg::{Antwoord, Msg};
use crate::app::tab::Tab;
use crate::app::update::{begin, update};
use crate::store::Store;
use crate::ui;
use crate::ui::thema::Thema;

use super::effecten::{Nieuws, Soort, Uitvoerder};
use super::klok::Klok;
use super::sessie::Opening;
use super::slaap::Waker;
use super::terminal::{TerminalFout, Wacht};
use super::toetsen::Toetsenbord;
use super::toezicht::{Opdracht, Waarom, kind, meld_zin};

/// So many letters at once that no hand typed them.
const STORTVLOED: usize = 25;
/// So many messages are handled before a frame is drawn.
const DRUKTE: usize = 4096;

/// What the loop is started with.
#[derive(Debug)]
pub struct Start {
    /// Places, configuration, rules.
    pub opening: Opening,
    /// Which table.
    pub soort: Soort,
    /// The clock.
    pub klok: Klok,
    /// The theme.
    pub thema: Thema,
    /// Opens the real table, or makes it, without asking.
    pub wachtwoord: Option<SecretString>,
    /// Something to say at the start, e.g. about the configuration.
    pub melding: Option<String>,
    /// The orders of the supervisor; none: this process has the terminal for itself, and stays when the
    /// table is locked.
    pub toezicht: Option<Opdracht>,
}

/// How the loop ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Afloop {
    /// The worker is done.
    Klaar,
    /// The table was locked: on this screen, and from when on each alarm counts, in seconds since 1970.
    Slot(u8, Vec<i64>),
}

/// Runs the program on the terminal until the worker ends it, or locks it under a supervisor.
///
/// # Errors
/// [`TerminalFout`] when there is no terminal, or when it fails; it is then as it was.
pub async fn draai(start: Start) -> Result<Afloop, TerminalFout> {
    let supervised = start.toezicht.is_some();
    let mut wacht = if supervised && cfg!(unix) {
        Wacht::geleend()?
    } else {
        Wacht::open()?
    };
    let (uit, mut nieuws) = unbounded_channel();
    let klok = start.klok;
    let kennis = start.opening.kennis.clone();
    let exists = Store::bestaat(&start.opening.paden.data);
    let soort = start.soort;
    let mut uitvoerder = Uitvoerder::nieuw(start.opening, soort, klok, uit);
    uitvoerder.wachtwoord(start.wachtwoord);
    let size = wacht.scherm().size()?;
    let mut model = Model::nieuw(
        kennis,
        uitvoerder.tafel(),
        klok.nu(),
        (size.width, size.height),
    );
    if let Some(text) = start.melding {
        model.meld(Toon::Let, text);
    }
    let kijkt = op_orders(&mut model, start.toezicht, soort, exists);
    // The first frame comes before anything is opened or asked.
    teken(&mut wacht, &mut model, &start.thema, klok.nu())?;
    if kijkt {
        for verzoek in begin(&mut model) {
            uitvoerder.voer_uit(verzoek);
        }
    }
    let mut keys = Toetsenbord::open()?;
    let mut seinen = seinen();
    let mut waker = Waker::default();
    loop {
        let mut in_the_queue: Vec<Msg> = Vec::new();
        let mut flood = false;
        let (watch, wait) = wachttijd(&model, klok);
        tokio::select! {
            biased;
            events = keys.wacht() => match events {
                Some(events) => {
                    if vergeten(&mut waker, &model) {
                        // Whoever typed this did not know that the table should have been locked.
                        in_the_queue.push(Msg::Vergrendel);
                    } else {
                        waker.toets();
                        flood = neem(events, &mut keys, &mut in_the_queue) >= STORTVLOED;
                    }
                }
                // Input is gone: the window was closed.
                None => in_the_queue.push(Msg::Einde),
            },
            said = nieuws.recv() => if let Some(said) = said
                && hoor(said, &mut uitvoerder, &mut in_the_queue) {
                    break;
                },
            Some(sein) = seinen.recv() => match sein {
                Sein::Einde => {
                    // Before anything is saved: nobody else gives the terminal back.
                    kind::eindig();
                    in_the_queue.push(Msg::Einde);
                }
                Sein::Formaat => {
                    let size = wacht.scherm().size()?;
                    in_the_queue.push(Msg::Formaat(size.width, size.height));
                }
                // Something else had the terminal meanwhile.
                Sein::Vervolg => {
                    wacht.wis()?;
                    let size = wacht.scherm().size()?;
                    in_the_queue.push(Msg::Formaat(size.width, size.height));
                    if vergeten(&mut waker, &model) {
                        in_the_queue.push(Msg::Vergrendel);
                    }
                }
            },
            () = tokio::time::sleep(wait) => if vergeten(&mut waker, &model) {
                in_the_queue.push(Msg::Vergrendel);
            } else if watch {
                continue;
            } else {
                in_the_queue.push(Msg::Tik);
            },
        }
        if zeg_alles(in_the_queue, flood, &mut model, &mut uitvoerder, klok)
            | hoor_rest(&mut nieuws, &mut model, &mut uitvoerder, klok)
        {
            break;
        }
        teken(&mut wacht, &mut model, &start.thema, klok.nu())?;
        if supervised && uitvoerder.gesloten() {
            break;
        }
    }
    let afloop = if supervised && uitvoerder.gesloten() && !model.stopt {
        let moments = model.alarm.momenten().iter();
        let moments = moments.map(chrono::DateTime::timestamp).collect();
        Afloop::Slot(model.tab.nummer(), moments)
    } else {
        Afloop::Klaar
    };
    if afloop == Afloop::Klaar && uitvoerder.kopieert() {
        model.meld(Toon::Goed, "Reservekopie maken …");
        teken(&mut wacht, &mut model, &start.thema, klok.nu())?;
        for said in uitvoerder.kopie_bij_sluiten().await {
            kind::zeg(&meld_zin(&format!("let op: {said}")));
        }
    }
    // Everything that was asked is written before the window goes.
    if let Some(closing) = uitvoerder.sluit() {
        let _ = closing.await;
    }
    Ok(afloop)
}

/// Begins as the supervisor says; whether to look for a table and open it.
fn op_orders(model: &mut Model, orders: Option<Opdracht>, soort: Soort, exists: bool) -> bool {
    let Some(orders) = orders else {
        return true;
    };
    model.tab = Tab::met_nummer(orders.tab);
    let by_itself = orders.waarom == Waarom::Dood && soort == Soort::Oefenen;
    if orders.waarom == Waarom::Begin || by_itself || !exists {
        if let Some(text) = orders.zin {
            model.meld(Toon::Let, text);
        }
        return true;
    }
    let moments = orders
        .momenten
        .iter()
        .filter_map(|at| chrono::DateTime::from_timestamp(*at, 0));
    model.begin_dicht(moments.collect(), orders.zin);
    false
}

/// Draws, unless the terminal is another's now.
fn teken(
    wacht: &mut Wacht,
    model: &mut Model,
    thema: &Thema,
    nu: DateTime<Utc>,
) -> Result<(), TerminalFout> {
    if kind::op_voorgrond() {
        wacht.scherm().draw(|frame| ui::draw(frame, model, thema))?;
        model.getekend(nu);
    }
    Ok(())
}

/// Whether an open table was left alone for too long. Practice holds nothing that must be locked.
fn vergeten(waker: &mut Waker, model: &Model) -> bool {
    let minutes = u64::try_from(model.tafel.slot_na_minuten).unwrap_or(0);
    waker.moet_op_slot(Duration::from_secs(minutes * 60)) && model.is_open() && !model.tafel.oefenen
}

/// Takes these events and those that are waiting; how many letters there were in a row.
fn neem(events: Vec<Event>, keys: &mut Toetsenbord, queue: &mut Vec<Msg>) -> usize {
    let mut events = events;
    while !events.is_empty() {
        queue.extend(events.into_iter().filter_map(vertaal));
        if queue.len() >= DRUKTE {
            break;
        }
        events = keys.nu();
    }
    queue
        .iter()
        .filter(|msg| matches!(msg, Msg::Toets(key) if getypt(key).is_some()))
        .count()
}

/// Hands all messages on. In a flood, letters that are no text where they come are left out. That is
/// asked letter by letter: who typed on while the line stood still pressed Tab before the words, and
/// loses none of them.
fn zeg_alles(
    queue: Vec<Msg>,
    flood: bool,
    model: &mut Model,
    uitvoerder: &mut Uitvoerder,
    klok: Klok,
) -> bool {
    let mut left_out = false;
    let mut tell = |model: &mut Model, msg| {
        for verzoek in update(model, msg, klok.nu()) {
            uitvoerder.voer_uit(verzoek);
        }
    };
    for msg in queue {
        let letter = matches!(&msg, Msg::Toets(key) if getypt(key).is_some());
        if flood && letter && !model.typt() {
            left_out = true;
        } else {
            tell(model, msg);
        }
    }
    if left_out {
        tell(model, Msg::Stortvloed);
    }
    model.stopt
}

/// Answers that came meanwhile go into the same frame.
fn hoor_rest(
    nieuws: &mut UnboundedReceiver<Nieuws>,
    model: &mut Model,
    uitvoerder: &mut Uitvoerder,
    klok: Klok,
) -> bool {
    while let Ok(said) = nieuws.try_recv() {
        let mut queue = Vec::new();
        if hoor(said, uitvoerder, &mut queue) || zeg_alles(queue, false, model, uitvoerder, klok) {
            return true;
        }
    }
    false
}

/// Whether the program ends.
fn hoor(said: Nieuws, uitvoerder: &mut Uitvoerder, queue: &mut Vec<Msg>) -> bool {
    match said {
        Nieuws::Stop => return true,
        Nieuws::Msg(msg) => queue.push(msg),
        Nieuws::Open(nummer, opened) => {
            let answer = opened.map(|sessie| uitvoerder.neem(sessie));
            queue.push(Msg::Antwoord(nummer, Antwoord::Geopend(answer)));
        }
    }
    false
}

fn vertaal(event: Event) -> Option<Msg> {
    match event {
        // Windows reports a key going up as well.
        Event::Key(key) if key.kind == KeyEventKind::Release => None,
        // As in every program of a terminal: back to the shell, until somebody says `fg`.
        #[cfg(unix)]
        Event::Key(key)
            if key.code == KeyCode::Char('z')
                && key.modifiers == KeyModifiers::CONTROL
                && kind::is_tafel() =>
        {
            kind::pauzeer();
            None
        }
        Event::Key(key) => Some(Msg::Toets(key)),
        Event::Paste(text) => Some(Msg::Geplakt(text)),
        Event::Resize(columns, rows) => Some(Msg::Formaat(columns, rows)),
        Event::Mouse(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// How long to wait, and whether that is only to see that the computer slept.
fn wachttijd(model: &Model, klok: Klok) -> (bool, Duration) {
    let next = tot_volgende(model, klok);
    let guarded = model.is_open() && !model.tafel.oefenen;
    if guarded && Waker::RITME < next {
        (true, Waker::RITME)
    } else {
        (false, next)
    }
}

/// Until the next moment at which something on screen changes by itself: a minute, or a second while
/// the locked table counts down.
fn tot_volgende(model: &Model, klok: Klok) -> Duration {
    let now = klok.nu();
    let counting = model
        .slot
        .as_ref()
        .and_then(|slot| slot.fout.as_ref())
        .and_then(|fout| fout.wacht_tot)
        .is_some_and(|until| until >= now - chrono::TimeDelta::seconds(1));
    let step: i64 = if counting { 1_000 } else { 60_000 };
    let left = step - now.timestamp_millis().rem_euclid(step);
    Duration::from_millis(u64::try_from(left).unwrap_or(1_000)) + Duration::from_millis(5)
}

/// What the system tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sein {
    /// End.
    Einde,
    /// The window has another size. Only where keys do not tell it.
    #[cfg_attr(not(unix), expect(dead_code, reason = "the console tells it as a key"))]
    Formaat,
    /// It was stopped, and goes on.
    #[cfg_attr(not(unix), expect(dead_code, reason = "nothing stops a process there"))]
    Vervolg,
}

fn seinen() -> UnboundedReceiver<Sein> {
    let (out, receiver) = unbounded_channel();
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM, SIGWINCH};
        use tokio::signal::unix::{SignalKind, signal};
        for (number, sein) in [
            (SIGTERM, Sein::Einde),
            (SIGHUP, Sein::Einde),
            (SIGWINCH, Sein::Formaat),
            (SIGCONT, Sein::Vervolg),
        ] {
            if let Ok(mut stream) = signal(SignalKind::from_raw(number)) {
                let out = out.clone();
                tokio::spawn(async move {
                    while stream.recv().await.is_some() {
                        let _ = out.send(sein);
                    }
                });
            }
        }
    }
    tokio::spawn(async move {
        // In raw mode Ctrl-C is a key; this is for a console that sends it all the same.
        while tokio::signal::ctrl_c().await.is_ok() {
            let _ = out.send(Sein::Einde);
        }
    });
    receiver
}
