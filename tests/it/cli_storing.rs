//! A disk that fails in every way at every moment: under the table, its record, its backups and the folder for input.
//! What a command said it did is there; what it did not do is said; what was lost is told at the next opening.
//!
//! The faults are put into the real program by `strace` (inject). `STORINGEN=N` tries every N-th moment (31 in CI),
//! `KEREN=N` so many kills.
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use secrecy::SecretString;
use tempfile::TempDir;
use zsmtafel::app::schermen::slot::OEFENWACHTWOORD;
use zsmtafel::store::{Store, StoreFout};

const ZAAK: &str = "PL2100-2026111736";
const PROGRAMMA: &str = env!("CARGO_BIN_EXE_zsmtafel");

/// Whether faults can be put in here; CI must have the tool.
fn kan_storen() -> bool {
    let tried = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "true"])
        .output();
    match tried {
        Ok(done) if done.status.success() => true,
        Ok(done) => {
            let why = String::from_utf8_lossy(&done.stderr).into_owned();
            eprintln!("OVERGESLAGEN: strace mag hier niet volgen ({why})");
            false
        }
        Err(fout) => {
            assert!(
                std::env::var_os("CI").is_none_or(|ci| ci != "true"),
                "CI must have strace: {fout}"
            );
            eprintln!("OVERGESLAGEN: strace is er niet ({fout})");
            false
        }
    }
}

fn getal(naam: &str, anders: usize) -> usize {
    std::env::var(naam)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(anders)
}

/// A practice table, and commands at it.
struct Tafel {
    map: TempDir,
}

impl Tafel {
    /// With the bundled list and one zaak with a judgement.
    fn nieuw() -> Tafel {
        let tafel = Tafel {
            map: tempfile::tempdir().unwrap(),
        };
        let list = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/voorbeelden/verdachtenmonitor.csv"
        );
        let form = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/voorbeelden/beoordeling.toml"
        );
        fs::write(tafel.pad("config.toml"), "").unwrap();
        fs::create_dir(tafel.pad("uit")).unwrap();
        fs::create_dir(tafel.pad("stick")).unwrap();
        tafel.doe(&["inlezen", list]);
        tafel.doe(&["tag", ZAAK, "hg", "--soort", "ex-partner"]);
        tafel.doe(&["beoordeel", ZAAK, "--bestand", form, "--ja"]);
        tafel
    }

    fn pad(&self, naam: &str) -> PathBuf {
        self.map.path().join(naam)
    }

    /// The same files in another folder.
    fn kopie(&self) -> Tafel {
        let to = tempfile::tempdir().unwrap();
        let done = Command::new("cp")
            .arg("-a")
            .arg(format!("{}/.", self.map.path().display()))
            .arg(to.path())
            .status()
            .unwrap();
        assert!(done.success());
        Tafel { map: to }
    }

    fn opdracht(&self, voor: &[&str], args: &[&str]) -> Command {
        let mut words: Vec<String> = voor.iter().map(|word| (*word).to_owned()).collect();
        words.push(PROGRAMMA.to_owned());
        let mut out = Command::new(&words[0]);
        out.args(&words[1..])
            .env("NO_COLOR", "1")
            .env("RUST_BACKTRACE", "0")
            .args(["--oefenen", "--nu", "2026-11-20T08:30", "--data"])
            .arg(self.pad("data"))
            .arg("--config")
            .arg(self.pad("config.toml"))
            .args(args)
            .current_dir(self.map.path())
            .stdin(Stdio::null());
        out
    }

    fn doe(&self, args: &[&str]) -> Output {
        let done = self.opdracht(&[], args).output().unwrap();
        assert!(done.status.success(), "{args:?}: {done:?}");
        done
    }

    /// Under a fault.
    fn met(&self, fault: &[&str], args: &[&str]) -> Output {
        let voor = [&["strace", "-f", "--seccomp-bpf", "-o", "/dev/null"], fault].concat();
        self.opdracht(&voor, args).output().unwrap()
    }

    /// How much work stands in the journal, of which all is whole; or what the program says of it. `toch`: a person says
    /// that it may open though something is gone.
    fn stand(&self, toch: bool) -> Result<usize, StoreFout> {
        let word = SecretString::from(OEFENWACHTWOORD.to_owned());
        let map = self.pad("data/oefenen");
        let nu = "2026-11-20T07:40:00Z".parse().unwrap();
        let store = if toch {
            Store::open_toch(&map, &word, nu)
        } else {
            Store::open(&map, &word, nu)
        }?;
        let found = store.verifieer().unwrap();
        assert!(found.is_heel(), "it opens and is not whole: {found:?}");
        Ok(store.journaal(1000, None).unwrap().len())
    }

    fn herstel(&self) -> Result<(), StoreFout> {
        let word = SecretString::from(OEFENWACHTWOORD.to_owned());
        let nu = "2026-11-20T07:40:00Z".parse().unwrap();
        zsmtafel::store::herstel(&self.pad("data/oefenen"), &word, nu).map(|_| ())
    }
}

