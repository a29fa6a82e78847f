//! Zaken across days: what is open, what a melding may belong to, and everything that was ever in doubt.
//!
//! Must not know screens, nor how a melding is matched.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::{OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::bewaren::{BEWAREN_MAX, wist_op};
use super::daglijst::{self, begin, dag_tekst};
use super::fout::{StoreFout, Uitkomst};
use super::journaal::{self, tijd};
use super::projectie;
use super::schrijver::Schrijver;
use super::winkel::{Lezer, Store};
use crate::domain::event::Gebeurtenis;
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::terug::NietTerug;
use crate::domain::zaak::{Stand, Zaak};
use crate::journal::kop::Kop;

/// How long closed zaken stay in sight, in days.
const ZICHT: i64 = 28;

/// A zaak that was in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twijfel {
    /// Since when.
    pub sinds: DateTime<Utc>,
    /// The zaak as it is now.
    pub zaak: Zaak,
}

/// A reading of meldingen of which some were joined to zaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorvLezing {
    /// The reading; pass it to [`Store::neem_corv_terug`].
    pub lezing: LezingId,
    /// How many of its meldingen are joined now.
    pub gekoppeld: u32,
    /// When the last of them was joined.
    pub op: DateTime<Utc>,
}

impl Lezer {
    /// Zaken that VT follows and that are not on the list of `voor`, until they are closed, however old. None
    /// that was closed or went up in another. Newest tag first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_zaken(&self, voor: NaiveDate) -> Uitkomst<Vec<Zaak>> {
        let mut statement = self.conn.prepare_cached(
            "WITH lijst (zaak) AS NOT MATERIALIZED (
               SELECT coalesce(eigen.opgegaan_in, daglijst.zaak)
               FROM daglijst LEFT JOIN zaak AS eigen ON eigen.id = daglijst.zaak
               WHERE daglijst.dag = ?1)
             SELECT id, stand, getagd FROM zaak WHERE open = 1 AND getagd >= 0
               AND id NOT IN (SELECT zaak FROM lijst)
             ORDER BY getagd DESC, id",
        )?;
        zaken(statement.query([dag_tekst(voor)])?)
    }

    /// Zaken that were closed, or turned out to be no HG and have content, and are not on the list of `voor`, as long as their content is there: `dagen`
    /// days, see [`wist_op`]. Last closed first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn gesloten_zaken(&self, voor: NaiveDate, dagen: u32) -> Uitkomst<Vec<Zaak>> {
        let mut statement = self.conn.prepare_cached(
            "WITH lijst (zaak) AS NOT MATERIALIZED (
               SELECT coalesce(eigen.opgegaan_in, daglijst.zaak)
               FROM daglijst LEFT JOIN zaak AS eigen ON eigen.id = daglijst.zaak
               WHERE daglijst.dag = ?2)
             SELECT id, stand FROM zaak
             WHERE klaar >= ?1 AND klaar IS NOT NULL AND open = 0
               AND id NOT IN (SELECT zaak FROM lijst)
             ORDER BY klaar DESC, id",
        )?;
        // A day more than needed, because days begin at midnight in Amsterdam; the calendar decides below.
        let since = begin(voor) - TimeDelta::days(i64::from(dagen.min(BEWAREN_MAX)) + 1);
        let mut found =
            zaken(statement.query(params![since.timestamp_millis(), dag_tekst(voor)])?)?;
        found.retain(|zaak| {
            let closed = zaak.stand.gesloten.as_ref().map(|one| one.op);
            let let_go = zaak.stand.tag.as_ref().map(|one| one.op);
            let since = closed.or(let_go);
            since.is_some_and(|at| wist_op(at, dagen) > voor)
        });
        Ok(found)
    }

    /// The zaken that a melding through CORV may belong to on `dag`: those that are open, also when they
    /// are on the list, and those that were closed in the last four weeks. Newest tag first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn corv_kandidaten(&self, dag: NaiveDate) -> Uitkomst<Vec<Zaak>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, stand, getagd FROM zaak WHERE open = 1 AND getagd >= 0
             UNION ALL
             SELECT id, stand, getagd FROM zaak
             WHERE klaar >= ?1 AND klaar IS NOT NULL AND volgt = 1 AND open = 0
             ORDER BY getagd DESC, id",
        )?;
        let since = begin(dag) - TimeDelta::days(ZICHT);
        zaken(statement.query([since.timestamp_millis()])?)
    }

    /// Every zaak that was ever tagged as twijfel, if that was not taken back: what became of it, too.
    /// Oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn twijfelregister(&self) -> Uitkomst<Vec<Twijfel>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, stand, twijfel FROM zaak WHERE twijfel IS NOT NULL ORDER BY twijfel, id",
        )?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(zaak) = zaak(row)? {
                let sinds = tijd(row.get(2)?).ok_or(StoreFout::Rij("zaak"))?;
                out.push(Twijfel { sinds, zaak });
            }
        }
        Ok(out)
    }

    /// The reading of meldingen that was joined last and not taken back; none when no melding is joined.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn laatste_corv(&self) -> Uitkomst<Option<CorvLezing>> {
        let last: Option<([u8; 16], Vec<u8>)> = self
            .conn
            .prepare_cached(
                "SELECT corv.lezing, event.kop FROM corv JOIN event ON event.seq = corv.event
                 ORDER BY corv.event DESC LIMIT 1",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((lezing, kop)) = last else {
            return Ok(None);
        };
        let gekoppeld = self
            .conn
            .prepare_cached("SELECT count(*) FROM corv WHERE lezing = ?1")?
            .query_row([lezing], |row| row.get(0))?;
        Ok(Some(CorvLezing {
            lezing: LezingId(Uuid::from_bytes(lezing)),
            gekoppeld,
            op: Kop::lees(&kop).ok_or(StoreFout::Rij("event"))?.at,
        }))
    }
}

