//! Files that other programs wrote: csv-spectrum, openpyxl, XlsxWriter, LibreOffice, and what the
//! fuzzer found. `tests/fixtures/maak` makes them.

use std::fs;

use chrono::TimeDelta;
use serde_json::Value;
use zsmtafel::domain::lijstregel::{Lijstregel, Status, Veld};
use zsmtafel::import::{Lijst, cellen};

use crate::import_hulp::{fixture, fixtures, lees_bytes, lokaal};

/// Its JSON is of another file: the telephone number differs, and the places are damaged.
const NIET_VAN_ZICHZELF: &str = "location_coordinates";

#[test]
fn csv_spectrum() {
    let mut seen = 0;
    for path in fixtures("csv-spectrum", "csv") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        if name == NIET_VAN_ZICHZELF {
            continue;
        }
        let (rows, meldingen) = cellen(&fs::read(&path).unwrap(), ',').unwrap();
        assert_eq!(meldingen, [], "{name}");
        let ((_, koppen), rows) = rows.split_first().unwrap();
        let found: Vec<Value> = rows
            .iter()
            .map(|(_, cells)| {
                koppen
                    .iter()
                    .cloned()
                    .zip(cells.clone().into_iter().map(Value::from))
                    .collect()
            })
            .collect();
        let wanted: Value =
            serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
        // The line ends of the quoted cells are those of the file.
        let same = |value: &Value| value.to_string().replace("\\r\\n", "\\n");
        assert_eq!(same(&Value::from(found)), same(&wanted), "{name}");
        seen += 1;
    }
    assert_eq!(seen, 11);
}

/// What a list says of its suspects, without where it stood.
fn gegevens(lijst: &Lijst) -> Vec<Lijstregel> {
    let mut lines = lijst.regels.clone();
    for line in &mut lines {
        line.regel = 0;
        line.herkomst = Default::default();
        line.overig.clear();
    }
    lines
}

#[test]
fn elk_programma_schrijft_dezelfde_lijst() {
    let truth = lees_bytes(&fixture("werkmappen/lijst.csv")).unwrap();
    let [anna, zoe, celik] = truth.regels.as_slice() else {
        panic!("{truth:?}")
    };
    assert_eq!(anna.artikelen(), "300 jo 304 Sr · 285 Sr");
    assert_eq!(zoe.aanhouding, Some(lokaal("2026-11-19T23:59:59")));
    assert_eq!(
        (celik.status.clone(), celik.toelichting.as_str()),
        (Status::Heengezonden, "twee regels / in een cel")
    );
    assert_eq!(truth.geweigerd, []);
    assert_eq!(truth.overgeslagen, 3, "title, headings once more, total");
    for name in [
        "lijst-openpyxl.xlsx",
        "lijst-openpyxl-1904.xlsx",
        "lijst-xlsxwriter.xlsx",
        "lijst-lo.xlsx",
        "lijst-lo.xls",
        "lijst-lo.ods",
    ] {
        let lijst = lees_bytes(&fixture(&format!("werkmappen/{name}"))).unwrap();
        assert_eq!(gegevens(&lijst), gegevens(&truth), "{name}");
        assert_eq!(lijst.peildatum, truth.peildatum, "{name}");
        assert_eq!(lijst.overgeslagen, truth.overgeslagen, "{name}");
        assert_eq!(lijst.geweigerd, [], "{name}");
        assert_eq!(lijst.waarschuwingen, truth.waarschuwingen, "{name}");
        let rows: Vec<u32> = lijst.regels.iter().map(|line| line.regel).collect();
        assert_eq!(rows, [4, 6, 9], "{name}: as a spreadsheet numbers them");
        assert!(
            !format!("{lijst:?}").contains("249566758"),
            "{name}: no BSN"
        );
    }
}

#[test]
fn tijden_in_een_eigen_kolom_op_elke_manier() {
    let lijst = lees_bytes(&fixture("werkmappen/tijden.xlsx")).unwrap();
    assert_eq!(lijst.regels.len(), 9);
    for line in &lijst.regels {
        let text = line.herkomst.get(&Veld::Aanhouding).unwrap().tekst;
        assert_eq!(
            line.aanhouding,
            Some(lokaal("2026-11-19T08:05:00")),
            "{text}"
        );
        assert_eq!(line.naam.tussenvoegsel, "van den");
    }
    let doubts = lijst
        .waarschuwingen
        .iter()
        .filter(|m| m.kolom.contains("aanhouding"));
    assert_eq!(doubts.count(), 0, "{:?}", lijst.waarschuwingen);
}

/// What once made the program stop, or answer wrongly.
#[test]
fn vondsten_van_de_fuzzer() {
    for path in fixtures("vondsten", "") {
        let bytes = fs::read(&path).unwrap();
        let start = std::time::Instant::now();
        let _ = lees_bytes(&bytes);
        for separator in [';', ',', '\t', '|'] {
            if let Ok((rows, _)) = cellen(&bytes, separator) {
                assert!(
                    rows.windows(2).all(|pair| pair[0].0 < pair[1].0),
                    "{}: lines in order",
                    path.display()
                );
            }
        }
        let took = TimeDelta::from_std(start.elapsed()).unwrap();
        assert!(took < TimeDelta::seconds(20), "{}: {took}", path.display());
    }
}
