//! What the work is about: values, events, `decide` (command to events), `fold` (events to state),
//! clocks, signals. Total functions only.
//!
//! Must not know: the wall clock, disk, network, database, terminal. Times come in as arguments.

pub mod ids;
pub mod lijstregel;
pub mod naam;
mod naam_lezen;
pub mod nummer;
pub mod soort;
pub mod tag;
