//! How far a long text was scrolled, on every screen alike.
//!
//! How long a text is depends on the width at which it is wrapped, and only drawing knows that. So
//! drawing tells the last line that can stand on top, and the next key counts from there: without
//! it a key after `End` would seem to do nothing.
//!
//! Must not know what is scrolled.

use std::cell::Cell;

use super::keymap::Action;

/// The first line on screen.
#[derive(Debug, Clone)]
pub struct Schuif {
    begin: usize,
    laatste: Cell<usize>,
}

impl Default for Schuif {
    fn default() -> Self {
        Schuif {
            begin: 0,
            laatste: Cell::new(usize::MAX),
        }
    }
}

impl Schuif {
    /// Scrolls; whether the key was for it.
    pub fn doe(&mut self, action: Action, pagina: usize) -> bool {
        let begin = self.begin.min(self.laatste.get());
        self.begin = match action {
            Action::Omlaag => begin.saturating_add(1),
            Action::Omhoog => begin.saturating_sub(1),
            Action::PaginaOmlaag => begin.saturating_add(pagina),
            Action::PaginaOmhoog => begin.saturating_sub(pagina),
            Action::Begin => 0,
            Action::Eind => usize::MAX,
            _ => return false,
        };
        true
    }

    /// It does not stand at its start.
    #[must_use]
    pub fn is_verder(&self) -> bool {
        self.begin.min(self.laatste.get()) > 0
    }

    /// Back to the start.
    pub fn naar_begin(&mut self) {
        *self = Schuif::default();
    }

    /// The first line on screen of a text of `regels` lines, of which `hoogte` are seen.
    #[must_use]
    pub fn begin(&self, regels: usize, hoogte: usize) -> usize {
        let last = regels.saturating_sub(hoogte);
        self.laatste.set(last);
        self.begin.min(last)
    }
}
