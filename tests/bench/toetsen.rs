//! What a worker feels, measured on the real program in a pty: the first frame, each key until the
//! screen shows what it did, and the rest when nobody touches it. With 2,000 lines in the list of the
//! day and 130,000 zaken before.
//!
//! `cargo bench --bench bench_toetsen`
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stdout, missing_docs)]

mod hulp;

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
        loaded.push(run.tot(|screen| screen.contains(&format!("van {REGELS}"))));
        run.stop();
    }
    toon("eerste beeld", first);
    toon("lijst op het scherm", loaded);

    let mut run = Programma::start(scratch.path());
    run.tot(|screen| screen.contains(&format!("van {REGELS}")));
    sleep(Duration::from_millis(500));
    let mut all = Vec::new();
    for (name, keys) in [
        ("omlaag, omhoog", bladeren(300)),
        ("pagina's, begin, eind", pagina(80)),
        ("zoeken", zoeken(60)),
        ("tag h", vec![("h", Wat::Tag); 60]),
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
    println!(
        "{RUST:?} rust: {} ms CPU, {} keer wakker, {} bytes naar het scherm",
        (after.0 - before.0) * 10,
        after.1 - before.1,
        run.leeg()
    );
    run.stop();
}

/// How the screen shows that a key was handled.
#[derive(Clone, Copy)]
enum Wat {
    /// Another line is selected.
    Plaats,
    /// The head counts one HG more.
    Tag,
    /// The filter reads otherwise.
    Zoek,
}

fn bladeren(count: usize) -> Vec<(&'static str, Wat)> {
    (0..count)
        .map(|at| (if at % 4 == 3 { "k" } else { "j" }, Wat::Plaats))
        .collect()
}

fn pagina(count: usize) -> Vec<(&'static str, Wat)> {
    ["\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[F", "\x1b[H"]
        .into_iter()
        .cycle()
        .take(count)
        .map(|key| (key, Wat::Plaats))
        .collect()
}

fn zoeken(count: usize) -> Vec<(&'static str, Wat)> {
    let mut keys = vec![("/", Wat::Zoek)];
    keys.extend(
        ["b", "e", "r", "\x7f", "\x7f", "\x7f"]
            .into_iter()
            .cycle()
            .take(count)
            .map(|key| (key, Wat::Zoek)),
    );
    keys.push(("\x1b", Wat::Zoek));
    keys
}

/// What of the screen tells it.
fn blik(screen: &str, wat: Wat) -> Option<String> {
    let line = screen
        .lines()
        .find(|line| line.contains(" van ") || line.contains("zoeken:"))?;
    match wat {
        Wat::Plaats => line
            .split(" van ")
            .next()?
            .split(' ')
            .next_back()
            .map(str::to_owned),
        Wat::Tag => line
            .split(" HG")
            .next()?
            .split(' ')
            .next_back()
            .map(str::to_owned),
        Wat::Zoek => Some(line.to_owned()),
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
}

impl Programma {
    fn start(map: &Path) -> Programma {
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
        command.arg(map.join("data"));
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
        }
    }

    fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
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
            if wanted(&self.screen.screen().contents()) {
                return at - self.begin;
            }
        }
    }

    /// Presses a key as a hand does, after a rest, and waits until the screen tells of it.
    fn toets(&mut self, key: &str, wat: Wat) -> Duration {
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

/// Ticks of CPU (hundredths of a second) and times that a thread of the process woke up.
fn rust(pid: u32) -> (u64, u64) {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    let woken = fs::read_dir(format!("/proc/{pid}/task"))
        .unwrap()
        .flatten()
        .filter_map(|task| fs::read_to_string(task.path().join("status")).ok())
        .filter_map(|status| {
            let line = status
                .lines()
                .find(|line| line.starts_with("voluntary_ctxt"))?;
            line.split_whitespace().next_back()?.parse::<u64>().ok()
        })
        .sum();
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
