//! A backup by itself: at the end of the program, and what is said when it could not be made.
#![cfg(unix)]

use std::fs;
use std::path::PathBuf;

use super::pty_werkbank::{LIJST, Venster, Werkbank};

const WACHTWOORD: &str = "vlinder kapstok orgel mistroostig";

fn open(bank: &Werkbank) -> Venster {
    let mut venster = bank.start(&[], 110, 32);
    venster.wacht_op("Deze tafel is op slot.");
    venster.typ(WACHTWOORD);
    venster.toets("Enter");
    venster.wacht_op("46 verdachten");
    venster
}

fn kopieen(map: &PathBuf) -> Vec<PathBuf> {
    fs::read_dir(map)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[test]
fn closing_makes_a_backup_and_says_when_the_stick_is_not_in() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let stick = bank.pad("stick");
    fs::create_dir(&stick).unwrap();
    let config = bank.pad("config").join("zsmtafel");
    fs::create_dir_all(&config).unwrap();
    let text = format!("[reservekopie]\nmap = '{}'\nbewaar = 2\n", stick.display());
    fs::write(config.join("config.toml"), text).unwrap();
    bank.met_wachtwoord(WACHTWOORD, "wachtwoord");
    let pad = bank.pad("wachtwoord").display().to_string();
    let uit = bank.zonder_scherm(&["--wachtwoord-bestand", &pad, "inlezen", LIJST]);
    assert!(uit.status.success(), "{uit:?}");
    // A command is no end of the day.
    assert_eq!(kopieen(&stick).len(), 0);

    for made in [1, 2, 2] {
        let mut venster = open(&bank);
        venster.sluit_af();
        let beelden = venster.beelden();
        assert!(
            beelden
                .iter()
                .any(|beeld| beeld.contains("Reservekopie maken")),
            "nobody was told why it takes a moment"
        );
        assert_eq!(kopieen(&stick).len(), made);
    }
    // Locking makes none: that must be quick.
    let mut venster = open(&bank);
    venster.toets("Ctrl-L");
    venster.wacht_op("Deze tafel is op slot.");
    venster.toets("Esc");
    assert_eq!(venster.wacht_einde().exit_code(), 0);
    assert_eq!(kopieen(&stick).len(), 2);

    fs::rename(&stick, bank.pad("weg")).unwrap();
    let mut venster = open(&bank);
    venster.sluit_af();
    let einde = String::from_utf8_lossy(&venster.ruw()).into_owned();
    assert!(einde.contains("er is geen reservekopie gemaakt"), "{einde}");
    assert!(!stick.exists(), "a folder was made where a stick should be");
    // Who closed the window and saw nothing is told in the morning.
    let mut venster = open(&bank);
    let scherm = venster.wacht_op("geen reservekopie");
    assert!(scherm.contains("Let op"), "{scherm}");
    venster.sluit_af();
}
