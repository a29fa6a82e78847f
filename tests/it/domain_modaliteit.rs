//! The ways of settling a zaak, and what each of them sets going.

use std::collections::BTreeSet;

use zsmtafel::domain::afdoening::{Afdoening, Modaliteitkeuze, Vrij};
use zsmtafel::domain::modaliteit::{
    Eigenschap, Modaliteit, ModaliteitBestand, ModaliteitFout, Modaliteiten, Titel, VerblijfNa,
};
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::termijn::TermijnSoort;
use zsmtafel::domain::verblijf::Waarde;

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
    // What RC and raadkamer order afterwards, and the table of the field.
    let verwacht: BTreeSet<&str> = [
        "SEP-T", "SEP-B", "VSEP", "SB", "OMH", "DV-PR", "DV-MK", "SSR", "SR", "IVS", "VGL-RC",
        "BEW", "HZ", "HZ-V", "GA", "THV", "HALT", "REPR", "MED", "ZVH", "AO", "ONDZ", "ZM", "OVD",
        "BEW-A", "RK", "GH", "GH-A", "SCH",
    ]
    .into();
    let lijst = lijst();
    let gevonden: BTreeSet<&str> = lijst.alle().iter().map(|een| een.code.as_str()).collect();
    assert_eq!(gevonden, verwacht);
    assert_eq!(lijst.alle().len(), verwacht.len());
    // Nothing is lost under the headings of the screen, and no heading comes twice.
    let groepen = lijst.groepen();
    let onder: usize = groepen.iter().map(|(_, leden)| leden.len()).sum();
    assert_eq!(onder, verwacht.len());
    let koppen: BTreeSet<&str> = groepen.iter().map(|(kop, _)| *kop).collect();
    assert_eq!(koppen.len(), groepen.len());
}

#[test]
fn who_stays_inside_and_who_walks_out() {
    assert_eq!(
        codes(|een| een.vrij == Vrij::Nee),
        ["BEW", "GH", "IVS", "RK", "SSR", "VGL-RC"]
    );
    let vrij = codes(|een| een.vrij == Vrij::Ja);
    for code in ["HZ", "HZ-V", "SEP-T", "SEP-B", "VSEP"] {
        assert!(vrij.iter().any(|een| een == code), "{code}");
    }
    // Whatever can release opens the telling of the victim, and for adults the consulting hour.
    for een in lijst().alle().iter().filter(|een| een.vrij != Vrij::Nee) {
        let stappen = een.keuze(Vrij::Onbekend).stappen;
        assert!(
            stappen.contains(&StapSoort::SlachtofferInformeren),
            "{}",
            een.code
        );
        assert_eq!(
            stappen.contains(&StapSoort::HgSpreekuur),
            !een.minderjarig,
            "{}",
            een.code
        );
    }
}

#[test]
fn what_only_puts_off_does_not_decide() {
    assert_eq!(
        codes(|een| !een.eindigt && !een.is_onzeker(Eigenschap::Eindigt)),
        ["BEW", "GH", "IVS", "OMH", "ONDZ", "RK", "THV", "VGL-RC"]
    );
    for code in ["SEP-T", "SB", "DV-PR", "SSR", "HZ", "HZ-V", "HALT"] {
        assert!(lijst().zoek(code).unwrap().eindigt, "{code}");
    }
}

#[test]
fn the_clocks_start_with_their_own_modality() {
    for (klok, verwacht) in [
        (
            TermijnSoort::Inverzekeringstelling,
            vec!["IVS", "SR", "SSR"],
        ),
        (TermijnSoort::VoorgeleidingRc, vec!["VGL-RC"]),
        (TermijnSoort::Bewaring, vec!["BEW"]),
        (TermijnSoort::Gevangenhouding, vec!["GH"]),
        (TermijnSoort::Huisverbod, vec!["THV"]),
        (TermijnSoort::Gedragsaanwijzing, vec!["GA"]),
        (TermijnSoort::Veiligheidsbeoordeling, vec![]),
    ] {
        assert_eq!(codes(|een| een.klok == Some(klok)), verwacht);
    }
}

