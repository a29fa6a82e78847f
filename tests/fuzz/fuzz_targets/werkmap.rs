//! Workbooks. The first byte chooses the part that the other bytes become, because random bytes
//! are hardly ever a whole archive.
#![no_main]

use zsmtafel_fuzz::{archief, lees};

const SOORTEN: &[u8] = br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOEK: &[u8] = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOEKRELS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const BLAD: &[u8] = br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Aanhouding</t></is></c></row><row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c><c r="C2" s="1"><v>46345.5</v></c></row></sheetData></worksheet>"#;
const TEKSTEN: &[u8] = br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>PL-nummer</t></si><si><t>Naam</t></si><si><t>PL2100-2026117001</t></si><si><t>Berg, Anna</t></si></sst>"#;
const STIJL: &[u8] = br#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#;
const MANIFEST: &[u8] = br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;

fn xlsx(boek: &[u8], boekrels: &[u8], blad: &[u8], teksten: &[u8], stijl: &[u8]) -> Vec<u8> {
    archief(&[
        ("[Content_Types].xml", SOORTEN),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", boek),
        ("xl/_rels/workbook.xml.rels", boekrels),
        ("xl/worksheets/sheet1.xml", blad),
        ("xl/sharedStrings.xml", teksten),
        ("xl/styles.xml", stijl),
    ])
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let file = match first % 8 {
        0 => xlsx(BOEK, BOEKRELS, rest, TEKSTEN, STIJL),
        1 => xlsx(BOEK, BOEKRELS, BLAD, rest, STIJL),
        2 => xlsx(BOEK, BOEKRELS, BLAD, TEKSTEN, rest),
        3 => xlsx(rest, BOEKRELS, BLAD, TEKSTEN, STIJL),
        4 => archief(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", MANIFEST),
            ("content.xml", rest),
        ]),
        5 => {
            // Two bytes say where the workbook ends and the sheet begins.
            let Some((at, parts)) = rest.split_first_chunk::<2>() else {
                return;
            };
            let at = usize::from(u16::from_le_bytes(*at)).min(parts.len());
            let (boek, blad) = parts.split_at(at);
            archief(&[
                ("[Content_Types].xml", SOORTEN),
                ("_rels/.rels", RELS),
                ("xl/workbook.bin", boek),
                ("xl/_rels/workbook.bin.rels", BOEKRELS),
                ("xl/worksheets/sheet1.xml", blad),
            ])
        }
        // An old workbook, or an archive, as it is.
        _ => rest.to_vec(),
    };
    let _ = lees(&file);
});
