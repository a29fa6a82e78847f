//! How long events take to become the state of a zaak.
#![allow(clippy::unwrap_used, missing_docs)]

mod hulp;

use chrono::TimeDelta;
use divan::{Bencher, black_box};
use uuid::Uuid;
use zsmtafel::app::afgeleid::bevoegdheid::Bereiken;
use zsmtafel::app::afgeleid::dagregel::Dagregel;
use zsmtafel::domain::betrokkene::{Bellen, Betrokkene, Rol};
use zsmtafel::domain::event::{Gebeurtenis, Recorded};
use zsmtafel::domain::fold::fold;
use zsmtafel::domain::ids::{
    BetrokkeneId, DeviceId, EventId, LezingId, PersoonId, ReeksId, ZaakId,
};
use zsmtafel::domain::lijstregel::Bron;
use zsmtafel::domain::soort::Soort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::vastgelegd::{Hand, Orde};
use zsmtafel::domain::velden::Toppen;
use zsmtafel::domain::zaak::Zaak;

fn main() {
    divan::main();
}

/// The next event of a laptop that knows all of these.
fn volgende(events: &[Recorded], id: EventId, at: u32, what: Gebeurtenis) -> Recorded {
    let nr = u64::from(at) + 1;
    Recorded {
        id,
        by: "Anna".to_owned(),
        hand: Hand {
            persoon: PersoonId(Uuid::from_u128(1)),
            toestel: DeviceId(Uuid::from_u128(1)),
        },
        at: hulp::nu() + TimeDelta::seconds(i64::from(at)),
        orde: Orde {
            teller: nr,
            reeks: ReeksId(Uuid::from_u128(1)),
            nr,
        },
        vervangt: Toppen::van(events).vervangt(&what),
        what,
    }
}

/// A zaak of so many events: taken up, then tagged this way and that, each third tag taken back.
fn verhaal(events: u32) -> Vec<Recorded> {
    let regel = hulp::lijst(1, 0, &hulp::regels()).regels.remove(0);
    let id = |at: u32| EventId(Uuid::from_u128(u128::from(at)));
    (0..events).fold(Vec::new(), |mut all, at| {
        let what = match at {
            0 => Gebeurtenis::ZaakOpgenomen {
                regel: Box::new(regel.clone()),
                bron: Bron {
                    lezing: LezingId(Uuid::nil()),
                    bestand: "lijst.csv".to_owned(),
                    sha256: "0".repeat(64),
                    gelezen: hulp::nu(),
                    peil: None,
                },
            },
            at if at % 3 == 2 => Gebeurtenis::Teruggenomen {
                gebeurtenis: id(at - 1),
            },
            at if at % 3 == 0 => Gebeurtenis::BetrokkeneToegevoegd(Betrokkene {
                id: BetrokkeneId(Uuid::from_u128(u128::from(at))),
                naam: "Verzonnen".to_owned(),
                leeftijd: None,
                rol: Rol::Slachtoffer,
                relatie: "ex-partner".to_owned(),
                verblijf: String::new(),
                bellen: Bellen::Onbekend,
                bereikbaar: String::new(),
                geheim: false,
            }),
            _ => Gebeurtenis::Getagd {
                tag: Tag::Hg,
                soorten: vec![Soort::Partner],
                voorgesteld: Vec::new(),
                gezien: zsmtafel::domain::kenmerk::Lijstkenmerk::default(),
                reden: None,
            },
        };
        all.push(volgende(&all, id(at), at, what));
        all
    })
}

#[divan::bench(args = [2, 12, 60])]
fn een_zaak(bencher: Bencher<'_, '_>, events: u32) {
    let events = verhaal(events);
    bencher
        .counter(divan::counter::ItemsCount::new(events.len()))
        .bench_local(|| fold(black_box(&events)));
}

/// The clocks, the competent VT and the next steps of 2,000 zaken that VT follows, at a new minute. The
/// aim is under 10 ms.
#[divan::bench]
fn werkstroom_van_2000_zaken(bencher: Bencher<'_, '_>) {
    let kennis = hulp::regels();
    let mut regels: Vec<Dagregel> = hulp::lijst(2_000, 0, &kennis)
        .regels
        .into_iter()
        .zip(0u128..)
        .map(|(regel, at)| {
            let bron = Bron {
                lezing: LezingId(Uuid::nil()),
                bestand: "lijst.csv".to_owned(),
                sha256: "0".repeat(64),
                gelezen: hulp::nu(),
                peil: None,
            };
            let stand = fold(&[
                volgende(
                    &[],
                    EventId(Uuid::from_u128(2 * at)),
                    0,
                    Gebeurtenis::ZaakOpgenomen {
                        regel: Box::new(regel.clone()),
                        bron: bron.clone(),
                    },
                ),
                volgende(
                    &[],
                    EventId(Uuid::from_u128(2 * at + 1)),
                    1,
                    Gebeurtenis::Getagd {
                        tag: Tag::Hg,
                        soorten: vec![Soort::Partner, Soort::Kind],
                        voorgesteld: Vec::new(),
                        gezien: zsmtafel::domain::kenmerk::Lijstkenmerk::default(),
                        reden: None,
                    },
                ),
            ]);
            let zaak = Zaak::nieuw(ZaakId(Uuid::from_u128(at)), regel, bron, stand);
            Dagregel::nieuw(zaak, false, &kennis, hulp::nu())
        })
        .collect();
    let mut minute = 0;
    bencher.bench_local(|| {
        minute += 1;
        let nu = hulp::nu() + TimeDelta::minutes(minute % 600);
        let mut bereiken = Bereiken::default();
        for regel in &mut regels {
            regel.tik_met(&kennis, nu, &mut bereiken);
        }
        black_box(
            regels
                .iter()
                .map(|regel| regel.stappen.len())
                .sum::<usize>(),
        )
    });
}
