//! `tafel.hoofd`: how far the table was when it was last written, sealed, in a file beside it. A table that lacks
//! its newest part, or an older copy of it, is known by this at the next opening.
//!
//! ```text
//!   file = two places of 512 bytes, written in turn: nonce (24) ‖ XChaCha20-Poly1305(key, record; AAD = place, table)
//!   key  = HMAC-SHA256(data key, "zsmtafel hoofd 1")
//! ```
//! A place that a power cut left half written does not open, and the other holds. The file can be put back to an
//! older one together with the table; against that helps a head that is kept elsewhere (`journaal hoofd`). Must not
//! know the database.

use std::fs::File;
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::bestand;
use super::bladsom::Bladsom;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;

/// Bytes of one place.
const PLEK: usize = 512;
/// Bytes of a record in it: always as many, so that its size says nothing.
const RUIM: usize = PLEK - 24 - 16;
/// Places.
const PLEKKEN: usize = 2;

/// How far a table was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hoofd {
    /// How often a record was written.
    pub beurt: u64,
    /// Place of the newest event in the store; 0: there was none.
    pub plaats: i64,
    /// Its digest.
    pub digest: [u8; 32],
    /// Its series.
    pub reeks: Uuid,
    /// Its time, in milliseconds since 1970; none where its header could not be read.
    pub op: Option<i64>,
    /// A number over every page of the table, that of the log where it has one; none in a record of before that.
    pub bladsom: Option<Bladsom>,
    /// What stands in the write-ahead log alone: the run of the log, and how many frames of it.
    pub wachtrij: Option<([u8; 8], u64)>,
}

/// What was found beside a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hoofdvondst {
    /// No record: it is gone, or was never written.
    Niets,
    /// A file of which no place opens.
    Onleesbaar,
    /// The newest record.
    Hoofd(Hoofd),
}

/// The file, open to write.
pub struct Hoofdbestand {
    file: File,
    sleutel: Zeroizing<[u8; 32]>,
    tafel: Uuid,
    beurt: u64,
}

impl std::fmt::Debug for Hoofdbestand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hoofdbestand(…)")
    }
}

/// Reads the record beside the table in `map`; makes nothing.
///
/// # Errors
/// What disks do. A file that is no record is no error.
pub fn lees(map: &Path, sleutel: &Datasleutel, tafel: Uuid) -> Uitkomst<Hoofdvondst> {
    let pad = map.join(bestand::HOOFD);
    let bytes = match bestand::lees_vast(&pad, (PLEK * PLEKKEN) as u64) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Hoofdvondst::Niets),
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge
            ) =>
        {
            return Ok(Hoofdvondst::Onleesbaar);
        }
        Err(e) => return Err(StoreFout::io(&e, &pad)),
    };
    let key = afgeleid(sleutel)?;
    let newest = bytes
        .chunks(PLEK)
        .enumerate()
        .filter_map(|(at, place)| ontzegel(&key, tafel, at, place))
        .max_by_key(|head| head.beurt);
    Ok(newest.map_or(Hoofdvondst::Onleesbaar, Hoofdvondst::Hoofd))
}

impl Hoofdbestand {
    /// Opens the file to write, or makes it. What stood there goes on counting.
    ///
    /// # Errors
    /// What disks do.
    pub fn open(map: &Path, sleutel: &Datasleutel, tafel: Uuid) -> Uitkomst<Hoofdbestand> {
        let beurt = match lees(map, sleutel, tafel)? {
            Hoofdvondst::Hoofd(head) => head.beurt,
            Hoofdvondst::Niets | Hoofdvondst::Onleesbaar => 0,
        };
        let pad = map.join(bestand::HOOFD);
        let is_new = !pad.exists();
        let file = bestand::open_eigen(&pad).map_err(|e| StoreFout::io(&e, &pad))?;
        // As large as it will ever be: on a full disk it can still be written.
        file.set_len((PLEK * PLEKKEN) as u64)
            .map_err(|e| StoreFout::io(&e, &pad))?;
        if is_new {
            bestand::sync_map(map);
        }
        Ok(Hoofdbestand {
            file,
            sleutel: afgeleid(sleutel)?,
            tafel,
            beurt,
        })
    }

    /// Writes the next record; it is on disk when this returns.
    ///
    /// # Errors
    /// What disks do; the record before it then still stands.
    pub fn schrijf(&mut self, hoofd: &Hoofd) -> Uitkomst<()> {
        let beurt = self.beurt + 1;
        let at = usize::from(beurt % 2 == 1);
        let mut plain = postcard::to_stdvec(&Hoofd {
            beurt,
            ..hoofd.clone()
        })
        .map_err(|_| StoreFout::Rij(bestand::HOOFD))?;
        if plain.len() > RUIM {
            return Err(StoreFout::Rij(bestand::HOOFD));
        }
        plain.resize(RUIM, 0);
        let mut nonce = [0u8; 24];
        getrandom::fill(&mut nonce).map_err(|_| StoreFout::GeenToeval)?;
        let sealed = XChaCha20Poly1305::new(&Key::from(*self.sleutel))
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &plain,
                    aad: &bij(self.tafel, at),
                },
            )
            .map_err(|_| StoreFout::Rij(bestand::HOOFD))?;
        let place = [nonce.as_slice(), &sealed].concat();
        let write = || -> io::Result<()> {
            let mut file = &self.file;
            file.seek(SeekFrom::Start((at * PLEK) as u64))?;
            file.write_all(&place)?;
            file.sync_data()
        };
        write().map_err(|e| StoreFout::io(&e, Path::new(bestand::HOOFD)))?;
        self.beurt = beurt;
        Ok(())
    }
}

fn ontzegel(key: &[u8; 32], tafel: Uuid, at: usize, place: &[u8]) -> Option<Hoofd> {
    let (nonce, sealed) = place.split_first_chunk::<24>()?;
    let plain = XChaCha20Poly1305::new(&Key::from(*key))
        .decrypt(
            &XNonce::from(*nonce),
            Payload {
                msg: sealed,
                aad: &bij(tafel, at),
            },
        )
        .ok()?;
    Some(postcard::take_from_bytes(&plain).ok()?.0)
}

/// What a record is bound to: its place in the file, and its table.
fn bij(tafel: Uuid, at: usize) -> Vec<u8> {
    let mut out = b"zsmtafel hoofd 1".to_vec();
    out.push(u8::try_from(at).unwrap_or(u8::MAX));
    out.extend_from_slice(tafel.as_bytes());
    out
}

fn afgeleid(sleutel: &Datasleutel) -> Uitkomst<Zeroizing<[u8; 32]>> {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(sleutel.as_slice())
        .map_err(|_| StoreFout::Afleiden)?;
    mac.update(b"zsmtafel hoofd 1");
    Ok(Zeroizing::new(mac.finalize().into_bytes().into()))
}
