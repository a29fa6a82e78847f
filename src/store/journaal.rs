//! Reading the journal on disk: the events of a zaak in their order, lists, and events as they travel.
//!
//! What can not be read stands there as such and stops nothing else. Must not know what events do to a zaak;
//! `projectie` folds them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use uuid::Uuid;

use super::fout::{StoreFout, Uitkomst};
use super::winkel::Lezer;
use crate::domain::event::{Gebeurtenis, INZAGE, Recorded};
use crate::domain::ids::{DeviceId, EventId, ReeksId, ZaakId};
use crate::domain::vastgelegd::{Hand, Onleesbaar, Orde, Waarom};
use crate::journal::inhoud;
use crate::journal::kop::Kop;
use crate::journal::omslag::{Digest, Gezouten, Omslag, Soort};
use crate::journal::stuk::Stuk;

/// One line of the journal, for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JournaalRegel {
    /// Place in the whole store; pass it to [`Lezer::journaal`] to read on.
    pub volgnummer: i64,
    /// Place among all events of the device that wrote it.
    pub index: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// In which role; none where none was known.
    pub rol: Option<String>,
    /// The zaak; none for what belongs to the table. Of several the first.
    pub zaak: Option<ZaakId>,
    /// Kind of the event.
    pub kind: String,
    /// What happened, in a few words without names.
    pub omschrijving: String,
}

/// The columns that an event is read from.
const KOLOMMEN: &str = "event.seq, event.id, event.toestel, event.reeks, event.nr, event.teller,
                        event.kop, payload.content";

/// The events of one zaak, in their order; also those that can not be read.
pub(super) fn van_zaak(conn: &Connection, zaak: ZaakId) -> Uitkomst<Vec<(i64, Recorded)>> {
    let mut statement = conn.prepare_cached(
        "SELECT event.seq, event.id, event.toestel, event.reeks, event.nr, event.teller,
                event.kop, payload.content
         FROM betreft JOIN event ON event.seq = betreft.event
                      LEFT JOIN payload ON payload.event = event.seq
         WHERE betreft.zaak = ?1
         ORDER BY event.teller, event.reeks, event.nr",
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

/// One event by its place in the store; none when its content can not be read.
pub(super) fn op_plaats(conn: &Connection, seq: i64) -> Uitkomst<Option<Recorded>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {KOLOMMEN} FROM event JOIN payload ON payload.event = event.seq
         WHERE event.seq = ?1 AND payload.content IS NOT NULL"
    ))?;
    let mut rows = statement.query([seq])?;
    Ok(match rows.next()? {
        Some(row) => Some(lees_event(row)?.1).filter(is_leesbaar),
        None => None,
    })
}

/// Its content is there, and this program knows it.
pub(super) fn is_leesbaar(event: &Recorded) -> bool {
    !matches!(event.what, Gebeurtenis::Onleesbaar(_))
}

