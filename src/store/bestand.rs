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
/// How far the table was, sealed.
pub const HOOFD: &str = "tafel.hoofd";
/// The lock.
pub const SLOT: &str = "tafel.slot";
/// With this and a moment begins the name of what was set aside.
pub const OPZIJ: &str = "tafel-beschadigd-";
/// With this and a moment begins the name of what made place for a backup.
pub const VERVANGEN: &str = "tafel-opzij-";
/// The folder in which a backup is made.
pub const KOPIE: &str = "tafel-kopie";
/// The folder in which a backup is looked at.
pub const TERUG: &str = "tafel-terug";
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

/// The write-ahead log of a database.
#[must_use]
pub fn wachtrij(tafel: &Path) -> PathBuf {
    let mut name = tafel.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// Opens a file of the program's own to write, or makes it: a regular file, not by way of a symlink, for its owner
/// alone. Rights that are too wide are mended. What stands in it stays.
///
/// # Errors
/// What the system says, and [`io::ErrorKind::InvalidInput`] for something that is no regular file.
pub fn open_eigen(pad: &Path) -> io::Result<File> {
    match fs::symlink_metadata(pad) {
        Ok(found) => weiger_anders(&found)?,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(e) => return Err(e),
    }
    let file = eigen_bestand().truncate(false).open(pad)?;
    let there = file.metadata()?;
    weiger_anders(&there)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        if there.permissions().mode() & 0o077 != 0 {
            file.set_permissions(fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(file)
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

/// Writes `inhoud` to `pad` by way of a file beside it: temp, fsync, read back, rename, fsync of the folder.
///
/// # Errors
/// [`StoreFout::AlleenLezen`], [`StoreFout::SchijfVol`], [`StoreFout::NietTeruggelezen`] and the like; the old file
/// then still stands.
pub fn schrijf_atomisch(pad: &Path, inhoud: &[u8]) -> Uitkomst<()> {
    let temp = pad.with_extension("tmp");
    let write = || -> io::Result<bool> {
        // What an earlier, broken attempt left, or somebody put there: it is never written through.
        match fs::remove_file(&temp) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let mut file = eigen_bestand().create_new(true).open(&temp)?;
        file.write_all(inhoud)?;
        file.sync_all()?;
        // A disk that says yes and writes nothing must not cost the file that stands there.
        if lees_vast(&temp, inhoud.len() as u64)? != inhoud {
            return Ok(false);
        }
        fs::rename(&temp, pad)?;
        Ok(true)
    };
    let written = write();
    if !matches!(written, Ok(true)) {
        // The temp file is of no use to anybody; failing to remove it changes nothing.
        let _ = fs::remove_file(&temp);
    }
    match written {
        Err(e) => return Err(StoreFout::io(&e, pad)),
        Ok(false) => return Err(StoreFout::NietTeruggelezen),
        Ok(true) => {}
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

/// Why a table is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apartzetting {
    /// It is damaged, and a new one comes.
    Beschadigd,
    /// It is damaged, and is put right: key and record stay where they are, and a copy of the key goes along.
    Hersteld,
    /// A backup comes in its place.
    Vervangen,
}

/// Moves a database, with everything that belongs to it, to names that nothing opens.
/// Nothing is deleted. Returns where the database is now.
///
/// # Errors
/// [`StoreFout::AlleenLezen`] and the like; then (part of) it stands where it stood.
pub fn zet_opzij(map: &Path, nu: DateTime<Utc>, waarom: Apartzetting) -> Uitkomst<PathBuf> {
    let sleutel_blijft = waarom == Apartzetting::Hersteld;
    let begin = match waarom {
        Apartzetting::Beschadigd | Apartzetting::Hersteld => OPZIJ,
        Apartzetting::Vervangen => VERVANGEN,
    };
    let stamp = nu.format("%Y%m%dT%H%M%SZ").to_string();
    let mut naam = format!("{begin}{stamp}");
    let mut nummer = 2;
    while map.join(format!("{naam}.db")).exists() {
        naam = format!("{begin}{stamp}-{nummer}");
        nummer += 1;
    }
    let doel = map.join(format!("{naam}.db"));
    // The key goes last: as long as it stands, a second attempt finds the same damage again.
    let delen = [
        (TAFEL.to_owned(), format!("{naam}.db")),
        (format!("{TAFEL}-wal"), format!("{naam}.db-wal")),
        (format!("{TAFEL}-shm"), format!("{naam}.db-shm")),
        (HOOFD.to_owned(), format!("{naam}.hoofd")),
        (SLEUTEL.to_owned(), format!("{naam}.sleutel.json")),
    ];
    if sleutel_blijft {
        let key = map.join(SLEUTEL);
        let bytes = lees_vast(&key, 64 * 1024).map_err(|e| StoreFout::io(&e, &key))?;
        schrijf_atomisch(&map.join(format!("{naam}.sleutel.json")), &bytes)?;
    }
    for (van, naar) in delen {
        if sleutel_blijft && [HOOFD, SLEUTEL].contains(&van.as_str()) {
            continue;
        }
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

/// So many days a copy from before a migration, or a table that was set aside, is kept.
const APART_DAGEN: i64 = 28;

/// Removes copies from before a migration, and tables and logs that were set aside, after four weeks: they hold
/// persons, and no other term reaches into them. What can not be removed now is tried again the next day.
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
        let since = if is_copy {
            let written = entry.metadata().and_then(|meta| meta.modified()).ok();
            written.map(|at| DateTime::<Utc>::from(at).date_naive())
        } else {
            opzij_sinds(&naam)
        };
        let old = since
            .is_some_and(|day| vandaag.signed_duration_since(day) > TimeDelta::days(APART_DAGEN));
        if old {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The day on which something was set aside, as its name says; none for other files.
fn opzij_sinds(naam: &str) -> Option<NaiveDate> {
    let rest = [OPZIJ, VERVANGEN]
        .iter()
        .find_map(|begin| naam.strip_prefix(begin))?;
    let day = rest.get(..8)?;
    NaiveDate::parse_from_str(day, "%Y%m%d").ok()
}

/// Closes the folder of a store, and the files in it that are its own, for everybody but their owner; the names of
/// what stood open. What belongs to somebody else can not be closed, and stays among what
/// [`open_voor_anderen`] names.
///
/// # Errors
/// What disks do.
pub fn sluit_af(map: &Path) -> io::Result<Vec<String>> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let open = open_voor_anderen(map)?;
        for (_, pad) in &open {
            let mode = if pad == map { 0o700 } else { 0o600 };
            match fs::set_permissions(pad, fs::Permissions::from_mode(mode)) {
                Err(e) if e.kind() != io::ErrorKind::PermissionDenied => return Err(e),
                _ => {}
            }
        }
        Ok(open.into_iter().map(|(name, _)| name).collect())
    }
    #[cfg(not(unix))]
    {
        let _ = map;
        Ok(Vec::new())
    }
}

/// The folder of a store, and the files in it that are its own, where others than their owner may read or write
/// them: names, and where they are.
///
/// # Errors
/// What disks do.
pub fn open_voor_anderen(map: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut out = Vec::new();
    if is_open(&fs::metadata(map)?) {
        out.push((map.display().to_string(), map.to_path_buf()));
    }
    for entry in fs::read_dir(map)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let found = entry.metadata()?;
        let own = ["tafel", "sleutel", "pogingen"]
            .iter()
            .any(|begin| name.starts_with(begin));
        // Metadata of an entry is of a link itself; a link is never followed.
        if own && found.is_file() && is_open(&found) {
            out.push((name, entry.path()));
        }
    }
    Ok(out)
}

/// Whether others than its owner may read or write in a folder; false where that can not be seen.
#[must_use]
pub fn staat_open(map: &Path) -> bool {
    fs::metadata(map).is_ok_and(|found| is_open(&found))
}

#[cfg(unix)]
fn is_open(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    found.permissions().mode() & 0o077 != 0
}

/// Elsewhere the folder of the user decides.
#[cfg(not(unix))]
fn is_open(_found: &fs::Metadata) -> bool {
    false
}
