//! How the windows are drawn.

pub mod hulp;
pub mod klein;
pub mod menu;
pub mod palet;
pub mod soort;
pub mod stap;
pub mod venster;
pub mod vraag;
