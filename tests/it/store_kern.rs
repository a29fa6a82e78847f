//! The kernel in the store: who left the list overnight, what waits for a tag, what a list says after
//! somebody told otherwise, and what closes and stays by itself.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use zsmtafel::domain::decide::{Opdracht, Weigering};
use zsmtafel::domain::fase::Fase;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::lijstregel::{Lijstregel, Status};
use zsmtafel::domain::overleg::Gegeven;
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::verblijf::Waarde;
use zsmtafel::domain::werkstroom::{self, Omgeving};
use zsmtafel::domain::zaak::Zaak;
use zsmtafel::store::{Blijft, Store, StoreFout};

use crate::store_hulp::{ANNA, Winkel, dag, later, lees, lezing, nu, regel, soorten, tag};

const BOB: &str = "bob";

fn zaak(store: &Store, id: ZaakId) -> Zaak {
    store.zaak(id).unwrap().unwrap().zaak
}

fn morgen() -> NaiveDate {
    dag() + Days::new(1)
}

/// A list of the next day; who stood on the previous list and is not on it has left it.
fn lees_morgen(store: &mut Store, regels: Vec<Lijstregel>, at: DateTime<Utc>) {
    let mut reading = lezing(store, regels, morgen());
    reading.bron.gelezen = at;
    let here: HashSet<ZaakId> = reading.regels.iter().map(|(id, ..)| *id).collect();
    let before = store.vorige_lijst().unwrap();
    reading
        .verdwenen
        .extend(before.into_iter().filter(|id| !here.contains(id)));
    store.lees_in(&reading, ANNA, at, morgen()).unwrap();
}

fn meld(waarde: Waarde, sinds: Option<DateTime<Utc>>, bron: &str) -> Opdracht {
    Opdracht::Meld {
        gegeven: Gegeven::Verblijf { waarde, sinds },
        bron: bron.to_owned(),
    }
}

#[test]
fn who_stood_on_the_list_of_yesterday_and_is_followed_is_missed_today() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..3).map(regel).collect());
    let store = winkel.store();
    for id in &ids[..2] {
        store.voer_uit(*id, &tag(Tag::Hg), ANNA, nu()).unwrap();
    }
    store.opruimen(morgen(), 7).unwrap();
    let at = nu() + TimeDelta::days(1);
    lees_morgen(store, vec![regel(1)], at);

    let gone = zaak(store, ids[0]);
    assert!(gone.verblijf(later(3 * 24 * 60 * 60)).is_van_lijst());
    assert_eq!(gone.verblijf(later(3 * 24 * 60 * 60)).sinds, Some(at));
    let alarms = werkstroom::alarmen(&gone);
    assert_eq!(alarms[0].soort, StapSoort::VertrekUitzoeken);
    assert!(alarms[0].waarom.contains("zonder oordeel"), "{alarms:?}");
    assert_eq!(
        zaak(store, ids[1]).verblijf(later(3 * 24 * 60 * 60)).waarde,
        Waarde::Opgehouden
    );
    assert!(!store.rebuild().unwrap().anders);

    // Undone by who read it, nobody was missed; and the next list asks again.
    store.neem_lezing_terug(ANNA, at, morgen()).unwrap();
    assert!(werkstroom::alarmen(&zaak(store, ids[0])).is_empty());
    assert_eq!(store.vorige_lijst().unwrap().len(), 2);
}

#[test]
fn an_alarm_that_a_reading_brought_stays_when_a_colleague_undoes_the_reading() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..2).map(regel).collect());
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    let mut reading = lezing(store, vec![regel(1)], dag());
    reading.bron.gelezen = later(600);
    store.lees_in(&reading, ANNA, later(600), dag()).unwrap();
    assert_eq!(werkstroom::alarmen(&zaak(store, ids[0])).len(), 1);
    store.neem_lezing_terug(BOB, later(900), dag()).unwrap();
    let back = zaak(store, ids[0]);
    assert_eq!(
        back.verblijf(later(3 * 24 * 60 * 60)).waarde,
        Waarde::Opgehouden
    );
    assert_eq!(werkstroom::alarmen(&back).len(), 1, "nobody answered it");
}

