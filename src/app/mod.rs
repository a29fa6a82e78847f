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
mod bel;
mod bewaren;
pub mod blik;
pub mod concept;
pub mod conceptsleutel;
pub mod daad;
pub mod deur;
pub mod dialogen;
mod doen;
pub mod formulieren;
mod gezien;
pub mod invulscherm;
pub mod kennis;
pub mod keus;
pub mod keymap;
pub mod leestekst;
pub mod melding;
pub mod model;
pub mod msg;
pub mod nieuw_id;
pub mod personenvraag;
mod raadplegen;
pub mod scherm;
pub mod schermen;
pub mod schermlijst;
pub mod schuif;
mod stapweg;
pub mod sterkte;
pub mod tab;
mod taggen;
mod tagvraag;
pub mod update;
pub mod velden;
