//! Days in words: `gisteren 21:10`, `vrijdag 05:20`, `ca. 26-11-2026 21:10`, `21:10 26-11-2026`.
//!
//! A word names a day only by the day on which somebody wrote it, which no cell tells: what comes of it
//! is doubted, always. Must not know columns or files.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

/// Words and how many days ago they are; a short form stands with its point too.
const WOORDEN: [(&str, i64); 12] = [
    ("vandaag", 0),
    ("vand", 0),
    ("heden", 0),
    ("vannacht", 0),
    ("vanmorgen", 0),
    ("vanochtend", 0),
    ("hedenmorgen", 0),
    ("hedenochtend", 0),
    ("gisteren", 1),
    ("gister", 1),
    ("gist", 1),
    ("eergisteren", 2),
];

/// Parts of a day behind `gisteren`, also written as one word with it.
const DAGDEEL: [&str; 6] = ["avond", "middag", "ochtend", "morgen", "nacht", "av"];

/// Words before a moment by which it is about so late.
const ONGEVEER: [&str; 11] = [
    "ca",
    "circa",
    "rond",
    "omstreeks",
    "omstr",
    "ongeveer",
    "ong",
    "+/-",
    "±",
    "~",
    "plm",
];

/// The days of the week, with their short form.
const WEEK: [(&str, &str, Weekday); 7] = [
    ("maandag", "ma", Weekday::Mon),
    ("dinsdag", "di", Weekday::Tue),
    ("woensdag", "wo", Weekday::Wed),
    ("donderdag", "do", Weekday::Thu),
    ("vrijdag", "vr", Weekday::Fri),
    ("zaterdag", "za", Weekday::Sat),
    ("zondag", "zo", Weekday::Sun),
];

/// The day that the first word names, counted back from today, and the text behind it.
#[must_use]
pub fn dag(text: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    let (first, rest) = eerste(text);
    let back = terug(&first, today)?;
    let mut rest = rest;
    loop {
        let (next, behind) = eerste(rest);
        if DAGDEEL.contains(&next.as_str()) || matches!(next.as_str(), "om" | "te") {
            rest = behind;
        } else {
            break;
        }
    }
    Some((today.checked_sub_signed(TimeDelta::days(back))?, rest))
}

/// How many days ago a word is.
fn terug(word: &str, today: NaiveDate) -> Option<i64> {
    let plain = |word: &str| {
        WOORDEN
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, back)| *back)
    };
    if let Some(back) = plain(word) {
        return Some(back);
    }
    if let Some(back) = DAGDEEL
        .iter()
        .find_map(|part| word.strip_suffix(part).and_then(plain))
    {
        return Some(back);
    }
    let (_, _, day) = WEEK
        .iter()
        .find(|(long, short, _)| *long == word || *short == word)?;
    let from = |day: Weekday| i64::from(day.num_days_from_monday());
    // The last such day, today among them: nobody is arrested on a day to come.
    Some((from(today.weekday()) - from(*day)).rem_euclid(7))
}

/// The text without a word before it that says "about".
#[must_use]
pub fn zonder_ongeveer(text: &str) -> Option<&str> {
    let (first, rest) = eerste(text);
    if ONGEVEER.contains(&first.as_str()) && !rest.is_empty() {
        return Some(rest);
    }
    let rest = text.strip_prefix(['±', '~'])?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// A text in which the time stands first, as its date and its time.
#[must_use]
pub fn tijd_voorop(text: &str) -> Option<(&str, &str)> {
    let (time, mut rest) = text.split_once([' ', ','])?;
    if !time.contains([':', '.']) || time.matches(['.', ':', '-', '/']).count() > 2 {
        return None;
    }
    loop {
        let (next, behind) = eerste(rest);
        if matches!(next.as_str(), "uur" | "u" | "op" | "dd" | "d.d") {
            rest = behind;
        } else {
            break;
        }
    }
    let rest = rest.trim();
    (!rest.is_empty()).then_some((rest, time))
}

/// A span of two times (`21:10 - 21:59`), as its first time.
#[must_use]
pub fn eerste_tijd(rest: &str) -> Option<&str> {
    let (first, last) = rest
        .split_once(" - ")
        .or_else(|| rest.split_once('-'))
        .or_else(|| rest.split_once(" tot "))
        .or_else(|| rest.split_once(" en "))?;
    let (first, last) = (first.trim(), last.trim());
    let timed = |text: &str| text.bytes().next().is_some_and(|b| b.is_ascii_digit());
    (timed(first) && timed(last)).then_some(first)
}

/// The first word, in small letters and without its point, and what stands behind it.
fn eerste(text: &str) -> (String, &str) {
    let text = text.trim_start_matches([' ', ',']);
    let end = text.find([' ', ',']).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (
        word.trim_end_matches('.').to_lowercase(),
        rest.trim_start_matches([' ', ',']),
    )
}
