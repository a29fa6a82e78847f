//! Every form and dialog in which one types, as one thing: its draft, and what stands in it.
//!
//! Must not know when a draft is kept; that is `concept`.

use chrono::{DateTime, Utc};

use super::concept::{Concept, Conceptsleutel};
use super::kennis::Kennis;
use super::model::{Dialoog, Laag, Model};
use crate::app::dialogen::klein::Klein;
use crate::app::dialogen::vraag::StapDialoog;
use crate::app::formulieren::beoordelen;
use crate::app::formulieren::beoordelen::Beoordelen;
use crate::app::formulieren::betrokkene::BetrokkeneScherm;
use crate::app::formulieren::zaakformulier;
use crate::app::formulieren::zaakformulier::Zaakformulier;
use crate::app::schermen::inputscherm;
use crate::app::schermen::inputscherm::InputScherm;
use crate::app::velden::formulier::{Formulier, Waarde, Waarden};
use crate::app::velden::tijdinvoer::schrijf_tijdstip;

/// A form or dialog in which one types.
#[derive(Debug)]
pub enum Plek<'a> {
    /// The assessment.
    Beoordelen(&'a mut Beoordelen),
    /// A person.
    Betrokkene(&'a mut BetrokkeneScherm),
    /// A form around the decision.
    Zaakformulier(&'a mut Zaakformulier),
    /// Words of the input that are changed by hand.
    Input(&'a mut InputScherm),
    /// A step, a reason, a point.
    Stap(&'a mut StapDialoog),
    /// A small form.
    Klein(&'a mut Klein),
}

impl Plek<'_> {
    /// The form that a screen is; none where one does not type.
    pub fn van_laag(laag: &mut Laag) -> Option<Plek<'_>> {
        Some(match laag {
            Laag::Beoordelen(scherm) => Plek::Beoordelen(scherm),
            Laag::Betrokkene(scherm) => Plek::Betrokkene(scherm),
            Laag::Zaakformulier(scherm) => Plek::Zaakformulier(scherm),
            Laag::Input(scherm) => Plek::Input(scherm),
            Laag::Zaak(_)
            | Laag::Punten(_)
            | Laag::Inlezen(_)
            | Laag::Dubbelen(_)
            | Laag::Lezer(_) => return None,
        })
    }

    /// The form that a dialog is; none where one does not type.
    pub fn van_dialoog(dialog: &mut Dialoog) -> Option<Plek<'_>> {
        Some(match dialog {
            Dialoog::Stap(dialog) => Plek::Stap(dialog),
            Dialoog::Klein(small) => Plek::Klein(small),
            Dialoog::Soort(_)
            | Dialoog::Vraag(_)
            | Dialoog::Menu(_)
            | Dialoog::Hulp(_)
            | Dialoog::Palet(_) => return None,
        })
    }

    /// Where its text stands.
    pub fn concept(&mut self) -> &mut Concept {
        match self {
            Plek::Beoordelen(scherm) => &mut scherm.concept,
            Plek::Betrokkene(scherm) => &mut scherm.concept,
            Plek::Zaakformulier(scherm) => &mut scherm.concept,
            Plek::Input(scherm) => &mut scherm.concept,
            Plek::Stap(dialog) => &mut dialog.concept,
            Plek::Klein(small) => &mut small.concept,
        }
    }

    /// Which draft is its.
    #[must_use]
    pub fn sleutel(&self) -> &Conceptsleutel {
        match self {
            Plek::Beoordelen(scherm) => &scherm.concept.sleutel,
            Plek::Betrokkene(scherm) => &scherm.concept.sleutel,
            Plek::Zaakformulier(scherm) => &scherm.concept.sleutel,
            Plek::Input(scherm) => &scherm.concept.sleutel,
            Plek::Stap(dialog) => &dialog.concept.sleutel,
            Plek::Klein(small) => &small.concept.sleutel,
        }
    }

    /// What stands in it.
    #[must_use]
    pub fn waarden(&self) -> Waarden {
        match self {
            Plek::Beoordelen(scherm) => scherm.formulier.waarden(),
            Plek::Betrokkene(scherm) => scherm.formulier.waarden(),
            Plek::Zaakformulier(scherm) => scherm.formulier.waarden(),
            Plek::Input(scherm) => inputscherm::concept(scherm),
            Plek::Stap(dialog) => dialog.formulier.waarden(),
            Plek::Klein(small) => small.formulier.waarden(),
        }
    }

    /// Lays a draft that was kept at `op` over it.
    pub(super) fn leg_terug(&mut self, waarden: &Waarden, op: DateTime<Utc>, kennis: &Kennis) {
        let waarden = &toen(waarden, op);
        match self {
            Plek::Beoordelen(scherm) => beoordelen::leg_terug(scherm, waarden),
            Plek::Zaakformulier(scherm) => zaakformulier::leg_terug(scherm, waarden, kennis),
            Plek::Betrokkene(scherm) => scherm.formulier.zet_waarden(waarden),
            Plek::Stap(dialog) => dialog.formulier.zet_waarden(waarden),
            Plek::Klein(small) => small.formulier.zet_waarden(waarden),
            // Its words rest on an assessment; `inputscherm` looks whether that still holds.
            Plek::Input(_) => {}
        }
    }

    /// The draft of words about a step follows the step that is chosen; the key under which they were kept
    /// before, where that was another.
    pub(super) fn volg_sleutel(&mut self) -> Option<Conceptsleutel> {
        let Plek::Stap(dialog) = self else {
            return None;
        };
        let soort = dialog.conceptsoort();
        if dialog.concept.sleutel.soort == soort {
            return None;
        }
        let new = Conceptsleutel {
            zaak: dialog.zaak,
            soort,
        };
        Some(std::mem::replace(&mut dialog.concept.sleutel, new))
    }

    /// What is said when it is left with a draft.
    #[must_use]
    pub(super) fn zin_bij_verlaten(&self) -> String {
        let key = match self {
            Plek::Beoordelen(scherm) if beoordelen::is_acuut(&scherm.formulier) => {
                return "Let op: acuut is nog niet vastgelegd. Concept bewaard; b gaat ermee verder."
                    .to_owned();
            }
            Plek::Beoordelen(_) => "b",
            Plek::Betrokkene(scherm) if scherm.wie.is_some() => "Enter op die persoon",
            Plek::Betrokkene(_) => "n",
            Plek::Zaakformulier(scherm) => scherm.soort.toets(),
            Plek::Input(_) => "i",
            Plek::Stap(_) | Plek::Klein(_) => "dezelfde toets",
        };
        format!("Concept bewaard, nog niet vastgelegd; {key} gaat ermee verder.")
    }

    /// Its fields; none where it is one text.
    #[must_use]
    pub fn formulier(&self) -> Option<&Formulier> {
        match self {
            Plek::Beoordelen(scherm) => Some(&scherm.formulier),
            Plek::Betrokkene(scherm) => Some(&scherm.formulier),
            Plek::Zaakformulier(scherm) => Some(&scherm.formulier),
            Plek::Stap(dialog) => Some(&dialog.formulier),
            Plek::Klein(small) => Some(&small.formulier),
            Plek::Input(_) => None,
        }
    }
}

/// What was meant by now when a draft was kept is not what is now when it is laid back.
fn toen(waarden: &Waarden, op: DateTime<Utc>) -> Waarden {
    let mut out = waarden.clone();
    for value in out.values_mut() {
        if let Waarde::Tekst(text) = value
            && text.trim().eq_ignore_ascii_case("nu")
        {
            *text = schrijf_tijdstip(op);
        }
    }
    out
}

impl Model {
    /// The form or dialog on top, when it is one in which one types.
    pub fn schrijfplek(&mut self) -> Option<Plek<'_>> {
        match &mut self.dialoog {
            Some(dialog) => Plek::van_dialoog(dialog),
            None => self.lagen.last_mut().and_then(Plek::van_laag),
        }
    }

    /// Every form and dialog in which one types, the lowest first.
    pub fn schrijfplekken(&mut self) -> impl Iterator<Item = Plek<'_>> {
        let layers = self.lagen.iter_mut().filter_map(Plek::van_laag);
        let under = self.onder.iter_mut().chain(&mut self.dialoog);
        layers.chain(under.filter_map(Plek::van_dialoog))
    }
}
