//! The program as a pure machine: messages in, a new model and effects out.
//!
//! ```text
//!   key ─▶ Msg ─▶ update(&mut Model) ─▶ Vec<Effect> ─▶ shell carries them out ─▶ Msg::Antwoord ─▶ …
//!                      │
//!                      └────▶ ui draws the Model
//! ```
//! Must not know: disk, database, network, terminal, the wall clock. `update` never waits (rule 9).

pub mod beoordelen;
pub mod betrokkene;
pub mod dagregel;
pub mod dubbelen;
pub mod formulier;
pub mod inlezen;
pub mod inputscherm;
pub mod kennis;
pub mod keymap;
pub mod lezer;
pub mod lijst;
pub mod model;
pub mod msg;
pub mod ochtend;
pub mod palet;
pub mod schuif;
pub mod slot;
pub mod soortkeuze;
pub mod tijdinvoer;
pub mod update;
pub mod vraag;
pub mod zaakscherm;
