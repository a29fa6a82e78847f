//! How old the suspect of a line is, also where only the year of birth is known; and somebody around him.
//!
//! Must not know the wall clock.

use chrono::{DateTime, Datelike as _, Utc};

use crate::domain::betrokkene::Betrokkene;
use crate::domain::tijd;
use crate::import::GEBOORTEJAAR;

use crate::app::afgeleid::dagregel::Dagregel;

impl Dagregel {
    /// The suspect is a minor today.
    #[must_use]
    pub fn minderjarig(&self, nu: DateTime<Utc>) -> bool {
        self.minderjarig_bekend(nu) == Some(true)
    }

    /// Whether the suspect is a minor today, also where only the year of birth is known; none when that
    /// is not enough.
    #[must_use]
    pub fn minderjarig_bekend(&self, nu: DateTime<Utc>) -> Option<bool> {
        if let Some(age) = self.leeftijd(nu) {
            return Some(age < 18);
        }
        let oldest = self.jaren(nu)?;
        match oldest {
            ..18 => Some(true),
            18 => None,
            _ => Some(false),
        }
    }

    /// The year of birth on the list, where it does not say the day.
    #[must_use]
    pub fn geboortejaar_van_lijst(&self) -> Option<i32> {
        self.zaak
            .regel
            .overig
            .iter()
            .find(|(kop, _)| kop.as_ref() == GEBOORTEJAAR)
            .and_then(|(_, year)| year.parse().ok())
    }

    /// The year of birth, where the day is not known.
    #[must_use]
    pub fn geboortejaar(&self) -> Option<i32> {
        if self.zaak.geboortedatum().is_some() {
            return None;
        }
        self.zaak
            .gemeld_geboortejaar()
            .or_else(|| self.geboortejaar_van_lijst())
    }

    /// The oldest that the suspect can be today, by the year of birth alone.
    fn jaren(&self, nu: DateTime<Utc>) -> Option<i32> {
        let year = self.geboortejaar()?;
        Some(tijd::lokaal(nu).year() - year)
    }

    /// The age in words: `16`, or `15 of 16` where only the year of birth is known.
    #[must_use]
    pub fn leeftijd_tekst(&self, nu: DateTime<Utc>) -> Option<String> {
        match self.leeftijd(nu) {
            Some(age) => Some(age.to_string()),
            None => self
                .jaren(nu)
                .map(|oldest| format!("{} of {oldest}", oldest - 1)),
        }
    }

    /// Age of the suspect in years.
    #[must_use]
    pub fn leeftijd(&self, nu: DateTime<Utc>) -> Option<u32> {
        self.zaak
            .geboortedatum()
            .and_then(|born| tijd::leeftijd(born, tijd::lokaal(nu).date_naive()))
    }
}

/// Age of a person in words, for a label.
#[must_use]
pub fn leeftijd_tekst(who: &Betrokkene, nu: DateTime<Utc>) -> String {
    let today = tijd::lokaal(nu).date_naive();
    who.leeftijd
        .map_or_else(String::new, |age| age.tekst(today))
}
