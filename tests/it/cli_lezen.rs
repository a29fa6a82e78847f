//! Reading lists from the command line, and what the list says afterwards.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::cli_hulp::{LIJSTEN, Plek, voorbeeld};

const INLEES_SLEUTELS: [&str; 15] = [
    "bestand",
    "sha256",
    "profiel",
    "codering",
    "scheidingsteken",
    "blad",
    "rijen",
    "nieuw",
    "gewijzigd",
    "gelijk",
    "verdwenen",
    "mogelijk_dubbel",
    "geweigerd",
    "waarschuwingen",
    "onbekende_kolommen",
];

const LIJST_SLEUTELS: [&str; 36] = [
    "zaak",
    "fase",
    "verblijf",
    "stop",
    "regel",
    "pl",
    "parketnummer",
    "achternaam",
    "tussenvoegsel",
    "voornamen",
    "geboortedatum",
    "minderjarig",
    "adres",
    "woonplaats",
    "gemeente",
    "vt",
    "feiten",
    "toelichting",
    "relatie",
    "aanhouding",
    "begin_ophouden",
    "uiterlijk",
    "resterend_minuten",
    "status",
    "hg_politie",
    "zorgmelding",
    "thv",
    "tag",
    "soort",
    "soort_voorgesteld",
    "suggestie",
    "oordeel",
    "input",
    "overleg",
    "afdoening",
    "volgende_stappen",
];

fn sleutels(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn pad(name: &str) -> String {
    voorbeeld(name).display().to_string()
}

fn of_null(text: &Value) -> Value {
    if text == "" {
        Value::Null
    } else {
        text.clone()
    }
}

fn vlag(text: &Value) -> Value {
    match text.as_str().unwrap() {
        "J" => json!(true),
        "N" => json!(false),
        _ => Value::Null,
    }
}

#[test]
fn four_shapes_of_one_list_give_one_list_and_the_truth() {
    let plek = Plek::nieuw();
    let waarheid: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(voorbeeld("waarheid.json")).unwrap())
            .unwrap();

    let counts = plek
        .oefen(&["inlezen", "--json", &pad(LIJSTEN[0])])
        .gaf(0)
        .json();
    assert_eq!(sleutels(&counts), INLEES_SLEUTELS.into_iter().collect());
    assert_eq!(counts["rijen"], 46);
    assert_eq!(counts["nieuw"], 46);
    assert_eq!(counts["codering"], "windows-1252");

    let list = plek.lijst();
    assert_eq!(list.len(), waarheid.len());
    for waar in &waarheid {
        let mut same: Vec<&Value> = list
            .iter()
            .filter(|line| line["pl"] == waar["pl"] && line["voornamen"] == waar["voornamen"])
            .collect();
        let line = same.pop().unwrap_or_else(|| panic!("{waar}"));
        assert_eq!(same, Vec::<&Value>::new());
        let keys: BTreeSet<&str> = LIJST_SLEUTELS.into_iter().collect();
        assert_eq!(sleutels(line), keys);
        let family = [&line["tussenvoegsel"], &line["achternaam"]]
            .into_iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(json!(family), waar["achternaam"]);
        assert_eq!(line["parketnummer"], of_null(&waar["parket"]));
        assert_eq!(line["geboortedatum"], waar["geboren"]);
        assert_eq!(line["adres"], waar["adres"]);
        assert_eq!(line["woonplaats"], waar["gemeente"]);
        assert_eq!(line["toelichting"], waar["toelichting"]);
        assert_eq!(line["relatie"], of_null(&waar["relatie"]));
        assert_eq!(line["feiten"][0]["artikel"], waar["artikel"]);
        assert_eq!(line["feiten"][0]["omschrijving"], waar["feit"]);
        let at = |key: &str| json!(format!("{}+01:00", waar[key].as_str().unwrap()));
        assert_eq!(line["aanhouding"], at("aanhouding"));
        assert_eq!(line["begin_ophouden"], at("aankomst"));
        let status = waar["status"].as_str().unwrap().to_lowercase();
        assert_eq!(line["status"], json!(status));
        assert_eq!(line["uiterlijk"].is_null(), status != "vast", "{line}");
        assert_eq!(line["hg_politie"], vlag(&waar["hg_politie"]));
        assert_eq!(line["thv"], vlag(&waar["thv"]));
        assert_eq!(line["zorgmelding"], vlag(&waar["zorgmelding"]));
        assert_eq!(line["volgende_stappen"], json!(["taggen"]));
    }

    // The other shapes bring no new zaken, and none disappears.
    let rest: Vec<String> = LIJSTEN[1..].iter().map(|name| pad(name)).collect();
    let mut args = vec!["inlezen", "--json"];
    args.extend(rest.iter().map(String::as_str));
    for counts in plek.oefen(&args).gaf(0).json().as_array().unwrap() {
        assert_eq!(counts["rijen"], 46, "{counts}");
        assert_eq!(counts["nieuw"], 0, "{counts}");
        assert_eq!(counts["verdwenen"], 0, "{counts}");
    }
    assert_eq!(plek.lijst().len(), 46);
}

