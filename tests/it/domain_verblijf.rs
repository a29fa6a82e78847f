//! One line of custody: what the words of a list mean, what holds of several statements, and what contradicts it.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use zsmtafel::domain::afdoening::{Afdoening, Modaliteitkeuze, Vrij};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::event::{Gebeurtenis, Tegenspraakveld};
use zsmtafel::domain::ids::{EventId, LezingId};
use zsmtafel::domain::lijstregel::{Status, Veld};
use zsmtafel::domain::overleg::{Gegeven, Verlenging};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::termijn::TermijnSoort;
use zsmtafel::domain::verblijf::{Uitspraak, Van, Waarde, verblijf_alles};

use crate::hulp::verhaal::{Verhaal, af, afdoening, heenzenden, ivs, modaliteit, om};

// The words of a list.

#[test]
fn a_word_is_read_as_the_known_word_inside_it() {
    use Waarde::{
        Bewaring, EldersVast, Heengezonden, HeengezondenMetVoorwaarden, InVerzekering, NietVast,
        Opgehouden,
    };
    for (word, expected) in [
        ("Heengezonden 09:45", Heengezonden),
        ("heengezonden om 9.45 uur", Heengezonden),
        ("heengez.", Heengezonden),
        ("HEENGEZONDEN (27-11)", Heengezonden),
        ("Heen gezonden", Heengezonden),
        ("Vrijgelaten", Heengezonden),
        ("vrijgelaten 27-11 11:30", Heengezonden),
        ("in vrijheid gesteld", Heengezonden),
        ("HZ", Heengezonden),
        ("heengezonden zonder voorwaarden", Heengezonden),
        ("heengezonden met voorwaarden", HeengezondenMetVoorwaarden),
        (
            "heengezonden onder voorwaarden 10:15",
            HeengezondenMetVoorwaarden,
        ),
        ("vast", Opgehouden),
        ("Vast 09:45", Opgehouden),
        ("nog vast", Opgehouden),
        ("ingesloten AC", Opgehouden),
        ("ophouden voor onderzoek", Opgehouden),
        ("opgehouden sinds 02:00", Opgehouden),
        ("IVS", InVerzekering),
        ("IVS 14:20", InVerzekering),
        ("in verzekering gesteld", InVerzekering),
        ("inverzekeringstelling", InVerzekering),
        ("IVS verlengd", InVerzekering),
        ("in bewaring", Bewaring),
        ("in bewaring gesteld", Bewaring),
        ("elders vast", EldersVast),
        ("elders gedetineerd", EldersVast),
        ("niet vast", NietVast),
        ("niet meer vast", NietVast),
        ("op vrije voeten", NietVast),
    ] {
        assert_eq!(Waarde::uit_woord(word), expected, "{word}");
    }
}

#[test]
fn a_word_that_is_not_known_exactly_is_unknown_and_never_held_nor_never_held() {
    for word in [
        "",
        "?",
        "vast?",
        "Heengezonden?",
        "nog niet heengezonden",
        "niet heengezonden",
        "wordt heengezonden",
        "wordt morgen heengezonden",
        "heenzending verwacht 14:00",
        "heenzenden geweigerd",
        "mogelijk heengezonden",
        "heengezonden of IVS",
        "vast, daarna heengezonden",
        "was vast",
        "vast geweest",
        "vast tot 14:00",
        "einde ophouden",
        "ophouden beëindigd",
        "IVS opgeheven",
        "IVS beëindigd",
        "IVS afgewezen",
        "IVS aangevraagd",
        "geen IVS",
        "niet in verzekering",
        "bewaring geschorst",
        "bewaring afgewezen",
        "geschorst",
        "uit bewaring",
        "voorgeleid",
        "onbekend of vast",
        "niet vast te stellen",
        "nog niet vast",
        "misschien niet vast",
        "niet vast?",
        "overgedragen KMar",
        "ziekenhuis",
        "transport",
        "blauw",
        "09:45",
    ] {
        assert_eq!(Waarde::uit_woord(word), Waarde::Onbekend, "{word}");
    }
}

#[test]
fn held_is_never_read_out_of_a_word_that_has_anything_beside_it_that_nobody_knows() {
    for held in [
        "vast",
        "ingesloten",
        "opgehouden",
        "ivs",
        "in verzekering",
        "in bewaring",
        "elders vast",
    ] {
        assert!(Waarde::uit_woord(held).is_vast(), "{held}");
        for beside in [
            "geschorst",
            "tot",
            "geweest",
            "was",
            "zou",
            "mits",
            "ziekenhuis",
            "afgelopen",
            "xyz",
            "?",
            "heengezonden",
            "niet",
            "geen",
            "onbekend",
            "vrij",
            "vervallen",
            "geëindigd",
        ] {
            for word in [
                format!("{held} {beside}"),
                format!("{beside} {held}"),
                format!("{held}; {beside}!"),
            ] {
                assert!(!Waarde::uit_woord(&word).is_vast(), "{word}");
            }
        }
    }
}

