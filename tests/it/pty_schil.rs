//! The terminal belongs to the process that the worker starts, whatever becomes of the table: every signal
//! on every screen in a real shell. And a locked table is a process that never held anything.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use secrecy::SecretString;
use zsmtafel::store::sleutelbestand::Sleutelbestand;

use super::pty_werkbank::{GEDULD, LIJST, Venster, Werkbank, kinderen, stuur_signaal};

/// Of the suspect at the top of the list, and of the screens: nothing of it may be seen in the shell.
const NAALDEN: [&str; 4] = [
    "Martens",
    "PL2100-2026111736",
    "verdachten",
    "Volgende stappen",
];
const PL: &str = "PL2100-2026111736";

/// A shell in a terminal.
struct Schelp {
    kind: Box<dyn Child + Send + Sync>,
    _hoofd: Box<dyn MasterPty + Send>,
    schrijver: Box<dyn Write + Send>,
    beeld: Arc<Mutex<(vt100::Parser, Vec<u8>)>>,
    programma: String,
    nummer: usize,
}

impl Drop for Schelp {
    fn drop(&mut self) {
        let _ = self.kind.kill();
        let _ = self.kind.wait();
    }
}

impl Schelp {
    fn open(bank: &Werkbank) -> Option<Schelp> {
        if !Path::new("/bin/bash").exists() {
            eprintln!("OVERGESLAGEN: deze computer heeft geen bash");
            return None;
        }
        let pty = native_pty_system()
            .openpty(PtySize {
                rows: 30,
                cols: 110,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        let mut opdracht = CommandBuilder::new("/bin/bash");
        opdracht.args(["--norc", "--noprofile", "-i"]);
        opdracht.env_clear();
        for (naam, waarde) in bank.omgeving() {
            opdracht.env(naam, waarde);
        }
        opdracht.env("PS1", "KLAAR# ");
        opdracht.cwd(bank.pad("thuis"));
        let kind = pty.slave.spawn_command(opdracht).unwrap();
        let mut lezer = pty.master.try_clone_reader().unwrap();
        let schrijver = pty.master.take_writer().unwrap();
        let cel = |aantal| NonZero::new(aantal).unwrap();
        let beeld = Arc::new(Mutex::new((
            vt100::Parser::new(cel(30), cel(110), 0),
            Vec::new(),
        )));
        let naar = beeld.clone();
        std::thread::spawn(move || {
            let mut bak = vec![0; 65_536];
            while let Ok(aantal @ 1..) = lezer.read(&mut bak) {
                let mut beeld = naar.lock().unwrap_or_else(PoisonError::into_inner);
                beeld.0.process(&bak[..aantal]);
                beeld.1.extend_from_slice(&bak[..aantal]);
            }
        });
        let programma = format!(
            "{} --data {} --oefenen --nu 2026-11-20T08:00",
            env!("CARGO_BIN_EXE_zsmtafel"),
            bank.data().display()
        );
        let mut nieuw = Schelp {
            kind,
            _hoofd: pty.master,
            schrijver,
            beeld,
            programma,
            nummer: 0,
        };
        nieuw.wacht("de shell", |tekst, _| tekst.contains("KLAAR#"));
        // Job control tells what it does, and the prompt does not fill the screen.
        nieuw.typ("set -m; bind 'set enable-bracketed-paste off'; clear\r");
        Some(nieuw)
    }

    fn typ(&mut self, tekst: &str) {
        self.schrijver.write_all(tekst.as_bytes()).unwrap();
        self.schrijver.flush().unwrap();
    }

    /// Waits until this holds for what stands on the screen, and whether that is the alternate one.
    #[track_caller]
    fn wacht(&self, wat: &str, goed: impl Fn(&str, bool) -> bool) -> String {
        let begin = Instant::now();
        loop {
            let (tekst, anders) = {
                let beeld = self.beeld.lock().unwrap_or_else(PoisonError::into_inner);
                let scherm = beeld.0.screen();
                (scherm.contents(), scherm.alternate_screen())
            };
            if goed(&tekst, anders) {
                return tekst;
            }
            assert!(
                begin.elapsed() < GEDULD,
                "wacht op {wat}; op het scherm (anders: {anders}) staat:\n{tekst}"
            );
            std::thread::sleep(Duration::from_millis(3));
        }
    }

    #[track_caller]
    fn op_tafel(&self, tekst: &str) -> String {
        self.wacht(tekst, |scherm, anders| anders && scherm.contains(tekst))
    }

    /// Starts the program, and goes to a screen.
    #[track_caller]
    fn begin(&mut self, scherm: &Scherm) {
        self.nummer += 1;
        let regel = format!("clear; {}; echo EIND=$?={}\r", self.programma, self.nummer);
        self.typ(&regel);
        self.naar(scherm);
    }

    #[track_caller]
    fn naar(&mut self, scherm: &Scherm) {
        self.op_tafel(BEGIN);
        for (toetsen, tekst) in scherm.1 {
            self.typ(toetsen);
            self.op_tafel(tekst);
        }
    }

    /// The exit code of the program that was started last; the shell has its terminal as it was, and
    /// nothing of a person is in it.
    #[track_caller]
    fn afloop(&mut self, wanneer: &str) -> i32 {
        let einde = format!("={}", self.nummer);
        let code = |tekst: &str| {
            tekst.lines().rev().find_map(|regel| {
                let rest = regel.trim().strip_suffix(&einde)?;
                rest.rsplit_once("EIND=")?.1.parse::<i32>().ok()
            })
        };
        let tekst = self.wacht(&format!("{wanneer}: het einde"), |tekst, anders| {
            !anders && code(tekst).is_some()
        });
        self.schoon(wanneer);
        code(&tekst).unwrap()
    }

    /// The shell works, echoes, and shows nothing of the table.
    #[track_caller]
    fn schoon(&mut self, wanneer: &str) {
        self.nummer += 1;
        let vraag = format!(
            "stty -a | tr ' ' '\\n' | grep -xE 'icanon|echo|isig|icrnl|opost' | sort | tr '\\n' +; echo OK={}\r",
            self.nummer
        );
        self.typ(&vraag);
        let goed = format!("echo+icanon+icrnl+isig+opost+OK={}", self.nummer);
        let tekst = self.wacht(
            &format!("{wanneer}: een gewone terminal"),
            |tekst, anders| !anders && tekst.contains(&goed),
        );
        assert!(tekst.contains("stty -a"), "{wanneer}: geen echo\n{tekst}");
        for naald in NAALDEN {
            assert!(
                !tekst.contains(naald),
                "{wanneer}: {naald} in de shell\n{tekst}"
            );
        }
        let beeld = self.beeld.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(!beeld.0.screen().hide_cursor(), "{wanneer}: geen cursor");
        assert!(!beeld.0.screen().bracketed_paste(), "{wanneer}: plakken");
        // Also what was there for a moment: behind the alternate screen nothing is drawn.
        let ruw = String::from_utf8_lossy(&beeld.1);
        for stuk in ruw.split("\u{1b}[?1049l").skip(1) {
            let buiten = stuk.split("\u{1b}[?1049h").next().unwrap_or_default();
            for naald in NAALDEN {
                assert!(
                    !buiten.contains(naald),
                    "{wanneer}: {naald} buiten de tafel"
                );
            }
        }
    }

    /// The supervisor and the table.
    fn processen(&self) -> (u32, u32) {
        let begin = Instant::now();
        loop {
            let toezicht = kinderen(self.kind.process_id().unwrap());
            if let Some(toezicht) = toezicht.first()
                && let Some(tafel) = kinderen(*toezicht).first()
            {
                return (*toezicht, *tafel);
            }
            assert!(begin.elapsed() < GEDULD, "er is geen tafel");
            std::thread::sleep(Duration::from_millis(3));
        }
    }
}

/// What the first screen shows, also on its smallest.
const BEGIN: &str = "46 verdachten";

/// A screen, and how to get there from the list: keys, and what then stands there.
struct Scherm(&'static str, &'static [(&'static str, &'static str)]);

const SCHERMEN: [Scherm; 8] = [
    Scherm("lijst", &[]),
    Scherm("vandaag", &[("2", "Vandaag")]),
    Scherm("overdracht", &[("4", "Overdracht")]),
    Scherm("zaak", &[("\x1b[H\r", "Volgende stappen")]),
    Scherm(
        "formulier",
        &[
            ("/Martens\r", "1 van 1"),
            ("\r", "Volgende stappen"),
            ("n", "Betrokkene toevoegen"),
            ("Femke", "Femke"),
        ],
    ),
    Scherm("inlezen", &[("o", "Welke lijst?")]),
    Scherm("hulp", &[("?", "Toetsen")]),
    Scherm("zoeken", &[("/", "zoeken")]),
];

fn met_lijst(bank: &Werkbank) {
    for opdracht in [
        vec!["inlezen", LIJST],
        vec!["tag", PL, "hg", "--soort", "partner"],
    ] {
        let mut all = vec!["--oefenen", "--nu", "2026-11-20T08:00"];
        all.extend(opdracht);
        let uit = bank.zonder_scherm(&all);
        assert!(uit.status.success(), "{uit:?}");
    }
}

#[test]
fn a_table_that_is_stopped_on_any_screen_comes_back_with_fg_and_the_shell_sees_nothing() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    met_lijst(&bank);
    let Some(mut schelp) = Schelp::open(&bank) else {
        return;
    };
    for scherm in &SCHERMEN {
        schelp.begin(scherm);
        let wat = scherm.1.last().map_or(BEGIN, |(_, tekst)| tekst);
        for hoe in ["TSTP tafel", "STOP tafel", "TSTP toezicht", "toets"] {
            let wanneer = format!("{}, {hoe}", scherm.0);
            let (toezicht, tafel) = schelp.processen();
            match hoe {
                "TSTP tafel" => stuur_signaal("TSTP", tafel),
                "STOP tafel" => stuur_signaal("STOP", tafel),
                "TSTP toezicht" => stuur_signaal("TSTP", toezicht),
                _ => schelp.typ("\x1a"),
            }
            schelp.wacht(&format!("{wanneer}: de shell"), |tekst, anders| {
                !anders && tekst.contains("Stopped")
            });
            schelp.schoon(&wanneer);
            schelp.typ("clear; fg\r");
            schelp.op_tafel(wat);
        }
        let (_, tafel) = schelp.processen();
        stuur_signaal("TERM", tafel);
        schelp.wacht("de shell", |tekst, anders| {
            !anders && tekst.contains("KLAAR#")
        });
        schelp.schoon(scherm.0);
    }
}

#[test]
fn a_table_that_dies_on_any_screen_of_any_signal_is_told_and_begins_anew_until_the_third_time() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    met_lijst(&bank);
    let Some(mut schelp) = Schelp::open(&bank) else {
        return;
    };
    // Rust answers the first SEGV itself.
    let signalen = [
        "KILL", "ABRT", "SEGV", "QUIT", "USR1", "USR2", "ALRM", "XCPU", "BUS",
    ];
    for scherm in &SCHERMEN {
        for drie in signalen.chunks(3) {
            schelp.begin(scherm);
            for (keer, signaal) in drie.iter().enumerate() {
                let wanneer = format!("{}, {signaal}", scherm.0);
                let (toezicht, tafel) = schelp.processen();
                let begin = Instant::now();
                while kinderen(toezicht).contains(&tafel) {
                    stuur_signaal(signaal, tafel);
                    assert!(begin.elapsed() < GEDULD, "{wanneer}");
                    std::thread::sleep(Duration::from_millis(20));
                }
                if keer < 2 {
                    schelp.op_tafel("onverwacht gestopt");
                    // A key takes the sentence away; the screen that was on is on.
                    schelp.typ("1");
                    schelp.naar(scherm);
                }
            }
            assert_eq!(schelp.afloop(scherm.0), 1, "{}", scherm.0);
            let tekst = schelp.wacht("de zin", |tekst, _| {
                tekst.contains("3 keer binnen een minuut")
            });
            assert!(tekst.contains("begint niet"), "{tekst}");
        }
    }
}

