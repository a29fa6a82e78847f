//! The forms around the decision: overleg, afdoening, a fact that was told, which VT, handing over. What
//! they share: opening on what is known, and saving.
//!
//! Must not know what stands in a form; each has its own module. Must not know how one is drawn.

use crossterm::event::KeyEvent;

use crate::app::blik::Blik;
use crate::app::concept::Concept;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::Zaakvorm;
use crate::app::formulieren::afdoening::{Afdoeningblad, SNEL};
use crate::app::formulieren::melding::Meldblad;
use crate::app::formulieren::overdragen::Overdraagblad;
use crate::app::formulieren::overleg::Overlegblad;
use crate::app::formulieren::vt::Vtblad;
use crate::app::formulieren::zaakblad::{Veldnoot, Zaakblad};
use crate::app::invulscherm::{Invulscherm, Verder};
use crate::app::melding::Melding;
use crate::app::velden::formulier::{Formulier, Veld, Waarden};
use crate::domain::decide::{Weigering, decide};
use crate::domain::ids::ZaakId;

/// The screen.
#[derive(Debug)]
pub struct Zaakformulier {
    /// Which zaak.
    pub zaak: ZaakId,
    /// Which form.
    pub soort: Zaakvorm,
    /// The fields.
    pub formulier: Formulier,
    /// Its draft.
    pub concept: Concept,
}

fn blad(soort: Zaakvorm) -> &'static dyn Zaakblad {
    match soort {
        Zaakvorm::Overleg => &Overlegblad,
        Zaakvorm::Afdoening => &Afdoeningblad,
        Zaakvorm::Melding => &Meldblad,
        Zaakvorm::Vt => &Vtblad,
        Zaakvorm::Overdracht => &Overdraagblad,
    }
}

impl Zaakformulier {
    /// The form on what is known of a zaak.
    ///
    /// # Errors
    /// What is said where it would be refused whatever stood in it.
    pub fn open(blik: &Blik, id: ZaakId, soort: Zaakvorm) -> Result<Zaakformulier, Daden> {
        let zaak = blik.zaak(id).ok_or_else(Daden::new)?;
        let blad = blad(soort);
        if let Some(refusal) = blad.belet(zaak) {
            return Err(Daad::let_op(refusal.to_string()).into());
        }
        Ok(Zaakformulier {
            zaak: id,
            soort,
            formulier: Formulier::nieuw(blad.velden(blik, zaak)),
            concept: Concept::nieuw(id, blad.kop().concept),
        })
    }

    /// A remark at a field: what was understood of it, or what follows from it.
    #[must_use]
    pub fn noot(&self, blik: &Blik, veld: &Veld) -> Veldnoot {
        blad(self.soort).noot(blik, blik.zaak(self.zaak)?, &self.formulier, veld)
    }

    fn lees(&mut self, blik: &Blik) -> Daden {
        let Some(zaak) = blik.zaak(self.zaak) else {
            return Daden::new();
        };
        let blad = blad(self.soort);
        let read = blad.lees(blik, zaak, &self.formulier);
        let read = read.and_then(|opdracht| match decide(zaak, &opdracht) {
            Ok(_) => Ok(Some(opdracht)),
            Err(Weigering::Ongewijzigd) => Ok(None),
            Err(refusal) => Err((veld_van(&refusal), refusal.to_string())),
        });
        match read {
            Ok(Some(opdracht)) => Daad::SlaOp {
                zeg: blad.gezegd(&opdracht).map(Melding::goed),
                opdrachten: vec![(self.zaak, opdracht)],
                dan: Daden::new(),
            }
            .into(),
            Ok(None) => {
                let said = Melding::let_op(Weigering::Ongewijzigd.to_string());
                Daad::Ongewijzigd(said).into()
            }
            Err((field, text)) => {
                self.formulier.focus_op_begin(field);
                Daad::fout(text).into()
            }
        }
    }
}

fn veld_van(refusal: &Weigering) -> &'static str {
    match refusal {
        Weigering::RedenOntbreekt => "reden",
        Weigering::ModaliteitOntbreekt => SNEL,
        Weigering::EindeVoorIngang => "einde",
        Weigering::OntvangerOntbreekt => "aan",
        _ => "",
    }
}

impl Invulscherm for Zaakformulier {
    fn titel(&self) -> &'static str {
        blad(self.soort).kop().titel
    }

    fn delen(&self) -> (&Formulier, &Concept) {
        (&self.formulier, &self.concept)
    }

    fn delen_mut(&mut self) -> (&mut Formulier, &mut Concept) {
        (&mut self.formulier, &mut self.concept)
    }

    fn over(&self) -> Option<ZaakId> {
        Some(self.zaak)
    }

    fn verder_met(&self) -> Verder {
        Verder::Toets(blad(self.soort).kop().toets)
    }

    fn opslaan(&mut self, blik: &Blik) -> Daden {
        self.lees(blik)
    }

    fn eerst(&mut self, blik: &Blik, key: &KeyEvent) -> Option<Daden> {
        let before = self.formulier.waarden();
        match blad(self.soort).eerst(blik, &mut self.formulier, key)? {
            Ok(()) => {
                self.volg(blik, &before);
                Some(Daad::Getypt.into())
            }
            Err(text) => Some(Daad::let_op(text).into()),
        }
    }

    fn volg(&mut self, blik: &Blik, _before: &Waarden) -> bool {
        let active = self.formulier.actief().map(|veld| veld.id.clone());
        blad(self.soort).volg(blik, &mut self.formulier, active.as_deref());
        true
    }

    fn vul(&mut self, blik: &Blik, waarden: &Waarden) {
        // What follows from a choice must be there before the draft of it is laid back.
        self.formulier.zet_waarden(waarden);
        blad(self.soort).volg(blik, &mut self.formulier, None);
        self.formulier.zet_waarden(waarden);
    }
}
