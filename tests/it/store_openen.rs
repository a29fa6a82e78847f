//! Making, opening, locking: who gets in, and what is said to who does not.

use std::fs;
use std::time::Duration;

use secrecy::SecretString;
use zsmtafel::store::bestand::{SLEUTEL, TAFEL};
use zsmtafel::store::pogingen::wachttijd;
use zsmtafel::store::{KdfSterkte, Store, StoreFout};

use crate::store_hulp::{ANNA, Winkel, later, lees, nu, regel, tag, wachtwoord};
use zsmtafel::domain::tag::Tag;

fn fout() -> SecretString {
    SecretString::from("geraden")
}

#[test]
fn what_was_made_opens_again_with_the_same_table_secret() {
    let mut winkel = Winkel::nieuw();
    let (tafel, device) = (winkel.store().tafel(), winkel.store().device());
    let id = winkel.store().geheim().zaak_id(&regel(1));
    winkel.heropen();
    assert_eq!(winkel.store().tafel(), tafel);
    assert_eq!(winkel.store().device(), device);
    assert_eq!(winkel.store().geheim().zaak_id(&regel(1)), id);
}

#[test]
fn two_stores_have_two_secrets() {
    let (mut one, mut other) = (Winkel::nieuw(), Winkel::nieuw());
    assert_ne!(one.store().geheim().0, other.store().geheim().0);
    assert_ne!(one.store().device(), other.store().device());
}

#[test]
fn no_store_is_told_apart_and_nothing_is_made() {
    let map = tempfile::tempdir().unwrap();
    assert!(!Store::bestaat(map.path()));
    let err = Store::open(map.path(), &wachtwoord(), nu()).unwrap_err();
    assert!(matches!(err, StoreFout::GeenTafel { .. }), "{err}");
    assert_eq!(err.exit_code(), 1);
    assert_eq!(fs::read_dir(map.path()).unwrap().count(), 0);
}

#[test]
fn a_second_store_is_not_made_over_the_first() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    let before = fs::read(winkel.bestand(SLEUTEL)).unwrap();
    let err = Store::maak(winkel.pad(), &fout(), KdfSterkte::LICHT, nu()).unwrap_err();
    assert!(matches!(err, StoreFout::BestaatAl { .. }), "{err}");
    assert_eq!(fs::read(winkel.bestand(SLEUTEL)).unwrap(), before);
    winkel.heropen();
}

#[test]
fn an_empty_passphrase_makes_no_store() {
    let map = tempfile::tempdir().unwrap();
    let err =
        Store::maak(map.path(), &SecretString::from(""), KdfSterkte::LICHT, nu()).unwrap_err();
    assert!(matches!(err, StoreFout::WachtwoordLeeg), "{err}");
    assert!(!Store::bestaat(map.path()));
}

#[test]
fn one_passphrase_in_two_spellings_of_unicode_is_one_passphrase() {
    let map = tempfile::tempdir().unwrap();
    let composed = SecretString::from("caf\u{e9} de hoek");
    let decomposed = SecretString::from("cafe\u{301} de hoek");
    drop(Store::maak(map.path(), &composed, KdfSterkte::LICHT, nu()).unwrap());
    Store::open(map.path(), &decomposed, nu()).unwrap();
}

#[test]
fn a_second_window_is_refused_and_told_by_number_alone() {
    let winkel = Winkel::nieuw();
    let err = Store::open(winkel.pad(), &wachtwoord(), nu()).unwrap_err();
    let expected = format!(
        "Deze tafel is al open in een ander venster (proces {}). Sluit dat eerst.",
        std::process::id()
    );
    if cfg!(unix) {
        assert_eq!(err.to_string(), expected);
    }
    assert_eq!(err.exit_code(), 4);
}

#[test]
fn the_lock_is_let_go_when_the_store_closes() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    Store::open(winkel.pad(), &wachtwoord(), nu()).unwrap();
}

#[test]
fn waiting_grows_with_every_wrong_passphrase() {
    let seconds: Vec<u64> = (0..14).map(|n| wachttijd(n).as_secs()).collect();
    assert_eq!(
        seconds,
        [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    );
    assert_eq!(wachttijd(u32::MAX), Duration::from_secs(300));
}

#[test]
fn wrong_passphrases_make_the_right_one_wait_also_after_a_restart() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    let waits: Vec<u64> = [0, 0, 0, 1]
        .into_iter()
        .map(
            |at| match Store::open(winkel.pad(), &fout(), later(at)).unwrap_err() {
                err @ StoreFout::Wachtwoord { wacht } => {
                    assert_eq!(err.exit_code(), 4);
                    wacht.as_secs()
                }
                other => panic!("{other}"),
            },
        )
        .collect();
    assert_eq!(waits, [0, 0, 1, 2]);

    let err = Store::open(winkel.pad(), &wachtwoord(), later(2)).unwrap_err();
    assert!(
        matches!(err, StoreFout::Wachten { nog } if nog == Duration::from_secs(1)),
        "{err}"
    );
    assert_eq!(err.exit_code(), 4);

    drop(Store::open(winkel.pad(), &wachtwoord(), later(3)).unwrap());
    // The right one wiped the slate.
    let err = Store::open(winkel.pad(), &fout(), later(3)).unwrap_err();
    assert!(
        matches!(err, StoreFout::Wachtwoord { wacht } if wacht.is_zero()),
        "{err}"
    );
}

