//! What follows from a zaak and the rules: lines, clocks, words. Nothing here is chosen or typed.

pub mod bevoegdheid;
pub mod dagregel;
pub mod klokken;
mod leeftijd;
pub mod lijst;
pub mod meegeschreven;
pub mod stapregel;
pub mod tegenspraak;
pub mod twijfel;
pub mod verblijfregel;
pub mod zaakfeiten;
