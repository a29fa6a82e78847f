//! Projections: what is folded from the journal, kept as rows for speed. They can be thrown away and
//! made again, byte for byte (rule 1).
//!
//! Must not know how events come about.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::fout::{StoreFout, Uitkomst};
use super::journaal;
use super::personen;
use super::schrijver::Ik;
use super::winkel::{Lezer, Store};
use crate::domain::beoordeling::Oordeel;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fold::{fold, teruggenomen};
use crate::domain::ids::{EventId, LezingId, PersoonId, ZaakId};
use crate::domain::lijstregel::Lijstregel;
use crate::domain::tag::Tag;
use crate::domain::terug::{NietTerug, kies};
use crate::domain::werkstroom;
use crate::domain::zaak::{Stand, Zaak};
use crate::journal::sleutel::Tafelgeheim;

/// What making the projections anew found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Herbouw {
    /// Zaken that were folded.
    pub zaken: u64,
    /// Whether the rows that stood there differed from the journal.
    pub anders: bool,
}

/// The letters and digits of a registration number, for searching with or without dashes.
pub(super) fn kaal(nummer: &str) -> String {
    nummer
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The number by which a line is found: the PL number, or else that of the OM.
pub(super) fn nummer(regel: &Lijstregel) -> Option<String> {
    regel
        .pl
        .as_deref()
        .or(regel.parketnummer.as_deref())
        .map(kaal)
}

/// The key under which a person is found in other zaken. Without a family name and a date of birth two
/// strangers would be taken for one person, so there is none then.
pub(super) fn persoon(geheim: &Tafelgeheim, regel: &Lijstregel) -> Option<Uuid> {
    let known = !regel.naam.achternaam.trim().is_empty() && regel.geboortedatum.is_some();
    known.then(|| geheim.persoon(regel))
}

/// The word of a judgement, as JSON has it too.
pub(super) fn oordeel_code(oordeel: Oordeel) -> Uitkomst<String> {
    let quoted = serde_json::to_string(&oordeel).map_err(|_| StoreFout::Rij("oordeel"))?;
    Ok(quoted.trim_matches('"').to_owned())
}

/// Reads the word of [`oordeel_code`].
pub(super) fn oordeel_van(code: &str) -> Uitkomst<Oordeel> {
    serde_json::from_str(&format!("\"{code}\"")).map_err(|_| StoreFout::Rij("oordeel"))
}

/// Whether taking back looks at this event: because it can be taken back, or because it stops there.
fn telt_bij_terugnemen(event: &Recorded) -> bool {
    kies(std::iter::once(event)) != Err(NietTerug::Niets)
}

/// Makes the rows of one zaak anew from its events.
pub(super) fn vernieuw(conn: &Connection, ik: &Ik, zaak: ZaakId) -> Uitkomst<()> {
    werk_bij(conn, ik, zaak, &journaal::van_zaak(conn, zaak)?).map(|_| ())
}

/// Writes the rows of one zaak from all its events; with none left that has content, they go. Whether there
/// are any.
fn werk_bij(conn: &Connection, ik: &Ik, id: ZaakId, found: &[(i64, Recorded)]) -> Uitkomst<bool> {
    let all: Vec<Recorded> = found.iter().map(|(_, event)| event.clone()).collect();
    let events = all.as_slice();
    let undone = teruggenomen(events);
    stapel(conn, ik, id, found, &undone)?;
    if events.iter().all(journaal::is_gewist) {
        conn.prepare_cached("DELETE FROM zaak WHERE id = ?1")?
            .execute([id.0.as_bytes()])?;
        return Ok(false);
    }
    let stand = fold(events);
    let json = serde_json::to_string(&stand).map_err(|_| StoreFout::Rij("zaak"))?;
    let regel = stand.opgenomen.as_ref().map(|opname| &opname.regel);
    let tag = stand.tag.as_ref();
    conn.prepare_cached(
        "INSERT INTO zaak (id, stand, persoon, pl, nummer, tag, oordeel, getagd, volgt, alarm,
                           opgegaan_in, open, klaar, twijfel, hg_zelf)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         ON CONFLICT (id) DO UPDATE SET
           stand = excluded.stand, persoon = excluded.persoon, pl = excluded.pl,
           nummer = excluded.nummer, tag = excluded.tag, oordeel = excluded.oordeel,
           getagd = excluded.getagd, volgt = excluded.volgt, alarm = excluded.alarm,
           opgegaan_in = excluded.opgegaan_in, open = excluded.open, klaar = excluded.klaar,
           twijfel = excluded.twijfel, hg_zelf = excluded.hg_zelf",
    )?
    .execute(params![
        id.0.as_bytes(),
        json,
        regel
            .and_then(|regel| persoon(&ik.geheim, regel))
            .map(|key| *key.as_bytes()),
        regel.and_then(|regel| regel.pl.as_deref().or(regel.parketnummer.as_deref())),
        regel.and_then(nummer),
        tag.map(|tagging| tagging.tag.code()),
        oordeel_code(stand.oordeel())?,
        tag.map(|tagging| tagging.op.timestamp_millis()),
        tag.is_some_and(|tagging| tagging.tag.volgt()),
        alarm(id, &stand),
        stand.opgegaan_in.map(|main| *main.0.as_bytes()),
        stand.is_open(),
        klaar(&stand, events).map(|at| at.timestamp_millis()),
        twijfel(events, &undone).map(|at| at.timestamp_millis()),
        hg_zelf(events, &undone),
    ])?;
    Ok(true)
}

