//! Files of the worker: which lists are offered, what is refused, and that nothing is overwritten.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{Duration, SystemTime};

use chrono::TimeDelta;
use zsmtafel::shell::bestanden::{self, LeesFout, MEEST, SchrijfFout};

fn leg(map: &Path, naam: &str, minuten_oud: u64) {
    let bestand = File::create(map.join(naam)).unwrap();
    fs::write(map.join(naam), naam).unwrap();
    let tijd = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 - 60 * minuten_oud);
    bestand.set_modified(tijd).unwrap();
}

#[test]
fn lists_are_offered_newest_first_and_nothing_else_is() {
    let map = tempfile::tempdir().unwrap();
    for (oud, naam) in [
        "b.CSV", "a.xlsx", "c.txt", "d.ods", "e.xlsb", "f.xlsm", "g.xls", "h.tsv",
    ]
    .iter()
    .enumerate()
    {
        leg(map.path(), naam, oud as u64 * 7);
    }
    for naam in [
        "~$a.xlsx",
        ".~lock.a.ods#",
        ".geheim.csv",
        "brief.pdf",
        "csv",
        "a.csv.zip",
    ] {
        leg(map.path(), naam, 0);
    }
    fs::create_dir(map.path().join("map.csv")).unwrap();
    let lijst = bestanden::kandidaten(map.path()).unwrap();
    let namen: Vec<_> = lijst
        .bestanden
        .iter()
        .map(|een| een.naam.as_str())
        .collect();
    assert_eq!(
        namen,
        [
            "b.CSV", "a.xlsx", "c.txt", "d.ods", "e.xlsb", "f.xlsm", "g.xls", "h.tsv"
        ]
    );
    assert_eq!(lijst.meer, 0);
    let tweede = &lijst.bestanden[1];
    assert_eq!(tweede.bytes, 6);
    assert_eq!(tweede.pad, map.path().join("a.xlsx"));
    let nu = lijst.bestanden[0].gewijzigd;
    assert_eq!(nu - tweede.gewijzigd, TimeDelta::minutes(7));
}

#[test]
fn a_full_folder_offers_the_newest_and_says_how_many_more() {
    let map = tempfile::tempdir().unwrap();
    for oud in 0..MEEST as u64 + 3 {
        leg(map.path(), &format!("{oud:02}.csv"), oud);
    }
    let lijst = bestanden::kandidaten(map.path()).unwrap();
    assert_eq!((lijst.bestanden.len(), lijst.meer), (MEEST, 3));
    assert_eq!(
        lijst.bestanden.last().unwrap().naam,
        format!("{:02}.csv", MEEST - 1)
    );
}

#[cfg(unix)]
#[test]
fn a_name_cannot_steer_the_terminal() {
    let map = tempfile::tempdir().unwrap();
    leg(map.path(), "a\u{1b}[2J\u{202e}vsc.csv", 0);
    let lijst = bestanden::kandidaten(map.path()).unwrap();
    assert_eq!(lijst.bestanden[0].naam, "a\u{fffd}[2J\u{fffd}vsc.csv");
    let fout = bestanden::lees(&lijst.bestanden[0].pad, 1).unwrap_err();
    assert!(!fout.to_string().contains('\u{1b}'), "{fout:?}");
}

#[test]
fn a_folder_that_is_not_there_is_named_with_what_to_do() {
    let map = tempfile::tempdir().unwrap();
    let weg = map.path().join("lijsten");
    let fout = bestanden::kandidaten(&weg).unwrap_err();
    assert_eq!(
        fout.to_string(),
        format!(
            "{} bestaat niet. Kijk of de naam klopt en of de schijf er is",
            weg.display()
        )
    );
    leg(map.path(), "a.csv", 0);
    let fout = bestanden::kandidaten(&map.path().join("a.csv")).unwrap_err();
    assert!(matches!(fout, LeesFout::GeenMap { .. }), "{fout}");
}

