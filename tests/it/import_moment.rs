//! Dates and times as people and programs write them.

use chrono::{NaiveDate, TimeZone, Utc};
use zsmtafel::import::{Blik, Leeftijd, geboortedatum, moment, naar_utc};

use crate::import_hulp::lokaal;

#[test]
fn momenten_zonder_twijfel() {
    let table = [
        ("19-11-2026 08:05", "2026-11-19T08:05:00"),
        ("19-11-2026 8:05", "2026-11-19T08:05:00"),
        ("19-11-26 8.05", "2026-11-19T08:05:00"),
        ("19/11/2026 08.05", "2026-11-19T08:05:00"),
        ("19.11.26 08:05", "2026-11-19T08:05:00"),
        ("19.11.2026, 0805", "2026-11-19T08:05:00"),
        ("19-11-2026 8.05u", "2026-11-19T08:05:00"),
        ("19-11-2026 8u05", "2026-11-19T08:05:00"),
        ("19-11-2026 08:05 uur", "2026-11-19T08:05:00"),
        ("19-11-2026 om 8:05 uur", "2026-11-19T08:05:00"),
        ("19-11-2026 13h26", "2026-11-19T13:26:00"),
        ("do 19-11-2026 08:05", "2026-11-19T08:05:00"),
        ("donderdag 19 november 2026 08:05", "2026-11-19T08:05:00"),
        ("19 nov. 2026 8:05", "2026-11-19T08:05:00"),
        ("19-nov-26 8:05", "2026-11-19T08:05:00"),
        ("3 maart 2026 8:05", "2026-03-03T08:05:00"),
        ("2026-11-19 08:05:30", "2026-11-19T08:05:30"),
        ("2026-11-19T08:05", "2026-11-19T08:05:00"),
        ("2026-11-19 08:05:30.500", "2026-11-19T08:05:30"),
        ("20261119 0805", "2026-11-19T08:05:00"),
        ("2026-11-19T07:05:00Z", "2026-11-19T08:05:00"),
        ("2026-11-19T08:05:00+01:00", "2026-11-19T08:05:00"),
        ("04-03-2026 00:00", "2026-03-04T00:00:00"), // day first, always
        ("01-07-2026 12:00", "2026-07-01T12:00:00"), // summer time
    ];
    for (text, expected) in table {
        let found = moment(Blik::Tekst(text), None);
        assert_eq!(
            (found.waarde, found.twijfel),
            (Some(lokaal(expected)), None),
            "{text}"
        );
    }
}

#[test]
fn momenten_met_twijfel_of_zonder_waarde() {
    let table = [
        ("19-11-2026", Some("2026-11-19T00:00:00"), "geen tijd"),
        (
            "19-11-2026 24:00",
            Some("2026-11-20T00:00:00"),
            "volgende dag",
        ),
        ("19-11", None, "jaar ontbreekt"),
        ("19-11-126 08:05", None, "twee of vier cijfers"),
        ("31-02-2026 08:05", None, "dag bestaat niet"),
        ("11-19-2026 08:05", None, "maand"),
        ("19-11-2026 08:61", None, "bestaat niet"),
        ("19-11-2026 8:5", None, "geen tijd"),
        ("19-11-2026 ochtend", None, "geen tijd"),
        ("08:05", None, "zonder datum"),
        ("8.05u", None, "zonder datum"),
        ("19-11-0026 08:05", None, "kan niet"),
        ("morgen", None, "geen datum"),
        ("99999999999999999999", None, "geen datum"),
    ];
    for (text, expected, words) in table {
        let found = moment(Blik::Tekst(text), None);
        assert_eq!(found.waarde, expected.map(lokaal), "{text}");
        let said = found.twijfel.unwrap();
        assert!(said.contains(words), "{text}: {said}");
    }
    for text in ["-", "?", "onbekend"] {
        let found = moment(Blik::Tekst(text), None);
        assert_eq!((found.waarde, found.twijfel), (None, None), "{text}");
    }
}

