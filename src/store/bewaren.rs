//! What goes when it is not needed any more: lists of earlier days, and zaken some days after closing
//! (rule 5).
//!
//! Must not know why a zaak was closed, nor what the site chose.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use rusqlite::{Connection, params};
use serde::Serialize;

use super::bestand;
use super::daglijst::{self, begin, dag_tekst};
use super::fout::{StoreFout, Uitkomst};
use super::inzage;
use super::journaal::tijd;
use super::neem_op;
use super::opdracht::lees_zaak;
use super::projectie;
use super::reservekopie;
use super::schrijver::{Ik, Schrijver};
use super::telling;
use super::uitgaand;
use super::winkel::{Lezer, Store};
use crate::domain::event::Gebeurtenis;
use crate::domain::fase::{Ingreep, Lading, Uitslag, mag};
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::inzage::Gewistsoort;
use crate::domain::rol::Recht;
use crate::domain::stap::StapSoort;
use crate::domain::tijd::lokaal;
use crate::domain::werkstroom;
use crate::domain::zaak::Zaak;

/// How many days a closed zaak stays where the site does not say it.
pub const BEWAREN: u32 = 7;
/// No site may keep a closed zaak longer than this many days (rule 5).
pub const BEWAREN_MAX: u32 = 28;

/// Who closes a zaak in which nobody did anything any more.
const PROGRAMMA: &str = "zsmtafel";
/// How many events one order erases at most.
pub(super) const OPDRACHT: usize = 4_000;
/// Whom it asks first whether a zaak is still needed.
const VRAAGT_AAN: &str = "wie de zaak ziet";
/// Why.
const TERMIJN: &str = "termijn";

/// What went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Opgeruimd {
    /// Rows of lists of earlier days.
    pub rijen: usize,
    /// Rows that looked like HG and that nobody tagged in [`WACHTEN`] days: somebody must be told.
    pub uitgewacht: usize,
    /// Zaken of which the content was erased.
    pub zaken: usize,
}

/// The day on which a zaak that was closed at `gesloten` is erased: `dagen` days later, at most
/// [`BEWAREN_MAX`].
#[must_use]
pub fn wist_op(gesloten: DateTime<Utc>, dagen: u32) -> NaiveDate {
    let day = lokaal(gesloten).date_naive();
    let kept = Days::new(dagen.min(BEWAREN_MAX).into());
    day.checked_add_days(kept).unwrap_or(NaiveDate::MAX)
}

/// What is to stay of what goes; the store knows neither proposals nor registers.
#[derive(Debug, Clone, Default)]
pub struct Blijft {
    /// Untagged rows with a proposal: they wait until somebody tags them.
    pub wachtend: HashSet<ZaakId>,
    /// What stays of a zaak without saying of whom, as JSON, for each that is erased.
    pub nalatenschap: HashMap<ZaakId, String>,
    /// Years that the log of inspection is kept; none: [`INZAGE_JAREN`].
    pub inzage: Option<u32>,
}

/// So many years the log of inspection is kept where the site does not say it (NEN 7513 leaves it to the site).
pub const INZAGE_JAREN: u32 = 5;

impl Blijft {
    fn inzage_jaren(&self) -> u32 {
        self.inzage.unwrap_or(INZAGE_JAREN)
    }
}

/// For so many days a row that nobody tagged may wait (rule 5).
pub const WACHTEN: u64 = 4;

