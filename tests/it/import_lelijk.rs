//! Ugly input: what is hostile, damaged or simply something else. Nothing panics, nothing runs, and
//! each refusal is one sentence that says what was seen and what was expected.

use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};
use zsmtafel::domain::lijstregel::Veld;
use zsmtafel::import::{CEL_MAX, LeesFout, Opties, schoon};

use crate::import_hulp::{LIJSTEN, lees_bytes, lees_tekst, nu, profielen, voorbeeld};

const KOP: &str = "PL-nummer;Naam verdachte;Geb.datum;Aankomst bureau;Toelichting";
const BIDI: std::ops::RangeInclusive<char> = '\u{202a}'..='\u{202e}';
const ANNA: &str = "PL2100-2026117001;Berg, Anna van den;01-02-1990;20-11-2026 01:00;tekst";

fn zip(parts: &[(&str, &[u8])], store: bool) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let method = if store {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    };
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in parts {
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn wat_geen_lijst_is_wordt_met_een_zin_geweigerd() {
    let cfb = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let table: Vec<(&str, Vec<u8>, &str)> = vec![
        (
            "pdf",
            b"%PDF-1.7 ...".to_vec(),
            "dit is een PDF die niet te lezen is",
        ),
        ("png", b"\x89PNG\r\n\x1a\n....".to_vec(), "plaatje (PNG)"),
        ("jpeg", b"\xff\xd8\xff\xe0....".to_vec(), "foto (JPEG)"),
        ("leeg", Vec::new(), "leeg bestand"),
        ("blanks", b"\r\n \r\n;;;\n".to_vec(), "bekende koppen"),
        ("alleen bom", b"\xef\xbb\xbf".to_vec(), "leeg bestand"),
        ("html", b" <html><body><table>".to_vec(), "webpagina"),
        ("xml", b"<?xml version=\"1.0\"?><Workbook>".to_vec(), "XML"),
        (
            "zonder koppen",
            b"a;b;c\n1;2;3\n".to_vec(),
            "geen regel met bekende koppen",
        ),
        (
            "alleen koppen",
            KOP.as_bytes().to_vec(),
            "geen verdachten eronder",
        ),
        (
            "binair",
            vec![1, 2, 3, 4, 5, 0, 7, 8, 9, 200, 201],
            "zonder tekst",
        ),
        (
            "rommelzip",
            b"PK\x03\x04 en verder niets".to_vec(),
            "beschadigd",
        ),
        (
            "word",
            zip(&[("word/document.xml", b"<a/>")], false),
            "Word-document",
        ),
        (
            "gewone zip",
            zip(&[("foto.jpg", b"x")], false),
            "zip-bestand zonder werkmap",
        ),
        (
            "lege werkmap",
            zip(&[("xl/workbook.xml", b"<workbook/>")], false),
            "beschadigd",
        ),
        ("halve cfb", cfb, "beschadigd"),
        ("programma", b"MZ\x90\0\x03".to_vec(), "een programma"),
    ];
    for (what, bytes, expected) in table {
        let said = lees_bytes(&bytes).unwrap_err().to_string();
        assert!(said.contains(expected), "{what}: {said}");
        assert!(!said.contains('\n'), "{what}: one sentence");
    }
}

#[test]
fn een_map_of_pad_in_de_naam_doet_niets() {
    let text = format!("{KOP}\n{ANNA}\n");
    let options = Opties {
        profiel: None,
        bewaar_bsn: false,
        alle_bladen: false,
        nu: nu(),
    };
    let name = |bestand: &str| {
        zsmtafel::import::lees(text.as_bytes(), bestand, profielen(), &options)
            .unwrap()
            .bestand
    };
    assert_eq!(name("/tmp/in\u{1b}[31mbox/lijst\u{202e}.csv"), "lijst.csv");
    assert_eq!(name("C:\\temp\\lijst.csv"), "lijst.csv");
    assert_eq!(name("map/"), "");
}

#[test]
fn cellen_worden_schoon_en_formules_blijven_tekst() {
    let table = [
        ("\u{1b}[31mrood\u{1b}[0m", "rood"),
        ("\u{1b}]0;titel\u{7}na", "na"),
        ("\u{1b}]0;zonder einde", "0;zonder einde"),
        ("\u{9b}2Jleeg", "leeg"),
        ("an\u{202e}na\u{2066}x\u{2069}", "annax"),
        ("An\u{200b}n\u{ad}a\u{feff}", "Anna"),
        ("a\u{0}b\u{8}c\u{7f}d", "abcd"),
        ("eerste\r\ntweede\n\n derde", "eerste / tweede / derde"),
        ("\n\nvoor en na\n", "voor en na"),
        ("a\tb\u{a0}c", "a b c"),
        ("Fe\u{301}line", "Féline"),
        ("q\u{323}\u{307}", "q\u{323}\u{307}"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("@SUM(1+1)", "@SUM(1+1)"),
        ("  gewoon  ", "gewoon"),
    ];
    for (dirty, expected) in table {
        assert_eq!(schoon(dirty).tekst, expected, "{dirty:?}");
    }
    let lijst = lees_tekst(&format!(
        "{KOP}\nPL2100-2026117001;=cmd|' /C calc'!A0;01-02-1990;20-11-2026 01:00;\"\u{1b}[2Ja\u{202e}b\nc\"\n"
    ));
    assert_eq!(
        lijst.regels[0].herkomst.get(&Veld::Naam).unwrap().tekst,
        "=cmd|' /C calc'!A0"
    );
    assert_eq!(lijst.regels[0].toelichting, "ab / c");
}

#[test]
fn een_cel_van_tien_megabyte_wordt_gekapt_en_gemeld() {
    let huge = "x;\"\"".repeat(2_500_000);
    let lijst = lees_tekst(&format!(
        "{KOP}\n{ANNA}\"\n{}\"{huge}\"\n",
        ANNA.replace("tekst", "")
    ));
    assert_eq!(lijst.regels.len(), 2);
    assert_eq!(lijst.regels[1].toelichting.chars().count(), CEL_MAX);
    let warning = lijst
        .waarschuwingen
        .iter()
        .find(|melding| melding.reden.contains("langer dan 4000"))
        .unwrap();
    assert_eq!((warning.regel, warning.kolom.as_str()), (3, "Toelichting"));
    assert!(warning.waarde.chars().count() <= 80);
}

#[test]
fn te_breed_te_lang_te_groot() {
    let wide = format!("{KOP}{}\n{ANNA}\n", ";x".repeat(20_000));
    let said = lees_bytes(wide.as_bytes()).unwrap_err().to_string();
    assert!(said.contains("kolommen") && said.contains("500"), "{said}");

    let separators = vec![b';'; 5_000_000];
    let said = lees_bytes(&[KOP.as_bytes(), b"\n", &separators].concat()).unwrap_err();
    assert!(matches!(said, LeesFout::TeGroot(_)), "{said}");

    let long = format!("{KOP}\n{}", "x\n".repeat(1_048_576));
    let said = lees_bytes(long.as_bytes()).unwrap_err().to_string();
    assert!(said.contains("200000 regels"), "{said}");

    let said = lees_bytes(&vec![b'x'; 65 * 1024 * 1024])
        .unwrap_err()
        .to_string();
    assert!(said.contains("64 MB"), "{said}");
}

fn werkmap(sheet: &str) -> Vec<u8> {
    zip(
        &[
            ("[Content_Types].xml", br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
            (
                "_rels/.rels",
                br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
            ),
            (
                "xl/workbook.xml",
                br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            ),
            (
                "xl/_rels/workbook.xml.rels",
                br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#).as_bytes(),
            ),
        ],
        false,
    )
}

fn rij(number: u32, cells: &[(&str, &str)]) -> String {
    let cells: String = cells
        .iter()
        .map(|(column, text)| {
            format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        })
        .collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

#[test]
fn werkmappen_aan_de_rand() {
    let heading = rij(
        1,
        &[
            ("A", "PL-nummer"),
            ("B", "Naam verdachte"),
            ("C", "Geb.datum"),
        ],
    );
    let anna = rij(
        2,
        &[
            ("A", "PL2100-2026117001"),
            ("B", "Berg, Anna"),
            ("C", "01-02-1990"),
        ],
    );
    let lijst = lees_bytes(&werkmap(&format!("{heading}{anna}"))).unwrap();
    assert_eq!(lijst.regels.len(), 1);

    // A cell in the last corner of the sheet costs no memory for what lies between; it is no size.
    let corner = rij(1_048_576, &[("XFD", "x")]);
    let lijst = lees_bytes(&werkmap(&format!("{heading}{anna}{corner}"))).unwrap();
    assert_eq!(lijst.regels.len(), 1);
    assert!(lijst.waarschuwingen[0].reden.contains("XFD1048576"));
    // Nor does a sheet that is filled on and on: reading stops at the bound.
    let mut full = format!("{heading}{anna}");
    for number in 3..=200_010_u32 {
        full.push_str(&format!(
            r#"<row r="{number}"><c r="B{number}"><v>{number}</v></c></row>"#
        ));
    }
    let said = lees_bytes(&werkmap(&full)).unwrap_err().to_string();
    assert!(said.contains("200000 regels"), "{said}");
    let last = rij(150_000, &[("B", "Bos, Bert")]);
    let lijst = lees_bytes(&werkmap(&format!("{heading}{anna}{last}"))).unwrap();
    assert_eq!(lijst.regels[1].regel, 150_000);
}

#[test]
fn een_zipbom_wordt_niet_geopend() {
    const SIZE: usize = 20 * 1024 * 1024;
    let zeros = vec![b' '; SIZE];
    let bomb = zip(
        &[
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/worksheets/sheet1.xml", &zeros),
        ],
        false,
    );
    assert!(bomb.len() < 64 * 1024, "it is small: {}", bomb.len());
    let said = lees_bytes(&bomb).unwrap_err().to_string();
    assert!(said.contains("uitgepakt veel te groot"), "{said}");

    // One that lies about its size: the stated size is overwritten in every header.
    let real = u32::try_from(SIZE).unwrap();
    let mut liar = bomb;
    let stated = real.to_le_bytes();
    let places: Vec<usize> = (0..liar.len() - 4)
        .filter(|at| liar[*at..].starts_with(&stated))
        .collect();
    for at in places {
        liar[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    assert!(lees_bytes(&liar).is_err());
}

#[test]
fn een_ods_die_cellen_herhaalt() {
    let ods = |body: &str| {
        zip(
            &[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
                (
                    "content.xml",
                    format!(r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Lijst">{body}</table:table></office:spreadsheet></office:body></office:document-content>"#).as_bytes(),
                ),
            ],
            true,
        )
    };
    let cell = |text: &str| {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    };
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!(
            "<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
        )
    };
    let good = format!(
        "{}{}<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        row(&["PL-nummer", "Naam verdachte", "Aanhouding"]),
        row(&["PL2100-2026117001", "Berg, Anna", "20-11-2026 0:10"])
    );
    let lijst = lees_bytes(&ods(&good)).unwrap();
    assert_eq!((lijst.codering.as_str(), lijst.regels.len()), ("ods", 1));

    let bomb = format!(
        "{good}<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>"
    );
    let said = lees_bytes(&ods(&bomb)).unwrap_err().to_string();
    assert!(said.contains("herhaalt"), "{said}");
}

#[test]
fn een_werkmap_met_wachtwoord() {
    let said = lees_bytes(&cfb_met("EncryptedPackage")).unwrap_err();
    assert_eq!(said, LeesFout::Wachtwoord);
    // An Excel 97 workbook says it in its first records (FILEPASS), an ods in its manifest.
    let mut old = crate::import_hulp::fixture("klein.xls");
    let at = (0..old.len() - 6)
        .find(|at| old[*at..].starts_with(&[0x42, 0x00, 0x02, 0x00]))
        .unwrap();
    old[at] = 0x2f;
    assert_eq!(lees_bytes(&old).unwrap_err(), LeesFout::Wachtwoord);
    let ods = zip(
        &[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", b"\x12\x34\x56"),
            ("META-INF/manifest.xml", br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#),
        ],
        true,
    );
    assert_eq!(lees_bytes(&ods).unwrap_err(), LeesFout::Wachtwoord);
    let said = lees_bytes(&cfb_met("WordDocument"))
        .unwrap_err()
        .to_string();
    assert!(said.contains("Word-document"), "{said}");
}

/// The smallest compound file with one entry of that name beside the root.
fn cfb_met(name: &str) -> Vec<u8> {
    let mut out = vec![0_u8; 512 * 3];
    out[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let mut put = |at: usize, bytes: &[u8]| out[at..at + bytes.len()].copy_from_slice(bytes);
    let end = 0xffff_fffe_u32.to_le_bytes();
    let free = 0xffff_ffff_u32.to_le_bytes();
    put(30, &9_u16.to_le_bytes());
    put(32, &6_u16.to_le_bytes());
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes()); // directory in sector 1
    put(56, &4096_u32.to_le_bytes());
    put(60, &end);
    put(68, &end);
    put(76, &0_u32.to_le_bytes()); // FAT in sector 0
    for at in 1..109 {
        put(76 + 4 * at, &free);
    }
    put(512, &0xffff_fffd_u32.to_le_bytes());
    put(516, &end);
    for at in 2..128 {
        put(512 + 4 * at, &free);
    }
    for (at, (entry, kind)) in [("Root Entry", 5_u8), (name, 2)].into_iter().enumerate() {
        let base = 1024 + 128 * at;
        for (unit, c) in entry.encode_utf16().enumerate() {
            put(base + 2 * unit, &c.to_le_bytes());
        }
        put(
            base + 64,
            &u16::try_from(2 * entry.len() + 2).unwrap().to_le_bytes(),
        );
        put(base + 66, &[kind]);
        put(base + 116, &end);
    }
    out
}

#[test]
fn beschadigde_werkmappen_geven_een_zin() {
    let whole = voorbeeld(LIJSTEN[3]);
    for cut in [whole.len() / 4, whole.len() / 2, whole.len() - 30] {
        let error = lees_bytes(&whole[..cut]).unwrap_err();
        assert!(matches!(error, LeesFout::Beschadigd(_)), "{cut}: {error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn willekeurige_bytes_geven_nooit_een_paniek(
        start in prop::sample::select(vec![
            Vec::new(), b"PK\x03\x04".to_vec(), b"PK\x05\x06".to_vec(), b"\xff\xfe".to_vec(), b"\xfe\xff".to_vec(),
            b"\xef\xbb\xbf".to_vec(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), format!("{KOP}\n").into_bytes(), b"sep=,\n".to_vec(),
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..2_000),
    ) {
        let _ = lees_bytes(&[start, rest].concat());
    }

    #[test]
    fn json_is_altijd_een_lijst_of_een_zin(
        rows in prop::collection::vec(prop::collection::vec(("[a-zA-Z]{0,6}|naam|pl|aanhouding|status", "\\PC{0,12}"), 0..5), 1..6),
        lines in any::<bool>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let objects: Vec<String> = rows
            .iter()
            .map(|row| serde_json::Value::from_iter(row.iter().cloned()).to_string())
            .collect();
        let text = if lines { objects.join("\n") } else { format!("[{}]", objects.join(",")) };
        if let Ok(lijst) = lees_bytes(text.as_bytes()) {
            prop_assert!(lijst.regels.len() + lijst.geweigerd.len() <= rows.len());
        }
        let _ = lees_bytes(&text.as_bytes()[..cut.index(text.len())]);
    }

    #[test]
    fn willekeurige_cellen_onder_koppen_geven_regels_of_meldingen(
        cells in prop::collection::vec("[^;\"\r\n]{0,30}", 5),
    ) {
        let text = format!("{KOP}\n{ANNA}\n{}\n", cells.join(";"));
        let lijst = lees_tekst(&text);
        for line in &lijst.regels {
            for origin in line.herkomst.values() {
                let bad = origin.tekst.chars().any(|c| c.is_control() || BIDI.contains(&c));
                prop_assert!(!bad, "{:?}", origin);
            }
        }
    }

    #[test]
    fn verminkte_lijsten_geven_nooit_een_paniek(
        which in 0..4_usize,
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let mut bytes = voorbeeld(LIJSTEN[which]);
        for (at, value) in wounds {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if shorten {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = lees_bytes(&bytes);
    }

    #[test]
    fn schoonmaken_is_na_een_keer_klaar(text in any::<String>()) {
        let once = schoon(&text).tekst.into_owned();
        prop_assert_eq!(&schoon(&once).tekst, &once);
    }
}
