//! The work flow: what opens, what closes, in which order. What can not wait is in `domain_alarm`; whatever
//! happens in whatever order in `domain_eigenschap`.

use chrono::{TimeDelta, Utc};
use uuid::Uuid;
use zsmtafel::domain::actie::Actie;
use zsmtafel::domain::afdoening::{Afdoening, Modaliteitkeuze, Uitkomst, Vrij};
use zsmtafel::domain::beoordeling::{
    Informatiebron, NavraagStand, Oordeel, Veiligheidsbeoordeling,
};
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::corv::CorvKenmerk;
use zsmtafel::domain::decide::{Opdracht, Weigering};
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::fase::Fase;
use zsmtafel::domain::ids::{ActieId, BetrokkeneId, LezingId};
use zsmtafel::domain::input::Ontvanger;
use zsmtafel::domain::lijstregel::{Feit, Status, Veld};
use zsmtafel::domain::overleg::Gegeven;
use zsmtafel::domain::signaal::{self, Vlag, VlagSoort};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::stap::{StapSoort, Wie};
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::termijn::TermijnSoort;
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::domain::werkstroom::{self, Omgeving};

use crate::hulp::verhaal::{
    BOER, VISSER, Verhaal, af, afdoening, beoordeling_tot, beslissing, getagd, heenzenden, inhoud,
    input, modaliteit, mondeling, navraag, om, overleg, sluit, voorwaarde,
};

#[test]
fn an_hg_zaak_has_its_steps_in_the_order_of_the_work_with_who_and_by_when() {
    let tale = Verhaal::hg();
    assert_eq!(
        tale.soorten(),
        [
            StapSoort::BronnenVragen,
            StapSoort::Beoordelen,
            StapSoort::OverlegtijdVragen
        ]
    );
    let assess = tale.stap(StapSoort::Beoordelen);
    assert_eq!(assess.voor, Some(om(18, 0)));
    assert_eq!(assess.wie, Wie::Vt);
    assert_eq!(tale.stap(StapSoort::OverlegtijdVragen).wie, Wie::Kpc);
}

#[test]
fn the_overleg_is_the_deadline_when_it_comes_before_the_clock() {
    let mut tale = Verhaal::hg();
    tale.doe(overleg(om(14, 30)));
    assert!(!tale.heeft(StapSoort::OverlegtijdVragen));
    assert_eq!(tale.stap(StapSoort::Beoordelen).voor, Some(om(14, 30)));
    tale.doe(overleg(om(20, 0)));
    assert_eq!(tale.stap(StapSoort::Beoordelen).voor, Some(om(18, 0)));
}

#[test]
fn a_zorgmelding_is_asked_for_until_it_is_seen_on_the_list_or_comes_through_corv() {
    let mut tale = Verhaal::nieuw();
    tale.zaak.regel.zorgmelding = None;
    tale.tag(Tag::Hg, &[Soort::Partner]);
    assert_eq!(tale.stap(StapSoort::ZorgmeldingOpvragen).wie, Wie::Politie);
    tale.doe(Opdracht::KoppelCorv(CorvKenmerk {
        kenmerk: "ZF-2026-1".to_owned(),
        ontvangen: None,
        lezing: LezingId(Uuid::from_u128(9)),
        gelijk: vec![],
    }));
    assert!(!tale.heeft(StapSoort::ZorgmeldingOpvragen));
    assert_eq!(
        tale.probeer(&Opdracht::KoppelCorv(CorvKenmerk {
            kenmerk: "ZF-2026-1".to_owned(),
            ontvangen: None,
            lezing: LezingId(Uuid::from_u128(9)),
            gelijk: vec![],
        })),
        Err(Weigering::AlGekoppeld)
    );
}

#[test]
fn another_vt_is_told_and_an_unknown_one_is_found_out() {
    let mut tale = Verhaal::hg();
    tale.vt = Some(("Veilig Thuis Midden-Brabant", false));
    let tell = tale.stap(StapSoort::VtInlichten);
    assert!(tell.waarom.contains("Midden-Brabant"));
    assert!(tell.waarom.contains("nu bereikbaar"));
    tale.vt = None;
    assert!(tale.heeft(StapSoort::VtBepalen));
    assert!(!tale.heeft(StapSoort::VtInlichten));
}

#[test]
fn an_unknown_time_is_an_open_step_until_somebody_tells_it() {
    let mut tale = Verhaal::nieuw();
    tale.uiterlijk = None;
    assert!(tale.heeft(StapSoort::TijdOpvragen));
    tale.tag(Tag::Hg, &[Soort::Partner]);
    assert!(tale.heeft(StapSoort::TijdOpvragen));
    tale.doe(Opdracht::Meld {
        gegeven: Gegeven::Tijd {
            veld: Veld::BeginOphouden,
            tijd: om(3, 0),
        },
        bron: "intake politie".to_owned(),
    });
    assert_eq!(
        tale.zaak.tijd(Veld::BeginOphouden).map(|one| one.waarde),
        Some(om(3, 0))
    );
    // A list that is read again takes nothing of it away.
    tale.lijst(Status::Vast);
    assert_eq!(
        tale.zaak.tijd(Veld::BeginOphouden).map(|one| one.waarde),
        Some(om(3, 0))
    );
}

