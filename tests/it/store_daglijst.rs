//! The list of a day: reading in, reading in again, what a newer file changes, and the end of the day.

use chrono::Days;
use zsmtafel::domain::lijstregel::{Status, Veld};
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::{Dagtelling, Store};

use crate::store_hulp::{ANNA, Winkel, dag, later, lees, lezing, nu, regel, soorten, tag};

#[test]
fn what_was_read_in_is_on_the_list_in_its_order_fact_for_fact() {
    let mut winkel = Winkel::nieuw();
    let lines: Vec<_> = [5, 3, 9].into_iter().map(regel).collect();
    let ids = lees(winkel.store(), lines.clone());
    winkel.heropen();
    let list = winkel.store().dag(dag()).unwrap();
    let found: Vec<_> = list.zaken.iter().map(|zaak| zaak.regel.clone()).collect();
    assert_eq!(found, lines);
    let order: Vec<_> = list.zaken.iter().map(|zaak| zaak.id).collect();
    assert_eq!(order, ids);
    assert_eq!(list.lezingen.len(), 1);
    assert_eq!(list.lezingen[0].telling.nieuw, 3);
    assert_eq!(list.zaken[0].bron, list.lezingen[0].bron);
    assert!(list.verdwenen.is_empty() && list.telling.is_none());
}

#[test]
fn every_fact_survives_the_compact_row() {
    let mut winkel = Winkel::nieuw();
    let mut odd = regel(1);
    odd.aanhouding = Some("2026-11-20T03:04:05.123456Z".parse().unwrap());
    odd.begin_ophouden = Some("1969-12-31T23:59:59Z".parse().unwrap());
    odd.status = Status::Anders("\"vast\" \\ \u{1F642} é".to_owned());
    odd.bsn = Some(String::new());
    odd.relatie = Some("ex".to_owned());
    odd.geslacht = Some(zsmtafel::domain::lijstregel::Geslacht::Anders);
    odd.overig = vec![("PL-nummer".into(), "nog eens".to_owned()); 3];
    for veld in Veld::ALLE {
        let kolom = format!("kolom {}", veld.label()).into();
        let tekst = if odd.regel.is_multiple_of(2) {
            odd.tekst(veld)
        } else {
            "anders".to_owned()
        };
        odd.herkomst.insert(
            veld,
            zsmtafel::domain::lijstregel::Herkomst { kolom, tekst },
        );
    }
    let empty = zsmtafel::domain::lijstregel::Lijstregel::default();
    lees(winkel.store(), vec![odd.clone(), empty.clone()]);
    winkel.heropen();
    let list = winkel.store().dag(dag()).unwrap();
    assert_eq!(list.zaken[0].regel, odd);
    assert_eq!(list.zaken[1].regel, empty);
}

#[test]
fn cells_written_in_every_way_survive_the_compact_row() {
    let mut winkel = Winkel::nieuw();
    // What lists usually write, what `tekst` says, nothing, and something else.
    let usual = |veld| match veld {
        Veld::Naam => "van der Zwaluwstaart1, Quirijn",
        Veld::Geboortedatum => "02-01-1970",
        Veld::Geslacht => "V",
        Veld::Feiten => "300 Sr | Mishandeling",
        Veld::Aanhouding => "19-11-2026 22:30",
        Veld::Status => "Vast",
        Veld::HgPolitie => "N",
        Veld::Thv => "J",
        _ => "gewoon",
    };
    let mut line = regel(1);
    line.geslacht = Some(zsmtafel::domain::lijstregel::Geslacht::Vrouw);
    line.thv = Some(true);
    let mut lines = Vec::new();
    for (n, way) in (1..).zip(0..4) {
        let mut one = line.clone();
        one.pl = Some(format!("PL2100-202600000{n}"));
        for (at, veld) in Veld::ALLE.into_iter().enumerate() {
            let tekst = match (way + at) % 4 {
                0 => usual(veld).to_owned(),
                1 => one.tekst(veld),
                2 => String::new(),
                _ => format!("{} é", one.tekst(veld)),
            };
            let kolom = format!("kolom {}", at % 7);
            one.herkomst.noteer(veld, &kolom, &tekst);
        }
        lines.push(one);
    }
    lees(winkel.store(), lines.clone());
    winkel.heropen();
    let list = winkel.store().dag(dag()).unwrap();
    let found: Vec<_> = list.zaken.into_iter().map(|zaak| zaak.regel).collect();
    assert_eq!(found, lines);
}

