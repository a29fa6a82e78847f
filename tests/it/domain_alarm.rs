//! Nobody is released unseen: an alarm answers a cause, and ends by a person's words about that cause, or when
//! who recorded the cause takes it back. By nothing else.

use zsmtafel::domain::afdoening::{Uitkomst, Vrij};
use zsmtafel::domain::beoordeling::Oordeel;
use zsmtafel::domain::decide::{Opdracht, Weigering};
use zsmtafel::domain::event::{Gebeurtenis, Tegenspraakveld};
use zsmtafel::domain::fase::Fase;
use zsmtafel::domain::ids::{EventId, LezingId, ZaakId};
use zsmtafel::domain::lijstregel::{Lijstregel, Status, Veld};
use zsmtafel::domain::overleg::{Gegeven, Verlenging};
use zsmtafel::domain::samenvoegen::voeg_samen;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::StapSoort::{
    self, BureaudienstInschakelen, OpnieuwBeoordelen, VertrekUitzoeken,
};
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::terug::NietTerug;
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::domain::werkstroom;
use zsmtafel::domain::zaak::{Stand, Zaak};

use crate::hulp::verhaal::{
    BOER, VISSER, Verhaal, af, afdoening, beoordeling, beoordeling_tot, beslissing, bron, getagd,
    heenzenden, ivs, modaliteit, om, sluit, terzijde, voorwaarde,
};