impl Lezer {
    /// Rows of lists before `vandaag` that nobody tagged and that are not missing on a newer list: of these
    /// somebody must say which have a proposal, before they are cleared.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn ongetagd_voor(&self, vandaag: NaiveDate) -> Uitkomst<Vec<Zaak>> {
        self.zonder_tag(vandaag, false)
    }

    /// As [`Lezer::ongetagd_voor`], of those that are missing on a newer list: they go, and somebody must be told.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn verdwenen_voor(&self, vandaag: NaiveDate) -> Uitkomst<Vec<Zaak>> {
        self.zonder_tag(vandaag, true)
    }

    fn zonder_tag(&self, vandaag: NaiveDate, verdwenen: bool) -> Uitkomst<Vec<Zaak>> {
        let days = self
            .conn
            .prepare_cached("SELECT DISTINCT dag FROM daglijst WHERE dag < ?1 ORDER BY dag")?
            .query_map([dag_tekst(vandaag)], |row| row.get::<_, String>(0))?
            .collect::<Result<Vec<_>, _>>()?;
        let mut out = Vec::new();
        for day in days {
            let day = day.parse().map_err(|_| StoreFout::Rij("daglijst"))?;
            let list = self.dag(day)?;
            out.extend(
                list.zaken
                    .into_iter()
                    .filter(|zaak| zaak.stand.tag.is_none())
                    .filter(|zaak| list.verdwenen.contains(&zaak.id) == verdwenen),
            );
        }
        Ok(out)
    }

    /// The zaken that [`Store::opruimen`] would erase.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn te_wissen(&self, vandaag: NaiveDate, dagen: u32) -> Uitkomst<BTreeSet<ZaakId>> {
        uitgediend(&self.conn, vandaag, dagen)
    }

    /// What stayed of erased zaken, oldest first, as [`Blijft::nalatenschap`] had it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn nalatenschap(&self) -> Uitkomst<Vec<String>> {
        Ok(self
            .conn
            .prepare_cached("SELECT json FROM nalatenschap ORDER BY nr")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// The day on which a zaak is erased as things stand: because it was closed, or because it has data
    /// and is no HG after all. None for a zaak that is followed, and for one without data.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn wordt_gewist_op(&self, zaak: ZaakId, dagen: u32) -> Uitkomst<Option<NaiveDate>> {
        let since: Option<i64> = self
            .conn
            .prepare_cached(
                "SELECT hoofd.klaar FROM zaak AS eigen
                 JOIN zaak AS hoofd ON hoofd.id = coalesce(eigen.opgegaan_in, eigen.id)
                 WHERE eigen.id = ?1",
            )?
            .query_map([zaak.0.as_bytes()], |row| row.get(0))?
            .next()
            .transpose()?
            .flatten();
        Ok(since.and_then(tijd).map(|at| wist_op(at, dagen)))
    }
}

impl Store {
    /// Clears the lists of days before `vandaag`: the rows go, the counts stay (rule 5). Drafts of rows
    /// that nobody tagged go with them, and copies of the store from before a migration once they are
    /// four weeks old. Then erases every zaak that was closed `dagen` days ago or longer and is not on the
    /// list of today, as [`Store::wis_zaak`] does; and the data of what turned out to be no HG.
    ///
    /// # Errors
    /// What SQLite says; then nothing went.
    pub fn opruimen(&mut self, vandaag: NaiveDate, dagen: u32) -> Uitkomst<Opgeruimd> {
        self.opruimen_met(vandaag, dagen, &Blijft::default())
    }

    /// As [`Store::opruimen`], with what is to stay of what goes.
    ///
    /// # Errors
    /// As [`Store::opruimen`].
    pub fn opruimen_met(
        &mut self,
        vandaag: NaiveDate,
        dagen: u32,
        blijft: &Blijft,
    ) -> Uitkomst<Opgeruimd> {
        let today = dag_tekst(vandaag);
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let before = tx.total_changes();
        let mut out = Opgeruimd {
            uitgewacht: uitgewacht(&tx, vandaag, &blijft.wachtend)?,
            ..Opgeruimd::default()
        };
        let old: bool = tx
            .prepare_cached("SELECT 1 FROM daglijst WHERE dag < ?1 LIMIT 1")?
            .exists([&today])?;
        if old {
            telling::bewaar(&tx, vandaag)?;
            schuif_door(&tx, vandaag, &blijft.wachtend)?;
            out.rijen = tx.execute("DELETE FROM daglijst WHERE dag < ?1", [&today])?;
            tx.execute(
                "DELETE FROM daglijst_voor
                 WHERE lezing NOT IN (SELECT nr FROM lezing WHERE dag >= ?1)",
                [&today],
            )?;
            tx.execute_batch(
                "DELETE FROM concept
                   WHERE NOT EXISTS (SELECT 1 FROM zaak WHERE zaak.id = concept.zaak)
                     AND NOT EXISTS (SELECT 1 FROM daglijst WHERE daglijst.zaak = concept.zaak)
                     AND NOT EXISTS (SELECT 1 FROM vorige WHERE vorige.zaak = concept.zaak);
                 DELETE FROM kolomnaam WHERE NOT EXISTS (SELECT 1 FROM daglijst)
                                         AND NOT EXISTS (SELECT 1 FROM vorige
                                                         WHERE gegevens IS NOT NULL)
                                         AND NOT EXISTS (SELECT 1 FROM daglijst_voor);",
            )?;
        }
        // Drafts about no zaak: a suspect from paper, a message with the handing over of all.
        tx.execute(
            "DELETE FROM concept WHERE zaak = zeroblob(16) AND bewaard_op < ?1",
            [begin(vandaag).timestamp_millis()],
        )?;
        uitgaand::vergeet_namen(&tx, &today)?;
        let over = uitgediend(&tx, vandaag, dagen)?;
        out.zaken = over.len();
        // Erasing belongs to the beginning of a day.
        let by = (PROGRAMMA, begin(vandaag));
        beveel_wissen(&tx, &ik, &over, by.0, by.1)?;
        let days = |count: u64| match count {
            1 => "1 dag".to_owned(),
            more => format!("{more} dagen"),
        };
        for (what, term, count) in [
            (Gewistsoort::Zaken, days(dagen.into()), out.zaken),
            (
                Gewistsoort::Lijstregels,
                "einde van de dag".to_owned(),
                out.rijen,
            ),
            (Gewistsoort::Wachtend, days(WACHTEN), out.uitgewacht),
        ] {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            inzage::noteer_gewist(&tx, &ik, (what, &term, count), by)?;
        }
        if let Some(before) = vandaag.checked_sub_months(Months::new(12 * blijft.inzage_jaren())) {
            let term = format!("{} jaar", blijft.inzage_jaren());
            inzage::ruim(&tx, &ik, (before, &term), by)?;
        }
        for zaak in &over {
            if let Some(json) = blijft.nalatenschap.get(zaak) {
                tx.prepare_cached("INSERT INTO nalatenschap (json) VALUES (?1)")?
                    .execute([json])?;
            }
            wis(&tx, *zaak)?;
        }
        let gone = tx.total_changes() != before;
        if gone {
            reservekopie::noteer_gewist(&tx)?;
        }
        tx.commit()?;
        if gone {
            self.vergeet()?;
        }
        self.ruim_uitgaand(vandaag, dagen)?;
        bestand::wis_oude_kopieen(&self.map, vandaag);
        Ok(out)
    }