/// Its content was erased.
pub(super) fn is_gewist(event: &Recorded) -> bool {
    matches!(
        event.what,
        Gebeurtenis::Onleesbaar(Onleesbaar {
            waarom: Waarom::Gewist,
            ..
        })
    )
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

/// A row of [`KOLOMMEN`]. A header that can not be read leaves an event that says so.
pub(super) fn lees_event(row: &Row<'_>) -> Uitkomst<(i64, Recorded)> {
    let toestel = DeviceId(Uuid::from_bytes(row.get(2)?));
    let header = row.get_ref(6)?.as_bytes().ok().and_then(Kop::lees);
    let content = row.get_ref(7)?.as_bytes_or_null().ok().flatten();
    let orde = Orde {
        teller: teller(row, 5)?,
        reeks: ReeksId(Uuid::from_bytes(row.get(3)?)),
        nr: teller(row, 4)?,
    };
    let id = EventId(Uuid::from_bytes(row.get(1)?));
    let event = match header {
        Some(kop) => Recorded {
            id,
            by: kop.naam,
            hand: Hand {
                persoon: kop.persoon,
                toestel,
            },
            at: kop.at,
            orde,
            vervangt: kop.vervangt,
            what: inhoud::lees(&kop.kind, kop.versie, content),
        },
        None => Recorded {
            id,
            by: String::new(),
            hand: Hand {
                persoon: crate::domain::ids::PersoonId(Uuid::nil()),
                toestel,
            },
            at: DateTime::UNIX_EPOCH,
            orde,
            vervangt: Vec::new(),
            what: Gebeurtenis::Onleesbaar(Onleesbaar {
                soort: "onbekend".to_owned(),
                waarom: Waarom::Beschadigd,
            }),
        },
    };
    Ok((row.get(0)?, event))
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

/// The columns of an event as it travels, and its digest.
pub(super) const STUK: &str =
    "event.vorm, event.id, event.kring, event.toestel, event.reeks, event.nr, event.vorige,
     event.soort, event.open, event.kop_hash, event.inhoud_hash, event.handtekening,
     toestel.openbaar, event.tijdvak, event.kop_zout, event.kop, payload.salt, payload.content,
     event.digest
     FROM event JOIN toestel ON toestel.id = event.toestel
                LEFT JOIN payload ON payload.event = event.seq";

/// A row of [`STUK`].
pub(super) fn lees_stuk(row: &Row<'_>) -> Uitkomst<(Stuk, Digest)> {
    let salt: Option<[u8; 16]> = row.get(16)?;
    let content: Option<Vec<u8>> = row.get(17)?;
    let piece = Stuk {
        omslag: Omslag {
            vorm: row.get(0)?,
            id: EventId(Uuid::from_bytes(row.get(1)?)),
            kring: row.get(2)?,
            toestel: DeviceId(Uuid::from_bytes(row.get(3)?)),
            reeks: ReeksId(Uuid::from_bytes(row.get(4)?)),
            nr: teller(row, 5)?,
            vorige: row.get(6)?,
            soort: Soort::van(row.get(7)?).ok_or(StoreFout::Rij("event"))?,
            open: row.get(8)?,
            kop_hash: row.get(9)?,
            inhoud_hash: row.get(10)?,
        },
        handtekening: row.get(11)?,
        openbaar: row.get(12)?,
        tijdvak: row.get(13)?,
        kop: Gezouten {
            zout: row.get(14)?,
            bytes: row.get(15)?,
        },
        inhoud: salt
            .zip(content)
            .map(|(zout, bytes)| Gezouten { zout, bytes }),
    };
    Ok((piece, row.get(18)?))
}

/// How far somebody knows each series of each circle.
pub type Bekend = BTreeMap<(ReeksId, String), u64>;

impl Lezer {
    /// The newest `aantal` events before `voor` (a [`JournaalRegel::volgnummer`]; none is: from the
    /// newest on), newest first. Who saw what is no part of it; see [`Lezer::inzagelog`].
    ///
    /// # Errors
    /// What SQLite says.
    pub fn journaal(&self, aantal: usize, voor: Option<i64>) -> Uitkomst<Vec<JournaalRegel>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT event.seq, event.plaats, event.kop, payload.content, event.soort
             FROM event LEFT JOIN payload ON payload.event = event.seq
             WHERE event.seq < ?1 ORDER BY event.seq DESC",
        )?;
        let mut rows = statement.query([voor.unwrap_or(i64::MAX)])?;
        let mut out = Vec::new();
        while out.len() < aantal
            && let Some(row) = rows.next()?
        {
            let header = row.get_ref(2)?.as_bytes().ok().and_then(Kop::lees);
            if header.as_ref().is_some_and(|kop| kop.kind == INZAGE) {
                continue;
            }
            let content = row.get_ref(3)?.as_bytes_or_null().ok().flatten();
            let is_order = row.get::<_, u8>(4)? != Soort::Gebeurtenis.nummer();
            // The list must stand even if one line of it can not be read.
            let (at, actor, rol, zaak, kind, omschrijving) = match header {
                None => {
                    let text = "kop is niet te lezen".to_owned();
                    (
                        DateTime::UNIX_EPOCH,
                        String::new(),
                        None,
                        None,
                        String::new(),
                        text,
                    )
                }
                Some(kop) => {
                    let text = if is_order {
                        "inhoud van gebeurtenissen gewist".to_owned()
                    } else {
                        match inhoud::lees(&kop.kind, kop.versie, content) {
                            Gebeurtenis::Onleesbaar(what) => what.waarom.label().to_owned(),
                            what => what.omschrijving(),
                        }
                    };
                    let zaak = kop.zaken.first().copied();
                    (kop.at, kop.naam, kop.rol, zaak, kop.kind, text)
                }
            };
            out.push(JournaalRegel {
                volgnummer: row.get(0)?,
                index: teller(row, 1)?,
                at,
                actor,
                rol,
                zaak,
                kind,
                omschrijving,
            });
        }
        Ok(out)
    }

    /// How far this store has each series of each circle.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn bekende_reeksen(&self) -> Uitkomst<Bekend> {
        Ok(self
            .conn
            .prepare("SELECT reeks, kring, max(nr) FROM event GROUP BY reeks, kring")?
            .query_map([], |row| {
                let key = (ReeksId(Uuid::from_bytes(row.get(0)?)), row.get(1)?);
                Ok((key, teller(row, 2)?))
            })?
            .collect::<Result<_, _>>()?)
    }

    /// The events that somebody lacks who has the series this far, in an order in which each joins the one
    /// before it. What was erased has no content; the order that erased it is among them, or known.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn stukken(&self, bekend: &Bekend) -> Uitkomst<Vec<Stuk>> {
        let mut out = Vec::new();
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {STUK} WHERE event.reeks = ?1 AND event.kring = ?2 AND event.nr > ?3
             ORDER BY event.nr"
        ))?;
        for ((reeks, kring), _) in self.bekende_reeksen()? {
            let from = bekend.get(&(reeks, kring.clone())).copied().unwrap_or(0);
            let mut rows =
                statement.query(params![reeks.0.as_bytes(), kring, from.cast_signed()])?;
            while let Some(row) = rows.next()? {
                out.push(lees_stuk(row)?.0);
            }
        }
        Ok(out)
    }
}
