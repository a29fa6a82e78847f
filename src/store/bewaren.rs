//! What goes when it is not needed any more: lists of earlier days, and zaken some days after closing
//! (rule 5).
//!
//! Must not know why a zaak was closed, nor what the site chose.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use rusqlite::{Connection, params};
use serde::Serialize;

use super::bestand;
use super::daglijst::{self, begin, dag_tekst};
use super::fout::Uitkomst;
use super::journaal::tijd;
use super::telling;
use super::winkel::{Lezer, Store};
use crate::domain::ids::ZaakId;
use crate::domain::tijd::lokaal;

/// How many days a closed zaak stays where the site does not say it.
pub const BEWAREN: u32 = 7;
/// No site may keep a closed zaak longer than this many days (rule 5).
pub const BEWAREN_MAX: u32 = 28;

/// What went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Opgeruimd {
    /// Rows of lists of earlier days.
    pub rijen: usize,
    /// Zaken of which the content was erased.
    pub zaken: usize,
}

/// The day on which a zaak that was closed at `gesloten` is erased: `dagen` days later, at most
/// [`BEWAREN_MAX`].
#[must_use]
pub fn wist_op(gesloten: DateTime<Utc>, dagen: u32) -> NaiveDate {
    let day = lokaal(gesloten).date_naive();
    let kept = Days::new(dagen.min(BEWAREN_MAX).into());
    day.checked_add_days(kept).unwrap_or(NaiveDate::MAX)
}

impl Lezer {
    /// The day on which a zaak is erased as things stand: because it was closed, or because it has data
    /// and is no HG after all. None for a zaak that is followed, and for one without data.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn wordt_gewist_op(&self, zaak: ZaakId, dagen: u32) -> Uitkomst<Option<NaiveDate>> {
        let since: Option<i64> = self
            .conn
            .prepare_cached(
                "SELECT hoofd.klaar FROM zaak AS eigen
                 JOIN zaak AS hoofd ON hoofd.id = coalesce(eigen.opgegaan_in, eigen.id)
                 WHERE eigen.id = ?1",
            )?
            .query_map([zaak.0.as_bytes()], |row| row.get(0))?
            .next()
            .transpose()?
            .flatten();
        Ok(since.and_then(tijd).map(|at| wist_op(at, dagen)))
    }
}

impl Store {
    /// Clears the lists of days before `vandaag`: the rows go, the counts stay (rule 5). Drafts of rows
    /// that nobody tagged go with them, and copies of the store from before a migration once they are
    /// four weeks old. Then erases every zaak that was closed `dagen` days ago or longer and is not on the
    /// list of today, as [`Store::wis_zaak`] does; and the data of what turned out to be no HG.
    ///
    /// # Errors
    /// What SQLite says; then nothing went.
    pub fn opruimen(&mut self, vandaag: NaiveDate, dagen: u32) -> Uitkomst<Opgeruimd> {
        let today = dag_tekst(vandaag);
        let tx = self.lezer.conn.transaction()?;
        let mut out = Opgeruimd::default();
        let old: bool = tx
            .prepare_cached("SELECT 1 FROM daglijst WHERE dag < ?1 LIMIT 1")?
            .exists([&today])?;
        if old {
            telling::bewaar(&tx, vandaag)?;
            out.rijen = tx.execute("DELETE FROM daglijst WHERE dag < ?1", [&today])?;
            tx.execute(
                "DELETE FROM daglijst_voor
                 WHERE lezing NOT IN (SELECT nr FROM lezing WHERE dag >= ?1)",
                [&today],
            )?;
            tx.execute_batch(
                "DELETE FROM concept
                   WHERE NOT EXISTS (SELECT 1 FROM zaak WHERE zaak.id = concept.zaak)
                     AND NOT EXISTS (SELECT 1 FROM daglijst WHERE daglijst.zaak = concept.zaak);
                 DELETE FROM kolomnaam WHERE NOT EXISTS (SELECT 1 FROM daglijst)
                                         AND NOT EXISTS (SELECT 1 FROM daglijst_voor);",
            )?;
        }
        let over = uitgediend(&tx, vandaag, dagen)?;
        out.zaken = over.len();
        for zaak in &over {
            wis(&tx, *zaak)?;
        }
        tx.commit()?;
        if out.zaken > 0 {
            self.vergeet()?;
        }
        bestand::wis_oude_kopieen(&self.map, vandaag);
        Ok(out)
    }

