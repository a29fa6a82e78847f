//! Times as people type them.

use chrono::{DateTime, Utc};
use zsmtafel::app::velden::tijdinvoer::{lees_geboortedatum, lees_moment, lees_verleden};
use zsmtafel::domain::tijd;

/// Friday 20 November 2026, 08:12 in Amsterdam.
fn nu() -> DateTime<Utc> {
    "2026-11-20T07:12:00Z".parse().unwrap()
}

fn lokaal(at: DateTime<Utc>) -> String {
    tijd::lokaal(at).format("%Y-%m-%d %H:%M").to_string()
}

#[test]
fn a_moment_to_come() {
    for (typed, expected) in [
        ("morgen 12", "2026-11-21 12:00"),
        ("Morgen 9:30", "2026-11-21 09:30"),
        ("+4u", "2026-11-20 12:12"),
        ("+ 90 min", "2026-11-20 09:42"),
        ("+2d", "2026-11-22 08:12"),
        ("vr", "2026-11-27 17:00"),
        ("ma 9", "2026-11-23 09:00"),
        ("zaterdag 10.15", "2026-11-21 10:15"),
        ("13:15", "2026-11-20 13:15"),
        ("07:00", "2026-11-21 07:00"),
        ("1300", "2026-11-20 13:00"),
        ("21-11", "2026-11-21 17:00"),
        ("21-11-2026 09:00", "2026-11-21 09:00"),
        ("1/12/26 8u", "2026-12-01 08:00"),
        ("overmorgen", "2026-11-22 17:00"),
    ] {
        assert_eq!(
            lees_moment(typed, nu()).map(lokaal).as_deref(),
            Some(expected),
            "{typed}"
        );
    }
    for typed in [
        "",
        "straks",
        "morgen 25",
        "31-2",
        "12:60",
        "+u",
        "+99999999999u",
        "a b c",
        "m",
    ] {
        assert_eq!(lees_moment(typed, nu()), None, "{typed}");
    }
}

#[test]
fn a_moment_that_has_been() {
    for (typed, expected) in [
        ("08:05", "2026-11-20 08:05"),
        ("23:40", "2026-11-19 23:40"),
        ("gisteren 16:00", "2026-11-19 16:00"),
        ("19-11 9.30", "2026-11-19 09:30"),
    ] {
        assert_eq!(
            lees_verleden(typed, nu()).map(lokaal).as_deref(),
            Some(expected),
            "{typed}"
        );
    }
    assert_eq!(lees_verleden("net", nu()), None);
}

#[test]
fn a_date_of_birth() {
    for typed in [
        "3-4-1995",
        "03/04/1995",
        "3.4.1995",
        "03041995",
        "1995-04-03",
    ] {
        let read = lees_geboortedatum(typed, nu());
        assert_eq!(
            read.map(|date| date.to_string()).as_deref(),
            Some("1995-04-03"),
            "{typed}"
        );
    }
    for typed in [
        "",
        "31-2-1995",
        "3-4-95",
        "3-4-2030",
        "1-1-1800",
        "gisteren",
    ] {
        assert_eq!(lees_geboortedatum(typed, nu()), None, "{typed}");
    }
}
