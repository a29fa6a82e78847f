//! Signals by kind: lines of every kind that once went wrong, and what a child is in them.
//!
//! `tests/fixtures/signalen/soorten.tsv` has three own lines a kind; none is in a list that was learned from.

use std::collections::BTreeMap;

use zsmtafel::domain::signaal::{Regels, Suggestie, Tekst, VoorgesteldeTag};
use zsmtafel::domain::soort::Soort;

const SOORTEN: &str = include_str!("../fixtures/signalen/soorten.tsv");
const GETUIGE: &str = include_str!("../fixtures/signalen/stop-getuige.tsv");

fn regels() -> &'static Regels {
    static REGELS: std::sync::OnceLock<Regels> = std::sync::OnceLock::new();
    REGELS.get_or_init(|| {
        let bestand = toml::from_str(include_str!("../../assets/signalen.toml")).unwrap();
        Regels::nieuw(bestand).unwrap()
    })
}

fn weeg(artikelen: &str, feit: &str, toelichting: &str, relatie: &str) -> Suggestie {
    regels().weeg(&Tekst {
        artikelen,
        feit,
        toelichting,
        relatie,
        ..Tekst::default()
    })
}

#[test]
fn every_kind_goes_as_it_should_by_the_rules_alone() {
    let mut per_soort: BTreeMap<&str, u32> = BTreeMap::new();
    let mut fout = Vec::new();
    for regel in SOORTEN.lines().skip(1) {
        let k: Vec<&str> = regel.split('\t').collect();
        let [soort, verwacht, artikel, feit, toelichting, relatie] = k[..] else {
            panic!("six columns: {regel}");
        };
        *per_soort.entry(soort).or_default() += 1;
        let uit = weeg(artikel, feit, toelichting, relatie);
        let goed = match verwacht {
            "hg" => uit.tag == Some(VoorgesteldeTag::Hg),
            "radar" => uit.tag == Some(VoorgesteldeTag::Radar),
            "niet" => uit.tag.is_none(),
            "niet-hg" => uit.tag != Some(VoorgesteldeTag::Hg),
            ander => panic!("{ander} is no expectation"),
        };
        if !goed {
            fout.push(format!("{regel}\n  {:?} {:#?}", uit.tag, uit.redenen));
        }
    }
    assert!(per_soort.len() >= 18, "{per_soort:?}");
    assert!(
        per_soort.values().all(|aantal| *aantal >= 3),
        "{per_soort:?}"
    );
    assert!(fout.is_empty(), "{}", fout.join("\n"));
}

#[test]
fn a_child_that_was_there_is_no_child_that_was_hit() {
    for regel in GETUIGE.lines().skip(1) {
        let k: Vec<&str> = regel.split('\t').collect();
        let uit = weeg(k[0], "", k[2], k[1]);
        assert_eq!(uit.tag, Some(VoorgesteldeTag::Hg), "{regel}");
        let tegen_kind = uit.soorten.contains(&Soort::Kind);
        assert_eq!(tegen_kind, k[3] == "ja", "{regel}: {:?}", uit.soorten);
        if k[4].starts_with("getuige") {
            assert!(
                uit.soorten.contains(&Soort::Kinderen),
                "{regel}: {:?}",
                uit.soorten
            );
        }
    }
}

#[test]
fn an_adult_child_is_no_child_and_a_young_suspect_no_parent() {
    for (toelichting, relatie) in [
        ("VE slaat zoon van 31 met een bezem.", "zoon"),
        ("VE bedreigt volwassen dochter met een schaar.", "dochter"),
        ("Vader duwt dochter (24) tegen de deur.", "dochter"),
        ("VE (15) stompt moeder op de arm.", "moeder"),
    ] {
        let uit = weeg("300 Sr", "Mishandeling", toelichting, relatie);
        assert_eq!(uit.tag, Some(VoorgesteldeTag::Hg), "{toelichting}");
        assert!(
            !uit.soorten.contains(&Soort::Kind),
            "{toelichting}: {:?}",
            uit.soorten
        );
    }
    // The other way round nothing is ruled out.
    for toelichting in [
        "VE slaat zoon van 9 met een bezem.",
        "Vader duwt dochter (6) tegen de deur.",
    ] {
        let uit = weeg("300 Sr", "Mishandeling", toelichting, "kind");
        assert!(
            uit.soorten.contains(&Soort::Kind),
            "{toelichting}: {:?}",
            uit.soorten
        );
    }
}

/// Nothing but words or an article points to this kind; so too of a kind that is not proposed.
fn alleen_woorden(proposal: &Suggestie, kind: Soort) -> bool {
    let at = proposal.soorten.iter().position(|one| *one == kind);
    at.and_then(|at| proposal.gronden.get(at))
        .is_none_or(|ground| !ground.relatie && !ground.merk)
}

