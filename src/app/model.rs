//! The whole state of the program as the screen needs it.
//!
//! Must not know how it is drawn, stored or sent, nor what a key does.

use std::collections::HashMap;
use std::mem::Discriminant;
use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::KeyEvent;

use crate::domain::ids::ZaakId;
use crate::domain::inzage::Inzagesoort;
use crate::domain::tag::Tagging;

use super::alarm::Alarm;
use super::blik::Blik;
pub use super::blik::KLEINST;
use super::conceptsleutel::Conceptsleutel;
use super::daad::Daden;
use super::kennis::{Kennis, Tafel};
use super::keymap::Context;
pub use super::melding::{Melding, Toon};
use super::msg::{Effect, Nummer};
use super::scherm::{Scherm, Schrijfplek};
use super::schermen::slot::Slotscherm;
pub use super::schermlijst::{Dialoog, Laag, Tabs};
use super::tab::Tab;

/// So long after a window that nobody asked for by a key appeared, keys are still meant for what was there.
const SCHRIK: TimeDelta = TimeDelta::milliseconds(250);

/// An effect with the number that its answer will bear.
#[derive(Debug)]
pub struct Verzoek {
    /// Number of the request.
    pub nummer: Nummer,
    /// What to do.
    pub effect: Effect,
}

/// What is on its way to the store (rule 7).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opslag {
    /// Changes that were not confirmed yet.
    pub bezig: usize,
    /// When the last one was confirmed.
    pub laatst: Option<DateTime<Utc>>,
}

/// A change that is on its way to the store.
#[derive(Debug, Default)]
pub struct Onderweg {
    /// Which zaken it changes.
    pub zaken: Vec<ZaakId>,
    /// The draft that goes with it.
    pub concept: Option<Conceptsleutel>,
    /// What is said when it is there. Nothing is said to be done before.
    pub zeg: Option<Melding>,
    /// What is done when it is there.
    pub dan: Daden,
}

/// Which window was opened last, and since when it can be seen.
#[derive(Debug, Clone, Copy, Default)]
struct Venster {
    nummer: u64,
    door_antwoord: bool,
    /// The number of the one that was drawn, and since when; none where nobody tells what is drawn.
    getekend: Option<(u64, DateTime<Utc>)>,
}

/// The model.
#[derive(Debug)]
pub struct Model {
    /// What every screen may look at.
    pub blik: Blik,
    /// The locked table; nothing else is there while it is.
    pub slot: Option<Slotscherm>,
    /// Which screen lies under all others.
    pub tab: Tab,
    /// The screens over all zaken.
    pub tabs: Tabs,
    /// What rang.
    pub alarm: Alarm,
    /// Screens on top of it, the last one on top.
    pub lagen: Vec<Laag>,
    /// A window on top of all.
    pub dialoog: Option<Dialoog>,
    /// Windows that lie under it, with what was typed in them, the last one on top.
    pub onder: Vec<Dialoog>,
    /// The last message.
    pub melding: Option<Melding>,
    /// What is on its way to the store.
    pub opslag: Opslag,
    /// When the last key came.
    pub laatste_toets: DateTime<Utc>,
    /// Changes that are on their way to the store, by the number of the request.
    pub onderweg: HashMap<Nummer, Onderweg>,
    /// A waking was asked for, to keep drafts.
    pub wekt: bool,
    /// Keys for what comes when the form that waits for the store is closed.
    pub vooruit: Vec<KeyEvent>,
    /// The tab to go to when the form that closes now is closed.
    pub straks: Option<Tab>,
    /// The worker wants to stop; asked when everything that is under way is there.
    pub sluit_af: bool,
    /// The store is asked what `u` would take back.
    pub terugvraag: Option<Nummer>,
    /// It was asked whether the date is right.
    pub dag_gevraagd: bool,
    /// About which file, left by a power cut, was asked.
    pub rest_gevraagd: Option<i64>,
    /// Zaken of which the line shows a tag that the store did not confirm yet, and the tag before it.
    pub voorlopig: HashMap<ZaakId, Option<Tagging>>,
    /// What the log of inspection was told last: how, and which zaak.
    pub gezien: Option<(Inzagesoort, ZaakId)>,
    /// The program ends; nothing is drawn any more.
    pub stopt: bool,
    laatste_nummer: Nummer,
    /// The newest question of each kind: its number, and how many changes had been asked for then.
    verwacht: HashMap<Discriminant<Effect>, (Nummer, u64)>,
    /// How many changes of zaken were asked for.
    wijzigingen: u64,
    venster: Venster,
    uit: Vec<Verzoek>,
}

