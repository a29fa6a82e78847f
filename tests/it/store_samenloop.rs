//! Stores that exchange events: in any order, twice, old, changed on the way; what is erased stays erased, what
//! nobody can read stops nothing, and everybody ends with the same rows.

use std::fs;
use std::path::Path;

use secrecy::SecretString;
use uuid::Uuid;
use zsmtafel::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use zsmtafel::domain::decide::{Opdracht, Weigering};
use zsmtafel::domain::event::Gebeurtenis;
use zsmtafel::domain::ids::{EventId, PersoonId, ReeksId, ZaakId};
use zsmtafel::domain::input::{Input, Ontvanger, Vorm};
use zsmtafel::domain::tag::Tag;
use zsmtafel::domain::terug::NietTerug;
use zsmtafel::domain::vastgelegd::Kring;
use zsmtafel::domain::velden::Veldsleutel;
use zsmtafel::domain::zaak::Stand;
use zsmtafel::journal::omslag::Soort;
use zsmtafel::journal::pen::{Brief, Pen, Schrijver};
use zsmtafel::journal::stuk::Stuk;
use zsmtafel::journal::toestel::Toestelsleutel;
use zsmtafel::store::{Bekend, KdfSterkte, Opgenomen, Store, StoreFout};

use crate::hulp::verhaal;
use crate::store_hulp::{ANNA, Winkel, later, lees, nu, regel, tag, wachtwoord};

const BRAM: &str = "bram";

/// So many laptops of one table.
fn tafel(laptops: usize) -> Vec<Winkel> {
    let mut out: Vec<Winkel> = (0..laptops).map(|_| Winkel::nieuw()).collect();
    let map = tempfile::tempdir().unwrap();
    let (path, pass) = (
        map.path().join("geheim"),
        SecretString::from("over de telefoon"),
    );
    let first = out[0].store();
    first.geef_geheim(&path, &pass, KdfSterkte::LICHT).unwrap();
    for other in out.iter_mut().skip(1) {
        other.store().neem_geheim(&path, &pass).unwrap();
    }
    out
}

/// What `van` has and `naar` lacks.
fn ontbreekt(van: &Store, naar: &Store) -> Vec<Stuk> {
    van.stukken(&naar.bekende_reeksen().unwrap()).unwrap()
}

fn geef(winkels: &mut [Winkel], van: usize, naar: usize) -> Opgenomen {
    let known = winkels[naar].store().bekende_reeksen().unwrap();
    let batch = winkels[van].store().stukken(&known).unwrap();
    winkels[naar].store().neem_op(&batch).unwrap()
}

/// Everybody meets everybody until nothing is new, and then everybody has the same rows, whole.
fn ontmoet(winkels: &mut [Winkel]) {
    loop {
        let mut news = 0;
        for van in 0..winkels.len() {
            for naar in 0..winkels.len() {
                if van != naar {
                    news += geef(winkels, van, naar).nieuw;
                }
            }
        }
        if news == 0 {
            break;
        }
    }
    let first = winkels[0].store().dump().unwrap();
    for winkel in winkels {
        let store = winkel.store();
        assert_eq!(store.dump().unwrap(), first);
        assert!(
            !store.rebuild().unwrap().anders,
            "rebuild gives the same rows"
        );
        let told = store.verifieer().unwrap();
        assert_eq!((told.breuken, told.wacht), (Vec::new(), 0));
    }
}

