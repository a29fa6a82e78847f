//! The clocks of the law as a table: which clock, from when, how often extended, and when it ends.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc, Weekday};
use zsmtafel::domain::artikel::Artikel;
use zsmtafel::domain::kalender::{FeestdagenBestand, Kalender, Vrij};
use zsmtafel::domain::termijn::{
    Duur, Looptijd, Ophouding, Termijn, TermijnBestand, TermijnFout, TermijnSoort, Termijnregels,
    VastAdres, Vonnis, Waarschuwing,
};
use zsmtafel::domain::tijd::{lokaal, uit_lokaal};

use crate::domain_kalender::kalender;
use crate::domain_ophouden::{bestand, op, regels};

fn toon(moment: Option<DateTime<Utc>>) -> String {
    moment.map_or("-".to_owned(), |moment| {
        lokaal(moment).format("%Y-%m-%d %H:%M").to_string()
    })
}

fn klok_met(regels: &Termijnregels, soort: TermijnSoort, vanaf: &str, verlengd: u8) -> Termijn {
    regels.termijn(
        Looptijd {
            soort,
            vanaf: Some(op(vanaf)),
            verlengd,
        },
        op(vanaf),
        &kalender(),
    )
}

fn klok(soort: TermijnSoort, vanaf: &str, verlengd: u8) -> Termijn {
    klok_met(&regels(), soort, vanaf, verlengd)
}

/// What is held: article, address, extension, begin and end (art. 56a, 56b and 67 Sv).
const OPHOUDEN: &[(&str, VastAdres, u8, &str, &str)] = {
    use VastAdres::{Geen, NietGezegd, Twijfel};
    &[
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-11-18 09:00",
            "2026-11-18 18:00",
        ),
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-11-18 14:00",
            "2026-11-18 23:00",
        ),
        // Ends at 24:00, and not at 09:00.
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-11-18 15:00",
            "2026-11-19 00:00",
        ),
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-11-18 15:30",
            "2026-11-19 09:30",
        ),
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-11-18 18:00",
            "2026-11-19 12:00",
        ),
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-11-18 22:00",
            "2026-11-19 16:00",
        ),
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-11-18 03:00",
            "2026-11-18 18:00",
        ),
        (
            "138a Sr",
            NietGezegd,
            0,
            "2026-11-18 22:00",
            "2026-11-19 16:00",
        ),
        (
            "281 Sr",
            NietGezegd,
            0,
            "2026-11-18 10:00",
            "2026-11-18 19:00",
        ),
        (
            "137c lid 2 Sr",
            NietGezegd,
            0,
            "2026-11-18 10:00",
            "2026-11-18 19:00",
        ),
        (
            "137c Sr",
            NietGezegd,
            0,
            "2026-11-18 10:00",
            "2026-11-18 16:00",
        ),
        (
            "55/3 WWM",
            NietGezegd,
            0,
            "2026-11-18 10:00",
            "2026-11-18 19:00",
        ),
        (
            "26/1 WWM",
            NietGezegd,
            0,
            "2026-11-18 10:00",
            "2026-11-18 16:00",
        ),
        ("26/1 WWM", Geen, 0, "2026-11-18 10:00", "2026-11-18 19:00"),
        (
            "138 Sr",
            NietGezegd,
            0,
            "2026-11-18 09:00",
            "2026-11-18 15:00",
        ),
        (
            "138 Sr",
            NietGezegd,
            0,
            "2026-11-18 18:00",
            "2026-11-19 00:00",
        ),
        (
            "138 Sr",
            NietGezegd,
            0,
            "2026-11-18 22:00",
            "2026-11-19 13:00",
        ),
        ("138 Sr", Geen, 0, "2026-11-18 22:00", "2026-11-19 16:00"),
        ("138 Sr", Twijfel, 0, "2026-11-18 22:00", "2026-11-19 13:00"),
        ("8/2 WVW", Geen, 0, "2026-11-18 10:00", "2026-11-18 19:00"),
        ("453 Sr", Geen, 0, "2026-11-18 10:00", "2026-11-18 16:00"),
        ("999 Sr", Geen, 0, "2026-11-18 10:00", "2026-11-18 16:00"),
        // Identification: six more, once, and only where voorlopige hechtenis is not allowed.
        (
            "138 Sr",
            NietGezegd,
            1,
            "2026-11-18 09:00",
            "2026-11-18 21:00",
        ),
        (
            "138 Sr",
            NietGezegd,
            1,
            "2026-11-18 13:00",
            "2026-11-19 10:00",
        ),
        (
            "138 Sr",
            NietGezegd,
            2,
            "2026-11-18 09:00",
            "2026-11-18 21:00",
        ),
        (
            "300 Sr",
            NietGezegd,
            1,
            "2026-11-18 09:00",
            "2026-11-18 18:00",
        ),
        ("138 Sr", Geen, 1, "2026-11-18 09:00", "2026-11-18 18:00"),
        // A weekend, a feestdag and a change of the clock move nothing.
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-11-21 20:00",
            "2026-11-22 14:00",
        ),
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-12-24 20:00",
            "2026-12-25 14:00",
        ),
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-10-24 22:00",
            "2026-10-25 16:00",
        ),
        (
            "300 Sr",
            NietGezegd,
            0,
            "2026-03-28 22:00",
            "2026-03-29 16:00",
        ),
    ]
};

