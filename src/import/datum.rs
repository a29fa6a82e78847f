//! The spellings of a date and of a clock time: text to numbers.
//!
//! Day first, unless the column is known to write the month first; only ISO has the year in front.
//! Must not know cells, time zones or today.

use chrono::{NaiveDate, NaiveTime};

/// A date as written, before the century is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Datum {
    /// Day of the month.
    pub dag: u32,
    /// Month, from 1.
    pub maand: u32,
    /// Year, with or without its century.
    pub jaar: Jaar,
    /// Two numbers stand before the year: which of them is the day is a matter of the column.
    pub twee_getallen: bool,
}

/// A year as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jaar {
    /// With its century.
    Vol(i32),
    /// Two digits.
    Kort(i32),
}

impl Datum {
    /// The same with the first number as the month, where that is how the column writes.
    #[must_use]
    pub fn in_orde(self, maand_eerst: bool) -> Datum {
        if maand_eerst && self.twee_getallen {
            Datum {
                dag: self.maand,
                maand: self.dag,
                ..self
            }
        } else {
            self
        }
    }

    /// The date in that year.
    ///
    /// # Errors
    /// A day or month that does not exist, in Dutch.
    pub fn in_jaar(self, year: i32) -> Result<NaiveDate, String> {
        NaiveDate::from_ymd_opt(year, self.maand, self.dag).ok_or_else(|| {
            if self.maand > 12 && self.dag <= 12 {
                "de maand bestaat niet; staat de maand hier voor de dag?".to_owned()
            } else {
                "deze dag bestaat niet".to_owned()
            }
        })
    }
}

/// A clock time, or the 24:00 that ends a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tijd {
    /// A time of the day.
    Op(NaiveTime),
    /// 24:00.
    Middernacht,
    /// 25:10: a time so many days later.
    Later(u32, NaiveTime),
}

impl From<NaiveTime> for Tijd {
    fn from(time: NaiveTime) -> Self {
        Tijd::Op(time)
    }
}

/// Reads a date at the beginning; gives what stands behind it, without separators.
///
/// # Errors
/// What is wrong with it, in Dutch.
pub fn datum(text: &str) -> Result<(Datum, &str), String> {
    const GEEN: &str = "is geen datum (verwacht: dd-mm-jjjj)";
    let text = zonder_weekdag(text);
    if let Some(found) = maandnaam_eerst(text) {
        return Ok(found);
    }
    let (first, rest) = getal(text).ok_or(GEEN)?;
    // 20261119, as in file names.
    if first.len() == 8 {
        let (year, day) = first.split_at_checked(4).ok_or(GEEN)?;
        let (month, day) = day.split_at_checked(2).ok_or(GEEN)?;
        return Ok((
            Datum {
                dag: cijfers(day)?,
                maand: cijfers(month)?,
                jaar: Jaar::Vol(jaar_vol(year)?),
                twee_getallen: false,
            },
            achter(rest),
        ));
    }
    let (mark, rest) = scheider(rest).ok_or(GEEN)?;
    let in_cijfers = getal(rest).is_some();
    let (month, rest) = match getal(rest) {
        Some((digits, rest)) => (cijfers(digits)?, rest),
        None => maand(rest).ok_or(GEEN)?,
    };
    let after = match scheider(rest) {
        Some((_, after)) => after,
        None => return Err("het jaar ontbreekt in deze datum".to_owned()),
    };
    let Some((last, rest)) = getal(after) else {
        return Err("het jaar ontbreekt in deze datum".to_owned());
    };
    // Only ISO has the year in front; there is no month first.
    if first.len() == 4 && mark != '.' {
        return Ok((
            Datum {
                dag: cijfers(last)?,
                maand: month,
                jaar: Jaar::Vol(jaar_vol(first)?),
                twee_getallen: false,
            },
            achter(rest),
        ));
    }
    let jaar = match last.len() {
        4 => Jaar::Vol(jaar_vol(last)?),
        2 => Jaar::Kort(i32::try_from(cijfers(last)?).unwrap_or(0)),
        _ => return Err("het jaar heeft geen twee of vier cijfers".to_owned()),
    };
    if first.len() > 2 {
        return Err(GEEN.to_owned());
    }
    let dag = cijfers(first)?;
    Ok((
        Datum {
            dag,
            maand: month,
            jaar,
            twee_getallen: in_cijfers,
        },
        achter(rest),
    ))
}

/// A date of birth without the words that say that it is one: `geb. 03-04-1988`, `geboren op 3 april 1988`,
/// `*03-04-1988`.
pub fn zonder_geboren(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let bare = rest.trim_start_matches(['*', '°', ':', '.', ' ', '(', '\u{a0}']);
        let word = [
            "geboortedatum",
            "geboren",
            "geb",
            "gebdatum",
            "op",
            "dd",
            "d.d",
        ]
        .into_iter()
        .find_map(|word| {
            let (head, tail) = bare.split_at_checked(word.len())?;
            // The word ends there.
            (head.eq_ignore_ascii_case(word) && !tail.starts_with(char::is_alphabetic))
                .then_some(tail)
        });
        match word {
            Some(tail) => rest = tail,
            None => return bare,
        }
    }
}

