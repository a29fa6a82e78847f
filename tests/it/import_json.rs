//! JSON and JSON Lines: the same suspects, told in braces.

use zsmtafel::domain::lijstregel::Veld;
use zsmtafel::import::{LeesFout, Lijst};

use crate::import_hulp::{lees_bytes, lees_tekst, lokaal};

const ANNA: &str = r#"{"PL-nummer":"PL2100-2026117001","naam":"Berg, Anna van den","geboortedatum":"1990-02-01","aanhouding":"2026-11-19T08:05:00+01:00","hg":true,"schoenmaat":43}"#;
const ZOE: &str = r#"{"PL-nummer":"PL2100-2026117002","naam":"Bos, Zoë","artikel":["300 Sr","285 Sr"],"feit":["Mishandeling","Bedreiging"],"aanhouding":null}"#;

fn klopt(lijst: &Lijst, vorm: &str) {
    assert_eq!(lijst.codering, vorm);
    assert_eq!(lijst.scheidingsteken, None);
    let [anna, zoe] = lijst.regels.as_slice() else {
        panic!("{lijst:?}")
    };
    assert_eq!(anna.naam.lijstvorm(), "Berg, Anna van den");
    assert_eq!(anna.geboortedatum.unwrap().to_string(), "1990-02-01");
    assert_eq!(anna.aanhouding, Some(lokaal("2026-11-19T08:05:00")));
    assert_eq!(anna.hg_politie, Some(true));
    assert_eq!(anna.overig, [("schoenmaat".into(), "43".to_owned())]);
    assert_eq!(zoe.naam.lijstvorm(), "Bos, Zoë");
    assert_eq!(zoe.artikelen(), "300 Sr · 285 Sr");
    assert_eq!(zoe.feiten[1].omschrijving, "Bedreiging");
    assert_eq!((zoe.aanhouding, zoe.hg_politie), (None, None));
    let koppen: Vec<&str> = lijst.kolommen.iter().map(|(kop, _)| kop.as_str()).collect();
    assert_eq!(
        koppen,
        [
            "PL-nummer",
            "naam",
            "geboortedatum",
            "aanhouding",
            "hg",
            "schoenmaat",
            "artikel",
            "feit"
        ],
        "in the order in which they first appear"
    );
    assert_eq!(lijst.onbekende_kolommen, ["schoenmaat"]);
}