    /// Notes of every zaak in which nobody did anything for [`werkstroom::STIL`] days that it asks whether it is
    /// still needed; and closes those that asked [`werkstroom::STIL_ANTWOORD`] days ago and got no answer, never
    /// over an alarm. The reason is `termijn`. Returns which ones were closed.
    ///
    /// # Errors
    /// What SQLite says; then none is closed.
    pub fn sluit_stille(&mut self, nu: DateTime<Utc>) -> Uitkomst<Vec<ZaakId>> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let open: Vec<ZaakId> = tx
            .prepare_cached("SELECT id FROM zaak WHERE open = 1 AND getagd >= 0 AND alarm = 0 ORDER BY getagd, id")?
            .query_map([], |row| daglijst::zaak_id(row, 0))?
            .collect::<Result<_, _>>()?;
        let mut closed = Vec::new();
        let mut schrijver = Schrijver::vanzelf(&tx, &ik)?;
        for id in open {
            let (zaak, _) = lees_zaak(&tx, id)?;
            if werkstroom::stil_sinds(&zaak, nu).is_some()
                && werkstroom::stil_gevraagd(&zaak).is_none()
            {
                // Closing waits for an answer to this, whenever somebody opened the program first.
                let what = Gebeurtenis::StapGevraagd {
                    stap: StapSoort::NogNodig,
                    aanleiding: zaak.stand.laatste.map(|last| last.id),
                    aan: VRAAGT_AAN.to_owned(),
                    op: nu,
                };
                schrijver.voeg_toe(Some(id), what, PROGRAMMA, nu)?;
                projectie::vernieuw(&tx, &ik, id)?;
                continue;
            }
            // Nobody may be lost from sight who is not known to be held, or who may be released unseen.
            if !werkstroom::mag_stil_sluiten(&zaak, nu) {
                continue;
            }
            let what = Gebeurtenis::ZaakGesloten {
                gezien: zaak.kenmerk(),
                reden: TERMIJN.to_owned(),
            };
            schrijver.voeg_toe(Some(id), what, PROGRAMMA, nu)?;
            projectie::vernieuw(&tx, &ik, id)?;
            closed.push(id);
        }
        tx.commit()?;
        Ok(closed)
    }

    /// Erases the content of every event of a zaak and of its doubles, and all that was made of it. The
    /// envelopes stay and the chain still verifies (rule 2), and an event orders every copy to do the same.
    /// Returns how many events were erased.
    ///
    /// # Errors
    /// What SQLite says; nothing is erased then.
    pub fn wis_zaak(&mut self, zaak: ZaakId, actor: &str, nu: DateTime<Utc>) -> Uitkomst<usize> {
        self.ik.aanwezig.mag(Recht::Vastleggen)?;
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let all: BTreeSet<ZaakId> = met_dubbelen(&tx, zaak)?.into_iter().collect();
        let erased = beveel_wissen(&tx, &ik, &all, actor, nu)?;
        let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
        inzage::noteer_gewist(
            &tx,
            &ik,
            (Gewistsoort::Zaken, "met de hand", count),
            (actor, nu),
        )?;
        for id in all {
            wis(&tx, id)?;
        }
        reservekopie::noteer_gewist(&tx)?;
        tx.commit()?;
        self.vergeet()?;
        Ok(erased)
    }

    /// What was overwritten must not live on in the write-ahead log.
    fn vergeet(&mut self) -> Uitkomst<()> {
        self.leeg_wachtrij()
    }
}