#[test]
fn the_end_of_the_supervisor_on_any_screen_gives_the_terminal_back_and_keeps_what_was_typed() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    met_lijst(&bank);
    let Some(mut schelp) = Schelp::open(&bank) else {
        return;
    };
    let signalen = [
        ("TERM", 0),
        ("HUP", 0),
        ("INT", 0),
        ("QUIT", 131),
        ("ABRT", 134),
        ("USR1", 138),
        ("ALRM", 142),
        ("XCPU", 152),
        ("KILL", 0),
    ];
    for scherm in &SCHERMEN {
        for (signaal, code) in signalen {
            let wanneer = format!("{}, {signaal}", scherm.0);
            schelp.begin(scherm);
            let (toezicht, tafel) = schelp.processen();
            stuur_signaal(signaal, toezicht);
            if signaal == "KILL" {
                // What the shell says of it goes to the screen of the table, which is gone a moment later.
                schelp.wacht(&wanneer, |_, anders| !anders);
                schelp.schoon(&wanneer);
            } else {
                assert_eq!(schelp.afloop(&wanneer), code, "{wanneer}");
            }
            let begin = Instant::now();
            while Path::new(&format!("/proc/{tafel}")).exists() {
                assert!(begin.elapsed() < GEDULD, "{wanneer}: de tafel leeft nog");
                std::thread::sleep(Duration::from_millis(3));
            }
        }
    }
    // The form that was half filled in when the supervisor got its signals.
    schelp.begin(&Scherm("concept", &SCHERMEN[4].1[..3]));
    schelp.op_tafel("Femke");
    let (_, tafel) = schelp.processen();
    stuur_signaal("TERM", tafel);
    assert_eq!(schelp.afloop("concept"), 0);
}

