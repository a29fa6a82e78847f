//! What a worker feels, measured on the real program in a pty: the first frame, each key until the
//! screen shows what it did, the lock, reading a list, and the rest when nobody touches it. With 2,000 lines in the list of the
//! day and 130,000 zaken before.
//!
//! `cargo bench --bench bench_toetsen`
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod hulp;

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const REGELS: usize = 2_000;
const MAAT: (u16, u16) = (120, 36);
const STARTS: usize = 20;
const SLOTEN: usize = 25;
const RUST: Duration = Duration::from_secs(10);

fn main() {
    // `cargo test --benches` only wants to know that it compiles.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let data = scratch.path().join("data");
    kopieer(&hulp::winkel(REGELS, hulp::VERLEDEN), &data);
    fs::write(scratch.path().join("config.toml"), "").unwrap();

    let mut first = Vec::new();
    let mut loaded = Vec::new();
    for _ in 0..STARTS {
        let mut run = Programma::start(scratch.path());
        first.push(run.tot(|screen| !screen.trim().is_empty()));
        loaded.push(run.tot(|screen| screen.contains(&format!("· {REGELS} verdachten"))));
        run.stop();
    }
    toon("eerste beeld", first);
    toon("lijst op het scherm", loaded);

    slot(scratch.path());
    inlezen(scratch.path());

    let mut run = Programma::start(scratch.path());
    run.tot(|screen| screen.contains(&format!("· {REGELS} verdachten")));
    sleep(Duration::from_millis(500));
    let mut all = Vec::new();
    for (name, keys) in [
        ("omlaag, omhoog", bladeren(300)),
        ("pagina's, begin, eind", pagina(80)),
        ("zoeken", zoeken(60)),
        ("tag h", vec![("h", Blik::Tag); 60]),
    ] {
        let took: Vec<Duration> = keys
            .into_iter()
            .map(|(key, wat)| run.toets(key, wat))
            .collect();
        all.extend_from_slice(&took);
        toon(name, took);
    }
    toon("elke toets", all);

    // What was tagged is being written; then nothing is left to do.
    sleep(Duration::from_secs(2));
    run.leeg();
    let before = rust(run.pid());
    sleep(RUST);
    let after = rust(run.pid());
    // A thread that was done meanwhile is gone, and woke up once for it at most.
    let woken: u64 = after
        .1
        .iter()
        .map(|(thread, count)| count - before.1.get(thread).unwrap_or(&0))
        .sum();
    println!(
        "{RUST:?} rust: {} ms CPU, {} keer wakker, {} bytes naar het scherm",
        (after.0 - before.0) * 10,
        woken,
        run.leeg()
    );
    run.stop();
}

/// From the key to the frame of the table that is locked, and to that of the process that comes after it.
fn slot(map: &Path) {
    let mut run = Programma::start(map);
    let mut old = Vec::new();
    let mut new = Vec::new();
    for _ in 0..SLOTEN {
        run.tot(|screen| screen.contains(&format!("· {REGELS} verdachten")));
        sleep(Duration::from_millis(300));
        run.leeg();
        run.druk("\x0c");
        old.push(run.tot(|screen| screen.contains("is op slot")));
        // A process that begins empties the screen and draws it whole.
        while !run.ruw.windows(4).any(|four| four == b"\x1b[2J") {
            run.tot(|_| true);
        }
        let locked = |screen: &str| screen.contains("is op slot");
        new.push(if locked(&run.screen.screen().contents()) {
            run.laatst - run.begin
        } else {
            run.tot(locked)
        });
        sleep(Duration::from_millis(50));
        run.druk("oefenen\r");
    }
    run.stop();
    toon("op slot, oude proces", old);
    toon("op slot, nieuwe proces", new);
}

/// From Enter behind the path of a list of 46 rows to its preview: the reader begins, reads and ends.
fn inlezen(map: &Path) {
    let data = map.join("leeg");
    let list = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/voorbeelden/verdachtenmonitor.xlsx"
    );
    let mut run = Programma::start_met(map, &data);
    run.tot(|screen| screen.contains("Nog geen lijst"));
    let mut took = Vec::new();
    for _ in 0..STARTS {
        run.druk("o");
        run.tot(|screen| screen.contains("Welke lijst?"));
        run.druk(&format!("\x1b[200~{list}\x1b[201~"));
        run.tot(|screen| screen.contains("verdachtenmonitor.xlsx"));
        run.druk("\r");
        took.push(run.tot(|screen| screen.contains("nog niets gewijzigd")));
        run.druk("\x1b");
        run.tot(|screen| screen.contains("Welke lijst?"));
        run.druk("\x1b");
        run.tot(|screen| screen.contains("Nog geen lijst"));
    }
    run.stop();
    toon("46 rijen tot voorbeeld", took);
}

/// How the screen shows that a key was handled.
#[derive(Clone, Copy)]
enum Blik {
    /// Another line is selected.
    Plaats,
    /// The head counts one HG more.
    Tag,
    /// The filter reads otherwise.
    Zoek,
}

fn bladeren(count: usize) -> Vec<(&'static str, Blik)> {
    (0..count)
        .map(|at| (if at % 4 == 3 { "k" } else { "j" }, Blik::Plaats))
        .collect()
}

fn pagina(count: usize) -> Vec<(&'static str, Blik)> {
    ["\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[F", "\x1b[H"]
        .into_iter()
        .cycle()
        .take(count)
        .map(|key| (key, Blik::Plaats))
        .collect()
}

