//! The workbench of the end-to-end tests: the real program in a real pty, with a home of its own.
//!
//! Keys go in by name, whole frames come out. Nothing outside the workbench is read or written: HOME,
//! every XDG folder and the folder for temporary files lie in it, and it goes when the test ends.
//!
//! For Unix: the console of Windows draws frames anew on their way, and its folders follow no variables.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};

/// How long a screen may take; a loaded computer is slow, and a right answer comes at once.
pub(crate) const GEDULD: Duration = Duration::from_secs(30);

/// The bundled list.
pub(crate) const LIJST: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/voorbeelden/verdachtenmonitor.csv"
);

/// A home for one worker, thrown away at the end.
#[derive(Debug)]
pub(crate) struct Werkbank {
    wortel: tempfile::TempDir,
}

impl Werkbank {
    /// A new, empty home; none where this computer has no pty (which CI may not lack).
    pub(crate) fn nieuw() -> Option<Werkbank> {
        if let Err(fout) = native_pty_system().openpty(maat(80, 24)) {
            assert!(
                std::env::var_os("CI").is_none_or(|ci| ci != "true"),
                "CI must have a pty: {fout}"
            );
            eprintln!("OVERGESLAGEN: deze computer geeft geen pty ({fout})");
            return None;
        }
        let wortel = tempfile::tempdir().unwrap();
        let bank = Werkbank { wortel };
        for map in ["thuis", "config", "cache", "state", "run", "tijdelijk"] {
            fs::create_dir_all(bank.pad(map)).unwrap();
        }
        Some(bank)
    }

    /// A place in the workbench.
    pub(crate) fn pad(&self, naam: &str) -> PathBuf {
        self.wortel.path().join(naam)
    }

    /// The folder of the store.
    pub(crate) fn data(&self) -> PathBuf {
        self.pad("data")
    }

    /// The folder in which input is written.
    pub(crate) fn uit(&self) -> PathBuf {
        self.data().join("input")
    }

    pub(crate) fn omgeving(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.pad("thuis")),
            ("XDG_CONFIG_HOME", self.pad("config")),
            ("XDG_DATA_HOME", self.pad("xdg-data")),
            ("XDG_CACHE_HOME", self.pad("cache")),
            ("XDG_STATE_HOME", self.pad("state")),
            ("XDG_RUNTIME_DIR", self.pad("run")),
            ("TMPDIR", self.pad("tijdelijk")),
            ("TERM", PathBuf::from("xterm-256color")),
            ("LANG", PathBuf::from("nl_NL.UTF-8")),
            ("PATH", PathBuf::from("/usr/bin:/bin")),
        ]
    }

    /// Starts the program on the screen.
    pub(crate) fn start(&self, argumenten: &[&str], kolommen: u16, rijen: u16) -> Venster {
        let mut opdracht = CommandBuilder::new(env!("CARGO_BIN_EXE_zsmtafel"));
        opdracht.args(["--data".as_ref(), self.data().as_os_str()]);
        opdracht.args(argumenten);
        self.start_opdracht(opdracht, kolommen, rijen)
    }

    /// Starts any program in this home; `start` is the usual way.
    pub(crate) fn start_opdracht(
        &self,
        opdracht: CommandBuilder,
        kolommen: u16,
        rijen: u16,
    ) -> Venster {
        self.start_opdracht_met(opdracht, &[], kolommen, rijen)
    }

    /// Starts any program in this home, with more in its environment.
    pub(crate) fn start_opdracht_met(
        &self,
        mut opdracht: CommandBuilder,
        meer: &[(&str, PathBuf)],
        kolommen: u16,
        rijen: u16,
    ) -> Venster {
        opdracht.env_clear();
        for (naam, waarde) in self.omgeving() {
            opdracht.env(naam, waarde);
        }
        for (naam, waarde) in meer {
            opdracht.env(naam, waarde);
        }
        opdracht.env("RUST_BACKTRACE", "0");
        opdracht.cwd(self.pad("thuis"));
        Venster::open(opdracht, kolommen, rijen)
    }

    /// Runs a command without a terminal.
    pub(crate) fn zonder_scherm(&self, argumenten: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_zsmtafel"))
            .env_clear()
            .envs(self.omgeving())
            .args(["--data".as_ref(), self.data().as_os_str()])
            .args(["--als", "A. de Boer"])
            .args(argumenten)
            .current_dir(self.pad("thuis"))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Writes a passphrase to a file of this name, for commands.
    pub(crate) fn met_wachtwoord(&self, wachtwoord: &str, naam: &str) {
        let mut opties = fs::OpenOptions::new();
        opties.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
        let mut bestand = opties.open(self.pad(naam)).unwrap();
        writeln!(bestand, "{wachtwoord}").unwrap();
    }

    /// Every file in the workbench.
    pub(crate) fn bestanden(&self) -> BTreeSet<PathBuf> {
        let mut uit = BTreeSet::new();
        let mut nog = vec![self.wortel.path().to_path_buf()];
        while let Some(map) = nog.pop() {
            for ingang in fs::read_dir(map).unwrap() {
                let pad = ingang.unwrap().path();
                if pad.is_dir() {
                    nog.push(pad);
                } else {
                    uit.insert(pad);
                }
            }
        }
        uit
    }
}