/// Something that happens, with its name.
type Gebeuren = (&'static str, fn(&mut Verhaal));

/// The ways in which somebody who is held leaves, or may have left.
fn vertrekken() -> Vec<Gebeuren> {
    vec![
        ("lijst: heengezonden", |tale| {
            tale.lijst(Status::Heengezonden);
        }),
        ("lijst: niet vast", |tale| {
            tale.lijst(Status::NietVast);
        }),
        ("lijst: een woord dat niemand kent", |tale| {
            tale.lijst(Status::Anders("overgedragen".to_owned()));
        }),
        ("van de lijst", |tale| {
            tale.verdwijnt();
        }),
        ("gemeld: heengezonden", |tale| {
            tale.gemeld(Waarde::Heengezonden, None);
        }),
        ("gemeld: niet vast sinds het ontbijt", |tale| {
            tale.gemeld(Waarde::NietVast, Some(om(7, 0)));
        }),
        ("gemeld: niet bekend waar hij is", |tale| {
            tale.gemeld(Waarde::Onbekend, None);
        }),
        ("beslissing: heenzenden", |tale| {
            tale.doe(afdoening(heenzenden(), &[]));
        }),
        ("beslissing: niet bekend of hij vrijkomt", |tale| {
            tale.doe(afdoening(
                modaliteit("ONDZ", Vrij::Onbekend, false, &[]),
                &[],
            ));
        }),
    ]
}

#[test]
fn whoever_leaves_without_a_judgement_is_an_alarm_until_somebody_says_in_words_how_it_was_answered()
{
    for (how, leave) in vertrekken() {
        let mut tale = Verhaal::hg();
        assert_eq!(tale.vertrekken(), 0);
        leave(&mut tale);
        let first = tale.stappen().remove(0);
        assert_eq!(
            (first.soort, first.alarm),
            (VertrekUitzoeken, true),
            "{how}"
        );
        assert!(
            first.waarom.ends_with("zonder oordeel van VT"),
            "{how}: {first:?}"
        );
        assert_eq!(
            first.aanleiding,
            Some(tale.laatste()),
            "{how}: de aanleiding"
        );
        // The store finds it by the zaak alone, whatever the time.
        assert_eq!(werkstroom::alarmen(&tale.zaak).len(), 1);
        assert_eq!(
            tale.probeer(&af(VertrekUitzoeken, None, " ")),
            Err(Weigering::RedenOntbreekt),
            "{how}: zonder woorden"
        );
        assert_eq!(
            tale.probeer(&terzijde(VertrekUitzoeken)),
            Err(Weigering::StapNietOpen)
        );
        tale.klaar(VertrekUitzoeken, "SO is bij haar moeder, gebeld");
        assert_eq!(tale.vertrekken(), 0, "{how}");
        assert!(!tale.stappen().is_empty());
    }
}

#[test]
fn an_alarm_ends_by_nothing_else() {
    let later: Vec<Gebeuren> = vec![
        ("een latere lijst: vast", |tale| {
            tale.lijst(Status::Vast);
        }),
        ("een latere lijst: IVS", |tale| {
            tale.lijst(Status::Ivs);
        }),
        ("terug op de lijst", |tale| {
            tale.boek(Gebeurtenis::TerugOpLijst {
                lezing: LezingId(uuid::Uuid::from_u128(4)),
            });
        }),
        ("een later oordeel", |tale| {
            tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
        }),
        ("nog eens gemeld: weg", |tale| {
            tale.gemeld(Waarde::Heengezonden, None);
        }),
        ("gemeld: vast", |tale| {
            tale.gemeld(Waarde::Opgehouden, None);
        }),
        ("gemeld: IVS", |tale| {
            tale.gemeld(Waarde::InVerzekering, None);
        }),
        ("een beslissing: IVS", |tale| {
            tale.doe(afdoening(ivs(), &[]));
        }),
        ("een beslissing en haar wijziging", |tale| {
            tale.doe(afdoening(modaliteit("SEP-T", Vrij::Ja, true, &[]), &[]));
            tale.doe(afdoening(heenzenden(), &["contactverbod"]));
        }),
        ("een collega neemt terug", |tale| {
            let cause = tale.alarmen(VertrekUitzoeken)[0].aanleiding.unwrap();
            tale.als(VISSER);
            let _ = tale.neem_terug(cause);
            tale.boek(Gebeurtenis::Teruggenomen { gebeurtenis: cause });
        }),
        ("weer een dag", |tale| {
            tale.nu += chrono::TimeDelta::days(1);
        }),
    ];
    for (how, leave) in vertrekken() {
        for (what, follow) in &later {
            let mut tale = Verhaal::hg();
            leave(&mut tale);
            let cause = tale.alarmen(VertrekUitzoeken)[0].aanleiding;
            follow(&mut tale);
            assert!(
                tale.alarmen(VertrekUitzoeken)
                    .iter()
                    .any(|step| step.aanleiding == cause),
                "{how}, dan {what}"
            );
        }
    }
}

#[test]
fn who_recorded_the_cause_can_take_it_back_and_a_colleague_cannot_end_it_so() {
    let mut tale = Verhaal::hg();
    tale.gemeld(Waarde::Heengezonden, None);
    let cause = tale.laatste();
    let mut colleague = tale.clone();
    colleague.als(VISSER);
    // What was said goes, the alarm stays.
    colleague.neem_terug(cause).unwrap();
    assert_eq!(
        (colleague.vertrekken(), colleague.waarde()),
        (1, Waarde::Opgehouden)
    );
    tale.neem_terug(cause).unwrap();
    assert_eq!((tale.vertrekken(), tale.waarde()), (0, Waarde::Opgehouden));
}

#[test]
fn a_colleague_who_takes_something_else_back_ends_no_alarm() {
    // Held again, said by one; gone again, said by another; the first takes "held again" back.
    for who in [BOER, VISSER] {
        let mut tale = Verhaal::hg();
        tale.gemeld(Waarde::Heengezonden, None);
        tale.klaar(VertrekUitzoeken, "SO gebeld");
        tale.als(who).gemeld(Waarde::Opgehouden, None);
        let held = tale.laatste();
        tale.als(VISSER).gemeld(Waarde::Heengezonden, None);
        assert_eq!(tale.vertrekken(), 1);
        tale.als(who);
        // It is refused; and where it stands in a journal all the same, it ends nothing.
        assert!(matches!(
            tale.neem_terug(held),
            Ok(()) | Err(NietTerug::Alarm(_))
        ));
        tale.boek(Gebeurtenis::Teruggenomen { gebeurtenis: held });
        assert_eq!(tale.vertrekken(), 1, "{who}");
    }
}

#[test]
fn undoing_a_reading_ends_no_alarm_that_somebody_told() {
    let mut tale = Verhaal::hg();
    tale.gemeld(Waarde::Heengezonden, None);
    tale.klaar(VertrekUitzoeken, "SO gebeld");
    tale.lijst(Status::Vast);
    let read = tale.laatste();
    tale.als(VISSER).gemeld(Waarde::Heengezonden, None);
    assert_eq!(tale.vertrekken(), 1);
    tale.als(BOER)
        .boek(Gebeurtenis::Teruggenomen { gebeurtenis: read });
    assert_eq!(
        tale.vertrekken(),
        1,
        "dat de lijst is teruggenomen, beantwoordt niets"
    );
}

#[test]
fn an_answer_or_a_judgement_that_is_taken_back_brings_the_alarm_back() {
    let mut tale = Verhaal::hg();
    tale.gemeld(Waarde::Heengezonden, None);
    tale.klaar(VertrekUitzoeken, "SO gebeld");
    let answer = tale.laatste();
    tale.als(VISSER).neem_terug(answer).unwrap();
    assert_eq!(tale.vertrekken(), 1);

    for who in [BOER, VISSER] {
        let mut tale = Verhaal::hg();
        tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
        let judged = tale.laatste();
        tale.gemeld(Waarde::Heengezonden, None);
        assert_eq!(tale.vertrekken(), 0);
        tale.als(who).neem_terug(judged).unwrap();
        assert_eq!(tale.vertrekken(), 1, "{who}");
    }
}

#[test]
fn a_tag_cannot_end_an_alarm_nor_can_taking_a_tag_or_a_reopening_back() {
    let mut tale = Verhaal::hg();
    let tagged = tale.laatste();
    tale.gemeld(Waarde::Heengezonden, None);
    for tag in [Tag::GeenHg, Tag::Radar, Tag::Twijfel] {
        let refused = tale.probeer(&getagd(tag, &[], true));
        assert!(
            matches!(refused, Err(Weigering::AlarmOpen(_))),
            "{tag:?}: {refused:?}"
        );
    }
    assert!(matches!(tale.neem_terug(tagged), Err(NietTerug::Alarm(_))));
    // Another kind of HG is no way out either, and is allowed.
    tale.tag(Tag::Hg, &[Soort::ExPartner]);
    assert_eq!(tale.vertrekken(), 1);

    // From radar to HG: the departure that nobody judged counts at once, and the way back is shut.
    let mut tale = Verhaal::nieuw();
    tale.tag(Tag::Radar, &[]);
    tale.gemeld(Waarde::Heengezonden, None);
    assert_eq!(tale.vertrekken(), 0, "radar wacht op geen oordeel");
    tale.tag(Tag::Hg, &[]);
    let tagged = tale.laatste();
    assert_eq!(tale.vertrekken(), 1);
    assert!(matches!(tale.neem_terug(tagged), Err(NietTerug::Alarm(_))));

    // A zaak that was opened again because he left.
    let mut tale = Verhaal::nieuw();
    tale.tag(Tag::Twijfel, &[]);
    tale.klaar(StapSoort::TwijfelBespreken, "geen HG");
    tale.doe(sluit(tale.nu, true));
    tale.doe(Opdracht::Heropen {
        reden: "toch".to_owned(),
    });
    let opened = tale.laatste();
    tale.gemeld(Waarde::Heengezonden, None);
    assert_eq!(tale.vertrekken(), 1);
    assert!(matches!(tale.neem_terug(opened), Err(NietTerug::Alarm(_))));
    tale.klaar(VertrekUitzoeken, "M. gebeld, zij gaat");
    tale.neem_terug(opened).unwrap();
    assert_eq!(tale.zaak.fase(), Fase::Gesloten);
}

#[test]
fn what_was_told_before_the_tag_is_not_lost_by_the_tag() {
    for value in [Waarde::Heengezonden, Waarde::NietVast, Waarde::Onbekend] {
        for since in [None, Some(om(7, 0))] {
            let mut tale = Verhaal::nieuw();
            tale.gemeld(value, since);
            tale.tag(Tag::Hg, &[Soort::Partner]);
            assert_eq!(
                tale.vertrekken(),
                1,
                "{value:?} {since:?}: {:?}",
                tale.zaak.verblijf(tale.nu)
            );
        }
    }
}

#[test]
fn that_he_is_out_can_be_decided_before_the_tag_and_is_an_alarm_from_the_tag_on() {
    let mut tale = Verhaal::nieuw();
    tale.gemeld(Waarde::NietVast, Some(om(7, 0)));
    tale.doe(Opdracht::BeslisTegenspraak {
        veld: Tegenspraakveld::Verblijf,
        waarde: Waarde::NietVast,
        reden: "intake zag hem gaan".to_owned(),
    });
    tale.tag(Tag::Hg, &[Soort::Partner]);
    assert_eq!(tale.vertrekken(), 1);
}

#[test]
fn a_second_departure_is_a_second_alarm_and_ticking_names_which() {
    let mut tale = Verhaal::hg();
    tale.gemeld(Waarde::Heengezonden, None);
    let first = tale.laatste();
    tale.lijst(Status::Vast);
    tale.gemeld(Waarde::Heengezonden, None);
    let second = tale.laatste();
    assert_eq!(tale.vertrekken(), 2);
    assert!(matches!(
        tale.probeer(&af(VertrekUitzoeken, None, "M. gebeld, zij gaat")),
        Err(Weigering::WelkeAanleiding(_))
    ));
    tale.doe(af(VertrekUitzoeken, Some(first), "SO gebeld"));
    let left = tale.alarmen(VertrekUitzoeken);
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].aanleiding, Some(second));
    let strange = EventId(uuid::Uuid::from_u128(9_999));
    assert_eq!(
        tale.probeer(&af(VertrekUitzoeken, Some(strange), "M. gebeld, zij gaat")),
        Err(Weigering::StapNietOpen)
    );
    tale.klaar(VertrekUitzoeken, "SO weer gebeld");
    assert_eq!(tale.vertrekken(), 0);
}

