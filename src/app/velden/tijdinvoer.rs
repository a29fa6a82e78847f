//! Times as people type them: `morgen 12`, `+4u`, `vr`, `13:15`, `21-11 09:00`.
//!
//! Must not know fields or screens.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::domain::tijd;

/// Which year is meant by a day without one.
#[derive(Clone, Copy)]
enum Jaar {
    /// The day is still to come.
    Vooruit,
    /// The day has been.
    Terug,
    /// Whichever is nearest.
    Dichtst,
}

/// A moment that is meant from now on: `morgen 12`, `+4u`, `+2d`, `vr 12`, `13:15` (today, or
/// tomorrow when that has passed), `21-11`, `4 dec`, `21-11-2026 09:00`. None when it is not understood.
#[must_use]
pub fn lees_moment(text: &str, nu: DateTime<Utc>) -> Option<DateTime<Utc>> {
    lees_met(text, nu, Jaar::Vooruit)
}

fn lees_met(text: &str, nu: DateTime<Utc>, jaar: Jaar) -> Option<DateTime<Utc>> {
    let text = text.trim().to_lowercase();
    if let Some(rest) = text.strip_prefix('+') {
        return lees_duur(rest).and_then(|duration| nu.checked_add_signed(duration));
    }
    let today = tijd::lokaal(nu).date_naive();
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some((date, rest)) = lees_dag(&words, today, jaar) else {
        let [only] = words.as_slice() else {
            return None;
        };
        let time = lees_tijd(only)?;
        let at = tijd::uit_lokaal(NaiveDateTime::new(today, time));
        let date = if at <= nu {
            today.checked_add_days(Days::new(1))?
        } else {
            today
        };
        return Some(tijd::uit_lokaal(NaiveDateTime::new(date, time)));
    };
    let time = match rest {
        [] => einde_dag()?,
        [time] | [time, "uur" | "u"] | ["om", time] | ["om", time, "uur" | "u"] => lees_tijd(time)?,
        _ => return None,
    };
    Some(tijd::uit_lokaal(NaiveDateTime::new(date, time)))
}

/// A moment that may have been or is still to come: `13:40` is today, whatever the time is now;
/// otherwise as [`lees_moment`] and [`lees_verleden`] read it, a day without a year the nearest one. Show what
/// was understood beside it.
#[must_use]
pub fn lees_tijdstip(text: &str, nu: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim().to_lowercase();
    if text == "nu" {
        return Some(nu);
    }
    if let Some(time) = lees_tijd(&text) {
        let today = tijd::lokaal(nu).date_naive();
        return Some(tijd::uit_lokaal(NaiveDateTime::new(today, time)));
    }
    if text.starts_with("gisteren") {
        return lees_verleden(&text, nu);
    }
    lees_met(&text, nu, Jaar::Dichtst)
}

/// A moment as [`lees_tijdstip`] reads it back: `20-11-2026 13:40`.
#[must_use]
pub fn schrijf_tijdstip(at: DateTime<Utc>) -> String {
    tijd::lokaal(at).format("%-d-%-m-%Y %H:%M").to_string()
}

/// A moment that has been: `08:05` is today, or yesterday when it is still to come.
#[must_use]
pub fn lees_verleden(text: &str, nu: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim().to_lowercase();
    let today = tijd::lokaal(nu).date_naive();
    if let Some(time) = lees_tijd(&text) {
        let at = tijd::uit_lokaal(NaiveDateTime::new(today, time));
        return if at <= nu {
            Some(at)
        } else {
            let yesterday = today.checked_sub_days(Days::new(1))?;
            Some(tijd::uit_lokaal(NaiveDateTime::new(yesterday, time)))
        };
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let (date, rest) = match words.as_slice() {
        ["gisteren", rest @ ..] => (today.checked_sub_days(Days::new(1))?, rest),
        all => lees_datum(all, today, Jaar::Terug)?,
    };
    let ([time] | [time, "uur" | "u"] | ["om", time]) = rest else {
        return None;
    };
    Some(tijd::uit_lokaal(NaiveDateTime::new(date, lees_tijd(time)?)))
}

/// When somebody was born, as far as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Geboren {
    /// The day.
    Dag(NaiveDate),
    /// The year alone; no day is made of it.
    Jaar(i32),
}

impl Geboren {
    /// As a Dutch reader writes it: `3-4-1991`, `1991`.
    #[must_use]
    pub fn leesbaar(self) -> String {
        match self {
            Geboren::Dag(date) => tijd::datum(date),
            Geboren::Jaar(year) => year.to_string(),
        }
    }

    /// As it is kept: the day in ISO, or the year.
    #[must_use]
    pub fn bewaard(self) -> String {
        match self {
            Geboren::Dag(date) => date.to_string(),
            Geboren::Jaar(year) => year.to_string(),
        }
    }
}

/// A date or year of birth as people type it: `3-4-1991`, `3 april 1991`, `1991`.
#[must_use]
pub fn lees_geboren(text: &str, nu: DateTime<Utc>) -> Option<Geboren> {
    let today = tijd::lokaal(nu).date_naive();
    if let Some(date) = lees_geboortedatum(text, nu) {
        return Some(Geboren::Dag(date));
    }
    let text = text.trim();
    let year: i32 = text.parse().ok().filter(|_| text.len() == 4)?;
    (1901..=today.year())
        .contains(&year)
        .then_some(Geboren::Jaar(year))
}

