//! Doubles: joining two zaken, taking them apart, and what a joined pair looks like on the list of a day.
//!
//! Must not know how doubles are found. What a pair looks like is derived each time and stored nowhere, so
//! that taking the two apart brings both back as they were.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::daglijst::{self, Dagrij};
use super::fout::Uitkomst;
use super::journaal;
use super::opdracht::lees_zaak;
use super::projectie;
use super::schrijver::{Ik, Schrijver};
use super::winkel::{Lezer, Store};
use crate::domain::decide::Weigering;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::fold::teruggenomen;
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::lijstregel::Status;
use crate::domain::samenvoegen;
use crate::domain::verblijf::Waarde;
use crate::domain::zaak::{Opname, Stand, Zaak};

impl Lezer {
    /// Each zaak that went up in another, with that other: a line of the first is a line of the second.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn aliassen(&self) -> Uitkomst<HashMap<ZaakId, ZaakId>> {
        Ok(self
            .conn
            .prepare_cached("SELECT id, opgegaan_in FROM zaak WHERE opgegaan_in IS NOT NULL")?
            .query_map([], |row| {
                Ok((daglijst::zaak_id(row, 0)?, daglijst::zaak_id(row, 1)?))
            })?
            .collect::<Result<_, _>>()?)
    }
}

impl Lezer {
    /// Whether a person said of these two zaken that they are two.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_geen_dubbel(&self, een: ZaakId, ander: ZaakId) -> Uitkomst<bool> {
        let said = |of: ZaakId, other: ZaakId| -> Uitkomst<bool> {
            let stand = daglijst::stand(&self.conn, of)?;
            Ok(stand.is_some_and(|stand| stand.geen_dubbel.contains(&other)))
        };
        Ok(said(een, ander)? || said(ander, een)?)
    }
}

impl Store {
    /// Joins two zaken that are one: `dubbel` goes up in `hoofd`. Returns `hoofd` as it is then.
    ///
    /// # Errors
    /// [`super::StoreFout::Geweigerd`] when a rule forbids it, [`super::StoreFout::OnbekendeZaak`], or what
    /// disks do; nothing is stored then.
    pub fn voeg_samen(
        &mut self,
        hoofd: ZaakId,
        dubbel: ZaakId,
        (reden, bevestigd): (&str, bool),
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Zaak> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let (mut main, _) = lees_zaak(&tx, hoofd)?;
        let (mut double, _) = lees_zaak(&tx, dubbel)?;
        for zaak in [&mut main, &mut double] {
            // The day list knows of a row that nobody tagged, too, whether the newest file lacks it.
            if let Some((_, gone)) = daglijst::rij(&tx, zaak.id)? {
                zaak.stand.verdwenen = zaak.stand.verdwenen.or(gone);
            }
        }
        let (joined, gone_up) = samenvoegen::voeg_samen(&main, &double, reden, bevestigd)?;
        let events = [(hoofd, joined), (dubbel, gone_up)];
        schrijf(&tx, &ik, events.into(), actor, nu)?;
        let out = lees_zaak(&tx, hoofd)?.0;
        tx.commit()?;
        Ok(out)
    }

