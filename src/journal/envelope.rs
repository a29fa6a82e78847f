//! The envelope of an event: all that may stay when its content is erased (rule 2).
//!
//! ```text
//!   digest  = SHA-256(header ‖ payload_hash)
//!   header  = id, device, index, zaak, kind, version, at, actor, audience, seen, previous
//!   payload_hash = SHA-256(salt ‖ content)
//! ```
//! Content and salt can go; the chain of digests still verifies.
//!
//! Must not know where envelopes are kept, nor what their content means.

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest as _, Sha256};

use crate::domain::ids::{DeviceId, EventId, ZaakId};

/// A SHA-256.
pub type Digest = [u8; 32];

/// Version of the payloads that this program writes.
pub const PAYLOAD_VERSION: u16 = 1;

/// The envelope without its own digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Identity of the event.
    pub id: EventId,
    /// Which installation wrote it.
    pub device: DeviceId,
    /// Place in that installation's journal: 1, 2, 3, without holes.
    pub index: u64,
    /// The zaak; none for what belongs to the table.
    pub zaak: Option<ZaakId>,
    /// Kind of the event.
    pub kind: String,
    /// Version of the payload.
    pub version: u16,
    /// When, in whole milliseconds UTC.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// Who may read it after a sync, e.g. `tafel`.
    pub audience: String,
    /// The newest server sequence that the worker had looked at; none without a server.
    pub seen: Option<u64>,
    /// Digest of the event before it on this device; zeroes for the first.
    pub previous: Digest,
}

/// An event as the journal keeps it, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// What it says.
    pub header: Header,
    /// Salted hash of the content.
    pub payload_hash: Digest,
    /// Seal over both.
    pub digest: Digest,
}

impl Envelope {
    /// Seals a header over content.
    #[must_use]
    pub fn seal(header: Header, salt: &[u8], content: &[u8]) -> Envelope {
        let payload_hash = payload_hash(salt, content);
        let digest = digest(&header, &payload_hash);
        Envelope {
            header,
            payload_hash,
            digest,
        }
    }
}

/// The salted hash of a payload.
#[must_use]
pub fn payload_hash(salt: &[u8], content: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    // The length comes first, so that no two pairs of salt and content give the same bytes.
    hasher.update((salt.len() as u64).to_be_bytes());
    hasher.update(salt);
    hasher.update(content);
    hasher.finalize().into()
}

/// The digest of a header and a payload hash.
#[must_use]
pub fn digest(header: &Header, payload_hash: &Digest) -> Digest {
    let mut hasher = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    field(header.id.0.as_bytes());
    field(header.device.0.as_bytes());
    field(&header.index.to_be_bytes());
    field(
        header
            .zaak
            .as_ref()
            .map_or(&[][..], |zaak| zaak.0.as_bytes()),
    );
    field(header.kind.as_bytes());
    field(&header.version.to_be_bytes());
    field(
        header
            .at
            .to_rfc3339_opts(SecondsFormat::Millis, true)
            .as_bytes(),
    );
    field(header.actor.as_bytes());
    field(header.audience.as_bytes());
    match header.seen {
        Some(seen) => field(&seen.to_be_bytes()),
        None => field(&[]),
    }
    field(&header.previous);
    field(payload_hash);
    hasher.finalize().into()
}
