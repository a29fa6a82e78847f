//! What was erased is on no page: every page of the file and of its log is decrypted and searched, those that hold
//! nothing any more included.

use std::fs;
use std::path::Path;

use aes::Aes256;
use aes::cipher::{BlockModeDecrypt as _, KeyIvInit as _, block_padding::NoPadding};
use zsmtafel::domain::decide::Opdracht;
use zsmtafel::domain::ids::ZaakId;
use zsmtafel::domain::tag::Tag;
use zsmtafel::store::sleutelbestand::Sleutelbestand;
use zsmtafel::store::{BEWAREN, Store};

use crate::store_hulp::{ANNA, Winkel, dag, later, lees, nu, regel, tag, wachtwoord};

const BLAD: usize = 4096;
/// Behind the ciphertext of a page: its IV and its code.
const STAART: usize = 16 + 64;

fn sleutel(map: &Path) -> [u8; 32] {
    let file = Sleutelbestand::lees(map).unwrap();
    let key = file.ontsluit(None, &wachtwoord()).unwrap().unwrap();
    key.as_slice().try_into().unwrap()
}

/// A page in the clear; of the first without its salt.
fn ontsleutel(key: &[u8; 32], bytes: &[u8], eerste: bool) -> Vec<u8> {
    let skip = if eerste { 16 } else { 0 };
    let (body, tail) = bytes.split_at(BLAD - STAART);
    let iv: [u8; 16] = tail[..16].try_into().unwrap();
    let mut plain = body[skip..].to_vec();
    cbc::Decryptor::<Aes256>::new(key.into(), &iv.into())
        .decrypt_padded::<NoPadding>(&mut plain)
        .unwrap();
    plain
}

/// All pages of the table and of its log, one behind the other.
fn alles(map: &Path) -> Vec<u8> {
    let key = sleutel(map);
    let mut out = Vec::new();
    let table = fs::read(map.join("tafel.db")).unwrap();
    for (at, page) in table.chunks_exact(BLAD).enumerate() {
        out.extend(ontsleutel(&key, page, at == 0));
    }
    let log = fs::read(map.join("tafel.db-wal")).unwrap_or_default();
    for frame in log.get(32..).unwrap_or_default().chunks_exact(24 + BLAD) {
        let number = u32::from_be_bytes(frame[..4].try_into().unwrap());
        out.extend(ontsleutel(&key, &frame[24..], number == 1));
    }
    out
}

/// How often words of this zaak stand anywhere.
fn keren(map: &Path, nummer: u32) -> usize {
    let all = alles(map);
    // Numbers in a compact row are no text; names, streets, drafts and what was told are.
    [
        format!("Zwaluwstaart{nummer}"),
        format!("Ganzenveerlaan {nummer}"),
        format!("SO {nummer} hebben"),
        format!("concept van {nummer} "),
        format!("reden van {nummer} "),
    ]
    .iter()
    .map(|needle| {
        all.windows(needle.len())
            .filter(|part| *part == needle.as_bytes())
            .count()
    })
    .sum()
}

fn werk(store: &mut Store, id: ZaakId, nummer: u32) {
    store.voer_uit(id, &tag(Tag::Hg), ANNA, later(30)).unwrap();
    for n in 0..4 {
        let json = format!(
            "{{\"tekst\":\"concept van {nummer} deel {n} {}\"}}",
            "x".repeat(3_000)
        );
        store
            .bewaar_concept(id, "beoordeling", &json, later(31 + n))
            .unwrap();
    }
}

/// A table in which a lot was written and moved about, closed.
fn gevuld() -> (Winkel, Vec<ZaakId>) {
    let mut winkel = Winkel::nieuw();
    let ids = lees(winkel.store(), (700..760).map(regel).collect());
    for (id, number) in ids.iter().zip(700..760u32).take(20) {
        werk(winkel.store(), *id, number);
    }
    winkel.heropen();
    // A longer list pushes rows to other pages.
    lees(winkel.store(), (700..960).map(regel).collect());
    winkel.heropen();
    (winkel, ids)
}

#[test]
fn the_reader_of_pages_finds_what_stands_there() {
    let (mut winkel, _) = gevuld();
    winkel.sluit();
    assert!(keren(winkel.pad(), 705) >= 5);
    assert!(keren(winkel.pad(), 755) >= 3);
}

#[test]
fn an_erased_zaak_is_on_no_page_of_the_file_or_its_log() {
    let (mut winkel, ids) = gevuld();
    for id in &ids[..10] {
        winkel.store().wis_zaak(*id, ANNA, later(100)).unwrap();
    }
    // The list of today has its line still; it goes with the day.
    let tomorrow = dag().succ_opt().unwrap();
    winkel.store().opruimen(tomorrow, BEWAREN).unwrap();
    for open in [true, false] {
        if !open {
            winkel.sluit();
        }
        for number in 700..710 {
            assert_eq!(keren(winkel.pad(), number), 0, "{number}, open: {open}");
        }
        // Rows that nobody followed went with the day; what is followed is there.
        for number in 725..760 {
            assert_eq!(keren(winkel.pad(), number), 0, "{number}, open: {open}");
        }
        assert!(keren(winkel.pad(), 715) > 0);
    }
}

#[test]
fn a_zaak_that_was_closed_goes_at_its_term_from_every_page() {
    let (mut winkel, ids) = gevuld();
    let closing = Opdracht::Sluit {
        loopt: Vec::new(),
        reden: "reden van 703 en verder niets".to_owned(),
        op: nu(),
        bevestigd: true,
    };
    for what in [tag(Tag::Radar), closing] {
        winkel
            .store()
            .voer_uit(ids[3], &what, ANNA, later(200))
            .unwrap();
    }
    let day = |n| dag().checked_add_days(chrono::Days::new(n)).unwrap();
    winkel.store().opruimen(day(1), BEWAREN).unwrap();
    winkel.heropen();
    assert!(keren(winkel.pad(), 703) > 0, "it went too early");
    winkel.store().opruimen(day(8), BEWAREN).unwrap();
    let gone = winkel.store().zaak(ids[3]).unwrap().is_none();
    winkel.sluit();
    assert!(gone, "its term was over");
    assert_eq!(keren(winkel.pad(), 703), 0);
    let mut store = Store::open(winkel.pad(), &wachtwoord(), nu()).unwrap();
    assert!(store.verifieer_heel().unwrap().is_heel());
}
