//! A table is whole and the newest, or it is said what is not: nothing is moved, nothing is made in its place, and
//! what was told to be saved was read back.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;

use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::bestand::{HOOFD, SLEUTEL, TAFEL};
use zsmtafel::store::{Gemissoort, KdfSterkte, Store, StoreFout, Werker};

use crate::store_hulp::{
    ANNA, Winkel, dag, later, lees, lezing, nu, regel, soorten, tag, wachtwoord,
};

const WAL: &str = "tafel.db-wal";

/// Every file of a folder with its bytes, but for the lock, what SQLite keeps in memory, and a log without anything.
fn foto(map: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(map)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| !name.ends_with("-shm") && name != "tafel.slot")
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .filter(|(name, bytes)| name != WAL || !bytes.is_empty())
        .collect()
}

/// A copy of the files as they lie there, as after a crash or from a backup of the disk.
fn kopie(map: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    for (name, bytes) in foto(map) {
        fs::write(to.path().join(name), bytes).unwrap();
    }
    to
}

fn open(map: &Path) -> Result<Store, StoreFout> {
    Store::open(map, &wachtwoord(), later(60))
}

/// A table with a list and one tagged zaak, open, of which the newest stands in the log alone.
fn met_wachtrij() -> (Winkel, Vec<ZaakId>) {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..5).map(regel).collect());
    winkel.store().onderhoud().unwrap();
    for id in &ids[..3] {
        winkel
            .store()
            .nagelezen(|store| store.voer_uit(*id, &tag(Tag::Hg), ANNA, later(30)))
            .unwrap();
    }
    (winkel, ids)
}

/// It is refused, and everything is as it was.
fn geweigerd(map: &Path) -> StoreFout {
    let before = foto(map);
    let err = open(map).unwrap_err();
    assert_eq!(err.exit_code() % 2, 1, "{err}");
    assert!(foto(map) == before, "something was changed: {err}");
    let made = Store::maak(map, &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap_err();
    assert!(matches!(made, StoreFout::BestaatAl { .. }), "{made}");
    err
}

#[test]
fn a_key_or_a_table_of_another_table_is_told_by_its_id_and_nothing_is_moved() {
    let (mut one, mut other) = (Winkel::nieuw(), Winkel::nieuw());
    let (id, foreign) = (one.store().tafel(), other.store().tafel());
    one.sluit();
    other.sluit();
    for (file, begins, key) in [(SLEUTEL, id, foreign), (TAFEL, foreign, id)] {
        let mixed = kopie(one.pad());
        fs::copy(other.bestand(file), mixed.path().join(file)).unwrap();
        let err = geweigerd(mixed.path());
        let StoreFout::AndereTafel { hier, sleutel, .. } = &err else {
            panic!("{err}");
        };
        assert_eq!((*hier, *sleutel), (begins, key), "{err}");
        // With its own file back it is the table that it was.
        fs::copy(one.bestand(file), mixed.path().join(file)).unwrap();
        open(mixed.path()).unwrap();
    }
}

#[test]
fn a_log_of_another_table_is_refused_and_the_table_opens_without_it() {
    let (other, _) = met_wachtrij();
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), (0..3).map(regel).collect());
    winkel.sluit();
    fs::copy(other.bestand(WAL), winkel.bestand(WAL)).unwrap();
    let err = geweigerd(winkel.pad());
    assert!(matches!(err, StoreFout::VreemdeWachtrij { .. }), "{err}");
    fs::remove_file(winkel.bestand(WAL)).unwrap();
    assert_eq!(
        open(winkel.pad()).unwrap().dag(dag()).unwrap().zaken.len(),
        3
    );
}

