//! What a recipient reads. The texts stand whole in `snapshots/`: read them as an officer would.

use proptest::prelude::*;
use zsmtafel::domain::beoordeling::Oordeel;
use zsmtafel::domain::input::{Ontvanger, Vorm};
use zsmtafel::domain::lijstregel::Status;
use zsmtafel::domain::teken::verborgen;
use zsmtafel::domain::zaak::Zaak;
use zsmtafel::send::bestand::{bestandsnaam, onderwerp, overdrachtnaam, txt};
use zsmtafel::send::leesbaar::beoordeling_tekst;
use zsmtafel::send::opstelling::{Context, Kop, Merk, opstelling};
use zsmtafel::send::tekst::{BREEDTE, digest, pagina_einden, tekst};

use super::send_zaak::{
    BSN, alles_aan, beoordeling, context, om, ontvangers, stel_op, voorwaarden, zaak, zaak_id,
};

fn text_for(zaak: &Zaak, who: Ontvanger) -> String {
    tekst(&stel_op(zaak, who))
}

/// The text with every line ticked that is offered.
fn everything(zaak: &Zaak, who: Ontvanger) -> String {
    tekst(&alles_aan(zaak, who))
}

#[test]
fn each_recipient_reads_what_it_needs() {
    for who in Ontvanger::ALLE {
        insta::assert_snapshot!(format!("input_{}", who.code()), text_for(&zaak(), who));
    }
}

