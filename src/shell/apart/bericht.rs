//! What the table and its reader say to each other: frames of a length and that many bytes.
//!
//! ```text
//!   question   length · JSON                        then how many bytes the file has, and these
//!   answer     length · 1 · new headings · rows     any number of them, packed as the day list packs them
//!              length · 0 · JSON                    the rest of the answer, then how many rows there were
//! ```
//! The length is looked at before anything is allocated for it. Packed rows are unpacked beside the reading of
//! the next ones. Must not know processes.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::gepakt::{self, Gepakt, Kopnummers};
use crate::domain::lijstregel::Lijstregel;
use crate::import::{
    CorvLijst, CorvVorm, Kopkijk, LeesFout, Lijst, Opties, ProfielBestand, Profielen, RIJEN_MAX,
};

/// No frame is longer.
const FRAME_MAX: u32 = 4 * 1024 * 1024;
/// Rows are handed on when they are this long together.
const PORTIE: usize = 512 * 1024;
/// What a frame of an answer begins with.
const JSON: u8 = 0;
const REGELS: u8 = 1;

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

/// A frame of an answer that holds no rows.
#[derive(Debug, Serialize, Deserialize)]
enum Deel {
    /// The rest of the answer.
    Antwoord(Box<Antwoord>),
    /// The end: how many rows there were. Without it, nothing counts.
    Einde(usize),
}

/// Writes one question.
pub(super) fn schrijf<T: Serialize>(out: &mut impl Write, what: &T) -> io::Result<()> {
    let bytes = serde_json::to_vec(what).map_err(io::Error::other)?;
    frame(out, &[&bytes])
}

fn frame(out: &mut impl Write, parts: &[&[u8]]) -> io::Result<()> {
    let length = u32::try_from(parts.iter().map(|part| part.len()).sum::<usize>())
        .ok()
        .filter(|length| *length <= FRAME_MAX)
        .ok_or(ErrorKind::InvalidData)?;
    out.write_all(&length.to_le_bytes())?;
    parts.iter().try_for_each(|part| out.write_all(part))
}

fn lees_frame(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > FRAME_MAX {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Reads one question.
pub(super) fn lees<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    serde_json::from_slice(&lees_frame(from)?).map_err(io::Error::other)
}

/// Writes the bytes of the file after the question.
pub(super) fn schrijf_bytes(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)?;
    out.flush()
}

/// How many bytes the file has that follows.
pub(super) fn lees_lengte(from: &mut impl Read) -> io::Result<u64> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    Ok(u64::from_le_bytes(length))
}

/// Writes an answer whole, for a process that ends after it: it does not tidy up a long list.
pub(super) fn schrijf_antwoord(out: &mut impl Write, mut answer: Antwoord) -> io::Result<()> {
    let rows = match &mut answer {
        Antwoord::Lijst(lijst) => std::mem::take(&mut lijst.regels),
        _ => Vec::new(),
    };
    let json = |out: &mut _, what: &Deel| {
        frame(
            out,
            &[
                &[JSON],
                &serde_json::to_vec(what).map_err(io::Error::other)?,
            ],
        )
    };
    schrijf_regels(out, &rows)?;
    json(out, &Deel::Antwoord(Box::new(answer)))?;
    json(out, &Deel::Einde(rows.len()))?;
    std::mem::forget(rows);
    out.flush()
}

fn schrijf_regels(out: &mut impl Write, rows: &[Lijstregel]) -> io::Result<()> {
    let mut kolommen = Kopnummers::default();
    let mut known = 0;
    let mut portion = Vec::with_capacity(PORTIE + PORTIE / 4);
    let mut rows = rows.iter().peekable();
    while let Some(row) = rows.next() {
        let packed = gepakt::pak(row, &mut kolommen);
        portion = postcard::to_extend(&packed, portion).map_err(io::Error::other)?;
        if portion.len() < PORTIE && rows.peek().is_some() {
            continue;
        }
        let names: Vec<&str> = kolommen.vanaf(known).map(|(_, name)| name).collect();
        let heads = postcard::to_stdvec(&names).map_err(io::Error::other)?;
        known = kolommen.aantal();
        frame(out, &[&[REGELS], &heads, &portion])?;
        portion.clear();
    }
    Ok(())
}

