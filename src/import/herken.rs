//! What kind of file is this? The first bytes decide, never the name.
//!
//! Must not know what is inside a list.

use super::{cfb, json, mhtml};

/// How text holds a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notatie {
    /// Cells with a separator between them.
    Cellen,
    /// JSON, or JSON Lines.
    Json,
    /// A web page, perhaps with tables.
    Web,
    /// A web page kept as one file.
    WebInEen,
    /// The XML of Excel 2003.
    Xml2003,
    /// Mark-up that is no list; how a sentence names it.
    Opmaak(&'static str),
}

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vorm {
    /// An archive: perhaps a workbook.
    Zip,
    /// A compound file: perhaps an old workbook.
    Cfb,
    /// A page for print.
    Pdf,
    /// Perhaps text.
    Tekst,
    /// Something known that is no list; how a sentence names it.
    Ander(&'static str),
}

/// Looks at the first bytes.
#[must_use]
pub fn herken(bytes: &[u8]) -> Vorm {
    const BEKEND: [(&[u8], &str); 15] = [
        (b"\x89PNG", "een plaatje (PNG)"),
        (b"\xff\xd8\xff", "een foto (JPEG)"),
        (b"GIF8", "een plaatje (GIF)"),
        (b"BM6", "een plaatje (BMP)"),
        (b"II*\0", "een scan (TIFF)"),
        (b"MM\0*", "een scan (TIFF)"),
        (b"{\\rtf", "een tekstdocument (RTF)"),
        (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
        (b"7z\xbc\xaf", "een ingepakt bestand (7-zip)"),
        (b"Rar!", "een ingepakt bestand (RAR)"),
        (b"SQLite format 3", "een database"),
        (b"MZ", "een programma"),
        (b"\x7fELF", "een programma"),
        (b"%!PS", "een afdruk (PostScript)"),
        (b"From ", "een e-mail"),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Vorm::Zip;
    }
    if bytes.starts_with(&cfb::MAGIE) {
        return Vorm::Cfb;
    }
    if bytes.starts_with(b"%PDF") {
        return Vorm::Pdf;
    }
    // The first record of Excel 2 to 95, without the container that later ones have around it.
    if let [0x09, 0x00 | 0x02 | 0x04 | 0x08, 0x04..=0x10, 0x00, ..] = bytes {
        return Vorm::Ander(
            "een werkmap van een heel oude Excel; open haar in Excel en bewaar haar als .xlsx",
        );
    }
    if let Some((_, name)) = BEKEND.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // `MZ` and `BM6` could begin a word; a program or a picture has zeros soon.
        let head = bytes.get(..bytes.len().min(64)).unwrap_or_default();
        if !matches!(*name, "een programma" | "een plaatje (BMP)") || head.contains(&0) {
            return Vorm::Ander(name);
        }
    }
    Vorm::Tekst
}

/// Looks at the first signs of text, which may begin with blanks.
#[must_use]
pub fn notatie(text: &str) -> Notatie {
    match opmaak(text) {
        // Words of a web page may stand in a cell of JSON, which begins otherwise.
        _ if json::begint_als(text) => Notatie::Json,
        Some(what) => what,
        None => Notatie::Cellen,
    }
}

/// Text with mark-up: web pages and the like.
fn opmaak(text: &str) -> Option<Notatie> {
    let head: String = text
        .trim_start()
        .chars()
        .take(2_000)
        .collect::<String>()
        .to_ascii_lowercase();
    let begin: String = head.chars().take(400).collect();
    if head.contains("<workbook") && head.contains("schemas-microsoft-com:office:spreadsheet") {
        Some(Notatie::Xml2003)
    } else if mhtml::begint_als(text) {
        Some(Notatie::WebInEen)
    } else if begin.starts_with("<!doctype html")
        || begin.starts_with("<html")
        || begin.contains("<table")
        || begin.starts_with("<?xml") && head.contains("<html")
    {
        Some(Notatie::Web)
    } else if begin.starts_with("<?xml") || begin.starts_with("<workbook") {
        Some(Notatie::Opmaak("een XML-bestand"))
    } else if begin.starts_with("begin:v") {
        Some(Notatie::Opmaak("een agenda of adreskaart"))
    } else {
        None
    }
}
