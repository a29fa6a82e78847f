//! The list of a day as it stands: rows of the file joined with what the journal says.
//!
//! Must not know how rows got there, nor how they are shown.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use uuid::Uuid;

use super::bestand;
use super::compact::{self, Kolommen};
use super::fout::{StoreFout, Uitkomst};
use super::journaal::tijd;
use super::winkel::{Lezer, Store};
use crate::domain::event::Leestelling;
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::lijstregel::{Bron, Lijstregel};
use crate::domain::zaak::{Opname, Stand, Zaak};

/// The list of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dag {
    /// Every zaak on it, in the order of the newest file. `stand.verdwenen` also tells of a row that
    /// is not in the journal whether the newest file lacks it.
    pub zaken: Vec<Zaak>,
    /// The zaken that the newest file lacks.
    pub verdwenen: HashSet<ZaakId>,
    /// What was read for this day, oldest first.
    pub lezingen: Vec<LezingInfo>,
    /// What stayed of the list after the day was cleared.
    pub telling: Option<Dagtelling>,
}

/// One reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LezingInfo {
    /// For which day.
    pub dag: NaiveDate,
    /// The file, and when it was read.
    pub bron: Bron,
    /// The profile that understood it.
    pub profiel: String,
    /// What came of it.
    pub telling: Leestelling,
}

/// What stays of a day list after the day: counts, no persons.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are the tags")]
pub struct Dagtelling {
    pub rijen: u32,
    pub hg: u32,
    pub twijfel: u32,
    pub radar: u32,
    pub geen_hg: u32,
    pub ongetagd: u32,
}

impl Lezer {
    /// The list of `dag` as it is known now, to compare a file with. The journal's facts win.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn bekend(&self, dag: NaiveDate) -> Uitkomst<HashMap<ZaakId, Lijstregel>> {
        Ok(self
            .dag(dag)?
            .zaken
            .into_iter()
            .map(|zaak| {
                // What somebody told lies over the list on screen; a file is compared with the list.
                let regel = match zaak.stand.opgenomen {
                    Some(opname) => opname.regel,
                    None => zaak.regel,
                };
                (zaak.id, regel)
            })
            .collect())
    }

    /// The list of `dag`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn dag(&self, dag: NaiveDate) -> Uitkomst<Dag> {
        // One transaction, so that the parts tell of one moment.
        let tx = self.conn.unchecked_transaction()?;
        let kolommen = lees_kolommen(&tx)?;
        let bronnen = bronnen(&tx)?;
        let mut statement = tx.prepare_cached(
            "SELECT daglijst.zaak, daglijst.lezing, daglijst.verdwenen, daglijst.gegevens,
                    zaak.stand, daglijst.volgorde
             FROM daglijst LEFT JOIN zaak ON zaak.id = daglijst.zaak
             WHERE daglijst.dag = ?1",
        )?;
        let mut rows = statement.query([dag_tekst(dag)])?;
        let mut ordered: Vec<(i64, Zaak)> = Vec::new();
        let mut out = Dag::default();
        while let Some(row) = rows.next()? {
            let (zaak, gone) = lees_rij(row, &kolommen, &bronnen)?;
            if gone {
                out.verdwenen.insert(zaak.id);
            }
            ordered.push((row.get(5)?, zaak));
        }
        ordered.sort_by_key(|(volgorde, zaak)| (*volgorde, zaak.id));
        out.zaken = ordered.into_iter().map(|(_, zaak)| zaak).collect();
        out.lezingen = lezingen_van(&tx, dag)?;
        out.telling = dagtelling(&tx, dag)?;
        Ok(out)
    }
}