/// What every screen may look at, the Model shows too. To change it, it is named.
impl Deref for Model {
    type Target = Blik;

    fn deref(&self) -> &Blik {
        &self.blik
    }
}

/// Where a screen or a window lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Plaats {
    /// A screen, the lowest is 0.
    Laag(usize),
    /// A window under the one on top.
    Onder(usize),
    /// The window on top.
    Dialoog,
}

impl Model {
    /// A model at start: locked, nothing known yet.
    #[must_use]
    pub fn nieuw(
        kennis: Arc<Kennis>,
        tafel: Tafel,
        nu: DateTime<Utc>,
        formaat: (u16, u16),
    ) -> Model {
        Model {
            blik: Blik::nieuw(kennis, tafel, nu, formaat),
            slot: Some(Slotscherm::kijkt()),
            tab: Tab::default(),
            tabs: Tabs::default(),
            alarm: Alarm::default(),
            lagen: Vec::new(),
            dialoog: None,
            onder: Vec::new(),
            melding: None,
            opslag: Opslag::default(),
            laatste_toets: nu,
            onderweg: HashMap::new(),
            wekt: false,
            vooruit: Vec::new(),
            straks: None,
            sluit_af: false,
            terugvraag: None,
            dag_gevraagd: false,
            rest_gevraagd: None,
            voorlopig: HashMap::new(),
            gezien: None,
            stopt: false,
            laatste_nummer: 0,
            verwacht: HashMap::new(),
            wijzigingen: 0,
            venster: Venster::default(),
            uit: Vec::new(),
        }
    }

    /// Begins with a table that somebody locked, or that ended by itself: it asks for the passphrase at once.
    pub fn begin_dicht(&mut self, momenten: Vec<DateTime<Utc>>, zin: Option<String>) {
        self.alarm.begin_op_slot(momenten, self.blik.nu);
        self.slot = Some(Slotscherm::dicht_met(&self.blik.tafel, zin));
    }

    /// Asks the shell for something.
    pub fn vraag(&mut self, effect: Effect) {
        self.vraag_met_nummer(effect);
    }

    /// Asks the shell for something; the number that the answer will bear.
    pub fn vraag_met_nummer(&mut self, effect: Effect) -> Nummer {
        self.laatste_nummer += 1;
        if matches!(
            effect,
            Effect::LaadDag
                | Effect::LaadZaak(_)
                | Effect::ZoekBestanden
                | Effect::BekijkBestand(_)
                | Effect::KijkMap
        ) {
            self.verwacht.insert(
                std::mem::discriminant(&effect),
                (self.laatste_nummer, self.wijzigingen),
            );
        }
        self.uit.push(Verzoek {
            nummer: self.laatste_nummer,
            effect,
        });
        self.laatste_nummer
    }

    /// Asks for a change; `zeg` is said when it is confirmed, and not before.
    pub fn wijzig(&mut self, effect: Effect, zeg: Option<Melding>) -> Nummer {
        self.wijzigingen += 1;
        let mut how = Onderweg {
            zeg,
            ..Onderweg::default()
        };
        let effect = match effect {
            Effect::VoerUit(mut what) => {
                // What stood here on screen goes along: who did not see the newest is told.
                for (id, wish) in &mut what.opdrachten {
                    if let Some(zaak) = self.blik.zaak(*id) {
                        *wish = wish.clone().met_koppen(&zaak.stand);
                    }
                    how.zaken.push(*id);
                }
                how.concept.clone_from(&what.concept);
                Effect::VoerUit(what)
            }
            Effect::Verstuur(sending) => {
                how.concept.clone_from(&sending.concept);
                Effect::Verstuur(sending)
            }
            Effect::LeesIn(plan, concept) => {
                how.concept.clone_from(&concept);
                Effect::LeesIn(plan, concept)
            }
            other => other,
        };
        let nummer = self.wijzig_stil(effect);
        self.onderweg.insert(nummer, how);
        nummer
    }

