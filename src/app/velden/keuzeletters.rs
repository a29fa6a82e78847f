//! Keys in a choice and in a row of ticks: arrows, the bar, and the first letters of what is meant. Letters that fit
//! nothing choose nothing.
//!
//! Must not know what can be chosen, nor how it is drawn.

use crossterm::event::{KeyCode, KeyEvent};

use crate::app::keymap::getypt;
use crate::app::velden::gevolg::Gevolg;

/// What was typed in one choice or row of ticks.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Keuzeletters {
    /// The place of the field.
    pub(in crate::app) veld: usize,
    /// The letters.
    getypt: String,
    /// They are the begin of nothing that can be chosen, so that nothing changed: said at the field.
    mis: bool,
    /// What was chosen before the first of them.
    vanaf: usize,
}

impl Keuzeletters {
    /// Nothing was typed in the field at this place yet.
    pub(in crate::app) fn van(veld: usize) -> Keuzeletters {
        Keuzeletters {
            veld,
            ..Keuzeletters::default()
        }
    }

    /// These words were put in at once: they choose nothing.
    pub(in crate::app) fn geplakt(veld: usize, text: &str) -> Keuzeletters {
        Keuzeletters {
            getypt: text.trim().to_owned(),
            mis: true,
            ..Keuzeletters::van(veld)
        }
    }

    /// What was typed and is the begin of nothing that can be chosen; none where it is.
    pub(in crate::app) fn gemist(&self) -> Option<String> {
        self.mis.then(|| self.getypt.chars().take(12).collect())
    }

    /// One letter more; what it means is what begins with everything that was typed, or the next one after `now`
    /// where the same letter was typed again. Where nothing begins so, what stood there before.
    fn zoek<'a>(
        &mut self,
        c: char,
        options: &(impl Iterator<Item = &'a str> + Clone),
        now: usize,
    ) -> Option<usize> {
        self.getypt.extend(c.to_lowercase());
        if self.mis {
            return None;
        }
        let count = options.clone().count();
        let begins = |option: &str, with: &str| option.to_lowercase().starts_with(with);
        let after = |with: &str, from: usize| {
            (0..count)
                .map(|step| (from + step) % count.max(1))
                .find(|at| {
                    options
                        .clone()
                        .nth(*at)
                        .is_some_and(|one| begins(one, with))
                })
        };
        let single = self.getypt.chars().count() == 1;
        let from = if single { now + 1 } else { now };
        let found = after(&self.getypt, from).or_else(|| {
            // The same letter again walks on.
            let letter: String = c.to_lowercase().collect();
            let same = self.getypt.split(&letter).all(str::is_empty);
            let found = after(&letter, now + 1).filter(|_| same)?;
            self.getypt = letter;
            Some(found)
        });
        self.mis = found.is_none();
        if single {
            self.vanaf = now;
        }
        // Words that were meant for another field set nothing here: what stood there stands there again.
        found.or(Some(self.vanaf))
    }
}

/// Handles a key in a choice: arrows, the bar, or the first letters of what is meant.
pub(in crate::app) fn choice_key(
    options: &[String],
    chosen: &mut usize,
    letters: &mut Keuzeletters,
    event: &KeyEvent,
) -> Gevolg {
    let count = options.len().max(1);
    let before = *chosen;
    match event.code {
        KeyCode::Right => *chosen = (*chosen + 1) % count,
        KeyCode::Left => *chosen = (*chosen + count - 1) % count,
        KeyCode::Char(' ') if !past_spatie(letters, options.iter().map(String::as_str)) => {
            *letters = Keuzeletters::van(letters.veld);
            *chosen = (*chosen + 1) % count;
        }
        KeyCode::Char(_) => {
            let Some(c) = getypt(event) else {
                return Gevolg::Niets;
            };
            match letters.zoek(c, &options.iter().map(String::as_str), before) {
                Some(at) => *chosen = at,
                None => return Gevolg::Bewogen,
            }
        }
        _ => return Gevolg::Niets,
    }
    if *chosen == before {
        Gevolg::Bewogen
    } else {
        Gevolg::Gewijzigd
    }
}

/// A blank goes on with what was typed: `niet vast`.
fn past_spatie<'a>(letters: &Keuzeletters, mut options: impl Iterator<Item = &'a str>) -> bool {
    let with = format!("{} ", letters.getypt);
    letters.mis
        || letters.getypt.len() > 1 && options.any(|one| one.to_lowercase().starts_with(&with))
}

/// Handles a key in a row of ticks.
pub(in crate::app) fn ticks_key(
    options: &mut [(String, bool)],
    at: &mut usize,
    letters: &mut Keuzeletters,
    event: &KeyEvent,
) -> Gevolg {
    let count = options.len().max(1);
    match event.code {
        KeyCode::Right => {
            *at = (*at + 1) % count;
            Gevolg::Bewogen
        }
        KeyCode::Left => {
            *at = (*at + count - 1) % count;
            Gevolg::Bewogen
        }
        KeyCode::Char(' ')
            if !past_spatie(letters, options.iter().map(|(label, _)| label.as_str())) =>
        {
            *letters = Keuzeletters::van(letters.veld);
            if let Some((_, on)) = options.get_mut(*at) {
                *on = !*on;
            }
            Gevolg::Gewijzigd
        }
        KeyCode::Char(_) => {
            let Some(c) = getypt(event) else {
                return Gevolg::Niets;
            };
            let labels = options.iter().map(|(label, _)| label.as_str());
            if let Some(index) = letters.zoek(c, &labels, *at) {
                *at = index;
            }
            Gevolg::Bewogen
        }
        _ => Gevolg::Niets,
    }
}