#[test]
fn a_table_cut_to_less_than_a_page_is_no_empty_table() {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), (0..5).map(regel).collect());
    winkel.heropen();
    winkel.sluit();
    for bytes in [0, 1, 15, 16, 4095] {
        let map = kopie(winkel.pad());
        let whole = fs::read(winkel.bestand(TAFEL)).unwrap();
        fs::write(map.path().join(TAFEL), &whole[..bytes]).unwrap();
        let err = geweigerd(map.path());
        let StoreFout::TafelKapot { wat, .. } = &err else {
            panic!("{bytes}: {err}");
        };
        // What stood in it is said.
        let size = if bytes == 1 {
            "1 byte ".to_owned()
        } else {
            format!("{bytes} bytes ")
        };
        assert!(wat.contains(&size), "{wat}");
        assert!(
            wat.contains("er stonden 1 gebeurtenissen in, de laatste van"),
            "{wat}"
        );
    }
}

#[test]
fn a_damaged_page_is_named_and_the_table_stays_where_it_is() {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), (0..100).map(regel).collect());
    winkel.sluit();
    let whole = fs::read(winkel.bestand(TAFEL)).unwrap();
    let map = kopie(winkel.pad());
    let pad = map.path().join(TAFEL);
    for page in [1, 2, whole.len() / 4096] {
        let mut bytes = whole.clone();
        bytes[(page - 1) * 4096 + 2000] ^= 1;
        fs::write(&pad, &bytes).unwrap();
        let err = geweigerd(map.path());
        let StoreFout::TafelKapot { wat, .. } = &err else {
            panic!("{page}: {err}");
        };
        assert!(wat.starts_with(&format!("bladzij {page} van de ")), "{wat}");
    }
    // Only when a person says so, it makes place; all of it is kept.
    let before = foto(map.path());
    let (new, aside) =
        Store::maak_naast(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap();
    assert_eq!(new.aantallen().unwrap().gebeurtenissen, 0);
    let aside = aside.unwrap();
    assert!(fs::read(&aside).unwrap() == before[TAFEL]);
    let stem = aside.with_extension("");
    for (ending, was) in [("sleutel.json", SLEUTEL), ("hoofd", HOOFD)] {
        assert!(
            fs::read(stem.with_extension(ending)).unwrap() == before[was],
            "{was}"
        );
    }
    drop(new);
    // And when the new one is gone, no other takes its place unseen.
    for file in [TAFEL, SLEUTEL, HOOFD] {
        fs::remove_file(map.path().join(file)).unwrap();
    }
    let err = Store::maak(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap_err();
    assert!(
        matches!(&err, StoreFout::NietLeeg { naam, .. } if naam.starts_with("tafel-beschadigd-")),
        "{err}"
    );
}

#[test]
fn a_table_that_opens_is_never_set_aside_whatever_is_asked() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    let before = foto(winkel.pad());
    let naast = |word: &str| {
        Store::maak_naast(
            winkel.pad(),
            &secrecy::SecretString::from(word.to_owned()),
            KdfSterkte::LICHT,
            nu(),
        )
        .unwrap_err()
    };
    let err = naast("koffie bij de ZSM-tafel");
    assert!(matches!(err, StoreFout::BestaatAl { .. }), "{err}");
    // Nor one of which the passphrase is not known.
    let err = naast("geraden");
    assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    let mut after = foto(winkel.pad());
    // The tries are counted in the key file.
    after.insert(SLEUTEL.to_owned(), before[SLEUTEL].clone());
    after.insert(HOOFD.to_owned(), before[HOOFD].clone());
    assert!(after == before);
}

#[test]
fn a_table_whose_first_bytes_are_damaged_is_known_by_its_pages_and_mended() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..5).map(regel).collect());
    let tafel = winkel.store().tafel();
    winkel.sluit();
    let pad = winkel.bestand(TAFEL);
    let mut bytes = fs::read(&pad).unwrap();
    assert_eq!(bytes[..16], *tafel.as_bytes());
    bytes[3] ^= 0x40;
    fs::write(&pad, &bytes).unwrap();
    winkel.heropen();
    assert!(winkel.store().zaak(ids[0]).unwrap().is_some());
    winkel.sluit();
    assert_eq!(fs::read(&pad).unwrap()[..16], *tafel.as_bytes());
}

