//! What a session knows across zaken and days.
//!
//! Must not know how it is shown. Everything goes by the thread that reads, after what was asked before it.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Sessie, vandaag};
use crate::domain::ids::ZaakId;
use crate::domain::zaak::Zaak;
use crate::store::{CorvLezing, Dagtelling, Lezer, Medeverdachte, StoreFout, Twijfel};

impl Sessie {
    /// Zaken that VT follows and that are not on the list of today.
    ///
    /// # Errors
    /// What the store says.
    pub async fn open_zaken(&self, nu: DateTime<Utc>) -> Result<Vec<Zaak>, StoreFout> {
        self.vraag(move |store| store.open_zaken(vandaag(nu))).await
    }

    /// The zaken that a melding through CORV may belong to today.
    ///
    /// # Errors
    /// What the store says.
    pub async fn corv_kandidaten(&self, nu: DateTime<Utc>) -> Result<Vec<Zaak>, StoreFout> {
        self.vraag(move |store| store.corv_kandidaten(vandaag(nu)))
            .await
    }

    /// The reading of meldingen that can be taken back with [`Sessie::neem_corv_terug`].
    ///
    /// # Errors
    /// What the store says.
    pub async fn laatste_corv(&self) -> Result<Option<CorvLezing>, StoreFout> {
        self.vraag(|store| store.laatste_corv()).await
    }

    /// Every zaak that was ever tagged as twijfel, oldest first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn twijfelregister(&self) -> Result<Vec<Twijfel>, StoreFout> {
        self.vraag(|store| store.twijfelregister()).await
    }

    /// Other suspects in the registration of a zaak, by name.
    ///
    /// # Errors
    /// [`StoreFout::OnbekendeZaak`], or what the store says.
    pub async fn medeverdachten(&self, zaak: ZaakId) -> Result<Vec<Medeverdachte>, StoreFout> {
        self.vraag(move |store| {
            let found = store.zaak(zaak)?.ok_or(StoreFout::OnbekendeZaak)?;
            Ok(found.medeverdachten)
        })
        .await
    }

    /// The counts of each day from `van` to `tot`, both included, oldest first.
    ///
    /// # Errors
    /// What the store says.
    pub async fn dagtellingen(
        &self,
        van: NaiveDate,
        tot: NaiveDate,
    ) -> Result<Vec<(NaiveDate, Dagtelling)>, StoreFout> {
        self.vraag(move |store| store.dagtellingen(van, tot)).await
    }

    /// The counts of all days from `van` to `tot` together.
    ///
    /// # Errors
    /// What the store says.
    pub async fn vt_telling(
        &self,
        van: NaiveDate,
        tot: NaiveDate,
    ) -> Result<Dagtelling, StoreFout> {
        self.vraag(move |store| store.vt_telling(van, tot)).await
    }

    /// The day on which a zaak is erased as things stand; none while it is followed.
    ///
    /// # Errors
    /// What the store says.
    pub async fn wordt_gewist_op(&self, zaak: ZaakId) -> Result<Option<NaiveDate>, StoreFout> {
        let keep = self.config.bewaren.dagen();
        self.vraag(move |store| store.wordt_gewist_op(zaak, keep))
            .await
    }

    async fn vraag<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Lezer) -> Result<T, StoreFout> + Send + 'static,
    ) -> Result<T, StoreFout> {
        self.werker.lees_na(job).await
    }
}