#[test]
fn the_same_file_again_leaves_a_note_and_no_event() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..10).map(regel).collect());
    winkel
        .store()
        .voer_uit(ids[2], &tag(Tag::Hg), ANNA, nu())
        .unwrap();
    let before = winkel.store().dag(dag()).unwrap();
    let events = soorten(winkel.store());
    lees(winkel.store(), (0..10).map(regel).collect());
    let after = winkel.store().dag(dag()).unwrap();
    assert_eq!(after.zaken, before.zaken);
    assert_eq!(after.lezingen.len(), 2);
    assert_eq!(soorten(winkel.store()), events);
}

#[test]
fn a_poorer_file_takes_nothing_away_and_a_tagged_zaak_journals_the_change() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), regel(2), regel(3)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .voer_uit(ids[1], &tag(Tag::GeenHg), ANNA, nu())
        .unwrap();
    let poorer = |n| {
        let mut line = regel(n);
        line.adres = None;
        line.herkomst.remove(&Veld::Adres);
        line.status = Status::Heengezonden;
        line
    };
    lees(store, vec![poorer(1), poorer(2), poorer(3)]);
    let events = soorten(store);
    assert_eq!(
        events.get(4..).unwrap(),
        ["lijst-ingelezen", "lijstgegevens-gewijzigd"],
        "no HG stays out of the journal"
    );
    for (zaak, n) in store.dag(dag()).unwrap().zaken.iter().zip(1..) {
        assert_eq!(zaak.regel.status, Status::Heengezonden, "{n}");
        assert_eq!(zaak.regel.adres, regel(n).adres, "{n}");
        assert_eq!(
            zaak.regel.herkomst.get(&Veld::Adres),
            regel(n).herkomst.get(&Veld::Adres),
            "{n}"
        );
    }
    assert!(!store.rebuild().unwrap().anders);
}

#[test]
fn who_is_missing_is_marked_and_who_is_back_is_unmarked() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), regel(2), regel(3)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    lees(store, vec![regel(3)]);
    let list = store.dag(dag()).unwrap();
    assert_eq!(list.zaken.len(), 3, "a row that is missing stays in sight");
    assert_eq!(list.verdwenen, [ids[0], ids[1]].into());
    assert!(
        list.zaken
            .iter()
            .all(|zaak| zaak.stand.verdwenen.is_some() == list.verdwenen.contains(&zaak.id))
    );
    assert_eq!(soorten(store).last().unwrap(), "van-lijst-verdwenen");

    lees(store, vec![regel(1), regel(2), regel(3)]);
    let list = store.dag(dag()).unwrap();
    assert!(list.verdwenen.is_empty());
    assert!(list.zaken.iter().all(|zaak| zaak.stand.verdwenen.is_none()));
    let kinds = soorten(store);
    assert_eq!(
        kinds[kinds.len() - 2..],
        ["terug-op-lijst", "status-op-lijst"]
    );
    assert!(!store.rebuild().unwrap().anders);
}

