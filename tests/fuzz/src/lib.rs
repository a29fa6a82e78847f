//! The rooms that read a list, and what the fuzz targets share.

#[path = "../../../src/domain/mod.rs"]
pub mod domain;
#[path = "../../../src/import/mod.rs"]
pub mod import;

use std::io::{Cursor, Write as _};
use std::sync::{LazyLock, Once};

use chrono::{TimeZone, Utc};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use import::{LeesFout, Lijst, Opties, Profielen};

/// More lines than this cannot come from so many bytes; more warnings are never kept.
const MELDINGEN_MAX: usize = 5_001;

/// Reads bytes with the profiles of the program and looks whether the answer can be true.
pub fn lees(bytes: &[u8]) -> Result<Lijst, LeesFout> {
    static PROFIELEN: LazyLock<Profielen> = LazyLock::new(|| {
        let all = [
            include_str!("../../../assets/profielen/verdachtenmonitor.toml"),
            include_str!("../../../assets/profielen/registratie.toml"),
            include_str!("../../../assets/profielen/algemeen.toml"),
        ];
        let all = all.iter().map(|text| toml::from_str(text).unwrap());
        Profielen::nieuw(all.collect()).unwrap()
    });
    let opties = Opties {
        profiel: None,
        bewaar_bsn: false,
        alle_bladen: false,
        nu: Utc.with_ymd_and_hms(2026, 11, 20, 6, 30, 0).unwrap(),
    };
    let read = import::lees(bytes, "lijst", &PROFIELEN, &opties);
    match &read {
        Ok(lijst) => controleer(lijst),
        Err(error) => {
            let said = error.to_string();
            assert!(!said.is_empty() && !said.contains('\n') && said.len() < 1_000, "{said}");
        }
    }
    read
}

/// What holds for every list, whatever it was made of.
fn controleer(lijst: &Lijst) {
    assert!(!lijst.regels.is_empty() || !lijst.geweigerd.is_empty());
    assert!(lijst.waarschuwingen.len() <= MELDINGEN_MAX);
    for melding in lijst.waarschuwingen.iter().chain(&lijst.geweigerd) {
        assert!(!melding.reden.is_empty());
        // A refused row shows more of itself than a cell does.
        assert!(melding.waarde.chars().count() <= 161, "{}", melding.waarde);
    }
    for regel in &lijst.regels {
        for origin in regel.herkomst.values() {
            assert!(!origin.tekst.chars().any(char::is_control), "{:?}", origin.tekst);
        }
    }
}

/// Calamine may panic on a damaged workbook, and `import` turns that into a sentence. The fuzzer
/// would stop at once; without its hook only a panic that comes through stops it.
pub fn alleen_wat_doorkomt() {
    static EENS: Once = Once::new();
    EENS.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}

/// An archive of these parts, not compressed.
pub fn archief(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}