#[test]
fn a_departure_after_held_again_counts_in_whatever_way_it_is_told() {
    for (how, leave) in vertrekken() {
        let mut tale = Verhaal::hg();
        tale.gemeld(Waarde::Heengezonden, None);
        tale.klaar(VertrekUitzoeken, "SO gebeld");
        // A list says that he is held; nobody decides which of both is right.
        tale.lijst(Status::Vast);
        leave(&mut tale);
        assert_eq!(tale.vertrekken(), 1, "{how}");
    }
}

#[test]
fn a_repeated_telling_is_no_second_departure() {
    for (how, leave) in vertrekken() {
        let mut tale = Verhaal::hg();
        leave(&mut tale);
        tale.gemeld(Waarde::Heengezonden, None);
        tale.lijst(Status::Heengezonden);
        tale.verdwijnt();
        assert_eq!(tale.vertrekken(), 1, "{how}");
    }
}

#[test]
fn a_judgement_that_was_made_after_he_left_was_none_when_he_left() {
    // Told at two that he left at nine; judged at ten, while everybody thought that he was held.
    let mut tale = Verhaal::hg();
    tale.om(10, 0).beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.om(14, 0).gemeld(Waarde::Heengezonden, Some(om(9, 0)));
    assert!(
        tale.stap(VertrekUitzoeken)
            .waarom
            .contains("zonder oordeel van VT")
    );
    // A list of nine o'clock that was read at two.
    let mut tale = Verhaal::hg();
    tale.om(10, 0).beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.om(14, 0)
        .lijst_van(Status::Heengezonden, Some(om(9, 0)));
    assert_eq!(tale.vertrekken(), 1);
    // A judgement in time needs no answer, and the victim must know at once.
    let mut tale = Verhaal::hg();
    tale.om(10, 0).beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.om(14, 0).gemeld(Waarde::Heengezonden, Some(om(13, 0)));
    assert_eq!(tale.vertrekken(), 0);
    let tell = tale.stap(StapSoort::SlachtofferInformeren);
    assert_eq!(tell.voor, Some(om(13, 0)));
}

