//! Doubles: two zaken that turn out to be one are joined and can be taken apart, and nobody is missed.

use std::collections::HashMap;

use zsmtafel::domain::decide::Weigering;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::lijstregel::Lijstregel;
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::{Store, StoreFout};

use crate::store_hulp::{ANNA, Winkel, dag, later, lees, lezing, nu, regel, soorten, tag};

/// The same suspect as `regel(1)`, written otherwise: another zaak.
fn dubbel() -> Lijstregel {
    let mut line = regel(1);
    line.regel = 77;
    line.geboortedatum = chrono::NaiveDate::from_ymd_opt(1970, 1, 3);
    line.toelichting = "nieuwer bericht".to_owned();
    line
}

fn op_de_lijst(store: &Store) -> Vec<ZaakId> {
    let list = store.dag(dag()).unwrap();
    list.zaken.iter().map(|zaak| zaak.id).collect()
}

/// Reads lines as the shell does: a line of a double is one of the zaak in which it went up.
fn lees_met_aliassen(store: &mut Store, lines: Vec<Lijstregel>, at: i64) {
    let aliases = store.aliassen().unwrap();
    let mut reading = lezing(store, lines, dag());
    for (id, ..) in &mut reading.regels {
        *id = aliases.get(id).copied().unwrap_or(*id);
    }
    let there: Vec<ZaakId> = reading.regels.iter().map(|(id, ..)| *id).collect();
    reading.verdwenen.retain(|id| !there.contains(id));
    store.lees_in(&reading, ANNA, later(at), dag()).unwrap();
}

#[test]
fn a_double_that_nobody_tagged_is_hidden_and_comes_back() {
    let mut winkel = Winkel::nieuw();
    lees(winkel.store(), vec![regel(1), regel(2)]);
    let store = winkel.store();
    let ids = lees(store, vec![dubbel(), regel(2)]);
    let (double, other) = (ids[0], ids[1]);
    let main = store.geheim().zaak_id(&regel(1));
    let apart = store.dag(dag()).unwrap();
    assert_eq!(apart.verdwenen, [main].into());

    store
        .voeg_samen(main, double, ("zelfde PL", false), ANNA, later(1))
        .unwrap();
    winkel.heropen();
    let store = winkel.store();
    let list = store.dag(dag()).unwrap();
    assert!(list.verdwenen.is_empty(), "its double stands there");
    let shown: Vec<ZaakId> = list.zaken.iter().map(|zaak| zaak.id).collect();
    assert!(shown.contains(&main) && shown.contains(&other) && shown.len() == 2);
    let zaak = list.zaken.iter().find(|zaak| zaak.id == main).unwrap();
    assert!(zaak.stand.verdwenen.is_none());
    assert_eq!(zaak.regel.toelichting, "nieuwer bericht");
    assert!(
        store
            .zaak(main)
            .unwrap()
            .unwrap()
            .zaak
            .stand
            .verdwenen
            .is_none()
    );
    assert_eq!(store.aliassen().unwrap(), HashMap::from([(double, main)]));
    assert_eq!(store.zoek("PL2100-2026000001").unwrap(), [main]);
    assert!(!store.bekend(dag()).unwrap().contains_key(&double));
    assert!(!store.rebuild().unwrap().anders);

    store.splits(main, double, ANNA, later(2)).unwrap();
    winkel.heropen();
    let store = winkel.store();
    let again = store.dag(dag()).unwrap();
    assert_eq!(again.verdwenen, apart.verdwenen);
    assert_eq!(again.zaken, apart.zaken);
    assert_eq!(
        soorten(store).get(2..).unwrap(),
        [
            "zaak-samengevoegd",
            "zaak-opgegaan",
            "teruggenomen",
            "teruggenomen"
        ]
    );
    assert!(!store.rebuild().unwrap().anders);
    let err = store.splits(main, double, ANNA, later(3)).unwrap_err();
    assert!(matches!(err, StoreFout::Geweigerd(Weigering::Ongewijzigd)));
    store
        .voeg_samen(main, double, ("toch", false), ANNA, later(4))
        .unwrap();
    assert_eq!(op_de_lijst(store).len(), 2);
}

