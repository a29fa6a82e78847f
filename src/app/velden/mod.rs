//! The engine of every form: fields, focus, what a key does in a field, how a time is written.

pub mod formulier;
pub mod gevolg;
mod keuzeletters;
pub mod navraagveld;
pub mod tekstveld;
pub mod tijdinvoer;
