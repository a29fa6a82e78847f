//! The loop: keys, answers and time in; frames out.
//!
//! ```text
//!   keys ──┐
//!   store ─┼─▶ Msg ─▶ update ─▶ effects ─▶ Uitvoerder ─▶ (store, files) ─▶ Msg …
//!   time ──┘              └─▶ draw, once for everything that was waiting
//! ```
//! Must not know what a key means.

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{Event, EventStream, KeyEventKind};
use futures_util::StreamExt as _;
use secrecy::SecretString;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::app::keymap::getypt;
use crate::app::model::Model;
use crate::app::msg::{Antwoord, Msg};
use crate::app::update::{begin, update};
use crate::ui;
use crate::ui::thema::Thema;

use super::effecten::{Nieuws, Soort, Uitvoerder};
use super::klok::Klok;
use super::sessie::Opening;
use super::terminal::{TerminalFout, Wacht};

/// So many letters at once that no hand typed them.
const STORTVLOED: usize = 25;

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
}

/// Runs the program on the terminal until the worker ends it.
///
/// # Errors
/// [`TerminalFout`] when there is no terminal, or when it fails; it is then as it was.
pub async fn draai(start: Start) -> Result<(), TerminalFout> {
    let mut wacht = Wacht::open()?;
    let (uit, mut nieuws) = unbounded_channel();
    let klok = start.klok;
    let kennis = start.opening.kennis.clone();
    let mut uitvoerder = Uitvoerder::nieuw(start.opening, start.soort, klok, uit);
    uitvoerder.wachtwoord(start.wachtwoord);
    let size = wacht.scherm().size()?;
    let mut model = Model::nieuw(
        kennis,
        uitvoerder.tafel(),
        klok.nu(),
        (size.width, size.height),
    );
    if let Some(text) = start.melding {
        model.meld(crate::app::model::Toon::Let, text);
    }
    // The first frame comes before anything is opened or asked.
    wacht
        .scherm()
        .draw(|frame| ui::draw(frame, &model, &start.thema))?;
    for verzoek in begin(&mut model) {
        uitvoerder.voer_uit(verzoek);
    }
    let mut keys = toetsenbord();
    let mut einde = einde();
    loop {
        let mut in_the_queue: Vec<Msg> = Vec::new();
        tokio::select! {
            biased;
            event = keys.recv() => match event {
                Some(event) => in_the_queue.extend(vertaal(event)),
                // Input is gone: the window was closed.
                None => in_the_queue.push(Msg::Einde),
            },
            said = nieuws.recv() => if let Some(said) = said
                && hoor(said, &mut uitvoerder, &mut in_the_queue) {
                    break;
                },
            () = tokio::time::sleep(tot_volgende(&model, klok)) => in_the_queue.push(Msg::Tik),
            Some(()) = einde.recv() => in_the_queue.push(Msg::Einde),
        }
        let flood = wachtend(&mut keys, &mut in_the_queue) >= STORTVLOED;
        if zeg_alles(in_the_queue, flood, &mut model, &mut uitvoerder, klok)
            | hoor_rest(&mut nieuws, &mut model, &mut uitvoerder, klok)
        {
            break;
        }
        wacht
            .scherm()
            .draw(|frame| ui::draw(frame, &model, &start.thema))?;
    }
    // Everything that was asked is written before the window goes.
    if let Some(closing) = uitvoerder.sluit() {
        let _ = closing.await;
    }
    Ok(())
}

/// Terminal events through a queue, so that what is waiting can be taken at once. (Polling the stream
/// itself without waiting would make it forget to wake the loop.)
fn toetsenbord() -> UnboundedReceiver<Event> {
    let (out, receiver) = unbounded_channel();
    tokio::spawn(async move {
        let mut stream = EventStream::new();
        while let Some(Ok(event)) = stream.next().await {
            if out.send(event).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Takes the keys that are waiting; returns how many letters there were in a row.
fn wachtend(keys: &mut UnboundedReceiver<Event>, queue: &mut Vec<Msg>) -> usize {
    while let Ok(event) = keys.try_recv() {
        queue.extend(vertaal(event));
        if queue.len() >= 4096 {
            break;
        }
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
        Event::Key(key) => Some(Msg::Toets(key)),
        Event::Paste(text) => Some(Msg::Geplakt(text)),
        Event::Resize(columns, rows) => Some(Msg::Formaat(columns, rows)),
        Event::Mouse(_) | Event::FocusGained | Event::FocusLost => None,
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

/// The system asks the program to end.
fn einde() -> UnboundedReceiver<()> {
    let (out, receiver) = unbounded_channel();
    let out = Arc::new(out);
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        for kind in [SignalKind::terminate(), SignalKind::hangup()] {
            if let Ok(mut stream) = signal(kind) {
                let out = out.clone();
                tokio::spawn(async move {
                    while stream.recv().await.is_some() {
                        let _ = out.send(());
                    }
                });
            }
        }
    }
    tokio::spawn(async move {
        // In raw mode Ctrl-C is a key; this is for a console that sends it all the same.
        while tokio::signal::ctrl_c().await.is_ok() {
            let _ = out.send(());
        }
    });
    receiver
}