#[test]
fn steps_follow_the_release() {
    use StapSoort::{AfstemmenHoorZitting, HgSpreekuur, SlachtofferInformeren, ThvVerbinden};
    let vrij = [SlachtofferInformeren, HgSpreekuur].to_vec();
    let lijst = lijst();
    for (codes, gezegd, verwacht) in [
        (vec!["HZ"], Vrij::Onbekend, vrij.clone()),
        // The person at the table knows better than the list.
        (vec!["HZ"], Vrij::Nee, vec![]),
        (vec!["IVS"], Vrij::Onbekend, vec![]),
        (vec!["OMH"], Vrij::Nee, vec![AfstemmenHoorZitting]),
        (
            vec!["DV-PR"],
            Vrij::Onbekend,
            vec![SlachtofferInformeren, HgSpreekuur, AfstemmenHoorZitting],
        ),
        // The RC suspends: the suspect walks out of a modality that holds.
        (vec!["VGL-RC"], Vrij::Ja, vrij),
        // Beside a custody a measure releases nobody.
        (vec!["THV", "IVS"], Vrij::Onbekend, vec![ThvVerbinden]),
        (
            vec!["hz-v", "THV", "weg"],
            Vrij::Onbekend,
            vec![ThvVerbinden, SlachtofferInformeren, HgSpreekuur],
        ),
        (vec!["HALT"], Vrij::Ja, vec![SlachtofferInformeren]),
        (vec!["weg"], Vrij::Ja, vec![]),
    ] {
        let keuzes = lijst.keuzes(codes.iter().copied(), gezegd);
        let stappen: BTreeSet<StapSoort> = keuzes.into_iter().flat_map(|een| een.stappen).collect();
        assert_eq!(
            stappen,
            verwacht.into_iter().collect(),
            "{codes:?} {gezegd:?}"
        );
    }
}

#[test]
fn several_modalities_together() {
    let lijst = lijst();
    // Released, held, decided, and the clocks.
    for (codes, gezegd, vrij, eindigt, klokken) in [
        (vec!["SEP-T"], Vrij::Onbekend, Vrij::Ja, true, vec![]),
        (
            vec!["HZ-V", "GA"],
            Vrij::Onbekend,
            Vrij::Ja,
            true,
            vec![TermijnSoort::Gedragsaanwijzing],
        ),
        // Quick trial, but released until the session: the clock of custody goes.
        (vec!["SR"], Vrij::Ja, Vrij::Ja, true, vec![]),
        (
            vec!["SSR"],
            Vrij::Onbekend,
            Vrij::Nee,
            true,
            vec![TermijnSoort::Inverzekeringstelling],
        ),
        (vec!["ONDZ"], Vrij::Onbekend, Vrij::Onbekend, false, vec![]),
        (vec!["ONDZ"], Vrij::Ja, Vrij::Ja, false, vec![]),
        // Held and released at once is for a person to say; until then he may be out.
        (
            vec!["HZ", "IVS"],
            Vrij::Onbekend,
            Vrij::Onbekend,
            true,
            vec![TermijnSoort::Inverzekeringstelling],
        ),
    ] {
        let afdoening = Afdoening {
            modaliteiten: lijst.keuzes(codes.iter().copied(), gezegd),
            ..Afdoening::default()
        };
        let lopend: Vec<TermijnSoort> = afdoening
            .modaliteiten
            .iter()
            .filter_map(|een| een.klok)
            .collect();
        assert_eq!(
            (afdoening.komt_vrij(), afdoening.eindigt(), lopend),
            (vrij, eindigt, klokken),
            "{codes:?} {gezegd:?}"
        );
    }
    // When the form must ask.
    for (codes, verwacht) in [
        (vec!["THV"], Vrij::Onbekend),
        (vec!["THV", "HZ"], Vrij::Ja),
        (vec!["THV", "IVS"], Vrij::Nee),
        (vec!["HZ", "IVS"], Vrij::Onbekend),
        (vec![], Vrij::Onbekend),
    ] {
        assert_eq!(lijst.vrij(codes.iter().copied()), verwacht, "{codes:?}");
    }
}

#[test]
fn a_choice_keeps_what_the_list_said() {
    assert_eq!(
        lijst().zoek("thv").unwrap().keuze(Vrij::Nee),
        Modaliteitkeuze {
            code: "THV".to_owned(),
            label: "tijdelijk huisverbod".to_owned(),
            vrij: Vrij::Nee,
            eindigt: false,
            klok: Some(TermijnSoort::Huisverbod),
            verblijf: None,
            stappen: vec![StapSoort::ThvVerbinden],
        }
    );
}