#[test]
fn a_new_table_is_made_in_an_empty_folder_alone() {
    let map = tempfile::tempdir().unwrap();
    fs::create_dir(map.path().join("input")).unwrap();
    fs::create_dir(map.path().join("oefenen")).unwrap();
    Store::kan_gemaakt(map.path()).unwrap();
    fs::write(map.path().join("notities.docx"), "x").unwrap();
    let err = Store::maak(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap_err();
    assert!(
        matches!(&err, StoreFout::NietLeeg { naam, .. } if naam == "notities.docx"),
        "{err}"
    );
    assert!(err.to_string().contains("--nieuw"), "{err}");
    assert!(!Store::bestaat(map.path()));
    let (_, aside) = Store::maak_naast(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap();
    assert_eq!(aside, None);
    assert!(map.path().join("notities.docx").exists());
}

#[test]
fn a_log_that_is_gone_or_breaks_off_is_said_with_what_is_lost() {
    let (winkel, ids) = met_wachtrij();
    let length = usize::try_from(fs::metadata(winkel.bestand(WAL)).unwrap().len()).unwrap();
    type Damage = Box<dyn Fn(&Path)>;
    let flip = |at: usize| -> Damage {
        Box::new(move |wal| {
            let mut bytes = fs::read(wal).unwrap();
            bytes[at] ^= 1;
            fs::write(wal, bytes).unwrap();
        })
    };
    let cases: [(&str, Damage, Gemissoort); 7] = [
        (
            "gone",
            Box::new(|wal| fs::remove_file(wal).unwrap()),
            Gemissoort::Wachtrij,
        ),
        (
            "empty",
            Box::new(|wal| fs::write(wal, "").unwrap()),
            Gemissoort::Wachtrij,
        ),
        ("its head", flip(20), Gemissoort::WachtrijKapot),
        (
            "the head of its first frame",
            flip(33),
            Gemissoort::WachtrijKapot,
        ),
        ("its first page", flip(600), Gemissoort::WachtrijKapot),
        (
            "its last page",
            flip(length - 700),
            Gemissoort::WachtrijKapot,
        ),
        (
            "cut off",
            Box::new(move |wal| {
                let bytes = fs::read(wal).unwrap();
                fs::write(wal, &bytes[..length - 4120]).unwrap();
            }),
            Gemissoort::WachtrijKapot,
        ),
    ];
    for (name, damage, soort) in cases {
        let map = kopie(winkel.pad());
        damage(&map.path().join(WAL));
        let err = geweigerd(map.path());
        let StoreFout::IetsWeg(gone) = &err else {
            panic!("{name}: {err}");
        };
        assert_eq!(err.exit_code(), 3, "{name}");
        assert_eq!(gone.soort, soort, "{name}");
        assert!((1..=6).contains(&gone.weg), "{name}: {err}");
        assert!(
            err.to_string().contains(&format!("{}", gone.weg)),
            "{name}: {err}"
        );
        assert!(
            err.to_string().contains("de laatste keer was die van"),
            "{name}: {err}"
        );
        // The way on: a person says so. What is broken is kept, what was accepted is told by the check.
        let mut store = Store::open_toch(map.path(), &wachtwoord(), later(90)).unwrap();
        let told = store.controle().unwrap();
        assert!(
            told.iets_weg.unwrap().contains("hoewel er iets weg was"),
            "{name}"
        );
        assert!(
            told.heel && store.verifieer().unwrap().breuken.is_empty(),
            "{name}"
        );
        let kept = fs::read_dir(map.path())
            .unwrap()
            .filter(|entry| {
                let name = entry.as_ref().unwrap().file_name();
                name.to_str().unwrap().starts_with("tafel-beschadigd-")
            })
            .count();
        assert_eq!(
            kept,
            usize::from(soort == Gemissoort::WachtrijKapot),
            "{name}"
        );
        // From here on it is whole, and asks no more.
        store
            .voer_uit(ids[4], &tag(Tag::Twijfel), ANNA, later(95))
            .unwrap();
        drop(store);
        open(map.path()).unwrap();
    }
    // Untouched, nothing is said.
    open(kopie(winkel.pad()).path()).unwrap();
}

#[test]
fn drafts_that_went_with_a_log_are_told_too() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    winkel.store().onderhoud().unwrap();
    winkel
        .store()
        .nagelezen(|store| store.bewaar_concept(ids[0], "beoordeling", "{}", nu()))
        .unwrap();
    let map = kopie(winkel.pad());
    fs::remove_file(map.path().join(WAL)).unwrap();
    let err = geweigerd(map.path());
    assert!(
        err.to_string().contains("een lijst, concept of instelling"),
        "{err}"
    );
}

#[test]
fn a_crash_at_any_moment_between_writing_and_noting_is_no_loss() {
    // After each act the files are copied as they lie: with the newest noted, and not yet.
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..6).map(regel).collect());
    for (at, id) in ids.iter().enumerate() {
        winkel
            .store()
            .voer_uit(*id, &tag(Tag::Hg), ANNA, later(10))
            .unwrap();
        open(kopie(winkel.pad()).path()).unwrap();
        winkel.store().nagelezen(|_| Ok(())).unwrap();
        open(kopie(winkel.pad()).path()).unwrap();
        if at % 2 == 0 {
            winkel.store().onderhoud().unwrap();
            let store = open(kopie(winkel.pad()).path()).unwrap();
            assert_eq!(
                store.aantallen().unwrap().gebeurtenissen,
                1 + 2 * (1 + at as u64)
            );
        }
    }
}

