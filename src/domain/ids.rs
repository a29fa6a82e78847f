//! Identities. Newtypes, so that a zaak can never be looked up by the id of an event.
//!
//! Must not know how an id is made: zaak ids are derived in `journal::sleutel`, the others are
//! random and come in from outside.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// One suspect in one police registration; derived, so that two laptops meet in one zaak.
    ZaakId
);
id!(
    /// One event in the journal.
    EventId
);
id!(
    /// One person around a suspect, within one zaak.
    BetrokkeneId
);
id!(
    /// One installation that writes a journal.
    DeviceId
);
id!(
    /// One person who acts, as one table knows him; a name is only how he is shown.
    PersoonId
);
id!(
    /// One row of events that a device wrote between opening its store and closing it.
    ReeksId
);
id!(
    /// One reading of one file.
    LezingId
);
id!(
    /// One agreement, within one zaak.
    ActieId
);

impl ZaakId {
    /// The first eight characters: enough to name a zaak on the command line.
    #[must_use]
    pub fn kort(&self) -> String {
        self.0.simple().to_string().chars().take(8).collect()
    }
}