const WACHTWOORD: &str = "vlinder kapstok orgel mistroostig";

/// A real table with the list in it, open on the screen.
fn echte_tafel(bank: &Werkbank) -> Venster {
    bank.met_wachtwoord(WACHTWOORD, "wachtwoord");
    let pad = bank.pad("wachtwoord").display().to_string();
    let uit = bank.zonder_scherm(&["--wachtwoord-bestand", &pad, "inlezen", LIJST]);
    assert!(uit.status.success(), "{uit:?}");
    let mut venster = bank.start(&[], 110, 32);
    venster.wacht_op("Deze tafel is op slot.");
    venster.typ(WACHTWOORD);
    venster.toets("Enter");
    venster.wacht_op("46 verdachten");
    venster
}

/// Fifty words of the list that point at somebody, in UTF-8 and UTF-16.
fn naalden() -> Vec<(String, Vec<u8>)> {
    let bytes = fs::read(LIJST).unwrap();
    let tekst: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut woorden = BTreeSet::new();
    for regel in tekst.lines() {
        let cellen: Vec<&str> = regel.split(';').collect();
        if cellen.len() > 12 && cellen[0].parse::<u32>().is_ok() {
            woorden.insert(cellen[1].trim().to_owned());
            let naam = cellen[3].split([',', ' ']).next().unwrap_or_default();
            woorden.insert(naam.to_owned());
        }
    }
    woorden.retain(|woord| woord.is_ascii() && woord.len() >= 7);
    let woorden: Vec<String> = woorden.into_iter().rev().take(50).collect();
    assert_eq!(woorden.len(), 50);
    woorden
        .iter()
        .flat_map(|woord| {
            [
                (woord.clone(), woord.clone().into_bytes()),
                (
                    format!("{woord} (UTF-16)"),
                    woord.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                ),
            ]
        })
        .collect()
}