#[test]
fn elke_vorm_van_json_geeft_dezelfde_verdachten() {
    let table = [
        (format!("[{ANNA},{ZOE}]"), "json"),
        (format!(" [\n  {ANNA},\n  {ZOE}\n]\n"), "json"),
        (format!(r#"{{"verdachten":[{ANNA},{ZOE}]}}"#), "json"),
        (
            format!(r#"{{"versie":3,"data":{{"aantal":2,"verdachten":[{ANNA},{ZOE}]}}}}"#),
            "json",
        ),
        (
            format!(r#"{{"meta":["a","b"],"leeg":[],"verdachten":[{ANNA},{ZOE}]}}"#),
            "json",
        ),
        (format!("{ANNA}\n{ZOE}\n"), "jsonl"),
        (format!("\u{feff}{ANNA}\r\n\r\n{ZOE}"), "jsonl"),
    ];
    for (text, vorm) in table {
        klopt(&lees_tekst(&text), vorm);
    }
    let utf16: Vec<u8> = format!("[{ANNA},{ZOE}]")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    klopt(&lees_bytes(&utf16).unwrap(), "json");
}

#[test]
fn een_regel_is_het_nummer_van_het_element_of_van_de_regel() {
    let lijst = lees_tekst(&format!("[{ANNA},null,\n\n{ZOE}]"));
    let numbers: Vec<u32> = lijst.regels.iter().map(|line| line.regel).collect();
    assert_eq!(numbers, [1, 3]);
    let lijst = lees_tekst(&format!("{ANNA}\n\n\n{ZOE}\n"));
    let numbers: Vec<u32> = lijst.regels.iter().map(|line| line.regel).collect();
    assert_eq!(numbers, [1, 4]);
}

#[test]
fn een_rij_koppen_met_rijen_eronder() {
    let lijst = lees_tekst(
        r#"[["Verdachtenmonitor, peildatum 20-11-2026 07:30"],["PL-nummer","Naam","Aanhouding"],["PL2100-2026117001","Berg, Anna","19-11-2026 8:05"]]"#,
    );
    assert_eq!((lijst.regels.len(), lijst.regels[0].regel), (1, 3));
    assert_eq!(
        lijst.regels[0].aanhouding,
        Some(lokaal("2026-11-19T08:05:00"))
    );
    assert_eq!(lijst.peildatum.unwrap().to_string(), "2026-11-20 07:30:00");
}

#[test]
fn wat_naast_de_lijst_staat_is_een_titel_en_een_tweede_lijst_wordt_gemeld() {
    let lijst = lees_tekst(&format!(
        r#"{{"peildatum":"20-11-2026 07:30","verdachten":[{ANNA}],"gisteren":[{ANNA},{ZOE}]}}"#
    ));
    assert_eq!(lijst.peildatum.unwrap().to_string(), "2026-11-20 07:30:00");
    assert_eq!(
        lijst.blad.as_deref(),
        Some("gisteren"),
        "it has more known headings"
    );
    assert!(
        lijst
            .waarschuwingen
            .iter()
            .any(|m| m.reden.contains("ook lijst verdachten lijkt op een lijst")),
        "{:?}",
        lijst.waarschuwingen
    );
}

#[test]
fn geneste_gegevens_en_kamelen_worden_kolommen() {
    let lijst = lees_tekst(
        r#"[{"plNummer":"PL2100-2026117001","naam":"Berg, Anna","verdachte":{"burgerServiceNummer":"249566758","adres":"Dorp 1"},"beginOphouden":"20-11-2026 01:00","feiten":[{"artikel":"300 Sr","omschrijving":"Slaan"}]}]"#,
    );
    let line = &lijst.regels[0];
    assert_eq!(line.begin_ophouden, Some(lokaal("2026-11-20T01:00:00")));
    assert_eq!(line.feiten[0].omschrijving, "300 Sr Slaan");
    assert_eq!(
        line.overig,
        [("verdachte adres".into(), "Dorp 1".to_owned())]
    );
    assert!(!format!("{lijst:?}").contains("249566758"), "no BSN");
}

#[test]
fn getallen_houden_al_hun_cijfers_en_een_sleutel_mag_twee_keer() {
    let lijst = lees_tekst(
        r#"[{"PL-nummer":"PL2100-2026117001","naam":"Berg, Anna","dossier":12345678901234567890,"aanhouding":46345.25,"status":"Vast","status":"IVS"}]"#,
    );
    let line = &lijst.regels[0];
    assert_eq!(line.overig[0].1, "12345678901234567890");
    assert_eq!(line.overig[1], ("status (2)".into(), "IVS".to_owned()));
    assert_eq!(line.aanhouding, Some(lokaal("2026-11-19T06:00:00")));
    assert_eq!(
        line.herkomst.get(&Veld::Aanhouding).unwrap().tekst,
        "46345.25"
    );
    let reasons = format!("{:?}", lijst.waarschuwingen);
    assert!(reasons.contains("datum van Excel"), "{reasons}");
    assert!(
        reasons.contains("kolom E (status) betekent hetzelfde en is gebruikt; deze kolom (F)"),
        "{reasons}"
    );
}

#[test]
fn wat_in_een_lijst_geen_verdachte_is_wordt_geweigerd_en_de_rest_gaat_door() {
    let lijst = lees_tekst(&format!("[{ANNA},12,[\"a\"],{{\"naam\":\"\"}},{ZOE}]"));
    assert_eq!(lijst.regels.len(), 2);
    let refused: Vec<u32> = lijst.geweigerd.iter().map(|m| m.regel).collect();
    assert_eq!(
        refused,
        [2, 3],
        "an empty element is an empty row: {:?}",
        lijst.geweigerd
    );

    let half = &ZOE[..ZOE.len() - 20];
    let lijst = lees_tekst(&format!("{ANNA}\n{half}\n{ZOE}\n"));
    assert_eq!(lijst.regels.len(), 2);
    assert_eq!(lijst.geweigerd[0].regel, 2);
    assert!(lijst.geweigerd[0].reden.contains("geen hele JSON"));
    assert_eq!(
        lijst.geweigerd[0].waarde, "",
        "it may hold what is not kept"
    );
}

#[test]
fn een_verdachte_alleen() {
    let lijst = lees_tekst(
        r#"{"pl":"PL2100-2026117001","naam":"Berg, Anna","feit":["a","b"],"woning":{"adres":"Dorp 1"}}"#,
    );
    let line = &lijst.regels[0];
    assert_eq!((lijst.regels.len(), line.regel), (1, 1));
    assert_eq!(line.feiten[0].omschrijving, "a / b");
    assert_eq!(line.overig, [("woning adres".into(), "Dorp 1".to_owned())]);
}

#[test]
fn json_die_geen_lijst_is_krijgt_een_zin() {
    let deep = format!("[{{\"naam\":{}1{}}}]", "[".repeat(100), "]".repeat(100));
    let deeper = "[".repeat(100_000);
    let wide: String = (0..600).map(|at| format!("\"k{at}\":1,")).collect();
    let wide = format!("[{{{wide}\"naam\":\"x\"}}]");
    let many = format!("[{{\"naam\":[{}0]}}]", "0,".repeat(50_000));
    let table = [
        ("[]", "zonder lijst van verdachten"),
        ("{}", "zonder lijst van verdachten"),
        ("[1,2,3]", "geen regel met bekende koppen"),
        (r#"{"a":1}"#, "geen regel met bekende koppen"),
        (r#"[{"a":1,"b":2}]"#, "geen regel met bekende koppen"),
        (
            r#"{"a":{"naam":"x","pl":"1"},"b":{"naam":"y","pl":"2"}}"#,
            "geen regel met bekende koppen",
        ),
        (r#"[{"naam":"x","#, "houdt halverwege op"),
        ("[{\"naam\":\"x\"\n\"y\"}]", "klopt niet op regel 2"),
        (r#"{"a":1} {"b":2}"#, "klopt niet op regel 1"),
        (&deep, "te diep genest"),
        (&deeper, "te diep genest"),
        (&wide, "500 kolommen"),
        (&many, "te veel om te lezen"),
    ];
    for (text, words) in table {
        let said = match lees_bytes(text.as_bytes()) {
            Err(error) => error.to_string(),
            Ok(lijst) => panic!("{lijst:?}"),
        };
        assert!(said.contains(words), "{words}: {said}");
        assert!(said.len() < 300, "{said}");
    }
    let long = format!("[{}{{}}]", "{\"naam\":\"x\"},".repeat(200_001));
    assert!(matches!(
        lees_bytes(long.as_bytes()),
        Err(LeesFout::TeGroot(_))
    ));
}

#[test]
fn tekst_die_op_json_lijkt_blijft_tekst() {
    let lijst = lees_tekst(
        "[export verdachtenmonitor]\nPL-nummer;Naam;Aanhouding\nPL2100-2026117001;{x};20-11-2026 01:00\n",
    );
    assert_eq!(lijst.codering, "UTF-8");
    assert_eq!(lijst.regels.len(), 1);
}