fn maat(kolommen: u16, rijen: u16) -> PtySize {
    PtySize {
        rows: rijen,
        cols: kolommen,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cel(aantal: u16) -> NonZero<u16> {
    NonZero::new(aantal).unwrap()
}

/// What the terminal has on it.
struct Beeld {
    emulator: vt100::Parser,
    ruw: Vec<u8>,
    /// Up to where `ruw` was searched for the end of a frame.
    bekeken: usize,
    /// Whole frames, oldest first.
    beelden: Vec<String>,
    dicht: bool,
}

impl Beeld {
    /// Takes bytes in. Each frame of the program ends by hiding or showing the cursor, so what is on
    /// screen at that byte is whole, however the bytes were cut up on the way.
    fn neem(&mut self, bytes: &[u8]) {
        self.ruw.extend_from_slice(bytes);
        while let Some(eind) = eind_van_beeld(&self.ruw, self.bekeken) {
            let (van, tot) = (self.bekeken, eind);
            self.emulator.process(&self.ruw[van..tot]);
            self.bekeken = tot;
            let tekst = self.emulator.screen().contents();
            self.beelden.push(tekst);
        }
        // What is left may hold the first half of an end; it waits for the other half.
        let rest = self.ruw.len().saturating_sub(8).max(self.bekeken);
        self.emulator.process(&self.ruw[self.bekeken..rest]);
        self.bekeken = rest;
    }
}

fn eind_van_beeld(ruw: &[u8], vanaf: usize) -> Option<usize> {
    ruw[vanaf..]
        .windows(6)
        .position(|zes| zes == b"\x1b[?25l" || zes == b"\x1b[?25h")
        .map(|plaats| vanaf + plaats + 6)
}

/// A running program and its screen. Dropping it kills the program.
pub(crate) struct Venster {
    kind: Box<dyn Child + Send + Sync>,
    hoofd: Box<dyn MasterPty + Send>,
    /// Held open, so that the settings of the terminal can be read after the program ended.
    slaaf: Option<Box<dyn SlavePty + Send>>,
    schrijver: Box<dyn Write + Send>,
    beeld: Arc<(Mutex<Beeld>, Condvar)>,
    bij_start: String,
    /// How many keys were sent.
    pub(crate) toetsen: usize,
}

impl Venster {
    fn open(opdracht: CommandBuilder, kolommen: u16, rijen: u16) -> Venster {
        let pty = native_pty_system().openpty(maat(kolommen, rijen)).unwrap();
        let bij_start = termios(pty.master.as_ref());
        let kind = pty.slave.spawn_command(opdracht).unwrap();
        let mut lezer = pty.master.try_clone_reader().unwrap();
        let schrijver = pty.master.take_writer().unwrap();
        let beeld = Arc::new((
            Mutex::new(Beeld {
                emulator: vt100::Parser::new(cel(rijen), cel(kolommen), 0),
                ruw: Vec::new(),
                bekeken: 0,
                beelden: Vec::new(),
                dicht: false,
            }),
            Condvar::new(),
        ));
        let naar = beeld.clone();
        std::thread::spawn(move || {
            let mut bak = vec![0; 65_536];
            loop {
                // The end of a pty is an error on Linux.
                let aantal = lezer.read(&mut bak).unwrap_or(0);
                let mut beeld = naar.0.lock().unwrap_or_else(PoisonError::into_inner);
                if aantal == 0 {
                    beeld.dicht = true;
                } else {
                    beeld.neem(&bak[..aantal]);
                }
                naar.1.notify_all();
                if aantal == 0 {
                    break;
                }
            }
        });
        Venster {
            kind,
            hoofd: pty.master,
            slaaf: Some(pty.slave),
            schrijver,
            beeld,
            bij_start,
            toetsen: 0,
        }
    }

    fn beeld(&self) -> MutexGuard<'_, Beeld> {
        self.beeld.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Presses keys, named as the keymap names them, with blanks between: `h`, `Enter`, `Ctrl-S`. Wait
    /// for what Esc does before the next key: a terminal writes Alt as Esc and a letter.
    pub(crate) fn toets(&mut self, namen: &str) {
        for naam in namen.split_whitespace() {
            self.toetsen += 1;
            self.stuur(&bytes_van(naam));
        }
    }

    /// Goes back through a form until its cursor is on this field, as a person does: looking.
    #[track_caller]
    pub(crate) fn terug_naar(&mut self, veld: &str) {
        let wanted = format!("▌ {veld}");
        for _ in 0..40 {
            if self.scherm().contains(&wanted) {
                return;
            }
            self.toets("BackTab");
            std::thread::sleep(Duration::from_millis(60));
        }
        self.wacht_op(&wanted);
    }

    /// Types a text, key by key as far as the program can tell.
    pub(crate) fn typ(&mut self, tekst: &str) {
        self.toetsen += tekst.chars().count();
        self.stuur(tekst.as_bytes());
    }

    /// Pastes a text as a terminal does that knows bracketed paste.
    pub(crate) fn plak(&mut self, tekst: &str) {
        self.stuur(format!("\x1b[200~{tekst}\x1b[201~").as_bytes());
    }

    pub(crate) fn stuur(&mut self, bytes: &[u8]) {
        // A program that just ended does not read; the wait that follows tells what was missed.
        let _ = self.schrijver.write_all(bytes);
        let _ = self.schrijver.flush();
    }

    /// Gives the window another size.
    pub(crate) fn formaat(&mut self, kolommen: u16, rijen: u16) {
        self.beeld()
            .emulator
            .screen_mut()
            .set_size(cel(rijen), cel(kolommen));
        self.hoofd.resize(maat(kolommen, rijen)).unwrap();
    }

    /// The newest whole frame; empty before the first.
    pub(crate) fn scherm(&self) -> String {
        self.beeld().beelden.last().cloned().unwrap_or_default()
    }

    /// Every whole frame so far, oldest first.
    pub(crate) fn beelden(&self) -> Vec<String> {
        self.beeld().beelden.clone()
    }

    /// Every byte that came out.
    pub(crate) fn ruw(&self) -> Vec<u8> {
        self.beeld().ruw.clone()
    }

    /// Waits until a whole frame holds this text, and returns that frame.
    #[track_caller]
    pub(crate) fn wacht_op(&self, tekst: &str) -> String {
        self.wacht_tot(tekst, |scherm| scherm.contains(tekst))
    }

    /// Waits until a whole frame does not hold this text any more.
    #[track_caller]
    pub(crate) fn wacht_weg(&self, tekst: &str) -> String {
        self.wacht_tot(&format!("zonder {tekst}"), |scherm| !scherm.contains(tekst))
    }

    /// Waits until everything that was asked of the store is confirmed on screen.
    #[track_caller]
    pub(crate) fn wacht_opgeslagen(&self) -> String {
        self.wacht_tot("opgeslagen", |scherm| {
            scherm.contains("opgeslagen ") && !scherm.contains("bezig met opslaan")
        })
    }

    /// Waits for a whole frame for which `goed` holds; `wat` names it when it does not come.
    #[track_caller]
    pub(crate) fn wacht_tot(&self, wat: &str, goed: impl Fn(&str) -> bool) -> String {
        let begin = Instant::now();
        let mut beeld = self.beeld();
        loop {
            if let Some(scherm) = beeld.beelden.last()
                && goed(scherm)
            {
                return scherm.clone();
            }
            let nog = GEDULD.saturating_sub(begin.elapsed());
            assert!(
                !nog.is_zero() && !beeld.dicht,
                "wacht op \"{wat}\"{}; op het scherm staat:\n{}",
                if beeld.dicht {
                    ", het programma is weg"
                } else {
                    ""
                },
                beeld.emulator.screen().contents()
            );
            beeld = self
                .beeld
                .1
                .wait_timeout(beeld, nog.min(Duration::from_millis(200)))
                .unwrap()
                .0;
        }
    }

    /// The number of the process.
    pub(crate) fn proces(&self) -> u32 {
        self.kind.process_id().unwrap()
    }

    /// The number of the process that holds the table: the child of the one that was started.
    pub(crate) fn tafelproces(&self) -> u32 {
        let begin = Instant::now();
        loop {
            if let Some(child) = kinderen(self.proces()).first() {
                return *child;
            }
            assert!(begin.elapsed() < GEDULD, "er is geen tafel");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until the program ends by itself.
    #[track_caller]
    pub(crate) fn wacht_einde(&mut self) -> ExitStatus {
        let begin = Instant::now();
        let status = loop {
            if let Some(status) = self.kind.try_wait().unwrap() {
                break status;
            }
            assert!(
                begin.elapsed() < GEDULD,
                "het programma eindigt niet; op het scherm staat:\n{}",
                self.scherm()
            );
            std::thread::sleep(Duration::from_millis(2));
        };
        // Without the slave the reader sees the end, and then everything was read.
        drop(self.slaaf.take());
        let mut beeld = self.beeld();
        while !beeld.dicht {
            assert!(begin.elapsed() < 2 * GEDULD, "de pty gaat niet dicht");
            beeld = self
                .beeld
                .1
                .wait_timeout(beeld, Duration::from_millis(50))
                .unwrap()
                .0;
        }
        status
    }

    /// Quits through the screen.
    #[track_caller]
    pub(crate) fn sluit_af(&mut self) {
        self.toets("Ctrl-Q");
        self.wacht_op("zsmtafel afsluiten?");
        self.toets("j");
        assert_eq!(self.wacht_einde().exit_code(), 0);
    }
}

impl Venster {
    /// Sends a signal by name: `TERM`, `HUP`, `KILL`.
    pub(crate) fn signaal(&self, naam: &str) {
        stuur_signaal(naam, self.proces());
    }

    /// Pulls the plug: of the table, and of the process above it before it can do anything about that.
    #[track_caller]
    pub(crate) fn trek_stekker(&mut self) {
        let table = self.tafelproces();
        self.signaal("STOP");
        stuur_signaal("KILL", table);
        self.signaal("KILL");
        self.wacht_einde();
    }

    /// The settings of the terminal now, in words. Cooked holds ICANON and ECHO.
    pub(crate) fn termios(&self) -> String {
        termios(self.hoofd.as_ref())
    }

    /// The settings before the program had it.
    pub(crate) fn termios_bij_start(&self) -> String {
        self.bij_start.clone()
    }
}

/// Sends a signal by name to a process.
pub(crate) fn stuur_signaal(naam: &str, proces: u32) {
    let klaar = Command::new("kill")
        .args([format!("-{naam}"), proces.to_string()])
        .status()
        .unwrap();
    assert!(klaar.success() || !kan_nog(proces), "kill -{naam}");
}

/// Whether a process is still there to be sent a signal.
fn kan_nog(proces: u32) -> bool {
    Command::new("kill")
        .args(["-0".to_owned(), proces.to_string()])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|klaar| klaar.success())
}

/// The processes that this one started and that live.
pub(crate) fn kinderen(proces: u32) -> Vec<u32> {
    let uit = Command::new("ps")
        .args(["-A", "-o", "pid=,ppid=,stat="])
        .output()
        .unwrap();
    String::from_utf8_lossy(&uit.stdout)
        .lines()
        .filter_map(|regel| {
            let mut delen = regel.split_whitespace();
            let kind: u32 = delen.next()?.parse().ok()?;
            let ouder: u32 = delen.next()?.parse().ok()?;
            let weg = delen.next()?.starts_with('Z');
            (proces == ouder && !weg).then_some(kind)
        })
        .collect()
}

fn termios(hoofd: &dyn MasterPty) -> String {
    let stand = hoofd.get_termios().unwrap();
    format!(
        "{:?} {:?} {:?} {:?}",
        stand.input_flags, stand.output_flags, stand.control_flags, stand.local_flags
    )
}

impl Drop for Venster {
    fn drop(&mut self) {
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }
}

/// What a terminal sends for a key.
fn bytes_van(naam: &str) -> Vec<u8> {
    let reeks: &[u8] = match naam {
        "Enter" => b"\r",
        "Esc" => b"\x1b",
        "Tab" => b"\t",
        "BackTab" => b"\x1b[Z",
        "Spatie" => b" ",
        "Omhoog" => b"\x1b[A",
        "Omlaag" => b"\x1b[B",
        "Rechts" => b"\x1b[C",
        "Links" => b"\x1b[D",
        "Home" => b"\x1b[H",
        "End" => b"\x1b[F",
        "PgUp" => b"\x1b[5~",
        "PgDn" => b"\x1b[6~",
        "Backspace" => b"\x7f",
        "F2" => b"\x1bOQ",
        "F3" => b"\x1bOR",
        "F4" => b"\x1bOS",
        "F9" => b"\x1b[20~",
        _ => {
            if let Some(letter) = naam.strip_prefix("Ctrl-") {
                return vec![letter.as_bytes()[0].to_ascii_uppercase() & 0x1f];
            }
            assert_eq!(naam.chars().count(), 1, "onbekende toets {naam}");
            naam.as_bytes()
        }
    };
    reeks.to_vec()
}

/// Whether some line of a frame holds all of these.
pub(crate) fn regel_met(scherm: &str, delen: &[&str]) -> bool {
    scherm
        .lines()
        .any(|regel| delen.iter().all(|deel| regel.contains(deel)))
}
