//! The header of an event: about which zaken, what kind, when, by whom, and what its writer knew. Sealed for
//! everybody outside the circle.
//!
//! A map of numbered fields in CBOR: a number that this program does not know is skipped. Must not know where
//! headers are kept.

use chrono::{DateTime, Utc};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use uuid::Uuid;

use super::omslag::Digest;
use crate::domain::ids::{EventId, PersoonId, ZaakId};

/// The header, readable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kop {
    /// The zaken that it is about; none for what belongs to the table.
    pub zaken: Vec<ZaakId>,
    /// Kind of the event.
    pub kind: String,
    /// Version of the content.
    pub versie: u16,
    /// When, in whole milliseconds UTC.
    pub at: DateTime<Utc>,
    /// Who.
    pub persoon: PersoonId,
    /// As he was shown then.
    pub naam: String,
    /// One more than the highest that the writer had seen: the order of all events.
    pub teller: u64,
    /// Place among all events of the device, over all its series.
    pub plaats: u64,
    /// Digest of the event before it on the device; zeroes for the first.
    pub vorige_toestel: Digest,
    /// How far the writer had read the feed of a server, and the chain there; none without one.
    pub gezien: Option<(u64, Digest)>,
    /// The newest events that the writer knew on the fields that it is about.
    pub vervangt: Vec<EventId>,
    /// The same of other circles, as tokens.
    pub vervangt_intern: Vec<[u8; 16]>,
    /// The roster that the writer knew: number and digest.
    pub lijst: Option<(u64, Digest)>,
    /// In which role he worked; none at a table without persons, and from programs before there were any.
    pub rol: Option<String>,
}

/// The header as bytes hold it.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Rauw {
    #[n(0)]
    zaken: Vec<ByteArray<16>>,
    #[n(1)]
    kind: String,
    #[n(2)]
    versie: u16,
    #[n(3)]
    at: i64,
    #[n(4)]
    persoon: ByteArray<16>,
    #[n(5)]
    naam: String,
    #[n(6)]
    teller: u64,
    #[n(7)]
    plaats: u64,
    #[n(8)]
    vorige_toestel: ByteArray<32>,
    #[n(9)]
    gezien: Option<(u64, ByteArray<32>)>,
    #[n(10)]
    vervangt: Vec<ByteArray<16>>,
    #[n(11)]
    vervangt_intern: Vec<ByteArray<16>>,
    #[n(12)]
    lijst: Option<(u64, ByteArray<32>)>,
    #[n(13)]
    rol: Option<String>,
}

impl Kop {
    /// The header as bytes.
    #[must_use]
    pub fn schrijf(&self) -> Vec<u8> {
        let ids = |all: Vec<[u8; 16]>| all.into_iter().map(ByteArray::from).collect();
        let raw = Rauw {
            zaken: ids(self.zaken.iter().map(|id| *id.0.as_bytes()).collect()),
            kind: self.kind.clone(),
            versie: self.versie,
            at: self.at.timestamp_millis(),
            persoon: (*self.persoon.0.as_bytes()).into(),
            naam: self.naam.clone(),
            teller: self.teller,
            plaats: self.plaats,
            vorige_toestel: self.vorige_toestel.into(),
            gezien: self.gezien.map(|(at, chain)| (at, chain.into())),
            vervangt: ids(self.vervangt.iter().map(|id| *id.0.as_bytes()).collect()),
            vervangt_intern: ids(self.vervangt_intern.clone()),
            lijst: self.lijst.map(|(at, digest)| (at, digest.into())),
            rol: self.rol.clone(),
        };
        let mut out = Vec::new();
        // Writing to a vector does not fail.
        let _ = minicbor::encode(&raw, &mut out);
        out
    }

    /// Reads [`Kop::schrijf`]; none when these bytes are no header.
    #[must_use]
    pub fn lees(bytes: &[u8]) -> Option<Kop> {
        let raw: Rauw = minicbor::decode(bytes).ok()?;
        let uuid = |id: ByteArray<16>| Uuid::from_bytes(id.into());
        Some(Kop {
            zaken: raw.zaken.into_iter().map(|id| ZaakId(uuid(id))).collect(),
            kind: raw.kind,
            versie: raw.versie,
            at: DateTime::from_timestamp_millis(raw.at)?,
            persoon: PersoonId(uuid(raw.persoon)),
            naam: raw.naam,
            teller: raw.teller,
            plaats: raw.plaats,
            vorige_toestel: raw.vorige_toestel.into(),
            gezien: raw.gezien.map(|(at, chain)| (at, chain.into())),
            vervangt: raw
                .vervangt
                .into_iter()
                .map(|id| EventId(uuid(id)))
                .collect(),
            vervangt_intern: raw.vervangt_intern.into_iter().map(Into::into).collect(),
            lijst: raw.lijst.map(|(at, digest)| (at, digest.into())),
            rol: raw.rol,
        })
    }
}
