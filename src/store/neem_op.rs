//! Taking in events of others: in any order, twice, old. What does not join yet waits, what is not right is put
//! aside in sight, and the rest goes on.
//!
//! Must not know how they came.

use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::fout::{StoreFout, Uitkomst};
use super::journaal::teller;
use super::projectie;
use super::schrijver::bewaar;
use super::uitgaand;
use super::winkel::Store;
use crate::domain::ids::{DeviceId, EventId, ReeksId, ZaakId};
use crate::journal::keten::{Breuk, Schakel};
use crate::journal::kop::Kop;
use crate::journal::omslag::Digest;
use crate::journal::opname::{Kast, Lot, lot, opdracht};
use crate::journal::stuk::Stuk;

/// What became of events that came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Opgenomen {
    /// Taken in, also those that had waited.
    pub nieuw: usize,
    /// Known already.
    pub bekend: usize,
    /// Wait for one that is to come before them, or for the order that erased their content.
    pub wacht: usize,
    /// Not right, and put aside.
    pub apart: usize,
}

impl Store {
    /// Takes in events, in one transaction: all that can be is in the journal then, with its projections.
    ///
    /// # Errors
    /// What disks do; nothing is stored then. What is not right with an event is no error.
    pub fn neem_op(&mut self, stukken: &[Stuk]) -> Uitkomst<Opgenomen> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let mut out = Opgenomen::default();
        let mut touched = BTreeSet::new();
        for stuk in stukken {
            match lot(&Tabellen(&tx), stuk)? {
                Lot::Nieuw(kept, digest, kop) => {
                    touched.extend(neem(&tx, &kept, &digest, &kop)?);
                    out.nieuw += 1;
                }
                Lot::Bekend => out.bekend += 1,
                Lot::Wacht(kept) => {
                    laat_wachten(&tx, &kept)?;
                    touched.extend(gehoorzaam(&tx, &kept)?);
                }
                Lot::Apart(why) => {
                    zet_apart(&tx, stuk, &why)?;
                    out.apart += 1;
                }
            }
        }
        loop {
            let came = uit_de_wachtkamer(&tx, &mut out, &mut touched)?;
            if came == 0 {
                break;
            }
        }
        let waits: i64 = tx.query_row("SELECT count(*) FROM wachtkamer", [], |row| row.get(0))?;
        out.wacht = usize::try_from(waits).unwrap_or(usize::MAX);
        for zaak in touched {
            projectie::vernieuw(&tx, &ik, zaak)?;
            vergeet_rest(&tx, zaak)?;
        }
        tx.commit()?;
        Ok(out)
    }
}

/// Tries what waits, in the order of the series; how many joined or were put aside.
fn uit_de_wachtkamer(
    conn: &Connection,
    out: &mut Opgenomen,
    touched: &mut BTreeSet<ZaakId>,
) -> Uitkomst<usize> {
    let waiting: Vec<(Vec<u8>, Vec<u8>)> = conn
        .prepare_cached("SELECT digest, stuk FROM wachtkamer ORDER BY reeks, kring, nr")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut moved = 0;
    for (digest, bytes) in waiting {
        let Some(stuk) = Stuk::lees(&bytes) else {
            continue;
        };
        match lot(&Tabellen(conn), &stuk)? {
            Lot::Wacht(_) => continue,
            Lot::Nieuw(kept, digest, kop) => {
                touched.extend(neem(conn, &kept, &digest, &kop)?);
                out.nieuw += 1;
            }
            Lot::Bekend => {}
            Lot::Apart(why) => {
                zet_apart(conn, &stuk, &why)?;
                out.apart += 1;
            }
        }
        moved += 1;
        conn.prepare_cached("DELETE FROM wachtkamer WHERE digest = ?1")?
            .execute([digest])?;
    }
    Ok(moved)
}

/// What the tables hold.
struct Tabellen<'c>(&'c Connection);

impl Kast for Tabellen<'_> {
    type Fout = StoreFout;

    fn digest(&self, id: EventId) -> Uitkomst<Option<Digest>> {
        Ok(self
            .0
            .prepare_cached("SELECT digest FROM event WHERE id = ?1")?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?)
    }

    fn laatste(&self, reeks: ReeksId, kring: &str) -> Uitkomst<Option<(Schakel, DeviceId)>> {
        Ok(self
            .0
            .prepare_cached(
                "SELECT nr, digest, teller, toestel FROM event WHERE reeks = ?1 AND kring = ?2
                 ORDER BY nr DESC LIMIT 1",
            )?
            .query_row(params![reeks.0.as_bytes(), kring], |row| {
                let link = Schakel {
                    nr: teller(row, 0)?,
                    digest: row.get(1)?,
                    teller: teller(row, 2)?,
                };
                Ok((link, DeviceId(Uuid::from_bytes(row.get(3)?))))
            })
            .optional()?)
    }

    fn gewist(&self, id: EventId) -> Uitkomst<bool> {
        Ok(self
            .0
            .prepare_cached("SELECT 1 FROM gewist WHERE id = ?1")?
            .exists([id.0.as_bytes()])?)
    }
}

