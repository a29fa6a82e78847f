//! The supervisor on Unix: the terminal, the foreground, signals.
//!
//! The child has a process group of its own and the foreground. In one group with the supervisor, a signal
//! for the group would leave nobody to give the terminal back. Must not know what the child draws.

use std::io::{self, IsTerminal as _, Read as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::process::{
    Pid, Signal, WaitOptions, WaitStatus, getpgrp, getpid, getppid, getsid, kill_process,
    kill_process_group, waitpid,
};
use rustix::termios::{
    LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr, tcsetpgrp,
};
use signal_hook::consts as sig;
use signal_hook::iterator::Signals;

use super::super::proces;
use super::super::terminal::TerminalFout;
use super::{Einde, Gezegd, OPDRACHT, Opdracht, Teller, Toezicht, Verder, ZEGGEN_MAX};

/// Signals that ask for an end, and those that would end the process by themselves.
pub(super) const EINDIGEN: [i32; 14] = [
    sig::SIGTERM,
    sig::SIGHUP,
    sig::SIGINT,
    sig::SIGQUIT,
    sig::SIGABRT,
    sig::SIGALRM,
    sig::SIGUSR1,
    sig::SIGUSR2,
    sig::SIGPIPE,
    sig::SIGXCPU,
    sig::SIGXFSZ,
    sig::SIGVTALRM,
    sig::SIGPROF,
    sig::SIGSYS,
];

/// So long a table may take for its end after it was asked.
const GEDULD: Duration = Duration::from_secs(3);

/// Takes the alternate screen, and pastes as one event.
const NEEM: &[u8] = b"\x1b[?1049h\x1b[?2004h";

/// Gives everything back that a table can have taken of the terminal, whatever it was in the middle of:
/// ends a half sequence, a held frame, colours, mouse, pastes and keys; empties the screen before it goes.
pub(super) const GEEF: &[u8] = b"\x18\x1b\\\x1b[?2026l\x1b[0m\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[<9u\x1b[2J\x1b[?1049l\x1b[?25h\x1b[0 q";

/// Runs tables on this terminal until the worker is done; the exit code.
///
/// # Errors
/// [`TerminalFout`] when there is no terminal, or when it or the system fails.
pub fn waak(start: &Toezicht) -> Result<u8, TerminalFout> {
    let dumb = std::env::var_os("TERM").is_some_and(|kind| kind == "dumb");
    if dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TerminalFout::GeenTerminal);
    }
    // Blocked and not caught: setting the terminal from the background would start again for ever.
    let mut blocked = nix::sys::signal::SigSet::empty();
    blocked.add(nix::sys::signal::Signal::SIGTTOU);
    blocked.thread_block().map_err(io::Error::from)?;
    let mut handled = EINDIGEN.to_vec();
    handled.extend([sig::SIGCHLD, sig::SIGTSTP, sig::SIGCONT]);
    let mut signals = Signals::new(handled)?;
    let mut wacht = Wacht {
        beheer: voorgrond()?,
        netjes: tcgetattr(io::stdin()).map_err(io::Error::from)?,
        vlaggen: fcntl_getfl(io::stdin()).map_err(io::Error::from)?,
        genomen: false,
        tafel: None,
    };
    let mut teller = Teller::default();
    let mut opdracht = start.opdracht.clone();
    wacht.neem()?;
    loop {
        let done = een_tafel(start, &opdracht, &mut wacht, &mut signals);
        let (einde, said, asked) = match done {
            Ok(done) => done,
            Err(fout) => {
                wacht.geef(OptionalActions::Flush);
                return Err(fout.into());
            }
        };
        match (asked, einde) {
            // Asked from outside: a new table is not what was asked for.
            (Some(signal), Einde::Weg(_) | Einde::Fout | Einde::Slot(_)) => {
                wacht.geef(OptionalActions::Flush);
                return Ok(na_signaal(signal));
            }
            (Some(signal), _) if !netjes(signal) => {
                wacht.geef(OptionalActions::Flush);
                return Ok(na_signaal(signal));
            }
            _ => {}
        }
        match teller.beslis(einde, said, &opdracht, Instant::now()) {
            Verder::Nieuw(next) => opdracht = next,
            Verder::Opnieuw(text, next) => {
                wacht.geef(OptionalActions::Now);
                zeg(&text);
                wacht.neem()?;
                opdracht = next;
            }
            Verder::Stop(code, texts) => {
                // Keys for a table that is gone are not for the shell.
                wacht.geef(OptionalActions::Flush);
                for text in texts {
                    zeg(&text);
                }
                return Ok(code);
            }
        }
    }
}

/// What a signal is called, for the worker.
pub(super) fn naam(number: i32) -> String {
    match number {
        sig::SIGKILL => "het systeem brak het af; misschien was het geheugen op".to_owned(),
        sig::SIGABRT | sig::SIGSEGV | sig::SIGBUS | sig::SIGILL | sig::SIGFPE => {
            format!("een fout in het programma, signaal {number}")
        }
        _ => format!("signaal {number} van een ander programma"),
    }
}

