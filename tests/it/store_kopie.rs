//! A backup holds what the table held, opens elsewhere, is known when it is not whole, and does not outlive what it
//! holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::{
    KdfSterkte, Kopieerder, Kopieregel, Opruiming, Store, StoreFout, Terugzetting, Toegang,
    Verlies, kopienaam, ruim_kopieen,
};

use crate::store_hulp::{ANNA, Winkel, dag, later, lees, nu, regel, soorten, tag, wachtwoord};

/// A table with a list of twenty lines, three of them tagged.
fn gevuld() -> (Winkel, Vec<ZaakId>) {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..20).map(regel).collect());
    for id in &ids[..3] {
        tagged(winkel.store(), *id);
    }
    (winkel, ids)
}

fn tagged(store: &mut Store, id: ZaakId) {
    store.voer_uit(id, &tag(Tag::Hg), ANNA, later(30)).unwrap();
}

fn kopieer(store: &mut Store, map: &Path, seconds: i64) -> Kopieregel {
    let at = later(seconds);
    let pad = kopienaam(map, store.tafel(), at).unwrap();
    store.begin_kopie(&pad, at).unwrap().maak().unwrap()
}

fn begin(store: &mut Store, map: &Path, seconds: i64) -> Kopieerder {
    let pad = kopienaam(map, store.tafel(), later(seconds)).unwrap();
    store.begin_kopie(&pad, later(seconds)).unwrap()
}

/// As the program lets old backups go.
fn ruim(store: &mut Store, bewaar: usize, seconds: i64) -> Opruiming {
    let (all, turn) = (store.kopieen().unwrap(), store.wisbeurt().unwrap());
    let left = ruim_kopieen(all, turn, bewaar, later(seconds));
    store.noteer_kopieen(&left.blijft).unwrap();
    left
}

fn bekijk(map: &Path, kopie: &Path) -> Result<Terugzetting, StoreFout> {
    let who = Toegang::vrij();
    Terugzetting::bekijk(map, kopie, (&who, &wachtwoord()), later(900))
}

/// Names and bytes of all files of a table, but for the lock.
fn foto(map: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(map)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|pad| pad.is_file() && !pad.ends_with("tafel.slot"))
        .filter(|pad| !pad.to_string_lossy().ends_with("-shm"))
        .map(|pad| {
            let name = pad.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(&pad).unwrap())
        })
        .filter(|(name, bytes)| name != "tafel.db-wal" || !bytes.is_empty())
        .collect()
}

fn kopieen(map: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = fs::read_dir(map)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    out.sort();
    out
}

#[test]
fn a_backup_makes_the_same_table_on_a_new_laptop() {
    let (mut winkel, ids) = gevuld();
    let stick = TempDir::new().unwrap();
    let made = kopieer(winkel.store(), stick.path(), 60);
    assert_eq!(kopieen(stick.path()), std::slice::from_ref(&made.pad));
    assert!(made.pad.to_string_lossy().ends_with(".zsmkopie"));

    let laptop = TempDir::new().unwrap();
    let data = laptop.path().join("zsmtafel");
    let seen = bekijk(&data, &made.pad).unwrap();
    assert_eq!(seen.verlies, Verlies::GeenTafel);
    assert_eq!(seen.kop.op, later(60));
    assert_eq!(seen.aantallen, winkel.store().aantallen().unwrap());
    assert_eq!(seen.zet_terug(later(900)).unwrap(), None);

    let mut there = Store::open(&data, &wachtwoord(), later(901)).unwrap();
    assert_eq!(there.tafel(), winkel.store().tafel());
    assert_eq!(soorten(&there), soorten(winkel.store()));
    let (old, new) = (winkel.store().dag(dag()), there.dag(dag()));
    assert_eq!(old.unwrap().zaken, new.unwrap().zaken);
    assert!(there.verifieer_heel().unwrap().is_heel());
    // What is done there is in a series of its own, and the journal stays whole.
    tagged(&mut there, ids[5]);
    assert!(there.verifieer_heel().unwrap().is_heel());
    drop(there);
    Store::open(&data, &wachtwoord(), later(902)).unwrap();
    // Nothing of the work is left beside it.
    assert!(!data.join("tafel-terug").exists());
    assert!(!winkel.bestand("tafel-kopie").exists());
}

