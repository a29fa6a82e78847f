//! Putting a backup back: what it holds, what would be lost by it, and doing it.
//!
//! ```text
//!   backup ──whole? its key? its journal?──▶ tafel-terug/ ──▶ what it holds, what the table here has since
//!                                                │ a person says yes
//!   table of now ──▶ tafel-opzij-…     tafel-terug/ ──▶ tafel.db, sleutel.json, tafel.hoofd
//! ```
//! Nothing here changes before a person said yes. The next opening begins a new series, as every opening does: what
//! was written after the backup, and comes back from elsewhere, has its own place. Must not know who asks.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use secrecy::SecretString;
use uuid::Uuid;

use super::aanmaken;
use super::aanwezig::Aanwezig;
use super::bestand::{self, Apartzetting};
use super::controle::Aantallen;
use super::fout::{StoreFout, Uitkomst};
use super::hoofd::{Hoofd, Hoofdbestand};
use super::journaal::tijd;
use super::kluis::Datasleutel;
use super::kopiebestand::{GROOTSTE_SLEUTEL, Kopiebestand, Kopiekop};
use super::nalezen::{self, Nalezer};
use super::openen::{self, Openwijze};
use super::personen::Toegang;
use super::reservekopie::{self, Kopieregel, Werkmap};
use super::rijen;
use super::sleutelbestand::{Sleutelbestand, Sleutelweg};
use super::slot::Slot;
use super::verbinding::{self, Doel};
use super::winkel::{self, Lezer};
use crate::domain::event::is_log;
use crate::domain::ids::{PersoonId, ZaakId};
use crate::domain::persoon::Medewerker;
use crate::domain::rol::{Dienstrol, Recht};
use crate::domain::tijd::voluit;
use crate::journal::kop::Kop;

/// The setting that tells that a backup was put back.
pub(super) const TERUGGEZET: &str = "teruggezet";

/// What the table that is here now has and the backup has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verlies {
    /// There is no table here.
    GeenTafel,
    /// So many events were recorded since, in these zaken.
    Sinds {
        /// Events.
        gebeurtenissen: u64,
        /// When the newest of them was recorded.
        laatste: Option<DateTime<Utc>>,
        /// Minutes of the log of inspection.
        inzage: u64,
        /// The zaken, by PL number or the begin of their id.
        zaken: Vec<String>,
    },
    /// The table here is no later moment of the backup: both have what the other has not.
    AndersVerder,
    /// The table here is another table.
    AndereTafel,
    /// What stands here does not open, so nobody can see what it has.
    NietTeZien(String),
}

/// A backup that was looked at and can be put back.
pub struct Terugzetting {
    /// Where it lies.
    pub kopie: PathBuf,
    /// When it was made, and of which table.
    pub kop: Kopiekop,
    /// How much is in it.
    pub aantallen: Aantallen,
    /// When the newest event in it was recorded.
    pub laatste: Option<DateTime<Utc>>,
    /// Who can open it, and whether he left the table since.
    pub personen: Vec<(String, bool)>,
    /// What would be lost.
    pub verlies: Verlies,
    map: PathBuf,
    werk: Werkmap,
    sleutel: Datasleutel,
    /// The backups of which it knew.
    kopieen: Vec<Kopieregel>,
    /// Those of which the table knows that is here now.
    later: Vec<Kopieregel>,
    /// The table that is here is the same one.
    zelfde: bool,
    _slot: Slot,
}

impl std::fmt::Debug for Terugzetting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terugzetting")
            .field("verlies", &self.verlies)
            .finish_non_exhaustive()
    }
}

