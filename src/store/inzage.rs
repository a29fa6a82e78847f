//! The log of inspection (NEN 7513) in the journal: written a minute at a time, read back as lines, and let go after the
//! term of the site. No command erases it before that.
//!
//! Must not know what a screen shows, nor when a minute is over.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;
use serde::Serialize;
use uuid::Uuid;

use super::bewaren::OPDRACHT;
use super::fout::Uitkomst;
use super::neem_op;
use super::rijen;
use super::schrijver::{Ik, Schrijver};
use super::winkel::{Lezer, Store};
use crate::domain::event::{Gebeurtenis, INZAGE};
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::inzage::{Gewistsoort, Inzage};
use crate::domain::tijd::lokaal;
use crate::journal::kop::Kop;

/// Up to which place the log was let go.
const TOT: &str = "inzage-gewist-tot";

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Logregel {
    /// In which minute, or when.
    pub op: DateTime<Utc>,
    /// Who.
    pub door: String,
    /// In which role; empty where no roles are known.
    pub rol: String,
    /// What was done, in words.
    pub wat: String,
    /// In which zaak.
    pub zaak: Option<ZaakId>,
    /// By which command or screen, or what for.
    pub doel: String,
    /// What was looked for, as a keyed hash.
    pub term: String,
    /// How often in that minute.
    pub keer: u32,
}

impl Store {
    /// Writes what one person saw in one minute.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn noteer_inzage(&mut self, what: Inzage, actor: &str) -> Uitkomst<()> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let at = what.minuut;
        Schrijver::vanzelf(&tx, &ik)?.voeg_toe(
            None,
            Gebeurtenis::Inzage(Box::new(what)),
            actor,
            at,
        )?;
        tx.commit()?;
        Ok(())
    }
}

impl Lezer {
    /// The log, oldest first: all of it, or of one zaak. Texts that left and zaken that were handed over stand in it
    /// too.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn inzagelog(&self, zaak: Option<ZaakId>) -> Uitkomst<Vec<Logregel>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT event.kop, payload.content FROM event
             JOIN payload ON payload.event = event.seq
             WHERE event.soort = 0 AND payload.content IS NOT NULL ORDER BY event.seq",
        )?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(kop) = Kop::lees(row.get_ref(0)?.as_bytes().unwrap_or_default()) else {
                continue;
            };
            if let Some(way) = vertrek(&kop.kind) {
                let about = kop.zaken.iter().copied();
                out.extend(
                    about
                        .filter(|one| zaak.is_none_or(|wanted| wanted == *one))
                        .map(|one| Logregel {
                            op: kop.at,
                            door: kop.naam.clone(),
                            rol: String::new(),
                            wat: way.to_owned(),
                            zaak: Some(one),
                            doel: String::new(),
                            term: String::new(),
                            keer: 1,
                        }),
                );
                continue;
            }
            if kop.kind != INZAGE {
                continue;
            }
            let content = row.get_ref(1)?.as_bytes().unwrap_or_default();
            let Gebeurtenis::Inzage(seen) =
                crate::journal::inhoud::lees(&kop.kind, kop.versie, Some(content))
            else {
                continue;
            };
            let Inzage {
                minuut,
                rol,
                regels,
            } = *seen;
            out.extend(
                regels
                    .into_iter()
                    .filter(|(line, _)| zaak.is_none_or(|wanted| line.zaak == Some(wanted)))
                    .map(|(line, keer)| Logregel {
                        op: minuut,
                        door: kop.naam.clone(),
                        rol: rol.clone(),
                        wat: line.wat.label().to_owned(),
                        zaak: line.zaak,
                        doel: line.doel,
                        term: line.term,
                        keer,
                    }),
            );
        }
        Ok(out)
    }
}

/// Events of the work by which something left, and how the log calls them.
fn vertrek(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "input-verstuurd" => "input verstuurd",
        "mondeling-ingebracht" => "mondeling ingebracht",
        "overgedragen" => "overgedragen",
        _ => return None,
    })
}

/// Erases the log of before `voor`, and notes that; how many minutes went.
pub(super) fn ruim(
    conn: &Connection,
    ik: &Ik,
    (voor, termijn): (NaiveDate, &str),
    (actor, nu): (&str, DateTime<Utc>),
) -> Uitkomst<u32> {
    let from: i64 = rijen::waarde(conn, TOT)?
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let mut statement = conn.prepare_cached(
        "SELECT event.seq, event.id, event.kop FROM event
         JOIN payload ON payload.event = event.seq
         WHERE event.soort = 0 AND event.seq > ?1 AND payload.content IS NOT NULL
         ORDER BY event.seq",
    )?;
    let mut rows = statement.query([from])?;
    let mut gone = Vec::new();
    let mut reached = from;
    while let Some(row) = rows.next()? {
        let Some(kop) = Kop::lees(row.get_ref(2)?.as_bytes().unwrap_or_default()) else {
            continue;
        };
        // What came in of another laptop can be older than what stands before it; it goes a little later.
        if lokaal(kop.at).date_naive() >= voor {
            break;
        }
        reached = row.get(0)?;
        if kop.kind == INZAGE {
            gone.push(EventId(Uuid::from_bytes(row.get(1)?)));
        }
    }
    drop(rows);
    drop(statement);
    if reached != from {
        rijen::zet(conn, TOT, &reached.to_string())?;
    }
    for part in gone.chunks(OPDRACHT) {
        let order = Schrijver::vanzelf(conn, ik)?.beveel_wissen(part, actor, nu)?;
        neem_op::wis_inhoud(conn, part, order)?;
    }
    let count = u32::try_from(gone.len()).unwrap_or(u32::MAX);
    noteer_gewist(conn, ik, (Gewistsoort::Inzage, termijn, count), (actor, nu))?;
    Ok(count)
}

/// Notes that content was erased; nothing where none was.
pub(super) fn noteer_gewist(
    conn: &Connection,
    ik: &Ik,
    (wat, termijn, aantal): (Gewistsoort, &str, u32),
    (actor, nu): (&str, DateTime<Utc>),
) -> Uitkomst<()> {
    if aantal == 0 {
        return Ok(());
    }
    let what = Gebeurtenis::Gewist {
        wat,
        termijn: termijn.to_owned(),
        aantal,
    };
    Schrijver::vanzelf(conn, ik)?.voeg_toe(None, what, actor, nu)?;
    Ok(())
}
