//! Who saw what: from the command line and the screen, a minute at a time, for as long as the site says.

use serde_json::Value;

use zsmtafel::app::msg::Msg;

use crate::cli_hulp::Plek;
use crate::hulp::echt::{Echt, om};
use crate::ui_werkbank::toets;

const ZAAK: &str = "PL2100-2026111736";

fn log(plek: &Plek, args: &[&str]) -> Vec<Value> {
    let all = [
        &["journaal", "--inzage", "--json", "--aantal", "1000"],
        args,
    ]
    .concat();
    let lines = plek.om("18:00", &all).gaf(0).json();
    lines.as_array().unwrap().clone()
}

fn kort(lines: &[Value]) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            let word = |key: &str| line[key].as_str().unwrap_or("-").to_owned();
            let time = word("op")[11..16].to_owned();
            let zaak = if line["zaak"].is_null() { "-" } else { "zaak" };
            format!("{time} {} {zaak} {}", word("wat"), word("doel"))
        })
        .collect()
}

#[test]
fn every_reading_command_is_in_the_log_and_words_are_not() {
    let plek = Plek::met_lijst();
    plek.om("08:10", &["lijst"]).gaf(0);
    plek.om("08:20", &["zaak", ZAAK]).gaf(0);
    plek.om("08:30", &["zoek", "martens"]).gaf(0);
    plek.om("08:40", &["zoek", "Martens"]).gaf(0);
    plek.om("08:50", &["zoek", "martensen"]).gaf(0);
    plek.om("09:00", &["tag", ZAAK, "hg", "--soort", "ex-partner"])
        .gaf(0);
    let stick = plek.pad("stick").display().to_string();
    plek.om("09:10", &["reservekopie", &stick]).gaf(0);
    plek.om("09:20", &["twijfelregister"]).gaf(0);

    let lines = log(&plek, &[]);
    assert_eq!(
        kort(&lines)[1..],
        [
            "08:10 tafel geopend - lijst",
            "08:10 lijst gezien - lijst",
            "08:20 tafel geopend - zaak",
            "08:20 zaak gezien zaak zaak",
            "08:30 tafel geopend - zoek",
            "08:30 regel gezien zaak zoek",
            "08:30 gezocht - zoek",
            "08:40 tafel geopend - zoek",
            "08:40 regel gezien zaak zoek",
            "08:40 gezocht - zoek",
            "08:50 tafel geopend - zoek",
            "08:50 gezocht - zoek",
            "09:00 tafel geopend - tag",
            "09:00 zaak gezien zaak tag",
            "09:10 tafel geopend - reservekopie",
            "09:10 beheer - reservekopie",
            "09:20 tafel geopend - twijfelregister",
            "09:20 naar een bestand - twijfelregister",
        ],
        "{:#?}",
        kort(&lines)
    );
    assert!(lines.iter().all(|line| line["door"] == "A. de Boer"));
    // The same words, however they are written, are the same hash; other words another; and no word stands there.
    let terms: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["zoekterm"].as_str())
        .collect();
    let [one, same, other] = terms[..] else {
        panic!("{terms:?}");
    };
    assert_eq!(one, same);
    assert_ne!(one, other);
    let text = serde_json::to_string(&lines).unwrap().to_lowercase();
    assert!(
        !text.contains("martens") && !text.contains("2026111736"),
        "{text}"
    );

    // Of one zaak alone; and that the log was read stands in the log.
    let of_one = log(&plek, &["--zaak", ZAAK]);
    assert_eq!(of_one.len(), 4, "{of_one:#?}");
    let again = kort(&log(&plek, &[]));
    assert!(
        again.contains(&"18:00 tekst gelezen - journaal".to_owned()),
        "{again:#?}"
    );
    // The journal of the work is as it was: who looked is no part of it.
    let work = plek.om("18:10", &["journaal", "--json"]).gaf(0).json();
    let kinds: Vec<&str> = work
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["soort"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["lijst-ingelezen", "zaak-opgenomen", "getagd"]);
    plek.om("18:20", &["journaal", "verifieer"]).gaf(0);
}