#[test]
fn the_same_file_again_changes_nothing() {
    let plek = Plek::met_lijst();
    let before = plek.lijst();
    let events = plek.oefen(&["journaal", "--json"]).gaf(0).json();
    let counts = plek
        .oefen(&["inlezen", "--json", &pad(LIJSTEN[0])])
        .gaf(0)
        .json();
    assert_eq!(counts["gelijk"], 46);
    assert_eq!(counts["nieuw"], 0);
    let strip = |list: Vec<Value>| -> Vec<Value> {
        list.into_iter()
            .map(|mut line| {
                line["resterend_minuten"] = Value::Null;
                line
            })
            .collect()
    };
    assert_eq!(strip(plek.lijst()), strip(before));
    assert_eq!(plek.oefen(&["journaal", "--json"]).json(), events);
}

#[test]
fn a_trial_stores_nothing_not_even_a_table() {
    let plek = Plek::nieuw();
    let told = plek.oefen(&["inlezen", "--proef", &pad(LIJSTEN[0])]).gaf(0);
    assert!(told.uit.contains("46 nieuw"), "{}", told.uit);
    assert!(told.uit.contains("niets opgeslagen"), "{}", told.uit);
    assert!(!plek.pad("data").exists());

    // With a table that stands, its list stays empty.
    assert!(plek.lijst().is_empty());
    let told = plek
        .oefen(&["inlezen", "--proef", "--json", &pad(LIJSTEN[0])])
        .gaf(0);
    assert_eq!(told.json()["nieuw"], 46);
    assert!(plek.lijst().is_empty());
    assert_eq!(plek.oefen(&["journaal", "--json"]).json(), json!([]));
}

