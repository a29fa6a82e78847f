//! Reads standard input as a terminal.
//!
//! Must not know the loop. The terminal is in raw mode already.

use std::io;
use std::os::fd::AsFd;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout_at;

use super::ontleed::Ontleder;

/// The most that is taken at once before a frame is drawn.
const TEUG: usize = 64 * 1024;

/// The keyboard. A thread beside it waits until there is something to read, once each time that it is
/// asked; it reads nothing itself.
#[derive(Debug)]
pub struct Toetsenbord {
    vraag: Sender<()>,
    er_is_iets: UnboundedReceiver<()>,
    gevraagd: bool,
    ontleder: Ontleder,
}

impl Toetsenbord {
    /// Listens to standard input.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn open() -> io::Result<Toetsenbord> {
        let (vraag, asked) = channel();
        let (out, er_is_iets) = unbounded_channel();
        std::thread::Builder::new()
            .name("toetsen".to_owned())
            .spawn(move || {
                while asked.recv().is_ok() {
                    while matches!(wacht_op(io::stdin(), None), Ok(false)) {}
                    // An error is told by reading.
                    if out.send(()).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Toetsenbord {
            vraag,
            er_is_iets,
            gevraagd: false,
            ontleder: Ontleder::default(),
        })
    }

    /// The next events, one or more; none when the terminal is gone. Nothing is lost when this is dropped
    /// before it is done.
    pub async fn wacht(&mut self) -> Option<Vec<Event>> {
        loop {
            if !self.gevraagd {
                self.vraag.send(()).ok()?;
                self.gevraagd = true;
            }
            let ready = match self.ontleder.grens() {
                Some(until) => timeout_at(until.into(), self.er_is_iets.recv()).await,
                None => Ok(self.er_is_iets.recv().await),
            };
            match ready {
                Err(_) => self.ontleder.verlopen(Instant::now()),
                Ok(None) => return None,
                Ok(Some(())) => {
                    self.gevraagd = false;
                    if matches!(neem(io::stdin(), &mut self.ontleder), Gelezen::Einde) {
                        return None;
                    }
                }
            }
            let events = self.ontleder.uit();
            if !events.is_empty() {
                return Some(events);
            }
        }
    }

    /// The events that are there already, without waiting.
    pub fn nu(&mut self) -> Vec<Event> {
        let mut taken = 0;
        while taken < TEUG && matches!(neem(io::stdin(), &mut self.ontleder), Gelezen::Iets) {
            taken += BAK;
        }
        self.ontleder.uit()
    }
}

/// Waits for events of the terminal on this thread, at most so long; empty when nothing came.
///
/// # Errors
/// When the terminal is gone.
pub fn lees_nu(ontleder: &mut Ontleder, geduld: Duration) -> io::Result<Vec<Event>> {
    let begin = Instant::now();
    loop {
        let now = Instant::now();
        ontleder.verlopen(now);
        let events = ontleder.uit();
        let left = geduld.saturating_sub(now - begin);
        if !events.is_empty() || left.is_zero() {
            return Ok(events);
        }
        let until = ontleder
            .grens()
            .map_or(left, |until| left.min(until.saturating_duration_since(now)));
        if wacht_op(io::stdin(), Some(until))?
            && matches!(neem(io::stdin(), ontleder), Gelezen::Einde)
        {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

const BAK: usize = 4096;

enum Gelezen {
    Niets,
    Iets,
    Einde,
}

/// Reads once, if that needs no waiting. The input is shared with the shell, so it is never made
/// non-blocking.
fn neem(input: impl AsFd, ontleder: &mut Ontleder) -> Gelezen {
    match wacht_op(&input, Some(Duration::ZERO)) {
        Ok(true) => {}
        Ok(false) => return Gelezen::Niets,
        Err(_) => return Gelezen::Einde,
    }
    let mut buffer = zeroize::Zeroizing::new([0_u8; BAK]);
    match rustix::io::read(&input, buffer.as_mut_slice()) {
        Ok(0) => Gelezen::Einde,
        Ok(count) => {
            ontleder.neem(buffer.get(..count).unwrap_or_default(), Instant::now());
            Gelezen::Iets
        }
        Err(Errno::INTR | Errno::AGAIN) => Gelezen::Iets,
        Err(_) => Gelezen::Einde,
    }
}

fn wacht_op(input: impl AsFd, geduld: Option<Duration>) -> io::Result<bool> {
    let mut fds = [PollFd::new(&input, PollFlags::IN)];
    let timeout = geduld.and_then(|geduld| Timespec::try_from(geduld).ok());
    match poll(&mut fds, timeout.as_ref()) {
        Ok(count) => Ok(count > 0),
        Err(Errno::INTR) => Ok(false),
        Err(fout) => Err(fout.into()),
    }
}