#[test]
fn what_was_sent_stands_in_the_log_of_its_zaak() {
    let plek = Plek::met_lijst();
    plek.oefen(&["tag", ZAAK, "hg", "--soort", "ex-partner"])
        .gaf(0);
    let out = plek.pad("uit").display().to_string();
    plek.oefen(&[
        "input", ZAAK, "--aan", "kpc", "--vorm", "txt", "--uit", &out,
    ])
    .gaf(0);
    let lines = log(&plek, &["--zaak", ZAAK]);
    let sent = lines.iter().filter(|line| line["wat"] == "input verstuurd");
    assert_eq!(sent.count(), 1, "{lines:#?}");
}

#[test]
fn what_was_erased_is_told_with_its_term_and_without_names() {
    let plek = Plek::met_lijst();
    plek.oefen(&["tag", ZAAK, "radar", "--reden", "kijken"])
        .gaf(0);
    plek.oefen(&["sluit", ZAAK, "--reden", "nagekeken, geen zorg", "--ja"])
        .gaf(0);
    for day in [
        "2026-11-21T08:00",
        "2026-11-24T08:00",
        "2026-11-27T08:00",
        "2026-11-28T08:00",
    ] {
        plek.om(day, &["--nieuwe-dag", "lijst"]).gaf(0);
    }
    let lines = plek
        .om(
            "2026-11-28T09:00",
            &["journaal", "--json", "--aantal", "200"],
        )
        .gaf(0)
        .json();
    let told: Vec<String> = lines
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["soort"] == "gewist")
        .map(|line| {
            assert_eq!(line["door"], "zsmtafel");
            line["omschrijving"].as_str().unwrap().to_owned()
        })
        .collect();
    assert!(
        told.contains(&"gewist: 46 regels van de lijst (einde van de dag)".to_owned()),
        "{told:#?}"
    );
    assert!(
        told.contains(&"gewist: 1 zaken (7 dagen)".to_owned()),
        "{told:#?}"
    );
    // That somebody looked stays when the zaak is erased.
    let seen = kort(&log_op(&plek, "2026-11-28T10:00"));
    assert!(
        seen.iter()
            .any(|line| line.contains("zaak gezien zaak tag")),
        "{seen:#?}"
    );
}

fn log_op(plek: &Plek, nu: &str) -> Vec<Value> {
    let args = ["journaal", "--inzage", "--json", "--aantal", "1000"];
    plek.om(nu, &args).gaf(0).json().as_array().unwrap().clone()
}

#[test]
fn the_log_goes_after_the_years_of_the_site_and_not_before() {
    let plek = Plek::nieuw();
    plek.bestand("config.toml", "[bewaren]\ninzage_jaren = 2\n");
    plek.om("2024-03-01T08:00", &["lijst"]).gaf(0);
    plek.om("2025-03-01T08:00", &["--nieuwe-dag", "lijst"])
        .gaf(0);
    plek.om("2026-02-28T08:00", &["--nieuwe-dag", "lijst"])
        .gaf(0);
    let years = |lines: &[Value]| -> Vec<String> {
        let mut out: Vec<String> = lines
            .iter()
            .map(|line| line["op"].as_str().unwrap()[..4].to_owned())
            .collect();
        out.dedup();
        out
    };
    let before = log_op(&plek, "2026-02-28T09:00");
    assert_eq!(years(&before), ["2024", "2025", "2026"]);
    plek.om("2026-03-02T08:00", &["--nieuwe-dag", "lijst"])
        .gaf(0);
    let after = log_op(&plek, "2026-03-02T09:00");
    assert_eq!(years(&after), ["2025", "2026"]);
    let told = plek.om("2026-03-02T10:00", &["journaal"]).gaf(0);
    assert!(
        told.uit.contains("logregels van inzage (2 jaar)"),
        "{}",
        told.uit
    );
    plek.om("2026-03-02T11:00", &["journaal", "verifieer"])
        .gaf(0);
}

