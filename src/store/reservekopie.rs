//! Backups: making one that is known to open, remembering where each lies, and letting go of those that hold what
//! the table erased since.
//!
//! ```text
//!   table ──SQLite's online backup──▶ tafel-kopie/ ──opened, chain and pages checked──▶ MAP/zsmtafel-….zsmkopie
//!                                                                                        └─ read back ──▶ noted
//! ```
//! Content goes from the table at its term, and may not live on beside it: after each erasing every backup of before it
//! is made anew and removed. What can not be reached is named until it can. Must not know when a backup is made, nor
//! who asks.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use rusqlite::backup::Backup;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::aanmaken;
use super::bestand;
use super::bewaren::BEWAREN_MAX;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;
use super::kopiebestand::{self, EXTENSIE, GROOTSTE_SLEUTEL};
use super::nalezen;
use super::rijen;
use super::sleutelbestand::Sleutelbestand;
use super::uitgaand::{deel, wis_bestand};
use super::verbinding::{self, Doel};
use super::winkel::{Lezer, Store};
use crate::domain::tijd::lokaal;

/// The setting that remembers where backups lie.
const REGISTER: &str = "reservekopieen";
/// The setting that counts how often content went.
const WISBEURT: &str = "wisbeurt";
/// So many pages are copied before others get a turn.
const STAP: i32 = 1024;

/// A backup, as the table remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kopieregel {
    /// Where it lies.
    pub pad: PathBuf,
    /// When it was made.
    pub op: DateTime<Utc>,
    /// How often content had gone from the table by then.
    beurt: u64,
    /// It is of a moment that this table does not know, or of the same table in another folder: it is never removed for
    /// another, since it can hold what is nowhere else.
    #[serde(default)]
    pub vreemd: bool,
}

impl Kopieregel {
    /// The folder in which it lies; itself where it has none.
    #[must_use]
    pub fn map(&self) -> &Path {
        self.pad.parent().unwrap_or(&self.pad)
    }

    /// It is there.
    #[must_use]
    pub fn is_er(&self) -> bool {
        self.pad.is_file()
    }
}

/// Makes one backup of a table, beside whoever works at it.
pub struct Kopieerder {
    lezer: Lezer,
    map: PathBuf,
    tafel: Uuid,
    sleutel: Datasleutel,
    regel: Kopieregel,
}

impl std::fmt::Debug for Kopieerder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kopieerder(…)")
    }
}

impl Kopieerder {
    /// Makes it. Can take as long as the disk that it goes to.
    ///
    /// # Errors
    /// [`StoreFout::KopieMap`] where there is no such folder; [`StoreFout::NietTeruggelezen`] and
    /// [`StoreFout::Beschadigd`] when the copy is not what the table is; and what disks do. Then there is none.
    pub fn maak(self) -> Uitkomst<Kopieregel> {
        if !self.regel.map().is_dir() {
            return Err(StoreFout::KopieMap {
                map: self.regel.map().to_path_buf(),
            });
        }
        let werk = Werkmap::maak(&self.map, bestand::KOPIE)?;
        let database = werk.pad.join(bestand::TAFEL);
        self.kopieer_naar(&database)?;
        let key = self.map.join(bestand::SLEUTEL);
        if Sleutelbestand::lees(&self.map)?.tafel() != self.tafel {
            return Err(StoreFout::SleutelKapot { pad: key });
        }
        let bytes =
            bestand::lees_vast(&key, GROOTSTE_SLEUTEL).map_err(|e| StoreFout::io(&e, &key))?;
        let of = (self.tafel, self.regel.op);
        kopiebestand::schrijf(&self.regel.pad, &database, &bytes, of, &self.sleutel)?;
        Ok(self.regel)
    }