#[test]
fn what_would_be_lost_is_named_and_the_table_of_now_stays_aside() {
    let (mut winkel, ids) = gevuld();
    let stick = TempDir::new().unwrap();
    let made = kopieer(winkel.store(), stick.path(), 60);
    let then = soorten(winkel.store()).len();
    for id in &ids[2..6] {
        let done = tag(if *id == ids[2] { Tag::Radar } else { Tag::Hg });
        winkel
            .store()
            .voer_uit(*id, &done, ANNA, later(120))
            .unwrap();
    }
    let now = soorten(winkel.store());
    winkel.sluit();

    let seen = bekijk(winkel.pad(), &made.pad).unwrap();
    let Verlies::Sinds {
        gebeurtenissen,
        laatste,
        zaken,
        ..
    } = &seen.verlies
    else {
        panic!("{:?}", seen.verlies);
    };
    let since = now.len() - then;
    assert_eq!(*gebeurtenissen, since as u64);
    assert_eq!(*laatste, Some(later(120)));
    let numbers: Vec<String> = (2..6)
        .map(|n| format!("PL2100-{}", 2_026_000_000u64 + n))
        .collect();
    assert_eq!(zaken, &numbers);
    drop(seen);
    // To look changed nothing.
    winkel.heropen();
    assert_eq!(soorten(winkel.store()), now);
    winkel.sluit();

    let seen = bekijk(winkel.pad(), &made.pad).unwrap();
    let aside = seen.zet_terug(later(900)).unwrap().unwrap();
    winkel.heropen();
    assert_eq!(soorten(winkel.store()), now[..then]);
    assert!(winkel.store().verifieer_heel().unwrap().is_heel());
    let told = winkel.store().controle().unwrap().teruggezet.unwrap();
    assert!(told.contains("reservekopie"), "{told}");
    // The table that made place is whole, with its own key.
    let other = TempDir::new().unwrap();
    let stem = aside.with_extension("");
    for (from, to) in [
        (".db", "tafel.db"),
        (".hoofd", "tafel.hoofd"),
        (".sleutel.json", "sleutel.json"),
    ] {
        let from = format!("{}{from}", stem.display());
        fs::copy(from, other.path().join(to)).unwrap();
    }
    let old = Store::open(other.path(), &wachtwoord(), later(901)).unwrap();
    assert_eq!(soorten(&old), now);
}

#[test]
fn a_table_that_went_on_otherwise_or_is_another_is_told() {
    let (mut winkel, ids) = gevuld();
    let stick = TempDir::new().unwrap();
    let first = kopieer(winkel.store(), stick.path(), 60);
    tagged(winkel.store(), ids[4]);
    let second = kopieer(winkel.store(), stick.path(), 120);
    winkel.sluit();
    bekijk(winkel.pad(), &first.pad)
        .unwrap()
        .zet_terug(later(900))
        .unwrap();
    winkel.heropen();
    tagged(winkel.store(), ids[5]);
    winkel.sluit();
    let seen = bekijk(winkel.pad(), &second.pad).unwrap();
    assert_eq!(seen.verlies, Verlies::AndersVerder);
    drop(seen);

    let mut other = Winkel::nieuw();
    other.sluit();
    let seen = bekijk(other.pad(), &second.pad).unwrap();
    assert_eq!(seen.verlies, Verlies::AndereTafel);
    drop(seen);
    // A table that does not open is no reason not to put a backup back.
    let bytes = fs::read(winkel.bestand("tafel.db")).unwrap();
    fs::write(winkel.bestand("tafel.db"), &bytes[..5000]).unwrap();
    let seen = bekijk(winkel.pad(), &second.pad).unwrap();
    assert!(
        matches!(&seen.verlies, Verlies::NietTeZien(why) if why.contains("tafel.db")),
        "{:?}",
        seen.verlies
    );
    seen.zet_terug(later(901)).unwrap();
    winkel.heropen();
    assert!(winkel.store().verifieer_heel().unwrap().is_heel());
}