#[test]
fn what_the_disk_did_not_keep_is_not_told_to_be_saved() {
    let (mut winkel, ids) = met_wachtrij();
    let wal = winkel.bestand(WAL);
    let before = soorten(winkel.store()).len();
    let length = fs::metadata(&wal).unwrap().len();
    let err = winkel
        .store()
        .nagelezen(|store| {
            let done = store.voer_uit(ids[3], &tag(Tag::Hg), ANNA, later(40))?;
            // The disk said yes to this page, and kept what was there.
            let file = fs::OpenOptions::new().write(true).open(&wal).unwrap();
            file.write_all_at(&[0; 4096], length + 24).unwrap();
            Ok(done)
        })
        .unwrap_err();
    assert!(matches!(err, StoreFout::NietTeruggelezen), "{err}");
    assert!(err.to_string().contains("NIET opgeslagen"), "{err}");
    // Nothing more is written, in whatever words it is asked.
    let err = winkel
        .store()
        .nagelezen(|store| store.voer_uit(ids[4], &tag(Tag::Hg), ANNA, later(41)))
        .unwrap_err();
    assert!(matches!(err, StoreFout::NietTeruggelezen), "{err}");
    assert!(winkel.store().onderhoud().is_err());
    // The next opening goes on from what was told to be saved, and finds nothing amiss.
    winkel.heropen();
    assert_eq!(soorten(winkel.store()).len(), before);
    assert!(winkel.store().controle().unwrap().heel);
}

