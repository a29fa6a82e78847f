//! The aandachtspuntenlijst of one zaak: each point answered by what was recorded, ticked by a person, or
//! open.
//!
//! Must not know how it is drawn, nor which points a site has.

use crossterm::event::KeyEvent;

use crate::app::afgeleid::stapkeus::Waarover;
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::Deur;
use crate::app::keymap::{Action, Context};
use crate::app::scherm::Scherm;
use crate::domain::aandachtspunt::PuntStand;
use crate::domain::decide::Weigering;
use crate::domain::ids::ZaakId;

/// The screen.
#[derive(Debug)]
pub struct Puntenscherm {
    /// Which zaak.
    pub zaak: ZaakId,
    /// Which point is chosen, by its id; none is the first.
    pub gekozen: Option<String>,
}

impl Puntenscherm {
    /// The list for a zaak.
    ///
    /// # Errors
    /// What is said where VT does not follow it.
    pub fn open(blik: &Blik, id: ZaakId) -> Result<Puntenscherm, Daden> {
        let zaak = blik.zaak(id).ok_or_else(Daden::new)?;
        if !zaak.stand.tag.as_ref().is_some_and(|now| now.tag.volgt()) {
            return Err(Daad::let_op(Weigering::NietGevolgd.to_string()).into());
        }
        Ok(Puntenscherm {
            zaak: id,
            gekozen: None,
        })
    }

    /// How every point stands now.
    #[must_use]
    pub fn standen(&self, blik: &Blik) -> Vec<PuntStand> {
        blik.regel(self.zaak).map_or_else(Vec::new, |regel| {
            let points = &blik.kennis.aandachtspunten;
            points.stand(&regel.zaak, &regel.suggestie.vlaggen, blik.nu)
        })
    }

    /// The place of the chosen point.
    #[must_use]
    pub fn plaats(&self, standen: &[PuntStand]) -> usize {
        let chosen = self.gekozen.as_ref();
        chosen
            .and_then(|id| standen.iter().position(|punt| punt.id == *id))
            .unwrap_or(0)
    }
}

impl Scherm for Puntenscherm {
    fn naam(&self) -> &'static str {
        "Aandachtspunten"
    }

    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Punten]
    }

    fn zaak(&self, _blik: &Blik) -> Option<ZaakId> {
        Some(self.zaak)
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let points = self.standen(blik);
        let at = self.plaats(&points);
        let to = match action {
            Action::Omlaag => at + 1,
            Action::Omhoog => at.saturating_sub(1),
            Action::PaginaOmlaag => at + 5,
            Action::PaginaOmhoog => at.saturating_sub(5),
            Action::Vink => {
                return points.get(at).map_or_else(Daden::new, |point| {
                    let over = Waarover::Punt {
                        id: point.id.clone(),
                        tekst: point.tekst.clone(),
                    };
                    Deur::Stap(self.zaak, over, None).into()
                });
            }
            Action::Terug => return Daad::Sluit.into(),
            _ => return Daden::new(),
        };
        let to = to.min(points.len().saturating_sub(1));
        self.gekozen = points.get(to).map(|point| point.id.clone());
        Daden::new()
    }
}