    /// Asks for something to be kept that changes no zaak.
    pub fn wijzig_stil(&mut self, effect: Effect) -> Nummer {
        self.opslag.bezig += 1;
        let nummer = self.vraag_met_nummer(effect);
        self.onderweg.insert(nummer, Onderweg::default());
        nummer
    }

    /// Opens a window. One in which was typed stays under it.
    pub fn toon(&mut self, dialoog: Dialoog) {
        if let Some(mut under) = self.dialoog.take()
            && under.scherm_mut().schrijft().is_some()
        {
            self.onder.push(under);
        }
        self.venster.nummer += 1;
        self.venster.door_antwoord = false;
        self.dialoog = Some(dialoog);
    }

    /// The window on top opened by itself, while the worker may be typing something else.
    pub fn kwam_vanzelf(&mut self) {
        self.venster.door_antwoord = true;
    }

    /// Closes what is on top: the column of the lock; the window, so that the one under it is there again; or the
    /// screen.
    pub fn sluit(&mut self) {
        if self.slot.is_some() {
            self.slot = None;
        } else if self.dialoog.is_some() {
            self.dialoog = self.onder.pop();
        } else {
            self.lagen.pop();
        }
    }

    /// What is on top, and what it may look at.
    pub(in crate::app) fn boven(&mut self) -> (&mut dyn Scherm, &Blik) {
        let top: &mut dyn Scherm = match (&mut self.slot, &mut self.dialoog, self.lagen.last_mut())
        {
            (Some(slot), ..) => slot,
            (None, Some(dialog), _) => dialog.scherm_mut(),
            (None, None, Some(laag)) => laag.scherm_mut(),
            (None, None, None) => self.tabs.scherm_mut(self.tab),
        };
        (top, &self.blik)
    }

    /// Where what was opened last lies: the window, or the screen.
    pub(in crate::app) fn bovenste(&self) -> Option<Plaats> {
        self.plaatsen().pop()
    }

    /// Everything that lies on the screens over all zaken, the lowest first.
    pub(in crate::app) fn plaatsen(&self) -> Vec<Plaats> {
        (0..self.lagen.len())
            .map(Plaats::Laag)
            .chain((0..self.onder.len()).map(Plaats::Onder))
            .chain(self.dialoog.is_some().then_some(Plaats::Dialoog))
            .collect()
    }

    /// What lies there, and what it may look at.
    pub(in crate::app) fn op(&mut self, plaats: Plaats) -> Option<(&mut dyn Scherm, &Blik)> {
        let there = match plaats {
            Plaats::Laag(at) => self.lagen.get_mut(at)?.scherm_mut(),
            Plaats::Onder(at) => self.onder.get_mut(at)?.scherm_mut(),
            Plaats::Dialoog => self.dialoog.as_mut()?.scherm_mut(),
        };
        Some((there, &self.blik))
    }

    /// Takes away what lies there.
    pub(in crate::app) fn haal_weg(&mut self, plaats: Plaats) {
        match plaats {
            Plaats::Laag(at) if at < self.lagen.len() => {
                self.lagen.remove(at);
            }
            Plaats::Onder(at) if at < self.onder.len() => {
                self.onder.remove(at);
            }
            Plaats::Dialoog => self.dialoog = self.onder.pop(),
            Plaats::Laag(_) | Plaats::Onder(_) => {}
        }
    }

    /// The form on top, when it is one in which one types.
    pub fn schrijfplek(&mut self) -> Option<&mut dyn Schrijfplek> {
        self.boven().0.schrijft()
    }

    /// Every form in which one types, the lowest first.
    pub(in crate::app) fn schrijfplekken(
        &mut self,
    ) -> impl Iterator<Item = &mut (dyn Schrijfplek + '_)> {
        let layers = self.lagen.iter_mut().map(Laag::scherm_mut);
        let under = self.onder.iter_mut().chain(&mut self.dialoog);
        layers
            .chain(under.map(Dialoog::scherm_mut))
            .filter_map(|scherm| scherm.schrijft())
    }