    fn kopieer_naar(&self, database: &Path) -> Uitkomst<()> {
        let zout = self.tafel.into_bytes();
        let mut copy = verbinding::open(database, &self.sleutel, zout, Doel::Schrijven)?;
        Backup::new(&self.lezer.conn, &mut copy)?.run_to_completion(STAP, Duration::ZERO, None)?;
        let last = nalezen::laatste(&copy)?;
        copy.close().map_err(|(_, fout)| fout)?;
        fs::File::open(database)
            .and_then(|file| file.sync_all())
            .map_err(|e| StoreFout::io(&e, database))?;
        aanmaken::lees_terug(database, &self.sleutel, zout)?;
        // Opened anew, as who puts it back will.
        let copy = verbinding::open(database, &self.sleutel, zout, Doel::Schrijven)?;
        let same = nalezen::laatste(&copy)? == last;
        let device = self.lezer.hand("").toestel;
        let found = Lezer::van(copy, self.lezer.geheim(), device).verifieer()?;
        if !same || !found.bladen.is_empty() {
            return Err(StoreFout::NietTeruggelezen);
        }
        Ok(())
    }
}

impl Store {
    /// Notes that a backup comes at `pad` ([`kopienaam`]), and gives what makes it: a file of which the table does not
    /// know would live on past every term.
    ///
    /// # Errors
    /// What SQLite says, and opening a file.
    pub fn begin_kopie(&mut self, pad: &Path, nu: DateTime<Utc>) -> Uitkomst<Kopieerder> {
        let mut all = self.kopieen()?;
        let regel = Kopieregel {
            pad: pad.to_path_buf(),
            op: nu,
            beurt: self.wisbeurt()?,
            vreemd: false,
        };
        all.push(regel.clone());
        self.noteer_kopieen(&all)?;
        Ok(Kopieerder {
            lezer: self.lezer()?,
            map: self.map().to_path_buf(),
            tafel: self.tafel(),
            sleutel: self.datasleutel().kopie(),
            regel,
        })
    }

    /// Notes which backups there are.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn noteer_kopieen(&mut self, all: &[Kopieregel]) -> Uitkomst<()> {
        zet_register(&self.conn, all)
    }
}

/// What came of letting old backups go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opruiming {
    /// The backups to remember, those of `hangt` too.
    pub blijft: Vec<Kopieregel>,
    /// Must go and can not be reached: a stick that is not in, or a folder where nothing may be removed.
    pub hangt: Vec<Kopieregel>,
}

/// Removes of each folder what is more than `bewaar` backups, those of before content last went (`beurt`) where a newer
/// one is there, and all of [`BEWAREN_MAX`] days ago. Can wait long for a drive that is gone.
#[must_use]
pub fn ruim_kopieen(
    mut all: Vec<Kopieregel>,
    beurt: u64,
    bewaar: usize,
    nu: DateTime<Utc>,
) -> Opruiming {
    all.sort_by_key(|one| std::cmp::Reverse(one.op));
    let fresh = all
        .iter()
        .any(|one| one.beurt >= beurt && !one.vreemd && one.is_er());
    let mut out = Opruiming::default();
    for one in all {
        let beside = out
            .blijft
            .iter()
            .filter(|other| !other.vreemd && other.map() == one.map());
        let replaced = (one.beurt < beurt && fresh) || beside.count() >= bewaar.max(1);
        let old = nu - one.op > TimeDelta::days(BEWAREN_MAX.into());
        if old || (replaced && !one.vreemd) {
            if wis(&one.pad).is_err() {
                out.hangt.push(one);
            }
        } else if one.is_er() || !one.map().is_dir() {
            out.blijft.push(one);
        }
    }
    out.blijft.extend(out.hangt.iter().cloned());
    out
}

impl Lezer {
    /// Where backups lie, as far as the table knows.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn kopieen(&self) -> Uitkomst<Vec<Kopieregel>> {
        let Some(json) = self.instelling(REGISTER)? else {
            return Ok(Vec::new());
        };
        serde_json::from_str(&json).map_err(|_| StoreFout::Rij("reservekopieen"))
    }

    /// The backups that hold what the table erased since.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn verouderde_kopieen(&self) -> Uitkomst<Vec<Kopieregel>> {
        let turn = self.wisbeurt()?;
        let mut all = self.kopieen()?;
        all.retain(|one| one.beurt < turn && !one.vreemd);
        Ok(all)
    }

    /// How often content went from the table.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn wisbeurt(&self) -> Uitkomst<u64> {
        let found = self.instelling(WISBEURT)?;
        Ok(found.and_then(|text| text.parse().ok()).unwrap_or(0))
    }
}