#[test]
fn child_abuse_is_a_stop_sign_and_children_are_looked_for() {
    let mut tale = Verhaal::nieuw();
    tale.tag(Tag::Hg, &[Soort::Kind]);
    assert!(
        tale.stap(StapSoort::EerstAfstemmen)
            .waarom
            .contains("eerst afstemmen met OM/politie vóór contact")
    );
    for step in [
        StapSoort::LetselExpertise,
        StapSoort::KinderenNagaan,
        StapSoort::RvdkBetrekken,
    ] {
        assert!(tale.heeft(step), "{step:?}");
    }
    tale.doe(Opdracht::VoegBetrokkeneToe(Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(3)),
        naam: "Lotte".to_owned(),
        leeftijd: None,
        rol: Rol::Kind,
        relatie: "dochter".to_owned(),
        verblijf: "bij oma".to_owned(),
        bellen: Bellen::Onbekend,
        bereikbaar: String::new(),
        geheim: false,
    }));
    assert!(!tale.heeft(StapSoort::KinderenNagaan));
    tale.klaar(StapSoort::EerstAfstemmen, "gebeld met OvJ");
    assert!(!tale.heeft(StapSoort::EerstAfstemmen));
}

#[test]
fn strangling_offers_an_examination_within_its_hours() {
    let mut tale = Verhaal::hg();
    tale.vlaggen = vec![Vlag {
        soort: VlagSoort::Verwurging,
        veld: signaal::Veld::Toelichting,
        van: 0,
        tot: 1,
        aantal: None,
    }];
    assert_eq!(
        tale.stap(StapSoort::ForensischOnderzoek).voor,
        Some(om(23, 0))
    );
}

#[test]
fn a_minor_brings_the_raad_and_no_hg_spreekuur() {
    let mut tale = Verhaal::hg();
    tale.minderjarig = true;
    assert_eq!(
        tale.stap(StapSoort::RvdkBetrekken).waarom,
        "de verdachte is minderjarig"
    );
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.doe(afdoening(heenzenden(), &[]));
    assert!(!tale.heeft(StapSoort::HgSpreekuur));
    assert!(tale.heeft(StapSoort::SlachtofferInformeren));
    tale.minderjarig = false;
    assert!(tale.heeft(StapSoort::HgSpreekuur));
}

#[test]
fn an_evening_overleg_is_handed_to_the_om_before_vt_leaves() {
    let mut tale = Verhaal::hg();
    tale.doe(overleg(om(16, 59)));
    assert!(!tale.heeft(StapSoort::OverdragenAanOm));
    tale.doe(overleg(om(17, 0)));
    let hand = tale.stap(StapSoort::OverdragenAanOm);
    assert_eq!((hand.voor, hand.wie), (Some(om(17, 0)), Wie::Om));
    tale.beoordeel(Oordeel::StructureelOnveilig, &[]);
    tale.geef_input(Ontvanger::Om);
    assert!(
        tale.stap(StapSoort::OverdragenAanOm)
            .waarom
            .contains("input er ligt")
    );
    tale.klaar(StapSoort::OverdragenAanOm, "gebeld met de OvJ");
    assert!(!tale.heeft(StapSoort::OverdragenAanOm));
}

#[test]
fn the_decision_is_asked_for_after_the_overleg_and_the_zaak_stays_open_without_it() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::StructureelOnveilig, &[]);
    tale.geef_input(Ontvanger::Om);
    tale.doe(overleg(om(14, 0)));
    tale.nu = om(14, 5);
    let ask = tale.stap(StapSoort::TerugkoppelingVragen);
    assert_eq!(ask.wie, Wie::Kpc);
    assert!(ask.waarom.starts_with("overleg was om 14:00"));
    let close = sluit(om(17, 0), false);
    assert!(matches!(
        tale.probeer(&close),
        Err(Weigering::NogNietTeSluiten(_))
    ));
    tale.doe(afdoening(
        modaliteit("DV-PR", Vrij::Nee, true, &[StapSoort::AfstemmenHoorZitting]),
        &[],
    ));
    assert!(!tale.heeft(StapSoort::TerugkoppelingVragen));
    assert!(tale.heeft(StapSoort::AfstemmenHoorZitting));
    assert!(matches!(
        tale.probeer(&close),
        Err(Weigering::NogNietTeSluiten(_))
    ));
    tale.klaar(StapSoort::SysteemBijwerken, "");
    // What follows from the decision is done, or set aside with a reason; it does not vanish.
    let Err(Weigering::NogNietTeSluiten(left)) = tale.probeer(&close) else {
        panic!("te vroeg gesloten");
    };
    assert!(left.contains("afstemmen voor hoor of zitting"), "{left}");
    tale.klaar(StapSoort::AfstemmenHoorZitting, "3RO gebeld");
    let actie = ActieId(Uuid::from_u128(1));
    tale.doe(Opdracht::SpreekAf(Actie {
        id: actie,
        wie: "wijkagent".to_owned(),
        wat: "langsgaan".to_owned(),
        wanneer: None,
    }));
    assert!(tale.probeer(&close).is_err());
    tale.doe(Opdracht::RondActieAf {
        actie,
        toelichting: "is geweest".to_owned(),
    });
    tale.terzijde(StapSoort::BronnenVragen);
    tale.probeer(&close).unwrap();
    assert!(tale.stappen().is_empty());
    assert_eq!(tale.probeer(&gemeld_overleg()), Err(Weigering::Gesloten));
    tale.doe(Opdracht::Heropen {
        reden: "zitting uitgesteld".to_owned(),
    });
    assert!(!tale.stappen().is_empty());
}