/// Which needles stand in the memory of a process; none when its memory may not be read.
fn in_geheugen(proces: u32, naalden: &[(String, Vec<u8>)]) -> Option<BTreeSet<String>> {
    let kaart = fs::read_to_string(format!("/proc/{proces}/maps")).ok()?;
    let mut geheugen = File::open(format!("/proc/{proces}/mem")).ok()?;
    let mut begint = vec![false; 65_536];
    for (_, naald) in naalden {
        begint[usize::from(naald[0]) << 8 | usize::from(naald[1])] = true;
    }
    let mut uit = BTreeSet::new();
    let mut gelezen = 0;
    for regel in kaart.lines() {
        let mut delen = regel.split_whitespace();
        let (van, tot) = delen.next()?.split_once('-')?;
        // What is only read is the program itself.
        if !delen.next()?.starts_with("rw") {
            continue;
        }
        let van = u64::from_str_radix(van, 16).ok()?;
        let tot = u64::from_str_radix(tot, 16).ok()?;
        let mut stuk = vec![0; usize::try_from(tot - van).ok()?];
        geheugen.seek(SeekFrom::Start(van)).ok()?;
        let aantal = geheugen.read(&mut stuk).unwrap_or(0);
        stuk.truncate(aantal);
        gelezen += aantal;
        for plaats in 0..stuk.len().saturating_sub(1) {
            if begint[usize::from(stuk[plaats]) << 8 | usize::from(stuk[plaats + 1])] {
                for (naam, naald) in naalden {
                    if stuk[plaats..].starts_with(naald) {
                        uit.insert(naam.clone());
                    }
                }
            }
        }
    }
    assert!(gelezen > 100_000, "{gelezen} bytes van {proces}");
    Some(uit)
}

