//! The screens: what fills the window.

pub mod acties;
pub mod dubbelen;
pub mod inlezen;
pub mod inputscherm;
pub mod lezer;
pub mod ochtend;
pub mod overdracht;
pub mod personen;
pub mod puntenscherm;
pub mod slot;
pub mod vandaag;
pub mod zaakscherm;
