//! What a session takes back or joins as a whole: a reading, doubles, meldingen.
//!
//! Must not know who asks: a key or a command.

use chrono::{DateTime, Utc};

use super::{Sessie, dossier, vandaag};
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::zaak::Zaak;
use crate::store::{LezingTerug, StoreFout};

impl Sessie {
    /// Undoes the newest reading of today that was not undone yet.
    ///
    /// # Errors
    /// What [`crate::store::Store::neem_lezing_terug`] says.
    pub async fn neem_lezing_terug(&self, nu: DateTime<Utc>) -> Result<LezingTerug, StoreFout> {
        let by = self.medewerker.clone();
        self.werker
            .schrijf(move |store| store.neem_lezing_terug(&by, nu, vandaag(nu)))
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
        let by = self.medewerker.clone();
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
        let by = self.medewerker.clone();
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
        let by = self.medewerker.clone();
        self.werker
            .schrijf(move |store| store.neem_corv_terug(lezing, &by, nu))
            .klaar()
            .await
    }
}
