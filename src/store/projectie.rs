//! Projections: what is folded from the journal, kept as rows for speed. They can be thrown away and
//! made again, byte for byte (rule 1).
//!
//! Must not know how events come about.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::fout::{StoreFout, Uitkomst};
use super::journaal::{self, lees_event};
use super::winkel::{Lezer, Store};
use crate::domain::beoordeling::Oordeel;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fold::{fold, teruggenomen};
use crate::domain::ids::{DeviceId, ZaakId};
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

/// Writes the row of one zaak from all its events; with none left that can be read, the row goes.
pub(super) fn werk_bij(
    conn: &Connection,
    geheim: &Tafelgeheim,
    id: ZaakId,
    events: &[Recorded],
) -> Uitkomst<()> {
    if events.is_empty() {
        conn.prepare_cached("DELETE FROM zaak WHERE id = ?1")?
            .execute([id.0.as_bytes()])?;
        return Ok(());
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
            .and_then(|regel| persoon(geheim, regel))
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
        twijfel(events).map(|at| at.timestamp_millis()),
        hg_zelf(events),
    ])?;
    Ok(())
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
    stand.opgenomen.as_ref()?;
    match &stand.tag {
        Some(tagging) if tagging.tag.volgt() => None,
        Some(tagging) => Some(tagging.op),
        None => events.last().map(|event| event.at),
    }
}

/// When a zaak was first tagged as twijfel, if that was not taken back.
fn twijfel(events: &[Recorded]) -> Option<DateTime<Utc>> {
    let undone = teruggenomen(events);
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
fn hg_zelf(events: &[Recorded]) -> bool {
    let undone = teruggenomen(events);
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

/// Keeps the stack of what can be taken back, and which meldingen were joined, for one event just appended
/// at `seq`.
pub(super) fn stapel(conn: &Connection, zaak: ZaakId, seq: i64, event: &Recorded) -> Uitkomst<()> {
    if let Gebeurtenis::Teruggenomen { gebeurtenis } = &event.what {
        if let Some(gone) = journaal::plaats(conn, *gebeurtenis)? {
            conn.prepare_cached("DELETE FROM terugstapel WHERE event = ?1")?
                .execute([gone])?;
            conn.prepare_cached("DELETE FROM corv WHERE event = ?1")?
                .execute([gone])?;
        }
        return Ok(());
    }
    if let Gebeurtenis::CorvGekoppeld(melding) = &event.what {
        conn.prepare_cached("INSERT INTO corv (event, lezing, zaak) VALUES (?1, ?2, ?3)")?
            .execute(params![seq, melding.lezing.0.as_bytes(), zaak.0.as_bytes()])?;
    }
    if telt_bij_terugnemen(event) {
        conn.prepare_cached("INSERT INTO terugstapel (event, actor, zaak) VALUES (?1, ?2, ?3)")?
            .execute(params![seq, event.by, zaak.0.as_bytes()])?;
    }
    Ok(())
}

impl Store {
    /// Throws the projections away and makes them again from the journal, in one transaction.
    ///
    /// # Errors
    /// [`StoreFout::Onleesbaar`] and the like; the old projections then still stand.
    pub fn rebuild(&mut self) -> Uitkomst<Herbouw> {
        let before = self.afdruk()?;
        let (geheim, device) = (self.geheim(), self.device);
        let tx = self.lezer.conn.transaction()?;
        tx.execute_batch("DELETE FROM zaak; DELETE FROM terugstapel; DELETE FROM corv;")?;
        let zaken = herbouw(&tx, &geheim, device)?;
        tx.commit()?;
        Ok(Herbouw {
            zaken,
            anders: self.afdruk()? != before,
        })
    }
}

fn herbouw(conn: &Connection, geheim: &Tafelgeheim, device: DeviceId) -> Uitkomst<u64> {
    let mut statement = conn.prepare(
        "SELECT event.seq, event.id, event.idx, event.version, event.at, event.actor,
                payload.content, event.zaak, event.device
         FROM event JOIN payload ON payload.event = event.seq
         WHERE event.zaak IS NOT NULL AND payload.content IS NOT NULL
         ORDER BY event.zaak, event.server_seq IS NULL, event.server_seq, event.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut zaken = 0;
    let mut current: Option<(ZaakId, Vec<Recorded>, Vec<i64>)> = None;
    while let Some(row) = rows.next()? {
        let id = ZaakId(Uuid::from_bytes(row.get(7)?));
        let own = DeviceId(Uuid::from_bytes(row.get(8)?)) == device;
        let (seq, event) = lees_event(row)?;
        if current.as_ref().is_none_or(|(now, ..)| *now != id)
            && let Some(done) = current.replace((id, Vec::new(), Vec::new()))
        {
            sluit(conn, geheim, &done)?;
            zaken += 1;
        }
        if let Some((_, events, places)) = &mut current {
            events.push(event);
            places.push(if own { seq } else { 0 });
        }
    }
    if let Some(done) = current {
        sluit(conn, geheim, &done)?;
        zaken += 1;
    }
    Ok(zaken)
}

fn sluit(
    conn: &Connection,
    geheim: &Tafelgeheim,
    (id, events, places): &(ZaakId, Vec<Recorded>, Vec<i64>),
) -> Uitkomst<()> {
    werk_bij(conn, geheim, *id, events)?;
    let undone = teruggenomen(events);
    for (event, seq) in events.iter().zip(places) {
        let taking_back = matches!(event.what, Gebeurtenis::Teruggenomen { .. });
        if *seq != 0 && !taking_back && !undone.contains(&event.id) {
            stapel(conn, *id, *seq, event)?;
        }
    }
    Ok(())
}

impl Lezer {
    /// Every projected row as text, in a fixed order: two stores with one journal give the same bytes.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn dump(&self) -> Uitkomst<String> {
        let mut out = String::new();
        self.elke_projectie(|line| out.push_str(line))?;
        Ok(out)
    }

    /// A digest of [`Lezer::dump`], without holding it all at once.
    fn afdruk(&self) -> Uitkomst<[u8; 32]> {
        let mut hasher = Sha256::new();
        self.elke_projectie(|line| hasher.update(line))?;
        Ok(hasher.finalize().into())
    }

    fn elke_projectie(&self, mut each: impl FnMut(&str)) -> Uitkomst<()> {
        for sql in [
            "SELECT id, stand, persoon, pl, nummer, tag, oordeel, getagd, volgt, alarm,
                    opgegaan_in, open, klaar, twijfel, hg_zelf
             FROM zaak ORDER BY id",
            "SELECT event, actor, zaak FROM terugstapel ORDER BY event",
            "SELECT event, lezing, zaak FROM corv ORDER BY event",
        ] {
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