/// The first day of a list of which an untagged row may still wait on `vandaag`.
fn eerste_wachtdag(vandaag: NaiveDate) -> NaiveDate {
    vandaag
        .checked_sub_days(Days::new(WACHTEN))
        .unwrap_or(vandaag)
}

/// Clears the rows that waited long enough, whether a list was read since or not, and counts them with those of
/// lists that are too old to wait at all.
fn uitgewacht(
    conn: &Connection,
    vandaag: NaiveDate,
    wachtend: &HashSet<ZaakId>,
) -> Uitkomst<usize> {
    let oldest = dag_tekst(eerste_wachtdag(vandaag));
    let mut count = conn.execute(
        "DELETE FROM vorige WHERE gegevens IS NOT NULL AND door IS NULL AND dag < ?1
           AND NOT EXISTS (SELECT 1 FROM zaak WHERE zaak.id = vorige.zaak
                           AND zaak.tag IS NOT NULL)",
        [&oldest],
    )?;
    conn.execute(
        "DELETE FROM vorige WHERE gegevens IS NOT NULL AND dag < ?1",
        [&oldest],
    )?;
    let mut late = conn
        .prepare_cached("SELECT 1 FROM daglijst WHERE zaak = ?1 AND dag < ?2 AND verdwenen = 0")?;
    for zaak in wachtend {
        count += usize::from(late.exists(params![zaak.0.as_bytes(), oldest])?);
    }
    Ok(count)
}

/// Keeps who stood on the list that is cleared: the followed by name alone, so that the next list shows who
/// left; the untagged with a proposal whole, until somebody tags them, at most [`WACHTEN`] days.
fn schuif_door(conn: &Connection, vandaag: NaiveDate, wachtend: &HashSet<ZaakId>) -> Uitkomst<()> {
    let today = dag_tekst(vandaag);
    // What a list of an earlier day said of them is said.
    conn.execute(
        "DELETE FROM vorige WHERE door IS NOT NULL
            OR EXISTS (SELECT 1 FROM zaak WHERE zaak.id = vorige.zaak
                       AND zaak.tag IS NOT NULL AND zaak.open = 0)",
        [],
    )?;
    conn.execute(
        "INSERT INTO vorige (zaak, dag, lezing, volgorde, nummer, gegevens)
         SELECT daglijst.zaak, daglijst.dag, daglijst.lezing, daglijst.volgorde, NULL, NULL
         FROM daglijst JOIN zaak ON zaak.id = daglijst.zaak
         WHERE daglijst.dag < ?1 AND daglijst.verdwenen = 0 AND zaak.open = 1
         ON CONFLICT (zaak) DO UPDATE SET dag = excluded.dag, lezing = excluded.lezing,
           gegevens = NULL, nummer = NULL, weg = 0, door = NULL",
        [&today],
    )?;
    let mut keep = conn.prepare_cached(
        "INSERT INTO vorige (zaak, dag, lezing, volgorde, nummer, gegevens)
         SELECT zaak, dag, lezing, volgorde, nummer, gegevens FROM daglijst
         WHERE zaak = ?1 AND dag < ?2 AND dag >= ?3 AND verdwenen = 0
         ON CONFLICT (zaak) DO UPDATE SET dag = excluded.dag, lezing = excluded.lezing,
           gegevens = excluded.gegevens, nummer = excluded.nummer, weg = 0, door = NULL",
    )?;
    for zaak in wachtend {
        keep.execute(params![
            zaak.0.as_bytes(),
            today,
            dag_tekst(eerste_wachtdag(vandaag))
        ])?;
    }
    Ok(())
}

