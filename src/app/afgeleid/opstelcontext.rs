//! What composing a text needs beside the zaak: who composes, when, and how VT can be reached.
//!
//! Must not know what is composed.

use crate::app::blik::Blik;
use crate::domain::ids::ZaakId;
use crate::send::opstelling::Context;

/// Who composes now about which zaak, and how VT can be reached.
#[must_use]
pub fn context(blik: &Blik, zaak: ZaakId) -> Context {
    let line = blik.lijst.zoek(zaak);
    Context {
        klok: line.and_then(|regel| regel.klok.uiterlijk),
        nu: blik.nu,
        opsteller: blik.tafel.medewerker.clone(),
        vt_naam: blik.tafel.vt.clone(),
        bereikbaar: blik.tafel.bereikbaar.clone(),
        tafel: blik.tafel.naam.clone(),
        oefenen: blik.tafel.oefenen,
    }
}
