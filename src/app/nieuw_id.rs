//! Ids for what is new.
//!
//! Must not know what it is.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// An id for something new. Version 7: the time of now, the rest random.
#[must_use]
pub fn nieuw_id(nu: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(nu.timestamp()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(
        uuid::NoContext,
        seconds,
        nu.timestamp_subsec_nanos(),
    ))
}