#[test]
fn what_the_worker_reads_at_a_choice() {
    let lijst = lijst();
    assert_eq!(
        lijst.zoek("VGL-RC").unwrap().regels(),
        [
            "De RC beslist over bewaring, en kan die schorsen onder voorwaarden. De klok telt vanaf de aanhouding.",
            "verdachte blijft vast (nagaan)",
            "dit is nog geen eindbeslissing",
            "daarna in verzekering (nagaan)",
            "klok: voorgeleiding rc",
        ]
    );
    // A code that a site threw away still reads in an older zaak.
    assert_eq!(
        (lijst.label("hz-v"), lijst.label("OUD")),
        ("heenzenden met voorwaarden", "OUD")
    );
}

#[test]
fn the_words_of_the_law_are_on_the_screen() {
    let lijst = lijst();
    for (code, label) in [
        ("SEP-T", "technisch sepot"),
        ("SEP-B", "beleidssepot"),
        ("VSEP", "voorwaardelijk sepot"),
        // "Aanhouden" is an arrest to everybody at the table.
        ("ONDZ", "beslissing uitgesteld, nader onderzoek"),
        ("BEW-A", "bewaring afgewezen"),
        ("SCH", "schorsing door RC of raadkamer"),
    ] {
        assert_eq!(lijst.label(code), label);
    }
    for een in lijst.alle() {
        assert!(!een.label.contains("aanhouden"), "{}", een.code);
    }
}

#[test]
fn what_a_decision_says_about_custody() {
    use VerblijfNa::{Bewaring, Heengezonden, HeengezondenMetVoorwaarden, InVerzekering};
    for (na, verwacht) in [
        (Some(InVerzekering), vec!["IVS", "SSR", "VGL-RC"]),
        (Some(Bewaring), vec!["BEW", "GH", "RK"]),
        (
            Some(Heengezonden),
            vec!["BEW-A", "GH-A", "HZ", "SEP-B", "SEP-T"],
        ),
        (
            Some(HeengezondenMetVoorwaarden),
            vec!["HZ-V", "SCH", "VSEP"],
        ),
        (
            None,
            vec![
                "AO", "DV-MK", "DV-PR", "GA", "HALT", "MED", "OMH", "ONDZ", "OVD", "REPR", "SB",
                "SR", "THV", "ZM", "ZVH",
            ],
        ),
    ] {
        assert_eq!(codes(|een| een.verblijf == na), verwacht, "{na:?}");
    }
    // What no source says is marked.
    assert_eq!(
        codes(|een| een.is_onzeker(Eigenschap::Verblijf)),
        ["BEW-A", "GH-A", "RK", "VGL-RC"]
    );
    let lijst = lijst();
    for (codes, gezegd, verwacht) in [
        (vec!["IVS"], Vrij::Onbekend, Some(InVerzekering)),
        // A person says otherwise than the list: the list is silent.
        (vec!["IVS"], Vrij::Ja, None),
        (vec!["HZ"], Vrij::Nee, None),
        (vec!["HZ"], Vrij::Ja, Some(Heengezonden)),
        // A measure or a summons alone tells nothing.
        (vec!["GA", "DV-PR"], Vrij::Ja, None),
        (vec!["OMH"], Vrij::Onbekend, None),
        // Released beside a measure that binds.
        (
            vec!["HZ", "GA"],
            Vrij::Onbekend,
            Some(HeengezondenMetVoorwaarden),
        ),
        (
            vec!["HZ", "SCH"],
            Vrij::Onbekend,
            Some(HeengezondenMetVoorwaarden),
        ),
        (vec!["IVS", "THV"], Vrij::Onbekend, Some(InVerzekering)),
        (vec!["IVS", "BEW"], Vrij::Onbekend, Some(Bewaring)),
        // Held and released: for a person to say.
        (vec!["IVS", "HZ"], Vrij::Onbekend, None),
        (vec!["IVS", "HZ"], Vrij::Ja, Some(Heengezonden)),
        (vec!["weg"], Vrij::Ja, None),
        (vec![], Vrij::Ja, None),
    ] {
        assert_eq!(
            lijst.verblijf(codes.iter().copied(), gezegd),
            verwacht,
            "{codes:?} {gezegd:?}"
        );
    }
}