#[test]
fn an_unknown_word_of_a_list_opens_the_step_to_ask_and_counts_as_out() {
    let mut tale = Verhaal::met_status(Status::Anders("blauw".to_owned()));
    tale.tag(Tag::Hg, &[Soort::Partner]);
    assert_eq!(tale.waarde(), Waarde::Onbekend);
    assert!(tale.zaak.verblijf(tale.nu).kan_weg_zijn());
    assert!(
        tale.stap(StapSoort::StatusNavragen)
            .waarom
            .contains("\"blauw\"")
    );
    assert_eq!(tale.vertrekken(), 1);
}

// Stories.

#[test]
fn held_after_out_is_a_contradiction_and_who_may_be_out_is_out_until_a_person_decides() {
    let mut tale = Verhaal::hg();
    tale.om(14, 15)
        .gemeld(Waarde::Heengezonden, Some(om(14, 10)));
    tale.om(14, 40).lijst_van(Status::Vast, Some(om(14, 30)));
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(custody.waarde, Waarde::Heengezonden);
    assert_eq!(
        custody.tegenspraak_zin(tale.nu).unwrap(),
        "lijst 14:30: vast · gemeld 14:10 door intake politie: heengezonden"
    );
    assert!(!custody.klok_loopt());
    tale.doe(Opdracht::BeslisTegenspraak {
        veld: Tegenspraakveld::Verblijf,
        waarde: Waarde::Opgehouden,
        reden: "intake: hij zit hier nog".to_owned(),
    });
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(custody.waarde, Waarde::Opgehouden);
    assert!(custody.tegenspraak.is_empty() && custody.klok_loopt());
}

#[test]
fn a_list_older_than_a_telling_changes_nothing() {
    let tell = [
        (Waarde::Heengezonden, None),
        (Waarde::Heengezonden, Some(om(9, 0))),
        (Waarde::InVerzekering, None),
        (Waarde::Opgehouden, None),
    ];
    for (told, since) in tell {
        for listed in [Status::Vast, Status::Ivs, Status::Onbekend] {
            let mut tale = Verhaal::hg();
            tale.om(14, 0).gemeld(told, since);
            let before = tale.zaak.verblijf(tale.nu);
            tale.om(14, 30).lijst_van(listed.clone(), Some(om(10, 0)));
            assert_eq!(
                tale.zaak.verblijf(tale.nu),
                before,
                "{told:?} {since:?} {listed:?}"
            );
        }
    }
}

#[test]
fn reading_an_older_list_late_gives_the_same_custody_as_reading_both_in_order() {
    let statuses = [
        Status::Vast,
        Status::Ivs,
        Status::NietVast,
        Status::Heengezonden,
    ];
    for early in &statuses {
        for late in &statuses {
            let read = |order: [(&Status, u32); 2]| {
                let mut tale = Verhaal::met_status(Status::Vast);
                tale.tag(Tag::Radar, &[]);
                for (at, (status, hour)) in (0..).zip(order) {
                    tale.om(15, at).lijst_van(status.clone(), Some(om(hour, 0)));
                }
                let custody = tale.zaak.verblijf(tale.nu);
                (custody.waarde, custody.kan_weg_zijn())
            };
            let in_order = read([(early, 10), (late, 12)]);
            let late_first = read([(late, 12), (early, 10)]);
            // What an older list says of a departure is never lost by reading it late.
            if *early == Status::Heengezonden || *late != Status::Vast {
                assert_eq!(in_order, late_first, "{early:?} {late:?}");
            }
        }
    }
}

#[test]
fn not_held_told_after_a_list_said_held_is_a_departure_whatever_moment_it_is_about() {
    let mut tale = Verhaal::hg();
    tale.om(15, 0).gemeld(Waarde::NietVast, Some(om(8, 0)));
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(custody.waarde, Waarde::NietVast);
    assert!(custody.kan_weg_zijn());
    assert!(
        !custody.tegenspraak.is_empty(),
        "de lijst van 8:12 zegt vast"
    );
}

#[test]
fn a_decision_ends_the_clocks_that_it_ends() {
    for (decided, value, ophouden) in [
        (afdoening(ivs(), &[]), Waarde::InVerzekering, false),
        (afdoening(heenzenden(), &[]), Waarde::Heengezonden, false),
        (
            afdoening(heenzenden(), &["contactverbod"]),
            Waarde::HeengezondenMetVoorwaarden,
            false,
        ),
        (
            afdoening(modaliteit("ONDZ", Vrij::Onbekend, false, &[]), &[]),
            Waarde::Onbekend,
            true,
        ),
        (
            afdoening(modaliteit("ONDZ", Vrij::Nee, false, &[]), &[]),
            Waarde::Opgehouden,
            true,
        ),
    ] {
        let mut tale = Verhaal::hg();
        tale.doe(decided);
        let custody = tale.zaak.verblijf(tale.nu);
        assert_eq!((custody.waarde, custody.klok_loopt()), (value, ophouden));
    }
}

/// A decision that holds from a moment of its own.
fn vanaf(modaliteit: Modaliteitkeuze, ingang: DateTime<Utc>) -> Opdracht {
    Opdracht::StelAfdoeningVast(Box::new(Afdoening {
        modaliteiten: vec![modaliteit],
        ingang: Some(ingang),
        ..Afdoening::default()
    }))
}

