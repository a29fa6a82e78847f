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
pub mod reeks;

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent};
use tui_input::Input;

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::Deur;
use crate::app::formulieren::papier;
use crate::app::keymap::{Action, Context};
use crate::app::melding::{Melding as Zin, Toon};
use crate::app::msg::{Antwoord, Effect, Kandidaat, Leesbron};
use crate::app::scherm::{Scherm, niet_te_plakken};
use crate::app::schuif::Schuif;
use crate::app::velden::tekstveld::line_key;
use crate::domain::event::Leestelling;
use crate::domain::tijd;
/// What a preview is made of, for who draws it.
pub use crate::import::{Dubbel, Kolom, Kopkijk, Melding, Papier, Plan, Planverschil};

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

/// Whether a text that is pasted where nothing asks for one is a list: rows of cells, not just words.
fn lijkt_cellen(text: &str) -> bool {
    let rows = text.split(['\r', '\n']).filter(|line| {
        line.contains('\t') || line.matches(';').count() > 1 || line.matches('|').count() > 1
    });
    rows.count() > 1
}

/// What pasting on a screen over all zaken does: cells are a list to read.
#[must_use]
pub fn plak_op_lijst(text: &str) -> Daden {
    if lijkt_cellen(text) {
        Deur::Geplakt(text.to_owned()).into()
    } else {
        niet_te_plakken()
    }
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

impl Inlezen {
    /// Files were found, or the folder could not be read.
    fn bestanden(&mut self, found: Result<Vec<Kandidaat>, String>) {
        if let Ok(files) = &found {
            self.gevonden.clone_from(files);
        }
        // Something was pasted before the folder had answered.
        if !matches!(self.stand, Leesstap::Zoekt) {
            return;
        }
        match found {
            Ok(files) => self.stand = Leesstap::Kiest(files),
            Err(text) => {
                self.stand = Leesstap::Kiest(Vec::new());
                self.pad = Some(Input::default());
                self.fout = Some(text);
            }
        }
    }

    /// A plan came, or the file could not be read.
    fn voorbeeld(&mut self, plan: Result<Box<Plan>, String>) -> Daden {
        match plan {
            Ok(mut plan) => {
                self.begin.naar_begin();
                self.fout = None;
                if self.deel {
                    deel::zeg(&mut plan, true, self.reeks.as_ref());
                }
                self.stand = Leesstap::Bekijkt(plan);
                Daden::new()
            }
            Err(text) => match &mut self.reeks {
                Some(reeks) => {
                    reeks.noteer(Uitslag::Fout(text));
                    self.volgende()
                }
                None => {
                    self.fout = Some(text);
                    self.stand = Leesstap::Kiest(self.gevonden.clone());
                    Daden::new()
                }
            },
        }
    }

    /// A plan was carried out, or not.
    fn ingelezen(&mut self, result: Result<Leestelling, String>) -> Daden {
        let mut out = Daden::new();
        if let (Some(plan), Err(text)) = (self.getypt.take(), &result) {
            // What was typed over stays on screen with why. When he is on the list, his draft went with that.
            self.stand = Leesstap::Bekijkt(plan);
            return Daad::fout(text.clone()).into();
        }
        if result.is_ok() {
            out.push(Daad::Vraag(Effect::LaadDag));
            out.push(Daad::Vraag(Effect::KijkMap));
        }
        if let Some(reeks) = &mut self.reeks {
            reeks.noteer(match result {
                Ok(count) => Uitslag::Gelezen(count),
                Err(text) => Uitslag::Fout(text),
            });
            out.append(&mut self.volgende());
            return out;
        }
        out.push(Daad::Sluit);
        out.push(Daad::Meld(verslag(result, &self.zin_dubbel())));
        out
    }

    /// What a worker said of headings was kept, under this name; or not.
    fn profiel_bewaard(&mut self, result: Result<String, String>) -> Daden {
        let Leesstap::Koppelt(koppelen) = &mut self.stand else {
            return Daden::new();
        };
        koppelen.bezig = false;
        match result {
            Ok(where_to) => {
                let name = koppelen.bestand.clone();
                let mut out = Daden::new();
                if let Some(bron) = self.bron.clone() {
                    self.stand = Leesstap::Leest(name);
                    out.push(Daad::Vraag(Effect::BekijkBestand(bron)));
                } else {
                    self.terug_naar_keuze();
                }
                out.push(Daad::goed(format!(
                    "Profiel bewaard in {where_to}. Deze lijst gaat voortaan vanzelf goed."
                )));
                out
            }
            Err(text) => Daad::fout(text).into(),
        }
    }

    /// No profile knows the headings of a file; these they are.
    fn onbekende_koppen(&mut self, fout: String, koppen: Vec<Kopkijk>) -> Daden {
        let out = self.voorbeeld(Err(fout));
        if matches!(self.stand, Leesstap::Kiest(_)) {
            self.koppen = koppen;
        }
        out
    }

    /// Moves among the files, or scrolls.
    fn beweeg(&mut self, action: Action) {
        match &self.stand {
            Leesstap::Kiest(files) if action == Action::Omlaag => {
                self.cursor = (self.cursor + 1).min(files.len().saturating_sub(1));
            }
            Leesstap::Kiest(_) if action == Action::Omhoog => {
                self.cursor = self.cursor.saturating_sub(1);
            }
            _ => {
                self.begin.doe(action, 10);
            }
        }
    }

    /// Puts a mark on the chosen file, or takes it off, and goes on to the next.
    fn merk(&mut self) {
        let Leesstap::Kiest(files) = &self.stand else {
            return;
        };
        if let Some(file) = files.get(self.cursor) {
            if !self.gemerkt.remove(&file.pad) {
                self.gemerkt.insert(file.pad.clone());
            }
            self.cursor = (self.cursor + 1).min(files.len().saturating_sub(1));
        }
    }

    fn open_bestand(&mut self) -> Daden {
        let Leesstap::Kiest(files) = &self.stand else {
            return Daden::new();
        };
        let typed = self
            .pad
            .as_ref()
            .map(|input| input.value().trim().trim_matches(['"', '\'']).to_owned())
            .filter(|text| !text.is_empty());
        if typed.is_none() && self.pad.is_none() && !self.gemerkt.is_empty() {
            let marked = files.iter().filter(|file| self.gemerkt.contains(&file.pad));
            self.reeks = Some(Reeks::nieuw(marked.cloned().collect()));
            return self.volgende();
        }
        let path = match typed {
            Some(text) => PathBuf::from(text),
            None => match files.get(self.cursor) {
                Some(file) => file.pad.clone(),
                None => return Daden::new(),
            },
        };
        self.lees(Leesbron::Bestand(path))
    }

    fn lees(&mut self, bron: Leesbron) -> Daden {
        self.stand = Leesstap::Leest(bron.naam());
        self.fout = None;
        self.koppen.clear();
        self.bron = Some(bron.clone());
        Daad::Vraag(Effect::BekijkBestand(bron)).into()
    }

    /// Reads the file that is shown once more, with every sheet that looks like a list.
    fn alle_bladen(&mut self) -> Daden {
        match self.bron.clone() {
            Some(Leesbron::Bestand(path)) => self.lees(Leesbron::AlleBladen(path)),
            _ => Daden::new(),
        }
    }

    /// The next of several files; after the last one it is told what became of all.
    fn volgende(&mut self) -> Daden {
        let Some(reeks) = &mut self.reeks else {
            return Daden::new();
        };
        if let Some(file) = reeks.volgende() {
            self.gemerkt.remove(&file.pad);
            return self.lees(Leesbron::Bestand(file.pad));
        }
        let toon = if reeks.alles_gelezen() {
            Toon::Goed
        } else {
            Toon::Let
        };
        let tekst = format!("{}{}", reeks.verslag(), self.zin_dubbel());
        vec![Daad::Sluit, Daad::Meld(Zin { tekst, toon })]
    }

    fn bevestig(&mut self, nu: DateTime<Utc>) -> Daden {
        let Leesstap::Bekijkt(plan) = &self.stand else {
            return Daden::new();
        };
        if plan.regels.is_empty() {
            let text = "In dit bestand staat geen verdachte om in te lezen.";
            return Daad::let_op(text).into();
        }
        match oud::twijfel(plan, self.gewijzigd(), nu).and_then(|doubt| doubt.vraag) {
            Some(tekst) => Daad::Eerst(tekst, Daad::Ja.into()).into(),
            None => self.voer_uit(),
        }
    }

    /// Carries out the plan that is on screen.
    fn voer_uit(&mut self) -> Daden {
        match std::mem::replace(&mut self.stand, Leesstap::Voert) {
            Leesstap::Bekijkt(plan) => {
                if let Some(reeks) = &mut self.reeks {
                    reeks.zag(&plan);
                }
                self.dubbel = self.dubbel.saturating_add(plan.mogelijk_dubbel.len());
                let typed = matches!(self.bron, Some(Leesbron::Papier(_)));
                self.getypt = typed.then(|| plan.clone());
                let draft = typed.then(papier::sleutel);
                Daad::Wijzig(Effect::LeesIn(plan, draft), None).into()
            }
            other => {
                self.stand = other;
                Daden::new()
            }
        }
    }

    /// Opens the mapping screen: from a preview, or for a file of which no heading is known.
    fn koppel(&mut self) {
        match std::mem::replace(&mut self.stand, Leesstap::Zoekt) {
            Leesstap::Bekijkt(plan) => {
                self.stand = Leesstap::Koppelt(Box::new(Koppelen::nieuw(plan)));
            }
            Leesstap::Kiest(files) => {
                let name = self.bron.as_ref().map(Leesbron::naam);
                self.stand = match name {
                    Some(name) if !self.koppen.is_empty() => {
                        let koppen = std::mem::take(&mut self.koppen);
                        self.fout = None;
                        Leesstap::Koppelt(Box::new(Koppelen::van_koppen(
                            name,
                            ALGEMEEN.to_owned(),
                            koppen,
                        )))
                    }
                    _ => Leesstap::Kiest(files),
                };
            }
            other => self.stand = other,
        }
    }

    fn terug(&mut self) -> Daden {
        match std::mem::replace(&mut self.stand, Leesstap::Zoekt) {
            // The store is busy with it; a moment later it is done.
            Leesstap::Voert => self.stand = Leesstap::Voert,
            Leesstap::Koppelt(koppelen) => match koppelen.plan {
                Some(plan) => self.stand = Leesstap::Bekijkt(plan),
                None => self.terug_naar_keuze(),
            },
            Leesstap::Leest(_) | Leesstap::Bekijkt(_) => {
                let text = match &self.reeks {
                    Some(reeks) if reeks.nummer > 1 => format!("Gestopt. {}", reeks.verslag()),
                    _ => "Niet ingelezen; er is niets gewijzigd.".to_owned(),
                };
                self.terug_naar_keuze();
                let nothing = Leesbron::Bestand(PathBuf::new());
                return vec![
                    Daad::Vergeet(Effect::BekijkBestand(nothing)),
                    Daad::Vraag(Effect::StaakLezen),
                    Daad::let_op(text),
                ];
            }
            Leesstap::Zoekt | Leesstap::Kiest(_) => return Daad::Sluit.into(),
        }
        Daden::new()
    }
}

fn bewaar_profiel(koppelen: &mut Koppelen) -> Daden {
    if let Some(text) = koppelen.bezwaar() {
        return Daad::let_op(text).into();
    }
    if !koppelen.gewijzigd() {
        return Daad::let_op("Er is niets gewijzigd. Esc gaat terug.").into();
    }
    koppelen.bezig = true;
    Daad::Vraag(Effect::BewaarProfiel {
        basis: koppelen.basis.clone(),
        koppelingen: koppelen.koppelingen(),
    })
    .into()
}

fn vraag_terugnemen(blik: &Blik) -> Daden {
    let known = map::lezingen(blik);
    let Some(last) = known.last() else {
        return Daad::let_op("Er is vandaag nog niets ingelezen.").into();
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
    let take_back = Daad::Wijzig(Effect::NeemLezingTerug, None);
    Daad::Eerst(text, take_back.into()).into()
}

/// What is said of a list that was read; `dubbel` of pairs that it brought.
#[must_use]
pub fn verslag(result: Result<Leestelling, String>, dubbel: &str) -> Zin {
    let count = match result {
        Ok(count) => count,
        Err(text) => return Zin::fout(text),
    };
    let text = format!(
        "Ingelezen: {} nieuw, {} gewijzigd, {} gelijk, {} verdwenen, {} geweigerd.{dubbel}",
        count.nieuw, count.gewijzigd, count.gelijk, count.verdwenen, count.geweigerd
    );
    match count.tegenspraak_zin() {
        Some(against) => Zin::let_op(format!("{text} {against}")),
        None => Zin::goed(text),
    }
}

impl Scherm for Inlezen {
    fn naam(&self) -> &'static str {
        "Inlezen"
    }

    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        if self.heeft_plan() {
            &[Context::Voorbeeld]
        } else if self.koppelt() {
            &[Context::Koppelen]
        } else if self.is_bezig() {
            &[Context::Bezig]
        } else {
            &[Context::Inlezen]
        }
    }

    /// Letters go into a text: a path, or the name of a field.
    fn typt(&self) -> bool {
        self.typt_pad() || self.koppelt()
    }

    fn begin(&mut self, blik: &Blik) -> Daden {
        match std::mem::replace(&mut self.begin_met, Begin::Zoekt) {
            Begin::Zoekt => Daad::Vraag(Effect::ZoekBestanden).into(),
            Begin::Plakt(text) => {
                let mut out = Daden::from(Daad::Vraag(Effect::ZoekBestanden));
                out.append(&mut self.plak(blik, &text));
                out
            }
            Begin::Leest(papier) => self.lees(Leesbron::Papier(papier)),
        }
    }

    fn doe(&mut self, blik: &Blik, action: Action, key: &KeyEvent) -> Daden {
        if let Leesstap::Koppelt(koppelen) = &mut self.stand {
            if action == Action::Kies {
                koppelen.kies(key.code == KeyCode::Right);
                return Daden::new();
            }
            let moved = koppelen.doe(action);
            return match action {
                _ if moved => Daden::new(),
                Action::Opslaan => bewaar_profiel(koppelen),
                Action::Terug => self.terug(),
                _ => Daden::new(),
            };
        }
        match action {
            Action::Terug => return self.terug(),
            Action::Wissel => {
                self.pad = match self.pad.take() {
                    Some(_) => None,
                    None => Some(Input::default()),
                };
            }
            Action::Omlaag | Action::Omhoog | Action::PaginaOmlaag | Action::PaginaOmhoog => {
                self.beweeg(action);
            }
            Action::Vink => self.merk(),
            Action::Openen => return self.open_bestand(),
            Action::Bevestig => return self.bevestig(blik.nu),
            Action::Koppelen => self.koppel(),
            Action::Deel => {
                if let Leesstap::Bekijkt(plan) = &mut self.stand {
                    self.deel = !plan.lijst.deel;
                    deel::zeg(plan, self.deel, self.reeks.as_ref());
                }
            }
            Action::AlleBladen => return self.alle_bladen(),
            Action::Overslaan => {
                if let (Leesstap::Bekijkt(_), Some(reeks)) = (&self.stand, &mut self.reeks) {
                    reeks.noteer(Uitslag::Overgeslagen);
                    return self.volgende();
                }
            }
            Action::Terugnemen => return vraag_terugnemen(blik),
            _ => {}
        }
        Daden::new()
    }

    /// A list that looks old is read all the same.
    fn ja(&mut self, _blik: &Blik) -> Daden {
        self.voer_uit()
    }

    /// The path takes a key that is no command, or the choice of a field.
    fn toets(&mut self, _blik: &Blik, key: &KeyEvent) -> Daden {
        let typing = self.typt_pad();
        if let Leesstap::Koppelt(koppelen) = &mut self.stand {
            if !koppelen.bezig {
                koppelen.toets(key);
            }
        } else if let Some(path) = self.pad.as_mut().filter(|_| typing) {
            line_key(path, key);
        }
        Daden::new()
    }

    /// Cells are a list by themselves; one line is a path, also with the quotes that a file manager puts
    /// round it.
    fn plak(&mut self, blik: &Blik, text: &str) -> Daden {
        if !matches!(self.stand, Leesstap::Kiest(_) | Leesstap::Zoekt) {
            return Daad::let_op(
                "Plakken kan bij het kiezen van een bestand; er is niets gedaan. Druk eerst Esc.",
            )
            .into();
        }
        if is_tabel(text) {
            let naam = format!("geplakt {}", tijd::klok(blik.nu));
            // A terminal sends the end of a line as a carriage return.
            let tekst = text.replace("\r\n", "\n").replace('\r', "\n");
            return self.lees(Leesbron::Geplakt { naam, tekst });
        }
        if matches!(self.stand, Leesstap::Kiest(_)) {
            let line = text.lines().next().unwrap_or_default().trim();
            let line = line.trim_matches(['"', '\'']);
            let line = line.strip_prefix("file://").unwrap_or(line);
            self.pad = Some(Input::new(line.to_owned()));
        }
        Daden::new()
    }

    fn ontvang(&mut self, _blik: &Blik, antwoord: &mut Option<Antwoord>) -> Daden {
        match antwoord.take() {
            Some(Antwoord::Bestanden(found)) => {
                self.bestanden(found);
                Daden::new()
            }
            Some(Antwoord::Voorbeeld(plan)) => self.voorbeeld(plan),
            Some(Antwoord::OnbekendeKoppen(text, koppen)) => self.onbekende_koppen(text, koppen),
            Some(Antwoord::ProfielBewaard(result)) => self.profiel_bewaard(result),
            Some(Antwoord::Ingelezen(result)) => self.ingelezen(result),
            Some(Antwoord::LezingTerug(Ok(text))) => vec![
                Daad::Sluit,
                Daad::Vraag(Effect::LaadDag),
                Daad::Vraag(Effect::KijkMap),
                Daad::goed(text),
            ],
            other => {
                *antwoord = other;
                Daden::new()
            }
        }
    }
}
