//! The screen of reading a list: choose a file, see what it would do, then do it or not.
//!
//! Must not know how a file is read; a plan comes in whole.

use std::path::PathBuf;

use crossterm::event::KeyEvent;
use tui_input::Input;

use crate::domain::tijd;
/// What a preview is made of, for who draws it.
pub use crate::import::{Melding, Plan, Wat};

use super::formulier::line_key;
use super::keymap::Action;
use super::model::{Dialoog, Laag, Model, Toon};
use super::msg::{Effect, Kandidaat};
use super::schuif::Schuif;
use super::vraag::{Dan, Vraag};

/// What the screen shows.
#[derive(Debug)]
pub enum Stand {
    /// Files are being looked for.
    Zoekt,
    /// These files are there.
    Kiest(Vec<Kandidaat>),
    /// A file is being read.
    Leest(String),
    /// This is what it would do.
    Bekijkt(Box<Plan>),
    /// The plan is being carried out.
    Voert,
}

/// The screen.
#[derive(Debug)]
pub struct Inlezen {
    /// What it shows.
    pub stand: Stand,
    /// Which file is chosen.
    pub cursor: usize,
    /// A path is being typed.
    pub pad: Option<Input>,
    /// Why the last file was not read.
    pub fout: Option<String>,
    /// First line of the preview on screen.
    pub begin: Schuif,
    /// Files as they were found, to go back to.
    gevonden: Vec<Kandidaat>,
}

impl Inlezen {
    /// At start: files are being looked for.
    #[must_use]
    pub fn zoekt() -> Inlezen {
        Inlezen {
            stand: Stand::Zoekt,
            cursor: 0,
            pad: None,
            fout: None,
            begin: Schuif::default(),
            gevonden: Vec::new(),
        }
    }

    /// A preview is on screen.
    #[must_use]
    pub fn heeft_plan(&self) -> bool {
        matches!(self.stand, Stand::Bekijkt(_))
    }

    /// Nothing can be chosen now: files are looked for, or one is being read.
    #[must_use]
    pub fn is_bezig(&self) -> bool {
        matches!(self.stand, Stand::Zoekt | Stand::Leest(_) | Stand::Voert)
    }

    /// A path is being typed.
    #[must_use]
    pub fn typt_pad(&self) -> bool {
        self.pad.is_some() && matches!(self.stand, Stand::Kiest(_))
    }
}

fn scherm(model: &mut Model) -> Option<&mut Inlezen> {
    match model.lagen.last_mut() {
        Some(Laag::Inlezen(scherm)) => Some(scherm),
        _ => None,
    }
}

/// Files were found, or the folder could not be read.
pub fn bestanden(model: &mut Model, found: Result<Vec<Kandidaat>, String>) {
    let Some(scherm) = scherm(model) else { return };
    match found {
        Ok(files) => {
            scherm.gevonden.clone_from(&files);
            scherm.stand = Stand::Kiest(files);
        }
        Err(text) => {
            scherm.stand = Stand::Kiest(Vec::new());
            scherm.pad = Some(Input::default());
            scherm.fout = Some(text);
        }
    }
}

/// A plan came, or the file could not be read.
pub fn voorbeeld(model: &mut Model, plan: Result<Box<Plan>, String>) {
    let Some(scherm) = scherm(model) else { return };
    match plan {
        Ok(plan) => {
            scherm.begin.naar_begin();
            scherm.fout = None;
            scherm.stand = Stand::Bekijkt(plan);
        }
        Err(text) => {
            scherm.fout = Some(text);
            scherm.stand = Stand::Kiest(scherm.gevonden.clone());
        }
    }
}

/// Handles a command on the screen.
pub fn doe(model: &mut Model, action: Action) {
    let Some(scherm) = scherm(model) else { return };
    match action {
        Action::Terug => terug(model),
        Action::Wissel => {
            scherm.pad = match scherm.pad.take() {
                Some(_) => None,
                None => Some(Input::default()),
            };
        }
        Action::Omlaag => match &scherm.stand {
            Stand::Kiest(files) => {
                scherm.cursor = (scherm.cursor + 1).min(files.len().saturating_sub(1));
            }
            _ => {
                scherm.begin.doe(action, 10);
            }
        },
        Action::Omhoog => match &scherm.stand {
            Stand::Kiest(_) => scherm.cursor = scherm.cursor.saturating_sub(1),
            _ => {
                scherm.begin.doe(action, 10);
            }
        },
        Action::PaginaOmlaag | Action::PaginaOmhoog => {
            scherm.begin.doe(action, 10);
        }
        Action::Openen => open_bestand(model),
        Action::Bevestig => bevestig(model),
        _ => {}
    }
}

/// Handles a key that is no command: the path takes it.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    if let Some(scherm) = scherm(model)
        && scherm.typt_pad()
        && let Some(path) = &mut scherm.pad
    {
        line_key(path, key);
    }
}

/// Handles pasted text: a path, also with the quotes that a file manager puts round it.
pub fn plak(model: &mut Model, text: &str) {
    if let Some(scherm) = scherm(model)
        && let Stand::Kiest(_) = scherm.stand
    {
        let line = text.lines().next().unwrap_or_default().trim();
        let line = line.trim_matches(['"', '\'']);
        let line = line.strip_prefix("file://").unwrap_or(line);
        scherm.pad = Some(Input::new(line.to_owned()));
    }
}

fn open_bestand(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    let Stand::Kiest(files) = &scherm.stand else {
        return;
    };
    let path = match &scherm.pad {
        Some(input) if !input.value().trim().is_empty() => {
            PathBuf::from(input.value().trim().trim_matches(['"', '\'']))
        }
        _ => match files.get(scherm.cursor) {
            Some(file) => file.pad.clone(),
            None => return,
        },
    };
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    scherm.stand = Stand::Leest(name);
    scherm.fout = None;
    model.vraag(Effect::BekijkBestand(path));
}

fn bevestig(model: &mut Model) {
    let today = tijd::lokaal(model.nu).date_naive();
    let Some(scherm) = scherm(model) else { return };
    let Stand::Bekijkt(plan) = &scherm.stand else {
        return;
    };
    if plan.regels.is_empty() {
        model.meld(
            Toon::Let,
            "In dit bestand staat geen verdachte om in te lezen.",
        );
        return;
    }
    if let Some(dated) = plan.lijst.peildatum
        && dated.date() < today
    {
        let text = format!(
            "Deze lijst is van {}, niet van vandaag. Toch inlezen?",
            tijd::dag(dated.date())
        );
        model.dialoog = Some(Dialoog::Vraag(Vraag {
            tekst: text,
            dan: Dan::LeesOudeLijst,
        }));
        return;
    }
    voer_uit(model);
}

/// Carries out the plan that is on screen.
pub fn voer_uit(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    if let Stand::Bekijkt(plan) = std::mem::replace(&mut scherm.stand, Stand::Voert) {
        model.wijzig(Effect::LeesIn(plan));
    }
}

fn terug(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    match &scherm.stand {
        // The store is busy with it; a moment later it is done.
        Stand::Voert => {}
        Stand::Leest(_) | Stand::Bekijkt(_) => {
            scherm.stand = Stand::Kiest(scherm.gevonden.clone());
            model.vergeet(&Effect::BekijkBestand(PathBuf::new()));
            model.meld(Toon::Let, "Niet ingelezen; er is niets gewijzigd.");
        }
        Stand::Zoekt | Stand::Kiest(_) => {
            model.lagen.pop();
        }
    }
}
