//! Text files: which characters the bytes mean, which character separates the cells, and the rows.
//!
//! Must not know profiles: which separator gives the best headings is asked of the caller.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::blad::{
    Blad, CELLEN_MAX, KOLOMMEN_MAX, RIJEN_MAX, Rijen, Tekstrijen, te_breed, te_lang,
};
use super::fout::Melding;
use super::{LeesFout, letters};

/// The separators that are tried, most likely first.
pub const SCHEIDINGSTEKENS: [char; 4] = [';', ',', '\t', '|'];

/// Separators that are tried where none of those gives headings.
pub const ZELDEN: [char; 2] = ['~', '^'];

/// So much of the text is looked at to choose the separator, in bytes.
const PROEF: usize = 64 * 1024;

/// So often is a list taken up again after a quote that is never closed.
const HERKANSINGEN: u32 = 20;

/// Only in longer lines are the columns counted before they are read.
const LANGE_REGEL: usize = 64 * 1024;

/// Decoded text.
#[derive(Debug)]
pub struct Gelezen<'a> {
    /// The text, without byte order mark.
    pub tekst: Cow<'a, str>,
    /// The name of the encoding, as people know it.
    pub codering: String,
    /// Something to say about it.
    pub twijfel: Option<String>,
}

/// Finds out which characters the bytes mean: byte order mark, UTF-8, UTF-16 without mark, and
/// only then a guess among the code pages of Windows, Macintosh and DOS, in which Windows-1252 is the
/// usual one. Text that was encoded twice is mended.
#[must_use]
pub fn ontcijfer(bytes: &[u8]) -> Gelezen<'_> {
    let mut gelezen = ontcijfer_eens(bytes);
    if let Some((text, word)) = letters::dubbel(&gelezen.tekst) {
        gelezen.tekst = Cow::Owned(text);
        gelezen.twijfel.get_or_insert(format!(
            "letters met accenten waren twee keer gecodeerd en zijn hersteld (\"{word}\"); kijk de namen na"
        ));
    }
    gelezen
}

fn ontcijfer_eens(bytes: &[u8]) -> Gelezen<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        if encoding == UTF_8 && std::str::from_utf8(rest).is_err() {
            // A mark before letters of another encoding: they say themselves what they are.
            return ontcijfer_eens(rest);
        }
        return decodeer(rest, encoding, encoding != UTF_8, true);
    }
    if let Some(encoding) = utf16_zonder_merk(bytes) {
        return decodeer(bytes, encoding, true, false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return decodeer(bytes, UTF_8, false, false);
    }
    if bijna_utf8(bytes) {
        return match letters::bijna(bytes) {
            Some((text, word)) => Gelezen {
                tekst: Cow::Owned(text),
                codering: format!("{} en {}", UTF_8.name(), WINDOWS_1252.name()),
                twijfel: Some(format!(
                    "in dit bestand staan twee coderingen door elkaar; elke regel is gelezen zoals hij geschreven is (\"{word}\")"
                )),
            },
            None => decodeer(bytes, UTF_8, false, false),
        };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"nl"), Utf8Detection::Deny);
    // The others that it can name are no code pages of a Dutch Excel, and a wrong guess changes names.
    let letters::Letters {
        tekst,
        codering,
        twijfel,
    } = letters::lees(bytes, guess);
    Gelezen {
        tekst,
        codering,
        twijfel,
    }
}

fn decodeer<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    wide: bool,
    bom: bool,
) -> Gelezen<'a> {
    let (tekst, broken) = encoding.decode_without_bom_handling(bytes);
    let mut codering = encoding.name().to_owned();
    if bom && !wide {
        codering.push_str(" (BOM)");
    }
    Gelezen {
        tekst,
        codering,
        twijfel: broken.then(|| {
            "een of meer tekens zijn onleesbaar en staan als � in de tekst; is de export afgebroken?"
                .to_owned()
        }),
    }
}

