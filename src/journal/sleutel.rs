//! Derived identities: the same suspect in the same registration is the same zaak on every laptop
//! of a table, and nobody without the table's secret can compute whose (rule 4).
//!
//! Must not know where the secret is kept.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use crate::domain::ids::{PersoonId, ZaakId};
use crate::domain::lijstregel::Lijstregel;
use crate::domain::naam::vouw;

/// The secret of a table: 32 random bytes that its laptops share.
#[derive(Clone)]
pub struct Tafelgeheim(pub [u8; 32]);

impl std::fmt::Debug for Tafelgeheim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tafelgeheim(…)")
    }
}

impl Tafelgeheim {
    /// The id of the zaak that a line of the list belongs to.
    #[must_use]
    pub fn zaak_id(&self, regel: &Lijstregel) -> ZaakId {
        ZaakId(self.derive(b"zaak", regel.zaaksleutel().as_bytes()))
    }

    /// The key under which a person is found again in earlier zaken.
    #[must_use]
    pub fn persoon(&self, regel: &Lijstregel) -> Uuid {
        self.derive(b"persoon", regel.persoonsleutel().as_bytes())
    }

    /// Who acts under this name. The same name on another laptop gives the same id, and is another hand
    /// nevertheless: a registration of persons comes later.
    #[must_use]
    pub fn medewerker(&self, naam: &str) -> PersoonId {
        let folded = naam.split_whitespace().collect::<Vec<_>>().join(" ");
        PersoonId(self.derive(b"medewerker", folded.to_lowercase().as_bytes()))
    }

    /// What stands in the log for words that were looked for: the same words give the same, and nobody reads them back.
    #[must_use]
    pub fn zoekterm(&self, woorden: &str) -> String {
        self.derive(b"zoekterm", vouw(woorden).as_bytes())
            .simple()
            .to_string()
    }

    fn derive(&self, purpose: &[u8], text: &[u8]) -> Uuid {
        // HMAC takes keys of any length, so this can not fail; an all-zero id would be seen at once.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return Uuid::nil();
        };
        mac.update(purpose);
        mac.update(&[0]);
        mac.update(text);
        let bytes = mac.finalize().into_bytes();
        let mut half = [0u8; 16];
        half.copy_from_slice(&bytes[..16]);
        uuid::Builder::from_custom_bytes(half).into_uuid()
    }
}
