//! The screens over all zaken, and how far a key moves on a list.
//!
//! Must not know what is on them, nor how one is drawn.

use super::afgeleid::{acties, overdracht, vandaag};
use super::blik::Blik;
use super::keymap::Action;
use crate::domain::keuzelijst::keuzelijst;

keuzelijst! {
    /// A screen that lies under all others.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub enum Tab {
        /// The morning list.
        #[default]
        Ochtend: "Ochtend";
        /// Everything that is due.
        Vandaag: "Vandaag";
        /// Agreements with partners.
        Acties: "Acties";
        /// Handing over.
        Overdracht: "Overdracht";
    }
}

impl Tab {
    /// The number of the tab, from 0, and back.
    #[must_use]
    pub fn nummer(self) -> u8 {
        match self {
            Tab::Ochtend => 0,
            Tab::Vandaag => 1,
            Tab::Acties => 2,
            Tab::Overdracht => 3,
        }
    }

    /// The tab with this number; the first where there is none.
    #[must_use]
    pub fn met_nummer(number: u8) -> Tab {
        Tab::ALLE
            .into_iter()
            .find(|tab| tab.nummer() == number)
            .unwrap_or_default()
    }

    /// What a key opens; none when the key is for something else.
    #[must_use]
    pub fn van(action: Action) -> Option<Tab> {
        match action {
            Action::TabOchtend => Some(Tab::Ochtend),
            Action::TabVandaag => Some(Tab::Vandaag),
            Action::TabActies => Some(Tab::Acties),
            Action::TabOverdracht => Some(Tab::Overdracht),
            _ => None,
        }
    }

    /// How many lines of it ask for attention now; 0 where nothing does.
    #[must_use]
    pub fn telling(self, blik: &Blik) -> usize {
        let regels = blik.lijst.alle();
        match self {
            Tab::Ochtend => 0,
            Tab::Vandaag => vandaag::dringend(regels, &blik.kennis, blik.nu),
            Tab::Acties => acties::dringend(regels, blik.nu),
            Tab::Overdracht => overdracht::wachtend(regels),
        }
    }
}

/// How far one key moves on a list of `pagina` lines; none when the key is for something else.
#[must_use]
pub fn stap(action: Action, pagina: usize) -> Option<isize> {
    let page = isize::try_from(pagina.max(1)).unwrap_or(1);
    Some(match action {
        Action::Omlaag => 1,
        Action::Omhoog => -1,
        Action::PaginaOmlaag => page,
        Action::PaginaOmhoog => -page,
        Action::Begin => isize::MIN,
        Action::Eind => isize::MAX,
        _ => return None,
    })
}
