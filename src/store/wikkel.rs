//! One wrapping of the data key: by a key that Argon2id makes of a passphrase.
//!
//! ```text
//!   KEK    = Argon2id(NFC(passphrase), salt, parameters)
//!   sealed = XChaCha20-Poly1305(KEK, nonce, data key; AAD = where it belongs, parameters, salt)
//! ```
//! Where it belongs (format, table, person) is said by who keeps it: a wrapping that was moved opens nowhere.
//! Must not know files, nor persons.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;

/// More memory than this is no setting but damage, or somebody who wants the program to hang.
const MEEST_KIB: u32 = 1024 * 1024;
/// As [`MEEST_KIB`], for the number of rounds.
const MEEST_RONDES: u32 = 32;
/// As [`MEEST_KIB`], for memory times rounds: about ten seconds.
const MEEST_WERK: u64 = 4 * 1024 * 1024;
/// As [`MEEST_KIB`], for the number of lanes.
const MEEST_BANEN: u32 = 16;
/// Tuning gives no more memory than this: a laptop has other work too.
const RUIM_KIB: u32 = 256 * 1024;
/// Memory is given in pieces of this.
const STAP_KIB: u32 = 16 * 1024;

/// How hard guessing is: the parameters of Argon2id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KdfSterkte {
    /// Memory in KiB.
    pub geheugen_kib: u32,
    /// Passes over the memory.
    pub rondes: u32,
    /// Lanes.
    pub banen: u32,
}

impl KdfSterkte {
    /// The least for real work: 64 MiB, 3 passes, 1 lane; 0.13 s on an ordinary laptop.
    pub const STANDAARD: KdfSterkte = KdfSterkte {
        geheugen_kib: 64 * 1024,
        rondes: 3,
        banen: 1,
    };
    /// For the practice store and for tests, where the passphrase is known anyway.
    pub const LICHT: KdfSterkte = KdfSterkte {
        geheugen_kib: 64,
        rondes: 1,
        banen: 1,
    };

    /// What takes about `doel_ms` on a machine on which [`KdfSterkte::STANDAARD`] takes `gemeten_ms`: memory first, then
    /// passes. Never less than the standard.
    #[must_use]
    pub fn voor(doel_ms: u64, gemeten_ms: u64) -> KdfSterkte {
        let base = KdfSterkte::STANDAARD;
        // Work grows with memory times passes.
        let fits =
            u64::from(base.geheugen_kib) * u64::from(base.rondes) * doel_ms / gemeten_ms.max(1);
        let memory = u32::try_from(fits / u64::from(base.rondes)).unwrap_or(RUIM_KIB);
        let memory = (memory / STAP_KIB * STAP_KIB).clamp(base.geheugen_kib, RUIM_KIB);
        let most = MEEST_WERK / u64::from(memory);
        let rounds = (fits / u64::from(memory)).clamp(u64::from(base.rondes), most);
        KdfSterkte {
            geheugen_kib: memory,
            rondes: u32::try_from(rounds)
                .unwrap_or(base.rondes)
                .min(MEEST_RONDES),
            banen: base.banen,
        }
    }

    /// Derives a key of nothing, for who measures how long that takes.
    ///
    /// # Errors
    /// [`StoreFout::Afleiden`].
    pub fn proef(self) -> Uitkomst<()> {
        afleiden(&SecretString::from("proef"), &[0; 16], self).map(|_| ())
    }

    /// Within bounds that a table can have been made with.
    pub(super) fn is_redelijk(self) -> bool {
        self.geheugen_kib <= MEEST_KIB
            && (1..=MEEST_RONDES).contains(&self.rondes)
            && (1..=MEEST_BANEN).contains(&self.banen)
            && u64::from(self.geheugen_kib) * u64::from(self.rondes) <= MEEST_WERK
    }
}

impl Default for KdfSterkte {
    fn default() -> Self {
        KdfSterkte::STANDAARD
    }
}

/// A wrapping as a file holds it. Bytes are in hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Wikkel {
    kdf: String,
    #[serde(flatten)]
    sterkte: KdfSterkte,
    zout: String,
    nonce: String,
    sleutel: String,
}

