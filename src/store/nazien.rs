//! Checking the journal: every chain, signature and hash, and what can not be read.
//!
//! Must not know what is done about it.

use std::collections::HashSet;

use rusqlite::Connection;
use uuid::Uuid;

use super::fout::Uitkomst;
use super::journaal::{self, STUK, lees_stuk};
use super::schemacontrole;
use super::winkel::{Lezer, Store};
use crate::domain::event::Gebeurtenis;
use crate::domain::ids::{EventId, ZaakId};
use crate::journal::hoofd::{Journaalhoofd, Optelling};
use crate::journal::inhoud;
use crate::journal::keten::{Breuk, Fout, Kopie, Verifier, plek};
use crate::journal::kop::Kop;
use crate::journal::omslag::Soort;
use crate::journal::opname::opdracht;

/// What a check of the journal found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verslag {
    /// How many events were checked.
    pub gebeurtenissen: u64,
    /// How many of them had their content erased; that is no break.
    pub gewist: u64,
    /// What is wrong.
    pub breuken: Vec<Breuk>,
    /// Copies of a store that were put back.
    pub kopieen: Vec<Kopie>,
    /// Events whose content this program can not read, with the reason. They are kept and skipped.
    pub onleesbaar: Vec<String>,
    /// How many events came and wait for one that is to come before them.
    pub wacht: u64,
    /// Events that came and were put aside, with the reason.
    pub apart: Vec<String>,
    /// How the schema differs from what the program makes.
    pub schema: Vec<String>,
    /// What SQLite finds on the pages: rows out of order, indexes that miss one.
    pub bladen: Vec<String>,
    /// Projections that are not what the journal says; only where that was computed ([`Store::verifieer_heel`]).
    pub projecties: Vec<String>,
}

impl Verslag {
    /// Everything is as it must be.
    #[must_use]
    pub fn is_heel(&self) -> bool {
        self.breuken.is_empty()
            && self.schema.is_empty()
            && self.bladen.is_empty()
            && self.projecties.is_empty()
    }
}

/// So many lines of SQLite's own check are shown.
const LIJNEN: u32 = 20;

impl Store {
    /// As [`Lezer::verifieer`], and folds the journal anew to compare.
    ///
    /// # Errors
    /// What SQLite says; what is wrong is no error but part of the report.
    pub fn verifieer_heel(&mut self) -> Uitkomst<Verslag> {
        let found = self.verifieer()?;
        let projecties = self.reken_na()?;
        Ok(Verslag {
            projecties,
            ..found
        })
    }
}

impl Lezer {
    /// Follows every series from its first event to its last.
    ///
    /// # Errors
    /// What SQLite says; a break is no error but part of the report.
    pub fn verifieer(&self) -> Uitkomst<Verslag> {
        let mut statement = self.conn.prepare(&format!(
            "SELECT {STUK} ORDER BY event.reeks, event.kring, event.nr"
        ))?;
        let mut rows = statement.query([])?;
        let mut out = Verslag {
            schema: schemacontrole::verschillen(&self.conn)?,
            bladen: bladen(&self.conn)?,
            ..Verslag::default()
        };
        let mut verifier = Verifier::default();
        let mut empty = Vec::new();
        let mut ordered: HashSet<EventId> = HashSet::new();
        while let Some(row) = rows.next()? {
            let (stuk, digest) = lees_stuk(row)?;
            out.gebeurtenissen += 1;
            let is_event = stuk.omslag.soort == Soort::Gebeurtenis;
            out.gewist += u64::from(is_event && stuk.inhoud.is_none());
            let at = plek(&stuk);
            if is_event && stuk.inhoud.is_none() {
                empty.push((stuk.omslag.id, at));
            }
            match verifier.next(&stuk, &digest) {
                Err(breuk) => out.breuken.push(breuk),
                Ok(kop) if !klopt_register(&self.conn, stuk.omslag.id, &kop)? => {
                    out.breuken.push(Breuk {
                        plek: at,
                        wat: Fout::Register,
                    });
                }
                Ok(kop) => {
                    ordered.extend(opdracht(&stuk).unwrap_or_default());
                    let content = stuk.inhoud.as_ref().map(|one| one.bytes.as_slice());
                    let readable = inhoud::lees(&kop.kind, kop.versie, content);
                    if is_event
                        && content.is_some()
                        && let Gebeurtenis::Onleesbaar(what) = readable
                    {
                        out.onleesbaar.push(format!(
                            "{at} ({}): {}",
                            what.soort,
                            what.waarom.label()
                        ));
                    }
                }
            }
        }
        // Who erases says so in the journal; what is empty without that was emptied.
        out.breuken.extend(
            empty
                .into_iter()
                .filter(|(id, _)| !ordered.contains(id))
                .map(|(_, plek)| Breuk {
                    plek,
                    wat: Fout::Leeg,
                }),
        );
        let (gaps, copies) = verifier.klaar();
        out.breuken.extend(gaps);
        out.kopieen = copies;
        out.wacht = self
            .conn
            .query_row("SELECT count(*) FROM wachtkamer", [], |row| {
                journaal::teller(row, 0)
            })?;
        out.apart = self
            .conn
            .prepare("SELECT reden FROM apart ORDER BY afdruk")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(out)
    }
}

