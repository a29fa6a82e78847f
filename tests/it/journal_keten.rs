//! The chain of the journal: what was written stands, and whoever changes it is found out.

use chrono::{TimeZone as _, Utc};
use proptest::prelude::*;
use uuid::Uuid;
use zsmtafel::domain::ids::{DeviceId, EventId, ZaakId};
use zsmtafel::journal::chain::{Breuk, Verifier};
use zsmtafel::journal::envelope::{Envelope, Header};

type Schakel = (Envelope, Vec<u8>, Vec<u8>);

fn keten(count: u64) -> Vec<Schakel> {
    let mut out: Vec<Schakel> = Vec::new();
    for index in 1..=count {
        let previous = out.last().map_or([0; 32], |(envelope, ..)| envelope.digest);
        let salt = vec![u8::try_from(index % 251).unwrap(); 16];
        let content = format!("{{\"nr\":{index}}}").into_bytes();
        let header = Header {
            id: EventId(Uuid::from_u128(u128::from(index))),
            device: DeviceId(Uuid::from_u128(1)),
            index,
            zaak: Some(ZaakId(Uuid::from_u128(7))),
            kind: "getagd".to_owned(),
            version: 1,
            at: Utc.with_ymd_and_hms(2026, 11, 20, 7, 0, 0).unwrap(),
            actor: "A. de Boer".to_owned(),
            audience: "tafel".to_owned(),
            seen: None,
            previous,
        };
        out.push((Envelope::seal(header, &salt, &content), salt, content));
    }
    out
}

fn breuken(keten: &[Schakel], erased: &[usize]) -> Vec<Breuk> {
    let mut verifier = Verifier::default();
    keten
        .iter()
        .enumerate()
        .filter_map(|(at, (envelope, salt, content))| {
            let payload = (!erased.contains(&at)).then_some((salt.as_slice(), content.as_slice()));
            verifier.next(envelope, payload).err()
        })
        .collect()
}

#[test]
fn a_chain_verifies_also_after_content_was_erased() {
    let chain = keten(20);
    assert_eq!(breuken(&chain, &[]), []);
    assert_eq!(breuken(&chain, &[0, 7, 19]), []);
}

#[test]
fn every_kind_of_tampering_is_named() {
    let mut changed = keten(5);
    changed[2].2 = b"{\"nr\":99}".to_vec();
    assert_eq!(breuken(&changed, &[]), [Breuk::Inhoud { index: 3 }]);

    let mut renamed = keten(5);
    renamed[2].0.header.actor = "iemand anders".to_owned();
    assert_eq!(breuken(&renamed, &[]), [Breuk::Envelop { index: 3 }]);

    let mut removed = keten(5);
    removed.remove(2);
    assert_eq!(
        breuken(&removed, &[]),
        [Breuk::Nummer {
            index: 4,
            verwacht: 3
        }]
    );

    // Sealed again after the change: then the next one no longer follows.
    let mut resealed = keten(5);
    let (envelope, salt, _) = resealed[2].clone();
    let forged = b"{\"nr\":99}".to_vec();
    resealed[2] = (
        Envelope::seal(envelope.header, &salt, &forged),
        salt,
        forged,
    );
    assert_eq!(breuken(&resealed, &[]), [Breuk::Vorige { index: 4 }]);
}

proptest! {
    #[test]
    fn no_single_flipped_bit_goes_unseen(at in 0usize..8, byte in 0usize..200, bit in 0u8..8) {
        let mut chain = keten(8);
        let (envelope, salt, content) = &mut chain[at];
        match byte % 4 {
            0 => { let i = byte % content.len(); content[i] ^= 1 << bit; }
            1 => { let i = byte % salt.len(); salt[i] ^= 1 << bit; }
            2 => envelope.digest[byte % 32] ^= 1 << bit,
            _ => envelope.payload_hash[byte % 32] ^= 1 << bit,
        }
        prop_assert!(!breuken(&chain, &[]).is_empty());
    }
}