#[test]
fn damage_anywhere_in_a_backup_is_seen_before_anything_is_touched() {
    let (mut winkel, _) = gevuld();
    let stick = TempDir::new().unwrap();
    let made = kopieer(winkel.store(), stick.path(), 60);
    winkel.sluit();
    let whole = fs::read(&made.pad).unwrap();
    let before = foto(winkel.pad());
    let bad = stick.path().join("kapot.zsmkopie");
    let refused = |bytes: &[u8], what: &str| {
        fs::write(&bad, bytes).unwrap();
        let err = bekijk(winkel.pad(), &bad).map(|_| ()).unwrap_err();
        assert!(
            matches!(
                err,
                StoreFout::KopieKapot { .. } | StoreFout::GeenKopie { .. }
            ),
            "{what}: {err}"
        );
        assert!(foto(winkel.pad()) == before, "{what}");
    };
    let end = whole.len();
    let places = (0..end)
        .step_by(2_477)
        .chain(end - 128..end)
        .chain(end - 128 - 40..end - 128);
    for at in places {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        refused(&bytes, &format!("byte {at} of {end}"));
    }
    for size in [0, 1, 127, 128, 4096, end / 2, end - 4096, end - 1] {
        refused(&whole[..size], &format!("{size} of {end}"));
    }
    refused(&[whole.as_slice(), b"x"].concat(), "one byte more");
    // Whole by itself, and put together of two: who has no key can count the sum anew, and no more.
    let mut winkel = winkel;
    winkel.heropen();
    let ids = lees(winkel.store(), (0..20).map(regel).collect());
    tagged(winkel.store(), ids[9]);
    let later_one = fs::read(kopieer(winkel.store(), stick.path(), 90).pad).unwrap();
    winkel.sluit();
    let before = foto(winkel.pad());
    let page = (0..whole.len().min(later_one.len()) / 4096)
        .find(|page| whole[page * 4096..][..4096] != later_one[page * 4096..][..4096])
        .unwrap();
    let mut mixed = later_one.clone();
    mixed[page * 4096..][..4096].copy_from_slice(&whole[page * 4096..][..4096]);
    let sum = mixed.len() - 64;
    let counted = Sha256::digest(&mixed[..sum]);
    mixed[sum..sum + 32].copy_from_slice(&counted);
    fs::write(&bad, &mixed).unwrap();
    let err = bekijk(winkel.pad(), &bad).map(|_| ()).unwrap_err();
    assert!(matches!(err, StoreFout::KopieKapot { .. }), "{err}");
    assert!(foto(winkel.pad()) == before);
}

#[test]
fn a_wrong_passphrase_opens_no_backup_and_the_one_of_then_does() {
    let (mut winkel, _) = gevuld();
    let stick = TempDir::new().unwrap();
    let made = kopieer(winkel.store(), stick.path(), 60);
    let new = SecretString::from("een heel ander wachtwoord nu");
    winkel
        .store()
        .wijzig_wachtwoord(&wachtwoord(), &new, KdfSterkte::LICHT, later(70))
        .unwrap();
    winkel.sluit();
    // Elsewhere: as it was when the backup was made.
    let laptop = TempDir::new().unwrap();
    let who = Toegang::vrij();
    let err = Terugzetting::bekijk(laptop.path(), &made.pad, (&who, &new), later(900)).unwrap_err();
    assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    assert_eq!(err.exit_code(), 4);
    bekijk(laptop.path(), &made.pad).unwrap();
    // Over the table itself: as it is now. Who had one that was changed since has none.
    let err = bekijk(winkel.pad(), &made.pad).unwrap_err();
    assert!(matches!(err, StoreFout::Wachtwoord { .. }), "{err}");
    Terugzetting::bekijk(winkel.pad(), &made.pad, (&who, &new), later(900)).unwrap();
    Store::open(winkel.pad(), &new, later(901)).unwrap();
}