#[test]
fn excel_telt_vanaf_1900_of_1904() {
    let serial = 46_345.559_722_222_22; // 19 November 2026, 13:26
    for (serial, from_1904) in [(serial, false), (serial - 1_462.0, true)] {
        let found = moment(Blik::Serieel(serial, from_1904), None);
        assert_eq!(
            (found.waarde, found.twijfel),
            (Some(lokaal("2026-11-19T13:26:00")), None)
        );
    }
    // A number that lost its format is read, and said.
    let found = moment(Blik::Getal(serial), None);
    assert_eq!(found.waarde, Some(lokaal("2026-11-19T13:26:00")));
    assert!(found.twijfel.unwrap().contains("19-11-2026 13:26"));
    // A date with a time of its own beside it, as a fraction of a day, as text and as 805.
    for time in [
        Blik::Serieel(0.336_805_555_6, false),
        Blik::Tekst("8:05"),
        Blik::Getal(805.0),
        Blik::Getal(8.05),
    ] {
        let found = moment(Blik::Serieel(46_345.0, false), Some(time));
        assert_eq!(
            (found.waarde, found.twijfel),
            (Some(lokaal("2026-11-19T08:05:00")), None),
            "{time:?}"
        );
    }
    for number in [0.5, 12.0, -3.0, 1e300, f64::NAN, f64::INFINITY] {
        assert_eq!(moment(Blik::Getal(number), None).waarde, None, "{number}");
        assert_eq!(
            moment(Blik::Serieel(number, false), None)
                .waarde
                .filter(|_| number > 1e6),
            None
        );
    }
}

#[test]
fn zomertijd_en_wintertijd_geven_het_vroegste_moment() {
    let local = |day: u32, month: u32, hour: u32| {
        NaiveDate::from_ymd_opt(2026, month, day)
            .unwrap()
            .and_hms_opt(hour, 30, 0)
            .unwrap()
    };
    let twice = naar_utc(local(25, 10, 2));
    assert_eq!(
        twice.waarde,
        Some(Utc.with_ymd_and_hms(2026, 10, 25, 0, 30, 0).unwrap())
    );
    assert!(twice.twijfel.unwrap().contains("twee keer"));
    let never = naar_utc(local(29, 3, 2));
    assert_eq!(
        never.waarde,
        Some(Utc.with_ymd_and_hms(2026, 3, 29, 0, 30, 0).unwrap())
    );
    assert!(never.twijfel.unwrap().contains("bestaat niet"));
}

#[test]
fn geboortejaren_van_twee_cijfers() {
    let leeftijd = Leeftijd {
        vandaag: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
        jongste: 12,
    };
    let table = [
        ("01-02-1990", "1990-02-01", None),
        ("1-2-90", "1990-02-01", None),
        ("1 feb 90", "1990-02-01", None),
        ("01-02-14", "2014-02-01", None), // twelve this year
        ("01-02-15", "1915-02-01", Some("2015 kan ook")), // eleven: not by this rule
        ("01-02-47", "1947-02-01", None),
        ("1990-02-01", "1990-02-01", None),
        ("19900201", "1990-02-01", None),
        ("01-02-1990 00:00", "1990-02-01", None),
        ("01-02-2027", "2027-02-01", Some("toekomst")),
        ("01-02-1890", "1890-02-01", Some("110 jaar")),
    ];
    for (text, expected, doubt) in table {
        let found = geboortedatum(Blik::Tekst(text), leeftijd);
        assert_eq!(found.waarde.unwrap().to_string(), expected, "{text}");
        match (doubt, found.twijfel) {
            (None, None) => {}
            (Some(words), Some(said)) => assert!(said.contains(words), "{text}: {said}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    assert_eq!(
        geboortedatum(Blik::Serieel(40_846.0, false), leeftijd)
            .waarde
            .unwrap()
            .to_string(),
        "2011-10-30"
    );
    assert!(
        geboortedatum(Blik::Tekst("30-02-1990"), leeftijd)
            .twijfel
            .is_some()
    );
}