fn tekst(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every command that writes, and how the folder is called in which it puts a file.
fn schrijvers() -> Vec<(&'static str, Vec<&'static str>)> {
    let list = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/voorbeelden/verdachtenmonitor-utf8.csv"
    );
    let form = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/voorbeelden/beoordeling.toml"
    );
    vec![
        (
            "tag",
            vec!["tag", "PL2100-2026111722", "radar", "--reden", "kijken"],
        ),
        ("inlezen", vec!["inlezen", list]),
        (
            "beoordeel",
            vec!["beoordeel", ZAAK, "--bestand", form, "--ja"],
        ),
        (
            "input",
            vec![
                "input", ZAAK, "--aan", "kpc", "--vorm", "txt", "--uit", "uit",
            ],
        ),
        (
            "mondeling",
            vec![
                "input",
                ZAAK,
                "--aan",
                "om",
                "--mondeling",
                "gezegd dat zij bang is",
                "--met",
                "de OvJ",
            ],
        ),
        (
            "gemeld",
            vec![
                "gemeld",
                ZAAK,
                "plaats",
                "AC Eindhoven",
                "--bron",
                "politie",
            ],
        ),
        ("overleg", vec!["overleg", ZAAK, "--om", "10:30"]),
        (
            "beslissing",
            vec![
                "beslissing",
                ZAAK,
                "--modaliteit",
                "IVS",
                "--vrij",
                "nee",
                "--ja",
            ],
        ),
        (
            "actie",
            vec![
                "actie",
                ZAAK,
                "--met",
                "wijkagent",
                "--wat",
                "langsgaan",
                "--voor",
                "12:00",
            ],
        ),
        ("vt", vec!["vt", ZAAK, "ZO", "--reden", "woont daar"]),
        ("overdracht", vec!["overdracht", "--naar", "avonddienst"]),
        ("neem-terug", vec!["neem-terug", ZAAK, "--ja"]),
        ("reservekopie", vec!["reservekopie", "stick"]),
    ]
}

/// How many events a command adds, where nothing fails.
fn gewoon(begin: &Tafel, args: &[&str]) -> usize {
    let control = begin.kopie();
    control.doe(args);
    control.stand(false).unwrap()
}

