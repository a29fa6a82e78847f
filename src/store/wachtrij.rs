//! The write-ahead log as it lies on disk: how far it holds, and what stands behind the place where it breaks off.
//!
//! SQLite takes a log up to the first frame that is not right and says nothing of the rest, nor that a whole log is
//! gone. Here that is seen. The form is SQLite's own: a head of 32 bytes, then frames of 24 bytes and a page, each
//! with a sum over all before it. Must not know what stands on a page.

use std::fs::File;
use std::io::{self, Seek as _, SeekFrom};

use super::bladzijden::{BLAD, vul};

/// Bytes of the head of the log.
const KOP: usize = 32;
/// Bytes of the head of a frame.
const FRAMEKOP: usize = 24;
/// The first word of the head; the lowest bit tells the order of bytes in sums.
const MERK: u32 = 0x377f_0682;
/// The one version of the form.
const VERSIE: u32 = 3_007_000;

/// One page in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Place in the log, from 1 on.
    pub nr: u64,
    /// Number of the page in the table.
    pub blad: u32,
    /// Pages of the table after this frame, where it ends a transaction; else 0.
    pub sluit: u32,
}

/// How far the log holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Logstand {
    /// The two numbers that this run of the log bears; it gets others each time it begins anew.
    pub zout: [u8; 8],
    /// Frames that are right.
    pub frames: u64,
    /// The place of the last of them that ends a transaction.
    pub vast: u64,
    /// Pages of the table after that one.
    pub bladen: u32,
    som: [u32; 2],
    groot: bool,
}

/// Reads the log from its head, or on from `vanaf` if it is the same run still. Gives each frame to `each`, with its
/// page, and stops at the first that is not right, or behind frame `tot`.
///
/// # Errors
/// What disks do. A log that is no log holds nothing, and is no error.
pub fn lees(
    mut file: &File,
    vanaf: Option<Logstand>,
    tot: u64,
    mut each: impl FnMut(Frame, &[u8]) -> io::Result<()>,
) -> io::Result<Logstand> {
    file.seek(SeekFrom::Start(0))?;
    let mut head = [0u8; KOP];
    if vul(&mut file, &mut head)? < KOP {
        return Ok(Logstand::default());
    }
    let Some(begin) = kop(&head) else {
        return Ok(Logstand::default());
    };
    let mut stand = vanaf
        .filter(|known| known.zout == begin.zout && known.frames <= tot)
        .unwrap_or(begin);
    let mut frame = vec![0u8; FRAMEKOP + BLAD];
    file.seek(SeekFrom::Start(plek(stand.frames)))?;
    let mut reader = io::BufReader::with_capacity(1 << 16, file);
    while stand.frames < tot {
        if vul(&mut reader, &mut frame)? < frame.len() {
            break;
        }
        let (head, page) = frame.split_at(FRAMEKOP);
        let Some((som, blad, sluit)) = klopt(&stand, head, page) else {
            break;
        };
        stand.som = som;
        stand.frames += 1;
        if sluit != 0 {
            stand.vast = stand.frames;
            stand.bladen = sluit;
        }
        let nr = stand.frames;
        each(Frame { nr, blad, sluit }, page)?;
    }
    Ok(stand)
}

/// Whether a frame that ends a transaction of the same run stands behind the last that is right: more was written
/// than is read.
///
/// # Errors
/// What disks do.
pub fn gaat_verder(mut file: &File, stand: &Logstand) -> io::Result<bool> {
    let mut frame = vec![0u8; FRAMEKOP + BLAD];
    file.seek(SeekFrom::Start(plek(stand.frames)))?;
    let mut reader = io::BufReader::with_capacity(1 << 16, file);
    while vul(&mut reader, &mut frame)? >= FRAMEKOP {
        if frame.get(8..16) == Some(stand.zout.as_slice()) && woord(&frame, 4) != 0 {
            return Ok(true);
        }
        frame.fill(0);
    }
    Ok(false)
}

/// Where frame `nr + 1` begins.
fn plek(nr: u64) -> u64 {
    KOP as u64 + nr * (FRAMEKOP + BLAD) as u64
}

/// The log before its first frame; none when this is no head.
fn kop(head: &[u8; KOP]) -> Option<Logstand> {
    let word = |at| woord(head, at);
    let big = word(0) & 1 == 1;
    let sum = som(head.get(..24)?, [0, 0], big);
    let mut zout = [0u8; 8];
    zout.copy_from_slice(head.get(16..24)?);
    let right = word(0) & !1 == MERK
        && word(4) == VERSIE
        && word(8) == BLAD as u32
        && [word(24), word(28)] == sum;
    right.then_some(Logstand {
        zout,
        som: sum,
        groot: big,
        ..Logstand::default()
    })
}

/// The sum after this frame, its page, and what it ends; none when it is not right.
fn klopt(stand: &Logstand, head: &[u8], page: &[u8]) -> Option<([u32; 2], u32, u32)> {
    let (blad, sluit) = (woord(head, 0), woord(head, 4));
    let sum = som(head.get(..8)?, stand.som, stand.groot);
    let sum = som(page, sum, stand.groot);
    let right = head.get(8..16) == Some(stand.zout.as_slice())
        && blad != 0
        && [woord(head, 16), woord(head, 20)] == sum;
    right.then_some((sum, blad, sluit))
}

fn woord(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .and_then(|four| four.try_into().ok())
        .map_or(0, u32::from_be_bytes)
}

/// SQLite's sum of the log.
fn som(bytes: &[u8], begin: [u32; 2], groot: bool) -> [u32; 2] {
    let read = if groot {
        u32::from_be_bytes
    } else {
        u32::from_le_bytes
    };
    let [mut one, mut two] = begin;
    for eight in bytes.chunks_exact(8) {
        let [a, b, c, d, e, f, g, h] = *eight else {
            continue;
        };
        one = one.wrapping_add(read([a, b, c, d])).wrapping_add(two);
        two = two.wrapping_add(read([e, f, g, h])).wrapping_add(one);
    }
    [one, two]
}
