//! What every form in which one types has in common: a draft that is kept while typing, and a closing that
//! waits until the store said yes. Here is where one form stands on that way; `bewaren` walks it.
//!
//! Must not know what stands in a form, nor how a draft is stored.

use chrono::{DateTime, Utc};

use crate::domain::ids::ZaakId;
use crate::domain::tijd;

use super::conceptsleutel::Conceptsleutel;
use super::deur::Deur;
use super::melding::Toon;
use super::msg::Nummer;

/// What becomes of the form once its draft is kept.
#[derive(Debug, Clone, Default)]
pub enum Daarna {
    /// It stays.
    #[default]
    Blijft,
    /// It closes.
    Dicht,
    /// It closes, and this opens.
    Naar(Deur),
}

/// Where a text stands that is being written.
#[derive(Debug)]
pub struct Concept {
    /// Which draft.
    pub sleutel: Conceptsleutel,
    /// Typed since the form was opened.
    pub gewijzigd: bool,
    /// When the draft was kept, as it stands now.
    pub bewaard: Option<DateTime<Utc>>,
    /// When the draft that was found had been kept.
    pub teruggehaald: Option<DateTime<Utc>>,
    /// Why the store did not take it.
    pub fout: Option<String>,
    /// Typed since the draft was handed to the store.
    pub(in crate::app) ongeschreven: bool,
    /// The draft is on its way to the store.
    pub(in crate::app) onderweg: Option<Nummer>,
    /// What the form says is on its way to the store.
    pub(in crate::app) bezig: Option<Nummer>,
    pub(in crate::app) daarna: Daarna,
}

impl Concept {
    /// Nothing was typed yet.
    #[must_use]
    pub fn nieuw(zaak: ZaakId, soort: impl Into<String>) -> Concept {
        Concept {
            sleutel: Conceptsleutel {
                zaak,
                soort: soort.into(),
            },
            gewijzigd: false,
            bewaard: None,
            teruggehaald: None,
            fout: None,
            ongeschreven: false,
            onderweg: None,
            bezig: None,
            daarna: Daarna::default(),
        }
    }

    /// It waits for the store, so no key may change it.
    #[must_use]
    pub fn wacht(&self) -> bool {
        self.bezig.is_some() || !matches!(self.daarna, Daarna::Blijft)
    }

    /// There is a draft of it in the store, as it stands now or as it stood.
    pub(in crate::app) fn staat(&self) -> bool {
        self.bewaard.is_some() || self.teruggehaald.is_some()
    }

    /// What the form says is on its way to the store under this number.
    pub(in crate::app) fn op_weg(&mut self, nummer: Nummer) {
        self.fout = None;
        self.bezig = Some(nummer);
    }

    /// The store answered about this number: whether it was about this form, and went well. When it did not,
    /// the form stays, with why.
    pub(in crate::app) fn beslist(&mut self, nummer: Nummer, fout: Option<&str>) -> bool {
        if self.bezig != Some(nummer) {
            return false;
        }
        if let Some(why) = fout {
            self.bezig = None;
            self.fout = Some(why.to_owned());
        }
        fout.is_none()
    }

    /// How it stands, for a corner of the form; none where nothing was typed.
    #[must_use]
    pub fn zin(&self, nu: DateTime<Utc>) -> Option<(String, Toon)> {
        let text = if self.bezig.is_some() {
            ("opslaan …".to_owned(), Toon::Let)
        } else if self.fout.is_some() {
            ("niet bewaard!".to_owned(), Toon::Fout)
        } else if self.ongeschreven || self.onderweg.is_some() {
            ("concept …".to_owned(), Toon::Let)
        } else if let Some(at) = self.bewaard {
            (format!("concept bewaard {}", tijd::klok(at)), Toon::Goed)
        } else if let Some(at) = self.teruggehaald {
            let at = tijd::moment(at, nu);
            (format!("concept van {at} teruggehaald"), Toon::Let)
        } else {
            return None;
        };
        Some(text)
    }
}
