//! How long opening takes with 130,000 zaken behind it, the list of the day, and taking one in.
#![allow(clippy::unwrap_used, missing_docs)]

mod hulp;

use std::path::Path;

use divan::Bencher;
use zsmtafel::shell::config::Config;
use zsmtafel::shell::kennis;
use zsmtafel::shell::sessie::{naar_lezing, vandaag};

fn main() {
    divan::main();
}

/// What is read before the first frame.
#[divan::bench]
fn regels() {
    divan::black_box(kennis::laad(Path::new("/nergens"), &Config::default()).unwrap());
}

#[divan::bench(args = [46, 2_000], sample_count = 20, sample_size = 1)]
fn winkel(bencher: Bencher<'_, '_>, rows: usize) {
    let map = hulp::winkel(rows, hulp::VERLEDEN).join("oefenen");
    bencher.bench_local(|| hulp::open(&map));
}

/// The list of the day, and what is still open from before.
#[divan::bench(args = [46, 2_000], sample_count = 20, sample_size = 1)]
fn dag(bencher: Bencher<'_, '_>, rows: usize) {
    let store = hulp::open(&hulp::winkel(rows, hulp::VERLEDEN).join("oefenen"));
    let today = vandaag(hulp::nu());
    bencher.bench_local(|| (store.dag(today).unwrap(), store.open_zaken(today).unwrap()));
}

/// A list that was read: against what is known, and into the store, committed.
#[divan::bench(args = [2_000, 130_000], sample_count = 5, sample_size = 1)]
fn plan_tot_vastgelegd(bencher: Bencher<'_, '_>, rows: usize) {
    let kennis = hulp::regels();
    let lijst = hulp::lijst(rows, 0, &kennis);
    bencher
        .with_inputs(|| {
            let map = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
            let store = hulp::leeg(map.path());
            (lijst.clone(), store, map)
        })
        .bench_local_values(|(lijst, mut store, map)| {
            let lezing = naar_lezing(hulp::plan(lijst, &store), hulp::nu());
            store
                .lees_in(&lezing, "Anna", hulp::nu(), vandaag(hulp::nu()))
                .unwrap();
            (store, map)
        });
}
