//! Compound files, the container of Excel 97–2003 and of workbooks with a password.
//!
//! Reads only what is needed to refuse in time: the names inside, and how large the sheets of an
//! old workbook would become. Calamine reserves what such a file *says*, and running out of memory
//! ends a program without an error. Must not know headings or profiles.

use super::LeesFout;
use super::pak::Inhoud;
use super::werkmap::Soort;

/// The most cells of all sheets of an old workbook, counted as the rectangles that they span.
const CELLEN_MAX: u64 = 4_000_000;
/// What a sheet may claim: a sheet of Excel 97 is 65,536 by 256.
const CLAIM_MAX: u64 = 65_536 * 256;
/// The most bytes that the references to shared texts could become.
const GEDEELD_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// The magic bytes.
pub const MAGIE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Looks inside, and lets only a workbook through that can be read safely.
///
/// # Errors
/// A password, another kind of document, damage, or too large.
pub fn meet(bytes: &[u8]) -> Result<Inhoud, LeesFout> {
    let file = Cfb::open(bytes).ok_or_else(kapot)?;
    if file
        .entries
        .iter()
        .any(|entry| entry.name == "EncryptedPackage")
    {
        return Err(LeesFout::Wachtwoord);
    }
    let book = file
        .entries
        .iter()
        .find(|entry| entry.name.eq_ignore_ascii_case("workbook"))
        .or_else(|| {
            file.entries
                .iter()
                .find(|entry| entry.name.eq_ignore_ascii_case("book"))
        });
    match book {
        Some(entry) => {
            let koppelingen = meet_biff(&file.stream(entry).ok_or_else(kapot)?)?;
            Ok(Inhoud {
                soort: Soort::Xls,
                macros: file
                    .entries
                    .iter()
                    .any(|entry| entry.name.starts_with("_VBA_PROJECT")),
                koppelingen,
                ongerekend: false,
            })
        }
        None if file
            .entries
            .iter()
            .any(|entry| entry.name == "WordDocument") =>
        {
            Err(LeesFout::AnderSoort("een Word-document".to_owned()))
        }
        None if file
            .entries
            .iter()
            .any(|entry| entry.name.starts_with("__substg1.0")) =>
        {
            Err(LeesFout::AnderSoort("een bericht van Outlook".to_owned()))
        }
        None => Err(LeesFout::AnderSoort(
            "een ander document van Office".to_owned(),
        )),
    }
}

fn kapot() -> LeesFout {
    LeesFout::Beschadigd("de werkmap is niet compleet".to_owned())
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
    root: bool,
}

struct Cfb<'a> {
    bytes: &'a [u8],
    sector: usize,
    cutoff: u64,
    fat: Vec<u32>,
    minifat: Vec<u32>,
    entries: Vec<Entry>,
}

impl<'a> Cfb<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(&MAGIE) {
            return None;
        }
        let shift = u16_at(bytes, 30)?;
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut file = Cfb {
            bytes,
            sector: 1 << shift,
            cutoff: u64::from(u32_at(bytes, 56)?),
            fat: Vec::new(),
            minifat: Vec::new(),
            entries: Vec::new(),
        };
        let mut sectors: Vec<u32> = (0..109)
            .map_while(|at| u32_at(bytes, 76 + 4 * at))
            .collect();
        let mut next = u32_at(bytes, 68)?;
        let per_sector = file.sector / 4;
        for _ in 0..file.sectors() {
            let Some(data) = file.sector_at(next) else {
                break;
            };
            sectors.extend((0..per_sector - 1).map_while(|at| u32_at(data, 4 * at)));
            next = u32_at(data, 4 * (per_sector - 1))?;
        }
        for sector in sectors.into_iter().take(file.sectors()) {
            if let Some(data) = file.sector_at(sector) {
                let numbers: Vec<u32> = (0..per_sector)
                    .map_while(|at| u32_at(data, 4 * at))
                    .collect();
                file.fat.extend(numbers);
            }
        }
        let minifat = file.chain(u32_at(bytes, 60)?);
        file.minifat = (0..minifat.len() / 4)
            .map_while(|at| u32_at(&minifat, 4 * at))
            .collect();
        let directory = file.chain(u32_at(bytes, 48)?);
        file.entries = directory.chunks_exact(128).filter_map(entry).collect();
        Some(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|data| !data.is_empty())
    }

    /// The bytes of a chain of sectors. A chain that bites its tail ends at the size of the file.
    fn chain(&self, start: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let mut next = start;
        for _ in 0..=self.sectors() {
            let Some(data) = self.sector_at(next) else {
                break;
            };
            out.extend_from_slice(data);
            match self.fat.get(next as usize) {
                Some(following) => next = *following,
                None => break,
            }
        }
        out
    }

    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        if entry.size >= self.cutoff {
            return Some(self.chain(entry.start));
        }
        let root = self.entries.iter().find(|entry| entry.root)?;
        let small = self.chain(root.start);
        let mut out = Vec::new();
        let mut next = entry.start as usize;
        for _ in 0..=small.len() / 64 {
            let Some(data) = next
                .checked_mul(64)
                .and_then(|at| small.get(at..small.len().min(at.checked_add(64)?)))
            else {
                break;
            };
            out.extend_from_slice(data);
            match self.minifat.get(next) {
                Some(following) => next = *following as usize,
                None => break,
            }
        }
        Some(out)
    }
}