#[test]
fn at_the_end_of_the_day_untagged_rows_go_and_counts_stay() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..10).map(regel).collect());
    let tomorrow = dag() + Days::new(1);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .voer_uit(ids[1], &tag(Tag::Radar), ANNA, nu())
        .unwrap();
    store
        .voer_uit(ids[2], &tag(Tag::GeenHg), ANNA, nu())
        .unwrap();
    store.bewaar_concept(ids[0], "b", "{}", nu()).unwrap();
    store.bewaar_concept(ids[9], "b", "{}", nu()).unwrap();
    assert_eq!(
        store.opruimen(dag(), 7).unwrap().rijen,
        0,
        "today is not over"
    );
    assert_eq!(store.opruimen(tomorrow, 7).unwrap().rijen, 10);
    let list = store.dag(dag()).unwrap();
    assert!(list.zaken.is_empty());
    assert_eq!(
        list.telling.unwrap(),
        Dagtelling {
            rijen: 10,
            hg: 1,
            twijfel: 0,
            radar: 1,
            geen_hg: 1,
            ongetagd: 7,
            hg_niet_politie: 1,
        }
    );
    assert!(store.zaak(ids[9]).unwrap().is_none(), "nobody tagged it");
    assert!(store.zaak(ids[2]).unwrap().is_none(), "no HG has no facts");
    assert_eq!(store.zaak(ids[0]).unwrap().unwrap().zaak.regel, regel(0));
    let drafts: Vec<_> = store
        .concepten()
        .unwrap()
        .into_iter()
        .map(|one| one.zaak)
        .collect();
    assert_eq!(drafts, [ids[0]]);
    assert_eq!(store.opruimen(tomorrow, 7).unwrap().rijen, 0);
    assert_eq!(store.dag(dag()).unwrap().telling.unwrap().rijen, 10);
}

fn open(store: &Store, voor: chrono::NaiveDate) -> Vec<u32> {
    let found = store.open_zaken(voor).unwrap();
    found.iter().map(|zaak| zaak.regel.regel - 1).collect()
}

#[test]
fn what_is_followed_stays_in_sight_until_it_is_closed_and_comes_back_on_a_later_list() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..4).map(regel).collect());
    let store = winkel.store();
    for (at, kind) in (0..).zip([Tag::Hg, Tag::Twijfel, Tag::Radar, Tag::GeenHg]) {
        store
            .voer_uit(
                ids[usize::try_from(at).unwrap()],
                &tag(kind),
                ANNA,
                later(at),
            )
            .unwrap();
    }
    assert_eq!(open(store, dag()), Vec::<u32>::new(), "all are on the list");
    let tomorrow = dag() + Days::new(1);
    store.opruimen(tomorrow, 7).unwrap();
    assert_eq!(open(store, tomorrow), [2, 1, 0]);
    assert_eq!(open(store, dag() + Days::new(28)), [2, 1, 0]);
    assert_eq!(open(store, dag() + Days::new(2900)), [2, 1, 0]);

    let reading = lezing(store, vec![regel(0)], tomorrow);
    store
        .lees_in(&reading, ANNA, later(90_000), tomorrow)
        .unwrap();
    assert_eq!(open(store, tomorrow), [2, 1]);
    let list = store.dag(tomorrow).unwrap();
    assert_eq!(list.zaken[0].stand.tag.as_ref().unwrap().tag, Tag::Hg);
}

#[test]
fn a_zaak_is_found_by_its_number_or_the_start_of_its_id() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..20).map(regel).collect());
    let store = winkel.store();
    store.voer_uit(ids[7], &tag(Tag::Hg), ANNA, nu()).unwrap();
    for n in [7, 8] {
        let hex = ids[n].0.simple().to_string();
        let number = format!("PL2100-202600000{n}");
        for text in [
            number.clone(),
            number.replace('-', ""),
            number.to_lowercase(),
            number.replace("PL", ""),
            ids[n].kort(),
            hex,
            ids[n].to_string(),
        ] {
            assert_eq!(store.zoek(&text).unwrap(), [ids[n]], "{text}");
        }
    }
    for nothing in [
        "",
        "-",
        "PL9999-2026000007",
        "ab",
        "zzzz",
        "'; DROP TABLE zaak",
    ] {
        assert_eq!(store.zoek(nothing).unwrap(), [], "{nothing}");
    }
    store.opruimen(dag() + Days::new(1), 7).unwrap();
    assert_eq!(store.zoek("PL2100-2026000007").unwrap(), [ids[7]]);
    assert_eq!(store.zoek("PL2100-2026000008").unwrap(), []);
}

