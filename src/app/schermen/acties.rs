//! The screen Acties: what was agreed with partners, over all zaken.
//!
//! Must not know how a line is drawn.

use crossterm::event::KeyEvent;

use crate::app::afgeleid::acties::{Actierij, rijen};
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Doel};
use crate::app::keus::Keus;
use crate::app::keymap::{Action, Context};
use crate::app::scherm::Scherm;
use crate::app::schermen::inlezen::plakken::plak_op_lijst;
use crate::app::tab::{Tab, stap};
use crate::domain::ids::{ActieId, ZaakId};

/// State of the screen.
#[derive(Debug, Default)]
pub struct Acties {
    /// The chosen agreement.
    pub keus: Keus<(ZaakId, ActieId)>,
}

fn sleutels(blik: &Blik) -> Vec<(ZaakId, ActieId)> {
    rijen(blik.lijst.alle()).iter().map(Actierij::id).collect()
}

impl Scherm for Acties {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Acties]
    }

    fn zaak(&self, blik: &Blik) -> Option<ZaakId> {
        self.keus.gekozen(&sleutels(blik)).map(|(zaak, _)| zaak)
    }

    fn plak(&mut self, _blik: &Blik, text: &str) -> Daden {
        plak_op_lijst(text)
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let keys = sleutels(blik);
        if let Some(by) = stap(action, blik.pagina(10)) {
            self.keus.beweeg(&keys, by);
            return Daden::new();
        }
        match (action, self.keus.gekozen(&keys)) {
            (Action::Terug, _) => Daad::Tab(Tab::Ochtend).into(),
            (Action::Terugnemen, _) => Daad::VraagTerug(None).into(),
            (Action::ActieNieuw, chosen) => {
                // Without an agreement to follow it is the zaak that was looked at last.
                let zaak = chosen
                    .map(|(zaak, _)| zaak)
                    .or_else(|| blik.lijst.gekozen().map(|regel| regel.zaak.id));
                match zaak {
                    Some(zaak) => Deur::Klein(Doel::Actie(zaak)).into(),
                    None => Daad::let_op("Kies eerst een zaak: druk 1 voor de lijst.").into(),
                }
            }
            (Action::Openen, Some((zaak, _))) => Deur::Zaak(zaak).into(),
            (Action::StapAfronden, Some((zaak, actie))) => {
                Deur::Klein(Doel::ActieGedaan(zaak, actie)).into()
            }
            (Action::Openen | Action::StapAfronden, None) => {
                Daad::let_op("Er is nog niets afgesproken. a legt iets vast.").into()
            }
            _ => Daden::new(),
        }
    }
}
