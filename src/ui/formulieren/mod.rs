//! How the forms are drawn.

pub mod formulier;
pub mod zaakformulier;