/// A date of birth as people type it: `3-4-1991`, `3 april 1991`, `03041991`, `1991-04-03`.
#[must_use]
pub fn lees_geboortedatum(text: &str, nu: DateTime<Utc>) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    let digits = |part: &str| part.parse::<u32>().ok();
    let parts: Vec<&str> = text
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let date = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, digits(month)?, digits(day)?)
        }
        [day, month, year] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, lees_maand(month)?, digits(day)?)
        }
        [whole] if whole.len() == 8 => NaiveDate::from_ymd_opt(
            whole.get(4..)?.parse().ok()?,
            digits(whole.get(2..4)?)?,
            digits(whole.get(..2)?)?,
        ),
        _ => None,
    }?;
    let today = tijd::lokaal(nu).date_naive();
    (date <= today && date.year() > 1900).then_some(date)
}

fn lees_duur(text: &str) -> Option<TimeDelta> {
    let text = text.trim();
    let cut = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(cut);
    let number: i64 = number.parse().ok().filter(|n| *n <= 10_000)?;
    match unit.trim() {
        "u" | "uur" => Some(TimeDelta::hours(number)),
        "m" | "min" | "minuten" => Some(TimeDelta::minutes(number)),
        "d" | "dag" | "dagen" => Some(TimeDelta::days(number)),
        "w" | "week" | "weken" => Some(TimeDelta::weeks(number)),
        _ => None,
    }
}

/// A day at the begin of these words, and what stands behind it.
fn lees_dag<'a>(
    words: &'a [&'a str],
    today: NaiveDate,
    jaar: Jaar,
) -> Option<(NaiveDate, &'a [&'a str])> {
    let (word, rest) = words.split_first()?;
    let named = match *word {
        "vandaag" | "nu" => Some(today),
        "morgen" => today.checked_add_days(Days::new(1)),
        "overmorgen" => today.checked_add_days(Days::new(2)),
        other => lees_weekdag(other, today),
    };
    match named {
        Some(date) => Some((date, rest)),
        None => lees_datum(words, today, jaar),
    }
}

/// The next day of this name.
fn lees_weekdag(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    const NAMEN: [&str; 7] = [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ];
    if !word.chars().all(char::is_alphabetic) || word.len() < 2 {
        return None;
    }
    let wanted = NAMEN.iter().position(|name| name.starts_with(word))?;
    let now = usize::try_from(today.weekday().num_days_from_monday()).ok()?;
    let ahead = (wanted + 7 - now) % 7;
    let ahead = if ahead == 0 { 7 } else { ahead };
    today.checked_add_days(Days::new(u64::try_from(ahead).ok()?))
}

/// A month as a number, or by its name as far as it is typed: `12`, `dec`, `december`.
fn lees_maand(word: &str) -> Option<u32> {
    const NAMEN: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.');
    if let Ok(number) = word.parse::<u32>() {
        return Some(number);
    }
    if word == "mrt" {
        return Some(3);
    }
    let at = NAMEN
        .iter()
        .position(|name| word.len() > 2 && name.starts_with(word))?;
    u32::try_from(at + 1).ok()
}

/// A date at the begin of these words, and what stands behind it: `21-11`, `21-11-2026`, `4 dec`, `4 december 2026`.
fn lees_datum<'a>(
    words: &'a [&'a str],
    today: NaiveDate,
    jaar: Jaar,
) -> Option<(NaiveDate, &'a [&'a str])> {
    let (first, rest) = words.split_first()?;
    let parts: Vec<&str> = first.split(['-', '/']).collect();
    let day = |text: &str| text.parse::<u32>().ok();
    let whole_year = |text: &str| match text.len() {
        4 => text.parse::<i32>().ok(),
        2 => text.parse::<i32>().ok().map(|year| 2000 + year),
        _ => None,
    };
    match (parts.as_slice(), rest) {
        ([number, month, year], rest) => Some((
            NaiveDate::from_ymd_opt(whole_year(year)?, lees_maand(month)?, day(number)?)?,
            rest,
        )),
        ([number, month], rest) => Some((
            zonder_jaar(day(number)?, lees_maand(month)?, today, jaar)?,
            rest,
        )),
        ([number], [month, rest @ ..]) if month.chars().any(char::is_alphabetic) => {
            let (number, month) = (day(number)?, lees_maand(month)?);
            // Four digits behind a month are a year; a time has a colon there.
            if let [year, rest @ ..] = rest
                && year.len() == 4
                && let Ok(year) = year.parse::<i32>()
            {
                return Some((NaiveDate::from_ymd_opt(year, month, number)?, rest));
            }
            Some((zonder_jaar(number, month, today, jaar)?, rest))
        }
        _ => None,
    }
}

/// The day of this number and month that is meant.
fn zonder_jaar(day: u32, month: u32, today: NaiveDate, jaar: Jaar) -> Option<NaiveDate> {
    let years = [today.year() - 1, today.year(), today.year() + 1];
    let dates = years
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    let away = |date: &NaiveDate| date.signed_duration_since(today).num_days().abs();
    match jaar {
        Jaar::Vooruit => dates.into_iter().find(|date| *date >= today),
        Jaar::Terug => dates.into_iter().rfind(|date| *date <= today),
        Jaar::Dichtst => dates.into_iter().min_by_key(away),
    }
}

fn lees_tijd(word: &str) -> Option<NaiveTime> {
    let word = word.trim_end_matches(['u', 'h']);
    let (hours, minutes) = match word.split_once([':', '.', 'u']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if word.len() == 4 => word.split_at_checked(2)?,
        None if word.len() <= 2 => (word, "0"),
        None => return None,
    };
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, 0)
}

fn einde_dag() -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(17, 0, 0)
}
