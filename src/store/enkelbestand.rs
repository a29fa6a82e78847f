//! A file with one wrapping: the table's secret on its way to a second laptop, and the key file of a table of the
//! first format.
//!
//! A checksum tells a damaged file from a wrong passphrase. Must not know what the key opens.

use std::io;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::bestand;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;
use super::wikkel::{KdfSterkte, Wikkel, Wikkelfout, hex};

/// The format, and the only one.
pub(super) const FORMAAT: u32 = 1;
/// Such a file is half a page.
const GROOTSTE: u64 = 16 * 1024;

/// What the file holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Blad {
    formaat: u32,
    tafel: Uuid,
    #[serde(flatten)]
    wikkel: Wikkel,
    controle: String,
}

/// A file with one wrapping.
#[derive(Debug)]
pub(super) struct Enkelbestand {
    pad: PathBuf,
    blad: Blad,
}

impl Enkelbestand {
    /// Wraps `sleutel` in a file of any name. Nothing is written yet.
    ///
    /// # Errors
    /// [`StoreFout::WachtwoordLeeg`], [`StoreFout::GeenToeval`], [`StoreFout::Afleiden`].
    pub(super) fn nieuw(
        pad: &Path,
        tafel: Uuid,
        sleutel: &Datasleutel,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
    ) -> Uitkomst<Enkelbestand> {
        let wikkel = Wikkel::maak(&plek(tafel), sleutel, wachtwoord, sterkte)?;
        let controle = som(tafel, &wikkel);
        Ok(Enkelbestand {
            pad: pad.to_path_buf(),
            blad: Blad {
                formaat: FORMAAT,
                tafel,
                wikkel,
                controle,
            },
        })
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// [`StoreFout::SleutelWeg`], [`StoreFout::SleutelKapot`].
    pub(super) fn lees(pad: &Path) -> Uitkomst<Enkelbestand> {
        let bytes = bestand::lees_vast(pad, GROOTSTE).map_err(|e| leesfout(&e, pad))?;
        Enkelbestand::van_bytes(pad, &bytes)
    }

    /// As [`Enkelbestand::lees`], of bytes that were read.
    ///
    /// # Errors
    /// [`StoreFout::SleutelKapot`].
    pub(super) fn van_bytes(pad: &Path, bytes: &[u8]) -> Uitkomst<Enkelbestand> {
        let kapot = || StoreFout::SleutelKapot {
            pad: pad.to_path_buf(),
        };
        let blad: Blad = serde_json::from_slice(bytes).map_err(|_| kapot())?;
        let sane = blad.formaat == FORMAAT
            && blad.wikkel.is_redelijk()
            && blad.controle == som(blad.tafel, &blad.wikkel);
        if !sane {
            return Err(kapot());
        }
        Ok(Enkelbestand {
            pad: pad.to_path_buf(),
            blad,
        })
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// [`StoreFout::AlleenLezen`], [`StoreFout::SchijfVol`] and the like.
    pub(super) fn schrijf(&self) -> Uitkomst<()> {
        let json =
            serde_json::to_vec_pretty(&self.blad).map_err(|_| StoreFout::Rij(bestand::SLEUTEL))?;
        bestand::schrijf_atomisch(&self.pad, &json)
    }

    /// Opens the key; none if the passphrase is wrong.
    ///
    /// # Errors
    /// [`StoreFout::SleutelKapot`] or [`StoreFout::Afleiden`].
    pub(super) fn ontsluit(&self, wachtwoord: &SecretString) -> Uitkomst<Option<Datasleutel>> {
        self.blad
            .wikkel
            .open(&plek(self.blad.tafel), wachtwoord)
            .map_err(|fout| match fout {
                Wikkelfout::Kapot => StoreFout::SleutelKapot {
                    pad: self.pad.clone(),
                },
                Wikkelfout::Store(other) => other,
            })
    }

    /// Identity of what the key belongs to.
    pub(super) fn tafel(&self) -> Uuid {
        self.blad.tafel
    }

    /// The wrapping itself.
    pub(super) fn wikkel(self) -> Wikkel {
        self.blad.wikkel
    }
}

/// Where a wrapping of this format belongs: to its table.
pub(super) fn plek(tafel: Uuid) -> String {
    format!("{FORMAAT}|{tafel}")
}

fn som(tafel: Uuid, wikkel: &Wikkel) -> String {
    let sum: [u8; 32] = Sha256::digest(wikkel.in_som(&plek(tafel))).into();
    hex(&sum[..8])
}

/// Why a key file can not be read from disk.
pub(super) fn leesfout(fout: &io::Error, pad: &Path) -> StoreFout {
    let pad = pad.to_path_buf();
    match fout.kind() {
        io::ErrorKind::NotFound => StoreFout::SleutelWeg { pad },
        // No file of ours: something else took its place.
        io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge => {
            StoreFout::SleutelKapot { pad }
        }
        _ => StoreFout::io(fout, &pad),
    }
}
