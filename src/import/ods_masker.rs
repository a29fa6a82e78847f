//! Numbers of an ods sheet as it shows them: `01-000126`, which it keeps as 1000126.
//!
//! An ods cell holds its value and the text that is shown. Where the shown text is the number behind
//! letters, dashes or zeros, the cell is made a text before the workbook is read. Must not know columns.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const INHOUD: &str = "content.xml";
const CEL: &str = "<table:table-cell";
/// A shown number is no longer than this.
const LENGTE: usize = 40;

/// The workbook with its masked numbers as texts; none where there is nothing to change. The archive was
/// measured before.
#[must_use]
pub fn als_tekst(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut book = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    book.by_name(INHOUD).ok()?.read_to_string(&mut xml).ok()?;
    let changed = herschreven(&xml)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for at in 0..book.len() {
        let part = book.by_index_raw(at).ok()?;
        if part.name().is_ok_and(|name| name == INHOUD) {
            out.start_file(INHOUD, options).ok()?;
            out.write_all(changed.as_bytes()).ok()?;
        } else {
            out.raw_copy_file(part).ok()?;
        }
    }
    Some(out.finish().ok()?.into_inner())
}

/// The content with masked numbers as texts; none where there are none.
fn herschreven(xml: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = xml;
    let mut changed = false;
    while let Some(at) = rest.find(CEL) {
        let (before, cell) = rest.split_at_checked(at)?;
        out.push_str(before);
        let end = cell.find('>')?;
        let (tag, tail) = cell.split_at_checked(end)?;
        match getoond(tag, tail) {
            Some(value) => {
                changed = true;
                out.push_str(
                    &tag.replace(
                        "office:value-type=\"float\"",
                        "office:value-type=\"string\"",
                    )
                    .replace(&format!(" office:value=\"{value}\""), ""),
                );
            }
            None => out.push_str(tag),
        }
        rest = tail;
    }
    out.push_str(rest);
    changed.then_some(out)
}

/// The number of a cell that shows it behind a mask.
fn getoond<'a>(tag: &'a str, tail: &str) -> Option<&'a str> {
    if !tag.contains(" office:value-type=\"float\"") {
        return None;
    }
    let (_, value) = tag.split_once(" office:value=\"")?;
    let (value, _) = value.split_once('"')?;
    let (_, shown) = tail
        .strip_prefix('>')?
        .trim_start()
        .split_once("<text:p>")?;
    let (shown, _) = shown.split_once('<')?;
    is_masker(value, shown.trim()).then_some(value)
}

/// Whether a text shows a whole number with letters, dashes or zeros that the number does not have.
fn is_masker(value: &str, shown: &str) -> bool {
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    !value.is_empty()
        && value.bytes().all(|b| b.is_ascii_digit())
        && shown.len() <= LENGTE
        && shown != value
        && digits.ends_with(value)
        && shown
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | ' '))
        && (digits.starts_with('0')
            || shown.contains(|c: char| c.is_alphabetic() || matches!(c, '-' | '/')))
}