/// The other clocks.
const TERMIJNEN: &[(TermijnSoort, &str, u8, &str)] = {
    use TermijnSoort::{
        Bewaring, ForensischOnderzoek, Gedragsaanwijzing, Gevangenhouding, Huisverbod,
        HuisverbodUiterst, Informeren, Inverzekeringstelling, Onderzoek, Veiligheidsbeoordeling,
        VoorgeleidingRc,
    };
    &[
        // Three days of 24 hours, once three more (art. 58 Sv).
        (
            Inverzekeringstelling,
            "2026-11-17 16:00",
            0,
            "2026-11-20 16:00",
        ),
        (
            Inverzekeringstelling,
            "2026-11-17 16:00",
            1,
            "2026-11-23 16:00",
        ),
        (
            Inverzekeringstelling,
            "2026-11-17 16:00",
            2,
            "2026-11-23 16:00",
        ),
        (
            Inverzekeringstelling,
            "2026-11-20 16:00",
            0,
            "2026-11-23 16:00",
        ),
        (
            Inverzekeringstelling,
            "2026-03-27 16:00",
            0,
            "2026-03-30 17:00",
        ),
        // Ninety hours from the arrest (art. 59a Sv).
        (VoorgeleidingRc, "2026-11-16 22:00", 0, "2026-11-20 16:00"),
        (VoorgeleidingRc, "2026-11-20 18:00", 0, "2026-11-24 12:00"),
        (VoorgeleidingRc, "2026-10-23 10:00", 0, "2026-10-27 03:00"),
        // Fourteen days, then ninety by the raadkamer.
        (Bewaring, "2026-11-20 11:15", 0, "2026-12-04 11:15"),
        (Bewaring, "2026-12-20 11:15", 0, "2027-01-03 11:15"),
        (Gevangenhouding, "2026-12-04 11:15", 0, "2027-03-04 11:15"),
        (Gevangenhouding, "2026-12-04 11:15", 1, "2027-03-04 11:15"),
        // Ten days on the same minute; the Algemene termijnenwet does not hold (art. 13 Wth).
        (Huisverbod, "2011-02-01 14:00", 0, "2011-02-11 14:00"),
        (Huisverbod, "2026-11-18 14:00", 0, "2026-11-28 14:00"),
        (Huisverbod, "2026-12-15 23:47", 0, "2026-12-25 23:47"),
        (Huisverbod, "2026-10-20 14:00", 0, "2026-10-30 14:00"),
        (HuisverbodUiterst, "2026-11-27 09:10", 0, "2026-12-25 09:10"),
        // Ninety days, three times more (art. 509hh Sv).
        (Gedragsaanwijzing, "2026-11-20 17:00", 0, "2027-02-18 17:00"),
        (Gedragsaanwijzing, "2026-11-20 17:00", 1, "2027-05-19 17:00"),
        (Gedragsaanwijzing, "2026-11-20 17:00", 3, "2027-11-15 17:00"),
        (Gedragsaanwijzing, "2026-11-20 17:00", 4, "2027-11-15 17:00"),
        // Five working days. Good Friday and 5 May are working days here.
        (
            Veiligheidsbeoordeling,
            "2026-11-20 08:12",
            0,
            "2026-11-28 00:00",
        ),
        (
            Veiligheidsbeoordeling,
            "2026-11-21 23:59",
            0,
            "2026-11-28 00:00",
        ),
        (
            Veiligheidsbeoordeling,
            "2026-12-24 09:00",
            0,
            "2027-01-05 00:00",
        ),
        (
            Veiligheidsbeoordeling,
            "2026-03-30 09:00",
            0,
            "2026-04-08 00:00",
        ),
        (
            Veiligheidsbeoordeling,
            "2026-05-04 09:00",
            0,
            "2026-05-12 00:00",
        ),
        // 2025 is a lustrum: 5 May is a day off.
        (
            Veiligheidsbeoordeling,
            "2025-05-02 09:00",
            0,
            "2025-05-13 00:00",
        ),
        (
            Veiligheidsbeoordeling,
            "2026-05-11 09:00",
            0,
            "2026-05-20 00:00",
        ),
        // Ten weeks to the end of the day.
        (Onderzoek, "2026-11-20 08:12", 0, "2027-01-30 00:00"),
        // A Saturday and a Sunday end on the Monday (art. 1 Atw).
        (Onderzoek, "2026-11-21 08:12", 0, "2027-02-02 00:00"),
        (Onderzoek, "2026-11-22 08:12", 0, "2027-02-02 00:00"),
        // Good Friday: over Easter Monday to the Tuesday.
        (Onderzoek, "2026-01-23 10:00", 0, "2026-04-08 00:00"),
        (Onderzoek, "2026-01-26 10:00", 0, "2026-04-08 00:00"),
        // 5 May, in a year in which the offices work; Koningsdag; Ascension Day; Whit Monday.
        (Onderzoek, "2026-02-24 10:00", 0, "2026-05-07 00:00"),
        (Onderzoek, "2026-02-16 10:00", 0, "2026-04-29 00:00"),
        (Onderzoek, "2026-03-05 10:00", 0, "2026-05-16 00:00"),
        (Onderzoek, "2026-03-16 10:00", 0, "2026-05-27 00:00"),
        // Christmas on Friday and Saturday: the Monday after the Sunday.
        (Onderzoek, "2026-10-16 10:00", 0, "2026-12-29 00:00"),
        // Four weeks, and two more as often as needed; only the last day moves.
        (Informeren, "2026-11-20 08:12", 0, "2026-12-19 00:00"),
        (Informeren, "2026-11-27 08:12", 0, "2026-12-29 00:00"),
        (Informeren, "2026-11-27 08:12", 1, "2027-01-09 00:00"),
        (Informeren, "2026-11-20 08:12", 1, "2027-01-05 00:00"),
        (Informeren, "2026-11-20 08:12", 2, "2027-01-16 00:00"),
        (Informeren, "2026-11-20 08:12", 3, "2027-01-30 00:00"),
        (Informeren, "2026-11-20 08:12", 5, "2027-02-27 00:00"),
        (Informeren, "2026-11-21 08:12", 0, "2026-12-22 00:00"),
        // Forty-eight hours, whatever the wall clock does.
        (
            ForensischOnderzoek,
            "2026-11-20 03:20",
            0,
            "2026-11-22 03:20",
        ),
        (
            ForensischOnderzoek,
            "2026-10-24 14:00",
            0,
            "2026-10-26 13:00",
        ),
    ]
};

