//! Wrong passphrases: how many and when, so that waiting grows and survives a restart.
//!
//! Must not know the clock, nor what was tried.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::bestand;
use super::fout::{StoreFout, Uitkomst};

/// The longest wait, in seconds.
const LANGST: u64 = 300;

/// What `pogingen.json` holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Pogingstand {
    fout: u32,
    laatste: Option<DateTime<Utc>>,
}

/// The attempts on one store.
#[derive(Debug)]
pub struct Pogingen {
    pad: PathBuf,
    stand: Pogingstand,
}

impl Pogingen {
    /// Reads the attempts on the store in `map`. A file that is absent or unreadable counts as none:
    /// it slows a guesser down, it does not guard anything.
    #[must_use]
    pub fn lees(map: &Path) -> Pogingen {
        let pad = map.join(bestand::POGINGEN);
        let stand = bestand::lees_vast(&pad, 4096)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Pogingen { pad, stand }
    }

    /// Refuses an attempt that comes too soon.
    ///
    /// # Errors
    /// [`StoreFout::Wachten`] with the time that is left.
    pub fn mag(&mut self, nu: DateTime<Utc>) -> Uitkomst<()> {
        let Some(laatste) = self.stand.laatste else {
            return Ok(());
        };
        let wacht = wachttijd(self.stand.fout);
        if wacht.is_zero() {
            return Ok(());
        }
        if nu < laatste {
            // The clock was put back. Counting from now on keeps the wait bounded.
            self.stand.laatste = Some(nu);
            self.bewaar()?;
        }
        let voorbij = nu.signed_duration_since(laatste).max(TimeDelta::zero());
        let voorbij = voorbij.to_std().unwrap_or_default();
        match wacht.checked_sub(voorbij) {
            Some(nog) if !nog.is_zero() => Err(StoreFout::Wachten { nog }),
            _ => Ok(()),
        }
    }

    /// Notes a wrong passphrase, and says how long to wait now.
    ///
    /// # Errors
    /// [`StoreFout::AlleenLezen`] and the like.
    pub fn fout(&mut self, nu: DateTime<Utc>) -> Uitkomst<Duration> {
        self.stand.fout = self.stand.fout.saturating_add(1);
        self.stand.laatste = Some(nu);
        self.bewaar()?;
        Ok(wachttijd(self.stand.fout))
    }

    /// Forgets the wrong ones after a right one.
    ///
    /// # Errors
    /// [`StoreFout::AlleenLezen`] and the like.
    pub fn goed(&mut self) -> Uitkomst<()> {
        if self.stand == Pogingstand::default() {
            return Ok(());
        }
        self.stand = Pogingstand::default();
        self.bewaar()
    }

    fn bewaar(&self) -> Uitkomst<()> {
        let json =
            serde_json::to_vec(&self.stand).map_err(|_| StoreFout::Rij(bestand::POGINGEN))?;
        bestand::schrijf_atomisch(&self.pad, &json)
    }
}

/// How long to wait after so many wrong passphrases: 0, 0, 1, 2, 4, 8 … 300 seconds.
#[must_use]
pub fn wachttijd(fout: u32) -> Duration {
    match fout.checked_sub(3) {
        None => Duration::ZERO,
        Some(power) => Duration::from_secs(2u64.saturating_pow(power).min(LANGST)),
    }
}
