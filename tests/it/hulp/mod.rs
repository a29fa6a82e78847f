//! What stories of several files share.

pub mod verhaal;
