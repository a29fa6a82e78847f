//! Files of a store: their names, rights, and writing one so that a power cut leaves the old or the
//! new one, never half.
//!
//! Must not know what is in the files.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::fout::{StoreFout, Uitkomst};

/// The encrypted database.
pub const TAFEL: &str = "tafel.db";
/// A database that is being made; it becomes [`TAFEL`] once its key is safe on disk.
pub const TAFEL_NIEUW: &str = "tafel-nieuw.db";
/// The wrapped key.
pub const SLEUTEL: &str = "sleutel.json";
/// The lock.
pub const SLOT: &str = "tafel.slot";
/// Wrong passphrases.
pub const POGINGEN: &str = "pogingen.json";

/// Makes the folder of a store, for its owner alone.
///
/// # Errors
/// [`StoreFout::AlleenLezen`] and the like.
pub fn maak_map(map: &Path) -> Uitkomst<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(map).map_err(|e| StoreFout::io(&e, map))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(map, fs::Permissions::from_mode(0o700))
            .map_err(|e| StoreFout::io(&e, map))?;
    }
    Ok(())
}

/// Options that open or make a file which only its owner may read.
#[must_use]
pub fn eigen_bestand() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
        options.custom_flags(VAST);
    }
    options
}

/// Opening follows no symlink at the end of a path, and waits for nobody at a pipe.
#[cfg(unix)]
const VAST: i32 = rustix::fs::OFlags::NOFOLLOW
    .union(rustix::fs::OFlags::NONBLOCK)
    .bits()
    .cast_signed();

/// Opens a file of the program's own to read: a regular file, and not by way of a symlink. A pipe or a
/// device in its place could keep the program waiting, or feed it without end.
///
/// # Errors
/// What the system says, and [`io::ErrorKind::InvalidInput`] for something that is no regular file.
pub fn open_vast(pad: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(VAST);
    }
    // Before opening: some devices do something when they are opened.
    weiger_anders(&fs::symlink_metadata(pad)?)?;
    let file = options.open(pad)?;
    weiger_anders(&file.metadata()?)?;
    Ok(file)
}

/// Refuses what is no regular file.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`].
pub fn weiger_anders(what: &fs::Metadata) -> io::Result<()> {
    if what.is_file() {
        Ok(())
    } else {
        Err(io::ErrorKind::InvalidInput.into())
    }
}

/// Reads a file of the program's own, of at most `grens` bytes.
///
/// # Errors
/// As [`open_vast`], and [`io::ErrorKind::FileTooLarge`].
pub fn lees_vast(pad: &Path, grens: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_vast(pad)?
        .take(grens.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > grens {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Writes `inhoud` to `pad` by way of a file beside it: temp, fsync, rename, fsync of the folder.
///
/// # Errors
/// [`StoreFout::AlleenLezen`], [`StoreFout::SchijfVol`] and the like; the old file then still stands.
pub fn schrijf_atomisch(pad: &Path, inhoud: &[u8]) -> Uitkomst<()> {
    let temp = pad.with_extension("tmp");
    let write = || -> io::Result<()> {
        let mut file = eigen_bestand().truncate(true).open(&temp)?;
        file.write_all(inhoud)?;
        file.sync_all()?;
        fs::rename(&temp, pad)
    };
    if let Err(e) = write() {
        // The temp file is of no use to anybody; failing to remove it changes nothing.
        let _ = fs::remove_file(&temp);
        return Err(StoreFout::io(&e, pad));
    }
    if let Some(map) = pad.parent() {
        sync_map(map);
    }
    Ok(())
}

/// Makes renames in `map` survive a power cut, where the system can do that.
pub fn sync_map(map: &Path) {
    // Windows can not open a folder as a file, and needs no such call.
    if let Ok(folder) = File::open(map) {
        let _ = folder.sync_all();
    }
}

/// Moves a damaged database, with everything that belongs to it, to names that nothing opens.
/// Nothing is deleted. Returns where the database is now.
///
/// # Errors
/// [`StoreFout::AlleenLezen`] and the like; then (part of) it stands where it stood.
pub fn zet_opzij(map: &Path, nu: DateTime<Utc>) -> Uitkomst<PathBuf> {
    let stamp = nu.format("%Y%m%dT%H%M%SZ").to_string();
    let mut naam = format!("tafel-beschadigd-{stamp}");
    let mut nummer = 2;
    while map.join(format!("{naam}.db")).exists() {
        naam = format!("tafel-beschadigd-{stamp}-{nummer}");
        nummer += 1;
    }
    let doel = map.join(format!("{naam}.db"));
    // The key goes last: as long as it stands, a second attempt finds the same damage again.
    let delen = [
        (TAFEL.to_owned(), format!("{naam}.db")),
        (format!("{TAFEL}-wal"), format!("{naam}.db-wal")),
        (format!("{TAFEL}-shm"), format!("{naam}.db-shm")),
        (SLEUTEL.to_owned(), format!("{naam}.sleutel.json")),
    ];
    for (van, naar) in delen {
        let van = map.join(van);
        if van.exists() {
            fs::rename(&van, map.join(naar)).map_err(|e| StoreFout::io(&e, &van))?;
        }
    }
    sync_map(map);
    Ok(doel)
}

/// Size of a file in bytes; 0 when it is not there.
#[must_use]
pub fn grootte(pad: &Path) -> u64 {
    fs::metadata(pad).map_or(0, |meta| meta.len())
}

/// Removes copies from before a migration that are older than four weeks: they hold persons, and no
/// term reaches into them. What can not be removed now is tried again the next day.
pub fn wis_oude_kopieen(map: &Path, vandaag: NaiveDate) {
    let Ok(entries) = fs::read_dir(map) else {
        return;
    };
    for entry in entries.flatten() {
        let naam = entry.file_name();
        let naam = naam.to_string_lossy();
        let is_copy = naam
            .strip_prefix("tafel-v")
            .and_then(|rest| rest.strip_suffix(".db"))
            .is_some_and(|versie| versie.chars().all(|c| c.is_ascii_digit()));
        let written = entry.metadata().and_then(|meta| meta.modified()).ok();
        let old = written.is_some_and(|at| {
            vandaag.signed_duration_since(DateTime::<Utc>::from(at).date_naive())
                > TimeDelta::days(28)
        });
        if is_copy && old {
            let _ = fs::remove_file(entry.path());
        }
    }
}