/// What SQLite's own check finds, every index included.
fn bladen(conn: &Connection) -> Uitkomst<Vec<String>> {
    let found = conn
        .prepare(&format!("PRAGMA integrity_check({LIJNEN})"))?
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().filter(|line| line != "ok").collect())
}

/// What the store keeps of a header for finding and ordering is what the header says.
fn klopt_register(conn: &Connection, id: EventId, kop: &Kop) -> Uitkomst<bool> {
    let Some(seq) = journaal::plaats(conn, id)? else {
        return Ok(false);
    };
    let found: HashSet<ZaakId> = conn
        .prepare_cached("SELECT zaak FROM betreft WHERE event = ?1")?
        .query_map([seq], |row| Ok(ZaakId(Uuid::from_bytes(row.get(0)?))))?
        .collect::<Result<_, _>>()?;
    let (teller, plaats): (i64, i64) = conn
        .prepare_cached("SELECT teller, plaats FROM event WHERE seq = ?1")?
        .query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found == kop.zaken.iter().copied().collect()
        && teller == kop.teller.cast_signed()
        && plaats == kop.plaats.cast_signed())
}

/// What came of comparing the journal with a head that was kept elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hoofdvergelijking {
    /// All that was there then still is; so many events came since.
    Gelijk(u64),
    /// So many of the events that were there are not.
    Ontbreekt(u64),
    /// As many are there, and not the same.
    Anders,
}

impl Lezer {
    /// The head of the journal as it is now, to keep elsewhere.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn hoofd(&self) -> Uitkomst<Journaalhoofd> {
        Ok(self.opgeteld(u64::MAX)?.hoofd())
    }

    /// Compares the journal with a head that was kept elsewhere.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn vergelijk(&self, bewaard: &Journaalhoofd) -> Uitkomst<Hoofdvergelijking> {
        let then = self.opgeteld(bewaard.aantal)?.hoofd();
        if then.aantal < bewaard.aantal {
            return Ok(Hoofdvergelijking::Ontbreekt(bewaard.aantal - then.aantal));
        }
        if then != *bewaard {
            return Ok(Hoofdvergelijking::Anders);
        }
        let now = self.hoofd()?.aantal;
        Ok(Hoofdvergelijking::Gelijk(now - then.aantal))
    }

    /// The first `aantal` events, in the order in which they were taken in.
    fn opgeteld(&self, aantal: u64) -> Uitkomst<Optelling> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT digest FROM event ORDER BY seq LIMIT ?1")?;
        let mut rows = statement.query([i64::try_from(aantal).unwrap_or(i64::MAX)])?;
        let mut out = Optelling::default();
        while let Some(row) = rows.next()? {
            out.neem(&row.get(0)?);
        }
        Ok(out)
    }
}
