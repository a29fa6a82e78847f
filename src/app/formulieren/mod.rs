//! The forms: what one fills in, with a draft.

pub mod actieformulier;
pub mod afdoeningformulier;
pub mod afdoeningvoorwaarden;
pub mod beoordelen;
pub mod betrokkene;
pub mod meldformulier;
pub mod mondeling;
pub mod overdraagformulier;
pub mod overlegformulier;
pub mod papierformulier;
pub mod vtkeuze;
pub mod zaakformulier;
