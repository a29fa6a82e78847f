//! One zaak from the command line, from tag to input, with its journal.

use secrecy::SecretString;
use serde_json::{Value, json};
use zsmtafel::shell::oefenen::WACHTWOORD;
use zsmtafel::store::Store;

use crate::cli_hulp::{Plek, voorbeeld};

fn formulier() -> String {
    voorbeeld("beoordeling.toml").display().to_string()
}

/// A line that the program proposes as HG, with kinds that the list says.
fn hg(list: &[Value]) -> &Value {
    list.iter()
        .find(|line| {
            line["suggestie"]["tag"] == "hg" && line["suggestie"]["soorten"][0] == "partner"
        })
        .unwrap()
}

#[test]
fn from_tag_to_input_and_everything_is_in_the_journal() {
    let plek = Plek::met_lijst();
    let list = plek.lijst();
    let line = hg(&list);
    let pl = line["pl"].as_str().unwrap();
    let loose = pl.replace('-', "").to_lowercase();

    // Nothing is judged or sent before the line is followed, nor sent before it is judged.
    plek.oefen(&["beoordeel", pl, "--bestand", &formulier()])
        .gaf(3);
    let out = plek.pad("uit");
    let out = out.to_str().unwrap();
    let send = [
        "input", pl, "--aan", "om", "--vorm", "txt", "--uit", out, "--json",
    ];
    plek.oefen(&send).gaf(3);

    let tagged = plek
        .oefen(&["tag", &loose, "hg", "--reden", "bang voor hem", "--json"])
        .gaf(0)
        .json();
    assert_eq!(tagged["tag"], "hg");
    assert!(tagged["soort"].as_str().unwrap().starts_with("partner"));
    assert_eq!(tagged["zaak"], line["zaak"]);
    let again = plek.oefen(&["tag", pl, "hg"]).gaf(0);
    assert!(again.fout.contains("Staat al"), "{}", again.fout);
    plek.oefen(&send).gaf(3);
    assert!(!plek.pad("uit").exists());

    let judged = plek
        .oefen(&["beoordeel", pl, "--bestand", &formulier(), "--json"])
        .gaf(0)
        .json();
    assert_eq!(judged["oordeel"], "structureel-onveilig");
    let again = plek
        .oefen(&["beoordeel", pl, "--bestand", &formulier()])
        .gaf(0);
    assert!(again.fout.contains("Staat al zo"), "{}", again.fout);

    // What the suspect can read is confirmed, and nothing is written before.
    let asked = plek.oefen(&send).gaf(3);
    assert!(asked.fout.contains("de verdachte lezen"), "{}", asked.fout);
    assert!(!plek.pad("uit").exists());
    let sent = plek.oefen(&[&send[..], &["--ja"]].concat()).gaf(0).json();
    let file = plek.pad("uit").join(sent["bestand"].as_str().unwrap());
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(sent["pad"], file.to_str().unwrap());
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
    assert_eq!(sent["ontvanger"], "om");
    let text = sent["tekst"].as_str().unwrap();
    assert!(text.contains("structureel onveilig"), "{text}");
    let plain = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
    assert_eq!(plain.trim_start_matches('\u{feff}'), text);
    let name = line["achternaam"].as_str().unwrap();
    assert!(!sent["bestand"].as_str().unwrap().contains(name));

    let id = &line["zaak"].as_str().unwrap()[..8];
    let whole = plek.oefen(&["zaak", id, "--json"]).gaf(0).json();
    for key in [
        "zaak",
        "lijst",
        "betrokkenen",
        "beoordelingen",
        "inputs",
        "tijdlijn",
        "herkomst",
        "eerdere",
    ] {
        assert!(!whole[key].is_null(), "{key}");
    }
    assert_eq!(whole["betrokkenen"].as_array().unwrap().len(), 2);
    assert_eq!(whole["betrokkenen"][0]["naam"], "Noor");
    assert_eq!(whole["beoordelingen"].as_array().unwrap().len(), 1);
    assert_eq!(whole["beoordelingen"][0]["voorwaarden"][0], "contactverbod");
    assert_eq!(whole["beoordelingen"][0]["personen"][1]["naam"], "Sam");
    assert_eq!(whole["inputs"][0]["sha256"], sent["sha256"]);
    assert_eq!(whole["inputs"][0]["door"], "A. de Boer");
    assert_eq!(whole["lijst"]["input"], whole["inputs"][0]["op"]);
    let text = plek.oefen(&["zaak", pl]).gaf(0).uit;
    for part in [
        "bang voor hem",
        "Noor",
        "Derde melding",
        "verdachtenmonitor.csv",
        "input aan OM",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }

    let journal = plek.oefen(&["journaal", "--json"]).gaf(0).json();
    let kinds: Vec<&str> = journal
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["soort"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "lijst-ingelezen",
            "zaak-opgenomen",
            "getagd",
            "betrokkene-toegevoegd",
            "betrokkene-toegevoegd",
            "veiligheidsbeoordeling-vastgesteld",
            "input-verstuurd",
        ]
    );
    let last = plek
        .oefen(&["journaal", "--aantal", "1", "--json"])
        .gaf(0)
        .json();
    assert_eq!(last.as_array().unwrap().len(), 1);
    assert_eq!(last[0]["soort"], "input-verstuurd");
    let mut chain = plek
        .oefen(&["journaal", "verifieer", "--json"])
        .gaf(0)
        .json();
    // Who looked is in the chain too, a line each time that a command opened the table.
    let all = chain["gebeurtenissen"].take().as_u64().unwrap();
    assert!(all > kinds.len() as u64, "{all}");
    assert_eq!(
        chain,
        json!({
            "heel": true, "gebeurtenissen": null, "gewist": 0, "breuken": [], "kopieen": [],
            "onleesbaar": [], "wacht": 0, "apart": [], "bladen": [], "projecties": [], "schema": [],
            "bewaard_hoofd": null
        })
    );
}

