//! The other clocks, and what a rules file may not say.

use chrono::{DateTime, Utc};
use zsmtafel::domain::termijn::{
    Duur, Looptijd, Nood, Termijn, TermijnBestand, TermijnFout, TermijnSoort, Termijnregels,
    Tijdstip, Waarschuwing,
};
use zsmtafel::domain::tijd::{lokaal, tot};

use crate::domain_kalender::kalender;
use crate::domain_ophouden::{bestand, op, regels};

fn klok(soort: TermijnSoort, vanaf: Option<&str>, verlengd: u8, nu: &str) -> Termijn {
    regels().termijn(
        Looptijd {
            soort,
            vanaf: vanaf.map(op),
            verlengd,
        },
        op(nu),
        &kalender(),
    )
}

fn toon(moment: Option<DateTime<Utc>>) -> String {
    moment.map_or("-".to_owned(), |moment| {
        lokaal(moment).format("%Y-%m-%d %H:%M").to_string()
    })
}

#[test]
fn each_clock_ends_where_its_rule_says() {
    use TermijnSoort::*;
    for (soort, vanaf, verlengd, uiterlijk) in [
        // Arrest on Monday, ophouden to Tuesday 16:00, IVS to Friday 16:00.
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
        // Days of 24 hours: an hour later on the wall when the clock goes forward, earlier when back.
        (
            Inverzekeringstelling,
            "2026-03-27 16:00",
            0,
            "2026-03-30 17:00",
        ),
        (
            Inverzekeringstelling,
            "2026-10-23 16:00",
            0,
            "2026-10-26 15:00",
        ),
        (VoorgeleidingRc, "2026-11-16 22:00", 0, "2026-11-20 16:00"),
        (VoorgeleidingRc, "2026-12-30 22:00", 0, "2027-01-03 16:00"),
        (VoorgeleidingRc, "2028-02-27 10:00", 0, "2028-03-02 04:00"),
        (Bewaring, "2026-11-20 11:15", 0, "2026-12-04 11:15"),
        // To the minute, in weekends too, and on the wall clock when that changes.
        (Huisverbod, "2011-02-01 14:00", 0, "2011-02-11 14:00"),
        (Huisverbod, "2026-11-20 23:47", 0, "2026-11-30 23:47"),
        (Huisverbod, "2026-10-20 14:00", 0, "2026-10-30 14:00"),
        (Huisverbod, "2028-02-20 14:00", 0, "2028-03-01 14:00"),
        (HuisverbodUiterst, "2026-11-20 23:47", 0, "2026-12-18 23:47"),
        (HuisverbodUiterst, "2027-02-01 14:00", 0, "2027-03-01 14:00"),
        (Gedragsaanwijzing, "2026-11-20 17:00", 0, "2027-02-18 17:00"),
        (Gedragsaanwijzing, "2026-11-20 17:00", 3, "2027-11-15 17:00"),
        // To the end of the day.
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
            "2026-04-02 09:00",
            0,
            "2026-04-11 00:00",
        ),
        (Onderzoek, "2026-11-20 08:12", 0, "2027-01-30 00:00"),
        (Informeren, "2026-11-20 08:12", 0, "2026-12-19 00:00"),
        // Six weeks end on New Year's day, a Friday: the Monday after it.
        (Informeren, "2026-11-20 08:12", 1, "2027-01-05 00:00"),
        (Informeren, "2026-11-20 08:12", 5, "2027-02-27 00:00"),
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
    ] {
        let gevonden = klok(soort, Some(vanaf), verlengd, vanaf);
        assert_eq!(
            toon(gevonden.uiterlijk),
            uiterlijk,
            "{soort:?} vanaf {vanaf}, {verlengd} keer verlengd"
        );
        assert_eq!(gevonden.waarschuwingen, []);
    }
}