#[test]
fn earlier_zaken_of_one_person_are_shown_and_of_a_namesake_not() {
    let mut winkel = Winkel::nieuw();
    let mut same = regel(1);
    same.pl = Some("PL2100-2026999999".to_owned());
    let mut namesake = same.clone();
    namesake.geboortedatum = None;
    namesake.pl = Some("PL2100-2026888888".to_owned());
    let ids = lees(winkel.store(), vec![regel(1), same, namesake]);
    let store = winkel.store();
    for id in &ids {
        store.voer_uit(*id, &tag(Tag::Hg), ANNA, nu()).unwrap();
    }
    let earlier = store.zaak(ids[1]).unwrap().unwrap().eerdere;
    assert_eq!(earlier.len(), 1);
    assert_eq!((earlier[0].id, earlier[0].tag), (ids[0], Some(Tag::Hg)));
    assert_eq!(earlier[0].pl.as_deref(), Some("PL2100-2026000001"));
    assert_eq!(earlier[0].op, Some(nu()));
    assert!(store.zaak(ids[2]).unwrap().unwrap().eerdere.is_empty());
}

#[test]
fn the_readings_of_a_zaak_are_those_that_changed_it() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    lees(store, vec![regel(1)]);
    let mut changed = regel(1);
    changed.status = Status::Ivs;
    lees(store, vec![changed]);
    assert_eq!(store.zaak(ids[0]).unwrap().unwrap().lezingen.len(), 2);
}

#[test]
fn drafts_and_settings_are_kept_replaced_and_dropped() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    store.bewaar_concept(ids[0], "b", "een", nu()).unwrap();
    store.bewaar_concept(ids[0], "b", "twee", later(1)).unwrap();
    store.bewaar_concept(ids[0], "i", "drie", later(2)).unwrap();
    store.zet_instelling("thema", "licht").unwrap();
    store.zet_instelling("thema", "donker").unwrap();
    winkel.heropen();
    let store = winkel.store();
    assert_eq!(
        store.concept(ids[0], "b").unwrap(),
        Some(("twee".to_owned(), later(1)))
    );
    let kinds: Vec<_> = store
        .concepten()
        .unwrap()
        .into_iter()
        .map(|one| one.soort)
        .collect();
    assert_eq!(kinds, ["i", "b"]);
    store.wis_concept(ids[0], "b").unwrap();
    assert_eq!(store.concept(ids[0], "b").unwrap(), None);
    assert_eq!(
        store.instelling("thema").unwrap().as_deref(),
        Some("donker")
    );
    assert_eq!(store.instelling("iets").unwrap(), None);
}

#[test]
fn a_list_longer_than_one_pack_is_read_whole_and_a_row_that_stands_there_is_merged() {
    let mut winkel = Winkel::nieuw();
    let store = winkel.store();
    let ids = lees(store, vec![regel(17)]);
    // Given a plan that was made before that row was read: it calls every row new.
    let mut poorer = regel(17);
    poorer.adres = None;
    poorer.herkomst.remove(&Veld::Adres);
    let mut lines: Vec<_> = (0..5_000).map(regel).collect();
    lines[17] = poorer;
    let mut reading = lezing(store, lines, dag());
    for (.., verschil) in &mut reading.regels {
        *verschil = zsmtafel::store::Verschil::Nieuw;
    }
    store.lees_in(&reading, ANNA, nu(), dag()).unwrap();
    winkel.heropen();
    let found = winkel.store().dag(dag()).unwrap().zaken;
    assert_eq!(found.len(), 5_000);
    assert_eq!(found[17].id, ids[0]);
    assert!(
        found
            .iter()
            .zip(0..)
            .all(|(zaak, n)| zaak.regel == regel(n))
    );
}
