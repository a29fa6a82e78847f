//! A backup from the command line, and by itself: made, shown, put back; and what is said when it is not.

use std::fs;
use std::path::PathBuf;

use crate::cli_hulp::{Plek, Uitkomst, voorbeeld};

const WOORD: &str = "vier losse woorden genoeg";
const ZAAK: &str = "PL2100-2026111736";

struct Bureau {
    plek: Plek,
    woord: String,
}

impl Bureau {
    /// A real table with the bundled list, and a stick.
    fn nieuw() -> Bureau {
        let plek = Plek::nieuw();
        let woord = plek.bestand("wachtwoord", format!("{WOORD}\n"));
        fs::create_dir(plek.pad("stick")).unwrap();
        let bureau = Bureau { plek, woord };
        let list = voorbeeld("verdachtenmonitor.csv").display().to_string();
        bureau.doe(&["inlezen", &list, "--ja"]).gaf(0);
        bureau
    }

    fn doe(&self, args: &[&str]) -> Uitkomst {
        self.doe_in("data", args)
    }

    /// At a table in another folder.
    fn doe_in(&self, data: &str, args: &[&str]) -> Uitkomst {
        let data = self.plek.pad(data).display().to_string();
        let all = [
            &["--wachtwoord-bestand", &self.woord, "--data", &data],
            args,
        ]
        .concat();
        self.plek.zonder_data(&all)
    }

    fn stick(&self) -> String {
        self.plek.pad("stick").display().to_string()
    }

