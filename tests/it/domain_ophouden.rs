//! Ophouden voor onderzoek: the table of the law, its edges, and a second count minute by minute.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use zsmtafel::domain::artikel::Artikel;
use zsmtafel::domain::termijn::{
    Grond, Nood, OphoudTermijn, Ophouding, TermijnBestand, Termijnregels, Toelating, VastAdres,
    Waarschuwing,
};
use zsmtafel::domain::tijd::{lokaal, uit_lokaal};

pub fn bestand() -> TermijnBestand {
    toml::from_str(include_str!("../../assets/termijnen.toml")).unwrap()
}

pub fn regels() -> Termijnregels {
    Termijnregels::nieuw(bestand()).unwrap()
}

/// A moment as the Dutch wall clock shows it.
pub fn op(tekst: &str) -> DateTime<Utc> {
    uit_lokaal(NaiveDateTime::parse_from_str(tekst, "%Y-%m-%d %H:%M").unwrap())
}

fn toon(moment: Option<DateTime<Utc>>) -> String {
    moment.map_or("-".to_owned(), |moment| {
        lokaal(moment).format("%Y-%m-%d %H:%M").to_string()
    })
}

fn vanaf(begin: &str, artikelen: &str) -> Ophouding {
    Ophouding {
        begin_ophouden: Some(op(begin)),
        artikelen: Artikel::ontleed(artikelen),
        ..Ophouding::default()
    }
}

fn bezien(ophouding: &Ophouding, nu: &str) -> OphoudTermijn {
    regels().ophouden(ophouding, op(nu))
}

#[test]
fn nine_and_six_hours_without_the_night() {
    for (begin, negen, zes) in [
        // The table of the sources.
        ("2026-11-18 22:00", "2026-11-19 16:00", "2026-11-19 13:00"),
        ("2026-11-18 09:00", "2026-11-18 18:00", "2026-11-18 15:00"),
        ("2026-11-18 14:00", "2026-11-18 23:00", "2026-11-18 20:00"),
        ("2026-11-18 15:00", "2026-11-19 00:00", "2026-11-18 21:00"),
        ("2026-11-18 15:30", "2026-11-19 09:30", "2026-11-18 21:30"),
        ("2026-11-18 18:00", "2026-11-19 12:00", "2026-11-19 00:00"),
        ("2026-11-18 03:00", "2026-11-18 18:00", "2026-11-18 15:00"),
        // Its neighbours: a minute round midnight and round nine.
        ("2026-11-18 14:59", "2026-11-18 23:59", "2026-11-18 20:59"),
        ("2026-11-18 15:01", "2026-11-19 09:01", "2026-11-18 21:01"),
        ("2026-11-18 18:01", "2026-11-19 12:01", "2026-11-19 09:01"),
        ("2026-11-18 23:59", "2026-11-19 17:59", "2026-11-19 14:59"),
        ("2026-11-19 00:00", "2026-11-19 18:00", "2026-11-19 15:00"),
        ("2026-11-19 00:01", "2026-11-19 18:00", "2026-11-19 15:00"),
        ("2026-11-19 08:59", "2026-11-19 18:00", "2026-11-19 15:00"),
        ("2026-11-19 09:01", "2026-11-19 18:01", "2026-11-19 15:01"),
        // The night in which the clock goes back, and the one in which it goes forward.
        ("2026-10-24 22:00", "2026-10-25 16:00", "2026-10-25 13:00"),
        ("2026-10-25 02:30", "2026-10-25 18:00", "2026-10-25 15:00"),
        ("2026-03-28 22:00", "2026-03-29 16:00", "2026-03-29 13:00"),
        ("2026-03-29 01:30", "2026-03-29 18:00", "2026-03-29 15:00"),
        ("2026-03-29 03:00", "2026-03-29 18:00", "2026-03-29 15:00"),
        // Leap day, ordinary end of February, end of the year, a weekend, a day off.
        ("2028-02-28 20:00", "2028-02-29 14:00", "2028-02-29 11:00"),
        ("2028-02-29 20:00", "2028-03-01 14:00", "2028-03-01 11:00"),
        ("2027-02-28 20:00", "2027-03-01 14:00", "2027-03-01 11:00"),
        ("2026-12-31 20:00", "2027-01-01 14:00", "2027-01-01 11:00"),
        ("2026-11-21 20:00", "2026-11-22 14:00", "2026-11-22 11:00"),
        ("2026-12-24 20:00", "2026-12-25 14:00", "2026-12-25 11:00"),
    ] {
        let met = bezien(&vanaf(begin, "300 Sr"), begin);
        assert_eq!(
            (toon(met.uiterlijk).as_str(), met.voorzichtig),
            (negen, false),
            "9 uur vanaf {begin}"
        );
        let zonder = bezien(&vanaf(begin, "138 Sr"), begin);
        assert_eq!(
            (toon(zonder.uiterlijk).as_str(), zonder.voorzichtig),
            (zes, false),
            "6 uur vanaf {begin}"
        );
    }
}