#[test]
fn seventy_five_clocks_by_the_law() {
    assert!(OPHOUDEN.len() + TERMIJNEN.len() >= 75);
    for (artikel, vast_adres, verlengd_56b, begin, verwacht) in OPHOUDEN {
        let klok = regels().ophouden(
            &Ophouding {
                begin_ophouden: Some(op(begin)),
                artikelen: Artikel::ontleed(artikel),
                vast_adres: *vast_adres,
                verlengd_56b: *verlengd_56b,
                ..Ophouding::default()
            },
            op(begin),
        );
        assert_eq!(
            toon(klok.uiterlijk),
            *verwacht,
            "{artikel} {vast_adres:?} vanaf {begin}"
        );
    }
    for (soort, vanaf, verlengd, verwacht) in TERMIJNEN {
        assert_eq!(
            toon(klok(*soort, vanaf, *verlengd).uiterlijk),
            *verwacht,
            "{soort:?} vanaf {vanaf}, {verlengd} keer verlengd"
        );
    }
}

#[test]
fn whether_good_friday_is_a_working_day_is_the_sites_choice_and_moves_no_term_of_the_law() {
    let mut file: FeestdagenBestand =
        toml::from_str(include_str!("../../assets/feestdagen.toml")).unwrap();
    for day in &mut file.feestdag {
        if day.naam == "Goede Vrijdag" || day.naam == "Bevrijdingsdag" {
            day.vrij = Vrij::Altijd;
        }
    }
    let closed = Kalender::nieuw(file).unwrap();
    let open = kalender();
    let end = |soort, vanaf: &str, days: &Kalender| {
        let looptijd = Looptijd {
            soort,
            vanaf: Some(op(vanaf)),
            verlengd: 0,
        };
        toon(regels().termijn(looptijd, op(vanaf), days).uiterlijk)
    };
    use TermijnSoort::{Onderzoek, Veiligheidsbeoordeling};
    for (soort, vanaf, werkt, dicht) in [
        // From Monday before Easter; from the day before 5 May.
        (
            Veiligheidsbeoordeling,
            "2026-03-30 09:00",
            "2026-04-08 00:00",
            "2026-04-09 00:00",
        ),
        (
            Veiligheidsbeoordeling,
            "2026-05-04 09:00",
            "2026-05-12 00:00",
            "2026-05-13 00:00",
        ),
        (
            Onderzoek,
            "2026-01-23 10:00",
            "2026-04-08 00:00",
            "2026-04-08 00:00",
        ),
        (
            Onderzoek,
            "2026-02-24 10:00",
            "2026-05-07 00:00",
            "2026-05-07 00:00",
        ),
    ] {
        assert_eq!(end(soort, vanaf, &open), werkt, "{soort:?} {vanaf}");
        assert_eq!(end(soort, vanaf, &closed), dicht, "{soort:?} {vanaf}");
    }
}