#[test]
fn a_table_that_did_not_take_what_the_log_holds_keeps_its_log() {
    let (mut winkel, ids) = met_wachtrij();
    let before = soorten(winkel.store()).len();
    let moved = winkel
        .store()
        .proef_sql("PRAGMA wal_checkpoint(PASSIVE)")
        .unwrap();
    assert_eq!(moved[0][1], moved[0][2], "{moved:?}");
    // Of what was moved, the disk did not keep one page.
    let file = fs::OpenOptions::new()
        .write(true)
        .open(winkel.bestand(TAFEL))
        .unwrap();
    let pages = file.metadata().unwrap().size() / 4096;
    for page in 0..pages {
        file.write_all_at(&[7; 100], page * 4096 + 300).unwrap();
    }
    let err = winkel.store().onderhoud().unwrap_err();
    assert!(matches!(err, StoreFout::NietTeruggelezen), "{err}");
    winkel.sluit();
    assert!(fs::metadata(winkel.bestand(WAL)).unwrap().len() > 0);
    // Where the log holds every page that was damaged, the table is whole again.
    let map = tempfile::tempdir().unwrap();
    let mut fresh = Store::maak(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap();
    fresh
        .nagelezen(|store| {
            let list = lezing(store, vec![regel(1)], dag());
            store.lees_in(&list, ANNA, nu(), dag())
        })
        .unwrap();
    fresh.proef_sql("PRAGMA wal_checkpoint(PASSIVE)").unwrap();
    let log = fs::read(map.path().join(WAL)).unwrap();
    let held = u32::from_be_bytes(log[32..36].try_into().unwrap());
    let file = fs::OpenOptions::new()
        .write(true)
        .open(map.path().join(TAFEL))
        .unwrap();
    file.write_all_at(&[7; 100], u64::from(held - 1) * 4096 + 300)
        .unwrap();
    assert!(fresh.onderhoud().is_err());
    drop(fresh);
    let store = open(map.path()).unwrap();
    assert_eq!(store.dag(dag()).unwrap().zaken.len(), 1);
    assert!(store.controle().unwrap().heel);
    let _ = (before, ids);
}

#[test]
fn a_worker_thread_reads_back_by_itself() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..2).map(regel).collect());
    let (map, wal) = (winkel.pad().to_path_buf(), winkel.bestand(WAL));
    let werker = Werker::start(winkel.store.take().unwrap()).unwrap();
    let (one, other) = (ids[0], ids[1]);
    werker
        .schrijf(move |store| store.voer_uit(one, &tag(Tag::Hg), ANNA, nu()))
        .wacht()
        .unwrap();
    let err = werker
        .schrijf(move |store| {
            let done = store.voer_uit(other, &tag(Tag::Hg), ANNA, nu())?;
            fs::write(&wal, "").unwrap();
            Ok(done)
        })
        .wacht()
        .unwrap_err();
    assert!(matches!(err, StoreFout::NietTeruggelezen), "{err}");
    drop(werker);
    let store = open(&map).unwrap();
    let tagged = |id| store.zaak(id).unwrap().unwrap().zaak.stand.tag.is_some();
    assert!(tagged(one) && !tagged(other));
}

#[test]
fn who_takes_the_lock_away_gets_no_second_writer() {
    let winkel = Winkel::nieuw();
    fs::remove_file(winkel.bestand("tafel.slot")).unwrap();
    let err = open(winkel.pad()).unwrap_err();
    assert!(matches!(err, StoreFout::AlOpen { .. }), "{err}");
    assert_eq!(err.exit_code(), 4);
}

#[test]
fn nothing_is_written_through_a_link_that_somebody_put_there() {
    let mut winkel = Winkel::nieuw();
    winkel.sluit();
    let outside = tempfile::tempdir().unwrap();
    let victim = outside.path().join("van een ander");
    for name in ["sleutel.tmp", "pogingen.tmp", "tafel.slot", HOOFD] {
        fs::write(&victim, "blijft").unwrap();
        let link = winkel.bestand(name);
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(&victim, &link).unwrap();
        let opened = Store::open(winkel.pad(), &wachtwoord(), nu());
        if let Ok(mut store) = opened {
            let word = wachtwoord();
            store
                .wijzig_wachtwoord(&word, &word, KdfSterkte::LICHT, nu())
                .unwrap();
        }
        let _ = Store::open(winkel.pad(), &"mis".to_owned().into(), nu());
        assert_eq!(fs::read_to_string(&victim).unwrap(), "blijft", "{name}");
        let _ = fs::remove_file(&link);
        let _ = fs::remove_file(winkel.bestand("pogingen.json"));
        if name == HOOFD {
            // The link stood where the record was: that it is gone is told.
            let err = open(winkel.pad()).unwrap_err();
            assert!(
                matches!(&err, StoreFout::IetsWeg(gone) if gone.soort == Gemissoort::Hoofd),
                "{err}"
            );
        } else {
            open(winkel.pad()).unwrap();
        }
    }
}
