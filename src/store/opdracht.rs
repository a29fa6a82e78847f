//! Carrying out what a worker asks: fresh state, `decide`, events and projections, in one transaction.
//!
//! Must not know who may do what, nor which screen asked.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, params};

use super::daglijst;
use super::fout::{StoreFout, Uitkomst};
use super::journaal;
use super::lezing_terug;
use super::projectie;
use super::rijen;
use super::samen;
use super::schrijver::{Ik, Schrijver};
use super::winkel::{Lezer, Store};
use crate::domain::decide::{Opdracht, decide, intussen};
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fold::fold;
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::terug::{NietTerug, Terugneming, Terugregel, kies, mag_terug};
use crate::domain::vastgelegd::Hand;
use crate::domain::zaak::{Opname, Zaak};

/// How many acts are looked at together when choosing what to take back.
const BLAD: i64 = 16;

impl Store {
    /// Carries out `opdracht`, and returns the events that it caused.
    ///
    /// # Errors
    /// As [`Store::voer_uit_samen`].
    pub fn voer_uit(
        &mut self,
        zaak: ZaakId,
        opdracht: &Opdracht,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Vec<Recorded>> {
        self.voer_uit_samen(&[(zaak, opdracht)], None, actor, nu)
    }

    /// Carries out all of these, or none, and drops the draft of what is recorded, in one transaction. Each
    /// is decided on the state that those before it made.
    ///
    /// # Errors
    /// [`StoreFout::Geweigerd`] when a rule forbids one, or somebody else wrote meanwhile what it would write;
    /// [`StoreFout::OnbekendeZaak`], or what disks do; nothing is stored then, and the draft stays.
    pub fn voer_uit_samen(
        &mut self,
        opdrachten: &[(ZaakId, &Opdracht)],
        concept: Option<(ZaakId, &str)>,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Vec<Recorded>> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let mut schrijver = Schrijver::nieuw(&tx, &ik)?;
        let mut done = Vec::new();
        for (zaak, opdracht) in opdrachten {
            let (now, known) = lees_zaak(&tx, *zaak)?;
            // What this very transaction wrote is of the same hand, so its writer has seen it.
            let by = |id: EventId| known.iter().find(|one| one.id == id).map(|one| one.hand);
            intussen(&now.stand, opdracht, ik.hand(actor), by)?;
            for what in decide(&now, opdracht)? {
                done.push(schrijver.voeg_toe(Some(*zaak), what, actor, nu)?.1);
            }
            projectie::vernieuw(&tx, &ik, *zaak)?;
        }
        if let Some((zaak, soort)) = concept {
            rijen::wis_concept(&tx, zaak, soort)?;
        }
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
    /// As [`Store::neem_gebeurtenissen_terug`].
    pub fn neem_gebeurtenis_terug(
        &mut self,
        zaak: ZaakId,
        gebeurtenis: EventId,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Recorded> {
        let gone = self.neem_gebeurtenissen_terug(&[(zaak, gebeurtenis)], actor, nu)?;
        gone.into_iter().next().ok_or(NietTerug::Niets.into())
    }

    /// Takes all of these back, or none; the events, in the order in which they were named.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`] when one is not there, was taken back already, can not be taken back, or when
    /// a text that left rests on it, or an alarm or work would drop from sight.
    pub fn neem_gebeurtenissen_terug(
        &mut self,
        wat: &[(ZaakId, EventId)],
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Vec<Recorded>> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let mut gone = Vec::with_capacity(wat.len());
        for (zaak, id) in wat {
            let event = mag_terug(&journaal::events(&tx, *zaak)?, *id, ik.hand(actor))?.clone();
            schrijf_terug(&tx, &ik, *zaak, &event, (actor, nu))?;
            gone.push(event);
        }
        tx.commit()?;
        Ok(gone)
    }
}

impl Lezer {
    /// What `actor` would take back now: the newest act in `zaak`, or in any; and without a zaak the newest
    /// reading for `dag`, when nothing was recorded since.
    ///
    /// # Errors
    /// [`StoreFout::NietTerug`] as taking it back would say.
    pub fn terugneming(
        &self,
        actor: &str,
        zaak: Option<ZaakId>,
        dag: NaiveDate,
    ) -> Uitkomst<Terugneming> {
        let conn = &self.conn;
        let hand = self.hand(actor);
        if zaak.is_none()
            && let Some(reading) = eigen_lezing(conn, hand, dag)?
        {
            return Ok(reading);
        }
        let (seq, _) = kies_terug(conn, hand, zaak)?;
        let mut out = Vec::new();
        for (zaak, event) in handeling(conn, hand, seq, zaak.is_none())? {
            mag_terug(&journaal::events(conn, zaak)?, event.id, hand)?;
            let naam = lees_zaak(conn, zaak)?.0.regel.naam;
            out.push(Terugregel { zaak, naam, event });
        }
        Ok(Terugneming::Handeling(out))
    }
}

/// The newest reading of `actor`, when it came after everything that he recorded himself.
fn eigen_lezing(conn: &Connection, hand: Hand, dag: NaiveDate) -> Uitkomst<Option<Terugneming>> {
    let Some(reading) = lezing_terug::nieuwste(conn, dag)? else {
        return Ok(None);
    };
    let by = journaal::op_plaats(conn, reading.events.0)?.map(|event| event.hand);
    let newest: Option<i64> = conn
        .prepare_cached("SELECT max(event) FROM terugstapel WHERE persoon = ?1")?
        .query_row([hand.persoon.0.as_bytes()], |row| row.get(0))?;
    let is_last = newest.is_none_or(|seq| seq < reading.events.0);
    Ok(
        (by == Some(hand) && is_last).then_some(Terugneming::Lezing {
            id: reading.id,
            bestand: reading.bestand,
            gelezen: reading.gelezen,
        }),
    )
}

/// The event at `seq`, with those of other zaken that were recorded together with it: handing over and taking
/// over are done for many zaken at once, at one moment.
fn handeling(
    conn: &Connection,
    hand: Hand,
    seq: i64,
    alle: bool,
) -> Uitkomst<Vec<(ZaakId, Recorded)>> {
    let mut out: Vec<(ZaakId, Recorded)> = Vec::new();
    let mut before = seq.saturating_add(1);
    loop {
        let page = blad(conn, hand, None, before)?;
        let Some((last, ..)) = page.last() else {
            return Ok(out);
        };
        before = *last;
        for (_, zaak, event) in page {
            let together = out.first().is_none_or(|(_, first)| {
                let many = matches!(
                    first.what,
                    Gebeurtenis::Overgedragen { .. } | Gebeurtenis::Overgenomen { .. }
                );
                alle && many
                    && first.at == event.at
                    && std::mem::discriminant(&first.what) == std::mem::discriminant(&event.what)
                    && out.iter().all(|(other, _)| *other != zaak)
            });
            if !together {
                return Ok(out);
            }
            out.push((zaak, event));
        }
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
