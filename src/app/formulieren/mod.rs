//! The forms: what one fills in, with a draft.

pub mod actie_gedaan;
pub mod actieformulier;
pub mod afdoeningformulier;
pub mod afdoeningvoorwaarden;
pub mod beoordelen;
pub mod betrokkene;
pub mod bewerkbaar;
pub mod draagover;
pub mod kleinvorm;
pub mod meldformulier;
pub mod mondeling;
pub mod overdraagformulier;
pub mod overlegformulier;
pub mod papierformulier;
pub mod vtkeuze;
pub mod zaakblad;
pub mod zaakformulier;
