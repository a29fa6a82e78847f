//! The mapping screen: every heading of a file, and the field that it fills.
//!
//! Must not know how a profile is kept; it makes the choices.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::naam::vouw;
use crate::import::{Botsing, Kolom, Kopkijk, Koppeling, Plan, botsingen, is_lijst};

use crate::app::keymap::{Action, getypt};

/// One heading with its choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kopregel {
    /// The heading and its first cells.
    pub kop: Kopkijk,
    /// What the worker says that it fills.
    pub kolom: Option<Kolom>,
}

/// The screen.
#[derive(Debug)]
pub struct Koppelen {
    /// The preview from which it was opened, to go back to; none when no profile knew the file.
    pub plan: Option<Box<Plan>>,
    /// Name of the file.
    pub bestand: String,
    /// The profile with which the file was read.
    pub basis: String,
    /// Every heading, in the order of the file.
    pub rijen: Vec<Kopregel>,
    /// Which heading is chosen.
    pub cursor: usize,
    /// What was typed to find a field.
    pub zoek: String,
    /// The choices are being kept.
    pub bezig: bool,
}

impl Koppelen {
    /// The headings of a preview, the cursor on the first that no profile knows.
    #[must_use]
    pub fn nieuw(plan: Box<Plan>) -> Koppelen {
        let koppen = plan.lijst.koppen.clone();
        let (bestand, basis) = (plan.lijst.bestand.clone(), plan.lijst.profiel.clone());
        Koppelen {
            plan: Some(plan),
            ..Koppelen::van_koppen(bestand, basis, koppen)
        }
    }

    /// The headings of a file that no profile knows.
    #[must_use]
    pub fn van_koppen(bestand: String, basis: String, koppen: Vec<Kopkijk>) -> Koppelen {
        let rijen: Vec<Kopregel> = koppen
            .into_iter()
            .map(|kop| Kopregel {
                kolom: kop.kolom,
                kop,
            })
            .collect();
        let cursor = rijen
            .iter()
            .position(|row| row.kolom.is_none())
            .unwrap_or(0);
        Koppelen {
            plan: None,
            bestand,
            basis,
            rijen,
            cursor,
            zoek: String::new(),
            bezig: false,
        }
    }

    /// The choices.
    #[must_use]
    pub fn koppelingen(&self) -> Vec<Koppeling> {
        self.rijen
            .iter()
            .map(|row| Koppeling {
                kop: row.kop.kop.clone(),
                kolom: row.kolom,
            })
            .collect()
    }

    /// The fields that more than one heading would fill.
    #[must_use]
    pub fn botsingen(&self) -> Vec<Botsing> {
        botsingen(&self.koppelingen())
    }

    /// What is wrong with the choices, as a sentence; none when they can be kept.
    #[must_use]
    pub fn bezwaar(&self) -> Option<String> {
        if let Some(first) = self.botsingen().first() {
            return Some(format!(
                "Twee koppen vullen {}: {}. Kies er een; zet de andere op overslaan.",
                first.kolom.label(),
                first.koppen.join(" en ")
            ));
        }
        (!is_lijst(&self.koppelingen())).then(|| {
            "Nodig is een naam of PL-nummer, en een feit of het moment van aanhouding.".to_owned()
        })
    }

    /// Whether something was chosen that was not so before.
    #[must_use]
    pub fn gewijzigd(&self) -> bool {
        self.rijen.iter().any(|row| row.kolom != row.kop.kolom)
    }

    /// How many headings nobody knows what they fill.
    #[must_use]
    pub fn onbekend(&self) -> usize {
        self.rijen.iter().filter(|row| row.kolom.is_none()).count()
    }

    /// Moves, or chooses; whether the key was for it.
    pub fn doe(&mut self, action: Action) -> bool {
        let last = self.rijen.len().saturating_sub(1);
        let to = match action {
            Action::Omlaag => self.cursor + 1,
            Action::Omhoog => self.cursor.saturating_sub(1),
            Action::PaginaOmlaag => self.cursor + 10,
            Action::PaginaOmhoog => self.cursor.saturating_sub(10),
            Action::VolgendeOpen => self.volgende_onbekende(),
            _ => return false,
        };
        self.cursor = to.min(last);
        self.zoek.clear();
        true
    }

    /// The next or the previous field for the chosen heading, round at the ends.
    pub fn kies(&mut self, verder: bool) {
        self.zoek.clear();
        let count = Kolom::ALLE.len() + 1;
        let Some(row) = self.rijen.get_mut(self.cursor) else {
            return;
        };
        // Place 0 is no field at all.
        let at = row
            .kolom
            .and_then(|kolom| Kolom::ALLE.iter().position(|one| *one == kolom))
            .map_or(0, |at| at + 1);
        let next = if verder { at + 1 } else { at + count - 1 } % count;
        row.kolom = next
            .checked_sub(1)
            .and_then(|at| Kolom::ALLE.get(at))
            .copied();
    }

    /// A letter looks a field up by its name; Backspace takes letters away, and then the choice.
    pub fn toets(&mut self, key: &KeyEvent) {
        match key.code {
            KeyCode::Backspace if self.zoek.is_empty() => self.zet(None),
            KeyCode::Backspace => {
                self.zoek.pop();
                self.zoek_veld();
            }
            KeyCode::Delete => {
                self.zoek.clear();
                self.zet(None);
            }
            _ => {
                if let Some(c) = getypt(key)
                    && self.zoek.chars().count() < 24
                {
                    self.zoek.push(c);
                    self.zoek_veld();
                }
            }
        }
    }

    fn zoek_veld(&mut self) {
        let wanted = vouw(&self.zoek);
        if wanted.is_empty() {
            return;
        }
        let label = |kolom: Kolom| vouw(kolom.label());
        let found = Kolom::ALLE
            .into_iter()
            .find(|kolom| label(*kolom).starts_with(&wanted))
            .or_else(|| {
                Kolom::ALLE
                    .into_iter()
                    .find(|kolom| label(*kolom).contains(&wanted))
            });
        if found.is_some() {
            self.zet(found);
        }
    }

    fn zet(&mut self, kolom: Option<Kolom>) {
        if let Some(row) = self.rijen.get_mut(self.cursor) {
            row.kolom = kolom;
        }
    }

    fn volgende_onbekende(&self) -> usize {
        let count = self.rijen.len();
        (1..=count)
            .map(|step| (self.cursor + step) % count.max(1))
            .find(|at| self.rijen.get(*at).is_some_and(|row| row.kolom.is_none()))
            .unwrap_or(self.cursor)
    }
}
