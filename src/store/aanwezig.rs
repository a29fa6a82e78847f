//! Who works at the open table now, in which role: what decides whose hand an event is of, and whether it may be written.
//!
//! Must not know passphrases, nor what is written.

use std::sync::{Arc, PoisonError, RwLock};

use super::fout::{StoreFout, Uitkomst};
use crate::domain::ids::{DeviceId, PersoonId};
use crate::domain::persoon::zelfde_naam;
use crate::domain::rol::{Dienstrol, Recht};
use crate::domain::vastgelegd::Hand;
use crate::journal::sleutel::Tafelgeheim;

/// A person at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Werkdienst {
    /// Who.
    pub persoon: PersoonId,
    /// As he is shown.
    pub naam: String,
    /// The role of this shift.
    pub rol: Dienstrol,
    /// The roles that he can choose from.
    pub rollen: Vec<Dienstrol>,
    /// He has several roles and did not choose one for this shift.
    pub vraagt: bool,
}

/// Who is there; the same for everything that writes and reads at one open table. Nobody where the table has no
/// persons: one for practice, where any name will do.
#[derive(Debug, Clone, Default)]
pub struct Aanwezig(Arc<RwLock<Option<Werkdienst>>>);

impl Aanwezig {
    /// Who works now.
    #[must_use]
    pub fn dienst(&self) -> Option<Werkdienst> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn zet(&self, dienst: Werkdienst) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(dienst);
    }

    /// The hand of who acts under this name here.
    pub(super) fn hand(&self, geheim: &Tafelgeheim, toestel: DeviceId, actor: &str) -> Hand {
        let here = self
            .dienst()
            .filter(|one| zelfde_naam(&one.naam, actor))
            .map(|one| one.persoon);
        Hand {
            persoon: here.unwrap_or_else(|| geheim.medewerker(actor)),
            toestel,
        }
    }

    /// The word of the role in which who acts under this name works; none for who is not at work here.
    pub(super) fn rol(&self, actor: &str) -> Option<String> {
        self.dienst()
            .filter(|one| zelfde_naam(&one.naam, actor))
            .map(|one| one.rol.code().to_owned())
    }

    /// Refuses what the role of this shift does not allow. The one place where that is decided.
    ///
    /// # Errors
    /// [`StoreFout::RolMagNiet`].
    pub(super) fn mag(&self, recht: Recht) -> Uitkomst<()> {
        match self.dienst() {
            Some(one) if !one.rol.mag(recht) => Err(StoreFout::RolMagNiet(one.rol, recht)),
            _ => Ok(()),
        }
    }
}