fn oordeel(geheel: Oordeel) -> Opdracht {
    Opdracht::StelVast(Box::new(Veiligheidsbeoordeling {
        geheel,
        motivering: "omdat".to_owned(),
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

fn stand(store: &Store, id: ZaakId) -> Stand {
    store.zaak(id).unwrap().unwrap().zaak.stand
}

/// Two laptops that both have one line, tagged as HG on the first and known to the second.
fn samen() -> (Vec<Winkel>, ZaakId) {
    let mut all = tafel(2);
    let ids: Vec<ZaakId> = all
        .iter_mut()
        .map(|winkel| lees(winkel.store(), vec![regel(1)])[0])
        .collect();
    assert_eq!(ids[0], ids[1], "one line is one zaak");
    all[0]
        .store()
        .voer_uit(ids[0], &tag(Tag::Hg), ANNA, nu())
        .unwrap();
    ontmoet(&mut all);
    (all, ids[0])
}

#[test]
fn what_two_laptops_say_apart_is_decided_by_a_person() {
    let (mut all, id) = samen();
    let [anna, bram] = &mut all[..] else { panic!() };
    anna.store()
        .voer_uit(id, &oordeel(Oordeel::VoldoendeVeilig), ANNA, later(10))
        .unwrap();
    bram.store()
        .voer_uit(id, &oordeel(Oordeel::AcuutOnveilig), BRAM, later(5))
        .unwrap();
    ontmoet(&mut all);
    for winkel in &mut all {
        let store = winkel.store();
        let now = stand(store, id);
        let open = now.tegenspraken();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].veld.code(), "oordeel");
        assert_eq!(
            now.oordeel(),
            Oordeel::AcuutOnveilig,
            "the unsafe one holds"
        );
        let holds = now.beoordeling().unwrap().id;
        for refused in [input(holds), verhaal::sluit(later(11), true)] {
            let told = store.voer_uit(id, &refused, ANNA, later(11)).unwrap_err();
            assert!(
                matches!(told, StoreFout::Geweigerd(Weigering::Tegenspraak(_))),
                "{told}"
            );
        }
    }
    let now = stand(all[1].store(), id);
    let veld = Veldsleutel::van("oordeel");
    let safe = now.koppen[&veld]
        .iter()
        .find(|kop| kop.door == ANNA)
        .unwrap()
        .id;
    let decide = Opdracht::BeslisVeld {
        veld,
        kies: safe,
        reden: "nagebeld".to_owned(),
    };
    all[1]
        .store()
        .voer_uit(id, &decide, BRAM, later(20))
        .unwrap();
    ontmoet(&mut all);
    let now = stand(all[0].store(), id);
    assert_eq!(
        (now.tegenspraken(), now.oordeel()),
        (Vec::new(), Oordeel::VoldoendeVeilig)
    );
    assert_eq!(now.beoordelingen.len(), 2, "nothing is overwritten");
    all[0]
        .store()
        .voer_uit(id, &input(safe), ANNA, later(30))
        .unwrap();
}

#[test]
fn who_did_not_see_the_newest_is_told_so() {
    let (mut all, id) = samen();
    let on_screen = stand(all[1].store(), id);
    all[0]
        .store()
        .voer_uit(id, &oordeel(Oordeel::AcuutOnveilig), ANNA, later(1))
        .unwrap();
    geef(&mut all, 0, 1);
    let store = all[1].store();
    let wish = oordeel(Oordeel::VoldoendeVeilig).met_koppen(&on_screen);
    let told = store.voer_uit(id, &wish, BRAM, later(2)).unwrap_err();
    assert!(
        told.to_string()
            .contains("Intussen heeft anna dit vastgelegd: acuut onveilig"),
        "{told}"
    );
    assert_eq!(told.exit_code(), 3);
    // Who has seen it may; and what he did himself a moment ago stops nobody.
    let seen = stand(store, id);
    store
        .voer_uit(
            id,
            &oordeel(Oordeel::OnvoldoendeZicht).met_koppen(&seen),
            BRAM,
            later(3),
        )
        .unwrap();
    store
        .voer_uit(
            id,
            &oordeel(Oordeel::VoldoendeVeilig).met_koppen(&seen),
            BRAM,
            later(4),
        )
        .unwrap();
}

#[test]
fn in_any_order_twice_and_old_it_comes_to_the_same() {
    let (mut all, id) = samen();
    for level in [
        Oordeel::AcuutOnveilig,
        Oordeel::VoldoendeVeilig,
        Oordeel::OnvoldoendeZicht,
    ] {
        all[0]
            .store()
            .voer_uit(id, &oordeel(level), ANNA, later(1))
            .unwrap();
    }
    let mut batch = {
        let known = all[1].store().bekende_reeksen().unwrap();
        all[0].store().stukken(&known).unwrap()
    };
    assert_eq!(batch.len(), 3);
    batch.reverse();
    let store = all[1].store();
    let before = store.dump().unwrap();
    let waits = store.neem_op(&batch[..2]).unwrap();
    assert_eq!((waits.nieuw, waits.wacht), (0, 2), "nothing joins yet");
    assert_eq!(store.dump().unwrap(), before);
    assert_eq!(store.verifieer().unwrap().wacht, 2);
    let came = store.neem_op(&batch[2..]).unwrap();
    assert_eq!((came.nieuw, came.wacht), (3, 0));
    let again = store.neem_op(&batch).unwrap();
    assert_eq!((again.nieuw, again.bekend), (0, 3));
    ontmoet(&mut all);
}

#[test]
fn what_was_changed_on_the_way_stands_aside_and_the_rest_goes_on() {
    let (mut all, id) = samen();
    all[0]
        .store()
        .voer_uit(id, &oordeel(Oordeel::AcuutOnveilig), ANNA, later(1))
        .unwrap();
    let batch = {
        let known = all[1].store().bekende_reeksen().unwrap();
        all[0].store().stukken(&known).unwrap()
    };
    let mut bad = batch[0].clone();
    bad.inhoud.as_mut().unwrap().bytes[5] ^= 1;
    // Somebody with a key of his own says that it comes from that device.
    let mut forged = batch[0].clone();
    let key = Toestelsleutel::van(&[3; 32]);
    forged.openbaar = key.openbaar();
    forged.handtekening = key.onderteken(&forged.omslag.digest());
    let store = all[1].store();
    let told = store.neem_op(&[bad, forged, batch[0].clone()]).unwrap();
    assert_eq!((told.nieuw, told.apart), (1, 2));
    let apart = store.verifieer().unwrap().apart;
    assert!(
        apart.iter().any(|one| one.contains("inhoud is gewijzigd")),
        "{apart:?}"
    );
    assert!(
        apart.iter().any(|one| one.contains("handtekening")),
        "{apart:?}"
    );
    assert_eq!(stand(store, id).oordeel(), Oordeel::AcuutOnveilig);
    ontmoet(&mut all);
}

#[test]
fn erased_is_erased_on_every_laptop_whatever_comes_later() {
    let mut all = tafel(3);
    let id = lees(all[0].store(), vec![regel(1)])[0];
    all[0]
        .store()
        .voer_uit(id, &tag(Tag::Hg), ANNA, nu())
        .unwrap();
    geef(&mut all, 0, 1);
    all[1].store().bewaar_concept(id, "b", "{}", nu()).unwrap();
    let old = all[0].store().stukken(&Bekend::new()).unwrap();
    assert_eq!(all[0].store().wis_zaak(id, ANNA, later(1)).unwrap(), 2);
    let erased = |store: &Store| -> usize {
        let left = store
            .proef_sql("SELECT content FROM payload WHERE content LIKE '%Zwaluw%'")
            .unwrap();
        left.len()
    };
    // The order reaches who had it; then comes an old copy of what was erased.
    geef(&mut all, 0, 1);
    assert_eq!(erased(all[1].store()), 0);
    assert_eq!(all[1].store().zaak(id).unwrap(), None);
    assert_eq!(all[1].store().concepten().unwrap(), Vec::new());
    assert_eq!(all[1].store().neem_op(&old).unwrap().nieuw, 0);
    // A third never had it, and gets the old copy first or last.
    all[2].store().neem_op(&old).unwrap();
    assert_eq!(erased(all[2].store()), 1, "nobody told it yet");
    geef(&mut all, 1, 2);
    assert_eq!(erased(all[2].store()), 0);
    ontmoet(&mut all);
    // Without content and without its order it is not believed.
    let mut fresh = tafel(1);
    let mut hollow = old[1].clone();
    hollow.inhoud = None;
    let told = fresh[0].store().neem_op(&[old[0].clone(), hollow]).unwrap();
    assert_eq!((told.nieuw, told.wacht), (1, 1));
}

/// An event of another program, signed by a device that this table may not know yet.
pub fn vreemd(zaken: Vec<ZaakId>, kind: &str, content: &[u8]) -> Stuk {
    let mut pen = Pen {
        teller: 40,
        toestel: (0, [0; 32]),
        reeks: ReeksId(Uuid::from_u128(77)),
        kringen: Default::default(),
    };
    let who = Schrijver {
        persoon: PersoonId(Uuid::from_u128(5)),
        naam: "cor".to_owned(),
        rol: None,
    };
    let brief = Brief {
        zaken,
        kring: Kring::Intern,
        soort: Soort::Gebeurtenis,
        kind: kind.to_owned(),
        at: later(5),
        vervangt: Vec::new(),
        open: Vec::new(),
        inhoud: Some(content.to_vec()),
    };
    let random = [[1; 16], [2; 16], [3; 16]];
    pen.schrijf(&Toestelsleutel::van(&[4; 32]), &who, brief, random)
        .0
}

#[test]
fn a_kind_of_a_newer_program_is_kept_shown_and_skipped() {
    let (mut all, id) = samen();
    let content = br#"{"soort":"thv-geadviseerd","inhoud":{"wie":"x"}}"#;
    let stuk = vreemd(vec![id], "thv-geadviseerd", content);
    let store = all[0].store();
    assert_eq!(store.neem_op(&[stuk]).unwrap().nieuw, 1);
    let dossier = store.zaak(id).unwrap().unwrap();
    let line = &dossier.tijdlijn.last().unwrap().0;
    assert!(
        line.what.omschrijving().contains("nieuwere zsmtafel"),
        "{line:?}"
    );
    assert_eq!(
        dossier.zaak.stand.tag.unwrap().tag,
        Tag::Hg,
        "the rest is there"
    );
    let told = store
        .voer_uit(id, &oordeel(Oordeel::AcuutOnveilig), ANNA, later(9))
        .unwrap_err();
    assert!(
        matches!(told, StoreFout::Geweigerd(Weigering::NieuwereNodig)),
        "{told}"
    );
    let found = store.verifieer().unwrap();
    assert_eq!(found.breuken, Vec::new(), "the chain is whole");
    assert!(
        found.onleesbaar[0].contains("thv-geadviseerd"),
        "{:?}",
        found.onleesbaar
    );
    let told = &store.journaal(1, None).unwrap()[0];
    assert_eq!(told.kind, "thv-geadviseerd");
    // It travels on as it is.
    ontmoet(&mut all);
}

#[test]
fn one_unreadable_content_stops_nothing_else() {
    let (mut all, id) = samen();
    let store = all[0].store();
    store
        .voer_uit(id, &oordeel(Oordeel::AcuutOnveilig), ANNA, later(1))
        .unwrap();
    // Right by hash and signature, and no content that this kind has.
    let stuk = vreemd(
        vec![id],
        "overleg-gepland",
        br#"{"soort":"overleg-gepland","inhoud":3}"#,
    );
    store.neem_op(&[stuk]).unwrap();
    assert_eq!(stand(store, id).oordeel(), Oordeel::AcuutOnveilig);
    let found = store.verifieer().unwrap();
    assert!(
        found.onleesbaar[0].contains("overleg-gepland"),
        "{:?}",
        found.onleesbaar
    );
    store
        .voer_uit(id, &oordeel(Oordeel::VoldoendeVeilig), ANNA, later(2))
        .unwrap();
    // Damaged on this disk: told as a break, and the zaak is there.
    store
        .proef_sql(
            "UPDATE payload SET content = x'00' WHERE event = (SELECT max(event) FROM payload)",
        )
        .unwrap();
    assert_eq!(stand(store, id).oordeel(), Oordeel::AcuutOnveilig);
    assert!(!store.verifieer().unwrap().breuken.is_empty());
    assert!(store.rebuild().unwrap().anders);
}

#[test]
fn an_event_about_two_zaken_is_in_both() {
    let mut all = tafel(1);
    let ids = lees(all[0].store(), vec![regel(1), regel(2)]);
    let store = all[0].store();
    for id in &ids {
        store.voer_uit(*id, &tag(Tag::Hg), ANNA, nu()).unwrap();
    }
    let what = Gebeurtenis::VtAangewezen {
        code: "vt-zob".to_owned(),
        reden: "woont daar".to_owned(),
    };
    let content = serde_json::to_vec(&what).unwrap();
    store
        .neem_op(&[vreemd(ids.clone(), "vt-aangewezen", &content)])
        .unwrap();
    for id in &ids {
        assert_eq!(stand(store, *id).vt.unwrap().code, "vt-zob");
    }
    assert_eq!(store.wis_zaak(ids[0], ANNA, later(9)).unwrap(), 3);
    assert_eq!(stand(store, ids[1]).vt, None, "erased with the first");
    assert!(!store.rebuild().unwrap().anders);
}

#[test]
fn taking_back_what_a_sent_text_rests_on_has_no_effect_and_is_shown() {
    let (mut all, id) = samen();
    let judged = all[0]
        .store()
        .voer_uit(id, &oordeel(Oordeel::AcuutOnveilig), ANNA, later(1))
        .unwrap()[0]
        .id;
    ontmoet(&mut all);
    all[1]
        .store()
        .voer_uit(id, &input(judged), BRAM, later(2))
        .unwrap();
    // Anna does not know of the text.
    all[0]
        .store()
        .neem_gebeurtenis_terug(id, judged, ANNA, later(3))
        .unwrap();
    ontmoet(&mut all);
    let now = stand(all[0].store(), id);
    assert_eq!(now.oordeel(), Oordeel::AcuutOnveilig);
    assert_eq!(now.zonder_gevolg[0].gebeurtenis, judged);
    let again = all[0]
        .store()
        .neem_gebeurtenis_terug(id, judged, ANNA, later(4));
    assert!(
        matches!(
            again,
            Err(StoreFout::NietTerug(NietTerug::RustInput { .. }))
        ),
        "{again:?}"
    );
}

#[test]
fn closing_that_did_not_know_of_a_judgement_does_not_close() {
    let (mut all, id) = samen();
    all[0]
        .store()
        .voer_uit(id, &tag(Tag::Radar), ANNA, later(1))
        .unwrap();
    ontmoet(&mut all);
    let shut = verhaal::sluit(later(2), true);
    all[0].store().voer_uit(id, &shut, ANNA, later(2)).unwrap();
    all[1]
        .store()
        .voer_uit(id, &oordeel(Oordeel::StructureelOnveilig), BRAM, later(3))
        .unwrap();
    ontmoet(&mut all);
    let now = stand(all[0].store(), id);
    assert!(now.gesloten.is_none() && now.is_open());
    assert_eq!(now.niet_gesloten.unwrap().sluiting.door, ANNA);
}

#[test]
fn taking_back_by_key_is_of_the_own_hand_on_the_own_laptop() {
    let (mut all, id) = samen();
    // The same name on the other laptop is another hand.
    let told = all[1].store().neem_terug(ANNA, None, later(1)).unwrap_err();
    assert!(
        matches!(told, StoreFout::NietTerug(NietTerug::Niets)),
        "{told}"
    );
    let punt = Opdracht::BekijkPunt {
        punt: "kinderen".to_owned(),
        toelichting: "nagevraagd".to_owned(),
    };
    all[1].store().voer_uit(id, &punt, ANNA, later(2)).unwrap();
    ontmoet(&mut all);
    let (_, gone) = all[0].store().neem_terug(ANNA, None, later(3)).unwrap();
    assert_eq!(gone.what.kind(), "getagd");
}

fn kopieer(van: &Path, naar: &Path) {
    for entry in fs::read_dir(van).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, naar.join(path.file_name().unwrap())).unwrap();
        }
    }
}