/// A zaak in which the victim, a child and a new partner stand, with an assessment.
fn met_mensen() -> Plek {
    let plek = Plek::met_lijst();
    plek.oefen(&["tag", ZAAK, "hg", "--soort", "ex-partner"])
        .gaf(0);
    let form = plek.bestand(
        "form.toml",
        r#"geheel = "acuut-onveilig"
motivering = "Zij is bang. Martens belde Quirijn op 06 22 22 22 22 en dreigde. Annebregtje zit op de Ganzenveerlaan 7."
intern = "Collega kent de familie."
[[betrokkene]]
naam = "Annebregtje Zwetselaar"
rol = "slachtoffer"
relatie = "ex-partner"
verblijf = "Ganzenveerlaan 7, Eersel"
bereikbaar = "06 11 11 11 11"
geheim = true
oordeel = "acuut-onveilig"
[[betrokkene]]
naam = "Quirijn Poffertsma"
rol = "ander"
relatie = "nieuwe partner"
verblijf = "Bladel"
bereikbaar = "06 22 22 22 22"
oordeel = "voldoende-veilig"
"#,
    );
    plek.oefen(&["beoordeel", ZAAK, "--bestand", &form, "--ja"])
        .gaf(0);
    plek
}

#[test]
fn a_person_sees_his_own_and_nobody_elses() {
    let plek = met_mensen();
    let text = plek
        .oefen(&["inzageverzoek", ZAAK, "--betrokkene", "annebregtje"])
        .gaf(0)
        .uit;
    for own in [
        "Annebregtje Zwetselaar",
        "06 11 11 11 11",
        "acuut onveilig",
        "Zij is bang.",
    ] {
        assert!(text.contains(own), "{own}: {text}");
    }
    for other in [
        "Quirijn",
        "Poffertsma",
        "06 22",
        "Bladel",
        "Martens",
        "Stan ",
        "Collega",
        "Ganzenveer",
        "voldoende veilig",
    ] {
        assert!(!text.contains(other), "{other}: {text}");
    }
    assert!(text.contains("geheim adres; dat is mondeling"), "{text}");
    assert!(text.contains("intern gebruik (art. 41 UAVG)"), "{text}");
    assert!(text.contains("medewerkers van Veilig Thuis"), "{text}");

    // The suspect reads nothing of what was said of him by others, nor about them.
    let text = plek
        .oefen(&["inzageverzoek", ZAAK, "--betrokkene", "verdachte"])
        .gaf(0)
        .uit;
    assert!(text.contains("Martens"), "{text}");
    for other in [
        "Annebregtje",
        "Quirijn",
        "bang",
        "acuut",
        "06 1",
        "06 2",
        "Ganzenveer",
    ] {
        assert!(!text.contains(other), "{other}: {text}");
    }
}

#[test]
fn a_person_approves_before_it_is_written_and_it_goes_with_its_zaak() {
    let plek = met_mensen();
    let out = plek.pad("uit").display().to_string();
    let ask = [
        "inzageverzoek",
        ZAAK,
        "--betrokkene",
        "Annebregtje",
        "--uit",
        &out,
    ];
    let said = plek.oefen(&ask).gaf(3);
    assert!(
        said.fout.contains("Lees eerst het concept"),
        "{}",
        said.fout
    );
    assert!(!plek.pad("uit").exists());
    let done = plek.oefen(&[&ask[..], &["--ja"]].concat()).gaf(0);
    let file = std::path::PathBuf::from(done.uit.trim());
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    assert!(
        name.starts_with("inzage-") && !name.contains("Anne"),
        "{name}"
    );
    let bytes = std::fs::read(&file).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("Annebregtje"));
    let log = kort(&log(&plek, &["--zaak", ZAAK]));
    assert!(
        log.contains(&"08:00 naar een bestand zaak inzageverzoek".to_owned()),
        "{log:#?}"
    );
    // Who is not one person is nobody.
    let said = plek
        .oefen(&["inzageverzoek", ZAAK, "--betrokkene", "iemand"])
        .gaf(2);
    assert!(said.fout.contains("Quirijn Poffertsma"), "{}", said.fout);

    // It goes when texts that left go.
    plek.om("2026-11-28T08:00", &["--nieuwe-dag", "lijst"])
        .gaf(0);
    assert!(!file.exists());
}

