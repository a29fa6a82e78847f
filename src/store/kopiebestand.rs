//! A backup as one file: the encrypted database, the key file as it was, and an end by which it is known to be whole.
//!
//! ```text
//!   pages of the database (4,096 bytes each) ‖ key file ‖ end (128 bytes)
//!   end = "zsmtafel kopie 1" ‖ moment (ms) ‖ pages ‖ bytes of the key file ‖ table ‖ zeroes
//!         ‖ SHA-256 of all before it ‖ HMAC-SHA256(key of backups, all before it)
//! ```
//! The sum tells a damaged file from a whole one without a passphrase; the code, which needs the data key, a whole one
//! from one that was put together of pages of several. Nothing in it is readable but who may open it: that is in the
//! key file. Must not know what the rows mean.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::bestand;
use super::bladzijden::BLAD;
use super::fout::{StoreFout, Uitkomst};
use super::journaal::tijd;
use super::kluis::Datasleutel;
use super::uitgaand::deel;

/// How the name of a backup ends.
pub const EXTENSIE: &str = "zsmkopie";

const MERK: &[u8; 16] = b"zsmtafel kopie 1";
const STAART: usize = 128;
const SOM: usize = 32;
/// Of the end, what the sum and the code are over.
const KOP: usize = STAART - 2 * SOM;
/// A key file is a page or two; more is damage.
pub(super) const GROOTSTE_SLEUTEL: u64 = 256 * 1024;

/// What the end of a backup says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kopiekop {
    /// When it was made.
    pub op: DateTime<Utc>,
    /// Of which table.
    pub tafel: Uuid,
    bladen: u32,
    sleutel: u32,
}

/// A backup that was read to its end and is whole, as far as can be told without its key.
#[derive(Debug)]
pub struct Kopiebestand {
    file: File,
    /// Where it is.
    pub pad: PathBuf,
    /// What its end says.
    pub kop: Kopiekop,
    zegel: [u8; SOM],
}

/// Sum and code of what goes by.
struct Schrijfmaat {
    som: Sha256,
    zegel: Hmac<Sha256>,
}

impl Schrijfmaat {
    fn neem(&mut self, bytes: &[u8]) {
        self.som.update(bytes);
        self.zegel.update(bytes);
    }
}

/// Writes a backup to `naar` by way of a file beside it: written, fsynced, read back, renamed.
///
/// # Errors
/// [`StoreFout::BestandBestaat`], [`StoreFout::NietTeruggelezen`], and what disks do; there is no file of that name
/// then.
pub(super) fn schrijf(
    naar: &Path,
    database: &Path,
    sleutelbestand: &[u8],
    wat: (Uuid, DateTime<Utc>),
    sleutel: &Datasleutel,
) -> Uitkomst<()> {
    if naar.exists() {
        return Err(StoreFout::BestandBestaat {
            pad: naar.to_path_buf(),
        });
    }
    let part = deel(naar);
    let done = schrijf_deel(&part, database, sleutelbestand, wat, sleutel)
        .and_then(|()| fs::rename(&part, naar).map_err(|e| StoreFout::io(&e, naar)));
    if done.is_err() {
        // Half a backup is of no use to anybody.
        let _ = fs::remove_file(&part);
    } else if let Some(map) = naar.parent() {
        bestand::sync_map(map);
    }
    done
}

