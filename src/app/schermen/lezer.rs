//! Reading a long text: an assessment, input as it was sent, the origin of facts.
//!
//! Must not know what the text is about.

use crate::app::keymap::Action;
use crate::app::schuif::Schuif;

/// A line, and whether it is a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leesregel {
    /// Heading.
    Kop(String),
    /// Text; wrapped on drawing.
    Tekst(String),
    /// A label with its value.
    Paar(String, String),
}

/// The screen.
#[derive(Debug, Clone)]
pub struct Leesscherm {
    /// What stands above it.
    pub titel: String,
    /// The text.
    pub regels: Vec<Leesregel>,
    /// First line on screen, after wrapping.
    pub begin: Schuif,
    /// It is the text of the handing over, which can be written to a file.
    pub schrijfbaar: bool,
}

impl Leesscherm {
    /// A text to read, from its start.
    #[must_use]
    pub fn nieuw(titel: String, regels: Vec<Leesregel>) -> Leesscherm {
        Leesscherm {
            titel,
            regels,
            begin: Schuif::default(),
            schrijfbaar: false,
        }
    }

    /// Plain text, line by line.
    #[must_use]
    pub fn platte_tekst(titel: String, text: &str) -> Leesscherm {
        Leesscherm::nieuw(
            titel,
            text.lines()
                .map(|line| Leesregel::Tekst(line.to_owned()))
                .collect(),
        )
    }

    /// Scrolls; whether the key was for it.
    pub fn doe(&mut self, action: Action, pagina: usize) -> bool {
        self.begin.doe(action, pagina)
    }
}
