//! `sleutel.json`: the random data key, wrapped by a key that Argon2id makes of the passphrase.
//!
//! ```text
//!   KEK  = Argon2id(NFC(passphrase), salt, parameters)
//!   file = parameters, salt, nonce, XChaCha20-Poly1305(KEK, nonce, data key; AAD = the rest of the file)
//! ```
//! A new passphrase rewraps 32 bytes; the database is never rekeyed. A checksum tells a damaged file
//! from a wrong passphrase. Must not know the database.

use std::io;
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::bestand;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;

/// Version of the key file that this program writes.
const FORMAAT: u32 = 1;
/// More memory than this is no setting but damage, or somebody who wants the program to hang.
const MEEST_KIB: u32 = 1024 * 1024;
/// As [`MEEST_KIB`], for the number of rounds.
const MEEST_RONDES: u32 = 32;
/// As [`MEEST_KIB`], for memory times rounds: about ten seconds.
const MEEST_WERK: u64 = 4 * 1024 * 1024;
/// As [`MEEST_KIB`], for the number of lanes.
const MEEST_BANEN: u32 = 16;
/// A key file is half a page.
const GROOTSTE: u64 = 16 * 1024;

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
    /// For real work: 64 MiB, 3 passes, 1 lane; 0.13 s on an ordinary laptop.
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

    /// Within bounds that a table can have been made with.
    fn is_redelijk(self) -> bool {
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

/// What the file holds. Bytes are in hex.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Inhoud {
    formaat: u32,
    tafel: Uuid,
    kdf: String,
    #[serde(flatten)]
    sterkte: KdfSterkte,
    zout: String,
    nonce: String,
    sleutel: String,
    controle: String,
}

/// The key file of one store.
#[derive(Debug)]
pub struct Sleutelbestand {
    pad: PathBuf,
    inhoud: Inhoud,
}

impl Sleutelbestand {
    /// Wraps `sleutel` for a new store. Nothing is written yet.
    ///
    /// # Errors
    /// [`StoreFout::WachtwoordLeeg`], [`StoreFout::GeenToeval`], [`StoreFout::Afleiden`].
    pub fn nieuw(
        map: &Path,
        tafel: Uuid,
        sleutel: &Datasleutel,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
    ) -> Uitkomst<Sleutelbestand> {
        let pad = map.join(bestand::SLEUTEL);
        Sleutelbestand::los(&pad, tafel, sleutel, wachtwoord, sterkte)
    }