fn schrijf_deel(
    part: &Path,
    database: &Path,
    sleutelbestand: &[u8],
    (tafel, op): (Uuid, DateTime<Utc>),
    sleutel: &Datasleutel,
) -> Uitkomst<()> {
    let io = |e: io::Error| StoreFout::io(&e, part);
    match fs::remove_file(part) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(io(e)),
        _ => {}
    }
    let mut maat = Schrijfmaat {
        som: Sha256::new(),
        zegel: zegel(sleutel)?,
    };
    let mut from = bestand::open_vast(database).map_err(|e| StoreFout::io(&e, database))?;
    let mut file = bestand::eigen_bestand()
        .create_new(true)
        .open(part)
        .map_err(io)?;
    let mut pages = 0u32;
    let mut page = vec![0u8; BLAD];
    loop {
        match super::bladzijden::vul(&mut from, &mut page).map_err(io)? {
            0 => break,
            BLAD => {}
            _ => return Err(StoreFout::NietTeruggelezen),
        }
        maat.neem(&page);
        file.write_all(&page).map_err(io)?;
        pages = pages.saturating_add(1);
    }
    let length = u32::try_from(sleutelbestand.len()).map_err(|_| StoreFout::NietTeruggelezen)?;
    let kop = Kopiekop {
        op,
        tafel,
        bladen: pages,
        sleutel: length,
    };
    for bytes in [sleutelbestand, &kop.bytes()] {
        maat.neem(bytes);
        file.write_all(bytes).map_err(io)?;
    }
    let code: [u8; SOM] = maat.zegel.finalize().into_bytes().into();
    let sum: [u8; SOM] = maat.som.finalize().into();
    file.write_all(&sum).map_err(io)?;
    file.write_all(&code).map_err(io)?;
    file.sync_all().map_err(io)?;
    drop(file);
    // As it lies there, not as it was meant.
    Kopiebestand::lees(part)?
        .is_echt(sleutel)?
        .then_some(())
        .ok_or(StoreFout::NietTeruggelezen)
}

impl Kopiekop {
    fn bytes(&self) -> [u8; KOP] {
        let mut out = [0u8; KOP];
        let fields = [
            MERK.as_slice(),
            &self.op.timestamp_millis().to_le_bytes(),
            &self.bladen.to_le_bytes(),
            &self.sleutel.to_le_bytes(),
            self.tafel.as_bytes(),
        ]
        .concat();
        for (to, from) in out.iter_mut().zip(fields) {
            *to = from;
        }
        out
    }

    fn van(bytes: &[u8]) -> Option<Kopiekop> {
        let (merk, rest) = bytes.split_first_chunk::<16>()?;
        let (op, rest) = rest.split_first_chunk::<8>()?;
        let (bladen, rest) = rest.split_first_chunk::<4>()?;
        let (sleutel, rest) = rest.split_first_chunk::<4>()?;
        let (tafel, _) = rest.split_first_chunk::<16>()?;
        (merk == MERK).then_some(Kopiekop {
            op: tijd(i64::from_le_bytes(*op))?,
            bladen: u32::from_le_bytes(*bladen),
            sleutel: u32::from_le_bytes(*sleutel),
            tafel: Uuid::from_bytes(*tafel),
        })
    }

    /// Bytes of the database in the backup.
    fn database(&self) -> u64 {
        u64::from(self.bladen) * BLAD as u64
    }
}

