//! Opening and closing: lock, key, connection, version; in that order, and each step fails closed.
//!
//! Must not know what the rows mean.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use secrecy::SecretString;
use uuid::Uuid;
use zeroize::{Zeroize as _, Zeroizing};

use super::aanmaken;
use super::bestand;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;
use super::pogingen::Pogingen;
use super::schema;
use super::schrijver::Ik;
use super::sleutelbestand::{KdfSterkte, Sleutelbestand};
use super::slot::Slot;
use super::verbinding::{self, Doel};
use crate::domain::ids::{DeviceId, ReeksId};
use crate::domain::vastgelegd::Hand;
use crate::journal::sleutel::Tafelgeheim;
use crate::journal::toestel::Toestelsleutel;

/// Up to this size every opening checks the whole file (about 0.1 s); a larger one is checked after an
/// unclean end alone, and by `controle`.
const NAZIEN_TOT: u64 = 16 * 1024 * 1024;

/// Everything that only reads. One is inside the [`Store`]; a second can read beside it.
pub struct Lezer {
    pub(super) conn: Connection,
    pub(super) geheim: Tafelgeheim,
    toestel: DeviceId,
}

impl Lezer {
    /// The hand of who acts under this name here.
    pub(super) fn hand(&self, actor: &str) -> Hand {
        Hand {
            persoon: self.geheim.medewerker(actor),
            toestel: self.toestel,
        }
    }
}

impl std::fmt::Debug for Lezer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lezer(…)")
    }
}

impl Drop for Lezer {
    fn drop(&mut self) {
        self.geheim.0.zeroize();
    }
}

/// An open store: the one place in the process that writes.
pub struct Store {
    // Fields are dropped in this order: the connection must be closed before the lock is let go.
    pub(super) lezer: Lezer,
    pub(super) map: PathBuf,
    pub(super) ik: Arc<Ik>,
    sleutel: Datasleutel,
    tafel: Uuid,
    _slot: Slot,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store(…)")
    }
}

impl Deref for Store {
    type Target = Lezer;

    fn deref(&self) -> &Lezer {
        &self.lezer
    }
}

impl Store {
    /// Whether there is a store in `map`, or part of one.
    #[must_use]
    pub fn bestaat(map: &Path) -> bool {
        aanmaken::bestaat(map)
    }

    /// Makes a store in `map` (which is made too) and opens it.
    ///
    /// # Errors
    /// [`StoreFout::BestaatAl`], [`StoreFout::AlOpen`], [`StoreFout::WachtwoordLeeg`],
    /// [`StoreFout::AlleenLezen`], [`StoreFout::SchijfVol`].
    pub fn maak(
        map: &Path,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Store> {
        Store::maak_versie(map, wachtwoord, sterkte, nu, schema::bekend())?;
        Store::open(map, wachtwoord, nu)
    }

    /// Makes a store with the schema of an older program, for testing what becomes of one.
    ///
    /// # Errors
    /// As [`Store::maak`].
    #[doc(hidden)]
    pub fn maak_versie(
        map: &Path,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
        versie: usize,
    ) -> Uitkomst<()> {
        bestand::maak_map(map)?;
        let _slot = Slot::neem(map)?;
        aanmaken::maak(map, wachtwoord, sterkte, nu, versie)
    }

    /// Opens the store in `map`.
    ///
    /// # Errors
    /// [`StoreFout::GeenTafel`], [`StoreFout::AlOpen`], [`StoreFout::Wachtwoord`],
    /// [`StoreFout::Wachten`], [`StoreFout::SleutelKapot`], [`StoreFout::SleutelWeg`],
    /// [`StoreFout::TafelWeg`], [`StoreFout::TeNieuw`], [`StoreFout::NietVersleuteld`],
    /// [`StoreFout::AlleenLezen`]; and [`StoreFout::OpzijGezet`] when the database turned out damaged:
    /// it then stands aside, and [`Store::bestaat`] says no.
    pub fn open(map: &Path, wachtwoord: &SecretString, nu: DateTime<Utc>) -> Uitkomst<Store> {
        if !Store::bestaat(map) {
            return Err(StoreFout::GeenTafel {
                map: map.to_path_buf(),
            });
        }
        let slot = Slot::neem(map)?;
        aanmaken::maak_af(map)?;
        let pad = map.join(bestand::TAFEL);
        verbinding::weiger_onversleuteld(&pad)?;
        let sleutelbestand = Sleutelbestand::lees(map)?;
        if !pad.exists() {
            return Err(StoreFout::TafelWeg { pad });
        }
        let sleutel = ontsluit(map, &sleutelbestand, wachtwoord, nu)?;
        // From here on the key is known to be right: what can not be read is damage.
        let conn = match open_heel(&pad, &sleutel) {
            Err(StoreFout::Beschadigd) => {
                let waar = bestand::zet_opzij(map, nu)?;
                return Err(StoreFout::OpzijGezet { waar });
            }
            other => other?,
        };
        let geheim = Tafelgeheim(eigen(&conn, "geheim")?);
        let ik = Arc::new(ik(&conn, geheim.clone())?);
        let store = Store {
            lezer: Lezer {
                conn,
                geheim,
                toestel: ik.toestel,
            },
            map: map.to_path_buf(),
            ik,
            sleutel,
            tafel: sleutelbestand.tafel(),
            _slot: slot,
        };
        Ok(store)
    }

    /// A second connection, that can only read. It sees what was committed when each call began.
    ///
    /// # Errors
    /// What opening a file can give.
    pub fn lezer(&self) -> Uitkomst<Lezer> {
        let conn = verbinding::open(&self.map.join(bestand::TAFEL), &self.sleutel, Doel::Lezen)?;
        conn.execute_batch("PRAGMA query_only = ON;")?;
        Ok(Lezer {
            conn,
            geheim: self.geheim.clone(),
            toestel: self.ik.toestel,
        })
    }

    /// Identity of this store.
    #[must_use]
    pub fn tafel(&self) -> Uuid {
        self.tafel
    }

    /// Identity of this installation, as its events bear it.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.ik.toestel
    }