#[test]
fn a_form_is_recorded_whole_or_not_at_all() {
    let plek = Plek::met_lijst();
    let list = plek.lijst();
    let pl = hg(&list)["pl"].as_str().unwrap();
    plek.oefen(&["tag", pl, "hg"]).gaf(0);
    for (text, code, says) in [
        ("geheel = ", 5, "regel 1"),
        (
            "motivering = 'x'\ngehel = 'acuut-onveilig'\n",
            5,
            "regel 2: gehel",
        ),
        (
            "motivering = 'x'\n\ngeheel = 'reuze veilig'\n",
            5,
            "regel 3",
        ),
        (
            "geheel = 'acuut-onveilig'\nmotivering = 'x'\ngeldig_tot = 'ooit'\n",
            5,
            "regel 3",
        ),
        (
            "geheel = 'acuut-onveilig'\nmotivering = 'x'\n[[betrokkene]]\nnaam = 'Ann'\nrol = 'tante'\n",
            5,
            "regel 5",
        ),
        (
            "motivering = 'x'\n[[betrokkene]]\nnaam = 'Ann'\n",
            3,
            "Kies een oordeel",
        ),
        (
            "geheel = 'acuut-onveilig'\n[[betrokkene]]\nnaam = 'Ann'\n",
            3,
            "motivering",
        ),
        (
            "geheel = 'voldoende-veilig'\nmotivering = 'x'\n[[betrokkene]]\nnaam = 'Ann'\noordeel = 'acuut onveilig'\n",
            3,
            "acuut",
        ),
    ] {
        let form = plek.bestand("form.toml", text);
        let told = plek.oefen(&["beoordeel", pl, "--bestand", &form]).gaf(code);
        assert!(told.fout.contains(says), "{text}: {}", told.fout);
    }
    let gone = plek.pad("weg.toml").display().to_string();
    plek.oefen(&["beoordeel", pl, "--bestand", &gone]).gaf(5);
    let whole = plek.oefen(&["zaak", pl, "--json"]).gaf(0).json();
    assert_eq!(whole["betrokkenen"], json!([]));
    assert_eq!(whole["beoordelingen"], json!([]));

    // Who is acute asks for the bureaudienst; somebody known by name is updated, not added.
    for (place, code) in [("thuis", "acuut-onveilig"), ("bij oma", "acuut-onveilig")] {
        let form = plek.bestand(
            "form.toml",
            format!(
                "geheel = '{code}'\nmotivering = 'mes\u{1b}[31m'\ngeldig_tot = 2026-11-21T12:00:00\n[[betrokkene]]\nnaam = 'Ann'\nrol = 'kind'\nverblijf = '{place}'\noordeel = '{code}'\n"
            ),
        );
        // TOML itself refuses an escape code in a text.
        plek.oefen(&["beoordeel", pl, "--bestand", &form]).gaf(5);
        let text = std::fs::read_to_string(&form)
            .unwrap()
            .replace("\u{1b}[31m", "\u{202e}");
        let form = plek.bestand("form.toml", text);
        plek.oefen(&["beoordeel", pl, "--bestand", &form]).gaf(0);
    }
    let whole = plek.oefen(&["zaak", pl, "--json"]).gaf(0).json();
    assert_eq!(whole["betrokkenen"].as_array().unwrap().len(), 1);
    assert_eq!(whole["betrokkenen"][0]["verblijf"], "bij oma");
    let judged = &whole["beoordelingen"][0];
    assert_eq!(judged["motivering"], "mes");
    assert_eq!(judged["geldig_tot"], "2026-11-21T12:00:00+01:00");
    assert_eq!(
        whole["lijst"]["volgende_stappen"][0],
        "bureaudienst inschakelen"
    );
}

