//! Dutch wall clock time: both ways, on the days that the clock changes, and in words.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;
use zsmtafel::domain::tijd;

fn utc(tekst: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(tekst).unwrap().to_utc()
}

fn klok(tekst: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(tekst, "%Y-%m-%d %H:%M").unwrap()
}

fn datum(tekst: &str) -> NaiveDate {
    tekst.parse().unwrap()
}

#[test]
fn a_wall_clock_time_becomes_a_moment_also_when_the_clock_changes() {
    for (geschreven, bedoeld) in [
        ("2026-11-20 13:15", "2026-11-20T12:15:00Z"),
        ("2026-07-01 13:15", "2026-07-01T11:15:00Z"),
        // Begin of summer time: 02:00 to 03:00 does not exist; the earlier reading stands.
        ("2026-03-29 01:59", "2026-03-29T00:59:00Z"),
        ("2026-03-29 02:00", "2026-03-29T00:00:00Z"),
        ("2026-03-29 02:30", "2026-03-29T00:30:00Z"),
        ("2026-03-29 03:00", "2026-03-29T01:00:00Z"),
        // End of summer time: 02:00 to 03:00 comes twice; the first time stands.
        ("2026-10-25 01:59", "2026-10-24T23:59:00Z"),
        ("2026-10-25 02:00", "2026-10-25T00:00:00Z"),
        ("2026-10-25 02:59", "2026-10-25T00:59:00Z"),
        ("2026-10-25 03:00", "2026-10-25T02:00:00Z"),
        ("2028-02-29 23:59", "2028-02-29T22:59:00Z"),
        ("2027-01-01 00:00", "2026-12-31T23:00:00Z"),
    ] {
        assert_eq!(
            tijd::uit_lokaal(klok(geschreven)),
            utc(bedoeld),
            "{geschreven}"
        );
    }
}

#[test]
fn the_ends_of_the_calendar_do_not_break_it() {
    for uiterste in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        let verschil = tijd::uit_lokaal(uiterste)
            .naive_utc()
            .signed_duration_since(uiterste);
        assert!(verschil.num_hours().abs() <= 2, "{verschil}");
    }
}

proptest! {
    #[test]
    fn what_the_clock_shows_is_read_back(seconden in -2_208_988_800_i64..7_258_118_400) {
        let moment = DateTime::from_timestamp(seconden, 0).unwrap();
        let gelezen = tijd::uit_lokaal(tijd::lokaal(moment).naive_local());
        // Exact, or the first of two equal times.
        let eerder = moment.signed_duration_since(gelezen);
        prop_assert!(eerder == TimeDelta::zero() || eerder == TimeDelta::hours(1), "{moment} {gelezen}");
        prop_assert_eq!(tijd::lokaal(gelezen).naive_local(), tijd::lokaal(moment).naive_local());
    }
}

#[test]
fn remaining_minutes_are_hours_and_minutes() {
    for (minuten, tekst) in [
        (42, "0u42"),
        (0, "0u00"),
        (60, "1u00"),
        (65, "1u05"),
        (1080, "18u00"),
        (-1, "-0u01"),
        (-75, "-1u15"),
        (i64::MIN, "-153722867280912930u08"),
    ] {
        assert_eq!(tijd::resterend(minuten), tekst);
    }
}

#[test]
fn a_second_too_late_is_too_late() {
    let einde = utc("2026-11-20T12:15:00Z");
    for (nu, minuten) in [
        ("2026-11-20T11:33:00Z", 42),
        ("2026-11-20T12:14:30Z", 0),
        ("2026-11-20T12:15:00Z", 0),
        ("2026-11-20T12:15:01Z", -1),
        ("2026-11-20T12:16:01Z", -2),
    ] {
        assert_eq!(tijd::minuten_tot(einde, utc(nu)), minuten, "{nu}");
    }
}

#[test]
fn a_moment_is_said_as_a_person_says_it() {
    let nu = utc("2026-11-20T07:12:00Z");
    for (moment, gezegd) in [
        ("2026-11-20T12:15:00Z", "13:15"),
        ("2026-11-19T22:40:00Z", "gisteren 23:40"),
        ("2026-11-21T08:30:00Z", "morgen 09:30"),
        ("2026-11-18T12:15:00Z", "wo 18 nov 13:15"),
        ("2026-11-22T12:15:00Z", "zo 22 nov 13:15"),
        ("2026-03-02T08:00:00Z", "ma 2 mrt 09:00"),
        ("2027-05-04T08:00:00Z", "di 4 mei 2027 10:00"),
        ("2026-11-20T23:00:00Z", "morgen 00:00"),
    ] {
        assert_eq!(tijd::moment(utc(moment), nu), gezegd);
    }
    // Yesterday by the Dutch calendar, though it is the same day in UTC.
    assert_eq!(
        tijd::moment(utc("2026-11-19T22:59:00Z"), utc("2026-11-19T23:30:00Z")),
        "gisteren 23:59"
    );
    // And over the end of a year.
    assert_eq!(
        tijd::moment(utc("2027-01-01T08:00:00Z"), utc("2026-12-31T12:00:00Z")),
        "morgen 09:00"
    );
}

#[test]
fn an_end_at_midnight_is_twenty_four_hours_of_the_day_before() {
    let nu = utc("2026-11-20T07:12:00Z");
    for (einde, gezegd) in [
        ("2026-11-20T23:00:00Z", "24:00"),
        ("2026-11-21T23:00:00Z", "morgen 24:00"),
        ("2026-11-19T23:00:00Z", "gisteren 24:00"),
        ("2026-11-27T23:00:00Z", "vr 27 nov 24:00"),
        ("2026-11-20T12:15:00Z", "13:15"),
    ] {
        assert_eq!(tijd::tot(utc(einde), nu), gezegd);
    }
}

#[test]
fn heads_and_files_have_the_full_date() {
    assert_eq!(
        tijd::voluit(utc("2026-11-20T07:12:00Z")),
        "vr 20 nov 2026 08:12"
    );
    assert_eq!(
        tijd::rfc3339(utc("2026-11-20T12:15:00Z")),
        "2026-11-20T13:15:00+01:00"
    );
    assert_eq!(
        tijd::rfc3339(utc("2026-07-20T12:15:00Z")),
        "2026-07-20T14:15:00+02:00"
    );
}

#[test]
fn every_day_and_month_has_its_dutch_name() {
    let namen: Vec<_> = (0..7)
        .map(|dag| tijd::dagnaam(datum("2026-11-16") + TimeDelta::days(dag)))
        .collect();
    assert_eq!(namen, ["ma", "di", "wo", "do", "vr", "za", "zo"]);
    let maanden: Vec<_> = (1..=12)
        .map(|maand| tijd::maandnaam(NaiveDate::from_ymd_opt(2026, maand, 1).unwrap()))
        .collect();
    assert_eq!(
        maanden.join(" "),
        "jan feb mrt apr mei jun jul aug sep okt nov dec"
    );
}

#[test]
fn age_counts_whole_years() {
    for (geboren, op, jaren) in [
        ("2008-11-20", "2026-11-19", Some(17)),
        ("2008-11-20", "2026-11-20", Some(18)),
        ("2008-02-29", "2026-02-28", Some(17)),
        ("2008-02-29", "2026-03-01", Some(18)),
        ("2026-11-20", "2026-11-20", Some(0)),
        ("2026-11-21", "2026-11-20", None),
    ] {
        assert_eq!(
            tijd::leeftijd(datum(geboren), datum(op)),
            jaren,
            "{geboren} op {op}"
        );
    }
}