#[test]
fn a_copy_that_is_put_back_never_writes_the_same_place_twice() {
    let (mut all, id) = samen();
    all[0].sluit();
    let copy = tempfile::tempdir().unwrap();
    kopieer(all[0].pad(), copy.path());
    all[0].heropen();
    all[0]
        .store()
        .voer_uit(id, &oordeel(Oordeel::AcuutOnveilig), ANNA, later(1))
        .unwrap();
    ontmoet(&mut all);
    all[0].sluit();
    kopieer(copy.path(), all[0].pad());
    all[0].heropen();
    all[0]
        .store()
        .voer_uit(id, &oordeel(Oordeel::VoldoendeVeilig), ANNA, later(2))
        .unwrap();
    ontmoet(&mut all);
    let found = all[1].store().verifieer().unwrap();
    assert_eq!(found.breuken, Vec::new());
    assert_eq!(found.kopieen.len(), 1, "told, and no break");
    let now = stand(all[1].store(), id);
    assert_eq!(
        now.tegenspraken().len(),
        1,
        "the copy did not know of the judgement"
    );
    assert_eq!(now.oordeel(), Oordeel::AcuutOnveilig);
}

#[test]
fn a_series_begins_with_the_first_writing_after_opening() {
    let mut winkel = Winkel::nieuw();
    let id = lees(winkel.store(), vec![regel(1)])[0];
    let count = |winkel: &mut Winkel| winkel.store().bekende_reeksen().unwrap().len();
    assert_eq!(count(&mut winkel), 1);
    winkel.heropen();
    winkel.heropen();
    assert_eq!(count(&mut winkel), 1, "opening writes nothing");
    winkel
        .store()
        .voer_uit(id, &tag(Tag::Hg), ANNA, nu())
        .unwrap();
    assert_eq!(count(&mut winkel), 2);
    let told = winkel.store().verifieer().unwrap();
    assert_eq!((told.breuken, told.kopieen), (Vec::new(), Vec::new()));
}