    /// As [`Sleutelbestand::nieuw`], in a file of any name.
    ///
    /// # Errors
    /// As [`Sleutelbestand::nieuw`].
    pub(super) fn los(
        pad: &Path,
        tafel: Uuid,
        sleutel: &Datasleutel,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
    ) -> Uitkomst<Sleutelbestand> {
        if wachtwoord.expose_secret().is_empty() {
            return Err(StoreFout::WachtwoordLeeg);
        }
        let mut salt = [0u8; 16];
        let mut nonce = [0u8; 24];
        getrandom::fill(&mut salt).map_err(|_| StoreFout::GeenToeval)?;
        getrandom::fill(&mut nonce).map_err(|_| StoreFout::GeenToeval)?;
        let mut inhoud = Inhoud {
            formaat: FORMAAT,
            tafel,
            kdf: "argon2id".to_owned(),
            sterkte,
            zout: hex(&salt),
            nonce: hex(&nonce),
            sleutel: String::new(),
            controle: String::new(),
        };
        let kek = afleiden(wachtwoord, &salt, sterkte)?;
        let wrapped = XChaCha20Poly1305::new(&Key::from(*kek))
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: sleutel.as_slice(),
                    aad: inhoud.aad().as_bytes(),
                },
            )
            .map_err(|_| StoreFout::Afleiden)?;
        inhoud.sleutel = hex(&wrapped);
        inhoud.controle = inhoud.controlesom();
        Ok(Sleutelbestand {
            pad: pad.to_path_buf(),
            inhoud,
        })
    }

    /// Reads the key file in `map`.
    ///
    /// # Errors
    /// [`StoreFout::SleutelWeg`], [`StoreFout::SleutelKapot`], or [`StoreFout::TeNieuw`].
    pub fn lees(map: &Path) -> Uitkomst<Sleutelbestand> {
        Sleutelbestand::lees_los(&map.join(bestand::SLEUTEL))
    }

    /// As [`Sleutelbestand::lees`], from a file of any name.
    ///
    /// # Errors
    /// As [`Sleutelbestand::lees`].
    pub(super) fn lees_los(pad: &Path) -> Uitkomst<Sleutelbestand> {
        let pad = pad.to_path_buf();
        let bytes = bestand::lees_vast(&pad, GROOTSTE).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => StoreFout::SleutelWeg { pad: pad.clone() },
            // No file of ours: something else took its place.
            io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge => {
                StoreFout::SleutelKapot { pad: pad.clone() }
            }
            _ => StoreFout::io(&e, &pad),
        })?;
        // The version is looked at before the rest: a newer file may look altogether different.
        let formaat = serde_json::from_slice::<serde_json::Value>(&bytes)
            .ok()
            .and_then(|json| json.get("formaat")?.as_u64());
        if let Some(newer) = formaat.filter(|found| *found > u64::from(FORMAAT)) {
            return Err(StoreFout::TeNieuw {
                gevonden: i64::try_from(newer).unwrap_or(i64::MAX),
                bekend: i64::from(FORMAAT),
            });
        }
        let kapot = || StoreFout::SleutelKapot { pad: pad.clone() };
        let inhoud: Inhoud = serde_json::from_slice(&bytes).map_err(|_| kapot())?;
        let sane = inhoud.kdf == "argon2id"
            && inhoud.sterkte.is_redelijk()
            && inhoud.controle == inhoud.controlesom();
        if !sane {
            return Err(kapot());
        }
        Ok(Sleutelbestand { pad, inhoud })
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// [`StoreFout::AlleenLezen`], [`StoreFout::SchijfVol`] and the like.
    pub fn schrijf(&self) -> Uitkomst<()> {
        let json = serde_json::to_vec_pretty(&self.inhoud)
            .map_err(|_| StoreFout::Rij(bestand::SLEUTEL))?;
        bestand::schrijf_atomisch(&self.pad, &json)
    }

    /// Opens the data key; none if the passphrase is wrong.
    ///
    /// # Errors
    /// [`StoreFout::SleutelKapot`] or [`StoreFout::Afleiden`].
    pub fn ontsluit(&self, wachtwoord: &SecretString) -> Uitkomst<Option<Datasleutel>> {
        let kapot = || StoreFout::SleutelKapot {
            pad: self.pad.clone(),
        };
        let salt = unhex(&self.inhoud.zout).ok_or_else(kapot)?;
        let nonce: [u8; 24] = unhex(&self.inhoud.nonce)
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(kapot)?;
        let wrapped = unhex(&self.inhoud.sleutel).ok_or_else(kapot)?;
        let kek = afleiden(wachtwoord, &salt, self.inhoud.sterkte)?;
        let opened = XChaCha20Poly1305::new(&Key::from(*kek)).decrypt(
            &XNonce::from(nonce),
            Payload {
                msg: &wrapped,
                aad: self.inhoud.aad().as_bytes(),
            },
        );
        let Ok(plain) = opened.map(Zeroizing::new) else {
            return Ok(None);
        };
        let mut key = Datasleutel::leeg();
        if plain.len() != key.as_slice().len() {
            return Err(kapot());
        }
        key.as_mut_slice().copy_from_slice(&plain);
        Ok(Some(key))
    }

    /// Identity of the store that the key belongs to.
    #[must_use]
    pub fn tafel(&self) -> Uuid {
        self.inhoud.tafel
    }

    /// How hard guessing is.
    #[must_use]
    pub fn sterkte(&self) -> KdfSterkte {
        self.inhoud.sterkte
    }
}

impl Inhoud {
    /// All that is bound to the wrapped key: it can not be weakened or moved to another store unseen.
    fn aad(&self) -> String {
        let KdfSterkte {
            geheugen_kib,
            rondes,
            banen,
        } = self.sterkte;
        format!(
            "zsmtafel sleutel|{}|{}|{}|{geheugen_kib}|{rondes}|{banen}|{}",
            self.formaat, self.tafel, self.kdf, self.zout
        )
    }

    fn controlesom(&self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.aad());
        hasher.update("|");
        hasher.update(&self.nonce);
        hasher.update("|");
        hasher.update(&self.sleutel);
        let sum: [u8; 32] = hasher.finalize().into();
        hex(&sum[..8])
    }
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
