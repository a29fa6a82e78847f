//! One zaak whole, zaken of earlier days, and finding a zaak by its number.
//!
//! Must not know screens.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::daglijst::{self, LezingInfo, lezing_info};
use super::fout::{StoreFout, Uitkomst};
use super::journaal::{self, tijd};
use super::opdracht::lees_zaak;
use super::projectie::{self, kaal, oordeel_van};
use super::samen;
use super::winkel::Lezer;
use crate::domain::beoordeling::Oordeel;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fold::teruggenomen;
use crate::domain::ids::{LezingId, ZaakId};
use crate::domain::naam::Naam;
use crate::domain::tag::Tag;
use crate::domain::zaak::Zaak;
use crate::journal::sleutel::Tafelgeheim;

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
    /// Zaken of other suspects in the same registration, by name.
    pub medeverdachten: Vec<Medeverdachte>,
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

/// A zaak of another suspect in the same registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medeverdachte {
    /// Identity.
    pub id: ZaakId,
    /// Who.
    pub naam: Naam,
    /// The registration.
    pub pl: Option<String>,
    /// What it was; none as long as nobody tagged it.
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
        if let Some((_, gone)) = samen::rij(&tx, id, &zaak.stand)? {
            // A double that stands on the list stands there for this zaak.
            let own = zaak.stand.verdwenen;
            zaak.stand.verdwenen = gone.or(own.filter(|_| zaak.stand.samengevoegd.is_empty()));
        }
        let eerdere = match projectie::persoon(&self.geheim, &zaak.regel) {
            Some(key) => eerdere(&tx, id, key.as_bytes())?,
            None => Vec::new(),
        };
        let medeverdachten = medeverdachten(&tx, &self.geheim, &zaak)?;
        let lezingen = lezingen(&tx, &zaak, &events)?;
        let undone = teruggenomen(&events);
        let tijdlijn = events
            .into_iter()
            .filter(|event| !journaal::is_gewist(event))
            .map(|event| {
                let gone = undone.contains(&event.id);
                (event, gone)
            })
            .collect();
        Ok(Some(Dossier {
            zaak,
            tijdlijn,
            eerdere,
            medeverdachten,
            lezingen,
        }))
    }

    /// Finds zaken by registration number, with or without its dashes and letters, or by the start of
    /// their id (four characters or more). By the number of a double the zaak in which it went up is found.
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
            "SELECT coalesce(opgegaan_in, id) FROM zaak WHERE nummer IN (?1, ?2)",
            "SELECT coalesce(zaak.opgegaan_in, daglijst.zaak)
             FROM daglijst LEFT JOIN zaak ON zaak.id = daglijst.zaak
             WHERE daglijst.nummer IN (?1, ?2)",
            "SELECT zaak FROM vorige WHERE gegevens IS NOT NULL AND nummer IN (?1, ?2)",
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
                "SELECT zaak FROM vorige WHERE gegevens IS NOT NULL AND zaak BETWEEN ?1 AND ?2",
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
         WHERE persoon = ?1 AND id <> ?2 AND opgegaan_in IS NULL ORDER BY getagd DESC, id",
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

fn medeverdachten(
    conn: &Connection,
    geheim: &Tafelgeheim,
    zaak: &Zaak,
) -> Uitkomst<Vec<Medeverdachte>> {
    let Some(nummer) = projectie::nummer(&zaak.regel) else {
        return Ok(Vec::new());
    };
    let mut found = BTreeSet::new();
    for sql in [
        "SELECT id FROM zaak WHERE nummer = ?1",
        // The list of a day has no index on numbers: keeping one makes reading a long list half as slow
        // again, and looking through an ordinary one takes a millisecond.
        "SELECT zaak FROM daglijst WHERE nummer = ?1",
    ] {
        let mut statement = conn.prepare_cached(sql)?;
        for id in statement.query_map([&nummer], |row| daglijst::zaak_id(row, 0))? {
            found.insert(id?);
        }
    }
    found.remove(&zaak.id);
    let person = projectie::persoon(geheim, &zaak.regel);
    let mut out = Vec::new();
    for id in found {
        let (other, _) = lees_zaak(conn, id)?;
        let same = person.is_some() && person == projectie::persoon(geheim, &other.regel);
        if same || other.stand.opgegaan_in.is_some() {
            continue;
        }
        out.push(Medeverdachte {
            id,
            naam: other.regel.naam,
            pl: other.regel.pl.or(other.regel.parketnummer),
            tag: other.stand.tag.as_ref().map(|now| now.tag),
            oordeel: other.stand.oordeel(),
            op: other.stand.tag.map(|now| now.op),
        });
    }
    out.sort_by_cached_key(|one| (one.naam.lijstvorm(), one.id));
    Ok(out)
}

fn lezingen(conn: &Connection, zaak: &Zaak, events: &[Recorded]) -> Uitkomst<Vec<LezingInfo>> {
    let named = events.iter().filter_map(|event| match &event.what {
        Gebeurtenis::ZaakOpgenomen { bron, .. }
        | Gebeurtenis::LijstgegevensGewijzigd { bron, .. } => Some(bron.lezing),
        Gebeurtenis::VanLijstVerdwenen { lezing, .. }
        | Gebeurtenis::TerugOpLijst { lezing }
        | Gebeurtenis::StatusOpLijst { lezing, .. }
        | Gebeurtenis::LijstZegtMeer { lezing, .. } => Some(*lezing),
        _ => None,
    });
    let wanted: BTreeSet<LezingId> = named.chain([zaak.bron.lezing]).collect();
    let mut statement = conn.prepare_cached(
        "SELECT id, bestand, sha256, gelezen, dag, profiel, telling, peil FROM lezing WHERE id = ?1",
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
