//! Pages as they lie on disk: whether each is as the holder of the key wrote it, at its own place.
//!
//! ```text
//!   page    = ciphertext ‖ IV (16) ‖ HMAC-SHA512 (64); page 1 begins with 16 bytes of salt instead of ciphertext
//!   HMAC    = HMAC-SHA512(mac key, ciphertext ‖ IV ‖ number of the page as 4 bytes, little-endian)
//!   mac key = PBKDF2-HMAC-SHA512(key, salt with each byte xor 0x3a, 2 rounds)
//! ```
//! That is SQLCipher's own form. It is read here beside SQLCipher because that says only that something is wrong:
//! not where, nor whether a file is of another table. Must not know what stands on a page.

use std::fs::File;
use std::io::{self, Read as _};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha512;
use zeroize::Zeroizing;

use super::kluis::Datasleutel;

/// Bytes of a page.
pub const BLAD: usize = 4096;
/// Bytes of the salt, with which page 1 begins. In a table it is the table's own id.
pub const ZOUT: usize = 16;
/// Bytes of the code that seals a page, at its end.
const ZEGEL: usize = 64;
/// What SQLCipher does to the salt for the key of the code.
const MASKER: u8 = 0x3a;

/// Tells pages of one table from all others.
#[derive(Clone)]
pub struct Zegel(Hmac<Sha512>);

impl std::fmt::Debug for Zegel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Zegel(…)")
    }
}

impl Zegel {
    /// For a file with this key and this salt; none when no such key can be.
    #[must_use]
    pub fn van(sleutel: &Datasleutel, zout: [u8; ZOUT]) -> Option<Zegel> {
        let base = Hmac::<Sha512>::new_from_slice(sleutel.as_slice()).ok()?;
        let mut first = base.clone();
        first.update(&zout.map(|byte| byte ^ MASKER));
        first.update(&1u32.to_be_bytes());
        let first = Zeroizing::new(<[u8; ZEGEL]>::from(first.finalize().into_bytes()));
        let mut second = base;
        second.update(first.as_slice());
        let second = Zeroizing::new(<[u8; ZEGEL]>::from(second.finalize().into_bytes()));
        let mut key = Zeroizing::new([0u8; 32]);
        for (at, byte) in key.iter_mut().enumerate() {
            *byte = first[at] ^ second[at];
        }
        Hmac::new_from_slice(key.as_slice()).ok().map(Zegel)
    }

    /// Whether these bytes are page `nummer` of the table.
    #[must_use]
    pub fn klopt(&self, nummer: u32, bytes: &[u8]) -> bool {
        let Some((body, code)) = bytes.split_last_chunk::<ZEGEL>() else {
            return false;
        };
        let body = if nummer == 1 {
            body.get(ZOUT..)
        } else {
            Some(body)
        };
        let Some(body) = body.filter(|_| bytes.len() == BLAD) else {
            return false;
        };
        let mut mac = self.0.clone();
        mac.update(body);
        mac.update(&nummer.to_le_bytes());
        mac.verify_slice(code).is_ok()
    }
}

/// What a look at every page of a file gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bladen {
    /// Whole pages in the file.
    pub aantal: u32,
    /// Numbers of those that are not as they were written.
    pub kapot: Vec<u32>,
    /// Bytes behind the last whole page.
    pub rest: usize,
}

/// Looks at every page of a file.
///
/// # Errors
/// What disks do.
pub fn bekijk(mut file: &File, zegel: &Zegel) -> io::Result<Bladen> {
    let mut out = Bladen::default();
    let mut page = vec![0u8; BLAD];
    loop {
        let read = vul(&mut file, &mut page)?;
        if read < BLAD {
            out.rest = read;
            return Ok(out);
        }
        out.aantal = out.aantal.saturating_add(1);
        if !zegel.klopt(out.aantal, &page) {
            out.kapot.push(out.aantal);
        }
    }
}

/// Reads until `bytes` is full or the file ends; how many bytes came.
pub(super) fn vul(from: &mut impl io::Read, bytes: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while let Some(rest) = bytes.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(count) => read += count,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(read)
}

/// The salt at the head of a file; none when it is shorter than that.
///
/// # Errors
/// What disks do.
pub fn zout(file: &File) -> io::Result<Option<[u8; ZOUT]>> {
    let mut head = [0u8; ZOUT];
    let read = vul(&mut file.take(ZOUT as u64), &mut head)?;
    Ok((read == ZOUT).then_some(head))
}