#[test]
fn a_moved_end_says_from_which_day_and_why() {
    for (soort, vanaf, regel, van) in [
        (
            TermijnSoort::Onderzoek,
            "2026-11-22 08:12",
            "10 weken, art. 4.1.7 lid 2 Uitvoeringsbesluit Wmo 2015; zo 31 jan schuift op, art. 1 Atw",
            Some("2027-01-31"),
        ),
        (
            TermijnSoort::Onderzoek,
            "2026-01-23 10:00",
            "10 weken, art. 4.1.7 lid 2 Uitvoeringsbesluit Wmo 2015; vr 3 apr (Goede Vrijdag) schuift op, art. 1 Atw",
            Some("2026-04-03"),
        ),
        (
            TermijnSoort::Onderzoek,
            "2026-11-20 08:12",
            "10 weken, art. 4.1.7 lid 2 Uitvoeringsbesluit Wmo 2015",
            None,
        ),
        (
            TermijnSoort::Huisverbod,
            "2026-11-18 14:00",
            "10 dagen, art. 2 lid 1 Wth",
            None,
        ),
    ] {
        let klok = klok(soort, vanaf, 0);
        assert_eq!(klok.regel, regel);
        assert_eq!(klok.verschoven_van, van.map(|dag| dag.parse().unwrap()));
    }
}

