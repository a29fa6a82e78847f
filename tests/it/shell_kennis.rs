//! The lists of a site go before those that come along, and a wrong one is named.

use std::fs;

use zsmtafel::domain::bereikbaarheid::Wie;
use zsmtafel::shell::config::Config;
use zsmtafel::shell::kennis::{eigen_bestanden, laad};

const LIJSTEN: [&str; 3] = [
    "bereikbaarheid.toml",
    "modaliteiten.toml",
    "aandachtspunten.toml",
];

#[test]
fn a_list_of_the_site_goes_before_the_one_that_comes_along() {
    let map = tempfile::tempdir().unwrap();
    for (naam, tekst) in LIJSTEN.into_iter().zip([
        "overige_vt = \"a\"\nacuut = \"a\"\n[[dienst]]\ncode = \"a\"\nnaam = \"Dienst van hier\"\n",
        "[[modaliteit]]\ncode = \"X\"\nlabel = \"eigen\"\ngroep = \"g\"\nvrij = \"ja\"\neindigt = true\n",
        "bron = \"ZSM hier\"\nversie = \"3\"\n[[punt]]\nid = \"a\"\ntekst = \"Eigen punt?\"\n",
    ]) {
        fs::write(map.path().join(naam), tekst).unwrap();
    }
    let kennis = laad(map.path(), &Config::default()).unwrap();
    let dienst = kennis.bereikbaarheid.zoek(Wie::Acuut("ZO")).unwrap();
    assert_eq!(dienst.label(), "Dienst van hier");
    assert_eq!(kennis.modaliteiten.alle().len(), 1);
    assert_eq!(kennis.aandachtspunten.label(), "ZSM hier, versie 3");
    let eigen: Vec<String> = eigen_bestanden(map.path())
        .into_iter()
        .filter_map(|(naam, eigen)| eigen.then_some(naam))
        .collect();
    assert_eq!(eigen, LIJSTEN);
}

#[test]
fn a_wrong_list_of_the_site_is_named() {
    for naam in LIJSTEN {
        let map = tempfile::tempdir().unwrap();
        fs::write(map.path().join(naam), "onzin = 1\n").unwrap();
        let fout = laad(map.path(), &Config::default())
            .unwrap_err()
            .to_string();
        assert!(fout.contains(naam), "{fout}");
    }
}