#[test]
fn a_judgement_that_did_not_hold_any_more_when_he_left_is_none() {
    let mut tale = Verhaal::hg();
    tale.doe(beoordeling_tot(Oordeel::VoldoendeVeilig, om(12, 0)));
    tale.om(11, 0);
    assert!(!tale.heeft(OpnieuwBeoordelen));
    // Words from before it expired answer nothing.
    tale.klaar(OpnieuwBeoordelen, "nu nog niet");
    tale.om(12, 0);
    assert!(tale.heeft(OpnieuwBeoordelen), "verlopen");
    tale.gemeld(Waarde::Heengezonden, None);
    assert!(
        tale.stap(VertrekUitzoeken)
            .waarom
            .contains("gold niet meer")
    );
}

#[test]
fn an_expired_judgement_asks_to_judge_again_also_after_the_decision() {
    let mut tale = Verhaal::hg();
    tale.doe(beoordeling_tot(Oordeel::VoldoendeVeilig, om(15, 0)));
    let judged = tale.laatste();
    tale.om(14, 0).doe(afdoening(heenzenden(), &[]));
    assert!(!tale.heeft(OpnieuwBeoordelen));
    tale.om(15, 0);
    assert_eq!(tale.stap(OpnieuwBeoordelen).aanleiding, Some(judged));
    tale.doe(af(
        OpnieuwBeoordelen,
        Some(judged),
        "SO gesproken, blijft zo",
    ));
    assert!(!tale.heeft(OpnieuwBeoordelen));
    // A new judgement that expires is a new cause.
    tale.doe(beoordeling_tot(Oordeel::VoldoendeVeilig, om(16, 0)));
    tale.om(16, 0);
    assert!(tale.heeft(OpnieuwBeoordelen));
}

#[test]
fn each_acuut_judgement_calls_the_bureaudienst_anew() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::AcuutOnveilig, &["contactverbod"]);
    let first = tale.stap(BureaudienstInschakelen).aanleiding;
    tale.klaar(BureaudienstInschakelen, "gebeld, Karin gaat erheen");
    assert!(!tale.heeft(BureaudienstInschakelen));
    tale.beoordeel(Oordeel::AcuutOnveilig, &["contactverbod", "locatieverbod"]);
    assert_ne!(tale.stap(BureaudienstInschakelen).aanleiding, first);
    // A lighter judgement does not end it.
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    assert_eq!(tale.alarmen(BureaudienstInschakelen).len(), 1);
}

#[test]
fn acuut_without_a_condition_in_force_is_an_alarm_when_he_walks_out() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::AcuutOnveilig, &[]);
    tale.klaar(BureaudienstInschakelen, "M. gebeld, zij gaat");
    assert_eq!(tale.vertrekken(), 0);
    tale.lijst(Status::Heengezonden);
    assert!(
        tale.stap(VertrekUitzoeken)
            .waarom
            .contains("acuut onveilig, zonder veiligheidsvoorwaarden")
    );
    tale.klaar(VertrekUitzoeken, "CIT is bij haar");
    // The decision that he goes without conditions is news about the same danger.
    tale.doe(afdoening(heenzenden(), &[]));
    let news = tale.alarmen(OpnieuwBeoordelen);
    assert_eq!(news.len(), 1);
    tale.doe(afdoening(heenzenden(), &["contactverbod"]));
    assert_eq!(
        tale.alarmen(OpnieuwBeoordelen),
        news,
        "een wijziging beantwoordt niets"
    );
}

