//! Time that passes while the computer sleeps too, for the lock; and whether it slept.
//!
//! No wall clock: that jumps when somebody sets it. Must not know what a lock is.

use std::time::Duration;

/// A pause of the processor shorter than this is no sleep.
const SLAAP: Duration = Duration::from_secs(1);

/// Time since some moment, sleep included.
#[must_use]
pub fn verstreken() -> Duration {
    #[cfg(target_os = "linux")]
    {
        klok(rustix::time::ClockId::Boottime)
    }
    #[cfg(not(target_os = "linux"))]
    {
        use std::sync::OnceLock;
        use std::time::Instant;
        // On Windows and macOS this clock goes on during sleep.
        static BEGIN: OnceLock<Instant> = OnceLock::new();
        BEGIN.get_or_init(Instant::now).elapsed()
    }
}

/// How long the computer has slept since it started; none where that cannot be told.
fn geslapen() -> Option<Duration> {
    #[cfg(target_os = "linux")]
    {
        use rustix::time::ClockId;
        let awake = klok(ClockId::Monotonic);
        Some(klok(ClockId::Boottime).saturating_sub(awake))
    }
    #[cfg(not(target_os = "linux"))]
    None
}

#[cfg(target_os = "linux")]
fn klok(which: rustix::time::ClockId) -> Duration {
    let at = rustix::time::clock_gettime(which);
    Duration::new(
        u64::try_from(at.tv_sec).unwrap_or_default(),
        u32::try_from(at.tv_nsec).unwrap_or_default(),
    )
}

/// Watches for sleep, and for how long nobody touched a key.
#[derive(Debug, Clone)]
pub struct Waker {
    toets: Duration,
    gezien: Duration,
    geslapen: Option<Duration>,
}

impl Default for Waker {
    fn default() -> Self {
        Waker {
            toets: verstreken(),
            gezien: verstreken(),
            geslapen: geslapen(),
        }
    }
}

impl Waker {
    /// How often it must be asked, so that a table that wakes does not lie open.
    pub const RITME: Duration = Duration::from_secs(2);

    /// A key came.
    pub fn toets(&mut self) {
        self.toets = verstreken();
    }

    /// Whether to lock: the computer slept since the last question, or nobody touched a key for so long.
    pub fn moet_op_slot(&mut self, na: Duration) -> bool {
        let (now, slept) = (verstreken(), geslapen());
        let before = std::mem::replace(&mut self.geslapen, slept);
        let pause = now.saturating_sub(std::mem::replace(&mut self.gezien, now));
        sliep(before, slept, pause) || (!na.is_zero() && now.saturating_sub(self.toets) >= na)
    }
}

/// Whether there was sleep between two looks: the sleep that the system counted grew; where it counts
/// none, the look itself came far too late.
#[must_use]
pub fn sliep(before: Option<Duration>, now: Option<Duration>, pause: Duration) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => now.saturating_sub(before) >= SLAAP,
        _ => pause >= 15 * Waker::RITME,
    }
}
