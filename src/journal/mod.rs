//! The journal: envelopes, digests, the chain, derived identities, upcasting of old payloads.
//!
//! Pure. Must not know tables, files, the network or the clock.

pub mod chain;
pub mod envelope;
pub mod sleutel;
pub mod upcast;
