//! The keyboard: events for the loop, one read at a time, and nothing read ahead. What was typed while a
//! table is being locked is still there for the process that comes after it.
//!
//! Must not know what a key does.

pub mod ontleed;
mod reeks;

#[cfg(unix)]
mod unix;
#[cfg(not(unix))]
mod windows;

#[cfg(unix)]
pub use unix::{Toetsenbord, lees_nu};
#[cfg(not(unix))]
pub use windows::{Toetsenbord, lees_nu};
