//! The key of a device: it signs what the device writes, and names it.
//!
//! The id of a device is a hash of its public key, so that nobody can write under the name of another; whether
//! a device belongs to the organisation is for the roster to say, later. Must not know where keys are kept.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::omslag::{Digest, Handtekening, Veldhash};
use crate::domain::ids::DeviceId;

/// The public half of a key.
pub type Openbaar = [u8; 32];

/// The key with which a device signs. Wiped when it is dropped.
pub struct Toestelsleutel(SigningKey);

impl std::fmt::Debug for Toestelsleutel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Toestelsleutel(…)")
    }
}

impl Toestelsleutel {
    /// The key of these 32 random bytes.
    #[must_use]
    pub fn van(geheim: &[u8; 32]) -> Toestelsleutel {
        Toestelsleutel(SigningKey::from_bytes(geheim))
    }

    /// Its public half.
    #[must_use]
    pub fn openbaar(&self) -> Openbaar {
        self.0.verifying_key().to_bytes()
    }

    /// The device.
    #[must_use]
    pub fn toestel(&self) -> DeviceId {
        toestel_van(&self.openbaar())
    }

    /// Signs an envelope.
    #[must_use]
    pub fn onderteken(&self, digest: &Digest) -> Handtekening {
        self.0.sign(digest).to_bytes()
    }
}

/// The device to which a public key belongs.
#[must_use]
pub fn toestel_van(openbaar: &Openbaar) -> DeviceId {
    let mut hash = Veldhash::nieuw("zsmtafel toestel 2");
    hash.veld(openbaar);
    let digest = hash.klaar();
    let mut half = [0; 16];
    half.copy_from_slice(digest.split_at(16).0);
    DeviceId(uuid::Builder::from_custom_bytes(half).into_uuid())
}

/// Whether the device with this key signed the envelope.
#[must_use]
pub fn klopt(openbaar: &Openbaar, digest: &Digest, handtekening: &Handtekening) -> bool {
    VerifyingKey::from_bytes(openbaar).is_ok_and(|key| {
        // Strict, so that a signature is either good for everybody or for nobody.
        key.verify_strict(digest, &Signature::from_bytes(handtekening))
            .is_ok()
    })
}
