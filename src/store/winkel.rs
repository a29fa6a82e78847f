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
use super::aanwezig::Aanwezig;
use super::bestand::{self, Apartzetting};
use super::bladzijden::ZOUT;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;
use super::nalezen::Nalezer;
use super::openen::{self, Geopend, Openwijze};
use super::personen::Toegang;
use super::reservekopie;
use super::schema;
use super::schrijver::Ik;
use super::sleutelbestand::{KdfSterkte, Sleutelbestand, Sleutelweg};
use super::slot::Slot;
use super::verbinding::{self, Doel};
use crate::domain::ids::{DeviceId, ReeksId};
use crate::domain::persoon::nette_naam;
use crate::domain::vastgelegd::Hand;
use crate::journal::sleutel::Tafelgeheim;
use crate::journal::toestel::Toestelsleutel;

/// Everything that only reads. One is inside the [`Store`]; a second can read beside it.
pub struct Lezer {
    pub(super) conn: Connection,
    pub(super) geheim: Tafelgeheim,
    pub(super) aanwezig: Aanwezig,
    toestel: DeviceId,
}

impl Lezer {
    /// Reads by way of this connection.
    pub(super) fn van(conn: Connection, geheim: Tafelgeheim, toestel: DeviceId) -> Lezer {
        Lezer {
            conn,
            geheim,
            aanwezig: Aanwezig::default(),
            toestel,
        }
    }

