//! By which name a draft is kept.
//!
//! Must not know what stands in it.

use uuid::Uuid;

use crate::domain::ids::ZaakId;

/// What drafts belong to that are about several zaken, or about none yet. They go with the day.
pub const TAFEL: ZaakId = ZaakId(Uuid::nil());

/// Which draft: of which zaak, and of which form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Conceptsleutel {
    /// Of which zaak; [`TAFEL`] for none.
    pub zaak: ZaakId,
    /// Which form, and what it is about where there can be several.
    pub soort: String,
}
