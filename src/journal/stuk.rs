//! An event as it travels: outside, signature, header, and content where that was not erased. The same bytes
//! in a file, over a wire, and in the waiting room of a store.
//!
//! Must not know how it travels.

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use uuid::Uuid;

use super::omslag::{Gezouten, Handtekening, Omslag, Soort};
use super::toestel::Openbaar;
use crate::domain::ids::{DeviceId, EventId, ReeksId};

/// An event on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuk {
    /// The outside.
    pub omslag: Omslag,
    /// The device's signature over it.
    pub handtekening: Handtekening,
    /// The public key of the device: its id is a hash of it.
    pub openbaar: Openbaar,
    /// The key period; not signed, since sealing anew changes it.
    pub tijdvak: u32,
    /// The header.
    pub kop: Gezouten,
    /// The content; none when it was erased.
    pub inhoud: Option<Gezouten>,
}

#[derive(Encode, Decode)]
#[cbor(map)]
struct Rauw {
    #[n(0)]
    vorm: u16,
    #[n(1)]
    id: ByteArray<16>,
    #[n(2)]
    kring: String,
    #[n(3)]
    toestel: ByteArray<16>,
    #[n(4)]
    reeks: ByteArray<16>,
    #[n(5)]
    nr: u64,
    #[n(6)]
    vorige: ByteArray<32>,
    #[n(7)]
    soort: u8,
    #[n(8)]
    open: ByteVec,
    #[n(9)]
    kop_hash: ByteArray<32>,
    #[n(10)]
    inhoud_hash: ByteArray<32>,
    #[n(11)]
    handtekening: ByteArray<64>,
    #[n(12)]
    openbaar: ByteArray<32>,
    #[n(13)]
    tijdvak: u32,
    #[n(14)]
    kop: (ByteArray<16>, ByteVec),
    #[n(15)]
    inhoud: Option<(ByteArray<16>, ByteVec)>,
}

impl Stuk {
    /// As bytes.
    #[must_use]
    pub fn schrijf(&self) -> Vec<u8> {
        let outside = &self.omslag;
        let salted = |what: &Gezouten| -> (ByteArray<16>, ByteVec) {
            (what.zout.into(), what.bytes.clone().into())
        };
        let raw = Rauw {
            vorm: outside.vorm,
            id: (*outside.id.0.as_bytes()).into(),
            kring: outside.kring.clone(),
            toestel: (*outside.toestel.0.as_bytes()).into(),
            reeks: (*outside.reeks.0.as_bytes()).into(),
            nr: outside.nr,
            vorige: outside.vorige.into(),
            soort: outside.soort.nummer(),
            open: outside.open.clone().into(),
            kop_hash: outside.kop_hash.into(),
            inhoud_hash: outside.inhoud_hash.into(),
            handtekening: self.handtekening.into(),
            openbaar: self.openbaar.into(),
            tijdvak: self.tijdvak,
            kop: salted(&self.kop),
            inhoud: self.inhoud.as_ref().map(salted),
        };
        let mut out = Vec::new();
        // Writing to a vector does not fail.
        let _ = minicbor::encode(&raw, &mut out);
        out
    }

    /// Reads [`Stuk::schrijf`]; none when these bytes are no event.
    #[must_use]
    pub fn lees(bytes: &[u8]) -> Option<Stuk> {
        let raw: Rauw = minicbor::decode(bytes).ok()?;
        let salted = |(zout, bytes): (ByteArray<16>, ByteVec)| Gezouten {
            zout: zout.into(),
            bytes: bytes.into(),
        };
        Some(Stuk {
            omslag: Omslag {
                vorm: raw.vorm,
                id: EventId(Uuid::from_bytes(raw.id.into())),
                kring: raw.kring,
                toestel: DeviceId(Uuid::from_bytes(raw.toestel.into())),
                reeks: ReeksId(Uuid::from_bytes(raw.reeks.into())),
                nr: raw.nr,
                vorige: raw.vorige.into(),
                soort: Soort::van(raw.soort)?,
                open: raw.open.into(),
                kop_hash: raw.kop_hash.into(),
                inhoud_hash: raw.inhoud_hash.into(),
            },
            handtekening: raw.handtekening.into(),
            openbaar: raw.openbaar.into(),
            tijdvak: raw.tijdvak,
            kop: salted(raw.kop),
            inhoud: raw.inhoud.map(salted),
        })
    }
}
