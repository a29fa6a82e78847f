//! The form of handing a zaak over: to whom, and what the receiver must know.
//!
//! Must not know how a form is drawn, nor how it is stored.

use crate::domain::decide::Opdracht;

use crate::app::formulieren::zaakformulier::Fout;
use crate::app::velden::formulier::{Formulier, Veld};

/// Who can take a zaak over; any other name may be written.
pub(in crate::app) const ONTVANGER: &str = "bereikbaarheidsdienst of collega";

/// The fields.
#[must_use]
pub fn velden() -> Vec<Veld> {
    vec![
        Veld::regel("aan", "Aan", "").met_hint(ONTVANGER),
        Veld::tekst("bericht", "Wat moet die weten", "", 4),
    ]
}

/// Reads the form.
///
/// # Errors
/// The field that is missing, and why.
pub fn lees(form: &Formulier) -> Result<Opdracht, Fout> {
    let aan = form.tekst("aan");
    if aan.is_empty() {
        return Err(("aan", "Vul in aan wie u de zaak overdraagt.".to_owned()));
    }
    Ok(Opdracht::DraagOver {
        aan,
        bericht: form.tekst("bericht"),
    })
}
