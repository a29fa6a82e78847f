//! The form of handing a zaak over: to whom, and what the receiver must know.
//!
//! Must not know how a form is drawn, nor how it is stored.

use crate::app::blik::Blik;
use crate::app::formulieren::zaakblad::{Bladkop, Zaakblad};
use crate::app::velden::formulier::{Formulier, Fout, Veld};
use crate::domain::decide::Opdracht;
use crate::domain::zaak::Zaak;

/// Who can take a zaak over; any other name may be written.
pub(in crate::app) const ONTVANGER: &str = "bereikbaarheidsdienst of collega";

/// To whom the zaak goes.
#[derive(Debug)]
pub struct Overdraagblad;

impl Zaakblad for Overdraagblad {
    fn kop(&self) -> Bladkop {
        Bladkop {
            titel: "Zaak overdragen",
            concept: "overdracht",
            toets: "y",
        }
    }

    fn velden(&self, _blik: &Blik, _zaak: &Zaak) -> Vec<Veld> {
        vec![
            Veld::regel("aan", "Aan", "").met_hint(ONTVANGER),
            Veld::tekst("bericht", "Wat moet die weten", "", 4),
        ]
    }

    fn lees(&self, _blik: &Blik, _zaak: &Zaak, form: &Formulier) -> Result<Opdracht, Fout> {
        let aan = form.tekst("aan");
        if aan.is_empty() {
            return Err(("aan", "Vul in aan wie u de zaak overdraagt.".to_owned()));
        }
        Ok(Opdracht::DraagOver {
            aan,
            bericht: form.tekst("bericht"),
        })
    }

    fn gezegd(&self, opdracht: &Opdracht) -> Option<String> {
        match opdracht {
            Opdracht::DraagOver { aan, .. } => {
                Some(format!("Overgedragen aan {aan}. Die neemt over met n."))
            }
            _ => None,
        }
    }
}
