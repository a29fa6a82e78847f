//! Versions of the schema, and bringing an older file up to date after copying it.
//!
//! Must not know what the tables mean.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::bestand;
use super::fout::{StoreFout, Uitkomst};

/// Every step, in order; the number of steps taken is `user_version`. A step that was released is
/// never changed.
const STAPPEN: [&str; 7] = [
    include_str!("schema/001_journaal.sql"),
    include_str!("schema/002_concept.sql"),
    include_str!("schema/003_werk.sql"),
    include_str!("schema/004_kern.sql"),
    include_str!("schema/005_omslag.sql"),
    include_str!("schema/006_uitgaand.sql"),
    include_str!("schema/007_persoon.sql"),
];

/// The steps, in order.
pub fn stappen() -> impl Iterator<Item = &'static str> {
    STAPPEN.into_iter()
}

/// The newest version that this program knows.
#[must_use]
pub fn bekend() -> usize {
    STAPPEN.len()
}

/// The version of the file.
///
/// # Errors
/// [`StoreFout::Beschadigd`] and the like.
pub fn versie(conn: &Connection) -> Uitkomst<i64> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// The oldest version that is read. What was before it was practice: its events bore no series, counter or
/// signature, and nobody can tell afterwards what they replaced.
const OUDSTE: i64 = 5;

/// Refuses a file of a newer program, and one of before [`OUDSTE`], before anything is written.
///
/// # Errors
/// [`StoreFout::TeNieuw`], [`StoreFout::TeOud`].
pub fn weiger_andere(conn: &Connection) -> Uitkomst<()> {
    let bekend = i64::try_from(bekend()).unwrap_or(i64::MAX);
    let gevonden = versie(conn)?;
    if gevonden > bekend {
        return Err(StoreFout::TeNieuw { gevonden, bekend });
    }
    if gevonden == 0 {
        // Somebody's empty database; a table never is one.
        return Err(StoreFout::Beschadigd);
    }
    if gevonden < OUDSTE {
        return Err(StoreFout::TeOud { gevonden });
    }
    Ok(())
}

/// Whether the file is of an older version than [`bekend`].
///
/// # Errors
/// [`StoreFout::Beschadigd`] and the like.
pub fn achter(conn: &Connection) -> Uitkomst<bool> {
    Ok(usize::try_from(versie(conn)?).is_ok_and(|there| there < bekend()))
}

/// Brings the file to `tot` steps (at most [`bekend`]). An existing file is copied first, encrypted as
/// it is, to `tafel-v<old>.db` beside it.
///
/// # Errors
/// [`StoreFout::SchijfVol`] when the copy does not fit, and whatever SQLite says; the file is then as
/// it was.
pub fn werk_bij(conn: &mut Connection, pad: &Path, tot: usize) -> Uitkomst<()> {
    let van = versie(conn)?;
    let tot = tot.min(bekend());
    if usize::try_from(van).is_ok_and(|van| van >= tot) {
        return Ok(());
    }
    if van > 0 {
        kopieer(conn, pad, van)?;
    }
    let steps = Migrations::new(stappen().map(M::up).collect());
    steps.to_version(conn, tot).map_err(|fout| match fout {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        _ => StoreFout::Rij("schema"),
    })
}

fn kopieer(conn: &Connection, pad: &Path, van: i64) -> Uitkomst<()> {
    // With an empty WAL the one file is the whole store; the lock keeps everybody else out.
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy != 0 {
        return Err(StoreFout::AlOpen { proces: None });
    }
    let doel = pad.with_file_name(format!("tafel-v{van}.db"));
    let io = |e: std::io::Error| StoreFout::io(&e, &doel);
    let mut from = bestand::open_vast(pad).map_err(io)?;
    let mut to = bestand::open_eigen(&doel).map_err(io)?;
    to.set_len(0).map_err(io)?;
    std::io::copy(&mut from, &mut to).map_err(io)?;
    to.sync_all().map_err(io)?;
    if let Some(map) = pad.parent() {
        bestand::sync_map(map);
    }
    Ok(())
}