    fn kopieen(&self) -> Vec<PathBuf> {
        let mut out: Vec<PathBuf> = fs::read_dir(self.plek.pad("stick"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        out.sort();
        out
    }
}

#[test]
fn a_laptop_that_fell_is_a_table_again_elsewhere() {
    let bureau = Bureau::nieuw();
    bureau
        .doe(&["tag", ZAAK, "hg", "--soort", "ex-partner"])
        .gaf(0);
    let made = bureau.doe(&["reservekopie", &bureau.stick()]).gaf(0);
    let [kopie] = bureau.kopieen().try_into().unwrap();
    assert!(
        made.uit.contains(&kopie.display().to_string()),
        "{}",
        made.uit
    );
    // Nothing about a person is in the name.
    let name = kopie.file_name().unwrap().to_string_lossy().into_owned();
    assert!(
        name.starts_with("zsmtafel-") && name.ends_with(".zsmkopie"),
        "{name}"
    );

    let kopie = kopie.display().to_string();
    let done = bureau.doe_in("nieuw", &["terugzetten", &kopie]).gaf(0);
    assert!(
        done.uit.contains("niets; hier staat nog geen tafel"),
        "{}",
        done.uit
    );
    let there = bureau
        .doe_in("nieuw", &["zaak", ZAAK, "--json"])
        .gaf(0)
        .json();
    let here = bureau.doe(&["zaak", ZAAK, "--json"]).gaf(0).json();
    assert_eq!(there["fase"], here["fase"]);
    assert_eq!(there["fase"], "hg");
    bureau.doe_in("nieuw", &["journaal", "verifieer"]).gaf(0);
    let check = bureau.doe_in("nieuw", &["controle"]);
    assert!(check.uit.contains("reservekopie"), "{}", check.uit);
    assert!(check.uit.contains("teruggezet"), "{}", check.uit);
}

#[test]
fn putting_back_says_what_is_lost_and_asks_first() {
    let bureau = Bureau::nieuw();
    bureau.doe(&["reservekopie", &bureau.stick()]).gaf(0);
    let kopie = bureau.kopieen()[0].display().to_string();
    bureau
        .doe(&["tag", ZAAK, "hg", "--soort", "ex-partner"])
        .gaf(0);
    let asked = bureau.doe(&["terugzetten", &kopie]).gaf(3);
    assert!(
        asked.uit.contains("2 gebeurtenissen van na de kopie"),
        "{}",
        asked.uit
    );
    assert!(asked.uit.contains(ZAAK), "{}", asked.uit);
    assert!(asked.fout.contains("--ja"), "{}", asked.fout);
    let zaak = bureau.doe(&["zaak", ZAAK, "--json"]).gaf(0).json();
    assert_eq!(zaak["fase"], "hg");

    let done = bureau
        .doe(&["terugzetten", &kopie, "--ja", "--json"])
        .gaf(0)
        .json();
    assert_eq!(done["zaken_met_verlies"], serde_json::json!([ZAAK]));
    assert_eq!(done["teruggezet"], true);
    assert!(done["apart"].as_str().unwrap().contains("tafel-opzij-"));
    let zaak = bureau.doe(&["zaak", ZAAK, "--json"]).gaf(0).json();
    assert_eq!(zaak["fase"], "ongetagd");
}

#[test]
fn what_is_no_backup_or_opens_with_another_word_is_said() {
    let bureau = Bureau::nieuw();
    bureau.doe(&["reservekopie", &bureau.stick()]).gaf(0);
    let kopie = bureau.kopieen()[0].clone();
    let list = voorbeeld("verdachtenmonitor.csv").display().to_string();
    let said = bureau.doe(&["terugzetten", &list]).gaf(1);
    assert!(
        said.fout.contains("geen reservekopie van zsmtafel"),
        "{}",
        said.fout
    );
    let said = bureau.doe(&["terugzetten", "is-er-niet.zsmkopie"]).gaf(1);
    assert!(said.fout.contains("bestaat niet"), "{}", said.fout);
    let bytes = fs::read(&kopie).unwrap();
    let cut = bureau
        .plek
        .bestand("half.zsmkopie", &bytes[..bytes.len() - 500]);
    let said = bureau.doe(&["terugzetten", &cut]).gaf(1);
    assert!(said.fout.contains("niet heel"), "{}", said.fout);
    let other = bureau.plek.bestand("ander", "iets heel anders dan dit\n");
    let data = bureau.plek.pad("elders").display().to_string();
    let kopie = kopie.display().to_string();
    let said = bureau.plek.zonder_data(&[
        "--wachtwoord-bestand",
        &other,
        "--data",
        &data,
        "terugzetten",
        &kopie,
    ]);
    assert!(said.gaf(4).fout.contains("wachtwoord klopt niet"));

    let gone = bureau.plek.pad("geen/stick").display().to_string();
    let said = bureau.doe(&["reservekopie", &gone]).gaf(1);
    assert!(said.fout.contains("is er niet"), "{}", said.fout);
    bureau.doe(&["reservekopie"]).gaf(2);
    assert!(!bureau.plek.pad("geen").exists());
}

#[test]
fn who_left_since_the_backup_is_named_before_it_lets_him_in_again() {
    let bureau = Bureau::nieuw();
    let jan = bureau.plek.bestand("jan", "negen paarse fietsen dansen\n");
    let data = bureau.plek.pad("data").display().to_string();
    let als = |who: &str, word: &str, args: &[&str]| {
        let all = [
            &["--als", who, "--wachtwoord-bestand", word, "--data", &data],
            args,
        ]
        .concat();
        bureau.plek.zonder_data(&all)
    };
    let baas = "A. de Boer";
    als(
        baas,
        &bureau.woord,
        &[
            "--als-rol",
            "beheer",
            "wachtwoord",
            "voeg-toe",
            "Jan",
            "--rol",
            "vt-frontoffice",
            "--nieuw-wachtwoord-bestand",
            &jan,
        ],
    )
    .gaf(0);
    als("Jan", &jan, &["lijst"]).gaf(0);
    als(baas, &bureau.woord, &["reservekopie", &bureau.stick()]).gaf(0);
    als(
        baas,
        &bureau.woord,
        &[
            "--als-rol",
            "beheer",
            "wachtwoord",
            "verwijder",
            "Jan",
            "--ja",
        ],
    )
    .gaf(0);
    als("Jan", &jan, &["lijst"]).gaf(4);
    let kopie = bureau.kopieen()[0].display().to_string();
    // He can not let himself in again, and who only reads can not turn the table back.
    als("Jan", &jan, &["terugzetten", &kopie, "--ja"]).gaf(4);
    let els = bureau.plek.bestand("els", "groene kamelen fluiten zacht\n");
    als(
        baas,
        &bureau.woord,
        &[
            "--als-rol",
            "beheer",
            "wachtwoord",
            "voeg-toe",
            "Els",
            "--rol",
            "raadpleger",
            "--nieuw-wachtwoord-bestand",
            &els,
        ],
    )
    .gaf(0);
    let said = als("Els", &els, &["terugzetten", &kopie, "--ja"]).gaf(3);
    assert!(said.fout.contains("rol beheer"), "{}", said.fout);
    let said = als("Els", &els, &["reservekopie", &bureau.stick()]).gaf(3);
    assert!(said.fout.contains("geen reservekopie"), "{}", said.fout);
    als("Els", &els, &["lijst"]).gaf(0);
    let told = als(baas, &bureau.woord, &["terugzetten", &kopie]).gaf(3);
    assert!(
        told.uit
            .contains("Jan (hoort niet meer bij de tafel, en kan er dan weer in)"),
        "{}",
        told.uit
    );
}
