//! The rules of the house, each as a check of one file.

use std::fmt;

use super::bron;

/// What does not obey a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Overtreding {
    pub bestand: String,
    pub regel: usize,
    pub uitleg: String,
}

impl fmt::Display for Overtreding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.bestand, self.regel, self.uitleg)
    }
}

const MEESTE_REGELS: usize = 600;

const ALLES: &[&str] = &[
    "domain", "import", "journal", "send", "sync", "app", "ui", "store", "shell", "server", "cli",
];

/// Which rooms a room may know, beside itself. `ui` draws a Model, and a Model is made of domain values.
const KAMERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("import", &["domain"]),
    ("journal", &["domain"]),
    ("send", &["domain"]),
    ("sync", &["journal", "domain"]),
    ("app", &["domain", "import", "journal", "send", "sync"]),
    ("ui", &["app", "domain"]),
    ("store", &["import", "journal", "domain"]),
    ("shell", ALLES),
    ("server", &["sync", "journal", "store"]),
    (
        "cli",
        &[
            "domain", "import", "journal", "send", "sync", "app", "store", "shell", "server",
        ],
    ),
];

/// Paths that only these rooms may use; `main` is src/main.rs. The longest that fits holds.
const ALLEEN: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("rusqlite_migration", &["store"]),
    ("ratatui", &["ui", "shell"]),
    ("ratatui::style", &["ui", "shell", "app"]),
    ("ratatui_textarea", &["app", "ui"]),
    ("tui_input", &["app", "ui"]),
    ("crossterm", &["shell"]),
    ("crossterm::event", &["shell", "app"]),
    ("tokio", &["shell", "server"]),
    // A channel to answer through needs no runtime.
    ("tokio::sync", &["shell", "server", "store"]),
    ("futures_util", &["shell", "server"]),
    ("directories", &["shell"]),
    ("clap", &["cli", "main"]),
    ("anyhow", &["shell", "cli", "main"]),
    ("calamine", &["import"]),
    ("lettre", &["send", "shell"]),
    ("std::fs", &["shell", "store", "cli"]),
    ("std::net", &["shell", "server"]),
];

/// All that src/domain may use from outside.
const DOMAIN: &[&str] = &[
    "std",
    "core",
    "alloc",
    "chrono",
    "chrono_tz",
    "serde",
    "uuid",
    "thiserror",
];

const KLOKKEN: &[&str] = &[
    "SystemTime::now",
    "Utc::now",
    "Local::now",
    "Instant::now",
    "now_v7",
];
const KLOK_KAMERS: &[&str] = &["shell", "main"];

const NOOIT: &[&str] = &[
    ".unwrap()",
    ".expect(",
    "panic!",
    "todo!",
    "unimplemented!",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
];

const WOORDEN: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

/// Everything that is wrong with one file of src. `pad` is relative to the root, with `/`; `afhankelijk`
/// are the crates of Cargo.toml as they are written in code.
pub fn bestand(pad: &str, tekst: &str, afhankelijk: &[String]) -> Vec<Overtreding> {
    let mut uit = Vec::new();
    let mut meld = |regel: usize, uitleg: String| {
        uit.push(Overtreding {
            bestand: pad.to_owned(),
            regel,
            uitleg,
        });
    };
    let kaal = bron::kaal(tekst);
    let kamer = kamer(pad);

    let lengte = bron::regels_code(&kaal);
    if lengte >= MEESTE_REGELS {
        meld(
            1,
            format!("{lengte} lines of code; stay under {MEESTE_REGELS}, split by idea"),
        );
    }
    match bron::moduledoc(tekst) {
        None => meld(1, "begin with //! that says what the module is for".into()),
        Some(doc) => {
            let wortel = ["lib", "main"].contains(&kamer);
            if !wortel && !bron::alleen_modules(&kaal) && !doc.contains("ust not know") {
                meld(
                    1,
                    "say in //! what the module must not know (\"Must not know …\")".into(),
                );
            }
        }
    }
    let woorden = tekst.lines().enumerate();
    for (nummer, regel) in woorden {
        for woord in regel.split(|teken: char| !teken.is_alphanumeric()) {
            if WOORDEN.contains(&woord) {
                meld(
                    nummer + 1,
                    format!("the word {woord}: finish it, or file it elsewhere"),
                );
            }
        }
    }
    for verboden in NOOIT {
        for plek in plekken(&kaal, verboden) {
            meld(
                bron::regel(&kaal, plek),
                format!("{verboden} outside tests; return an error"),
            );
        }
    }
    if !KLOK_KAMERS.contains(&kamer) {
        for klok in KLOKKEN {
            for plek in plekken(&kaal, klok) {
                meld(
                    bron::regel(&kaal, plek),
                    format!("{klok} outside shell; let the time be passed in"),
                );
            }
        }
    }
    if !["lib", "main"].contains(&kamer) && !KAMERS.iter().any(|(naam, _)| *naam == kamer) {
        meld(1, format!("room {kamer} is not in the table of rooms"));
    }
    for (plek, gebruikt) in bron::paden(&kaal) {
        if let Some(uitleg) = pad_mag(pad, kamer, &gebruikt, afhankelijk) {
            meld(bron::regel(&kaal, plek), uitleg);
        }
    }
    uit.sort_by_key(|een| een.regel);
    uit
}