#[test]
fn every_outcome_of_a_condition_that_vt_asked() {
    use Uitkomst::{Anders, Gesteld, NietGesteld, Onbekend};
    for (outcomes, words) in [
        (vec![Gesteld, Gesteld], None),
        (vec![Gesteld, Anders], None),
        (vec![Gesteld, NietGesteld], Some("gevraagd en niet gesteld")),
        (
            vec![NietGesteld, Onbekend],
            Some("gevraagd en niet gesteld"),
        ),
        (
            vec![Gesteld, Onbekend],
            Some("zonder bericht dat alle gevraagde voorwaarden zijn gesteld"),
        ),
        (
            vec![Gesteld],
            Some("zonder bericht dat alle gevraagde voorwaarden zijn gesteld"),
        ),
        (
            vec![],
            Some("zonder bericht dat alle gevraagde voorwaarden zijn gesteld"),
        ),
    ] {
        let asked = ["contactverbod", "locatieverbod"];
        let mut tale = Verhaal::hg();
        tale.beoordeel(Oordeel::StructureelOnveilig, &asked);
        let set: Vec<_> = asked
            .into_iter()
            .zip(&outcomes)
            .map(|(what, how)| voorwaarde(what, *how))
            .collect();
        tale.doe(beslissing(heenzenden(), &set));
        let alarms: Vec<_> = tale
            .stappen()
            .into_iter()
            .filter(|step| step.alarm)
            .collect();
        match words {
            None => assert!(alarms.is_empty(), "{outcomes:?}: {alarms:?}"),
            Some(words) => {
                assert_eq!(alarms.len(), 1, "{outcomes:?}: {alarms:?}");
                assert!(alarms[0].waarom.contains(words), "{outcomes:?}: {alarms:?}");
                let again = alarms[0].soort == OpnieuwBeoordelen;
                assert_eq!(again, words.starts_with("gevraagd"), "{outcomes:?}");
            }
        }
    }
    // Set otherwise, and nobody said how: that is not known to be set.
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::StructureelOnveilig, &["contactverbod"]);
    let mut silent = voorwaarde("contactverbod", Uitkomst::Anders);
    silent.anders.clear();
    tale.doe(beslissing(heenzenden(), &[silent]));
    assert!(tale.stappen()[0].alarm);
}

#[test]
fn a_refused_condition_is_no_alarm_while_he_stays_held_and_is_one_when_he_leaves() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::StructureelOnveilig, &["contactverbod"]);
    tale.doe(beslissing(
        ivs(),
        &[voorwaarde("contactverbod", Uitkomst::NietGesteld)],
    ));
    assert!(tale.stappen().iter().all(|step| !step.alarm));
    tale.gemeld(Waarde::Heengezonden, None);
    assert!(
        tale.stap(VertrekUitzoeken)
            .waarom
            .contains("gevraagd en niet gesteld")
    );
}

#[test]
fn a_decision_that_is_edited_to_refuse_a_condition_is_a_new_cause() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::StructureelOnveilig, &["contactverbod"]);
    tale.doe(afdoening(heenzenden(), &["contactverbod"]));
    assert!(tale.stappen().iter().all(|step| !step.alarm));
    tale.doe(beslissing(
        heenzenden(),
        &[voorwaarde("contactverbod", Uitkomst::NietGesteld)],
    ));
    let alarm = tale.stap(OpnieuwBeoordelen);
    assert_eq!(
        (alarm.alarm, alarm.waarom.as_str()),
        (true, "gevraagd en niet gesteld: contactverbod")
    );
    assert_eq!(alarm.aanleiding, Some(tale.laatste()));
    assert_eq!(
        tale.probeer(&af(OpnieuwBeoordelen, None, "")),
        Err(Weigering::RedenOntbreekt)
    );
    tale.klaar(OpnieuwBeoordelen, "met OM gebeld: SO gaat naar opvang");
    assert!(tale.stappen().iter().all(|step| !step.alarm));
}

#[test]
fn a_decision_that_is_taken_back_leaves_no_conditions_behind() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::StructureelOnveilig, &["contactverbod"]);
    tale.doe(afdoening(heenzenden(), &["contactverbod"]));
    let decided = tale.laatste();
    tale.lijst(Status::Heengezonden);
    assert_eq!(tale.vertrekken(), 0);
    tale.neem_terug(decided).unwrap();
    assert_eq!(
        tale.vertrekken(),
        1,
        "de lijst zegt dat hij weg is, en niemand stelde iets"
    );
}

// The clock that runs out.

#[test]
fn the_end_of_the_clock_is_a_departure_that_nobody_told_and_a_later_list_does_not_end_it() {
    let mut tale = Verhaal::hg();
    tale.om(17, 59);
    assert_eq!(tale.vertrekken(), 0);
    tale.om(18, 0);
    let alarm = tale.stap(VertrekUitzoeken);
    assert!(alarm.alarm);
    assert!(alarm.waarom.starts_with("de klok liep af om 18:00"));
    for follow in [
        |tale: &mut Verhaal| {
            tale.lijst(Status::Ivs);
        },
        // A list from before the end, read after it, and a decision that was heard of later.
        |tale: &mut Verhaal| {
            tale.lijst_van(Status::Ivs, Some(om(17, 30)));
        },
        |tale: &mut Verhaal| {
            tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
        },
        |tale: &mut Verhaal| {
            tale.gemeld(Waarde::InVerzekering, Some(om(17, 0)));
        },
    ] {
        let mut tale = tale.clone();
        tale.om(18, 20);
        follow(&mut tale);
        assert_eq!(tale.vertrekken(), 1);
        let step = tale.stap(VertrekUitzoeken);
        tale.doe(af(
            VertrekUitzoeken,
            step.aanleiding,
            "is om 17:40 in verzekering gesteld",
        ));
        assert_eq!(tale.vertrekken(), 0);
    }
}

