//! The terminal is given back whatever happens, and what a worker meets at its edges is a sentence.
#![cfg(unix)]

use std::sync::Arc;
use std::time::Duration;

use portable_pty::CommandBuilder;
use zsmtafel::shell::config::Config;
use zsmtafel::shell::effecten::Soort;
use zsmtafel::shell::klok::Klok;
use zsmtafel::shell::lus::{Start, draai};
use zsmtafel::shell::paden::Paden;
use zsmtafel::shell::sessie::Opening;
use zsmtafel::shell::{kennis, terminal};
use zsmtafel::ui::thema::{Keuze, Thema};

use super::pty_werkbank::{LIJST, Venster, Werkbank, regel_met};

const PANIEKKIND: &str = "pty_terminal::child_that_panics_in_the_loop";
const MAP: &str = "ZSMTAFEL_TEST_MAP";
const GEHEIM: &str = "Voorbeeld-Verdachte";

/// A practice table on a fixed morning, with the bundled list in it.
fn met_lijst(bank: &Werkbank, kolommen: u16, rijen: u16) -> Venster {
    let mut venster = bank.start(&["--oefenen", "--nu", "2026-11-20T08:00"], kolommen, rijen);
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.toets("o");
    venster.wacht_op("Welke lijst?");
    venster.plak(LIJST);
    venster.wacht_op("Waar staat het");
    venster.toets("Enter");
    venster.wacht_op("er is nog niets gewijzigd");
    venster.toets("Enter");
    venster.wacht_op("Ingelezen: 46 nieuw");
    venster.wacht_op("46 verdachten");
    venster
}

/// Everything that was taken of the terminal is given back, once.
#[track_caller]
fn teruggegeven(wat: &str, venster: &Venster, voor: &str) {
    let bytes = venster.ruw();
    let uit = String::from_utf8_lossy(&bytes);
    for (neem, geef) in [
        ("\x1b[?1049h", "\x1b[?1049l"),
        ("\x1b[?2004h", "\x1b[?2004l"),
    ] {
        assert_eq!(uit.matches(neem).count(), 1, "{wat}: {neem:?}");
        assert_eq!(uit.matches(geef).count(), 1, "{wat}: {geef:?}");
        assert!(uit.find(neem) < uit.find(geef), "{wat}: {geef:?}");
    }
    let (toon, verberg) = (uit.rfind("\x1b[?25h"), uit.rfind("\x1b[?25l"));
    assert!(toon > verberg, "{wat}: de cursor is niet te zien");
    assert!(
        toon > uit.rfind("\x1b[?1049l"),
        "{wat}: de cursor komt te vroeg terug"
    );
    let na = venster.termios();
    assert_eq!(na, voor, "{wat}: de terminal is anders dan hij was");
    assert!(na.contains("ICANON") && na.contains("ECHO"), "{wat}: {na}");
}

#[test]
fn every_ending_gives_the_terminal_back() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    for (wat, code) in [("afsluiten", 0), ("TERM", 0), ("HUP", 0)] {
        let mut venster = bank.start(&["--oefenen"], 100, 30);
        let voor = venster.termios_bij_start();
        venster.wacht_op("Nog geen lijst van vandaag.");
        let tijdens = venster.termios();
        assert!(!tijdens.contains("ICANON"), "{wat}: {tijdens}");
        if wat == "afsluiten" {
            venster.sluit_af();
        } else {
            venster.signaal(wat);
            assert_eq!(venster.wacht_einde().exit_code(), code, "{wat}");
        }
        teruggegeven(wat, &venster, &voor);
    }
}

#[test]
fn a_signal_keeps_what_was_half_typed() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = met_lijst(&bank, 100, 30);
    venster.toets("h");
    venster.wacht_tot("een tag of een vraag", |nu| {
        nu.contains("1 HG") || nu.contains("welke soort?")
    });
    if venster.scherm().contains("welke soort?") {
        venster.toets("p");
    }
    venster.wacht_op("· 1 HG (1 door VT");
    venster.toets("Home Enter");
    venster.wacht_op("Volgende stappen");
    venster.toets("n");
    venster.wacht_op("Betrokkene toevoegen");
    venster.typ("Femke");
    venster.wacht_op("Femke");
    // No waiting for the draft: the signal itself must keep it.
    venster.signaal("TERM");
    assert_eq!(venster.wacht_einde().exit_code(), 0);

    let mut venster = bank.start(&["--oefenen", "--nu", "2026-11-20T08:30"], 100, 30);
    venster.wacht_op("46 verdachten");
    venster.toets("Home Enter");
    venster.wacht_op("Volgende stappen");
    venster.toets("n");
    venster.wacht_op("Femke");
}

