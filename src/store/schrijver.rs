//! Appending own events: their place in the series, what they replace, and the device's signature.
//!
//! Must not know what events do to a zaak; `projectie` folds them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};
use zeroize::Zeroize as _;

use super::aanwezig::Aanwezig;
use super::fout::{StoreFout, Uitkomst};
use super::journaal;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::ids::{DeviceId, EventId, ReeksId, ZaakId};
use crate::domain::rol::Recht;
use crate::domain::vastgelegd::{Hand, Kring, Orde};
use crate::domain::velden::Toppen;
use crate::journal::inhoud;
use crate::journal::kop::Kop;
use crate::journal::omslag::{Digest, Soort, schrijf_ids};
use crate::journal::pen::{self, Brief, Pen};
use crate::journal::sleutel::Tafelgeheim;
use crate::journal::stuk::Stuk;
use crate::journal::toestel::Toestelsleutel;

/// Who writes: this device, with its key and the table's secret, since the store was opened.
pub(super) struct Ik {
    pub(super) geheim: Tafelgeheim,
    pub(super) aanwezig: Aanwezig,
    pub(super) sleutel: Toestelsleutel,
    pub(super) toestel: DeviceId,
    /// A new one for every opening: a copy of the store that was put back never writes the same place twice.
    pub(super) reeks: ReeksId,
}

impl Drop for Ik {
    fn drop(&mut self) {
        self.geheim.0.zeroize();
    }
}

impl Ik {
    /// The hand of who acts under this name here.
    pub(super) fn hand(&self, actor: &str) -> Hand {
        self.aanwezig.hand(&self.geheim, self.toestel, actor)
    }
}

/// Appends events within one transaction.
pub(super) struct Schrijver<'c> {
    conn: &'c Connection,
    ik: &'c Ik,
    pen: Pen,
    toppen: HashMap<ZaakId, Toppen>,
}

impl<'c> Schrijver<'c> {
    /// Goes on after the last event of this device, for a person who works.
    ///
    /// # Errors
    /// [`StoreFout::RolMagNiet`] where his role does not allow to record anything.
    pub(super) fn nieuw(conn: &'c Connection, ik: &'c Ik) -> Uitkomst<Schrijver<'c>> {
        ik.aanwezig.mag(Recht::Vastleggen)?;
        Schrijver::vanzelf(conn, ik)
    }

    /// As [`Schrijver::nieuw`], for what happens whoever is at work: terms that end, and who works here.
    pub(super) fn vanzelf(conn: &'c Connection, ik: &'c Ik) -> Uitkomst<Schrijver<'c>> {
        let teller: Option<i64> = conn
            .prepare_cached("SELECT max(teller) FROM event")?
            .query_row([], |row| row.get(0))?;
        let last = |sql: &str, key: &[u8]| -> Uitkomst<Option<(u64, Digest)>> {
            Ok(conn
                .prepare_cached(sql)?
                .query_row(params![key], |row| {
                    Ok((row.get::<_, i64>(0)?.cast_unsigned(), row.get(1)?))
                })
                .optional()?)
        };
        let toestel = last(
            "SELECT plaats, digest FROM event WHERE toestel = ?1
             ORDER BY plaats DESC, reeks DESC LIMIT 1",
            ik.toestel.0.as_bytes(),
        )?;
        let own = last(
            "SELECT nr, digest FROM event WHERE reeks = ?1 AND kring = 'intern'
             ORDER BY nr DESC LIMIT 1",
            ik.reeks.0.as_bytes(),
        )?;
        let pen = Pen {
            teller: teller.unwrap_or(0).cast_unsigned(),
            toestel: toestel.unwrap_or((0, [0; 32])),
            reeks: ik.reeks,
            kringen: own
                .map(|last| (Kring::Intern.code(), last))
                .into_iter()
                .collect(),
        };
        Ok(Schrijver {
            conn,
            ik,
            pen,
            toppen: HashMap::new(),
        })
    }

    /// Appends one event; returns it with its place in the store.
    pub(super) fn voeg_toe(
        &mut self,
        zaak: Option<ZaakId>,
        what: Gebeurtenis,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<(i64, Recorded)> {
        let zaken: Vec<ZaakId> = zaak.into_iter().collect();
        self.voeg_toe_aan(&zaken, what, actor, nu)
    }

    /// Appends one event about any number of zaken.
    pub(super) fn voeg_toe_aan(
        &mut self,
        zaken: &[ZaakId],
        what: Gebeurtenis,
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<(i64, Recorded)> {
        let mut vervangt = Vec::new();
        for zaak in zaken {
            vervangt.extend(self.toppen(*zaak)?.vervangt(&what));
        }
        vervangt.sort_unstable();
        vervangt.dedup();
        let content = inhoud::schrijf(&what).map_err(|_| StoreFout::Rij("event"))?;
        let (seq, stuk, kop) = self.schrijf(
            actor,
            Brief {
                zaken: zaken.to_vec(),
                kring: what.kring(),
                soort: Soort::Gebeurtenis,
                kind: what.kind().to_owned(),
                at: nu,
                vervangt,
                open: Vec::new(),
                inhoud: Some(content),
            },
        )?;
        let event = Recorded {
            id: stuk.omslag.id,
            by: kop.naam,
            hand: self.ik.hand(actor),
            at: kop.at,
            orde: Orde {
                teller: kop.teller,
                reeks: stuk.omslag.reeks,
                nr: stuk.omslag.nr,
            },
            vervangt: kop.vervangt,
            what,
        };
        for zaak in zaken {
            if let Some(tops) = self.toppen.get_mut(zaak) {
                tops.neem(&event);
            }
        }
        Ok((seq, event))
    }

    /// Appends the order that the content of these events be erased; its id.
    pub(super) fn beveel_wissen(
        &mut self,
        ids: &[EventId],
        actor: &str,
        nu: DateTime<Utc>,
    ) -> Uitkomst<EventId> {
        let (_, stuk, _) = self.schrijf(
            actor,
            Brief {
                zaken: Vec::new(),
                kring: Kring::Intern,
                soort: Soort::Wisopdracht,
                kind: "wisopdracht".to_owned(),
                at: nu,
                vervangt: Vec::new(),
                open: schrijf_ids(ids),
                inhoud: None,
            },
        )?;
        Ok(stuk.omslag.id)
    }

    fn toppen(&mut self, zaak: ZaakId) -> Uitkomst<&Toppen> {
        Ok(match self.toppen.entry(zaak) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Toppen::van(&journaal::events(self.conn, zaak)?)),
        })
    }

    fn schrijf(&mut self, actor: &str, brief: Brief) -> Uitkomst<(i64, Stuk, Kop)> {
        let mut random = [[0u8; 16]; 3];
        getrandom::fill(random.as_flattened_mut()).map_err(|_| StoreFout::GeenToeval)?;
        let who = pen::Schrijver {
            persoon: self.ik.hand(actor).persoon,
            naam: actor.to_owned(),
        };
        let (stuk, kop) = self.pen.schrijf(&self.ik.sleutel, &who, brief, random);
        let seq = bewaar(self.conn, &stuk, &stuk.omslag.digest(), &kop)?;
        Ok((seq, stuk, kop))
    }
}

