//! The form for an agreement with a partner: who, what, when.
//!
//! Must not know from which screen it was opened.

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::formulieren::kleinvorm::{Kleinfout, Kleinvorm};
use crate::app::melding::Melding;
use crate::app::nieuw_id::nieuw_id;
use crate::app::velden::formulier::{Formulier, Veld};
use crate::app::velden::tijdinvoer::lees_moment;
use crate::domain::actie::Actie;
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::fase::Fase;
use crate::domain::ids::{ActieId, ZaakId};
use crate::domain::tijd;

/// The form on this zaak.
///
/// # Errors
/// Why not, where VT does not follow it.
pub fn vorm(blik: &Blik, zaak: ZaakId) -> Result<Kleinvorm, Daden> {
    // The screen of a zaak can show one that is on no list.
    let found = blik.zaak(zaak).ok_or_else(Daden::new)?;
    if !found.stand.is_open() {
        let why = if found.fase() == Fase::Gesloten {
            Weigering::Gesloten
        } else {
            Weigering::NietGevolgd
        };
        return Err(Daad::let_op(why.to_string()).into());
    }
    Ok(Kleinvorm {
        titel: "Afspraak".to_owned(),
        velden: vec![
            Veld::regel("wie", "Wie", "").met_hint("wie het doet, bijv. wijkagent"),
            Veld::regel("wat", "Wat", "").met_hint("wat is afgesproken"),
            Veld::regel("wanneer", "Wanneer", "").met_hint("13:15, morgen 12 of +2u; mag leeg"),
        ],
        ..Kleinvorm::default()
    })
}

/// Saves what was filled in.
///
/// # Errors
/// The field that is missing or not understood, and why.
pub fn lees(blik: &Blik, zaak: ZaakId, form: &Formulier) -> Result<Daden, Kleinfout> {
    let (wie, wat, wanneer) = (form.tekst("wie"), form.tekst("wat"), form.tekst("wanneer"));
    let moment = lees_moment(&wanneer, blik.nu);
    if !wanneer.is_empty() && moment.is_none() {
        let text = "Deze tijd is niet te lezen. Schrijf bijv. 13:15, morgen 12, +2u of vr.";
        return Err(("wanneer", Melding::let_op(text)));
    }
    let missing = if wie.is_empty() { "wie" } else { "wat" };
    let opdracht = Opdracht::SpreekAf(Actie {
        id: ActieId(nieuw_id(blik.nu)),
        wie,
        wat,
        wanneer: moment,
    });
    let refused = blik
        .zaak(zaak)
        .and_then(|found| decide(found, &opdracht).err());
    if let Some(why) = refused {
        let field = if why == Weigering::ActieOnvolledig {
            missing
        } else {
            ""
        };
        return Err((field, Melding::let_op(why.to_string())));
    }
    let text = moment.map_or_else(
        || "Afspraak vastgelegd, zonder tijd.".to_owned(),
        |at| format!("Afspraak vastgelegd: {}.", tijd::moment(at, blik.nu)),
    );
    Ok(Daad::sla_op_en_zeg(vec![(zaak, opdracht)], text).into())
}