/// Text in a Western language has a zero in every second byte.
fn utf16_zonder_merk(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 7 && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 7 && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 in which a few bytes were damaged or the end was cut off.
fn bijna_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// Not text at all: many control characters in the beginning.
#[must_use]
pub fn is_binair(text: &str) -> bool {
    let head: Vec<char> = text.chars().take(8192).collect();
    let strange = head
        .iter()
        .filter(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{1b}' | '\u{c}'))
        .count();
    strange * 10 > head.len()
}

/// The separator that a file names itself in its first line (`sep=;`, a habit of Excel), and the
/// number of bytes of that line.
#[must_use]
pub fn eigen_scheidingsteken(text: &str) -> Option<(char, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let mark = line.trim_end().trim_matches('"').strip_prefix("sep=")?;
    let mut chars = mark.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii() && c != '"' => Some((c, line.len())),
        _ => None,
    }
}

/// The text without the quotes around each whole row: a list that was once saved as one column. None when
/// that is not how it is.
#[must_use]
pub fn zonder_rijquotes(text: &str) -> Option<String> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let bare: Option<Vec<String>> = lines
        .iter()
        .map(|line| {
            let inner = line.strip_prefix('"')?.strip_suffix('"')?;
            let single = inner.replace("\"\"", "");
            (!single.contains('"')).then(|| inner.replace("\"\"", "\""))
        })
        .collect();
    bare.filter(|rows| rows.len() > 1)
        .map(|rows| rows.join("\n") + "\n")
}

/// The first rows, to try a separator with.
///
/// # Errors
/// As [`rijen`].
pub fn proef(text: &str, separator: char) -> Result<Blad, LeesFout> {
    let mut end = text.len().min(PROEF);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    rijen(text.get(..end).unwrap_or_default(), separator, 1).map(|(blad, _)| blad)
}

/// Reads all rows. `first` is the number of the first line.
///
/// Quotes may hold separators, line breaks and doubled quotes. A quote that is never closed would
/// swallow the rest of the list; then its line is read with the quote as an ordinary character, the
/// list goes on after it, and that is reported.
///
/// # Errors
/// [`LeesFout::TeGroot`] beyond 200,000 rows, 500 columns or ten million cells.
pub fn rijen(text: &str, separator: char, first: u32) -> Result<(Blad, Vec<Melding>), LeesFout> {
    tel_kolommen(text, separator)?;
    let mut rows = Tekstrijen::met_ruimte(text.len());
    let mut meldingen = Vec::new();
    let mut rest = text;
    let mut line = first;
    for attempt in 0.. {
        // A list full of stray quotes is read without quoting from some point on.
        let quoting = attempt < HERKANSINGEN;
        let Some(stop) = lees_tot_fout(rest, separator, quoting, line, &mut rows)? else {
            break;
        };
        meldingen.push(Melding {
            regel: stop.line,
            kolom: String::new(),
            waarde: String::new(),
            reden: "een aanhalingsteken staat los; deze regel is gelezen alsof het er niet staat, kijk de cellen na".to_owned(),
        });
        let from = rest.get(stop.byte..).unwrap_or_default();
        let from = from.trim_start_matches(['\r', '\n']);
        let end = from.find('\n').map_or(from.len(), |at| at + 1);
        let (bad, next) = from.split_at_checked(end).unwrap_or((from, ""));
        lees_tot_fout(bad, separator, false, stop.line, &mut rows)?;
        rest = next;
        line = stop.line.saturating_add(1);
    }
    Ok((Blad::nieuw(None, Rijen::Tekst(rows)), meldingen))
}

struct Ongesloten {
    byte: usize,
    line: u32,
}