fn gemeld_overleg() -> Opdracht {
    overleg(om(15, 0))
}

#[test]
fn a_zaak_without_feedback_closes_only_with_a_reason() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    let close = sluit(om(17, 0), false);
    assert_eq!(
        tale.probeer(&Opdracht::LegTerzijde {
            stap: StapSoort::TerugkoppelingVragen,
            aanleiding: None,
            reden: "  ".to_owned(),
        }),
        Err(Weigering::RedenOntbreekt)
    );
    tale.terzijde(StapSoort::TerugkoppelingVragen);
    tale.klaar(StapSoort::SysteemBijwerken, "");
    // What nobody asked is named once more; setting it aside is an answer.
    assert!(tale.probeer(&close).is_err());
    tale.terzijde(StapSoort::BronnenVragen);
    tale.probeer(&close).unwrap();
}

#[test]
fn a_decision_that_is_put_off_keeps_asking() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::StructureelOnveilig, &[]);
    tale.doe(afdoening(modaliteit("IVS", Vrij::Nee, false, &[]), &[]));
    assert!(
        tale.stap(StapSoort::TerugkoppelingVragen)
            .waarom
            .contains("nog geen eindbeslissing (ivs)")
    );
    tale.doe(overleg(om(16, 0)));
    tale.nu = om(16, 30);
    assert!(
        tale.stap(StapSoort::TerugkoppelingVragen)
            .waarom
            .contains("nieuwe beslissing")
    );
}

#[test]
fn a_line_that_looks_like_hg_and_vanishes_before_anybody_looked_is_an_alarm() {
    let mut tale = Verhaal::nieuw();
    tale.lijkt_hg = true;
    assert!(!tale.stap(StapSoort::Taggen).alarm);
    tale.zaak.stand.verdwenen = Some(om(9, 0));
    assert!(tale.stap(StapSoort::Taggen).alarm);
}

#[test]
fn a_huisverbod_connects_two_teams() {
    let mut tale = Verhaal::hg();
    assert!(!tale.heeft(StapSoort::ThvVerbinden));
    tale.doe(Opdracht::StelAfdoeningVast(Box::new(Afdoening {
        modaliteiten: vec![Modaliteitkeuze {
            klok: Some(TermijnSoort::Huisverbod),
            ..modaliteit("THV", Vrij::Onbekend, true, &[])
        }],
        ..Afdoening::default()
    })));
    assert!(tale.heeft(StapSoort::ThvVerbinden));
}

#[test]
fn doubt_and_radar_end_in_closing() {
    let mut tale = Verhaal::nieuw();
    tale.tag(Tag::Twijfel, &[]);
    assert_eq!(tale.soorten(), [StapSoort::TwijfelBespreken]);
    tale.klaar(StapSoort::TwijfelBespreken, "geen HG volgens collega");
    assert_eq!(tale.soorten(), [StapSoort::Sluiten]);
    tale.doe(sluit(om(17, 0), false));
    let mut tale = Verhaal::nieuw();
    tale.tag(Tag::Radar, &[]);
    assert_eq!(tale.soorten(), [StapSoort::Sluiten]);
}

#[test]
fn taking_over_is_by_name_and_once() {
    let mut tale = Verhaal::hg();
    assert_eq!(
        tale.probeer(&Opdracht::NeemOver),
        Err(Weigering::NietOvergedragen)
    );
    tale.doe(Opdracht::DraagOver {
        aan: "bereikbaarheidsdienst".to_owned(),
        bericht: "overleg is morgen".to_owned(),
    });
    assert!(tale.zaak.stand.wacht_op_overname().is_some());
    tale.doe(Opdracht::NeemOver);
    assert!(tale.zaak.stand.wacht_op_overname().is_none());
    assert_eq!(
        tale.probeer(&Opdracht::NeemOver),
        Err(Weigering::NietOvergedragen)
    );
}

#[test]
fn every_step_has_a_code_that_reads_back_and_json_has_it_too() {
    for step in StapSoort::ALLE {
        assert_eq!(StapSoort::from_code(step.code()), Some(step));
        assert_eq!(
            serde_json::to_string(&step).unwrap(),
            format!("\"{}\"", step.code())
        );
        assert!(!step.label().is_empty());
    }
}

