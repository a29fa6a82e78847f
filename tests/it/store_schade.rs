//! Damage, newer programs, full disks: what the store refuses, what it puts aside, and that nothing of a
//! person can be read in any of its files.

use std::fs;

use zsmtafel::domain::tag::Tag;
use zsmtafel::store::bestand::{HOOFD, SLEUTEL, TAFEL};
use zsmtafel::store::{KdfSterkte, Store, StoreFout};

use crate::store_hulp::{ANNA, Winkel, dag, lees, lezing, nu, regel, tag, wachtwoord};

/// Names of the files in the folder, sorted.
fn namen(winkel: &Winkel) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(winkel.pad())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Every file in the folder that holds one of these texts, in UTF-8 or UTF-16.
fn verraden(winkel: &Winkel, geheimen: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for naam in namen(winkel) {
        let bytes = fs::read(winkel.bestand(&naam)).unwrap();
        for geheim in geheimen {
            let wide: Vec<u8> = geheim.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for needle in [geheim.as_bytes(), &wide] {
                if bytes.windows(needle.len()).any(|part| part == needle) {
                    found.push(format!("{geheim} in {naam}"));
                }
            }
        }
    }
    found
}

#[test]
fn no_file_gives_a_person_away_while_open_or_closed() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..300).map(regel).collect());
    let store = winkel.store();
    store.voer_uit(ids[3], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .bewaar_concept(ids[3], "beoordeling", "{\"motivering\":\"Zeepkist\"}", nu())
        .unwrap();
    store.zet_instelling("vt", "Paardenbloem").unwrap();
    let secrets = [
        "Zwaluwstaart",
        "Ganzenveer",
        "Quirijn",
        "Zeepkist",
        "Paardenbloem",
        "2026000003",
        "CREATE TABLE",
        "SQLite format 3",
        "koffie bij",
    ];
    assert!(namen(&winkel).contains(&format!("{TAFEL}-wal")));
    assert!(fs::metadata(winkel.bestand("tafel.db-wal")).unwrap().len() > 0);
    assert_eq!(verraden(&winkel, &secrets), Vec::<String>::new());
    winkel.sluit();
    assert_eq!(
        namen(&winkel),
        [SLEUTEL, TAFEL, HOOFD, "tafel.slot"],
        "after a clean end the one file is the whole store"
    );
    assert_eq!(verraden(&winkel, &secrets), Vec::<String>::new());

    // The search itself finds what is there.
    fs::write(winkel.bestand("proef"), "Quirijn").unwrap();
    assert_eq!(verraden(&winkel, &secrets), ["Quirijn in proef"]);
}

#[test]
fn a_plain_database_is_never_opened() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    let mut plain = b"SQLite format 3\0".to_vec();
    plain.resize(4096, 0);
    fs::write(winkel.bestand(TAFEL), &plain).unwrap();
    let err = winkel.probeer_open().unwrap_err();
    assert!(matches!(err, StoreFout::NietVersleuteld), "{err}");
    assert_eq!(fs::read(winkel.bestand(TAFEL)).unwrap(), plain);
}

/// A store whose database is damaged in its first page.
fn beschadigd() -> Winkel {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), (0..100).map(regel).collect());
    winkel.sluit();
    let pad = winkel.bestand(TAFEL);
    let mut bytes = fs::read(&pad).unwrap();
    bytes[20] ^= 1;
    fs::write(&pad, bytes).unwrap();
    winkel
}

fn opnieuw(winkel: &Winkel) -> Result<(), StoreFout> {
    Store::maak_naast(winkel.pad(), &wachtwoord(), KdfSterkte::LICHT, nu()).map(|_| ())
}

#[test]
fn two_damaged_stores_in_one_second_do_not_overwrite_each_other() {
    let winkel = beschadigd();
    opnieuw(&winkel).unwrap();
    let mut bytes = fs::read(winkel.bestand(TAFEL)).unwrap();
    bytes[20] ^= 1;
    fs::write(winkel.bestand(TAFEL), bytes).unwrap();
    opnieuw(&winkel).unwrap();
    let aside = namen(&winkel)
        .into_iter()
        .filter(|naam| naam.ends_with("Z.db") || naam.ends_with("-2.db"))
        .count();
    assert_eq!(aside, 2);
}

