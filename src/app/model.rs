//! The whole state of the program as the screen needs it.
//!
//! Must not know how it is drawn, stored or sent.

use std::collections::{BTreeSet, HashMap};
use std::mem::Discriminant;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::KeyEvent;

use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::naam::Naam;
use crate::domain::tag::Tagging;

use super::alarm::Alarm;
use super::concept::Conceptsleutel;
use super::kennis::{Kennis, Tafel};
use super::keymap::Context;
use super::msg::{Effect, Kandidaat, Nummer, Uitvoering};
use super::schuif::Schuif;
use super::tab::{self, Tab};
use crate::app::afgeleid::lijst::Lijst;
use crate::app::dialogen::klein::Klein;
use crate::app::dialogen::palet::Palet;
use crate::app::dialogen::soortkeuze::Soortkeuze;
use crate::app::dialogen::vraag::{Dan, Menu, StapDialoog, Vraag};
use crate::app::formulieren::beoordelen::Beoordelen;
use crate::app::formulieren::betrokkene::BetrokkeneScherm;
use crate::app::formulieren::zaakformulier::Zaakformulier;
use crate::app::schermen::acties::Acties;
use crate::app::schermen::dubbelen::Dubbelen;
use crate::app::schermen::inlezen::Inlezen;
use crate::app::schermen::inputscherm::InputScherm;
use crate::app::schermen::lezer::Leesscherm;
use crate::app::schermen::ochtend::Ochtend;
use crate::app::schermen::overdracht::Overdracht;
use crate::app::schermen::puntenscherm::Puntenscherm;
use crate::app::schermen::slot::Slotscherm;
use crate::app::schermen::vandaag::Vandaag;
use crate::app::schermen::zaakscherm::{ZaakScherm, zaak_van};

/// The smallest window in which the program can be used.
pub const KLEINST: (u16, u16) = (80, 24);

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
    Lezer(Leesscherm),
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

