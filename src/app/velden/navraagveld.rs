//! A source in a form: how far asking it has come, in which words, and when.
//!
//! What somebody types about a source that nobody asked is its answer; a source that was only asked stays
//! so until somebody says that it answered. Must not know the form around it, nor how it is drawn.

use crossterm::event::{KeyCode, KeyEvent};
use tui_input::Input;

use crate::domain::beoordeling::NavraagStand;

use crate::app::keymap::getypt;
use crate::app::velden::gevolg::Gevolg;
use crate::app::velden::tekstveld::{line_key, paste_line};

/// A source: how far asking it has come, at what time, with which answer.
#[derive(Debug, Clone)]
pub struct Navraagveld {
    /// The stage.
    pub stand: NavraagStand,
    /// When, as typed.
    pub tijd: Input,
    /// What it answered; before that, what there is to say about the asking.
    pub antwoord: Input,
    /// Which part has the focus.
    pub deel: Deel,
    /// Somebody typed the time, here and now.
    pub tijd_getypt: bool,
}

impl Default for Navraagveld {
    fn default() -> Self {
        Navraagveld {
            stand: NavraagStand::NietGevraagd,
            tijd: Input::default(),
            antwoord: Input::default(),
            deel: Deel::default(),
            tijd_getypt: false,
        }
    }
}

/// The parts of a [`Navraagveld`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Deel {
    /// The stage.
    #[default]
    Stand,
    /// The words.
    Antwoord,
    /// The time.
    Tijd,
}

impl Navraagveld {
    /// Somebody did something about this source.
    #[must_use]
    pub fn is_begonnen(&self) -> bool {
        self.stand != NavraagStand::NietGevraagd
    }

    /// Letters go into a text here.
    #[must_use]
    pub fn typt(&self) -> bool {
        self.deel != Deel::Stand
    }

    /// One part on; false when the next field is next.
    pub(in crate::app) fn volgende(&mut self) -> bool {
        self.deel = match self.deel {
            _ if !self.is_begonnen() => return false,
            Deel::Stand => Deel::Antwoord,
            Deel::Antwoord => Deel::Tijd,
            Deel::Tijd => return false,
        };
        true
    }

    /// One part back; false when the field before is next.
    pub(in crate::app) fn vorige(&mut self) -> bool {
        self.deel = match self.deel {
            Deel::Tijd => Deel::Antwoord,
            Deel::Antwoord => Deel::Stand,
            Deel::Stand => return false,
        };
        true
    }

    fn zet(&mut self, stand: NavraagStand, now: &str) {
        // When it was asked is not when it answered.
        let moved = self.stand != stand && !self.tijd_getypt;
        self.stand = stand;
        if self.is_begonnen() && (moved || self.tijd.value().is_empty()) {
            self.tijd = Input::new(now.to_owned());
        }
    }

    fn schuif(&mut self, by: usize, now: &str) -> Gevolg {
        let all = NavraagStand::ALLE;
        let at = all.iter().position(|one| *one == self.stand).unwrap_or(0);
        if let Some(next) = all.get((at + by) % all.len()) {
            self.zet(*next, now);
        }
        Gevolg::Gewijzigd
    }

    /// Handles a key; `now` is the time to write at a source that is being asked.
    pub(in crate::app) fn toets(&mut self, event: &KeyEvent, now: &str) -> Gevolg {
        match self.deel {
            Deel::Antwoord => line_key(&mut self.antwoord, event),
            Deel::Tijd => {
                let done = line_key(&mut self.tijd, event);
                self.tijd_getypt |= done == Gevolg::Gewijzigd;
                done
            }
            Deel::Stand => match event.code {
                KeyCode::Char(' ') | KeyCode::Right => self.schuif(1, now),
                KeyCode::Left => self.schuif(NavraagStand::ALLE.len() - 1, now),
                // Typing what came back says that it answered, unless somebody said how it stands.
                KeyCode::Char(_) if getypt(event).is_some() => {
                    if !self.is_begonnen() {
                        self.zet(NavraagStand::Antwoord, now);
                    }
                    self.deel = Deel::Antwoord;
                    line_key(&mut self.antwoord, event)
                }
                _ => Gevolg::Niets,
            },
        }
    }

    /// Puts pasted text where the cursor is.
    pub(in crate::app) fn plak(&mut self, text: &str) -> Gevolg {
        match self.deel {
            Deel::Antwoord => paste_line(&mut self.antwoord, text),
            Deel::Tijd => {
                self.tijd_getypt = true;
                paste_line(&mut self.tijd, text)
            }
            Deel::Stand => Gevolg::Niets,
        }
    }
}
