//! What reading goes through: files found, a plan that came, the next of several, the plan carried out.
//!
//! Must not know which key did what.

use super::koppelen::Koppelen;
use super::reeks::{Reeks, Uitslag};
use super::{ALGEMEEN, Inlezen, Kopkijk, Leesstap, Plan, deel, map, oud};
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::formulieren::papier;
use crate::app::keymap::Action;
use crate::app::melding::{Melding as Zin, Toon};
use crate::app::msg::{Effect, Kandidaat, Leesbron};
use crate::domain::event::Leestelling;
use crate::domain::tijd;
use chrono::{DateTime, Utc};
use std::path::PathBuf;
use tui_input::Input;

impl Inlezen {
    /// Files were found, or the folder could not be read.
    pub(super) fn bestanden(&mut self, found: Result<Vec<Kandidaat>, String>) {
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
    pub(super) fn voorbeeld(&mut self, plan: Result<Box<Plan>, String>) -> Daden {
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
    pub(super) fn ingelezen(&mut self, result: Result<Leestelling, String>) -> Daden {
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
    pub(super) fn profiel_bewaard(&mut self, result: Result<String, String>) -> Daden {
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
    pub(super) fn onbekende_koppen(&mut self, fout: String, koppen: Vec<Kopkijk>) -> Daden {
        let out = self.voorbeeld(Err(fout));
        if matches!(self.stand, Leesstap::Kiest(_)) {
            self.koppen = koppen;
        }
        out
    }

    /// Moves among the files, or scrolls.
    pub(super) fn beweeg(&mut self, action: Action) {
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
    pub(super) fn merk(&mut self) {
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

    pub(super) fn open_bestand(&mut self) -> Daden {
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

    pub(super) fn lees(&mut self, bron: Leesbron) -> Daden {
        self.stand = Leesstap::Leest(bron.naam());
        self.fout = None;
        self.koppen.clear();
        self.bron = Some(bron.clone());
        Daad::Vraag(Effect::BekijkBestand(bron)).into()
    }

    /// Reads the file that is shown once more, with every sheet that looks like a list.
    pub(super) fn alle_bladen(&mut self) -> Daden {
        match self.bron.clone() {
            Some(Leesbron::Bestand(path)) => self.lees(Leesbron::AlleBladen(path)),
            _ => Daden::new(),
        }
    }

    /// The next of several files; after the last one it is told what became of all.
    pub(super) fn volgende(&mut self) -> Daden {
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

    pub(super) fn bevestig(&mut self, nu: DateTime<Utc>) -> Daden {
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
    pub(super) fn voer_uit(&mut self) -> Daden {
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
    pub(super) fn koppel(&mut self) {
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

    pub(super) fn terug(&mut self) -> Daden {
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

pub(super) fn bewaar_profiel(koppelen: &mut Koppelen) -> Daden {
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

pub(super) fn vraag_terugnemen(blik: &Blik) -> Daden {
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
