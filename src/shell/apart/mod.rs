//! Reads what comes from outside in a process of its own: this program, started once more, without store,
//! key or network, within bounds of memory and time.
//!
//! ```text
//!   table ── question, then the bytes of the file ──▶ reader (see `kind`)
//!     ◀── frames of at most 4 MB: rows, …, and last how many there were ──
//! ```
//! A reader that dies (a bomb, a loop, an error in a library) is a sentence for the worker, and nothing of
//! what it said counts. Must not know how a file is read; that is `import`.

mod bericht;
mod grens;
mod kind;

use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::import::{
    BESTAND_MAX, CorvLijst, CorvVorm, Kopkijk, LeesFout, Lijst, Opties, ProfielBestand, Profielen,
};

use super::bestanden;
use super::proces;

use bericht::{Antwoord, Vraag};

pub use kind::lees_als_kind;

/// The first argument of a reader.
pub const LEES_APART: &str = "--lees-apart";

/// The largest list that is read.
pub const GRENS: u64 = BESTAND_MAX as u64;

/// The most that a reader may answer in all.
const ANTWOORD_MAX: u64 = 1024 * 1024 * 1024;

/// A list that was read, or why not; with the headings, where a worker can bind them.
pub type Gelezen = Result<Lijst, (LeesFout, Vec<Kopkijk>)>;

/// Stops a reading that is under way, from any thread.
#[derive(Debug, Clone, Default)]
pub struct Staker(Arc<Bezig>);

#[derive(Debug, Default)]
struct Bezig {
    gestaakt: AtomicBool,
    kind: Mutex<Option<Child>>,
}

impl Staker {
    /// Ends the reader now.
    pub fn staak(&self) {
        self.0.gestaakt.store(true, Ordering::SeqCst);
        self.dood();
    }

    fn dood(&self) {
        let mut kind = self.0.kind.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kind) = kind.as_mut() {
            // One that ended meanwhile cannot be ended.
            let _ = kind.kill();
        }
    }
}

/// The bytes of a list, and its name without a folder.
///
/// # Errors
/// [`bestanden::LeesFout`].
pub fn haal(pad: &Path) -> Result<(Vec<u8>, String), bestanden::LeesFout> {
    let bytes = bestanden::lees(pad, GRENS)?;
    let name = pad
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok((bytes, name))
}

/// Reads a list. `geplakt` says that it is in no file. Blocks until it was read.
///
/// # Errors
/// What is wrong with it in one sentence, as [`crate::import::lees`]; [`LeesFout::Afgebroken`] when the
/// reader did not live to say it.
pub fn lijst(
    bytes: &[u8],
    naam: &str,
    geplakt: bool,
    profielen: &Profielen,
    opties: &Opties,
    staker: &Staker,
) -> Gelezen {
    let question = Vraag::Lijst {
        naam: naam.to_owned(),
        geplakt,
        profielen: profielen.clone(),
        opties: opties.clone(),
    };
    match vraag(&question, bytes, staker).map_err(|fout| (fout, Vec::new()))? {
        Antwoord::Lijst(lijst) => Ok(*lijst),
        Antwoord::Fout(fout, koppen) => Err((fout, koppen)),
        _ => Err((onverstaanbaar(), Vec::new())),
    }
}

/// Reads meldingen that came through CORV. Blocks until they were read.
///
/// # Errors
/// As [`lijst`].
pub fn corv(
    bytes: &[u8],
    naam: &str,
    vorm: &CorvVorm,
    opties: &Opties,
    staker: &Staker,
) -> Result<CorvLijst, LeesFout> {
    let question = Vraag::Corv {
        naam: naam.to_owned(),
        vorm: vorm.clone(),
        opties: opties.clone(),
    };
    match vraag(&question, bytes, staker)? {
        Antwoord::Corv(lijst) => Ok(*lijst),
        Antwoord::Fout(fout, _) => Err(fout),
        _ => Err(onverstaanbaar()),
    }
}

/// Reads the profiles that a site wrote, each by itself, in the order of `texts`.
///
/// # Errors
/// What is wrong with all of them; with one of them alone, that one says.
pub fn profielen(texts: &[String]) -> Result<Vec<Result<ProfielBestand, String>>, String> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let question = Vraag::Profielen(texts.to_vec());
    match vraag_met(&question, &[], &Staker::default(), seconden(bytes)) {
        Ok(Antwoord::Profielen(read)) if read.len() == texts.len() => Ok(read),
        _ => Err("het lezen vroeg te veel tijd of geheugen".to_owned()),
    }
}

fn onverstaanbaar() -> LeesFout {
    LeesFout::Afgebroken(
        "het vroeg te veel tijd of geheugen, of het bestand is beschadigd; maak de export opnieuw"
            .to_owned(),
    )
}

/// Seconds of processor for a file of this size: a list takes a few thousandths, and a long one a second
/// for each few megabytes.
fn seconden(bytes: usize) -> u64 {
    1 + bytes as u64 / (512 * 1024)
}

fn vraag(question: &Vraag, bytes: &[u8], staker: &Staker) -> Result<Antwoord, LeesFout> {
    vraag_met(question, bytes, staker, seconden(bytes.len()))
}

fn vraag_met(
    question: &Vraag,
    bytes: &[u8],
    staker: &Staker,
    seconds: u64,
) -> Result<Antwoord, LeesFout> {
    let stopped = || LeesFout::Afgebroken("u hebt het gestopt".to_owned());
    let no_reader = |fout: io::Error| {
        LeesFout::Afgebroken(format!(
            "er is geen apart proces om het te lezen ({fout}); probeer het nog eens"
        ))
    };
    let mut kind = begin(seconds).map_err(no_reader)?;
    let (Some(mut into), Some(out)) = (kind.stdin.take(), kind.stdout.take()) else {
        return Err(onverstaanbaar());
    };
    *staker.0.kind.lock().unwrap_or_else(PoisonError::into_inner) = Some(kind);
    if staker.0.gestaakt.load(Ordering::SeqCst) {
        staker.dood();
    }
    // A reader that waits uses no processor, so time is looked at too.
    let (done, finished) = channel::<()>();
    let watch = staker.clone();
    std::thread::spawn(move || {
        if finished
            .recv_timeout(Duration::from_secs(10 + 4 * seconds))
            .is_err_and(|why| why == std::sync::mpsc::RecvTimeoutError::Timeout)
        {
            watch.dood();
        }
    });
    // What cannot be written any more, nobody reads: the answer tells why.
    let _ = bericht::schrijf(&mut into, question)
        .and_then(|()| bericht::schrijf_bytes(&mut into, bytes));
    drop(into);
    let answer = bericht::lees_antwoord(&mut out.take(ANTWOORD_MAX));
    drop(done);
    let ended = staker
        .0
        .kind
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take()
        .map(|mut kind| {
            if answer.is_err() {
                let _ = kind.kill();
            }
            kind.wait()
        });
    match (answer, ended) {
        (Ok(answer), Some(Ok(status))) if status.success() => Ok(answer),
        _ if staker.0.gestaakt.load(Ordering::SeqCst) => Err(stopped()),
        _ => Err(onverstaanbaar()),
    }
}

fn begin(seconds: u64) -> io::Result<Child> {
    let mut command = Command::new(proces::zelf());
    command
        .arg(LEES_APART)
        .arg(seconds.to_string())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What a library or the runtime says there can hold anything.
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, "zsmtafel");
    // Each heap reserves 64 MB at once, of the 512 that a reader has.
    #[cfg(target_os = "linux")]
    command.env("MALLOC_ARENA_MAX", "2");
    #[cfg(windows)]
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    command.spawn()
}
