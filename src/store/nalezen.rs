//! Reading back what was written, before anybody is told that it is saved; and moving it from the write-ahead log
//! into the table only where the table then holds it.
//!
//! ```text
//!   commit ──▶ log read back: every frame that SQLite counts is there ──▶ tafel.hoofd says so ──▶ "opgeslagen"
//!   checkpoint ──▶ table read back: each page is that of the log ──▶ tafel.hoofd says so ──▶ the log may begin anew
//! ```
//! A disk, driver or cable that says yes and writes nothing is found by this while what was typed still stands on the
//! form. Whatever does not hold stops all further writing: the log is whole up to there, and the next opening goes on
//! from it. Must not know what the rows mean.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::bestand;
use super::bladsom::Bladboek;
use super::bladzijden::{BLAD, vul};
use super::fout::{StoreFout, Uitkomst};
use super::hoofd::{Hoofd, Hoofdbestand};
use super::wachtrij::{self, Logstand};
use crate::journal::kop::Kop;

/// Reads back for one connection that writes.
#[derive(Debug)]
pub(super) struct Nalezer {
    tafel: PathBuf,
    /// Held for as long as the connection: closing any handle of a file lets go of SQLite's locks on it.
    greep: File,
    wachtrij: PathBuf,
    /// None while a table is being made: then there is nothing yet that could be missed.
    nota: Option<(Hoofdbestand, Bladboek)>,
    bereik: Logstand,
    /// Everything in the log is in the table too.
    verwerkt: bool,
    /// Something did not hold; nothing is written any more.
    stuk: bool,
}

impl Nalezer {
    /// For the table at `tafel`, of which `greep` is open, with its record and the tags of its pages.
    pub(super) fn nieuw(
        tafel: &Path,
        greep: File,
        nota: Option<(Hoofdbestand, Bladboek)>,
    ) -> Nalezer {
        Nalezer {
            tafel: tafel.to_path_buf(),
            greep,
            wachtrij: bestand::wachtrij(tafel),
            nota,
            bereik: Logstand::default(),
            verwerkt: false,
            stuk: false,
        }
    }

    /// Refuses further work where something that was written is not there.
    ///
    /// # Errors
    /// [`StoreFout::NietTeruggelezen`].
    pub(super) fn bruikbaar(&self) -> Uitkomst<()> {
        if self.stuk {
            return Err(StoreFout::NietTeruggelezen);
        }
        Ok(())
    }

    /// Begins with the table as it is: what its log holds is read back, and noted.
    ///
    /// # Errors
    /// As [`Nalezer::bevestig`].
    pub(super) fn begin(&mut self, conn: &Connection) -> Uitkomst<()> {
        self.bevestig(conn)?;
        self.noteer(conn)
    }

    /// Reads back what was committed since, and notes how far the table is. Cheap where nothing was.
    ///
    /// # Errors
    /// [`StoreFout::NietTeruggelezen`] when it is not there, or can not be read; nothing is written after that.
    pub(super) fn bevestig(&mut self, conn: &Connection) -> Uitkomst<()> {
        self.bruikbaar()?;
        // What can not be read back is not known to be there, whatever the reason.
        self.lees_terug(conn).map_err(|_| {
            self.stuk = true;
            StoreFout::NietTeruggelezen
        })
    }

    fn lees_terug(&mut self, conn: &Connection) -> Uitkomst<()> {
        let (_, log, _) = stand(conn, "NOOP")?;
        let Some(log) = log.filter(|frames| *frames > 0) else {
            self.bereik = Logstand::default();
            return Ok(());
        };
        let file = self.open(&self.wachtrij)?;
        let mut boek = self.nota.as_mut().map(|(_, boek)| boek);
        let found = wachtrij::lees(&file, Some(self.bereik), log, |frame, page| {
            if let Some(boek) = &mut boek {
                boek.neem(frame.blad, page);
            }
            Ok(())
        })
        .map_err(|e| StoreFout::io(&e, &self.wachtrij))?;
        if found.vast != log {
            return Err(StoreFout::NietTeruggelezen);
        }
        if let Some(boek) = &mut boek {
            boek.kort_in(found.bladen);
        }
        if found != self.bereik {
            self.bereik = found;
            self.verwerkt = false;
            self.noteer(conn)?;
        }
        Ok(())
    }

