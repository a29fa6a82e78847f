//! How long reading a list takes: the sample of a day, a day of the whole country, and far too much.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{TimeZone, Utc};
use divan::Bencher;
use uuid::Uuid;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::lijstregel::Lijstregel;
use zsmtafel::import::{Opties, Profielen, lees, maak_plan};

fn main() {
    divan::main();
}

fn profielen() -> Profielen {
    let all = [
        include_str!("../../assets/profielen/verdachtenmonitor.toml"),
        include_str!("../../assets/profielen/registratie.toml"),
        include_str!("../../assets/profielen/algemeen.toml"),
    ];
    Profielen::nieuw(
        all.iter()
            .map(|text| toml::from_str(text).unwrap())
            .collect(),
    )
    .unwrap()
}

fn opties() -> Opties {
    Opties {
        profiel: None,
        bewaar_bsn: false,
        alle_bladen: false,
        nu: Utc.with_ymd_and_hms(2026, 11, 20, 8, 0, 0).unwrap(),
    }
}

/// A list of so many invented suspects, about 300 bytes each.
fn maak(rows: usize) -> String {
    let mut out = String::from(
        "Volgnr;PL-nummer;Parketnr.;Naam verdachte;Geb.datum;M/V;BSN;Adres;Woonplaats;Wetsartikel;Feit;Toelichting / MO;Relatie tot SO;Aanhouding;Aankomst bureau;Locatie;Status;HG;THV;Zorgmelding\r\n",
    );
    for at in 0..rows {
        let (day, month, year) = (at % 28 + 1, at % 12 + 1, 1950 + at % 60);
        write!(
            out,
            "{at};PL2100-2026{:06};01-{:06}-26;van der Berg{at}, Féline;{day:02}-{month:02}-{year};V;;Dorpsstraat {at};Sint-Michielsgestel;300 jo 304 Sr;Mishandeling (echtgenoot);\"Verzonnen: VE heeft in de woning geslagen, geschreeuw gehoord door buren; kinderen boven aanwezig, melding {at}.\";echtgenote;19-11-2026 {:02}:{:02};20-11-2026 {:02}:{:02};AC Den Bosch;Vast;J;;J\r\n",
            at % 1_000_000,
            at % 1_000_000,
            at % 24,
            at % 60,
            at % 7,
            at % 60,
        )
        .unwrap();
    }
    out
}

#[divan::bench(args = [2_000, 130_000], sample_count = 10, sample_size = 1)]
fn csv(bencher: Bencher<'_, '_>, rows: usize) {
    let text = maak(rows);
    let (profielen, opties) = (profielen(), opties());
    bencher
        .counter(divan::counter::BytesCount::new(text.len()))
        .bench(|| lees(text.as_bytes(), "lijst.csv", &profielen, &opties).unwrap());
}

#[divan::bench]
fn werkmap_van_46(bencher: Bencher<'_, '_>) {
    let bytes = include_bytes!("../../assets/voorbeelden/verdachtenmonitor.xlsx");
    let (profielen, opties) = (profielen(), opties());
    bencher.bench(|| lees(bytes, "lijst.xlsx", &profielen, &opties).unwrap());
}

#[divan::bench]
fn plan_van_2000(bencher: Bencher<'_, '_>) {
    let (profielen, opties) = (profielen(), opties());
    let lijst = lees(maak(2_000).as_bytes(), "lijst.csv", &profielen, &opties).unwrap();
    let zaak_id = |line: &Lijstregel| {
        let mut hasher = DefaultHasher::new();
        line.zaaksleutel().hash(&mut hasher);
        ZaakId(Uuid::from_u128(u128::from(hasher.finish())))
    };
    let bekend: HashMap<ZaakId, Lijstregel> = lijst
        .regels
        .iter()
        .map(|line| (zaak_id(line), line.clone()))
        .collect();
    bencher
        .with_inputs(|| lijst.clone())
        .bench_values(|lijst| maak_plan(lijst, &bekend, &zaak_id));
}
