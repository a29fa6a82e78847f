//! The journal on disk: appending, reading back, listing and verifying.
//!
//! Must not know what events do to a zaak; `projectie` folds them.

use chrono::{DateTime, SubsecRound as _, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use uuid::Uuid;

use super::aanmaken::kaal_uuid;
use super::fout::{StoreFout, Uitkomst};
use super::winkel::Lezer;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::ids::{DeviceId, EventId, ZaakId};
use crate::journal::chain::{Breuk, Verifier};
use crate::journal::envelope::{Digest, Envelope, Header, PAYLOAD_VERSION};
use crate::journal::upcast::{self, PayloadFout};

/// Who may read the events of this table after a sync.
const AUDIENCE: &str = "tafel";

/// One line of the journal, for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JournaalRegel {
    /// Place in the whole store; pass it to [`Lezer::journaal`] to read on.
    pub volgnummer: i64,
    /// Place in the journal of the device that wrote it.
    pub index: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// The zaak; none for what belongs to the table.
    pub zaak: Option<ZaakId>,
    /// Kind of the event.
    pub kind: String,
    /// What happened, in a few words without names.
    pub omschrijving: String,
}

/// What a check of the journal found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verslag {
    /// How many events were checked.
    pub gebeurtenissen: u64,
    /// How many of them had their content erased; that is no break.
    pub gewist: u64,
    /// What is wrong.
    pub breuken: Vec<Breuk>,
}

/// Appends events within one transaction.
pub(super) struct Schrijver<'c> {
    conn: &'c Connection,
    device: DeviceId,
    index: u64,
    previous: Digest,
}