#[test]
fn what_looks_like_hg_waits_for_a_tag_at_most_four_days() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..4).map(regel).collect());
    let store = winkel.store();
    let blijft = Blijft {
        wachtend: [ids[0], ids[1], ids[2]].into(),
        nalatenschap: HashMap::new(),
        ..Blijft::default()
    };
    store.opruimen_met(morgen(), 7, &blijft).unwrap();
    let waits = |store: &Store| -> HashSet<ZaakId> {
        store
            .wachtende()
            .unwrap()
            .iter()
            .map(|one| one.id)
            .collect()
    };
    assert_eq!(waits(store), [ids[0], ids[1], ids[2]].into());
    let found = store.wachtende().unwrap();
    assert_eq!(
        found.iter().find(|one| one.id == ids[0]).unwrap().regel,
        regel(0)
    );

    // One is tagged from there, one is on the next list, one is missing on it.
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    let at = nu() + TimeDelta::days(1);
    lees_morgen(store, vec![regel(1)], at);
    assert_eq!(waits(store), [ids[2]].into());
    let gone = zaak(store, ids[2]);
    assert!(
        gone.verblijf(later(3 * 24 * 60 * 60)).is_van_lijst(),
        "{:?}",
        gone.verblijf(later(0))
    );
    let list = store.dag(morgen()).unwrap();
    assert_eq!(list.zaken.len(), 1);
    winkel.heropen();
    let store = winkel.store();
    assert_eq!(waits(store), [ids[2]].into());
    // Tagging what is missing keeps that it is missing.
    store.voer_uit(ids[2], &tag(Tag::Hg), ANNA, at).unwrap();
    assert!(
        zaak(store, ids[2])
            .verblijf(later(3 * 24 * 60 * 60))
            .is_van_lijst()
    );
    assert_eq!(werkstroom::alarmen(&zaak(store, ids[2])).len(), 1);

    // Who waits longer than four days goes.
    let mut other = Winkel::nieuw();
    let ids = lees(other.store(), (0..1).map(regel).collect());
    let store = other.store();
    let blijft = Blijft {
        wachtend: ids.iter().copied().collect(),
        nalatenschap: HashMap::new(),
        ..Blijft::default()
    };
    store.opruimen_met(morgen(), 7, &blijft).unwrap();
    for (days, there) in [(2, 1), (4, 1), (5, 0)] {
        let day = dag() + Days::new(days);
        // Each day brings a list, on which nothing is said of who waits: part of a list.
        let reading = lezing(store, vec![regel(8)], day);
        store.opruimen(day, 7).unwrap();
        store.lees_in(&reading, ANNA, nu(), day).unwrap();
        assert_eq!(store.wachtende().unwrap().len(), there, "after {days} days");
    }

    // Also when no list came since; and who waited in vain is counted, so that somebody hears of it. So is
    // whoever the program saw only after more than four days.
    for opened in [&[2_u64, 5][..], &[5]] {
        let mut other = Winkel::nieuw();
        let ids = lees(other.store(), (0..2).map(regel).collect());
        let store = other.store();
        let blijft = Blijft {
            wachtend: ids.iter().copied().collect(),
            nalatenschap: HashMap::new(),
            ..Blijft::default()
        };
        let mut went = 0;
        for days in opened {
            let day = dag() + Days::new(*days);
            went += store.opruimen_met(day, 7, &blijft).unwrap().uitgewacht;
        }
        assert_eq!(went, 2, "{opened:?}");
        assert!(store.wachtende().unwrap().is_empty(), "{opened:?}");
    }
}

