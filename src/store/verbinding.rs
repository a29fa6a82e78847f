//! One encrypted connection: SQLCipher asked for its version before it gets the key, and every
//! setting that keeps content off the disk.
//!
//! Must not know tables.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::bladzijden::ZOUT;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;
use super::sleutelbestand::hex;

/// What an unencrypted database begins with.
const PLAIN: &[u8] = b"SQLite format 3";

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doel {
    /// The one that writes; makes the file if it is not there.
    Schrijven,
    /// Reads beside the one that writes.
    Lezen,
}

/// Opens the database at `pad` with its key and the bytes that it begins with. The first page has not been read
/// yet, save for `Lezen`.
///
/// # Errors
/// [`StoreFout::NietVersleuteld`] when SQLCipher does not answer or the file is plain SQLite.
pub fn open(
    pad: &Path,
    sleutel: &Datasleutel,
    zout: [u8; ZOUT],
    doel: Doel,
) -> Uitkomst<Connection> {
    weiger_onversleuteld(pad)?;
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | match doel {
            Doel::Schrijven => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Doel::Lezen => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
    let conn = Connection::open_with_flags(pad, flags)?;
    // SQLCipher would write a wrong key to stderr, straight through the screen.
    conn.execute_batch("PRAGMA cipher_log_level = none;")?;
    cipher_version(&conn)?;
    let text = Zeroizing::new(format!(
        "PRAGMA key = \"x'{}{}'\";",
        Zeroizing::new(hex(sleutel.as_slice())).as_str(),
        hex(&zout)
    ));
    conn.execute_batch(&text)?;
    // Locking and wiping SQLite's own buffers costs a third of a long reading and shields little: the
    // same names stand in ordinary memory for the screen. Keys are wiped either way (decisions.md).
    // Pages of 4 KiB and HMAC-SHA512 are SQLCipher's defaults. Temporary tables stay in memory. The cache
    // may grow to 128 MiB, so that a very long list is decrypted once; an ordinary day takes 1 MiB.
    conn.execute_batch(
        "PRAGMA cipher_memory_security = OFF;
         PRAGMA temp_store = MEMORY;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cache_size = -131072;
         PRAGMA busy_timeout = 5000;",
    )?;
    conn.set_prepared_statement_cache_capacity(96);
    Ok(conn)
}

/// Settings that live in the file, for the connection that writes.
///
/// # Errors
/// [`StoreFout::Beschadigd`] when the first page can not be read with this key.
pub fn stel_in(conn: &Connection) -> Uitkomst<()> {
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreFout::Schijf("geen WAL mogelijk".to_owned()));
    }
    // The log goes into the table by way of `nalezen` alone, which reads it back there; never by itself.
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;")?;
    Ok(())
}

/// Closing this connection leaves the write-ahead log as it is.
///
/// # Errors
/// What SQLite says.
pub fn sluit_stil(conn: &Connection) -> Uitkomst<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(())
}

/// Closing this connection removes the write-ahead log. Only where nothing stands in it any more.
///
/// # Errors
/// What SQLite says.
pub fn sluit_leeg(conn: &Connection) -> Uitkomst<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

/// The version of SQLCipher.
///
/// # Errors
/// [`StoreFout::NietVersleuteld`] when this is plain SQLite.
pub fn cipher_version(conn: &Connection) -> Uitkomst<String> {
    conn.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0))
        .ok()
        .filter(|version| !version.is_empty())
        .ok_or(StoreFout::NietVersleuteld)
}

/// Refuses a file that begins as plain SQLite does. No file, or an empty one, is fine.
///
/// # Errors
/// [`StoreFout::NietVersleuteld`].
pub fn weiger_onversleuteld(pad: &Path) -> Uitkomst<()> {
    let mut file = match File::open(pad) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(StoreFout::io(&e, pad)),
    };
    let mut head = Vec::new();
    file.by_ref()
        .take(PLAIN.len() as u64)
        .read_to_end(&mut head)
        .map_err(|e| StoreFout::io(&e, pad))?;
    if head == PLAIN {
        return Err(StoreFout::NietVersleuteld);
    }
    Ok(())
}
