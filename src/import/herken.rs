//! What kind of file is this? The first bytes decide, never the name.
//!
//! Must not know what is inside a list.

use super::{cfb, json};

/// How text holds a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notatie {
    /// Cells with a separator between them.
    Cellen,
    /// JSON, or JSON Lines.
    Json,
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
    /// Perhaps text.
    Tekst,
    /// Something known that is no list; how a sentence names it.
    Ander(&'static str),
}

/// Looks at the first bytes.
#[must_use]
pub fn herken(bytes: &[u8]) -> Vorm {
    const BEKEND: [(&[u8], &str); 16] = [
        (b"%PDF", "een PDF"),
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
        Some(what) => Notatie::Opmaak(what),
        None => Notatie::Cellen,
    }
}

/// Text that is no list: web pages and other mark-up.
fn opmaak(text: &str) -> Option<&'static str> {
    let head: String = text
        .trim_start()
        .chars()
        .take(400)
        .collect::<String>()
        .to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<table") {
        Some("een webpagina (HTML)")
    } else if head.starts_with("<?xml") || head.starts_with("<workbook") {
        Some("een XML-bestand")
    } else if head.starts_with("begin:v") {
        Some("een agenda of adreskaart")
    } else {
        None
    }
}
