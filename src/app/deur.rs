//! What can be opened, by name and key. Who opens something names its door and knows nothing of what is behind
//! it; `schermlijst` opens. A door is data, so that it can wait: for a yes, for the store, for a form to close.
//!
//! Must not know the screens behind it.

use crate::domain::ids::{ActieId, BetrokkeneId, ZaakId};
use crate::domain::input::Ontvanger;
use crate::domain::soort::Soort;
use crate::domain::tag::Tag;
use crate::import::Papier;

use super::afgeleid::stapkeus::{Stapkeus, Stapsleutel, Waarover};
use super::keymap::Context;
use super::leestekst::Leestekst;

/// A way into a screen, a form or a window.
#[derive(Debug, Clone)]
pub enum Deur {
    /// One zaak.
    Zaak(ZaakId),
    /// Its assessment.
    Beoordelen(ZaakId),
    /// Somebody in it; none for somebody new.
    Betrokkene(ZaakId, Option<BetrokkeneId>),
    /// A form around its decision.
    Zaakformulier(ZaakId, Zaakvorm),
    /// Its aandachtspuntenlijst.
    Punten(ZaakId),
    /// Its input.
    Input(ZaakId),
    /// Reading a list.
    Inlezen,
    /// What reading these cells would do, which were pasted.
    Geplakt(String),
    /// What adding this suspect would do, who was typed over from paper.
    Papier(Papier),
    /// Zaken that may be one: all of them, or those that may be this one.
    Dubbelen(Option<ZaakId>),
    /// A text to read.
    Lezer(Leestekst),
    /// Which kinds of violence?
    Soort(Soortvraag),
    /// Words about a step, a point, a contradiction, closing; the step that the choice begins on.
    Stap(ZaakId, Waarover, Option<Stapsleutel>),
    /// The ways on from a step.
    Menu(ZaakId, Stapkeus),
    /// A small form.
    Klein(Doel),
    /// The role of this shift.
    Rol,
    /// Another passphrase of who works.
    Wachtwoord,
    /// Who works at the table.
    Personen,
    /// All keys.
    Hulp,
    /// What can be done in these contexts.
    Palet(Vec<Context>),
}

/// A tag that is being given, and the kinds as they are known.
#[derive(Debug, Clone)]
pub struct Soortvraag {
    /// Which zaak.
    pub zaak: ZaakId,
    /// Which tag.
    pub tag: Tag,
    /// Which kinds are ticked.
    pub gekozen: Vec<Soort>,
    /// Which kinds only words of the list suggest.
    pub voorgesteld: Vec<Soort>,
}

/// A form around the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zaakvorm {
    /// When the overleg is.
    Overleg,
    /// What was decided.
    Afdoening,
    /// A fact that somebody told.
    Melding,
    /// Which VT is competent.
    Vt,
    /// To whom the zaak goes.
    Overdracht,
}

/// What a small form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doel {
    /// Agree something in this zaak.
    Actie(ZaakId),
    /// Tick an agreement off.
    ActieGedaan(ZaakId, ActieId),
    /// Hand these zaken over.
    DraagOver(Vec<ZaakId>),
    /// Record what was said to a partner.
    Mondeling(Mondeling),
    /// Add a suspect from paper.
    Papier,
}

/// To whom something was said, and on which ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mondeling {
    /// Which zaak.
    pub zaak: ZaakId,
    /// To whom.
    pub ontvanger: Ontvanger,
    /// On which ground.
    pub grond: String,
}
