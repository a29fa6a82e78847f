//! A few ways on from a step.
//!
//! Must not know how a way is gone beyond what it opens.

use crossterm::event::KeyEvent;

use crate::app::afgeleid::menukeus::{Menukeus, wegen};
use crate::app::afgeleid::stapkeus::{Stapkeus, Waarover};
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Zaakvorm};
use crate::app::keymap::{Action, Context, getypt};
use crate::app::scherm::Scherm;
use crate::app::stapweg;
use crate::domain::ids::ZaakId;

/// A few ways on from a step.
#[derive(Debug, Clone)]
pub struct Menu {
    /// Which zaak.
    pub zaak: ZaakId,
    /// The step that it is about.
    pub stap: Stapkeus,
    /// The ways.
    pub keuzes: Vec<Menukeus>,
    /// Which is chosen.
    pub cursor: usize,
}

impl Menu {
    /// The ways on from a step.
    #[must_use]
    pub fn nieuw(zaak: ZaakId, stap: Stapkeus) -> Menu {
        Menu {
            zaak,
            keuzes: wegen(stap.soort),
            stap,
            cursor: 0,
        }
    }

    /// Goes the way that is chosen.
    fn ga(&self, blik: &Blik) -> Daden {
        let id = self.zaak;
        let step = || vec![self.stap.clone()];
        let words = |over| {
            let key = (self.stap.soort, self.stap.aanleiding);
            Deur::Stap(id, over, Some(key)).into()
        };
        let mut out = Daden::from(Daad::Sluit);
        out.extend(match self.keuzes.get(self.cursor) {
            Some(Menukeus::Beslissing) => Deur::Zaakformulier(id, Zaakvorm::Afdoening).into(),
            Some(Menukeus::TekstKpc) => stapweg::lees_terugkoppeling(blik, id),
            Some(Menukeus::Melding) => Deur::Zaakformulier(id, Zaakvorm::Melding).into(),
            Some(Menukeus::Overleg) => Deur::Zaakformulier(id, Zaakvorm::Overleg).into(),
            Some(Menukeus::Bronnen | Menukeus::Beoordelen) => Deur::Beoordelen(id).into(),
            Some(Menukeus::Gevraagd) => words(Waarover::Gevraagd(step())),
            Some(Menukeus::Gedaan | Menukeus::Uitgezocht | Menukeus::Openhouden) => {
                words(Waarover::Gedaan(step()))
            }
            Some(Menukeus::Terzijde) => words(Waarover::Terzijde(step())),
            Some(Menukeus::SoortKlopt) => stapweg::soort_beslist(blik, id, true),
            Some(Menukeus::SoortKloptNiet) => stapweg::soort_beslist(blik, id, false),
            Some(Menukeus::Sluiten) => stapweg::sluiten(blik, id),
            None => Daden::new(),
        });
        out
    }
}

impl Scherm for Menu {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Menu]
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let last = self.keuzes.len().saturating_sub(1);
        match action {
            Action::Omlaag => self.cursor = (self.cursor + 1).min(last),
            Action::Omhoog => self.cursor = self.cursor.saturating_sub(1),
            Action::Bevestig => return self.ga(blik),
            _ => return Daad::Sluit.into(),
        }
        Daden::new()
    }

    fn toets(&mut self, blik: &Blik, key: &KeyEvent) -> Daden {
        let digit = getypt(key).and_then(|c| c.to_digit(10));
        let at = digit.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        match at.filter(|at| *at < self.keuzes.len()) {
            Some(at) => {
                self.cursor = at;
                self.ga(blik)
            }
            None => Daden::new(),
        }
    }
}
