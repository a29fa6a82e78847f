//! From which moment the store counts on to a new day: its last event, or what a person said of the day since.
//!
//! Must not know when a new day may begin; that is `domain::dagwissel`.

use chrono::{DateTime, NaiveDate, Utc};

use super::daglijst::dag_tekst;
use super::fout::Uitkomst;
use super::journaal::tijd;
use super::winkel::{Lezer, Store};
use crate::domain::event::{PERSOON, is_log};
use crate::journal::kop::Kop;

/// The setting that keeps what a person said: when, and over which last event.
const BEVESTIGD: &str = "nieuwe_dag";

impl Lezer {
    /// The moment of the newest event; or, where no event came since, the moment at which a person confirmed
    /// the day. None in a store without events.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn laatst_bezig(&self) -> Uitkomst<Option<DateTime<Utc>>> {
        let Some((seq, at)) = self.nieuwste()? else {
            return Ok(None);
        };
        let said = self.instelling(BEVESTIGD)?.and_then(|text| {
            let (moment, over) = text.split_once(' ')?;
            let moment = moment.parse::<i64>().ok()?;
            (over.parse::<i64>().ok()? == seq).then_some(moment)
        });
        Ok(tijd(said.unwrap_or(at)))
    }

    /// The place and the moment of the newest event, as it was written here.
    fn nieuwste(&self) -> Uitkomst<Option<(i64, i64)>> {
        // An order to erase is dated by the beginning of its day, and who only looked says nothing about the date.
        let mut statement = self
            .conn
            .prepare_cached("SELECT seq, kop FROM event WHERE soort = 0 ORDER BY seq DESC")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let header = row.get_ref(1)?.as_bytes().ok().and_then(Kop::lees);
            match header {
                // Nor does who made the table, or came to work at it.
                Some(kop) if is_log(&kop.kind) || kop.kind == PERSOON => {}
                // A header that can not be read stops nothing; `controle` tells of it.
                None => return Ok(None),
                Some(kop) => return Ok(Some((row.get(0)?, kop.at.timestamp_millis()))),
            }
        }
        Ok(None)
    }
}

impl Store {
    /// A person says that it is `vandaag` now: rows of a day that is yet to come were read while the clock was
    /// wrong, and count as those of an earlier day from here on.
    ///
    /// # Errors
    /// What SQLite says; nothing is changed then.
    pub fn bevestig_dag(&mut self, vandaag: NaiveDate, nu: DateTime<Utc>) -> Uitkomst<()> {
        let seq = self.nieuwste()?.map_or(0, |(seq, _)| seq);
        let before = dag_tekst(vandaag.pred_opt().unwrap_or(vandaag));
        let today = dag_tekst(vandaag);
        let tx = self.lezer.conn.transaction()?;
        for sql in [
            "UPDATE daglijst SET dag = ?1 WHERE dag > ?2",
            "UPDATE vorige SET dag = ?1 WHERE dag > ?2",
            "UPDATE lezing SET dag = ?1 WHERE dag > ?2",
        ] {
            tx.execute(sql, [&before, &today])?;
        }
        tx.prepare_cached(
            "INSERT INTO instelling (naam, waarde) VALUES (?1, ?2)
             ON CONFLICT (naam) DO UPDATE SET waarde = excluded.waarde",
        )?
        .execute([BEVESTIGD, &format!("{} {seq}", nu.timestamp_millis())])?;
        tx.commit()?;
        Ok(())
    }
}
