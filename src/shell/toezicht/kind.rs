//! The table's side of the supervision: it waits for the terminal, tells its moments, and gives the
//! terminal back itself when its supervisor is gone.
//!
//! Must not know why it ends.

use std::io::{self, Write as _};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, getpgrp, getpid, getppid, kill_process};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, OutputModes, tcgetattr, tcgetpgrp, tcsetattr,
};

use super::unix::GEEF;

/// Who started us.
static OUDER: OnceLock<Option<Pid>> = OnceLock::new();

/// Prepares this process as the table of a supervisor. Call it before any thread is made.
pub fn begin() {
    // The supervisor blocks what concerns the terminal, and that is inherited.
    let _ = nix::sys::signal::SigSet::empty().thread_set_mask();
    OUDER.get_or_init(getppid);
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::TERM));
    // Reading before the terminal is ours would stop us.
    for _ in 0..20_000 {
        match tcgetpgrp(io::stdin()) {
            Ok(group) if group == getpgrp() => return,
            Ok(_) => sleep(Duration::from_micros(100)),
            Err(_) => return,
        }
    }
}

/// Whether this process is the table of a supervisor.
#[must_use]
pub fn is_tafel() -> bool {
    OUDER.get().is_some()
}

/// Whether the terminal is ours to draw on. A table that goes on in the background has lost it.
#[must_use]
pub fn op_voorgrond() -> bool {
    // A terminal without a session has no foreground.
    !is_tafel() || tcgetpgrp(io::stdin()).map_or(true, |group| group == getpgrp())
}

/// Says lines to the supervisor.
pub fn zeg(lines: &str) {
    // With the supervisor gone there is nobody to tell.
    let _ = io::stderr().write_all(lines.as_bytes());
}

/// Goes to sleep as the worker asked, until the shell brings it back.
pub fn pauzeer() {
    let _ = kill_process(getpid(), Signal::TSTP);
}

/// A process that dies closes its files before its children get another parent; a table that notices the end
/// in between must not take its supervisor for alive.
fn luistert_niemand() -> bool {
    let err = io::stderr();
    let mut asked = [PollFd::new(&err, PollFlags::empty())];
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let answered = poll(&mut asked, Some(&now)).unwrap_or(0);
    answered > 0
        && asked
            .iter()
            .any(|one| one.revents().contains(PollFlags::ERR))
}

/// With the supervisor gone, the terminal is given back here, once. Its modes too, as they are on most
/// systems, unless the shell has the terminal by now: it knows its own.
pub fn eindig() {
    static GEDAAN: AtomicBool = AtomicBool::new(false);
    let orphan = OUDER
        .get()
        .is_some_and(|parent| *parent != getppid() || luistert_niemand());
    if !orphan || GEDAAN.swap(true, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = out.write_all(GEEF).and_then(|()| out.flush());
    if !op_voorgrond() {
        return;
    }
    if let Ok(mut modes) = tcgetattr(io::stdin()) {
        modes.local_modes |=
            LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN;
        modes.input_modes |= InputModes::ICRNL | InputModes::IXON | InputModes::BRKINT;
        modes.output_modes |= OutputModes::OPOST;
        let _ = tcsetattr(io::stdin(), OptionalActions::Flush, &modes);
    }
}