#[test]
fn a_release_of_this_afternoon_alarms_now_and_ends_the_clock_when_it_comes() {
    let mut tale = Verhaal::hg();
    tale.om(14, 0).doe(vanaf(heenzenden(), om(17, 0)));
    // Nobody judged: that must be seen before he walks out.
    assert_eq!(tale.vertrekken(), 1);
    assert!(tale.heeft(StapSoort::SlachtofferInformeren));
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(custody.waarde, Waarde::Opgehouden);
    assert!(custody.klok_loopt() && !custody.kan_weg_zijn());
    let said = custody.zin(tale.nu);
    assert!(
        said.contains("aangekondigd voor 17:00: heengezonden (beslissing)"),
        "{said}"
    );
    let why = tale.stap(StapSoort::SlachtofferInformeren).waarom;
    assert!(why.contains("komt 17:00 vrij"), "{why}");

    tale.om(17, 0);
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(custody.waarde, Waarde::Heengezonden);
    assert!(!custody.klok_loopt());
    assert_eq!(custody.straks, None);
}

#[test]
fn what_happens_before_an_announced_moment_is_heard() {
    // He left sooner than was decided.
    let mut tale = Verhaal::hg();
    tale.om(14, 0).doe(vanaf(heenzenden(), om(17, 0)));
    tale.om(15, 0).lijst(Status::Heengezonden);
    assert_eq!(tale.waarde(), Waarde::Heengezonden);

    // Bewaring from tomorrow on: until then the clock goes on, and a list that says he is out is heard, also
    // when tomorrow has come.
    let mut tale = Verhaal::hg();
    let tomorrow = om(9, 0) + TimeDelta::days(1);
    let bewaring = Modaliteitkeuze {
        klok: Some(TermijnSoort::Bewaring),
        ..modaliteit("BEW", Vrij::Nee, false, &[])
    };
    tale.om(14, 0).doe(vanaf(bewaring.clone(), tomorrow));
    assert!(tale.zaak.verblijf(tale.nu).klok_loopt());
    let mut gone = tale.clone();
    gone.om(16, 0).lijst(Status::Heengezonden);
    for at in [om(16, 0), tomorrow + TimeDelta::hours(1)] {
        let custody = gone.zaak.verblijf(at);
        assert_eq!(custody.waarde, Waarde::Heengezonden, "{at}");
    }
    assert_eq!(gone.vertrekken(), 1);
    assert_eq!(tale.zaak.verblijf(tomorrow).waarde, Waarde::Bewaring);

    // Missing on a list before it begins, nobody knows where he is.
    tale.om(16, 0).verdwijnt();
    assert!(tale.zaak.verblijf(tale.nu).is_van_lijst());
    assert_eq!(tale.vertrekken(), 1);
}

#[test]
fn a_decision_that_was_replaced_before_it_took_effect_never_came_about() {
    let mut tale = Verhaal::hg();
    tale.om(14, 0).doe(vanaf(heenzenden(), om(17, 0)));
    tale.om(16, 0).doe(afdoening(ivs(), &[]));
    tale.om(18, 0);
    assert_eq!(tale.waarde(), Waarde::InVerzekering);
    assert_eq!(tale.vertrekken(), 1, "what it opened, a person answers");
    // One that did take effect is not undone by another: he may be out.
    let mut tale = Verhaal::hg();
    tale.om(14, 0).doe(vanaf(heenzenden(), om(15, 0)));
    tale.om(16, 0).doe(afdoening(ivs(), &[]));
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(custody.waarde, Waarde::Heengezonden);
    assert_eq!(custody.tegenspraak.len(), 1);
}

#[test]
fn custody_whose_days_are_over_is_not_known_to_go_on() {
    let mut tale = Verhaal::hg();
    tale.om(14, 0).doe(vanaf(ivs(), om(14, 0)));
    let end = om(14, 0) + TimeDelta::days(3);
    assert_eq!(
        tale.zaak.verblijf(end - TimeDelta::minutes(1)).waarde,
        Waarde::InVerzekering
    );
    let over = tale.zaak.verblijf(end);
    assert_eq!(over.waarde, Waarde::Onbekend);
    assert!(over.kan_weg_zijn() && over.moet_gevraagd());
    assert!(
        !over.klok_loopt(),
        "ophouden ended with the inverzekeringstelling"
    );
    let said = over.zin(end);
    assert!(
        said.starts_with("was in verzekering")
            && said.ends_with("hoe het verder ging is niet bekend"),
        "{said}"
    );
    let alarms = |tale: &Verhaal| tale.alarmen(StapSoort::VertrekUitzoeken);
    let mut late = tale.clone();
    late.nu = end;
    assert!(
        alarms(&late)
            .iter()
            .any(|one| one.waarom.contains("duurt hoogstens"))
    );
    assert!(late.heeft(StapSoort::StatusNavragen));

    // Extended, as somebody told: three days more, and then the same.
    let mut longer = tale.clone();
    longer.nu = end - TimeDelta::hours(2);
    longer.doe(Opdracht::Meld {
        gegeven: Gegeven::Verlengd {
            termijn: Verlenging::Inverzekeringstelling,
        },
        bron: "parket".to_owned(),
    });
    longer.nu = end + TimeDelta::days(2);
    assert_eq!(longer.waarde(), Waarde::InVerzekering);
    assert!(alarms(&longer).is_empty());
    longer.nu = end + TimeDelta::days(3);
    assert_eq!(longer.waarde(), Waarde::Onbekend);
    assert_eq!(alarms(&longer).len(), 1);

    // A new decision lasts from its own begin.
    let mut again = tale.clone();
    again.nu = end - TimeDelta::hours(1);
    again.doe(vanaf(ivs(), end));
    again.nu = end + TimeDelta::days(1);
    assert_eq!(again.waarde(), Waarde::InVerzekering);
    assert!(alarms(&again).is_empty());

    // A list that still says held tells where he is, and answers no alarm.
    let mut listed = tale.clone();
    listed.nu = end + TimeDelta::hours(6);
    listed.lijst(Status::Ivs);
    assert_eq!(listed.waarde(), Waarde::InVerzekering);
    assert_eq!(alarms(&listed).len(), 1);

    // Missing on a list after the days were over: he is not in his cell for all anybody said.
    let mut gone = tale.clone();
    gone.nu = end - TimeDelta::hours(6);
    gone.verdwijnt();
    assert_eq!(gone.waarde(), Waarde::InVerzekering);
    gone.nu = end + TimeDelta::hours(6);
    gone.lijst(Status::Ivs);
    gone.nu += TimeDelta::hours(1);
    gone.verdwijnt();
    assert_eq!(
        gone.waarde(),
        Waarde::InVerzekering,
        "held again by a list, for three days"
    );
}