impl Store {
    /// Takes apart again every melding of `lezing` from the zaak that it was joined to; how many.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`] when none is joined, or what disks do; nothing is changed then.
    pub fn neem_corv_terug(
        &mut self,
        lezing: LezingId,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<usize> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let joined: Vec<(i64, ZaakId)> = tx
            .prepare_cached("SELECT event, zaak FROM corv WHERE lezing = ?1 ORDER BY event")?
            .query_map([lezing.0.as_bytes()], |row| {
                Ok((row.get(0)?, daglijst::zaak_id(row, 1)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut schrijver = Schrijver::nieuw(&tx, &ik)?;
        let mut count = 0;
        for (place, zaak) in joined {
            let Some(gone) = journaal::op_plaats(&tx, place)? else {
                continue;
            };
            let what = Gebeurtenis::Teruggenomen {
                gebeurtenis: gone.id,
            };
            schrijver.voeg_toe(Some(zaak), what, actor, nu)?;
            projectie::vernieuw(&tx, &ik, zaak)?;
            count += 1;
        }
        if count == 0 {
            return Err(NietTerug::Niets.into());
        }
        tx.commit()?;
        Ok(count)
    }
}

/// Rows of: id, stand.
fn zaken(mut rows: rusqlite::Rows<'_>) -> Uitkomst<Vec<Zaak>> {
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.extend(zaak(row)?);
    }
    Ok(out)
}

/// A row of: id, stand. None for a zaak without its facts; what VT follows has them in the journal.
fn zaak(row: &Row<'_>) -> Uitkomst<Option<Zaak>> {
    let json = row.get_ref(1)?;
    let json = json.as_str().map_err(|_| StoreFout::Rij("zaak"))?;
    let stand: Stand = serde_json::from_str(json).map_err(|_| StoreFout::Rij("zaak"))?;
    let id = daglijst::zaak_id(row, 0)?;
    Ok(stand
        .opgenomen
        .clone()
        .map(|opname| Zaak::nieuw(id, opname.regel, opname.bron, stand)))
}
