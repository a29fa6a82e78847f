//! The screens: what fills the window.

pub mod acties;
pub mod dubbelen;
pub mod inlezen;
pub mod input;
pub mod lezer;
pub mod ochtend;
pub mod overdracht;
pub mod punten;
pub mod slot;
pub mod vandaag;
pub mod zaak;