    /// The hand of who acts under this name here.
    pub(super) fn hand(&self, actor: &str) -> Hand {
        self.aanwezig.hand(&self.geheim, self.toestel, actor)
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
    pub(super) sleutel: Datasleutel,
    nalezer: Nalezer,
    zout: [u8; ZOUT],
    tafel: Uuid,
    /// What stood open for others when this was opened.
    pub(super) hersteld: Vec<String>,
    /// So many wrong passphrases came before the one that opened it.
    geweigerd: u32,
    /// Something of it was gone when it was opened.
    ondanks: bool,
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

    /// Whether a store could be made in `map`: there is none, nor anything else of which a person must say that a
    /// new one may stand beside it.
    ///
    /// # Errors
    /// [`StoreFout::BestaatAl`], [`StoreFout::NietLeeg`], and what disks do.
    pub fn kan_gemaakt(map: &Path) -> Uitkomst<()> {
        aanmaken::weiger_vol(map)
    }

    /// Makes a store in `map` (which is made too) and opens it, for nobody in particular. Only where the folder is
    /// empty, but for what is no trace of a table.
    ///
    /// # Errors
    /// [`StoreFout::BestaatAl`], [`StoreFout::NietLeeg`], [`StoreFout::AlOpen`], [`StoreFout::WachtwoordLeeg`],
    /// [`StoreFout::AlleenLezen`], [`StoreFout::SchijfVol`].
    pub fn maak(
        map: &Path,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Store> {
        Store::maak_als(map, &Toegang::vrij(), wachtwoord, sterkte, nu)
    }

    /// As [`Store::maak`]: who makes it is its first person.
    ///
    /// # Errors
    /// As [`Store::maak`], and [`StoreFout::WieBentU`].
    pub fn maak_als(
        map: &Path,
        wie: &Toegang,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Store> {
        aanmaken::weiger_vol(map)?;
        Store::maak_versie_als(map, wie, (wachtwoord, sterkte), nu, schema::bekend())?;
        Store::open_als(map, wie, wachtwoord, (nu, false))
    }

    /// Makes a store in a folder that holds other things, because a person said so. A table that opens stays; one
    /// that is damaged, with its own key, is set aside first: where is said with the store.
    ///
    /// # Errors
    /// [`StoreFout::BestaatAl`] for a table that opens, what kept it from opening where that is no damage, and as
    /// [`Store::maak`].
    pub fn maak_naast(
        map: &Path,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<(Store, Option<PathBuf>)> {
        Store::maak_naast_als(map, &Toegang::vrij(), wachtwoord, sterkte, nu)
    }

    /// As [`Store::maak_naast`]: who makes it is its first person.
    ///
    /// # Errors
    /// As [`Store::maak_naast`], and [`StoreFout::WieBentU`].
    pub fn maak_naast_als(
        map: &Path,
        wie: &Toegang,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
        nu: DateTime<Utc>,
    ) -> Uitkomst<(Store, Option<PathBuf>)> {
        let mut aside = None;
        if Store::bestaat(map) {
            match Store::open_als(map, wie, wachtwoord, (nu, false)) {
                Err(StoreFout::TafelKapot { .. }) => {
                    let _slot = Slot::neem(map)?;
                    aside = Some(bestand::zet_opzij(map, nu, Apartzetting::Beschadigd)?);
                }
                Err(other) => return Err(other),
                Ok(_) => {
                    return Err(StoreFout::BestaatAl {
                        map: map.to_path_buf(),
                    });
                }
            }
        }
        Store::maak_versie_als(map, wie, (wachtwoord, sterkte), nu, schema::bekend())?;
        let store = Store::open_als(map, wie, wachtwoord, (nu, false))?;
        Ok((store, aside))
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
        Store::maak_versie_als(map, &Toegang::vrij(), (wachtwoord, sterkte), nu, versie)
    }

    fn maak_versie_als(
        map: &Path,
        wie: &Toegang,
        sleutel: (&SecretString, KdfSterkte),
        nu: DateTime<Utc>,
        versie: usize,
    ) -> Uitkomst<()> {
        let naam = match (&wie.wie, wie.vrij) {
            (_, true) => String::new(),
            (Some(name), false) => nette_naam(name)?,
            (None, false) => return Err(StoreFout::WieBentU),
        };
        bestand::maak_map(map)?;
        let _slot = Slot::neem(map)?;
        aanmaken::maak(map, &naam, sleutel, nu, versie)
    }

    /// Opens the store in `map`, for nobody in particular.
    ///
    /// # Errors
    /// [`StoreFout::GeenTafel`], [`StoreFout::AlOpen`], [`StoreFout::Wachtwoord`],
    /// [`StoreFout::Wachten`], [`StoreFout::SleutelKapot`], [`StoreFout::SleutelWeg`],
    /// [`StoreFout::TafelWeg`], [`StoreFout::TeNieuw`], [`StoreFout::NietVersleuteld`],
    /// [`StoreFout::AlleenLezen`]; and where the files are not one whole table, or not the newest that was here:
    /// [`StoreFout::TafelKapot`], [`StoreFout::AndereTafel`], [`StoreFout::VreemdeWachtrij`],
    /// [`StoreFout::IetsWeg`]. Nothing is moved or changed then.
    pub fn open(map: &Path, wachtwoord: &SecretString, nu: DateTime<Utc>) -> Uitkomst<Store> {
        Store::open_als(map, &Toegang::vrij(), wachtwoord, (nu, false))
    }

    /// As [`Store::open`], also where something is gone, because a person said so. That it was is kept.
    ///
    /// # Errors
    /// As [`Store::open`], but for [`StoreFout::IetsWeg`].
    pub fn open_toch(map: &Path, wachtwoord: &SecretString, nu: DateTime<Utc>) -> Uitkomst<Store> {
        Store::open_als(map, &Toegang::vrij(), wachtwoord, (nu, true))
    }

    /// As [`Store::open`] for a person, at a moment; true: also where something is gone.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreFout::Persoon`] for a name that nobody has here, [`StoreFout::WieBentU`] where nobody
    /// has a name yet, [`StoreFout::NietMeerHier`], [`StoreFout::RolNiet`].
    pub fn open_als(
        map: &Path,
        wie: &Toegang,
        wachtwoord: &SecretString,
        (nu, toch): (DateTime<Utc>, bool),
    ) -> Uitkomst<Store> {
        let (mut store, mut file, deur) =
            Store::ontgrendel(map, (nu, toch), wachtwoord, |file| wie.deur(file))?;
        if let Sleutelweg::Persoon(id) = deur {
            store.begin_dienst(&mut file, id, wachtwoord, wie, nu)?;
        }
        Ok(store)
    }

    /// Opens the store by one way in; nobody is at work yet.
    pub(super) fn ontgrendel(
        map: &Path,
        (nu, toch): (DateTime<Utc>, bool),
        wachtwoord: &SecretString,
        deur: impl FnOnce(&Sleutelbestand) -> Uitkomst<Sleutelweg>,
    ) -> Uitkomst<(Store, Sleutelbestand, Sleutelweg)> {
        if !Store::bestaat(map) {
            return Err(StoreFout::GeenTafel {
                map: map.to_path_buf(),
            });
        }
        let slot = Slot::neem(map)?;
        let hersteld = bestand::sluit_af(map).map_err(|e| StoreFout::io(&e, map))?;
        for rest in [bestand::KOPIE, bestand::TERUG] {
            reservekopie::ruim_werkmap(map, rest)?;
        }
        aanmaken::maak_af(map)?;
        let pad = map.join(bestand::TAFEL);
        verbinding::weiger_onversleuteld(&pad)?;
        let mut sleutelbestand = Sleutelbestand::lees(map)?;
        if !pad.exists() {
            return Err(StoreFout::TafelWeg { pad });
        }
        let deur = deur(&sleutelbestand)?;
        let sleutel = ontsluit(&mut sleutelbestand, deur, wachtwoord, nu)?;
        // From here on the key file is known to be whole, and the passphrase to be right.
        let Geopend {
            conn,
            nalezer,
            zout,
            ondanks,
        } = openen::open(
            map,
            &sleutel,
            sleutelbestand.tafel(),
            Openwijze { toch, nu },
        )?;
        let geheim = geheim_van(&conn)?;
        let aanwezig = Aanwezig::default();
        let ik = Arc::new(ik(&conn, geheim.clone(), aanwezig.clone())?);
        let store = Store {
            lezer: Lezer {
                conn,
                geheim,
                aanwezig,
                toestel: ik.toestel,
            },
            map: map.to_path_buf(),
            ik,
            sleutel,
            nalezer,
            zout,
            tafel: sleutelbestand.tafel(),
            hersteld,
            geweigerd: sleutelbestand.geweigerd(),
            ondanks,
            _slot: slot,
        };
        Ok((store, sleutelbestand, deur))
    }

    /// A second connection, that can only read. It sees what was committed when each call began.
    ///
    /// # Errors
    /// What opening a file can give.
    pub fn lezer(&self) -> Uitkomst<Lezer> {
        let pad = self.map.join(bestand::TAFEL);
        let conn = verbinding::open(&pad, &self.sleutel, self.zout, Doel::Lezen)?;
        verbinding::sluit_stil(&conn)?;
        conn.execute_batch("PRAGMA query_only = ON;")?;
        Ok(Lezer {
            conn,
            geheim: self.geheim.clone(),
            aanwezig: self.aanwezig.clone(),
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

    /// So many wrong passphrases came before the one that opened it.
    #[must_use]
    pub fn geweigerd(&self) -> u32 {
        self.geweigerd
    }

    /// Something of it was gone when it was opened, and a person said that it may open all the same.
    #[must_use]
    pub fn ondanks(&self) -> bool {
        self.ondanks
    }

    /// The key of the database.
    pub(super) fn datasleutel(&self) -> &Datasleutel {
        &self.sleutel
    }

    /// The folder of this store.
    #[must_use]
    pub fn map(&self) -> &Path {
        &self.map
    }

    /// Does a job, and reads back what it wrote before its answer is given.
    ///
    /// # Errors
    /// What the job gave, or [`StoreFout::NietTeruggelezen`].
    pub fn nagelezen<T>(&mut self, taak: impl FnOnce(&mut Store) -> Uitkomst<T>) -> Uitkomst<T> {
        self.nalezer.bruikbaar()?;
        let done = taak(self)?;
        self.nalezer.bevestig(&self.lezer.conn)?;
        Ok(done)
    }

    /// Moves what stands in the WAL into the database itself, as far as readers allow, and reads it back there.
    /// Cheap when there is little; the [`super::Werker`] calls it between jobs.
    ///
    /// # Errors
    /// [`StoreFout::NietTeruggelezen`], and what disks do; nothing is lost then, and nothing written after it.
    pub fn onderhoud(&mut self) -> Uitkomst<()> {
        self.nalezer.verwerk(&self.lezer.conn)?;
        Ok(())
    }

    /// As [`Store::onderhoud`], and empties the WAL where nobody reads.
    pub(super) fn leeg_wachtrij(&mut self) -> Uitkomst<()> {
        self.nalezer.leeg(&self.lezer.conn)?;
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
        if matches!(self.nalezer.leeg(&self.lezer.conn), Ok(true)) {
            let _ = verbinding::sluit_leeg(&self.lezer.conn);
        }
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

/// Opens the data key by one way in. The try is counted on disk before it is made.
pub(super) fn ontsluit(
    file: &mut Sleutelbestand,
    deur: Sleutelweg,
    wachtwoord: &SecretString,
    nu: DateTime<Utc>,
) -> Uitkomst<Datasleutel> {
    file.begin_poging(deur, nu)?;
    match file.open(deur, wachtwoord)? {
        Some(sleutel) => {
            file.gelukt(deur)?;
            Ok(sleutel)
        }
        None => Err(StoreFout::Wachtwoord {
            wacht: file.wacht(deur)?,
        }),
    }
}

/// The secret of the table in this file.
pub(super) fn geheim_van(conn: &Connection) -> Uitkomst<Tafelgeheim> {
    Ok(Tafelgeheim(eigen(conn, "geheim")?))
}

/// Who writes from now on: this device, in a series of its own.
pub(super) fn ik(conn: &Connection, geheim: Tafelgeheim, aanwezig: Aanwezig) -> Uitkomst<Ik> {
    let seed = Zeroizing::new(eigen::<32>(conn, "ondertekening")?);
    let sleutel = Toestelsleutel::van(&seed);
    Ok(Ik {
        geheim,
        aanwezig,
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