/// `Apr 3, 1988`: a month in letters says itself that it stands first.
fn maandnaam_eerst(text: &str) -> Option<(Datum, &str)> {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (maand, rest) = maand(text)?;
    let (day, rest) = getal(rest.trim_start())?;
    let (year, rest) = getal(rest.trim_start_matches([',', ' ']))?;
    if day.len() > 2 || year.len() != 4 {
        return None;
    }
    let datum = Datum {
        dag: day.parse().ok()?,
        maand,
        jaar: Jaar::Vol(jaar_vol(year).ok()?),
        twee_getallen: false,
    };
    Some((datum, achter(rest)))
}

fn jaar_vol(digits: &str) -> Result<i32, String> {
    let year = i32::try_from(cijfers(digits)?).unwrap_or(0);
    if (1880..=2200).contains(&year) {
        Ok(year)
    } else {
        Err(format!("het jaar {year} kan niet"))
    }
}

fn cijfers(digits: &str) -> Result<u32, String> {
    digits
        .parse()
        .map_err(|_| "dit getal is te groot voor een datum".to_owned())
}

fn getal(text: &str) -> Option<(&str, &str)> {
    let end = text
        .bytes()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at_checked(end)
        .filter(|(digits, _)| !digits.is_empty())
}

fn scheider(text: &str) -> Option<(char, &str)> {
    let trimmed = text.trim_start();
    let mut chars = trimmed.chars();
    match chars.next()? {
        mark @ ('-' | '/' | '.' | '–') => Some((mark, chars.as_str().trim_start())),
        _ if trimmed.len() < text.len() => Some((' ', trimmed)),
        _ => None,
    }
}

/// What may stand between a date and its time.
fn achter(rest: &str) -> &str {
    let rest = rest.trim_start_matches([' ', ',', ';', '\u{a0}']);
    let rest = rest.strip_prefix(['T', '/', '-']).unwrap_or(rest);
    let rest = rest.trim_start();
    rest.strip_prefix("om ").unwrap_or(rest).trim()
}