/// What became of a run under a fault; the work that was lost, if it was told.
fn nagaan(tafel: &Tafel, done: &Output, (voor, na): (usize, usize), wat: &str) -> bool {
    let said = tekst(&done.stderr);
    assert!(!said.contains("panicked"), "{wat}: {said}");
    let ok = done.status.success();
    // A fault of `write` can hit the sentence itself.
    if !ok && done.status.code().is_some() && !wat.contains("inject=write:") {
        assert!(!said.trim().is_empty(), "{wat}: it failed and said nothing");
    }
    match tafel.stand(false) {
        Ok(count) if ok => {
            assert_eq!(count, na, "{wat}: it said that it was done");
            false
        }
        Ok(count) => {
            assert!(
                count == voor || count == na,
                "{wat}: {count} of {voor} or {na}"
            );
            false
        }
        // The table says what it lacks; a person goes on, and then it is whole.
        Err(told) => {
            let said = matches!(told, StoreFout::IetsWeg(_) | StoreFout::TafelKapot { .. });
            assert!(!ok || said, "{wat}: said done, and then: {told}");
            let after = tafel.stand(true).or_else(|_| {
                tafel.herstel()?;
                tafel.stand(true)
            });
            let count = after.unwrap_or_else(|why| panic!("{wat}: no way on: {told} / {why}"));
            assert!(
                count == voor || count == na,
                "{wat}: {count} of {voor} or {na}"
            );
            true
        }
    }
}

/// How often a system call is made by a command.
fn aantal(begin: &Tafel, call: &str, args: &[&str]) -> usize {
    let tafel = begin.kopie();
    let log = tafel.pad("telling");
    let trace = format!("trace={call}");
    let voor = ["strace", "-f", "-e", &trace, "-o", log.to_str().unwrap()];
    let done = tafel.opdracht(&voor, args).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let all = fs::read_to_string(&log).unwrap();
    all.lines().filter(|line| line.contains(call)).count()
}

#[test]
fn a_disk_that_fails_costs_nothing_that_was_said_to_be_saved() {
    if !kan_storen() {
        return;
    }
    let begin = Tafel::nieuw();
    let voor = begin.stand(false).unwrap();
    let step = getal("STORINGEN", 31);
    let (mut runs, mut told) = (0, BTreeMap::<String, usize>::new());
    for (nummer, (naam, args)) in schrijvers().into_iter().enumerate() {
        let na = gewoon(&begin, &args);
        let writes = aantal(&begin, "pwrite64", &args);
        let syncs = aantal(&begin, "fsync", &args) + aantal(&begin, "fdatasync", &args);
        assert!(
            writes > 3 && syncs > 1,
            "{naam}: {writes} writes, {syncs} syncs"
        );
        let mut faults: Vec<String> = Vec::new();
        // Each command begins elsewhere, so that together they pass every moment.
        for at in (1 + nummer % step..=writes).step_by(step) {
            faults.push(format!("inject=pwrite64:error=ENOSPC:when={at}+"));
            faults.push(format!("inject=pwrite64:error=EIO:when={at}"));
            faults.push(format!("inject=pwrite64:retval=4096:when={at}"));
            faults.push(format!("inject=pwrite64:retval=100:when={at}"));
            faults.push(format!("inject=pwrite64:signal=KILL:when={at}"));
        }
        for at in (1 + nummer % 2..=syncs).step_by(2) {
            faults.push(format!("inject=fsync:error=EIO:when={at}"));
            faults.push(format!("inject=fdatasync:error=EIO:when={at}"));
        }
        faults.push("inject=fsync,fdatasync:error=EIO".to_owned());
        faults.push("inject=ftruncate:error=EIO".to_owned());
        faults.push("inject=rename,renameat,renameat2:error=EIO".to_owned());
        for at in 1..4 {
            faults.push(format!("inject=write:error=ENOSPC:when={at}"));
        }
        for fault in faults {
            let tafel = begin.kopie();
            let done = tafel.met(&["-e", &fault], &args);
            let what = format!("{naam}, {fault}");
            runs += 1;
            if nagaan(&tafel, &done, (voor, na), &what) {
                *told.entry(naam.to_owned()).or_default() += 1;
            }
        }
    }
    println!("{runs} storingen; bij de volgende keer verteld: {told:?}");
}

