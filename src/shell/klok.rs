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

    /// The clock with the difference of another one, see [`Klok::verschil_ms`].
    #[must_use]
    pub fn met_verschil_ms(verschil: i64) -> Klok {
        Klok {
            verschil: TimeDelta::milliseconds(verschil),
        }
    }

    /// How far it is from the real time, in milliseconds.
    #[must_use]
    pub fn verschil_ms(&self) -> i64 {
        self.verschil.num_milliseconds()
    }

    /// The present moment, in whole milliseconds: as precise as the journal keeps it.
    #[must_use]
    pub fn nu(&self) -> DateTime<Utc> {
        (Utc::now() + self.verschil).trunc_subsecs(3)
    }
}

/// How far the clock of this computer, as its owner set it, is from the Dutch wall clock, in minutes;
/// 0 is the usual case. The program does not need it: it knows Dutch time by itself (rule 13).
#[must_use]
pub fn verschil_met_nederland() -> i32 {
    use chrono::Offset as _;
    let now = chrono::Local::now();
    let dutch = tijd::lokaal(now.to_utc()).offset().fix();
    (now.offset().local_minus_utc() - dutch.local_minus_utc()) / 60
}
