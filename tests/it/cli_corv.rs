//! The second arrival: meldingen of CORV in four shapes, matched, joined, counted and taken back.

use serde_json::{Value, json};

use crate::cli_hulp::{Plek, voorbeeld};

const VORMEN: [&str; 4] = [
    "corv-meldingen.csv",
    "corv-meldingen.xlsx",
    "corv-meldingen.json",
    "corv-meldingen.xml",
];

/// Three zaken of the sample list, followed; of none police sent a zorgmelding along.
const GEVOLGD: [&str; 3] = [
    "PL2000-2026111713",
    "PL2100-2026111716",
    "PL2100-2026111722",
];

fn met_zaken() -> Plek {
    let plek = Plek::met_lijst();
    for pl in GEVOLGD {
        plek.oefen(&["tag", pl, "hg", "--soort", "partner"]).gaf(0);
    }
    plek
}

fn lees(plek: &Plek, name: &str, how: &[&str]) -> Value {
    let path = voorbeeld(name).display().to_string();
    let mut args = vec!["inlezen", "--corv", path.as_str(), "--json"];
    args.extend(how);
    plek.oefen(&args).gaf(0).json()
}

fn kenmerken(list: &Value) -> Vec<(String, String)> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().to_owned();
            (text("kenmerk"), text("zekerheid"))
        })
        .collect()
}

#[test]
fn four_shapes_of_one_export_give_the_same_proposals_and_join_nothing() {
    let plek = met_zaken();
    let mut seen: Option<Vec<(String, String)>> = None;
    for name in VORMEN {
        let told = lees(&plek, name, &["--proef"]);
        assert_eq!(told["meldingen"], 4, "{name}: {told}");
        assert_eq!(told["gekoppeld"], json!([]), "{name}");
        assert_eq!(told["zonder_zaak"], 1, "{name}");
        assert_eq!(told["geweigerd"].as_array().unwrap().len(), 1, "{name}");
        let now = kenmerken(&told["voorgesteld"]);
        assert_eq!(
            now,
            [
                ("ZF-2026-004711".to_owned(), "zeker".to_owned()),
                // The family name and the birth date agree; the first name is written otherwise.
                ("ZF-2026-004712".to_owned(), "zeker".to_owned()),
                ("ZF-2026-004713".to_owned(), "waarschijnlijk".to_owned()),
            ],
            "{name}"
        );
        if let Some(before) = seen.replace(now.clone()) {
            assert_eq!(before, now, "{name}");
        }
    }
    let open = lees(&plek, "corv-meldingen.csv", &["--proef"]);
    assert_eq!(open["hg_zonder_zorgmelding"].as_array().unwrap().len(), 3);
}

#[test]
fn what_is_sure_is_joined_on_a_yes_counted_and_taken_back() {
    let plek = met_zaken();
    let told = lees(&plek, "corv-meldingen.xml", &["--ja"]);
    assert_eq!(
        kenmerken(&told["gekoppeld"]),
        [
            ("ZF-2026-004711".to_owned(), "zeker".to_owned()),
            ("ZF-2026-004712".to_owned(), "zeker".to_owned()),
        ]
    );
    // Number, name, birth date, address and place agree, twice.
    assert_eq!(told["niet_overgetypt"], 10);
    // The person without a number waits for a person to say so; his zaak has no zorgmelding yet.
    assert_eq!(
        kenmerken(&told["voorgesteld"]),
        [("ZF-2026-004713".to_owned(), "waarschijnlijk".to_owned())]
    );
    let left = told["hg_zonder_zorgmelding"].as_array().unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["pl"], "PL2100-2026111722");
    let steps = |pl: &str| {
        let zaak = plek.oefen(&["zaak", pl, "--json"]).gaf(0).json();
        zaak["stappen"].to_string()
    };
    assert!(!steps("PL2000-2026111713").contains("zorgmelding-opvragen"));
    assert!(steps("PL2100-2026111722").contains("zorgmelding-opvragen"));

    // The same file again joins nothing twice.
    let again = lees(&plek, "corv-meldingen.csv", &["--ja"]);
    assert_eq!(again["gekoppeld"], json!([]));
    assert_eq!(again["al_gekoppeld"], 2);

    let back = plek
        .oefen(&["inlezen", "--corv", "--neem-terug", "--json"])
        .gaf(0)
        .json();
    assert_eq!(back["teruggenomen"], 2);
    assert!(steps("PL2000-2026111713").contains("zorgmelding-opvragen"));
    let none = plek.oefen(&["inlezen", "--corv", "--neem-terug"]).gaf(3);
    assert!(none.fout.contains("geen lezing van CORV"), "{}", none.fout);
}

#[test]
fn without_a_yes_nothing_is_joined_and_a_wrong_file_says_what_it_is() {
    let plek = met_zaken();
    let path = voorbeeld("corv-meldingen.csv").display().to_string();
    let told = plek.oefen(&["inlezen", "--corv", &path]).gaf(0);
    assert!(
        told.fout.contains("niets wordt gekoppeld zonder uw ja"),
        "{}",
        told.fout
    );
    assert!(
        told.uit.contains("Proef: er is niets gekoppeld."),
        "{}",
        told.uit
    );
    assert!(told.uit.contains("Nog zonder zorgmelding"), "{}", told.uit);

    for (name, bytes) in [
        ("leeg.xml", "<Meldingen/>"),
        ("kapot.xml", "<Meldingen><Melding>"),
        ("diep.xml", &*"<a>".repeat(100)),
        ("anders.csv", "appel;peer\n1;2\n"),
    ] {
        let path = plek.bestand(name, bytes);
        let refused = plek.oefen(&["inlezen", "--corv", &path, "--proef"]).gaf(5);
        assert!(refused.fout.contains(name), "{}", refused.fout);
    }
}
