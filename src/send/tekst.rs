//! The text exactly as it leaves: header, headings, ticked lines, wrapped for paper and mail.
//!
//! Must not know why a line is ticked.

use sha2::{Digest as _, Sha256};

use super::opstelling::Opstelling;
use super::tijd;
use crate::domain::teken::ingevoerd;

/// Characters on a line: what mail programs and A4 in a fixed letter both keep whole.
pub const BREEDTE: usize = 76;

/// Lines on an A4 page.
pub const REGELS_PER_PAGINA: usize = 60;

/// Width of the words before the colon in the header.
const KOPBREEDTE: usize = 16;

/// Writes the text. Lines end with `\n`, no line is longer than [`BREEDTE`] characters, and of the
/// lines that are not ticked nothing stands in it (apart from [`super::opstelling::InputRegel::altijd`]).
#[must_use]
pub fn tekst(what: &Opstelling) -> String {
    let mut lines = Vec::new();
    breek(&what.titel, "", "", &mut lines);
    lines.push(String::new());
    for (label, text) in [
        ("Bestemd voor", what.bestemd_voor.as_str()),
        ("Grondslag", what.grond.as_str()),
        ("Opgesteld door", what.opsteller.as_str()),
        ("Tijd", tijd::voluit(what.nu).as_str()),
    ] {
        let first = format!("{:<KOPBREEDTE$}", format!("{label}:"));
        breek(text, &first, &" ".repeat(KOPBREEDTE), &mut lines);
    }
    for part in &what.onderdelen {
        let mut inside = Vec::new();
        for line in &part.regels {
            if line.aan || line.altijd() {
                breek(&line.tekst, "- ", "  ", &mut inside);
            }
        }
        if !inside.is_empty() {
            lines.push(String::new());
            lines.push(part.kop.titel().to_owned());
            lines.append(&mut inside);
        }
    }
    let mut out = lines.join("\n");
    out.push('\n');
    out
}

/// After which lines, counted from 1, a new A4 page begins. Empty: it fits on one page.
#[must_use]
pub fn pagina_einden(text: &str) -> Vec<usize> {
    let count = text.lines().count();
    (1..)
        .map(|page| page * REGELS_PER_PAGINA)
        .take_while(|end| *end < count)
        .collect()
}

/// SHA-256 of the text in UTF-8, in hex: the fingerprint that the journal keeps. It is of the text,
/// not of the file, since a file adds line ends and encoding.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Wraps at words, `first` before the first line and `next` before the others. A line end in the
/// text stays one; a word that fits on no line is cut, because paper would swallow its end.
fn breek(text: &str, first: &str, next: &str, out: &mut Vec<String>) {
    let mut prefix = first;
    for paragraph in ingevoerd(text).lines() {
        let mut line = String::new();
        let mut room = width(prefix);
        for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
            for piece in pieces(word, BREEDTE - width(next).max(width(first))) {
                let blank = usize::from(!line.is_empty());
                if !line.is_empty() && room + blank + width(&piece) > BREEDTE {
                    out.push(format!("{prefix}{line}"));
                    prefix = next;
                    room = width(prefix);
                    line.clear();
                }
                if !line.is_empty() {
                    line.push(' ');
                    room += 1;
                }
                room += width(&piece);
                line.push_str(&piece);
            }
        }
        if !line.is_empty() {
            out.push(format!("{prefix}{line}"));
            prefix = next;
        }
    }
}

/// A word in pieces that fit. Nearly always one.
fn pieces(word: &str, most: usize) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    chars
        .chunks(most.max(1))
        .map(|part| part.iter().collect())
        .collect()
}

fn width(text: &str) -> usize {
    text.chars().count()
}
