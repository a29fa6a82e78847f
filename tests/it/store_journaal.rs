//! The journal is the truth: replaying gives the same rows, undoing goes back any number of steps, the
//! chain tells of tampering and bears erasing.

use proptest::prelude::*;
use uuid::Uuid;
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::betrokkene::{Betrokkene, Rol};
use zsmtafel::domain::decide::{Opdracht, Weigering};
use zsmtafel::domain::ids::{BetrokkeneId, EventId, ZaakId};
use zsmtafel::domain::input::{Input, Ontvanger, Vorm};
use zsmtafel::domain::stap::StapSoort;
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::terug::NietTerug;
use zsmtafel::journal::keten::Fout;
use zsmtafel::store::{Store, StoreFout};

use crate::store_hulp::{ANNA, Winkel, dag, later, lees, lezing, nu, regel, soorten, tag};

fn iemand(nummer: u128, naam: &str) -> Betrokkene {
    Betrokkene {
        id: BetrokkeneId(Uuid::from_u128(nummer)),
        naam: naam.to_owned(),
        leeftijd: None,
        rol: Rol::Slachtoffer,
        relatie: "ex-partner".to_owned(),
        verblijf: String::new(),
        bellen: zsmtafel::domain::betrokkene::Bellen::Onbekend,
        bereikbaar: String::new(),
        geheim: false,
    }
}

fn oordeel(geheel: Oordeel, motivering: &str) -> Opdracht {
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geheel,
        motivering: motivering.to_owned(),
        ..Veiligheidsbeoordeling::default()
    }))
}

fn input(beoordeling: EventId) -> Opdracht {
    Opdracht::VerstuurInput(Box::new(Input {
        ontvanger: Ontvanger::Om,
        vorm: Vorm::Txt,
        grond: "Wmo".to_owned(),
        tekst: "Input".to_owned(),
        sha256: "00".repeat(32),
        bestand: "input.txt".to_owned(),
        beoordeling: Some(beoordeling),
        gesprek: None,
    }))
}

fn tag_nu(store: &Store, id: ZaakId) -> Option<Tag> {
    store
        .zaak(id)
        .unwrap()
        .unwrap()
        .zaak
        .stand
        .tag
        .map(|tagging| tagging.tag)
}

#[test]
fn a_tag_takes_the_line_into_the_journal_and_no_hg_does_not() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), regel(2)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .voer_uit(ids[1], &tag(Tag::GeenHg), ANNA, nu())
        .unwrap();
    assert_eq!(
        soorten(store),
        [
            "lijst-ingelezen",
            "zaak-opgenomen",
            "getagd",
            "geen-hg-vastgesteld"
        ]
    );
    let contents = store.proef_sql("SELECT content FROM payload").unwrap();
    let holds = |naam: &str| {
        let wanted = format!("{:?}", naam.as_bytes());
        let wanted = wanted.trim_matches(['[', ']']).to_owned();
        contents
            .iter()
            .filter(|row| row[0].contains(&wanted))
            .count()
    };
    assert_eq!(holds("Zwaluwstaart1"), 1, "HG: with its facts");
    assert_eq!(holds("Zwaluwstaart2"), 0, "no HG: by row key alone");
}

#[test]
fn a_refusal_of_the_rules_stores_nothing() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    let before = (store.aantallen().unwrap(), store.dump().unwrap());
    let err = store
        .voer_uit(ids[0], &oordeel(Oordeel::AcuutOnveilig, "x"), ANNA, nu())
        .unwrap_err();
    assert!(
        matches!(err, StoreFout::Geweigerd(Weigering::NietGevolgd)),
        "{err}"
    );
    assert_eq!(err.exit_code(), 3);
    let err = store
        .voer_uit(ZaakId(Uuid::from_u128(5)), &tag(Tag::Hg), ANNA, nu())
        .unwrap_err();
    assert!(matches!(err, StoreFout::OnbekendeZaak), "{err}");
    assert_eq!((store.aantallen().unwrap(), store.dump().unwrap()), before);
}