    /// The folder of this store.
    #[must_use]
    pub fn map(&self) -> &Path {
        &self.map
    }

    /// Changes the passphrase: the data key is wrapped anew, nothing is re-encrypted.
    ///
    /// # Errors
    /// [`StoreFout::Wachtwoord`] or [`StoreFout::Wachten`] for the old one,
    /// [`StoreFout::WachtwoordLeeg`] for the new one; the old one then still holds.
    pub fn wijzig_wachtwoord(
        &mut self,
        oud: &SecretString,
        nieuw: &SecretString,
        nu: DateTime<Utc>,
    ) -> Uitkomst<()> {
        let now = Sleutelbestand::lees(&self.map)?;
        let sleutel = ontsluit(&self.map, &now, oud, nu)?;
        Sleutelbestand::nieuw(&self.map, now.tafel(), &sleutel, nieuw, now.sterkte())?.schrijf()
    }

    /// Moves what stands in the WAL into the database itself, as far as readers allow. Cheap when there
    /// is little; the [`super::Werker`] calls it between jobs.
    ///
    /// # Errors
    /// What disks do; nothing is lost then.
    pub fn onderhoud(&self) -> Uitkomst<()> {
        self.conn
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Lets the database grow no further than this many pages, to play a full disk.
    ///
    /// # Errors
    /// What SQLite says.
    #[doc(hidden)]
    pub fn proef_vol(&self, meer_paginas: u32) -> Uitkomst<()> {
        let now: u32 = self
            .conn
            .query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let most = now.saturating_add(meer_paginas);
        self.conn
            .query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?;
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // After a clean end the one file is the whole store. If this fails, the WAL stays and is read
        // at the next opening: nothing is lost.
        let _ = self
            .lezer
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

impl Lezer {
    /// Runs SQL of a test, to tamper or to look at a plan.
    ///
    /// # Errors
    /// What SQLite says.
    #[doc(hidden)]
    pub fn proef_sql(&self, sql: &str) -> Uitkomst<Vec<Vec<String>>> {
        let mut statement = self.conn.prepare(sql)?;
        let width = statement.column_count();
        // Parameters stay unbound: asking for a plan needs none.
        let mut rows = statement.raw_query();
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let cells = (0..width)
                .map(|at| Ok(format!("{:?}", row.get::<_, rusqlite::types::Value>(at)?)))
                .collect::<Result<_, rusqlite::Error>>()?;
            out.push(cells);
        }
        Ok(out)
    }

    /// The secret of this table, from which zaak ids are derived.
    #[must_use]
    pub fn geheim(&self) -> Tafelgeheim {
        self.geheim.clone()
    }
}

fn ontsluit(
    map: &Path,
    sleutelbestand: &Sleutelbestand,
    wachtwoord: &SecretString,
    nu: DateTime<Utc>,
) -> Uitkomst<Datasleutel> {
    let mut pogingen = Pogingen::lees(map);
    pogingen.mag(nu)?;
    match sleutelbestand.ontsluit(wachtwoord)? {
        Some(sleutel) => {
            pogingen.goed()?;
            Ok(sleutel)
        }
        None => Err(StoreFout::Wachtwoord {
            wacht: pogingen.fout(nu)?,
        }),
    }
}

/// Opens the database with a key that is known to be right.
fn open_heel(pad: &Path, sleutel: &Datasleutel) -> Uitkomst<Connection> {
    let wal = pad.with_file_name(format!("{}-wal", bestand::TAFEL));
    let onrustig = bestand::grootte(&wal) > 0;
    if bestand::grootte(pad) == 0 && !onrustig {
        // SQLite would take an empty file for an empty database.
        return Err(StoreFout::Beschadigd);
    }
    let mut conn = verbinding::open(pad, sleutel, Doel::Schrijven)?;
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    schema::weiger_andere(&conn)?;
    verbinding::stel_in(&conn)?;
    if onrustig || bestand::grootte(pad) <= NAZIEN_TOT {
        nazien(&conn)?;
    }
    schema::werk_bij(&mut conn, pad, schema::bekend())?;
    Ok(conn)
}

/// Reads every page and every index.
///
/// # Errors
/// [`StoreFout::Beschadigd`].
pub(super) fn nazien(conn: &Connection) -> Uitkomst<()> {
    let found: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(StoreFout::Beschadigd)
    }
}

/// Who writes from now on: this device, in a series of its own.
pub(super) fn ik(conn: &Connection, geheim: Tafelgeheim) -> Uitkomst<Ik> {
    let seed = Zeroizing::new(eigen::<32>(conn, "ondertekening")?);
    let sleutel = Toestelsleutel::van(&seed);
    Ok(Ik {
        geheim,
        toestel: sleutel.toestel(),
        sleutel,
        reeks: ReeksId(aanmaken::kaal_uuid()?),
    })
}

fn eigen<const N: usize>(conn: &Connection, naam: &str) -> Uitkomst<[u8; N]> {
    conn.query_row("SELECT waarde FROM tafel WHERE naam = ?1", [naam], |row| {
        row.get(0)
    })
    .map_err(|fout| match fout {
        rusqlite::Error::QueryReturnedNoRows => StoreFout::Rij("tafel"),
        other => other.into(),
    })
}
