//! What the store knows across zaken and days: earlier zaken, co-suspects, doubt, meldingen, counts, and
//! what must be erased when.

use chrono::{Days, NaiveDate};
use uuid::Uuid;
use zsmtafel::domain::corv::CorvKenmerk;
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::{LezingId, ZaakId};
use zsmtafel::domain::lijstregel::Lijstregel;
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::{Dagtelling, Opgeruimd, Store, wist_op};

use crate::store_hulp::{ANNA, Winkel, dag, later, lees, lezing, nu, regel, tag};

/// The suspect of `regel(1)` in another registration.
fn zelfde_persoon(pl: &str) -> Lijstregel {
    let mut line = regel(1);
    line.pl = Some(pl.to_owned());
    line
}

fn in_dagen(count: u64) -> NaiveDate {
    dag() + Days::new(count)
}

fn sluit(store: &mut Store, id: ZaakId, at: i64) {
    let closing = Opdracht::Sluit {
        loopt: Vec::new(),
        reden: "afgerond".to_owned(),
        op: nu(),
        bevestigd: true,
    };
    store.voer_uit(id, &closing, ANNA, later(at)).unwrap();
}

#[test]
fn each_line_knows_how_many_other_zaken_of_the_person_were_followed() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(
        winkel.store(),
        vec![
            regel(1),
            zelfde_persoon("PL2100-2026777771"),
            zelfde_persoon("PL2100-2026777772"),
            zelfde_persoon("PL2100-2026777773"),
            regel(2),
        ],
    );
    let store = winkel.store();
    assert!(store.dag(dag()).unwrap().eerdere.is_empty());
    for (id, kind) in ids.iter().zip([Tag::Hg, Tag::Radar, Tag::GeenHg]) {
        store.voer_uit(*id, &tag(kind), ANNA, nu()).unwrap();
    }
    let counts = store.dag(dag()).unwrap().eerdere;
    let of: Vec<Option<u32>> = ids.iter().map(|id| counts.get(id).copied()).collect();
    assert_eq!(of, [Some(1), Some(1), Some(2), Some(2), None]);
    // A double of the person is no other zaak.
    store
        .voeg_samen(ids[0], ids[3], ("x", false), ANNA, nu())
        .unwrap();
    store.opruimen(in_dagen(1), 7).unwrap();
    let next = lezing(
        store,
        vec![zelfde_persoon("PL2100-2026777774")],
        in_dagen(1),
    );
    store
        .lees_in(&next, ANNA, later(90_000), in_dagen(1))
        .unwrap();
    let counts = store.dag(in_dagen(1)).unwrap().eerdere;
    assert_eq!(counts.get(&next.regels[0].0), Some(&2));
}

#[test]
fn a_long_list_gets_the_same_counts() {
    let mut winkel = Winkel::nieuw();
    let mut lines: Vec<_> = (0..10_500).map(regel).collect();
    lines.push(zelfde_persoon("PL2100-2026777771"));
    let ids = lees(winkel.store(), lines);
    let store = winkel.store();
    store.voer_uit(ids[1], &tag(Tag::Hg), ANNA, nu()).unwrap();
    let counts = store.dag(dag()).unwrap().eerdere;
    assert_eq!(counts, [(ids[10_500], 1)].into());
}

#[test]
fn other_suspects_of_the_registration_are_shown_by_name_tagged_or_not() {
    let mut winkel = Winkel::nieuw();
    let with = |n: u32| {
        let mut line = regel(n);
        line.pl = regel(1).pl;
        line
    };
    let ids = lees(winkel.store(), vec![regel(1), with(3), with(2), regel(4)]);
    let store = winkel.store();
    store
        .voer_uit(ids[1], &tag(Tag::Radar), ANNA, nu())
        .unwrap();
    store
        .voer_uit(ids[2], &tag(Tag::GeenHg), ANNA, nu())
        .unwrap();
    let found = store.zaak(ids[0]).unwrap().unwrap().medeverdachten;
    let shown: Vec<_> = found
        .iter()
        .map(|one| (one.id, one.naam.lijstvorm(), one.tag))
        .collect();
    assert_eq!(
        shown,
        [
            (
                ids[2],
                "Zwaluwstaart2, Quirijn van der".to_owned(),
                Some(Tag::GeenHg)
            ),
            (
                ids[1],
                "Zwaluwstaart3, Quirijn van der".to_owned(),
                Some(Tag::Radar)
            ),
        ]
    );
    store.opruimen(in_dagen(1), 7).unwrap();
    let found = store.zaak(ids[1]).unwrap().unwrap().medeverdachten;
    assert!(found.is_empty(), "of the others nothing is kept");
}