    /// Takes two zaken apart that were joined; at any time. Returns `hoofd` as it is then.
    ///
    /// # Errors
    /// [`super::StoreFout::Geweigerd`] when they are not joined, or what disks do; nothing is stored then.
    pub fn splits(
        &mut self,
        hoofd: ZaakId,
        dubbel: ZaakId,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<Zaak> {
        let ik = Arc::clone(&self.ik);
        let tx = self.lezer.conn.transaction()?;
        let joined = holds(
            &tx,
            hoofd,
            |what| matches!(what, Gebeurtenis::ZaakSamengevoegd { met, .. } if *met == dubbel),
        )?;
        let gone_up = holds(
            &tx,
            dubbel,
            |what| matches!(what, Gebeurtenis::ZaakOpgegaan { hoofdzaak } if *hoofdzaak == hoofd),
        )?;
        let back = |id: EventId| Gebeurtenis::Teruggenomen { gebeurtenis: id };
        let events: Vec<(ZaakId, Gebeurtenis)> = joined
            .map(|id| (hoofd, back(id)))
            .into_iter()
            .chain(gone_up.map(|id| (dubbel, back(id))))
            .collect();
        if events.is_empty() {
            return Err(Weigering::Ongewijzigd.into());
        }
        let said = intussen_gezegd(&tx, hoofd, dubbel, joined)?;
        schrijf(&tx, &ik, events, actor, nu)?;
        schrijf(&tx, &ik, said, actor, nu)?;
        let out = lees_zaak(&tx, hoofd)?.0;
        tx.commit()?;
        Ok(out)
    }
}

/// What lists said of custody while the two were one: it may be about either, so the one that was hidden keeps it too.
/// Of a zaak that is not in the journal a known word alone (rule 5).
fn intussen_gezegd(
    conn: &Connection,
    hoofd: ZaakId,
    dubbel: ZaakId,
    joined: Option<EventId>,
) -> Uitkomst<Vec<(ZaakId, Gebeurtenis)>> {
    let events: Vec<Recorded> = journaal::events(conn, hoofd)?;
    let undone = teruggenomen(&events);
    let listed = daglijst::stand(conn, dubbel)?.is_some_and(|stand| stand.opgenomen.is_some());
    let since = events
        .iter()
        .skip_while(|event| Some(event.id) != joined)
        .filter(|event| !undone.contains(&event.id));
    let said = since.filter_map(|event| match &event.what {
        Gebeurtenis::StatusOpLijst {
            lezing,
            status,
            over,
        } => Some((*lezing, status, *over)),
        Gebeurtenis::LijstgegevensGewijzigd { regel, bron, .. } => {
            Some((bron.lezing, &regel.status, bron.over()))
        }
        _ => None,
    });
    Ok(said
        .filter(|(_, status, _)| **status != Status::Onbekend)
        .map(|(lezing, status, over)| {
            let status = if listed {
                status.clone()
            } else {
                Waarde::van_status(status).als_status()
            };
            let what = Gebeurtenis::StatusOpLijst {
                lezing,
                status,
                over,
            };
            (dubbel, what)
        })
        .collect())
}

/// Appends one event to each zaak, with its projection.
fn schrijf(
    conn: &Connection,
    ik: &Ik,
    events: Vec<(ZaakId, Gebeurtenis)>,
    actor: &str,
    nu: DateTime<Utc>,
) -> Uitkomst<()> {
    let mut schrijver = Schrijver::nieuw(conn, ik)?;
    for (zaak, what) in events {
        schrijver.voeg_toe(Some(zaak), what, actor, nu)?;
        projectie::vernieuw(conn, ik, zaak)?;
    }
    Ok(())
}

/// The newest event of a zaak that is as wanted and holds.
fn holds(
    conn: &Connection,
    zaak: ZaakId,
    wanted: impl Fn(&Gebeurtenis) -> bool,
) -> Uitkomst<Option<EventId>> {
    let events: Vec<Recorded> = journaal::events(conn, zaak)?;
    let undone = teruggenomen(&events);
    Ok(events
        .iter()
        .rev()
        .find(|event| wanted(&event.what) && !undone.contains(&event.id))
        .map(|event| event.id))
}

/// Hides doubles on a list: the zaak in which one went up stands there for both, and is not missing while
/// its double stands there.
pub(super) fn leg_samen(
    conn: &Connection,
    rijen: &mut Vec<Dagrij>,
    dubbelen: Vec<Dagrij>,
) -> Uitkomst<()> {
    let mut places: HashMap<ZaakId, usize> = rijen
        .iter()
        .enumerate()
        .map(|(at, rij)| (rij.zaak.id, at))
        .collect();
    for double in dubbelen {
        let Some(main) = double.zaak.stand.opgegaan_in else {
            continue;
        };
        let place = places.get(&main).and_then(|at| rijen.get_mut(*at));
        if let Some(there) = place {
            leg_over(there, &double);
        } else {
            // It stood on an earlier list only: its double brings it back on this one.
            let stand = daglijst::stand(conn, main)?.unwrap_or_default();
            let Opname { regel, bron } = stand.opgenomen.clone().unwrap_or(Opname {
                regel: double.zaak.regel,
                bron: double.zaak.bron,
            });
            let mut zaak = Zaak::nieuw(main, regel, bron, stand);
            zaak.stand.verdwenen = double.weg;
            places.insert(main, rijen.len());
            rijen.push(Dagrij {
                volgorde: double.volgorde,
                zaak,
                weg: double.weg,
            });
        }
    }
    Ok(())
}

fn leg_over(rij: &mut Dagrij, double: &Dagrij) {
    let zaak = &mut rij.zaak;
    if zaak.stand.opgenomen.is_none() {
        let own = Opname {
            regel: zaak.regel.clone(),
            bron: zaak.bron.clone(),
        };
        let other = Opname {
            regel: double.zaak.regel.clone(),
            bron: double.zaak.bron.clone(),
        };
        let Opname { regel, bron } = nieuwste((own, rij.weg), (other, double.weg)).0;
        *zaak = Zaak::nieuw(zaak.id, regel, bron, std::mem::take(&mut zaak.stand));
    }
    if double.weg.is_none() {
        rij.weg = None;
        rij.zaak.stand.verdwenen = None;
    }
}

/// The row of a zaak on the day list, with what its doubles know laid over it; and whether the newest file
/// lacks them all.
pub(super) fn rij(
    conn: &Connection,
    id: ZaakId,
    stand: &Stand,
) -> Uitkomst<Option<(Opname, Option<DateTime<Utc>>)>> {
    let mut out = daglijst::rij(conn, id)?;
    for joined in &stand.samengevoegd {
        out = match (out, daglijst::rij(conn, joined.met)?) {
            (Some(own), Some(other)) => Some(nieuwste(own, other)),
            (own, other) => own.or(other),
        };
    }
    Ok(out)
}

/// The newer of two lines laid over the other: what was read later, or what still stands on the list.
fn nieuwste(
    own: (Opname, Option<DateTime<Utc>>),
    other: (Opname, Option<DateTime<Utc>>),
) -> (Opname, Option<DateTime<Utc>>) {
    let ((own, own_gone), (other, other_gone)) = (own, other);
    let newer =
        other.bron.gelezen > own.bron.gelezen || (own_gone.is_some() && other_gone.is_none());
    let line = if newer {
        Opname {
            regel: own.regel.bijgewerkt(&other.regel),
            bron: other.bron,
        }
    } else {
        own
    };
    (line, own_gone.and(other_gone))
}
