//! Times of the store: opening, folding, reading in an ordinary list and a very long one, and the
//! everyday acts beside 130,000 zaken of the past.
//!
//! `cargo bench --bench bench_store`; `ZAKEN=1000` makes the past shorter.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

#[path = "../it/store_hulp.rs"]
#[allow(dead_code, reason = "the stories use more of it")]
mod store_hulp;

use std::time::{Duration, Instant};

use store_hulp::{ANNA, dag, later, lezing, nu, regel, tag, wachtwoord};
use zsmtafel::domain::fold::fold;
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::{KdfSterkte, Store};

fn main() {
    let past: u32 = std::env::var("ZAKEN")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(130_000);
    let map = tempfile::tempdir().unwrap();
    time("maak, Argon2id 64 MiB", || {
        drop(Store::maak(map.path(), &wachtwoord(), KdfSterkte::STANDAARD, nu()).unwrap());
    });
    time("open, Argon2id 64 MiB", || {
        drop(Store::open(map.path(), &wachtwoord(), nu()).unwrap());
    });
    for rows in [200, 2_000, past] {
        read(rows);
    }
    everyday(past);
}

fn read(rows: u32) {
    let map = tempfile::tempdir().unwrap();
    let mut store = Store::maak(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap();
    let first = lezing(&store, (0..rows).map(regel).collect(), dag());
    time(&format!("lees_in, {rows} nieuwe rijen"), || {
        store.lees_in(&first, ANNA, nu(), dag()).unwrap();
    });
    time("  onderhoud daarna (WAL naar db)", || {
        store.onderhoud().unwrap();
    });
    let size = std::fs::metadata(map.path().join("tafel.db"))
        .unwrap()
        .len();
    println!(
        "  db {:.1} MB, {} bytes per rij",
        mb(size),
        size / u64::from(rows)
    );
    time("  dag()", || {
        store.dag(dag()).unwrap();
    });
    let mut same = first;
    same.id = zsmtafel::domain::ids::LezingId(uuid::Uuid::now_v7());
    for row in &mut same.regels {
        row.2 = zsmtafel::store::Verschil::Gelijk;
    }
    time("  lees_in, hetzelfde bestand", || {
        store.lees_in(&same, ANNA, nu(), dag()).unwrap();
    });
    drop(store);
    time("  open daarna", || {
        drop(Store::open(map.path(), &wachtwoord(), nu()).unwrap());
    });
}

/// A past of `past` tagged zaken, then an ordinary day on top of it.
fn everyday(past: u32) {
    let map = tempfile::tempdir().unwrap();
    let mut store = Store::maak(map.path(), &wachtwoord(), KdfSterkte::LICHT, nu()).unwrap();
    let before = dag() - chrono::Days::new(40);
    let then = nu() - chrono::TimeDelta::days(40);
    let reading = lezing(&store, (0..past).map(regel).collect(), before);
    store.lees_in(&reading, ANNA, then, before).unwrap();
    // The past is only a stage here: it need not survive a power cut.
    store.proef_sql("PRAGMA synchronous = OFF").unwrap();
    time(
        &format!("{past} keer voer_uit (tag radar) zonder fsync"),
        || {
            for (id, ..) in &reading.regels {
                store.voer_uit(*id, &tag(Tag::Radar), ANNA, then).unwrap();
            }
        },
    );
    store.proef_sql("PRAGMA synchronous = FULL").unwrap();
    time("opruimen", || {
        store.opruimen(dag(), 28).unwrap();
    });
    let today = lezing(&store, (past..past + 200).map(regel).collect(), dag());
    store.lees_in(&today, ANNA, nu(), dag()).unwrap();
    println!("een gewone dag (200 rijen) bovenop {past} oude zaken:");
    let ids: Vec<_> = today.regels.iter().map(|(id, ..)| *id).collect();
    median("  dag()", || drop(store.dag(dag()).unwrap()));
    median("  open_zaken()", || drop(store.open_zaken(dag()).unwrap()));
    let mut turn = ids.iter().cycle();
    median("  zaak()", || {
        drop(store.zaak(*turn.next().unwrap()).unwrap());
    });
    let mut turn = ids.iter();
    median("  voer_uit()", || {
        store
            .voer_uit(*turn.next().unwrap(), &tag(Tag::Hg), ANNA, later(1))
            .unwrap();
    });
    median("  neem_terug()", || {
        store.neem_terug(ANNA, None, later(2)).unwrap();
    });
    median("  zoek()", || {
        drop(store.zoek("PL2100-2026000017").unwrap());
    });
    median("  journaal(50)", || {
        drop(store.journaal(50, None).unwrap());
    });
    let dossier = store.zaak(ids[0]).unwrap().unwrap();
    let events: Vec<_> = dossier
        .tijdlijn
        .into_iter()
        .map(|(event, _)| event)
        .collect();
    median("  fold van een zaak", || drop(fold(&events)));
    time("verifieer", || {
        println!(
            "{} gebeurtenissen",
            store.verifieer().unwrap().gebeurtenissen
        );
    });
    time("rebuild", || {
        store.rebuild().unwrap();
    });
    drop(store);
    time("open", || {
        drop(Store::open(map.path(), &wachtwoord(), nu()).unwrap());
    });
}

#[expect(clippy::cast_precision_loss, reason = "a size for people")]
fn mb(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn time(what: &str, job: impl FnOnce()) {
    let (start, cpu) = (Instant::now(), cpu_time());
    job();
    let spent = cpu_time().saturating_sub(cpu);
    println!("{what}: {:.1?} (rekentijd {spent:.1?})", start.elapsed());
}

/// Time that this thread really ran: what is left of a time on a machine that others use too.
fn cpu_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanos.unwrap_or(0))
}

fn median(what: &str, mut job: impl FnMut()) {
    let mut times: Vec<Duration> = (0..21)
        .map(|_| {
            let start = Instant::now();
            job();
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("{what}: {:.2?} (langste {:.2?})", times[10], times[20]);
}