#[test]
fn a_file_is_read_up_to_the_limit() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("a.csv");
    fs::write(&pad, "12345").unwrap();
    assert_eq!(bestanden::lees(&pad, 5).unwrap(), b"12345");
    assert!(matches!(
        bestanden::lees(&pad, 4).unwrap_err(),
        LeesFout::TeGroot { grens: 4, .. }
    ));
    fs::write(&pad, "").unwrap();
    assert!(matches!(
        bestanden::lees(&pad, 5).unwrap_err(),
        LeesFout::Leeg { .. }
    ));
    assert!(matches!(
        bestanden::lees(map.path(), 5).unwrap_err(),
        LeesFout::IsMap { .. }
    ));
    let weg = bestanden::lees(&map.path().join("b.csv"), 5).unwrap_err();
    assert!(matches!(weg, LeesFout::NietGevonden { .. }), "{weg}");
    let groot = LeesFout::TeGroot {
        pad,
        grens: bestanden::GRENS,
    };
    assert!(groot.to_string().contains("groter dan 64 MB"), "{groot}");
}

#[cfg(unix)]
#[test]
fn a_device_is_not_read() {
    // Without the check this would read zeroes up to the limit.
    let fout = bestanden::lees(Path::new("/dev/zero"), 1 << 20).unwrap_err();
    assert!(matches!(fout, LeesFout::GeenBestand { .. }), "{fout}");
}

#[test]
fn output_is_whole_private_and_never_in_place_of_another() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("uit/vandaag/input.txt");
    bestanden::schrijf(&pad, b"eerste").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rechten = |pad: &Path| fs::metadata(pad).unwrap().permissions().mode() & 0o777;
        assert_eq!(rechten(&pad), 0o600);
        assert_eq!(rechten(pad.parent().unwrap()), 0o700);
    }
    let fout = bestanden::schrijf(&pad, b"tweede").unwrap_err();
    assert!(matches!(fout, SchrijfFout::BestaatAl { .. }), "{fout}");
    assert_eq!(fs::read(&pad).unwrap(), b"eerste");
    assert_eq!(fs::read_dir(pad.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_part_that_a_power_cut_left_does_not_stand_in_the_way() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("input.txt");
    fs::write(map.path().join("input.txt.deel"), "half").unwrap();
    bestanden::schrijf(&pad, b"heel").unwrap();
    assert_eq!(fs::read(&pad).unwrap(), b"heel");
    assert_eq!(fs::read_dir(map.path()).unwrap().count(), 1);
}

#[test]
fn a_failed_write_leaves_nothing() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("input.txt");
    // A folder where the part should come: it cannot be removed as a file.
    fs::create_dir(map.path().join("input.txt.deel")).unwrap();
    bestanden::schrijf(&pad, b"x").unwrap_err();
    assert!(!pad.exists());
    // And a place below a file is no place.
    fs::write(&pad, "x").unwrap();
    bestanden::schrijf(&pad.join("y"), b"x").unwrap_err();
    assert_eq!(fs::read(&pad).unwrap(), b"x");
}

#[test]
fn what_the_system_says_becomes_what_the_worker_can_do() {
    let pad = Path::new("/uit/input.txt");
    for (soort, deel) in [
        (ErrorKind::StorageFull, "de schijf is vol"),
        (ErrorKind::QuotaExceeded, "de schijf is vol"),
        (ErrorKind::PermissionDenied, "hier mag u niet schrijven"),
        (ErrorKind::ReadOnlyFilesystem, "hier mag u niet schrijven"),
        (ErrorKind::AlreadyExists, "bestaat al"),
        (ErrorKind::NotADirectory, "geen goede plek"),
        (ErrorKind::TimedOut, "schrijven lukt niet"),
    ] {
        let fout = SchrijfFout::van(io::Error::from(soort), pad).to_string();
        assert!(
            fout.contains(deel) && fout.starts_with("/uit/input.txt"),
            "{fout}"
        );
    }
}