#[test]
fn any_number_of_steps_is_taken_back_also_after_a_restart() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..40).map(regel).collect());
    for (at, id) in (0..).zip(&ids) {
        let store = winkel.store();
        store
            .voer_uit(*id, &tag(Tag::Twijfel), ANNA, later(at))
            .unwrap();
        store.voer_uit(*id, &tag(Tag::Hg), ANNA, later(at)).unwrap();
    }
    for id in ids.iter().rev() {
        let store = winkel.store();
        assert_eq!(tag_nu(store, *id), Some(Tag::Hg));
        let (zaak, gone) = store.neem_terug(ANNA, None, later(100)).unwrap();
        assert_eq!((zaak, gone.what.kind()), (*id, "getagd"));
        assert_eq!(tag_nu(store, *id), Some(Tag::Twijfel));
        winkel.heropen();
        winkel.store().neem_terug(ANNA, None, later(100)).unwrap();
        assert_eq!(tag_nu(winkel.store(), *id), None);
    }
    let store = winkel.store();
    let err = store.neem_terug(ANNA, None, later(101)).unwrap_err();
    assert!(
        matches!(err, StoreFout::NietTerug(NietTerug::Niets)),
        "{err}"
    );
    assert_eq!(err.exit_code(), 3);
    let dossier = store.zaak(ids[0]).unwrap().unwrap();
    let line: Vec<(&str, bool)> = dossier
        .tijdlijn
        .iter()
        .map(|(event, gone)| (event.what.kind(), *gone))
        .collect();
    assert_eq!(
        line,
        [
            ("zaak-opgenomen", false),
            ("getagd", true),
            ("getagd", true),
            ("teruggenomen", false),
            ("teruggenomen", false)
        ]
    );
    assert!(!store.rebuild().unwrap().anders);
}

#[test]
fn taking_back_is_of_the_own_acts_and_of_one_zaak_if_asked() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), regel(2), regel(3)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store
        .voer_uit(ids[1], &tag(Tag::Radar), ANNA, later(1))
        .unwrap();
    store
        .voer_uit(ids[2], &tag(Tag::Hg), "bram", later(2))
        .unwrap();
    let (zaak, _) = store.neem_terug(ANNA, Some(ids[0]), later(3)).unwrap();
    assert_eq!(zaak, ids[0]);
    let (zaak, _) = store.neem_terug(ANNA, None, later(4)).unwrap();
    assert_eq!(zaak, ids[1]);
    store.neem_terug(ANNA, None, later(5)).unwrap_err();
    store.neem_terug(ANNA, Some(ids[2]), later(5)).unwrap_err();
    assert_eq!(tag_nu(store, ids[2]), Some(Tag::Hg));
}

#[test]
fn what_was_sent_stops_taking_back() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    let done = store
        .voer_uit(ids[0], &oordeel(Oordeel::VoldoendeVeilig, "x"), ANNA, nu())
        .unwrap();
    store
        .voer_uit(ids[0], &input(done[0].id), ANNA, nu())
        .unwrap();
    let err = store.neem_terug(ANNA, None, later(1)).unwrap_err();
    assert!(
        matches!(err, StoreFout::NietTerug(NietTerug::Verstuurd)),
        "{err}"
    );
}