fn lees_tot_fout(
    text: &str,
    separator: char,
    quoting: bool,
    first: u32,
    rows: &mut Tekstrijen,
) -> Result<Option<Ongesloten>, LeesFout> {
    let separator = u8::try_from(separator).unwrap_or(b';');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    // Old Macintosh files end their lines with CR alone, which the reader does not count.
    let only_cr = !text.contains('\n') && text.contains('\r');
    let begin = rows.len();
    let mut widest = rows.breedste();
    let mut buffer = StringRecord::new();
    loop {
        // Flexible text that is UTF-8 already cannot fail; an error would be the end of the text.
        if !reader.read_record(&mut buffer).unwrap_or(false) {
            return Ok(None);
        }
        let (byte, at) = buffer.position().map_or((0, 1), |position| {
            (
                usize::try_from(position.byte()).unwrap_or(usize::MAX),
                u32::try_from(position.line()).unwrap_or(u32::MAX),
            )
        });
        let at = if only_cr {
            u32::try_from(rows.len().saturating_sub(begin)).unwrap_or(u32::MAX)
        } else {
            // The reader names the line where it stopped; blank lines before a record are not in it.
            at.saturating_sub(1) + blanco_regels(text, byte)
        };
        let line = first.saturating_add(at);
        let whole = buffer.as_slice();
        if quoting && (whole.contains('\n') || whole.contains('\r')) {
            let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            let raw = text.as_bytes().get(byte..end.min(text.len()));
            let raw = raw.unwrap_or_default();
            if !gesloten(raw, separator) || hele_rijen(raw, separator, widest) {
                return Ok(Some(Ongesloten { byte, line }));
            }
        }
        if buffer.len() > KOLOMMEN_MAX {
            return Err(te_breed(buffer.len()));
        }
        let cells = rows.cellen().saturating_add(buffer.len());
        if rows.len() >= RIJEN_MAX as usize || cells > CELLEN_MAX {
            return Err(te_lang());
        }
        widest = widest.max(buffer.len());
        rows.voeg_toe(line, &buffer);
    }
}

/// Whether each line of a record is a row by itself: then two stray quotes, each in a row of its own,
/// paired up and swallowed what stands between them.
fn hele_rijen(record: &[u8], separator: u8, wide: usize) -> bool {
    let mut lines = 0;
    for line in record
        .split(|b| matches!(b, b'\n' | b'\r'))
        .filter(|line| !line.is_empty())
    {
        if line.iter().filter(|b| **b == separator).count() + 1 < wide {
            return false;
        }
        lines += 1;
    }
    wide >= 3 && lines > 1
}

/// Whether every quoted cell of a record ends where a cell ends. A stray quote pairs with the
/// opening quote of a later cell, and then text follows.
fn gesloten(record: &[u8], separator: u8) -> bool {
    let mut bytes = record.iter().peekable();
    let mut at_start = true;
    while let Some(b) = bytes.next() {
        let opens = at_start && *b == b'"';
        at_start = *b == separator || matches!(b, b'\r' | b'\n');
        if !opens {
            continue;
        }
        loop {
            match bytes.next() {
                None => return false,
                Some(b'"') if bytes.peek() == Some(&&b'"') => {
                    bytes.next();
                }
                Some(b'"') => break,
                Some(_) => {}
            }
        }
        match bytes.peek() {
            None | Some(b'\r' | b'\n') => {}
            Some(b) if **b == separator => {}
            Some(_) => return false,
        }
    }
    true
}

/// Blank lines between the end of the record before and the text of this one.
fn blanco_regels(text: &str, byte: usize) -> u32 {
    let blanks = text
        .as_bytes()
        .get(byte..)
        .unwrap_or_default()
        .iter()
        .take_while(|b| matches!(b, b'\r' | b'\n'))
        .filter(|b| **b == b'\n')
        .count();
    u32::try_from(blanks).unwrap_or(u32::MAX)
}

/// Refuses a line of thousands of cells before memory is spent on it.
fn tel_kolommen(text: &str, separator: char) -> Result<(), LeesFout> {
    let separator = u8::try_from(separator).unwrap_or(b';');
    for line in text.as_bytes().split(|b| *b == b'\n') {
        if line.len() <= LANGE_REGEL {
            continue;
        }
        let mut quoted = false;
        let mut columns = 1_usize;
        for b in line {
            if *b == b'"' {
                quoted = !quoted;
            } else if *b == separator && !quoted {
                columns = columns.saturating_add(1);
            } else if *b == b'\r' && !quoted {
                columns = 1;
            }
            if columns > CELLEN_MAX / 10 {
                return Err(te_breed(columns));
            }
        }
    }
    Ok(())
}
