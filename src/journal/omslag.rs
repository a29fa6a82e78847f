//! The outside of an event, format 2: all that a server may see, and what is signed.
//!
//! ```text
//!   digest      = SHA-256 over a label and, each with its length in front, the fields of the outside
//!   kop_hash    = SHA-256 over a label, salt and header; inhoud_hash the same over salt and content
//!   handtekening = Ed25519 of the device over the digest
//! ```
//! The digest covers hashes of the plain header and content, never of ciphertext: both can be erased or sealed
//! anew, and the chain still verifies. Must not know where envelopes are kept, nor what their content means.

use sha2::{Digest as _, Sha256};

use crate::domain::ids::{DeviceId, EventId, ReeksId};

/// A SHA-256.
pub type Digest = [u8; 32];
/// An Ed25519 signature.
pub type Handtekening = [u8; 64];

/// The format that this program writes and reads.
pub const VORM: u16 = 2;

/// What an envelope is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Soort {
    /// Something happened; header and content say what.
    #[default]
    Gebeurtenis,
    /// Content must be erased: `open` names the events.
    Wisopdracht,
    /// Content was erased where this was written.
    Wisbewijs,
}

impl Soort {
    /// The number in the envelope.
    #[must_use]
    pub fn nummer(self) -> u8 {
        match self {
            Soort::Gebeurtenis => 0,
            Soort::Wisopdracht => 1,
            Soort::Wisbewijs => 2,
        }
    }

    /// Reads the number of [`Soort::nummer`].
    #[must_use]
    pub fn van(nummer: u8) -> Option<Soort> {
        [Soort::Gebeurtenis, Soort::Wisopdracht, Soort::Wisbewijs]
            .into_iter()
            .find(|soort| soort.nummer() == nummer)
    }
}

/// Bytes with the salt that their hash is made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gezouten {
    /// Random, 16 bytes: without it nobody can try out what erased content was.
    pub zout: [u8; 16],
    /// What it is about.
    pub bytes: Vec<u8>,
}

/// The outside of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omslag {
    /// The format: [`VORM`].
    pub vorm: u16,
    /// Identity, random, without a time in it.
    pub id: EventId,
    /// Who may read it.
    pub kring: String,
    /// The installation that wrote it.
    pub toestel: DeviceId,
    /// The series: a new one each time that the store is opened.
    pub reeks: ReeksId,
    /// Place in the series within the circle: 1, 2, 3, without holes.
    pub nr: u64,
    /// Digest of the one before it there; zeroes for the first.
    pub vorige: Digest,
    /// What it is for.
    pub soort: Soort,
    /// Plain bytes, for what a server must be able to carry out.
    pub open: Vec<u8>,
    /// Salted hash of the header.
    pub kop_hash: Digest,
    /// Salted hash of the content.
    pub inhoud_hash: Digest,
}

impl Omslag {
    /// What is signed, and what the next envelope names.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let mut hash = Veldhash::nieuw("zsmtafel omslag 2");
        hash.veld(&self.vorm.to_be_bytes());
        hash.veld(self.id.0.as_bytes());
        hash.veld(self.kring.as_bytes());
        hash.veld(self.toestel.0.as_bytes());
        hash.veld(self.reeks.0.as_bytes());
        hash.veld(&self.nr.to_be_bytes());
        hash.veld(&self.vorige);
        hash.veld(&[self.soort.nummer()]);
        hash.veld(&self.open);
        hash.veld(&self.kop_hash);
        hash.veld(&self.inhoud_hash);
        hash.klaar()
    }
}

/// The salted hash of a header.
#[must_use]
pub fn kop_hash(kop: &Gezouten) -> Digest {
    gezouten_hash("zsmtafel kop 2", kop)
}

/// The salted hash of content.
#[must_use]
pub fn inhoud_hash(inhoud: &Gezouten) -> Digest {
    gezouten_hash("zsmtafel inhoud 2", inhoud)
}

fn gezouten_hash(label: &str, what: &Gezouten) -> Digest {
    let mut hash = Veldhash::nieuw(label);
    hash.veld(&what.zout);
    hash.veld(&what.bytes);
    hash.klaar()
}

/// A hash over fields, each with its length in front, so that no two rows of fields give the same bytes.
pub(super) struct Veldhash(Sha256);

impl Veldhash {
    /// Begins with what the hash is for.
    pub(super) fn nieuw(label: &str) -> Veldhash {
        let mut out = Veldhash(Sha256::new());
        out.veld(label.as_bytes());
        out
    }

    /// One field more.
    pub(super) fn veld(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }

    /// The hash.
    pub(super) fn klaar(self) -> Digest {
        self.0.finalize().into()
    }
}

/// The ids that an erasure order names, as its open bytes.
#[must_use]
pub fn schrijf_ids(ids: &[EventId]) -> Vec<u8> {
    ids.iter().flat_map(|id| *id.0.as_bytes()).collect()
}

/// Reads [`schrijf_ids`]; none when the bytes are no ids.
#[must_use]
pub fn lees_ids(bytes: &[u8]) -> Option<Vec<EventId>> {
    let (ids, rest) = bytes.as_chunks::<16>();
    rest.is_empty().then(|| {
        ids.iter()
            .map(|id| EventId(uuid::Uuid::from_bytes(*id)))
            .collect()
    })
}