/// Since when the data of a zaak are not needed any more: it was closed, or it has data and nobody
/// follows it. A double goes with the zaak in which it went up.
fn klaar(stand: &Stand, events: &[Recorded]) -> Option<DateTime<Utc>> {
    if stand.opgegaan_in.is_some() {
        return None;
    }
    if let Some(closed) = &stand.gesloten {
        return Some(closed.op);
    }
    // What came after its content was erased has no line, and does not stay for ever.
    let rest = events.iter().any(journaal::is_gewist) && stand.tag.is_none();
    if stand.opgenomen.is_none() && !rest {
        return None;
    }
    match &stand.tag {
        Some(tagging) if tagging.tag.volgt() => None,
        Some(tagging) => Some(tagging.op),
        None => events.last().map(|event| event.at),
    }
}

/// When a zaak was first tagged as twijfel, if that was not taken back.
fn twijfel(events: &[Recorded], undone: &HashSet<EventId>) -> Option<DateTime<Utc>> {
    events
        .iter()
        .find(|event| {
            matches!(
                event.what,
                Gebeurtenis::Getagd {
                    tag: Tag::Twijfel,
                    ..
                }
            ) && !undone.contains(&event.id)
        })
        .map(|event| event.at)
}

/// Whether the zaak is HG, and police had not marked the line when it was tagged so.
fn hg_zelf(events: &[Recorded], undone: &HashSet<EventId>) -> bool {
    let (mut marked, mut hg, mut own) = (None, false, false);
    for event in events.iter().filter(|event| !undone.contains(&event.id)) {
        match &event.what {
            Gebeurtenis::ZaakOpgenomen { regel, .. }
            | Gebeurtenis::LijstgegevensGewijzigd { regel, .. } => marked = regel.hg_politie,
            Gebeurtenis::Getagd { tag: Tag::Hg, .. } => {
                // Another kind of HG is no new finding.
                if !hg {
                    own = marked != Some(true);
                }
                hg = true;
            }
            Gebeurtenis::Getagd { .. } | Gebeurtenis::GeenHgVastgesteld { .. } => {
                (hg, own) = (false, false);
            }
            _ => {}
        }
    }
    own
}

