//! What stays of a day list after the day: counts, no persons. The same counts are made of a list that still
//! stands.
//!
//! Must not know how they are shown.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::Serialize;

use super::daglijst::dag_tekst;
use super::fout::{StoreFout, Uitkomst};
use super::winkel::Lezer;

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
    /// HG that police had not marked when VT tagged it: what VT found itself. Part of `hg`.
    pub hg_niet_politie: u32,
}

impl Dagtelling {
    /// These counts and those together.
    #[must_use]
    pub fn plus(self, other: Dagtelling) -> Dagtelling {
        Dagtelling {
            rijen: self.rijen.saturating_add(other.rijen),
            hg: self.hg.saturating_add(other.hg),
            twijfel: self.twijfel.saturating_add(other.twijfel),
            radar: self.radar.saturating_add(other.radar),
            geen_hg: self.geen_hg.saturating_add(other.geen_hg),
            ongetagd: self.ongetagd.saturating_add(other.ongetagd),
            hg_niet_politie: self.hg_niet_politie.saturating_add(other.hg_niet_politie),
        }
    }
}

/// The counts of the lists that stand, a row a day. A double counts as the zaak in which it went up.
const STAAND: &str = "SELECT lijst.dag, count(*), count(*) FILTER (WHERE zaak.tag = 'hg'),
       count(*) FILTER (WHERE zaak.tag = 'twijfel'), count(*) FILTER (WHERE zaak.tag = 'radar'),
       count(*) FILTER (WHERE zaak.tag = 'geen-hg'), count(*) FILTER (WHERE zaak.tag IS NULL),
       count(*) FILTER (WHERE zaak.tag = 'hg' AND zaak.hg_zelf = 1)
FROM daglijst AS lijst
LEFT JOIN zaak AS eigen ON eigen.id = lijst.zaak
LEFT JOIN zaak ON zaak.id = coalesce(eigen.opgegaan_in, lijst.zaak)
WHERE lijst.dag BETWEEN ?1 AND ?2
  AND (eigen.opgegaan_in IS NULL OR NOT EXISTS (
        SELECT 1 FROM daglijst AS hoofd
        WHERE hoofd.zaak = eigen.opgegaan_in AND hoofd.dag = lijst.dag))
GROUP BY lijst.dag";

impl Lezer {
    /// The counts of each day from `van` to `tot`, both included, oldest first: of lists that were cleared
    /// and of those that stand. Days without a list are left out.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn dagtellingen(
        &self,
        van: NaiveDate,
        tot: NaiveDate,
    ) -> Uitkomst<Vec<(NaiveDate, Dagtelling)>> {
        let tx = self.conn.unchecked_transaction()?;
        let kept = rijen(
            &tx,
            "SELECT dag, rijen, hg, twijfel, radar, geen_hg, ongetagd, hg_niet_politie
             FROM dagtelling WHERE dag BETWEEN ?1 AND ?2",
            van,
            tot,
        )?;
        let mut out = std::collections::BTreeMap::new();
        for (day, counts) in kept.into_iter().chain(rijen(&tx, STAAND, van, tot)?) {
            let sum: &mut Dagtelling = out.entry(day).or_default();
            *sum = sum.plus(counts);
        }
        Ok(out.into_iter().collect())
    }

    /// The counts of all days from `van` to `tot` together, both included.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn vt_telling(&self, van: NaiveDate, tot: NaiveDate) -> Uitkomst<Dagtelling> {
        Ok(self
            .dagtellingen(van, tot)?
            .into_iter()
            .fold(Dagtelling::default(), |sum, (_, counts)| sum.plus(counts)))
    }
}

/// What stayed of the list of `dag` after it was cleared.
pub(super) fn van_dag(conn: &Connection, dag: NaiveDate) -> Uitkomst<Option<Dagtelling>> {
    Ok(conn
        .prepare_cached(
            "SELECT dag, rijen, hg, twijfel, radar, geen_hg, ongetagd, hg_niet_politie
             FROM dagtelling WHERE dag = ?1",
        )?
        .query_row([dag_tekst(dag)], lees)
        .optional()?)
}

/// Adds the counts of the lists before `vandaag` to those that stay.
pub(super) fn bewaar(conn: &Connection, vandaag: NaiveDate) -> Uitkomst<()> {
    let Some(gisteren) = vandaag.pred_opt() else {
        return Ok(());
    };
    conn.execute(
        &format!(
            "INSERT INTO dagtelling (dag, rijen, hg, twijfel, radar, geen_hg, ongetagd,
                                     hg_niet_politie)
             SELECT * FROM ({STAAND}) WHERE true
             ON CONFLICT (dag) DO UPDATE SET
               rijen = rijen + excluded.rijen, hg = hg + excluded.hg,
               twijfel = twijfel + excluded.twijfel, radar = radar + excluded.radar,
               geen_hg = geen_hg + excluded.geen_hg, ongetagd = ongetagd + excluded.ongetagd,
               hg_niet_politie = hg_niet_politie + excluded.hg_niet_politie"
        ),
        ["0000-01-01".to_owned(), dag_tekst(gisteren)],
    )?;
    Ok(())
}

fn rijen(
    conn: &Connection,
    sql: &str,
    van: NaiveDate,
    tot: NaiveDate,
) -> Uitkomst<Vec<(NaiveDate, Dagtelling)>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([dag_tekst(van), dag_tekst(tot)])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let day: String = row.get(0)?;
        let day = day.parse().map_err(|_| StoreFout::Rij("dagtelling"))?;
        out.push((day, lees(row)?));
    }
    Ok(out)
}

/// Columns from 1 on: the counts.
fn lees(row: &Row<'_>) -> rusqlite::Result<Dagtelling> {
    Ok(Dagtelling {
        rijen: row.get(1)?,
        hg: row.get(2)?,
        twijfel: row.get(3)?,
        radar: row.get(4)?,
        geen_hg: row.get(5)?,
        ongetagd: row.get(6)?,
        hg_niet_politie: row.get(7)?,
    })
}