// Steps answer a cause, and wait for an answer.

#[test]
fn sources_stay_until_each_answered_or_cannot_be_asked_and_input_to_3ro_counts_as_asked() {
    let mut tale = Verhaal::hg();
    assert_eq!(
        tale.stap(StapSoort::BronnenVragen).waarom,
        "nog niet gevraagd: eigen systeem VT, politie, 3RO"
    );
    let with = |answers: &[(Informatiebron, NavraagStand)]| {
        Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
            navraag: answers
                .iter()
                .map(|(who, how)| navraag(*who, *how))
                .collect(),
            ..inhoud(Oordeel::StructureelOnveilig, &[])
        }))
    };
    use Informatiebron::{EigenSysteem, Politie, Reclassering};
    tale.doe(with(&[
        (EigenSysteem, NavraagStand::Antwoord),
        (Politie, NavraagStand::Gevraagd),
        (Reclassering, NavraagStand::NietGevraagd),
    ]));
    let waiting = tale.stap(StapSoort::BronnenVragen);
    assert_eq!(
        waiting.waarom,
        "nog niet gevraagd: 3RO; nog geen antwoord van politie"
    );
    assert_eq!(
        tale.probeer(&af(StapSoort::BronnenVragen, None, "gebeld")),
        Err(Weigering::StapNietOpen),
        "afvinken is geen antwoord"
    );
    tale.geef_input(Ontvanger::Reclassering);
    assert_eq!(
        tale.stap(StapSoort::BronnenVragen).waarom,
        "nog geen antwoord van politie, 3RO"
    );
    tale.doe(with(&[
        (EigenSysteem, NavraagStand::Antwoord),
        (Politie, NavraagStand::Antwoord),
        (Reclassering, NavraagStand::GeenToegang),
    ]));
    assert!(!tale.heeft(StapSoort::BronnenVragen));
}

#[test]
fn sources_can_be_put_aside_with_a_reason() {
    let mut tale = Verhaal::hg();
    tale.terzijde(StapSoort::BronnenVragen);
    assert!(!tale.heeft(StapSoort::BronnenVragen));
}

#[test]
fn the_time_of_the_overleg_can_be_asked_and_then_waits_for_an_answer() {
    let mut tale = Verhaal::hg();
    let step = tale.stap(StapSoort::OverlegtijdVragen);
    tale.doe(Opdracht::VraagStap {
        stap: StapSoort::OverlegtijdVragen,
        aanleiding: step.aanleiding,
        aan: "KPC-er Jansen".to_owned(),
        op: om(8, 10),
    });
    let asked = tale.stap(StapSoort::OverlegtijdVragen);
    assert!(
        asked.waarom.starts_with("gevraagd 08:10 aan KPC-er Jansen"),
        "{}",
        asked.waarom
    );
    tale.doe(overleg(om(14, 0)));
    assert!(!tale.heeft(StapSoort::OverlegtijdVragen));
}

#[test]
fn spoken_input_fulfils_input_geven_with_who_heard_it_and_who_spoke() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::StructureelOnveilig, &[]);
    let nobody = mondeling(&tale.zaak, Ontvanger::Om, " ", BOER);
    assert_eq!(tale.probeer(&nobody), Err(Weigering::OntvangerOntbreekt));
    // The other VT that sat at the table can have spoken.
    let spoken = mondeling(
        &tale.zaak,
        Ontvanger::Om,
        "mr. De Groot",
        "VT Brabant Noordoost",
    );
    tale.doe(spoken);
    assert!(matches!(
        tale.events.last().unwrap().what,
        Gebeurtenis::MondelingIngebracht(_)
    ));
    assert!(!tale.heeft(StapSoort::InputGeven));
    let heard = tale.zaak.stand.inputs[0].inhoud.gesprek.clone().unwrap();
    assert_eq!(
        (heard.met.as_str(), heard.door.as_str(), heard.op),
        ("mr. De Groot", "VT Brabant Noordoost", om(13, 0))
    );
    // It rests on the judgement like written input: a newer judgement asks again.
    tale.beoordeel(Oordeel::AcuutOnveilig, &[]);
    assert!(tale.heeft(StapSoort::InputGeven));
}

#[test]
fn a_note_to_the_kpc_er_brings_nothing_in_and_3ro_or_politie_only_in_the_evening() {
    for (hour, who, enough) in [
        (14, Ontvanger::Om, true),
        (14, Ontvanger::Kpc, false),
        (14, Ontvanger::Reclassering, false),
        (14, Ontvanger::Politie, false),
        (19, Ontvanger::Om, true),
        (19, Ontvanger::Kpc, false),
        (19, Ontvanger::Reclassering, true),
        (19, Ontvanger::Politie, true),
        (19, Ontvanger::Rvdk, false),
        (19, Ontvanger::AndereVt, false),
    ] {
        for spoken in [false, true] {
            let mut tale = Verhaal::hg();
            tale.doe(overleg(om(hour, 0)));
            tale.beoordeel(Oordeel::StructureelOnveilig, &[]);
            let brought = if spoken {
                mondeling(&tale.zaak, who, "iemand", BOER)
            } else {
                Opdracht::VerstuurInput(Box::new(input(&tale.zaak, who)))
            };
            tale.doe(brought);
            assert_eq!(
                !tale.heeft(StapSoort::InputGeven),
                enough,
                "{hour} uur, {who:?}, {spoken}"
            );
        }
    }
}

