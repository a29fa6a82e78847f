//! What every screen may look at: the moment, the rules, the table, the list of the day, the zaken that were
//! loaded. A screen reads it and changes nothing in it; what must change it says (`daad`).
//!
//! Must not know which screens there are.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::ids::ZaakId;
use crate::domain::naam::Naam;
use crate::domain::stap::Stap;
use crate::domain::zaak::Zaak;

use super::afgeleid::dagregel::Dagregel;
use super::afgeleid::lijst::Lijst;
use super::conceptsleutel::Conceptsleutel;
use super::kennis::{Kennis, Tafel};
use super::msg::{Dossier, Kandidaat};

/// The smallest window in which the program can be used.
pub const KLEINST: (u16, u16) = (80, 24);

/// What lies around a screen.
#[derive(Debug)]
pub struct Blik {
    /// The moment of the last message.
    pub nu: DateTime<Utc>,
    /// Rules and lists.
    pub kennis: Arc<Kennis>,
    /// Which table, and who works.
    pub tafel: Tafel,
    /// Columns and rows of the window.
    pub formaat: (u16, u16),
    /// The list of the day.
    pub lijst: Lijst,
    /// The list is being loaded for the first time.
    pub laadt: bool,
    /// Names are hidden (F9).
    pub verborgen: bool,
    /// Which drafts there are.
    pub concepten: BTreeSet<Conceptsleutel>,
    /// What stands in the folder of lists, as far as was seen.
    pub bestanden: Vec<Kandidaat>,
    /// The zaken on screen, as they came from the store.
    pub dossiers: HashMap<ZaakId, Dossier>,
}

impl Blik {
    /// Nothing is known yet.
    #[must_use]
    pub fn nieuw(
        kennis: Arc<Kennis>,
        tafel: Tafel,
        nu: DateTime<Utc>,
        formaat: (u16, u16),
    ) -> Blik {
        Blik {
            nu,
            kennis,
            tafel,
            formaat,
            lijst: Lijst::default(),
            laadt: false,
            verborgen: false,
            concepten: BTreeSet::new(),
            bestanden: Vec::new(),
            dossiers: HashMap::new(),
        }
    }

    /// A zaak, wherever it is known.
    #[must_use]
    pub fn zaak(&self, id: ZaakId) -> Option<&Zaak> {
        let listed = self.lijst.zoek(id).map(|regel| &regel.zaak);
        listed.or_else(|| self.dossiers.get(&id).map(|dossier| &dossier.zaak))
    }

    /// A zaak with what is derived for it: from the list of the day, or else from what was loaded.
    #[must_use]
    pub fn regel(&self, id: ZaakId) -> Option<Dagregel> {
        if let Some(regel) = self.lijst.zoek(id) {
            return Some(regel.clone());
        }
        let dossier = self.dossiers.get(&id)?;
        Some(Dagregel::nieuw(
            dossier.zaak.clone(),
            true,
            &self.kennis,
            self.nu,
        ))
    }

    /// The open steps of a zaak.
    #[must_use]
    pub fn stappen(&self, id: ZaakId) -> Vec<Stap> {
        match self.lijst.zoek(id) {
            Some(regel) => regel.stappen.clone(),
            None => self.regel(id).map_or_else(Vec::new, |regel| regel.stappen),
        }
    }

    /// Something was typed in this zaak that was not recorded yet.
    #[must_use]
    pub fn heeft_concept(&self, zaak: ZaakId) -> bool {
        self.concepten.iter().any(|one| one.zaak == zaak)
    }

    /// The window is too small to see what one does.
    #[must_use]
    pub fn is_te_klein(&self) -> bool {
        self.formaat.0 < KLEINST.0 || self.formaat.1 < KLEINST.1
    }

    /// Rows of the window beside so many of head and foot: how far a page goes.
    #[must_use]
    pub fn pagina(&self, rond: u16) -> usize {
        usize::from(self.formaat.1.saturating_sub(rond))
    }

    /// The name of a person as it may stand on screen now.
    #[must_use]
    pub fn naam(&self, naam: &Naam) -> String {
        if self.verborgen {
            naam.initialen()
        } else {
            naam.lijstvorm()
        }
    }

    /// A free text with people in it, as it may stand on screen now.
    #[must_use]
    pub fn vrije_tekst(&self, text: &str) -> String {
        if self.verborgen && !text.is_empty() {
            "(verborgen, F9 toont)".to_owned()
        } else {
            text.to_owned()
        }
    }
}
