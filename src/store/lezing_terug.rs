//! Undoing a whole reading: rows go back to what they were, what the reading caused in the journal is taken
//! back, and what a worker recorded meanwhile stays.
//!
//! Must not know files or profiles.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;
use uuid::Uuid;

use super::daglijst::{self, dag_tekst};
use super::fout::{StoreFout, Uitkomst};
use super::journaal;
use super::projectie;
use super::schrijver::{Ik, Schrijver};
use super::winkel::{Lezer, Store};
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fold::teruggenomen;
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::terug::NietTerug;
use crate::domain::verblijf::Van;
use crate::domain::zaak::{Opname, Stand};

/// What undoing a reading did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LezingTerug {
    /// Name of the file.
    pub bestand: String,
    /// Rows that the reading brought, and that are gone now.
    pub nieuw_weg: u32,
    /// Rows that are again what they were.
    pub hersteld: u32,
    /// Rows that the reading brought and that stay, because a worker recorded something there.
    pub blijft: u32,
}

impl Store {
    /// Undoes the newest reading for `dag` that was not undone yet. Called again, it undoes the one before.
    ///
    /// What a worker recorded stays, also when it came after the reading: then the row stays with it.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`] when there is no reading left, or what SQLite
    /// says; nothing is changed then.
    pub fn neem_lezing_terug(
        &mut self,
        actor: &str,
        nu: DateTime<Utc>,
        dag: NaiveDate,
    ) -> Uitkomst<LezingTerug> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let gone = nieuwste(&tx, dag)?.ok_or(NietTerug::Niets)?;
        let mut schrijver = Schrijver::nieuw(&tx, &ik)?;
        schrijver.voeg_toe(
            None,
            Gebeurtenis::LezingTeruggenomen { lezing: gone.id },
            actor,
            nu,
        )?;
        let mut terug = Terug {
            conn: &tx,
            ik: &ik,
            schrijver,
            actor,
            nu,
        };
        let mut out = LezingTerug::default();
        terug.gebeurtenissen(&gone)?;
        out.hersteld = terug.herstel(&gone)?;
        (out.nieuw_weg, out.blijft) = terug.nieuwe(&gone)?;
        tx.execute(
            "UPDATE vorige SET weg = 0, door = NULL WHERE door = ?1",
            [gone.nr],
        )?;
        tx.execute(
            "UPDATE lezing SET teruggenomen = 1 WHERE nr = ?1",
            [gone.nr],
        )?;
        tx.commit()?;
        out.bestand = gone.bestand;
        Ok(out)
    }
}

/// A reading that can be undone.
pub(super) struct Weg {
    nr: i64,
    pub(super) id: LezingId,
    pub(super) bestand: String,
    pub(super) gelezen: DateTime<Utc>,
    /// The places of the first and the last event that it caused.
    pub(super) events: (i64, i64),
}

/// The newest reading for `dag` that was not undone; none where an earlier program did not keep what it caused.
pub(super) fn nieuwste(conn: &Connection, dag: NaiveDate) -> Uitkomst<Option<Weg>> {
    let found = conn
        .prepare_cached(
            "SELECT nr, id, bestand, eerste, laatste, gelezen FROM lezing
             WHERE dag = ?1 AND teruggenomen = 0 ORDER BY nr DESC LIMIT 1",
        )?
        .query_row([dag_tekst(dag)], |row| {
            Ok((
                row.get(0)?,
                LezingId(Uuid::from_bytes(row.get(1)?)),
                row.get(2)?,
                row.get::<_, Option<i64>>(3)?
                    .zip(row.get::<_, Option<i64>>(4)?),
                row.get::<_, i64>(5)?,
            ))
        })
        .optional()?;
    let Some((nr, id, bestand, Some(events), gelezen)) = found else {
        return Ok(None);
    };
    Ok(Some(Weg {
        nr,
        id,
        bestand,
        gelezen: journaal::tijd(gelezen).ok_or(StoreFout::Rij("lezing"))?,
        events,
    }))
}

impl Lezer {
    /// The reading for `dag` that [`Store::neem_lezing_terug`] would undo.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn laatste_lezing(&self, dag: NaiveDate) -> Uitkomst<Option<LezingId>> {
        Ok(nieuwste(&self.conn, dag)?.map(|one| one.id))
    }
}