#[test]
fn the_planner_and_another_vt_can_be_told_before_there_is_a_judgement() {
    for who in Ontvanger::ALLE {
        let mut tale = Verhaal::hg();
        let early = Opdracht::VerstuurInput(Box::new(input(&tale.zaak, who)));
        let may = matches!(who, Ontvanger::Kpc | Ontvanger::AndereVt);
        let expected = if may {
            Ok(())
        } else {
            Err(Weigering::GeenBeoordeling)
        };
        assert_eq!(tale.probeer(&early), expected, "{who:?}");
    }
}

#[test]
fn informing_the_victim_is_of_om_and_politie_and_stands_above_connecting_the_huisverbod() {
    let mut tale = Verhaal::nieuw();
    tale.zaak.regel.thv = Some(true);
    tale.tag(Tag::Hg, &[Soort::Partner]);
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.doe(afdoening(heenzenden(), &[]));
    assert_eq!(
        tale.stap(StapSoort::SlachtofferInformeren).wie,
        Wie::OmPolitie
    );
    let order = tale.soorten();
    let place = |step| order.iter().position(|one| *one == step).unwrap();
    assert!(place(StapSoort::SlachtofferInformeren) < place(StapSoort::ThvVerbinden));
}

#[test]
fn a_second_release_asks_again_whether_the_victim_knows() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.gemeld(Waarde::Heengezonden, None);
    let first = tale.stap(StapSoort::SlachtofferInformeren).aanleiding;
    tale.klaar(StapSoort::SlachtofferInformeren, "politie belde haar");
    assert!(!tale.heeft(StapSoort::SlachtofferInformeren));
    // He is arrested again, and leaves again.
    tale.gemeld(Waarde::Opgehouden, None);
    tale.gemeld(Waarde::Heengezonden, None);
    let second = tale.stap(StapSoort::SlachtofferInformeren).aanleiding;
    assert_ne!(first, second);
}

#[test]
fn a_changed_decision_asks_again_what_follows_from_it() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.doe(afdoening(heenzenden(), &[]));
    tale.klaar(StapSoort::SysteemBijwerken, "");
    assert!(!tale.heeft(StapSoort::SysteemBijwerken));
    tale.doe(afdoening(
        modaliteit("DV-PR", Vrij::Ja, true, &[StapSoort::AfstemmenHoorZitting]),
        &[],
    ));
    assert!(tale.heeft(StapSoort::SysteemBijwerken));
}

#[test]
fn who_is_the_bereikbaarheidsdienst_asks_who_goes_there() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::AcuutOnveilig, &[]);
    let words = |tale: &Verhaal| tale.stap(StapSoort::BureaudienstInschakelen).wat;
    assert_eq!(words(&tale), "bureaudienst inschakelen");
    tale.zelf_dienst = true;
    assert_eq!(words(&tale), "wie gaat erheen?");
}

#[test]
fn danger_comes_first_then_the_clock_then_the_rest() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::AcuutOnveilig, &["contactverbod"]);
    tale.gemeld(Waarde::Heengezonden, None);
    tale.lijst(Status::Vast);
    let steps = tale.stappen();
    let group = |step: &zsmtafel::domain::stap::Stap| {
        if step.alarm {
            0
        } else if step.soort == StapSoort::TegenspraakBeslissen {
            1
        } else if step.voor.is_some() {
            2
        } else {
            3
        }
    };
    let groups: Vec<_> = steps.iter().map(group).collect();
    let mut sorted = groups.clone();
    sorted.sort_unstable();
    assert_eq!(groups, sorted, "{steps:?}");
    assert!(groups.contains(&0) && groups.contains(&1) && groups.contains(&3));
    let times: Vec<_> = steps
        .iter()
        .filter(|step| group(step) == 2)
        .map(|step| step.voor)
        .collect();
    assert!(times.is_sorted());
}

