//! Lists that can be read and need a sentence all the same: macros, links, failed formulas, two
//! equal headings, another separator halfway, another day, a paste.

use zsmtafel::domain::lijstregel::{Status, Veld};
use zsmtafel::import::{LeesFout, Lijst, Melding, PLAKKEN, lees};

use crate::import_hulp::{fixture, lees_bytes, lees_tekst, lokaal, opties, profielen};

const KOP: &str = "PL-nummer;Naam verdachte;Geb.datum;Aankomst bureau;Toelichting;Status\n";
const ANNA: &str = "PL2100-2026117001;Berg, Anna;01-02-1990;20-11-2026 01:00;tekst;Vast\n";

fn redenen(lijst: &Lijst) -> String {
    let said = lijst.waarschuwingen.iter().map(|m| m.reden.as_str());
    said.collect::<Vec<_>>().join("\n")
}

fn werkmap(name: &str) -> Lijst {
    lees_bytes(&fixture(&format!("werkmappen/{name}"))).unwrap()
}

#[test]
fn een_werkmap_met_macros_of_koppelingen_zegt_dat() {
    let macros = werkmap("macros.xlsm");
    assert_eq!(macros.regels[0].naam.lijstvorm(), "Berg, Anna");
    assert!(
        redenen(&macros).contains("dit bestand bevat macro's; die worden niet uitgevoerd"),
        "{macros:?}"
    );
    assert!(!redenen(&macros).contains("verwijst naar andere bestanden"));

    let links = werkmap("koppelingen.xlsx");
    assert!(redenen(&links).contains("verwijst naar andere bestanden; die worden niet geopend"));
    assert!(!redenen(&links).contains("macro"));

    let formulas = redenen(&werkmap("ongerekend.xlsx"));
    assert!(
        formulas.contains("formules die nog niet zijn uitgerekend"),
        "{formulas}"
    );

    for plain in [
        "lijst-lo.ods",
        "lijst-lo.xls",
        "lijst-lo.xlsx",
        "fouten.xlsx",
    ] {
        let said = redenen(&werkmap(plain));
        assert!(
            !said.contains("macro") && !said.contains("verwijst"),
            "{plain}: {said}"
        );
    }
}

#[test]
fn een_mislukte_formule_is_geen_gegeven() {
    let lijst = werkmap("fouten.xlsx");
    let fouten: Vec<(u32, &str, &str)> = lijst
        .waarschuwingen
        .iter()
        .filter(|m| m.reden.contains("fout van een formule"))
        .map(|m| (m.regel, m.kolom.as_str(), m.waarde.as_str()))
        .collect();
    assert_eq!(
        fouten,
        [
            (2, "Geb.datum", "#REF!"),
            (2, "Wetsartikel", "#NAME?"),
            (2, "Toelichting / MO", "#VALUE!"),
            (2, "Aanhouding", "#N/A"),
            (2, "Schoenmaat", "#DIV/0!"),
            (3, "Geb.datum", "#VERW!"),
            (3, "Toelichting / MO", "#WAARDE!"),
            (3, "Aanhouding", "#N/B"),
        ]
    );
    let [anna, bert] = lijst.regels.as_slice() else {
        panic!("{lijst:?}")
    };
    assert_eq!((anna.geboortedatum, anna.aanhouding), (None, None));
    assert_eq!(
        (anna.toelichting.as_str(), anna.artikelen().as_str()),
        ("", "")
    );
    assert_eq!(
        anna.herkomst.get(&Veld::Geboortedatum).unwrap().tekst,
        "#REF!"
    );
    assert_eq!(anna.herkomst.get(&Veld::Aanhouding).unwrap().tekst, "#N/A");
    assert_eq!(bert.artikelen(), "300 Sr");
    for (name, kolom) in [
        ("fouten-lo.ods", "Toelichting / MO"),
        ("fouten-lo.xls", "Aanhouding"),
    ] {
        let lijst = werkmap(name);
        assert!(
            lijst
                .waarschuwingen
                .iter()
                .any(|m| m.kolom == kolom && m.reden.contains("fout van een formule")),
            "{name}: {:?}",
            lijst.waarschuwingen
        );
        assert!(
            lijst.regels.iter().all(|line| line.toelichting.is_empty()),
            "{name}"
        );
        assert_eq!(lijst.regels[1].aanhouding, None, "{name}");
        assert_eq!(lijst.regels[1].naam.lijstvorm(), "", "{name}");
    }
    // Also in text, and also where the name stands in parts.
    let lijst = lees_tekst(
        "PL-nummer;Achternaam;Voornamen;Status;Aankomst bureau\nPL2100-2026117001;Berg;#N/B;#VERW!;Err:502\n",
    );
    assert_eq!(lijst.regels[0].naam.lijstvorm(), "Berg");
    assert_eq!(lijst.regels[0].status, Status::Onbekend);
    assert_eq!(lijst.regels[0].begin_ophouden, None);
    assert_eq!(redenen(&lijst).matches("fout van een formule").count(), 3);
}

#[test]
fn van_twee_gelijke_koppen_wordt_gezegd_welke_telt() {
    let lijst = lees_tekst(
        "PL-nummer;Naam verdachte;Status;Aankomst bureau;Status\nPL2100-2026117001;Berg, Anna;Vast;20-11-2026 01:00;IVS\n",
    );
    assert_eq!(
        lijst.waarschuwingen,
        [
            Melding {
                regel: 1,
                kolom: "Status (2)".to_owned(),
                waarde: String::new(),
                reden: "kolom C (Status) betekent hetzelfde en is gebruikt; deze kolom (E) staat bij overig".to_owned(),
            }
        ]
    );
    assert_eq!(lijst.regels[0].status, Status::Vast);
    assert_eq!(lijst.regels[0].overig[0].1, "IVS");
}

