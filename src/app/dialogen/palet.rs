//! The palette: every action that works here, found by its name.
//!
//! Must not know what an action does.

use crossterm::event::KeyEvent;
use tui_input::Input;

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::keymap::{Action, Binding, Context, KEYMAP};
use crate::app::scherm::Scherm;
use crate::app::velden::gevolg::Gevolg;
use crate::app::velden::tekstveld::{line_key, paste_line};
use crate::domain::naam::vouw;

/// The window.
#[derive(Debug, Clone)]
pub struct Palet {
    /// What is looked for.
    pub zoek: Input,
    /// Which of the found is chosen.
    pub cursor: usize,
    contexts: Vec<Context>,
}

impl Palet {
    /// Offers what works in these contexts.
    #[must_use]
    pub fn nieuw(contexts: Vec<Context>) -> Palet {
        Palet {
            zoek: Input::default(),
            cursor: 0,
            contexts,
        }
    }

    /// What fits the words that were typed. Moving about is not offered.
    #[must_use]
    pub fn gevonden(&self) -> Vec<&'static Binding> {
        let wanted = vouw(self.zoek.value());
        KEYMAP
            .iter()
            .filter(|binding| self.contexts.contains(&binding.context))
            .filter(|binding| {
                !matches!(
                    binding.action,
                    Action::Omlaag
                        | Action::Omhoog
                        | Action::PaginaOmlaag
                        | Action::PaginaOmhoog
                        | Action::Begin
                        | Action::Eind
                        | Action::Palet
                        | Action::Kies
                        | Action::Vink
                        | Action::VolgendVeld
                        | Action::VorigVeld
                )
            })
            .filter(|binding| binding.toets != "F1")
            .filter(|binding| {
                let text = vouw(&format!("{} {}", binding.kort, binding.lang));
                wanted.split(' ').all(|word| text.contains(word))
            })
            .collect()
    }
}

impl Scherm for Palet {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Palet]
    }

    fn doe(&mut self, _blik: &Blik, action: Action, key: &KeyEvent) -> Daden {
        let found = self.gevonden();
        match action {
            Action::Omlaag => {
                self.cursor = (self.cursor + 1).min(found.len().saturating_sub(1));
                Daden::new()
            }
            Action::Omhoog => {
                self.cursor = self.cursor.saturating_sub(1);
                Daden::new()
            }
            Action::Bevestig => {
                let chosen = found.get(self.cursor);
                let act = chosen.map(|binding| Daad::Doe(binding.action, *key));
                std::iter::once(Daad::Sluit).chain(act).collect()
            }
            _ => Daad::Sluit.into(),
        }
    }

    fn toets(&mut self, _blik: &Blik, key: &KeyEvent) -> Daden {
        if line_key(&mut self.zoek, key) == Gevolg::Gewijzigd {
            self.cursor = 0;
        }
        Daden::new()
    }

    fn plak(&mut self, _blik: &Blik, text: &str) -> Daden {
        paste_line(&mut self.zoek, text);
        Daden::new()
    }

    fn typt(&self) -> bool {
        true
    }
}
