//! Parts of a list, several files of one morning, a suspect who is only on paper, several sheets.

use serde_json::{Value, json};

use crate::cli_hulp::{Plek, voorbeeld};

const KOP: &str = "PL-nummer;Naam verdachte;Geb.datum;Woonplaats;Wetsartikel;Feit;Relatie tot SO;Aanhouding;Aankomst bureau;Status\n";
const BOSCH: &str = "PL2100-2026180001;Terwisga, Joris;03-04-1988;Oss;300 Sr;Mishandeling;partner;19-11-2026 21:10;19-11-2026 21:55;Vast\n";
const EINDHOVEN: &str = "PL2200-2026180004;Hoogakker, Desmond;11-06-1979;Deurne;285 Sr;Bedreiging;ex-partner;19-11-2026 23:40;20-11-2026 00:25;Vast\n";

fn namen(plek: &Plek, args: &[&str]) -> Vec<String> {
    let mut all = vec!["lijst", "--json"];
    all.extend(args);
    let list = plek.oefen(&all).gaf(0).json();
    let mut names: Vec<String> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["achternaam"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn van_een_deel_verdwijnt_niemand() {
    let plek = Plek::nieuw();
    let first = plek.bestand("bosch.csv", format!("{KOP}{BOSCH}"));
    let second = plek.bestand("eindhoven.csv", format!("{KOP}{EINDHOVEN}"));
    plek.oefen(&["inlezen", &first]).gaf(0);
    let counts = plek
        .oefen(&["inlezen", "--deel", "--json", &second])
        .gaf(0)
        .json();
    assert_eq!(
        (&counts["nieuw"], &counts["verdwenen"]),
        (&json!(1), &json!(0))
    );
    assert_eq!(namen(&plek, &[]), ["Hoogakker", "Terwisga"]);
    // The whole of it makes vanish who is not on it.
    let counts = plek.oefen(&["inlezen", "--json", &second]).gaf(0).json();
    assert_eq!(counts["verdwenen"], json!(1));
    assert_eq!(namen(&plek, &[]), ["Hoogakker"]);
}

/// Who is followed and stood on the list of yesterday is missed on a whole list of today, and not on what
/// is no whole list: a part, or one suspect typed over from paper.
#[test]
fn op_een_deel_wordt_niemand_van_gisteren_gemist() {
    const MORGEN: &str = "2026-11-21T08:00";
    let verblijf = |plek: &Plek| -> Value {
        let list = plek
            .om(MORGEN, &["lijst", "--alles", "--json"])
            .gaf(0)
            .json();
        list.as_array()
            .unwrap()
            .iter()
            .find(|line| line["achternaam"] == "Terwisga")
            .unwrap()["verblijf"]["van"]
            .clone()
    };
    let plek = Plek::nieuw();
    let both = plek.bestand("gisteren.csv", format!("{KOP}{BOSCH}{EINDHOVEN}"));
    plek.oefen(&["inlezen", &both]).gaf(0);
    plek.oefen(&["tag", "PL2100-2026180001", "hg"]).gaf(0);

    let part = plek.bestand("eindhoven.csv", format!("{KOP}{EINDHOVEN}"));
    let counts = plek
        .om(MORGEN, &["inlezen", "--deel", "--json", &part])
        .gaf(0)
        .json();
    assert_eq!(counts["verdwenen"], json!(0));
    assert_eq!(verblijf(&plek), json!("lijst"), "een deel mist niemand");

    plek.om(
        MORGEN,
        &[
            "lijst",
            "--voeg-toe",
            "--naam",
            "Vermaas, Loek",
            "--feit",
            "300 Sr",
        ],
    )
    .gaf(0);
    assert_eq!(verblijf(&plek), json!("lijst"), "papier mist niemand");

    // A line that cannot be read, and names him, does not say that he is gone.
    let broken = BOSCH.replace("300 Sr;Mishandeling", "300;Sr;Mis;handeling");
    let damaged = plek.bestand("stuk.csv", format!("{KOP}{EINDHOVEN}{broken}"));
    let counts = plek
        .om(MORGEN, &["inlezen", "--proef", "--json", &damaged])
        .json();
    assert!(
        counts["geweigerd"].as_array().unwrap().len() == 1 && counts["verdwenen"] == json!(1),
        "alleen wie overgetypt is, wordt gemist: {counts}"
    );

    let counts = plek.om(MORGEN, &["inlezen", "--json", &part]).gaf(0).json();
    assert_eq!(counts["verdwenen"], json!(2), "{counts}");
    assert_eq!(
        verblijf(&plek),
        json!("van-lijst"),
        "op de hele lijst ontbreekt hij"
    );
}

/// Whatever became of a zaak, its words find it; and the names of those involved do.
#[test]
fn zoek_vindt_wat_bewaard_is() {
    let plek = Plek::nieuw();
    let both = plek.bestand("gisteren.csv", format!("{KOP}{BOSCH}{EINDHOVEN}"));
    plek.oefen(&["inlezen", &both]).gaf(0);
    plek.oefen(&["tag", "PL2100-2026180001", "hg"]).gaf(0);
    let people = plek.bestand(
        "wie.toml",
        "[[betrokkene]]\nnaam = \"Jorna, Wiebke\"\nrol = \"slachtoffer\"\n",
    );
    plek.oefen(&["betrokkene", "PL2100-2026180001", "--bestand", &people])
        .gaf(0);
    let found = |nu: &str, words: &str| -> Vec<String> {
        let all = plek
            .om_met(nu, words, &["zoek", "--json", "-"])
            .gaf(0)
            .json();
        all.as_array()
            .unwrap()
            .iter()
            .map(|line| line["achternaam"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(found("08:00", "deurne 285"), ["Hoogakker"]);
    assert_eq!(found("08:00", "TERWISGA joris"), ["Terwisga"]);
    assert_eq!(found("08:00", "wiebke"), ["Terwisga"]);
    assert!(found("08:00", "deurne terwisga").is_empty());
    // A day later, without a new list; and on the command itself, in Dutch.
    assert_eq!(found("2026-11-21T08:00", "wiebke"), ["Terwisga"]);
    let told = plek.om("08:00", &["zoek", "nergens"]).gaf(0);
    assert!(told.fout.contains("Niets gevonden"), "{}", told.fout);
    let told = plek.om("08:00", &["zoek", "--", ""]);
    assert_eq!(told.code, 2, "{}", told.fout);
}

#[test]
fn de_bestanden_van_een_ochtend_zijn_samen_een_lijst() {
    let plek = Plek::nieuw();
    plek.oefen(&[
        "inlezen",
        &voorbeeld("verdachtenmonitor.csv").display().to_string(),
    ])
    .gaf(0);
    let first = plek.bestand("bosch.csv", format!("{KOP}{BOSCH}"));
    let second = plek.bestand("eindhoven.csv", format!("{KOP}{EINDHOVEN}"));
    let counts = plek
        .oefen(&["inlezen", "--json", &first, &second])
        .gaf(0)
        .json();
    assert_eq!(
        (&counts[0]["verdwenen"], &counts[1]["verdwenen"]),
        (&json!(0), &json!(46))
    );
    assert_eq!(namen(&plek, &[]), ["Hoogakker", "Terwisga"]);
    // Lists that say themselves that they are of different moments are read one after the other.
    let early = plek.bestand(
        "vroeg.csv",
        format!("Peildatum 20-11-2026 08:30\n{KOP}{BOSCH}"),
    );
    let late = plek.bestand(
        "laat.csv",
        format!("Peildatum 20-11-2026 09:00\n{KOP}{EINDHOVEN}"),
    );
    let counts = plek
        .om("09:30", &["inlezen", "--json", &early, &late])
        .gaf(0)
        .json();
    assert_eq!(
        counts[0]["verdwenen"],
        json!(47),
        "those of before, and the other of these two"
    );
    assert_eq!(namen(&plek, &[]), ["Hoogakker"]);
}

#[test]
fn een_lijst_die_is_afgebroken_laat_niemand_verdwijnen() {
    let plek = Plek::nieuw();
    let whole = plek.bestand("heel.csv", format!("{KOP}{BOSCH}{EINDHOVEN}"));
    plek.oefen(&["inlezen", &whole]).gaf(0);
    let cut = plek.bestand(
        "stuk.csv",
        format!("{KOP}{BOSCH}PL2200-2026180004;Hoogakker, Des"),
    );
    let counts = plek.oefen(&["inlezen", "--json", &cut]).gaf(0).json();
    assert_eq!(
        (&counts["verdwenen"], &counts["nieuw"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(counts["geweigerd"][0]["regel"], json!(3));
}

#[test]
fn wie_alleen_op_papier_staat_is_dezelfde_zaak_als_het_bestand_komt() {
    let plek = Plek::nieuw();
    let added = plek
        .oefen(&[
            "lijst",
            "--json",
            "--voeg-toe",
            "--naam",
            "Terwisga, Joris",
            "--pl",
            "PL2100-2026180001",
            "--feit",
            "300 Sr Mishandeling",
            "--vanaf",
            "21:55",
            "--relatie",
            "partner",
        ])
        .gaf(0)
        .json();
    let paper = &added[0];
    assert_eq!(paper["achternaam"], json!("Terwisga"));
    assert_eq!(
        paper["feiten"],
        json!([{"artikel": "300 Sr", "omschrijving": "Mishandeling"}])
    );
    // A time alone is the last one that has been: last evening.
    assert_eq!(paper["begin_ophouden"], json!("2026-11-19T21:55:00+01:00"));
    let zaak = paper["zaak"].clone();
    let own = |list: Value| -> Vec<Value> { list.as_array().unwrap().clone() };

    // The file knows his birthday, which the paper did not.
    let file = plek.bestand("lijst.csv", format!("{KOP}{BOSCH}{EINDHOVEN}"));
    let counts = plek.oefen(&["inlezen", "--json", &file]).gaf(0).json();
    assert_eq!(
        (&counts["nieuw"], &counts["gewijzigd"]),
        (&json!(1), &json!(1))
    );
    let list = own(plek.oefen(&["lijst", "--json"]).gaf(0).json());
    let joris = list
        .iter()
        .find(|line| line["achternaam"] == "Terwisga")
        .unwrap();
    assert_eq!(
        (&joris["zaak"], &joris["geboortedatum"]),
        (&zaak, &json!("1988-04-03"))
    );
    // And again: nobody is new, nobody gone.
    let counts = plek.oefen(&["inlezen", "--json", &file]).gaf(0).json();
    assert_eq!(
        (&counts["gelijk"], &counts["verdwenen"]),
        (&json!(2), &json!(0))
    );
}

#[test]
fn een_naam_alleen_is_te_weinig() {
    let plek = Plek::nieuw();
    let said = plek.oefen(&["lijst", "--voeg-toe", "--naam", "NN"]).gaf(2);
    assert!(
        said.fout.contains("PL-nummer, een feit of de tijd"),
        "{}",
        said.fout
    );
}

#[test]
fn een_geboortejaar_zonder_dag_toont_wie_minderjarig_is() {
    let plek = Plek::nieuw();
    let rows = [("xx-xx-2010", "1"), ("00-00-1979", "2"), ("2008", "3")]
        .map(|(born, nr)| format!("PL2100-202618000{nr};Nul, A{nr};{born};Oss;300 Sr;Slaan;zoon;19-11-2026 21:10;19-11-2026 21:55;Vast\n"))
        .concat();
    let file = plek.bestand("jaren.csv", format!("{KOP}{rows}"));
    plek.oefen(&["inlezen", &file]).gaf(0);
    let list = plek.lijst();
    let of = |nr: &str| {
        let line = list
            .iter()
            .find(|line| line["voornamen"] == format!("A{nr}"))
            .unwrap();
        (
            line["minderjarig"].clone(),
            line["geboortedatum"].clone(),
            line["geboortejaar"].clone(),
        )
    };
    assert_eq!(of("1"), (json!(true), Value::Null, json!(2010)));
    assert_eq!(of("2"), (json!(false), Value::Null, json!(1979)));
    assert_eq!(
        of("3"),
        (Value::Null, Value::Null, json!(2008)),
        "17 or 18: not known"
    );
}
