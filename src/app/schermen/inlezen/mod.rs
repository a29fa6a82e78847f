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
mod papier;
pub mod reeks;

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use crossterm::event::KeyEvent;
use tui_input::Input;

use crate::domain::event::Leestelling;
use crate::domain::tijd;
/// What a preview is made of, for who draws it.
pub use crate::import::{Dubbel, Kolom, Kopkijk, Melding, Papier, Plan, Planverschil};
pub use papier::van_papier;

use crate::app::dialogen::vraag::{Dan, Vraag};
use crate::app::keymap::Action;
use crate::app::model::{Dialoog, Laag, Model, Toon};
use crate::app::msg::{Effect, Kandidaat, Leesbron};
use crate::app::schuif::Schuif;
use crate::app::velden::tekstveld::line_key;

use koppelen::Koppelen;
use reeks::{Reeks, Uitslag};

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
}

impl Inlezen {
    /// At start: files are being looked for.
    #[must_use]
    pub fn zoekt() -> Inlezen {
        Inlezen {
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

    /// Letters go into a text: a path, or the name of a field.
    #[must_use]
    pub fn typt(&self) -> bool {
        self.typt_pad() || self.koppelt()
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

/// Whether a text that is pasted where nothing asks for one is a list: rows of cells, not just words.
#[must_use]
pub fn lijkt_cellen(text: &str) -> bool {
    let rows = text.split(['\r', '\n']).filter(|line| {
        line.contains('\t') || line.matches(';').count() > 1 || line.matches('|').count() > 1
    });
    rows.count() > 1
}

/// Whether pasted text is a list rather than a path: cells, or more lines than one that are no paths.
#[must_use]
pub fn is_tabel(text: &str) -> bool {
    let lines: Vec<&str> = text
        .split(['\r', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let path = |line: &&str| {
        let line = line.trim_matches(['"', '\'']);
        line.starts_with(['/', '~', '\\'])
            || line.starts_with("file:")
            || line.chars().nth(1) == Some(':')
    };
    text.contains('\t') || (lines.len() > 1 && !lines.iter().all(path))
}

fn scherm(model: &mut Model) -> Option<&mut Inlezen> {
    match model.lagen.last_mut() {
        Some(Laag::Inlezen(scherm)) => Some(scherm),
        _ => None,
    }
}

/// The screen, wherever it lies.
fn lezend(model: &mut Model) -> Option<&mut Inlezen> {
    model.lagen.iter_mut().rev().find_map(|laag| match laag {
        Laag::Inlezen(scherm) => Some(&mut **scherm),
        _ => None,
    })
}

/// Opens the screen, and looks for files.
pub fn open(model: &mut Model) {
    model.lagen.push(Laag::Inlezen(Box::new(Inlezen::zoekt())));
    model.vraag(Effect::ZoekBestanden);
}

/// Files were found, or the folder could not be read.
pub fn bestanden(model: &mut Model, found: Result<Vec<Kandidaat>, String>) {
    if let Ok(files) = &found {
        model.bestanden.clone_from(files);
    }
    let Some(scherm) = scherm(model) else { return };
    if let Ok(files) = &found {
        scherm.gevonden.clone_from(files);
    }
    // Something was pasted before the folder had answered.
    if !matches!(scherm.stand, Leesstap::Zoekt) {
        return;
    }
    match found {
        Ok(files) => scherm.stand = Leesstap::Kiest(files),
        Err(text) => {
            scherm.stand = Leesstap::Kiest(Vec::new());
            scherm.pad = Some(Input::default());
            scherm.fout = Some(text);
        }
    }
}

/// A plan came, or the file could not be read.
pub fn voorbeeld(model: &mut Model, plan: Result<Box<Plan>, String>) {
    let Some(scherm) = scherm(model) else { return };
    match plan {
        Ok(mut plan) => {
            scherm.begin.naar_begin();
            scherm.fout = None;
            if scherm.deel {
                deel::zeg(&mut plan, true, scherm.reeks.as_ref());
            }
            scherm.stand = Leesstap::Bekijkt(plan);
        }
        Err(text) => match &mut scherm.reeks {
            Some(reeks) => {
                reeks.noteer(Uitslag::Fout(text));
                volgende(model);
            }
            None => {
                scherm.fout = Some(text);
                scherm.stand = Leesstap::Kiest(scherm.gevonden.clone());
            }
        },
    }
}

/// A plan was carried out, or not.
pub fn ingelezen(model: &mut Model, result: Result<Leestelling, String>) {
    if papier::blijft_staan(model, &result) {
        return;
    }
    if result.is_ok() {
        model.vraag(Effect::LaadDag);
        model.vraag(Effect::KijkMap);
    }
    let mut dubbel = String::new();
    if let Some(scherm) = lezend(model) {
        if let Some(reeks) = &mut scherm.reeks {
            reeks.noteer(match result {
                Ok(count) => Uitslag::Gelezen(count),
                Err(text) => Uitslag::Fout(text),
            });
            volgende(model);
            return;
        }
        dubbel = scherm.zin_dubbel();
    }
    model.lagen.retain(|laag| !matches!(laag, Laag::Inlezen(_)));
    match result {
        Ok(count) => {
            let text = format!(
                "Ingelezen: {} nieuw, {} gewijzigd, {} gelijk, {} verdwenen, {} geweigerd.{dubbel}",
                count.nieuw, count.gewijzigd, count.gelijk, count.verdwenen, count.geweigerd
            );
            match count.tegenspraak_zin() {
                Some(against) => model.meld(Toon::Let, format!("{text} {against}")),
                None => model.meld(Toon::Goed, text),
            }
        }
        Err(text) => model.meld(Toon::Fout, text),
    }
}

/// The last reading was taken back, or not.
pub fn lezing_terug(model: &mut Model, result: Result<String, String>) {
    match result {
        Ok(text) => {
            model.lagen.retain(|laag| !matches!(laag, Laag::Inlezen(_)));
            model.vraag(Effect::LaadDag);
            model.vraag(Effect::KijkMap);
            model.meld(Toon::Goed, text);
        }
        Err(text) => model.meld(Toon::Let, text),
    }
}

/// What a worker said of headings was kept, under this name; or not.
pub fn profiel_bewaard(model: &mut Model, result: Result<String, String>) {
    let Some(scherm) = scherm(model) else { return };
    let Leesstap::Koppelt(koppelen) = &mut scherm.stand else {
        return;
    };
    koppelen.bezig = false;
    match result {
        Ok(where_to) => {
            let name = koppelen.bestand.clone();
            if let Some(bron) = scherm.bron.clone() {
                scherm.stand = Leesstap::Leest(name);
                model.vraag(Effect::BekijkBestand(bron));
            } else {
                scherm.terug_naar_keuze();
            }
            model.meld(
                Toon::Goed,
                format!("Profiel bewaard in {where_to}. Deze lijst gaat voortaan vanzelf goed."),
            );
        }
        Err(text) => model.meld(Toon::Fout, text),
    }
}

/// No profile knows the headings of a file; these they are.
pub fn onbekende_koppen(model: &mut Model, fout: String, koppen: Vec<Kopkijk>) {
    voorbeeld(model, Err(fout));
    if let Some(scherm) = scherm(model)
        && matches!(scherm.stand, Leesstap::Kiest(_))
    {
        scherm.koppen = koppen;
    }
}

/// Handles a command on the screen.
pub fn doe(model: &mut Model, action: Action) {
    let Some(scherm) = scherm(model) else { return };
    if let Leesstap::Koppelt(koppelen) = &mut scherm.stand {
        let moved = koppelen.doe(action);
        match action {
            _ if moved => {}
            Action::Opslaan => bewaar_profiel(model),
            Action::Terug => terug(model),
            _ => {}
        }
        return;
    }
    match action {
        Action::Terug => terug(model),
        Action::Wissel => {
            scherm.pad = match scherm.pad.take() {
                Some(_) => None,
                None => Some(Input::default()),
            };
        }
        Action::Omlaag => match &scherm.stand {
            Leesstap::Kiest(files) => {
                scherm.cursor = (scherm.cursor + 1).min(files.len().saturating_sub(1));
            }
            _ => {
                scherm.begin.doe(action, 10);
            }
        },
        Action::Omhoog => match &scherm.stand {
            Leesstap::Kiest(_) => scherm.cursor = scherm.cursor.saturating_sub(1),
            _ => {
                scherm.begin.doe(action, 10);
            }
        },
        Action::PaginaOmlaag | Action::PaginaOmhoog => {
            scherm.begin.doe(action, 10);
        }
        Action::Vink => merk(scherm),
        Action::Openen => open_bestand(model),
        Action::Bevestig => bevestig(model),
        Action::Koppelen => koppel(model),
        Action::Deel => {
            if let Leesstap::Bekijkt(plan) = &mut scherm.stand {
                scherm.deel = !plan.lijst.deel;
                deel::zeg(plan, scherm.deel, scherm.reeks.as_ref());
            }
        }
        Action::AlleBladen => alle_bladen(model),
        Action::Overslaan => {
            if let (Leesstap::Bekijkt(_), Some(reeks)) = (&scherm.stand, &mut scherm.reeks) {
                reeks.noteer(Uitslag::Overgeslagen);
                volgende(model);
            }
        }
        Action::Terugnemen => vraag_terugnemen(model),
        _ => {}
    }
}

/// Another field for the chosen heading: the next one, or the one before.
pub fn kies(model: &mut Model, verder: bool) {
    if let Some(scherm) = scherm(model)
        && let Leesstap::Koppelt(koppelen) = &mut scherm.stand
    {
        koppelen.kies(verder);
    }
}

/// Handles a key that is no command: the path takes it, or the choice of a field.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    let Some(scherm) = scherm(model) else { return };
    if let Leesstap::Koppelt(koppelen) = &mut scherm.stand {
        if !koppelen.bezig {
            koppelen.toets(key);
        }
    } else if scherm.typt_pad()
        && let Some(path) = &mut scherm.pad
    {
        line_key(path, key);
    }
}

/// Handles pasted text: cells are a list by themselves; one line is a path, also with the quotes that a
/// file manager puts round it.
pub fn plak(model: &mut Model, text: &str) {
    let nu = model.nu;
    let Some(scherm) = scherm(model) else { return };
    if !matches!(scherm.stand, Leesstap::Kiest(_) | Leesstap::Zoekt) {
        model.meld(
            Toon::Let,
            "Plakken kan bij het kiezen van een bestand; er is niets gedaan. Druk eerst Esc.",
        );
        return;
    }
    if is_tabel(text) {
        let naam = format!("geplakt {}", tijd::klok(nu));
        // A terminal sends the end of a line as a carriage return.
        let tekst = text.replace("\r\n", "\n").replace('\r', "\n");
        lees(model, Leesbron::Geplakt { naam, tekst });
        return;
    }
    if matches!(scherm.stand, Leesstap::Kiest(_)) {
        let line = text.lines().next().unwrap_or_default().trim();
        let line = line.trim_matches(['"', '\'']);
        let line = line.strip_prefix("file://").unwrap_or(line);
        scherm.pad = Some(Input::new(line.to_owned()));
    }
}

/// Carries out the plan that is on screen.
pub fn voer_uit(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    if let Leesstap::Bekijkt(plan) = std::mem::replace(&mut scherm.stand, Leesstap::Voert) {
        if let Some(reeks) = &mut scherm.reeks {
            reeks.zag(&plan);
        }
        scherm.dubbel = scherm.dubbel.saturating_add(plan.mogelijk_dubbel.len());
        let typed = matches!(scherm.bron, Some(Leesbron::Papier(_)));
        scherm.getypt = typed.then(|| plan.clone());
        model.wijzig(Effect::LeesIn(plan, typed.then(papier::sleutel)));
    }
}

/// Puts a mark on the chosen file, or takes it off, and goes on to the next.
fn merk(scherm: &mut Inlezen) {
    let Leesstap::Kiest(files) = &scherm.stand else {
        return;
    };
    if let Some(file) = files.get(scherm.cursor) {
        if !scherm.gemerkt.remove(&file.pad) {
            scherm.gemerkt.insert(file.pad.clone());
        }
        scherm.cursor = (scherm.cursor + 1).min(files.len().saturating_sub(1));
    }
}

fn open_bestand(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    let Leesstap::Kiest(files) = &scherm.stand else {
        return;
    };
    let typed = scherm
        .pad
        .as_ref()
        .map(|input| input.value().trim().trim_matches(['"', '\'']).to_owned())
        .filter(|text| !text.is_empty());
    if typed.is_none() && scherm.pad.is_none() && !scherm.gemerkt.is_empty() {
        let marked: Vec<Kandidaat> = files
            .iter()
            .filter(|file| scherm.gemerkt.contains(&file.pad))
            .cloned()
            .collect();
        scherm.reeks = Some(Reeks::nieuw(marked));
        volgende(model);
        return;
    }
    let path = match typed {
        Some(text) => PathBuf::from(text),
        None => match files.get(scherm.cursor) {
            Some(file) => file.pad.clone(),
            None => return,
        },
    };
    lees(model, Leesbron::Bestand(path));
}

fn lees(model: &mut Model, bron: Leesbron) {
    let Some(scherm) = scherm(model) else { return };
    scherm.stand = Leesstap::Leest(bron.naam());
    scherm.fout = None;
    scherm.koppen.clear();
    scherm.bron = Some(bron.clone());
    model.vraag(Effect::BekijkBestand(bron));
}

/// Reads the file that is shown once more, with every sheet that looks like a list.
fn alle_bladen(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    let Some(Leesbron::Bestand(path)) = scherm.bron.clone() else {
        return;
    };
    lees(model, Leesbron::AlleBladen(path));
}

/// The next of several files; after the last one it is told what became of all.
fn volgende(model: &mut Model) {
    let Some(at) = model
        .lagen
        .iter()
        .position(|laag| matches!(laag, Laag::Inlezen(_)))
    else {
        return;
    };
    let Some(Laag::Inlezen(scherm)) = model.lagen.get_mut(at) else {
        return;
    };
    let Some(reeks) = &mut scherm.reeks else {
        return;
    };
    if let Some(file) = reeks.volgende() {
        scherm.gemerkt.remove(&file.pad);
        lees(model, Leesbron::Bestand(file.pad));
        return;
    }
    let toon = if reeks.alles_gelezen() {
        Toon::Goed
    } else {
        Toon::Let
    };
    let verslag = reeks.verslag();
    let text = format!("{verslag}{}", scherm.zin_dubbel());
    model.lagen.remove(at);
    model.meld(toon, text);
}

fn bevestig(model: &mut Model) {
    let nu = model.nu;
    let Some(scherm) = scherm(model) else { return };
    let Leesstap::Bekijkt(plan) = &scherm.stand else {
        return;
    };
    if plan.regels.is_empty() {
        model.meld(
            Toon::Let,
            "In dit bestand staat geen verdachte om in te lezen.",
        );
        return;
    }
    let question = oud::twijfel(plan, scherm.gewijzigd(), nu).and_then(|doubt| doubt.vraag);
    if let Some(tekst) = question {
        model.toon(Dialoog::Vraag(Vraag {
            tekst,
            dan: Dan::LeesOudeLijst,
        }));
        return;
    }
    voer_uit(model);
}

/// Opens the mapping screen: from a preview, or for a file of which no heading is known.
fn koppel(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    match std::mem::replace(&mut scherm.stand, Leesstap::Zoekt) {
        Leesstap::Bekijkt(plan) => {
            scherm.stand = Leesstap::Koppelt(Box::new(Koppelen::nieuw(plan)));
        }
        Leesstap::Kiest(files) => {
            let name = scherm.bron.as_ref().map(Leesbron::naam);
            scherm.stand = match name {
                Some(name) if !scherm.koppen.is_empty() => {
                    let koppen = std::mem::take(&mut scherm.koppen);
                    scherm.fout = None;
                    Leesstap::Koppelt(Box::new(Koppelen::van_koppen(
                        name,
                        ALGEMEEN.to_owned(),
                        koppen,
                    )))
                }
                _ => Leesstap::Kiest(files),
            };
        }
        other => scherm.stand = other,
    }
}

fn bewaar_profiel(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    let Leesstap::Koppelt(koppelen) = &mut scherm.stand else {
        return;
    };
    if let Some(text) = koppelen.bezwaar() {
        model.meld(Toon::Let, text);
        return;
    }
    if !koppelen.gewijzigd() {
        model.meld(Toon::Let, "Er is niets gewijzigd. Esc gaat terug.");
        return;
    }
    koppelen.bezig = true;
    let effect = Effect::BewaarProfiel {
        basis: koppelen.basis.clone(),
        koppelingen: koppelen.koppelingen(),
    };
    model.vraag(effect);
}

fn vraag_terugnemen(model: &mut Model) {
    let known = map::lezingen(model);
    let Some(last) = known.last() else {
        model.meld(Toon::Let, "Er is vandaag nog niets ingelezen.");
        return;
    };
    let after = match known.len().checked_sub(2).and_then(|at| known.get(at)) {
        Some(before) => format!(
            "De lijst staat dan weer zoals na {} ({}).",
            before.bestand,
            tijd::klok(before.gelezen)
        ),
        None => "Er is dan weer geen lijst van vandaag.".to_owned(),
    };
    let text = format!(
        "Lezing van {} ({}) terugnemen? {after} Wat u hebt vastgelegd, blijft.",
        last.bestand,
        tijd::klok(last.gelezen)
    );
    model.toon(Dialoog::Vraag(Vraag {
        tekst: text,
        dan: Dan::NeemLezingTerug,
    }));
}

fn terug(model: &mut Model) {
    let Some(scherm) = scherm(model) else { return };
    match std::mem::replace(&mut scherm.stand, Leesstap::Zoekt) {
        // The store is busy with it; a moment later it is done.
        Leesstap::Voert => scherm.stand = Leesstap::Voert,
        Leesstap::Koppelt(koppelen) => match koppelen.plan {
            Some(plan) => scherm.stand = Leesstap::Bekijkt(plan),
            None => scherm.terug_naar_keuze(),
        },
        Leesstap::Leest(_) | Leesstap::Bekijkt(_) => {
            let text = match &scherm.reeks {
                Some(reeks) if reeks.nummer > 1 => format!("Gestopt. {}", reeks.verslag()),
                _ => "Niet ingelezen; er is niets gewijzigd.".to_owned(),
            };
            scherm.terug_naar_keuze();
            model.vergeet(&Effect::BekijkBestand(Leesbron::Bestand(PathBuf::new())));
            model.vraag(Effect::StaakLezen);
            model.meld(Toon::Let, text);
        }
        Leesstap::Zoekt | Leesstap::Kiest(_) => {
            model.lagen.pop();
        }
    }
}