/// Why a file may not use a path; none when it may.
fn pad_mag(pad: &str, kamer: &str, gebruikt: &str, afhankelijk: &[String]) -> Option<String> {
    let delen: Vec<_> = gebruikt.split("::").collect();
    let eerste = delen[0];
    if let Some(doel) = doelkamer(pad, &delen) {
        let mag = KAMERS
            .iter()
            .find(|(naam, _)| *naam == kamer)
            .map_or(ALLES, |(_, mag)| mag);
        let verboden = doel != kamer && ALLES.contains(&doel) && !mag.contains(&doel);
        return verboden.then(|| format!("{kamer} must not know {doel} ({gebruikt})"));
    }
    let extern_pad =
        ["std", "core", "alloc"].contains(&eerste) || afhankelijk.iter().any(|naam| naam == eerste);
    if !extern_pad {
        return None;
    }
    if kamer == "domain" && !DOMAIN.contains(&eerste) {
        return Some(format!(
            "domain may use only {}, not {gebruikt}",
            DOMAIN.join(", ")
        ));
    }
    let (regel, mag) = ALLEEN
        .iter()
        .filter(|(regel, _)| gebruikt == *regel || gebruikt.starts_with(&format!("{regel}::")))
        .max_by_key(|(regel, _)| regel.len())?;
    (!mag.contains(&kamer)).then(|| {
        format!(
            "{regel} only in {}, not in {kamer} ({gebruikt})",
            mag.join(", ")
        )
    })
}

/// The room that a path of our own crate leads to.
fn doelkamer<'a>(pad: &str, delen: &[&'a str]) -> Option<&'a str> {
    let verder = match delen[0] {
        "crate" | "zsmtafel" => 1,
        "super" => {
            // `super` at the top of a room, or climbing out of it, is the root of the crate.
            let omhoog = delen.iter().take_while(|deel| **deel == "super").count();
            (omhoog >= diepte(pad)).then_some(omhoog)?
        }
        _ => return None,
    };
    delen.get(verder).copied()
}

/// How deep the module of a file lies below the root: `src/app/mod.rs` is 1, `src/app/lijst.rs` is 2.
fn diepte(pad: &str) -> usize {
    let delen = pad.trim_start_matches("src/").split('/').count();
    if pad.ends_with("/mod.rs") {
        delen - 1
    } else {
        delen
    }
}

/// `src/app/x.rs` lies in room `app`; `src/lib.rs` and `src/main.rs` are called after themselves.
fn kamer(pad: &str) -> &str {
    let rest = pad.trim_start_matches("src/");
    rest.split(['/', '.']).next().unwrap_or(rest)
}

/// Where a piece of code stands by itself, not as the tail of a longer name.
fn plekken<'a>(kaal: &'a str, stuk: &'a str) -> impl Iterator<Item = usize> + 'a {
    let letter = |teken: char| teken.is_alphanumeric() || teken == '_';
    kaal.match_indices(stuk)
        .map(|(plek, _)| plek)
        .filter(move |plek| {
            let los_voor = stuk.starts_with('.') || !kaal[..*plek].ends_with(letter);
            let los_na =
                stuk.ends_with(['!', '(', ')']) || !kaal[plek + stuk.len()..].starts_with(letter);
            los_voor && los_na
        })
}
