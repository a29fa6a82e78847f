//! Who can be reached at which moment, and what the worker then reads.

use chrono::{DateTime, NaiveDateTime, Utc};
use zsmtafel::domain::bereikbaarheid::{
    Bereik, Bereikbaarheid, BereikbaarheidBestand, BereikbaarheidFout, Hoe, Wie,
};
use zsmtafel::domain::gemeente::Gemeenten;
use zsmtafel::domain::input::Ontvanger;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tijd::{klok, lokaal, uit_lokaal};

use crate::domain_kalender::kalender;

const BESTAND: &str = include_str!("../../assets/bereikbaarheid.toml");

fn lijst() -> Bereikbaarheid {
    lees(BESTAND).unwrap()
}

fn lees(tekst: &str) -> Result<Bereikbaarheid, BereikbaarheidFout> {
    Bereikbaarheid::nieuw(toml::from_str::<BereikbaarheidBestand>(tekst).unwrap())
}

/// A moment on the Dutch wall clock.
fn op(tekst: &str) -> DateTime<Utc> {
    uit_lokaal(NaiveDateTime::parse_from_str(tekst, "%Y-%m-%d %H:%M").unwrap())
}

/// Who answers now: whom was looked for, or the service in their place.
fn wie_nu(bereik: &Bereik) -> Option<&str> {
    let way = bereik.nu.as_ref()?;
    Some(way.via.as_deref().unwrap_or(&bereik.wie))
}

fn bereik(wie: Wie<'_>, moment: &str) -> Bereik {
    lijst().nu(wie, op(moment), &kalender())
}

fn zin(wie: Wie<'_>, moment: &str) -> String {
    bereik(wie, moment).zin(op(moment))
}

/// How, and who answers: `fysiek zelf`, `telefoon bereikbaarheidsdienst`.
fn kern(bereik: &Bereik) -> String {
    bereik.nu.as_ref().map_or_else(
        || "niemand".to_owned(),
        |wijze| {
            format!(
                "{} {}",
                wijze.hoe.code(),
                wijze.via.as_deref().unwrap_or("zelf")
            )
        },
    )
}

#[test]
fn the_two_vts_of_oost_brabant_through_a_week() {
    const DIENST: &str = "telefoon bereikbaarheidsdienst";
    // Monday 16 to Sunday 22 November 2026. Opening is in, closing is out.
    for (moment, zuidoost, noordoost) in [
        ("2026-11-16 07:59", DIENST, DIENST),
        ("2026-11-16 08:00", "telefoon zelf", "telefoon zelf"),
        ("2026-11-17 16:59", "telefoon zelf", "telefoon zelf"),
        ("2026-11-17 17:00", DIENST, DIENST),
        ("2026-11-18 00:00", DIENST, DIENST),
        ("2026-11-18 08:00", "fysiek zelf", "telefoon zelf"),
        ("2026-11-19 12:00", "fysiek zelf", "telefoon zelf"),
        ("2026-11-20 16:59", "fysiek zelf", "telefoon zelf"),
        ("2026-11-20 17:00", DIENST, DIENST),
        ("2026-11-21 12:00", DIENST, DIENST),
        ("2026-11-22 23:59", DIENST, DIENST),
    ] {
        assert_eq!(kern(&bereik(Wie::Vt("ZO"), moment)), zuidoost, "{moment}");
        assert_eq!(kern(&bereik(Wie::Vt("NO"), moment)), noordoost, "{moment}");
        // The VT of another region never sits at this table.
        assert_eq!(kern(&bereik(Wie::Vt("UT"), moment)), DIENST, "{moment}");
    }
}

#[test]
fn a_feestdag_is_a_weekend_for_everybody() {
    const DIENST: &str = "telefoon bereikbaarheidsdienst";
    for (feestdag, moment, verwacht) in [
        ("Koningsdag op maandag", "2026-04-27 10:00", DIENST),
        // 27 April 2025 is a Sunday: the day off is Saturday, and Monday is an ordinary day.
        ("na Koningsdag", "2025-04-28 10:00", "telefoon zelf"),
        ("tweede paasdag", "2026-04-06 10:00", DIENST),
        (
            "Goede Vrijdag is werkdag",
            "2026-04-03 10:00",
            "fysiek zelf",
        ),
        ("Hemelvaartsdag op donderdag", "2026-05-14 10:00", DIENST),
        ("dag na Hemelvaart", "2026-05-15 10:00", "fysiek zelf"),
        ("eerste kerstdag op vrijdag", "2026-12-25 10:00", DIENST),
        ("kerstavond", "2026-12-24 16:59", "fysiek zelf"),
        (
            "oudejaarsdag op donderdag",
            "2026-12-31 16:59",
            "fysiek zelf",
        ),
        ("Nieuwjaarsdag op vrijdag", "2027-01-01 10:00", DIENST),
    ] {
        assert_eq!(kern(&bereik(Wie::Vt("ZO"), moment)), verwacht, "{feestdag}");
    }
    // The RvdK is by phone only on a day off, also when that is a Monday.
    assert_eq!(
        kern(&bereik(Wie::Dienst("rvdk"), "2026-04-06 10:00")),
        "telefoon zelf"
    );
}

