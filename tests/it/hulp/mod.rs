//! What stories of several files share.

#[cfg(unix)]
pub mod echt;
pub mod verhaal;