#[test]
fn what_runs_out_a_second_time_alarms_a_second_time() {
    let day = |days| om(8, 50) + TimeDelta::days(days);
    type Longer = fn(&mut Verhaal);
    let ways: [Longer; 3] = [
        |tale| {
            tale.doe(Opdracht::Meld {
                gegeven: Gegeven::Verlengd {
                    termijn: Verlenging::Inverzekeringstelling,
                },
                bron: "om".to_owned(),
            });
        },
        |tale| {
            tale.gemeld(Waarde::InVerzekering, None);
        },
        |tale| {
            tale.lijst(Status::Ivs);
        },
    ];
    for longer in ways {
        let mut tale = Verhaal::hg();
        tale.om(9, 0).doe(vanaf(ivs(), om(8, 50)));
        tale.nu = day(3) + TimeDelta::hours(3);
        assert_eq!(tale.vertrekken(), 1);
        let cause = tale.stap(StapSoort::VertrekUitzoeken).aanleiding;
        let words = "Anna belde: nog vast, verlenging loopt";
        tale.doe(af(StapSoort::VertrekUitzoeken, cause, words));
        assert_eq!(tale.vertrekken(), 0);
        longer(&mut tale);
        assert_eq!(tale.waarde(), Waarde::InVerzekering);
        assert_eq!(tale.vertrekken(), 0);
        tale.nu = day(7);
        assert_eq!(tale.waarde(), Waarde::Onbekend);
        assert_eq!(tale.vertrekken(), 1, "{:?}", tale.stappen());
    }
}

#[test]
fn an_extension_is_one_however_often_it_is_told_and_a_decision_says_its_own_end() {
    let mut tale = Verhaal::hg();
    tale.om(9, 0).doe(vanaf(ivs(), om(9, 0)));
    for who in ["om", "kpc", "om"] {
        tale.om(10, 0).doe(Opdracht::Meld {
            gegeven: Gegeven::Verlengd {
                termijn: Verlenging::Inverzekeringstelling,
            },
            bron: who.to_owned(),
        });
    }
    let at = |days| tale.zaak.verblijf(om(9, 0) + TimeDelta::days(days)).waarde;
    assert_eq!((at(5), at(6)), (Waarde::InVerzekering, Waarde::Onbekend));

    let mut tale = Verhaal::hg();
    tale.om(9, 0).doe(vanaf(ivs(), om(9, 0)));
    tale.om(9, 30)
        .doe(Opdracht::StelAfdoeningVast(Box::new(Afdoening {
            modaliteiten: vec![ivs()],
            ingang: Some(om(9, 0)),
            einde: Some(om(12, 0)),
            ..Afdoening::default()
        })));
    assert_eq!(tale.zaak.verblijf(om(11, 59)).waarde, Waarde::InVerzekering);
    assert_eq!(tale.zaak.verblijf(om(12, 0)).waarde, Waarde::Onbekend);
}

#[test]
fn a_list_that_only_says_held_after_the_days_were_over_names_no_ground() {
    let mut tale = Verhaal::hg();
    tale.om(9, 0).doe(vanaf(ivs(), om(9, 0)));
    tale.nu = om(12, 0) + TimeDelta::days(3);
    tale.lijst(Status::Vast);
    assert_eq!(tale.waarde(), Waarde::Opgehouden);
    assert_eq!(tale.vertrekken(), 1, "nobody said how it went on");
}

#[test]
fn a_note_on_an_older_decision_does_not_stop_an_announced_release() {
    let mut tale = Verhaal::hg();
    tale.om(8, 30).doe(vanaf(ivs(), om(8, 20)));
    tale.om(9, 0).doe(vanaf(heenzenden(), om(14, 0)));
    tale.om(9, 10)
        .doe(Opdracht::StelAfdoeningVast(Box::new(Afdoening {
            modaliteiten: vec![ivs()],
            ingang: Some(om(8, 20)),
            toelichting: "hulpofficier Jansen".to_owned(),
            ..Afdoening::default()
        })));
    tale.om(14, 1);
    assert_eq!(tale.waarde(), Waarde::Heengezonden);
}