#[test]
fn words_from_before_the_clock_ran_out_do_not_answer_it() {
    let mut tale = Verhaal::hg();
    tale.om(9, 0)
        .klaar(VertrekUitzoeken, "voor de zekerheid gebeld");
    tale.om(18, 0);
    assert_eq!(tale.vertrekken(), 1);
    let step = tale.stap(VertrekUitzoeken);
    tale.doe(af(
        VertrekUitzoeken,
        step.aanleiding,
        "SO gebeld, zij is weg van huis",
    ));
    assert_eq!(tale.vertrekken(), 0);
}

#[test]
fn who_is_in_verzekering_or_judged_in_time_has_no_clock_that_runs_out_unseen() {
    for before in [
        |tale: &mut Verhaal| {
            tale.lijst(Status::Ivs);
        },
        |tale: &mut Verhaal| {
            tale.doe(afdoening(ivs(), &[]));
        },
        |tale: &mut Verhaal| {
            tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
        },
    ] {
        let mut tale = Verhaal::hg();
        before(&mut tale);
        tale.om(18, 5);
        assert_eq!(tale.vertrekken(), 0);
    }
    // The first list that anybody read of him says IVS, after the end of ophouden.
    let mut tale = Verhaal::met_status(Status::Ivs);
    tale.uiterlijk = Some(om(3, 0));
    tale.tag(Tag::Hg, &[]);
    assert_eq!(tale.vertrekken(), 0);
    // And one that says that he is held.
    let mut tale = Verhaal::nieuw();
    tale.uiterlijk = Some(om(3, 0));
    tale.tag(Tag::Hg, &[]);
    assert_eq!(tale.vertrekken(), 1);
}

#[test]
fn an_answered_departure_of_earlier_does_not_silence_the_clock() {
    let mut tale = Verhaal::hg();
    tale.om(9, 0).gemeld(Waarde::Heengezonden, None);
    tale.klaar(VertrekUitzoeken, "SO gebeld");
    tale.om(10, 0).lijst(Status::Vast);
    tale.doe(Opdracht::BeslisTegenspraak {
        veld: Tegenspraakveld::Verblijf,
        waarde: Waarde::Opgehouden,
        reden: "intake: hij zit hier nog".to_owned(),
    });
    tale.om(18, 0);
    assert_eq!(tale.vertrekken(), 1, "de klok liep af");
}

#[test]
fn an_extension_that_is_told_is_a_new_clock() {
    let mut tale = Verhaal::hg();
    tale.om(18, 5);
    let step = tale.stap(VertrekUitzoeken);
    tale.doe(af(
        VertrekUitzoeken,
        step.aanleiding,
        "nagevraagd: verlengd",
    ));
    tale.doe(Opdracht::Meld {
        gegeven: Gegeven::Verlengd {
            termijn: Verlenging::Identificatie,
        },
        bron: "intake politie".to_owned(),
    });
    tale.uiterlijk = Some(om(23, 0));
    assert_eq!(tale.vertrekken(), 0);
    tale.om(23, 0);
    assert_eq!(tale.vertrekken(), 1, "ook de nieuwe klok liep af");
    let _ = Veld::BeginOphouden;
}

#[test]
fn nothing_closes_or_lets_go_over_a_clock_that_ran_out() {
    let mut tale = Verhaal::hg();
    tale.om(18, 5);
    let with_clock = |tale: &Verhaal, wish: Opdracht| wish.met_klok(tale.uiterlijk, tale.nu);
    for tag in [Tag::GeenHg, Tag::Radar, Tag::Twijfel] {
        let wish = with_clock(&tale, getagd(tag, &[], true));
        assert!(
            matches!(tale.probeer(&wish), Err(Weigering::AlarmOpen(_))),
            "{tag:?}"
        );
    }
    let wish = with_clock(&tale, sluit(tale.nu, true));
    assert!(matches!(
        tale.probeer(&wish),
        Err(Weigering::NogNietTeSluiten(_))
    ));
    let step = tale.stap(VertrekUitzoeken);
    tale.doe(af(VertrekUitzoeken, step.aanleiding, "SO gebeld"));
    let wish = with_clock(&tale, getagd(Tag::Radar, &[], true));
    tale.doe(wish);
}

// Who was never held.

#[test]
fn who_was_never_held_does_not_leave() {
    let mut tale = Verhaal::met_status(Status::NietVast);
    tale.uiterlijk = None;
    tale.tag(Tag::Hg, &[Soort::Partner]);
    tale.lijst(Status::NietVast);
    tale.verdwijnt();
    assert_eq!(tale.vertrekken(), 0);
    // He was arrested after all, and left.
    tale.lijst(Status::Vast);
    tale.lijst(Status::NietVast);
    assert_eq!(tale.vertrekken(), 1);
}