#[test]
fn the_rule_is_said_with_its_article() {
    use TermijnSoort::*;
    for (soort, verlengd, regel) in [
        (Inverzekeringstelling, 0, "3 x 24 uur, art. 58 lid 2 Sv"),
        (
            Inverzekeringstelling,
            1,
            "3 x 24 uur + 3 x 24 uur, art. 58 lid 2 Sv",
        ),
        (VoorgeleidingRc, 0, "90 uur, art. 59a Sv"),
        (Huisverbod, 0, "10 dagen, art. 2 lid 1 Wth"),
        (
            Gedragsaanwijzing,
            2,
            "90 dagen + 2 keer 90 dagen, art. 509hh Sv",
        ),
        (
            Veiligheidsbeoordeling,
            0,
            "5 werkdagen, Handelingsprotocol VT",
        ),
        (
            Informeren,
            1,
            "4 weken + 2 weken, art. 5.3.1 Wmo 2015; vr 1 jan (Nieuwjaarsdag) schuift op, art. 1 Atw",
        ),
    ] {
        assert_eq!(
            klok(
                soort,
                Some("2026-11-20 10:00"),
                verlengd,
                "2026-11-20 10:00"
            )
            .regel,
            regel
        );
    }
}

#[test]
fn the_end_of_a_day_is_said_as_that_day() {
    let nu = "2026-11-20 10:00";
    let beoordeling = klok(TermijnSoort::Veiligheidsbeoordeling, Some(nu), 0, nu);
    assert_eq!(
        tot(beoordeling.uiterlijk.unwrap(), op(nu)),
        "vr 27 nov 24:00"
    );
    let op_de_dag = klok(
        TermijnSoort::Veiligheidsbeoordeling,
        Some(nu),
        0,
        "2026-11-27 22:30",
    );
    assert_eq!(
        (op_de_dag.resterend_minuten, op_de_dag.nood(45, 120)),
        (Some(90), Nood::Bijna)
    );
    assert_eq!(
        klok(
            TermijnSoort::Veiligheidsbeoordeling,
            Some(nu),
            0,
            "2026-11-28 00:01"
        )
        .nood(45, 120),
        Nood::Verlopen
    );
}

#[test]
fn an_unknown_or_future_start_gives_no_end() {
    for soort in TermijnSoort::ALLE {
        let zonder = klok(soort, None, 0, "2026-11-20 10:00");
        assert_eq!(
            (zonder.uiterlijk, zonder.nood(45, 120)),
            (None, Nood::Onbekend)
        );
        assert_eq!(zonder.waarschuwingen, [Waarschuwing::GeenTijd]);
        let morgen = klok(soort, Some("2026-11-21 10:00"), 0, "2026-11-20 10:00");
        assert_eq!(
            (morgen.uiterlijk, morgen.nood(45, 120)),
            (None, Nood::Onbekend)
        );
        let moment = op("2026-11-21 10:00");
        assert_eq!(
            morgen.waarschuwingen,
            [Waarschuwing::InToekomst {
                wat: Tijdstip::Begin,
                moment
            }]
        );
        let te_oud = klok(soort, Some("1990-01-01 10:00"), 0, "2026-11-20 10:00");
        assert_eq!(
            (te_oud.uiterlijk, te_oud.naam.as_str()),
            (None, soort.code())
        );
    }
}

#[test]
fn an_extension_too_many_does_not_count() {
    for (soort, gevraagd, maximaal) in [
        (TermijnSoort::Inverzekeringstelling, 2, 1),
        (TermijnSoort::Gedragsaanwijzing, 4, 3),
        (TermijnSoort::Bewaring, 1, 0),
    ] {
        let teveel = klok(
            soort,
            Some("2026-11-20 10:00"),
            gevraagd,
            "2026-11-20 10:00",
        );
        assert_eq!(
            teveel.waarschuwingen,
            [Waarschuwing::TeVaakVerlengd { maximaal }]
        );
        assert_eq!(
            teveel.uiterlijk,
            klok(
                soort,
                Some("2026-11-20 10:00"),
                maximaal,
                "2026-11-20 10:00"
            )
            .uiterlijk
        );
    }
}

