//! Amsterdam time: from the store's UTC to what a person reads on the wall, and back.
//!
//! Must not know what a moment means (that is `termijn`), nor what time it is now.

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, Offset, SecondsFormat, TimeDelta, TimeZone,
    Timelike, Utc,
};
use chrono_tz::{Europe::Amsterdam, Tz};

/// The moment on the Dutch wall clock.
#[must_use]
pub fn lokaal(moment: DateTime<Utc>) -> DateTime<Tz> {
    moment.with_timezone(&Amsterdam)
}

/// The moment that somebody meant who wrote down a Dutch wall clock time.
///
/// Total: an hour that occurs twice (end of summer time) and an hour that does not exist (its
/// begin) both have two readings. The earlier one is taken, because a clock that starts earlier
/// ends earlier, and that is the safe side.
#[must_use]
pub fn uit_lokaal(geschreven: NaiveDateTime) -> DateTime<Utc> {
    // The only offsets that can play a part are those of the day before and of the day after.
    let vroeger = geschreven
        .checked_sub_signed(TimeDelta::days(1))
        .unwrap_or(geschreven);
    let later = geschreven
        .checked_add_signed(TimeDelta::days(1))
        .unwrap_or(geschreven);
    let [voor, na] = [vroeger, later].map(|dag| Amsterdam.offset_from_utc_datetime(&dag).fix());
    let lezing = |offset| {
        geschreven
            .checked_sub_offset(offset)
            .unwrap_or(geschreven)
            .and_utc()
    };
    if voor == na {
        return lezing(voor);
    }
    // The clock that is furthest ahead reads this time first.
    let [meest, minst] = if voor.local_minus_utc() >= na.local_minus_utc() {
        [voor, na]
    } else {
        [na, voor]
    };
    let klopt = |moment: &DateTime<Utc>| lokaal(*moment).naive_local() == geschreven;
    let (eerste, tweede) = (lezing(meest), lezing(minst));
    // In the gap neither reading is true; then the earlier one stands.
    if !klopt(&eerste) && klopt(&tweede) {
        tweede
    } else {
        eerste
    }
}

/// RFC 3339 with the Dutch offset of that day: `2026-11-20T13:15:00+01:00`.
#[must_use]
pub fn rfc3339(moment: DateTime<Utc>) -> String {
    lokaal(moment).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Whole minutes from `nu` until `moment`, rounded down: what was over a second ago gives -1.
#[must_use]
pub fn minuten_tot(moment: DateTime<Utc>, nu: DateTime<Utc>) -> i64 {
    moment
        .signed_duration_since(nu)
        .num_seconds()
        .div_euclid(60)
}

/// A number of minutes as hours and minutes: `0u42`, and `-0u12` for what is over.
#[must_use]
pub fn resterend(minuten: i64) -> String {
    let teken = if minuten < 0 { "-" } else { "" };
    let count = minuten.unsigned_abs();
    format!("{teken}{}u{:02}", count / 60, count % 60)
}

/// Hour and minute: `13:15`.
#[must_use]
pub fn klok(moment: DateTime<Utc>) -> String {
    // A format that is read anew each time costs ten times as much, and every line has some of these a minute.
    let at = lokaal(moment);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The day as short as it can be said: `vr 20 nov`.
#[must_use]
pub fn dag(datum: NaiveDate) -> String {
    format!("{} {} {}", dagnaam(datum), datum.day(), maandnaam(datum))
}

/// The day with its year: `vr 20 nov 2026`.
#[must_use]
pub fn dag_met_jaar(datum: NaiveDate) -> String {
    format!("{} {}", dag(datum), datum.year())
}

/// A date in digits, as a Dutch reader writes it: `3-4-1991`.
#[must_use]
pub fn datum(datum: NaiveDate) -> String {
    datum.format("%-d-%-m-%Y").to_string()
}

/// A moment in full, for heads and prints: `vr 20 nov 2026 08:12`.
#[must_use]
pub fn voluit(moment: DateTime<Utc>) -> String {
    format!(
        "{} {}",
        dag_met_jaar(lokaal(moment).date_naive()),
        klok(moment)
    )
}

/// A moment as a person at `nu` would say it: `13:15` today, `gisteren 23:40`, `morgen 09:30`,
/// otherwise `vr 20 nov 13:15`, with the year when that is another one.
#[must_use]
pub fn moment(tijdstip: DateTime<Utc>, nu: DateTime<Utc>) -> String {
    met_dag(lokaal(tijdstip).date_naive(), &klok(tijdstip), nu)
}

/// As [`moment`], for the end of a term: midnight is `24:00` of the day that ends, because
/// "morgen 00:00" is read as a day too late.
#[must_use]
pub fn tot(tijdstip: DateTime<Utc>, nu: DateTime<Utc>) -> String {
    let datum = lokaal(tijdstip).date_naive();
    match (klok(tijdstip).as_str(), datum.pred_opt()) {
        ("00:00", Some(gisteren)) => met_dag(gisteren, "24:00", nu),
        (tijd, _) => met_dag(datum, tijd, nu),
    }
}

/// Age in whole years on a day; none when that day lies before the birth. Who was born on
/// 29 February is a year older on 1 March in an ordinary year.
#[must_use]
pub fn leeftijd(geboren: NaiveDate, op: NaiveDate) -> Option<u32> {
    op.years_since(geboren)
}

/// `ma` to `zo`.
#[must_use]
pub fn dagnaam(datum: NaiveDate) -> &'static str {
    match datum.weekday() {
        chrono::Weekday::Mon => "ma",
        chrono::Weekday::Tue => "di",
        chrono::Weekday::Wed => "wo",
        chrono::Weekday::Thu => "do",
        chrono::Weekday::Fri => "vr",
        chrono::Weekday::Sat => "za",
        chrono::Weekday::Sun => "zo",
    }
}

/// `jan` to `dec`; March is `mrt`, as on a Dutch calendar.
#[must_use]
pub fn maandnaam(datum: NaiveDate) -> &'static str {
    const MAANDEN: [&str; 12] = [
        "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ];
    MAANDEN.get(datum.month0() as usize).copied().unwrap_or("")
}

fn met_dag(datum: NaiveDate, tijd: &str, nu: DateTime<Utc>) -> String {
    let vandaag = lokaal(nu).date_naive();
    match datum.signed_duration_since(vandaag).num_days() {
        0 => tijd.to_owned(),
        -1 => format!("gisteren {tijd}"),
        1 => format!("morgen {tijd}"),
        _ if datum.year() == vandaag.year() => format!("{} {tijd}", dag(datum)),
        _ => format!("{} {tijd}", dag_met_jaar(datum)),
    }
}