#[test]
fn a_locked_table_holds_no_name_and_no_key_in_any_of_its_processes() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = echte_tafel(&bank);
    let sleutel = Sleutelbestand::lees(&bank.data())
        .unwrap()
        .ontsluit(None, &SecretString::from(WACHTWOORD.to_owned()))
        .unwrap()
        .unwrap();
    let mut zoek = naalden();
    zoek.push(("de sleutel".to_owned(), sleutel.as_slice().to_vec()));
    let hex: String = sleutel
        .as_slice()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    zoek.push(("de sleutel in letters".to_owned(), hex.clone().into_bytes()));
    zoek.push((
        "de sleutel in hoofdletters".to_owned(),
        hex.to_uppercase().into_bytes(),
    ));
    zoek.push(("het wachtwoord".to_owned(), WACHTWOORD.as_bytes().to_vec()));

    let open = venster.tafelproces();
    let Some(gevonden) = in_geheugen(open, &zoek) else {
        eprintln!("OVERGESLAGEN: dit geheugen mag hier niemand lezen");
        return;
    };
    // The scan works: an open table holds them.
    assert!(gevonden.len() > 40, "{gevonden:?}");
    assert!(gevonden.contains("de sleutel"), "{gevonden:?}");
    assert!(!gevonden.contains("het wachtwoord"), "{gevonden:?}");

    venster.toets("Ctrl-L");
    venster.wacht_op("Deze tafel is op slot.");
    let begin = Instant::now();
    while venster.tafelproces() == open {
        assert!(begin.elapsed() < GEDULD, "de tafel leeft nog");
        std::thread::sleep(Duration::from_millis(2));
    }
    let nieuw = venster.tafelproces();
    // Frames of the new process: it answers keys.
    venster.typ("een verkeerd wachtwoord van vandaag");
    venster.toets("Enter");
    venster.wacht_op("Het wachtwoord klopt niet.");
    zoek.push((
        "het verkeerde wachtwoord".to_owned(),
        b"verkeerd wachtwoord".to_vec(),
    ));
    for proces in [venster.proces(), nieuw] {
        let gevonden = in_geheugen(proces, &zoek).unwrap();
        assert_eq!(gevonden, BTreeSet::new(), "{proces}");
    }
    assert_eq!(kinderen(nieuw), [0; 0]);
    // And it opens again.
    venster.typ(WACHTWOORD);
    venster.toets("Enter");
    venster.wacht_op("46 verdachten");
    venster.sluit_af();
}