/// Whether a step is open that can not wait.
fn alarm(id: ZaakId, stand: &Stand) -> bool {
    let Some(opname) = &stand.opgenomen else {
        return false;
    };
    let zaak = Zaak::nieuw(id, opname.regel.clone(), opname.bron.clone(), stand.clone());
    !werkstroom::alarmen(&zaak).is_empty()
}

/// Keeps which own acts in a zaak can be taken back here, and which meldingen were joined to it.
fn stapel(
    conn: &Connection,
    ik: &Ik,
    zaak: ZaakId,
    events: &[(i64, Recorded)],
    undone: &HashSet<EventId>,
) -> Uitkomst<()> {
    let key = zaak.0.as_bytes();
    let counts = |event: &&(i64, Recorded)| !undone.contains(&event.1.id);
    let mine: BTreeMap<i64, PersoonId> = events
        .iter()
        .filter(counts)
        .filter(|(_, event)| event.hand.toestel == ik.toestel && telt_bij_terugnemen(event))
        .map(|(seq, event)| (*seq, event.hand.persoon))
        .collect();
    let joined: BTreeMap<i64, LezingId> = events
        .iter()
        .filter(counts)
        .filter_map(|(seq, event)| match &event.what {
            Gebeurtenis::CorvGekoppeld(melding) => Some((*seq, melding.lezing)),
            _ => None,
        })
        .collect();
    // Only what differs is written: a long zaak has many, and one event changes few.
    for (table, wanted) in [
        (
            "terugstapel",
            mine.keys().copied().collect::<BTreeSet<i64>>(),
        ),
        ("corv", joined.keys().copied().collect()),
    ] {
        let there: BTreeSet<i64> = conn
            .prepare_cached(&format!("SELECT event FROM {table} WHERE zaak = ?1"))?
            .query_map([key], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for seq in there.difference(&wanted) {
            conn.prepare_cached(&format!("DELETE FROM {table} WHERE event = ?1"))?
                .execute([seq])?;
        }
        for seq in wanted.difference(&there) {
            if let Some(persoon) = mine.get(seq).filter(|_| table == "terugstapel") {
                conn.prepare_cached(
                    "INSERT INTO terugstapel (event, persoon, zaak) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![seq, persoon.0.as_bytes(), key])?;
            } else if let Some(lezing) = joined.get(seq) {
                conn.prepare_cached("INSERT INTO corv (event, lezing, zaak) VALUES (?1, ?2, ?3)")?
                    .execute(params![seq, lezing.0.as_bytes(), key])?;
            }
        }
    }
    Ok(())
}

/// Makes every projection anew from the journal; how many zaken there are.
pub(super) fn maak_opnieuw(conn: &Connection, ik: &Ik) -> Uitkomst<u64> {
    conn.execute_batch("DELETE FROM zaak; DELETE FROM terugstapel; DELETE FROM corv;")?;
    let all: Vec<ZaakId> = conn
        .prepare("SELECT DISTINCT zaak FROM betreft ORDER BY zaak")?
        .query_map([], |row| Ok(ZaakId(Uuid::from_bytes(row.get(0)?))))?
        .collect::<Result<_, _>>()?;
    personen::maak_opnieuw(conn, ik)?;
    let mut zaken = 0;
    for zaak in all {
        zaken += u64::from(werk_bij(conn, ik, zaak, &journaal::van_zaak(conn, zaak)?)?);
    }
    Ok(zaken)
}

/// A digest of every projected row, by what it is about.
fn afdrukken(conn: &Connection) -> Uitkomst<BTreeMap<String, [u8; 32]>> {
    let mut out = BTreeMap::new();
    for (what, sql) in [
        (
            "zaak",
            "SELECT id, stand, persoon, pl, nummer, tag, oordeel, getagd, volgt, alarm, opgegaan_in, open, klaar,
                    twijfel, hg_zelf FROM zaak NOT INDEXED",
        ),
        ("melding", "SELECT event, lezing, zaak FROM corv NOT INDEXED"),
        ("terug te nemen handeling", "SELECT event, persoon, zaak FROM terugstapel NOT INDEXED"),
        ("persoon", "SELECT id, plek, naam, rollen, weg FROM persoon"),
    ] {
        let mut statement = conn.prepare(sql)?;
        let width = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut hasher = Sha256::new();
            for at in 0..width {
                hasher.update(format!("{:?}|", row.get_ref(at)?));
            }
            let key = match row.get_ref(0)? {
                ValueRef::Blob(id) => Uuid::from_slice(id)
                    .map_or_else(|_| "?".to_owned(), |id| ZaakId(id).kort()),
                ValueRef::Integer(place) => place.to_string(),
                _ => "?".to_owned(),
            };
            out.insert(format!("{what} {key}"), hasher.finalize().into());
        }
    }
    Ok(out)
}

impl Store {
    /// Throws the projections away and makes them again from the journal, in one transaction. What can not be
    /// read stops nothing.
    ///
    /// # Errors
    /// What SQLite says; the old projections then still stand.
    pub fn rebuild(&mut self) -> Uitkomst<Herbouw> {
        let before = self.afdruk()?;
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let zaken = maak_opnieuw(&tx, &ik)?;
        tx.commit()?;
        Ok(Herbouw {
            zaken,
            anders: self.afdruk()? != before,
        })
    }

    /// Folds the journal anew beside the projections, and leaves them as they are: what differs, a line each.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn reken_na(&mut self) -> Uitkomst<Vec<String>> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let there = afdrukken(&tx)?;
        maak_opnieuw(&tx, &ik)?;
        let wanted = afdrukken(&tx)?;
        // Nothing of it is kept.
        tx.rollback()?;
        let mut out = Vec::new();
        for (key, print) in &there {
            match wanted.get(key) {
                None => out.push(format!("{key} staat er, en het journaal kent het niet")),
                Some(right) if right != print => {
                    out.push(format!("{key} is niet wat het journaal zegt"));
                }
                Some(_) => {}
            }
        }
        let missing = wanted.keys().filter(|key| !there.contains_key(*key));
        out.extend(missing.map(|key| format!("{key} ontbreekt")));
        Ok(out)
    }
}