#[test]
fn saved_is_written_through_to_the_disk() {
    let mut winkel = Winkel::nieuw();
    let mode = winkel.store().proef_sql("PRAGMA synchronous").unwrap();
    assert_eq!(mode[0][0], "Integer(2)", "FULL");
    winkel.heropen();
    let mode = winkel.store().proef_sql("PRAGMA synchronous").unwrap();
    assert_eq!(mode[0][0], "Integer(2)", "FULL, also after opening again");
}

#[test]
fn the_secret_of_a_table_goes_into_an_empty_one_alone() {
    let mut one = Winkel::nieuw();
    let mut other = Winkel::nieuw();
    let map = tempfile::tempdir().unwrap();
    let path = map.path().join("geheim");
    let pass = SecretString::from("over de telefoon");
    one.store()
        .geef_geheim(&path, &pass, KdfSterkte::LICHT)
        .unwrap();
    let twice = one.store().geef_geheim(&path, &pass, KdfSterkte::LICHT);
    assert!(matches!(twice, Err(StoreFout::BestandBestaat { .. })));
    let bytes = fs::read(&path).unwrap();
    let secret = one.store().geheim().0;
    assert!(!bytes.windows(32).any(|part| part == secret));
    let wrong = other.store().neem_geheim(&path, &wachtwoord());
    assert!(matches!(wrong, Err(StoreFout::GeheimWachtwoord)));
    // The key of a store is no secret of a table.
    let key = one.bestand("sleutel.json");
    let told = other.store().neem_geheim(&key, &wachtwoord());
    assert!(matches!(told, Err(StoreFout::SleutelKapot { .. })));
    assert_ne!(other.store().geheim().0, secret);
    other.store().neem_geheim(&path, &pass).unwrap();
    assert_eq!(other.store().geheim().0, secret);
    other.heropen();
    assert_eq!(other.store().geheim().0, secret);
    lees(other.store(), vec![regel(1)]);
    let late = other.store().neem_geheim(&path, &pass);
    assert!(matches!(late, Err(StoreFout::GeheimTeLaat)));
}

