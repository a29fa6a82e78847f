//! Undoing a whole reading: as if the file had never been read, save for what a worker recorded.

use proptest::prelude::*;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::lijstregel::{Lijstregel, Status};
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::terug::NietTerug;
use zsmtafel::store::{LezingTerug, Store, StoreFout};

use crate::store_hulp::{ANNA, Winkel, dag, later, lees, lezing, nu, regel, soorten, tag};

fn anders(nummer: u32, toelichting: &str) -> Lijstregel {
    let mut line = regel(nummer);
    line.toelichting = toelichting.to_owned();
    line
}

fn terug(store: &mut Store, at: i64) -> LezingTerug {
    store.neem_lezing_terug(ANNA, later(at), dag()).unwrap()
}

#[test]
fn a_wrong_file_is_undone_and_the_list_is_as_it_was() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), regel(2), regel(3)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store.voer_uit(ids[2], &tag(Tag::Hg), ANNA, nu()).unwrap();
    let before = store.dag(dag()).unwrap();
    // The wrong file: 1 says something else, 2 and 3 are gone, 8 and 9 are new.
    lees(store, vec![regel(9), anders(1, "iets anders"), regel(8)]);
    assert_eq!(store.dag(dag()).unwrap().zaken.len(), 5);
    winkel.heropen();
    let store = winkel.store();
    assert_eq!(
        terug(store, 9),
        LezingTerug {
            bestand: "verdachtenmonitor.csv".to_owned(),
            nieuw_weg: 2,
            hersteld: 3,
            blijft: 0
        }
    );
    let after = store.dag(dag()).unwrap();
    assert_eq!(after, before);
    assert_eq!(
        soorten(store).get(5..).unwrap(),
        [
            "lijst-ingelezen",
            "lijstgegevens-gewijzigd",
            "van-lijst-verdwenen",
            "lezing-teruggenomen",
            "teruggenomen",
            "teruggenomen"
        ]
    );
    assert!(!store.rebuild().unwrap().anders);
    assert_eq!(store.verifieer().unwrap().breuken, Vec::new());
}

#[test]
fn again_and_again_newest_first_until_nothing_is_left_and_the_file_can_be_read_anew() {
    let mut winkel = Winkel::nieuw();
    let store = winkel.store();
    let mut seen = vec![store.dag(dag()).unwrap()];
    for lines in [
        vec![regel(1), regel(2)],
        vec![anders(2, "b"), regel(3)],
        vec![anders(2, "c"), anders(1, "c")],
        vec![regel(3), anders(1, "c"), anders(2, "c")],
    ] {
        lees(store, lines);
        seen.push(store.dag(dag()).unwrap());
    }
    seen.pop();
    while let Some(wanted) = seen.pop() {
        terug(store, 1);
        assert_eq!(store.dag(dag()).unwrap(), wanted);
    }
    let err = store.neem_lezing_terug(ANNA, later(9), dag()).unwrap_err();
    assert!(
        matches!(err, StoreFout::NietTerug(NietTerug::Niets)),
        "{err}"
    );
    lees(store, vec![regel(1), regel(2)]);
    assert_eq!(store.dag(dag()).unwrap().zaken.len(), 2);
    assert_eq!(terug(store, 10).nieuw_weg, 2);
}

#[test]
fn what_a_worker_recorded_on_a_new_row_stays_with_its_row() {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    let ids = lees(store, (1..=6).map(regel).collect());
    store.voer_uit(ids[1], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .voer_uit(ids[2], &tag(Tag::GeenHg), ANNA, nu())
        .unwrap();
    store
        .voer_uit(ids[3], &tag(Tag::Hg), ANNA, later(1))
        .unwrap();
    store.neem_terug(ANNA, Some(ids[3]), later(2)).unwrap();
    store.bewaar_concept(ids[4], "b", "{}", nu()).unwrap();
    let done = terug(store, 3);
    assert_eq!((done.nieuw_weg, done.hersteld, done.blijft), (2, 0, 3));
    let list = store.dag(dag()).unwrap();
    let left: Vec<ZaakId> = list.zaken.iter().map(|zaak| zaak.id).collect();
    assert_eq!(left, [ids[0], ids[1], ids[2], ids[4]]);
    assert_eq!(
        list.zaken[1].stand.tag.as_ref().map(|now| now.tag),
        Some(Tag::Hg)
    );
    assert_eq!(store.concepten().unwrap().len(), 1);
}

#[test]
fn a_line_that_was_tagged_after_the_wrong_file_is_again_what_the_right_file_says() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    let right = store.dag(dag()).unwrap().zaken.remove(0);
    lees(store, vec![anders(1, "van de verkeerde lijst")]);
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    terug(store, 1);
    let zaak = store.zaak(ids[0]).unwrap().unwrap().zaak;
    assert_eq!((&zaak.regel, &zaak.bron), (&right.regel, &right.bron));
    assert_eq!(zaak.stand.tag.map(|now| now.tag), Some(Tag::Hg));
    assert!(!store.rebuild().unwrap().anders);
}

#[test]
fn many_new_rows_leave_no_copies_and_go_at_once() {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), (0..10).map(regel).collect());
    let store = winkel.store();
    let mut lines: Vec<_> = (0..3_000).map(regel).collect();
    lines[4] = anders(4, "anders");
    lees(store, lines);
    let copies = store
        .proef_sql("SELECT count(*), count(gegevens) FROM daglijst_voor")
        .unwrap();
    assert_eq!(copies, [["Integer(1)", "Integer(1)"]]);
    let done = terug(store, 1);
    assert_eq!((done.nieuw_weg, done.hersteld), (2_990, 1));
    let rest = store
        .proef_sql("SELECT count(*) FROM daglijst_voor")
        .unwrap();
    assert_eq!(rest, [["Integer(0)"]]);
}