#[test]
fn what_was_ever_in_doubt_stays_in_the_register_oldest_first() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..5).map(regel).collect());
    let store = winkel.store();
    for (at, n) in [(1, 3), (2, 0), (3, 1), (4, 2)] {
        store
            .voer_uit(ids[n], &tag(Tag::Twijfel), ANNA, later(at))
            .unwrap();
    }
    store.neem_terug(ANNA, Some(ids[1]), later(5)).unwrap();
    store
        .voer_uit(ids[0], &tag(Tag::Hg), ANNA, later(6))
        .unwrap();
    store
        .voer_uit(ids[2], &tag(Tag::GeenHg), ANNA, later(7))
        .unwrap();
    let found = store.twijfelregister().unwrap();
    let shown: Vec<_> = found
        .iter()
        .map(|one| {
            (
                one.zaak.id,
                one.sinds,
                one.zaak.stand.tag.as_ref().map(|now| now.tag),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (ids[3], later(1), Some(Tag::Twijfel)),
            (ids[0], later(2), Some(Tag::Hg)),
            (ids[2], later(4), Some(Tag::GeenHg)),
        ]
    );
    assert_eq!(found[0].zaak.regel, regel(3));
}

#[test]
fn meldingen_of_one_reading_are_taken_apart_together() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..4).map(regel).collect());
    let store = winkel.store();
    for id in &ids {
        store.voer_uit(*id, &tag(Tag::Hg), ANNA, nu()).unwrap();
    }
    let join = |n: u128, kenmerk: &str| {
        Opdracht::KoppelCorv(CorvKenmerk {
            kenmerk: kenmerk.to_owned(),
            ontvangen: None,
            lezing: LezingId(Uuid::from_u128(n)),
            gelijk: Vec::new(),
        })
    };
    store
        .voer_uit(ids[0], &join(1, "a"), ANNA, later(1))
        .unwrap();
    store
        .voer_uit(ids[1], &join(2, "b"), ANNA, later(2))
        .unwrap();
    store
        .voer_uit(ids[2], &join(2, "c"), ANNA, later(3))
        .unwrap();
    store
        .voer_uit(ids[3], &join(2, "d"), ANNA, later(4))
        .unwrap();
    store.neem_terug(ANNA, Some(ids[3]), later(5)).unwrap();
    assert!(!store.rebuild().unwrap().anders);
    let last = store.laatste_corv().unwrap().unwrap();
    assert_eq!((last.lezing.0.as_u128(), last.gekoppeld), (2, 2));
    assert_eq!(
        store
            .neem_corv_terug(last.lezing, "bram", later(6))
            .unwrap(),
        2
    );
    let joined = |store: &Store, id| store.zaak(id).unwrap().unwrap().zaak.stand.corv.len();
    let left: Vec<usize> = ids.iter().map(|id| joined(store, *id)).collect();
    assert_eq!(left, [1, 0, 0, 0]);
    store
        .neem_corv_terug(last.lezing, ANNA, later(7))
        .unwrap_err();
    assert_eq!(store.laatste_corv().unwrap().unwrap().lezing.0.as_u128(), 1);
    assert!(!store.rebuild().unwrap().anders);
}

#[test]
fn a_melding_may_belong_to_what_is_open_or_was_closed_not_long_ago() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..5).map(regel).collect());
    let store = winkel.store();
    for (at, kind) in (0..).zip([Tag::Hg, Tag::Twijfel, Tag::Radar, Tag::GeenHg]) {
        store
            .voer_uit(ids[at], &tag(kind), ANNA, later(i64::try_from(at).unwrap()))
            .unwrap();
    }
    store
        .voer_uit(
            ids[2],
            &Opdracht::Sluit {
                loopt: Vec::new(),
                reden: "niets meer".to_owned(),
                op: nu(),
                bevestigd: true,
            },
            ANNA,
            later(9),
        )
        .unwrap();
    let found = |store: &Store, day| -> Vec<u32> {
        let zaken = store.corv_kandidaten(day).unwrap();
        zaken.iter().map(|zaak| zaak.regel.regel - 1).collect()
    };
    assert_eq!(found(store, dag()), [2, 1, 0]);
    assert_eq!(found(store, in_dagen(28)), [2, 1, 0]);
    assert_eq!(found(store, in_dagen(29)), [1, 0]);
}

