//! The lock: one process at a time works at a table.
//!
//! Must not know the database. The lock file holds a process number and nothing else.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::Path;
use std::time::Duration;

use super::bestand;
use super::fout::{StoreFout, Uitkomst};

/// How often, and how long between, a lock that is held is tried again.
const POGINGEN: u32 = 10;
const TUSSEN: Duration = Duration::from_millis(20);

/// The lock of a store; dropping it unlocks.
#[derive(Debug)]
pub struct Slot {
    // Held for its lock alone; the system releases that when the file is closed, also after a crash.
    _file: File,
}

impl Slot {
    /// Takes the lock of the store in `map`.
    ///
    /// # Errors
    /// [`StoreFout::AlOpen`] when somebody else has it, [`StoreFout::AlleenLezen`] when the folder can
    /// not be written.
    pub fn neem(map: &Path) -> Uitkomst<Slot> {
        let pad = map.join(bestand::SLOT);
        let no_file = |e: std::io::Error| StoreFout::io(&e, &pad);
        let mut file = bestand::open_eigen(&pad).map_err(no_file)?;
        match neem_even(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                // Windows lets nobody read a locked file; then there is no number to show.
                let _ = (&file).take(32).read_to_string(&mut text);
                return Err(StoreFout::AlOpen {
                    proces: text.trim().parse().ok(),
                });
            }
            Err(TryLockError::Error(e)) => return Err(StoreFout::io(&e, &pad)),
        }
        if !is_zelfde(&file, &pad).map_err(no_file)? {
            // Somebody took the name away between the opening and the locking.
            return Err(StoreFout::AlOpen { proces: None });
        }
        // The number only helps to find the other window; a full disk must not keep the table shut
        // for it.
        let _ = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(std::process::id().to_string().as_bytes()));
        Ok(Slot { _file: file })
    }

    /// Opens the table itself, and locks it too where that does not stand in the way of SQLite: who removes the lock
    /// file, or puts another in its place, gets no second writer by it.
    ///
    /// # Errors
    /// [`StoreFout::AlOpen`], and what disks do.
    pub fn greep(tafel: &Path) -> Uitkomst<File> {
        let file = bestand::open_eigen(tafel).map_err(|e| StoreFout::io(&e, tafel))?;
        // Elsewhere this lock and SQLite's own are one kind, and stand in each other's way.
        #[cfg(target_os = "linux")]
        match neem_even(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreFout::AlOpen { proces: None }),
            Err(TryLockError::Error(e)) => return Err(StoreFout::io(&e, tafel)),
        }
        Ok(file)
    }
}

/// Whether the open file is the one that stands there under this name.
#[cfg(unix)]
fn is_zelfde(file: &File, pad: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let (open, named) = (file.metadata()?, std::fs::symlink_metadata(pad)?);
    Ok((open.dev(), open.ino()) == (named.dev(), named.ino()))
}

/// Elsewhere an open file keeps its name.
#[cfg(not(unix))]
fn is_zelfde(_file: &File, _pad: &Path) -> std::io::Result<bool> {
    Ok(true)
}

/// Tries for a moment: a table that ends lets go a little after its window went, and a process that is being
/// started holds what its parent held until it runs.
fn neem_even(file: &File) -> Result<(), TryLockError> {
    for _ in 0..POGINGEN {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(TUSSEN),
            other => return other,
        }
    }
    file.try_lock()
}