#[test]
fn who_is_known_to_stay_in_custody_leaves_the_list_without_an_alarm() {
    let mut tale = Verhaal::hg();
    tale.doe(afdoening(ivs(), &[]));
    tale.verdwijnt();
    assert_eq!(
        (tale.vertrekken(), tale.waarde()),
        (0, Waarde::InVerzekering)
    );
    // Only a list said it: a list that lacks him then says that nobody knows.
    let mut tale = Verhaal::hg();
    tale.lijst(Status::Ivs);
    tale.verdwijnt();
    assert_eq!((tale.vertrekken(), tale.waarde()), (1, Waarde::Onbekend));
}

// A contradiction, closing, joining.

#[test]
fn deciding_in_words_that_he_is_held_after_all_answers_his_departure() {
    let mut tale = Verhaal::hg();
    tale.gemeld(Waarde::Heengezonden, None);
    tale.lijst(Status::Vast);
    let decide = |waarde, reden: &str| Opdracht::BeslisTegenspraak {
        veld: Tegenspraakveld::Verblijf,
        waarde,
        reden: reden.to_owned(),
    };
    assert_eq!(
        tale.probeer(&decide(Waarde::Opgehouden, " ")),
        Err(Weigering::RedenOntbreekt)
    );
    assert_eq!(
        tale.probeer(&decide(Waarde::Bewaring, "gok")),
        Err(Weigering::UitspraakOnbekend)
    );
    let mut out = tale.clone();
    out.doe(decide(Waarde::Heengezonden, "de lijst loopt achter"));
    assert_eq!((out.vertrekken(), out.waarde()), (1, Waarde::Heengezonden));
    tale.doe(decide(Waarde::Opgehouden, "intake: hij zit hier nog"));
    assert_eq!((tale.vertrekken(), tale.waarde()), (0, Waarde::Opgehouden));
    // And leaves then: that is another departure.
    tale.gemeld(Waarde::Heengezonden, None);
    assert_eq!(tale.vertrekken(), 1);
}

#[test]
fn a_contradiction_blocks_closing_until_a_person_decides() {
    let mut tale = Verhaal::nieuw();
    tale.tag(Tag::Radar, &[]);
    tale.gemeld(Waarde::Heengezonden, None);
    tale.lijst(Status::Vast);
    assert!(tale.heeft(StapSoort::TegenspraakBeslissen));
    assert!(matches!(
        tale.probeer(&sluit(om(12, 0), true)),
        Err(Weigering::NogNietTeSluiten(_))
    ));
    tale.doe(Opdracht::BeslisTegenspraak {
        veld: Tegenspraakveld::Verblijf,
        waarde: Waarde::Heengezonden,
        reden: "intake zag hem gaan".to_owned(),
    });
    tale.doe(sluit(om(12, 0), true));
}

#[test]
fn nothing_closes_over_an_alarm_also_with_a_yes() {
    for (how, leave) in vertrekken() {
        let mut tale = Verhaal::hg();
        leave(&mut tale);
        for yes in [false, true] {
            let refused = tale.probeer(&sluit(om(20, 0), yes));
            assert!(
                matches!(refused, Err(Weigering::NogNietTeSluiten(_))),
                "{how}: {refused:?}"
            );
        }
    }
}

/// The same suspect under another spelling, on a list of another moment.
fn dubbel(status: Status, gelezen: (u32, u32)) -> Zaak {
    Zaak::nieuw(
        ZaakId(uuid::Uuid::from_u128(8)),
        Lijstregel {
            status,
            ..Lijstregel::default()
        },
        bron(om(gelezen.0, gelezen.1), None),
        Stand::default(),
    )
}

#[test]
fn joining_ends_no_alarm_and_loses_no_departure_that_stood_under_the_other_name() {
    // The alarm stays with the zaak that stays.
    let mut tale = Verhaal::hg();
    tale.gemeld(Waarde::Heengezonden, None);
    let (join, _) = voeg_samen(
        &tale.zaak,
        &dubbel(Status::Vast, (11, 0)),
        "zelfde man",
        false,
    )
    .unwrap();
    tale.boek(join);
    assert_eq!(tale.vertrekken(), 1);

    // The double has the alarm: it can not go up in another.
    let mut other = tale.zaak.clone();
    other.id = ZaakId(uuid::Uuid::from_u128(9));
    assert!(voeg_samen(&Verhaal::hg().zaak, &other, "zelfde man", false).is_err());

    // A list says under the other name that he left, later and earlier than what is known here.
    for read in [(7, 0), (11, 0)] {
        let mut tale = Verhaal::hg();
        let gone = dubbel(Status::Heengezonden, read);
        let (join, _) = voeg_samen(&tale.zaak, &gone, "zelfde man", false).unwrap();
        tale.boek(join);
        assert_eq!(
            (tale.vertrekken(), tale.waarde()),
            (1, Waarde::Heengezonden),
            "{read:?}"
        );
    }

    // Who vanished under one name and stands there under another has not vanished; that he did is still to be
    // answered.
    let mut tale = Verhaal::hg();
    tale.om(11, 0).verdwijnt();
    let (join, _) =
        voeg_samen(&tale.zaak, &dubbel(Status::Vast, (11, 1)), "tikfout", false).unwrap();
    tale.boek(join);
    assert_eq!((tale.vertrekken(), tale.waarde()), (1, Waarde::Opgehouden));
}

