//! Reading through the real terminal: a paste, a heading that is bound, the next morning, undoing it, and a
//! file that arrives while somebody works.
#![cfg(unix)]

use std::fs;

use super::pty_werkbank::{Venster, Werkbank, regel_met};

const OEFEN: [&str; 3] = ["--oefenen", "--nu", "2026-11-20T08:00"];

/// A list with a heading that no profile knows, as a spreadsheet copies it.
const CELLEN: &str = "PL-nummer\tNaam\tGeboortedatum\tWat is er gebeurd\tAanhouding\r\
    PL2100-2026117001\tKwikstaart, Sanne\t01-02-1990\tMishandeling\t20-11-2026 03:00\r\
    PL2100-2026117002\tRoodborst, Bert\t03-04-1980\tBedreiging\t20-11-2026 04:00";

fn tafel(bank: &Werkbank) -> Venster {
    let config = bank.pad("config").join("config.toml");
    let map = bank.pad("lijsten");
    fs::create_dir_all(&map).unwrap();
    fs::write(
        &config,
        format!("[inlezen]\nmap = {:?}\n", map.to_str().unwrap()),
    )
    .unwrap();
    let mut arguments = vec!["--config", config.to_str().unwrap()];
    arguments.extend(OEFEN);
    bank.start(&arguments, 120, 40)
}

fn plak(venster: &mut Venster) -> String {
    venster.toets("o");
    venster.wacht_op("Welke lijst?");
    venster.plak(CELLEN);
    venster.wacht_op("er is nog niets gewijzigd")
}

#[test]
fn cells_are_pasted_a_heading_is_bound_once_and_the_reading_can_be_undone() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = tafel(&bank);
    venster.wacht_op("Nog geen lijst van vandaag.");
    let beeld = plak(&mut venster);
    assert!(beeld.contains("Voorbeeld · geplakt 08:0"), "{beeld}");
    assert!(
        beeld.contains("Onbekende kop: Wat is er gebeurd"),
        "{beeld}"
    );

    // The heading is bound, kept, and the same paste is read with it at once.
    venster.toets("k");
    venster.wacht_op("Welke kop vult wat?");
    venster.typ("feit");
    venster.wacht_op("‹ feit in woorden ›");
    venster.toets("Ctrl-S");
    venster.wacht_op("Profiel bewaard in profielen/eigen.toml");
    let beeld = venster.wacht_op("is gemaakt voor precies deze 5 koppen");
    assert!(!beeld.contains("Onbekende kop"), "{beeld}");
    let profile = fs::read_to_string(bank.pad("config").join("profielen/eigen.toml")).unwrap();
    assert!(profile.contains("Wat is er gebeurd") && !profile.contains("Kwikstaart"));
    venster.toets("Enter");
    venster.wacht_op("Ingelezen: 2 nieuw");
    let beeld = venster.wacht_op("Kwikstaart, Sanne");
    assert!(
        regel_met(&beeld, &["Kwikstaart, Sanne", "Mishandeling"]),
        "{beeld}"
    );

    // The whole reading goes again after one question.
    venster.toets("o");
    venster.wacht_op("Welke lijst?");
    venster.toets("u");
    venster.wacht_op("Lezing van geplakt 08:0");
    venster.toets("j");
    venster.wacht_op("is teruggenomen: 2 regels weg");
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.sluit_af();

    // The next time it goes by itself.
    let mut venster = tafel(&bank);
    venster.wacht_op("Nog geen lijst van vandaag.");
    let beeld = plak(&mut venster);
    assert!(!beeld.contains("Onbekende kop"), "{beeld}");
    assert!(
        beeld.contains("is gemaakt voor precies deze 5 koppen"),
        "{beeld}"
    );
    venster.toets("Esc");
    venster.wacht_op("Welke lijst?");
    venster.toets("Esc");
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.sluit_af();

    for file in bank.bestanden() {
        let bytes = fs::read(&file).unwrap_or_default();
        let found = bytes.windows(10).any(|part| part == b"Kwikstaart");
        assert!(!found, "a name is readable in {}", file.display());
    }
}

#[test]
fn files_are_marked_and_read_one_after_the_other() {
    let Some(bank) = Werkbank::nieuw() else {
        return;
    };
    let mut venster = tafel(&bank);
    let text = CELLEN.replace('\t', ";").replace('\r', "\n");
    let later = text.replace("117002;Roodborst, Bert", "117003;Merel, Kees");
    for (name, content) in [
        ("a.csv", &text),
        ("b.csv", &"%PDF-1.7".to_owned()),
        ("c.csv", &later),
    ] {
        fs::write(bank.pad("lijsten").join(name), content).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(30));
    }
    venster.wacht_op("Nog geen lijst van vandaag.");
    venster.toets("o");
    venster.wacht_op("c.csv");
    venster.toets("Spatie Spatie Spatie");
    venster.wacht_op("3 gemerkt");
    venster.toets("Enter");
    venster.wacht_op("Voorbeeld 1 van 3 · a.csv");
    venster.toets("Enter");
    // The second one is no list; it is named and the third comes.
    let beeld = venster.wacht_op("Voorbeeld 3 van 3 · c.csv");
    assert!(beeld.contains("Niet gelezen: b.csv"), "{beeld}");
    assert!(
        beeld.contains("Roodborst, Bert"),
        "who left the list is named: {beeld}"
    );
    venster.toets("Enter");
    venster.wacht_op("2 van 3 bestanden ingelezen: 3 nieuw");
    let beeld = venster.wacht_op("Merel, Kees");
    assert!(regel_met(&beeld, &["Merel, Kees"]), "{beeld}");
    // Looking again, what was read is marked.
    venster.toets("o");
    let beeld = venster.wacht_op("al gelezen");
    assert!(regel_met(&beeld, &["c.csv", "al gelezen"]), "{beeld}");
    assert!(!regel_met(&beeld, &["b.csv", "al gelezen"]), "{beeld}");
    venster.toets("Esc");
    venster.wacht_op("3 verdachten");
    venster.sluit_af();
}
