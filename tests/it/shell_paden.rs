//! Places: everything can be put elsewhere, and practice stays apart.

use std::path::Path;

use zsmtafel::shell::config::Config;
use zsmtafel::shell::paden::{PadFout, Paden};

#[test]
fn what_is_named_holds() {
    let map = tempfile::tempdir().unwrap();
    let paden = Paden::nieuw(
        Some(map.path().join("data")),
        Some(map.path().join("instellingen/zsm.toml")),
    )
    .unwrap();
    assert_eq!(paden.data, map.path().join("data"));
    assert_eq!(paden.config, map.path().join("instellingen/zsm.toml"));
    assert_eq!(paden.config_map, map.path().join("instellingen"));
    assert_eq!(paden.uit, map.path().join("data/input"));
    // Asking where things are makes nothing.
    assert_eq!(std::fs::read_dir(map.path()).unwrap().count(), 0);
}

#[test]
fn a_relative_place_does_not_move_with_the_program() {
    let paden = Paden::nieuw(Some("data".into()), Some("zsm.toml".into())).unwrap();
    let hier = std::env::current_dir().unwrap();
    assert_eq!(paden.data, hier.join("data"));
    assert_eq!(paden.config_map, hier);
}

#[test]
fn the_configuration_moves_lists_and_input() {
    let map = tempfile::tempdir().unwrap();
    let paden = |config: &Config| {
        Paden::nieuw(
            Some(map.path().join("data")),
            Some(map.path().join("c.toml")),
        )
        .unwrap()
        .met(config)
    };
    let gewoon = paden(&Config::default());
    let mut config = Config::default();
    config.inlezen.map = Some("/lijsten".into());
    config.input.map = Some("/uit".into());
    let anders = paden(&config);
    assert_eq!(
        (anders.inlezen.as_path(), anders.uit.as_path()),
        (Path::new("/lijsten"), Path::new("/uit"))
    );
    assert_ne!(gewoon.inlezen, anders.inlezen);
    assert_eq!(gewoon.data, anders.data);
    // Practice has a store of its own, and its input never comes among the real input.
    let oefenen = anders.clone().oefenen();
    assert_eq!(oefenen.data, map.path().join("data/oefenen"));
    assert_eq!(oefenen.uit, map.path().join("data/oefenen/input"));
    assert_eq!(oefenen.inlezen, anders.inlezen);
}

#[test]
fn a_place_of_the_wrong_kind_is_refused_in_plain_words() {
    let map = tempfile::tempdir().unwrap();
    let bestand = map.path().join("x");
    std::fs::write(&bestand, "x").unwrap();
    let fout = Paden::nieuw(Some(bestand.clone()), Some(map.path().join("c.toml"))).unwrap_err();
    assert!(matches!(fout, PadFout::DataIsBestand { .. }), "{fout}");
    let fout = Paden::nieuw(Some(map.path().join("d")), Some(map.path().into())).unwrap_err();
    assert!(matches!(fout, PadFout::ConfigIsMap { .. }), "{fout}");
    let fout = Paden::nieuw(Some("".into()), Some(bestand)).unwrap_err();
    assert!(
        matches!(
            fout,
            PadFout::Onbruikbaar {
                optie: "--data",
                ..
            }
        ),
        "{fout}"
    );
    assert!(fout.to_string().contains("--data"), "{fout}");
}
