//! Signs that a web system wrote as HTML (`&eacute;`, `<br>`), back to what they mean.
//!
//! It happens before cells are told apart, because every entity holds a semicolon. What would be a
//! separator, a quote or a line break then goes on in disguise, and is itself again in [`ontmaskerd`].
//! Must not know cells or files.

use std::borrow::Cow;

/// Where disguised signs begin: characters that Unicode keeps for private use.
const MASKER: u32 = 0xE100;

/// The names of HTML, in the order of Latin-1 from 160.
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];

const ANDERE: [(&str, char); 34] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("euro", '€'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("bull", '•'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Zcaron", 'Ž'),
    ("zcaron", 'ž'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Yuml", 'Ÿ'),
    ("ccaron", 'č'),
    ("cacute", 'ć'),
    ("gbreve", 'ğ'),
    ("scedil", 'ş'),
    ("Scedil", 'Ş'),
    ("inodot", 'ı'),
    ("Idot", 'İ'),
    ("lstrok", 'ł'),
    ("dstrok", 'đ'),
    ("semi", ';'),
    ("comma", ','),
];

/// Tags that may stand in a cell, and whether they break a line.
const TAGS: [(&str, bool); 16] = [
    ("br", true),
    ("p", true),
    ("div", true),
    ("li", true),
    ("ul", true),
    ("ol", true),
    ("tr", true),
    ("b", false),
    ("i", false),
    ("u", false),
    ("em", false),
    ("strong", false),
    ("span", false),
    ("font", false),
    ("small", false),
    ("a", false),
];

/// Text with its entities and tags decoded; borrowed when there are none.
#[must_use]
pub fn ontleed(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let Some(begin) = bytes.iter().position(|b| matches!(b, b'&' | b'<')) else {
        return Cow::Borrowed(text);
    };
    // What XML says of a text that holds no tags.
    if text.contains("<![CDATA[") {
        let bare = text.replace("<![CDATA[", "").replace("]]>", "");
        return Cow::Owned(ontleed(&bare).into_owned());
    }
    let mut out: Option<String> = None;
    let mut done = 0;
    let mut at = begin;
    while let Some(step) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| matches!(b, b'&' | b'<')))
    {
        let here = at + step;
        let rest = text.get(here..).unwrap_or_default();
        let found = if rest.starts_with('&') {
            entiteit(rest)
        } else {
            tag(rest)
        };
        let Some((sign, len)) = found else {
            at = here + 1;
            continue;
        };
        let all = out.get_or_insert_with(|| String::with_capacity(text.len()));
        all.push_str(text.get(done..here).unwrap_or_default());
        all.extend(sign);
        done = here + len;
        at = done;
    }
    match out {
        Some(mut all) => {
            all.push_str(text.get(done..).unwrap_or_default());
            Cow::Owned(all)
        }
        None => Cow::Borrowed(text),
    }
}

/// The sign of an entity at the beginning of a text, and its length in bytes.
fn entiteit(text: &str) -> Option<(Option<char>, usize)> {
    let head = text.as_bytes().get(1..text.len().min(12))?;
    let end = head.iter().position(|b| *b == b';')?;
    let name = text.get(1..=end)?;
    let sign = if let Some(number) = name.strip_prefix('#') {
        let value = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Windows programs number the signs of their own code page, which Unicode keeps for control.
        if (0x80..0xa0).contains(&value) {
            let byte = [u8::try_from(value).ok()?];
            let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&byte);
            text.chars().next()?
        } else {
            char::from_u32(value)?
        }
    } else {
        genoemd(name)?
    };
    Some((Some(masker(sign)), end + 2))
}

fn genoemd(name: &str) -> Option<char> {
    let latin = LATIN.iter().position(|known| *known == name);
    if let Some(at) = latin {
        return char::from_u32(160 + u32::try_from(at).ok()?);
    }
    ANDERE
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, sign)| *sign)
}

/// A tag at the beginning of a text: what it leaves, and its length.
fn tag(text: &str) -> Option<(Option<char>, usize)> {
    let body = text.get(1..)?;
    let body = body.strip_prefix('/').unwrap_or(body);
    let len = body
        .bytes()
        .position(|b| !b.is_ascii_alphanumeric())
        .filter(|len| (1..=6).contains(len))?;
    let name = body.get(..len)?.to_ascii_lowercase();
    let (_, breaks) = TAGS.iter().find(|(known, _)| *known == name)?;
    let rest = body.get(len..)?;
    // Attributes may follow, and no separator may be in them: then it would be no tag but a cell.
    let end = rest.bytes().take(200).position(|b| b == b'>')?;
    let inside = rest.get(..end)?;
    let plain = inside.trim_matches(['/', ' ']).is_empty();
    if !plain && (!inside.starts_with(' ') || !inside.contains('=') || inside.contains(['\n', '<']))
    {
        return None;
    }
    let whole = text.len() - rest.len() + end + 1;
    Some((breaks.then(|| masker('\n')), whole))
}

/// A sign that steers the reading of cells, in disguise.
fn masker(sign: char) -> char {
    if matches!(sign, '"' | ';' | ',' | '|' | '\t' | '\n' | '\r') {
        char::from_u32(MASKER + u32::from(sign)).unwrap_or(sign)
    } else {
        sign
    }
}

/// The sign behind a disguise.
#[must_use]
pub fn ontmaskerd(sign: char) -> char {
    u32::from(sign)
        .checked_sub(MASKER)
        .filter(|code| *code < 0x80)
        .and_then(char::from_u32)
        .filter(|plain| matches!(plain, '"' | ';' | ',' | '|' | '\t' | '\n' | '\r'))
        .unwrap_or(sign)
}