#[test]
fn what_police_had_not_marked_is_counted_as_found_by_vt() {
    let mut winkel = Winkel::nieuw();
    let marked = |n: u32, by: Option<bool>| {
        let mut line = regel(n);
        line.hg_politie = by;
        line
    };
    let lines = vec![
        marked(1, Some(true)),
        marked(2, Some(false)),
        marked(3, None),
        marked(4, None),
    ];
    let ids = lees(winkel.store(), lines.clone());
    let store = winkel.store();
    for id in ids.iter().take(3) {
        store.voer_uit(*id, &tag(Tag::Hg), ANNA, nu()).unwrap();
    }
    store
        .voer_uit(ids[3], &tag(Tag::Radar), ANNA, nu())
        .unwrap();
    assert_eq!(store.dag(dag()).unwrap().hg_niet_politie, 2);
    // That police mark it later takes nothing away.
    let mut later_list = lines;
    later_list[1].hg_politie = Some(true);
    lees(store, later_list);
    let today = Dagtelling {
        rijen: 4,
        hg: 3,
        radar: 1,
        hg_niet_politie: 2,
        ..Dagtelling::default()
    };
    assert_eq!(store.vt_telling(dag(), dag()).unwrap(), today);
    store.opruimen(in_dagen(1), 7).unwrap();
    assert_eq!(store.dag(dag()).unwrap().telling, Some(today));
    let next = lezing(store, vec![regel(9)], in_dagen(1));
    store
        .lees_in(&next, ANNA, later(90_000), in_dagen(1))
        .unwrap();
    let days = store.dagtellingen(dag(), in_dagen(7)).unwrap();
    let rows: Vec<_> = days
        .iter()
        .map(|(day, counts)| (*day, counts.rijen))
        .collect();
    assert_eq!(rows, [(dag(), 4), (in_dagen(1), 1)]);
    assert_eq!(store.vt_telling(dag(), in_dagen(7)).unwrap().rijen, 5);
    assert_eq!(
        store.vt_telling(in_dagen(2), in_dagen(7)).unwrap(),
        Dagtelling::default()
    );
}

#[test]
fn a_closed_zaak_is_erased_on_the_day_that_was_told_and_nothing_else_is() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..5).map(regel).collect());
    let store = winkel.store();
    for id in ids.iter().take(4) {
        store.voer_uit(*id, &tag(Tag::Radar), ANNA, nu()).unwrap();
    }
    sluit(store, ids[0], 10);
    sluit(store, ids[1], 10);
    store
        .voer_uit(
            ids[1],
            &Opdracht::Heropen {
                reden: "toch niet".to_owned(),
            },
            ANNA,
            later(11),
        )
        .unwrap();
    store
        .voer_uit(ids[2], &tag(Tag::GeenHg), ANNA, later(12))
        .unwrap();
    assert_eq!(store.wordt_gewist_op(ids[0], 7).unwrap(), Some(in_dagen(7)));
    assert_eq!(store.wordt_gewist_op(ids[1], 7).unwrap(), None);
    assert_eq!(store.wordt_gewist_op(ids[2], 7).unwrap(), Some(in_dagen(7)));
    assert_eq!(store.wordt_gewist_op(ids[4], 7).unwrap(), None);
    let rijen = |rijen, zaken| Opgeruimd {
        rijen,
        uitgewacht: 0,
        zaken,
    };
    assert_eq!(store.opruimen(in_dagen(6), 7).unwrap(), rijen(5, 0));
    assert_eq!(store.opruimen(in_dagen(7), 28).unwrap(), rijen(0, 0));
    assert_eq!(store.opruimen(in_dagen(7), 7).unwrap(), rijen(0, 2));
    for n in [0, 2] {
        assert!(store.zaak(ids[n]).unwrap().is_none());
    }
    for n in [1, 3] {
        assert!(store.zaak(ids[n]).unwrap().is_some());
    }
    assert_eq!(store.verifieer().unwrap().breuken, Vec::new());
    assert_eq!(store.verifieer().unwrap().gewist, 3 + 3);
    assert!(!store.rebuild().unwrap().anders);
    assert_eq!(store.opruimen(in_dagen(8), 7).unwrap(), rijen(0, 0));
}

