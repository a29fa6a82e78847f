//! Appending own events: their place in the series, what they replace, and the device's signature.
//!
//! Must not know what events do to a zaak; `projectie` folds them.

use std::collections::HashMap;

use chrono::{DateTime, SubsecRound as _, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};
use zeroize::Zeroize as _;

use super::aanmaken::kaal_uuid;
use super::fout::{StoreFout, Uitkomst};
use super::journaal;
use crate::domain::event::{Gebeurtenis, Recorded};
use crate::domain::ids::{DeviceId, EventId, ReeksId, ZaakId};
use crate::domain::vastgelegd::{Hand, Kring, Orde};
use crate::domain::velden::Toppen;
use crate::journal::inhoud;
use crate::journal::kop::Kop;
use crate::journal::omslag::{
    Digest, Gezouten, Omslag, Soort, VORM, inhoud_hash, kop_hash, schrijf_ids,
};
use crate::journal::sleutel::Tafelgeheim;
use crate::journal::stuk::Stuk;
use crate::journal::toestel::Toestelsleutel;

/// Who writes: this device, with its key and the table's secret, since the store was opened.
pub(super) struct Ik {
    pub(super) geheim: Tafelgeheim,
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
        Hand {
            persoon: self.geheim.medewerker(actor),
            toestel: self.toestel,
        }
    }
}

/// Appends events within one transaction.
pub(super) struct Schrijver<'c> {
    conn: &'c Connection,
    ik: &'c Ik,
    teller: u64,
    plaats: u64,
    vorige_toestel: Digest,
    /// Of each circle: the last place in the series, and its digest.
    reeks: HashMap<&'static str, (u64, Digest)>,
    toppen: HashMap<ZaakId, Toppen>,
}

impl<'c> Schrijver<'c> {
    /// Goes on after the last event of this device.
    pub(super) fn nieuw(conn: &'c Connection, ik: &'c Ik) -> Uitkomst<Schrijver<'c>> {
        let teller: Option<i64> = conn
            .prepare_cached("SELECT max(teller) FROM event")?
            .query_row([], |row| row.get(0))?;
        let last: Option<(i64, Digest)> = conn
            .prepare_cached(
                "SELECT plaats, digest FROM event WHERE toestel = ?1
                 ORDER BY plaats DESC, reeks DESC LIMIT 1",
            )?
            .query_row([ik.toestel.0.as_bytes()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let (plaats, vorige_toestel) = last.unwrap_or((0, [0; 32]));
        Ok(Schrijver {
            conn,
            ik,
            teller: teller.unwrap_or(0).cast_unsigned(),
            plaats: plaats.cast_unsigned(),
            vorige_toestel,
            reeks: HashMap::new(),
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
        let kop = self.kop(zaken.to_vec(), what.kind(), actor, nu, vervangt);
        let (kring, naam) = (what.kring(), Soort::Gebeurtenis);
        let (seq, id, orde) = self.schrijf(kring, naam, Vec::new(), &kop, Some(content))?;
        let event = Recorded {
            id,
            by: kop.naam,
            hand: self.ik.hand(actor),
            at: kop.at,
            orde,
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
        let kop = self.kop(Vec::new(), "wisopdracht", actor, nu, Vec::new());
        let open = schrijf_ids(ids);
        let (_, id, _) = self.schrijf(Kring::Intern, Soort::Wisopdracht, open, &kop, None)?;
        Ok(id)
    }

    fn toppen(&mut self, zaak: ZaakId) -> Uitkomst<&Toppen> {
        Ok(match self.toppen.entry(zaak) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => {
                new.insert(Toppen::van(&journaal::events(self.conn, zaak)?))
            }
        })
    }

    fn kop(
        &self,
        zaken: Vec<ZaakId>,
        kind: &str,
        actor: &str,
        nu: DateTime<Utc>,
        vervangt: Vec<EventId>,
    ) -> Kop {
        Kop {
            zaken,
            kind: kind.to_owned(),
            versie: inhoud::VERSIE,
            // Whole milliseconds: header and state must say the same time.
            at: nu.trunc_subsecs(3),
            persoon: self.ik.geheim.medewerker(actor),
            naam: actor.to_owned(),
            teller: self.teller + 1,
            plaats: self.plaats + 1,
            vorige_toestel: self.vorige_toestel,
            gezien: None,
            vervangt,
            vervangt_intern: Vec::new(),
            lijst: None,
        }
    }

    fn schrijf(
        &mut self,
        kring: Kring,
        soort: Soort,
        open: Vec<u8>,
        kop: &Kop,
        content: Option<Vec<u8>>,
    ) -> Uitkomst<(i64, EventId, Orde)> {
        let (nr, vorige) = self.laatste(kring)?;
        let header = zout(kop.schrijf())?;
        let content = content.map(zout).transpose()?;
        let omslag = Omslag {
            vorm: VORM,
            id: EventId(kaal_uuid()?),
            kring: kring.code().to_owned(),
            toestel: self.ik.toestel,
            reeks: self.ik.reeks,
            nr: nr + 1,
            vorige,
            soort,
            open,
            kop_hash: kop_hash(&header),
            inhoud_hash: content.as_ref().map_or([0; 32], inhoud_hash),
        };
        let digest = omslag.digest();
        let stuk = Stuk {
            handtekening: self.ik.sleutel.onderteken(&digest),
            openbaar: self.ik.sleutel.openbaar(),
            tijdvak: 0,
            kop: header,
            inhoud: content,
            omslag,
        };
        let seq = bewaar(self.conn, &stuk, &digest, kop)?;
        self.teller = kop.teller;
        self.plaats = kop.plaats;
        self.vorige_toestel = digest;
        self.reeks.insert(kring.code(), (nr + 1, digest));
        let orde = Orde {
            teller: kop.teller,
            reeks: self.ik.reeks,
            nr: nr + 1,
        };
        Ok((seq, stuk.omslag.id, orde))
    }

    fn laatste(&self, kring: Kring) -> Uitkomst<(u64, Digest)> {
        if let Some(last) = self.reeks.get(kring.code()) {
            return Ok(*last);
        }
        let last: Option<(i64, Digest)> = self
            .conn
            .prepare_cached(
                "SELECT nr, digest FROM event WHERE reeks = ?1 AND kring = ?2
                 ORDER BY nr DESC LIMIT 1",
            )?
            .query_row(params![self.ik.reeks.0.as_bytes(), kring.code()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        Ok(last.map_or((0, [0; 32]), |(nr, digest)| (nr.cast_unsigned(), digest)))
    }
}

fn zout(bytes: Vec<u8>) -> Uitkomst<Gezouten> {
    let mut zout = [0u8; 16];
    getrandom::fill(&mut zout).map_err(|_| StoreFout::GeenToeval)?;
    Ok(Gezouten { zout, bytes })
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
