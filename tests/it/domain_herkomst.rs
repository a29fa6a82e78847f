//! Where facts stood: kept small, and in the journal as it always was.

use zsmtafel::domain::lijstregel::{Herkomst, Herkomsten, Lijstregel, Veld};

fn herkomst(kolom: &str, tekst: &str) -> Herkomst {
    Herkomst {
        kolom: kolom.into(),
        tekst: tekst.to_owned(),
    }
}

#[test]
fn the_journal_has_a_map_of_facts_with_heading_and_text() {
    let mut line = Lijstregel::default();
    line.herkomst.insert(Veld::HgPolitie, herkomst("HG", ""));
    line.herkomst
        .insert(Veld::Pl, herkomst("PL \"nr\"", "2100 é"));
    let json = serde_json::to_string(&line).unwrap();
    assert!(
        json.ends_with(
            r#""herkomst":{"pl":{"kolom":"PL \"nr\"","tekst":"2100 é"},"hg-politie":{"kolom":"HG","tekst":""}}}"#
        ),
        "{json}"
    );
    let back: Lijstregel = serde_json::from_str(&json).unwrap();
    assert_eq!(back, line);
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
    let without = serde_json::to_string(&Lijstregel::default()).unwrap();
    assert!(!without.contains("herkomst"), "{without}");
}

#[test]
fn origins_that_say_the_same_are_equal_wherever_their_headings_come_from() {
    let koppen = ["Naam", "PL", "Naam"].map(Into::into);
    let mut shared = Herkomsten::nieuw(koppen.into(), 2, 10);
    shared.zet(Veld::Pl, 1, "eerst anders");
    shared.zet(Veld::Naam, 2, "Berg");
    shared.zet(Veld::Pl, 1, "2100");
    let mut own = Herkomsten::default();
    own.insert(Veld::Naam, herkomst("Naam", "Berg"));
    own.insert(Veld::Pl, herkomst("PL", "2100"));
    assert_eq!(shared, own);
    assert_eq!(
        shared.iter().map(|(veld, _)| veld).collect::<Vec<_>>(),
        [Veld::Pl, Veld::Naam]
    );
    // A heading that the file did not have joins those that it had.
    shared.noteer(Veld::Adres, "Adres", "Dreef 1");
    let origin = shared.get(&Veld::Adres).unwrap();
    assert_eq!((origin.kolom, origin.tekst), ("Adres", "Dreef 1"));
    assert_eq!(shared.get(&Veld::Naam), own.get(&Veld::Naam));
    assert_ne!(shared, own);
    shared.remove(&Veld::Adres);
    assert!(!shared.contains_key(&Veld::Adres));
    assert_eq!(shared, own);
    own.noteer(Veld::Pl, "pl", "2100");
    assert_ne!(shared, own, "another heading is another origin");
}
