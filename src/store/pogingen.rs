//! Wrong passphrases: how many and when, so that waiting grows and survives a restart. Counted before a passphrase is
//! tried, so that killing the program in between counts too.
//!
//! Must not know the clock, what was tried, nor where the count is kept.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The longest wait, in seconds.
const LANGST: u64 = 300;

/// The tries at one wrapping since it was opened last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pogingen {
    /// How many.
    fout: u32,
    /// When the last one was.
    laatste: Option<DateTime<Utc>>,
}

/// What is said to who wants to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mag {
    /// Counted: keep this first, then try.
    Probeer(Pogingen),
    /// Not yet; keep this, where it differs.
    Wacht(Pogingen, Duration),
}

impl Pogingen {
    /// Counts a try at `nu`, unless it comes too soon.
    pub(super) fn begin(self, nu: DateTime<Utc>) -> Mag {
        let counted = Pogingen {
            fout: self.fout.saturating_add(1),
            laatste: Some(nu),
        };
        let wait = wachttijd(self.fout);
        let Some(laatste) = self.laatste.filter(|_| !wait.is_zero()) else {
            return Mag::Probeer(counted);
        };
        // The clock was put back. Counting from now on keeps the wait bounded.
        let kept = Pogingen {
            laatste: Some(laatste.min(nu)),
            ..self
        };
        let gone = nu.signed_duration_since(laatste).max(TimeDelta::zero());
        match wait.checked_sub(gone.to_std().unwrap_or_default()) {
            Some(left) if !left.is_zero() => Mag::Wacht(kept, left),
            _ => Mag::Probeer(counted),
        }
    }

    /// How many came before this try.
    pub(super) fn ervoor(self) -> u32 {
        self.fout.saturating_sub(1)
    }

    /// How long to wait after the tries so far.
    pub(super) fn wacht(self) -> Duration {
        wachttijd(self.fout)
    }
}

/// How long to wait after so many wrong passphrases: 0, 0, 0, 1, 2, 4, 8 … 300 seconds.
#[must_use]
pub fn wachttijd(fout: u32) -> Duration {
    match fout.checked_sub(3) {
        None => Duration::ZERO,
        Some(power) => Duration::from_secs(2u64.saturating_pow(power).min(LANGST)),
    }
}