impl Store {
    /// Clears the lists of days before `vandaag`: the rows go, the counts stay (rule 5). Drafts of rows
    /// that nobody tagged go with them, and copies of the store from before a migration once they are
    /// four weeks old. Returns how many rows went.
    ///
    /// # Errors
    /// What SQLite says; then nothing went.
    pub fn opruimen(&mut self, vandaag: NaiveDate) -> Uitkomst<usize> {
        let today = dag_tekst(vandaag);
        let tx = self.lezer.conn.transaction()?;
        tx.execute(
            "INSERT INTO dagtelling (dag, rijen, hg, twijfel, radar, geen_hg, ongetagd)
             SELECT dag, count(*), count(*) FILTER (WHERE tag = 'hg'),
                    count(*) FILTER (WHERE tag = 'twijfel'), count(*) FILTER (WHERE tag = 'radar'),
                    count(*) FILTER (WHERE tag = 'geen-hg'), count(*) FILTER (WHERE tag IS NULL)
             FROM daglijst LEFT JOIN zaak ON zaak.id = daglijst.zaak
             WHERE dag < ?1 GROUP BY dag
             ON CONFLICT (dag) DO UPDATE SET
               rijen = rijen + excluded.rijen, hg = hg + excluded.hg,
               twijfel = twijfel + excluded.twijfel, radar = radar + excluded.radar,
               geen_hg = geen_hg + excluded.geen_hg, ongetagd = ongetagd + excluded.ongetagd",
            [&today],
        )?;
        let gone = tx.execute("DELETE FROM daglijst WHERE dag < ?1", [&today])?;
        if gone > 0 {
            tx.execute_batch(
                "DELETE FROM concept
                   WHERE NOT EXISTS (SELECT 1 FROM zaak WHERE zaak.id = concept.zaak)
                     AND NOT EXISTS (SELECT 1 FROM daglijst WHERE daglijst.zaak = concept.zaak);
                 DELETE FROM kolomnaam WHERE NOT EXISTS (SELECT 1 FROM daglijst);",
            )?;
        }
        tx.commit()?;
        bestand::wis_oude_kopieen(&self.map, vandaag);
        Ok(gone)
    }
}

/// A row of: zaak, lezing, verdwenen, gegevens, stand.
pub(super) fn lees_rij(
    row: &Row<'_>,
    kolommen: &Kolommen,
    bronnen: &HashMap<i64, Bron>,
) -> Uitkomst<(Zaak, bool)> {
    let gone: bool = row.get(2)?;
    let mut stand = match row.get_ref(4)?.as_str_or_null() {
        Ok(Some(json)) => serde_json::from_str(json).map_err(|_| StoreFout::Rij("zaak"))?,
        Ok(None) => Stand::default(),
        Err(_) => return Err(StoreFout::Rij("zaak")),
    };
    stand.verdwenen |= gone;
    let Opname { regel, bron } = match &stand.opgenomen {
        Some(opname) => opname.clone(),
        None => {
            let bytes = row
                .get_ref(3)?
                .as_bytes()
                .map_err(|_| StoreFout::Rij("daglijst"))?;
            Opname {
                regel: compact::lees(bytes, kolommen)?,
                bron: bronnen
                    .get(&row.get::<_, i64>(1)?)
                    .cloned()
                    .ok_or(StoreFout::Rij("lezing"))?,
            }
        }
    };
    Ok((Zaak::nieuw(zaak_id(row, 0)?, regel, bron, stand), gone))
}

/// The projected state of a zaak; none when the journal does not know it.
pub(super) fn stand(conn: &Connection, id: ZaakId) -> Uitkomst<Option<Stand>> {
    let json: Option<String> = conn
        .prepare_cached("SELECT stand FROM zaak WHERE id = ?1")?
        .query_row([id.0.as_bytes()], |row| row.get(0))
        .optional()?;
    json.map(|json| serde_json::from_str(&json).map_err(|_| StoreFout::Rij("zaak")))
        .transpose()
}