#[test]
fn a_tag_asks_for_the_kind_where_the_list_does_not_say_it() {
    let plek = Plek::met_lijst();
    let list = plek.lijst();
    let silent = list
        .iter()
        .find(|line| {
            line["suggestie"]["tag"].is_null() && line["resterend_minuten"].as_i64() > Some(30)
        })
        .unwrap();
    let pl = silent["pl"].as_str().unwrap();
    let told = plek.oefen(&["tag", pl, "radar"]).gaf(2);
    assert!(told.fout.contains("ex-partner"), "{}", told.fout);
    let tagged = plek
        .oefen(&[
            "tag",
            pl,
            "radar",
            "--soort",
            "kinderen,ex-partner",
            "--json",
        ])
        .gaf(0)
        .json();
    assert_eq!(tagged["soort"], "kinderen, ex-partner");
    plek.oefen(&["tag", pl, "twijfel"]).gaf(0);
    let gone = plek.oefen(&["tag", pl, "geen-hg", "--json"]).gaf(0).json();
    assert_eq!(gone["tag"], "geen-hg");
    assert_eq!(gone["volgende_stappen"], json!([]));

    plek.oefen(&["zaak", "PL9999-2026999999"]).gaf(1);
    plek.oefen(&["zaak", "abc"]).gaf(1);
}

#[test]
fn co_suspects_are_told_apart_by_the_start_of_their_id() {
    let plek = Plek::nieuw();
    let list = plek.bestand(
        "lijst.csv",
        "PL-nummer;Achternaam;Voornamen;Geboortedatum;Artikel;Feit;Status\n\
         PL2100-2026111701;Jansen;Bo;01-02-1990;300 Sr;Mishandeling;Vast\n\
         PL2100-2026111701;Pieters;Cas;03-04-1991;300 Sr;Mishandeling;Vast\n",
    );
    plek.oefen(&["inlezen", &list]).gaf(0);
    let told = plek.oefen(&["zaak", "pl21002026111701"]).gaf(2);
    for line in plek.lijst() {
        let id = &line["zaak"].as_str().unwrap()[..8];
        assert!(told.fout.contains(id), "{}", told.fout);
        let one = plek.oefen(&["zaak", id, "--json"]).gaf(0).json();
        assert_eq!(one["zaak"], line["zaak"]);
        // Each names the other.
        let other = if line["achternaam"] == "Jansen" {
            "Pieters, Cas"
        } else {
            "Jansen, Bo"
        };
        let named = one["medeverdachten"].as_array().unwrap();
        assert_eq!(named.len(), 1);
        assert_eq!(named[0]["naam"], other);
        assert_eq!(named[0]["pl"], "PL2100-2026111701");
        assert!(named[0]["tag"].is_null());
        let text = plek.oefen(&["zaak", id]).gaf(0).uit;
        let (_, tail) = text.split_once("Medeverdachten in dit onderzoek").unwrap();
        assert!(tail.contains(other), "{text}");
    }
}

#[test]
fn a_changed_journal_is_found() {
    let plek = Plek::met_lijst();
    {
        let map = plek.pad("data").join("oefenen");
        let pass = SecretString::from(WACHTWOORD.to_owned());
        let now = "2026-11-20T07:00:00Z".parse().unwrap();
        let store = Store::open(&map, &pass, now).unwrap();
        // As long as it is open here, no other process gets in.
        let told = plek.oefen(&["lijst"]).gaf(4);
        assert!(told.fout.contains("al open"), "{}", told.fout);
        store
            .proef_sql("UPDATE event SET kop = CAST(kop || x'00' AS BLOB) WHERE seq = 1")
            .unwrap();
    }
    let told = plek.oefen(&["journaal", "verifieer"]).gaf(1);
    assert!(told.uit.contains("NIET heel"), "{}", told.uit);
    let check = plek.oefen(&["controle", "--json"]).gaf(1).json();
    assert_eq!(check["goed"], false);
}

#[test]
fn an_earlier_zaak_weighs_the_same_on_the_list_and_alone() {
    let plek = Plek::nieuw();
    let head = "PL-nummer;Achternaam;Voornamen;Geboortedatum;Artikel;Feit;Status\n";
    let line =
        |number: &str| format!("{head}PL2100-{number};Jansen;Bo;01-02-1990;310 Sr;Diefstal;Vast\n");
    let first = plek.bestand("eerst.csv", line("2026111701"));
    plek.oefen(&["inlezen", &first]).gaf(0);
    let tag = ["tag", "PL2100-2026111701", "hg", "--soort", "partner"];
    plek.oefen(&tag).gaf(0);
    let later = |args: &[&str]| {
        let all: Vec<&str> = ["--oefenen", "--nu", "2026-11-21T08:00"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        plek.echt(&all)
    };
    let second = plek.bestand("nu.csv", line("2026111802"));
    later(&["inlezen", &second]).gaf(0);
    let list = later(&["lijst", "--json"]).gaf(0).json();
    let listed = list
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["pl"] == "PL2100-2026111802")
        .unwrap();
    let reasons = listed["suggestie"]["redenen"].to_string();
    assert!(reasons.contains("eerder"), "{listed}");
    let whole = later(&["zaak", "PL2100-2026111802", "--json"])
        .gaf(0)
        .json();
    assert_eq!(whole["lijst"]["suggestie"], listed["suggestie"]);
    assert_eq!(whole["eerdere"].as_array().unwrap().len(), 1);
}
