//! What the import stories share: the profiles of the program, the sample lists, a fixed present.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, Utc};
use uuid::Uuid;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::lijstregel::Lijstregel;
use zsmtafel::import::{LeesFout, Lijst, Opties, Plan, Profielen, lees, naar_utc};

pub const LIJSTEN: [&str; 4] = [
    "verdachtenmonitor.csv",
    "verdachtenmonitor-utf8.csv",
    "verdachtenmonitor-unicode.txt",
    "verdachtenmonitor.xlsx",
];

pub fn pad(onder_assets: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(onder_assets)
}

/// Read once: parsing them takes longer than reading a list.
pub fn profielen() -> &'static Profielen {
    static PROFIELEN: LazyLock<Profielen> = LazyLock::new(lees_profielen);
    &PROFIELEN
}

fn lees_profielen() -> Profielen {
    let all = ["verdachtenmonitor", "registratie", "algemeen"]
        .map(|name| {
            let text = fs::read_to_string(pad(&format!("profielen/{name}.toml"))).unwrap();
            toml::from_str(&text).unwrap()
        })
        .into_iter()
        .collect();
    Profielen::nieuw(all).unwrap()
}

/// 20 November 2026, 07:30 in Amsterdam: the moment of the sample lists.
pub fn nu() -> DateTime<Utc> {
    lokaal("2026-11-20T07:30:00")
}

pub fn lokaal(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").unwrap();
    naar_utc(local).waarde.unwrap()
}

pub fn opties() -> Opties {
    Opties {
        profiel: None,
        bewaar_bsn: false,
        alle_bladen: false,
        nu: nu(),
    }
}

pub fn voorbeeld(name: &str) -> Vec<u8> {
    fs::read(pad(&format!("voorbeelden/{name}"))).unwrap()
}

/// A file in `tests/fixtures`.
pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(fixtures_map().join(name)).unwrap()
}

/// All files of a folder in `tests/fixtures` with this extension (or any), in order.
pub fn fixtures(map: &str, extension: &str) -> Vec<PathBuf> {
    let folder = fs::read_dir(fixtures_map().join(map)).unwrap();
    let mut paths: Vec<PathBuf> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| extension.is_empty() || path.extension().is_some_and(|end| end == extension))
        .collect();
    paths.sort();
    paths
}

fn fixtures_map() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

pub fn lees_bytes(bytes: &[u8]) -> Result<Lijst, LeesFout> {
    lees(bytes, "lijst.csv", profielen(), &opties())
}

pub fn lees_tekst(text: &str) -> Lijst {
    lees_bytes(text.as_bytes()).unwrap()
}

pub fn lees_voorbeeld(name: &str) -> Lijst {
    lees(&voorbeeld(name), name, profielen(), &opties()).unwrap()
}

/// A stand-in for the keyed hash of the journal: the same key gives the same id.
pub fn zaak_id(regel: &Lijstregel) -> ZaakId {
    let mut hasher = DefaultHasher::new();
    regel.zaaksleutel().hash(&mut hasher);
    ZaakId(Uuid::from_u128(u128::from(hasher.finish())))
}

pub fn bekend_na(plan: &Plan) -> HashMap<ZaakId, Lijstregel> {
    plan.regels
        .iter()
        .map(|line| (line.zaak, line.regel.clone()))
        .collect()
}
