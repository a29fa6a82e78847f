//! The configuration: a slip costs one field, never the rest.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use zsmtafel::shell::config::{Config, Kleur, Klok, Thema, VELDEN};
use zsmtafel::shell::effecten::{Soort, tafel};
use zsmtafel::shell::paden::Paden;
use zsmtafel::shell::sessie::Opening;

const VOORBEELD: &str = include_str!("../../config.example.toml");

/// The configuration and the messages as the worker sees them, without the name of the file.
fn lees(tekst: &str) -> (Config, Vec<String>) {
    let bestand = Path::new("/etc/zsm/config.toml");
    let (config, meldingen) = Config::lees_tekst(tekst, bestand, Some(Path::new("/home/kim")));
    let meldingen = meldingen
        .iter()
        .map(|melding| {
            let tekst = melding.to_string();
            tekst
                .strip_prefix("/etc/zsm/config.toml")
                .unwrap()
                .trim_start_matches(", ")
                .to_owned()
        })
        .collect();
    (config, meldingen)
}

#[test]
fn the_example_names_every_key_and_holds_the_defaults() {
    let (config, meldingen) = lees(VOORBEELD);
    assert_eq!(meldingen, Vec::<String>::new());
    assert_eq!(config, Config::default());
    let tabel: toml::Table = VOORBEELD.parse().unwrap();
    let genoemd: usize = tabel
        .values()
        .map(|sectie| sectie.as_table().unwrap().len())
        .sum();
    assert_eq!(genoemd, VELDEN.len());
    for veld in VELDEN {
        assert!(
            tabel[veld.sectie].get(veld.sleutel).is_some(),
            "{}.{}",
            veld.sectie,
            veld.sleutel
        );
    }
    // Every key has a comment right above it.
    let regels: Vec<_> = VOORBEELD.lines().collect();
    for paar in regels.windows(2) {
        assert!(
            !paar[1].contains(" = ") || paar[1].starts_with('#') || paar[0].starts_with('#'),
            "{}",
            paar[1]
        );
    }
}

#[test]
fn every_field_reaches_its_place() {
    let (config, meldingen) = lees(
        "[tafel]\nnaam = 'Oost-Brabant'\nvt = 'ZO'\nbereikbaar = '088 000 00 00'\n\
         [gebruiker]\nnaam = ' Kim '\nmail = 'kim@voorbeeld.nl'\n\
         [inlezen]\nmap = '~/lijsten'\nbewaar_bsn = true\n\
         [input]\nmap = 'uit'\nvan = 'zsm@voorbeeld.nl'\n\
         [klok]\nspoed = 0x1E\nbijna = 90\n[slot]\nna_minuten = 5\n\
         [scherm]\nkleur = 'nooit'\nthema = 'contrast'\n",
    );
    assert_eq!(meldingen, Vec::<String>::new());
    assert_eq!(
        [
            &config.tafel.naam,
            &config.tafel.vt,
            &config.tafel.bereikbaar
        ],
        ["Oost-Brabant", "ZO", "088 000 00 00"]
    );
    assert_eq!(
        [
            &config.gebruiker.naam,
            &config.gebruiker.mail,
            &config.input.van
        ],
        ["Kim", "kim@voorbeeld.nl", "zsm@voorbeeld.nl"]
    );
    assert_eq!(config.inlezen.map, Some(PathBuf::from("/home/kim/lijsten")));
    assert_eq!(config.input.map, Some(PathBuf::from("/etc/zsm/uit")));
    assert!(config.inlezen.bewaar_bsn);
    assert_eq!(
        config.klok,
        Klok {
            spoed: 30,
            bijna: 90
        }
    );
    assert_eq!(config.slot.na_minuten, 5);
    assert_eq!(
        (config.scherm.kleur, config.scherm.thema),
        (Kleur::Nooit, Thema::Contrast)
    );
}

