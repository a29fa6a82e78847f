//! Reading payloads of every version that was ever written. Old content is lifted on reading, never
//! rewritten: its hash would no longer fit.
//!
//! Must not know where payloads are kept.

use crate::domain::event::Gebeurtenis;

use super::envelope::PAYLOAD_VERSION;

/// Why a payload can not be read. The text is for the worker.
#[derive(Debug, thiserror::Error)]
pub enum PayloadFout {
    /// Written by a newer program.
    #[error("geschreven door een nieuwere zsmtafel (versie {0} van de inhoud); werk zsmtafel bij")]
    TeNieuw(u16),
    /// Not the JSON that this kind has.
    #[error("inhoud is niet te lezen: {0}")]
    Onleesbaar(#[from] serde_json::Error),
}

/// The content of an event as bytes, in the newest version.
///
/// # Errors
/// [`PayloadFout::Onleesbaar`] if it can not be written as JSON, which no value of the type causes.
pub fn schrijf(what: &Gebeurtenis) -> Result<Vec<u8>, PayloadFout> {
    Ok(serde_json::to_vec(what)?)
}

/// Reads content of `version`.
///
/// # Errors
/// [`PayloadFout`] when the version is newer than this program, or the content is damaged.
pub fn lees(version: u16, content: &[u8]) -> Result<Gebeurtenis, PayloadFout> {
    if version > PAYLOAD_VERSION {
        return Err(PayloadFout::TeNieuw(version));
    }
    Ok(serde_json::from_slice(content)?)
}