/// An end in order, after which a table that saved everything says 0.
fn netjes(signal: i32) -> bool {
    matches!(signal, sig::SIGTERM | sig::SIGHUP | sig::SIGINT)
}

/// Ends as the signal would have; the code for where it does not.
fn na_signaal(signal: i32) -> u8 {
    // Returns only when the signal does not end a process.
    let _ = signal_hook::low_level::emulate_default_handler(signal);
    u8::try_from(128 + signal).unwrap_or(1)
}

fn zeg(text: &str) {
    // With stderr gone there is nobody to tell.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Waits until this process has the terminal: started with `&` it has not, and must not take it. Whether
/// there is a foreground at all: on a terminal that belongs to no session there is none.
fn voorgrond() -> Result<bool, TerminalFout> {
    for _ in 0..200 {
        match tcgetpgrp(io::stdin()) {
            Ok(group) if group == getpgrp() => return Ok(true),
            // Stops here until the shell brings it to the front. Where nobody can, it goes on at once.
            Ok(_) => {
                let _ = kill_process(getpid(), Signal::TTIN);
                sleep(Duration::from_millis(20));
            }
            Err(_) => return Ok(false),
        }
    }
    Err(TerminalFout::GeenTerminal)
}

/// The terminal, as it was and as the table has it.
struct Wacht {
    /// Whether it has a foreground to give.
    beheer: bool,
    netjes: Termios,
    vlaggen: OFlags,
    genomen: bool,
    /// The table that has the foreground.
    tafel: Option<Pid>,
}

impl Wacht {
    fn neem(&mut self) -> io::Result<()> {
        let mut raw = self.netjes.clone();
        raw.make_raw();
        tcsetattr(io::stdin(), OptionalActions::Now, &raw)?;
        self.genomen = true;
        let mut out = io::stdout();
        out.write_all(NEEM)?;
        out.flush()
    }

    /// Gives the terminal back, if it is still ours. Nothing can be done about an error here, and each
    /// step must be tried.
    fn geef(&mut self, hoe: OptionalActions) {
        if !std::mem::take(&mut self.genomen) {
            return;
        }
        // A job that was stopped lost the terminal to the shell, and must leave it alone.
        let ours = tcgetpgrp(io::stdin())
            .is_ok_and(|group| group == getpgrp() || Some(group) == self.tafel);
        if self.beheer && !ours {
            return;
        }
        let _ = tcsetpgrp(io::stdin(), getpgrp());
        let mut out = io::stdout();
        let _ = out.write_all(GEEF).and_then(|()| out.flush());
        let _ = tcsetattr(io::stdin(), hoe, &self.netjes);
        // Shared with the shell: a table that made it non-blocking and died would leave it so.
        let _ = fcntl_setfl(io::stdin(), self.vlaggen);
    }
}

impl Drop for Wacht {
    fn drop(&mut self) {
        self.geef(OptionalActions::Flush);
    }
}

struct Tafel {
    pid: Pid,
    weg: Arc<AtomicBool>,
    gezegd: Receiver<Vec<u8>>,
}

fn begin(start: &Toezicht, opdracht: &Opdracht, beheer: bool) -> io::Result<Tafel> {
    let json = serde_json::to_string(opdracht).map_err(io::Error::other)?;
    let mut command = Command::new(proces::zelf());
    if beheer {
        command.process_group(0);
    }
    let mut kind = command
        .arg0(
            std::env::args_os()
                .next()
                .unwrap_or_else(|| "zsmtafel".into()),
        )
        .args(&start.argumenten)
        .env(OPDRACHT, json)
        .stderr(Stdio::piped())
        .spawn()?;
    let pid = i32::try_from(kind.id())
        .ok()
        .and_then(Pid::from_raw)
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
    let (out, gezegd) = channel();
    if let Some(mut pipe) = kind.stderr.take() {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.by_ref().take(ZEGGEN_MAX).read_to_end(&mut bytes);
            // Who says more is not kept waiting, nor heard.
            let _ = io::copy(&mut pipe, &mut io::sink());
            let _ = out.send(bytes);
        });
    }
    Ok(Tafel {
        pid,
        weg: Arc::default(),
        gezegd,
    })
}