fn maand(text: &str) -> Option<(u32, &str)> {
    const MAANDEN: [&str; 12] = [
        "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ];
    let end = text
        .char_indices()
        .find(|(_, c)| !c.is_alphabetic())
        .map_or(text.len(), |(at, _)| at);
    let (word, rest) = text.split_at_checked(end)?;
    let word = word.to_lowercase();
    let head: String = word.chars().take(3).collect();
    let at = match head.as_str() {
        "maa" => Some(2),
        "mar" => Some(2),
        "oct" => Some(9),
        "may" => Some(4),
        head => MAANDEN.iter().position(|name| *name == head),
    }?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    // `2026` may follow with a blank only: keep one for the separator.
    Some((u32::try_from(at).ok()?.saturating_add(1), rest))
}

fn zonder_weekdag(text: &str) -> &str {
    const DAGEN: [&str; 14] = [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "ma",
        "di",
        "wo",
        "do",
        "vr",
        "za",
        "zo",
    ];
    let Some((word, rest)) = text.split_once(' ') else {
        return text;
    };
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    if DAGEN.contains(&word.as_str()) {
        rest.trim_start()
    } else {
        text
    }
}

/// A day and a month without a year at the beginning (`26-11 19:55`), and what stands behind them.
#[must_use]
pub fn dag_en_maand(text: &str) -> Option<(Datum, &str)> {
    let text = zonder_weekdag(text);
    let (first, rest) = getal(text)?;
    let (_, rest) = scheider(rest)?;
    let in_cijfers = getal(rest).is_some();
    let (month, rest) = match getal(rest) {
        Some((digits, rest)) if digits.len() <= 2 => (cijfers(digits).ok()?, rest),
        Some(_) => return None,
        None => maand(rest)?,
    };
    if first.len() > 2 || !(rest.is_empty() || rest.starts_with([' ', ',', '\u{a0}', 'T'])) {
        return None;
    }
    let datum = Datum {
        dag: cijfers(first).ok()?,
        maand: month,
        jaar: Jaar::Kort(0),
        twee_getallen: in_cijfers,
    };
    Some((datum, achter(rest)))
}

/// The year of a date of birth of which the day or the month is not known: `00-00-1988`, `xx-xx-2010`,
/// `01-00-2012`, `1979`.
#[must_use]
pub fn alleen_jaar(text: &str) -> Option<i32> {
    let parts: Vec<&str> = text
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let year = |part: &&str| {
        (part.len() == 4)
            .then(|| part.parse::<i32>().ok())
            .flatten()
            .filter(|year| (1900..=2100).contains(year))
    };
    let unknown = |part: &&str| {
        let low = part.to_lowercase();
        low.chars()
            .all(|c| matches!(c, '0' | 'x' | '?' | '*' | '_'))
            || matches!(
                low.as_str(),
                "onb"
                    | "onbekend"
                    | "nb"
                    | "dd"
                    | "mm"
                    | "circa"
                    | "ca"
                    | "±"
                    | "geb"
                    | "geboren"
                    | "in"
                    | "ongeveer"
                    | "ong"
                    | "rond"
                    | "omstreeks"
                    | "begin"
                    | "eind"
            )
    };
    let mut years = parts.iter().filter_map(year);
    let (Some(found), None) = (years.next(), years.next()) else {
        return None;
    };
    // A month without a day: 1979-06.
    let month =
        |part: &&str| part.len() <= 2 && part.parse::<u32>().is_ok_and(|n| (1..=12).contains(&n));
    if let [one, other] = parts.as_slice()
        && (year(one).is_some() && month(other) || year(other).is_some() && month(one))
    {
        return Some(found);
    }
    let others: Vec<&&str> = parts.iter().filter(|part| year(part).is_none()).collect();
    let small = |part: &&str| part.len() <= 2 && part.parse::<u32>().is_ok_and(|n| n <= 31);
    let gap = others.iter().any(|part| unknown(part));
    (others.len() <= 2
        && others.iter().all(|part| unknown(part) || small(part))
        && (gap || others.is_empty()))
    .then_some(found)
}

/// `8:05`, `08.05`, `0805`, `8.05u`, `8u05`, `8:05:30`, `08:05 uur`, `13h26`.
///
/// # Errors
/// What is wrong with it, in Dutch.
pub fn tijd(text: &str) -> Result<Tijd, String> {
    const GEEN: &str = "is geen tijd (verwacht: uu:mm)";
    let lower = text.trim().to_ascii_lowercase();
    let (lower, half) = halve_dag(&lower);
    let body = ["uur", "u", "hrs", "hr", "h"]
        .iter()
        .find_map(|unit| lower.strip_suffix(unit))
        .unwrap_or(lower)
        .trim_end()
        .trim_end_matches('.');
    if half.is_some()
        && body.len() <= 2
        && body.bytes().all(|b| b.is_ascii_digit())
        && !body.is_empty()
    {
        return in_halve_dag(cijfers(body)?, 0, 0, half);
    }
    // `21:10:00,000`: behind seconds a comma is a point.
    let seconds = body.matches(':').count() == 2;
    let mut parts = body.split(|c: char| matches!(c, ':' | '.' | 'u' | 'h') || c == ',' && seconds);
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let fraction = parts.next();
    let (hours, minutes, seconds) = match (first, second) {
        (Some(run), None) if run.len() == 4 => {
            let (hours, minutes) = run.split_at_checked(2).ok_or(GEEN)?;
            (hours, minutes, "0")
        }
        (Some(run), None) if run.len() == 6 => {
            let (hours, rest) = run.split_at_checked(2).ok_or(GEEN)?;
            let (minutes, seconds) = rest.split_at_checked(2).ok_or(GEEN)?;
            (hours, minutes, seconds)
        }
        (Some(hours), Some(minutes)) if minutes.len() == 2 => {
            (hours, minutes, third.unwrap_or("0"))
        }
        _ => return Err(GEEN.to_owned()),
    };
    let is_number =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some()
        || fraction.is_some_and(|digits| !digits.bytes().all(|b| b.is_ascii_digit()))
        || ![hours, minutes, seconds].into_iter().all(is_number)
    {
        return Err(GEEN.to_owned());
    }
    let (hours, minutes, mut seconds) = (cijfers(hours)?, cijfers(minutes)?, cijfers(seconds)?);
    let mut minutes = minutes;
    // What a spreadsheet counts in parts of a day ends in nines: 19:59.999 is 20:00.
    if fraction.is_some_and(|digits| digits.starts_with("99")) && minutes < 59 {
        seconds += 1;
        minutes += seconds / 60;
        seconds %= 60;
    }
    in_halve_dag(hours, minutes, seconds, half)
}

/// `09:10 pm`: the time without its half of the day, and which half it is.
fn halve_dag(text: &str) -> (&str, Option<bool>) {
    for (mark, after_noon) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
        if let Some(rest) = text.strip_suffix(mark) {
            return (rest.trim_end(), Some(after_noon));
        }
    }
    (text, None)
}

fn in_halve_dag(
    hours: u32,
    minutes: u32,
    seconds: u32,
    half: Option<bool>,
) -> Result<Tijd, String> {
    let none = || format!("de tijd {hours}:{minutes:02} bestaat niet");
    let hours = match half {
        Some(_) if !(1..=12).contains(&hours) => return Err(none()),
        Some(after_noon) => hours % 12 + if after_noon { 12 } else { 0 },
        None => hours,
    };
    if (hours, minutes, seconds) == (24, 0, 0) {
        return Ok(Tijd::Middernacht);
    }
    if (24..48).contains(&hours) {
        // The clock of a shift goes on: 25:10 is ten past one, the day after.
        return NaiveTime::from_hms_opt(hours - 24, minutes, seconds)
            .map(|time| Tijd::Later(1, time))
            .ok_or_else(none);
    }
    NaiveTime::from_hms_opt(hours, minutes, seconds)
        .map(Tijd::Op)
        .ok_or_else(none)
}