#[test]
fn a_file_with_a_mistake_is_refused() {
    type Bederf = fn(&mut TermijnBestand);
    type Herken = fn(&TermijnFout) -> bool;
    let gevallen: [(Bederf, Herken); 12] = [
        (
            |bestand| bestand.ophouden.clear(),
            |fout| matches!(fout, TermijnFout::Ontbreekt { wat } if wat == "ophouden"),
        ),
        (
            |bestand| {
                bestand
                    .termijn
                    .retain(|regel| regel.soort != TermijnSoort::Bewaring);
            },
            |fout| matches!(fout, TermijnFout::Ontbreekt { wat } if wat == "bewaring"),
        ),
        (
            |bestand| bestand.ophouden.push(bestand.ophouden[0].clone()),
            |fout| matches!(fout, TermijnFout::Overlap { wat, .. } if wat == "ophouden"),
        ),
        (
            |bestand| bestand.hechtenis.push(bestand.hechtenis[0].clone()),
            |fout| matches!(fout, TermijnFout::Overlap { wat, .. } if wat == "Sr"),
        ),
        (
            |bestand| bestand.termijn[0].geldig_tot = Some("1990-01-01".parse().unwrap()),
            |fout| matches!(fout, TermijnFout::DatumsOmgekeerd { .. }),
        ),
        (
            |bestand| bestand.termijn[0].duur = Duur::Etmalen(0),
            |fout| matches!(fout, TermijnFout::Duur { aantal: 0, .. }),
        ),
        (
            |bestand| bestand.ophouden[0].uren_met_hechtenis = u16::MAX,
            |fout| {
                matches!(
                    fout,
                    TermijnFout::Duur {
                        aantal: u16::MAX,
                        ..
                    }
                )
            },
        ),
        (
            |bestand| bestand.ophouden[0].stil_van = "9 uur".to_owned(),
            |fout| matches!(fout, TermijnFout::Tijd { .. }),
        ),
        (
            |bestand| bestand.ophouden[0].stil_van = "22:00".to_owned(),
            |fout| matches!(fout, TermijnFout::Stilte { .. }),
        ),
        (
            |bestand| bestand.ophouden[0].stil_tot = "24:00".to_owned(),
            |fout| matches!(fout, TermijnFout::Stilte { .. }),
        ),
        (
            |bestand| bestand.hechtenis[0].wet = "Grondwet".to_owned(),
            |fout| matches!(fout, TermijnFout::Wet { .. }),
        ),
        (
            |bestand| bestand.hechtenis[0].hangt_af.push("300".to_owned()),
            |fout| matches!(fout, TermijnFout::DubbelArtikel { tekst, .. } if tekst == "300"),
        ),
    ];
    for (plek, (bederf, is_herkend)) in gevallen.into_iter().enumerate() {
        let mut kapot = bestand();
        bederf(&mut kapot);
        let fout = Termijnregels::nieuw(kapot).unwrap_err();
        assert!(is_herkend(&fout), "geval {plek}: {fout:?}");
        assert!(fout.to_string().ends_with("(termijnen.toml)."), "{fout}");
    }
    let mut onleesbaar = bestand();
    onleesbaar.hechtenis[0]
        .toegelaten
        .push("diefstal".to_owned());
    assert!(matches!(
        Termijnregels::nieuw(onleesbaar),
        Err(TermijnFout::Artikel { .. })
    ));
}

#[test]
fn an_unknown_key_in_the_file_is_an_error() {
    let tekst = include_str!("../../assets/termijnen.toml");
    let bedorven = tekst.replacen("\nstil_van =", "\nstil_vanaf =", 1);
    assert_ne!(tekst, bedorven);
    assert!(toml::from_str::<TermijnBestand>(&bedorven).is_err());
}

#[test]
fn a_year_typed_wrong_is_far_over_and_not_safe() {
    let klok = klok(
        TermijnSoort::Huisverbod,
        Some("2025-11-20 10:00"),
        0,
        "2026-11-20 10:00",
    );
    assert_eq!(klok.nood(45, 120), Nood::Verlopen);
}
