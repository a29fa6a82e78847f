//! Times as they stand in a text: Europe/Amsterdam, Dutch words, always with the date. A text is
//! read later and elsewhere, so "vandaag" never occurs.
//!
//! Must not know the present time.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

use crate::domain::tijd::lokaal;

/// `vrijdag 20 november 2026, 08:14`
#[must_use]
pub fn voluit(at: DateTime<Utc>) -> String {
    let local = lokaal(at);
    format!(
        "{} {}, {}",
        weekdag(local.weekday()),
        datum(local.date_naive()),
        local.format("%H:%M")
    )
}

/// `vr 20 nov 08:14`: for moments of these days, where the year is clear.
#[must_use]
pub fn kort(at: DateTime<Utc>) -> String {
    let local = lokaal(at);
    let first = |word: &str, count: usize| word.chars().take(count).collect::<String>();
    let month = match local.month() {
        3 => "mrt".to_owned(),
        other => first(maand(other), 3),
    };
    format!(
        "{} {} {month} {}",
        first(weekdag(local.weekday()), 2),
        local.day(),
        local.format("%H:%M")
    )
}

/// `3 mei 1992`
#[must_use]
pub fn datum(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), maand(date.month()), date.year())
}

fn weekdag(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "maandag",
        Weekday::Tue => "dinsdag",
        Weekday::Wed => "woensdag",
        Weekday::Thu => "donderdag",
        Weekday::Fri => "vrijdag",
        Weekday::Sat => "zaterdag",
        Weekday::Sun => "zondag",
    }
}

fn maand(month: u32) -> &'static str {
    match month {
        1 => "januari",
        2 => "februari",
        3 => "maart",
        4 => "april",
        5 => "mei",
        6 => "juni",
        7 => "juli",
        8 => "augustus",
        9 => "september",
        10 => "oktober",
        11 => "november",
        _ => "december",
    }
}
