//! The terminal without echo while a command asks for the passphrase. No supervisor watches over it, so it
//! answers the signals itself: whatever ends or stops the command, echo and modes come back first.
//!
//! Must not know what is asked.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustix::process::{Signal, getpgrp, getpid, kill_process};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};
use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGTSTP};

use super::unix::{EINDIGEN, iemand_kan_verder};

/// Holds the terminal.
#[derive(Debug)]
pub struct Vraagwacht {
    netjes: Termios,
    einde: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    verder: Arc<AtomicBool>,
    gehoord: Vec<SigId>,
}

impl Vraagwacht {
    /// Takes the echo away.
    ///
    /// # Errors
    /// When the terminal or the system refuses.
    pub fn begin() -> io::Result<Vraagwacht> {
        let mut new = Vraagwacht {
            netjes: tcgetattr(io::stdin())?,
            einde: Arc::default(),
            stop: Arc::default(),
            verder: Arc::default(),
            gehoord: Vec::new(),
        };
        for signal in EINDIGEN {
            let number = usize::try_from(signal).unwrap_or_default();
            let id = signal_hook::flag::register_usize(signal, new.einde.clone(), number)?;
            new.gehoord.push(id);
        }
        for (signal, flag) in [(SIGTSTP, &new.stop), (SIGCONT, &new.verder)] {
            new.gehoord
                .push(signal_hook::flag::register(signal, flag.clone())?);
        }
        new.neem()?;
        Ok(new)
    }

    /// Answers the signals that came; whether the question must be asked again. A signal that ends the
    /// program ends it here.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn seinen(&mut self) -> io::Result<bool> {
        let end = self.einde.swap(0, Ordering::SeqCst);
        if let Some(signal) = i32::try_from(end).ok().filter(|signal| *signal != 0) {
            self.geef(OptionalActions::Flush);
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
        if self.stop.swap(false, Ordering::SeqCst) && iemand_kan_verder() {
            self.geef(OptionalActions::Now);
            kill_process(getpid(), Signal::STOP)?;
            self.verder.store(true, Ordering::SeqCst);
        }
        if !self.verder.swap(false, Ordering::SeqCst) {
            return Ok(false);
        }
        // `fg` of a job that runs sends nothing, so in the background it stops until it has the terminal.
        while tcgetpgrp(io::stdin())? != getpgrp() && iemand_kan_verder() {
            let end = self.einde.load(Ordering::SeqCst);
            if end != 0 {
                let signal = i32::try_from(end).unwrap_or_default();
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
            kill_process(getpid(), Signal::TTIN)?;
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        let now = tcgetattr(io::stdin())?;
        if now.local_modes.contains(LocalModes::ICANON) {
            self.netjes = now;
        }
        self.neem()?;
        Ok(true)
    }

    fn neem(&self) -> io::Result<()> {
        let mut raw = self.netjes.clone();
        raw.make_raw();
        // Lines that are written meanwhile must still end as lines.
        raw.output_modes = self.netjes.output_modes;
        Ok(tcsetattr(io::stdin(), OptionalActions::Now, &raw)?)
    }

    fn geef(&self, how: OptionalActions) {
        // Nothing can be done about an error here.
        let _ = tcsetattr(io::stdin(), how, &self.netjes);
    }
}

impl Drop for Vraagwacht {
    fn drop(&mut self) {
        for id in self.gehoord.drain(..) {
            signal_hook::low_level::unregister(id);
        }
        self.geef(OptionalActions::Now);
    }
}
