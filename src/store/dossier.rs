//! One zaak whole, zaken of earlier days, and finding a zaak by its number.
//!
//! Must not know screens.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, params};

use super::daglijst::{self, LezingInfo, lezing_info};
use super::fout::{StoreFout, Uitkomst};
use super::journaal::tijd;
use super::opdracht::lees_zaak;
use super::projectie::{self, kaal, oordeel_van};
use super::winkel::Lezer;
use crate::domain::beoordeling::Oordeel;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fold::teruggenomen;
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::tag::Tag;
use crate::domain::zaak::{Stand, Zaak};

/// How far back zaken stay in sight, in days.
const ZICHT: i64 = 28;
/// Fewer characters of an id would name half the journal.
const KORTST: usize = 4;

/// A zaak with everything around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The zaak.
    pub zaak: Zaak,
    /// What happened, oldest first, and whether it was taken back.
    pub tijdlijn: Vec<(Recorded, bool)>,
    /// Other zaken of the same person, newest first.
    pub eerdere: Vec<EerdereZaak>,
    /// The readings that brought or changed its facts, oldest first.
    pub lezingen: Vec<LezingInfo>,
}

/// Another zaak of the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EerdereZaak {
    /// Identity.
    pub id: ZaakId,
    /// The registration.
    pub pl: Option<String>,
    /// What it was.
    pub tag: Option<Tag>,
    /// How it was judged.
    pub oordeel: Oordeel,
    /// When it was tagged.
    pub op: Option<DateTime<Utc>>,
}

impl Lezer {
    /// One zaak whole; none when neither the day list nor the journal knows it with its facts.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn zaak(&self, id: ZaakId) -> Uitkomst<Option<Dossier>> {
        let tx = self.conn.unchecked_transaction()?;
        let (mut zaak, events) = match lees_zaak(&tx, id) {
            Err(StoreFout::OnbekendeZaak) => return Ok(None),
            other => other?,
        };
        if let Some((_, gone)) = daglijst::rij(&tx, id)? {
            zaak.stand.verdwenen |= gone;
        }
        let eerdere = match projectie::persoon(&self.geheim, &zaak.regel) {
            Some(key) => eerdere(&tx, id, key.as_bytes())?,
            None => Vec::new(),
        };
        let lezingen = lezingen(&tx, &zaak, &events)?;
        let undone = teruggenomen(&events);
        let tijdlijn = events
            .into_iter()
            .map(|event| {
                let gone = undone.contains(&event.id);
                (event, gone)
            })
            .collect();
        Ok(Some(Dossier {
            zaak,
            tijdlijn,
            eerdere,
            lezingen,
        }))
    }

    /// Zaken that VT follows and that are not on the list of `voor`: tagged in the last 28 days, or with
    /// an open step that can not wait however long ago. Newest tag first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn open_zaken(&self, voor: NaiveDate) -> Uitkomst<Vec<Zaak>> {
        let since = daglijst::begin(voor) - TimeDelta::days(ZICHT);
        let mut statement = self.conn.prepare_cached(
            "SELECT id, stand, getagd FROM zaak WHERE volgt = 1 AND getagd >= ?1
               AND NOT EXISTS (SELECT 1 FROM daglijst
                               WHERE daglijst.zaak = zaak.id AND daglijst.dag = ?2)
             UNION ALL
             SELECT id, stand, getagd FROM zaak WHERE alarm = 1
               AND NOT (volgt = 1 AND getagd >= ?1)
               AND NOT EXISTS (SELECT 1 FROM daglijst
                               WHERE daglijst.zaak = zaak.id AND daglijst.dag = ?2)
             ORDER BY getagd DESC, id",
        )?;
        let mut rows =
            statement.query(params![since.timestamp_millis(), daglijst::dag_tekst(voor)])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let json: String = row.get(1)?;
            let stand: Stand = serde_json::from_str(&json).map_err(|_| StoreFout::Rij("zaak"))?;
            // What VT follows has its facts in the journal.
            if let Some(opname) = stand.opgenomen.clone() {
                out.push(Zaak::nieuw(
                    daglijst::zaak_id(row, 0)?,
                    opname.regel,
                    opname.bron,
                    stand,
                ));
            }
        }
        Ok(out)
    }

    /// Finds zaken by registration number, with or without its dashes and letters, or by the start of
    /// their id (four characters or more).
    ///
    /// # Errors
    /// What SQLite says.
    pub fn zoek(&self, tekst: &str) -> Uitkomst<Vec<ZaakId>> {
        let wanted = kaal(tekst);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = BTreeSet::new();
        // One statement each: with OR, SQLite would read the whole table.
        for sql in [
            "SELECT id FROM zaak WHERE nummer IN (?1, ?2)",
            "SELECT zaak FROM daglijst WHERE nummer IN (?1, ?2)",
        ] {
            let mut statement = self.conn.prepare_cached(sql)?;
            let ids = statement.query_map(params![wanted, format!("PL{wanted}")], |row| {
                daglijst::zaak_id(row, 0)
            })?;
            for id in ids {
                found.insert(id?);
            }
        }
        if found.is_empty()
            && let Some((from, to)) = bereik(&wanted)
        {
            for sql in [
                "SELECT id FROM zaak WHERE id BETWEEN ?1 AND ?2",
                "SELECT zaak FROM daglijst WHERE zaak BETWEEN ?1 AND ?2",
            ] {
                let mut statement = self.conn.prepare_cached(sql)?;
                let ids =
                    statement.query_map(params![from, to], |row| daglijst::zaak_id(row, 0))?;
                for id in ids {
                    found.insert(id?);
                }
            }
        }
        Ok(found.into_iter().collect())
    }
}

