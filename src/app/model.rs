//! The whole state of the program as the screen needs it.
//!
//! Must not know how it is drawn, stored or sent.

use std::collections::HashMap;
use std::mem::Discriminant;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::naam::Naam;
use crate::domain::tag::Tagging;

use super::acties::Acties;
use super::alarm::Alarm;
use super::beoordelen::Beoordelen;
use super::betrokkene::BetrokkeneScherm;
use super::dubbelen::Dubbelen;
use super::inlezen::Inlezen;
use super::inputscherm::InputScherm;
use super::kennis::{Kennis, Tafel};
use super::keymap::Context;
use super::klein::Klein;
use super::lezer::Lezer;
use super::lijst::Lijst;
use super::msg::{Effect, Kandidaat, Nummer};
use super::ochtend::Ochtend;
use super::overdracht::Overdracht;
use super::palet::Palet;
use super::puntenscherm::Puntenscherm;
use super::schuif::Schuif;
use super::slot::Slot;
use super::soortkeuze::Soortkeuze;
use super::tab::{self, Tab};
use super::vandaag::Vandaag;
use super::vraag::{Dan, Menu, StapDialoog, Vraag};
use super::zaakformulier::Zaakformulier;
use super::zaakscherm::ZaakScherm;

/// An effect with the number that its answer will bear.
#[derive(Debug)]
pub struct Verzoek {
    /// Number of the request.
    pub nummer: Nummer,
    /// What to do.
    pub effect: Effect,
}

/// A screen on top of the list.
#[derive(Debug)]
pub enum Laag {
    /// One zaak.
    Zaak(Box<ZaakScherm>),
    /// The form of the assessment.
    Beoordelen(Box<Beoordelen>),
    /// The form of a person.
    Betrokkene(Box<BetrokkeneScherm>),
    /// A form around the decision.
    Zaakformulier(Box<Zaakformulier>),
    /// The aandachtspuntenlijst.
    Punten(Box<Puntenscherm>),
    /// Composing input.
    Input(Box<InputScherm>),
    /// Reading a file.
    Inlezen(Box<Inlezen>),
    /// Two zaken that may be one.
    Dubbelen(Box<Dubbelen>),
    /// Reading a text.
    Lezer(Lezer),
}

/// A small window on top of everything.
#[derive(Debug)]
pub enum Dialoog {
    /// Which kinds?
    Soort(Soortkeuze),
    /// Yes or no?
    Vraag(Vraag),
    /// Which step is done, and how?
    Stap(Box<StapDialoog>),
    /// An agreement, or handing over.
    Klein(Box<Klein>),
    /// Which way on?
    Menu(Menu),
    /// All keys; how far they were scrolled.
    Hulp(Schuif),
    /// The palette.
    Palet(Palet),
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toon {
    /// It went well.
    Goed,
    /// It needs eyes.
    Let,
    /// It did not happen.
    Fout,
}

/// A sentence for the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Melding {
    /// The sentence.
    pub tekst: String,
    /// How it is meant.
    pub toon: Toon,
}

/// What is on its way to the store (rule 7).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opslag {
    /// Changes that were not confirmed yet.
    pub bezig: usize,
    /// When the last one was confirmed.
    pub laatst: Option<DateTime<Utc>>,
}