#[test]
fn a_proposed_kind_against_a_child_is_confirmed_or_rejected_before_anything_else() {
    let mut tale = Verhaal::nieuw();
    tale.doe(Opdracht::Tag {
        tag: Tag::Hg,
        soorten: vec![Soort::Partner],
        voorgesteld: vec![Soort::Kind],
        reden: None,
        bevestigd: false,
    });
    tale.beoordeel(Oordeel::AcuutOnveilig, &[]);
    // Even before the alarm: who phones now may phone the suspect's house.
    let first = tale.stappen().remove(0);
    assert_eq!(first.soort, StapSoort::SoortBevestigen);
    assert_eq!(
        first.wat,
        "STOP? eerst bevestigen of afwijzen, vóór contact"
    );
    assert!(!tale.heeft(StapSoort::EerstAfstemmen) && !tale.heeft(StapSoort::LetselExpertise));
    let by_hand = af(StapSoort::SoortBevestigen, None, "gezien");
    assert_eq!(tale.probeer(&by_hand), Err(Weigering::StapNietOpen));
    assert_eq!(
        tale.probeer(&crate::hulp::verhaal::terzijde(StapSoort::SoortBevestigen)),
        Err(Weigering::StapNietOpen)
    );
    let mut confirmed = tale.clone();
    confirmed.tag(Tag::Hg, &[Soort::Kind, Soort::Partner]);
    assert!(
        !confirmed.heeft(StapSoort::SoortBevestigen) && confirmed.heeft(StapSoort::EerstAfstemmen)
    );
    tale.tag(Tag::Hg, &[Soort::Partner]);
    assert!(!tale.heeft(StapSoort::SoortBevestigen) && !tale.heeft(StapSoort::EerstAfstemmen));
}

#[test]
fn children_that_were_there_are_no_stop() {
    let mut tale = Verhaal::nieuw();
    tale.zaak.regel.kinderen = Some("2, waren thuis".to_owned());
    tale.tag(Tag::Hg, &[Soort::Partner, Soort::Kinderen]);
    assert!(tale.heeft(StapSoort::KinderenNagaan));
    assert!(!tale.heeft(StapSoort::EerstAfstemmen) && !tale.heeft(StapSoort::SoortBevestigen));
}

// The life of a zaak.

#[test]
fn a_newer_list_that_says_more_of_a_zaak_that_was_let_go_puts_it_back_in_sight() {
    for let_go in [Tag::GeenHg, Tag::Radar] {
        for (what, change) in [("HG=ja", 0), ("een ander feit", 1), ("weer vast", 2)] {
            let mut tale = Verhaal::met_status(Status::NietVast);
            tale.tag(Tag::Hg, &[]);
            tale.tag(let_go, &[]);
            assert!(!tale.heeft(StapSoort::OpnieuwBekijken));
            let mut line = tale.zaak.regel.clone();
            match change {
                0 => line.hg_politie = Some(true),
                1 => line.feiten.push(Feit {
                    artikel: "285 Sr".to_owned(),
                    omschrijving: "Bedreiging".to_owned(),
                }),
                _ => line.status = Status::Vast,
            }
            tale.lijst_met(line, None);
            assert!(tale.heeft(StapSoort::OpnieuwBekijken), "{let_go:?}: {what}");
            assert!(werkstroom::moet_bekeken(&tale.zaak));
            tale.klaar(StapSoort::OpnieuwBekijken, "gezien, blijft zo");
            assert!(
                !tale.heeft(StapSoort::OpnieuwBekijken),
                "{let_go:?}: {what}"
            );
            // And once more, when it says still more.
            let mut line = tale.zaak.regel.clone();
            line.hg_politie = Some(true);
            line.feiten.push(Feit {
                artikel: "302 Sr".to_owned(),
                omschrijving: "Zware mishandeling".to_owned(),
            });
            tale.lijst_met(line, None);
            assert!(tale.heeft(StapSoort::OpnieuwBekijken), "{let_go:?}: {what}");
            tale.klaar(StapSoort::OpnieuwBekijken, "weer gezien");
            assert!(!tale.heeft(StapSoort::OpnieuwBekijken));
        }
    }
}

#[test]
fn a_line_that_was_never_followed_is_looked_at_as_often_as_a_list_says_more() {
    let mut tale = Verhaal::met_status(Status::NietVast);
    tale.tag(Tag::GeenHg, &[]);
    for article in ["285 Sr", "302 Sr"] {
        // By row key alone: the line lives on the list of the day.
        tale.zaak.regel.feiten.push(Feit {
            artikel: article.to_owned(),
            omschrijving: String::new(),
        });
        let kenmerk = tale.zaak.kenmerk();
        assert!(werkstroom::zegt_meer(&tale.zaak.stand, &kenmerk));
        tale.boek(Gebeurtenis::LijstZegtMeer {
            lezing: LezingId(Uuid::from_u128(4)),
            kenmerk: kenmerk.clone(),
        });
        assert!(
            tale.zaak.stand.opgenomen.is_none(),
            "no data in the journal"
        );
        assert!(tale.heeft(StapSoort::OpnieuwBekijken), "{article}");
        assert!(
            !werkstroom::zegt_meer(&tale.zaak.stand, &kenmerk),
            "it waits, and is not said twice"
        );
        tale.klaar(StapSoort::OpnieuwBekijken, "blijft geen HG");
        assert!(!tale.heeft(StapSoort::OpnieuwBekijken), "{article}");
    }
}

