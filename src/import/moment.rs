//! Dates and times as lists write them: Dutch order (day first), ISO, Excel serials, and the many
//! spellings of a time.
//!
//! Local time is Europe/Amsterdam. What is uncertain comes with a doubt in words; nothing is guessed
//! in silence. Must not know columns or files.

use chrono::{
    DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Europe::Amsterdam;

use super::blad::{Blik, serieel};
use super::datum::{Jaar, Tijd, datum, tijd};

/// A value and the doubt about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gelezen<T> {
    /// What was understood; none when nothing was.
    pub waarde: Option<T>,
    /// What is uncertain or wrong, in Dutch.
    pub twijfel: Option<String>,
}

impl<T> Gelezen<T> {
    fn niets() -> Self {
        Self {
            waarde: None,
            twijfel: None,
        }
    }

    fn zeker(waarde: T) -> Self {
        Self {
            waarde: Some(waarde),
            twijfel: None,
        }
    }

    fn met(waarde: T, twijfel: Option<String>) -> Self {
        Self {
            waarde: Some(waarde),
            twijfel,
        }
    }

    fn fout(twijfel: impl Into<String>) -> Self {
        Self {
            waarde: None,
            twijfel: Some(twijfel.into()),
        }
    }
}

/// The years of a suspect: for two-digit birth years and for dates that cannot be.
#[derive(Debug, Clone, Copy)]
pub struct Leeftijd {
    /// Today.
    pub vandaag: NaiveDate,
    /// The youngest age of a suspect (see `ProfielBestand::jongste`).
    pub jongste: u8,
}

/// Reads a date of birth. A year of two digits is the latest year that makes the suspect at least
/// `jongste` years old.
#[must_use]
pub fn geboortedatum(cell: Blik<'_>, leeftijd: Leeftijd) -> Gelezen<NaiveDate> {
    let found = match cell {
        Blik::Serieel(serial, from_1904) => match serieel(serial, from_1904) {
            Some(at) => Gelezen::zeker(at.date()),
            None => Gelezen::fout("is geen datum"),
        },
        Blik::Getal(number) => getal_als_datum(number),
        Blik::Logisch(_) => Gelezen::fout("is geen datum"),
        Blik::Tekst(text) => {
            let text = text.trim();
            if is_streep(text) {
                return Gelezen::niets();
            }
            match datum(text) {
                Ok((date, rest)) => {
                    let (year, doubt) = match date.jaar {
                        Jaar::Vol(year) => (year, None),
                        Jaar::Kort(short) => geboortejaar(short, leeftijd),
                    };
                    // A time behind a date of birth is an artefact of the export.
                    let doubt = doubt.or_else(|| {
                        (!rest.is_empty() && tijd(rest).is_err())
                            .then(|| format!("de tekst {rest:?} achter de datum is niet gelezen"))
                    });
                    match date.in_jaar(year) {
                        Ok(found) => Gelezen::met(found, doubt),
                        Err(why) => Gelezen::fout(why),
                    }
                }
                Err(why) => Gelezen::fout(why),
            }
        }
    };
    match found.waarde {
        _ if found.twijfel.is_some() => found,
        Some(date) if date > leeftijd.vandaag => Gelezen::met(
            date,
            Some("deze geboortedatum ligt in de toekomst".to_owned()),
        ),
        Some(date) if leeftijd.vandaag.year().saturating_sub(date.year()) > 110 => Gelezen::met(
            date,
            Some("volgens deze datum is de verdachte ouder dan 110 jaar".to_owned()),
        ),
        _ => found,
    }
}

fn geboortejaar(short: i32, leeftijd: Leeftijd) -> (i32, Option<String>) {
    let latest = leeftijd
        .vandaag
        .year()
        .saturating_sub(i32::from(leeftijd.jongste));
    let century = latest.div_euclid(100) * 100;
    let year = if century + short <= latest {
        century + short
    } else {
        century - 100 + short
    };
    let age = leeftijd.vandaag.year() - year;
    let doubt = (age >= 80).then(|| {
        format!(
            "het jaar heeft twee cijfers en is gelezen als {year}; {} kan ook",
            year + 100
        )
    });
    (year, doubt)
}

