//! Workbooks (xlsx, xlsm, xlsb, xls, ods) to sheets, through calamine.
//!
//! Archives are measured by `pak`, old workbooks by `cfb`, before calamine sees them. Hidden rows,
//! columns and sheets are read like any other. Must not know headings or profiles.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Reader, Xls, XlsError, Xlsb, Xlsx, XlsxError,
};

use super::blad::{Blad, Bouwer, Cel};
use super::{LeesFout, entiteit, masker, ods_masker};

/// The kinds of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// Excel 2007 and later, also with macros (which are never run).
    Xlsx,
    /// Excel's binary form.
    Xlsb,
    /// Excel 97 to 2003.
    Xls,
    /// LibreOffice and others.
    Ods,
}

/// The most sheets that are looked at.
const BLADEN_MAX: usize = 100;

/// A sheet, or why it could not be read; with its name.
pub type Gelezen = (String, Result<Blad, LeesFout>);

/// Reads every sheet. A sheet that cannot be read does not stand in the way of the others.
///
/// # Errors
/// [`LeesFout::Wachtwoord`] and [`LeesFout::Beschadigd`].
pub fn bladen(bytes: &[u8], soort: Soort) -> Result<Vec<Gelezen>, LeesFout> {
    // Calamine returns errors; should it panic on a file that somebody damaged, that is an error too.
    catch_unwind(AssertUnwindSafe(|| match soort {
        Soort::Xlsx => xlsx(bytes),
        Soort::Xlsb => xlsb(bytes),
        Soort::Xls => xls(bytes),
        Soort::Ods => ods(bytes),
    }))
    .unwrap_or_else(|_| Err(beschadigd(())))
}

/// What calamine says of it is English and may hold text of a cell; the worker needs neither.
fn beschadigd<E>(_: E) -> LeesFout {
    LeesFout::Beschadigd("de opbouw van de werkmap klopt niet".to_owned())
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Gelezen>, LeesFout> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => LeesFout::Wachtwoord,
        other => beschadigd(other),
    })?;
    let from_1904 = book.has_1904_epoch();
    Ok(namen(book.sheet_names())
        .map(|name| {
            let mut read = || {
                let mut cells = book.worksheet_cells_reader(&name).map_err(beschadigd)?;
                let mut out = Bouwer::default();
                let masks = maskers(&cells);
                while let Some((cell, style)) =
                    cells.next_cell_with_style_id().map_err(beschadigd)?
                {
                    let (row, column) = cell.get_position();
                    if let Some(mut value) = cel_ref(cell.get_value(), from_1904) {
                        if let (Cel::Getal(number), Some(Some(mask))) = (&value, masks.get(style))
                            && let Some(shown) = masker::toon(*number, mask)
                        {
                            value = Cel::Tekst(shown);
                        }
                        out.zet(row, column, value)?;
                    }
                }
                Ok(out.klaar(name.clone()))
            };
            let read = read();
            (name, read)
        })
        .collect())
}

/// The format of each style, where it is not the plain one.
fn maskers<RS: std::io::Read + std::io::Seek>(
    cells: &calamine::XlsxCellReader<'_, RS>,
) -> Vec<Option<String>> {
    cells
        .styles()
        .iter()
        .map(|style| {
            style
                .number_format
                .as_ref()
                .map(|format| format.format_code.clone())
                .filter(|code| code != "General" && code != "0")
        })
        .collect()
}

fn xlsb(bytes: &[u8]) -> Result<Vec<Gelezen>, LeesFout> {
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(beschadigd)?;
    let from_1904 = book.has_1904_epoch();
    Ok(namen(book.sheet_names())
        .map(|name| {
            let mut read = || {
                let mut cells = book.worksheet_cells_reader(&name).map_err(beschadigd)?;
                let mut out = Bouwer::default();
                while let Some(cell) = cells.next_cell().map_err(beschadigd)? {
                    let (row, column) = cell.get_position();
                    if let Some(value) = cel_ref(cell.get_value(), from_1904) {
                        out.zet(row, column, value)?;
                    }
                }
                Ok(out.klaar(name.clone()))
            };
            let read = read();
            (name, read)
        })
        .collect())
}

