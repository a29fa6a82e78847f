//! The journal: the envelope and its three layers, signatures, the chain, derived identities, reading content
//! of every version.
//!
//! Pure. Must not know tables, files, the network or the clock.

pub mod hoofd;
pub mod inhoud;
pub mod keten;
pub mod kop;
pub mod omslag;
pub mod opname;
pub mod pen;
pub mod sleutel;
pub mod stuk;
pub mod toestel;
