//! Ordinary rows: drafts that survive a crash, and settings. They are no events.
//!
//! Must not know what a draft or a setting means.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::daglijst::zaak_id;
use super::fout::{StoreFout, Uitkomst};
use super::journaal::tijd;
use super::winkel::{Lezer, Store};
use crate::domain::ids::ZaakId;
use crate::domain::rol::Recht;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Of which zaak.
    pub zaak: ZaakId,
    /// Which form.
    pub soort: String,
    /// What the form held.
    pub json: String,
    /// When it was kept.
    pub bewaard_op: DateTime<Utc>,
}

impl Store {
    /// Keeps a draft; an earlier one of the same form is replaced.
    ///
    /// # Errors
    /// [`StoreFout::SchijfVol`] and the like; the earlier one then still stands.
    pub fn bewaar_concept(
        &mut self,
        zaak: ZaakId,
        soort: &str,
        json: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<()> {
        self.ik.aanwezig.mag(Recht::Vastleggen)?;
        self.conn
            .prepare_cached(
                "INSERT INTO concept (zaak, soort, json, bewaard_op) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (zaak, soort) DO UPDATE SET
                   json = excluded.json, bewaard_op = excluded.bewaard_op",
            )?
            .execute(params![
                zaak.0.as_bytes(),
                soort,
                json,
                nu.timestamp_millis()
            ])?;
        Ok(())
    }

    /// Drops a draft, if there is one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn wis_concept(&mut self, zaak: ZaakId, soort: &str) -> Uitkomst<()> {
        wis_concept(&self.conn, zaak, soort)
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn zet_instelling(&mut self, naam: &str, waarde: &str) -> Uitkomst<()> {
        zet(&self.conn, naam, waarde)
    }
}

/// A setting.
pub(super) fn waarde(conn: &Connection, naam: &str) -> Uitkomst<Option<String>> {
    Ok(conn
        .prepare_cached("SELECT waarde FROM instelling WHERE naam = ?1")?
        .query_row([naam], |row| row.get(0))
        .optional()?)
}

/// Keeps a setting.
pub(super) fn zet(conn: &Connection, naam: &str, waarde: &str) -> Uitkomst<()> {
    conn.prepare_cached(
        "INSERT INTO instelling (naam, waarde) VALUES (?1, ?2)
         ON CONFLICT (naam) DO UPDATE SET waarde = excluded.waarde",
    )?
    .execute(params![naam, waarde])?;
    Ok(())
}

/// Drops a draft, if there is one, inside the transaction of what was drafted.
pub(super) fn wis_concept(conn: &Connection, zaak: ZaakId, soort: &str) -> Uitkomst<()> {
    conn.prepare_cached("DELETE FROM concept WHERE zaak = ?1 AND soort = ?2")?
        .execute(params![zaak.0.as_bytes(), soort])?;
    Ok(())
}

impl Lezer {
    /// Of which zaken there is a draft, and of which form; not what stands in it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn conceptsleutels(&self) -> Uitkomst<Vec<(ZaakId, String)>> {
        Ok(self
            .conn
            .prepare_cached("SELECT zaak, soort FROM concept ORDER BY zaak, soort")?
            .query_map([], |row| Ok((zaak_id(row, 0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?)
    }

    /// A draft and when it was kept.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn concept(&self, zaak: ZaakId, soort: &str) -> Uitkomst<Option<(String, DateTime<Utc>)>> {
        let found: Option<(String, i64)> = self
            .conn
            .prepare_cached("SELECT json, bewaard_op FROM concept WHERE zaak = ?1 AND soort = ?2")?
            .query_row(params![zaak.0.as_bytes(), soort], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        found
            .map(|(json, op)| Ok((json, tijd(op).ok_or(StoreFout::Rij("concept"))?)))
            .transpose()
    }

    /// Every draft, newest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn concepten(&self) -> Uitkomst<Vec<Concept>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT zaak, soort, json, bewaard_op FROM concept ORDER BY bewaard_op DESC, soort",
        )?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(Concept {
                zaak: zaak_id(row, 0)?,
                soort: row.get(1)?,
                json: row.get(2)?,
                bewaard_op: tijd(row.get(3)?).ok_or(StoreFout::Rij("concept"))?,
            });
        }
        Ok(out)
    }

    /// A setting.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn instelling(&self, naam: &str) -> Uitkomst<Option<String>> {
        waarde(&self.conn, naam)
    }
}
