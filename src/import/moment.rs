//! Dates and times as lists write them: Dutch order (day first) unless the column proves another, ISO,
//! Excel serials, and the many spellings of a time.
//!
//! Local time is Europe/Amsterdam. What is uncertain comes with a doubt in words; nothing is guessed
//! in silence. Must not know columns or files.

use chrono::{
    DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Europe::Amsterdam;

use super::blad::{Blik, serieel};
use super::dagwoord;
use super::datum::{Datum, Jaar, Tijd, dag_en_maand, datum, tijd, zonder_geboren};
use super::notatie::{Machine, machine};

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

/// How the dates of a column are written, by the evidence of all its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Datumvorm {
    /// The month stands before the day.
    pub maand_eerst: bool,
    /// Today, by which a year that is not written is found; none where no year may be supplied.
    pub vandaag: Option<NaiveDate>,
    /// Four digits behind a day and a month are a time in this column (`26-11 1955`).
    pub tijd_achter_maand: bool,
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
    geboortedatum_in(cell, leeftijd, Datumvorm::default())
}

/// As [`geboortedatum`], in a column that is written in this way.
#[must_use]
pub fn geboortedatum_in(cell: Blik<'_>, leeftijd: Leeftijd, vorm: Datumvorm) -> Gelezen<NaiveDate> {
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
            let text = zonder_geboren(text);
            match machine(text) {
                Some(Machine::Exact(at)) => {
                    return binnen(
                        Gelezen::zeker(at.with_timezone(&Amsterdam).date_naive()),
                        leeftijd,
                    );
                }
                Some(Machine::Lokaal(date, _)) => return binnen(Gelezen::zeker(date), leeftijd),
                Some(Machine::Serieel(at, _)) => {
                    return binnen(Gelezen::zeker(at.date()), leeftijd);
                }
                None => {}
            }
            match datum(text) {
                Ok((date, rest)) => {
                    let date = date.in_orde(vorm.maand_eerst);
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
    binnen(found, leeftijd)
}

/// A date of birth that cannot be is doubted.
fn binnen(found: Gelezen<NaiveDate>, leeftijd: Leeftijd) -> Gelezen<NaiveDate> {
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
    moment_in(cell, time, Datumvorm::default())
}

/// As [`moment`], in a column that is written in this way.
#[must_use]
pub fn moment_in(
    cell: Blik<'_>,
    time: Option<Blik<'_>>,
    vorm: Datumvorm,
) -> Gelezen<DateTime<Utc>> {
    let time = time.filter(|time| !time.is_leeg());
    let own = match time {
        Some(time) => cel_tijd(time, vorm),
        None => Ok(Celtijd::default()),
    };
    // A date that stands with the time counts where the other cell has none.
    if cell.is_leeg()
        && let Ok(Celtijd {
            datum: Some(date),
            tijd: Some(time),
        }) = own
    {
        return lokaal(date, Some(time), None);
    }
    let (date, own_time, mut doubt) = match cel_datum(cell, vorm) {
        Ok(Cel::Lokaal(date, own_time, doubt)) => (date, own_time, doubt),
        Ok(Cel::Exact(at)) => return Gelezen::zeker(at),
        Ok(Cel::Niets) => return Gelezen::niets(),
        Err(why) => return Gelezen::fout(why),
    };
    let mut date = date;
    let clock = match own {
        Ok(Celtijd { datum, tijd }) => {
            if let Some(other) = datum.filter(|other| *other != date) {
                if (other - date).num_days().abs() > 1 {
                    doubt = Some(format!(
                        "de datum bij de tijd ({}) is een andere; die bij de tijd is genomen",
                        other.format("%d-%m-%Y")
                    ));
                }
                date = other;
            }
            tijd.or(own_time)
        }
        Err(why) => {
            doubt = Some(why);
            own_time
        }
    };
    lokaal(date, clock, doubt)
}

/// The moment of a date and a time in Amsterdam.
fn lokaal(
    date: NaiveDate,
    clock: Option<Tijd>,
    mut doubt: Option<String>,
) -> Gelezen<DateTime<Utc>> {
    let local = match clock {
        Some(Tijd::Op(time)) => date.and_time(time),
        Some(Tijd::Middernacht) => {
            doubt = Some("24:00 is gelezen als 00:00 van de volgende dag".to_owned());
            date.succ_opt().unwrap_or(date).and_time(NaiveTime::MIN)
        }
        Some(Tijd::Later(days, time)) => {
            let later = date
                .checked_add_days(chrono::Days::new(u64::from(days)))
                .unwrap_or(date);
            doubt = Some(format!(
                "een tijd na 24:00 is gelezen als {} van {}",
                time.format("%H:%M"),
                later.format("%d-%m-%Y")
            ));
            later.and_time(time)
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

/// What a cell of dates holds.
enum Cel {
    Niets,
    Exact(DateTime<Utc>),
    Lokaal(NaiveDate, Option<Tijd>, Option<String>),
}

fn cel_datum(cell: Blik<'_>, vorm: Datumvorm) -> Result<Cel, String> {
    match cell {
        Blik::Serieel(serial, from_1904) => match serieel(serial, from_1904) {
            Some(_) if serial < 1.0 => Err(ALLEEN_TIJD.to_owned()),
            Some(at) => {
                let time = (serial.fract() != 0.0).then(|| at.time().into());
                Ok(Cel::Lokaal(at.date(), time, None))
            }
            None => Err("is geen datum met tijd".to_owned()),
        },
        Blik::Getal(number) => match getal_als_datum(number) {
            Gelezen {
                waarde: Some(date),
                twijfel,
            } => {
                let at = serieel(number, false).filter(|_| number < 1e6 && number.fract() != 0.0);
                Ok(Cel::Lokaal(date, at.map(|at| at.time().into()), twijfel))
            }
            other => match machine(&format!("{number:.0}")) {
                Some(Machine::Exact(at)) if number.fract() == 0.0 => Ok(Cel::Exact(at)),
                _ => Err(other.twijfel.unwrap_or_default()),
            },
        },
        Blik::Logisch(_) => Err("is geen datum met tijd".to_owned()),
        Blik::Tekst(text) => {
            let text = text.trim();
            if is_streep(text) {
                return Ok(Cel::Niets);
            }
            Ok(match machine(text) {
                Some(Machine::Exact(at)) => Cel::Exact(at),
                Some(Machine::Lokaal(date, time)) => Cel::Lokaal(date, time.map(Tijd::Op), None),
                Some(Machine::Serieel(at, timed)) => {
                    Cel::Lokaal(at.date(), timed.then(|| at.time().into()), None)
                }
                None => datum_en_tijd(text, vorm)?,
            })
        }
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

/// The day that a name names: in full, or as a day and a month alone (`26-11`), nearest to today.
#[must_use]
pub fn in_naam(name: &str, today: NaiveDate) -> Option<NaiveDateTime> {
    let text: String = name
        .chars()
        .map(|c| {
            if matches!(c, '_' | '(' | ')' | '[' | ']') {
                ' '
            } else {
                c
            }
        })
        .collect();
    if let Some(found) = in_titel(&text) {
        return Some(found);
    }
    let (date, rest) = dag_en_maand(text.trim())?;
    if !rest.is_empty() {
        return None;
    }
    bij_vandaag(date, today)
        .ok()
        .map(|date| date.and_time(NaiveTime::MIN))
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

fn datum_en_tijd(text: &str, vorm: Datumvorm) -> Result<Cel, String> {
    if let Some(today) = vorm.vandaag
        && let Some((day, rest)) = dag_en_maand(text)
        && let Some(time) = tijd_zonder_jaar(rest, vorm, today)
    {
        let date = bij_vandaag(day.in_orde(vorm.maand_eerst), today)?;
        let doubt = format!(
            "het jaar ontbreekt; gelezen als {}",
            date.format("%d-%m-%Y")
        );
        return Ok(Cel::Lokaal(date, Some(time), Some(doubt)));
    }
    let (date, rest) = match datum(text) {
        Ok(found) => found,
        Err(why) => {
            return in_woorden(text, vorm).unwrap_or_else(|| {
                Err(match tijd(text) {
                    Ok(_) => ALLEEN_TIJD.to_owned(),
                    Err(_) => why,
                })
            });
        }
    };
    let date = date.in_orde(vorm.maand_eerst);
    let year = match date.jaar {
        Jaar::Vol(year) => year,
        Jaar::Kort(short) => 2000 + short,
    };
    let date = date.in_jaar(year)?;
    if rest.is_empty() {
        return Ok(Cel::Lokaal(date, None, None));
    }
    match (tijd(rest), dagwoord::eerste_tijd(rest).map(tijd)) {
        (Ok(time), _) => Ok(Cel::Lokaal(date, Some(time), None)),
        // The earlier of two moments gives the earlier deadline.
        (Err(_), Some(Ok(time))) => Ok(Cel::Lokaal(
            date,
            Some(time),
            Some("hier staan twee tijden; de eerste is genomen".to_owned()),
        )),
        (Err(why), _) => Err(why),
    }
}

/// A moment that is written with words, or with its time first. Words are read from today, and
/// doubted; the worker looks at the list.
fn in_woorden(text: &str, vorm: Datumvorm) -> Option<Result<Cel, String>> {
    if let Some(rest) = dagwoord::zonder_ongeveer(text) {
        return match datum_en_tijd(rest, vorm) {
            Ok(Cel::Lokaal(date, Some(time), doubt)) => Some(Ok(Cel::Lokaal(
                date,
                Some(time),
                Some(doubt.unwrap_or_else(|| {
                    "hier staat dat het ongeveer zo laat was; gelezen als het moment zelf"
                        .to_owned()
                })),
            ))),
            _ => None,
        };
    }
    if let Some((date, time)) = dagwoord::tijd_voorop(text)
        && let Ok(time) = tijd(time)
        && let Ok(Cel::Lokaal(date, None, doubt)) = datum_of_dag(date, vorm)
    {
        return Some(Ok(Cel::Lokaal(date, Some(time), doubt)));
    }
    let (date, rest, doubt) = dag_in_woorden(text, vorm)?;
    let time = tijd(rest.trim()).ok()?;
    Some(Ok(Cel::Lokaal(date, Some(time), Some(doubt))))
}

/// The day that a text begins with in words, what stands behind it, and the doubt that goes with it.
fn dag_in_woorden(text: &str, vorm: Datumvorm) -> Option<(NaiveDate, &str, String)> {
    let (date, rest) = dagwoord::dag(text, vorm.vandaag?)?;
    let doubt = format!(
        "de dag staat er in woorden; gelezen als {}, kijk dat na",
        date.format("%d-%m-%Y")
    );
    Some((date, rest, doubt))
}

/// A date without a time: in digits, without its year, or in words.
fn datum_of_dag(text: &str, vorm: Datumvorm) -> Result<Cel, String> {
    if let Some(today) = vorm.vandaag
        && let Some((day, "")) = dag_en_maand(text)
    {
        let date = bij_vandaag(day.in_orde(vorm.maand_eerst), today)?;
        let doubt = format!(
            "het jaar ontbreekt; gelezen als {}",
            date.format("%d-%m-%Y")
        );
        return Ok(Cel::Lokaal(date, None, Some(doubt)));
    }
    if let Some((date, "", doubt)) = dag_in_woorden(text, vorm) {
        return Ok(Cel::Lokaal(date, None, Some(doubt)));
    }
    datum_en_tijd(text, vorm)
}

/// The time behind a day and a month without a year. Four digits are a time where they are no year of
/// now, or where the rest of the column has its times there.
fn tijd_zonder_jaar(rest: &str, vorm: Datumvorm, today: NaiveDate) -> Option<Tijd> {
    let time = tijd(rest).ok()?;
    if rest.len() == 4
        && let Ok(year) = rest.parse::<i32>()
        && !vorm.tijd_achter_maand
        && (year - today.year()).abs() <= 1
    {
        return None;
    }
    Some(time)
}

/// The day and month in the year that brings them nearest to today.
fn bij_vandaag(date: Datum, today: NaiveDate) -> Result<NaiveDate, String> {
    (-1..=1)
        .filter_map(|add| date.in_jaar(today.year() + add).ok())
        .min_by_key(|found| (*found - today).num_days().abs())
        .ok_or_else(|| "deze dag bestaat niet".to_owned())
}

/// Whether a text has a day, a month and four digits that can only be a time: `26-11 1955`.
#[must_use]
pub fn tijd_achter_maand(text: &str, today: NaiveDate) -> bool {
    dag_en_maand(text).is_some_and(|(_, rest)| {
        rest.len() == 4 && tijd_zonder_jaar(rest, Datumvorm::default(), today).is_some()
    })
}

/// What a cell of times holds: a time, and a date of its own where it has one.
#[derive(Default)]
struct Celtijd {
    datum: Option<NaiveDate>,
    tijd: Option<Tijd>,
}

impl Celtijd {
    fn op(tijd: Tijd) -> Self {
        Self {
            datum: None,
            tijd: Some(tijd),
        }
    }

    /// A serial number: a part of a day, more than a day (25:10), or a date with its time.
    fn van(at: NaiveDateTime, days: f64) -> Self {
        if days < 1.0 {
            Self::op(at.time().into())
        } else if days < 60.0 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the range was checked"
            )]
            let later = days.floor() as u32;
            Self::op(Tijd::Later(later, at.time()))
        } else {
            Self {
                datum: Some(at.date()),
                tijd: Some(at.time().into()),
            }
        }
    }
}

fn cel_tijd(cell: Blik<'_>, vorm: Datumvorm) -> Result<Celtijd, String> {
    const GEEN: &str = "is geen tijd";
    match cell {
        Blik::Tekst(text) => {
            let text = text.trim();
            if let Ok(time) = tijd(text) {
                return Ok(Celtijd::op(time));
            }
            let fraction = text
                .strip_prefix("0,")
                .or_else(|| text.strip_prefix("0."))
                .filter(|digits| digits.len() > 2 && digits.bytes().all(|b| b.is_ascii_digit()));
            if let Some(digits) = fraction {
                let part: f64 = format!("0.{digits}").parse().map_err(|_| GEEN.to_owned())?;
                return serieel(part, false)
                    .map(|at| Celtijd::van(at, part))
                    .ok_or_else(|| GEEN.to_owned());
            }
            match cel_datum(cell, vorm) {
                // Programs that know no time without a date write it on their first day.
                Ok(Cel::Lokaal(date, Some(time), _)) if date.year() < 1910 => Ok(Celtijd::op(time)),
                Ok(Cel::Lokaal(date, time, _)) => Ok(Celtijd {
                    datum: Some(date),
                    tijd: time,
                }),
                Ok(Cel::Exact(at)) => {
                    let local = at.with_timezone(&Amsterdam).naive_local();
                    Ok(Celtijd {
                        datum: Some(local.date()),
                        tijd: Some(local.time().into()),
                    })
                }
                Ok(Cel::Niets) => Ok(Celtijd::default()),
                Err(_) => tijd(text).map(Celtijd::op),
            }
        }
        Blik::Serieel(number, from_1904) => serieel(number, from_1904)
            .map(|at| Celtijd::van(at, number))
            .ok_or_else(|| GEEN.to_owned()),
        Blik::Getal(number) if (0.0..1.0).contains(&number) && number > 0.0 => {
            serieel(number, false)
                .map(|at| Celtijd::van(at, number))
                .ok_or_else(|| GEEN.to_owned())
        }
        // 805 is what a workbook makes of 0805, and 8.05 of 8:05.
        Blik::Getal(number) if number.fract() == 0.0 => {
            tijd(&format!("{number:04.0}")).map(Celtijd::op)
        }
        Blik::Getal(number) => tijd(&format!("{number:.2}")).map(Celtijd::op),
        Blik::Logisch(_) => Err(GEEN.to_owned()),
    }
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