    /// Moves what stands in the log into the table, and reads it back there. Whether all of it is in the table now;
    /// who reads just then can keep a part back.
    ///
    /// # Errors
    /// [`StoreFout::NietTeruggelezen`] when a page is not in the table as the log has it, and what disks do; the log
    /// stays as it is then, and nothing is written after that.
    pub(super) fn verwerk(&mut self, conn: &Connection) -> Uitkomst<bool> {
        self.bevestig(conn)?;
        let done = self.vergelijk(conn);
        // A disk that is full, or a drive that is gone for a moment, can be tried again: the log still has everything.
        self.stuk |= matches!(done, Err(StoreFout::NietTeruggelezen));
        done
    }

    fn vergelijk(&mut self, conn: &Connection) -> Uitkomst<bool> {
        let (_, log, moved) = stand(conn, "PASSIVE")?;
        let Some(log) = log.filter(|frames| *frames > 0) else {
            return Ok(true);
        };
        if moved.is_none_or(|moved| moved < log) {
            return Ok(false);
        }
        if self.verwerkt {
            return Ok(true);
        }
        if !self
            .staat_erin(log)
            .map_err(|e| StoreFout::io(&e, &self.tafel))?
        {
            return Err(StoreFout::NietTeruggelezen);
        }
        self.verwerkt = true;
        if let Err(fout) = self.noteer(conn) {
            self.verwerkt = false;
            return Err(fout);
        }
        Ok(true)
    }

    /// Whether the table holds of every page what the log has last.
    fn staat_erin(&self, log: u64) -> io::Result<bool> {
        let file = bestand::open_vast(&self.wachtrij)?;
        let mut last = HashMap::new();
        let reach = wachtrij::lees(&file, None, log, |frame, _| {
            last.insert(frame.blad, frame.nr);
            Ok(())
        })?;
        let mut table = &self.greep;
        let mut same =
            reach.vast == log && table.metadata()?.len() >= u64::from(reach.bladen) * BLAD as u64;
        let mut there = vec![0u8; BLAD];
        wachtrij::lees(&file, None, log, |frame, page| {
            if last.get(&frame.blad) == Some(&frame.nr) && frame.blad <= reach.bladen {
                table.seek(SeekFrom::Start(u64::from(frame.blad - 1) * BLAD as u64))?;
                same &= vul(&mut table, &mut there)? == BLAD && there == page;
            }
            Ok(())
        })?;
        Ok(same)
    }

    /// Moves everything into the table and empties the log. Whether that could be done: not while somebody reads.
    ///
    /// # Errors
    /// As [`Nalezer::verwerk`].
    pub(super) fn leeg(&mut self, conn: &Connection) -> Uitkomst<bool> {
        if !self.verwerk(conn)? {
            return Ok(false);
        }
        let (busy, _, _) = stand(conn, "TRUNCATE")?;
        if busy {
            return Ok(false);
        }
        self.bereik = Logstand::default();
        Ok(true)
    }

    /// Writes how far the table is.
    fn noteer(&mut self, conn: &Connection) -> Uitkomst<()> {
        let Some((file, boek)) = &mut self.nota else {
            return Ok(());
        };
        file.schrijf(&Hoofd {
            bladsom: Some(boek.som()),
            wachtrij: (!self.verwerkt && self.bereik.vast > 0)
                .then_some((self.bereik.zout, self.bereik.vast)),
            ..laatste(conn)?
        })
    }

    fn open(&self, pad: &Path) -> Uitkomst<File> {
        bestand::open_vast(pad).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => StoreFout::NietTeruggelezen,
            _ => StoreFout::io(&e, pad),
        })
    }
}

/// The newest event of the store, as a record has it.
pub(super) fn laatste(conn: &Connection) -> Uitkomst<Hoofd> {
    let found = conn
        .prepare_cached("SELECT seq, digest, reeks, kop FROM event ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            let kop: Vec<u8> = row.get(3)?;
            Ok(Hoofd {
                plaats: row.get(0)?,
                digest: row.get(1)?,
                reeks: Uuid::from_bytes(row.get(2)?),
                op: Kop::lees(&kop).map(|kop| kop.at.timestamp_millis()),
                ..Hoofd::default()
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// What a checkpoint says: whether somebody was in the way, frames in the log, frames of it that are in the table.
fn stand(conn: &Connection, hoe: &str) -> Uitkomst<(bool, Option<u64>, Option<u64>)> {
    Ok(
        conn.query_row(&format!("PRAGMA wal_checkpoint({hoe})"), [], |row| {
            let count = |at| Ok::<_, rusqlite::Error>(u64::try_from(row.get::<_, i64>(at)?).ok());
            Ok((row.get::<_, i64>(0)? != 0, count(1)?, count(2)?))
        })?,
    )
}