/// The first and the last id that begin with these hex characters; none if they are no start of an id.
fn bereik(start: &str) -> Option<([u8; 16], [u8; 16])> {
    let hex =
        start.len() >= KORTST && start.len() <= 32 && start.chars().all(|c| c.is_ascii_hexdigit());
    let bound = |fill: char| {
        let mut text = start.to_owned();
        text.extend(std::iter::repeat_n(
            fill,
            32usize.saturating_sub(start.len()),
        ));
        u128::from_str_radix(&text, 16).ok().map(u128::to_be_bytes)
    };
    if hex {
        Some((bound('0')?, bound('f')?))
    } else {
        None
    }
}

fn eerdere(conn: &Connection, id: ZaakId, person: &[u8; 16]) -> Uitkomst<Vec<EerdereZaak>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, pl, tag, oordeel, getagd FROM zaak
         WHERE persoon = ?1 AND id <> ?2 ORDER BY getagd DESC, id",
    )?;
    let mut rows = statement.query(params![person, id.0.as_bytes()])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let tag: Option<String> = row.get(2)?;
        let op: Option<i64> = row.get(4)?;
        out.push(EerdereZaak {
            id: daglijst::zaak_id(row, 0)?,
            pl: row.get(1)?,
            tag: tag.as_deref().and_then(Tag::from_code),
            oordeel: oordeel_van(&row.get::<_, String>(3)?)?,
            op: op.and_then(tijd),
        });
    }
    Ok(out)
}

fn lezingen(conn: &Connection, zaak: &Zaak, events: &[Recorded]) -> Uitkomst<Vec<LezingInfo>> {
    let named = events.iter().filter_map(|event| match &event.what {
        Gebeurtenis::ZaakOpgenomen { bron, .. }
        | Gebeurtenis::LijstgegevensGewijzigd { bron, .. } => Some(bron.lezing),
        Gebeurtenis::VanLijstVerdwenen { lezing } | Gebeurtenis::TerugOpLijst { lezing } => {
            Some(*lezing)
        }
        _ => None,
    });
    let wanted: BTreeSet<LezingId> = named.chain([zaak.bron.lezing]).collect();
    let mut statement = conn.prepare_cached(
        "SELECT id, bestand, sha256, gelezen, dag, profiel, telling FROM lezing WHERE id = ?1",
    )?;
    let mut out = Vec::new();
    for id in wanted {
        let mut rows = statement.query([id.0.as_bytes()])?;
        if let Some(row) = rows.next()? {
            out.push(lezing_info(row)?);
        }
    }
    out.sort_by_key(|one| one.bron.gelezen);
    Ok(out)
}