#[test]
fn a_wrong_passphrase_moves_nothing_aside() {
    let winkel = beschadigd();
    let before = namen(&winkel);
    let err = Store::maak_naast(
        winkel.pad(),
        &"mis".to_owned().into(),
        KdfSterkte::LICHT,
        nu(),
    )
    .unwrap_err();
    assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    let mut after = namen(&winkel);
    after.retain(|naam| naam != "pogingen.json");
    assert_eq!(after, before);
}

#[test]
fn a_store_of_a_newer_program_is_left_untouched() {
    let mut winkel = Winkel::nieuw();
    winkel
        .store()
        .proef_sql("PRAGMA user_version = 99")
        .unwrap();
    winkel.sluit();
    let before = fs::read(winkel.bestand(TAFEL)).unwrap();
    let err = winkel.probeer_open().unwrap_err();
    assert!(
        matches!(err, StoreFout::TeNieuw { gevonden: 99, .. }),
        "{err}"
    );
    assert_eq!(fs::read(winkel.bestand(TAFEL)).unwrap(), before);
    assert!(Store::bestaat(winkel.pad()));
}

#[test]
fn a_practice_store_of_an_earlier_program_is_refused_and_left_as_it_was() {
    for version in [1, 2, 3] {
        let map = tempfile::tempdir().unwrap();
        Store::maak_versie(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu(), version).unwrap();
        let before = fs::read(map.path().join(TAFEL)).unwrap();
        let err = Store::open(map.path(), &wachtwoord(), nu()).unwrap_err();
        assert!(matches!(err, StoreFout::TeOud { .. }), "{err}");
        assert_eq!(err.exit_code(), 1);
        assert!(err.to_string().contains("nieuwe tafel"), "{err}");
        assert_eq!(fs::read(map.path().join(TAFEL)).unwrap(), before);
    }
}

#[test]
fn a_new_store_makes_no_copy() {
    let winkel = Winkel::nieuw();
    assert!(
        !namen(&winkel)
            .iter()
            .any(|naam| naam.starts_with("tafel-v"))
    );
}

#[test]
fn on_a_full_disk_nothing_is_half_stored() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), regel(2)]);
    let store = winkel.store();
    let before = (store.dag(dag()).unwrap(), store.aantallen().unwrap());
    store.proef_vol(2).unwrap();
    let long = lezing(store, (10..900).map(regel).collect(), dag());
    let err = store.lees_in(&long, ANNA, nu(), dag()).unwrap_err();
    assert!(matches!(err, StoreFout::SchijfVol), "{err:?}");
    assert_eq!(err.exit_code(), 1);
    assert_eq!(
        (store.dag(dag()).unwrap(), store.aantallen().unwrap()),
        before
    );
    // With room again the same store goes on.
    store.proef_vol(100_000).unwrap();
    store.lees_in(&long, ANNA, nu(), dag()).unwrap();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    assert!(store.verifieer().unwrap().breuken.is_empty());
}

#[test]
fn what_was_committed_survives_a_crash() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    winkel
        .store()
        .voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu())
        .unwrap();
    // A crash: the files as they are now, without anybody closing them.
    let after = tempfile::tempdir().unwrap();
    for naam in namen(&winkel) {
        fs::copy(winkel.bestand(&naam), after.path().join(&naam)).unwrap();
    }
    let store = Store::open(after.path(), &wachtwoord(), nu()).unwrap();
    let dossier = store.zaak(ids[0]).unwrap().unwrap();
    assert_eq!(dossier.zaak.stand.tag.unwrap().tag, Tag::Hg);
    assert!(store.verifieer().unwrap().breuken.is_empty());
}

#[test]
fn an_examination_tells_facts() {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), (0..5).map(regel).collect());
    let facts = winkel.store().controle().unwrap();
    assert!(facts.cipher_version.starts_with("4."), "{facts:?}");
    assert!(facts.versleuteld && facts.heel, "{facts:?}");
    assert_eq!(facts.aantallen.lijstregels, 5);
    assert_eq!(facts.aantallen.gebeurtenissen, 1);
    assert_eq!(facts.sterkte, KdfSterkte::LICHT);
}