#[test]
#[ignore = "the child process of the test below"]
fn child_that_panics_in_the_loop() {
    let Some(map) = std::env::var_os(MAP) else {
        return;
    };
    terminal::vang_paniek();
    let paden = Paden::nieuw(Some(map.into()), None).unwrap();
    let config = Config::default();
    let start = Start {
        opening: Opening {
            kennis: Arc::new(kennis::laad(&paden.config_map, &config).unwrap()),
            config: Arc::new(config),
            paden,
            medewerker: None,
            rol: None,
            oefenen: true,
            nieuwe_dag: false,
            nieuw: false,
            toch: false,
            waarvoor: String::new(),
        },
        soort: Soort::Oefenen,
        klok: Klok::echt(),
        thema: Thema::van(Keuze::Gewoon),
        wachtwoord: None,
        melding: None,
        toezicht: None,
    };
    let ramp = async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        assert!(start_is_lang_geleden(), "{GEHEIM}");
    };
    // Both on this thread, so it goes wrong while the loop holds the terminal and waits for a key.
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(async { tokio::join!(draai(start), ramp) })
        .0
        .unwrap();
}

/// False, but the compiler does not know, and does not warn that nothing comes after it.
fn start_is_lang_geleden() -> bool {
    std::env::var_os(MAP).is_none()
}

#[test]
fn a_panic_in_the_loop_gives_the_terminal_back_and_says_nothing_of_a_person() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut opdracht = CommandBuilder::new(std::env::current_exe().unwrap());
    opdracht.args([
        PANIEKKIND,
        "--exact",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    let mut venster = bank.start_opdracht_met(opdracht, &[(MAP, bank.data())], 100, 30);
    let voor = venster.termios_bij_start();
    venster.wacht_op("zsmtafel");
    assert_eq!(venster.wacht_einde().exit_code(), 101);
    teruggegeven("paniek", &venster, &voor);
    let uit = String::from_utf8_lossy(&venster.ruw()).into_owned();
    let (_, na) = uit.split_once("\x1b[?1049l").unwrap();
    assert!(
        na.contains("zsmtafel is gestopt door een fout in het programma"),
        "{na:?}"
    );
    assert!(!uit.contains(GEHEIM), "{uit:?}");
}

#[test]
fn without_a_terminal_there_is_a_sentence_and_nothing_on_stdout() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    for argumenten in [&[][..], &["--oefenen"], &["demo"]] {
        let uit = bank.zonder_scherm(argumenten);
        let fout = String::from_utf8(uit.stderr).unwrap();
        assert!(!uit.status.success(), "{argumenten:?}");
        assert!(uit.stdout.is_empty(), "{argumenten:?}: {:?}", uit.stdout);
        assert!(
            fout.contains("heeft een terminal nodig"),
            "{argumenten:?}: {fout}"
        );
        assert!(!fout.contains('\x1b'), "{argumenten:?}: {fout:?}");
    }
}

#[test]
fn a_window_that_is_too_small_says_so_and_recovers() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = bank.start(&["--oefenen"], 60, 20);
    let beeld = venster.wacht_op("Venster is te klein: 60×20.");
    assert!(beeld.contains("80×24"), "{beeld}");
    venster.formaat(80, 24);
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.formaat(79, 24);
    venster.wacht_op("79×24");
    venster.formaat(140, 45);
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.sluit_af();
}

#[test]
fn another_size_in_the_middle_of_a_form_loses_nothing() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = met_lijst(&bank, 120, 40);
    venster.toets("/");
    venster.typ("Martens");
    venster.wacht_op("1 van 1");
    venster.toets("Enter h");
    venster.wacht_opgeslagen();
    venster.toets("Enter");
    venster.wacht_op("Volgende stappen");
    venster.toets("n");
    venster.wacht_op("Betrokkene toevoegen");
    venster.typ("Sanne");
    venster.toets("Tab Tab");
    venster.typ("31");
    // Frames of the old size must not come in after the emulator has the new one.
    venster.wacht_tot("de leeftijd", |beeld| regel_met(beeld, &["Leeftijd", "31"]));
    venster.toets("Tab");
    let mut relatie = "";
    for (kolommen, rijen) in [(80, 24), (40, 10), (200, 60), (79, 23), (100, 30)] {
        venster.formaat(kolommen, rijen);
        if kolommen >= 80 && rijen >= 24 {
            venster.wacht_tot("het hele formulier", |beeld| {
                // The rule under the head runs over the whole width, so the size is the new one.
                beeld
                    .lines()
                    .any(|regel| regel == "─".repeat(kolommen.into()))
                    && regel_met(beeld, &["Naam", "Sanne"])
                    && regel_met(beeld, &["Leeftijd", "31"])
                    && regel_met(beeld, &["Relatie", relatie])
            });
        } else {
            venster.wacht_op(&format!("{kolommen}×{rijen}"));
            // What is typed while nothing can be shown is not lost either.
            if relatie.is_empty() {
                venster.typ("partner");
                relatie = "partner";
            }
        }
    }
    venster.toets("Ctrl-S");
    venster.wacht_op("Sanne (31)");
    venster.sluit_af();
}