#[test]
fn what_the_worker_reads() {
    for (wie, moment, verwacht) in [
        (
            Wie::Vt("ZO"),
            "2026-11-20 09:00",
            "vandaag aan tafel tot 17:00, daarna via telefoon 0800-2000 (bereikbaarheidsdienst)",
        ),
        // Today, Saturday.
        (
            Wie::Vt("ZO"),
            "2026-11-21 09:00",
            "nu bereikbaar via telefoon 0800-2000 (bereikbaarheidsdienst), vanaf ma 08:00 via telefoon (nummer niet ingevuld)",
        ),
        (
            Wie::Vt("ZO"),
            "2026-11-17 20:00",
            "nu bereikbaar via telefoon 0800-2000 (bereikbaarheidsdienst), vanaf morgen 08:00 aan tafel",
        ),
        (
            Wie::Vt("ZO"),
            "2026-11-18 07:30",
            "nu bereikbaar via telefoon 0800-2000 (bereikbaarheidsdienst), vanaf 08:00 aan tafel",
        ),
        // Christmas on Friday, the weekend behind it: the next way is on Monday.
        (
            Wie::Vt("ZO"),
            "2026-12-24 18:00",
            "nu bereikbaar via telefoon 0800-2000 (bereikbaarheidsdienst), vanaf ma 08:00 via telefoon (nummer niet ingevuld)",
        ),
        // Over the end of the year; Monday is four days away.
        (
            Wie::Vt("NO"),
            "2026-12-31 17:00",
            "nu bereikbaar via telefoon 0800-2000 (bereikbaarheidsdienst), vanaf ma 08:00 via telefoon (nummer niet ingevuld)",
        ),
        // Nothing ever changes for a VT elsewhere.
        (
            Wie::Vt("FR"),
            "2026-11-21 03:00",
            "nu bereikbaar via telefoon 0800-2000 (bereikbaarheidsdienst)",
        ),
        (
            Wie::Dienst("bereikbaarheidsdienst"),
            "2026-11-21 03:00",
            "nu bereikbaar via telefoon 0800-2000",
        ),
        // A partner without anybody who stands in, with hours that nobody checked.
        (
            Wie::Dienst("3ro"),
            "2026-11-21 09:00",
            "nu niet bereikbaar, vanaf ma 08:00 aan tafel (tijden nagaan)",
        ),
        (
            Wie::Dienst("rvdk"),
            "2026-11-20 16:00",
            "vandaag aan tafel tot 17:00, daarna via telefoon (nummer niet ingevuld) (tijden nagaan)",
        ),
        (
            Wie::Dienst("kapper"),
            "2026-11-20 16:00",
            "niet bekend wanneer en hoe te bereiken",
        ),
    ] {
        assert_eq!(zin(wie, moment), verwacht, "{wie:?} {moment}");
    }
}

#[test]
fn who_is_on_duty_for_danger() {
    for (moment, wie) in [
        ("2026-11-20 16:59", "bureaudienst"),
        ("2026-11-20 17:00", "bereikbaarheidsdienst"),
        ("2026-11-21 12:00", "bereikbaarheidsdienst"),
        ("2026-12-25 12:00", "bereikbaarheidsdienst"),
    ] {
        for vt in ["ZO", "NO", "UT", ""] {
            let bereik = bereik(Wie::Acuut(vt), moment);
            assert_eq!(wie_nu(&bereik), Some(wie), "{vt} {moment}");
            assert_eq!(bereik.nu.unwrap().nummer, "0800-2000", "{vt} {moment}");
        }
    }
    // For an ordinary question it is the VT itself, while it is open; by code or by name.
    for vt in ["zo", "VT Zuidoost-Brabant", "Veilig Thuis Zuidoost-Brabant"] {
        assert_eq!(
            wie_nu(&bereik(Wie::Vt(vt), "2026-11-20 12:00")),
            Some("Veilig Thuis Zuidoost-Brabant")
        );
    }
    assert_eq!(bereik(Wie::Vt("UT"), "2026-11-20 12:00").wie, "VT UT");
}

