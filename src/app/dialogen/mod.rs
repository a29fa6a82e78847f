//! The windows: what lies over a screen and asks one thing.

pub mod hulp;
pub mod klein;
pub mod menu;
pub mod palet;
pub mod soort;
pub mod stap;
pub mod vraag;
