//! How many cells the repeat counts of an ods sheet stand for.
//!
//! Such a sheet may say "this cell, sixteen thousand times, in a million rows" in fifty bytes, and
//! its reader writes them all out. Must not know what the cells mean.

use super::LeesFout;
use super::blad::TEKST_MAX;

/// Calamine keeps every cell with a value and a formula, so that fewer fit than in a text file.
const CELLEN_MAX: usize = 4_000_000;

/// Counts the cells and the text that reading would make, generously.
///
/// # Errors
/// [`LeesFout::TeGroot`].
pub fn meet(xml: &[u8]) -> Result<(), LeesFout> {
    let mut total = Maat::default();
    let mut row = Odsrij::default();
    let mut rest = xml;
    while let Some(at) = rest.iter().position(|b| *b == b'<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(b"!--") {
            rest = na(rest, b"-->");
            continue;
        }
        if rest.starts_with(b"![CDATA[") {
            rest = na(rest, b"]]>");
            continue;
        }
        let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
        let tag = rest.get(..end).unwrap_or_default();
        rest = rest.get(end..).unwrap_or_default();
        if tag.starts_with(b"table:table-row") {
            row = Odsrij {
                repeats: herhaling(tag, b"table:number-rows-repeated").min(1_048_576),
                ..Odsrij::default()
            };
        } else if tag.starts_with(b"table:table-cell")
            || tag.starts_with(b"table:covered-table-cell")
        {
            row.cells = row.cells.saturating_add(row.pending);
            row.pending = 0;
            let repeats = herhaling(tag, b"table:number-columns-repeated").min(16_384);
            if tag.ends_with(b"/") && !tag.windows(12).any(|part| part == b"office:value") {
                row.pending = repeats;
            } else {
                let text = tot_slot(rest).saturating_add(tag.len());
                row.cells = row.cells.saturating_add(repeats);
                row.bytes = row.bytes.saturating_add(repeats.saturating_mul(text));
            }
            // A row may be left open; count as it goes.
            total.check(&row)?;
        } else if tag.starts_with(b"/table:table-row") {
            total.add(&row);
            total.check(&Odsrij::default())?;
            row = Odsrij::default();
        }
    }
    Ok(())
}

/// Whether formulas or sheets refer to other files.
#[must_use]
pub fn verwijst(xml: &[u8]) -> bool {
    // `'file:///…'#` in a formula; a sheet of another file names its source.
    let signs: [&[u8]; 3] = [b"&apos;file:", b"'file:", b"<table:table-source"];
    // Each begins with one of three bytes, so that a large sheet is walked through once.
    let mut rest = xml;
    while let Some(at) = rest.iter().position(|b| matches!(b, b'&' | b'\'' | b'<')) {
        rest = rest.get(at..).unwrap_or_default();
        if signs.iter().any(|sign| rest.starts_with(sign)) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

#[derive(Default)]
struct Maat {
    cells: usize,
    bytes: usize,
}

#[derive(Default)]
struct Odsrij {
    repeats: usize,
    pending: usize,
    cells: usize,
    bytes: usize,
}

impl Maat {
    fn add(&mut self, row: &Odsrij) {
        // A repeated row without content is not written out.
        let repeats = if row.bytes == 0 {
            1
        } else {
            row.repeats.max(1)
        };
        self.cells = self.cells.saturating_add(row.cells.saturating_mul(repeats));
        self.bytes = self.bytes.saturating_add(row.bytes.saturating_mul(repeats));
    }

    fn check(&self, row: &Odsrij) -> Result<(), LeesFout> {
        if self.cells.saturating_add(row.cells) > CELLEN_MAX
            || self.bytes.saturating_add(row.bytes) > TEKST_MAX
        {
            return Err(LeesFout::TeGroot(
                "deze werkmap herhaalt cellen tot veel meer dan een verdachtenmonitor kan hebben"
                    .to_owned(),
            ));
        }
        Ok(())
    }
}

fn na<'a>(text: &'a [u8], end: &[u8]) -> &'a [u8] {
    text.windows(end.len())
        .position(|part| part == end)
        .and_then(|at| text.get(at + end.len()..))
        .unwrap_or_default()
}

/// Bytes until the cell ends; looking further than a cell may hold makes no difference.
fn tot_slot(rest: &[u8]) -> usize {
    let near = rest.get(..rest.len().min(64 * 1024)).unwrap_or_default();
    let close = b"</table:";
    near.windows(close.len())
        .position(|part| part == close)
        .unwrap_or(near.len())
}

fn herhaling(tag: &[u8], name: &[u8]) -> usize {
    let Some(at) = tag.windows(name.len()).position(|part| part == name) else {
        return 1;
    };
    tag.get(at + name.len()..)
        .unwrap_or_default()
        .iter()
        .skip_while(|b| !b.is_ascii_digit())
        .take_while(|b| b.is_ascii_digit())
        .fold(0_usize, |sum, b| {
            sum.saturating_mul(10).saturating_add(usize::from(b - b'0'))
        })
}