#[test]
fn a_reading_of_another_day_is_left_alone_and_its_copies_go_with_the_day() {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    lees(store, vec![anders(1, "b")]);
    let tomorrow = dag() + chrono::Days::new(1);
    store
        .neem_lezing_terug(ANNA, later(90_000), tomorrow)
        .unwrap_err();
    store.opruimen(tomorrow, 7).unwrap();
    let rest = store
        .proef_sql("SELECT count(*) FROM daglijst_voor")
        .unwrap();
    assert_eq!(rest, [["Integer(0)"]]);
}

/// Lines of a file, from numbers: which rows, what each says, and in what order.
fn bestand(rows: &[(u8, u8)]) -> Vec<Lijstregel> {
    let mut seen = Vec::new();
    let mut out = Vec::new();
    for (which, what) in rows {
        let which = u32::from(which % 8);
        if seen.contains(&which) {
            continue;
        }
        seen.push(which);
        let mut line = anders(which, &format!("versie {}", what % 3));
        line.status = [Status::Vast, Status::Onbekend][usize::from(*what) % 2].clone();
        out.push(line);
    }
    out
}

/// A command; false when it was refused.
fn werk(store: &mut Store, (which, what): (u8, u8), at: i64) -> bool {
    let id = store.geheim().zaak_id(&regel(u32::from(which % 8)));
    let command = match what % 6 {
        0..=3 => tag(Tag::ALLE[usize::from(what % 4)]),
        4 => Opdracht::Heropen {
            reden: "toch".to_owned(),
        },
        _ => Opdracht::Sluit {
            loopt: Vec::new(),
            reden: "klaar".to_owned(),
            op: nu(),
            bevestigd: true,
        },
    };
    match store.voer_uit(id, &command, ANNA, later(at)) {
        Ok(_) => true,
        Err(StoreFout::Geweigerd(_) | StoreFout::OnbekendeZaak) => false,
        Err(other) => panic!("{other}"),
    }
}

/// A list without what differs between two stores: ids of events and readings.
fn kaal(store: &Store) -> Vec<serde_json::Value> {
    let mut zaken = store.dag(dag()).unwrap().zaken;
    for zaak in &mut zaken {
        let nil = zsmtafel::domain::ids::LezingId(uuid::Uuid::nil());
        zaak.bron.lezing = nil;
        if let Some(opname) = &mut zaak.stand.opgenomen {
            opname.bron.lezing = nil;
        }
    }
    zaken.sort_by(|one, two| one.regel.pl.cmp(&two.regel.pl));
    // Ids are derived from the secret of each store.
    for zaak in &mut zaken {
        zaak.id = ZaakId(uuid::Uuid::nil());
    }
    // Ids of events are made at random.
    fn zonder_ids(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) if uuid::Uuid::parse_str(text).is_ok() => text.clear(),
            serde_json::Value::Array(all) => all.iter_mut().for_each(zonder_ids),
            serde_json::Value::Object(all) => {
                // What a worker saw when deciding, he saw, whatever happened to that reading later.
                all.remove("gezien");
                all.values_mut().for_each(zonder_ids);
            }
            _ => {}
        }
    }
    zaken
        .iter()
        .map(|zaak| {
            let mut value = serde_json::to_value(zaak).unwrap();
            zonder_ids(&mut value);
            value
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn undoing_is_as_never_having_read(
        first in prop::collection::vec(any::<(u8, u8)>(), 1..8),
        second in prop::collection::vec(any::<(u8, u8)>(), 1..8),
        before in prop::collection::vec(any::<(u8, u8)>(), 0..6),
        after in prop::collection::vec(any::<(u8, u8)>(), 0..6),
    ) {
        let (mut with, mut without) = (Winkel::nieuw(), Winkel::nieuw());
        let known: Vec<u32> = bestand(&first).iter().map(|line| line.regel - 1).collect();
        let mut refused = Vec::new();
        for (winkel, both) in [(&mut with, true), (&mut without, false)] {
            let store = winkel.store();
            lees(store, bestand(&first));
            for (at, zet) in (1..).zip(&before) {
                werk(store, *zet, at);
            }
            if both {
                let reading = lezing(store, bestand(&second), dag());
                store.lees_in(&reading, ANNA, later(100), dag()).unwrap();
            }
            // Work on rows of the first file: rows of the second alone stay with their work. What the alarm
            // refused that the second file brought, nobody did in the other table either.
            for (at, zet) in (200..).zip(&after) {
                if known.contains(&u32::from(zet.0 % 8)) && !refused.contains(&at) {
                    let done = werk(store, *zet, at);
                    if both && !done {
                        refused.push(at);
                    }
                }
            }
            if both {
                terug(store, 300);
                let before = store.dump().unwrap();
                prop_assert!(!store.rebuild().unwrap().anders);
                prop_assert_eq!(store.dump().unwrap(), before);
                prop_assert_eq!(store.verifieer().unwrap().breuken, Vec::new());
            }
        }
        prop_assert_eq!(kaal(with.store()), kaal(without.store()));
    }
}