impl<'c> Schrijver<'c> {
    /// Goes on after the last event of `device`.
    pub(super) fn nieuw(conn: &'c Connection, device: DeviceId) -> Uitkomst<Schrijver<'c>> {
        let last: Option<(i64, Digest)> = conn
            .prepare_cached(
                "SELECT idx, digest FROM event WHERE device = ?1 ORDER BY idx DESC LIMIT 1",
            )?
            .query_row([device.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (index, previous) = last.unwrap_or((0, [0; 32]));
        let index = index.cast_unsigned();
        Ok(Schrijver {
            conn,
            device,
            index,
            previous,
        })
    }

    /// Appends one event; returns it with its place in the store.
    pub(super) fn voeg_toe(
        &mut self,
        zaak: Option<ZaakId>,
        what: Gebeurtenis,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<(i64, Recorded)> {
        // Whole milliseconds: the row, the digest and the state must say the same time.
        let at = nu.trunc_subsecs(3);
        let mut salt = [0u8; 16];
        getrandom::fill(&mut salt).map_err(|_| StoreFout::GeenToeval)?;
        let content = upcast::schrijf(&what).map_err(|_| StoreFout::Rij("event"))?;
        let header = Header {
            id: EventId(kaal_uuid()?),
            device: self.device,
            index: self.index + 1,
            zaak,
            kind: what.kind().to_owned(),
            version: PAYLOAD_VERSION,
            at,
            actor: actor.to_owned(),
            audience: AUDIENCE.to_owned(),
            seen: None,
            previous: self.previous,
        };
        let envelope = Envelope::seal(header, &salt, &content);
        let seq = self.bewaar(&envelope)?;
        self.conn
            .prepare_cached("INSERT INTO payload (event, salt, content) VALUES (?1, ?2, ?3)")?
            .execute(params![seq, salt, content])?;
        self.index = envelope.header.index;
        self.previous = envelope.digest;
        let event = Recorded {
            id: envelope.header.id,
            by: envelope.header.actor,
            at,
            what,
        };
        Ok((seq, event))
    }

    fn bewaar(&self, envelope: &Envelope) -> Uitkomst<i64> {
        let header = &envelope.header;
        self.conn
            .prepare_cached(
                "INSERT INTO event (id, device, idx, zaak, kind, version, at, actor, audience, seen,
                                    payload_hash, previous, digest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                header.id.0.as_bytes(),
                header.device.0.as_bytes(),
                header.index.cast_signed(),
                header.zaak.map(|zaak| *zaak.0.as_bytes()),
                header.kind,
                header.version,
                header.at.timestamp_millis(),
                header.actor,
                header.audience,
                header.seen.map(u64::cast_signed),
                envelope.payload_hash,
                header.previous,
                envelope.digest,
            ])?;
        Ok(self.conn.last_insert_rowid())
    }
}

/// The events of one zaak that can still be read, in journal order: what a server numbered, then the
/// own events that wait (rule 3).
pub(super) fn van_zaak(conn: &Connection, zaak: ZaakId) -> Uitkomst<Vec<(i64, Recorded)>> {
    let mut statement = conn.prepare_cached(
        "SELECT event.seq, event.id, event.idx, event.version, event.at, event.actor, payload.content
         FROM event JOIN payload ON payload.event = event.seq
         WHERE event.zaak = ?1 AND payload.content IS NOT NULL
         ORDER BY event.server_seq IS NULL, event.server_seq, event.seq",
    )?;
    let mut rows = statement.query([zaak.0.as_bytes()])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(lees_event(row)?);
    }
    Ok(out)
}

/// As [`van_zaak`], without their places.
pub(super) fn events(conn: &Connection, zaak: ZaakId) -> Uitkomst<Vec<Recorded>> {
    let events = van_zaak(conn, zaak)?.into_iter();
    Ok(events.map(|(_, event)| event).collect())
}

/// One event by its place in the store; none when its content was erased.
pub(super) fn op_plaats(conn: &Connection, seq: i64) -> Uitkomst<Option<Recorded>> {
    let mut statement = conn.prepare_cached(
        "SELECT event.seq, event.id, event.idx, event.version, event.at, event.actor, payload.content
         FROM event JOIN payload ON payload.event = event.seq
         WHERE event.seq = ?1 AND payload.content IS NOT NULL",
    )?;
    let mut rows = statement.query([seq])?;
    match rows.next()? {
        Some(row) => Ok(Some(lees_event(row)?.1)),
        None => Ok(None),
    }
}

/// The place that the next event will get.
pub(super) fn volgende(conn: &Connection) -> Uitkomst<i64> {
    let last: Option<i64> = conn
        .prepare_cached("SELECT max(seq) FROM event")?
        .query_row([], |row| row.get(0))?;
    Ok(last.unwrap_or(0) + 1)
}

/// The place of an event in the store.
pub(super) fn plaats(conn: &Connection, id: EventId) -> Uitkomst<Option<i64>> {
    Ok(conn
        .prepare_cached("SELECT seq FROM event WHERE id = ?1")?
        .query_row([id.0.as_bytes()], |row| row.get(0))
        .optional()?)
}

/// A row of: seq, id, idx, version, at, actor, content.
pub(super) fn lees_event(row: &Row<'_>) -> Uitkomst<(i64, Recorded)> {
    let index = teller(row, 2)?;
    let content = row
        .get_ref(6)?
        .as_bytes()
        .map_err(|_| StoreFout::Onleesbaar { index })?;
    let event = Recorded {
        id: EventId(Uuid::from_bytes(row.get(1)?)),
        at: tijd(row.get(4)?).ok_or(StoreFout::Onleesbaar { index })?,
        by: row.get(5)?,
        what: inhoud(index, row.get(3)?, content)?,
    };
    Ok((row.get(0)?, event))
}

fn inhoud(index: u64, version: u16, content: &[u8]) -> Uitkomst<Gebeurtenis> {
    // The parser's own words could repeat content, so they are not passed on.
    upcast::lees(version, content).map_err(|fout| match fout {
        PayloadFout::TeNieuw(_) => StoreFout::InhoudTeNieuw { index },
        PayloadFout::Onleesbaar(_) => StoreFout::Onleesbaar { index },
    })
}

/// A count. SQLite knows signed numbers alone; a negative one is no place in any journal, and the
/// check of the chain says so.
pub(super) fn teller(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(at).map(i64::cast_unsigned)
}

/// A time from milliseconds since 1970; none when no calendar holds it.
pub(super) fn tijd(millis: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis)
}

impl Lezer {
    /// The newest `aantal` events before `voor` (a [`JournaalRegel::volgnummer`]; none is: from the
    /// newest on), newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn journaal(&self, aantal: usize, voor: Option<i64>) -> Uitkomst<Vec<JournaalRegel>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT event.seq, event.idx, event.at, event.actor, event.zaak, event.kind,
                    event.version, payload.content
             FROM event LEFT JOIN payload ON payload.event = event.seq
             WHERE event.seq < ?1 ORDER BY event.seq DESC LIMIT ?2",
        )?;
        let limit = i64::try_from(aantal).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![voor.unwrap_or(i64::MAX), limit])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let index = teller(row, 1)?;
            let content: Option<Vec<u8>> = row.get(7)?;
            let omschrijving = match content {
                None => "inhoud is gewist".to_owned(),
                // The list must stand even if one line of it can not be read.
                Some(bytes) => inhoud(index, row.get(6)?, &bytes).map_or_else(
                    |_| "inhoud is niet te lezen".to_owned(),
                    |what| what.omschrijving(),
                ),
            };
            let zaak: Option<[u8; 16]> = row.get(4)?;
            out.push(JournaalRegel {
                volgnummer: row.get(0)?,
                index,
                at: tijd(row.get(2)?).ok_or(StoreFout::Onleesbaar { index })?,
                actor: row.get(3)?,
                zaak: zaak.map(|bytes| ZaakId(Uuid::from_bytes(bytes))),
                kind: row.get(5)?,
                omschrijving,
            });
        }
        Ok(out)
    }

    /// Follows the chain of every device from its first event to its last.
    ///
    /// # Errors
    /// What SQLite says; a break is no error but part of the report.
    pub fn verifieer(&self) -> Uitkomst<Verslag> {
        let mut statement = self.conn.prepare(
            "SELECT event.id, device, idx, zaak, kind, version, at, actor, audience, seen,
                    payload_hash, previous, digest, payload.salt, payload.content
             FROM event LEFT JOIN payload ON payload.event = event.seq
             ORDER BY device, idx",
        )?;
        let mut rows = statement.query([])?;
        let mut verslag = Verslag::default();
        let mut chain: Option<(DeviceId, Verifier)> = None;
        while let Some(row) = rows.next()? {
            let envelope = lees_envelop(row)?;
            let salt: Option<Vec<u8>> = row.get(13)?;
            let content: Option<Vec<u8>> = row.get(14)?;
            let device = envelope.header.device;
            let (_, verifier) = match &mut chain {
                Some(same) if same.0 == device => same,
                other => other.insert((device, Verifier::default())),
            };
            let payload = match (&salt, &content) {
                (Some(salt), Some(content)) => Some((salt.as_slice(), content.as_slice())),
                _ => None,
            };
            verslag.gebeurtenissen += 1;
            verslag.gewist += u64::from(payload.is_none());
            if let Err(breuk) = verifier.next(&envelope, payload) {
                verslag.breuken.push(breuk);
            }
        }
        Ok(verslag)
    }
}

fn lees_envelop(row: &Row<'_>) -> Uitkomst<Envelope> {
    let index = teller(row, 2)?;
    let zaak: Option<[u8; 16]> = row.get(3)?;
    Ok(Envelope {
        header: Header {
            id: EventId(Uuid::from_bytes(row.get(0)?)),
            device: DeviceId(Uuid::from_bytes(row.get(1)?)),
            index,
            zaak: zaak.map(|bytes| ZaakId(Uuid::from_bytes(bytes))),
            kind: row.get(4)?,
            version: row.get(5)?,
            at: tijd(row.get(6)?).ok_or(StoreFout::Onleesbaar { index })?,
            actor: row.get(7)?,
            audience: row.get(8)?,
            seen: row.get::<_, Option<i64>>(9)?.map(i64::cast_unsigned),
            previous: row.get(11)?,
        },
        payload_hash: row.get(10)?,
        digest: row.get(12)?,
    })
}
