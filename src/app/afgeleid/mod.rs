//! What follows from a zaak and the rules: lines, clocks, words. Nothing here is chosen or typed.

pub mod acties;
pub mod bevoegdheid;
pub mod dagregel;
pub mod klokken;
pub mod leeftijd;
pub mod lijst;
pub mod meegeschreven;
pub mod menukeus;
pub mod opstelcontext;
pub mod overdracht;
pub mod stapkeus;
pub mod stapregel;
pub mod tegenspraak;
pub mod twijfel;
pub mod vandaag;
pub mod verblijfregel;
pub mod zaakfeiten;
pub mod zaaktekst;
