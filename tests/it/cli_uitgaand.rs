//! Texts that leave as files: whole, for their owner alone, registered or asked about, and gone when their term is over.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use zsmtafel::app::schermen::slot::OEFENWACHTWOORD;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::input::{Input, Ontvanger, Vorm};
use zsmtafel::store::{NieuwUitgaand, Store};

use crate::cli_hulp::{LIJSTEN, Plek, voorbeeld};

const ZAAK: &str = "PL2100-2026111736";

/// A practice table with a zaak that is followed.
fn tafel() -> Plek {
    let plek = Plek::met_lijst();
    plek.oefen(&["tag", ZAAK, "hg", "--soort", "ex-partner"])
        .gaf(0);
    plek
}

fn winkel(plek: &Plek) -> Store {
    let word = SecretString::from(OEFENWACHTWOORD.to_owned());
    let at = "2026-11-20T07:10:00Z".parse().unwrap();
    Store::open(&plek.pad("data").join("oefenen"), &word, at).unwrap()
}

fn stuur(plek: &Plek) -> PathBuf {
    let out = plek.pad("uit").display().to_string();
    let done = plek
        .oefen(&[
            "input", ZAAK, "--aan", "kpc", "--vorm", "txt", "--uit", &out,
        ])
        .gaf(0);
    PathBuf::from(done.uit.trim())
}

