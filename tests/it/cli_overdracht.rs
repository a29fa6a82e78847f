//! Handing over and the register of doubt from the command line.

use crate::cli_hulp::Plek;

/// A table with two zaken that are open, one of them in doubt.
fn plek() -> (Plek, String, String) {
    let plek = Plek::met_lijst();
    // Two of whom the clock still runs: over the alarm of one that ran out nobody lets go.
    let mut list = plek.lijst();
    list.retain(|line| line["resterend_minuten"].as_i64() > Some(90));
    let pl = |at: usize| list[at]["pl"].as_str().unwrap().to_owned();
    let name = |at: usize| list[at]["achternaam"].as_str().unwrap().to_owned();
    let (first, second) = (pl(0), pl(1));
    plek.oefen(&["tag", &first, "hg", "--soort", "partner"])
        .gaf(0);
    let reason = format!("{} is bekend, zaak 12345. Is dit HG?", name(1));
    plek.oefen(&["tag", &second, "twijfel", "--reden", &reason])
        .gaf(0);
    (plek, name(0), name(1))
}

#[test]
fn wat_openstaat_wordt_overgedragen_en_overgenomen() {
    let (plek, first, _) = plek();
    let text = plek.oefen(&["overdracht"]).gaf(0).uit;
    assert!(text.starts_with("OEFENEN"), "{text}");
    assert!(
        text.contains("2 zaken open, waarvan 2 NIET OVERGENOMEN"),
        "{text}"
    );
    assert!(
        text.contains(&first) && text.contains("verdachtenmonitor.csv"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );

    let none = plek.oefen(&["overdracht", "--neem-over"]).gaf(3);
    assert!(none.fout.contains("niets over te nemen"), "{}", none.fout);
    let handed = plek
        .oefen(&[
            "handover",
            "--naar",
            "J. Smit",
            "--bericht",
            "bel de moeder",
        ])
        .gaf(0);
    assert!(
        handed.fout.contains("2 zaken overgedragen aan J. Smit."),
        "{}",
        handed.fout
    );
    assert!(handed.uit.contains("bel de moeder"), "{}", handed.uit);
    let taken = plek.oefen(&["overdracht", "--neem-over", "--json"]).gaf(0);
    assert!(
        taken.fout.contains("2 zaken overgenomen door A. de Boer."),
        "{}",
        taken.fout
    );
    let json = taken.json();
    assert_eq!(
        (json["open"].as_u64(), json["niet_overgenomen"].as_u64()),
        (Some(2), Some(0))
    );
    assert!(
        json["zaken"][0]["overgenomen"]
            .as_str()
            .unwrap()
            .starts_with("A. de Boer")
    );
    plek.oefen(&["overdracht", "--naar", " "]).gaf(2);
    plek.oefen(&["overdracht", "--bericht", "x"]).gaf(2);
}

#[test]
fn een_vrije_tekst_komt_van_de_invoer_of_wordt_met_een_waarschuwing_aangenomen() {
    let (plek, ..) = plek();
    let handed = plek
        .oefen_met(
            "bel de moeder,\nzij weet meer\n",
            &["overdracht", "--naar", "J. Smit", "--bericht", "-"],
        )
        .gaf(0);
    assert!(handed.uit.contains("zij weet meer"), "{}", handed.uit);
    // The name was an argument, which others can read; the text was not.
    assert!(
        handed.fout.contains("Geef liever --naar -"),
        "{}",
        handed.fout
    );
    assert!(!handed.fout.contains("--bericht"), "{}", handed.fout);

    let list = plek.lijst();
    let line = list
        .iter()
        .find(|line| line["tag"].is_null() && line["resterend_minuten"].as_i64() > Some(90));
    let pl = line.unwrap()["pl"].as_str().unwrap().to_owned();
    let tagged = plek
        .oefen_met(
            "bang \u{1b}[31mvoor hem",
            &["tag", &pl, "twijfel", "--reden", "-"],
        )
        .gaf(0);
    assert_eq!(tagged.fout, "");
    let zaak = plek.oefen(&["zaak", &pl]).gaf(0).uit;
    assert!(zaak.contains("bang") && !zaak.contains('\u{1b}'), "{zaak}");

    // Standard input is one text, of a size that somebody can have typed.
    let twice = ["overdracht", "--naar", "-", "--bericht", "-"];
    let twice = plek.oefen_met("J. Smit", &twice).gaf(2);
    assert!(twice.fout.contains("maar één tekst"), "{}", twice.fout);
    let long = "x".repeat(65 * 1024);
    plek.oefen_met(&long, &["tag", &pl, "twijfel", "--reden", "-"])
        .gaf(2);
}

#[test]
fn het_register_gaat_zonder_namen_naar_buiten() {
    let (plek, _, second) = plek();
    let out = plek.oefen(&["twijfelregister"]).gaf(0);
    assert_eq!(out.uit.lines().count(), 2, "{}", out.uit);
    assert!(out.uit.starts_with("maand;tag;"), "{}", out.uit);
    assert!(
        !out.uit.contains(&second) && !out.uit.contains("12345"),
        "{}",
        out.uit
    );
    assert!(out.uit.contains("Is dit HG?"), "{}", out.uit);
    assert!(out.fout.contains("Lees de redenen na"), "{}", out.fout);
    let json = plek.oefen(&["doubts", "--json"]).gaf(0).json();
    assert_eq!(json[0]["tag"], "twijfel");
    assert_eq!(json.as_array().unwrap().len(), 1);
}

#[test]
fn de_demo_zegt_dat_een_map_niet_wordt_gebruikt() {
    let plek = Plek::nieuw();
    // There is no terminal here, so it ends there; the folder of the bench was said first.
    let out = plek.echt(&["demo"]);
    assert_ne!(out.code, 0);
    assert!(out.fout.contains("de demo bewaart niets"), "{}", out.fout);
    assert!(out.fout.contains("--oefenen --data MAP"), "{}", out.fout);
    assert!(!plek.pad("data").exists());
}

#[test]
fn wat_gesloten_is_staat_alleen_in_de_lijst_met_alles() {
    let (plek, first, second) = plek();
    let list = plek.lijst();
    let line = list
        .iter()
        .find(|line| line["achternaam"] == second.as_str());
    let line = line.unwrap();
    let pl = line["pl"].as_str().unwrap();
    plek.om("08:20", &["tag", pl, "radar"]).gaf(0);
    plek.om("08:30", &["sluit", pl, "--reden", "geen HG", "--ja"])
        .gaf(0);
    // The day after nothing of the list is left but what VT followed.
    let next = ["--oefenen", "--nu", "2026-11-21T08:00"];
    let day = |args: &[&str]| plek.echt(&[&next[..], args].concat()).gaf(0);
    let text = day(&["lijst", "--alles"]).uit;
    let line = text.lines().last().unwrap();
    assert!(
        line.contains(&second) && line.contains("gesloten"),
        "{text}"
    );
    assert!(text.contains(&first), "{text}");
    let json = day(&["lijst", "--alles", "--json"]).json();
    let steps = |name: &str| {
        let all = json.as_array().unwrap();
        let line = all.iter().find(|line| line["achternaam"] == name).unwrap();
        line["volgende_stappen"].as_array().unwrap().len()
    };
    assert!(steps(&first) > 0);
    assert_eq!(steps(&second), 0, "nothing is to be done in it");
    assert!(!day(&["lijst"]).uit.contains(&second));
    assert!(!day(&["overdracht"]).uit.contains(&second));
}