fn entry(data: &[u8]) -> Option<Entry> {
    let len = usize::from(u16_at(data, 64)?).min(64) / 2;
    let kind = *data.get(66)?;
    let units: Vec<u16> = (0..len.saturating_sub(1))
        .map_while(|at| u16_at(data, 2 * at))
        .collect();
    (kind != 0).then_some(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(data, 116)?,
        // The upper half is not used by old writers and may hold anything.
        size: u64::from(u32_at(data, 120)?),
        root: kind == 5,
    })
}

/// Walks the records of the workbook and of each sheet. Says whether it refers to other files.
fn meet_biff(stream: &[u8]) -> Result<bool, LeesFout> {
    let mut sheets: Vec<usize> = Vec::new();
    let mut texts = 0_u64;
    let mut links = false;
    for (kind, data) in (Records { stream, at: 0 }) {
        match kind {
            0x000a => break,
            0x002f => return Err(LeesFout::Wachtwoord),
            0x0085 => sheets.extend(u32_at(data, 0).map(|at| at as usize)),
            // SUPBOOK: the workbook itself and add-ins say so in four bytes.
            0x01ae => links |= data.len() > 4,
            0x00fc | 0x003c => texts = texts.saturating_add(data.len() as u64),
            _ => {}
        }
    }
    // A workbook of Excel 5 may be one sheet without a list of sheets.
    if sheets.is_empty() {
        sheets.push(0);
    }
    let (mut cells, mut shared) = (0_u64, 0_u64);
    for at in sheets.into_iter().take(1_000) {
        let (area, references) = meet_blad(stream, at)?;
        cells = cells.saturating_add(area);
        shared = shared.saturating_add(references);
    }
    if cells > CELLEN_MAX || shared.saturating_mul(texts.min(65_535)) > GEDEELD_MAX {
        return Err(LeesFout::TeGroot(
            "deze oude werkmap heeft te veel cellen voor een verdachtenmonitor; sla haar op als xlsx"
                .to_owned(),
        ));
    }
    Ok(links)
}

/// The rectangle that the cells of a sheet span, and its references to shared texts.
fn meet_blad(stream: &[u8], at: usize) -> Result<(u64, u64), LeesFout> {
    let (mut rows, mut columns) = ((u64::MAX, 0_u64), (u64::MAX, 0_u64));
    let mut references = 0_u64;
    for (kind, data) in (Records { stream, at }) {
        match kind {
            0x000a => break,
            0x0200 => {
                let bounds = if data.len() == 10 {
                    [0, 2, 4, 6].map(|at| u16_at(data, at).map(u64::from))
                } else {
                    [
                        u32_at(data, 0).map(u64::from),
                        u32_at(data, 4).map(u64::from),
                        u16_at(data, 8).map(u64::from),
                        u16_at(data, 10).map(u64::from),
                    ]
                };
                if let [Some(first), Some(last), Some(left), Some(right)] = bounds {
                    let high = last.saturating_sub(first).saturating_add(1);
                    let wide = right.saturating_sub(left).saturating_add(1);
                    if high.saturating_mul(wide) > CLAIM_MAX + 65_536 + 257 || first > last {
                        return Err(kapot());
                    }
                }
            }
            0x0002..=0x0006
            | 0x00bd
            | 0x00be
            | 0x00d6
            | 0x00fd
            | 0x0201..=0x0206
            | 0x027e
            | 0x0406 => {
                if let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) {
                    let (row, column) = (u64::from(row), u64::from(column));
                    let last = match kind {
                        0x00bd => column.saturating_add((data.len() / 6) as u64),
                        _ => column,
                    };
                    rows = (rows.0.min(row), rows.1.max(row));
                    columns = (columns.0.min(column), columns.1.max(last));
                    references += u64::from(kind == 0x00fd);
                }
            }
            _ => {}
        }
    }
    if rows.0 > rows.1 {
        return Ok((0, 0));
    }
    let area = (rows.1 - rows.0 + 1).saturating_mul(columns.1.saturating_sub(columns.0) + 1);
    Ok((area, references))
}

/// The records of a stream: kind, length, data.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.stream, self.at)?;
        let len = usize::from(u16_at(self.stream, self.at.checked_add(2)?)?);
        let start = self.at.checked_add(4)?;
        let end = start.checked_add(len)?;
        self.at = end;
        Some((kind, self.stream.get(start..end)?))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