fn ingebracht(plek: &Plek) -> usize {
    let zaak = plek.oefen(&["zaak", ZAAK, "--json"]).gaf(0).json();
    zaak["inputs"].as_array().map_or(0, Vec::len)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Notes a file as the program does before it writes one.
fn noteer(plek: &Plek, name: &str, text: &str) {
    let mut store = winkel(plek);
    let id: ZaakId = store.zoek(ZAAK).unwrap()[0];
    let note = NieuwUitgaand {
        zaak: id,
        map: plek.pad("uit"),
        bestand: name.to_owned(),
        sha256: zsmtafel::import::sha256(text.as_bytes()),
        input: Some(Input {
            ontvanger: Ontvanger::Kpc,
            vorm: Vorm::Txt,
            grond: "planning".to_owned(),
            tekst: text.to_owned(),
            sha256: zsmtafel::import::sha256(text.as_bytes()),
            bestand: name.to_owned(),
            beoordeling: None,
            gesprek: None,
        }),
    };
    store
        .noteer_uitgaand(&note, "2026-11-20T07:05:00Z".parse().unwrap())
        .unwrap();
}

#[test]
fn two_texts_of_one_minute_are_two_files_for_their_owner_alone() {
    let plek = tafel();
    let (one, two) = (stuur(&plek), stuur(&plek));
    assert_ne!(one, two);
    assert_eq!(fs::read(&one).unwrap(), fs::read(&two).unwrap());
    assert_eq!((mode(&one), mode(&plek.pad("uit"))), (0o600, 0o700));
    assert_eq!(fs::read_dir(plek.pad("uit")).unwrap().count(), 2);
    assert_eq!(ingebracht(&plek), 2);
    assert!(winkel(&plek).onderweg().unwrap().is_empty());
}

#[test]
fn what_a_power_cut_left_is_cleared_or_asked_about() {
    let plek = tafel();
    fs::create_dir(plek.pad("uit")).unwrap();
    let file = |name: &str| plek.pad("uit").join(name);
    // Before anything was written; while it was written; when it was there and not registered.
    noteer(&plek, "input-1-kpc.txt", "niets");
    noteer(&plek, "input-2-kpc.txt", "half geschreven");
    fs::write(file("input-2-kpc.txt"), "").unwrap();
    fs::write(file("input-2-kpc.txt.deel"), "half ge").unwrap();
    noteer(&plek, "input-3-kpc.txt", "heel");
    fs::write(file("input-3-kpc.txt"), "heel").unwrap();
    let told = plek.oefen(&["lijst"]).gaf(0);
    assert!(told.fout.contains("input-3-kpc.txt"), "{}", told.fout);
    assert!(told.fout.contains("--rest registreer"), "{}", told.fout);
    assert!(
        !told.fout.contains("input-1") && !told.fout.contains("input-2"),
        "{}",
        told.fout
    );
    let names: Vec<_> = fs::read_dir(plek.pad("uit"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["input-3-kpc.txt"]);
    assert_eq!(ingebracht(&plek), 0);

    // It was sent: it is registered, and asked about no more.
    plek.oefen(&["input", "--rest", "registreer"]).gaf(0);
    assert_eq!(ingebracht(&plek), 1);
    let told = plek.oefen(&["input", "--rest", "registreer"]).gaf(0);
    assert!(told.fout.contains("niets blijven staan"), "{}", told.fout);
    assert!(file("input-3-kpc.txt").exists());

    // It was not: it goes.
    noteer(&plek, "input-4-kpc.txt", "ook heel");
    fs::write(file("input-4-kpc.txt"), "ook heel").unwrap();
    plek.oefen(&["input", "--rest", "verwijder"]).gaf(0);
    assert!(!file("input-4-kpc.txt").exists());
    assert_eq!(ingebracht(&plek), 1);

    // What somebody changed since is not registered as what was written.
    noteer(&plek, "input-5-kpc.txt", "zoals geschreven");
    fs::write(file("input-5-kpc.txt"), "zoals veranderd").unwrap();
    let told = plek.oefen(&["input", "--rest", "registreer"]).gaf(1);
    assert!(told.fout.contains("veranderd"), "{}", told.fout);
    assert_eq!(ingebracht(&plek), 1);

    // The power went after registering and before that was noted.
    noteer(&plek, "input-3-kpc.txt", "heel");
    let told = plek.oefen(&["lijst"]).gaf(0);
    assert!(!told.fout.contains("input-3-kpc.txt"), "{}", told.fout);
}

#[test]
fn terms_reach_sent_texts_tables_set_aside_and_names_of_lists() {
    let plek = tafel();
    let sent = stuur(&plek);
    let data = plek.pad("data").join("oefenen");
    let aside = |day: &str| data.join(format!("tafel-beschadigd-{day}T080000Z.db"));
    for day in ["20261020", "20261119"] {
        fs::write(aside(day), "x").unwrap();
    }
    let names = || {
        winkel(&plek)
            .proef_sql("SELECT bestand, sha256 FROM lezing")
            .unwrap()
    };
    let before = names();
    assert!(before[0][0].contains(LIJSTEN[0]), "{before:?}");
    // A day later the list has a number; its digest stays.
    plek.om("2026-11-21T08:00", &["lijst"]).gaf(0);
    let after = names();
    assert_eq!(after[0][0], "Text(\"lijst 1\")");
    assert_eq!(after[0][1], before[0][1]);
    assert!(!aside("20261020").exists() && aside("20261119").exists());
    assert!(sent.exists());
    // When data are kept no longer, the text goes, and a later one stays.
    plek.om("2026-11-26T08:00", &["lijst", "--nieuwe-dag"])
        .gaf(0);
    assert!(sent.exists());
    plek.om("2026-11-27T08:00", &["lijst", "--nieuwe-dag"])
        .gaf(0);
    assert!(!sent.exists() && aside("20261119").exists());
    plek.om("2026-12-18T08:00", &["lijst", "--nieuwe-dag"])
        .gaf(0);
    assert!(!aside("20261119").exists());
}

#[test]
fn nothing_stands_open_for_others_whatever_the_umask_and_what_did_is_closed() {
    let plek = Plek::nieuw();
    let word = plek.bestand("woord.txt", "zeven kromme bananen op een fregat\n");
    let list = voorbeeld(LIJSTEN[0]).display().to_string();
    plek.bestand("config.toml", "");
    let data = plek.pad("data");
    let bin = env!("CARGO_BIN_EXE_zsmtafel");
    let run = |args: &str| {
        let line = format!(
            "umask 000; '{bin}' --data '{}' --config '{}' --wachtwoord-bestand '{word}' --als Anna {args}",
            data.display(),
            plek.pad("config.toml").display()
        );
        let done = std::process::Command::new("sh")
            .args(["-c", &line])
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{args}: {}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8(done.stdout).unwrap()
    };
    let open = || {
        let mut all = vec![data.clone()];
        let mut out = Vec::new();
        while let Some(path) = all.pop() {
            let want = if path.is_dir() { 0o700 } else { 0o600 };
            if mode(&path) != want {
                out.push(format!("{} {:o}", path.display(), mode(&path)));
            }
            if path.is_dir() {
                all.extend(fs::read_dir(&path).unwrap().map(|one| one.unwrap().path()));
            }
        }
        out
    };
    run(&format!("inlezen '{list}'"));
    run(&format!("tag {ZAAK} hg --soort ex-partner"));
    let out = data.join("input");
    run(&format!(
        "input {ZAAK} --aan kpc --vorm eml --uit '{}'",
        out.display()
    ));
    assert_eq!(open(), Vec::<String>::new());
    // Somebody opened them; the next opening closes them and the check says so.
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    for name in ["tafel.db", "sleutel.json", "tafel.hoofd"] {
        fs::set_permissions(data.join(name), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let told = run("controle");
    for name in ["tafel.db", "sleutel.json", "tafel.hoofd"] {
        assert!(
            told.contains(&format!("{name} stond open voor anderen")),
            "{told}"
        );
    }
    assert_eq!(open(), Vec::<String>::new());
    assert!(!run("controle").contains("stond open"));
}
