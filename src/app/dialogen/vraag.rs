//! A question that is answered with yes or no.
//!
//! Must not know what yes does.

use crossterm::event::KeyEvent;

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::keymap::{Action, Context};
use crate::app::scherm::Scherm;

/// The question.
#[derive(Debug)]
pub struct Vraag {
    /// The question.
    pub tekst: String,
    /// What yes does.
    pub dan: Daden,
}

impl Scherm for Vraag {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Vraag]
    }

    fn doe(&mut self, _blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let mut out = Daden::from(Daad::Sluit);
        match action {
            Action::Ja => out.append(&mut self.dan),
            Action::Nee => {}
            _ => return Daden::new(),
        }
        out
    }
}
