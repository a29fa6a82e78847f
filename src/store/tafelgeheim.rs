//! The table's secret on its way to a second laptop: a file of its own, wrapped by a passphrase as the key of
//! the store is. With it both derive the same zaak from the same line.
//!
//! Must not know how the file travels. It stands in until a laptop is registered with its organisation.

use std::path::Path;
use std::sync::Arc;

use rusqlite::params;
use secrecy::SecretString;
use uuid::Uuid;

use super::enkelbestand::Enkelbestand;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;
use super::sleutelbestand::KdfSterkte;
use super::winkel::{self, Store};
use crate::domain::rol::Recht;
use crate::journal::sleutel::Tafelgeheim;

/// What stands in the place of the store's identity: the key of a store is no secret of a table.
const GEEN_TAFEL: Uuid = Uuid::nil();

impl Store {
    /// Writes the table's secret to a new file, wrapped by `wachtwoord`.
    ///
    /// # Errors
    /// [`StoreFout::BestandBestaat`], [`StoreFout::WachtwoordLeeg`], and what disks do.
    pub fn geef_geheim(
        &self,
        pad: &Path,
        wachtwoord: &SecretString,
        sterkte: KdfSterkte,
    ) -> Uitkomst<()> {
        if pad.exists() {
            return Err(StoreFout::BestandBestaat {
                pad: pad.to_path_buf(),
            });
        }
        let mut key = Datasleutel::leeg();
        key.as_mut_slice().copy_from_slice(&self.ik.geheim.0);
        Enkelbestand::nieuw(pad, GEEN_TAFEL, &key, wachtwoord, sterkte)?.schrijf()
    }

    /// Takes over the secret of another laptop's table. Only a table in which nothing was read or recorded can:
    /// what is there has its zaken from its own secret.
    ///
    /// # Errors
    /// [`StoreFout::GeheimTeLaat`], [`StoreFout::GeheimWachtwoord`], [`StoreFout::SleutelKapot`], and what disks
    /// do; nothing is changed then.
    pub fn neem_geheim(&mut self, pad: &Path, wachtwoord: &SecretString) -> Uitkomst<()> {
        self.ik.aanwezig.mag(Recht::Vastleggen)?;
        let file = Enkelbestand::lees(pad)?;
        if file.tafel() != GEEN_TAFEL {
            return Err(StoreFout::SleutelKapot {
                pad: pad.to_path_buf(),
            });
        }
        let key = file
            .ontsluit(wachtwoord)?
            .ok_or(StoreFout::GeheimWachtwoord)?;
        let mut geheim = Tafelgeheim([0; 32]);
        geheim.0.copy_from_slice(key.as_slice());
        let tx = self.lezer.conn.transaction()?;
        let used: bool = tx.query_row(
            "SELECT EXISTS (SELECT 1 FROM lezing) OR EXISTS (SELECT 1 FROM betreft) OR EXISTS (SELECT 1 FROM daglijst)
                 OR EXISTS (SELECT 1 FROM vorige)",
            [],
            |row| row.get(0),
        )?;
        if used {
            return Err(StoreFout::GeheimTeLaat);
        }
        tx.execute(
            "UPDATE tafel SET waarde = ?1 WHERE naam = 'geheim'",
            params![geheim.0],
        )?;
        tx.commit()?;
        let own = winkel::ik(&self.lezer.conn, geheim.clone(), self.aanwezig.clone())?;
        self.ik = Arc::new(own);
        self.lezer.geheim = geheim;
        Ok(())
    }
}