impl Lezer {
    /// Every projected row as text, in a fixed order: two stores with the same events give the same bytes. What
    /// can be taken back here, and who works here, is of this store alone, and is not among them.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn dump(&self) -> Uitkomst<String> {
        let mut out = String::new();
        self.elke_projectie(&[], |line| out.push_str(line))?;
        Ok(out)
    }

    /// A digest of [`Lezer::dump`] and of what can be taken back, without holding it all at once.
    fn afdruk(&self) -> Uitkomst<[u8; 32]> {
        let mut hasher = Sha256::new();
        let own = [
            "SELECT event, persoon, zaak FROM terugstapel ORDER BY event",
            "SELECT id, plek, naam, rollen, weg FROM persoon ORDER BY id",
        ];
        self.elke_projectie(&own, |line| hasher.update(line))?;
        Ok(hasher.finalize().into())
    }

    fn elke_projectie(&self, eigen: &[&str], mut each: impl FnMut(&str)) -> Uitkomst<()> {
        for sql in [
            "SELECT id, stand, persoon, pl, nummer, tag, oordeel, getagd, volgt, alarm,
                    opgegaan_in, open, klaar, twijfel, hg_zelf
             FROM zaak ORDER BY id",
            "SELECT event.id, lezing, zaak FROM corv JOIN event ON event.seq = corv.event
             ORDER BY event.id",
        ]
        .into_iter()
        .chain(eigen.iter().copied())
        {
            let mut statement = self.conn.prepare(sql)?;
            let width = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                for at in 0..width {
                    each(&format!("{:?}|", row.get_ref(at)?));
                }
                each("\n");
            }
        }
        Ok(())
    }
}