#[test]
fn a_slip_is_told_with_line_and_field_and_the_rest_loads() {
    for (slip, melding) in [
        (
            "[slot]\nna_minuten = 'tien'",
            "regel 4, slot.na_minuten: hier hoort een heel getal van 1 tot en met 120. Er staat een tekst. De standaard geldt.",
        ),
        (
            "[slot]\nna_minuten = 0",
            "regel 4, slot.na_minuten: hier hoort een heel getal van 1 tot en met 120. Er staat een ander getal. De standaard geldt.",
        ),
        (
            "[slot]\nna_minuten = 99999999999999999999",
            "regel 4, slot.na_minuten: hier hoort een heel getal van 1 tot en met 120. Er staat een ander getal. De standaard geldt.",
        ),
        (
            "[slot]\nna_minuten = 1.5",
            "regel 4, slot.na_minuten: hier hoort een heel getal van 1 tot en met 120. Er staat een kommagetal. De standaard geldt.",
        ),
        (
            "[slot]\nna = 3",
            "regel 4, slot.na: deze sleutel bestaat niet. Kies uit: na_minuten",
        ),
        (
            "[bewaren]\ndagen = 29",
            "regel 4, bewaren.dagen: hier hoort een heel getal van 1 tot en met 28. Er staat een ander getal. De standaard geldt.",
        ),
        (
            "[klok]\nspoet = 3",
            "regel 4, klok.spoet: deze sleutel bestaat niet. Kies uit: spoed, bijna",
        ),
        (
            "[inlezen]\nbewaar_bsn = 'ja'",
            "regel 4, inlezen.bewaar_bsn: hier hoort true of false, zonder aanhalingstekens. Er staat een tekst. De standaard geldt.",
        ),
        (
            "[inlezen]\nmap = '~piet/x'",
            "regel 4, inlezen.map: het teken ~ werkt hier niet. Schrijf het hele pad op. De standaard geldt.",
        ),
        (
            "[input]\nvan = 'zsm'",
            "regel 4, input.van: hier hoort een mailadres, zoals \"zsm@voorbeeld.nl\", of niets. De standaard geldt.",
        ),
        (
            "[input]\nvan = \"a@b.nl\\nBcc: c@d.nl\"",
            "regel 4, input.van: hier hoort één regel tekst, zonder onzichtbare tekens. De standaard geldt.",
        ),
        (
            "[scherm]\nkleur = 'rood'",
            "regel 4, scherm.kleur: hier hoort een van \"auto\", \"nooit\", \"altijd\". Er staat iets anders. De standaard geldt.",
        ),
        (
            "[scherm]\nthema = []",
            "regel 4, scherm.thema: hier hoort een van \"auto\", \"donker\", \"licht\", \"contrast\". Er staat een lijst. De standaard geldt.",
        ),
        (
            "[gebruiker]\nnaam = true",
            "regel 4, gebruiker.naam: hier hoort tekst tussen aanhalingstekens. Er staat true of false. De standaard geldt.",
        ),
        (
            "[klokken]\nspoed = 3",
            "regel 3, [klokken]: deze sectie bestaat niet. Kies uit: tafel, gebruiker, inlezen, input, klok, alarm, slot, bewaren, reservekopie, scherm",
        ),
        (
            "[klok]\nspoed = 200",
            "klok.bijna: 120 is kleiner dan klok.spoed (200). Kies 200 of meer. Nu geldt 200.",
        ),
    ] {
        let (config, meldingen) = lees(&format!("[tafel]\nvt = 'ZO'\n{slip}\n"));
        assert_eq!(meldingen, [melding], "{slip}");
        let mut verwacht = Config::default();
        verwacht.tafel.vt = "ZO".into();
        if slip.contains("200") {
            verwacht.klok = Klok {
                spoed: 200,
                bijna: 200,
            };
        }
        assert_eq!(config, verwacht, "{slip}");
    }
}

#[test]
fn a_line_that_is_no_toml_costs_that_line() {
    let onleesbaar = "deze regel is niet te lezen en telt niet mee. Schrijf het zo: sleutel = \"tekst\", of sleutel = 15, of [sectie]";
    for (slip, melding) in [
        ("bereikbaar = 'los", format!("regel 3: {onleesbaar}")),
        ("bereikbaar = los", format!("regel 3: {onleesbaar}")),
        ("bereikbaar 'los'", format!("regel 3: {onleesbaar}")),
        ("bereikbaar =", format!("regel 3: {onleesbaar}")),
        (
            "vt = 'NO'",
            "regel 3: staat hier voor de tweede keer. De eerste telt; haal er één weg.".into(),
        ),
    ] {
        let (config, meldingen) = lees(&format!(
            "[tafel]\nvt = 'ZO'\n{slip}\nnaam = 'Oost'\n[slot]\nna_minuten = 5"
        ));
        assert_eq!(meldingen, [melding], "{slip}");
        let mut verwacht = Config::default();
        verwacht.tafel.vt = "ZO".into();
        verwacht.tafel.naam = "Oost".into();
        verwacht.slot.na_minuten = 5;
        assert_eq!(config, verwacht, "{slip}");
    }
}

#[test]
fn a_windows_path_between_the_wrong_quotes_gets_its_own_advice() {
    let (config, meldingen) = lees("[input]\nmap = \"C:\\Users\\kim\"\nvan = 'a@b.nl'\n");
    assert_eq!(config.input.map, None);
    assert_eq!(config.input.van, "a@b.nl");
    assert_eq!(meldingen.len(), 1);
    assert!(
        meldingen[0].starts_with("regel 2: ") && meldingen[0].contains("'C:\\lijsten'"),
        "{meldingen:?}"
    );
}

