//! The list of a day as it stands: rows of the file joined with what the journal says.
//!
//! Must not know how rows got there, nor how they are shown.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::Serialize;
use uuid::Uuid;

use super::compact::{self, Kopnummers};
use super::fout::{StoreFout, Uitkomst};
use super::journaal::tijd;
use super::projectie;
use super::samen;
use super::telling::{self, Dagtelling};
use super::winkel::Lezer;
use crate::domain::event::Leestelling;
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::lijstregel::{Bron, Lijstregel};
use crate::domain::zaak::{Opname, Stand, Zaak};
use crate::journal::sleutel::Tafelgeheim;

/// The list of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dag {
    /// Every zaak on it, in the order of the newest file. `stand.verdwenen` also tells of a row that
    /// is not in the journal whether the newest file lacks it.
    pub zaken: Vec<Zaak>,
    /// The zaken that the newest file lacks.
    pub verdwenen: HashSet<ZaakId>,
    /// What was read for this day and not undone, oldest first.
    pub lezingen: Vec<LezingInfo>,
    /// What stayed of the list after the day was cleared.
    pub telling: Option<Dagtelling>,
    /// How many zaken on it VT found itself: HG, and not marked by police when they were tagged so.
    pub hg_niet_politie: u32,
    /// For each zaak on it with earlier ones: how many other zaken of the same person VT followed (hg,
    /// twijfel, radar). A zaak without any is not in here.
    pub eerdere: HashMap<ZaakId, u32>,
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

impl Lezer {
    /// The list of `dag` as it is known now, to compare a file with. The journal's facts win; what somebody told
    /// stands beside them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn bekend(&self, dag: NaiveDate) -> Uitkomst<HashMap<ZaakId, Lijstregel>> {
        let tx = self.conn.unchecked_transaction()?;
        Ok(lees_dag(&tx, dag)?
            .zaken
            .into_iter()
            .map(|zaak| (zaak.id, zaak.regel))
            .collect())
    }

    /// Who stood on the previous list and is followed, or waits for a tag, and about whom no list of today
    /// said anything yet.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn vorige_lijst(&self) -> Uitkomst<Vec<ZaakId>> {
        Ok(self
            .conn
            .prepare_cached("SELECT zaak FROM vorige WHERE door IS NULL ORDER BY zaak")?
            .query_map([], |row| zaak_id(row, 0))?
            .collect::<Result<_, _>>()?)
    }

    /// Untagged rows with a proposal of an earlier list: they wait until somebody tags them, also when the
    /// newest list lacks them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn wachtende(&self) -> Uitkomst<Vec<Zaak>> {
        let tx = self.conn.unchecked_transaction()?;
        let kolommen = lees_kolommen(&tx)?;
        let bronnen = bronnen(&tx)?;
        let mut statement = tx.prepare_cached(
            "SELECT vorige.zaak, vorige.lezing, vorige.weg, vorige.gegevens, zaak.stand
             FROM vorige LEFT JOIN zaak ON zaak.id = vorige.zaak
             WHERE vorige.gegevens IS NOT NULL AND zaak.tag IS NULL AND zaak.opgegaan_in IS NULL
               AND (vorige.door IS NULL OR vorige.weg <> 0)
             ORDER BY vorige.dag, vorige.volgorde, vorige.zaak",
        )?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(lees_rij(row, &kolommen, &bronnen)?.0);
        }
        Ok(out)
    }

    /// What was read on `dag`, without the lines.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn lezingen(&self, dag: NaiveDate) -> Uitkomst<Vec<LezingInfo>> {
        lezingen_van(&self.conn, dag)
    }

    /// The list of `dag`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn dag(&self, dag: NaiveDate) -> Uitkomst<Dag> {
        // One transaction, so that the parts tell of one moment.
        let tx = self.conn.unchecked_transaction()?;
        let mut out = lees_dag(&tx, dag)?;
        out.lezingen = lezingen_van(&tx, dag)?;
        out.telling = telling::van_dag(&tx, dag)?;
        out.eerdere = eerdere(&tx, &self.geheim, &out.zaken)?;
        Ok(out)
    }
}