#[test]
fn the_article_decides_between_nine_and_six() {
    use Toelating::{HangtAf, NietHerkend, NietToegelaten, Toegelaten};
    for (artikelen, verwacht, regel) in [
        ("300 jo 304 Sr", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        ("47 jo 310 Sr", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        ("287 jo 45 Sr", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        ("285 lid 1 Sr", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        ("285b", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        (
            "art. 138 Sr / 350 Sr",
            Toegelaten,
            "9 uur, art. 56a lid 2 Sv",
        ),
        ("999 Sr / 300 Sr", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        ("11 Wth", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        ("184a Sr", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        ("11 lid 2 Opiumwet", Toegelaten, "9 uur, art. 56a lid 2 Sv"),
        ("138 Sr", NietToegelaten, "6 uur, art. 56a lid 2 Sv"),
        ("8 lid 2 WVW", NietToegelaten, "6 uur, art. 56a lid 2 Sv"),
        ("47 jo 138 Sr", NietToegelaten, "6 uur, art. 56a lid 2 Sv"),
        ("453 Sr", NietToegelaten, "6 uur, art. 56a lid 2 Sv"),
        (
            "11 Opiumwet",
            HangtAf,
            "6 uur, art. 56a lid 2 Sv (hangt af van lid of omstandigheden: voorzichtig 6 uur)",
        ),
        (
            "26 WWM / 138 Sr",
            HangtAf,
            "6 uur, art. 56a lid 2 Sv (hangt af van lid of omstandigheden: voorzichtig 6 uur)",
        ),
        (
            "999 Sr",
            NietHerkend,
            "6 uur, art. 56a lid 2 Sv (artikel niet herkend: voorzichtig 6 uur)",
        ),
        (
            "2.48 APV",
            NietHerkend,
            "6 uur, art. 56a lid 2 Sv (artikel niet herkend: voorzichtig 6 uur)",
        ),
        (
            "45 Sr",
            NietHerkend,
            "6 uur, art. 56a lid 2 Sv (artikel niet herkend: voorzichtig 6 uur)",
        ),
        (
            "",
            NietHerkend,
            "6 uur, art. 56a lid 2 Sv (artikel niet herkend: voorzichtig 6 uur)",
        ),
    ] {
        let klok = bezien(&vanaf("2026-11-18 10:00", artikelen), "2026-11-18 10:00");
        assert_eq!(
            (klok.toelating, klok.regel.as_str()),
            (verwacht, regel),
            "{artikelen}"
        );
        assert_eq!(klok.voorzichtig, !verwacht.is_zeker(), "{artikelen}");
        let uren = if verwacht == Toegelaten { 9 } else { 6 };
        assert_eq!(
            klok.uiterlijk,
            Some(op("2026-11-18 10:00") + TimeDelta::hours(uren)),
            "{artikelen}"
        );
    }
}

#[test]
fn every_article_of_the_samples_is_judged() {
    let rijen: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../assets/voorbeelden/waarheid.json")).unwrap();
    let regels = regels();
    for rij in rijen {
        let tekst = rij["artikel"].as_str().unwrap();
        let oordeel = regels.toelating(
            &Artikel::ontleed(tekst),
            VastAdres::NietGezegd,
            "2026-11-20".parse().unwrap(),
        );
        assert_ne!(oordeel, Toelating::NietHerkend, "{tekst}");
    }
}

#[test]
fn the_start_is_the_order_else_the_arrival_else_the_arrest() {
    let alles = Ophouding {
        aanhouding: Some(op("2026-11-18 10:00")),
        aankomst: Some(op("2026-11-18 10:40")),
        begin_ophouden: Some(op("2026-11-18 11:00")),
        artikelen: Artikel::ontleed("300 Sr"),
        ..Ophouding::default()
    };
    let zonder_begin = Ophouding {
        begin_ophouden: None,
        ..alles.clone()
    };
    let kaal = Ophouding {
        aankomst: None,
        ..zonder_begin.clone()
    };
    for (ophouding, grond, uiterlijk, voorzichtig, label) in [
        (
            alles,
            Grond::BeginOphouden,
            "2026-11-18 20:00",
            false,
            "vanaf begin ophouden",
        ),
        (
            zonder_begin,
            Grond::Aankomst,
            "2026-11-18 19:40",
            true,
            "voorzichtig geschat (vanaf aankomst)",
        ),
        (
            kaal,
            Grond::Aanhouding,
            "2026-11-18 19:00",
            true,
            "voorzichtig geschat (vanaf aanhouding)",
        ),
    ] {
        let klok = bezien(&ophouding, "2026-11-18 12:00");
        assert_eq!(
            (klok.grond, toon(klok.uiterlijk).as_str(), klok.voorzichtig),
            (grond, uiterlijk, voorzichtig)
        );
        assert_eq!(klok.grond.label(), label);
        assert_eq!(klok.waarschuwingen, []);
    }
}

#[test]
fn without_any_time_the_clock_is_unknown_and_comes_first() {
    let klok = bezien(
        &Ophouding {
            artikelen: Artikel::ontleed("300 Sr"),
            ..Ophouding::default()
        },
        "2026-11-18 12:00",
    );
    assert_eq!(
        (klok.uiterlijk, klok.resterend_minuten, klok.grond),
        (None, None, Grond::Onbekend)
    );
    assert_eq!(klok.waarschuwingen, [Waarschuwing::GeenTijd]);
    assert!(!klok.stilstand);
    let mut volgorde = [
        Nood::Ruim,
        Nood::Verlopen,
        klok.nood(45, 120),
        Nood::Bijna,
        Nood::Spoed,
    ];
    volgorde.sort();
    assert_eq!(
        volgorde,
        [
            Nood::Onbekend,
            Nood::Verlopen,
            Nood::Spoed,
            Nood::Bijna,
            Nood::Ruim
        ]
    );
}

#[test]
fn minutes_become_urgency() {
    for (minuten, nood) in [
        (None, Nood::Onbekend),
        (Some(-1), Nood::Verlopen),
        (Some(0), Nood::Spoed),
        (Some(45), Nood::Spoed),
        (Some(46), Nood::Bijna),
        (Some(120), Nood::Bijna),
        (Some(121), Nood::Ruim),
    ] {
        assert_eq!(Nood::van(minuten, 45, 120), nood, "{minuten:?}");
    }
    assert_eq!(Nood::van(Some(60), 60, 90), Nood::Spoed);
}

#[test]
fn the_extension_is_for_facts_without_hechtenis_only() {
    let verlengd = |artikelen| Ophouding {
        verlengd_56b: 1,
        ..vanaf("2026-11-18 10:00", artikelen)
    };
    let mag = bezien(&verlengd("138 Sr"), "2026-11-18 12:00");
    assert_eq!(toon(mag.uiterlijk), "2026-11-18 22:00");
    assert_eq!(mag.regel, "6 + 6 uur, art. 56a lid 2 Sv en art. 56b Sv");
    assert_eq!(mag.waarschuwingen, []);
    // Its night does not count either.
    let laat = Ophouding {
        verlengd_56b: 1,
        ..vanaf("2026-11-18 15:00", "138 Sr")
    };
    assert_eq!(
        toon(bezien(&laat, "2026-11-18 15:00").uiterlijk),
        "2026-11-19 12:00"
    );

    let mag_niet = bezien(&verlengd("300 Sr"), "2026-11-18 12:00");
    assert_eq!(toon(mag_niet.uiterlijk), "2026-11-18 19:00");
    assert_eq!(
        mag_niet.waarschuwingen,
        [Waarschuwing::VerlengingNietToegestaan]
    );
    let onzeker = bezien(&verlengd("999 Sr"), "2026-11-18 12:00");
    assert_eq!(toon(onzeker.uiterlijk), "2026-11-18 16:00");
    assert_eq!(onzeker.waarschuwingen, [Waarschuwing::VerlengingOnzeker]);
}

#[test]
fn the_clock_stands_still_at_night_only_while_it_runs() {
    let ophouding = vanaf("2026-11-18 22:00", "300 Sr"); // to 16:00 the next day
    for (nu, stil, minuten) in [
        ("2026-11-18 23:59", false, 16 * 60 + 1),
        ("2026-11-19 00:00", true, 16 * 60),
        ("2026-11-19 08:59", true, 7 * 60 + 1),
        ("2026-11-19 09:00", false, 7 * 60),
        ("2026-11-19 16:00", false, 0),
        ("2026-11-20 03:00", false, -11 * 60),
    ] {
        let klok = bezien(&ophouding, nu);
        assert_eq!(
            (klok.stilstand, klok.resterend_minuten),
            (stil, Some(minuten)),
            "{nu}"
        );
        assert_eq!(
            klok.loopt_weer,
            stil.then(|| op("2026-11-19 09:00")),
            "{nu}"
        );
    }
    // What ended at 24:00 does not stand still after it.
    assert!(!bezien(&vanaf("2026-11-18 15:00", "300 Sr"), "2026-11-19 00:00").stilstand);
}

#[test]
fn the_printed_end_stands_beside_and_its_difference_is_flagged() {
    let lijst = |einde: &str| Ophouding {
        gedrukt_einde: Some(op(einde)),
        ..vanaf("2026-11-18 10:00", "300 Sr")
    };
    let gelijk = bezien(&lijst("2026-11-18 19:00"), "2026-11-18 15:30");
    assert_eq!(
        (gelijk.verschil_met_lijst, gelijk.waarschuwingen.len()),
        (Some(0), 0)
    );

    let eerder = bezien(&lijst("2026-11-18 16:00"), "2026-11-18 15:30");
    assert_eq!(eerder.verschil_met_lijst, Some(-180));
    assert_eq!(
        eerder.waarschuwingen,
        [Waarschuwing::VerschilMetLijst { minuten: -180 }]
    );
    assert_eq!(
        eerder.waarschuwingen[0].to_string(),
        "de lijst eindigt 3u00 eerder dan berekend"
    );
    assert_eq!(toon(eerder.uiterlijk), "2026-11-18 19:00");
    // Urgency follows the earlier of the two.
    assert_eq!(
        (eerder.nood(45, 120), gelijk.nood(45, 120)),
        (Nood::Spoed, Nood::Ruim)
    );

    let later = bezien(&lijst("2026-11-18 20:00"), "2026-11-18 18:30");
    assert_eq!(
        (later.verschil_met_lijst, later.nood(45, 120)),
        (Some(60), Nood::Spoed)
    );
}

#[test]
fn a_printed_end_alone_is_used_when_it_can_be_true() {
    let alleen = |einde: &str| Ophouding {
        gedrukt_einde: Some(op(einde)),
        artikelen: Artikel::ontleed("300 Sr"),
        ..Ophouding::default()
    };
    let klok = bezien(&alleen("2026-11-18 16:00"), "2026-11-18 12:00");
    assert_eq!(
        (klok.grond, klok.resterend_minuten),
        (Grond::Lijst, Some(240))
    );
    let voorbij = bezien(&alleen("2026-11-17 16:00"), "2026-11-18 12:00");
    assert_eq!(voorbij.nood(45, 120), Nood::Verlopen);
    // Nobody who is held now may still be held the day after tomorrow.
    let te_ver = bezien(&alleen("2026-11-20 16:00"), "2026-11-18 12:00");
    assert_eq!(
        (te_ver.uiterlijk, te_ver.nood(45, 120)),
        (None, Nood::Onbekend)
    );
    assert_eq!(
        te_ver.waarschuwingen,
        [Waarschuwing::EindeTeVer {
            moment: op("2026-11-20 16:00")
        }]
    );
}

#[test]
fn impossible_times_warn_and_never_look_safe() {
    let nu = "2026-11-18 12:00";
    let met = |aanhouding: Option<&str>,
               aankomst: Option<&str>,
               begin: Option<&str>,
               einde: Option<&str>| Ophouding {
        aanhouding: aanhouding.map(op),
        aankomst: aankomst.map(op),
        begin_ophouden: begin.map(op),
        gedrukt_einde: einde.map(op),
        artikelen: Artikel::ontleed("300 Sr"),
        ..Ophouding::default()
    };
    let (tien, elf, half_twaalf) = (
        Some("2026-11-18 10:00"),
        Some("2026-11-18 11:00"),
        Some("2026-11-18 11:30"),
    );
    let morgen = Some("2026-11-19 11:00");
    for (naam, ophouding, woorden) in [
        (
            "aanhouding morgen",
            met(morgen, None, None, None),
            "aanhouding do 19 nov 11:00 ligt in de toekomst",
        ),
        (
            "aankomst morgen",
            met(tien, morgen, None, None),
            "aankomst do 19 nov 11:00 ligt in de toekomst",
        ),
        (
            "begin morgen",
            met(tien, None, morgen, None),
            "begin ophouden do 19 nov 11:00 ligt in de toekomst",
        ),
        (
            "begin voor aanhouding",
            met(elf, None, tien, None),
            "begin ophouden wo 18 nov 10:00 ligt voor aanhouding",
        ),
        (
            "aankomst voor aanhouding",
            met(elf, tien, None, None),
            "aankomst wo 18 nov 10:00 ligt voor aanhouding",
        ),
        (
            "einde voor begin",
            met(None, None, elf, tien),
            "einde op de lijst wo 18 nov 10:00 ligt voor begin ophouden",
        ),
        (
            "einde gelijk aan begin",
            met(None, None, elf, elf),
            "einde op de lijst wo 18 nov 11:00 ligt voor",
        ),
        (
            "einde voor aanhouding",
            met(elf, None, half_twaalf, tien),
            "ligt voor aanhouding wo 18 nov 11:00",
        ),
    ] {
        let klok = bezien(&ophouding, nu);
        assert!(klok.is_onmogelijk(), "{naam}");
        assert_eq!(
            (klok.uiterlijk, klok.resterend_minuten),
            (None, None),
            "{naam}"
        );
        assert_eq!(klok.nood(45, 120), Nood::Onbekend, "{naam}");
        assert!(klok.voorzichtig && !klok.stilstand, "{naam}");
        assert!(
            klok.waarschuwingen
                .iter()
                .any(|een| een.to_string().contains(woorden)),
            "{naam}: {:?}",
            klok.waarschuwingen
        );
    }
    // Odd, but possible: the order stands a little before the arrival. The earlier one counts.
    let vreemd = bezien(&met(tien, half_twaalf, elf, None), nu);
    assert_eq!(toon(vreemd.uiterlijk), "2026-11-18 20:00");
    assert!(matches!(
        vreemd.waarschuwingen[..],
        [Waarschuwing::BeginVoorAankomst { .. }]
    ));
    // Possible too, but a wrong date would hide a clock that has run out.
    let dag_later = bezien(
        &met(tien, None, Some("2026-11-19 10:30"), None),
        "2026-11-19 12:00",
    );
    assert_eq!(toon(dag_later.uiterlijk), "2026-11-19 19:30");
    assert_eq!(
        dag_later.waarschuwingen,
        [Waarschuwing::LangNaAanhouding {
            minuten: 24 * 60 + 30
        }]
    );
}

#[test]
fn no_rule_for_that_year_means_no_end() {
    let klok = bezien(&vanaf("2015-05-05 10:00", "300 Sr"), "2015-05-05 11:00");
    assert_eq!((klok.uiterlijk, klok.nood(45, 120)), (None, Nood::Onbekend));
    assert_eq!(
        klok.waarschuwingen,
        [Waarschuwing::GeenRegel {
            op: "2015-05-05".parse().unwrap()
        }]
    );
}

#[test]
fn a_new_law_holds_from_its_day_on() {
    let mut bestand = bestand();
    let mut nieuw = bestand.ophouden[0].clone();
    bestand.ophouden[0].geldig_tot = Some("2029-03-31".parse().unwrap());
    nieuw.geldig_vanaf = "2029-04-01".parse().unwrap();
    nieuw.uren_met_hechtenis = 10;
    nieuw.stil_tot = "08:00".to_owned();
    nieuw.artikel = "nieuw artikel".to_owned();
    bestand.ophouden.push(nieuw);
    for lijst in &mut bestand.hechtenis {
        assert_eq!(lijst.geldig_tot, None);
    }
    let regels = Termijnregels::nieuw(bestand).unwrap();
    let einde = |begin: &str| {
        let klok = regels.ophouden(&vanaf(begin, "300 Sr"), op(begin));
        (toon(klok.uiterlijk), klok.regel)
    };
    assert_eq!(
        einde("2029-03-31 22:00"),
        (
            "2029-04-01 16:00".to_owned(),
            "9 uur, art. 56a lid 2 Sv".to_owned()
        )
    );
    assert_eq!(
        einde("2029-04-01 22:00"),
        (
            "2029-04-02 16:00".to_owned(),
            "10 uur, nieuw artikel".to_owned()
        )
    );
}
