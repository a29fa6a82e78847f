//! Where the facts of a zaak came from, as a text to read.
//!
//! Must not know how it is drawn.

use crate::app::leestekst::{Leesregel, Leestekst};
use crate::domain::lijstregel::Veld;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

/// Where each fact of the list came from.
#[must_use]
pub fn herkomst(zaak: &Zaak) -> Leestekst {
    let regel = &zaak.regel;
    let mut out = vec![
        Leesregel::Paar("bestand".to_owned(), zaak.bron.bestand.clone()),
        Leesregel::Paar("gelezen".to_owned(), tijd::voluit(zaak.bron.gelezen)),
        Leesregel::Paar("regel in bestand".to_owned(), regel.regel.to_string()),
        Leesregel::Paar("SHA-256".to_owned(), zaak.bron.sha256.clone()),
        Leesregel::Kop("Zo stond het in het bestand".to_owned()),
    ];
    for veld in Veld::ALLE {
        if let Some(origin) = regel.herkomst.get(&veld) {
            let text = if origin.tekst.is_empty() {
                "(leeg)"
            } else {
                origin.tekst
            };
            out.push(Leesregel::Paar(
                veld.label().to_owned(),
                format!("{text}   — kolom \"{}\"", origin.kolom),
            ));
        }
    }
    if !regel.overig.is_empty() {
        out.push(Leesregel::Kop("Kolommen die zsmtafel niet kent".to_owned()));
        for (name, text) in &regel.overig {
            out.push(Leesregel::Paar(name.to_string(), text.clone()));
        }
    }
    Leestekst::nieuw("Herkomst van de gegevens", out)
}
