//! Numbers of police and OM: the one spelling in which they are kept, and what is wrong with them.
//!
//! A number that fails its check is kept as it was written: a worker at the table is never blocked
//! by a number (domein.md 5.1). Must not know columns, files or the calendar; the year comes in.

/// A number as it is kept, and the objection against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nummer {
    /// The normalised number, or the text as it was when it could not be understood.
    pub waarde: String,
    /// What is wrong with it, in Dutch, without a full stop; `None` when it passed its check.
    pub bezwaar: Option<String>,
}

impl Nummer {
    fn goed(waarde: String) -> Self {
        Self {
            waarde,
            bezwaar: None,
        }
    }

    fn twijfel(waarde: String, bezwaar: impl Into<String>) -> Self {
        Self {
            waarde,
            bezwaar: Some(bezwaar.into()),
        }
    }
}

/// Why a text in a column of numbers is no number at all; none when it may be one. Such a text says that
/// there is none yet (`volgt`, `0000`), or is what a spreadsheet left of one (`2,02618E+09`): several
/// suspects have it, who have nothing to do with each other.
#[must_use]
pub fn geen_nummer(tekst: &str) -> Option<&'static str> {
    let text = tekst.trim();
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    if text.is_empty() {
        return None;
    }
    let Some(first) = digits.first() else {
        return Some("hier staat geen nummer");
    };
    let power = text
        .split_once(['E', 'e'])
        .filter(|(head, tail)| {
            let tail = tail.trim_start_matches(['+', '-']);
            !tail.is_empty()
                && tail.len() <= 3
                && tail.bytes().all(|b| b.is_ascii_digit())
                && head.bytes().any(|b| b.is_ascii_digit())
                && head
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.' | b' '))
        })
        .is_some();
    if power {
        return Some("een rekenprogramma heeft dit nummer afgerond");
    }
    let tail = digits
        .get(digits.len().saturating_sub(6)..)
        .unwrap_or_default();
    let same = digits.iter().all(|digit| digit == first);
    let zero = tail.iter().all(|digit| *digit == b'0');
    (same || zero).then_some("dit is een invulnummer")
}

/// Reads a police registration. `dit_jaar` is the year of today: a later year is an objection.
///
/// `pl 2100 2026117042-1`, `PL21002026117042` and `PL2100-2026117042` all give
/// `PL2100-2026117042`. The serial of a single proces-verbaal (`-1`) is left out, because the
/// registration stays the same when a next proces-verbaal is made and the zaak hangs on it (rule 4).
/// A bare BVH number (`2026117042`) stays bare: the region cannot be known.
#[must_use]
pub fn pl(tekst: &str, dit_jaar: i32) -> Nummer {
    let kept = || tekst.trim().to_owned();
    let compact: String = tekst
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '/' | '_'))
        .flat_map(char::to_uppercase)
        .collect();
    let (prefix, rest) = match compact.strip_prefix("PL") {
        Some(rest) => {
            let rest = rest.trim_start_matches(['-', ':']);
            if rest.len() < 4 {
                return Nummer::twijfel(kept(), "is te kort voor een PL-nummer");
            }
            let split = rest.split_at_checked(4).filter(|(region, _)| {
                region.bytes().all(|b| b.is_ascii_alphanumeric())
                    && region.bytes().take(2).all(|b| b.is_ascii_digit())
            });
            let Some((region, rest)) = split else {
                return Nummer::twijfel(kept(), "heeft geen regio van twee cijfers en twee tekens");
            };
            (Some(region), rest.trim_start_matches('-'))
        }
        None => (None, compact.as_str()),
    };
    let (number, serial) = match rest.split_once('-') {
        Some((number, serial)) => (number, Some(serial)),
        None => (rest, None),
    };
    if number.len() != 10 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return Nummer::twijfel(kept(), "heeft geen jaar met zes cijfers daarna");
    }
    if serial.is_some_and(|s| s.is_empty() || s.len() > 3 || !s.bytes().all(|b| b.is_ascii_digit()))
    {
        return Nummer::twijfel(kept(), "heeft een onbekend volgnummer achteraan");
    }
    let waarde = match prefix {
        Some(region) => format!("PL{region}-{number}"),
        None => number.to_owned(),
    };
    match number.get(..4).and_then(|year| year.parse::<i32>().ok()) {
        Some(year) if year > dit_jaar => {
            Nummer::twijfel(waarde, format!("heeft een jaar in de toekomst ({year})"))
        }
        Some(year) if year < 1990 => {
            Nummer::twijfel(waarde, format!("heeft een jaar dat niet kan ({year})"))
        }
        _ => Nummer::goed(waarde),
    }
}

/// Reads a case number of the OM: `01/153420-26`, `01.153420.26`, `0115342026` become
/// `01-153420-26`. No check digit is known.
#[must_use]
pub fn parketnummer(tekst: &str) -> Nummer {
    let parts: Vec<&str> = tekst
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let digits =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let found = match parts.as_slice() {
        [one] if digits(one, 10) => one
            .split_at_checked(2)
            .and_then(|(office, rest)| Some((office, rest.split_at_checked(6)?)))
            .map(|(office, (number, year))| (office, number, year)),
        [office, number, year] => Some((*office, *number, *year)),
        _ => None,
    };
    match found {
        Some((office, number, year))
            if digits(office, 2) && digits(number, 6) && digits(year, 2) =>
        {
            Nummer::goed(format!("{office}-{number}-{year}"))
        }
        _ => Nummer::twijfel(
            tekst.trim().to_owned(),
            "is geen parketnummer (verwacht: 01-153420-26)",
        ),
    }
}

/// Reads a burgerservicenummer: nine digits that pass the elfproef; eight get a zero in front.
#[must_use]
pub fn bsn(tekst: &str) -> Nummer {
    let digits: String = tekst
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
        .collect();
    let known = matches!(digits.len(), 8 | 9) && digits.bytes().all(|b| b.is_ascii_digit());
    if !known {
        return Nummer::twijfel(tekst.trim().to_owned(), "is geen getal van negen cijfers");
    }
    let waarde = format!("{digits:0>9}");
    if elfproef(&waarde) {
        Nummer::goed(waarde)
    } else {
        Nummer::twijfel(waarde, "klopt niet met de elfproef")
    }
}

/// 9a+8b+7c+6d+5e+4f+3g+2h-1i is divisible by eleven and not everything is zero.
fn elfproef(nine: &str) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = nine
        .bytes()
        .zip(weights)
        .map(|(digit, weight)| i32::from(digit - b'0') * weight)
        .sum();
    sum % 11 == 0 && nine.bytes().any(|digit| digit != b'0')
}
