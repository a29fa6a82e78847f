//! What a worker said of headings, kept beside the configuration.

use std::fs;

use zsmtafel::import::{Kolom, Koppeling, Opties, lees};
use zsmtafel::shell::config::Config;
use zsmtafel::shell::kennis::laad;
use zsmtafel::shell::profiel::bewaar;

use crate::import_hulp::nu;

fn koppelingen(feit: &str) -> Vec<Koppeling> {
    [
        ("PL-nummer", Some(Kolom::Pl)),
        ("Naam", Some(Kolom::Naam)),
        (feit, Some(Kolom::Feit)),
        ("Wijkteam", Some(Kolom::Negeren)),
    ]
    .map(|(kop, kolom)| Koppeling {
        kop: kop.to_owned(),
        kolom,
    })
    .into()
}

#[test]
fn the_next_morning_the_own_profile_goes_by_itself() {
    let map = tempfile::tempdir().unwrap();
    let kept = bewaar(map.path(), "verdachtenmonitor", &koppelingen("Wat"), true).unwrap();
    assert_eq!(
        (kept.naam.as_str(), kept.bestand.as_str()),
        ("eigen", "profielen/eigen.toml")
    );
    let text = fs::read_to_string(map.path().join("profielen/eigen.toml")).unwrap();
    assert!(text.starts_with("# Gemaakt met het koppelscherm"), "{text}");
    assert!(!text.contains("Berg"));
    let left: Vec<_> = fs::read_dir(map.path().join("profielen"))
        .unwrap()
        .map(|one| one.unwrap().file_name())
        .collect();
    assert_eq!(left, ["eigen.toml"], "nothing half is left");

    let kennis = laad(map.path(), &Config::default()).unwrap();
    let list = "PL-nummer;Naam;Wat;Wijkteam\nPL2100-2026117001;Berg, Anna;Mishandeling;Noord\n";
    let opties = Opties {
        profiel: None,
        bewaar_bsn: false,
        alle_bladen: false,
        nu: nu(),
    };
    for profielen in [&kennis.profielen, &kept.profielen] {
        let lijst = lees(list.as_bytes(), "lijst.csv", profielen, &opties).unwrap();
        assert_eq!(lijst.profiel, "eigen");
        assert_eq!(lijst.onbekende_kolommen, Vec::<String>::new());
        assert_eq!(lijst.regels[0].feit(), "Mishandeling");
    }
}

#[test]
fn binding_again_mends_the_same_profile_and_another_list_gets_its_own() {
    let map = tempfile::tempdir().unwrap();
    bewaar(map.path(), "verdachtenmonitor", &koppelingen("Wat"), true).unwrap();
    let again = bewaar(map.path(), "eigen", &koppelingen("Waarvan"), true).unwrap();
    assert_eq!(again.bestand, "profielen/eigen.toml");
    let text = fs::read_to_string(map.path().join("profielen/eigen.toml")).unwrap();
    assert!(
        text.contains("\"Wat\"") && text.contains("\"Waarvan\""),
        "{text}"
    );
    let other = bewaar(map.path(), "registratie", &koppelingen("Wat"), true).unwrap();
    assert_eq!(other.bestand, "profielen/eigen-registratie.toml");
    laad(map.path(), &Config::default()).unwrap();
}

#[test]
fn a_profile_that_somebody_wrote_is_left_alone() {
    let map = tempfile::tempdir().unwrap();
    let own = map.path().join("profielen");
    fs::create_dir(&own).unwrap();
    let mine =
        "naam = \"eigen\"\n[kolommen]\npl = [\"Zaaknr\"]\nnaam = [\"Wie\"]\nfeit = [\"Wat\"]\n";
    fs::write(own.join("eigen.toml"), mine).unwrap();
    let kept = bewaar(map.path(), "eigen", &koppelingen("Wat"), true).unwrap();
    assert_eq!(kept.bestand, "profielen/eigen-eigen.toml");
    assert_eq!(fs::read_to_string(own.join("eigen.toml")).unwrap(), mine);
    // It knows what the profile knew on which it rests.
    let text = fs::read_to_string(own.join("eigen-eigen.toml")).unwrap();
    assert!(text.contains("Zaaknr"), "{text}");
}

#[test]
fn a_demonstration_keeps_nothing_and_still_works_with_it() {
    let map = tempfile::tempdir().unwrap();
    let kept = bewaar(map.path(), "verdachtenmonitor", &koppelingen("Wat"), false).unwrap();
    assert!(kept.profielen.iter().any(|one| one.naam == "eigen"));
    assert!(!map.path().join("profielen").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_gives_a_sentence() {
    let map = tempfile::tempdir().unwrap();
    fs::write(map.path().join("profielen"), "geen map").unwrap();
    let fout = bewaar(map.path(), "verdachtenmonitor", &koppelingen("Wat"), true).unwrap_err();
    assert!(
        fout.to_string().starts_with("het profiel is niet bewaard"),
        "{fout}"
    );
}