#[test]
fn a_double_goes_with_its_zaak_and_what_is_on_the_list_of_today_waits() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), regel(2)]);
    let store = winkel.store();
    for id in &ids {
        store.voer_uit(*id, &tag(Tag::Radar), ANNA, nu()).unwrap();
    }
    store
        .voeg_samen(ids[0], ids[1], ("zelfde", false), ANNA, later(1))
        .unwrap();
    sluit(store, ids[0], 2);
    store.opruimen(in_dagen(1), 28).unwrap();
    // On the list itself, or by its double.
    for (ahead, line) in [(9, regel(1)), (10, regel(2))] {
        let day = in_dagen(ahead);
        let next = lezing(store, vec![line], day);
        let at = later(i64::try_from(ahead).unwrap() * 86_400);
        store.lees_in(&next, ANNA, at, day).unwrap();
        assert_eq!(store.opruimen(day, 7).unwrap().zaken, 0, "on the list");
        let list = store.dag(day).unwrap();
        assert_eq!((list.zaken.len(), list.zaken[0].id), (1, ids[0]));
    }
    assert_eq!(store.wordt_gewist_op(ids[1], 7).unwrap(), Some(in_dagen(7)));
    assert_eq!(store.opruimen(in_dagen(11), 7).unwrap().zaken, 2);
    assert!(store.aliassen().unwrap().is_empty());
}

#[test]
fn the_day_of_erasing_counts_in_amsterdam_and_has_a_hard_limit() {
    let just_after_midnight = "2026-11-20T23:30:00Z".parse().unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    assert_eq!(wist_op(just_after_midnight, 1), day + Days::new(1));
    assert_eq!(wist_op(just_after_midnight, 365), day + Days::new(28));
}

#[test]
fn a_closed_zaak_is_found_until_it_is_erased_and_can_be_opened_again() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..4).map(regel).collect());
    let store = winkel.store();
    for (id, kind) in ids
        .iter()
        .zip([Tag::Radar, Tag::Radar, Tag::Hg, Tag::GeenHg])
    {
        store.voer_uit(*id, &tag(kind), ANNA, nu()).unwrap();
    }
    sluit(store, ids[0], 10);
    sluit(store, ids[1], 20);
    let found = |store: &Store, days: u64| -> Vec<ZaakId> {
        let found = store.gesloten_zaken(in_dagen(days), 7).unwrap();
        found.iter().map(|zaak| zaak.id).collect()
    };
    assert!(
        found(store, 0).is_empty(),
        "both are on the list of the day"
    );
    // What is open or no HG is not among them; the last closed comes first.
    store.opruimen(in_dagen(1), 7).unwrap();
    assert_eq!(found(store, 1), [ids[1], ids[0]]);
    assert_eq!(found(store, 6), [ids[1], ids[0]]);
    assert!(found(store, 7).is_empty(), "that is the day of erasing");
    assert_eq!(wist_op(nu(), 7), in_dagen(7));
    assert!(store.gesloten_zaken(in_dagen(1), 1).unwrap().is_empty());

    let again = Opdracht::Heropen {
        reden: "nieuwe melding".to_owned(),
    };
    store.voer_uit(ids[0], &again, ANNA, later(90_000)).unwrap();
    assert_eq!(found(store, 1), [ids[1]]);
    let open = store.open_zaken(in_dagen(1)).unwrap();
    assert!(open.iter().any(|zaak| zaak.id == ids[0]));

    // Back on a later list it stands there, and not a second time among these.
    let next = lezing(store, vec![regel(1)], in_dagen(1));
    store
        .lees_in(&next, ANNA, later(91_000), in_dagen(1))
        .unwrap();
    assert!(found(store, 1).is_empty());
    store.opruimen(in_dagen(7), 7).unwrap();
    assert!(store.zaak(ids[1]).unwrap().is_none());
}