impl Wikkel {
    /// Wraps `sleutel`; it belongs where `plek` says.
    ///
    /// # Errors
    /// [`StoreFout::WachtwoordLeeg`], [`StoreFout::GeenToeval`], [`StoreFout::Afleiden`].
    pub(super) fn maak(
        plek: &str,
        sleutel: &Datasleutel,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
    ) -> Uitkomst<Wikkel> {
        if wachtwoord.expose_secret().is_empty() {
            return Err(StoreFout::WachtwoordLeeg);
        }
        let mut salt = [0u8; 16];
        let mut nonce = [0u8; 24];
        getrandom::fill(&mut salt).map_err(|_| StoreFout::GeenToeval)?;
        getrandom::fill(&mut nonce).map_err(|_| StoreFout::GeenToeval)?;
        let mut out = Wikkel {
            kdf: "argon2id".to_owned(),
            sterkte,
            zout: hex(&salt),
            nonce: hex(&nonce),
            sleutel: String::new(),
        };
        let kek = afleiden(wachtwoord, &salt, sterkte)?;
        let wrapped = XChaCha20Poly1305::new(&Key::from(*kek))
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: sleutel.as_slice(),
                    aad: out.aad(plek).as_bytes(),
                },
            )
            .map_err(|_| StoreFout::Afleiden)?;
        out.sleutel = hex(&wrapped);
        Ok(out)
    }

    /// Opens the data key; none if the passphrase is wrong, or the wrapping belongs elsewhere.
    ///
    /// # Errors
    /// [`StoreFout::Afleiden`], and [`Wikkelfout`] where these bytes are no wrapping.
    pub(super) fn open(
        &self,
        plek: &str,
        wachtwoord: &SecretString,
    ) -> Result<Option<Datasleutel>, Wikkelfout> {
        let salt = unhex(&self.zout).ok_or(Wikkelfout::Kapot)?;
        let nonce: [u8; 24] = unhex(&self.nonce)
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(Wikkelfout::Kapot)?;
        let wrapped = unhex(&self.sleutel).ok_or(Wikkelfout::Kapot)?;
        let kek = afleiden(wachtwoord, &salt, self.sterkte).map_err(Wikkelfout::Store)?;
        let opened = XChaCha20Poly1305::new(&Key::from(*kek)).decrypt(
            &XNonce::from(nonce),
            Payload {
                msg: &wrapped,
                aad: self.aad(plek).as_bytes(),
            },
        );
        let Ok(plain) = opened.map(Zeroizing::new) else {
            return Ok(None);
        };
        let mut key = Datasleutel::leeg();
        if plain.len() != key.as_slice().len() {
            return Err(Wikkelfout::Kapot);
        }
        key.as_mut_slice().copy_from_slice(&plain);
        Ok(Some(key))
    }

    /// How hard guessing is.
    pub(super) fn sterkte(&self) -> KdfSterkte {
        self.sterkte
    }

    /// Of a kind and within bounds that this program makes.
    pub(super) fn is_redelijk(&self) -> bool {
        self.kdf == "argon2id" && self.sterkte.is_redelijk()
    }

    /// All that is bound to the wrapped key: it can not be weakened or moved unseen.
    pub(super) fn aad(&self, plek: &str) -> String {
        let KdfSterkte {
            geheugen_kib,
            rondes,
            banen,
        } = self.sterkte;
        format!(
            "zsmtafel sleutel|{plek}|{}|{geheugen_kib}|{rondes}|{banen}|{}",
            self.kdf, self.zout
        )
    }

    /// Everything that is in it, for a checksum of the first format.
    pub(super) fn in_som(&self, plek: &str) -> String {
        format!("{}|{}|{}", self.aad(plek), self.nonce, self.sleutel)
    }
}

/// Why a wrapping can not be looked at.
#[derive(Debug)]
pub(super) enum Wikkelfout {
    /// It is none.
    Kapot,
    /// Something else.
    Store(StoreFout),
}

fn afleiden(
    wachtwoord: &SecretString,
    salt: &[u8],
    sterkte: KdfSterkte,
) -> Uitkomst<Zeroizing<[u8; 32]>> {
    let params = Params::new(
        sterkte.geheugen_kib,
        sterkte.rondes,
        sterkte.banen,
        Some(32),
    )
    .map_err(|_| StoreFout::Afleiden)?;
    // One keyboard writes é as one character, another as two: both are the same passphrase.
    let text: Zeroizing<String> = Zeroizing::new(wachtwoord.expose_secret().nfc().collect());
    let mut out = Zeroizing::new([0u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(text.as_bytes(), salt, out.as_mut_slice())
        .map_err(|_| StoreFout::Afleiden)?;
    Ok(out)
}

/// Bytes as lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a String can not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Hex as bytes; none if it is no hex.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}