/// Reads a moment from one cell, or from a date and a time in two.
#[must_use]
pub fn moment(cell: Blik<'_>, time: Option<Blik<'_>>) -> Gelezen<DateTime<Utc>> {
    let time = time.filter(|time| !time.is_leeg());
    let (date, own_time, mut doubt): (NaiveDate, Option<Tijd>, Option<String>) = match cell {
        Blik::Serieel(serial, from_1904) => match serieel(serial, from_1904) {
            Some(_) if serial < 1.0 => return Gelezen::fout(ALLEEN_TIJD),
            Some(at) => (
                at.date(),
                (serial.fract() != 0.0).then(|| at.time().into()),
                None,
            ),
            None => return Gelezen::fout("is geen datum met tijd"),
        },
        Blik::Getal(number) => match getal_als_datum(number) {
            Gelezen {
                waarde: Some(date),
                twijfel,
            } => {
                let at = serieel(number, false).filter(|_| number < 1e6 && number.fract() != 0.0);
                (date, at.map(|at| at.time().into()), twijfel)
            }
            other => {
                return Gelezen {
                    waarde: None,
                    twijfel: other.twijfel,
                };
            }
        },
        Blik::Logisch(_) => return Gelezen::fout("is geen datum met tijd"),
        Blik::Tekst(text) => {
            let text = text.trim();
            if is_streep(text) {
                return Gelezen::niets();
            }
            if let Some(exact) = met_zone(text) {
                return Gelezen::zeker(exact);
            }
            match datum_en_tijd(text) {
                Ok((date, time)) => (date, time, None),
                Err(why) => return Gelezen::fout(why),
            }
        }
    };
    let clock = match time {
        Some(cell) => match cel_tijd(cell) {
            Ok(time) => Some(time),
            Err(why) => {
                doubt = Some(why);
                own_time
            }
        },
        None => own_time,
    };
    let local = match clock {
        Some(Tijd::Op(time)) => date.and_time(time),
        Some(Tijd::Middernacht) => {
            doubt = Some("24:00 is gelezen als 00:00 van de volgende dag".to_owned());
            date.succ_opt().unwrap_or(date).and_time(NaiveTime::MIN)
        }
        None => {
            doubt.get_or_insert_with(|| {
                "er staat geen tijd bij deze datum; gelezen als 00:00".to_owned()
            });
            date.and_time(NaiveTime::MIN)
        }
    };
    let utc = naar_utc(local);
    Gelezen {
        waarde: utc.waarde,
        twijfel: doubt.or(utc.twijfel),
    }
}

const ALLEEN_TIJD: &str = "hier staat een tijd zonder datum";

/// A date, and a time behind it if there is one, as in a title line (`peildatum 20-11-2026 07:30`).
#[must_use]
pub fn in_titel(text: &str) -> Option<NaiveDateTime> {
    let starts = text
        .char_indices()
        .filter(|(at, c)| {
            c.is_ascii_digit()
                && text
                    .get(..*at)
                    .is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_digit()))
        })
        .take(20);
    for (at, _) in starts {
        let Some(Ok((date, rest))) = text.get(at..).map(datum) else {
            continue;
        };
        let (Jaar::Vol(year) | Jaar::Kort(year)) = date.jaar;
        let year = if year < 100 { 2000 + year } else { year };
        let Ok(date) = date.in_jaar(year) else {
            continue;
        };
        let time = rest.split_whitespace().take(2).find_map(|word| {
            match tijd(word.trim_end_matches([',', '.', ')'])) {
                Ok(Tijd::Op(time)) if word.contains([':', '.', 'u']) => Some(time),
                _ => None,
            }
        });
        return Some(date.and_time(time.unwrap_or(NaiveTime::MIN)));
    }
    None
}

