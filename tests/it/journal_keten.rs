//! The chain of the journal: what was written stands, and whoever changes it is found out.

use chrono::{TimeZone as _, Utc};
use proptest::prelude::*;
use uuid::Uuid;
use zsmtafel::domain::ids::{EventId, PersoonId, ReeksId, ZaakId};
use zsmtafel::journal::keten::{Fout, Verifier};
use zsmtafel::journal::kop::Kop;
use zsmtafel::journal::omslag::{
    Digest, Gezouten, Omslag, Soort, VORM, inhoud_hash, kop_hash, lees_ids, schrijf_ids,
};
use zsmtafel::journal::stuk::Stuk;
use zsmtafel::journal::toestel::Toestelsleutel;

fn sleutel() -> Toestelsleutel {
    Toestelsleutel::van(&[7; 32])
}

fn kop(plaats: u64, vorige_toestel: Digest) -> Kop {
    Kop {
        zaken: vec![ZaakId(Uuid::from_u128(7))],
        kind: "getagd".to_owned(),
        versie: 2,
        at: Utc.with_ymd_and_hms(2026, 11, 20, 7, 0, 0).unwrap(),
        persoon: PersoonId(Uuid::from_u128(4)),
        naam: "A. de Boer".to_owned(),
        teller: plaats,
        plaats,
        vorige_toestel,
        gezien: None,
        vervangt: vec![EventId(Uuid::from_u128(99))],
        vervangt_intern: Vec::new(),
        lijst: None,
        rol: None,
    }
}

/// Seals a header and content over what came before, in this series.
fn verzegel(kop: &Kop, (reeks, nr): (u128, u64), vorige: Digest, content: &str) -> Stuk {
    let salted = |bytes: Vec<u8>| Gezouten {
        zout: [u8::try_from(nr % 251).unwrap(); 16],
        bytes,
    };
    let (header, content) = (salted(kop.schrijf()), salted(content.as_bytes().to_vec()));
    let omslag = Omslag {
        vorm: VORM,
        id: EventId(Uuid::from_u128(reeks * 1000 + u128::from(nr))),
        kring: "intern".to_owned(),
        toestel: sleutel().toestel(),
        reeks: ReeksId(Uuid::from_u128(reeks)),
        nr,
        vorige,
        soort: Soort::Gebeurtenis,
        open: Vec::new(),
        kop_hash: kop_hash(&header),
        inhoud_hash: inhoud_hash(&content),
    };
    Stuk {
        handtekening: sleutel().onderteken(&omslag.digest()),
        openbaar: sleutel().openbaar(),
        tijdvak: 0,
        kop: header,
        inhoud: Some(content),
        omslag,
    }
}

/// One series of a device, from its first event on.
fn keten(count: u64) -> Vec<Stuk> {
    let mut out: Vec<Stuk> = Vec::new();
    for nr in 1..=count {
        let before = out.last().map_or([0; 32], |stuk| stuk.omslag.digest());
        let content = format!("{{\"nr\":{nr}}}");
        out.push(verzegel(&kop(nr, before), (1, nr), before, &content));
    }
    out
}

fn bewaard(keten: &[Stuk]) -> Vec<(Stuk, Digest)> {
    keten
        .iter()
        .map(|stuk| (stuk.clone(), stuk.omslag.digest()))
        .collect()
}

/// What is wrong, with the place in the series.
fn breuken(keten: &[(Stuk, Digest)]) -> Vec<(u64, Fout)> {
    let mut verifier = Verifier::default();
    let mut out: Vec<(u64, Fout)> = keten
        .iter()
        .filter_map(|(stuk, digest)| verifier.next(stuk, digest).err())
        .map(|one| (one.plek.nr, one.wat))
        .collect();
    out.extend(
        verifier
            .klaar()
            .0
            .into_iter()
            .map(|one| (one.plek.nr, one.wat)),
    );
    out
}

#[test]
fn a_chain_verifies_also_after_content_was_erased() {
    let mut chain = bewaard(&keten(20));
    assert_eq!(breuken(&chain), []);
    for at in [0, 7, 19] {
        chain[at].0.inhoud = None;
    }
    assert_eq!(breuken(&chain), []);
}

