//! Dutch holidays and working days against dates from printed calendars.

use chrono::NaiveDate;
use zsmtafel::domain::kalender::{FeestdagFout, FeestdagenBestand, Kalender, pasen};

pub fn kalender() -> Kalender {
    Kalender::nieuw(toml::from_str(include_str!("../../assets/feestdagen.toml")).unwrap()).unwrap()
}

fn datum(tekst: &str) -> NaiveDate {
    tekst.parse().unwrap()
}

#[test]
fn easter_falls_where_the_calendar_says() {
    for dag in [
        "1598-03-22",
        "1693-03-22",
        "1761-03-22",
        "2285-03-22",
        "1818-03-22",
        "1943-04-25",
        "1954-04-18",
        "1981-04-19",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2016-03-27",
        "2019-04-21",
        "2020-04-12",
        "2021-04-04",
        "2022-04-17",
        "2023-04-09",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2029-04-01",
        "2030-04-21",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
    ] {
        let jaar = dag[..4].parse().unwrap();
        assert_eq!(pasen(jaar), Some(datum(dag)));
    }
}

#[test]
fn the_days_off_of_several_years() {
    for (jaar, dagen) in [
        (
            2023,
            "01-01 04-09 04-10 04-27 05-18 05-28 05-29 12-25 12-26",
        ),
        (
            2024,
            "01-01 03-31 04-01 04-27 05-09 05-19 05-20 12-25 12-26",
        ),
        // 27 April is a Sunday, and Bevrijdingsdag has its lustrum.
        (
            2025,
            "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26",
        ),
        (
            2026,
            "01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26",
        ),
        (
            2027,
            "01-01 03-28 03-29 04-27 05-06 05-16 05-17 12-25 12-26",
        ),
        (
            2030,
            "01-01 04-21 04-22 04-27 05-05 05-30 06-09 06-10 12-25 12-26",
        ),
        // Koningsdag did not exist yet.
        (2013, "01-01 03-31 04-01 05-09 05-19 05-20 12-25 12-26"),
    ] {
        let kalender = kalender();
        let gevonden: Vec<_> = kalender
            .feestdagen(jaar)
            .iter()
            .map(|(dag, _)| dag.format("%m-%d").to_string())
            .collect();
        assert_eq!(gevonden.join(" "), dagen, "{jaar}");
    }
}

#[test]
fn working_days_step_over_weekends_and_days_off() {
    for (vanaf, aantal, tot) in [
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-11-21", 5, "2026-11-27"),
        ("2026-11-22", 1, "2026-11-23"),
        ("2026-04-02", 1, "2026-04-03"), // Goede Vrijdag is a working day here
        ("2026-04-03", 1, "2026-04-07"),
        ("2026-04-02", 5, "2026-04-10"),
        ("2026-04-24", 5, "2026-05-04"),
        ("2025-05-02", 1, "2025-05-06"),
        ("2026-05-04", 1, "2026-05-05"),
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-12-24", 5, "2027-01-04"),
        ("2028-02-28", 1, "2028-02-29"),
        ("2026-11-21", 0, "2026-11-21"),
    ] {
        assert_eq!(
            kalender().plus_werkdagen(datum(vanaf), aantal),
            Some(datum(tot)),
            "{aantal} na {vanaf}"
        );
    }
}

#[test]
fn counting_one_by_one_agrees_with_counting_at_once() {
    let kalender = kalender();
    let begin = datum("2020-01-01");
    let (mut dag, mut vorige, mut werkdagen) = (begin, begin, 0);
    while dag < datum("2030-01-01") {
        dag = dag.succ_opt().unwrap();
        if kalender.is_werkdag(dag) {
            werkdagen += 1;
            assert_eq!(kalender.plus_werkdagen(vorige, 1), Some(dag));
            vorige = dag;
        }
    }
    assert_eq!(kalender.plus_werkdagen(begin, werkdagen), Some(vorige));
    // 2609 weekdays in the count, less the days off that fall on one.
    let op_weekdag: usize = (2020..=2029)
        .map(|jaar| {
            let dagen = kalender.feestdagen(jaar);
            dagen
                .iter()
                .filter(|(dag, _)| !matches!(dag.format("%a").to_string().as_str(), "Sat" | "Sun"))
                .count()
        })
        .sum();
    // New Year of 2020 lies before the count and that of 2030 in it; both are weekdays.
    assert_eq!(werkdagen as usize, 2609 - op_weekdag);
}

#[test]
fn the_site_decides_about_bevrijdingsdag() {
    let met = |vrij: &str| {
        let tekst = format!(
            "[[feestdag]]\nnaam = \"Bevrijdingsdag\"\nwanneer = {{ vast = {{ maand = 5, dag = 5 }} }}\nvrij = \"{vrij}\""
        );
        let kalender = Kalender::nieuw(toml::from_str(&tekst).unwrap()).unwrap();
        [2025, 2026].map(|jaar| kalender.is_werkdag(NaiveDate::from_ymd_opt(jaar, 5, 5).unwrap()))
    };
    assert_eq!(met("altijd"), [false, false]);
    assert_eq!(met("lustrum"), [false, true]);
    assert_eq!(met("nooit"), [true, true]);
}

#[test]
fn a_rule_that_cannot_be_is_refused_with_its_name() {
    let lees = |wanneer: &str| {
        let tekst =
            format!("[[feestdag]]\nnaam = \"Proefdag\"\nwanneer = {wanneer}\nvrij = \"altijd\"");
        Kalender::nieuw(toml::from_str::<FeestdagenBestand>(&tekst).unwrap())
    };
    let fout = lees("{ vast = { maand = 2, dag = 30 } }").unwrap_err();
    assert_eq!(
        fout,
        FeestdagFout::GeenDag {
            naam: "Proefdag".to_owned(),
            maand: 2,
            dag: 30
        }
    );
    assert!(fout.to_string().contains("Proefdag"));
    assert!(matches!(
        lees("{ pasen = 400 }"),
        Err(FeestdagFout::TeVer { dagen: 400, .. })
    ));
    assert!(lees("{ vast = { maand = 2, dag = 29 } }").is_ok());
    assert!(toml::from_str::<FeestdagenBestand>("[[feestdag]]\nnaam = \"x\"\nkleur = 1").is_err());
}
