//! What a session takes back or joins as a whole: a reading, doubles, meldingen.
//!
//! Must not know who asks: a key or a command.

use chrono::{DateTime, Utc};

use super::vastleggen::{dossier, zaken};
use super::{Sessie, vandaag};
use crate::domain::event::Recorded;
use crate::domain::ids::{EventId, LezingId, ZaakId};
use crate::domain::terug::{NietTerug, Terugneming};
use crate::domain::zaak::Zaak;
use crate::send::ondertekening::NAAMLOOS;
use crate::store::{Lezer, LezingTerug, StoreFout};

impl Sessie {
    /// What this worker would take back now, in one zaak or in any: which event, whose, when.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`], as taking it back would say.
    pub async fn terugneming(
        &self,
        zaak: Option<ZaakId>,
        nu: DateTime<Utc>,
    ) -> Result<Terugneming, StoreFout> {
        let by = self.medewerker();
        self.werker
            .lees_na(move |store| {
                let own = store.terugneming(&by, zaak, vandaag(nu));
                match own {
                    // Who filled in his name during the morning did the rest of it without one, at this table.
                    Err(StoreFout::NietTerug(NietTerug::Niets)) => {
                        store.terugneming(NAAMLOOS, zaak, vandaag(nu))
                    }
                    other => other,
                }
            })
            .await
    }

    /// Takes all of these events back, or none; the zaken as they are then, and the events.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`], or what the store says.
    pub async fn neem_terug(
        &self,
        wat: Vec<(ZaakId, EventId)>,
        nu: DateTime<Utc>,
    ) -> Result<(Vec<Zaak>, Vec<Recorded>), StoreFout> {
        let by = self.medewerker();
        self.werker
            .schrijf(move |store| {
                let by = if naamloos(store, &wat)? {
                    NAAMLOOS
                } else {
                    &by
                };
                let gone = store.neem_gebeurtenissen_terug(&wat, by, nu)?;
                Ok((zaken(store, wat.iter().map(|(zaak, _)| *zaak))?, gone))
            })
            .klaar()
            .await
    }

    /// Undoes the newest reading of today that was not undone yet; where one is named, only that one.
    ///
    /// # Errors
    /// What [`crate::store::Store::neem_lezing_terug`] says; [`StoreFout::NietTerug`] when another one is the newest.
    pub async fn neem_lezing_terug(
        &self,
        lezing: Option<LezingId>,
        nu: DateTime<Utc>,
    ) -> Result<LezingTerug, StoreFout> {
        let by = self.medewerker();
        self.werker
            .schrijf(move |store| {
                let day = vandaag(nu);
                if lezing.is_some() && store.laatste_lezing(day)? != lezing {
                    return Err(NietTerug::Niets.into());
                }
                store.neem_lezing_terug(&by, nu, day)
            })
            .klaar()
            .await
    }

    /// Joins two zaken that are one; the zaak that stays, as it is then.
    ///
    /// # Errors
    /// What [`crate::store::Store::voeg_samen`] says.
    pub async fn voeg_samen(
        &self,
        hoofd: ZaakId,
        dubbel: ZaakId,
        (reden, bevestigd): (String, bool),
        nu: DateTime<Utc>,
    ) -> Result<Zaak, StoreFout> {
        let by = self.medewerker();
        self.werker
            .schrijf(move |store| {
                store.voeg_samen(hoofd, dubbel, (&reden, bevestigd), &by, nu)?;
                Ok(dossier(store, hoofd)?.zaak)
            })
            .klaar()
            .await
    }

    /// Takes two zaken apart that were joined; the first, as it is then.
    ///
    /// # Errors
    /// What [`crate::store::Store::splits`] says.
    pub async fn splits(
        &self,
        hoofd: ZaakId,
        dubbel: ZaakId,
        nu: DateTime<Utc>,
    ) -> Result<Zaak, StoreFout> {
        let by = self.medewerker();
        self.werker
            .schrijf(move |store| {
                store.splits(hoofd, dubbel, &by, nu)?;
                Ok(dossier(store, hoofd)?.zaak)
            })
            .klaar()
            .await
    }

    /// Takes every melding of a reading apart again from its zaak; how many.
    ///
    /// # Errors
    /// What [`crate::store::Store::neem_corv_terug`] says.
    pub async fn neem_corv_terug(
        &self,
        lezing: LezingId,
        nu: DateTime<Utc>,
    ) -> Result<usize, StoreFout> {
        let by = self.medewerker();
        self.werker
            .schrijf(move |store| store.neem_corv_terug(lezing, &by, nu))
            .klaar()
            .await
    }
}

/// All of these were recorded before anybody gave a name.
fn naamloos(store: &Lezer, wat: &[(ZaakId, EventId)]) -> Result<bool, StoreFout> {
    for (zaak, id) in wat {
        let found = dossier(store, *zaak)?.tijdlijn;
        let mut events = found.iter().map(|(event, _)| event);
        if !events.any(|event| event.id == *id && event.by == NAAMLOOS) {
            return Ok(false);
        }
    }
    Ok(!wat.is_empty())
}
