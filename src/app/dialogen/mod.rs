//! The windows: what lies over a screen and asks one thing.

pub mod hulp;
pub mod klein;
pub mod menu;
pub mod palet;
pub mod soortkeuze;
pub mod stap;
pub mod vraag;
