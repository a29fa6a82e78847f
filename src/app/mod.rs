//! The program as a pure machine: messages in, a new model and effects out.
//!
//! ```text
//!   key ─▶ Msg ─▶ update(&mut Model) ─▶ Vec<Effect> ─▶ shell carries them out ─▶ Msg::Antwoord ─▶ …
//!                      │
//!                      └────▶ ui draws the Model
//! ```
//! Must not know: disk, database, network, terminal, the wall clock. `update` never waits (rule 9).

pub mod afgeleid;
pub mod alarm;
mod antwoord;
pub mod concept;
pub mod dialogen;
pub mod formulieren;
pub mod kennis;
pub mod keus;
pub mod keymap;
pub mod model;
pub mod msg;
pub mod schermen;
pub mod schrijfplek;
pub mod schuif;
pub mod tab;
pub mod tekstinvoer;
pub mod update;
pub mod velden;