#[test]
fn tampering_is_found_and_erasing_is_not_tampering() {
    let tampers: [(&str, Fout); 8] = [
        (
            "UPDATE event SET kring = 'extern' WHERE seq = 3",
            Fout::Omslag,
        ),
        (
            "UPDATE event SET kop = (SELECT kop FROM event WHERE seq = 2) WHERE seq = 3",
            Fout::Kop,
        ),
        (
            "UPDATE payload SET content = CAST('{}' AS BLOB) WHERE event = 3",
            Fout::Inhoud,
        ),
        (
            "UPDATE event SET handtekening = zeroblob(64) WHERE seq = 3",
            Fout::Handtekening,
        ),
        (
            "UPDATE event SET digest = zeroblob(32) WHERE seq = 3",
            Fout::Vorige,
        ),
        ("UPDATE event SET teller = 99 WHERE seq = 3", Fout::Register),
        ("DELETE FROM betreft WHERE event = 3", Fout::Register),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM event WHERE seq = 3",
            Fout::Nummer(3),
        ),
    ];
    for (sql, expected) in tampers {
        let mut winkel = Winkel::nieuw();
        let ids = lees(winkel.store(), vec![regel(1), regel(2)]);
        let store = winkel.store();
        store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
        store.voer_uit(ids[1], &tag(Tag::Hg), ANNA, nu()).unwrap();
        let clean = store.verifieer().unwrap();
        assert_eq!((clean.gebeurtenissen, clean.breuken), (5, Vec::new()));
        for part in sql.split(';') {
            store.proef_sql(part).unwrap();
        }
        let found = store.verifieer().unwrap().breuken;
        assert!(
            found.iter().any(|one| one.wat == expected),
            "{sql}: {found:?}"
        );
    }
}

#[test]
fn an_erased_zaak_is_gone_and_the_chain_still_verifies() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1), regel(2)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store.voer_uit(ids[1], &tag(Tag::Hg), ANNA, nu()).unwrap();
    store.bewaar_concept(ids[0], "b", "{}", nu()).unwrap();
    assert_eq!(store.wis_zaak(ids[0], ANNA, later(8)).unwrap(), 2);
    assert_eq!(store.zaak(ids[0]).unwrap(), None);
    assert!(store.zaak(ids[1]).unwrap().is_some());
    assert_eq!(store.concepten().unwrap(), Vec::new());
    let report = store.verifieer().unwrap();
    // The reading, two zaken taken up and tagged, the order to erase, and that it was done.
    assert_eq!((report.gebeurtenissen, report.gewist), (7, 2));
    assert_eq!(report.breuken, Vec::new());
    assert!(!store.rebuild().unwrap().anders);
    assert_eq!(
        store.journaal(10, None).unwrap()[5].omschrijving,
        "inhoud is gewist"
    );
    // On a list again, it begins anew.
    lees(store, vec![regel(1)]);
    store
        .voer_uit(ids[0], &tag(Tag::Radar), ANNA, later(9))
        .unwrap();
    assert_eq!(tag_nu(store, ids[0]), Some(Tag::Radar));
    assert!(store.verifieer().unwrap().breuken.is_empty());
}

#[test]
fn a_projection_that_was_changed_is_made_right_by_rebuilding() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), vec![regel(1)]);
    let store = winkel.store();
    store.voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu()).unwrap();
    let right = store.dump().unwrap();
    store.proef_sql("UPDATE zaak SET tag = 'radar'").unwrap();
    assert_ne!(store.dump().unwrap(), right);
    let made = store.rebuild().unwrap();
    assert!(made.anders && made.zaken == 1);
    assert_eq!(store.dump().unwrap(), right);
}

#[test]
fn the_journal_is_read_page_by_page_newest_first() {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (0..5).map(regel).collect());
    let store = winkel.store();
    for id in &ids {
        store.voer_uit(*id, &tag(Tag::GeenHg), ANNA, nu()).unwrap();
    }
    let first = store.journaal(4, None).unwrap();
    let rest = store.journaal(4, Some(first[3].volgnummer)).unwrap();
    let places: Vec<u64> = first.iter().chain(&rest).map(|line| line.index).collect();
    assert_eq!(places, [6, 5, 4, 3, 2, 1]);
    assert_eq!(first[0].omschrijving, "getagd: geen HG");
    assert_eq!(rest[1].omschrijving, "lijst ingelezen: 5 rijen");
    assert_eq!((first[0].actor.as_str(), first[0].at), (ANNA, nu()));
}