/// With `PRAGMA synchronous = OFF` nothing of a commit is forced to disk, and everything else here still holds.
#[test]
fn a_commit_is_forced_to_disk_before_it_is_said() {
    if !kan_storen() {
        return;
    }
    let begin = Tafel::nieuw();
    for (naam, args) in schrijvers() {
        let tafel = begin.kopie();
        let log = tafel.pad("telling");
        let wal = tafel.pad("data/oefenen/tafel.db-wal");
        let head = tafel.pad("data/oefenen/tafel.hoofd");
        for (file, least) in [(wal, 1), (head, 1)] {
            let voor = [
                "strace",
                "-f",
                "-e",
                "trace=fsync,fdatasync",
                "-P",
                file.to_str().unwrap(),
                "-o",
                log.to_str().unwrap(),
            ];
            let done = tafel.opdracht(&voor, &args).output().unwrap();
            assert!(done.status.success(), "{naam}: {done:?}");
            let all = fs::read_to_string(&log).unwrap();
            let count = all.lines().filter(|line| line.contains("sync(")).count();
            assert!(
                count >= least,
                "{naam}: {} was not forced to disk",
                file.display()
            );
            if naam != "tag" {
                break;
            }
        }
    }
}

#[test]
fn a_kill_at_any_moment_of_any_command_leaves_all_of_it_or_nothing() {
    let begin = Tafel::nieuw();
    let voor = begin.stand(false).unwrap();
    let all = schrijvers();
    let after: Vec<usize> = all.iter().map(|(_, args)| gewoon(&begin, args)).collect();
    let kills = getal("KEREN", 200);
    let mut choice = 0x9e37_79b9_7f4a_7c15_u64;
    // As long as it takes here and now, and a little longer.
    let since = std::time::Instant::now();
    begin.kopie().doe(&all[0].1);
    let span = u64::try_from(since.elapsed().as_micros()).unwrap() * 13 / 10;
    let (mut midden, mut klaar) = (0, 0);
    for keer in 0..kills {
        let at = keer % all.len();
        let (naam, args) = &all[at];
        let tafel = begin.kopie();
        let mut child = tafel
            .opdracht(&[], args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Choices that are the same each time; the machine makes them other moments.
        choice = choice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        std::thread::sleep(Duration::from_micros((choice >> 33) % span));
        child.kill().ok();
        let ended = child.wait().unwrap();
        let count = stand_na_de_klap(&tafel, &format!("{naam}, keer {keer}"));
        tafel.doe(&["lijst"]);
        if ended.success() {
            assert_eq!(
                count, after[at],
                "{naam}, keer {keer}: it said that it was done"
            );
            klaar += 1;
        } else {
            assert!(
                count == voor || count == after[at],
                "{naam}, keer {keer}: {count} of {voor} or {}",
                after[at]
            );
            midden += 1;
        }
        opgeruimd(&tafel, naam);
    }
    println!("{kills} keer: {midden} ervoor of erin, {klaar} erna");
}

/// The child of the program may hold the lock a moment longer.
fn stand_na_de_klap(tafel: &Tafel, wat: &str) -> usize {
    let mut last = String::new();
    for _ in 0..20 {
        match tafel.stand(false) {
            Ok(count) => return count,
            Err(why @ StoreFout::AlOpen { .. }) => {
                last = why.to_string();
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(why) => panic!("{wat}: {why}"),
        }
    }
    panic!("{wat}: {last}");
}

/// After the next opening no half file lies anywhere.
fn opgeruimd(tafel: &Tafel, naam: &str) {
    for map in ["uit", "data/oefenen", "data/oefenen/tafel-kopie"] {
        let Ok(entries) = fs::read_dir(tafel.pad(map)) else {
            continue;
        };
        for entry in entries {
            let pad = entry.unwrap().path();
            let half = pad.extension().is_some_and(|ext| ext == "deel")
                || is_leeg(&pad)
                || pad.ends_with("tafel-kopie");
            assert!(!half, "{naam}: {} bleef liggen", pad.display());
        }
    }
}

fn is_leeg(pad: &Path) -> bool {
    let own = pad
        .extension()
        .is_some_and(|ext| ext == "txt" || ext == "eml");
    own && fs::metadata(pad).is_ok_and(|found| found.len() == 0)
}
