//! The process that the worker starts. It owns the terminal and knows no data; the table is its child.
//!
//! ```text
//!   zsmtafel ── owns the terminal ──▶ table (child) ── lock, 64 + screen ──▶ next table, locked
//!       ▲                                 │ moments at which alarms fall due, and nothing else
//!       └──── a sentence, a new table ◀───┴── any death: abort, out of memory, signal
//! ```
//! Locking ends the process that held names and key, so that no memory holds them any more. Must not
//! know a person, a key or a zaak: what the child tells is numbers and a sentence for the worker.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

#[cfg(unix)]
pub mod kind;
#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod vraag;
#[cfg(windows)]
use super::onveilig::windows as unix;
#[cfg(windows)]
pub use super::onveilig::windows::kind;

pub use unix::waak;
#[cfg(unix)]
pub use vraag::Vraagwacht;

/// Tells a process that it is the table, and how to begin.
pub(in crate::shell) const OPDRACHT: &str = "ZSMTAFEL_TOEZICHT";
/// Exit codes from here to [`SLOT_TOT`]: locked, on the screen with this number.
const SLOT_VAN: u8 = 64;
const SLOT_TOT: u8 = 95;
/// More moments than this are not handed on: the worker sees that many wait.
const MOMENTEN_MAX: usize = 2_000;
/// What a child may say in all, in bytes.
pub(in crate::shell) const ZEGGEN_MAX: u64 = 128 * 1024;
/// The exit code of a panic.
pub const PANIEK: u8 = 101;
/// So many deaths within [`STERF_TIJD`] end it.
const STERF_MAX: usize = 3;
const STERF_TIJD: Duration = Duration::from_secs(60);

/// Why a table begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Waarom {
    /// The worker started the program.
    #[default]
    Begin,
    /// The table before it was locked.
    Slot,
    /// The table before it died.
    Dood,
}

/// How a table begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opdracht {
    /// Why.
    pub waarom: Waarom,
    /// Number of the screen that was on.
    pub tab: u8,
    /// Seconds since 1970 at which alarms of the locked table fall due.
    pub momenten: Vec<i64>,
    /// What happened to the table before it.
    pub zin: Option<String>,
    /// How far the clock of this run is from the real one, in milliseconds.
    pub verschil_ms: i64,
    /// The folder of a demonstration.
    pub demo: Option<PathBuf>,
}

/// The orders of this process; none when it is not the table of a supervisor.
#[must_use]
pub fn opdracht() -> Option<Opdracht> {
    serde_json::from_str(&std::env::var(OPDRACHT).ok()?).ok()
}

/// What the supervisor starts with.
#[derive(Debug, Clone)]
pub struct Toezicht {
    /// The arguments of the program, which the table gets as well.
    pub argumenten: Vec<OsString>,
    /// How the first table begins.
    pub opdracht: Opdracht,
}

/// What a table says to its supervisor, line by line on standard error. Everything else that appears
/// there (a library, the runtime that aborts) is left unread: it could hold anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gezegd {
    /// Moments of alarms.
    pub momenten: Vec<i64>,
    /// Sentences for the worker.
    pub zinnen: Vec<String>,
}

const MOMENT: &str = "\u{1}moment ";
const ZIN: &str = "\u{1}zin ";

impl Gezegd {
    /// Takes what a child wrote.
    #[must_use]
    pub fn lees(bytes: &[u8]) -> Gezegd {
        let mut out = Gezegd::default();
        for line in String::from_utf8_lossy(bytes).lines() {
            if let Some(at) = line.strip_prefix(MOMENT) {
                if let Ok(at) = at.parse()
                    && out.momenten.len() < MOMENTEN_MAX
                {
                    out.momenten.push(at);
                }
            } else if let Some(text) = line.strip_prefix(ZIN) {
                out.zinnen.push(super::veilig::schoon(text));
            }
        }
        out
    }
}

/// The lines with which a table tells its moments.
#[must_use]
pub fn meld_momenten(momenten: &[i64]) -> String {
    momenten
        .iter()
        .take(MOMENTEN_MAX)
        .map(|at| format!("{MOMENT}{at}\n"))
        .collect()
}

/// The line with which a table says something to the worker when the terminal is given back.
#[must_use]
pub fn meld_zin(text: &str) -> String {
    text.lines().map(|line| format!("{ZIN}{line}\n")).collect()
}

/// The exit code of a table that was locked on this screen.
#[must_use]
pub fn slotcode(tab: u8) -> u8 {
    SLOT_VAN + tab.min(SLOT_TOT - SLOT_VAN)
}

/// How a table ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::shell) enum Einde {
    /// As it should, with this code.
    Klaar(u8),
    /// Locked, on this screen.
    Slot(u8),
    /// By an error of its own.
    Fout,
    /// By a signal, or what Windows has for it.
    Weg(i32),
}

impl Einde {
    pub(in crate::shell) fn van_code(code: u8) -> Einde {
        match code {
            SLOT_VAN..=SLOT_TOT => Einde::Slot(code - SLOT_VAN),
            0..SLOT_VAN => Einde::Klaar(code),
            _ => Einde::Fout,
        }
    }
}

/// What to do after a table ended.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::shell) enum Verder {
    /// Give the terminal back and end, with this code and these sentences.
    Stop(u8, Vec<String>),
    /// A new table, on the screen as it is.
    Nieuw(Opdracht),
    /// Give the terminal back, say this, and then a new table.
    Opnieuw(String, Opdracht),
}

/// Counts deaths, and decides.
#[derive(Debug, Default)]
pub(in crate::shell) struct Teller {
    doden: Vec<Instant>,
}

impl Teller {
    pub(in crate::shell) fn beslis(
        &mut self,
        einde: Einde,
        said: Gezegd,
        before: &Opdracht,
        nu: Instant,
    ) -> Verder {
        let next = Opdracht {
            tab: before.tab,
            verschil_ms: before.verschil_ms,
            demo: before.demo.clone(),
            ..Opdracht::default()
        };
        let how = match einde {
            Einde::Klaar(code) => return Verder::Stop(code, said.zinnen),
            Einde::Slot(tab) => {
                return Verder::Nieuw(Opdracht {
                    waarom: Waarom::Slot,
                    tab,
                    momenten: said.momenten,
                    ..next
                });
            }
            Einde::Fout => "een fout in het programma".to_owned(),
            Einde::Weg(number) => unix::naam(number),
        };
        // What a panic said of itself is a place in the program.
        let how = said.zinnen.into_iter().next().unwrap_or(how);
        self.doden.retain(|at| nu.duration_since(*at) < STERF_TIJD);
        self.doden.push(nu);
        if self.doden.len() >= STERF_MAX {
            return Verder::Stop(
                1,
                vec![format!(
                    "zsmtafel is {STERF_MAX} keer binnen een minuut onverwacht gestopt ({how}) en begint niet \
                     opnieuw. Wat als opgeslagen op het scherm stond, is opgeslagen. Probeer het later nog \
                     eens, of kijk met zsmtafel controle wat er mis is."
                )],
            );
        }
        let text = format!(
            "zsmtafel is onverwacht gestopt ({how}) en is opnieuw begonnen. Wat als opgeslagen op het scherm \
             stond, is opgeslagen; wat half was ingevuld, staat klaar waar het stond."
        );
        Verder::Opnieuw(
            text.clone(),
            Opdracht {
                waarom: Waarom::Dood,
                zin: Some(text),
                // What waited behind a lock still waits.
                momenten: before.momenten.clone(),
                ..next
            },
        )
    }
}