#[test]
fn a_vt_is_never_out_of_reach() {
    // Through a year with both changes of the clock, in steps that meet every time of day.
    let (lijst, kalender) = (lijst(), kalender());
    let mut moment = op("2026-01-01 00:00");
    while moment < op("2027-01-01 00:00") {
        for vt in ["ZO", "NO"] {
            let bereik = lijst.nu(Wie::Vt(vt), moment, &kalender);
            let (begint, _) = bereik.volgende.as_ref().expect("er komt altijd iets na");
            let wijze = bereik.nu.as_ref().expect("altijd iemand");
            assert_eq!(wijze.tot, Some(*begint), "{vt} {moment}");
            assert!(*begint > moment);
            // On the wall clock it always opens at eight and closes at five.
            assert!(
                ["08:00", "17:00"].contains(&klok(*begint).as_str()),
                "{vt} {}",
                lokaal(*begint)
            );
        }
        moment += chrono::TimeDelta::minutes(210);
    }
}

#[test]
fn the_clock_change_does_not_move_an_opening() {
    // Sunday 29 March 2026 has 23 hours, Sunday 25 October 25.
    for (vooraf, uren) in [("2026-03-28 08:00", 47), ("2026-10-24 08:00", 49)] {
        let (begint, _) = bereik(Wie::Vt("NO"), vooraf).volgende.unwrap();
        assert_eq!((begint - op(vooraf)).num_hours(), uren);
        assert_eq!(klok(begint), "08:00");
    }
}

#[test]
fn hours_over_midnight_dates_and_several_ways() {
    let eigen = lees(
        r#"
        overige_vt = "piket"
        acuut = "piket"
        [[vt]]
        code = "ZO"
        naam = "VT"
        acuut = "eigen"
        [[dienst]]
        code = "piket"
        naam = "piket"
        tijd = [{ dagen = "vr", van = "17:00", tot = "08:00", hoe = "telefoon", nummer = "voorbeeld" }]
        [[dienst]]
        code = "eigen"
        naam = "eigen dienst"
        tijd = [
          { dagen = "elke dag", van = "08:00", tot = "12:00", hoe = "video", geldig_vanaf = "2026-12-01" },
          { dagen = "elke dag", van = "08:00", tot = "10:00", hoe = "telefoon", nummer = "voorbeeld 1" },
          { dagen = "elke dag", van = "10:00", tot = "12:00", hoe = "telefoon", nummer = "voorbeeld 1" },
          { dagen = "elke dag", van = "08:00", tot = "12:00", hoe = "mail", nummer = "tafel@example.org", geldig_tot = "2026-11-30" },
        ]
        "#,
    )
    .unwrap();
    let nu = |wie: Wie<'_>, moment: &str| eigen.nu(wie, op(moment), &kalender());

    // Friday evening goes on into Saturday morning, and then nothing for a week.
    for (moment, verwacht) in [
        ("2026-11-20 16:59", "niemand"),
        ("2026-11-20 17:00", "telefoon zelf"),
        ("2026-11-21 07:59", "telefoon zelf"),
        ("2026-11-21 08:00", "niemand"),
        ("2026-11-22 07:00", "niemand"),
    ] {
        assert_eq!(
            kern(&nu(Wie::Dienst("piket"), moment)),
            verwacht,
            "{moment}"
        );
    }
    let nacht = nu(Wie::Dienst("piket"), "2026-11-20 23:00");
    assert_eq!(
        nacht.zin(op("2026-11-20 23:00")),
        "nu bereikbaar via telefoon voorbeeld tot morgen 08:00, vanaf vr 27 nov 17:00 via telefoon voorbeeld"
    );
    // A Friday that is a feestdag counts as a Sunday, so there is no piket.
    assert_eq!(
        kern(&nu(Wie::Dienst("piket"), "2026-12-25 18:00")),
        "niemand"
    );

    // Two entries that touch and say the same are one stretch; the mail stands beside it.
    let ochtend = nu(Wie::Acuut("ZO"), "2026-11-30 09:00");
    assert_eq!(ochtend.wie, "eigen dienst");
    assert_eq!(
        ochtend.nu.as_ref().unwrap().tot,
        Some(op("2026-11-30 12:00"))
    );
    assert_eq!(
        ochtend
            .ook
            .iter()
            .map(|wijze| wijze.hoe)
            .collect::<Vec<_>>(),
        [Hoe::Mail]
    );
    assert_eq!(
        ochtend.regels(op("2026-11-30 09:00")),
        [
            "eigen dienst: nu bereikbaar via telefoon voorbeeld 1 tot 12:00, vanaf morgen 08:00 via video",
            "ook via mail tafel@example.org",
        ]
    );
    // From December the video goes first and the mail is gone.
    let december = nu(Wie::Acuut("ZO"), "2026-12-01 09:00");
    assert_eq!(kern(&december), "video zelf");
    assert_eq!(
        december
            .ook
            .iter()
            .map(|wijze| wijze.hoe)
            .collect::<Vec<_>>(),
        [Hoe::Telefoon]
    );
    // A VT without hours and without anybody who stands in.
    assert_eq!(
        nu(Wie::Vt("ZO"), "2026-12-01 09:00").kort(op("2026-12-01 09:00")),
        "onbekend"
    );
}

