//! The forms: what one fills in, with a draft.

pub mod actie;
pub mod actie_gedaan;
pub mod afdoening;
pub mod beoordelen;
pub mod betrokkene;
pub mod bewerkbaar;
pub mod draagover;
pub mod kleinvorm;
pub mod melding;
pub mod mondeling;
pub mod overdragen;
pub mod overleg;
pub mod papier;
pub mod voorwaarden;
pub mod vt;
pub mod zaakblad;
pub mod zaakformulier;