#[test]
fn who_leaves_before_the_announced_moment_is_another_departure() {
    let mut tale = Verhaal::hg();
    tale.om(9, 0).doe(vanaf(heenzenden(), om(14, 0)));
    tale.om(9, 10).klaar(
        StapSoort::VertrekUitzoeken,
        "Noor gaat om 13:00 naar haar zus",
    );
    assert_eq!(tale.vertrekken(), 0);
    tale.om(10, 1).lijst(Status::Heengezonden);
    assert_eq!(tale.vertrekken(), 1, "Noor is still at home");
}

#[test]
fn gevangenhouding_lasts_as_told_and_else_as_the_law_has_it() {
    let raadkamer = Modaliteitkeuze {
        klok: Some(TermijnSoort::Gevangenhouding),
        ..modaliteit("GH", Vrij::Nee, false, &[])
    };
    let mut tale = Verhaal::hg();
    tale.om(14, 0).doe(vanaf(raadkamer.clone(), om(14, 0)));
    let day = |days| om(14, 0) + TimeDelta::days(days);
    assert_eq!(tale.zaak.verblijf(day(89)).waarde, Waarde::Bewaring);
    assert_eq!(tale.zaak.verblijf(day(90)).waarde, Waarde::Onbekend);
    let mut tale = Verhaal::hg();
    tale.om(14, 0)
        .doe(Opdracht::StelAfdoeningVast(Box::new(Afdoening {
            modaliteiten: vec![raadkamer],
            ingang: Some(om(14, 0)),
            einde: Some(day(30)),
            ..Afdoening::default()
        })));
    assert_eq!(tale.zaak.verblijf(day(29)).waarde, Waarde::Bewaring);
    assert_eq!(tale.zaak.verblijf(day(30)).waarde, Waarde::Onbekend);
}

#[test]
fn a_departure_told_after_a_person_decided_he_was_held_contradicts_the_decision() {
    let mut tale = Verhaal::hg();
    tale.om(10, 0).gemeld(Waarde::Heengezonden, Some(om(9, 30)));
    tale.om(11, 0).lijst(Status::Vast);
    tale.om(12, 0).doe(Opdracht::BeslisTegenspraak {
        veld: Tegenspraakveld::Verblijf,
        waarde: Waarde::Opgehouden,
        reden: "intake keek in de cel".to_owned(),
    });
    assert_eq!(tale.waarde(), Waarde::Opgehouden);
    let mut later = tale.clone();
    // About a moment before the decision: who decided did not know it.
    tale.om(13, 0)
        .gemeld(Waarde::Heengezonden, Some(om(11, 30)));
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(custody.waarde, Waarde::Heengezonden);
    let said = custody.tegenspraak_zin(tale.nu).unwrap();
    assert!(said.starts_with("besloten 12:00"), "{said}");
    // About a moment after it: custody goes forward.
    later
        .om(13, 0)
        .gemeld(Waarde::Heengezonden, Some(om(12, 30)));
    let custody = later.zaak.verblijf(later.nu);
    assert_eq!(
        (custody.waarde, custody.tegenspraak.len()),
        (Waarde::Heengezonden, 0)
    );
}

#[test]
fn a_list_that_repeats_held_is_the_source_from_then_on() {
    let mut tale = Verhaal::hg();
    tale.om(14, 30).lijst(Status::Vast);
    let custody = tale.zaak.verblijf(tale.nu);
    assert!(
        custody.zin(tale.nu).contains("lijst 14:30"),
        "{}",
        custody.zin(tale.nu)
    );
    tale.om(15, 0)
        .gemeld(Waarde::Heengezonden, Some(om(14, 10)));
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(custody.waarde, Waarde::Heengezonden);
    assert_eq!(
        custody.tegenspraak_zin(tale.nu).unwrap(),
        "lijst 14:30: vast · gemeld 14:10 door intake politie: heengezonden"
    );
}

#[test]
fn vrij_onbekend_counts_as_released_and_is_written_as_unknown() {
    let mut tale = Verhaal::hg();
    tale.doe(afdoening(
        modaliteit("ONDZ", Vrij::Onbekend, false, &[]),
        &[],
    ));
    let custody = tale.zaak.verblijf(tale.nu);
    assert!(custody.kan_weg_zijn());
    assert!(
        custody.zin(tale.nu).starts_with("niet bekend"),
        "{}",
        custody.zin(tale.nu)
    );
    assert!(!custody.zin(tale.nu).contains("heengezonden"));
    assert!(tale.heeft(StapSoort::SlachtofferInformeren));
    // A list that says held does not answer what was decided; somebody who knows does.
    tale.lijst(Status::Vast);
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(
        (custody.waarde, custody.tegenspraak.len()),
        (Waarde::Onbekend, 1)
    );
    tale.gemeld(Waarde::Opgehouden, None);
    let custody = tale.zaak.verblijf(tale.nu);
    assert_eq!(
        (custody.waarde, custody.tegenspraak.len()),
        (Waarde::Opgehouden, 0)
    );
}