fn xls(bytes: &[u8]) -> Result<Vec<Gelezen>, LeesFout> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => LeesFout::Wachtwoord,
        other => beschadigd(other),
    })?;
    let from_1904 = book.has_1904_epoch();
    Ok(namen(book.sheet_names())
        .map(|name| {
            let read = book
                .worksheet_range(&name)
                .map_err(beschadigd)
                .and_then(|range| uit_bereik(&range, &name, from_1904));
            (name, read)
        })
        .collect())
}

fn ods(bytes: &[u8]) -> Result<Vec<Gelezen>, LeesFout> {
    let masked = ods_masker::als_tekst(bytes);
    let bytes = masked.as_deref().unwrap_or(bytes);
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => LeesFout::Wachtwoord,
        other => beschadigd(other),
    })?;
    Ok(namen(book.sheet_names())
        .map(|name| {
            let read = book
                .worksheet_range(&name)
                .map_err(beschadigd)
                .and_then(|range| uit_bereik(&range, &name, false));
            (name, read)
        })
        .collect())
}

fn namen(names: Vec<String>) -> impl Iterator<Item = String> {
    names.into_iter().take(BLADEN_MAX)
}

fn uit_bereik(
    range: &calamine::Range<Data>,
    name: &str,
    from_1904: bool,
) -> Result<Blad, LeesFout> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut out = Bouwer::default();
    for (row, column, value) in range.used_cells() {
        let position =
            |from: u32, at: usize| from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        if let Some(value) = cel(value, from_1904) {
            out.zet(
                position(first_row, row),
                position(first_column, column),
                value,
            )?;
        }
    }
    Ok(out.klaar(name.to_owned()))
}

fn cel(value: &Data, from_1904: bool) -> Option<Cel> {
    Some(match value {
        Data::Empty => return None,
        Data::Int(number) => getal(*number),
        Data::Float(number) => Cel::Getal(*number),
        Data::String(text) | Data::DateTimeIso(text) => tekst(text)?,
        Data::DurationIso(text) => Cel::Tekst(duur(text)),
        Data::Bool(value) => Cel::Logisch(*value),
        Data::DateTime(at) => datum(at, from_1904),
        Data::Error(error) => Cel::Tekst(error.to_string()),
    })
}

fn cel_ref(value: &DataRef<'_>, from_1904: bool) -> Option<Cel> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => getal(*number),
        DataRef::Float(number) => Cel::Getal(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) => tekst(text)?,
        DataRef::SharedString(text) => tekst(text)?,
        DataRef::DurationIso(text) => Cel::Tekst(duur(text)),
        DataRef::Bool(value) => Cel::Logisch(*value),
        DataRef::DateTime(at) => datum(at, from_1904),
        DataRef::Error(error) => Cel::Tekst(error.to_string()),
    })
}

/// Text; a cell of blanks is as good as empty, and what no cell may hold is not copied.
pub(super) fn tekst(text: &str) -> Option<Cel> {
    if text.trim().is_empty() {
        return None;
    }
    // Four bytes for each character that `schoon` keeps, and room for what it drops.
    let mut end = text.len().min(8 * super::schoon::CEL_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end)
        .map(|text| Cel::Tekst(entiteit::ontleed(text).into_owned()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers beyond 2^53 are no dates and no registrations"
)]
fn getal(number: i64) -> Cel {
    Cel::Getal(number as f64)
}

fn datum(at: &ExcelDateTime, from_1904: bool) -> Cel {
    Cel::Serieel(at.as_f64(), from_1904 && !at.is_duration())
}

/// `PT13H26M00S`, a time of an ods sheet, as `13:26:00`.
fn duur(text: &str) -> String {
    let Some(body) = text.strip_prefix("PT") else {
        return text.to_owned();
    };
    let parts: Vec<&str> = body.split(['H', 'M', 'S', '.', ',']).collect();
    match parts.as_slice() {
        [hours, minutes, seconds, ..]
            if [hours, minutes, seconds].iter().all(|part| part.len() <= 2) =>
        {
            format!("{hours:0>2}:{minutes:0>2}:{seconds:0>2}")
        }
        _ => text.to_owned(),
    }
}