/// The same as the simulation in memory, with the real store: its tables, its projections, its files. Few steps,
/// for each is written through to the disk.
#[test]
fn three_real_stores_that_work_apart_end_with_the_same_rows() {
    let mut all = tafel(3);
    let ids: Vec<ZaakId> = lees(all[0].store(), (0..3).map(regel).collect());
    for winkel in &mut all[1..] {
        lees(winkel.store(), (0..3).map(regel).collect());
    }
    let mut state: u64 = 0x2545_f491_4f6c_dd1d;
    let mut random = |below: usize| -> usize {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    let steps: i64 = std::env::var("SIM_WINKELSTAPPEN")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(250);
    let mut saved: Vec<EventId> = Vec::new();
    let mut copy: Option<tempfile::TempDir> = None;
    let mut put_back = false;
    for step in 0..steps {
        let at = random(3);
        let id = ids[random(3)];
        let store = all[at].store();
        let done = match random(16) {
            0..=2 => store.voer_uit(id, &tag(Tag::ALLE[random(4)]), ANNA, later(step)),
            3..=5 => store.voer_uit(id, &oordeel(Oordeel::ALLE[random(4)]), BRAM, later(step)),
            6 => store.voer_uit(id, &verhaal::sluit(later(step), true), ANNA, later(step)),
            7 => {
                let now = store.zaak(id).unwrap().map(|found| found.zaak.stand);
                let judged = now
                    .as_ref()
                    .and_then(|now| now.beoordeling().map(|one| one.id));
                store.voer_uit(
                    id,
                    &input(judged.unwrap_or(EventId(Uuid::nil()))),
                    ANNA,
                    later(step),
                )
            }
            8 => {
                let _ = store.neem_terug([ANNA, BRAM][random(2)], None, later(step));
                continue;
            }
            9 => {
                let now = store
                    .zaak(id)
                    .unwrap()
                    .map(|found| found.zaak.stand)
                    .unwrap_or_default();
                let Some(open) = now
                    .tegenspraken()
                    .into_iter()
                    .next()
                    .map(|one| (one.veld.clone(), one.koppen[0].id))
                else {
                    continue;
                };
                let wish = Opdracht::BeslisVeld {
                    veld: open.0,
                    kies: open.1,
                    reden: "gebeld".to_owned(),
                };
                store.voer_uit(id, &wish, ANNA, later(step))
            }
            10 => {
                // Killed: nothing of it is closed in an orderly way but the file itself.
                all[at].heropen();
                continue;
            }
            11 if step % 5 == 0 && copy.is_none() => {
                all[2].sluit();
                let map = tempfile::tempdir().unwrap();
                kopieer(all[2].pad(), map.path());
                copy = Some(map);
                all[2].heropen();
                continue;
            }
            12 if !put_back && step > steps / 2 && copy.is_some() => {
                // All that it had was brought to a colleague before its disk was put back.
                geef(&mut all, 2, 0);
                all[2].sluit();
                kopieer(copy.as_ref().unwrap().path(), all[2].pad());
                all[2].heropen();
                put_back = true;
                continue;
            }
            _ => {
                let other = (at + 1 + random(2)) % 3;
                let mut batch = ontbreekt(
                    all[other].store.as_ref().unwrap(),
                    all[at].store.as_ref().unwrap(),
                );
                if random(2) == 0 {
                    batch.reverse();
                }
                let keep = random(batch.len() + 1);
                all[at].store().neem_op(&batch[..keep]).unwrap();
                continue;
            }
        };
        match done {
            Ok(events) => saved.extend(events.iter().map(|event| event.id)),
            Err(StoreFout::Geweigerd(_) | StoreFout::OnbekendeZaak) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert!(put_back && saved.len() > 20, "{put_back} {}", saved.len());
    ontmoet(&mut all);
    let known = all[1].store().stukken(&Bekend::new()).unwrap();
    for id in saved {
        assert!(
            known.iter().any(|stuk| stuk.omslag.id == id),
            "what was saved is there"
        );
    }
    let erased = all[1].store().wis_zaak(ids[0], ANNA, later(9_999)).unwrap();
    assert!(erased > 0);
    ontmoet(&mut all);
    for winkel in &mut all {
        let left = winkel
            .store()
            .proef_sql(
                "SELECT 1 FROM gewist JOIN event ON event.id = gewist.id
                 JOIN payload ON payload.event = event.seq WHERE content IS NOT NULL",
            )
            .unwrap();
        assert!(left.is_empty());
    }
}
