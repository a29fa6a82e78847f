//! The wall clock, read here alone (rule 13); practice may pretend another time.
//!
//! Must not know what is done at which time.

use chrono::{DateTime, NaiveDateTime, SubsecRound as _, TimeDelta, Utc};

use crate::domain::tijd;

/// The clock of this run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Klok {
    verschil: TimeDelta,
}

impl Klok {
    /// The real time.
    #[must_use]
    pub fn echt() -> Klok {
        Klok::default()
    }

    /// A clock that shows this local time now, and runs on from there.
    #[must_use]
    pub fn op(lokaal: NaiveDateTime) -> Klok {
        Klok {
            verschil: tijd::uit_lokaal(lokaal) - Utc::now(),
        }
    }

    /// The present moment, in whole milliseconds: as precise as the journal keeps it.
    #[must_use]
    pub fn nu(&self) -> DateTime<Utc> {
        (Utc::now() + self.verschil).trunc_subsecs(3)
    }
}