/// Amsterdam to UTC. In the hour that comes twice, and in the hour that is skipped, the earlier
/// moment is taken, because an earlier start gives an earlier deadline.
#[must_use]
pub fn naar_utc(local: NaiveDateTime) -> Gelezen<DateTime<Utc>> {
    match Amsterdam.from_local_datetime(&local) {
        LocalResult::Single(at) => Gelezen::zeker(at.with_timezone(&Utc)),
        LocalResult::Ambiguous(early, late) => Gelezen::met(
            early.min(late).with_timezone(&Utc),
            Some(
                "dit uur komt door de wintertijd twee keer voor; de vroegste is genomen".to_owned(),
            ),
        ),
        LocalResult::None => {
            let before = local
                .checked_sub_signed(TimeDelta::hours(1))
                .and_then(|local| Amsterdam.from_local_datetime(&local).earliest());
            Gelezen {
                waarde: before.map(|at| at.with_timezone(&Utc)),
                twijfel: Some(
                    "dit uur bestaat niet door de zomertijd; een uur eerder genomen".to_owned(),
                ),
            }
        }
    }
}

fn datum_en_tijd(text: &str) -> Result<(NaiveDate, Option<Tijd>), String> {
    let (date, rest) = datum(text).map_err(|why| match tijd(text) {
        Ok(_) => ALLEEN_TIJD.to_owned(),
        Err(_) => why,
    })?;
    let year = match date.jaar {
        Jaar::Vol(year) => year,
        Jaar::Kort(short) => 2000 + short,
    };
    let date = date.in_jaar(year)?;
    if rest.is_empty() {
        return Ok((date, None));
    }
    Ok((date, Some(tijd(rest)?)))
}

fn cel_tijd(cell: Blik<'_>) -> Result<Tijd, String> {
    match cell {
        Blik::Tekst(text) => tijd(text.trim()),
        Blik::Serieel(number, from_1904) => serieel(number.fract(), from_1904)
            .map(|at| at.time().into())
            .ok_or_else(|| "is geen tijd".to_owned()),
        Blik::Getal(number) if (0.0..1.0).contains(&number) && number > 0.0 => {
            serieel(number, false)
                .map(|at| at.time().into())
                .ok_or_else(|| "is geen tijd".to_owned())
        }
        // 805 is what a workbook makes of 0805, and 8.05 of 8:05.
        Blik::Getal(number) if number.fract() == 0.0 => tijd(&format!("{number:04.0}")),
        Blik::Getal(number) => tijd(&format!("{number:.2}")),
        Blik::Logisch(_) => Err("is geen tijd".to_owned()),
    }
}

/// RFC 3339: the moment is exact, whatever the zone.
fn met_zone(text: &str) -> Option<DateTime<Utc>> {
    if text.len() < 19 || !text.is_ascii() {
        return None;
    }
    DateTime::parse_from_rfc3339(&text.replacen(' ', "T", 1))
        .ok()
        .map(|at| at.with_timezone(&Utc))
}

/// A bare number in a column of dates: a serial of Excel that lost its format, or `20261119`.
fn getal_als_datum(number: f64) -> Gelezen<NaiveDate> {
    if number.fract() == 0.0 && (18_800_101.0..22_010_101.0).contains(&number) {
        return match datum(&format!("{number:.0}")).and_then(|(date, _)| match date.jaar {
            Jaar::Vol(year) => date.in_jaar(year),
            Jaar::Kort(_) => Err("is geen datum".to_owned()),
        }) {
            Ok(date) => Gelezen::zeker(date),
            Err(why) => Gelezen::fout(why),
        };
    }
    // 1910 to 2100: other numbers are no dates.
    match serieel(number, false).filter(|_| (3_654.0..73_051.0).contains(&number)) {
        Some(at) => Gelezen::met(
            at.date(),
            Some(format!(
                "dit getal is gelezen als datum van Excel: {}",
                at.format("%d-%m-%Y %H:%M")
            )),
        ),
        None => Gelezen::fout("is een getal en geen datum"),
    }
}

fn is_streep(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '-' | '–' | '?' | '.' | ' '))
        || matches!(text, "nvt" | "n.v.t." | "onbekend" | "Onbekend")
}