impl Terugzetting {
    /// Looks at a backup, with a passphrase that opened the table when it was made, to put it back in `map`.
    ///
    /// # Errors
    /// [`StoreFout::GeenKopie`], [`StoreFout::KopieKapot`], [`StoreFout::Wachtwoord`], [`StoreFout::AlOpen`], and what
    /// disks do; nothing was changed then.
    pub fn bekijk(
        map: &Path,
        kopie: &Path,
        (wie, wachtwoord): (&Toegang, &SecretString),
        nu: DateTime<Utc>,
    ) -> Uitkomst<Terugzetting> {
        let mut file = Kopiebestand::lees(kopie)?;
        bestand::maak_map(map)?;
        let slot = Slot::neem(map)?;
        let werk = Werkmap::maak(map, bestand::TERUG)?;
        let kapot = || StoreFout::KopieKapot {
            pad: kopie.to_path_buf(),
        };
        file.pak_uit(&werk.pad)?;
        let keys = Sleutelbestand::lees(&werk.pad).map_err(|fout| match fout {
            StoreFout::SleutelKapot { .. } => kapot(),
            other => other,
        })?;
        if keys.tafel() != file.kop.tafel {
            return Err(kapot());
        }
        let here = Sleutelbestand::lees(map)
            .ok()
            .filter(|here| here.tafel() == keys.tafel() && aanmaken::bestaat(map));
        let zelfde = here.is_some();
        let (sleutel, deur) = match here {
            // Who may open the table of now: nobody who left comes back by an old backup.
            Some(mut here) => {
                let deur = wie.deur(&here)?;
                let key = winkel::ontsluit(&mut here, deur, wachtwoord, nu)?;
                (key, Some(deur))
            }
            // A copy counts no tries: whoever has it has as many copies as he likes.
            None => {
                let key = keys.ontsluit(None, wachtwoord)?;
                let wrong = StoreFout::Wachtwoord {
                    wacht: Duration::ZERO,
                };
                (key.ok_or(wrong)?, None)
            }
        };
        if !file.is_echt(&sleutel)? {
            return Err(kapot());
        }
        let lezer = lees_kopie(&werk.pad, &sleutel, keys.tafel())?;
        let found = lezer.verifieer()?;
        if !found.breuken.is_empty() || !found.bladen.is_empty() {
            return Err(kapot());
        }
        let here = nalezen::laatste(&lezer.conn)?;
        let aantallen = lezer.aantallen()?;
        let kopieen = lezer.kopieen()?;
        let then = lezer.personen()?;
        drop(lezer);
        let (verlies, now) = verlies(map, &sleutel, keys.tafel(), &here, nu)?;
        let (later, people) = now.map_or((Vec::new(), then), |now| (now.kopieen, now.personen));
        if let Some(Sleutelweg::Persoon(id)) = deur.filter(|_| !wie.vrij) {
            mag_terugzetten(&people, id)?;
        }
        Ok(Terugzetting {
            kopie: kopie.to_path_buf(),
            kop: file.kop,
            aantallen,
            laatste: here.op.and_then(tijd),
            personen: wie_erin(map, &keys),
            verlies,
            map: map.to_path_buf(),
            werk,
            sleutel,
            kopieen,
            later,
            zelfde,
            _slot: slot,
        })
    }

    /// Puts it back; where the table stands now that was here before.
    ///
    /// # Errors
    /// What disks do. A table that was here stands where it stood, or aside; none of it is removed.
    pub fn zet_terug(self, nu: DateTime<Utc>) -> Uitkomst<Option<PathBuf>> {
        let tafel = self.kop.tafel;
        let new = self.werk.pad.join(bestand::TAFEL);
        let key = self.werk.pad.join(bestand::SLEUTEL);
        let keys =
            bestand::lees_vast(&key, GROOTSTE_SLEUTEL).map_err(|e| StoreFout::io(&e, &key))?;
        let here = self.teken_aan(&new, nu)?;
        let aside = aanmaken::bestaat(&self.map)
            .then(|| bestand::zet_opzij(&self.map, nu, Apartzetting::Vervangen))
            .transpose()?;
        // In this order a power cut leaves no table, with which this begins anew, or the one that was put back.
        let mut record = Hoofdbestand::open(&self.map, &self.sleutel, tafel)?;
        record.schrijf(&here)?;
        let fresh = self.map.join(bestand::TAFEL_NIEUW);
        fs::rename(&new, &fresh).map_err(|e| StoreFout::io(&e, &fresh))?;
        bestand::sync_map(&self.map);
        bestand::schrijf_atomisch(&self.map.join(bestand::SLEUTEL), &keys)?;
        aanmaken::maak_af(&self.map)?;
        aanmaken::noteer(&self.map, &self.sleutel, tafel, record)?;
        Ok(aside)
    }

    /// Notes in the table that is put back that it was, and which backups there are; its newest event.
    fn teken_aan(&self, new: &Path, nu: DateTime<Utc>) -> Uitkomst<Hoofd> {
        let zout = self.kop.tafel.into_bytes();
        let conn = verbinding::open(new, &self.sleutel, zout, Doel::Schrijven)?;
        verbinding::sluit_stil(&conn)?;
        verbinding::stel_in(&conn)?;
        let (own, later) = (self.kopieen.clone(), self.later.clone());
        reservekopie::neem_over(&conn, own, later, self.zelfde)?;
        let told = format!(
            "{} is een reservekopie van {} teruggezet",
            voluit(nu),
            voluit(self.kop.op)
        );
        rijen::zet(&conn, TERUGGEZET, &told)?;
        let here = nalezen::laatste(&conn)?;
        let greep = bestand::open_vast(new).map_err(|e| StoreFout::io(&e, new))?;
        if !Nalezer::nieuw(new, greep, None).leeg(&conn)? {
            return Err(StoreFout::NietTeruggelezen);
        }
        verbinding::sluit_leeg(&conn)?;
        conn.close().map_err(|(_, fout)| fout)?;
        aanmaken::lees_terug(new, &self.sleutel, zout)?;
        Ok(here)
    }
}

/// The database of a backup, to read.
fn lees_kopie(map: &Path, sleutel: &Datasleutel, tafel: Uuid) -> Uitkomst<Lezer> {
    let conn = verbinding::open(
        &map.join(bestand::TAFEL),
        sleutel,
        tafel.into_bytes(),
        Doel::Schrijven,
    )?;
    super::schema::weiger_andere(&conn)?;
    lezer_van(conn)
}

