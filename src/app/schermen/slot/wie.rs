//! Who works at the table, as the screen has it.
//!
//! Must not know what can be done with a person.

use crate::domain::ids::PersoonId;
use crate::domain::persoon::{Medewerker, rollen_tekst};

/// Who works at the table, as the screen has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Personen {
    /// Everybody, in the order in which they came.
    pub alle: Vec<Medewerker>,
    /// Who is chosen.
    pub gekozen: Option<PersoonId>,
    /// The words of a recovery sheet that was just made.
    pub woorden: Vec<&'static str>,
    /// What was done last, in a sentence.
    pub zin: String,
}

impl Personen {
    /// Who is chosen.
    #[must_use]
    pub fn gekozene(&self) -> Option<&Medewerker> {
        self.alle.iter().find(|one| Some(one.id) == self.gekozen)
    }

    pub(super) fn stap(&mut self, by: isize) {
        let at = self
            .alle
            .iter()
            .position(|one| Some(one.id) == self.gekozen);
        let last = self.alle.len().saturating_sub(1);
        let next = at.map_or(0, |at| at.saturating_add_signed(by).min(last));
        self.gekozen = self.alle.get(next).map(|one| one.id);
    }
}

/// A person as a line: name, and roles.
#[must_use]
pub fn regel(one: &Medewerker) -> (String, String) {
    (one.naam.clone(), rollen_tekst(&one.rollen))
}
