//! Small workbooks of other kinds: Excel 97, days counted from 1904, and what LibreOffice writes.
//!
//! `klein.xls` and `klein-1904.xlsx` hold the same two invented suspects; row and column are hidden.

use zsmtafel::domain::lijstregel::{Lijstregel, Status};
use zsmtafel::import::{LeesFout, Lijst};

use crate::import_hulp::{fixture, lees_bytes, lokaal};

fn klopt(lijst: &Lijst) {
    let [anna, zoe]: &[Lijstregel; 2] = lijst.regels.as_slice().try_into().unwrap();
    assert_eq!(anna.naam.lijstvorm(), "Berg, Anna van den");
    assert_eq!(anna.geboortedatum.unwrap().to_string(), "1990-02-01");
    assert_eq!(anna.aanhouding, Some(lokaal("2026-11-19T08:05:00")));
    assert_eq!(anna.begin_ophouden, Some(lokaal("2026-11-19T09:30:00")));
    assert_eq!(
        (zoe.naam.lijstvorm().as_str(), &zoe.status),
        ("Bos, Zoë", &Status::Ivs)
    );
    assert_eq!(zoe.geboortedatum.unwrap().to_string(), "2008-12-31");
    assert_eq!(zoe.aanhouding, Some(lokaal("2026-11-19T23:59:59")));
    assert_eq!(zoe.begin_ophouden, Some(lokaal("2026-11-20T00:20:00")));
    assert_eq!(lijst.waarschuwingen, vec![]);
    assert!(!format!("{lijst:?}").contains("249566758"), "no BSN");
}

#[test]
fn excel_97() {
    let lijst = lees_bytes(&fixture("klein.xls")).unwrap();
    klopt(&lijst);
    assert_eq!(
        (lijst.codering.as_str(), lijst.blad.as_deref()),
        ("xls", Some("Lijst"))
    );
    assert_eq!(lijst.peildatum.unwrap().to_string(), "2026-11-20 07:30:00");
    assert_eq!(lijst.regels[1].regel, 5);
}

#[test]
fn dagen_vanaf_1904() {
    klopt(&lees_bytes(&fixture("klein-1904.xlsx")).unwrap());
}

/// Calamine reserves what the sheet claims; a claim of four thousand million rows must not reach it.
#[test]
fn een_oude_werkmap_die_liegt_over_haar_maat() {
    let mut bytes = fixture("klein.xls");
    // DIMENSIONS of BIFF8: kind 0x0200, fourteen bytes.
    let places: Vec<usize> = (0..bytes.len() - 18)
        .filter(|at| bytes[*at..].starts_with(&[0x00, 0x02, 0x0e, 0x00]))
        .collect();
    assert_eq!(places.len(), 2, "one for each sheet");
    for at in places {
        bytes[at + 8..at + 12].copy_from_slice(&u32::MAX.to_le_bytes());
    }
    assert!(matches!(lees_bytes(&bytes), Err(LeesFout::Beschadigd(_))));
}

#[test]
fn elke_verminking_van_een_oude_werkmap_geeft_een_antwoord() {
    let whole = fixture("klein.xls");
    for at in (0..whole.len()).step_by(7) {
        for value in [0x00, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] = value;
            if let Ok(lijst) = lees_bytes(&bytes) {
                assert!(lijst.regels.len() <= 10, "byte {at}");
            }
        }
    }
}