#[test]
fn what_is_no_list_is_refused_and_nothing_of_the_others_is_read() {
    let plek = Plek::nieuw();
    let koppen = {
        let text = std::fs::read(voorbeeld("verdachtenmonitor-utf8.csv")).unwrap();
        let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
        let at = lines
            .iter()
            .position(|line| {
                String::from_utf8_lossy(line)
                    .to_lowercase()
                    .contains("artikel")
            })
            .unwrap();
        lines[..=at].join(&b'\n')
    };
    let goed = pad(LIJSTEN[0]);
    let cases = [
        plek.bestand("plaatje.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        plek.bestand("brief.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
        plek.bestand("leeg.csv", b""),
        plek.bestand("koppen.csv", koppen),
        plek.bestand("praat.txt", "Dit is een brief.\nMet twee regels.\n"),
        plek.pad("").display().to_string(),
        plek.pad("bestaat-niet.csv").display().to_string(),
    ];
    for path in &cases {
        let told = plek.oefen(&["inlezen", &goed, path]).gaf(5);
        assert!(told.uit.is_empty(), "{path}: {}", told.uit);
        assert!(told.fout.contains("niets ingelezen"), "{}", told.fout);
        assert!(!plek.pad("data").exists(), "{path}");
    }
    let told = plek.oefen(&["inlezen", "--profiel", "onzin", &goed]).gaf(2);
    assert!(told.fout.contains("kies uit"), "{}", told.fout);
}

#[test]
fn an_older_list_is_read_with_a_warning() {
    let plek = Plek::nieuw();
    let told = plek
        .echt(&[
            "--oefenen",
            "--nu",
            "2026-11-21T08:00",
            "inlezen",
            &pad(LIJSTEN[0]),
        ])
        .gaf(0);
    assert!(told.fout.contains("niet van vandaag"), "{}", told.fout);
}

#[test]
fn wrong_arguments_are_a_usage_error() {
    let plek = Plek::nieuw();
    for args in [
        &["inlezen"][..],
        &["tag", "abcd"],
        &["tag", "abcd", "misschien"],
        &["tag", "abcd", "hg", "--soort", "onzin"],
        &["tag", "abcd", "geen-hg", "--soort", "partner"],
        &[
            "input", "abcd", "--aan", "oma", "--vorm", "txt", "--uit", "x",
        ],
        &["journaal", "herschrijf"],
        &["--nu", "2026-11-20T08:00", "lijst"],
        &["--nu", "morgen", "--oefenen", "lijst"],
        &["onzin"],
    ] {
        let told = plek.echt(args).gaf(2);
        assert!(!told.fout.is_empty(), "{args:?}");
    }
    assert!(!plek.pad("data").exists());
    for alias in [
        "read",
        "import",
        "list",
        "case",
        "tag",
        "assess",
        "input",
        "journal",
        "signals",
        "check",
        "people",
        "told",
        "meeting",
        "decision",
        "step",
        "action",
        "point",
        "competent",
        "contradiction",
        "join",
        "split",
        "distinct",
        "close",
        "reopen",
        "undo",
    ] {
        plek.echt(&[alias, "--help"]).gaf(0);
    }
}

#[test]
fn help_and_usage_errors_are_dutch() {
    let zeg = |args: &[&str]| {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_zsmtafel"))
            .args(args)
            .output()
            .unwrap();
        String::from_utf8(out.stdout).unwrap() + &String::from_utf8(out.stderr).unwrap()
    };
    for args in [
        &["--help"][..],
        &["-h"],
        &["tag", "--help"],
        &["tag"],
        &["signalen", "--help"],
        &["signalen"],
        &["signalen", "meet"],
        &["tagg"],
        &["lijst", "--foo"],
        &["tag", "x", "blauw"],
        &["gemeld", "--help"],
        &["gemeld", "x", "kleur", "rood", "--bron", "y"],
        &["beslissing", "--help"],
        &["beslissing", "x"],
        &["stap", "--help"],
        &["stap", "x", "taggen"],
        &["stap", "x", "taggen", "--gedaan", "a", "--terzijde", "b"],
        &["input", "x", "--aan", "om", "--mondeling", "y"],
        &["actie", "x"],
        &["inlezen", "--profiel"],
    ] {
        let text = zeg(args);
        for english in [
            "Usage",
            "Options:",
            "Commands:",
            "error",
            "Print",
            "required",
            "found",
        ] {
            assert!(!text.contains(english), "{args:?} says {english}:\n{text}");
        }
        assert!(
            text.contains("Gebruik:") || text.contains("Meer uitleg"),
            "{text}"
        );
    }
}

#[test]
fn a_whole_reading_is_taken_back() {
    let plek = Plek::met_lijst();
    assert_eq!(plek.lijst().len(), 46);
    let done = plek.oefen(&["inlezen", "--neem-terug"]).gaf(0);
    assert!(
        done.uit
            .contains("is teruggenomen: 46 regels weg, 0 hersteld."),
        "{}",
        done.uit
    );
    assert_eq!(plek.lijst().len(), 0);
    // There is nothing left, and with a file it is no question at all.
    plek.oefen(&["inlezen", "--neem-terug"]).gaf(3);
    plek.oefen(&["inlezen", "--neem-terug", "lijst.csv"]).gaf(2);
    plek.oefen(&["inlezen"]).gaf(2);
}
