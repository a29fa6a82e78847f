//! Checking the journal: every chain, signature and hash, and what can not be read.
//!
//! Must not know what is done about it.

use std::collections::HashSet;

use rusqlite::Connection;
use uuid::Uuid;

use super::fout::Uitkomst;
use super::journaal::{self, STUK, lees_stuk};
use super::winkel::Lezer;
use crate::domain::event::Gebeurtenis;
use crate::domain::ids::ZaakId;
use crate::journal::inhoud;
use crate::journal::keten::{Breuk, Fout, Kopie, Verifier, plek};
use crate::journal::kop::Kop;
use crate::journal::omslag::Soort;

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
        let mut out = Verslag::default();
        let mut verifier = Verifier::default();
        while let Some(row) = rows.next()? {
            let (stuk, digest) = lees_stuk(row)?;
            out.gebeurtenissen += 1;
            let is_event = stuk.omslag.soort == Soort::Gebeurtenis;
            out.gewist += u64::from(is_event && stuk.inhoud.is_none());
            let at = plek(&stuk);
            match verifier.next(&stuk, &digest) {
                Err(breuk) => out.breuken.push(breuk),
                Ok(kop) if !klopt_register(&self.conn, stuk.omslag.id, &kop)? => {
                    out.breuken.push(Breuk {
                        plek: at,
                        wat: Fout::Register,
                    });
                }
                Ok(kop) => {
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

/// What the store keeps of a header for finding and ordering is what the header says.
fn klopt_register(conn: &Connection, id: crate::domain::ids::EventId, kop: &Kop) -> Uitkomst<bool> {
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
