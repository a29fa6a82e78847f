//! All keys, to read.
//!
//! Must not know how they are laid out.

use crossterm::event::KeyEvent;

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::keymap::{Action, Context};
use crate::app::scherm::Scherm;
use crate::app::schuif::Schuif;

/// The window.
#[derive(Debug, Default)]
pub struct Hulp {
    /// How far the keys were scrolled.
    pub begin: Schuif,
}

impl Scherm for Hulp {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Lezer]
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        if self.begin.doe(action, blik.pagina(8)) {
            Daden::new()
        } else {
            Daad::Sluit.into()
        }
    }
}
