//! The spellings of a moment that machines make: zones, seconds since 1970, serial numbers as text,
//! digits without signs.
//!
//! Must not know cells, columns or the time of today.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use super::blad::serieel;
use super::datum::{Jaar, Tijd, datum, tijd};

/// A moment as a machine wrote it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Machine {
    /// The zone is known, so the moment is.
    Exact(DateTime<Utc>),
    /// A date, with its time if there is one, in local time.
    Lokaal(NaiveDate, Option<NaiveTime>),
    /// A serial number of Excel, that lost its format: the same, and to be said.
    Serieel(NaiveDateTime, bool),
}

/// Reads such a spelling; none when it is none, so that people's spellings are tried.
#[must_use]
pub fn machine(text: &str) -> Option<Machine> {
    let first = text.bytes().next()?;
    if !(first.is_ascii_digit() || matches!(first, b'/' | b'\\'))
        || !text.is_ascii()
        || text.len() > 48
    {
        return None;
    }
    if first.is_ascii_digit() {
        return cijfers(text)
            .or_else(|| compact(text))
            .or_else(|| met_zone(text));
    }
    let body = text.trim_start_matches(['/', '\\']).strip_prefix("Date(")?;
    let body = body.trim_end_matches(['/', '\\']).strip_suffix(')')?;
    let (sign, digits) = match body.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, body),
    };
    // The zone behind it only says how it was shown.
    let digits = digits.split(['+', '-']).next()?;
    let millis: i64 = digits.parse().ok()?;
    DateTime::from_timestamp_millis(sign * millis).map(Machine::Exact)
}

/// A number alone: a serial of Excel, or seconds since 1970.
fn cijfers(text: &str) -> Option<Machine> {
    let dot = text.find([',', '.']);
    let (whole, fraction) = match dot {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, ""),
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || dot.is_some() && fraction.is_empty() {
        return None;
    }
    match (whole.len(), fraction.len()) {
        (5, _) => {
            let number: f64 = format!("{whole}.{fraction}0").parse().ok()?;
            // 1910 to 2100: other numbers are no dates.
            let at = serieel(number, false).filter(|_| (3_654.0..73_051.0).contains(&number))?;
            Some(Machine::Serieel(at, !fraction.is_empty()))
        }
        // 2004 to 2033: a registration of this year is no moment.
        (10, 0) => {
            let seconds: i64 = whole.parse().ok()?;
            let at = DateTime::from_timestamp(seconds, 0)?;
            (1_100_000_000..2_000_000_000)
                .contains(&seconds)
                .then_some(Machine::Exact(at))
        }
        (13, 0) => {
            let millis: i64 = whole.parse().ok()?;
            let at = DateTime::from_timestamp_millis(millis)?;
            (1_100_000_000_000..2_000_000_000_000)
                .contains(&millis)
                .then_some(Machine::Exact(at))
        }
        _ => None,
    }
}

/// `20261127T021500`, `202611270215`, `20261127021500`.
fn compact(text: &str) -> Option<Machine> {
    let (body, zone) = match text.strip_suffix('Z') {
        Some(body) => (body, true),
        None => (text, false),
    };
    let (day, rest) = body.split_at_checked(8)?;
    let rest = rest.strip_prefix('T').unwrap_or(rest);
    if !day.bytes().chain(rest.bytes()).all(|b| b.is_ascii_digit()) || !matches!(rest.len(), 4 | 6)
    {
        return None;
    }
    let day = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
    let part = |from: usize| {
        rest.get(from..from + 2)
            .map_or(Some(0), |two| two.parse().ok())
    };
    let time = NaiveTime::from_hms_opt(
        part(0)?,
        part(2)?,
        if rest.len() == 6 { part(4)? } else { 0 },
    )?;
    Some(if zone {
        Machine::Exact(day.and_time(time).and_utc())
    } else {
        Machine::Lokaal(day, Some(time))
    })
}

/// A date and time with a zone behind it: the moment is exact, whatever the zone.
fn met_zone(text: &str) -> Option<Machine> {
    let (body, offset) = zone(text)?;
    let (date, rest) = datum(body).ok()?;
    let Jaar::Vol(year) = date.jaar else {
        return None;
    };
    let day = date.in_jaar(year).ok()?;
    let Ok(Tijd::Op(time)) = tijd(rest) else {
        return None;
    };
    day.and_time(time)
        .checked_sub_signed(TimeDelta::minutes(offset))
        .map(|at| Machine::Exact(at.and_utc()))
}

/// The text without its zone, and the minutes that the zone is ahead of UTC.
fn zone(text: &str) -> Option<(&str, i64)> {
    const NAMEN: [(&str, i64); 9] = [
        ("(CEST)", 120),
        ("(CET)", 60),
        ("CEST", 120),
        ("MEST", 120),
        ("CET", 60),
        ("MET", 60),
        ("UTC", 0),
        ("GMT", 0),
        ("Z", 0),
    ];
    for (name, offset) in NAMEN {
        if let Some(body) = text
            .strip_suffix(name)
            .or_else(|| text.strip_suffix(&name.to_lowercase()))
        {
            let body = body.trim_end();
            return body
                .ends_with(|c: char| c.is_ascii_digit())
                .then_some((body, offset));
        }
    }
    let at = text.rfind(['+', '-'])?;
    let (body, tail) = (text.get(..at)?.trim_end(), text.get(at + 1..)?);
    let digits: String = tail.chars().filter(|c| *c != ':').collect();
    let is_zone = match tail.len() {
        5 => tail.as_bytes().get(2) == Some(&b':'),
        4 | 2 => !tail.contains(':'),
        _ => false,
    };
    // A time must stand before it; `27-11-2026` ends in digits too, and `21:10-22:00` is a stretch of time.
    let timed = body.contains(':')
        && (text.as_bytes().get(at) == Some(&b'+')
            || body.contains('T')
            || body.matches(':').count() > 1);
    if !is_zone || !timed || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..4).map_or(Some(0), |two| two.parse().ok())?;
    if hours > 14 || minutes > 59 {
        return None;
    }
    let total = hours * 60 + minutes;
    let behind = text.as_bytes().get(at) == Some(&b'-');
    Some((body, if behind { -total } else { total }))
}
