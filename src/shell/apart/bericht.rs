//! What the table and its reader say to each other: frames of a length and that many bytes of JSON.
//!
//! The length is looked at before anything is allocated for it. Must not know processes.

use std::io::{self, ErrorKind, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::lijstregel::Lijstregel;
use crate::import::{
    CorvLijst, CorvVorm, Kopkijk, LeesFout, Lijst, Opties, ProfielBestand, Profielen, RIJEN_MAX,
};

/// No frame is longer.
const FRAME_MAX: u32 = 4 * 1024 * 1024;
/// Rows are handed on when they are this long together.
const PORTIE: usize = 1024 * 1024;

/// What is asked of a reader. The bytes of the file follow it, until the end of its input.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Vraag {
    Lijst {
        naam: String,
        geplakt: bool,
        profielen: Profielen,
        opties: Opties,
    },
    Corv {
        naam: String,
        vorm: CorvVorm,
        opties: Opties,
    },
    /// The texts of profiles.
    Profielen(Vec<String>),
}

/// What a reader answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Antwoord {
    Lijst(Box<Lijst>),
    Corv(Box<CorvLijst>),
    Profielen(Vec<Result<ProfielBestand, String>>),
    Fout(LeesFout, Vec<Kopkijk>),
}

/// A frame of an answer.
#[derive(Debug, Serialize, Deserialize)]
enum Deel {
    /// Rows of the list, in their order.
    Regels(Vec<Lijstregel>),
    /// The rest of the answer.
    Antwoord(Box<Antwoord>),
    /// The end: how many rows there were. Without it, nothing counts.
    Einde(usize),
}

/// Writes one frame.
pub(super) fn schrijf<T: Serialize>(out: &mut impl Write, what: &T) -> io::Result<()> {
    let bytes = serde_json::to_vec(what).map_err(io::Error::other)?;
    frame(out, &bytes)
}

fn frame(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len())
        .ok()
        .filter(|length| *length <= FRAME_MAX)
        .ok_or(ErrorKind::InvalidData)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)
}

/// Reads one frame.
pub(super) fn lees<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > FRAME_MAX {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    from.read_exact(&mut bytes)?;
    serde_json::from_slice(&bytes).map_err(io::Error::other)
}

/// Writes an answer whole.
pub(super) fn schrijf_antwoord(out: &mut impl Write, mut answer: Antwoord) -> io::Result<()> {
    let mut count = 0;
    if let Antwoord::Lijst(lijst) = &mut answer {
        let rows = std::mem::take(&mut lijst.regels);
        count = rows.len();
        schrijf_regels(out, rows)?;
    }
    schrijf(out, &Deel::Antwoord(Box::new(answer)))?;
    schrijf(out, &Deel::Einde(count))?;
    out.flush()
}

fn schrijf_regels(out: &mut impl Write, rows: Vec<Lijstregel>) -> io::Result<()> {
    const BEGIN: &[u8] = b"{\"Regels\":[";
    const EINDE: &[u8] = b"]}";
    let mut portion = BEGIN.to_vec();
    for row in rows {
        if portion.len() > BEGIN.len() {
            portion.push(b',');
        }
        serde_json::to_writer(&mut portion, &row).map_err(io::Error::other)?;
        if portion.len() >= PORTIE {
            portion.extend_from_slice(EINDE);
            frame(out, &portion)?;
            portion.truncate(BEGIN.len());
        }
    }
    if portion.len() > BEGIN.len() {
        portion.extend_from_slice(EINDE);
        frame(out, &portion)?;
    }
    Ok(())
}

/// Reads an answer whole.
pub(super) fn lees_antwoord(from: &mut impl Read) -> io::Result<Antwoord> {
    let mut rows: Vec<Lijstregel> = Vec::new();
    let mut answer = None;
    loop {
        match lees(from)? {
            Deel::Regels(more) if answer.is_none() => {
                rows.extend(more);
                if rows.len() > RIJEN_MAX as usize {
                    return Err(ErrorKind::InvalidData.into());
                }
            }
            Deel::Antwoord(said) if answer.is_none() => answer = Some(*said),
            Deel::Einde(count) if count == rows.len() => break,
            _ => return Err(ErrorKind::InvalidData.into()),
        }
    }
    match answer.ok_or(ErrorKind::InvalidData)? {
        Antwoord::Lijst(mut lijst) if lijst.regels.is_empty() => {
            lijst.regels = rows;
            Ok(Antwoord::Lijst(lijst))
        }
        other if rows.is_empty() => Ok(other),
        _ => Err(ErrorKind::InvalidData.into()),
    }
}