#[test]
fn a_kind_says_on_what_it_rests() {
    // Given a kind that only the words name, when asked, then it is words alone.
    let woorden = weeg("300 Sr", "", "VE slaat zijn zoon (9) met een riem.", "");
    assert!(
        woorden.soorten.contains(&Soort::Kind),
        "{:?}",
        woorden.soorten
    );
    assert!(alleen_woorden(&woorden, Soort::Kind));
    // The relation column makes it more than words.
    let kolom = weeg("300 Sr", "", "VE slaat hem met een riem.", "kind");
    assert!(!alleen_woorden(&kolom, Soort::Kind), "{:?}", kolom.soorten);
    assert_eq!(kolom.soorten.len(), kolom.gronden.len());
    // And so does a mark of the police.
    let vink = regels().weeg(&Tekst {
        thv: Some(true),
        ..Tekst::default()
    });
    assert!(vink.soorten.contains(&Soort::Thv));
    assert!(!alleen_woorden(&vink, Soort::Thv));
    // What is not proposed rests on nothing.
    assert!(alleen_woorden(&vink, Soort::Kind));
}

#[test]
fn what_weighs_against_one_clause_does_not_silence_another() {
    let los = weeg("300 Sr", "", "VE sloeg zijn vrouw met een stoel.", "");
    assert_eq!(los.tag, Some(VoorgesteldeTag::Hg));
    for ervoor in [
        "Ruzie met een onbekende in de kroeg.",
        "VE bedreigde de buschauffeur.",
        "Burenruzie over de schutting.",
        "Marktplaatsfraude.",
    ] {
        let samen = format!("{ervoor} VE sloeg zijn vrouw met een stoel.");
        assert_eq!(
            weeg("300 Sr", "", &samen, "").tag,
            Some(VoorgesteldeTag::Hg),
            "{samen}"
        );
        // And by itself that clause is nothing.
        assert_ne!(
            weeg("300 Sr", "", ervoor, "").tag,
            Some(VoorgesteldeTag::Hg),
            "{ervoor}"
        );
    }
    // A word and an act in different clauses do not add up against the rest of the line.
    let uit = weeg(
        "300 Sr",
        "",
        "VE slaat de portier van een discotheek. Zijn vriendin belde een taxi.",
        "portier",
    );
    assert_ne!(uit.tag, Some(VoorgesteldeTag::Hg), "{:#?}", uit.redenen);
}

#[test]
fn articles_are_read_however_they_are_written() {
    // A law that stands before the number, or against it, or alone.
    for artikel in ["300 Sr", "SR300", "Sr 300", "art. 300 Sr"] {
        assert_eq!(
            weeg(artikel, "", "", "partner").tag,
            Some(VoorgesteldeTag::Hg),
            "{artikel}"
        );
    }
    for artikel in ["3 Opiumwet", "OW3", "OW 3", "opw", "3 OW"] {
        let uit = weeg(artikel, "", "In de kamer ernaast slapen twee kinderen.", "");
        assert_eq!(uit.tag, Some(VoorgesteldeTag::Radar), "{artikel}");
    }
    for artikel in ["WTH11", "11 Wth"] {
        assert_eq!(
            weeg(artikel, "", "", "").tag,
            Some(VoorgesteldeTag::Hg),
            "{artikel}"
        );
    }
}

#[test]
fn who_calls_or_stands_by_may_be_the_one_who_was_hit() {
    // Family that waits, films or pays is masked; what a victim does or says must never be.
    for (artikel, tekst) in [
        (
            "300 Sr",
            "Zijn vrouw belde de politie. VE sloeg met een stoel.",
        ),
        ("285 Sr", "De partner belde 112, VE heeft een mes."),
        (
            "300 Sr",
            "Zijn vriendin stond buiten, VE had haar geslagen.",
        ),
        ("285 Sr", "Mijn man stond ineens in de keuken met een mes."),
        (
            "300 Sr",
            "Haar man woont sinds kort weer bij haar. Duw van trap.",
        ),
        ("300 Sr", "Zijn vrouw zegt dat hij haar al jaren slaat."),
        ("282 Sr", "Mijn man heeft mij vastgehouden."),
        ("300 Sr", "VE stond te vechten met zijn vrouw."),
        ("300 Sr", "VE kwam achter zijn vrouw aan en sloeg haar."),
        ("279 Sr", "VE is weg met zijn zoon, moeder heeft het gezag."),
        ("300 Sr", "Kind is bang voor vader, heeft blauwe plekken."),
        (
            "300 Sr",
            "Meisje (14) geslagen door vader, wil niet naar huis.",
        ),
        ("300 Sr", "Moeder slaat zoon (8), gezinsvoogd meldt."),
        ("300 Sr", "VE slaat zijn vrouw, wijkteam betrokken."),
        ("300 Sr", "Verwarde zoon slaat zijn demente moeder."),
        ("285 Sr", "Vader stuurt dreigende berichten aan dochter."),
        ("252 Sr", "Zelfgemaakte beelden van zijn stiefdochter."),
        (
            "285b Sr",
            "VE staat bij haar werk op haar te wachten, uit sinds mei.",
        ),
        (
            "285 Sr",
            "Ik ben verpleegkundige. Mijn man bedreigt mij met een mes.",
        ),
    ] {
        let uit = weeg(artikel, "", tekst, "");
        assert_eq!(
            uit.tag,
            Some(VoorgesteldeTag::Hg),
            "{tekst}: {:#?}",
            uit.redenen
        );
    }
    let uit = weeg(
        "8 WVW",
        "",
        "Ongeval onder invloed, kinderen op de achterbank.",
        "",
    );
    assert_eq!(uit.tag, Some(VoorgesteldeTag::Radar));
}
