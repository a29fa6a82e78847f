//! How the windows are drawn.

pub mod dialoog;
