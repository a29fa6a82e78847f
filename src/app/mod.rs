//! The program as a pure machine: messages in, a new model and effects out.
//!
//! ```text
//!   key ─▶ Msg ─▶ update(&mut Model) ─▶ Vec<Effect> ─▶ shell carries them out ─▶ Msg::Antwoord ─▶ …
//!                      │
//!                      └────▶ ui draws the Model
//! ```
//! Must not know: disk, database, network, terminal, the wall clock. `update` never waits (rule 9).

pub mod actieformulier;
pub mod acties;
pub mod afdoeningformulier;
pub mod afdoeningvoorwaarden;
pub mod alarm;
mod antwoord;
pub mod beoordelen;
pub mod betrokkene;
pub mod bevoegdheid;
pub mod concept;
pub mod dagregel;
pub mod dubbelen;
pub mod formulier;
mod gezien;
pub mod inlezen;
pub mod inputscherm;
pub mod kennis;
pub mod keus;
mod keuzeletters;
pub mod keymap;
pub mod klein;
pub mod klokken;
mod leeftijd;
pub mod lezer;
pub mod lijst;
pub mod meegeschreven;
pub mod meldformulier;
pub mod model;
pub mod mondeling;
pub mod msg;
pub mod navraagveld;
pub mod ochtend;
pub mod overdraagformulier;
pub mod overdracht;
pub mod overlegformulier;
pub mod palet;
pub mod papierformulier;
pub mod puntenscherm;
pub mod schrijfplek;
pub mod schuif;
pub mod slot;
pub mod soortkeuze;
pub mod stapregel;
pub mod tab;
pub mod tegenspraak;
pub mod tekstinvoer;
pub mod tekstveld;
pub mod tijdinvoer;
pub mod twijfel;
pub mod update;
pub mod vandaag;
pub mod verblijfregel;
pub mod vraag;
pub mod vtkeuze;
pub mod zaakfeiten;
pub mod zaakformulier;
pub mod zaakscherm;