#[test]
fn the_short_form_fits_a_column() {
    for (wie, moment, verwacht) in [
        (Wie::Vt("ZO"), "2026-11-20 09:00", "aan tafel tot 17:00"),
        (Wie::Vt("ZO"), "2026-11-21 09:00", "bel 0800-2000"),
        (Wie::Vt("NO"), "2026-11-20 09:00", "telefoon tot 17:00"),
        (Wie::Dienst("3ro"), "2026-11-21 09:00", "vanaf ma 08:00"),
        (Wie::Dienst("kapper"), "2026-11-21 09:00", "onbekend"),
    ] {
        assert_eq!(bereik(wie, moment).kort(op(moment)), verwacht);
    }
}

#[test]
fn the_list_that_comes_along_is_whole() {
    let lijst = lijst();
    let gemeenten =
        Gemeenten::nieuw(toml::from_str(include_str!("../../assets/gemeenten.toml")).unwrap())
            .unwrap();
    assert!(lijst.onbekende_vts(&gemeenten).is_empty());
    for post in lijst.vts() {
        assert_eq!(gemeenten.vt(post.code()).unwrap().naam, post.label());
    }
    // Whoever can receive input can be looked up.
    for wie in Ontvanger::ALLE {
        assert!(
            lijst.zoek(Wie::ontvanger(wie, "NO")).is_some(),
            "{}",
            wie.label()
        );
    }
    // And so can everybody with whom a step is done; what VT does alone asks for nobody.
    for soort in StapSoort::ALLE {
        match Wie::stap(soort.wie(), "ZO", "NO") {
            Some(wie) => assert!(lijst.zoek(wie).is_some(), "{wie:?}"),
            None => assert_eq!(soort.wie().label(), "VT"),
        }
    }
    for code in ["shn", "bureaudienst", "bereikbaarheidsdienst", "SHN"] {
        assert!(lijst.zoek(Wie::Dienst(code)).is_some(), "{code}");
    }
    assert_eq!(
        lijst.zoek(Wie::Vt("ZO")).unwrap().regels(),
        ["wo-vr 08:00-17:00 aan tafel", "ma, di 08:00-17:00 telefoon"]
    );
    // Nobody is phoned on an invented number.
    let nummers: Vec<&str> = BESTAND
        .lines()
        .filter(|regel| !regel.starts_with('#'))
        .filter_map(|regel| regel.split_once("nummer = \"")?.1.split('"').next())
        .collect();
    assert!(!nummers.is_empty());
    assert!(
        nummers
            .iter()
            .all(|nummer| ["0800-2000", "0900-0101"].contains(nummer))
    );
}

#[test]
fn slachtofferhulp_has_its_own_hours() {
    for (moment, verwacht) in [
        ("2026-11-20 07:59", "niemand"),
        ("2026-11-20 08:00", "telefoon zelf"),
        ("2026-11-20 19:59", "telefoon zelf"),
        ("2026-11-20 20:00", "niemand"),
        ("2026-11-21 09:59", "niemand"),
        ("2026-11-21 10:00", "telefoon zelf"),
        ("2026-11-21 17:00", "niemand"),
        ("2026-11-22 12:00", "niemand"),
        // A feestdag is a Sunday.
        ("2026-12-25 12:00", "niemand"),
    ] {
        assert_eq!(
            kern(&bereik(Wie::Dienst("shn"), moment)),
            verwacht,
            "{moment}"
        );
    }
    let shn = bereik(Wie::Dienst("shn"), "2026-11-20 10:00");
    assert_eq!(shn.nu.as_ref().unwrap().nummer, "0900-0101");
    assert!(shn.toelichting.contains("meldkamer"), "{}", shn.toelichting);
}

