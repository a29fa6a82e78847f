//! The form for an agreement with a partner: who, what, when.
//!
//! Must not know from which screen it was opened.

use crate::domain::actie::Actie;
use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::fase::Fase;
use crate::domain::ids::{ActieId, ZaakId};
use crate::domain::tijd;

use crate::app::concept;
use crate::app::dialogen::klein;
use crate::app::dialogen::klein::{Doel, Klein, focus};
use crate::app::formulieren::betrokkene::nieuw_id;
use crate::app::model::{Melding, Model, Toon};
use crate::app::schermen::zaakscherm::zaak_van;
use crate::app::velden::formulier::Veld;
use crate::app::velden::tijdinvoer::lees_moment;

/// Opens the form on this zaak; says why not where VT does not follow it.
pub fn open(model: &mut Model, zaak: ZaakId) {
    // The screen of a zaak can show one that is on no list.
    let Some(found) = zaak_van(model, zaak) else {
        return;
    };
    if !found.stand.is_open() {
        let why = if found.fase() == Fase::Gesloten {
            Weigering::Gesloten
        } else {
            Weigering::NietGevolgd
        };
        model.meld(Toon::Let, why.to_string());
        return;
    }
    let velden = vec![
        Veld::regel("wie", "Wie", "").met_hint("wie het doet, bijv. wijkagent"),
        Veld::regel("wat", "Wat", "").met_hint("wat is afgesproken"),
        Veld::regel("wanneer", "Wanneer", "").met_hint("13:15, morgen 12 of +2u; mag leeg"),
    ];
    klein::open(model, Klein::nieuw("Afspraak", velden, Doel::Actie(zaak)));
}

/// Saves what was filled in.
pub(in crate::app) fn opslaan(
    model: &mut Model,
    zaak: ZaakId,
    wie: String,
    wat: String,
    wanneer: &str,
) {
    let moment = lees_moment(wanneer, model.nu);
    if !wanneer.is_empty() && moment.is_none() {
        focus(model, "wanneer");
        model.meld(
            Toon::Let,
            "Deze tijd is niet te lezen. Schrijf bijv. 13:15, morgen 12, +2u of vr.",
        );
        return;
    }
    let missing = if wie.is_empty() { "wie" } else { "wat" };
    let opdracht = Opdracht::SpreekAf(Actie {
        id: ActieId(nieuw_id(model.nu)),
        wie,
        wat,
        wanneer: moment,
    });
    let refused = zaak_van(model, zaak).and_then(|found| decide(&found, &opdracht).err());
    if let Some(why) = refused {
        if why == Weigering::ActieOnvolledig {
            focus(model, missing);
        }
        model.meld(Toon::Let, why.to_string());
        return;
    }
    let text = moment.map_or_else(
        || "Afspraak vastgelegd, zonder tijd.".to_owned(),
        |at| format!("Afspraak vastgelegd: {}.", tijd::moment(at, model.nu)),
    );
    concept::sla_op(model, vec![(zaak, opdracht)], Some(Melding::goed(text)));
}