#[test]
fn a_followed_zaak_keeps_its_work_and_a_later_list_finds_it_under_the_other_name() {
    let mut winkel = Winkel::nieuw();
    let main = lees(winkel.store(), vec![regel(1)])[0];
    let store = winkel.store();
    store.voer_uit(main, &tag(Tag::Hg), ANNA, nu()).unwrap();
    let double = lees(store, vec![dubbel()])[0];
    store
        .voer_uit(double, &tag(Tag::Twijfel), ANNA, later(1))
        .unwrap();
    let apart = store.dag(dag()).unwrap().zaken;
    assert!(
        apart
            .iter()
            .any(|zaak| zaak.id == main && zaak.stand.verdwenen.is_some())
    );

    let joined = store
        .voeg_samen(main, double, ("zelfde", false), ANNA, later(2))
        .unwrap();
    assert!(joined.stand.verdwenen.is_none());
    assert_eq!(joined.regel.toelichting, "nieuwer bericht");
    let list = store.dag(dag()).unwrap();
    assert_eq!(op_de_lijst(store), [main]);
    assert!(list.verdwenen.is_empty() && list.zaken[0].stand.verdwenen.is_none());
    assert_eq!(store.vt_telling(dag(), dag()).unwrap().rijen, 1);
    let far = dag() + chrono::Days::new(40);
    let open: Vec<ZaakId> = store
        .open_zaken(far)
        .unwrap()
        .iter()
        .map(|zaak| zaak.id)
        .collect();
    assert_eq!(open, [main]);

    // The list goes on writing it the other way.
    let before = soorten(store).len();
    lees_met_aliassen(store, vec![dubbel(), regel(5)], 3);
    let list = store.dag(dag()).unwrap();
    assert!(list.verdwenen.is_empty());
    assert_eq!(list.zaken.len(), 2);
    assert_eq!(soorten(store).get(before..).unwrap(), ["lijst-ingelezen"]);

    // And then it lacks the suspect under both names: that is seen.
    lees_met_aliassen(store, vec![regel(5)], 4);
    let list = store.dag(dag()).unwrap();
    assert_eq!(list.verdwenen, [main].into());
    assert!(
        list.zaken
            .iter()
            .any(|zaak| zaak.id == main && zaak.stand.verdwenen.is_some())
    );
    assert_eq!(soorten(store).last().unwrap(), "van-lijst-verdwenen");
    store.neem_lezing_terug(ANNA, later(5), dag()).unwrap();
    assert!(store.dag(dag()).unwrap().verdwenen.is_empty());

    store.splits(main, double, ANNA, later(6)).unwrap();
    assert_eq!(op_de_lijst(store).len(), 3);
    let back = store.zaak(double).unwrap().unwrap().zaak;
    assert_eq!(back.stand.tag.map(|now| now.tag), Some(Tag::Twijfel));
    assert!(!store.rebuild().unwrap().anders);
}

#[test]
fn a_zaak_of_an_earlier_day_stands_on_the_list_where_its_double_stands() {
    let mut winkel = Winkel::nieuw();
    let main = lees(winkel.store(), vec![regel(1)])[0];
    let store = winkel.store();
    store.voer_uit(main, &tag(Tag::Hg), ANNA, nu()).unwrap();
    let tomorrow = dag() + chrono::Days::new(1);
    store.opruimen(tomorrow, 7).unwrap();
    let reading = lezing(store, vec![regel(4), dubbel()], tomorrow);
    let double = reading.regels[1].0;
    store
        .lees_in(&reading, ANNA, later(90_000), tomorrow)
        .unwrap();
    assert_eq!(store.open_zaken(tomorrow).unwrap().len(), 1);
    store
        .voeg_samen(main, double, ("zelfde", false), ANNA, later(90_001))
        .unwrap();
    let list = store.dag(tomorrow).unwrap();
    let shown: Vec<ZaakId> = list.zaken.iter().map(|zaak| zaak.id).collect();
    assert_eq!(shown, [reading.regels[0].0, main]);
    assert_eq!(
        list.zaken[1].stand.tag.as_ref().map(|now| now.tag),
        Some(Tag::Hg)
    );
    assert!(
        store.open_zaken(tomorrow).unwrap().is_empty(),
        "it is on the list"
    );
}

#[test]
fn work_in_a_double_refuses_joining_and_nothing_is_stored() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), dubbel(), regel(3)]);
    let store = winkel.store();
    store
        .voeg_samen(ids[0], ids[1], ("zelfde", false), ANNA, nu())
        .unwrap();
    let before = store.dump().unwrap();
    for (main, double) in [
        (ids[2], ids[0]),
        (ids[2], ids[1]),
        (ids[0], ids[1]),
        (ids[0], ids[0]),
    ] {
        let err = store
            .voeg_samen(main, double, ("x", false), ANNA, later(1))
            .unwrap_err();
        assert!(matches!(err, StoreFout::Geweigerd(_)), "{err}");
    }
    assert_eq!(store.dump().unwrap(), before);
}
