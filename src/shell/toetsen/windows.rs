//! The console of Windows, through crossterm: its console hands out keys and no bytes.
//!
//! Must not know the loop.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event, EventStream};
use futures_util::StreamExt as _;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::ontleed::Ontleder;

/// The keyboard.
#[derive(Debug)]
pub struct Toetsenbord(UnboundedReceiver<Event>);

impl Toetsenbord {
    /// Listens to the console. Events go through a queue, so that what is waiting can be taken at once:
    /// polling the stream itself without waiting would make it forget to wake the loop.
    ///
    /// # Errors
    /// None here.
    pub fn open() -> io::Result<Toetsenbord> {
        let (out, receiver) = unbounded_channel();
        tokio::spawn(async move {
            let mut stream = EventStream::new();
            while let Some(Ok(event)) = stream.next().await {
                if out.send(event).is_err() {
                    break;
                }
            }
        });
        Ok(Toetsenbord(receiver))
    }

    /// The next events; none when the console is gone.
    pub async fn wacht(&mut self) -> Option<Vec<Event>> {
        self.0.recv().await.map(|event| vec![event])
    }

    /// The events that are there already, without waiting.
    pub fn nu(&mut self) -> Vec<Event> {
        std::iter::from_fn(|| self.0.try_recv().ok()).collect()
    }
}

/// Waits for an event on this thread, at most so long; empty when nothing came.
///
/// # Errors
/// When the console is gone.
pub fn lees_nu(_ontleder: &mut Ontleder, geduld: Duration) -> io::Result<Vec<Event>> {
    Ok(if event::poll(geduld)? {
        vec![event::read()?]
    } else {
        Vec::new()
    })
}