#[test]
fn months_end_on_the_same_day_or_on_the_last_of_the_month() {
    let mut file: TermijnBestand = bestand();
    for rule in &mut file.termijn {
        if rule.soort == TermijnSoort::Onderzoek {
            rule.duur = Duur::Maanden(3);
        }
    }
    let regels = Termijnregels::nieuw(file).unwrap();
    for (vanaf, verwacht) in [
        ("2026-11-20 08:12", "2027-02-23 00:00"), // 20 February is a Saturday.
        ("2026-11-30 08:12", "2027-03-02 00:00"), // The 28th is a Sunday.
        ("2026-08-12 08:12", "2026-11-13 00:00"),
        ("2027-11-30 08:12", "2028-03-01 00:00"), // Leap day, a Tuesday.
    ] {
        assert_eq!(
            toon(klok_met(&regels, TermijnSoort::Onderzoek, vanaf, 0).uiterlijk),
            verwacht,
            "{vanaf}"
        );
    }
    assert_eq!(
        (
            Duur::Maanden(1).to_string().as_str(),
            Duur::Maanden(3).to_string().as_str()
        ),
        ("1 maand", "3 maanden")
    );
}

#[test]
fn the_algemene_termijnenwet_only_where_it_holds() {
    for (soort, duur) in [
        (TermijnSoort::Huisverbod, None),
        (TermijnSoort::ForensischOnderzoek, None),
        (TermijnSoort::Veiligheidsbeoordeling, None),
        (TermijnSoort::Bewaring, None),
        (TermijnSoort::Onderzoek, Some(Duur::Weken(13))),
        (TermijnSoort::Onderzoek, Some(Duur::Maanden(4))),
    ] {
        let mut file = bestand();
        for rule in file.termijn.iter_mut().filter(|rule| rule.soort == soort) {
            rule.termijnenwet = true;
            rule.duur = duur.unwrap_or(rule.duur);
        }
        let fout = Termijnregels::nieuw(file).unwrap_err();
        assert!(
            matches!(&fout, TermijnFout::Termijnenwet { wat } if *wat == soort.code()),
            "{fout:?}"
        );
        assert!(fout.to_string().ends_with("(termijnen.toml)."), "{fout}");
    }
    // Which clocks of the list it moves.
    let moved: Vec<TermijnSoort> = bestand()
        .termijn
        .into_iter()
        .filter(|rule| rule.termijnenwet)
        .map(|rule| rule.soort)
        .collect();
    assert_eq!(moved, [TermijnSoort::Onderzoek, TermijnSoort::Informeren]);
}

#[test]
fn a_huisverbod_of_a_minor_warns() {
    for (soort, minderjarig, waarschuwt) in [
        (TermijnSoort::Huisverbod, Some(true), true),
        (TermijnSoort::Huisverbod, Some(false), false),
        (TermijnSoort::Huisverbod, None, false),
        (TermijnSoort::Gedragsaanwijzing, Some(true), false),
        (TermijnSoort::Inverzekeringstelling, Some(true), false),
    ] {
        let klok = klok(soort, "2026-11-20 10:00", 0).voor(minderjarig);
        assert_eq!(
            klok.waarschuwingen.contains(&Waarschuwing::Minderjarig),
            waarschuwt,
            "{soort:?} {minderjarig:?}"
        );
        // It warns; the end stays, since somebody did order it.
        assert!(klok.uiterlijk.is_some());
    }
}

