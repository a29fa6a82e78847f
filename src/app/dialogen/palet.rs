//! The palette: every action that works here, found by its name.
//!
//! Must not know what an action does.

use tui_input::Input;

use crate::domain::naam::vouw;

use crate::app::keymap::{Binding, Context, KEYMAP};

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
        use crate::app::keymap::Action as A;
        let wanted = vouw(self.zoek.value());
        KEYMAP
            .iter()
            .filter(|binding| self.contexts.contains(&binding.context))
            .filter(|binding| {
                !matches!(
                    binding.action,
                    A::Omlaag
                        | A::Omhoog
                        | A::PaginaOmlaag
                        | A::PaginaOmhoog
                        | A::Begin
                        | A::Eind
                        | A::Palet
                        | A::Kies
                        | A::Vink
                        | A::VolgendVeld
                        | A::VorigVeld
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
