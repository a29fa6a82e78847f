//! The screen of reading a list: choose one or more files, see what each would do, then do it or not.
//!
//! ```text
//!   Zoekt ─▶ Kiest ─▶ Leest ─▶ Bekijkt ─▶ Voert ─▶ (the next file, or back to the list)
//!                       ▲         │ k
//!                       └──── Koppelt: what each heading fills, kept as a profile
//! ```
//! Must not know how a file is read; a plan comes in whole.

pub mod deel;
pub mod koppelen;
pub mod map;
pub mod oud;
pub mod plakken;
pub mod reeks;
mod toetsen;
pub mod verloop;

use crate::app::msg::{Kandidaat, Leesbron};
use crate::app::schuif::Schuif;
/// What a preview is made of, for who draws it.
pub use crate::import::{Dubbel, Kolom, Kopkijk, Melding, Papier, Plan, Planverschil};
use chrono::{DateTime, Utc};
use koppelen::Koppelen;
use reeks::Reeks;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tui_input::Input;

/// The profile to begin with where no profile knows the headings.
const ALGEMEEN: &str = "algemeen";

/// What the screen shows.
#[derive(Debug)]
pub enum Leesstap {
    /// Files are being looked for.
    Zoekt,
    /// These files are there.
    Kiest(Vec<Kandidaat>),
    /// A file is being read.
    Leest(String),
    /// This is what it would do.
    Bekijkt(Box<Plan>),
    /// What each heading fills.
    Koppelt(Box<Koppelen>),
    /// The plan is being carried out.
    Voert,
}

/// The screen.
#[derive(Debug)]
pub struct Inlezen {
    /// What it shows.
    pub stand: Leesstap,
    /// Which file is chosen.
    pub cursor: usize,
    /// The files that are marked, to be read together.
    pub gemerkt: BTreeSet<PathBuf>,
    /// A path is being typed.
    pub pad: Option<Input>,
    /// Why the last file was not read.
    pub fout: Option<String>,
    /// The headings of the last file, that no profile knows: they can be bound by hand.
    pub koppen: Vec<Kopkijk>,
    /// First line of the preview on screen.
    pub begin: Schuif,
    /// The files that are read one after the other.
    pub reeks: Option<Reeks>,
    /// The worker said that what is read is a part of the list; in a row of files that holds for the next.
    deel: bool,
    /// Pairs that may be one, of the lists that were read.
    dubbel: usize,
    /// What is read or shown now.
    bron: Option<Leesbron>,
    /// Files as they were found, to go back to.
    gevonden: Vec<Kandidaat>,
    /// What is being carried out, where somebody typed it: it is shown again when that fails.
    getypt: Option<Box<Plan>>,
    /// What it does first.
    begin_met: Begin,
}

/// What the screen does when it opens.
#[derive(Debug)]
enum Begin {
    Zoekt,
    Plakt(String),
    Leest(Papier),
}

impl Inlezen {
    /// At start: files are being looked for.
    #[must_use]
    pub fn zoekt() -> Inlezen {
        Inlezen::op(Begin::Zoekt)
    }

    /// What reading these cells would do, which were pasted.
    #[must_use]
    pub fn geplakt(text: String) -> Inlezen {
        Inlezen::op(Begin::Plakt(text))
    }

    /// What adding this suspect would do, who was typed over from paper; he is a part of the list.
    #[must_use]
    pub fn van_papier(papier: Papier) -> Inlezen {
        Inlezen {
            deel: true,
            ..Inlezen::op(Begin::Leest(papier))
        }
    }

    fn op(begin_met: Begin) -> Inlezen {
        Inlezen {
            begin_met,
            stand: Leesstap::Zoekt,
            cursor: 0,
            gemerkt: BTreeSet::new(),
            pad: None,
            fout: None,
            koppen: Vec::new(),
            begin: Schuif::default(),
            reeks: None,
            deel: false,
            dubbel: 0,
            bron: None,
            gevonden: Vec::new(),
            getypt: None,
        }
    }

    /// A preview is on screen.
    #[must_use]
    pub fn heeft_plan(&self) -> bool {
        matches!(self.stand, Leesstap::Bekijkt(_))
    }

    /// The mapping screen is on.
    #[must_use]
    pub fn koppelt(&self) -> bool {
        matches!(&self.stand, Leesstap::Koppelt(scherm) if !scherm.bezig)
    }

    /// Nothing can be chosen now: files are looked for, or one is being read.
    #[must_use]
    pub fn is_bezig(&self) -> bool {
        match &self.stand {
            Leesstap::Zoekt | Leesstap::Leest(_) | Leesstap::Voert => true,
            Leesstap::Koppelt(scherm) => scherm.bezig,
            Leesstap::Kiest(_) | Leesstap::Bekijkt(_) => false,
        }
    }

    /// A path is being typed.
    #[must_use]
    pub fn typt_pad(&self) -> bool {
        self.pad.is_some() && matches!(self.stand, Leesstap::Kiest(_))
    }

    /// When the file that is shown was last changed, as far as is known.
    #[must_use]
    pub fn gewijzigd(&self) -> Option<DateTime<Utc>> {
        let Some(Leesbron::Bestand(path) | Leesbron::AlleBladen(path)) = &self.bron else {
            return None;
        };
        self.gevonden
            .iter()
            .find(|file| file.pad == *path)
            .map(|file| file.gewijzigd)
    }

    /// That there are pairs to decide on; empty without.
    fn zin_dubbel(&self) -> String {
        match self.dubbel {
            0 => String::new(),
            n => format!(" {n} mogelijk dubbel: druk D."),
        }
    }

    fn terug_naar_keuze(&mut self) {
        self.bron = None;
        self.reeks = None;
        self.stand = Leesstap::Kiest(self.gevonden.clone());
    }
}