/// Content goes: what was copied before holds it.
pub(super) fn noteer_gewist(conn: &Connection) -> Uitkomst<()> {
    conn.execute(
        "INSERT INTO instelling (naam, waarde) VALUES (?1, '1')
         ON CONFLICT (naam) DO UPDATE SET waarde = CAST(waarde AS INTEGER) + 1",
        [WISBEURT],
    )?;
    Ok(())
}

/// The table of this connection knows these backups: of `eigen` it knew itself, `later` are of the table whose place it
/// takes. Elsewhere than where it was made a table owns none of them.
pub(super) fn neem_over(
    conn: &Connection,
    eigen: Vec<Kopieregel>,
    later: Vec<Kopieregel>,
    hier: bool,
) -> Uitkomst<()> {
    let mut all = eigen;
    for one in &mut all {
        one.vreemd |= !hier;
    }
    for one in later {
        if all.iter().all(|known| known.pad != one.pad) {
            all.push(Kopieregel {
                vreemd: true,
                ..one
            });
        }
    }
    zet_register(conn, &all)
}

fn zet_register(conn: &Connection, all: &[Kopieregel]) -> Uitkomst<()> {
    let json = serde_json::to_string(all).map_err(|_| StoreFout::Rij("reservekopieen"))?;
    rijen::zet(conn, REGISTER, &json)
}

/// A name in the folder `map` that is free, sorts by time and tells of which table it is; nothing of a person. Can wait
/// long for a drive that is gone.
///
/// # Errors
/// [`StoreFout::KopieMap`] where there is no such folder: it is not made, since a stick that is not in would become a
/// folder on the disk.
pub fn kopienaam(map: &Path, tafel: Uuid, nu: DateTime<Utc>) -> Uitkomst<PathBuf> {
    if !map.is_dir() {
        return Err(StoreFout::KopieMap {
            map: map.to_path_buf(),
        });
    }
    let id = tafel.simple().to_string();
    let tail = id.get(id.len().saturating_sub(4)..).unwrap_or_default();
    let stem = format!("zsmtafel-{tail}-{}", lokaal(nu).format("%Y%m%d-%H%M%S"));
    let mut pad = map.join(format!("{stem}.{EXTENSIE}"));
    let mut number = 2;
    while pad.exists() || deel(&pad).exists() {
        pad = map.join(format!("{stem}-{number}.{EXTENSIE}"));
        number += 1;
    }
    Ok(pad)
}

/// Removes a backup; one that is gone is removed, one whose drive is gone is not.
fn wis(pad: &Path) -> io::Result<()> {
    // What a power cut left of writing it.
    let _ = fs::remove_file(deel(pad));
    wis_bestand(pad)
}

/// A folder to work in, beside the table; empty at first, and gone when this is dropped.
#[derive(Debug)]
pub(super) struct Werkmap {
    pub(super) pad: PathBuf,
}

impl Werkmap {
    /// # Errors
    /// What disks do.
    pub(super) fn maak(map: &Path, naam: &str) -> Uitkomst<Werkmap> {
        let pad = map.join(naam);
        ruim_werkmap(map, naam)?;
        bestand::maak_map(&pad)?;
        Ok(Werkmap { pad })
    }
}

impl Drop for Werkmap {
    fn drop(&mut self) {
        // What stays is removed at the next opening.
        let _ = fs::remove_dir_all(&self.pad);
    }
}

/// Removes what a power cut left of a folder to work in.
///
/// # Errors
/// What disks do.
pub(super) fn ruim_werkmap(map: &Path, naam: &str) -> Uitkomst<()> {
    let pad = map.join(naam);
    match fs::symlink_metadata(&pad) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(&pad),
        // A link in its place is removed, never followed.
        Ok(_) => fs::remove_file(&pad),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e),
    }
    .map_err(|e| StoreFout::io(&e, &pad))
}