/// Zaken whose time is over, with their doubles. What stands on a list waits until that is cleared.
fn uitgediend(conn: &Connection, vandaag: NaiveDate, dagen: u32) -> Uitkomst<BTreeSet<ZaakId>> {
    // A day more than needed, because days begin at midnight in Amsterdam; the calendar decides below.
    let until = begin(vandaag) + chrono::TimeDelta::days(1);
    let kept = chrono::TimeDelta::days(dagen.min(BEWAREN_MAX).into());
    let found: Vec<(ZaakId, Option<DateTime<Utc>>)> = conn
        .prepare_cached(
            "SELECT id, klaar FROM zaak WHERE klaar < ?1 AND klaar IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM daglijst WHERE daglijst.zaak = zaak.id)
               AND NOT EXISTS (SELECT 1 FROM zaak AS dubbel
                               JOIN daglijst ON daglijst.zaak = dubbel.id
                               WHERE dubbel.opgegaan_in = zaak.id)",
        )?
        .query_map(params![(until - kept).timestamp_millis()], |row| {
            Ok((daglijst::zaak_id(row, 0)?, tijd(row.get(1)?)))
        })?
        .collect::<Result<_, _>>()?;
    let mut out = BTreeSet::new();
    for (zaak, since) in found {
        let stand = daglijst::stand(conn, zaak)?.unwrap_or_default();
        let may = mag(stand.fase(), Ingreep::Wissen, Lading::default()) == Uitslag::Mag;
        if may && since.is_some_and(|at| wist_op(at, dagen) <= vandaag) {
            out.extend(met_dubbelen(conn, zaak)?);
        }
    }
    Ok(out)
}

/// A zaak, and those that went up in it.
fn met_dubbelen(conn: &Connection, zaak: ZaakId) -> Uitkomst<Vec<ZaakId>> {
    let mut out = vec![zaak];
    let mut statement = conn.prepare_cached("SELECT id FROM zaak WHERE opgegaan_in = ?1")?;
    for id in statement.query_map([zaak.0.as_bytes()], |row| daglijst::zaak_id(row, 0))? {
        out.push(id?);
    }
    Ok(out)
}

/// Erases the content of every event of these zaken, and records the order to do so everywhere; how many.
fn beveel_wissen(
    conn: &Connection,
    ik: &Ik,
    zaken: &BTreeSet<ZaakId>,
    actor: &str,
    nu: DateTime<Utc>,
) -> Uitkomst<usize> {
    let mut ids = BTreeSet::new();
    for zaak in zaken {
        let found = conn
            .prepare_cached(
                "SELECT event.id FROM betreft JOIN event ON event.seq = betreft.event
                                              JOIN payload ON payload.event = event.seq
                 WHERE betreft.zaak = ?1 AND payload.content IS NOT NULL",
            )?
            .query_map([zaak.0.as_bytes()], |row| {
                Ok(EventId(uuid::Uuid::from_bytes(row.get(0)?)))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        ids.extend(found);
    }
    let ids: Vec<EventId> = ids.into_iter().collect();
    // An order goes in one envelope of at most 64 KiB.
    for part in ids.chunks(OPDRACHT) {
        let order = Schrijver::vanzelf(conn, ik)?.beveel_wissen(part, actor, nu)?;
        for zaak in neem_op::wis_inhoud(conn, part, order)? {
            // What was about another zaak too is gone there as well.
            if !zaken.contains(&zaak) {
                projectie::vernieuw(conn, ik, zaak)?;
            }
        }
    }
    Ok(ids.len())
}

/// Removes what was made of a zaak whose content is erased.
fn wis(conn: &Connection, zaak: ZaakId) -> Uitkomst<()> {
    let key = zaak.0.as_bytes();
    for sql in [
        "DELETE FROM corv WHERE zaak = ?1",
        "DELETE FROM zaak WHERE id = ?1",
        "DELETE FROM terugstapel WHERE zaak = ?1",
        "DELETE FROM daglijst WHERE zaak = ?1",
        "DELETE FROM daglijst_voor WHERE zaak = ?1",
        "DELETE FROM concept WHERE zaak = ?1",
        "DELETE FROM vorige WHERE zaak = ?1",
        uitgaand::WIS,
    ] {
        conn.prepare_cached(sql)?.execute([key])?;
    }
    Ok(())
}
