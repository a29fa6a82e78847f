//! Meldingen of CORV, in XML above all.
#![no_main]

use std::sync::LazyLock;

use chrono::{TimeZone, Utc};
use zsmtafel_fuzz::import::{CorvVorm, Opties, lees_corv};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    static VORM: LazyLock<CorvVorm> = LazyLock::new(|| {
        CorvVorm::nieuw(toml::from_str(include_str!("../../../assets/corv.toml")).unwrap()).unwrap()
    });
    let opties = Opties {
        profiel: None,
        bewaar_bsn: false,
        alle_bladen: false,
        nu: Utc.with_ymd_and_hms(2026, 11, 20, 6, 30, 0).unwrap(),
    };
    match lees_corv(bytes, "meldingen.xml", &VORM, &opties) {
        Ok(list) => assert!(list.meldingen.iter().all(|one| !one.kenmerk.is_empty())),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