#[test]
fn what_a_list_said_more_waits_for_a_person_whatever_later_lists_say() {
    for let_go in [Tag::GeenHg, Tag::Radar] {
        let mut tale = Verhaal::met_status(Status::NietVast);
        tale.tag(Tag::Hg, &[]);
        tale.tag(let_go, &[]);
        let before = tale.zaak.regel.clone();
        let mut marked = before.clone();
        marked.hg_politie = Some(true);
        tale.om(10, 0).lijst_met(marked.clone(), None);
        let mut other = marked.clone();
        other.feiten.push(Feit {
            artikel: "285 Sr".to_owned(),
            omschrijving: "Bedreiging".to_owned(),
        });
        tale.om(11, 0).lijst_met(other, None);
        // Two reasons are two reasons, and a list that says less takes neither away.
        for line in [marked, before] {
            let step = tale.stap(StapSoort::OpnieuwBekijken);
            assert!(
                step.waarom.contains("merkt het nu aan als HG")
                    && step.waarom.contains("ander feit"),
                "{let_go:?}: {}",
                step.waarom
            );
            tale.om(12, 0).lijst_met(line, None);
        }
        assert!(tale.heeft(StapSoort::OpnieuwBekijken), "{let_go:?}");
        // Tagging again over the line as it is, is looking at it.
        let mut again = tale.clone();
        again
            .om(13, 0)
            .doe(getagd(Tag::Hg, &[Soort::Partner], true));
        again.doe(getagd(let_go, &[], true));
        tale.om(13, 0).klaar(StapSoort::OpnieuwBekijken, "gezien");
        assert!(!tale.heeft(StapSoort::OpnieuwBekijken), "{let_go:?}");
    }
}

#[test]
fn a_suspect_who_was_released_and_is_held_again_after_closing_is_looked_at_again() {
    let mut tale = afgerond();
    tale.doe(sluit(tale.nu, true));
    assert!(!tale.heeft(StapSoort::OpnieuwBekijken));
    // The line says what it said all along; that it says so again, after he had left, is the news.
    tale.boek(Gebeurtenis::StatusOpLijst {
        lezing: LezingId(Uuid::from_u128(3)),
        status: Status::Vast,
        over: om(16, 0),
    });
    assert!(tale.heeft(StapSoort::OpnieuwBekijken));
    tale.klaar(StapSoort::OpnieuwBekijken, "oude lijst");
    assert!(!tale.heeft(StapSoort::OpnieuwBekijken));
}

/// Judged, decided and everything done: it can be closed.
fn afgerond() -> Verhaal {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.om(14, 0).doe(afdoening(heenzenden(), &[]));
    for step in [
        StapSoort::SlachtofferInformeren,
        StapSoort::HgSpreekuur,
        StapSoort::SysteemBijwerken,
    ] {
        tale.klaar(step, "gedaan");
    }
    tale.terzijde(StapSoort::BronnenVragen);
    tale
}

#[test]
fn closing_over_an_appointment_an_open_agreement_a_refused_condition_or_an_old_judgement_asks() {
    let closes_silently = afgerond();
    assert_eq!(
        closes_silently.clone().probeer(&sluit(om(15, 0), false)),
        Ok(())
    );
    let asked = |tale: &mut Verhaal, at, words: &str| {
        let Err(Weigering::VraagtBevestiging(question)) = tale.probeer(&sluit(at, false)) else {
            panic!("sluit zonder vraag: {words}");
        };
        assert!(question.contains(words), "{question}");
        tale.doe(sluit(at, true));
        assert_eq!(tale.zaak.fase(), Fase::Gesloten);
    };
    let mut tale = closes_silently.clone();
    tale.doe(overleg(om(16, 0)));
    asked(&mut tale, om(15, 0), "overleg 16:00");
    let mut tale = closes_silently;
    tale.doe(Opdracht::SpreekAf(Actie {
        id: ActieId(Uuid::from_u128(1)),
        wie: "wijkagent".to_owned(),
        wat: "langsgaan".to_owned(),
        wanneer: None,
    }));
    asked(&mut tale, om(15, 0), "afspraak met wijkagent: langsgaan");

    let closing = |judged: Opdracht, decided: Opdracht| {
        let mut tale = Verhaal::hg();
        tale.doe(judged);
        tale.om(14, 0).doe(decided);
        for step in tale.alarmen(StapSoort::OpnieuwBeoordelen) {
            tale.doe(af(step.soort, step.aanleiding, "gebeld met OM en SO"));
        }
        for step in [
            StapSoort::SlachtofferInformeren,
            StapSoort::HgSpreekuur,
            StapSoort::SysteemBijwerken,
        ] {
            tale.klaar(step, "gedaan");
        }
        tale
    };
    let refused = voorwaarde("contactverbod", Uitkomst::NietGesteld);
    let mut tale = closing(
        crate::hulp::verhaal::beoordeling(Oordeel::StructureelOnveilig, &["contactverbod"]),
        beslissing(heenzenden(), &[refused]),
    );
    asked(
        &mut tale,
        om(15, 0),
        "voorwaarde \"contactverbod\": niet gesteld",
    );
    let mut tale = closing(
        beoordeling_tot(Oordeel::VoldoendeVeilig, om(15, 0)),
        afdoening(heenzenden(), &[]),
    );
    asked(&mut tale, om(15, 30), "het oordeel geldt niet meer");
}