#[test]
fn tagging_and_reading_again_bake_nothing_into_the_line() {
    let mut tale = Verhaal::nieuw();
    tale.gemeld(Waarde::Heengezonden, None);
    tale.tag(Tag::Hg, &[]);
    assert_eq!(
        tale.zaak.regel.status,
        Status::Vast,
        "de lijst zei vast, en dat blijft zo"
    );
    tale.boek(Gebeurtenis::StatusOpLijst {
        lezing: LezingId(Uuid::from_u128(5)),
        status: Status::Vast,
        over: om(9, 0),
    });
    let said: Vec<(Waarde, &str)> = tale
        .zaak
        .stand
        .uitspraken
        .iter()
        .map(|one| (one.waarde, one.van.code()))
        .collect();
    assert_eq!(
        said,
        [
            (Waarde::Heengezonden, "gemeld"),
            (Waarde::Opgehouden, "lijst"),
            (Waarde::Opgehouden, "lijst"),
        ]
    );
}

#[test]
fn a_list_without_a_column_for_the_status_says_nothing_of_custody() {
    let mut tale = Verhaal::hg();
    tale.om(10, 0).gemeld(Waarde::Heengezonden, None);
    let mut newer = tale.zaak.regel.clone();
    newer.status = Status::Onbekend;
    newer.relatie = Some("echtgenote".to_owned());
    newer
        .herkomst
        .noteer(Veld::Relatie, "relatie", "echtgenote");
    let line = tale.zaak.regel.aangevuld(&newer);
    tale.om(12, 0).lijst_met(line, None);
    let custody = tale.zaak.verblijf(tale.nu);
    assert!(
        custody.tegenspraak.is_empty(),
        "de lijst van twaalf zei niets: {custody:?}"
    );
    assert_eq!(tale.zaak.regel.relatie.as_deref(), Some("echtgenote"));
    assert_eq!(
        tale.zaak.regel.status,
        Status::Vast,
        "wat de vorige lijst zei, blijft staan"
    );
}

// Every pair and every triple of statements, against the rules in plain words.

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wie {
    Lijst,
    /// A list with a word that nobody knows.
    LijstWoord,
    Iemand,
    Beslissing,
    Weg,
}

/// Every statement that can be made.
fn soorten() -> Vec<(Wie, Waarde)> {
    use Waarde::{Bewaring, Heengezonden, InVerzekering, NietVast, Onbekend, Opgehouden};
    let mut out = vec![(Wie::Weg, Onbekend), (Wie::LijstWoord, Onbekend)];
    for value in [
        Opgehouden,
        InVerzekering,
        Bewaring,
        NietVast,
        Heengezonden,
        Onbekend,
    ] {
        out.push((Wie::Lijst, value));
    }
    out.extend(Waarde::ALLE.map(|value| (Wie::Iemand, value)));
    for value in Waarde::ALLE {
        if !matches!(value, NietVast | Waarde::EldersVast) {
            out.push((Wie::Beslissing, value));
        }
    }
    out
}

fn uitspraak((wie, waarde): (Wie, Waarde), over: i64, vastgelegd: i64) -> Uitspraak {
    let at = |minutes| -> DateTime<Utc> { om(8, 0) + TimeDelta::minutes(minutes) };
    Uitspraak {
        waarde,
        van: match wie {
            Wie::Lijst => Van::Lijst {
                woord: String::new(),
            },
            Wie::LijstWoord => Van::Lijst {
                woord: "blauw".to_owned(),
            },
            Wie::Iemand => Van::Gemeld {
                door: "intake".to_owned(),
            },
            Wie::Beslissing => Van::Beslissing,
            Wie::Weg => Van::VanLijst,
        },
        over: at(over),
        sinds: None,
        tot: None,
        vastgelegd: at(vastgelegd),
        id: Some(EventId(Uuid::from_u128(vastgelegd.unsigned_abs().into()))),
    }
}

/// Somebody who can know says it.
fn weet_het(one: &Uitspraak) -> bool {
    matches!(one.van, Van::Gemeld { .. } | Van::Beslissing)
}

/// A list without a word about it says nothing.
fn zegt_niets(one: &Uitspraak) -> bool {
    one.waarde == Waarde::Onbekend && matches!(&one.van, Van::Lijst { woord } if woord.is_empty())
}

/// A list older than a telling changes nothing.
pub fn verandert_niets(one: &Uitspraak, all: &[Uitspraak]) -> bool {
    !weet_het(one)
        && all.iter().filter(|other| weet_het(other)).any(|told| {
            // Who announces something for later knows no more than what is so when he says it.
            let about_later = told.over.min(told.vastgelegd) > one.over;
            let held_before_telling = one.waarde.is_vast() && told.vastgelegd > one.over;
            told.vastgelegd < one.vastgelegd && (about_later || held_before_telling)
        })
}

fn ver(value: Waarde) -> u8 {
    match value {
        Waarde::Opgehouden => 1,
        Waarde::InVerzekering => 2,
        Waarde::Bewaring | Waarde::EldersVast => 3,
        _ => 0,
    }
}

