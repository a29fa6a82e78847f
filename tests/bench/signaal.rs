//! How long one line of the list takes to weigh, rules and examples together: must stay under 60
//! microseconds in release.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use zsmtafel::domain::signaal::{Model, RegelBestand, Regels, Tekst};

const BESTAND: &str = include_str!("../../assets/signalen.toml");
const GOUD: &str = include_str!("../../assets/voorbeelden/signalen.tsv");
/// Longer lines: whole sentences, several incidents in one note.
const STIJLEN: &str = include_str!("../../assets/voorbeelden/signalen-stijlen.tsv");
const GEWICHTEN: &[u8] = include_bytes!("../../assets/signalen-gewichten.bin");

fn main() {
    divan::main();
}

fn regels() -> Regels {
    let bestand: RegelBestand = toml::from_str(BESTAND).expect("the rules are readable");
    Regels::nieuw(bestand)
        .expect("the rules hold")
        .met_model(Model::lees(GEWICHTEN).expect("the weights are whole"))
}

fn rijen(tsv: &'static str) -> Vec<Tekst<'static>> {
    tsv.lines()
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

/// A whole labelled list; the counter shows lines a second.
#[divan::bench(args = ["kort", "lang"])]
fn weeg_lijst(bencher: divan::Bencher<'_, '_>, welke: &str) {
    let tsv = match welke {
        "kort" => GOUD,
        _ => STIJLEN,
    };
    let (regels, rijen) = (regels(), rijen(tsv));
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