/// The zaken of a day, in the order of the newest file.
fn lees_dag(conn: &Connection, dag: NaiveDate) -> Uitkomst<Dag> {
    let kolommen = lees_kolommen(conn)?;
    let bronnen = bronnen(conn)?;
    let mut statement = conn.prepare_cached(
        "SELECT daglijst.zaak, daglijst.lezing, daglijst.verdwenen, daglijst.gegevens,
                zaak.stand, daglijst.volgorde, zaak.hg_zelf
         FROM daglijst LEFT JOIN zaak ON zaak.id = daglijst.zaak
         WHERE daglijst.dag = ?1",
    )?;
    let mut rows = statement.query([dag_tekst(dag)])?;
    let mut ordered: Vec<Dagrij> = Vec::new();
    let mut doubles: Vec<Dagrij> = Vec::new();
    let mut out = Dag::default();
    while let Some(row) = rows.next()? {
        let (zaak, weg) = lees_rij(row, &kolommen, &bronnen)?;
        let rij = Dagrij {
            volgorde: row.get(5)?,
            zaak,
            weg,
        };
        if rij.zaak.stand.opgegaan_in.is_some() {
            doubles.push(rij);
            continue;
        }
        out.hg_niet_politie += u32::from(row.get::<_, Option<bool>>(6)? == Some(true));
        ordered.push(rij);
    }
    if !doubles.is_empty() {
        doubles.sort_by_key(|rij| (rij.volgorde, rij.zaak.id));
        samen::leg_samen(conn, &mut ordered, doubles)?;
    }
    ordered.sort_by_key(|rij| (rij.volgorde, rij.zaak.id));
    out.verdwenen = ordered
        .iter()
        .filter(|rij| rij.weg.is_some())
        .map(|rij| rij.zaak.id)
        .collect();
    out.zaken = ordered.into_iter().map(|rij| rij.zaak).collect();
    Ok(out)
}

/// Above this many rows it is cheaper to read how often each person was followed at once.
const PER_STUK: usize = 10_000;

/// How many other zaken of the same person were followed, for each of these that has any.
fn eerdere(
    conn: &Connection,
    geheim: &Tafelgeheim,
    zaken: &[Zaak],
) -> Uitkomst<HashMap<ZaakId, u32>> {
    let mut one = conn.prepare_cached(
        "SELECT count(*) FROM zaak
         WHERE persoon = ?1 AND persoon IS NOT NULL AND volgt = 1 AND opgegaan_in IS NULL",
    )?;
    let mut every: Option<HashMap<[u8; 16], u32>> = None;
    if zaken.len() > PER_STUK {
        let mut all = conn.prepare_cached(
            "SELECT persoon, count(*) FROM zaak INDEXED BY zaak_persoon_volgt
             WHERE persoon IS NOT NULL AND volgt = 1 AND opgegaan_in IS NULL GROUP BY persoon",
        )?;
        let counts = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        every = Some(counts.collect::<Result<_, _>>()?);
    }
    let mut out = HashMap::new();
    for zaak in zaken {
        let Some(person) = projectie::persoon(geheim, &zaak.regel) else {
            continue;
        };
        let count: u32 = match &every {
            Some(every) => every.get(person.as_bytes()).copied().unwrap_or(0),
            None => one.query_row([person.as_bytes()], |row| row.get(0))?,
        };
        let stand = &zaak.stand;
        // The zaak itself is among them when it is followed.
        let itself = stand.tag.as_ref().is_some_and(|now| now.tag.volgt())
            && stand
                .opgenomen
                .as_ref()
                .is_some_and(|opname| projectie::persoon(geheim, &opname.regel) == Some(person));
        let others = count.saturating_sub(u32::from(itself));
        if others > 0 {
            out.insert(zaak.id, others);
        }
    }
    Ok(out)
}

/// A row of the day list.
#[derive(Debug)]
pub(super) struct Dagrij {
    /// Place in the file.
    pub(super) volgorde: i64,
    /// The zaak.
    pub(super) zaak: Zaak,
    /// Since when the newest file lacks it.
    pub(super) weg: Option<DateTime<Utc>>,
}

