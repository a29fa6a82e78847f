//! Files that left: which the program wrote, where they lie, which were not registered yet, and which must go.
//!
//! ```text
//!   noted (with what is to be registered) ──▶ written, fsynced, renamed ──▶ registered
//!         └─ a power cut: nothing there: forgotten      └─ a power cut: there and not registered: a person says
//! ```
//! A file goes when its zaak is erased, or when it lies there longer than data are kept. What can not be removed now
//! is tried again each day. Must not know how a text is composed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::bestand;
use super::bewaren::wist_op;
use super::fout::{StoreFout, Uitkomst};
use super::journaal::tijd;
use super::winkel::{Lezer, Store};
use crate::domain::ids::ZaakId;
use crate::domain::input::Input;
use crate::domain::rol::Recht;

/// What a row about several zaken, or about none, has in the place of one.
pub const GEEN_ZAAK: ZaakId = ZaakId(Uuid::nil());

/// A file before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NieuwUitgaand {
    /// Which zaak; [`GEEN_ZAAK`] for several.
    pub zaak: ZaakId,
    /// The folder, absolute.
    pub map: PathBuf,
    /// Its name there.
    pub bestand: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// What is registered once it is there.
    pub input: Option<Input>,
}

/// A file that was to be registered, and was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Achtergebleven {
    /// Number.
    pub nr: i64,
    /// Which zaak.
    pub zaak: ZaakId,
    /// Where it is.
    pub pad: PathBuf,
    /// SHA-256 that its bytes have when it is whole.
    pub sha256: String,
    /// When writing it began.
    pub op: DateTime<Utc>,
    /// What is to be registered.
    pub input: Input,
    /// It was registered after all; only that was not noted here.
    pub geregistreerd: bool,
}

impl Store {
    /// Notes a file that is going to be written; its number.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn noteer_uitgaand(&mut self, wat: &NieuwUitgaand, nu: DateTime<Utc>) -> Uitkomst<i64> {
        self.ik.aanwezig.mag(Recht::Vastleggen)?;
        let json = wat
            .input
            .as_ref()
            .map(serde_json::to_string)
            .transpose()
            .map_err(|_| StoreFout::Rij("uitgaand"))?;
        self.conn
            .prepare_cached(
                "INSERT INTO uitgaand (zaak, map, bestand, sha256, op, json)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                wat.zaak.0.as_bytes(),
                wat.map.to_string_lossy(),
                wat.bestand,
                wat.sha256,
                nu.timestamp_millis(),
                json
            ])?;
        Ok(self.conn.last_insert_rowid())
    }

    /// The file is there and registered, or needs no registering.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn uitgaand_klaar(&mut self, nr: i64) -> Uitkomst<()> {
        self.conn
            .prepare_cached("UPDATE uitgaand SET json = NULL WHERE nr = ?1")?
            .execute([nr])?;
        Ok(())
    }

    /// There is no such file (any more).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn uitgaand_weg(&mut self, nr: i64) -> Uitkomst<()> {
        self.conn
            .prepare_cached("DELETE FROM uitgaand WHERE nr = ?1")?
            .execute([nr])?;
        Ok(())
    }

    /// Removes the files whose time is over; how many stay for now because they can not be removed.
    ///
    /// # Errors
    /// What SQLite says.
    pub(super) fn ruim_uitgaand(&mut self, vandaag: NaiveDate, dagen: u32) -> Uitkomst<usize> {
        let mut stays = 0;
        for (nr, pad) in over_tijd(&self.conn, vandaag, dagen)? {
            // What a power cut left of writing it, goes with it.
            let gone = [deel(&pad), pad]
                .into_iter()
                .all(|pad| wis_bestand(&pad).is_ok());
            if gone {
                self.uitgaand_weg(nr)?;
            } else {
                stays += 1;
            }
        }
        Ok(stays)
    }
}

impl Lezer {
    /// The files that were to be registered and were not, oldest first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn onderweg(&self) -> Uitkomst<Vec<Achtergebleven>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT nr, zaak, map, bestand, sha256, op, json FROM uitgaand
             WHERE json IS NOT NULL AND weg = 0 ORDER BY nr",
        )?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let zaak = ZaakId(Uuid::from_bytes(row.get(1)?));
            let (map, bestand): (String, String) = (row.get(2)?, row.get(3)?);
            let input: Input = serde_json::from_str(&row.get::<_, String>(6)?)
                .map_err(|_| StoreFout::Rij("uitgaand"))?;
            let geregistreerd = self.zaak(zaak)?.is_some_and(|found| {
                let sent = &found.zaak.stand.inputs;
                sent.iter().any(|one| one.inhoud.bestand == bestand)
            });
            out.push(Achtergebleven {
                nr: row.get(0)?,
                zaak,
                pad: Path::new(&map).join(bestand),
                sha256: row.get(4)?,
                op: tijd(row.get(5)?).ok_or(StoreFout::Rij("uitgaand"))?,
                input,
                geregistreerd,
            });
        }
        Ok(out)
    }

    /// How many files must go and are still there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn uitgaand_over_tijd(&self, vandaag: NaiveDate, dagen: u32) -> Uitkomst<Vec<PathBuf>> {
        let over = over_tijd(&self.conn, vandaag, dagen)?;
        Ok(over.into_iter().map(|(_, pad)| pad).collect())
    }
}

/// The part of a file that is being written.
#[must_use]
pub fn deel(pad: &Path) -> PathBuf {
    let mut name = pad.as_os_str().to_owned();
    name.push(".deel");
    PathBuf::from(name)
}

/// What was noted of files about this zaak: they must go, and what was to be registered goes now.
pub(super) const WIS: &str = "UPDATE uitgaand SET weg = 1, json = NULL WHERE zaak = ?1";

fn over_tijd(conn: &Connection, vandaag: NaiveDate, dagen: u32) -> Uitkomst<Vec<(i64, PathBuf)>> {
    let mut statement =
        conn.prepare_cached("SELECT nr, map, bestand, op, weg FROM uitgaand ORDER BY nr")?;
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let (map, bestand): (String, String) = (row.get(1)?, row.get(2)?);
        let old = tijd(row.get(3)?).is_none_or(|at| wist_op(at, dagen) <= vandaag);
        if old || row.get::<_, bool>(4)? {
            out.push((row.get(0)?, Path::new(&map).join(bestand)));
        }
    }
    Ok(out)
}

/// Removes a file of ours; one that is gone is removed.
pub(super) fn wis_bestand(pad: &Path) -> io::Result<()> {
    match fs::symlink_metadata(pad) {
        Ok(found) => {
            bestand::weiger_anders(&found)?;
            fs::remove_file(pad)
        }
        // A drive that is not there now says so of the folder: the file may come back with it.
        Err(e) if e.kind() == io::ErrorKind::NotFound && pad.parent().is_some_and(Path::is_dir) => {
            Ok(())
        }
        Err(e) => Err(e),
    }
}

/// The name of a reading after its day: a number, since a name of a file can hold a person's. Its digest stays.
pub(super) fn vergeet_namen(conn: &Connection, voor: &str) -> Uitkomst<()> {
    conn.execute(
        "UPDATE lezing SET bestand = 'lijst ' || nr WHERE dag < ?1 AND bestand <> 'lijst ' || nr",
        [voor],
    )?;
    Ok(())
}
