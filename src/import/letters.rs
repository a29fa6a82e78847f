//! Which letters the bytes of a text mean, where no mark says so.
//!
//! Two programs that each add lines to one file may write two encodings, so the lines are judged one by
//! one when they do not agree. Text that was encoded twice is put right. What stays doubtful is said
//! with an example. Must not know cells.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254};

/// The upper half of code page 850, of DOS programs in Western Europe.
const DOS_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// So much of a text is looked at to choose a code page, in bytes.
const PROEF: usize = 4 * 1024 * 1024;

/// A way to read one byte as one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pagina {
    Bekend(&'static Encoding),
    Dos,
}

impl Pagina {
    fn naam(self) -> &'static str {
        match self {
            Pagina::Bekend(encoding) => encoding.name(),
            Pagina::Dos => "ibm850",
        }
    }

    fn lees(self, bytes: &[u8]) -> String {
        match self {
            Pagina::Bekend(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Pagina::Dos => {
                let high: Vec<char> = DOS_850.chars().collect();
                bytes
                    .iter()
                    .map(|b| {
                        usize::from(*b)
                            .checked_sub(0x80)
                            .and_then(|at| high.get(at).copied())
                            .unwrap_or(char::from(*b))
                    })
                    .collect()
            }
        }
    }
}

/// Text whose bytes were understood.
#[derive(Debug)]
pub struct Letters<'a> {
    /// The text.
    pub tekst: Cow<'a, str>,
    /// The name of the encoding.
    pub codering: String,
    /// Something to say about it.
    pub twijfel: Option<String>,
}

/// Reads bytes that are not (nearly) UTF-8 as a whole. `gok` is the code page that statistics propose.
#[must_use]
pub fn lees(bytes: &[u8], gok: &'static Encoding) -> Letters<'static> {
    let lines: Vec<&[u8]> = bytes
        .split_inclusive(|b| matches!(b, b'\n' | b'\r'))
        .collect();
    let is_utf8 = |line: &[u8]| !line.is_ascii() && std::str::from_utf8(line).is_ok();
    let mixed = lines.iter().any(|line| is_utf8(line));
    let mut other: Vec<u8> = Vec::new();
    for line in &lines {
        let settled = line.is_ascii() || mixed && is_utf8(line);
        if !settled && other.len() < PROEF {
            other.extend_from_slice(line);
        }
    }
    let page = kies(&other, gok);
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let mut pending: Vec<u8> = Vec::new();
    if mixed {
        for line in &lines {
            match std::str::from_utf8(line) {
                Ok(good) => text.push_str(good),
                Err(_) => text.push_str(&page.lees(line)),
            }
        }
    } else {
        pending.extend_from_slice(bytes);
        text = page.lees(&pending);
    }
    let mut codering = page.naam().to_owned();
    if mixed {
        codering = format!("{} en {codering}", UTF_8.name());
    }
    let example = voorbeeld(&text);
    let odd = vreemd(&text);
    let twijfel = if let Some(word) = odd {
        Some(format!(
            "de letters zijn gelezen als {codering}, maar niet overal kloppen ze (\"{word}\"?); kijk de namen na"
        ))
    } else if mixed {
        Some(format!(
            "in dit bestand staan twee coderingen door elkaar; elke regel is gelezen zoals hij geschreven is{}",
            bij(example)
        ))
    } else if page != Pagina::Bekend(WINDOWS_1252) {
        Some(format!(
            "de tekens zijn gelezen als {codering}{}; klopt een naam met accenten niet, meld dat dan",
            bij(example)
        ))
    } else {
        None
    };
    Letters {
        tekst: Cow::Owned(text),
        codering,
        twijfel,
    }
}

fn bij(example: Option<String>) -> String {
    example.map_or_else(String::new, |word| format!(" (\"{word}\")"))
}

/// The code page in which the letters make the likeliest words.
fn kies(bytes: &[u8], gok: &'static Encoding) -> Pagina {
    let all = [
        Pagina::Bekend(WINDOWS_1252),
        Pagina::Bekend(MACINTOSH),
        Pagina::Dos,
    ];
    let scores = all.map(|page| (page, waarde(&page.lees(bytes))));
    let mut best = Pagina::Bekend(WINDOWS_1252);
    let mut most = i64::MIN;
    // Of equals the first one, which is the usual one.
    for (page, score) in scores {
        if score > most {
            (best, most) = (page, score);
        }
    }
    if best == Pagina::Bekend(WINDOWS_1252) && (gok == WINDOWS_1250 || gok == WINDOWS_1254) {
        return Pagina::Bekend(gok);
    }
    best
}

/// How well the letters that are not ASCII fit in their words.
fn waarde(text: &str) -> i64 {
    let mut total = 0;
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            total += past(previous, c, chars.peek().copied().unwrap_or(' '));
        }
        previous = c;
    }
    total
}

/// Letters of names in the Netherlands that are in every code page of the West.
fn gewoon(c: char) -> bool {
    matches!(c, 'à'..='ö' | 'ø'..='ÿ' | 'À'..='Ö' | 'Ø'..='Ý' | 'ß' | 'Ÿ' | 'œ' | 'ı')
}