/// What the rules say: the values that can hold, whether he may be out, and how many statements contradict it.
///
/// In order of the moment that they are about: who left is out, whatever says held later (that contradicts, until
/// something says again that he left). Nobody left: the last time that nobody knew counts until something later says
/// held. Otherwise he is as far along as anything said. "Not held" is a departure for who was held before, or may
/// have been.
pub fn volgens_de_regels(all: &[Uitspraak]) -> (Vec<Waarde>, bool, usize) {
    // Changed into "whether he comes out is not known", a decision no longer says what it said.
    let is_teruggenomen = |one: &Uitspraak| {
        let unknown_later = |other: &Uitspraak| {
            other.waarde == Waarde::Onbekend && other.vastgelegd > one.vastgelegd
        };
        one.van == Van::Beslissing
            && all
                .iter()
                .any(|other| other.van == Van::Beslissing && unknown_later(other))
    };
    let mut live: Vec<&Uitspraak> = all
        .iter()
        .filter(|one| !zegt_niets(one) && !verandert_niets(one, all) && !is_teruggenomen(one))
        .collect();
    live.sort_by_key(|one| (one.over, one.van != Van::VanLijst, one.vastgelegd));
    let silent_before = |one: &Uitspraak| {
        all.iter().any(|other| {
            zegt_niets(other)
                && !verandert_niets(other, all)
                && (other.over, other.vastgelegd) < (one.over, one.vastgelegd)
                // It begins with not knowing; after a word it says nothing.
                && live.iter().all(|said| (other.over, other.vastgelegd) < (said.over, said.vastgelegd))
        })
    };
    // Whom no list ever called held does not leave by missing on one.
    let is_gap = |at: usize| {
        live[at].van == Van::VanLijst
            && at > 0
            && live[..at]
                .iter()
                .all(|one| one.waarde == Waarde::NietVast || one.van == Van::VanLijst)
            && live[0].waarde == Waarde::NietVast
    };
    let may_have_been_held = |at: usize, one: &Uitspraak| {
        (0..at).any(|before| live[before].waarde != Waarde::NietVast && !is_gap(before))
            || weet_het(one)
                && all.iter().any(|other| {
                    other.vastgelegd < one.vastgelegd
                        && other.waarde != Waarde::NietVast
                        && other.van != Van::VanLijst
                })
            || silent_before(one)
    };
    let is_out: Vec<bool> = live
        .iter()
        .enumerate()
        .map(|(at, one)| {
            one.waarde.is_heengezonden()
                || one.waarde == Waarde::NietVast && may_have_been_held(at, one)
        })
        .collect();
    if let (Some(first), Some(last)) = (
        is_out.iter().position(|out| *out),
        is_out.iter().rposition(|out| *out),
    ) {
        let contradicts = live[last..]
            .iter()
            .filter(|one| one.waarde.is_vast())
            .count();
        assert!(first <= last);
        let mut values: Vec<Waarde> = live
            .iter()
            .map(|one| one.waarde)
            .filter(|value| value.is_heengezonden())
            .collect();
        if values.is_empty() {
            values.push(Waarde::NietVast);
        }
        return (values, true, contradicts);
    }
    // Nobody left. Going along, what is known so far, since nobody knew last.
    let (mut held, mut firm, mut unknown, mut decided_unknown, mut contradicts) =
        (Vec::new(), false, false, false, 0);
    let mut until: Option<DateTime<Utc>> = None;
    for (at, one) in live.iter().enumerate() {
        match one.waarde {
            Waarde::NietVast => {}
            Waarde::Onbekend => {
                // A cell is left on a list, as long as the law can keep him there.
                let in_cell = firm && until.is_none_or(|end| one.over < end);
                let stays = one.van == Van::VanLijst && in_cell || is_gap(at);
                if !stays {
                    (held, firm, unknown, contradicts) = (Vec::new(), false, true, 0);
                    decided_unknown = one.van == Van::Beslissing;
                }
            }
            value => {
                if unknown && decided_unknown && held.is_empty() && !weet_het(one) {
                    contradicts += 1;
                } else {
                    if held.is_empty() {
                        contradicts = 0;
                    }
                    let days = |value| match value {
                        Waarde::InVerzekering => Some(3),
                        Waarde::Bewaring => Some(14),
                        _ => None,
                    };
                    let from = one.sinds.unwrap_or(one.over);
                    let end = one
                        .tot
                        .or_else(|| days(value).map(|days| from + TimeDelta::days(days)));
                    let most = held.iter().map(|one| ver(*one)).max().unwrap_or(0);
                    until = match until {
                        _ if ver(value) > most => end,
                        // Held after the days were over: they were lengthened.
                        Some(over) if one.over >= over => {
                            let counts = held.iter().find(|one| ver(**one) == most).copied();
                            counts
                                .and_then(days)
                                .map(|days| one.over + TimeDelta::days(days))
                        }
                        // Said again with another begin.
                        Some(over) if held.contains(&value) && ver(value) == most => end
                            .filter(|_| {
                                one.sinds.is_some()
                                    || one.tot.is_some()
                                    || one.van == Van::Beslissing
                            })
                            .max(Some(over)),
                        known => known,
                    };
                    held.push(value);
                    firm |= weet_het(one) && ver(value) > 1;
                }
            }
        }
    }
    if let Some(most) = held.iter().map(|value| ver(*value)).max() {
        held.retain(|value| ver(*value) == most);
        return (held, false, contradicts);
    }
    if unknown {
        return (vec![Waarde::Onbekend], true, contradicts);
    }
    let not_held = live.iter().any(|one| one.waarde == Waarde::NietVast);
    let value = if not_held {
        Waarde::NietVast
    } else {
        Waarde::Onbekend
    };
    (vec![value], false, 0)
}

