//! Facts for `zsmtafel controle`: what is right and what is wrong with this store. No persons.
//!
//! Must not know how they are worded.

use serde::Serialize;
use uuid::Uuid;

use super::bestand;
use super::fout::{StoreFout, Uitkomst};
use super::journaal::teller;
use super::openen;
use super::reservekopie::Kopieregel;
use super::schema;
use super::sleutelbestand::{KdfSterkte, Sleutelbestand};
use super::terugzetten;
use super::verbinding;
use super::winkel::{Lezer, Store};

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are the tables")]
pub struct Aantallen {
    pub gebeurtenissen: u64,
    pub zaken: u64,
    pub lijstregels: u64,
    pub lezingen: u64,
    pub concepten: u64,
}

/// What an examination found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Controle {
    /// Identity of the store.
    pub tafel: Uuid,
    /// Version of SQLCipher.
    pub cipher_version: String,
    /// Version of SQLite.
    pub sqlite_version: String,
    /// The file does not begin as an unencrypted one does.
    pub versleuteld: bool,
    /// Every page and every index could be read.
    pub heel: bool,
    /// Version of the schema, and the newest that the program knows.
    pub schema: (i64, usize),
    /// How hard guessing the passphrase is.
    pub sterkte: KdfSterkte,
    /// Size of the database in bytes.
    pub bytes: u64,
    /// Size of its write-ahead log in bytes.
    pub wal_bytes: u64,
    /// How much there is.
    pub aantallen: Aantallen,
    /// Files and folders that stood open for others, and were closed at this opening.
    pub hersteld: Vec<String>,
    /// Those that still stand open for others.
    pub staat_open: Vec<String>,
    /// When the table was opened though something of it was gone, and what.
    pub iets_weg: Option<String>,
    /// When a backup was put back, and of when it was.
    pub teruggezet: Option<String>,
    /// The newest backup that is where it was put.
    pub kopie: Option<Kopieregel>,
    /// Backups in which stands what was erased since.
    pub kopieen_verouderd: Vec<Kopieregel>,
    /// Backups of another moment of this table, which stay.
    pub kopieen_vreemd: Vec<Kopieregel>,
}

impl Lezer {
    /// How much there is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn aantallen(&self) -> Uitkomst<Aantallen> {
        Ok(self.conn.query_row(
            "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM zaak),
                    (SELECT count(*) FROM daglijst), (SELECT count(*) FROM lezing),
                    (SELECT count(*) FROM concept)",
            [],
            |row| {
                Ok(Aantallen {
                    gebeurtenissen: teller(row, 0)?,
                    zaken: teller(row, 1)?,
                    lijstregels: teller(row, 2)?,
                    lezingen: teller(row, 3)?,
                    concepten: teller(row, 4)?,
                })
            },
        )?)
    }
}

impl Store {
    /// Examines the whole store. Reads every page, so it takes about a second per 200 MB.
    ///
    /// # Errors
    /// What SQLite says; damage is no error but part of the answer.
    pub fn controle(&self) -> Uitkomst<Controle> {
        let pad = self.map.join(bestand::TAFEL);
        let heel = match openen::nazien(&self.conn) {
            Ok(()) => true,
            Err(StoreFout::Beschadigd) => false,
            Err(other) => return Err(other),
        };
        Ok(Controle {
            tafel: self.tafel(),
            cipher_version: verbinding::cipher_version(&self.conn)?,
            sqlite_version: rusqlite::version().to_owned(),
            versleuteld: verbinding::weiger_onversleuteld(&pad).is_ok(),
            heel,
            schema: (schema::versie(&self.conn)?, schema::bekend()),
            sterkte: Sleutelbestand::lees(&self.map)?.sterkte(),
            bytes: bestand::grootte(&pad),
            wal_bytes: bestand::grootte(&pad.with_file_name(format!("{}-wal", bestand::TAFEL))),
            aantallen: self.aantallen()?,
            hersteld: self.hersteld.clone(),
            staat_open: bestand::open_voor_anderen(&self.map)
                .map_err(|e| StoreFout::io(&e, &self.map))?
                .into_iter()
                .map(|(name, _)| name)
                .collect(),
            iets_weg: self.instelling(openen::AANVAARD)?,
            teruggezet: self.instelling(terugzetten::TERUGGEZET)?,
            kopie: self
                .kopieen()?
                .into_iter()
                .filter(|one| !one.vreemd && one.is_er())
                .max_by_key(|one| one.op),
            kopieen_verouderd: self.verouderde_kopieen()?,
            kopieen_vreemd: self
                .kopieen()?
                .into_iter()
                .filter(|one| one.vreemd && one.is_er())
                .collect(),
        })
    }
}