/// Keeps an event that was checked; its place in the store.
pub(super) fn bewaar(conn: &Connection, stuk: &Stuk, digest: &Digest, kop: &Kop) -> Uitkomst<i64> {
    let outside = &stuk.omslag;
    conn.prepare_cached("INSERT OR IGNORE INTO toestel (id, openbaar) VALUES (?1, ?2)")?
        .execute(params![outside.toestel.0.as_bytes(), stuk.openbaar])?;
    conn.prepare_cached(
        "INSERT INTO event (id, vorm, kring, toestel, reeks, nr, vorige, soort, open, kop_hash,
                            inhoud_hash, digest, handtekening, tijdvak, kop_zout, kop, teller, plaats)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?
    .execute(params![
        outside.id.0.as_bytes(),
        outside.vorm,
        outside.kring,
        outside.toestel.0.as_bytes(),
        outside.reeks.0.as_bytes(),
        outside.nr.cast_signed(),
        outside.vorige,
        outside.soort.nummer(),
        outside.open,
        outside.kop_hash,
        outside.inhoud_hash,
        digest,
        stuk.handtekening,
        stuk.tijdvak,
        stuk.kop.zout,
        stuk.kop.bytes,
        kop.teller.cast_signed(),
        kop.plaats.cast_signed(),
    ])?;
    let seq = conn.last_insert_rowid();
    for zaak in &kop.zaken {
        conn.prepare_cached("INSERT OR IGNORE INTO betreft (zaak, event) VALUES (?1, ?2)")?
            .execute(params![zaak.0.as_bytes(), seq])?;
    }
    let content = stuk.inhoud.as_ref();
    conn.prepare_cached("INSERT INTO payload (event, salt, content) VALUES (?1, ?2, ?3)")?
        .execute(params![
            seq,
            content.map(|one| one.zout),
            content.map(|one| &one.bytes)
        ])?;
    Ok(seq)
}