#[test]
fn a_list_that_still_says_held_after_somebody_told_otherwise_is_a_contradiction() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    let told = later(60 * 60);
    store
        .voer_uit(
            ids[0],
            &meld(Waarde::Heengezonden, Some(told), "intake"),
            ANNA,
            told,
        )
        .unwrap();
    // The same line again, later: nothing of it changed, and yet it says something.
    let mut reading = lezing(store, vec![regel(1)], dag());
    reading.bron.gelezen = later(2 * 60 * 60);
    let at = reading.bron.gelezen;
    store.lees_in(&reading, ANNA, at, dag()).unwrap();
    assert_eq!(soorten(store).last().unwrap(), "status-op-lijst");
    let now = zaak(store, ids[0]);
    let custody = now.verblijf(later(3 * 24 * 60 * 60));
    assert_eq!(custody.waarde, Waarde::Heengezonden, "the unsafe one holds");
    let said = custody.tegenspraak_zin(at).unwrap();
    assert!(
        said.starts_with("lijst") && said.contains("door intake"),
        "{said}"
    );
    assert!(werkstroom::belet_sluiten(&now).is_some());

    // Once more the same list says nothing new.
    let count = soorten(store).len();
    lees(store, vec![regel(1)]);
    assert_eq!(soorten(store).len(), count);

    // A list of before the telling changes nothing.
    let mut other = Winkel::nieuw();
    let ids = lees(other.store(), vec![regel(1)]);
    let store = other.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .voer_uit(
            ids[0],
            &meld(Waarde::Heengezonden, Some(told), "intake"),
            ANNA,
            told,
        )
        .unwrap();
    let mut reading = lezing(store, vec![regel(1)], dag());
    reading.bron.gelezen = at;
    reading.bron.peil = Some(nu());
    store.lees_in(&reading, ANNA, at, dag()).unwrap();
    assert!(
        zaak(store, ids[0])
            .verblijf(later(3 * 24 * 60 * 60))
            .tegenspraak
            .is_empty()
    );
}

#[test]
fn every_newer_list_says_anew_that_he_is_held() {
    for tagged in [true, false] {
        let mut winkel = Winkel::nieuw();
        let ids = lees(winkel.store(), vec![regel(1), regel(2)]);
        let store = winkel.store();
        if tagged {
            store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
        }
        // The list of 14:30 repeats it, the very file once more says nothing of a later moment.
        let mut reading = lezing(store, vec![regel(1), regel(2)], dag());
        reading.bron.gelezen = later(60 * 60);
        reading.bron.sha256 = "1".repeat(64);
        store
            .lees_in(&reading, ANNA, later(60 * 60), dag())
            .unwrap();
        let count = soorten(store).len();
        let mut again = lezing(store, vec![regel(1), regel(2)], dag());
        again.bron.gelezen = later(90 * 60);
        again.bron.sha256 = "1".repeat(64);
        store.lees_in(&again, ANNA, later(90 * 60), dag()).unwrap();
        assert_eq!(soorten(store).len(), count, "tagged {tagged}");
        // Told afterwards: he had left before that list was made.
        let told = later(2 * 60 * 60);
        let gone = meld(Waarde::Heengezonden, Some(later(30 * 60)), "intake");
        store.voer_uit(ids[0], &gone, ANNA, told).unwrap();
        let custody = zaak(store, ids[0]).verblijf(told);
        assert_eq!(custody.waarde, Waarde::Heengezonden);
        assert_eq!(custody.tegenspraak.len(), 1, "tagged {tagged}");
        assert_eq!(custody.tegenspraak[0].over, later(60 * 60));
        assert!(!store.rebuild().unwrap().anders);
    }
}

#[test]
fn a_told_fact_is_never_baked_into_the_line() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    store
        .voer_uit(
            ids[0],
            &meld(Waarde::Heengezonden, None, "intake"),
            ANNA,
            later(60),
        )
        .unwrap();
    store
        .voer_uit(ids[0], &tag(Tag::Hg), ANNA, later(120))
        .unwrap();
    let now = zaak(store, ids[0]);
    assert_eq!(now.regel.status, Status::Vast, "as the list says");
    assert_eq!(
        now.verblijf(later(3 * 24 * 60 * 60)).waarde,
        Waarde::Heengezonden,
        "as somebody told"
    );
}

