//! The bell of the real program in a real terminal: it rings for what can not wait, and gives nobody
//! away.
#![cfg(unix)]

use super::pty_werkbank::{LIJST, Werkbank};

const VRIJDAG: &str = "2026-11-20T08:00";
const ZATERDAG: &str = "2026-11-21T08:00";
/// A suspect of the bundled list who is held that night.
const PL: &str = "PL2100-2026111736";
const NAAM: &str = "Martens";

/// A practice table with one zaak HG that nobody judged before its clock ran out.
fn met_alarm(bank: &Werkbank) {
    for opdracht in [
        vec!["inlezen", LIJST],
        vec!["tag", PL, "hg", "--soort", "partner"],
    ] {
        let mut all = vec!["--oefenen", "--nu", VRIJDAG];
        all.extend(opdracht);
        let uit = bank.zonder_scherm(&all);
        assert!(uit.status.success(), "{uit:?}");
    }
}

/// Everything that the program wrote until the alarm stood on the screen.
fn uitvoer(bank: &Werkbank, config: &str) -> String {
    let path = bank.pad("alarm.toml");
    std::fs::write(&path, config).unwrap();
    let mut venster = bank.start(
        &[
            "--oefenen",
            "--nu",
            ZATERDAG,
            "--config",
            path.to_str().unwrap(),
        ],
        120,
        40,
    );
    venster.wacht_op(&format!("! 3 alarmen · Vertrek uitzoeken: {NAAM}"));
    venster.toets("2");
    venster.wacht_op("Kan niet wachten");
    let raw = String::from_utf8_lossy(&venster.ruw()).into_owned();
    venster.sluit_af();
    raw
}

#[test]
fn the_bell_of_an_alarm_tells_a_number_and_no_name() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    met_alarm(&bank);
    let raw = uitvoer(&bank, "");
    let told: Vec<&str> = raw
        .split("\u{1b}]")
        .skip(1)
        .filter_map(|rest| rest.split('\u{7}').next())
        .collect();
    assert_eq!(
        told,
        ["9;zsmtafel: 3 alarmen", "777;notify;zsmtafel;3 alarmen"],
        "rung once, in these words"
    );
    // One bell of its own beside the two that end a notification.
    assert_eq!(raw.matches('\u{7}').count(), 3);
    let silent = uitvoer(&bank, "[alarm]\nbel = false\nmelding = false\n");
    assert_eq!(silent.matches('\u{7}').count(), 0);
}

#[test]
fn the_process_behind_a_lock_knows_how_many_wait_and_on_which_screen_it_was() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    met_alarm(&bank);
    let mut venster = bank.start(&["--oefenen", "--nu", ZATERDAG], 120, 40);
    venster.wacht_op(&format!("! 3 alarmen · Vertrek uitzoeken: {NAAM}"));
    venster.toets("2");
    venster.wacht_op("Kan niet wachten");
    let open = venster.tafelproces();
    venster.toets("Ctrl-L");
    venster.wacht_op("Er wachten 3 alarmen.");
    while venster.tafelproces() == open {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    // Typed to the new process, which draws the number again.
    venster.typ("oefenen");
    let beeld = venster.wacht_op("•••••••");
    assert!(
        beeld.contains("Er wachten 3 alarmen.") && !beeld.contains(NAAM),
        "{beeld}"
    );
    venster.toets("Enter");
    venster.wacht_op("Kan niet wachten");
    venster.sluit_af();
}