#[test]
fn a_long_paste_outside_a_text_field_does_nothing() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = met_lijst(&bank, 100, 30);
    let telling = "46 verdachten · 0 HG · 0 radar · 0 twijfel · 46 te doen";
    venster.wacht_op(telling);
    // Every letter of it is a command, and there are ends of lines in it.
    venster.plak(&"hgtr bioq u:\r".repeat(160)[..2000]);
    let beeld = venster.wacht_op("Plakken kan alleen in een tekstveld; er is niets gedaan.");
    assert!(beeld.contains(telling), "{beeld}");
    assert!(
        beeld.contains("alles opgeslagen") || beeld.contains("opgeslagen "),
        "{beeld}"
    );
    // The next key is a key again.
    venster.toets("Omlaag");
    let beeld = venster.wacht_op("2 van 46");
    assert!(beeld.contains(telling), "{beeld}");
    venster.sluit_af();
}

#[test]
fn a_wrong_passphrase_is_a_sentence_and_no_noise() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    bank.met_wachtwoord("vlinder kapstok orgel mistroostig", "goed");
    bank.met_wachtwoord("een heel ander wachtwoord", "fout");
    let goed = bank.pad("goed").display().to_string();
    let fout = bank.pad("fout").display().to_string();
    let uit = bank.zonder_scherm(&["--wachtwoord-bestand", &goed, "lijst"]);
    assert!(uit.status.success(), "{uit:?}");

    // As a command: one sentence, exit code 4, nothing on stdout.
    let uit = bank.zonder_scherm(&["--wachtwoord-bestand", &fout, "lijst"]);
    let melding = String::from_utf8(uit.stderr).unwrap();
    assert_eq!(uit.status.code(), Some(4), "{melding}");
    assert!(uit.stdout.is_empty());
    assert!(melding.contains("Het wachtwoord klopt niet."), "{melding}");
    assert_eq!(melding.trim().lines().count(), 1, "{melding}");

    // On the screen: stderr is the same terminal, so noise would stand among the frames.
    let mut venster = bank.start(&[], 100, 30);
    venster.wacht_op("Deze tafel is op slot.");
    venster.typ("nog een verkeerd wachtwoord");
    venster.toets("Enter");
    venster.wacht_op("Het wachtwoord klopt niet.");
    venster.toets("Esc");
    assert_eq!(venster.wacht_einde().exit_code(), 0);
    let uit = String::from_utf8_lossy(&venster.ruw()).to_lowercase();
    for ruis in ["sqlcipher", "sqlite", "error", "hmac", "decrypt"] {
        assert!(!uit.contains(ruis), "{ruis} staat tussen de beelden");
    }
}

#[test]
fn a_table_that_is_open_elsewhere_stays_shut() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let wachtwoord = "vlinder kapstok orgel mistroostig";
    bank.met_wachtwoord(wachtwoord, "goed");
    let goed = bank.pad("goed").display().to_string();
    assert!(
        bank.zonder_scherm(&["--wachtwoord-bestand", &goed, "lijst"])
            .status
            .success()
    );
    let open = |bank: &Werkbank| {
        let mut venster = bank.start(&[], 100, 30);
        venster.wacht_op("Deze tafel is op slot.");
        venster.typ(wachtwoord);
        venster.toets("Enter");
        venster
    };
    let mut eerste = open(&bank);
    eerste.wacht_op("Nog geen lijst van vandaag.");

    let zin = "Deze tafel is al open in een ander venster";
    let mut tweede = open(&bank);
    let beeld = tweede.wacht_op(zin);
    assert!(beeld.contains(&eerste.tafelproces().to_string()), "{beeld}");
    tweede.toets("Esc");
    assert_eq!(tweede.wacht_einde().exit_code(), 0);

    let uit = bank.zonder_scherm(&["--wachtwoord-bestand", &goed, "lijst"]);
    let melding = String::from_utf8(uit.stderr).unwrap();
    assert_eq!(uit.status.code(), Some(4), "{melding}");
    assert!(uit.stdout.is_empty());
    assert!(melding.contains(zin), "{melding}");

    // The first one was not hindered, and when it goes the table is free again.
    eerste.toets("?");
    eerste.wacht_op("Toetsen");
    eerste.toets("Esc");
    eerste.wacht_weg("Toetsen");
    eerste.sluit_af();
    let uit = bank.zonder_scherm(&["--wachtwoord-bestand", &goed, "lijst"]);
    assert!(uit.status.success(), "{uit:?}");
}