fn past(before: char, c: char, after: char) -> i64 {
    let in_word = before.is_alphabetic() || after.is_alphabetic();
    if c.is_alphabetic() {
        let wrong_case = c.is_uppercase() && before.is_lowercase()
            || c.is_lowercase()
                && !before.is_alphabetic()
                && !before.is_ascii_punctuation()
                && after.is_uppercase();
        if wrong_case {
            -3
        } else if matches!(
            c,
            'é' | 'ë' | 'è' | 'ï' | 'ö' | 'ü' | 'ä' | 'ç' | 'ñ' | 'á' | 'ó' | 'í'
        ) {
            3
        } else if gewoon(c) {
            2
        } else if matches!(c, 'š' | 'ž' | 'Š' | 'Ž' | 'ƒ') && c != 'ƒ' {
            1
        } else {
            -2
        }
    } else if in_word
        && !matches!(
            c,
            '’' | '‘' | '“' | '”' | '\u{a0}' | '–' | '—' | '…' | '´' | '€' | '°' | '•'
        )
    {
        -3
    } else {
        i64::from(in_word && matches!(c, '’' | '‘'))
    }
}

/// A word with a letter that is not ASCII.
fn voorbeeld(text: &str) -> Option<String> {
    woord_met(text, |_, c, _| !c.is_ascii() && c.is_alphabetic())
}

/// A word in which a letter cannot be right.
fn vreemd(text: &str) -> Option<String> {
    woord_met(text, |before, c, after| {
        !c.is_ascii()
            && past(before, c, after) <= -2
            && (before.is_alphabetic() || after.is_alphabetic())
    })
}

fn woord_met(text: &str, is_it: impl Fn(char, char, char) -> bool) -> Option<String> {
    let mut previous = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        if is_it(previous, c, next) {
            let edge =
                |c: char| c.is_ascii_whitespace() || matches!(c, ';' | ',' | '\t' | '|' | '"');
            let start = text
                .get(..at)
                .and_then(|head| head.rfind(edge))
                .map_or(0, |found| found + 1);
            let tail = text.get(at..).unwrap_or_default();
            let end = at + tail.find(edge).unwrap_or(tail.len());
            return text
                .get(start..end)
                .map(|word| super::schoon::kort(word, 30));
        }
        previous = c;
    }
    None
}

/// Text that was UTF-8, was taken for Windows-1252 (or MacRoman) and written as UTF-8 once more (`JosÃ©`), put right
/// again, with the first word that was mended; none when there is nothing to mend.
#[must_use]
pub fn dubbel(text: &str) -> Option<(String, String)> {
    // What these letters begin, no name begins with.
    if !text.contains(EERSTE) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut first = None;
    let mut rest = text;
    while let Some(begin) = rest.find(|c: char| !c.is_ascii()) {
        let (plain, tail) = rest.split_at_checked(begin)?;
        out.push_str(plain);
        let end = tail.find(|c: char| c.is_ascii()).unwrap_or(tail.len());
        let (run, next) = tail.split_at_checked(end)?;
        match hersteld(run) {
            Some(mended) => {
                out.push_str(&mended);
                if first.is_none() {
                    first = Some(out.len());
                }
            }
            None => out.push_str(run),
        }
        rest = next;
    }
    out.push_str(rest);
    first?;
    // Encoded three times: the letters of the first mending are such letters again.
    if let Some((again, word)) = dubbel(&out) {
        return Some((again, word));
    }
    let word = voorbeeld(&out).unwrap_or_default();
    Some((out, word))
}

/// With these begins what was UTF-8: as Windows-1252 shows it, and as a Macintosh does (`√©`).
const EERSTE: [char; 8] = ['Ã', 'Â', 'Ä', 'Å', 'â', '√', '¬', '‚'];

/// The signs behind a run that is UTF-8 read as Windows-1252 or as a Macintosh does.
fn hersteld(run: &str) -> Option<String> {
    if !run.starts_with(EERSTE) {
        // A run may begin with a letter that is right: only the rest is mended then.
        let at = run.find(EERSTE)?;
        let (head, tail) = run.split_at_checked(at)?;
        return hersteld(tail).map(|mended| format!("{head}{mended}"));
    }
    let page = match run.starts_with(['√', '¬', '‚']) {
        true => MACINTOSH,
        false => WINDOWS_1252,
    };
    let mut bytes = Vec::with_capacity(run.len());
    for c in run.chars() {
        let code = u32::from(c);
        if let Ok(byte) = u8::try_from(code)
            && page == WINDOWS_1252
        {
            bytes.push(byte);
            continue;
        }
        let mut one = [0_u8; 4];
        let (encoded, _, unknown) = page.encode(c.encode_utf8(&mut one));
        match (encoded.as_ref(), unknown) {
            ([byte], false) => bytes.push(*byte),
            _ => return None,
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let likely = text.chars().all(|c| {
        matches!(c, '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{2010}'..='\u{2026}' | '€' | '™')
    });
    likely.then_some(text)
}

/// Bytes that are nearly UTF-8: the lines that are good as they are, a line with single bytes that are
/// letters elsewhere as Windows-1252 has them, and what is neither as �.
#[must_use]
pub fn bijna(bytes: &[u8]) -> Option<(String, String)> {
    let mut text = String::with_capacity(bytes.len());
    let mut example = None;
    for line in bytes.split_inclusive(|b| matches!(b, b'\n' | b'\r')) {
        if let Ok(good) = std::str::from_utf8(line) {
            text.push_str(good);
            continue;
        }
        let wide = line.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
        let read = Pagina::Bekend(WINDOWS_1252).lees(line);
        if wide || waarde(&read) < 2 {
            text.push_str(&String::from_utf8_lossy(line));
        } else {
            example = example.or_else(|| voorbeeld(&read));
            text.push_str(&read);
        }
    }
    example.map(|word| (text, word))
}
