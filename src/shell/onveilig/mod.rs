//! The one module with code that Rust cannot check: memory that is wiped when it is given back, and the
//! console of Windows.
//!
//! Small, and used by name only. Must not know anything of the work.
#![allow(unsafe_code)]

#[cfg(windows)]
pub(super) mod windows;
mod wissen;

pub use wissen::Wissend;
