//! Composes what leaves the building: input for the afdoeningsoverleg as plain text and as a mail
//! draft. Bytes out, nothing else: no clock, no disk, no network, and nothing is ever sent here.
//!
//! Every line passes [`poort`]: what may leave to nobody is masked there, and nowhere else.
//!
//! The order of work: [`opstelling::opstelling`] proposes lines per recipient, the worker ticks,
//! [`tekst::tekst`] makes the text, [`bestand`] and [`eml`] make the file, [`tekst::digest`] the
//! fingerprint that the journal keeps.
//!
//! Must not know: the journal, the store, the screens. Site files come in parsed.

pub mod aanduiding;
pub mod bestand;
pub mod eml;
pub mod herstelblad;
pub mod inzageverzoek;
pub mod leesbaar;
mod melder;
pub mod nu;
pub mod ondertekening;
pub mod ontvangers;
mod oordeel;
pub mod opstelling;
pub mod overdracht;
pub mod poort;
mod regels;
pub mod tekst;
pub mod terugkoppeling;
pub mod tijd;
pub mod twijfel;
pub mod voorwaarden;
