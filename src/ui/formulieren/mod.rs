//! How the forms are drawn.

pub mod beoordelen;
pub mod betrokkene;
pub mod formulier;
pub mod zaakformulier;
