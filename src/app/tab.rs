//! The four screens over all zaken, and going from one to another.
//!
//! Must not know how a tab is drawn.

use crossterm::event::{KeyCode, KeyEvent};

use crate::domain::ids::ZaakId;
use crate::domain::keuzelijst::keuzelijst;

use super::keymap::{Action, Context};
use super::model::{Laag, Model};
use crate::app::formulieren::beoordelen;
use crate::app::schermen::{acties, ochtend, overdracht, vandaag};
use crate::app::update;
use crate::app::velden::formulier::VeldSoort;

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
    pub fn telling(self, model: &Model) -> usize {
        match self {
            Tab::Ochtend => 0,
            Tab::Vandaag => vandaag::dringend(model.lijst.alle(), &model.kennis, model.nu),
            Tab::Acties => acties::dringend(model.lijst.alle(), model.nu),
            Tab::Overdracht => overdracht::wachtend(model.lijst.alle()),
        }
    }
}

/// Where keys go on the tab that is on, when the morning list is not asked for its own contexts.
#[must_use]
pub fn context(model: &Model) -> &'static [Context] {
    match model.tab {
        Tab::Ochtend => &[Context::Ochtend],
        Tab::Vandaag => &[Context::Vandaag],
        Tab::Acties => &[Context::Acties],
        Tab::Overdracht => &[Context::Overdracht],
    }
}

/// The zaak that is chosen on the tab that is on.
#[must_use]
pub fn zaak(model: &Model) -> Option<ZaakId> {
    match model.tab {
        Tab::Ochtend => model.lijst.gekozen().map(|regel| regel.zaak.id),
        Tab::Vandaag => vandaag::gekozen(model).map(|id| id.zaak),
        Tab::Acties => acties::gekozen(model).map(|(zaak, _)| zaak),
        Tab::Overdracht => overdracht::gekozen(model),
    }
}

/// A digit that begins the answer of a source is text; then it was written.
pub fn is_tekst(model: &mut Model, key: &KeyEvent) -> bool {
    if let Some(Laag::Beoordelen(scherm)) = model.lagen.last()
        && let Some(VeldSoort::Navraag(_)) = scherm.formulier.actief().map(|veld| &veld.soort)
    {
        beoordelen::toets(model, key);
        return true;
    }
    false
}

/// Goes to a tab. Screens on top are left as Esc leaves them; one that waits for the store is left when that
/// answered, and one that may not be left stays.
pub fn ga_naar(model: &mut Model, tab: Tab) {
    let key = KeyEvent::from(KeyCode::Esc);
    while !model.lagen.is_empty() {
        let before = model.lagen.len();
        update::doe(model, Action::Terug, &key);
        if model.lagen.len() == before {
            model.straks = model.wacht_op_store().then_some(tab);
            return;
        }
    }
    model.tab = tab;
    if tab == Tab::Ochtend {
        model.lijst.orden();
        ochtend::volg_keuze(model);
    }
}

/// Forgets what was chosen; the table is locked. Which screen was on is no secret.
pub fn vergeet(model: &mut Model) {
    model.vandaag = vandaag::Vandaag::default();
    model.acties = acties::Acties::default();
    model.overdracht = overdracht::Overdracht::default();
}

/// Handles a command on the tab that is on.
pub fn doe(model: &mut Model, action: Action) {
    match (model.tab, action) {
        (Tab::Ochtend, _) => ochtend::doe(model, action),
        (_, Action::Terug) => model.tab = Tab::Ochtend,
        (_, Action::Terugnemen) => ochtend::neem_terug(model, None),
        (Tab::Vandaag, _) => vandaag::doe(model, action),
        (Tab::Acties, _) => acties::doe(model, action),
        (Tab::Overdracht, _) => overdracht::doe(model, action),
    }
}

/// Handles a key on the tab that is no command.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    if model.tab == Tab::Ochtend {
        ochtend::toets(model, key);
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
