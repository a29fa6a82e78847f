//! What the command line says of a zaak around its decision, and the text that asks the KPC-er for it.

use serde_json::{Value, json};

use crate::cli_hulp::Plek;

/// The practice table with one line tagged as HG: its PL number.
fn met_hg() -> (Plek, String) {
    let plek = Plek::met_lijst();
    let list = plek.lijst();
    let line = list
        .iter()
        .find(|line| {
            line["suggestie"]["tag"] == "hg"
                && line["status"] == "vast"
                && line["vt"] == "Veilig Thuis Zuidoost-Brabant"
                && line["suggestie"]["soorten"][0] == "partner"
        })
        .unwrap();
    let pl = line["pl"].as_str().unwrap().to_owned();
    plek.oefen(&["tag", &pl, "hg"]).gaf(0);
    (plek, pl)
}

fn zaak(plek: &Plek, pl: &str) -> Value {
    plek.oefen(&["zaak", pl, "--json"]).gaf(0).json()
}

#[test]
fn a_tagged_zaak_says_who_does_what_by_when_and_which_clocks_run() {
    let (plek, pl) = met_hg();
    let whole = zaak(&plek, &pl);
    let steps = whole["stappen"].as_array().unwrap();
    let judge = steps
        .iter()
        .find(|step| step["stap"] == "beoordelen")
        .unwrap();
    assert_eq!(judge["wie"], "VT");
    assert_eq!(judge["alarm"], false);
    assert_eq!(judge["voor"], whole["lijst"]["uiterlijk"]);
    let labels: Vec<&Value> = steps.iter().map(|step| &step["label"]).collect();
    let listed: Vec<&Value> = whole["lijst"]["volgende_stappen"]
        .as_array()
        .unwrap()
        .iter()
        .collect();
    assert_eq!(labels, listed);
    let clocks: Vec<&str> = whole["klokken"]
        .as_array()
        .unwrap()
        .iter()
        .map(|klok| klok["klok"].as_str().unwrap())
        .collect();
    assert!(clocks.contains(&"ophouden"), "{clocks:?}");
    assert!(clocks.contains(&"veiligheidsbeoordeling"), "{clocks:?}");
    for key in ["overleg", "afdoening", "vt_gekozen", "gesloten"] {
        assert!(whole[key].is_null(), "{key}");
    }
    for key in [
        "gemeld",
        "acties",
        "overdrachten",
        "gedaan",
        "eerdere_afdoeningen",
    ] {
        assert_eq!(whole[key], json!([]), "{key}");
    }
    let text = plek.oefen(&["zaak", &pl]).gaf(0).uit;
    for part in ["Te doen", "- veiligheid beoordelen", "vóór", "Klokken"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn overleg_decision_and_what_was_told_are_all_there() {
    let (plek, pl) = met_hg();
    for (nu, args) in [
        (
            "08:01",
            &[
                "overleg",
                &pl,
                "--om",
                "15:30",
                "--wijze",
                "telefonisch",
                "--plaats",
                "OM belt",
            ][..],
        ),
        (
            "08:02",
            &[
                "gemeld", &pl, "status", "ivs", "--om", "07:50", "--bron", "KPC-er",
            ],
        ),
        (
            "08:03",
            &["stap", &pl, "bronnen-vragen", "--terzijde", "alles bekend"],
        ),
        (
            "08:04",
            &[
                "actie",
                &pl,
                "--met",
                "wijkagent",
                "--wat",
                "gaat langs",
                "--voor",
                "12:00",
            ],
        ),
        (
            "08:05",
            &["vt", &pl, "no", "--reden", "moeder woont in Oss"],
        ),
        (
            "08:06",
            &[
                "beslissing",
                &pl,
                "--modaliteit",
                "IVS",
                "--om",
                "07:50",
                "--toelichting",
                "eerste bericht",
            ],
        ),
        (
            "08:07",
            &[
                "beslissing",
                &pl,
                "--modaliteit",
                "IVS",
                "--om",
                "07:50",
                "--ingang",
                "07:50",
                "--voorwaarde",
                "contactverbod=gesteld",
                "--aanwezig",
                "telefonisch",
                "--informeert-slachtoffer",
                "SHN",
            ],
        ),
        (
            "08:08",
            &[
                "overdracht",
                "--naar",
                "bereikbaarheidsdienst",
                "--bericht",
                "OM belt om 19:00",
            ],
        ),
    ] {
        plek.om(nu, args).gaf(0);
    }
    let whole = zaak(&plek, &pl);
    assert_eq!(whole["overleg"]["tijd"], "2026-11-20T15:30:00+01:00");
    assert_eq!(whole["overleg"]["wijze"], "telefonisch");
    assert_eq!(whole["lijst"]["overleg"], whole["overleg"]["tijd"]);
    assert_eq!(whole["lijst"]["afdoening"], "inverzekeringstelling");
    assert_eq!(whole["lijst"]["vt"], "Veilig Thuis Brabant Noordoost");
    assert_eq!(whole["afdoening"]["modaliteiten"][0]["code"], "IVS");
    assert_eq!(whole["afdoening"]["voorwaarden"][0]["uitkomst"], "gesteld");
    assert_eq!(whole["afdoening"]["vt_aanwezig"], "telefonisch");
    assert_eq!(
        whole["eerdere_afdoeningen"][0]["toelichting"],
        "eerste bericht"
    );
    assert_eq!(whole["gemeld"][0]["veld"], "status");
    assert_eq!(whole["gemeld"][0]["waarde"], "in-verzekering");
    assert_eq!(whole["gemeld"][0]["bron"], "KPC-er");
    assert_eq!(whole["gedaan"][0]["terzijde"], true);
    assert_eq!(whole["acties"][0]["wie"], "wijkagent");
    assert_eq!(whole["vt_gekozen"]["code"], "NO");
    assert_eq!(whole["overdrachten"][0]["overgenomen_door"], Value::Null);
    let ivs = whole["klokken"]
        .as_array()
        .unwrap()
        .iter()
        .find(|klok| klok["klok"] == "inverzekeringstelling")
        .unwrap();
    assert_eq!(ivs["uiterlijk"], "2026-11-23T07:50:00+01:00");
    let text = plek.oefen(&["zaak", &pl]).gaf(0).uit;
    for part in [
        "overleg",
        "OM belt",
        "SHN informeert slachtoffer",
        "gekozen: moeder woont in Oss",
        "gemeld door KPC-er",
        "terzijde: alles bekend",
        "gaat langs",
        "nog niet overgenomen",
        "Inverzekeringstelling",
        "in verzekering (IVS)",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn the_text_for_the_kpc_er_asks_and_tells_nothing() {
    let (plek, pl) = met_hg();
    let text = plek.oefen(&["terugkoppeling", &pl]).gaf(0).uit;
    for part in [
        pl.as_str(),
        "OEFENEN, niet echt",
        "Wat is beslist",
        "Welke voorwaarden gelden",
        "Wie heeft het slachtoffer ingelicht",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let list = plek.lijst();
    let line = list.iter().find(|line| line["pl"] == pl.as_str()).unwrap();
    for key in ["achternaam", "adres", "toelichting"] {
        let secret = line[key].as_str().unwrap();
        assert!(!text.contains(secret), "{key} in {text}");
    }
    let same = plek.oefen(&["feedback", &pl, "--json"]).gaf(0).json();
    assert_eq!(same["tekst"].as_str().unwrap(), text);
    // A line that VT does not follow is nobody's business.
    let other = list
        .iter()
        .find(|line| line["tag"].is_null() && line["pl"].is_string())
        .unwrap();
    plek.oefen(&["terugkoppeling", other["pl"].as_str().unwrap()])
        .gaf(3);
}