impl Melding {
    /// That it went well.
    #[must_use]
    pub fn goed(tekst: impl Into<String>) -> Melding {
        Melding {
            tekst: tekst.into(),
            toon: Toon::Goed,
        }
    }
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
    /// What is said when it is there. Nothing is said to be done before.
    pub zeg: Option<Melding>,
    /// The input of this zaak opens when it is there.
    pub naar_input: Option<ZaakId>,
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
    /// The moment of the last message.
    pub nu: DateTime<Utc>,
    /// Rules and lists.
    pub kennis: Arc<Kennis>,
    /// Which table, and who works.
    pub tafel: Tafel,
    /// Columns and rows of the window.
    pub formaat: (u16, u16),
    /// The locked table; nothing else is there while it is.
    pub slot: Option<Slotscherm>,
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
    /// Windows that lie under it, with what was typed in them, the last one on top.
    pub onder: Vec<Dialoog>,
    /// The last message.
    pub melding: Option<Melding>,
    /// Names are hidden (F9).
    pub verborgen: bool,
    /// What is on its way to the store.
    pub opslag: Opslag,
    /// When the last key came.
    pub laatste_toets: DateTime<Utc>,
    /// Changes that are on their way to the store, by the number of the request.
    pub onderweg: HashMap<Nummer, Onderweg>,
    /// Which drafts there are.
    pub concepten: BTreeSet<Conceptsleutel>,
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
    /// What stands in the folder of lists, as far as was seen.
    pub bestanden: Vec<Kandidaat>,
    /// Zaken of which the line shows a tag that the store did not confirm yet, and the tag before it.
    pub voorlopig: HashMap<ZaakId, Option<Tagging>>,
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
            slot: Some(Slotscherm::kijkt()),
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
            onder: Vec::new(),
            melding: None,
            verborgen: false,
            opslag: Opslag::default(),
            laatste_toets: nu,
            onderweg: HashMap::new(),
            concepten: BTreeSet::new(),
            wekt: false,
            vooruit: Vec::new(),
            straks: None,
            sluit_af: false,
            terugvraag: None,
            dag_gevraagd: false,
            rest_gevraagd: None,
            bestanden: Vec::new(),
            voorlopig: HashMap::new(),
            stopt: false,
            laatste_nummer: 0,
            verwacht: HashMap::new(),
            wijzigingen: 0,
            venster: Venster::default(),
            uit: Vec::new(),
        }
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

    /// Asks for a change, and counts it until it is confirmed.
    pub fn wijzig(&mut self, effect: Effect) {
        self.wijzig_en_zeg(effect, None);
    }

    /// Asks for a change; `zeg` is said when it is confirmed, and not before.
    pub fn wijzig_en_zeg(&mut self, effect: Effect, zeg: Option<Melding>) -> Nummer {
        self.wijzigingen += 1;
        let (effect, zaken) = match effect {
            Effect::VoerUit(mut what) => {
                // What stood here on screen goes along: who did not see the newest is told.
                what.opdrachten = std::mem::take(&mut what.opdrachten)
                    .into_iter()
                    .map(|(id, wish)| match zaak_van(self, id) {
                        Some(zaak) => (id, wish.met_koppen(&zaak.stand)),
                        None => (id, wish),
                    })
                    .collect();
                let zaken = what.opdrachten.iter().map(|(zaak, _)| *zaak).collect();
                (Effect::VoerUit(what), zaken)
            }
            other => (other, Vec::new()),
        };
        let nummer = self.wijzig_stil(effect);
        let how = self.onderweg.entry(nummer).or_default();
        (how.zaken, how.zeg) = (zaken, zeg);
        nummer
    }

    /// Asks for something to be kept that changes no zaak.
    pub fn wijzig_stil(&mut self, effect: Effect) -> Nummer {
        self.opslag.bezig += 1;
        let nummer = self.vraag_met_nummer(effect);
        self.onderweg.insert(nummer, Onderweg::default());
        nummer
    }

    /// Asks for one command on one zaak.
    pub fn voer_uit(&mut self, zaak: ZaakId, opdracht: Opdracht) {
        self.wijzig(Effect::VoerUit(Uitvoering::een(zaak, opdracht)));
    }

    /// Asks for one command on one zaak, and says something when it is recorded.
    pub fn voer_uit_en_zeg(&mut self, zaak: ZaakId, opdracht: Opdracht, zeg: String) {
        let what = Uitvoering::een(zaak, opdracht);
        self.wijzig_en_zeg(Effect::VoerUit(what), Some(Melding::goed(zeg)));
    }

    /// Opens a window. One in which was typed stays under it.
    pub fn toon(&mut self, dialoog: Dialoog) {
        if let Some(under) = self.dialoog.take()
            && matches!(under, Dialoog::Stap(_) | Dialoog::Klein(_))
        {
            self.onder.push(under);
        }
        self.venster.nummer += 1;
        self.venster.door_antwoord = false;
        self.dialoog = Some(dialoog);
    }

    /// Opens a window by itself, while the worker may be typing something else.
    pub fn toon_vanzelf(&mut self, dialoog: Dialoog) {
        self.toon(dialoog);
        self.venster.door_antwoord = true;
    }

    /// Closes the window on top; the one under it is there again.
    pub fn sluit_dialoog(&mut self) {
        self.dialoog = self.onder.pop();
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

    /// What is on top waits for the store: no key may change it meanwhile.
    #[must_use]
    pub fn wacht_op_store(&mut self) -> bool {
        self.terugvraag.is_some()
            || self.lagen.last().is_some_and(
                |laag| matches!(laag, Laag::Dubbelen(scherm) if scherm.bezig.is_some()),
            )
            || self
                .schrijfplek()
                .is_some_and(|mut plek| plek.concept().wacht())
    }

    /// Asks before a command is carried out that drops something from sight.
    pub fn vraag_toch(&mut self, zaak: ZaakId, tekst: String, opdracht: Opdracht) {
        self.toon(Dialoog::Vraag(Vraag {
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