#[test]
fn putting_back_removes_no_backup_that_holds_what_it_lost() {
    let (mut winkel, ids) = gevuld();
    let (stick, own) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let first = kopieer(winkel.store(), stick.path(), 60);
    // A copy that somebody made himself, under a name of his own.
    let mine = own.path().join("eigen.zsmkopie");
    fs::copy(&first.pad, &mine).unwrap();
    tagged(winkel.store(), ids[6]);
    let second = kopieer(winkel.store(), stick.path(), 120);
    winkel.sluit();
    bekijk(winkel.pad(), &mine)
        .unwrap()
        .zet_terug(later(900))
        .unwrap();
    winkel.heropen();
    // The day goes on: what the table erases makes its own backups old, and not the one of the lost work.
    winkel.store().wis_zaak(ids[0], ANNA, later(950)).unwrap();
    let third = kopieer(winkel.store(), stick.path(), 960);
    assert_eq!(ruim(winkel.store(), 1, 970).hangt, []);
    assert!(second.is_er() && third.is_er() && mine.is_file());
    let told = winkel.store().controle().unwrap().kopieen_vreemd;
    assert_eq!(
        told.iter().map(|one| &one.pad).collect::<Vec<_>>(),
        [&second.pad]
    );
    // The work comes back from it.
    winkel.sluit();
    bekijk(winkel.pad(), &second.pad)
        .unwrap()
        .zet_terug(later(1_000))
        .unwrap();
    winkel.heropen();
    let tag = winkel.store().zaak(ids[6]).unwrap().unwrap().zaak.stand.tag;
    assert_eq!(tag.map(|one| one.tag), Some(Tag::Hg));
}

#[test]
fn a_table_that_is_made_elsewhere_of_a_backup_removes_none_of_the_first() {
    let (mut winkel, _) = gevuld();
    let stick = TempDir::new().unwrap();
    let made = kopieer(winkel.store(), stick.path(), 60);
    let elsewhere = TempDir::new().unwrap();
    bekijk(elsewhere.path(), &made.pad)
        .unwrap()
        .zet_terug(later(900))
        .unwrap();
    let mut other = Store::open(elsewhere.path(), &wachtwoord(), later(901)).unwrap();
    let tomorrow = dag().succ_opt().unwrap();
    other.opruimen(tomorrow, 7).unwrap();
    assert_eq!(other.verouderde_kopieen().unwrap(), []);
    let there = TempDir::new().unwrap();
    kopieer(&mut other, there.path(), 90_000);
    ruim(&mut other, 1, 90_001);
    assert!(made.is_er(), "it is of the first table");
}

#[test]
fn what_the_table_erased_does_not_live_on_in_a_backup() {
    let (mut winkel, ids) = gevuld();
    let (stick, net) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let old = [
        kopieer(winkel.store(), stick.path(), 60),
        kopieer(winkel.store(), net.path(), 61),
    ];
    assert_eq!(winkel.store().verouderde_kopieen().unwrap(), []);
    winkel.store().wis_zaak(ids[0], ANNA, later(100)).unwrap();
    assert_eq!(winkel.store().verouderde_kopieen().unwrap(), old);
    // As long as there is no newer one, an old one is better than none.
    assert_eq!(ruim(winkel.store(), 3, 110).hangt, []);
    assert!(old.iter().all(Kopieregel::is_er));

    // The stick is out.
    let away = stick.path().with_extension("weg");
    fs::rename(stick.path(), &away).unwrap();
    let fresh = kopieer(winkel.store(), net.path(), 120);
    let left = ruim(winkel.store(), 3, 121);
    assert_eq!(left.hangt, [old[0].clone()]);
    assert_eq!(kopieen(net.path()), std::slice::from_ref(&fresh.pad));
    // It is not forgotten, and goes when the stick comes back.
    winkel.heropen();
    assert_eq!(
        winkel.store().verouderde_kopieen().unwrap(),
        [old[0].clone()]
    );
    fs::rename(&away, stick.path()).unwrap();
    assert_eq!(ruim(winkel.store(), 3, 130).hangt, []);
    assert_eq!(kopieen(stick.path()), Vec::<PathBuf>::new());
    assert_eq!(winkel.store().kopieen().unwrap(), [fresh]);
}

#[test]
fn the_list_of_yesterday_goes_from_backups_with_the_day() {
    let (mut winkel, _) = gevuld();
    let net = TempDir::new().unwrap();
    let old = kopieer(winkel.store(), net.path(), 60);
    let morning = dag().succ_opt().unwrap();
    winkel.store().opruimen(morning, 7).unwrap();
    assert_eq!(winkel.store().verouderde_kopieen().unwrap(), [old]);
    // A second beginning of the same day lets nothing go, and makes no backup old.
    kopieer(winkel.store(), net.path(), 90_000);
    ruim(winkel.store(), 3, 90_001);
    winkel.store().opruimen(morning, 7).unwrap();
    assert_eq!(winkel.store().verouderde_kopieen().unwrap(), []);
    assert_eq!(kopieen(net.path()).len(), 1);
}