impl Kopiebestand {
    /// Reads a backup from begin to end.
    ///
    /// # Errors
    /// [`StoreFout::GeenKopie`], [`StoreFout::KopieKapot`], and what disks do.
    pub fn lees(pad: &Path) -> Uitkomst<Kopiebestand> {
        let io = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::InvalidInput => StoreFout::GeenKopie {
                pad: pad.to_path_buf(),
            },
            _ => StoreFout::io(&e, pad),
        };
        let kapot = || StoreFout::KopieKapot {
            pad: pad.to_path_buf(),
        };
        let mut file = bestand::open_vast(pad).map_err(io)?;
        let whole = file.metadata().map_err(io)?.len();
        let body = whole
            .checked_sub(STAART as u64)
            .ok_or_else(|| StoreFout::GeenKopie {
                pad: pad.to_path_buf(),
            })?;
        let mut end = [0u8; STAART];
        file.seek(SeekFrom::Start(body)).map_err(io)?;
        file.read_exact(&mut end).map_err(io)?;
        let (head, sums) = end.split_at(KOP);
        let kop = match Kopiekop::van(head) {
            Some(kop) if kop.database() + u64::from(kop.sleutel) == body && kop.bladen > 0 => kop,
            Some(_) => return Err(kapot()),
            // A backup that was cut off has no end; who wrote it can be told by its name alone.
            None if pad.extension().is_some_and(|ext| ext == EXTENSIE) => return Err(kapot()),
            None => {
                return Err(StoreFout::GeenKopie {
                    pad: pad.to_path_buf(),
                });
            }
        };
        let mut sum = Sha256::new();
        file.rewind().map_err(io)?;
        lees_door(&mut file, body + KOP as u64, |bytes| {
            sum.update(bytes);
            Ok(())
        })
        .map_err(io)?;
        let told: [u8; SOM] = sum.finalize().into();
        let (noted, code) = sums.split_at(SOM);
        if noted != told {
            return Err(kapot());
        }
        let zegel = code.try_into().map_err(|_| kapot())?;
        Ok(Kopiebestand {
            file,
            pad: pad.to_path_buf(),
            kop,
            zegel,
        })
    }

    /// Whether all of it was written by who had this key.
    ///
    /// # Errors
    /// What disks do.
    pub(super) fn is_echt(&mut self, sleutel: &Datasleutel) -> Uitkomst<bool> {
        let mut mac = zegel(sleutel)?;
        let all = self.kop.database() + u64::from(self.kop.sleutel) + KOP as u64;
        let io = |e: io::Error| StoreFout::io(&e, &self.pad);
        self.file.rewind().map_err(io)?;
        lees_door(&mut self.file, all, |bytes| {
            mac.update(bytes);
            Ok(())
        })
        .map_err(io)?;
        Ok(mac.verify_slice(&self.zegel).is_ok())
    }

    /// Lays database and key file in an empty folder, as a table has them.
    ///
    /// # Errors
    /// [`StoreFout::KopieKapot`], and what disks do.
    pub(super) fn pak_uit(&mut self, map: &Path) -> Uitkomst<()> {
        if u64::from(self.kop.sleutel) > GROOTSTE_SLEUTEL {
            return Err(StoreFout::KopieKapot {
                pad: self.pad.clone(),
            });
        }
        let io = |e: io::Error| StoreFout::io(&e, &self.pad);
        let to = map.join(bestand::TAFEL);
        let mut into = bestand::open_eigen(&to).map_err(|e| StoreFout::io(&e, &to))?;
        into.set_len(0).map_err(|e| StoreFout::io(&e, &to))?;
        self.file.rewind().map_err(io)?;
        let database = self.kop.database();
        lees_door(&mut self.file, database, |bytes| into.write_all(bytes))
            .and_then(|()| into.sync_all())
            .map_err(|e| StoreFout::io(&e, &to))?;
        let mut key = Vec::new();
        lees_door(&mut self.file, u64::from(self.kop.sleutel), |bytes| {
            key.extend_from_slice(bytes);
            Ok(())
        })
        .map_err(io)?;
        bestand::schrijf_atomisch(&map.join(bestand::SLEUTEL), &key)
    }
}

/// Hands on the next `lengte` bytes of a file, piece by piece.
fn lees_door(
    file: &mut File,
    lengte: u64,
    mut neem: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut left = lengte;
    let mut piece = vec![0u8; 1 << 16];
    while left > 0 {
        let want = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
        let bytes = piece.get_mut(..want).unwrap_or_default();
        file.read_exact(bytes)?;
        neem(bytes)?;
        left -= want as u64;
    }
    Ok(())
}

/// The code of backups, begun.
fn zegel(sleutel: &Datasleutel) -> Uitkomst<Hmac<Sha256>> {
    let derived = |key: &[u8]| Hmac::<Sha256>::new_from_slice(key);
    let mut mac = derived(sleutel.as_slice()).map_err(|_| StoreFout::Afleiden)?;
    mac.update(b"zsmtafel kopie 1");
    let key: [u8; 32] = mac.finalize().into_bytes().into();
    derived(&key).map_err(|_| StoreFout::Afleiden)
}