/// A row of: zaak, lezing, verdwenen, gegevens, stand.
pub(super) fn lees_rij(
    row: &Row<'_>,
    kolommen: &Kopnummers,
    bronnen: &HashMap<i64, Bron>,
) -> Uitkomst<(Zaak, Option<DateTime<Utc>>)> {
    let gone = weg(row.get(2)?);
    let mut stand = match row.get_ref(4)?.as_str_or_null() {
        Ok(Some(json)) => serde_json::from_str(json).map_err(|_| StoreFout::Rij("zaak"))?,
        Ok(None) => Stand::default(),
        Err(_) => return Err(StoreFout::Rij("zaak")),
    };
    stand.verdwenen = stand.verdwenen.or(gone);
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
pub(super) fn rij(
    conn: &Connection,
    id: ZaakId,
) -> Uitkomst<Option<(Opname, Option<DateTime<Utc>>)>> {
    let found: Option<(i64, i64, Vec<u8>)> = conn
        .prepare_cached(
            "SELECT lezing, verdwenen, gegevens FROM daglijst WHERE zaak = ?1
             UNION ALL
             SELECT lezing, weg, gegevens FROM vorige
             WHERE zaak = ?1 AND gegevens IS NOT NULL
             LIMIT 1",
        )?
        .query_row([id.0.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((nr, gone, bytes)) = found else {
        return Ok(None);
    };
    let bron = conn
        .prepare_cached("SELECT id, bestand, sha256, gelezen, peil FROM lezing WHERE nr = ?1")?
        .query_row([nr], |row| bron(row, 0, 4))?;
    let regel = compact::lees(&bytes, &lees_kolommen(conn)?)?;
    Ok(Some((Opname { regel, bron }, weg(gone))))
}

/// The headings that rows of the day list name by number.
pub(super) fn lees_kolommen(conn: &Connection) -> Uitkomst<Kopnummers> {
    let namen = conn
        .prepare_cached("SELECT naam FROM kolomnaam ORDER BY nr")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(Kopnummers::nieuw(namen))
}

/// The files that rows of the day list point at.
fn bronnen(conn: &Connection) -> Uitkomst<HashMap<i64, Bron>> {
    Ok(conn
        .prepare_cached(
            "SELECT nr, id, bestand, sha256, gelezen, peil FROM lezing
             WHERE dag >= (SELECT min(dag) FROM (SELECT dag FROM daglijst UNION ALL
                                                 SELECT dag FROM vorige))",
        )?
        .query_map([], |row| Ok((row.get(0)?, bron(row, 1, 5)?)))?
        .collect::<Result<_, _>>()?)
}

fn lezingen_van(conn: &Connection, dag: NaiveDate) -> Uitkomst<Vec<LezingInfo>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, bestand, sha256, gelezen, dag, profiel, telling, peil FROM lezing
         WHERE dag = ?1 AND teruggenomen = 0 ORDER BY nr",
    )?;
    let mut rows = statement.query([dag_tekst(dag)])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(lezing_info(row)?);
    }
    Ok(out)
}

/// A row of: id, bestand, sha256, gelezen, dag, profiel, telling, peil.
pub(super) fn lezing_info(row: &Row<'_>) -> Uitkomst<LezingInfo> {
    let dag: String = row.get(4)?;
    let telling: String = row.get(6)?;
    Ok(LezingInfo {
        bron: bron(row, 0, 7)?,
        dag: dag.parse().map_err(|_| StoreFout::Rij("lezing"))?,
        profiel: row.get(5)?,
        telling: serde_json::from_str(&telling).map_err(|_| StoreFout::Rij("lezing"))?,
    })
}

/// A moment in a column of milliseconds of which 0 says that there is none.
pub(super) fn weg(millis: i64) -> Option<DateTime<Utc>> {
    (millis != 0).then(|| tijd(millis)).flatten()
}

/// Columns from `at` on: id, bestand, sha256, gelezen; and in `peil` the moment that the list is about.
fn bron(row: &Row<'_>, at: usize, peil: usize) -> rusqlite::Result<Bron> {
    let gelezen: i64 = row.get(at + 3)?;
    Ok(Bron {
        lezing: LezingId(Uuid::from_bytes(row.get(at)?)),
        bestand: row.get(at + 1)?,
        sha256: row.get(at + 2)?,
        gelezen: tijd(gelezen).ok_or(rusqlite::Error::IntegralValueOutOfRange(at + 3, gelezen))?,
        peil: row.get::<_, Option<i64>>(peil)?.and_then(tijd),
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
