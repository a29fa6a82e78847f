//! How long one line of the list takes to weigh: must stay under 20 microseconds in release.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use zsmtafel::domain::signaal::{RegelBestand, Regels, Tekst};

const BESTAND: &str = include_str!("../../assets/signalen.toml");
const GOUD: &str = include_str!("../../assets/voorbeelden/signalen.tsv");

fn main() {
    divan::main();
}

fn regels() -> Regels {
    let bestand: RegelBestand = toml::from_str(BESTAND).expect("the rules are readable");
    Regels::nieuw(bestand).expect("the rules hold")
}

fn rijen() -> Vec<Tekst<'static>> {
    GOUD.lines()
        .skip(1)
        .map(|rij| {
            let mut kolom = rij.split('\t').skip(2);
            Tekst {
                artikelen: kolom.next().unwrap_or_default(),
                feit: kolom.next().unwrap_or_default(),
                toelichting: kolom.next().unwrap_or_default(),
                relatie: kolom.next().unwrap_or_default(),
                ..Tekst::default()
            }
        })
        .collect()
}

/// The whole labelled list; the counter shows lines a second.
#[divan::bench]
fn weeg_lijst(bencher: divan::Bencher<'_, '_>) {
    let (regels, rijen) = (regels(), rijen());
    bencher
        .counter(divan::counter::ItemsCount::new(rijen.len()))
        .bench_local(|| {
            for rij in &rijen {
                divan::black_box(regels.weeg(divan::black_box(rij)));
            }
        });
}

/// Compiling the rules, as happens once at the start.
#[divan::bench]
fn stel_regels_samen(bencher: divan::Bencher<'_, '_>) {
    let bestand: RegelBestand = toml::from_str(BESTAND).expect("the rules are readable");
    bencher
        .with_inputs(|| bestand.clone())
        .bench_local_values(|bestand| Regels::nieuw(bestand).expect("the rules hold"));
}
