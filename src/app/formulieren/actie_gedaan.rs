//! The form in which an agreement with a partner is ticked off: how it was done.
//!
//! Must not know from which screen it was opened.

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::formulieren::kleinvorm::{Kleinfout, Kleinvorm};
use crate::app::melding::Melding;
use crate::app::velden::formulier::{Formulier, Veld};
use crate::domain::decide::Opdracht;
use crate::domain::ids::{ActieId, ZaakId};

/// The form on this agreement.
///
/// # Errors
/// Why not, where it is done already.
pub fn vorm(blik: &Blik, zaak: ZaakId, actie: ActieId) -> Result<Kleinvorm, Daden> {
    let found = blik.zaak(zaak).and_then(|zaak| {
        let mut all = zaak.stand.acties.iter();
        all.find(|one| one.actie.id == actie)
    });
    let found = found.ok_or_else(Daden::new)?;
    if found.afgerond.is_some() {
        return Err(Daad::let_op("Deze actie is al afgerond. u neemt terug.").into());
    }
    Ok(Kleinvorm {
        titel: "Actie gedaan".to_owned(),
        onder: format!("{}: {}", found.actie.wie, found.actie.wat),
        velden: vec![Veld::regel("hoe", "Hoe", "").met_hint("bijv. teruggebeld, zij is veilig")],
    })
}

/// The agreement was done.
///
/// # Errors
/// Why not, where nobody says how.
pub fn lees(zaak: ZaakId, actie: ActieId, form: &Formulier) -> Result<Daden, Kleinfout> {
    let hoe = form.tekst("hoe");
    if hoe.is_empty() {
        let text = "Schrijf kort hoe; een ander leest dit terug.";
        return Err(("hoe", Melding::let_op(text)));
    }
    let opdracht = Opdracht::RondActieAf {
        actie,
        toelichting: hoe,
    };
    Ok(Daad::sla_op(zaak, opdracht).into())
}
