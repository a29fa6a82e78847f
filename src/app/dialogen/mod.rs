//! The windows: what lies over a screen and asks one thing.

pub mod klein;
pub mod palet;
pub mod soortkeuze;
pub mod vraag;