#[test]
fn what_the_screen_shows_is_in_the_log_and_costs_no_key() {
    let mut e = Echt::nieuw();
    let seen = e.kies("Martens");
    e.toetsen("Enter Esc Enter Esc");
    let other = e.kies("Ansems");
    e.stuur(Msg::Toets(toets("/")));
    for letter in "ansems".chars() {
        e.stuur(Msg::Toets(toets(&letter.to_string())));
    }
    e.toetsen("Enter");
    // A minute later the loop looks at its folder, as it does each minute, and what was seen is written.
    e.nu += chrono::TimeDelta::minutes(2);
    e.stuur(Msg::Tik);
    e.rust();
    e = e.opnieuw(om(20, 8, 30));
    let log = e.lees(|lezer| lezer.inzagelog(None));
    let of = |id| -> Vec<&str> {
        let lines = log.iter().filter(|line| line.zaak == Some(id));
        lines.map(|line| line.wat.as_str()).collect()
    };
    assert!(
        of(seen).contains(&"zaak gezien") && of(seen).contains(&"regel gezien"),
        "{log:#?}"
    );
    assert!(of(other).contains(&"regel gezien"), "{log:#?}");
    assert!(!of(other).contains(&"zaak gezien"), "{log:#?}");
    let all: Vec<&str> = log.iter().map(|line| line.wat.as_str()).collect();
    for what in ["tafel geopend", "lijst gezien", "gezocht"] {
        assert!(all.contains(&what), "{what}: {log:#?}");
    }
    // Twice open in one minute is one line.
    let twice = log
        .iter()
        .filter(|line| line.zaak == Some(seen) && line.wat == "zaak gezien");
    assert!(twice.map(|line| line.keer).sum::<u32>() >= 2, "{log:#?}");
    // Locked, nothing is seen.
    let before = log.len();
    e.op_slot();
    e.stuur(Msg::Tik);
    assert_eq!(e.model.gezien, None);
    assert!(before > 0);
}

#[test]
fn who_was_refused_in_which_role_and_what_was_an_emergency_is_in_the_log() {
    let plek = Plek::nieuw();
    let good = plek.bestand("goed", "vier losse woorden genoeg\n");
    let bad = plek.bestand("fout", "iets heel anders dan dit\n");
    let doe = |word: &str, args: &[&str]| {
        let all = [&["--wachtwoord-bestand", word, "--als", "Fatima"], args].concat();
        plek.echt(&all)
    };
    doe(&good, &["lijst"]).gaf(0);
    for _ in 0..2 {
        doe(&bad, &["lijst"]).gaf(4);
    }
    // Nothing was gone: an answer to a question is no emergency.
    doe(&good, &["--ja", "lijst"]).gaf(0);
    let log = || -> Vec<Value> {
        let args = ["journaal", "--inzage", "--json", "--aantal", "500"];
        doe(&good, &args).gaf(0).json().as_array().unwrap().clone()
    };
    let of = |lines: &[Value], what: &str| -> Vec<String> {
        let found = lines.iter().filter(|line| line["wat"] == what);
        found
            .map(|line| line["doel"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let lines = log();
    assert_eq!(
        of(&lines, "wachtwoord verkeerd"),
        ["2 keer ervoor"],
        "{lines:#?}"
    );
    assert_eq!(
        of(&lines, "geopend in nood"),
        Vec::<String>::new(),
        "{lines:#?}"
    );
    assert!(
        lines.iter().all(|line| line["door"] == "Fatima"),
        "{lines:#?}"
    );
    assert!(
        lines.iter().all(|line| line["rol"] == "vt-frontoffice"),
        "{lines:#?}"
    );

    std::fs::remove_file(plek.pad("data").join("tafel.hoofd")).unwrap();
    doe(&good, &["lijst"]).gaf(3);
    doe(&good, &["--ja", "lijst"]).gaf(0);
    let lines = log();
    assert_eq!(
        of(&lines, "geopend in nood"),
        ["er ontbrak iets"],
        "{lines:#?}"
    );
}