/// The rows of an answer as they come in: unpacked beside the reading, in their order.
#[derive(Default)]
struct Binnen {
    namen: Vec<String>,
    kolommen: Arc<Kopnummers>,
    regels: Vec<Lijstregel>,
    bezig: VecDeque<thread::JoinHandle<Option<Vec<Lijstregel>>>>,
}

impl Binnen {
    /// Takes a frame of rows.
    fn neem(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        let (names, rest) =
            postcard::take_from_bytes::<Vec<&str>>(bytes.get(1..).unwrap_or_default())
                .map_err(io::Error::other)?;
        if !names.is_empty() {
            self.namen.extend(names.into_iter().map(str::to_owned));
            self.kolommen = Arc::new(Kopnummers::nieuw(self.namen.clone()));
        }
        let from = bytes.len() - rest.len();
        let bytes = Arc::new(bytes);
        // A short list is one frame; only of a long one it pays to begin something.
        let first = self.regels.is_empty() && self.bezig.is_empty();
        let beside = (!first)
            .then(|| {
                let (bytes, kolommen) = (Arc::clone(&bytes), Arc::clone(&self.kolommen));
                thread::Builder::new()
                    .spawn(move || uitgepakt(bytes.get(from..)?, &kolommen))
                    .ok()
            })
            .flatten();
        match beside {
            Some(beside) => self.bezig.push_back(beside),
            None => {
                self.wacht(0)?;
                let rows = bytes
                    .get(from..)
                    .and_then(|bytes| uitgepakt(bytes, &self.kolommen));
                self.regels.extend(rows.ok_or(ErrorKind::InvalidData)?);
            }
        }
        self.wacht(thread::available_parallelism().map_or(1, NonZero::get))?;
        if self.regels.len() > RIJEN_MAX as usize {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(())
    }

    /// Until no more than so many frames are being unpacked.
    fn wacht(&mut self, most: usize) -> io::Result<()> {
        while self.bezig.len() > most {
            let done = self.bezig.pop_front().and_then(|one| one.join().ok());
            self.regels
                .extend(done.flatten().ok_or(ErrorKind::InvalidData)?);
        }
        Ok(())
    }
}

fn uitgepakt(mut bytes: &[u8], kolommen: &Kopnummers) -> Option<Vec<Lijstregel>> {
    let mut out = Vec::new();
    while !bytes.is_empty() {
        let (packed, rest) = postcard::take_from_bytes::<Gepakt<'_>>(bytes).ok()?;
        out.push(gepakt::pak_uit(&packed, kolommen)?);
        bytes = rest;
    }
    Some(out)
}

/// Reads an answer whole.
pub(super) fn lees_antwoord(from: &mut impl Read) -> io::Result<Antwoord> {
    let mut inside = Binnen::default();
    let mut answer = None;
    loop {
        let bytes = lees_frame(from)?;
        match bytes.first() {
            Some(&REGELS) if answer.is_none() => inside.neem(bytes)?,
            Some(&JSON) => {
                let said = bytes.get(1..).unwrap_or_default();
                match serde_json::from_slice(said).map_err(io::Error::other)? {
                    Deel::Antwoord(said) if answer.is_none() => answer = Some(*said),
                    Deel::Einde(count) => {
                        inside.wacht(0)?;
                        if count != inside.regels.len() {
                            return Err(ErrorKind::InvalidData.into());
                        }
                        break;
                    }
                    Deel::Antwoord(_) => return Err(ErrorKind::InvalidData.into()),
                }
            }
            _ => return Err(ErrorKind::InvalidData.into()),
        }
    }
    let rows = inside.regels;
    match answer.ok_or(ErrorKind::InvalidData)? {
        Antwoord::Lijst(mut lijst) if lijst.regels.is_empty() => {
            lijst.regels = rows;
            Ok(Antwoord::Lijst(lijst))
        }
        other if rows.is_empty() => Ok(other),
        _ => Err(ErrorKind::InvalidData.into()),
    }
}