#[test]
fn so_many_are_kept_in_each_folder_and_none_longer_than_four_weeks() {
    let (mut winkel, _) = gevuld();
    let (one, two) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let made: Vec<Kopieregel> = (0..4)
        .map(|n| kopieer(winkel.store(), one.path(), 60 + n))
        .collect();
    let other = kopieer(winkel.store(), two.path(), 50);
    ruim(winkel.store(), 2, 100);
    assert_eq!(
        kopieen(one.path()),
        [made[2].pad.clone(), made[3].pad.clone()]
    );
    assert_eq!(kopieen(two.path()), [other.pad]);
    // What somebody else put there stays.
    fs::write(one.path().join("brief.txt"), "van iemand anders").unwrap();
    let weeks = TimeDelta::days(28).num_seconds();
    ruim(winkel.store(), 2, weeks + 1_000);
    assert_eq!(kopieen(one.path()), [one.path().join("brief.txt")]);
    assert_eq!(kopieen(two.path()), Vec::<PathBuf>::new());
    assert_eq!(winkel.store().kopieen().unwrap(), []);
}

#[test]
fn a_backup_that_was_not_made_leaves_nothing_and_is_forgotten() {
    let (mut winkel, _) = gevuld();
    let net = TempDir::new().unwrap();
    // The plug was pulled between noting and making; half a file and a folder of work stay.
    let plan = begin(winkel.store(), net.path(), 60);
    drop(plan);
    let noted = winkel.store().kopieen().unwrap()[0].clone();
    let half = format!("{}.deel", noted.pad.display());
    fs::write(&half, b"half").unwrap();
    fs::create_dir(winkel.bestand("tafel-kopie")).unwrap();
    fs::write(winkel.bestand("tafel-kopie/tafel.db"), b"half").unwrap();
    winkel.heropen();
    assert!(!winkel.bestand("tafel-kopie").exists());
    kopieer(winkel.store(), net.path(), 90);
    let left = ruim(winkel.store(), 1, 91);
    assert_eq!(left.hangt, []);
    assert_eq!(kopieen(net.path()).len(), 1);
    assert!(!Path::new(&half).exists());

    // A folder that is not there is not made: a stick that is not in would become a folder on the disk.
    let gone = net.path().join("stick/kopie");
    let err = kopienaam(&gone, winkel.store().tafel(), later(100)).unwrap_err();
    assert!(matches!(err, StoreFout::KopieMap { .. }), "{err}");
    assert!(!gone.exists());
    assert!(!winkel.bestand("tafel-kopie").exists());
}

#[test]
fn work_goes_on_while_a_backup_is_made_and_the_backup_is_of_one_moment() {
    let (mut winkel, ids) = gevuld();
    let net = TempDir::new().unwrap();
    let plan = begin(winkel.store(), net.path(), 60);
    let work = std::thread::spawn(move || plan.maak());
    for id in &ids[3..] {
        tagged(winkel.store(), *id);
    }
    let made = work.join().unwrap().unwrap();
    let total = winkel.store().aantallen().unwrap().gebeurtenissen;
    winkel.sluit();
    let elsewhere = TempDir::new().unwrap();
    let seen = bekijk(elsewhere.path(), &made.pad).unwrap();
    let there = seen.aantallen.gebeurtenissen;
    assert!((4..=total).contains(&there), "{there} of {total}");
    seen.zet_terug(nu()).unwrap();
    let mut store = Store::open(elsewhere.path(), &wachtwoord(), later(61)).unwrap();
    assert!(store.verifieer_heel().unwrap().is_heel());
}

#[test]
fn the_table_that_made_place_goes_after_four_weeks() {
    let (mut winkel, _) = gevuld();
    let stick = TempDir::new().unwrap();
    let made = kopieer(winkel.store(), stick.path(), 60);
    winkel.sluit();
    let seen = bekijk(winkel.pad(), &made.pad).unwrap();
    let aside = seen.zet_terug(later(900)).unwrap().unwrap();
    let key = aside.with_extension("sleutel.json");
    winkel.heropen();
    let day = |n| dag().checked_add_days(chrono::Days::new(n)).unwrap();
    winkel.store().opruimen(day(28), 7).unwrap();
    assert!(aside.is_file() && key.is_file(), "it went too early");
    winkel.store().opruimen(day(29), 7).unwrap();
    assert!(!aside.exists() && !key.exists());
}
