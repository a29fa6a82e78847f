//! What the work is about: values, events, `decide` (command to events), `fold` (events to state),
//! clocks, signals. Total functions only.
//!
//! Must not know: the wall clock, disk, network, database, terminal. Times come in as arguments.

pub mod beoordeling;
pub mod betrokkene;
pub mod decide;
pub mod event;
pub mod fold;
pub mod ids;
pub mod input;
pub mod lijstregel;
pub mod naam;
pub mod signaal;
pub mod soort;
pub mod stap;
pub mod tag;
pub mod terug;
pub mod zaak;
pub mod artikel;
pub mod gemeente;
pub mod kalender;
pub mod soort;
pub mod termijn;
pub mod tijd;