#[test]
fn taking_two_zaken_apart_again_ends_no_alarm_of_a_colleague() {
    for (who, left) in [(BOER, 0), (VISSER, 1)] {
        let mut tale = Verhaal::hg();
        let gone = dubbel(Status::Heengezonden, (11, 0));
        let (join, _) = voeg_samen(&tale.zaak, &gone, "zelfde man", false).unwrap();
        let joined = tale.boek(join);
        tale.als(who).boek(Gebeurtenis::Teruggenomen {
            gebeurtenis: joined,
        });
        assert_eq!(
            (tale.vertrekken(), tale.waarde()),
            (left, Waarde::Opgehouden),
            "{who}"
        );
    }
}

#[test]
fn on_the_radar_only_what_vt_judged_is_waited_for() {
    let mut tale = Verhaal::nieuw();
    tale.tag(Tag::Radar, &[]);
    tale.doe(beoordeling(Oordeel::AcuutOnveilig, &[]));
    tale.klaar(BureaudienstInschakelen, "M. gebeld, zij gaat");
    tale.lijst(Status::Heengezonden);
    assert_eq!(tale.vertrekken(), 1);
}

#[test]
fn nobody_who_is_not_safe_leaves_without_words_whatever_was_asked_and_set() {
    use Uitkomst::{Gesteld, NietGesteld, Onbekend};
    let judgements = [
        Oordeel::AcuutOnveilig,
        Oordeel::StructureelOnveilig,
        Oordeel::OnvoldoendeZicht,
        Oordeel::VoldoendeVeilig,
    ];
    for judged in judgements {
        for (asked, set) in [
            (false, None),
            (true, None),
            (true, Some(Gesteld)),
            (true, Some(NietGesteld)),
            (true, Some(Onbekend)),
        ] {
            let mut tale = Verhaal::hg();
            let wishes: &[&str] = if asked { &["contactverbod"] } else { &[] };
            tale.om(10, 0).beoordeel(judged, wishes);
            let outcome: Vec<_> = set
                .map(|one| voorwaarde("contactverbod", one))
                .into_iter()
                .collect();
            tale.om(13, 0).doe(beslissing(heenzenden(), &outcome));
            let rings = tale.vertrekken() + tale.alarmen(StapSoort::OpnieuwBeoordelen).len();
            // From the rule: safe by what was asked and is in force, or safe without anything asked.
            let covered = set == Some(Gesteld) || judged == Oordeel::VoldoendeVeilig && !asked;
            assert_eq!(
                rings == 0,
                covered,
                "{judged:?} {asked} {set:?}: {:?}",
                tale.stappen()
            );
        }
    }
}

#[test]
fn who_left_sooner_than_was_known_left_before_the_judgement_that_covered_him() {
    let mut tale = Verhaal::hg();
    tale.om(10, 0).beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.om(11, 0).lijst(Status::Heengezonden);
    assert_eq!(tale.vertrekken(), 0);
    // The same departure, said once more: nothing new.
    tale.om(11, 30)
        .gemeld(Waarde::Heengezonden, Some(om(10, 45)));
    assert_eq!(tale.vertrekken(), 0);
    tale.om(12, 0).gemeld(Waarde::Heengezonden, Some(om(9, 30)));
    assert_eq!(tale.vertrekken(), 1);
    assert!(
        tale.stap(VertrekUitzoeken)
            .waarom
            .contains("toen nog zonder oordeel")
    );
}

#[test]
fn closed_over_somebody_unsafe_and_out_afterwards_does_not_wait() {
    for (geheel, waits) in [
        (Some(Oordeel::StructureelOnveilig), true),
        (None, true),
        (Some(Oordeel::VoldoendeVeilig), false),
    ] {
        let mut tale = Verhaal::hg();
        if let Some(geheel) = geheel {
            tale.beoordeel(geheel, &[]);
        }
        tale.boek(Gebeurtenis::ZaakGesloten {
            gezien: tale.zaak.kenmerk(),
            reden: "overgedragen aan de wijk".to_owned(),
        });
        tale.gemeld(Waarde::Heengezonden, None);
        let step = tale.stap(zsmtafel::domain::stap::StapSoort::OpnieuwBekijken);
        assert_eq!(step.alarm, waits, "{geheel:?}: {step:?}");
        // A list that says more after it ends no alarm, and the answer is about that he left.
        let mut more = tale.zaak.regel.clone();
        more.hg_politie = Some(true);
        tale.lijst_met(more, None);
        let still = tale.stap(zsmtafel::domain::stap::StapSoort::OpnieuwBekijken);
        assert_eq!(still.alarm, waits);
        if waits {
            assert_eq!(still.aanleiding, step.aanleiding);
        }
        tale.doe(Opdracht::RondStapAf {
            stap: still.soort,
            aanleiding: still.aanleiding,
            toelichting: "gebeld met de wijkagent, zij is bij haar zus".to_owned(),
        });
        assert!(
            step.waarom
                .starts_with("gesloten, en daarna is er meer gezegd")
        );
    }
}