#[test]
fn what_the_site_must_still_fill_in_is_named() {
    let lijst = lijst();
    let open: Vec<(&str, String)> = lijst
        .in_te_vullen()
        .into_iter()
        .map(|een| (een.post.code(), een.wat))
        .collect();
    let leeg = "nummer en tijden".to_owned();
    for code in [
        "gedragswetenschapper",
        "expertisegroep-letsel",
        "recherche-ovj",
        "rvdk-bureaudienst",
        "fmek",
        "cit",
        "thv-dienst",
        "csg",
        "hovj",
        "ggz-crisis",
    ] {
        assert!(open.contains(&(code, leeg.clone())), "{code} in {open:?}");
        // Nothing is invented for them, and asking says so.
        assert_eq!(
            zin(Wie::Dienst(code), "2026-11-20 10:00"),
            "niet bekend wanneer en hoe te bereiken"
        );
        assert!(!lijst.zoek(Wie::Dienst(code)).unwrap().is_ingevuld());
    }
    assert_eq!(
        open[0],
        ("ZO", "nummer bij ma, di 08:00-17:00 telefoon".to_owned())
    );
    for code in ["NO", "om-bureaudienst", "rvdk"] {
        assert!(open.iter().any(|(een, _)| *een == code), "{code}");
    }
    // Who sits at the table or has a number is not asked for.
    for code in [
        "shn",
        "om",
        "kpc",
        "politie",
        "3ro",
        "bereikbaarheidsdienst",
        "bureaudienst",
    ] {
        assert!(!open.iter().any(|(een, _)| *een == code), "{code}");
    }
}

#[test]
fn a_wrong_file_says_what_to_do() {
    let kop = "overige_vt = \"a\"\nacuut = \"a\"\n";
    let dienst = |code: &str, rest: &str| {
        format!("[[dienst]]\ncode = \"{code}\"\nnaam = \"Dienst\"\n{rest}\n")
    };
    let tijd = |dagen: &str, van: &str, tot: &str, rest: &str| {
        format!(
            "tijd = [{{ dagen = \"{dagen}\", van = \"{van}\", tot = \"{tot}\", hoe = \"mail\"{rest} }}]"
        )
    };
    for (tekst, verwacht) in [
        (
            dienst("b", ""),
            "overige_vt verwijst naar dienst 'a', maar die staat er niet",
        ),
        (
            dienst("a", "") + &dienst("A ", ""),
            "code 'A' staat er twee keer",
        ),
        (
            dienst("a", "") + &dienst("", ""),
            "heeft geen code of geen naam",
        ),
        (
            dienst("a", "anders = \"weg\""),
            "'a' verwijst naar dienst 'weg'",
        ),
        (
            dienst("a", "anders = \"b\"") + &dienst("b", "anders = \"a\""),
            "dienst 'a' verwijst met 'anders' in een kring",
        ),
        (
            dienst("a", &tijd("maandag", "08:00", "17:00", "")),
            "dagen 'maandag' zijn niet te lezen",
        ),
        (
            dienst("a", &tijd("vr-ma", "08:00", "17:00", "")),
            "dagen 'vr-ma'",
        ),
        (dienst("a", &tijd("", "08:00", "17:00", "")), "dagen ''"),
        (
            dienst("a", &tijd("ma", "8:00", "17:00", "")),
            "van '8:00' tot '17:00' klopt niet",
        ),
        (
            dienst("a", &tijd("ma", "08:00", "24:01", "")),
            "tot '24:01'",
        ),
        (
            dienst("a", &tijd("ma", "08:00", "08:00", "")),
            "van '08:00' tot '08:00'",
        ),
        (
            dienst("a", &tijd("ma", "24:00", "08:00", "")),
            "van '24:00'",
        ),
        (
            dienst(
                "a",
                &tijd(
                    "ma",
                    "08:00",
                    "17:00",
                    ", geldig_vanaf = \"2026-02-01\", geldig_tot = \"2026-01-01\"",
                ),
            ),
            "geldig vanaf 2026-02-01 en tot 2026-01-01",
        ),
    ] {
        let fout = lees(&format!("{kop}{tekst}")).unwrap_err().to_string();
        assert!(fout.contains(verwacht), "{fout}");
        assert!(fout.ends_with("(bereikbaarheid.toml)."), "{fout}");
    }
    // The same file without a mistake is accepted.
    lees(&format!(
        "{kop}{}",
        dienst("a", &tijd("ma-wo, vr", "08:00", "24:00", ""))
    ))
    .unwrap();
}