#[test]
fn a_colleague_reads_the_assessment_whole() {
    let zaak = zaak();
    let lines = beoordeling_tekst(&beoordeling(), &zaak.stand.betrokkenen);
    assert!(lines.iter().all(|line| !line.contains('\n')));
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_officer_gets_no_place_where_the_victim_hides_and_no_number() {
    let text = text_for(&zaak(), Ontvanger::Om);
    for held_back in [
        "Dorpsstraat",
        "Lindenlaan",
        "06 99",
        "oma",
        "Noor",
        "durft",
        "zelf",
        "bellen",
        "anoniem",
    ] {
        assert!(!text.contains(held_back), "{held_back} left:\n{text}");
    }
    for needed in [
        "Łukasz van den Bakker",
        "Félène",
        "acuut onveilig",
        "Kind van 7 jaar",
        "Verdachte is vast (lijst 07:35).",
        "Bij VT is nog geen beslissing bekend.",
    ] {
        assert!(text.contains(needed), "{needed} is missing:\n{text}");
    }
}

#[test]
fn the_planner_gets_no_person_and_no_content_even_with_everything_ticked() {
    let text = everything(&zaak(), Ontvanger::Kpc);
    assert!(text.contains("PL2100-2026117042"));
    for content in [
        "Bakker",
        "Félène",
        "Noor",
        "onveilig",
        "verwurging",
        "Mishandeling",
        "contact op",
    ] {
        assert!(!text.contains(content), "{content} left:\n{text}");
    }
}

#[test]
fn nobody_gets_the_bsn_even_where_police_wrote_it_in_free_text() {
    let told = everything(&zaak(), Ontvanger::AndereVt);
    assert!(told.contains("VE (BSN [BSN weggelaten])"), "{told}");
    for who in Ontvanger::ALLE {
        assert!(!everything(&zaak(), who).contains(BSN), "{}", who.code());
    }
}

#[test]
fn probation_is_never_offered_a_phone_number() {
    let offered = stel_op(&zaak(), Ontvanger::Reclassering);
    assert!(
        offered
            .regels()
            .all(|(_, line)| !line.tekst.contains("06 99"))
    );
    // while police can be given it with one key
    let police = stel_op(&zaak(), Ontvanger::Politie);
    let (_, number) = police
        .regels()
        .find(|(_, line)| line.tekst.contains("06 99"))
        .unwrap();
    assert!(!number.aan);
}

#[test]
fn holding_back_the_name_of_the_victim_takes_it_out_of_the_whole_text() {
    let mut offered = stel_op(&zaak(), Ontvanger::Om);
    let key = offered
        .regels()
        .find(|(_, line)| line.tekst.contains("Félène"))
        .map(|(_, line)| line.sleutel.clone())
        .unwrap();
    assert!(offered.zet(&key, false));
    let text = tekst(&offered);
    assert!(!text.contains("Félène"), "{text}");
    assert!(text.contains("- Slachtoffer: acuut onveilig."));
    assert!(!offered.zet("bestaat-niet", true));
}

#[test]
fn with_everything_unticked_the_header_and_the_way_to_answer_are_left() {
    let mut none = stel_op(&zaak(), Ontvanger::Om);
    for part in &mut none.onderdelen {
        for line in &mut part.regels {
            line.aan = false;
        }
    }
    insta::assert_snapshot!(tekst(&none));
}

#[test]
fn ticks_survive_composing_again_but_not_a_change_of_recipient() {
    let mut first = stel_op(&zaak(), Ontvanger::Om);
    assert!(first.zet("motivering", false));
    let mut again = stel_op(&zaak(), Ontvanger::Om);
    again.neem_vinkjes_over(&first);
    assert_eq!(again, first);

    let mut other = stel_op(&zaak(), Ontvanger::Rvdk);
    let untouched = other.clone();
    other.neem_vinkjes_over(&first);
    assert_eq!(other, untouched);
}

#[test]
fn keys_are_unique_and_stable() {
    for who in Ontvanger::ALLE {
        let keys = |zaak: &Zaak| -> Vec<String> {
            stel_op(zaak, who)
                .regels()
                .map(|(_, line)| line.sleutel.clone())
                .collect()
        };
        let all = keys(&zaak());
        let unique: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(unique.len(), all.len(), "{all:?}");
        // Another order of people does not move a key to another person.
        let mut turned = zaak();
        turned.stand.betrokkenen.reverse();
        let turned: std::collections::BTreeSet<String> = keys(&turned).into_iter().collect();
        assert_eq!(turned, all.into_iter().collect());
    }
}

#[test]
fn what_a_release_means_follows_the_judgement() {
    let cases = [
        (
            Oordeel::AcuutOnveilig,
            Status::Vast,
            "Bij heenzenden zonder voorwaarden is er direct gevaar",
        ),
        (
            Oordeel::StructureelOnveilig,
            Status::Ivs,
            "gevaar van nieuw geweld",
        ),
        (Oordeel::OnvoldoendeZicht, Status::Vast, "weet te weinig"),
        (
            Oordeel::VoldoendeVeilig,
            Status::Vast,
            "geen direct gevaar bij heenzenden, als",
        ),
        (
            Oordeel::AcuutOnveilig,
            Status::Heengezonden,
            "Verdachte is niet meer vast. Er is nu direct gevaar",
        ),
        (
            Oordeel::VoldoendeVeilig,
            Status::Onbekend,
            "Of verdachte vast is, is niet zeker. Oordeel nu: voldoende veilig.",
        ),
    ];
    for (oordeel, status, expected) in cases {
        let mut zaak = zaak();
        zaak.regel.status = status;
        let inside = &mut zaak.stand.beoordelingen[0].inhoud;
        inside.geheel = oordeel;
        inside.personen.clear();
        let made = stel_op(&zaak, Ontvanger::Om);
        let line = made
            .regels()
            .find(|(kop, _)| *kop == Kop::Gevolg)
            .map(|(_, line)| line.clone())
            .unwrap();
        assert!(line.tekst.contains(expected), "{}", line.tekst);
        // Nobody said it: it waits for a person.
        assert_eq!((line.aan, line.merk), (false, Some(Merk::VanProgramma)));
        assert!(!tekst(&made).contains("Gevolg van heenzenden"));
    }
}

#[test]
fn before_there_is_a_judgement_planner_and_other_vt_get_a_text_that_claims_none() {
    let mut zaak = zaak();
    zaak.stand.beoordelingen.clear();
    let text = text_for(&zaak, Ontvanger::Om);
    assert!(text.contains("VT heeft de veiligheid nog niet beoordeeld."));
    assert!(!text.contains("Gevolg van heenzenden"));
    for who in [Ontvanger::Kpc, Ontvanger::AndereVt] {
        let text = everything(&zaak, who);
        assert!(
            text.contains("VT heeft de veiligheid nog niet beoordeeld."),
            "{text}"
        );
        assert!(!text.contains("heeft de veiligheid beoordeeld"), "{text}");
        assert!(!text.contains("heeft input"), "{text}");
        assert!(text.contains("PL2100-2026117042") && text.contains("06 00 11 22 33"));
    }
    assert!(text_for(&zaak, Ontvanger::Kpc).contains("Laat VT vooraf weten"));
    insta::assert_snapshot!("zonder_oordeel_kpc", text_for(&zaak, Ontvanger::Kpc));
    insta::assert_snapshot!(
        "zonder_oordeel_andere_vt",
        text_for(&zaak, Ontvanger::AndereVt)
    );
}

#[test]
fn an_assessment_that_ran_out_is_marked_and_another_author_named() {
    let mut zaak = zaak();
    zaak.stand.beoordelingen[0].door = "C. Smit".to_owned();
    zaak.stand.beoordelingen[0].inhoud.geldig_tot = Some(om("2026-11-20T07:15:00Z"));
    let text = text_for(&zaak, Ontvanger::Om).replace("\n  ", " ");
    assert!(text.contains("door C. Smit."), "{text}");
    assert!(
        text.contains("OORDEEL VERLOPEN, was acuut onveilig. Beoordeeld vr 20 nov 08:14"),
        "{text}"
    );
}

#[test]
fn two_children_of_one_age_are_told_apart() {
    let mut zaak = zaak();
    zaak.stand.betrokkenen[2].leeftijd = zaak.stand.betrokkenen[1].leeftijd;
    let text = text_for(&zaak, Ontvanger::Om);
    assert!(
        text.contains("Kind van 7 jaar (nr. 1): structureel onveilig."),
        "{text}"
    );
    assert!(
        text.contains("Kind van 7 jaar (nr. 2): acuut onveilig."),
        "{text}"
    );
}

#[test]
fn a_person_taken_out_of_the_zaak_is_not_spoken_of() {
    let mut zaak = zaak();
    zaak.stand.betrokkenen.retain(|who| who.naam != "Mees");
    let text = text_for(&zaak, Ontvanger::Om);
    assert!(!text.contains("jonger dan 1 jaar"), "{text}");
    let colleague = beoordeling_tekst(&beoordeling(), &zaak.stand.betrokkenen);
    assert!(
        colleague.contains(&"iemand die niet meer bij de zaak staat: acuut onveilig".to_owned()),
        "{colleague:?}"
    );
}

#[test]
fn requests_go_to_whom_they_are_meant_for() {
    let asked = |who, aan: &str| -> bool {
        let mut zaak = zaak();
        zaak.stand.beoordelingen[0].inhoud.verzoeken[0].aan = aan.to_owned();
        text_for(&zaak, who).contains("Bel VT vóór het heenzenden")
    };
    assert!(asked(Ontvanger::Om, "om"));
    assert!(asked(Ontvanger::Om, "OM en politie"));
    assert!(asked(Ontvanger::Politie, "OM / Politie"));
    // A request to nobody goes to nobody, whatever is ticked.
    let mut zaak = zaak();
    zaak.stand.beoordelingen[0].inhoud.verzoeken[0].aan = " ".to_owned();
    for who in Ontvanger::ALLE {
        assert!(!everything(&zaak, who).contains("Bel VT vóór het heenzenden"));
    }
    assert!(!asked(Ontvanger::Rvdk, "OM en politie"));
    assert!(!asked(Ontvanger::Om, "omwonenden"));
}

#[test]
fn without_a_number_of_the_day_the_national_number_stands_there() {
    let mut alone = context();
    alone.bereikbaar = "  ".to_owned();
    let list = ontvangers();
    let made = opstelling(
        &zaak(),
        list.voor(Ontvanger::Om).unwrap(),
        &voorwaarden(),
        &alone,
    );
    assert!(tekst(&made).contains("dag en nacht, 0800-2000"));
}

#[test]
fn times_are_dutch_in_summer_and_winter() {
    let mut summer = context();
    summer.nu = om("2026-07-01T22:30:00Z");
    let list = ontvangers();
    let profile = list.voor(Ontvanger::Kpc).unwrap();
    let text = tekst(&opstelling(&zaak(), profile, &voorwaarden(), &summer));
    assert!(text.contains("donderdag 2 juli 2026, 00:30"), "{text}");
}

#[test]
fn file_and_subject_name_no_person_and_no_registration() {
    let zaak = zaak();
    for who in Ontvanger::ALLE {
        for vorm in [Vorm::Txt, Vorm::Eml] {
            let name = bestandsnaam(zaak.id, who, context().nu, vorm, 0);
            assert_eq!(
                name,
                format!(
                    "input-1f3a9c02-{}-20261120-0820.{}",
                    who.code(),
                    vorm.code()
                )
            );
        }
    }
    assert_eq!(
        bestandsnaam(zaak_id(), Ontvanger::Om, context().nu, Vorm::Eml, 2),
        "input-1f3a9c02-om-20261120-0820-2.eml"
    );
    let handed = [1, 2].map(|number| overdrachtnaam(context().nu, number));
    assert_eq!(handed[0], "overdracht-20261120-0820.txt");
    assert_eq!(handed[1], "overdracht-20261120-0820-2.txt");
    let subject = onderwerp(zaak_id());
    for person in ["Bakker", "Łukasz", "Félène", "Noor", "PL2100", "153420"] {
        assert!(!subject.contains(person), "{subject}");
    }
}

#[test]
fn the_text_file_opens_in_kladblok_with_its_letters() {
    let bytes = txt("Félène\nŁukasz\r\n=cmd|' /C calc'!A0\n.\n");
    assert_eq!(
        bytes,
        "\u{feff}Félène\r\nŁukasz\r\n=cmd|' /C calc'!A0\r\n.\r\n".as_bytes()
    );
}

#[test]
fn pages_end_after_sixty_lines_but_not_behind_the_last() {
    let lines = |count: usize| "regel\n".repeat(count);
    assert!(pagina_einden("").is_empty());
    assert!(pagina_einden(&lines(60)).is_empty());
    assert_eq!(pagina_einden(&lines(61)), [60]);
    assert_eq!(pagina_einden(&lines(180)), [60, 120]);
}

#[test]
fn the_digest_is_sha256_of_exactly_the_text() {
    // FIPS 180-2, appendix B.1.
    assert_eq!(
        digest("abc"),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert_ne!(digest("a\n"), digest("a\r\n"));
}

#[test]
fn a_text_that_hides_or_steers_is_made_plain() {
    let mut zaak = zaak();
    let inside = &mut zaak.stand.beoordelingen[0].inhoud;
    inside.motivering = "eerst\r\n\r\n\u{202e}dan\u{200b}\u{1b}[31m\tdaarna".to_owned();
    let text = text_for(&zaak, Ontvanger::Om);
    assert!(
        text.contains("- Waarom: eerst\n  dan [31m daarna\n"),
        "{text}"
    );
}

proptest! {
    #[test]
    fn no_line_is_too_long_and_no_letter_is_lost(words in "(\\PC{0,200} ?){0,6}") {
        let mut zaak = zaak();
        zaak.stand.beoordelingen[0].inhoud.motivering.clone_from(&words);
        let text = text_for(&zaak, Ontvanger::Om);
        prop_assert!(text.lines().all(|line| line.chars().count() <= BREEDTE));
        prop_assert!(text.lines().all(|line| !line.ends_with(' ')));
        prop_assert!(!text.contains('\r'));
        let dense = |text: &str| -> String {
            text.chars()
                .filter(|c| !c.is_whitespace() && !verborgen(*c))
                .collect()
        };
        // What looks like a BSN is masked, and that is another property.
        if !text.contains("[BSN weggelaten]") {
            prop_assert!(dense(&text).contains(&dense(&words)), "{}", text);
        }
    }
}

#[test]
fn a_practice_text_says_so_before_anything_else() {
    let zaak = zaak();
    let known = ontvangers();
    let made = opstelling(
        &zaak,
        known.voor(Ontvanger::Om).unwrap(),
        &voorwaarden(),
        &Context {
            oefenen: true,
            ..context()
        },
    );
    assert!(tekst(&made).starts_with("OEFENEN, niet echt"));
}

#[test]
fn the_text_begins_with_what_is_decided_the_judgement_the_clock_and_what_is_asked() {
    let known = ontvangers();
    let zaak = zaak();
    let om = |context: &Context| {
        tekst(&opstelling(
            &zaak,
            known.voor(Ontvanger::Om).unwrap(),
            &voorwaarden(),
            context,
        ))
    };
    let nu = context().nu;
    let text = om(&Context {
        klok: Some(nu + chrono::TimeDelta::minutes(79)),
        ..context()
    });
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    let order = [
        "Bij VT is nog geen beslissing bekend.",
        "ACUUT ONVEILIG. Beoordeeld vr 20 nov 08:14.",
        "Klok van ophouden",
        "Gevraagde veiligheidsvoorwaarden",
        "Wat VT vraagt",
        "Zaak / betrokkenen",
        "Wat is er bij VT bekend",
        "Waar het oordeel op rust",
        "Wat VT doet",
        "Bereikbaar op / tot",
    ]
    .map(place);
    assert!(order.is_sorted(), "{text}");
    // A clock that ran out is no clock that runs, and a judgement that ran out is none.
    let later = om(&Context {
        nu: nu + chrono::TimeDelta::days(2),
        klok: Some(nu + chrono::TimeDelta::minutes(79)),
        ..context()
    });
    assert!(
        later.contains("OORDEEL VERLOPEN, was acuut onveilig."),
        "{later}"
    );
    assert!(later.contains("Klok van ophouden liep af om"), "{later}");
}