fn lezer_van(conn: Connection) -> Uitkomst<Lezer> {
    let geheim = winkel::geheim_van(&conn)?;
    let ik = winkel::ik(&conn, geheim.clone(), Aanwezig::default())?;
    Ok(Lezer::van(conn, geheim, ik.toestel))
}

/// Who can open a backup with this key file, and whether the table in `map` let him go since.
fn wie_erin(map: &Path, keys: &Sleutelbestand) -> Vec<(String, bool)> {
    let now = Sleutelbestand::lees(map)
        .ok()
        .filter(|here| here.tafel() == keys.tafel())
        .map(|here| here.namen());
    keys.namen()
        .into_iter()
        .map(|name| {
            let gone = now.as_ref().is_some_and(|now| !now.contains(&name));
            (name, gone)
        })
        .collect()
}

/// What is known of the table that is here now.
struct Nu {
    kopieen: Vec<Kopieregel>,
    personen: Vec<Medewerker>,
}

/// Refuses who does not keep the table.
fn mag_terugzetten(personen: &[Medewerker], id: PersoonId) -> Uitkomst<()> {
    let roles = personen
        .iter()
        .find(|one| one.id == id && !one.weg)
        .map_or(&[][..], |one| one.rollen.as_slice());
    let first = roles.first().copied().unwrap_or(Dienstrol::Raadpleger);
    // Where nobody has a name yet there is nobody to ask.
    if personen.is_empty() || roles.iter().any(|role| role.mag(Recht::Terugzetten)) {
        Ok(())
    } else {
        Err(StoreFout::RolMagNiet(first, Recht::Terugzetten))
    }
}

/// What the table in `map` has that the backup, of which `head` is the newest event, has not; and its backups.
fn verlies(
    map: &Path,
    sleutel: &Datasleutel,
    tafel: Uuid,
    head: &Hoofd,
    nu: DateTime<Utc>,
) -> Uitkomst<(Verlies, Option<Nu>)> {
    if !aanmaken::bestaat(map) {
        return Ok((Verlies::GeenTafel, None));
    }
    let unseen = |fout: &StoreFout| Ok((Verlies::NietTeZien(fout.to_string()), None));
    match Sleutelbestand::lees(map) {
        Ok(keys) if keys.tafel() != tafel => return Ok((Verlies::AndereTafel, None)),
        Ok(_) => {}
        Err(fout) => return unseen(&fout),
    }
    let opened = openen::open(map, sleutel, tafel, Openwijze { toch: false, nu })
        .and_then(|open| lezer_van(open.conn));
    let lezer = match opened {
        Ok(lezer) => lezer,
        Err(fout) => return unseen(&fout),
    };
    let now = Nu {
        kopieen: lezer.kopieen()?,
        personen: lezer.personen()?,
    };
    let same = head.plaats == 0
        || lezer
            .conn
            .prepare("SELECT 1 FROM event WHERE seq = ?1 AND digest = ?2")?
            .exists((head.plaats, head.digest))?;
    if !same {
        return Ok((Verlies::AndersVerder, Some(now)));
    }
    let touched: Vec<ZaakId> = lezer
        .conn
        .prepare("SELECT DISTINCT zaak FROM betreft WHERE event > ?1")?
        .query_map([head.plaats], |row| {
            Ok(ZaakId(Uuid::from_bytes(row.get(0)?)))
        })?
        .collect::<Result<_, _>>()?;
    let done = werk_na(&lezer, head.plaats)?;
    let mut zaken = Vec::new();
    for id in touched {
        let known = lezer.zaak(id)?.and_then(|found| found.zaak.regel.pl);
        zaken.push(known.unwrap_or_else(|| id.kort()));
    }
    zaken.sort();
    Ok((
        Verlies::Sinds {
            gebeurtenissen: done.0,
            laatste: done.1,
            inzage: done.2,
            zaken,
        },
        Some(now),
    ))
}

/// How much was done after this place, and when last; who only looked did nothing.
fn werk_na(lezer: &Lezer, plaats: i64) -> Uitkomst<(u64, Option<DateTime<Utc>>, u64)> {
    let mut statement = lezer
        .conn
        .prepare("SELECT kop FROM event WHERE seq > ?1 AND soort = 0 ORDER BY seq")?;
    let mut rows = statement.query([plaats])?;
    let (mut count, mut last, mut seen) = (0, None, 0);
    while let Some(row) = rows.next()? {
        let header = row.get_ref(0)?.as_bytes().ok().and_then(Kop::lees);
        if header.as_ref().is_none_or(|kop| !is_log(&kop.kind)) {
            count += 1;
            last = header.map(|kop| kop.at).or(last);
        } else {
            seen += 1;
        }
    }
    Ok((count, last, seen))
}