    /// Erases the content of every event of a zaak and of its doubles, and all that was made of it. The
    /// envelopes stay and the chain still verifies (rule 2). Returns how many events were erased.
    ///
    /// # Errors
    /// What SQLite says; nothing is erased then.
    pub fn wis_zaak(&mut self, zaak: ZaakId) -> Uitkomst<usize> {
        let tx = self.lezer.conn.transaction()?;
        let mut erased = 0;
        for id in met_dubbelen(&tx, zaak)? {
            erased += wis(&tx, id)?;
        }
        tx.commit()?;
        self.vergeet()?;
        Ok(erased)
    }

    /// What was overwritten must not live on in the write-ahead log.
    fn vergeet(&self) -> Uitkomst<()> {
        self.conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

/// Zaken whose time is over, with their doubles. What stands on a list waits until that is cleared.
fn uitgediend(conn: &Connection, vandaag: NaiveDate, dagen: u32) -> Uitkomst<BTreeSet<ZaakId>> {
    // A day more than needed, because days begin at midnight in Amsterdam; the calendar decides below.
    let until = begin(vandaag) + chrono::TimeDelta::days(1);
    let kept = chrono::TimeDelta::days(dagen.min(BEWAREN_MAX).into());
    let found: Vec<(ZaakId, Option<DateTime<Utc>>)> = conn
        .prepare_cached(
            "SELECT id, klaar FROM zaak WHERE klaar < ?1 AND klaar IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM daglijst WHERE daglijst.zaak = zaak.id)",
        )?
        .query_map(params![(until - kept).timestamp_millis()], |row| {
            Ok((daglijst::zaak_id(row, 0)?, tijd(row.get(1)?)))
        })?
        .collect::<Result<_, _>>()?;
    let mut out = BTreeSet::new();
    for (zaak, since) in found {
        if since.is_some_and(|at| wist_op(at, dagen) <= vandaag) {
            out.extend(met_dubbelen(conn, zaak)?);
        }
    }
    Ok(out)
}

/// A zaak, and those that went up in it.
fn met_dubbelen(conn: &Connection, zaak: ZaakId) -> Uitkomst<Vec<ZaakId>> {
    let mut out = vec![zaak];
    let mut statement = conn.prepare_cached("SELECT id FROM zaak WHERE opgegaan_in = ?1")?;
    for id in statement.query_map([zaak.0.as_bytes()], |row| daglijst::zaak_id(row, 0))? {
        out.push(id?);
    }
    Ok(out)
}

fn wis(conn: &Connection, zaak: ZaakId) -> Uitkomst<usize> {
    let key = zaak.0.as_bytes();
    let erased = conn
        .prepare_cached(
            "UPDATE payload SET salt = NULL, content = NULL
             WHERE content IS NOT NULL
               AND event IN (SELECT seq FROM event WHERE zaak = ?1)",
        )?
        .execute([key])?;
    for sql in [
        "DELETE FROM corv WHERE event IN (SELECT seq FROM event WHERE zaak = ?1)",
        "DELETE FROM zaak WHERE id = ?1",
        "DELETE FROM terugstapel WHERE zaak = ?1",
        "DELETE FROM daglijst WHERE zaak = ?1",
        "DELETE FROM daglijst_voor WHERE zaak = ?1",
        "DELETE FROM concept WHERE zaak = ?1",
    ] {
        conn.prepare_cached(sql)?.execute([key])?;
    }
    Ok(erased)
}
