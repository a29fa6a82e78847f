//! Times as people type them: `morgen 12`, `+4u`, `vr`, `13:15`, `21-11 09:00`.
//!
//! Must not know fields or screens.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::domain::tijd;

/// A moment that is meant from now on: `morgen 12`, `+4u`, `+2d`, `vr 12`, `13:15` (today, or
/// tomorrow when that has passed), `21-11`, `21-11-2026 09:00`. None when it is not understood.
#[must_use]
pub fn lees_moment(text: &str, nu: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let text = text.trim().to_lowercase();
    if let Some(rest) = text.strip_prefix('+') {
        return lees_duur(rest).and_then(|duration| nu.checked_add_signed(duration));
    }
    let today = tijd::lokaal(nu).date_naive();
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let second = words.next();
    if words.next().is_some() {
        return None;
    }
    let (date, time) = match (lees_dag(first, today), second) {
        (Some(date), Some(second)) => (date, lees_tijd(second)?),
        (Some(date), None) => (date, einde_dag()?),
        (None, None) => {
            let time = lees_tijd(first)?;
            let at = tijd::uit_lokaal(NaiveDateTime::new(today, time));
            let date = if at <= nu {
                today.checked_add_days(Days::new(1))?
            } else {
                today
            };
            (date, time)
        }
        (None, Some(_)) => return None,
    };
    Some(tijd::uit_lokaal(NaiveDateTime::new(date, time)))
}

/// A moment that may have been or is still to come: `13:40` is today, whatever the time is now;
/// otherwise as [`lees_moment`] and [`lees_verleden`] read it. Show what was understood beside it.
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
    lees_moment(&text, nu)
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
    let (day, time) = text.split_once(' ')?;
    let date = match day {
        "gisteren" => today.checked_sub_days(Days::new(1))?,
        other => lees_datum(other, today)?,
    };
    Some(tijd::uit_lokaal(NaiveDateTime::new(
        date,
        lees_tijd(time.trim())?,
    )))
}

/// A date of birth as people type it: `3-4-1991`, `03041991`, `1991-04-03`.
#[must_use]
pub fn lees_geboortedatum(text: &str, nu: DateTime<Utc>) -> Option<NaiveDate> {
    let text = text.trim();
    let digits = |part: &str| part.parse::<u32>().ok();
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let date = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, digits(month)?, digits(day)?)
        }
        [day, month, year] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, digits(month)?, digits(day)?)
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

fn lees_dag(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word {
        "vandaag" | "nu" => return Some(today),
        "morgen" => return today.checked_add_days(Days::new(1)),
        "overmorgen" => return today.checked_add_days(Days::new(2)),
        _ => {}
    }
    if word.chars().all(char::is_alphabetic) && word.len() >= 2 {
        let names = [
            "maandag",
            "dinsdag",
            "woensdag",
            "donderdag",
            "vrijdag",
            "zaterdag",
            "zondag",
        ];
        let wanted = names.iter().position(|name| name.starts_with(word))?;
        let now = usize::try_from(today.weekday().num_days_from_monday()).ok()?;
        let ahead = (wanted + 7 - now) % 7;
        let ahead = if ahead == 0 { 7 } else { ahead };
        return today.checked_add_days(Days::new(u64::try_from(ahead).ok()?));
    }
    lees_datum(word, today)
}

fn lees_datum(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    match parts.as_slice() {
        [day, month] => NaiveDate::from_ymd_opt(today.year(), number(month)?, number(day)?),
        [day, month, year] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(day)?)
        }
        [day, month, year] if year.len() == 2 => NaiveDate::from_ymd_opt(
            2000 + year.parse::<i32>().ok()?,
            number(month)?,
            number(day)?,
        ),
        _ => None,
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
