//! The ways of settling a zaak, and what each of them sets going.

use std::collections::BTreeSet;

use zsmtafel::domain::modaliteit::{
    Eigenschap, JaNee, Modaliteit, ModaliteitBestand, ModaliteitFout, Modaliteiten, Vervolgstap,
};
use zsmtafel::domain::termijn::TermijnSoort;

const BESTAND: &str = include_str!("../../assets/modaliteiten.toml");

pub fn lijst() -> Modaliteiten {
    lees(BESTAND).unwrap()
}

fn lees(tekst: &str) -> Result<Modaliteiten, ModaliteitFout> {
    Modaliteiten::nieuw(toml::from_str::<ModaliteitBestand>(tekst).unwrap())
}

/// Codes with a property, in order of the alphabet.
fn codes(heeft: impl Fn(&Modaliteit) -> bool) -> Vec<String> {
    let lijst = lijst();
    let mut uit: Vec<String> = lijst
        .alle()
        .iter()
        .filter(|een| heeft(een))
        .map(|een| een.code.clone())
        .collect();
    uit.sort();
    uit
}

#[test]
fn every_modality_of_the_field_is_there_once() {
    let verwacht: BTreeSet<&str> = [
        "SEP-T", "SEP-B", "VSEP", "SB", "OMH", "DV-PR", "DV-MK", "SSR", "SR", "IVS", "VGL-RC",
        "HZ", "HZ-V", "GA", "THV", "HALT", "REPR", "MED", "ZVH", "AO", "ONDZ", "ZM", "OVD",
    ]
    .into();
    let lijst = lijst();
    let gevonden: BTreeSet<&str> = lijst.alle().iter().map(|een| een.code.as_str()).collect();
    assert_eq!(gevonden, verwacht);
    assert_eq!(lijst.alle().len(), verwacht.len());
    // A list of the screen has headings of some length, and nothing is lost under them.
    let groepen = lijst.groepen();
    assert_eq!(
        groepen.iter().map(|(_, leden)| leden.len()).sum::<usize>(),
        verwacht.len()
    );
    assert_eq!(groepen.first().unwrap().0, "sepot");
    let koppen: BTreeSet<&str> = groepen.iter().map(|(kop, _)| *kop).collect();
    assert_eq!(koppen.len(), groepen.len());
}

#[test]
fn who_stays_inside_and_who_walks_out() {
    assert_eq!(
        codes(|een| een.vrij == JaNee::Nee),
        ["IVS", "SSR", "VGL-RC"]
    );
    let vrij = codes(|een| een.vrij == JaNee::Ja);
    for code in ["HZ", "HZ-V", "SEP-T", "SEP-B", "VSEP"] {
        assert!(vrij.iter().any(|een| een == code), "{code}");
    }
    // A release always has its steps, and for an adult the consulting hour too.
    for een in lijst().alle() {
        if een.vrij != JaNee::Nee {
            assert!(
                een.vervolg(Some(true), None)
                    .contains(&Vervolgstap::SlachtofferInformeren),
                "{}",
                een.code
            );
            assert_eq!(
                een.stappen.contains(&Vervolgstap::HgSpreekuur),
                !een.minderjarig,
                "{}",
                een.code
            );
        }
        // What is said to depend on the zaak is never said to be sure.
        assert!(
            een.vrij != JaNee::Onbekend || !een.is_onzeker(Eigenschap::Vrij) || een.code == "ZM",
            "{}",
            een.code
        );
    }
}

#[test]
fn what_only_puts_off_does_not_decide() {
    assert_eq!(
        codes(|een| een.eindigt == JaNee::Nee),
        ["GA", "IVS", "OMH", "ONDZ", "THV", "VGL-RC"]
    );
}

#[test]
fn the_clocks_start_with_their_own_modality() {
    for (klok, verwacht) in [
        (
            TermijnSoort::Inverzekeringstelling,
            vec!["IVS", "SR", "SSR"],
        ),
        (TermijnSoort::VoorgeleidingRc, vec!["IVS", "SR", "VGL-RC"]),
        (TermijnSoort::Bewaring, vec!["SR", "VGL-RC"]),
        (TermijnSoort::Huisverbod, vec!["THV"]),
        (TermijnSoort::HuisverbodUiterst, vec!["THV"]),
        (TermijnSoort::Gedragsaanwijzing, vec!["GA"]),
        (TermijnSoort::Veiligheidsbeoordeling, vec![]),
    ] {
        assert_eq!(codes(|een| een.klokken.contains(&klok)), verwacht);
    }
    // A clock that starts only when the RC says so is marked.
    assert!(
        lijst()
            .zoek("vgl-rc")
            .unwrap()
            .is_onzeker(Eigenschap::Klokken)
    );
}

