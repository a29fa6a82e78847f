//! What keys, pasted text and answers do on the screen of reading a list.
//!
//! Must not know how a file is read.

use super::plakken::is_tabel;
use super::reeks::Uitslag;
use super::verloop::{bewaar_profiel, vraag_terugnemen};
use super::{Begin, Inlezen, Leesstap, deel};
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::keymap::{Action, Context};
use crate::app::msg::{Antwoord, Effect, Leesbron};
use crate::app::scherm::Scherm;
use crate::app::velden::tekstveld::line_key;
use crate::domain::tijd;
use crossterm::event::{KeyCode, KeyEvent};
use tui_input::Input;

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