fn vergelijk(all: &[Uitspraak]) {
    let custody = verblijf_alles(all);
    let (values, out, contradicts) = volgens_de_regels(all);
    let told = || {
        let lines: Vec<String> = all
            .iter()
            .map(|one| format!("{} (vastgelegd {})", one.zin(om(12, 0)), one.vastgelegd))
            .collect();
        format!(
            "{}\n→ {custody:?}\nverwacht {values:?} {out} {contradicts}",
            lines.join("\n")
        )
    };
    assert!(values.contains(&custody.waarde), "waarde: {}", told());
    assert_eq!(custody.kan_weg_zijn(), out, "weg: {}", told());
    assert_eq!(
        custody.tegenspraak.len(),
        contradicts,
        "tegenspraak: {}",
        told()
    );
    // Held is only ever what somebody said, in so many words.
    if custody.waarde.is_vast() {
        assert!(all.iter().any(|one| one.waarde == custody.waarde));
    }
    // What was recorded first or last in the same set says the same.
    let mut turned = all.to_vec();
    turned.reverse();
    assert_eq!(verblijf_alles(&turned), custody, "volgorde: {}", told());
}

/// Each statement recorded as it happened, and all of them heard later, in the order in which they stand here.
fn opnamen(kinds: &[(Wie, Waarde)], moments: &[i64], mut check: impl FnMut(&[Uitspraak])) {
    let later: Vec<Uitspraak> = (0..)
        .zip(kinds.iter().zip(moments))
        .map(|(at, (kind, over))| uitspraak(*kind, *over, 60 + at))
        .collect();
    check(&later);
    if moments.is_sorted_by(|one, next| one < next) {
        let at_once: Vec<Uitspraak> = kinds
            .iter()
            .zip(moments)
            .map(|(kind, over)| uitspraak(*kind, *over, *over))
            .collect();
        check(&at_once);
    }
}

#[test]
fn every_pair_of_statements_in_every_order_of_moment_and_of_recording() {
    let kinds = soorten();
    let mut count = 0;
    for one in &kinds {
        vergelijk(&[uitspraak(*one, 1, 1)]);
        for other in &kinds {
            for moments in [[1, 2], [2, 1], [1, 1]] {
                opnamen(&[*one, *other], &moments, |all| {
                    count += 1;
                    vergelijk(all);
                });
            }
        }
    }
    assert_eq!(count, kinds.len() * kinds.len() * 4);
}

#[test]
fn every_triple_of_statements_in_every_order_of_moment_and_of_recording() {
    let kinds = soorten();
    let orders = [
        [1, 2, 3],
        [1, 3, 2],
        [2, 1, 3],
        [2, 3, 1],
        [3, 1, 2],
        [3, 2, 1],
        [1, 1, 2],
        [1, 2, 1],
        [2, 1, 1],
        [1, 2, 2],
        [2, 1, 2],
        [2, 2, 1],
        [1, 1, 1],
    ];
    let mut count = 0;
    for one in &kinds {
        for two in &kinds {
            for three in &kinds {
                for moments in orders {
                    opnamen(&[*one, *two, *three], &moments, |all| {
                        count += 1;
                        vergelijk(all);
                    });
                }
            }
        }
    }
    assert_eq!(count, kinds.len().pow(3) * 14);
}

#[test]
fn a_decision_edited_to_a_later_moment_after_it_took_effect_names_both_and_who_may_be_out_is_out() {
    let mut tale = Verhaal::hg();
    let released = |at| {
        Opdracht::StelAfdoeningVast(Box::new(Afdoening {
            modaliteiten: vec![modaliteit("HZ", Vrij::Ja, false, &[])],
            ingang: Some(at),
            ..Afdoening::default()
        }))
    };
    tale.om(10, 0).doe(released(om(10, 0)));
    tale.om(10, 30).doe(released(om(18, 0)));
    let custody = tale.zaak.verblijf(om(10, 31));
    assert_eq!(custody.waarde, Waarde::Heengezonden);
    let said = custody.zin(om(10, 31));
    assert!(
        said.contains("beslissing 10:00") && said.contains("18:00: heengezonden"),
        "{said}"
    );
    // Somebody looks in the cell: that contradicts it, and a person decides. He leaves at six then.
    tale.om(10, 40).gemeld(Waarde::Opgehouden, None);
    assert_eq!(tale.zaak.verblijf(om(10, 41)).tegenspraak.len(), 1);
    tale.om(10, 42).doe(Opdracht::BeslisTegenspraak {
        veld: Tegenspraakveld::Verblijf,
        waarde: Waarde::Opgehouden,
        reden: "verkeerd getikt, hij gaat om zes".to_owned(),
    });
    let custody = tale.zaak.verblijf(om(10, 43));
    assert_eq!(custody.waarde, Waarde::Opgehouden);
    assert_eq!(custody.straks.map(|one| one.over), Some(om(18, 0)));
}

#[test]
fn every_custody_reads_back_from_the_status_it_is_written_as() {
    for value in Waarde::ALLE {
        assert_eq!(Waarde::van_status(&value.als_status()), value);
    }
}