#[test]
fn only_a_final_judgment_ends_a_gedragsaanwijzing_earlier() {
    let nu = op("2026-12-10 12:00");
    let vanaf = "2026-11-20 17:00";
    let lopend = || {
        regels().termijn(
            Looptijd {
                soort: TermijnSoort::Gedragsaanwijzing,
                vanaf: Some(op(vanaf)),
                verlengd: 0,
            },
            nu,
            &kalender(),
        )
    };
    let vonnis = op("2026-12-08 15:00");
    let gewezen = lopend().met_vonnis(Vonnis::Gewezen(vonnis), nu);
    assert_eq!(toon(gewezen.uiterlijk), "2027-02-18 17:00");
    assert_eq!(
        gewezen.waarschuwingen,
        [Waarschuwing::Vonnis { op: vonnis }]
    );
    assert!(
        gewezen.waarschuwingen[0]
            .to_string()
            .contains("onherroepelijk"),
        "{}",
        gewezen.waarschuwingen[0]
    );
    let klaar = lopend().met_vonnis(Vonnis::Onherroepelijk(vonnis), nu);
    assert_eq!(toon(klaar.uiterlijk), "2026-12-08 15:00");
    assert!(klaar.resterend_minuten.unwrap() < 0);
    assert!(
        klaar.regel.ends_with("vonnis onherroepelijk"),
        "{}",
        klaar.regel
    );
    // Final only after the ninety days: the ninety days stay the end.
    let later = lopend().met_vonnis(Vonnis::Onherroepelijk(op("2027-03-01 09:00")), nu);
    assert_eq!(later, lopend());
}

/// The feestdagen of art. 3 Atw by hand, for the property below.
const FEESTDAGEN: [&str; 20] = [
    "2026-01-01",
    "2026-04-03",
    "2026-04-06",
    "2026-04-27",
    "2026-05-05",
    "2026-05-14",
    "2026-05-25",
    "2026-12-25",
    "2026-12-26",
    "2027-01-01",
    "2027-03-26",
    "2027-03-29",
    "2027-04-27",
    "2027-05-05",
    "2027-05-06",
    "2027-05-17",
    "2027-12-25",
    "2027-12-26",
    "2028-01-01",
    "2028-04-14",
];

proptest::proptest! {
    #[test]
    fn a_term_of_weeks_never_ends_on_a_day_that_the_law_leaves_out(dag in 0_u64..700, uren in 0_u32..24, keer in 0_u8..4) {
        use chrono::Datelike as _;
        let begin = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(dag);
        let vanaf = uit_lokaal(begin.and_time(NaiveTime::from_hms_opt(uren, 0, 0).unwrap()));
        for (soort, weken) in [
            (TermijnSoort::Onderzoek, 10),
            (TermijnSoort::Informeren, 4 + 2 * u64::from(keer)),
        ] {
            let verlengd = if soort == TermijnSoort::Informeren { keer } else { 0 };
            let klok = regels().termijn(Looptijd { soort, vanaf: Some(vanaf), verlengd }, vanaf, &kalender());
            // The oracle: day by day from so many weeks on.
            let mut laatste = begin + Days::new(7 * weken);
            let onder = |dag: NaiveDate| {
                matches!(dag.weekday(), Weekday::Sat | Weekday::Sun)
                    || FEESTDAGEN.contains(&dag.to_string().as_str())
            };
            if laatste > NaiveDate::from_ymd_opt(2028, 4, 14).unwrap() {
                continue;
            }
            while onder(laatste) {
                laatste = laatste + Days::new(1);
            }
            let einde = uit_lokaal((laatste + Days::new(1)).and_time(NaiveTime::MIN));
            proptest::prop_assert_eq!(klok.uiterlijk, Some(einde));
        }
    }
}