struct Terug<'c> {
    conn: &'c Connection,
    ik: &'c Ik,
    schrijver: Schrijver<'c>,
    actor: &'c str,
    nu: DateTime<Utc>,
}

impl Terug<'_> {
    /// Takes back what the reading caused in zaken.
    fn gebeurtenissen(&mut self, gone: &Weg) -> Uitkomst<()> {
        let (first, last) = gone.events;
        let caused: Vec<(i64, ZaakId)> = self
            .conn
            .prepare_cached(
                "SELECT event, zaak FROM betreft WHERE event BETWEEN ?1 AND ?2 ORDER BY event",
            )?
            .query_map([first, last], |row| {
                Ok((row.get(0)?, daglijst::zaak_id(row, 1)?))
            })?
            .collect::<Result<_, _>>()?;
        let mut zaken: Vec<ZaakId> = Vec::new();
        for (seq, zaak) in caused {
            // Content that was erased has nothing left to take back.
            if let Some(event) = journaal::op_plaats(self.conn, seq)? {
                self.neem_terug(zaak, &event)?;
                if zaken.last() != Some(&zaak) {
                    zaken.push(zaak);
                }
            }
        }
        for zaak in zaken {
            self.werk_bij(zaak)?;
        }
        Ok(())
    }

    fn neem_terug(&mut self, zaak: ZaakId, event: &Recorded) -> Uitkomst<()> {
        let what = Gebeurtenis::Teruggenomen {
            gebeurtenis: event.id,
        };
        self.schrijf(zaak, what)
    }

    fn schrijf(&mut self, zaak: ZaakId, what: Gebeurtenis) -> Uitkomst<()> {
        self.schrijver
            .voeg_toe(Some(zaak), what, self.actor, self.nu)?;
        Ok(())
    }

    fn werk_bij(&self, zaak: ZaakId) -> Uitkomst<()> {
        projectie::vernieuw(self.conn, self.ik, zaak)
    }

    /// Puts rows that the reading changed back as they were; how many.
    fn herstel(&mut self, gone: &Weg) -> Uitkomst<u32> {
        let mut restored = 0;
        let mut changed = Vec::new();
        // Rows that this reading missed: they wait on the list before it again, or stand on the day list.
        let mut back: Vec<ZaakId> = self
            .conn
            .prepare_cached("SELECT zaak FROM vorige WHERE door = ?1 AND weg <> 0")?
            .query_map([gone.nr], |row| daglijst::zaak_id(row, 0))?
            .collect::<Result<_, _>>()?;
        {
            // The first copy of a row is the oldest, so it must win: newest first.
            let mut copies = self.conn.prepare_cached(
                "SELECT zaak, volgorde, dag, oud_lezing, verdwenen, gegevens FROM daglijst_voor
                 WHERE lezing = ?1 ORDER BY nr DESC",
            )?;
            let mut update = self.conn.prepare_cached(
                "UPDATE daglijst SET volgorde = ?2, dag = ?3, lezing = ?4, verdwenen = ?5,
                                     gegevens = coalesce(?6, gegevens)
                 WHERE zaak = ?1",
            )?;
            let mut rows = copies.query([gone.nr])?;
            while let Some(row) = rows.next()? {
                let zaak = daglijst::zaak_id(row, 0)?;
                let content = row.get_ref(5)?.as_blob_or_null().unwrap_or(None);
                let there = update.execute(params![
                    zaak.0.as_bytes(),
                    row.get::<_, i64>(1)?,
                    row.get_ref(2)?.as_str().unwrap_or_default(),
                    row.get::<_, i64>(3)?,
                    row.get::<_, i64>(4)?,
                    content,
                ])?;
                restored += u32::from(there > 0);
                if there > 0 && row.get::<_, i64>(4)? == 0 {
                    back.push(zaak);
                }
                if content.is_some() && there > 0 {
                    changed.push(zaak);
                }
            }
        }
        for zaak in changed {
            self.herstel_opname(zaak, gone.id)?;
        }
        for zaak in back {
            self.herstel_vertrek(zaak)?;
        }
        self.conn
            .prepare_cached("DELETE FROM daglijst_voor WHERE lezing = ?1")?
            .execute([gone.nr])?;
        Ok(restored)
    }

    /// A zaak that was tagged after the reading took the line of that reading into the journal: it is
    /// taken up again with the line that holds now.
    fn herstel_opname(&mut self, zaak: ZaakId, gone: LezingId) -> Uitkomst<()> {
        let stand = daglijst::stand(self.conn, zaak)?.unwrap_or_default();
        let stale = stand
            .opgenomen
            .is_some_and(|opname| opname.bron.lezing == gone);
        // What a double knew lies over the line; taking that away is for the worker to do.
        if !stale || !stand.samengevoegd.is_empty() {
            return Ok(());
        }
        let Some((Opname { regel, bron }, _)) = daglijst::rij(self.conn, zaak)? else {
            return Ok(());
        };
        let all = journaal::events(self.conn, zaak)?;
        let undone = teruggenomen(&all);
        let taken_up = all.iter().find(|event| {
            matches!(&event.what, Gebeurtenis::ZaakOpgenomen { bron, .. } if bron.lezing == gone)
                && !undone.contains(&event.id)
        });
        if let Some(event) = taken_up {
            self.neem_terug(zaak, event)?;
            let regel = Box::new(regel);
            self.schrijf(zaak, Gebeurtenis::ZaakOpgenomen { regel, bron })?;
            self.werk_bij(zaak)?;
        }
        Ok(())
    }

    /// A zaak that was tagged while this reading missed it took that into the journal: it is not missed any
    /// more.
    fn herstel_vertrek(&mut self, zaak: ZaakId) -> Uitkomst<()> {
        let stand = daglijst::stand(self.conn, zaak)?.unwrap_or_default();
        if stand.verdwenen.is_none() {
            return Ok(());
        }
        let all = journaal::events(self.conn, zaak)?;
        let undone = teruggenomen(&all);
        let missed = all.iter().rev().find(|event| {
            matches!(event.what, Gebeurtenis::VanLijstVerdwenen { .. })
                && !undone.contains(&event.id)
        });
        if let Some(event) = missed {
            self.neem_terug(zaak, event)?;
            self.werk_bij(zaak)?;
        }
        Ok(())
    }

    /// Removes the rows that the reading brought; how many went, and how many stay with the work on them.
    fn nieuwe(&self, gone: &Weg) -> Uitkomst<(u32, u32)> {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let (mut away, mut stays) = (0, 0);
        let known: Vec<(ZaakId, bool)> = self
            .conn
            .prepare(
                "SELECT daglijst.zaak, zaak.stand, concept.zaak IS NOT NULL
                 FROM daglijst LEFT JOIN zaak ON zaak.id = daglijst.zaak
                               LEFT JOIN (SELECT DISTINCT zaak FROM concept) AS concept
                                      ON concept.zaak = daglijst.zaak
                 WHERE daglijst.lezing = ?1 AND (zaak.id IS NOT NULL OR concept.zaak IS NOT NULL)",
            )?
            .query_and_then([gone.nr], |row| {
                let json: Option<String> = row.get(1)?;
                let stand = match json {
                    None => Stand::default(),
                    Some(json) => {
                        serde_json::from_str(&json).map_err(|_| StoreFout::Rij("zaak"))?
                    }
                };
                let draft: bool = row.get(2)?;
                Ok::<_, StoreFout>((daglijst::zaak_id(row, 0)?, draft || heeft_werk(&stand)))
            })?
            .collect::<Result<_, _>>()?;
        // In one go, however many there are.
        away += number(self.conn.execute(
            "DELETE FROM daglijst WHERE lezing = ?1
               AND NOT EXISTS (SELECT 1 FROM zaak WHERE zaak.id = daglijst.zaak)
               AND NOT EXISTS (SELECT 1 FROM concept WHERE concept.zaak = daglijst.zaak)",
            [gone.nr],
        )?);
        for (zaak, worked) in known {
            if worked {
                stays += 1;
            } else {
                away += number(
                    self.conn
                        .prepare_cached("DELETE FROM daglijst WHERE zaak = ?1")?
                        .execute([zaak.0.as_bytes()])?,
                );
            }
        }
        Ok((away, stays))
    }
}

/// Something of a worker holds in this zaak, beside what lists say.
fn heeft_werk(stand: &Stand) -> bool {
    let mut rest = stand.clone();
    rest.opgenomen = None;
    rest.verdwenen = None;
    rest.begin = None;
    rest.lijst_van = None;
    rest.klok_van = None;
    rest.koppen.clear();
    rest.oorzaken.clear();
    rest.uitspraken
        .retain(|one| !matches!(one.van, Van::Lijst { .. } | Van::VanLijst));
    rest != Stand::default()
}