/// The model.
#[derive(Debug)]
pub struct Model {
    /// The moment of the last message.
    pub nu: DateTime<Utc>,
    /// Rules and lists.
    pub kennis: Arc<Kennis>,
    /// Which table, and who works.
    pub tafel: Tafel,
    /// Columns and rows of the window.
    pub formaat: (u16, u16),
    /// The locked table; nothing else is there while it is.
    pub slot: Option<Slot>,
    /// The list of the day.
    pub lijst: Lijst,
    /// The list is being loaded for the first time.
    pub laadt: bool,
    /// The screen of the list.
    pub ochtend: Ochtend,
    /// Which screen lies under all others.
    pub tab: Tab,
    /// The screen of what is due.
    pub vandaag: Vandaag,
    /// The screen of agreements.
    pub acties: Acties,
    /// The screen of handing over.
    pub overdracht: Overdracht,
    /// What rang.
    pub alarm: Alarm,
    /// Screens on top of it, the last one on top.
    pub lagen: Vec<Laag>,
    /// A window on top of all.
    pub dialoog: Option<Dialoog>,
    /// The last message.
    pub melding: Option<Melding>,
    /// Names are hidden (F9).
    pub verborgen: bool,
    /// What is on its way to the store.
    pub opslag: Opslag,
    /// When the last key came.
    pub laatste_toets: DateTime<Utc>,
    /// After saving, the input of this zaak opens.
    pub naar_input: Option<ZaakId>,
    /// What stands in the folder of lists, as far as was seen.
    pub bestanden: Vec<Kandidaat>,
    /// Zaken of which the line shows a tag that the store did not confirm yet, and the tag before it.
    pub voorlopig: HashMap<ZaakId, Option<Tagging>>,
    /// The program ends; nothing is drawn any more.
    pub stopt: bool,
    laatste_nummer: Nummer,
    verwacht: HashMap<Discriminant<Effect>, Nummer>,
    uit: Vec<Verzoek>,
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
            nu,
            kennis,
            tafel,
            formaat,
            slot: Some(Slot::kijkt()),
            lijst: Lijst::default(),
            laadt: false,
            ochtend: Ochtend::default(),
            tab: Tab::default(),
            vandaag: Vandaag::default(),
            acties: Acties::default(),
            overdracht: Overdracht::default(),
            alarm: Alarm::default(),
            lagen: Vec::new(),
            dialoog: None,
            melding: None,
            verborgen: false,
            opslag: Opslag::default(),
            laatste_toets: nu,
            naar_input: None,
            bestanden: Vec::new(),
            voorlopig: HashMap::new(),
            stopt: false,
            laatste_nummer: 0,
            verwacht: HashMap::new(),
            uit: Vec::new(),
        }
    }

    /// Asks the shell for something.
    pub fn vraag(&mut self, effect: Effect) {
        self.laatste_nummer += 1;
        if matches!(
            effect,
            Effect::LaadDag
                | Effect::LaadZaak(_)
                | Effect::ZoekBestanden
                | Effect::BekijkBestand(_)
                | Effect::KijkMap
        ) {
            self.verwacht
                .insert(std::mem::discriminant(&effect), self.laatste_nummer);
        }
        self.uit.push(Verzoek {
            nummer: self.laatste_nummer,
            effect,
        });
    }

    /// Asks for a change, and counts it until it is confirmed.
    pub fn wijzig(&mut self, effect: Effect) {
        self.opslag.bezig += 1;
        let effect = match effect {
            // What stood here on screen goes along: who did not see the newest is told.
            Effect::VoerUit(id, wish) => match self.lijst.zoek(id) {
                Some(line) => Effect::VoerUit(id, wish.met_koppen(&line.zaak.stand)),
                None => Effect::VoerUit(id, wish),
            },
            other => other,
        };
        self.vraag(effect);
    }

    /// Asks before a command is carried out that drops something from sight.
    pub fn vraag_toch(&mut self, zaak: ZaakId, tekst: String, opdracht: Opdracht) {
        self.dialoog = Some(Dialoog::Vraag(Vraag {
            tekst,
            dan: Dan::Toch(zaak, Box::new(opdracht)),
        }));
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
        self.verwacht.values().any(|expected| *expected == nummer)
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

    /// The zaak that the worker is looking at: the screen on top, else the selected line.
    #[must_use]
    pub fn zaak_in_beeld(&self) -> Option<ZaakId> {
        self.lagen
            .iter()
            .rev()
            .find_map(|laag| match laag {
                Laag::Zaak(scherm) => Some(scherm.zaak),
                Laag::Beoordelen(scherm) => Some(scherm.zaak),
                Laag::Betrokkene(scherm) => Some(scherm.zaak),
                Laag::Zaakformulier(scherm) => Some(scherm.zaak),
                Laag::Punten(scherm) => Some(scherm.zaak),
                Laag::Input(scherm) => Some(scherm.zaak),
                Laag::Dubbelen(scherm) => scherm.hoofd(),
                Laag::Inlezen(_) | Laag::Lezer(_) => None,
            })
            .or_else(|| tab::zaak(self))
    }

    /// Where keys go now, the innermost context first.
    #[must_use]
    pub fn contexten(&self) -> Vec<Context> {
        if self.slot.is_some() {
            return vec![Context::Slot];
        }
        match &self.dialoog {
            Some(Dialoog::Soort(_)) => vec![Context::Soort],
            Some(Dialoog::Vraag(_)) => vec![Context::Vraag],
            Some(Dialoog::Stap(_) | Dialoog::Klein(_)) => vec![Context::Formulier],
            Some(Dialoog::Menu(_)) => vec![Context::Menu],
            Some(Dialoog::Hulp(_)) => vec![Context::Lezer],
            Some(Dialoog::Palet(_)) => vec![Context::Palet],
            None => self.contexten_van_scherm(),
        }
    }

    /// Where keys go when the window on top of the screen is closed: what the help begins with.
    #[must_use]
    pub fn contexten_van_scherm(&self) -> Vec<Context> {
        let own: &[Context] = match self.lagen.last() {
            Some(Laag::Zaak(_)) => &[Context::Zaak],
            Some(Laag::Beoordelen(_)) => &[Context::Beoordeling, Context::Formulier],
            Some(Laag::Betrokkene(_) | Laag::Zaakformulier(_)) => &[Context::Formulier],
            Some(Laag::Punten(_)) => &[Context::Punten],
            Some(Laag::Input(scherm)) if scherm.bewerkt() => &[Context::InputTekst],
            Some(Laag::Input(_)) => &[Context::Input],
            Some(Laag::Inlezen(scherm)) if scherm.heeft_plan() => &[Context::Voorbeeld],
            Some(Laag::Inlezen(scherm)) if scherm.koppelt() => &[Context::Koppelen],
            Some(Laag::Inlezen(scherm)) if scherm.is_bezig() => &[Context::Bezig],
            Some(Laag::Inlezen(_)) => &[Context::Inlezen],
            Some(Laag::Dubbelen(_)) => &[Context::Dubbelen],
            Some(Laag::Lezer(lezer)) if lezer.schrijfbaar => {
                &[Context::OverdrachtTekst, Context::Lezer]
            }
            Some(Laag::Lezer(_)) => &[Context::Lezer],
            None if self.tab != Tab::Ochtend => tab::context(self),
            None if self.lijst.alle().is_empty() => &[Context::Leeg],
            None if self.ochtend.zoekt => &[Context::Filter],
            None => &[Context::Ochtend],
        };
        let mut out = own.to_vec();
        out.push(Context::Overal);
        out
    }

    /// Letters go into a text now, and are no commands.
    #[must_use]
    pub fn typt(&self) -> bool {
        if let Some(slot) = &self.slot {
            return slot.formulier.typt();
        }
        match (&self.dialoog, self.lagen.last()) {
            (Some(Dialoog::Stap(dialog)), _) => dialog.formulier.typt(),
            (Some(Dialoog::Klein(klein)), _) => klein.formulier.typt(),
            (Some(Dialoog::Palet(_)), _) => true,
            (Some(_), _) => false,
            (None, Some(Laag::Beoordelen(scherm))) => scherm.formulier.typt(),
            (None, Some(Laag::Betrokkene(scherm))) => scherm.formulier.typt(),
            (None, Some(Laag::Zaakformulier(scherm))) => scherm.formulier.typt(),
            (None, Some(Laag::Input(scherm))) => scherm.bewerkt(),
            (None, Some(Laag::Inlezen(scherm))) => scherm.typt(),
            (None, Some(Laag::Zaak(_) | Laag::Punten(_) | Laag::Dubbelen(_) | Laag::Lezer(_))) => {
                false
            }
            (None, None) => self.tab == Tab::Ochtend && self.ochtend.zoekt,
        }
    }
}