    /// The screen was drawn as it is now.
    pub fn getekend(&mut self, nu: DateTime<Utc>) {
        let number = self.venster.nummer;
        if self.venster.getekend.is_none_or(|(seen, _)| seen != number) {
            self.venster.getekend = Some((number, nu));
        }
    }

    /// The window on top has just appeared: what is typed was meant for what was there before.
    #[must_use]
    pub fn is_vers(&self) -> bool {
        let window = &self.venster;
        match window.getekend {
            _ if self.dialoog.is_none() => false,
            None => false,
            Some((seen, _)) if seen != window.nummer => true,
            Some((_, since)) => window.door_antwoord && self.nu - since < SCHRIK,
        }
    }

    /// What is on top waits for the store, so that nothing but stopping and locking is done now. A question that
    /// lies over what waits is answered.
    #[must_use]
    pub fn wacht(&self) -> bool {
        match (&self.dialoog, self.lagen.last()) {
            _ if self.slot.is_some() => false,
            (Some(dialog), _) => dialog.scherm().wacht(),
            (None, laag) => {
                self.terugvraag.is_some() || laag.is_some_and(|laag| laag.scherm().wacht())
            }
        }
    }

    /// A change was confirmed, or refused.
    pub fn bevestigd(&mut self, gelukt: bool) {
        self.opslag.bezig = self.opslag.bezig.saturating_sub(1);
        if gelukt {
            self.opslag.laatst = Some(self.nu);
        }
    }

    /// The answer to a question is the answer to the newest such question (rule 9).
    #[must_use]
    pub fn is_actueel(&self, nummer: Nummer) -> bool {
        self.verwacht
            .values()
            .any(|(expected, _)| *expected == nummer)
    }

    /// A change was asked for after this question: its answer may not know of it.
    #[must_use]
    pub fn is_ingehaald(&self, nummer: Nummer) -> bool {
        self.verwacht
            .values()
            .any(|(expected, changes)| *expected == nummer && *changes != self.wijzigingen)
    }

    /// Lets an answer to a question of this kind be dropped when it comes.
    pub fn vergeet(&mut self, soort: &Effect) {
        self.verwacht.remove(&std::mem::discriminant(soort));
    }

    /// Takes what the shell was asked for.
    pub fn neem_verzoeken(&mut self) -> Vec<Verzoek> {
        std::mem::take(&mut self.uit)
    }

    /// Tells the worker something.
    pub fn meld(&mut self, toon: Toon, tekst: impl Into<String>) {
        self.melding = Some(Melding {
            tekst: tekst.into(),
            toon,
        });
    }

    /// The zaak that the worker is looking at: the screen on top, else the selected line.
    #[must_use]
    pub fn zaak_in_beeld(&self) -> Option<ZaakId> {
        self.lagen
            .iter()
            .rev()
            .find_map(|laag| laag.scherm().zaak(&self.blik))
            .or_else(|| self.tabs.scherm(self.tab).zaak(&self.blik))
    }

    /// Where keys go now, the innermost context first.
    #[must_use]
    pub fn contexten(&self) -> Vec<Context> {
        match (&self.slot, &self.dialoog) {
            (Some(slot), _) => slot.contexten(&self.blik).to_vec(),
            (None, Some(dialog)) => dialog.scherm().contexten(&self.blik).to_vec(),
            (None, None) => self.contexten_van_scherm(),
        }
    }

    /// The screen on top, whatever window lies over it.
    fn scherm(&self) -> &dyn Scherm {
        match self.lagen.last() {
            Some(laag) => laag.scherm(),
            None => self.tabs.scherm(self.tab),
        }
    }

    /// Where keys go when the window on top of the screen is closed: what the help begins with.
    #[must_use]
    pub fn contexten_van_scherm(&self) -> Vec<Context> {
        let mut out = self.scherm().contexten(&self.blik).to_vec();
        out.push(Context::Overal);
        out
    }

    /// The table is open, whatever lies over it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.slot.as_ref().is_none_or(|slot| slot.stand.is_open())
    }

    /// Letters go into a text now, and are no commands.
    #[must_use]
    pub fn typt(&self) -> bool {
        match (&self.slot, &self.dialoog) {
            (Some(slot), _) => slot.typt(),
            (None, Some(dialog)) => dialog.scherm().typt(),
            (None, None) => self.scherm().typt(),
        }
    }
}