#[test]
fn a_clock_that_is_put_back_does_not_lock_the_table_for_a_year() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    for _ in 0..3 {
        Store::open(winkel.pad(), &fout(), later(31_000_000)).unwrap_err();
    }
    let err = Store::open(winkel.pad(), &wachtwoord(), nu()).unwrap_err();
    assert!(matches!(err, StoreFout::Wachten { .. }), "{err}");
    Store::open(winkel.pad(), &wachtwoord(), later(1)).unwrap();
}

#[test]
fn a_new_passphrase_replaces_the_old_one_and_keeps_the_data() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let new = SecretString::from("thee");
    let before = fs::read(winkel.bestand(TAFEL)).unwrap();
    let store = winkel.store();
    let err = store
        .wijzig_wachtwoord(&fout(), &new, KdfSterkte::LICHT, nu())
        .unwrap_err();
    assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    let err = store
        .wijzig_wachtwoord(
            &wachtwoord(),
            &SecretString::from(""),
            KdfSterkte::LICHT,
            nu(),
        )
        .unwrap_err();
    assert!(matches!(err, StoreFout::WachtwoordLeeg), "{err}");
    store
        .wijzig_wachtwoord(&wachtwoord(), &new, KdfSterkte::LICHT, nu())
        .unwrap();
    assert_eq!(fs::read(winkel.bestand(TAFEL)).unwrap(), before);

    winkel.sluit();
    Store::open(winkel.pad(), &wachtwoord(), nu()).unwrap_err();
    let mut store = Store::open(winkel.pad(), &new, nu()).unwrap();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
}

#[test]
fn a_damaged_key_file_is_no_wrong_passphrase() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    let pad = winkel.bestand(SLEUTEL);
    let good = fs::read_to_string(&pad).unwrap();
    let flipped = good.replace("\"rondes\": 1", "\"rondes\": 2");
    let cut = good.get(..good.len() / 2).unwrap().to_owned();
    let huge = good.replace("\"geheugen_kib\": 64", "\"geheugen_kib\": 4294967295");
    for bad in [flipped, cut, huge, String::new(), "{}".to_owned()] {
        assert_ne!(bad, good);
        fs::write(&pad, &bad).unwrap();
        let err = winkel.probeer_open().unwrap_err();
        assert!(matches!(err, StoreFout::SleutelKapot { .. }), "{err}");
        assert_eq!(err.exit_code(), 1);
    }
    fs::write(&pad, good).unwrap();
    winkel.heropen();
}

#[test]
fn half_a_store_is_told_by_what_is_missing() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    fs::rename(winkel.bestand(SLEUTEL), winkel.bestand("weg")).unwrap();
    assert!(Store::bestaat(winkel.pad()));
    let err = winkel.probeer_open().unwrap_err();
    assert!(matches!(err, StoreFout::SleutelWeg { .. }), "{err}");
    let err = Store::maak(winkel.pad(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap_err();
    assert!(matches!(err, StoreFout::BestaatAl { .. }), "{err}");
    fs::rename(winkel.bestand("weg"), winkel.bestand(SLEUTEL)).unwrap();

    fs::rename(winkel.bestand(TAFEL), winkel.bestand("weg")).unwrap();
    let err = winkel.probeer_open().unwrap_err();
    assert!(matches!(err, StoreFout::TafelWeg { .. }), "{err}");

    // Broken off between the key and the last rename of making: opening finishes it.
    fs::rename(winkel.bestand("weg"), winkel.bestand("tafel-nieuw.db")).unwrap();
    winkel.heropen();
    assert!(winkel.bestand(TAFEL).exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let map = tempfile::tempdir().unwrap();
    let dir = map.path().join("a/b");
    let mut store = Store::maak(&dir, &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap();
    lees(&mut store, vec![regel(1)]);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    let mut seen = 0;
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        seen += 1;
    }
    // db, wal, shm, key, head, lock
    assert_eq!(seen, 6);
}

#[cfg(unix)]
#[test]
fn a_folder_that_can_not_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    let lock = fs::Permissions::from_mode(0o500);
    fs::set_permissions(winkel.pad(), lock).unwrap();
    fs::set_permissions(
        winkel.bestand("tafel.slot"),
        fs::Permissions::from_mode(0o400),
    )
    .unwrap();
    let root_may_all = fs::File::create(winkel.bestand("proef")).is_ok();
    let result = winkel.probeer_open();
    fs::set_permissions(winkel.pad(), fs::Permissions::from_mode(0o700)).unwrap();
    let err = if root_may_all {
        // Who is root writes everywhere but in the kernel's own folder; there a table is refused alike.
        let forbidden = std::path::Path::new("/sys/zsmtafel-proef");
        let word = secrecy::SecretString::from("zeven kromme bananen op een fregat".to_owned());
        zsmtafel::store::Store::maak(
            forbidden,
            &word,
            zsmtafel::store::KdfSterkte::LICHT,
            chrono::Utc::now(),
        )
        .unwrap_err()
    } else {
        result.unwrap_err()
    };
    assert!(matches!(err, StoreFout::AlleenLezen { .. }), "{err}");
    assert_eq!(err.exit_code(), 1);
}
