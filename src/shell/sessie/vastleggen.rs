//! A zaak whole, and what is recorded in it.
//!
//! Must not know who asks: a key or a command.

use chrono::{DateTime, Utc};

use super::Sessie;
use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::kennis::Kennis;
use crate::app::msg::{Dossier, Eerder, Medeverdachte, Uitvoering};
use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::zaak::Zaak;
use crate::store::{Lezer, StoreFout};

impl Sessie {
    /// A zaak whole.
    ///
    /// # Errors
    /// [`StoreFout::OnbekendeZaak`], or what the store says.
    pub async fn zaak(&self, id: ZaakId) -> Result<Dossier, StoreFout> {
        self.werker.lees_na(move |store| dossier(store, id)).await
    }

    /// Carries out all of these commands, or none, and drops the draft of what they record; the zaken as they
    /// are then.
    ///
    /// # Errors
    /// [`StoreFout::Geweigerd`], or what the store says; nothing is stored then, and the draft stays.
    pub async fn voer_uit(
        &self,
        what: Uitvoering,
        nu: DateTime<Utc>,
    ) -> Result<Vec<Zaak>, StoreFout> {
        let (by, kennis) = (self.medewerker(), self.kennis.clone());
        self.werker
            .schrijf(move |store| {
                let mut ready = Vec::with_capacity(what.opdrachten.len());
                for (id, opdracht) in what.opdrachten {
                    ready.push((id, met_klok(store, &kennis, id, opdracht, nu)?));
                }
                let asked: Vec<(ZaakId, &Opdracht)> =
                    ready.iter().map(|(id, opdracht)| (*id, opdracht)).collect();
                let concept = what.concept.as_ref();
                let concept = concept.map(|one| (one.zaak, one.soort.as_str()));
                store.voer_uit_samen(&asked, concept, &by, nu)?;
                zaken(store, asked.iter().map(|(id, _)| *id))
            })
            .klaar()
            .await
    }
}

/// The zaken as they are now, each once.
pub(super) fn zaken(
    store: &Lezer,
    ids: impl Iterator<Item = ZaakId>,
) -> Result<Vec<Zaak>, StoreFout> {
    let mut out: Vec<Zaak> = Vec::new();
    for id in ids {
        if out.iter().all(|zaak| zaak.id != id) {
            out.push(dossier(store, id)?.zaak);
        }
    }
    Ok(out)
}

/// The store knows no rules of the clock; what may not be done over the alarm of one that ran out, gets its
/// end from here.
fn met_klok(
    store: &Lezer,
    kennis: &Kennis,
    id: ZaakId,
    opdracht: Opdracht,
    nu: DateTime<Utc>,
) -> Result<Opdracht, StoreFout> {
    if let Opdracht::MetKoppen { gezien, opdracht } = opdracht {
        let opdracht = Box::new(met_klok(store, kennis, id, *opdracht, nu)?);
        return Ok(Opdracht::MetKoppen { gezien, opdracht });
    }
    if !opdracht.vraagt_klok() {
        return Ok(opdracht);
    }
    let found = store.zaak(id)?.ok_or(StoreFout::OnbekendeZaak)?;
    let line = Dagregel::nieuw(found.zaak, false, kennis, nu);
    Ok(opdracht.met_klok(line.klok.uiterlijk, nu))
}

/// A zaak with its history, newest first.
pub(super) fn dossier(store: &Lezer, id: ZaakId) -> Result<Dossier, StoreFout> {
    let found = store.zaak(id)?.ok_or(StoreFout::OnbekendeZaak)?;
    let zaak = found.zaak;
    Ok(Dossier {
        // The store tells it in the order in which it happened; a reader looks for what was last.
        tijdlijn: found.tijdlijn.into_iter().rev().collect(),
        eerdere: found
            .eerdere
            .into_iter()
            .map(|other| Eerder {
                id: other.id,
                pl: other.pl,
                tag: other.tag,
                oordeel: other.oordeel,
                op: other.op.unwrap_or(zaak.bron.gelezen),
            })
            .collect(),
        medeverdachten: found
            .medeverdachten
            .into_iter()
            .map(|other| Medeverdachte {
                id: other.id,
                naam: other.naam,
                tag: other.tag,
                oordeel: other.oordeel,
            })
            .collect(),
        zaak,
    })
}