#[test]
fn a_key_outside_any_section_is_told() {
    let (config, meldingen) = lees("spoed = 10\n[slot]\nna_minuten = 5\n");
    assert_eq!(
        meldingen,
        [
            "regel 1, spoed: hoort in een sectie. Kies uit: tafel, gebruiker, inlezen, input, klok, alarm, slot, bewaren, reservekopie, scherm"
        ]
    );
    assert_eq!((config.klok, config.slot.na_minuten), (Klok::default(), 5));
}

#[test]
fn a_broken_heading_never_moves_its_fields_into_the_section_above() {
    let (config, meldingen) = lees(
        "[tafel]\nnaam = 'Oost'\n[gebruiker\nmail = 'kim@voorbeeld.nl'\nvt = 'geen'\n[slot]\nna_minuten = 5\n",
    );
    assert_eq!(config.tafel.naam, "Oost");
    assert_eq!(config.slot.na_minuten, 5);
    assert_eq!(config.tafel.vt, "");
    assert_eq!(meldingen.len(), 1);
    assert!(meldingen[0].starts_with("regel 3: "), "{meldingen:?}");
}

#[test]
fn a_section_that_is_there_twice_counts_once() {
    let (config, meldingen) =
        lees("[slot]\nna_minuten = 5\n[tafel]\nvt = 'ZO'\n[slot]\nna_minuten = 9\n");
    assert_eq!(
        (config.slot.na_minuten, config.tafel.vt.as_str()),
        (5, "ZO")
    );
    assert_eq!(
        meldingen,
        ["regel 5: staat hier voor de tweede keer. De eerste telt; haal er één weg."]
    );
}

#[test]
fn a_list_that_is_never_closed_leaves_what_stands_above_it() {
    for slip in ["naam = [", "naam = \"\"\"los", "naam = {"] {
        let (config, meldingen) = lees(&format!(
            "[tafel]\nvt = 'ZO'\n{slip}\nbereikbaar = 'x'\n[slot]\nna_minuten = 5\n"
        ));
        assert_eq!(config.tafel.vt, "ZO", "{slip}");
        assert_eq!(config.tafel.naam, "", "{slip}");
        assert!(!meldingen.is_empty(), "{slip}");
    }
}

#[test]
fn a_file_from_notepad_with_bom_and_windows_line_ends_is_read() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("config.toml");
    std::fs::write(&pad, "\u{feff}[tafel]\r\nvt = 'ZO'\r\n[slot]\r\nna = 1\r\n").unwrap();
    let (config, meldingen) = Config::lees(Some(&pad));
    assert_eq!(config.tafel.vt, "ZO");
    assert_eq!(meldingen.len(), 1);
    assert_eq!(meldingen[0].regel, Some(4));
}

#[test]
fn a_file_that_is_named_and_unusable_is_told_and_the_defaults_hold() {
    let map = tempfile::tempdir().unwrap();
    let latijn = map.path().join("latijn.toml");
    std::fs::write(&latijn, b"[tafel]\nnaam = 'caf\xe9'\n").unwrap();
    for (pad, deel) in [
        (map.path().join("weg.toml"), "bestaat niet"),
        (map.path().to_path_buf(), "is een map"),
        (latijn, "geen UTF-8"),
    ] {
        let (config, meldingen) = Config::lees(Some(&pad));
        assert_eq!(config, Config::default());
        assert_eq!(meldingen.len(), 1);
        let tekst = meldingen[0].to_string();
        assert!(
            tekst.contains(deel) && tekst.ends_with("De standaard geldt."),
            "{tekst}"
        );
    }
}

#[test]
fn an_empty_file_is_no_slip() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("config.toml");
    std::fs::write(&pad, "").unwrap();
    assert_eq!(Config::lees(Some(&pad)), (Config::default(), vec![]));
}

#[test]
fn the_screen_knows_how_long_the_site_keeps_a_closed_zaak() {
    for (text, days) in [("", 7), ("[bewaren]\ndagen = 14", 14)] {
        let (config, meldingen) = lees(text);
        assert!(meldingen.is_empty(), "{meldingen:?}");
        let how = Opening {
            paden: Paden::nieuw(Some("/tafel".into()), None).unwrap(),
            config: Arc::new(config),
            kennis: Arc::new(crate::ui_werkbank::kennis()),
            medewerker: None,
            rol: None,
            oefenen: true,
            nieuwe_dag: false,
            nieuw: false,
            toch: false,
            waarvoor: String::new(),
        };
        assert_eq!(tafel(&how, Soort::Oefenen, None).bewaardagen, days);
    }
}
