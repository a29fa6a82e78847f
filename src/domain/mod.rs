//! What the work is about: values, events, `decide` (command to events), `fold` (events to state),
//! clocks, signals. Total functions only.
//!
//! Must not know: the wall clock, disk, network, database, terminal. Times come in as arguments.

pub mod aandachtspunt;
pub mod actie;
pub mod afdoening;
pub mod artikel;
pub mod beoordeling;
pub mod bereikbaarheid;
pub mod betrokkene;
pub mod corv;
pub mod dagwissel;
pub mod decide;
pub mod event;
pub mod fase;
pub mod fold;
pub mod gemeente;
pub mod gepakt;
pub mod herkomst;
pub mod ids;
pub mod input;
pub mod inzage;
pub mod kalender;
pub mod kenmerk;
pub(crate) mod keuzelijst;
pub mod koppen;
pub mod lijstregel;
pub mod meegeschreven;
pub mod modaliteit;
pub mod naam;
mod naam_lezen;
pub mod nummer;
pub mod overleg;
pub mod persoon;
pub mod rol;
pub mod samenvoegen;
pub mod signaal;
pub mod soort;
pub mod stap;
pub mod tag;
pub mod teken;
pub mod termijn;
pub mod terug;
mod teruggenomen;
pub mod tijd;
pub mod vastgelegd;
pub mod velden;
pub mod verblijf;
pub mod voortgang;
pub mod werkstroom;
pub mod zaak;
pub mod zoek;
