//! The folder in which lists arrive: what stands there, and whether that is different from before.
//!
//! Must not know who looks, nor what is done with a file.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::app::msg::Kandidaat;
use crate::shell::bestanden;

/// What was seen in the folder of lists, and the fingerprints that were counted: only a change is told, and
/// no file is counted twice.
#[derive(Debug, Clone, Default)]
pub(super) struct Gezien {
    bestanden: Arc<Mutex<Vec<Kandidaat>>>,
    /// Somebody is looking: on a network drive that hangs, looks must not pile up.
    pub(super) kijkt: Arc<AtomicBool>,
}

/// Fingerprints are counted of so many of the newest files at most, and of none that is larger: a look in
/// the folder must stay cheap.
const VINGERAFDRUKKEN: usize = 12;
const VINGERAFDRUK_GRENS: u64 = 4 * 1024 * 1024;

/// The files in the folder of lists, and whether something is different since the last look.
pub(super) fn zoek_bestanden(
    map: &Path,
    gezien: &Gezien,
) -> Result<(Vec<Kandidaat>, bool), String> {
    let found = bestanden::kandidaten(map).map_err(|fout| fout.to_string())?;
    let before = gezien
        .bestanden
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let known = |pad: &PathBuf, size: u64, changed: DateTime<Utc>| {
        before
            .iter()
            .find(|one| one.pad == *pad && one.grootte == size && one.gewijzigd == changed)
            .and_then(|one| one.sha256.clone())
    };
    let files: Vec<Kandidaat> = found
        .bestanden
        .into_iter()
        .enumerate()
        .map(|(at, file)| Kandidaat {
            sha256: known(&file.pad, file.bytes, file.gewijzigd).or_else(|| {
                (at < VINGERAFDRUKKEN && file.bytes <= VINGERAFDRUK_GRENS)
                    .then(|| bestanden::vingerafdruk(&file.pad, VINGERAFDRUK_GRENS))?
            }),
            pad: file.pad,
            naam: file.naam,
            grootte: file.bytes,
            gewijzigd: file.gewijzigd,
        })
        .collect();
    let mut last = gezien
        .bestanden
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let different = *last != files;
    last.clone_from(&files);
    Ok((files, different))
}