/// The row of one zaak on the day list, with the file that it came from.
pub(super) fn rij(conn: &Connection, id: ZaakId) -> Uitkomst<Option<(Opname, bool)>> {
    let found: Option<(i64, bool, Vec<u8>)> = conn
        .prepare_cached("SELECT lezing, verdwenen, gegevens FROM daglijst WHERE zaak = ?1")?
        .query_row([id.0.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((nr, gone, bytes)) = found else {
        return Ok(None);
    };
    let bron = conn
        .prepare_cached("SELECT id, bestand, sha256, gelezen FROM lezing WHERE nr = ?1")?
        .query_row([nr], |row| bron(row, 0))?;
    let regel = compact::lees(&bytes, &lees_kolommen(conn)?)?;
    Ok(Some((Opname { regel, bron }, gone)))
}

/// The headings that rows of the day list name by number.
pub(super) fn lees_kolommen(conn: &Connection) -> Uitkomst<Kolommen> {
    let namen = conn
        .prepare_cached("SELECT naam FROM kolomnaam ORDER BY nr")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(Kolommen::nieuw(namen))
}

/// The files that rows of the day list point at.
fn bronnen(conn: &Connection) -> Uitkomst<HashMap<i64, Bron>> {
    Ok(conn
        .prepare_cached(
            "SELECT nr, id, bestand, sha256, gelezen FROM lezing
             WHERE dag >= (SELECT min(dag) FROM daglijst)",
        )?
        .query_map([], |row| Ok((row.get(0)?, bron(row, 1)?)))?
        .collect::<Result<_, _>>()?)
}

fn lezingen_van(conn: &Connection, dag: NaiveDate) -> Uitkomst<Vec<LezingInfo>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, bestand, sha256, gelezen, dag, profiel, telling FROM lezing
         WHERE dag = ?1 ORDER BY nr",
    )?;
    let mut rows = statement.query([dag_tekst(dag)])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(lezing_info(row)?);
    }
    Ok(out)
}

/// A row of: id, bestand, sha256, gelezen, dag, profiel, telling.
pub(super) fn lezing_info(row: &Row<'_>) -> Uitkomst<LezingInfo> {
    let dag: String = row.get(4)?;
    let telling: String = row.get(6)?;
    Ok(LezingInfo {
        bron: bron(row, 0)?,
        dag: dag.parse().map_err(|_| StoreFout::Rij("lezing"))?,
        profiel: row.get(5)?,
        telling: serde_json::from_str(&telling).map_err(|_| StoreFout::Rij("lezing"))?,
    })
}

fn dagtelling(conn: &Connection, dag: NaiveDate) -> Uitkomst<Option<Dagtelling>> {
    Ok(conn
        .prepare_cached(
            "SELECT rijen, hg, twijfel, radar, geen_hg, ongetagd FROM dagtelling WHERE dag = ?1",
        )?
        .query_row(params![dag_tekst(dag)], |row| {
            Ok(Dagtelling {
                rijen: row.get(0)?,
                hg: row.get(1)?,
                twijfel: row.get(2)?,
                radar: row.get(3)?,
                geen_hg: row.get(4)?,
                ongetagd: row.get(5)?,
            })
        })
        .optional()?)
}

/// Columns from `at` on: id, bestand, sha256, gelezen.
fn bron(row: &Row<'_>, at: usize) -> rusqlite::Result<Bron> {
    let gelezen: i64 = row.get(at + 3)?;
    Ok(Bron {
        lezing: LezingId(Uuid::from_bytes(row.get(at)?)),
        bestand: row.get(at + 1)?,
        sha256: row.get(at + 2)?,
        gelezen: tijd(gelezen).ok_or(rusqlite::Error::IntegralValueOutOfRange(at + 3, gelezen))?,
    })
}

/// An id of a zaak in column `at`.
pub(super) fn zaak_id(row: &Row<'_>, at: usize) -> rusqlite::Result<ZaakId> {
    Ok(ZaakId(Uuid::from_bytes(row.get(at)?)))
}

/// A day as its column has it: text that sorts as time does.
pub(super) fn dag_tekst(dag: NaiveDate) -> String {
    dag.format("%Y-%m-%d").to_string()
}

/// The moment at which a day begins, for columns in milliseconds; UTC is near enough for weeks.
pub(super) fn begin(dag: NaiveDate) -> DateTime<Utc> {
    dag.and_time(chrono::NaiveTime::MIN).and_utc()
}