#[test]
fn an_open_zaak_in_which_nothing_happens_for_28_days_asks_radar_too() {
    for tag in [Tag::Hg, Tag::Twijfel, Tag::Radar] {
        let mut tale = Verhaal::nieuw();
        tale.tag(tag, &[]);
        let acted = tale.nu;
        tale.nu = acted + TimeDelta::days(28) - TimeDelta::minutes(1);
        assert!(!tale.heeft(StapSoort::NogNodig), "{tag:?}");
        tale.nu = acted + TimeDelta::days(28);
        assert!(tale.heeft(StapSoort::NogNodig), "{tag:?}");
        assert_eq!(werkstroom::stil_sinds(&tale.zaak, tale.nu), Some(28));
        tale.nu = acted + TimeDelta::days(35);
        assert!(
            !werkstroom::mag_stil_sluiten(&tale.zaak, tale.nu),
            "nobody was asked yet"
        );
        // What a list says is no act of anybody.
        tale.lijst(Status::Vast);
        assert!(tale.heeft(StapSoort::NogNodig), "{tag:?}");
        tale.klaar(StapSoort::NogNodig, "wacht op zitting");
        assert!(!tale.heeft(StapSoort::NogNodig), "{tag:?}");
    }
}

#[test]
fn a_zaak_in_which_the_clock_ran_out_unseen_does_not_close_by_itself() {
    let mut tale = Verhaal::hg();
    tale.nu += TimeDelta::days(40);
    assert!(
        !werkstroom::mag_stil_sluiten(&tale.zaak, tale.nu),
        "niemand zei waar hij bleef"
    );
    let mut tale = afgerond();
    tale.nu += TimeDelta::days(29);
    tale.boek(Gebeurtenis::StapGevraagd {
        stap: StapSoort::NogNodig,
        aanleiding: tale.zaak.stand.laatste.map(|last| last.id),
        aan: "wie de zaak ziet".to_owned(),
        op: tale.nu,
    });
    assert_eq!(
        werkstroom::stil_sinds(&tale.zaak, tale.nu),
        Some(29),
        "asking is no act"
    );
    tale.nu += TimeDelta::days(6);
    assert!(
        !werkstroom::mag_stil_sluiten(&tale.zaak, tale.nu),
        "te vroeg"
    );
    tale.nu += TimeDelta::days(1);
    assert!(werkstroom::mag_stil_sluiten(&tale.zaak, tale.nu));
}

#[test]
fn taking_back_a_closing_or_a_tag_leaves_a_zaak_that_somebody_can_go_on_with() {
    // Once found by chance: closed, then the tag was taken back.
    let mut tale = Verhaal::nieuw();
    tale.tag(Tag::Radar, &[]);
    let tagged = tale.laatste();
    tale.doe(sluit(om(9, 0), false));
    tale.neem_terug(tagged).unwrap();
    assert_eq!(tale.zaak.fase(), Fase::Ongetagd);
    assert!(tale.heeft(StapSoort::Taggen));
    tale.tag(Tag::Hg, &[]);
    let _ = (
        VISSER,
        getagd(Tag::Hg, &[], true),
        Omgeving::kaal(Utc::now()),
    );
}

#[test]
fn a_quiet_zaak_does_not_close_over_a_term_that_ran_out_nor_before_an_announced_release() {
    let ask = |tale: &mut Verhaal| {
        tale.nu += TimeDelta::days(28);
        tale.boek(Gebeurtenis::StapGevraagd {
            stap: StapSoort::NogNodig,
            aanleiding: tale.zaak.stand.laatste.map(|last| last.id),
            aan: "wie de zaak ziet".to_owned(),
            op: tale.nu,
        });
        tale.nu += TimeDelta::days(8);
    };
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::VoldoendeVeilig, &[]);
    tale.doe(afdoening(crate::hulp::verhaal::ivs(), &[]));
    ask(&mut tale);
    assert!(!werkstroom::mag_stil_sluiten(&tale.zaak, tale.nu));
}

#[test]
fn a_departure_from_a_closed_zaak_is_looked_at() {
    let mut tale = Verhaal::hg();
    tale.beoordeel(Oordeel::AcuutOnveilig, &["contactverbod"]);
    tale.zaak.stand.gesloten = None;
    tale.boek(Gebeurtenis::ZaakGesloten {
        gezien: tale.zaak.kenmerk(),
        reden: "klaar".to_owned(),
    });
    assert!(!tale.heeft(StapSoort::OpnieuwBekijken));
    tale.om(10, 0).lijst(Status::Heengezonden);
    assert!(
        tale.stap(StapSoort::OpnieuwBekijken)
            .waarom
            .contains("kan weg zijn")
    );
}