/// Something a worker does, as numbers from which it is made.
type Zet = (u8, u8, u8);

/// Does it; rules may refuse, nothing else may go wrong.
fn doe(store: &mut Store, ids: &[ZaakId], (wat, waar, hoe): Zet, at: i64) {
    let id = ids[usize::from(waar) % ids.len()];
    let actor = if hoe % 5 == 0 { "bram" } else { ANNA };
    let who = iemand(
        u128::from(hoe % 3),
        ["Mies", "Jet", "Wim"][usize::from(wat) % 3],
    );
    let command = match wat % 15 {
        0..=2 => tag(Tag::ALLE[usize::from(hoe) % 4]),
        3 | 4 => Opdracht::VoegBetrokkeneToe(who),
        5 => Opdracht::WijzigBetrokkene(who),
        6 => Opdracht::VerwijderBetrokkene(who.id),
        7 => oordeel(Oordeel::ALLE[usize::from(hoe) % 4], "omdat"),
        8 => Opdracht::RondStapAf {
            stap: StapSoort::BureaudienstInschakelen,
            aanleiding: None,
            toelichting: "M. gebeld, zij gaat".to_owned(),
        },
        9 => {
            let stand = store.zaak(id).unwrap().map(|dossier| dossier.zaak.stand);
            let holds = stand.and_then(|stand| stand.beoordeling().map(|one| one.id));
            input(holds.unwrap_or(EventId(Uuid::nil())))
        }
        10 => {
            let only = (hoe % 2 == 0).then_some(id);
            match store.neem_terug(actor, only, later(at)) {
                Ok(_) | Err(StoreFout::NietTerug(_)) => return,
                Err(other) => panic!("{other}"),
            }
        }
        12 => match store.neem_lezing_terug(actor, later(at), dag()) {
            Ok(_) | Err(StoreFout::NietTerug(_)) => return,
            Err(other) => panic!("{other}"),
        },
        13 => {
            let other = ids[usize::from(hoe) % ids.len()];
            let done = if wat % 2 == 0 {
                store.voeg_samen(id, other, ("zelfde", false), actor, later(at))
            } else {
                store.splits(id, other, actor, later(at))
            };
            match done {
                Ok(_) | Err(StoreFout::Geweigerd(_) | StoreFout::OnbekendeZaak) => return,
                Err(other) => panic!("{other}"),
            }
        }
        14 => Opdracht::Sluit {
            loopt: Vec::new(),
            reden: "klaar".to_owned(),
            op: nu(),
            bevestigd: true,
        },
        _ => {
            // A newer list: some are gone, one says something else.
            let mut lines: Vec<_> = (0..6)
                .filter(|n| n % 4 != u32::from(hoe % 4))
                .map(regel)
                .collect();
            lines[0].toelichting = format!("versie {hoe}");
            let reading = lezing(store, lines, dag());
            store.lees_in(&reading, ANNA, later(at), dag()).unwrap();
            return;
        }
    };
    match store.voer_uit(id, &command, actor, later(at)) {
        // Undoing the first list leaves rows that are known to the journal by key alone.
        Ok(_) | Err(StoreFout::Geweigerd(_) | StoreFout::OnbekendeZaak) => {}
        Err(other) => panic!("{other}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn replaying_the_journal_gives_the_same_rows(zetten in prop::collection::vec(any::<Zet>(), 1..60)) {
        let mut winkel = Winkel::nieuw();
        let ids = lees(winkel.store(), (0..6).map(regel).collect());
        for (at, zet) in (1..).zip(zetten) {
            doe(winkel.store(), &ids, zet, at);
        }
        let store = winkel.store();
        let before = store.dump().unwrap();
        let made = store.rebuild().unwrap();
        prop_assert_eq!(store.dump().unwrap(), before);
        prop_assert!(!made.anders);
        prop_assert_eq!(store.verifieer().unwrap().breuken, Vec::new());
    }
}