#[test]
fn esc_ends_the_reader_of_a_list_that_takes_long() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut lang = String::from("PL-nummer;Naam;Feit\n");
    for nr in 0..150_000 {
        lang.push_str(&format!(
            "PL2100-2026{nr:06};Jansen{nr}, Piet;Mishandeling (echtgenoot)\n"
        ));
    }
    fs::write(bank.pad("lang.csv"), lang).unwrap();
    let mut venster = bank.start(&["--oefenen"], 100, 30);
    venster.wacht_op("Nog geen lijst van vandaag.");
    let tafel = venster.tafelproces();
    venster.toets("o");
    venster.wacht_op("Welke lijst?");
    venster.plak(bank.pad("lang.csv").to_str().unwrap());
    venster.wacht_op("lang.csv");
    venster.toets("Enter");
    let begin = Instant::now();
    while kinderen(tafel).is_empty() {
        assert!(begin.elapsed() < GEDULD, "er leest niemand");
        std::thread::sleep(Duration::from_millis(1));
    }
    venster.toets("Esc");
    venster.wacht_op("Niet ingelezen; er is niets gewijzigd.");
    let begin = Instant::now();
    while !kinderen(tafel).is_empty() {
        assert!(begin.elapsed() < Duration::from_secs(5), "hij leest nog");
        std::thread::sleep(Duration::from_millis(1));
    }
    venster.toets("Esc");
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.sluit_af();
}

#[test]
fn no_process_leaves_a_core_or_lets_itself_be_read() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let venster = bank.start(&["--oefenen"], 100, 30);
    venster.wacht_op("Nog geen lijst van vandaag.");
    for proces in [venster.proces(), venster.tafelproces()] {
        let Ok(grenzen) = fs::read_to_string(format!("/proc/{proces}/limits")) else {
            eprintln!("OVERGESLAGEN: deze computer heeft geen /proc");
            return;
        };
        let kern = grenzen
            .lines()
            .find(|regel| regel.starts_with("Max core file size"));
        let getallen: Vec<&str> = kern.unwrap().split_whitespace().skip(4).take(2).collect();
        assert_eq!(getallen, ["0", "0"], "{kern:?}");
        // Not dumpable: its folder belongs to root, whoever started it.
        let eigenaar = std::os::unix::fs::MetadataExt::uid(
            &fs::metadata(format!("/proc/{proces}/mem")).unwrap(),
        );
        assert_eq!(eigenaar, 0);
    }
}

#[test]
fn a_late_answer_of_the_terminal_ends_up_in_no_field() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = echte_tafel(&bank);
    venster.toets("Ctrl-L");
    venster.wacht_op("Deze tafel is op slot.");
    for (at, letter) in WACHTWOORD.chars().enumerate() {
        venster.typ(&letter.to_string());
        if at % 8 == 3 {
            venster.stuur(b"\x1b]11;rgb:1e1e/2e2e/4040\x1b\\");
        }
    }
    // The Enter of the keypad.
    venster.stuur(b"\x1bOM");
    venster.wacht_op("46 verdachten");
    // In a field, and with the end missing.
    venster.toets("/");
    venster.wacht_op("zoeken");
    venster.stuur(b"\x1bP1$r0 q\x1b\\Mart\x1b[?");
    std::thread::sleep(Duration::from_millis(500));
    venster.typ("ens");
    venster.wacht_op("1 van 1");
    venster.toets("Esc");
    venster.wacht_op("46 verdachten");
    venster.sluit_af();
}
