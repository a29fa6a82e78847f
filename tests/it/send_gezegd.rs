//! What VT says, a person said: sources, conditions, decision, custody, proposed kinds, and what the suspect
//! could read.

use chrono::DateTime;
use zsmtafel::domain::afdoening::{Afdoening, Uitkomst, Voorwaarde, Vrij};
use zsmtafel::domain::beoordeling::{Informatiebron, NavraagStand};
use zsmtafel::domain::betrokkene::Bellen;
use zsmtafel::domain::input::Ontvanger;
use zsmtafel::domain::lijstregel::{Status, Veld};
use zsmtafel::domain::overleg::{Gegeven, GemeldGegeven};
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::domain::zaak::Zaak;
use zsmtafel::send::leesbaar::beoordeling_tekst;
use zsmtafel::send::ontvangers::{Regelsoort, verdachte_kan_lezen};
use zsmtafel::send::opstelling::{Merk, Opstelling, opstelling};
use zsmtafel::send::tekst::tekst;
use zsmtafel::send::terugkoppeling::terugkoppeling;

use super::send_zaak::{
    alles_aan, beslis, context, meld, nu, om, ontvangers, stel_op, voorwaarden, zaak,
};

/// The text on one line, so that a break in the middle of a sentence hides nothing.
fn plat(made: &Opstelling) -> String {
    tekst(made).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn navraag(zaak: &mut Zaak, bron: Informatiebron, stand: NavraagStand) {
    let asked = &mut zaak.stand.beoordelingen[0].inhoud.navraag;
    let one = asked.iter_mut().find(|one| one.bron == bron).unwrap();
    one.stand = stand;
}

#[test]
fn only_a_source_that_answered_stands_under_op_basis_van() {
    let mut zaak = zaak();
    let text = plat(&stel_op(&zaak, Ontvanger::Om));
    assert!(
        text.contains(
            "Op basis van: eigen systeem VT (vr 20 nov 08:05) en politie (vr 20 nov 08:10)."
        ),
        "{text}"
    );
    assert!(text.contains("Gevraagd, nog geen antwoord: 3RO."), "{text}");
    // Asked and refused: said apart. And what stands beside it is no answer.
    navraag(
        &mut zaak,
        Informatiebron::EigenSysteem,
        NavraagStand::GeenToegang,
    );
    navraag(
        &mut zaak,
        Informatiebron::Politie,
        NavraagStand::NietGevraagd,
    );
    let text = plat(&alles_aan(&zaak, Ontvanger::Om));
    assert!(!text.contains("Op basis van: "), "{text}");
    assert!(
        text.contains("Geen toegang: eigen systeem VT (vr 20 nov 08:05)."),
        "{text}"
    );
    assert!(
        !text.contains("3 meldingen") && !text.contains("met een mes"),
        "{text}"
    );
    let colleague = beoordeling_tekst(&zaak.stand.beoordelingen[0], &zaak.stand.betrokkenen);
    assert!(
        colleague
            .iter()
            .any(|line| line.starts_with("Geen toegang tot eigen systeem VT"))
    );
    assert!(
        colleague
            .iter()
            .any(|line| line.starts_with("Niet gevraagd bij: politie"))
    );
}

#[test]
fn that_the_victim_was_asked_is_itself_held_back() {
    let mut zaak = zaak();
    for stand in NavraagStand::ALLE {
        navraag(&mut zaak, Informatiebron::SlachtofferZelf, stand);
        for who in [
            Ontvanger::Om,
            Ontvanger::Reclassering,
            Ontvanger::Rvdk,
            Ontvanger::Politie,
        ] {
            assert!(
                !plat(&stel_op(&zaak, who)).contains("slachtoffer zelf"),
                "{who:?} {stand:?}"
            );
        }
    }
}

#[test]
fn every_text_begins_with_decision_and_custody_as_they_are_now() {
    let mut zaak = zaak();
    meld(
        &mut zaak,
        Waarde::Heengezonden,
        "intake",
        "2026-11-20T07:10:00Z",
    );
    beslis(&mut zaak, "heenzenden", Vrij::Ja, Afdoening::default());
    let begin = "Stand van nu - Beslissing: heenzenden (genoteerd vr 20 nov 08:18). \
                 - Verdachte is heengezonden (gemeld 08:10 door intake). Stand van vr 20 nov 08:20.";
    for who in Ontvanger::ALLE {
        let mut bare = stel_op(&zaak, who);
        for part in &mut bare.onderdelen {
            for line in &mut part.regels {
                line.aan = false;
            }
        }
        // Also with everything unticked, and before every other heading.
        for made in [bare, stel_op(&zaak, who)] {
            let text = plat(&made);
            let at = text
                .find(begin)
                .unwrap_or_else(|| panic!("{who:?}: {text}"));
            let other = text.find("Zaak / betrokkenen").unwrap_or(usize::MAX);
            assert!(at < other);
        }
    }
    let asked = terugkoppeling(&zaak, &ontvangers(), &voorwaarden(), &context()).unwrap();
    let asked = asked.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(asked.contains(begin), "{asked}");
    // What the list once said is nowhere a fact of now.
    let text = plat(&alles_aan(&zaak, Ontvanger::AndereVt));
    assert!(
        !text.contains("is: vast") && !text.contains("Verdachte is vast"),
        "{text}"
    );
    assert!(
        text.contains("op de lijst van vr 20 nov 07:35 in AC Eindhoven"),
        "{text}"
    );
}

#[test]
fn held_after_out_stands_there_with_both_sources() {
    let mut zaak = zaak();
    zaak.regel.status = Status::Heengezonden;
    meld(
        &mut zaak,
        Waarde::Opgehouden,
        "intake",
        "2026-11-20T07:10:00Z",
    );
    for who in Ontvanger::ALLE {
        let text = plat(&stel_op(&zaak, who));
        assert!(
            text.contains(
                "Niet zeker of verdachte vast is, nog niemand besliste wat klopt: \
                 gemeld 08:10 door intake: vast · lijst 07:35: heengezonden."
            ),
            "{who:?}: {text}"
        );
        assert!(!text.contains("Verdachte is heengezonden") && !text.contains("Verdachte is vast"));
    }
}

#[test]
fn vrij_onbekend_is_written_as_unknown_and_nobody_knows_is_too() {
    let mut zaak = zaak();
    zaak.regel.status = Status::Anders("in behandeling".to_owned());
    beslis(
        &mut zaak,
        "dagvaarden",
        Vrij::Onbekend,
        Afdoening::default(),
    );
    let text = plat(&stel_op(&zaak, Ontvanger::Om));
    assert!(
        text.contains("Beslissing: dagvaarden (genoteerd vr 20 nov 08:18). Of verdachte daarmee vrijkomt, is niet bekend."),
        "{text}"
    );
    assert!(
        text.contains("Niet bekend of verdachte vast is (lijst 07:35: \"in behandeling\")."),
        "{text}"
    );
    zaak.regel.status = Status::Onbekend;
    let text = plat(&stel_op(&zaak, Ontvanger::Om));
    assert!(
        text.contains("Niet bekend of verdachte vast is; de lijst zegt het niet."),
        "{text}"
    );
    // Said on the telephone, with the moment it holds from.
    meld(
        &mut zaak,
        Waarde::InVerzekering,
        "HOvJ",
        "2026-11-20T07:15:00Z",
    );
    zaak.stand.uitspraken[0].sinds = Some(om("2026-11-20T06:50:00Z"));
    let text = plat(&stel_op(&zaak, Ontvanger::Om));
    assert!(
        text.contains(
            "Verdachte is in verzekering (IVS) (gemeld 08:15 door HOvJ), sinds vr 20 nov 07:50."
        ),
        "{text}"
    );
}

#[test]
fn what_became_of_a_condition_stands_with_it_once_there_is_a_decision() {
    let mut zaak = zaak();
    assert!(!plat(&stel_op(&zaak, Ontvanger::Om)).contains("Uitkomst:"));
    let set = |wat: &str, uitkomst, anders: &str| Voorwaarde {
        wat: wat.to_owned(),
        uitkomst,
        anders: anders.to_owned(),
    };
    let inhoud = Afdoening {
        voorwaarden: vec![
            set("contactverbod", Uitkomst::NietGesteld, ""),
            set("locatieverbod", Uitkomst::Anders, "alleen de straat"),
        ],
        ..Afdoening::default()
    };
    beslis(&mut zaak, "heenzenden met voorwaarden", Vrij::Ja, inhoud);
    let text = plat(&stel_op(&zaak, Ontvanger::Reclassering));
    assert!(text.contains("Uitkomst: niet gesteld."), "{text}");
    assert!(
        text.contains("Uitkomst: anders gesteld: alleen de straat."),
        "{text}"
    );
    assert!(
        text.contains("de hond bij zijn broer. Uitkomst: niet bekend of dit is gesteld."),
        "{text}"
    );
}

#[test]
fn a_proposed_kind_is_a_fact_to_nobody_and_told_to_the_other_vt_alone() {
    let mut zaak = zaak();
    zaak.stand.tag.as_mut().unwrap().voorgesteld = vec![Soort::Kind];
    for who in Ontvanger::ALLE {
        let mut list = ontvangers();
        // Even where a site's own file would offer it to everybody.
        let choice =
            list.voor(Ontvanger::AndereVt).unwrap().regels[&Regelsoort::SoortVoorgesteld].clone();
        for profile in &mut list.ontvanger {
            profile
                .regels
                .insert(Regelsoort::SoortVoorgesteld, choice.clone());
        }
        let made = opstelling(&zaak, list.voor(who).unwrap(), &voorwaarden(), &context());
        let text = plat(&made);
        assert_eq!(
            text.contains("Mogelijk ouder tegen kind, niet bevestigd."),
            who == Ontvanger::AndereVt,
            "{text}"
        );
        assert_eq!(
            text.matches("ouder tegen kind").count(),
            usize::from(who == Ontvanger::AndereVt)
        );
        assert!(!text.contains("STOP") && !text.to_lowercase().contains("expertisegroep"));
    }
    let tagging = zaak.stand.tag.as_mut().unwrap();
    tagging.soorten = std::mem::take(&mut tagging.voorgesteld);
    assert!(plat(&stel_op(&zaak, Ontvanger::Om)).contains("Huiselijk geweld: ouder tegen kind"));
}

#[test]
fn what_may_reach_the_suspect_is_off_and_what_is_on_is_marked_and_asked() {
    let off = [
        Regelsoort::Bellen,
        Regelsoort::Nummer,
        Regelsoort::VerblijfSlachtoffer,
        Regelsoort::VerblijfKind,
        Regelsoort::BekendHulp,
        Regelsoort::BekendSlachtoffer,
        Regelsoort::BasisVertrouwelijk,
    ];
    for who in [Ontvanger::Om, Ontvanger::Reclassering, Ontvanger::Rvdk] {
        let made = stel_op(&zaak(), who);
        for (_, line) in made.regels() {
            let kind = line.soort().unwrap();
            if off.contains(&kind) {
                assert!(!line.aan, "{who:?}: {}", line.tekst);
            }
            let read = kind.leest_mee().is_some();
            assert_eq!(
                line.merk == Some(Merk::VerdachteLeestMee),
                read,
                "{}",
                line.sleutel
            );
        }
        assert_eq!(made.leest_mee(), ["waarom VT dit vindt", "wat VT doet"]);
    }
    // Police protects: it knows where, and whom not to phone.
    let police = stel_op(&zaak(), Ontvanger::Politie);
    for kind in [
        Regelsoort::VerblijfSlachtoffer,
        Regelsoort::VerblijfKind,
        Regelsoort::Bellen,
    ] {
        assert!(
            police
                .regels()
                .any(|(_, line)| line.soort() == Some(kind) && line.aan)
        );
    }
    assert!(police.leest_mee().contains(&"waar iemand verblijft"));
    // What stays within VT, or has no content, is marked with nothing.
    for who in [Ontvanger::Kpc, Ontvanger::AndereVt] {
        assert!(!verdachte_kan_lezen(who));
        assert!(stel_op(&zaak(), who).leest_mee().is_empty());
    }
    let mut none = stel_op(&zaak(), Ontvanger::Om);
    none.zet("motivering", false);
    none.zet("vt-doet", false);
    assert!(none.leest_mee().is_empty());
}

#[test]
fn whether_phoning_is_safe_is_unknown_in_so_many_words() {
    let mut zaak = zaak();
    zaak.stand.betrokkenen[0].bellen = Bellen::Onbekend;
    let text = plat(&stel_op(&zaak, Ontvanger::Politie));
    assert!(
        text.contains("Slachtoffer: nog niet bekend of bellen veilig is."),
        "{text}"
    );
}

#[test]
fn what_is_for_vt_alone_never_leaves() {
    for who in Ontvanger::ALLE {
        assert!(
            !plat(&alles_aan(&zaak(), who)).contains("anoniem"),
            "{who:?}"
        );
    }
    let asked = terugkoppeling(&zaak(), &ontvangers(), &voorwaarden(), &context()).unwrap();
    assert!(!asked.contains("anoniem"));
}

#[test]
fn a_tick_at_a_sentence_of_the_program_is_for_that_very_sentence() {
    let mut first = stel_op(&zaak(), Ontvanger::Om);
    assert!(first.zet("gevolg", true));
    assert!(plat(&first).contains("is er direct gevaar"));
    let mut same = stel_op(&zaak(), Ontvanger::Om);
    same.neem_vinkjes_over(&first);
    assert!(plat(&same).contains("Bij heenzenden zonder voorwaarden is er direct gevaar"));
    // He was released since: another sentence, that nobody ticked.
    let mut zaak = zaak();
    meld(
        &mut zaak,
        Waarde::Heengezonden,
        "intake",
        "2026-11-20T07:10:00Z",
    );
    let mut other = stel_op(&zaak, Ontvanger::Om);
    other.neem_vinkjes_over(&first);
    assert!(!plat(&other).contains("direct gevaar"));
}

#[test]
fn what_somebody_told_stands_beside_the_list_with_who_told_it() {
    let mut zaak = zaak();
    let told = |veld, waarde: &str| GemeldGegeven {
        id: zsmtafel::domain::ids::EventId(uuid::Uuid::from_u128(5)),
        gegeven: Gegeven::Tekst {
            veld,
            waarde: waarde.to_owned(),
        },
        bron: "intake politie".to_owned(),
        door: "A. de Boer".to_owned(),
        op: nu(),
    };
    zaak.regel.pl = None;
    zaak.stand.gemeld = vec![
        told(Veld::Pl, "PL2100-2026117099"),
        told(Veld::Adres, "Kade 3"),
    ];
    let text = plat(&alles_aan(&zaak, Ontvanger::AndereVt));
    assert!(
        text.contains("PL-nummer: PL2100-2026117099 (gemeld door intake politie)"),
        "{text}"
    );
    assert!(
        text.contains("Kade 3 (gemeld door intake politie; op de lijst staat: Lindenlaan 12)"),
        "{text}"
    );
}

#[test]
fn an_expired_judgement_makes_no_sentence_about_a_release() {
    let mut zaak = zaak();
    zaak.stand.beoordelingen[0].inhoud.geldig_tot =
        DateTime::from_timestamp(nu().timestamp() - 60, 0);
    let made = alles_aan(&zaak, Ontvanger::Om);
    assert!(!plat(&made).contains("Gevolg van heenzenden"));
    assert!(plat(&made).contains("en geldt nu niet meer."));
}

#[test]
fn who_told_that_he_is_out_is_named_when_it_was_an_office_and_not_when_it_was_she() {
    for (who, named) in [
        ("intake politie", true),
        ("KPC-er J. Smit", true),
        ("wijkagent", true),
        ("Félène", false),
        ("slachtoffer, via politie", false),
        ("moeder van Noor", false),
        ("mevrouw Jansen", false),
    ] {
        let mut zaak = zaak();
        meld(&mut zaak, Waarde::Heengezonden, who, "2026-11-20T07:10:00Z");
        for to in Ontvanger::ALLE {
            let text = plat(&stel_op(&zaak, to));
            let known = named || to == Ontvanger::AndereVt;
            let by = if known { who } else { "een bron van VT" };
            assert!(
                text.contains(&format!("heengezonden (gemeld 08:10 door {by})")),
                "{to:?}: {text}"
            );
        }
    }
}