#[test]
fn een_scheidingsteken_dat_halverwege_wisselt() {
    let body = "PL2100-2026117002;Bos, Bert;03-04-1980;20-11-2026 02:00;a;Vast\n";
    for (sign, name) in [(',', ","), ('\t', "een tab"), ('|', "|")] {
        let other = body
            .replace("Bos, Bert", "\"Bos\"")
            .replace(';', &sign.to_string());
        let text = format!(
            "{KOP}{ANNA}{other}{other}{}",
            ANNA.replace("117001", "117009")
        );
        let lijst = lees_tekst(&text);
        assert_eq!(lijst.regels.len(), 2, "{sign:?}: {lijst:?}");
        let refused: Vec<u32> = lijst.geweigerd.iter().map(|m| m.regel).collect();
        assert_eq!(refused, [3, 4], "{sign:?}");
        assert_eq!(
            lijst.geweigerd[0].reden,
            format!("op deze regel staat {name} tussen de cellen in plaats van ;")
        );
        let warning = lijst
            .waarschuwingen
            .iter()
            .find(|m| m.reden.contains("wisselt het scheidingsteken"))
            .unwrap();
        assert_eq!(warning.regel, 3);
        assert!(
            warning.reden.contains("2 regels zijn niet gelezen"),
            "{}",
            warning.reden
        );
    }
    // Commas in the words of a short row are no separators.
    let lijst = lees_tekst(&format!(
        "{KOP}PL2100-2026117001;Berg, Anna;;;hij zei, zij zei, toen, en, daarna, ook\nPL2100-2026117002;Bos, Bert\n"
    ));
    assert_eq!((lijst.regels.len(), lijst.geweigerd.len()), (2, 0));
}

#[test]
fn een_wissel_van_scheidingsteken_geeft_geen_bsn_prijs() {
    let lijst = lees_tekst(
        "PL-nummer;Naam verdachte;BSN;Aankomst bureau\nPL2100-2026117001;Berg, Anna;249566758;20-11-2026 01:00\nPL2100-2026117002\tBos\t111222333\t20-11-2026 01:00\n",
    );
    assert_eq!(lijst.geweigerd.len(), 1);
    assert!(!format!("{lijst:?}").contains("111222333"));
}

#[test]
fn een_lijst_van_een_andere_dag() {
    let old = |title: &str| {
        redenen(&lees_tekst(&format!(
            "{title}{KOP}{}",
            ANNA.replace("20-11-2026", "13-11-2026")
        )))
    };
    assert!(
        old("").contains("is van 13-11-2026, 7 dagen geleden; is dit de lijst van vandaag?"),
        "{}",
        old("")
    );
    // A title says so itself, and is asked about where the list is accepted.
    assert_eq!(old("Lijst, peildatum 13-11-2026 07:30;;\n"), "");
    assert!(old("Lijst van 21-11-2026;;\n").contains("(21-11-2026) ligt in de toekomst"));
    assert_eq!(redenen(&lees_tekst(&format!("{KOP}{ANNA}"))), "");
}

#[test]
fn wat_geplakt_wordt() {
    let paste = |text: &str| {
        lees(text.as_bytes(), PLAKKEN, profielen(), &opties()).map_err(LeesFout::bij_plakken)
    };
    // Cells of a spreadsheet have tabs between them; one with a line break has quotes around it. A
    // terminal may send the end of a line as a carriage return.
    for text in [
        format!("{KOP}{ANNA}")
            .replace(';', "\t")
            .replace("tekst", "\"twee\nregels\""),
        format!("{KOP}{ANNA}")
            .replace(';', "\t")
            .replace("tekst", "twee / regels")
            .replace('\n', "\r"),
        format!("{KOP}{ANNA}").replace("tekst", "twee / regels"),
    ] {
        let lijst = paste(&text).unwrap();
        assert_eq!(lijst.bestand, "plakken");
        assert_eq!(lijst.regels[0].naam.lijstvorm(), "Berg, Anna");
        assert_eq!(
            lijst.regels[0].begin_ophouden,
            Some(lokaal("2026-11-20T01:00:00"))
        );
        assert_eq!(lijst.regels[0].toelichting, "twee / regels");
    }
    let without = paste(&ANNA.replace(';', "\t")).unwrap_err();
    assert_eq!(without, LeesFout::ZonderKoppen(1));
    assert!(
        without.to_string().contains("regel met koppen"),
        "{without}"
    );
    let loose = paste("zomaar wat woorden\ten nog wat").unwrap_err();
    assert_eq!(loose, LeesFout::PlakkenZonderKoppen);
    assert!(
        loose.to_string().contains("kopieer die regel ook mee"),
        "{loose}"
    );
    assert!(paste("").unwrap_err().to_string().contains("leeg bestand"));
    assert_eq!(
        paste("[{\"PL-nummer\":\"PL2100-2026117001\",\"naam\":\"Berg\"}]")
            .unwrap()
            .codering,
        "json"
    );
}

#[test]
fn een_bestand_zonder_koppen_noemt_de_eerste_verdachte() {
    assert_eq!(
        lees_bytes(ANNA.as_bytes()).unwrap_err(),
        LeesFout::ZonderKoppen(1)
    );
}