#[test]
fn steps_follow_the_release_and_the_age() {
    use Vervolgstap::{AfstemmenHoorZitting, HgSpreekuur, SlachtofferInformeren, ThvVerbinden};
    let lijst = lijst();
    let stappen = |codes: &[&str], vrij, volwassen| {
        lijst.gevolg(codes.iter().copied(), vrij, volwassen).stappen
    };
    for (codes, vrij, volwassen, verwacht) in [
        (
            vec!["HZ"],
            None,
            Some(true),
            vec![SlachtofferInformeren, HgSpreekuur],
        ),
        (vec!["HZ"], None, Some(false), vec![SlachtofferInformeren]),
        // Not known is asked.
        (
            vec!["HZ"],
            None,
            None,
            vec![SlachtofferInformeren, HgSpreekuur],
        ),
        // The person at the table knows better than the list.
        (vec!["HZ"], Some(false), Some(true), vec![]),
        (vec!["IVS"], None, Some(true), vec![]),
        (
            vec!["OMH"],
            Some(false),
            Some(true),
            vec![AfstemmenHoorZitting],
        ),
        (
            vec!["DV-PR"],
            None,
            Some(true),
            vec![SlachtofferInformeren, AfstemmenHoorZitting, HgSpreekuur],
        ),
        // The RC suspends: the suspect walks out of a modality that holds.
        (
            vec!["VGL-RC"],
            Some(true),
            Some(true),
            vec![SlachtofferInformeren, HgSpreekuur],
        ),
        // Each step once, whatever the number of modalities.
        (
            vec!["hz-v", "GA", "THV", "AO", "weg"],
            None,
            Some(true),
            vec![SlachtofferInformeren, ThvVerbinden, HgSpreekuur],
        ),
        (vec!["THV", "IVS"], None, Some(true), vec![ThvVerbinden]),
        (vec!["HALT"], None, None, vec![SlachtofferInformeren]),
        (vec!["weg"], None, Some(true), vec![]),
    ] {
        assert_eq!(
            stappen(&codes, vrij, volwassen),
            verwacht,
            "{codes:?} {vrij:?}"
        );
    }
}

#[test]
fn several_modalities_together() {
    let lijst = lijst();
    for (codes, vrij, verwacht_vrij, eindigt, klokken) in [
        (vec!["SEP-T"], None, JaNee::Ja, JaNee::Ja, vec![]),
        (
            vec!["HZ-V", "GA"],
            None,
            JaNee::Ja,
            JaNee::Onbekend,
            vec![TermijnSoort::Gedragsaanwijzing],
        ),
        // Quick trial: held, then released after all; the clocks of custody go.
        (vec!["SR"], Some(true), JaNee::Ja, JaNee::Ja, vec![]),
        (
            vec!["SSR"],
            None,
            JaNee::Nee,
            JaNee::Ja,
            vec![TermijnSoort::Inverzekeringstelling],
        ),
        (vec!["ONDZ"], None, JaNee::Onbekend, JaNee::Nee, vec![]),
        // Held and released at once is for a person to say.
        (
            vec!["HZ", "IVS"],
            None,
            JaNee::Onbekend,
            JaNee::Onbekend,
            vec![
                TermijnSoort::Inverzekeringstelling,
                TermijnSoort::VoorgeleidingRc,
            ],
        ),
        (vec![], None, JaNee::Onbekend, JaNee::Onbekend, vec![]),
    ] {
        let gevolg = lijst.gevolg(codes.iter().copied(), vrij, Some(true));
        assert_eq!(
            (gevolg.vrij, gevolg.eindigt, gevolg.klokken),
            (verwacht_vrij, eindigt, klokken),
            "{codes:?}"
        );
    }
}

#[test]
fn what_the_worker_reads_at_a_choice() {
    let lijst = lijst();
    assert_eq!(
        lijst.zoek("VGL-RC").unwrap().regels(),
        [
            "De RC beslist over bewaring, en kan die schorsen onder voorwaarden. Bewaring loopt pas als de RC dat beveelt.",
            "verdachte komt vrij: nee (nagaan)",
            "OM heeft beslist: nee",
            "klok: voorgeleiding rc, bewaring (nagaan)",
        ]
    );
    assert_eq!(
        lijst.gevolg(["ONDZ"], None, Some(false)).regels(),
        [
            "vraag na of verdachte vrijkomt",
            "het OM heeft nog niet beslist",
            "daarna: slachtoffer informeren (met SHN)",
        ]
    );
    // A code that a site threw away still reads in an older zaak.
    assert_eq!(
        (lijst.label("hz-v"), lijst.label("OUD")),
        ("heenzenden met voorwaarden", "OUD")
    );
}

#[test]
fn a_wrong_file_says_what_to_do() {
    let een = |code: &str, label: &str, rest: &str| {
        format!(
            "[[modaliteit]]\ncode = \"{code}\"\nlabel = \"{label}\"\ngroep = \"g\"\neindigt = \"ja\"\n{rest}\n"
        )
    };
    let vrij = "vrij = \"ja\"";
    for (tekst, verwacht) in [
        ("modaliteit = []".to_owned(), "er staat geen modaliteit in"),
        (een("hz", "heenzenden", vrij), "code 'hz' klopt niet"),
        (een("", "heenzenden", vrij), "code '' klopt niet"),
        (een("HZ", " ", vrij), "'HZ' heeft geen label"),
        (
            een("HZ", "a", vrij) + &een("HZ", "b", vrij),
            "'HZ' staat er twee keer",
        ),
        (
            een("HZ", "a", vrij) + &een("HX", "A", vrij),
            "'A' staat er twee keer",
        ),
        (
            een("IVS", "a", "vrij = \"nee\"\nstappen = [\"hg-spreekuur\"]"),
            "komt niet vrij, maar er staat een stap",
        ),
        (
            een("IVS", "a", "vrij = \"ja\"\nklokken = [\"bewaring\"]"),
            "komt vrij, maar er loopt een klok",
        ),
        (
            een(
                "HALT",
                "a",
                "vrij = \"ja\"\nminderjarig = true\nstappen = [\"hg-spreekuur\"]",
            ),
            "voor minderjarigen",
        ),
    ] {
        let fout = lees(&tekst).unwrap_err().to_string();
        assert!(fout.contains(verwacht), "{fout}");
        assert!(fout.ends_with("(modaliteiten.toml)."), "{fout}");
    }
    // A step or clock that the program does not know is refused while reading.
    for rest in [
        "vrij = \"ja\"\nstappen = [\"bloemen\"]",
        "vrij = \"misschien\"",
    ] {
        assert!(toml::from_str::<ModaliteitBestand>(&een("HZ", "a", rest)).is_err());
    }
}