/// Runs one table to its end: how it ended, what it said, and the signal that asked for it.
fn een_tafel(
    start: &Toezicht,
    opdracht: &Opdracht,
    wacht: &mut Wacht,
    signals: &mut Signals,
) -> io::Result<(Einde, Gezegd, Option<i32>)> {
    let tafel = begin(start, opdracht, wacht.beheer)?;
    wacht.tafel = Some(tafel.pid);
    // A child that is gone already cannot have the foreground; that is seen below.
    let _ = tcsetpgrp(io::stdin(), tafel.pid);
    let mut asked = None;
    let end = 'leeft: loop {
        let waiting: Vec<i32> = signals.wait().collect();
        for signal in waiting {
            match signal {
                sig::SIGCHLD => {
                    if let Some(end) = kijk(&tafel, wacht, signals, &mut asked)? {
                        break 'leeft end;
                    }
                }
                sig::SIGTSTP => {
                    let _ = kill_process(tafel.pid, Signal::TSTP);
                }
                // Somebody let the child go on, or us: a stop is handled where it is seen.
                sig::SIGCONT => {
                    verder(tafel.pid);
                }
                _ => {
                    asked.get_or_insert(signal);
                    vraag_einde(&tafel);
                }
            }
        }
    };
    tafel.weg.store(true, Ordering::SeqCst);
    // What the child started (a reader of a file) goes with it.
    let _ = kill_process_group(tafel.pid, Signal::KILL);
    let said = tafel
        .gezegd
        .recv_timeout(Duration::from_millis(500))
        .unwrap_or_default();
    Ok((end, Gezegd::lees(&said), asked))
}

/// Lets a table go on that was stopped, with what it started.
fn verder(tafel: Pid) {
    // Without a group of its own the first does nothing.
    let _ = kill_process_group(tafel, Signal::CONT);
    let _ = kill_process(tafel, Signal::CONT);
}

/// Asks the table to end, and makes an end of it when it does not.
fn vraag_einde(tafel: &Tafel) {
    let _ = kill_process(tafel.pid, Signal::TERM);
    verder(tafel.pid);
    let (pid, gone) = (tafel.pid, tafel.weg.clone());
    std::thread::spawn(move || {
        sleep(GEDULD);
        if !gone.load(Ordering::SeqCst) {
            let _ = kill_process(pid, Signal::KILL);
        }
    });
}

/// What became of the child: its end, or none while it lives.
fn kijk(
    tafel: &Tafel,
    wacht: &mut Wacht,
    signals: &mut Signals,
    asked: &mut Option<i32>,
) -> io::Result<Option<Einde>> {
    loop {
        let found = match waitpid(Some(tafel.pid), WaitOptions::NOHANG | WaitOptions::UNTRACED) {
            Ok(Some((_, status))) => status,
            Ok(None) => return Ok(None),
            Err(rustix::io::Errno::INTR) => continue,
            Err(fout) => return Err(fout.into()),
        };
        if let Some(einde) = einde_van(found) {
            return Ok(Some(einde));
        }
        let by = found.stopping_signal();
        let ours = tcgetpgrp(io::stdin()).is_ok_and(|group| group == getpgrp());
        if matches!(by, Some(sig::SIGTTIN | sig::SIGTTOU)) && ours {
            // It read before it had the terminal.
            let _ = tcsetpgrp(io::stdin(), tafel.pid);
            verder(tafel.pid);
        } else {
            rust(tafel, wacht, signals, asked)?;
        }
    }
}

fn einde_van(status: WaitStatus) -> Option<Einde> {
    if let Some(code) = status.exit_status() {
        return Some(Einde::van_code(u8::try_from(code).unwrap_or(u8::MAX)));
    }
    status.terminating_signal().map(Einde::Weg)
}

/// The child was stopped: the terminal goes back to the shell, cleared, until somebody says `fg`.
fn rust(
    tafel: &Tafel,
    wacht: &mut Wacht,
    signals: &mut Signals,
    asked: &mut Option<i32>,
) -> io::Result<()> {
    if iemand_kan_verder() {
        wacht.geef(OptionalActions::Now);
        kill_process(getpid(), Signal::STOP)?;
        // `fg` of a job that runs sends nothing, so each wait for the foreground stops again.
        while tcgetpgrp(io::stdin())? != getpgrp() {
            let end = signals.pending().find(|signal| EINDIGEN.contains(signal));
            if let Some(signal) = end {
                // `kill` of a job that lies still: the table saves, and draws nothing.
                *asked = Some(signal);
                vraag_einde(tafel);
                return Ok(());
            }
            kill_process(getpid(), Signal::TTIN)?;
            sleep(Duration::from_millis(1));
        }
        let now = tcgetattr(io::stdin())?;
        if now.local_modes.contains(LocalModes::ICANON) {
            wacht.netjes = now;
        }
        wacht.neem()?;
    }
    let _ = tcsetpgrp(io::stdin(), tafel.pid);
    verder(tafel.pid);
    Ok(())
}

/// Whether a shell is there that can say `fg`: our parent, in our session, in another group.
pub(super) fn iemand_kan_verder() -> bool {
    let Some(parent) = getppid() else {
        return false;
    };
    let session = |pid| getsid(pid).ok();
    session(Some(parent)).is_some_and(|theirs| session(None) == Some(theirs))
        && rustix::process::getpgid(Some(parent)).is_ok_and(|group| group != getpgrp())
}
