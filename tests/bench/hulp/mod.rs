//! What the benches share: invented lists, the rules, and a store that is years old.
#![allow(dead_code, clippy::print_stderr)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use secrecy::SecretString;
use uuid::Uuid;
use zsmtafel::app::kennis::Kennis;
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::LezingId;
use zsmtafel::domain::kenmerk::Lijstkenmerk;
use zsmtafel::domain::lijstregel::Bron;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::import::{Lijst, Plan, maak_plan};
use zsmtafel::shell::config::Config;
use zsmtafel::shell::kennis;
use zsmtafel::shell::oefenen::WACHTWOORD;
use zsmtafel::shell::sessie::{lees_lijst, naar_lezing, vandaag};
use zsmtafel::store::{KdfSterkte, Store};

/// Zaken of earlier days: some years of the largest table.
pub const VERLEDEN: usize = 130_000;

/// Who works in the store.
const ANNA: &str = "Anna";

/// Eight o'clock in the morning of the day that is measured, as `--nu` takes it and in UTC.
pub const NU_LOKAAL: &str = "2026-11-20T08:00";

pub fn nu() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 7, 0, 0).unwrap()
}

/// The rules and lists that come with the program.
pub fn regels() -> Kennis {
    kennis::laad(Path::new("/nergens"), &Config::default()).unwrap()
}

/// A list of so many invented suspects, about 300 bytes each. A list of another `reeks` has other
/// suspects.
pub fn lijst_csv(rows: usize, reeks: usize) -> String {
    let mut out = String::from(
        "Volgnr;PL-nummer;Parketnr.;Naam verdachte;Geb.datum;M/V;BSN;Adres;Woonplaats;Wetsartikel;Feit;Toelichting / MO;Relatie tot SO;Aanhouding;Aankomst bureau;Locatie;Status;HG;THV;Zorgmelding\r\n",
    );
    for at in 0..rows {
        let (day, month, year) = (at % 28 + 1, at % 12 + 1, 1950 + at % 60);
        let number = (reeks * 200_000 + at) % 1_000_000;
        write!(
            out,
            "{at};PL2100-2026{number:06};01-{number:06}-26;van der Berg{number}, Féline;{day:02}-{month:02}-{year};V;;Dorpsstraat {at};Sint-Michielsgestel;300 jo 304 Sr;Mishandeling (echtgenoot);\"Verzonnen: VE heeft in de woning geslagen, geschreeuw gehoord door buren; kinderen boven aanwezig, melding {at}.\";echtgenote;19-11-2026 {:02}:{:02};20-11-2026 {:02}:{:02};AC Den Bosch;Vast;J;;J\r\n",
            at % 24,
            at % 60,
            at % 7,
            at % 60,
        )
        .unwrap();
    }
    out
}

pub fn lijst(rows: usize, reeks: usize, kennis: &Kennis) -> Lijst {
    let text = lijst_csv(rows, reeks);
    let opties = zsmtafel::import::Opties {
        profiel: None,
        bewaar_bsn: false,
        alle_bladen: false,
        nu: nu(),
    };
    lees_lijst(text.as_bytes(), "lijst.csv", kennis, &opties).unwrap()
}

/// What reading this list into `store` would do.
pub fn plan(lijst: Lijst, store: &Store) -> Plan {
    let known = store.bekend(vandaag(nu())).unwrap();
    let geheim = store.geheim();
    maak_plan(lijst, &known, &|regel| geheim.zaak_id(regel))
}

pub fn leeg(map: &Path) -> Store {
    Store::maak(map, &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap()
}

pub fn open(map: &Path) -> Store {
    Store::open(map, &wachtwoord(), nu()).unwrap()
}

/// The passphrase of every practice store.
pub fn wachtwoord() -> SecretString {
    SecretString::from(WACHTWOORD)
}

/// The data folder of a practice store with a list of so many lines today and so many zaken before.
/// Made once, and kept under `target/`; what is done to it stays done, so measure only what is undone.
pub fn winkel(rows: usize, past: usize) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench5-{rows}-{past}"));
    let map = root.join("oefenen");
    if root.join("klaar").exists() {
        return root;
    }
    let _ = std::fs::remove_dir_all(&root);
    eprintln!("making a store with {rows} lines and {past} zaken of earlier days, once ...");
    let kennis = regels();
    let mut store = leeg(&map);
    vul_verleden(&mut store, past, &kennis);
    let plan = plan(lijst(rows, 0, &kennis), &store);
    store
        .lees_in(&naar_lezing(plan, nu()), ANNA, nu(), vandaag(nu()))
        .unwrap();
    drop(store);
    std::fs::write(root.join("klaar"), "").unwrap();
    root
}

/// Zaken that were tagged in the years until five weeks ago; one in a hundred was followed, and stands closed for as
/// long as its content is kept: the others are there by row key alone.
fn vul_verleden(store: &mut Store, past: usize, kennis: &Kennis) {
    let geheim = store.geheim();
    let bron = Bron {
        lezing: LezingId(Uuid::from_u128(1)),
        bestand: "lijst.csv".to_owned(),
        sha256: "0".repeat(64),
        gelezen: nu() - TimeDelta::weeks(5),
        peil: None,
    };
    let lines = lijst(past, 1, kennis).regels;
    let zaken = (0i64..).zip(lines).map(|(at, regel)| {
        let followed = at % 100 == 0;
        let events = if followed {
            vec![
                Gebeurtenis::ZaakOpgenomen {
                    regel: Box::new(regel.clone()),
                    bron: bron.clone(),
                },
                Gebeurtenis::Getagd {
                    tag: Tag::Hg,
                    soorten: vec![Soort::Partner],
                    voorgesteld: Vec::new(),
                    gezien: Lijstkenmerk::van(&regel),
                    reden: None,
                },
            ]
        } else {
            vec![Gebeurtenis::GeenHgVastgesteld {
                gezien: Lijstkenmerk::van(&regel),
                reden: None,
            }]
        };
        let when = nu() - TimeDelta::weeks(5) - TimeDelta::minutes(10 * at);
        (geheim.zaak_id(&regel), when, events)
    });
    // Closed today, so that no retention takes them away while they are the past.
    store.proef_vul(zaken, ANNA, nu()).unwrap();
}