#[test]
fn a_zaak_that_nobody_touched_closes_by_itself_and_never_over_an_alarm() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..3).map(regel).collect());
    let store = winkel.store();
    store
        .voer_uit(ids[0], &tag(Tag::Radar), ANNA, nu())
        .unwrap();
    store.voer_uit(ids[1], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .voer_uit(
            ids[1],
            &meld(Waarde::Heengezonden, None, "intake"),
            ANNA,
            nu(),
        )
        .unwrap();
    let after = |days| nu() + TimeDelta::days(days);
    // Nobody opened the program on the 28th day: it asks on the 34th, and waits seven days for an answer.
    assert!(store.sluit_stille(after(27)).unwrap().is_empty());
    for days in [34, 35, 40] {
        assert!(
            store.sluit_stille(after(days)).unwrap().is_empty(),
            "{days}"
        );
    }
    let asks = werkstroom::stappen(&zaak(store, ids[0]), &Omgeving::kaal(after(36)));
    let asks = asks.iter().find(|step| step.soort == StapSoort::NogNodig);
    assert!(
        asks.unwrap()
            .waarom
            .starts_with("36 dagen niets gedaan; zonder antwoord sluit")
    );
    assert_eq!(store.sluit_stille(after(41)).unwrap(), [ids[0]]);
    assert_eq!(zaak(store, ids[0]).fase(), Fase::Gesloten);
    assert_eq!(zaak(store, ids[0]).stand.gesloten.unwrap().reden, "termijn");
    assert_eq!(zaak(store, ids[1]).fase(), Fase::Hg, "an alarm is open");
    assert!(store.sluit_stille(after(90)).unwrap().is_empty());
    assert!(!store.rebuild().unwrap().anders);
}

#[test]
fn what_the_register_needs_stays_when_a_zaak_is_erased() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    store
        .voer_uit(ids[0], &tag(Tag::Radar), ANNA, nu())
        .unwrap();
    let sluit = Opdracht::Sluit {
        loopt: Vec::new(),
        reden: "klaar".to_owned(),
        op: nu(),
        bevestigd: false,
    };
    store.voer_uit(ids[0], &sluit, ANNA, nu()).unwrap();
    let far = dag() + Days::new(30);
    assert_eq!(store.te_wissen(dag() + Days::new(1), 7).unwrap().len(), 0);
    store.opruimen(dag() + Days::new(1), 7).unwrap();
    assert_eq!(store.te_wissen(far, 7).unwrap(), [ids[0]].into());
    let blijft = Blijft {
        wachtend: HashSet::new(),
        nalatenschap: HashMap::from([(ids[0], r#"{"tag":"radar"}"#.to_owned())]),
        ..Blijft::default()
    };
    assert_eq!(store.opruimen_met(far, 7, &blijft).unwrap().zaken, 1);
    assert!(store.zaak(ids[0]).unwrap().is_none());
    assert_eq!(store.nalatenschap().unwrap(), [r#"{"tag":"radar"}"#]);
}

#[test]
fn a_zaak_with_an_open_alarm_is_not_tagged_away() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .voer_uit(
            ids[0],
            &meld(Waarde::Heengezonden, None, "intake"),
            ANNA,
            nu(),
        )
        .unwrap();
    for other in [Tag::GeenHg, Tag::Radar, Tag::Twijfel] {
        let err = store
            .voer_uit(ids[0], &tag(other), ANNA, later(1))
            .unwrap_err();
        assert!(
            matches!(err, StoreFout::Geweigerd(Weigering::AlarmOpen(_))),
            "{other:?}: {err}"
        );
    }
}