fn zoeken(count: usize) -> Vec<(&'static str, Blik)> {
    let mut keys = vec![("/", Blik::Zoek)];
    keys.extend(
        ["b", "e", "r", "\x7f", "\x7f", "\x7f"]
            .into_iter()
            .cycle()
            .take(count)
            .map(|key| (key, Blik::Zoek)),
    );
    keys.push(("\x1b", Blik::Zoek));
    keys
}

/// What of the screen tells it.
fn blik(screen: &str, wat: Blik) -> Option<String> {
    let line = screen
        .lines()
        .find(|line| line.contains(" van ") || line.contains("zoeken:"))?;
    match wat {
        Blik::Plaats => line
            .rsplit(" van ")
            .nth(1)?
            .split(' ')
            .next_back()
            .map(str::to_owned),
        Blik::Tag => line
            .split(" HG")
            .next()?
            .split(' ')
            .next_back()
            .map(str::to_owned),
        Blik::Zoek => Some(line.to_owned()),
    }
}

struct Programma {
    child: Box<dyn Child + Send + Sync>,
    // Held open for as long as the program runs.
    _master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    bytes: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    begin: Instant,
    /// What came since the last key.
    ruw: Vec<u8>,
    /// When the last of it came.
    laatst: Instant,
}

impl Programma {
    fn start(map: &Path) -> Programma {
        Programma::start_met(map, &map.join("data"))
    }

    fn start_met(map: &Path, data: &Path) -> Programma {
        let pty = native_pty_system()
            .openpty(PtySize {
                cols: MAAT.0,
                rows: MAAT.1,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zsmtafel"));
        command.args(["--oefenen", "--nu", hulp::NU_LOKAAL, "--data"]);
        command.arg(data);
        command.arg("--config");
        command.arg(map.join("config.toml"));
        command.env("TERM", "xterm-256color");
        let mut reader = pty.master.try_clone_reader().unwrap();
        let writer = pty.master.take_writer().unwrap();
        let (out, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 64 * 1024];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let now = Instant::now();
                if out.send((now, buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let begin = Instant::now();
        let child = pty.slave.spawn_command(command).unwrap();
        Programma {
            child,
            _master: pty.master,
            writer,
            bytes,
            screen: vt100::Parser::new(
                NonZero::new(MAAT.1).unwrap(),
                NonZero::new(MAAT.0).unwrap(),
                0,
            ),
            begin,
            ruw: Vec::new(),
            laatst: begin,
        }
    }

    /// The process that holds the table: the child of the one that was started.
    fn pid(&self) -> u32 {
        let above = self.child.process_id().unwrap();
        let children = fs::read_to_string(format!("/proc/{above}/task/{above}/children"));
        let children = children.unwrap();
        children.split(' ').next().unwrap().parse().unwrap()
    }

    fn druk(&mut self, keys: &str) {
        self.ruw.clear();
        self.begin = Instant::now();
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Reads until the screen is as wanted; how long after the start or the last key that was.
    fn tot(&mut self, wanted: impl Fn(&str) -> bool) -> Duration {
        loop {
            let (at, bytes) = self
                .bytes
                .recv_timeout(Duration::from_secs(30))
                .unwrap_or_else(|fout| {
                    panic!(
                        "{fout}; the screen says\n{}",
                        self.screen.screen().contents()
                    )
                });
            self.screen.process(&bytes);
            self.ruw.extend_from_slice(&bytes);
            self.laatst = at;
            if wanted(&self.screen.screen().contents()) {
                return at - self.begin;
            }
        }
    }

    /// Presses a key as a hand does, after a rest, and waits until the screen tells of it.
    fn toets(&mut self, key: &str, wat: Blik) -> Duration {
        sleep(Duration::from_millis(8));
        self.leeg();
        let before = blik(&self.screen.screen().contents(), wat);
        self.begin = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self.tot(|screen| blik(screen, wat) != before)
    }

    /// Takes what came to the screen meanwhile; how many bytes.
    fn leeg(&mut self) -> usize {
        let mut count = 0;
        loop {
            match self.bytes.recv_timeout(Duration::ZERO) {
                Ok((_, bytes)) => {
                    count += bytes.len();
                    self.screen.process(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return count,
            }
        }
    }

    fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn toon(name: &str, mut took: Vec<Duration>) {
    took.sort();
    let at = |part: usize| took[(took.len() * part / 100).min(took.len() - 1)].as_secs_f64() * 1e3;
    println!(
        "{name:<24} {:>4} x   p50 {:>7.2} ms   p99 {:>7.2} ms   max {:>7.2} ms",
        took.len(),
        at(50),
        at(99),
        at(100)
    );
}

/// Ticks of CPU (hundredths of a second), and how often each thread of the process woke up.
fn rust(pid: u32) -> (u64, HashMap<OsString, u64>) {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    let woken = fs::read_dir(format!("/proc/{pid}/task"))
        .unwrap()
        .flatten()
        .filter_map(|task| {
            let status = fs::read_to_string(task.path().join("status")).ok()?;
            let line = status
                .lines()
                .find(|line| line.starts_with("voluntary_ctxt"))?;
            let count = line.split_whitespace().next_back()?.parse().ok()?;
            Some((task.file_name(), count))
        })
        .collect();
    (ticks, woken)
}

fn kopieer(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            kopieer(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