#[test]
fn a_decision_carries_where_the_suspect_is() {
    let lijst = lijst();
    for (codes, gezegd, verwacht) in [
        (vec!["IVS"], Vrij::Onbekend, Waarde::InVerzekering),
        (vec!["VGL-RC"], Vrij::Onbekend, Waarde::InVerzekering),
        (vec!["BEW"], Vrij::Onbekend, Waarde::Bewaring),
        (vec!["GH"], Vrij::Onbekend, Waarde::Bewaring),
        // No clock begins with it, and he does not go back to the police cell.
        (vec!["RK"], Vrij::Onbekend, Waarde::Bewaring),
        (vec!["BEW-A"], Vrij::Onbekend, Waarde::Heengezonden),
        (vec!["HZ"], Vrij::Nee, Waarde::Opgehouden),
        (vec!["RK"], Vrij::Ja, Waarde::Heengezonden),
        (vec!["THV"], Vrij::Onbekend, Waarde::Onbekend),
    ] {
        let afdoening = Afdoening {
            modaliteiten: lijst.keuzes(codes.iter().copied(), gezegd),
            ..Afdoening::default()
        };
        assert_eq!(afdoening.waarde(), verwacht, "{codes:?} {gezegd:?}");
    }
}

#[test]
fn conditions_bind_by_a_title() {
    let lijst = lijst();
    for (codes, bekend) in [
        (vec!["HZ-V"], vec![]),
        (vec!["HZ"], vec![]),
        (vec!["HZ-V", "GA"], vec![Titel::Gedragsaanwijzing]),
        (vec!["hz-v", "thv"], vec![Titel::Thv]),
        (vec!["SCH"], vec![Titel::Schorsing]),
        (vec!["VSEP"], vec![Titel::VoorwaardelijkSepot]),
        (
            vec!["THV", "GA"],
            vec![Titel::Gedragsaanwijzing, Titel::Thv],
        ),
        (vec!["weg"], vec![]),
    ] {
        assert_eq!(lijst.titels(codes.iter().copied()), bekend, "{codes:?}");
    }
    let niet: Vec<Titel> = Titel::ALLE.into_iter().filter(|een| !een.bindt()).collect();
    assert_eq!(niet, [Titel::Afspraak]);
    let regels = lijst.zoek("HZ-V").unwrap().regels();
    assert!(
        regels.contains(
            &"wat bindt: gedragsaanwijzing, voorwaardelijk sepot, tijdelijk huisverbod, schorsing, alleen een afspraak: bindt niet?"
                .to_owned()
        ),
        "{regels:?}"
    );
    // The words in the file are those of the JSON.
    for een in Titel::ALLE {
        assert_eq!(serde_json::to_value(een).unwrap(), een.code());
    }
    for een in VerblijfNa::ALLE {
        assert_eq!(serde_json::to_value(een).unwrap(), een.code());
    }
}

#[test]
fn a_wrong_file_says_what_to_do() {
    let een = |code: &str, label: &str, rest: &str| {
        format!(
            "[[modaliteit]]\ncode = \"{code}\"\nlabel = \"{label}\"\ngroep = \"g\"\neindigt = true\n{rest}\n"
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
            een("HZ", "a", "vrij = \"ja\"\nstappen = [\"taggen\"]"),
            "stap 'taggen' volgt niet uit een afdoening",
        ),
        (
            een("IVS", "a", "vrij = \"nee\"\nstappen = [\"hg-spreekuur\"]"),
            "komt niet vrij, maar er staat een stap",
        ),
        (
            een("IVS", "a", "vrij = \"ja\"\nklok = \"bewaring\""),
            "komt vrij, maar er loopt een klok",
        ),
        (
            een("IVS", "a", "vrij = \"nee\"\nverblijf = \"heengezonden\""),
            "vrij en verblijf zeggen niet hetzelfde",
        ),
        (
            een("HZ", "a", "vrij = \"ja\"\nverblijf = \"bewaring\""),
            "vrij en verblijf zeggen niet hetzelfde",
        ),
        (
            een(
                "HZ",
                "a",
                "vrij = \"onbekend\"\nverblijf = \"heengezonden\"",
            ),
            "vrij en verblijf zeggen niet hetzelfde",
        ),
        (
            een(
                "HZ",
                "a",
                "vrij = \"ja\"\ntitels = [\"thv\", \"schorsing\", \"thv\"]",
            ),
            "een titel staat er twee keer",
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
    // A step or answer that the program does not know is refused while reading.
    for rest in [
        "vrij = \"ja\"\nstappen = [\"bloemen\"]",
        "vrij = \"misschien\"",
        "vrij = \"ja\"\nverblijf = \"thuis\"",
        "vrij = \"ja\"\ntitels = [\"handdruk\"]",
    ] {
        assert!(toml::from_str::<ModaliteitBestand>(&een("HZ", "a", rest)).is_err());
    }
}
