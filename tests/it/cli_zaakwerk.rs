//! What the command line says of a zaak around its decision, and the text that asks the KPC-er for it.

use secrecy::SecretString;
use serde_json::{Value, json};
use zsmtafel::domain::actie::Actie;
use zsmtafel::domain::afdoening::{Aanwezigheid, Afdoening, Modaliteitkeuze, Overgenomen, Vrij};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::{ActieId, ZaakId};
use zsmtafel::domain::lijstregel::Status;
use zsmtafel::domain::overleg::{Gegeven, Overleg};
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::termijn::TermijnSoort;
use zsmtafel::shell::oefenen::WACHTWOORD;
use zsmtafel::store::Store;

use crate::cli_hulp::Plek;
use crate::ui_werkbank::om;

/// The practice table with one line tagged as HG: its PL number and its zaak.
fn met_hg() -> (Plek, String, ZaakId) {
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
    let id = ZaakId(line["zaak"].as_str().unwrap().parse().unwrap());
    plek.oefen(&["tag", &pl, "hg"]).gaf(0);
    (plek, pl, id)
}

/// Does something to a zaak as the screen would.
fn doe(plek: &Plek, id: ZaakId, opdrachten: &[Opdracht]) {
    let map = plek.pad("data").join("oefenen");
    let pass = SecretString::from(WACHTWOORD.to_owned());
    let mut store = Store::open(&map, &pass, om("08:00")).unwrap();
    for opdracht in opdrachten {
        store
            .voer_uit(id, opdracht, "A. de Boer", om("08:00"))
            .unwrap();
    }
}

fn zaak(plek: &Plek, pl: &str) -> Value {
    plek.oefen(&["zaak", pl, "--json"]).gaf(0).json()
}

#[test]
fn a_tagged_zaak_says_who_does_what_by_when_and_which_clocks_run() {
    let (plek, pl, _) = met_hg();
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
    let (plek, pl, id) = met_hg();
    let choice = Modaliteitkeuze {
        code: "IVS".to_owned(),
        label: "inverzekeringstelling".to_owned(),
        vrij: Vrij::Nee,
        eindigt: false,
        klok: Some(TermijnSoort::Inverzekeringstelling),
        verblijf: None,
        stappen: Vec::new(),
    };
    let decided = Afdoening {
        modaliteiten: vec![choice],
        voorwaarden: vec!["contactverbod".to_owned()],
        beslist_op: Some(om("07:50")),
        ingang: Some(om("07:50")),
        vt_aanwezig: Aanwezigheid::Telefonisch,
        overgenomen: Overgenomen::Ja,
        informeert_slachtoffer: "SHN".to_owned(),
        ..Afdoening::default()
    };
    doe(
        &plek,
        id,
        &[
            Opdracht::PlanOverleg(Overleg {
                tijd: om("15:30"),
                wijze: Aanwezigheid::Telefonisch,
                toelichting: "OM belt".to_owned(),
            }),
            Opdracht::Meld {
                gegeven: Gegeven::Status {
                    status: Status::Ivs,
                    sinds: Some(om("07:50")),
                },
                bron: "KPC-er".to_owned(),
            },
            Opdracht::LegTerzijde {
                stap: StapSoort::BronnenVragen,
                reden: "alles bekend".to_owned(),
            },
            Opdracht::SpreekAf(Actie {
                id: ActieId(uuid::Uuid::from_u128(3)),
                wie: "wijkagent".to_owned(),
                wat: "gaat langs".to_owned(),
                wanneer: Some(om("12:00")),
            }),
            Opdracht::WijsVtAan {
                code: "NO".to_owned(),
                reden: "moeder woont in Oss".to_owned(),
            },
            Opdracht::StelAfdoeningVast(Box::new(Afdoening {
                toelichting: "eerste bericht".to_owned(),
                ..decided.clone()
            })),
            Opdracht::StelAfdoeningVast(Box::new(decided)),
            Opdracht::DraagOver {
                aan: "bereikbaarheidsdienst".to_owned(),
                bericht: "OM belt om 19:00".to_owned(),
            },
        ],
    );
    let whole = zaak(&plek, &pl);
    assert_eq!(whole["overleg"]["tijd"], "2026-11-20T15:30:00+01:00");
    assert_eq!(whole["overleg"]["wijze"], "telefonisch");
    assert_eq!(whole["lijst"]["overleg"], whole["overleg"]["tijd"]);
    assert_eq!(whole["lijst"]["afdoening"], "inverzekeringstelling");
    assert_eq!(whole["lijst"]["vt"], "Veilig Thuis Brabant Noordoost");
    assert_eq!(whole["afdoening"]["modaliteiten"][0]["code"], "IVS");
    assert_eq!(whole["afdoening"]["overgenomen"], "ja");
    assert_eq!(
        whole["eerdere_afdoeningen"][0]["toelichting"],
        "eerste bericht"
    );
    assert_eq!(whole["gemeld"][0]["waarde"], "ivs");
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
        "van VT overgenomen: ja",
        "gekozen: moeder woont in Oss",
        "gemeld door KPC-er",
        "terzijde: alles bekend",
        "gaat langs",
        "nog niet overgenomen",
        "Inverzekeringstelling",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn the_text_for_the_kpc_er_asks_and_tells_nothing() {
    let (plek, pl, _) = met_hg();
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