#[test]
fn every_kind_of_tampering_is_named() {
    let content = |chain: &mut Vec<(Stuk, Digest)>| {
        chain[2].0.inhoud.as_mut().unwrap().bytes = b"{\"nr\":99}".to_vec();
    };
    let header = |chain: &mut Vec<(Stuk, Digest)>| {
        let mut other = Kop::lees(&chain[2].0.kop.bytes).unwrap();
        other.naam = "iemand anders".to_owned();
        chain[2].0.kop.bytes = other.schrijf();
    };
    let outside = |chain: &mut Vec<(Stuk, Digest)>| chain[2].0.omslag.open.push(1);
    let unsigned = |chain: &mut Vec<(Stuk, Digest)>| chain[2].0.handtekening[0] ^= 1;
    let stranger = |chain: &mut Vec<(Stuk, Digest)>| {
        // Signed well, by a key to which the name of the device does not belong.
        let key = Toestelsleutel::van(&[8; 32]);
        chain[2].0.handtekening = key.onderteken(&chain[2].1);
        chain[2].0.openbaar = key.openbaar();
    };
    type Greep<'a> = &'a dyn Fn(&mut Vec<(Stuk, Digest)>);
    let all: [(Greep<'_>, Fout); 5] = [
        (&content, Fout::Inhoud),
        (&header, Fout::Kop),
        (&outside, Fout::Omslag),
        (&unsigned, Fout::Handtekening),
        (&stranger, Fout::Handtekening),
    ];
    for (tamper, expected) in all {
        let mut chain = bewaard(&keten(5));
        tamper(&mut chain);
        assert_eq!(breuken(&chain), [(3, expected)]);
    }

    let mut removed = bewaard(&keten(5));
    removed.remove(2);
    assert_eq!(breuken(&removed), [(4, Fout::Nummer(3)), (4, Fout::Gat)]);

    // Sealed and signed again by who has the key: then the next one no longer follows.
    let chain = keten(5);
    let digest = chain[1].omslag.digest();
    let mut resealed = bewaard(&chain);
    let forged = verzegel(&kop(3, digest), (1, 3), digest, "{\"nr\":99}");
    resealed[2] = (forged.clone(), forged.omslag.digest());
    assert_eq!(breuken(&resealed), [(4, Fout::Vorige), (4, Fout::Gat)]);
}

#[test]
fn the_counter_goes_up_and_never_leaps_out_of_reach() {
    for (teller, good) in [
        (1, false),
        (2, true),
        (1 + (1 << 32), true),
        (2 + (1 << 32), false),
        (u64::MAX, false),
    ] {
        let mut chain = keten(1);
        let digest = chain[0].omslag.digest();
        let mut header = kop(2, digest);
        header.teller = teller;
        chain.push(verzegel(&header, (1, 2), digest, "{}"));
        let expected: &[(u64, Fout)] = if good { &[] } else { &[(2, Fout::Teller)] };
        assert_eq!(breuken(&bewaard(&chain)), expected, "{teller}");
    }
}

#[test]
fn two_series_after_one_event_are_a_copy_that_was_put_back_and_no_break() {
    let mut chain = keten(3);
    let (second, third) = (chain[1].omslag.digest(), chain[2].omslag.digest());
    // The store went on in a new series; then a copy of the second day was put back and went on too.
    chain.push(verzegel(&kop(4, third), (2, 1), [0; 32], "{}"));
    chain.push(verzegel(&kop(3, second), (3, 1), [0; 32], "{}"));
    let mut verifier = Verifier::default();
    for (stuk, digest) in bewaard(&chain) {
        verifier.next(&stuk, &digest).unwrap();
    }
    let (gaps, copies) = verifier.klaar();
    assert_eq!(gaps, []);
    assert_eq!(copies.len(), 1);
    assert_eq!((copies[0].toestel, copies[0].na), (sleutel().toestel(), 2));

    // A whole series that is missing is seen too.
    chain.retain(|stuk| stuk.omslag.reeks.0.as_u128() != 1);
    let found = breuken(&bewaard(&chain));
    assert_eq!(found, [(1, Fout::Gat), (1, Fout::Gat)]);
}

#[test]
fn a_header_of_a_newer_program_is_read_for_what_is_known() {
    let known = kop(3, [5; 32]);
    let mut bytes = known.schrijf();
    // A map of so many fields, told in five bits; one more with a text is put behind them.
    assert_eq!(bytes[0] & 0xe0, 0xa0);
    bytes[0] += 1;
    bytes.extend([0x17, 0x62, b'n', b'w']);
    assert_eq!(Kop::lees(&bytes), Some(known));
}

#[test]
fn what_travels_comes_out_as_it_went_in() {
    let mut one = keten(2).remove(1);
    assert_eq!(Stuk::lees(&one.schrijf()), Some(one.clone()));
    one.inhoud = None;
    one.omslag.soort = Soort::Wisopdracht;
    let ids = [EventId(Uuid::from_u128(1)), EventId(Uuid::from_u128(2))];
    one.omslag.open = schrijf_ids(&ids);
    let back = Stuk::lees(&one.schrijf()).unwrap();
    assert_eq!(lees_ids(&back.omslag.open).as_deref(), Some(ids.as_slice()));
    assert_eq!(lees_ids(&[0; 17]), None);
    assert_eq!(Stuk::lees(b"zsmtafel"), None);
}

proptest! {
    #[test]
    fn no_single_flipped_bit_goes_unseen(at in 0usize..8, byte in 0usize..200, bit in 0u8..8) {
        let mut chain = bewaard(&keten(8));
        let (stuk, digest) = &mut chain[at];
        let content = stuk.inhoud.as_mut().unwrap();
        match byte % 7 {
            0 => { let i = byte % content.bytes.len(); content.bytes[i] ^= 1 << bit; }
            1 => content.zout[byte % 16] ^= 1 << bit,
            2 => digest[byte % 32] ^= 1 << bit,
            3 => stuk.omslag.kop_hash[byte % 32] ^= 1 << bit,
            4 => stuk.omslag.inhoud_hash[byte % 32] ^= 1 << bit,
            5 => stuk.handtekening[byte % 64] ^= 1 << bit,
            _ => { let i = byte % stuk.kop.bytes.len(); stuk.kop.bytes[i] ^= 1 << bit; }
        }
        prop_assert!(!breuken(&chain).is_empty());
    }
}
