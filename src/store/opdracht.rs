//! Carrying out what a worker asks: fresh state, `decide`, events and projections, in one transaction.
//!
//! Must not know who may do what, nor which screen asked.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::daglijst;
use super::fout::{StoreFout, Uitkomst};
use super::journaal;
use super::projectie;
use super::samen;
use super::schrijver::{Ik, Schrijver};
use super::winkel::Store;
use crate::domain::decide::{Opdracht, decide, intussen};
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fold::fold;
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::terug::{NietTerug, kies, mag_terug};
use crate::domain::vastgelegd::Hand;
use crate::domain::zaak::{Opname, Zaak};

/// How many acts are looked at together when choosing what to take back.
const BLAD: i64 = 16;

impl Store {
    /// Carries out `opdracht`, and returns the events that it caused.
    ///
    /// # Errors
    /// [`StoreFout::Geweigerd`] when a rule forbids it, [`StoreFout::OnbekendeZaak`], or what disks do;
    /// nothing is stored then.
    pub fn voer_uit(
        &mut self,
        zaak: ZaakId,
        opdracht: &Opdracht,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Vec<Recorded>> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let (now, known) = lees_zaak(&tx, zaak)?;
        let by = |id: EventId| known.iter().find(|one| one.id == id).map(|one| one.hand);
        intussen(&now.stand, opdracht, ik.hand(actor), by)?;
        let mut schrijver = Schrijver::nieuw(&tx, &ik)?;
        let mut done = Vec::new();
        for what in decide(&now, opdracht)? {
            done.push(schrijver.voeg_toe(Some(zaak), what, actor, nu)?.1);
        }
        projectie::vernieuw(&tx, &ik, zaak)?;
        tx.commit()?;
        Ok(done)
    }

    /// Takes back the newest act of `actor` on this laptop, in one zaak or in any, that was not taken
    /// back yet. Returns the zaak, and the event that was taken back.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`] when there is nothing, when the newest act left the building, or when an alarm or
    /// work would drop from sight.
    pub fn neem_terug(
        &mut self,
        actor: &str,
        zaak: Option<ZaakId>,
        nu: DateTime<Utc>,
    ) -> Uitkomst<(ZaakId, Recorded)> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let hand = ik.hand(actor);
        let (seq, zaak) = kies_terug(&tx, hand, zaak)?;
        let gone = journaal::op_plaats(&tx, seq)?.ok_or(NietTerug::Niets)?;
        mag_terug(&journaal::events(&tx, zaak)?, gone.id, hand)?;
        schrijf_terug(&tx, &ik, zaak, &gone, (actor, nu))?;
        tx.commit()?;
        Ok((zaak, gone))
    }

    /// Takes one event of a zaak back, whoever recorded it. What it opened as an alarm stays open, unless
    /// `actor` recorded it.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`] when it is not there, was taken back already, can not be taken back, or when
    /// a text that left rests on it, or an alarm or work would drop from sight.
    pub fn neem_gebeurtenis_terug(
        &mut self,
        zaak: ZaakId,
        gebeurtenis: EventId,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Recorded> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let gone = mag_terug(&journaal::events(&tx, zaak)?, gebeurtenis, ik.hand(actor))?.clone();
        schrijf_terug(&tx, &ik, zaak, &gone, (actor, nu))?;
        tx.commit()?;
        Ok(gone)
    }
}

/// Records that `gone` was taken back.
fn schrijf_terug(
    conn: &Connection,
    ik: &Ik,
    zaak: ZaakId,
    gone: &Recorded,
    (actor, nu): (&str, DateTime<Utc>),
) -> Uitkomst<()> {
    let what = Gebeurtenis::Teruggenomen {
        gebeurtenis: gone.id,
    };
    Schrijver::nieuw(conn, ik)?.voeg_toe(Some(zaak), what, actor, nu)?;
    projectie::vernieuw(conn, ik, zaak)
}

/// A zaak as the journal and the day list have it now, with its events.
pub(super) fn lees_zaak(conn: &Connection, id: ZaakId) -> Uitkomst<(Zaak, Vec<Recorded>)> {
    let events = journaal::events(conn, id)?;
    let mut stand = fold(&events);
    let Opname { regel, bron } = match &stand.opgenomen {
        Some(opname) => opname.clone(),
        None => {
            let (line, gone) = samen::rij(conn, id, &stand)?.ok_or(StoreFout::OnbekendeZaak)?;
            // The day list alone knows that a newer file lacks a line that nobody followed.
            stand.verdwenen = stand.verdwenen.or(gone);
            line
        }
    };
    Ok((Zaak::nieuw(id, regel, bron, stand), events))
}

/// The place and the zaak of the act that is taken back next.
fn kies_terug(conn: &Connection, hand: Hand, zaak: Option<ZaakId>) -> Uitkomst<(i64, ZaakId)> {
    let mut before = i64::MAX;
    loop {
        let page = blad(conn, hand, zaak, before)?;
        let Some((last, ..)) = page.last() else {
            return Err(NietTerug::Niets.into());
        };
        before = *last;
        match kies(page.iter().map(|(_, _, event)| event)) {
            Ok(id) => {
                let chosen = page.iter().find(|(_, _, event)| event.id == id);
                return chosen
                    .map(|(seq, zaak, _)| (*seq, *zaak))
                    .ok_or(StoreFout::NietTerug(NietTerug::Niets));
            }
            Err(NietTerug::Niets) => {}
            Err(other) => return Err(other.into()),
        }
    }
}

/// Some acts before `before`, newest first; those that were taken back are no longer among them.
fn blad(
    conn: &Connection,
    hand: Hand,
    zaak: Option<ZaakId>,
    before: i64,
) -> Uitkomst<Vec<(i64, ZaakId, Recorded)>> {
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, daglijst::zaak_id(row, 1)?));
    let places: Vec<(i64, ZaakId)> = match zaak {
        None => conn
            .prepare_cached(
                "SELECT event, zaak FROM terugstapel WHERE persoon = ?1 AND event < ?2
                 ORDER BY event DESC LIMIT ?3",
            )?
            .query_map(params![hand.persoon.0.as_bytes(), before, BLAD], row)?
            .collect::<Result<_, _>>()?,
        Some(zaak) => conn
            .prepare_cached(
                "SELECT event, zaak FROM terugstapel
                 WHERE zaak = ?4 AND persoon = ?1 AND event < ?2 ORDER BY event DESC LIMIT ?3",
            )?
            .query_map(
                params![hand.persoon.0.as_bytes(), before, BLAD, zaak.0.as_bytes()],
                row,
            )?
            .collect::<Result<_, _>>()?,
    };
    let mut out = Vec::with_capacity(places.len());
    for (seq, zaak) in places {
        if let Some(event) = journaal::op_plaats(conn, seq)? {
            out.push((seq, zaak, event));
        }
    }
    Ok(out)
}
