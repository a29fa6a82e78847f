//! The small form of handing zaken over: to whom, and a message with each.
//!
//! Must not know which zaken those are, nor from which screen it was opened.

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::formulieren::kleinvorm::{Kleinfout, Kleinvorm};
use crate::app::formulieren::overdragen::ONTVANGER;
use crate::app::melding::Melding;
use crate::app::velden::formulier::{Formulier, Veld};
use crate::domain::decide::{Opdracht, decide};
use crate::domain::ids::ZaakId;

/// The form for so many zaken.
#[must_use]
pub fn vorm(count: usize) -> Kleinvorm {
    let aan = Veld::regel("aan", "Aan", "").met_hint(ONTVANGER);
    let bericht = |hint: &str| Veld::regel("bericht", "Bericht", "").met_hint(hint);
    let (titel, velden) = if count == 1 {
        let bericht = bericht("wat de ander moet weten; mag leeg");
        ("Overdragen".to_owned(), vec![aan, bericht])
    } else {
        // It is kept with each zaak, where who reads it sees no other.
        let every = Veld::kop(&format!("Dit bericht komt bij elk van de {count} zaken"));
        let bericht = bericht("schrijf hier niets over één zaak; mag leeg");
        let titel = format!("Alle {count} open zaken overdragen");
        (titel, vec![aan, every, bericht])
    };
    Kleinvorm {
        titel,
        velden,
        ..Kleinvorm::default()
    }
}

/// Hands these zaken over.
///
/// # Errors
/// Why not, for the first that can not be.
pub fn lees(blik: &Blik, zaken: &[ZaakId], form: &Formulier) -> Result<Daden, Kleinfout> {
    let (aan, bericht) = (form.tekst("aan"), form.tekst("bericht"));
    let count = zaken.len();
    let what = if count == 1 { "zaak" } else { "zaken" };
    let said = format!("{count} {what} overgedragen aan {aan}. Die neemt over met n.");
    let opdracht = Opdracht::DraagOver { aan, bericht };
    let mut lines = zaken.iter().filter_map(|zaak| blik.lijst.zoek(*zaak));
    let refused = lines.find_map(|regel| decide(&regel.zaak, &opdracht).err());
    if let Some(why) = refused {
        return Err(("aan", Melding::let_op(why.to_string())));
    }
    let all = zaken.iter().map(|zaak| (*zaak, opdracht.clone())).collect();
    Ok(Daad::sla_op_en_zeg(all, said).into())
}