/// Keeps an event, and carries out an order; the zaken that change by it.
fn neem(conn: &Connection, stuk: &Stuk, digest: &Digest, kop: &Kop) -> Uitkomst<BTreeSet<ZaakId>> {
    bewaar(conn, stuk, digest, kop)?;
    let mut touched: BTreeSet<ZaakId> = kop.zaken.iter().copied().collect();
    touched.extend(gehoorzaam(conn, stuk)?);
    Ok(touched)
}

/// Carries out an order, if it is one; the zaken that change by it.
fn gehoorzaam(conn: &Connection, stuk: &Stuk) -> Uitkomst<BTreeSet<ZaakId>> {
    opdracht(stuk).map_or(Ok(BTreeSet::new()), |ids| {
        wis_inhoud(conn, &ids, stuk.omslag.id)
    })
}

/// Empties the content of these events wherever it is, and remembers that: a copy that comes later stays empty.
/// The zaken that they were about.
pub(super) fn wis_inhoud(
    conn: &Connection,
    ids: &[EventId],
    opdracht: EventId,
) -> Uitkomst<BTreeSet<ZaakId>> {
    let mut zaken = BTreeSet::new();
    for id in ids {
        let key = id.0.as_bytes();
        conn.prepare_cached("INSERT OR IGNORE INTO gewist (id, opdracht) VALUES (?1, ?2)")?
            .execute(params![key, opdracht.0.as_bytes()])?;
        conn.prepare_cached(
            "UPDATE payload SET salt = NULL, content = NULL
             WHERE content IS NOT NULL AND event = (SELECT seq FROM event WHERE id = ?1)",
        )?
        .execute([key])?;
        let about = conn
            .prepare_cached(
                "SELECT zaak FROM betreft WHERE event = (SELECT seq FROM event WHERE id = ?1)",
            )?
            .query_map([key], |row| Ok(ZaakId(Uuid::from_bytes(row.get(0)?))))?
            .collect::<Result<Vec<_>, _>>()?;
        zaken.extend(about);
        let waiting: Vec<(Vec<u8>, Vec<u8>)> = conn
            .prepare_cached("SELECT digest, stuk FROM wachtkamer WHERE id = ?1")?
            .query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (digest, bytes) in waiting {
            if let Some(mut stuk) = Stuk::lees(&bytes) {
                stuk.inhoud = None;
                conn.prepare_cached("UPDATE wachtkamer SET stuk = ?2 WHERE digest = ?1")?
                    .execute(params![digest, stuk.schrijf()])?;
            }
        }
    }
    Ok(zaken)
}

/// What was typed or listed for a zaak of which nothing has content any more goes with it.
fn vergeet_rest(conn: &Connection, zaak: ZaakId) -> Uitkomst<()> {
    let key = zaak.0.as_bytes();
    let there = conn
        .prepare_cached(
            "SELECT 1 FROM zaak WHERE id = ?1 UNION ALL SELECT 1 FROM daglijst WHERE zaak = ?1",
        )?
        .exists([key])?;
    if !there {
        for sql in [
            "DELETE FROM concept WHERE zaak = ?1",
            "DELETE FROM vorige WHERE zaak = ?1",
            uitgaand::WIS,
        ] {
            conn.prepare_cached(sql)?.execute([key])?;
        }
    }
    Ok(())
}

fn laat_wachten(conn: &Connection, stuk: &Stuk) -> Uitkomst<()> {
    let outside = &stuk.omslag;
    // A copy with content is worth more than one without.
    conn.prepare_cached(
        "INSERT INTO wachtkamer (digest, id, reeks, kring, nr, stuk)
         VALUES (?6, ?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (digest) DO UPDATE SET stuk = excluded.stuk
         WHERE length(excluded.stuk) > length(wachtkamer.stuk)",
    )?
    .execute(params![
        outside.id.0.as_bytes(),
        outside.reeks.0.as_bytes(),
        outside.kring,
        outside.nr.cast_signed(),
        stuk.schrijf(),
        outside.digest()
    ])?;
    Ok(())
}

/// Keeps that it came and what is wrong with it; not its content, of which nobody knows whose it is.
fn zet_apart(conn: &Connection, stuk: &Stuk, why: &Breuk) -> Uitkomst<()> {
    let print: [u8; 32] = Sha256::digest(stuk.schrijf()).into();
    conn.prepare_cached("INSERT OR IGNORE INTO apart (afdruk, id, reden) VALUES (?1, ?2, ?3)")?
        .execute(params![print, stuk.omslag.id.0.as_bytes(), why.to_string()])?;
    Ok(())
}
