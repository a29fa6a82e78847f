//! Files of the worker: lists that arrive, and input that leaves.
//!
//! Must not know what is in them. File names are shown and never logged; what is written is for the
//! owner alone.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::store;

use super::veilig::{schoon, toon};

/// The largest list that is read: 64 MB. A day's list is far below one.
pub const GRENS: u64 = 64 * 1024 * 1024;

/// So many lists are offered at most.
pub const MEEST: usize = 50;

/// The kinds of file that a list comes in.
const SOORTEN: [&str; 11] = [
    "csv", "txt", "tsv", "xlsx", "xlsm", "xls", "xlsb", "ods", "json", "jsonl", "ndjson",
];

/// A file that could be a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kandidaat {
    /// Where it is.
    pub pad: PathBuf,
    /// Its name, cleaned for the screen.
    pub naam: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last changed.
    pub gewijzigd: DateTime<Utc>,
}

impl Kandidaat {}

/// The files in a folder that could be lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kandidaten {
    /// Newest first, [`MEEST`] at most.
    pub bestanden: Vec<Kandidaat>,
    /// How many older ones were left out.
    pub meer: usize,
}

/// Why a file or folder cannot be read. Dutch, for the worker; paths are cleaned for the screen.
#[derive(Debug, thiserror::Error)]
pub enum LeesFout {
    /// There is no such file or folder.
    NietGevonden {
        /// The path.
        pad: PathBuf,
    },
    /// A folder where a file should be.
    IsMap {
        /// The path.
        pad: PathBuf,
    },
    /// A file where a folder should be.
    GeenMap {
        /// The path.
        pad: PathBuf,
    },
    /// A device, a pipe: reading could wait for ever.
    GeenBestand {
        /// The path.
        pad: PathBuf,
    },
    /// Not a file of its own where one of the program's own must be: a symlink, a device, a pipe.
    NietVast {
        /// The path.
        pad: PathBuf,
    },
    /// More than the limit.
    TeGroot {
        /// The path.
        pad: PathBuf,
        /// The limit in bytes.
        grens: u64,
    },
    /// Nothing in it.
    Leeg {
        /// The path.
        pad: PathBuf,
    },
    /// Not allowed.
    GeenRecht {
        /// The path.
        pad: PathBuf,
    },
    /// Another program holds it (Windows).
    InGebruik {
        /// The path.
        pad: PathBuf,
    },
    /// Something else.
    Anders {
        /// The path.
        pad: PathBuf,
        /// What the system said.
        #[source]
        bron: io::Error,
    },
}

impl fmt::Display for LeesFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", toon(self.pad()), self.reden())
    }
}

impl LeesFout {
    /// What is wrong and what to do, without the path.
    #[must_use]
    pub fn reden(&self) -> String {
        match self {
            LeesFout::NietGevonden { .. } => {
                "bestaat niet. Kijk of de naam klopt en of de schijf er is".to_owned()
            }
            LeesFout::IsMap { .. } => "is een map. Kies een bestand in die map".to_owned(),
            LeesFout::GeenMap { .. } => {
                "is een bestand en geen map. Kies de map waar het in staat".to_owned()
            }
            LeesFout::GeenBestand { .. } => "is geen gewoon bestand. Kies een lijst".to_owned(),
            LeesFout::NietVast { .. } => {
                "is geen gewoon bestand maar een verwijzing, een pijp of een apparaat. Zet het bestand zelf \
                 op die plek"
                    .to_owned()
            }
            LeesFout::TeGroot { grens, .. } if *grens < 1024 * 1024 => {
                format!("is groter dan {} kB; dat hoort hier niet", grens / 1024)
            }
            LeesFout::TeGroot { grens, .. } => format!(
                "is groter dan {} MB. Kies de lijst van één dag",
                grens / (1024 * 1024)
            ),
            LeesFout::Leeg { .. } => "is leeg. Maak de lijst opnieuw".to_owned(),
            LeesFout::GeenRecht { .. } => {
                "mag u niet lezen. Vraag toegang, of zet het ergens waar dat wel mag".to_owned()
            }
            LeesFout::InGebruik { .. } => {
                "is open in een ander programma. Sluit het daar en probeer het nog eens".to_owned()
            }
            LeesFout::Anders { bron, .. } => {
                format!("kan niet gelezen worden ({bron}). Probeer het nog eens")
            }
        }
    }

    /// The file or folder.
    #[must_use]
    pub fn pad(&self) -> &Path {
        match self {
            LeesFout::NietGevonden { pad }
            | LeesFout::IsMap { pad }
            | LeesFout::GeenMap { pad }
            | LeesFout::GeenBestand { pad }
            | LeesFout::NietVast { pad }
            | LeesFout::TeGroot { pad, .. }
            | LeesFout::Leeg { pad }
            | LeesFout::GeenRecht { pad }
            | LeesFout::InGebruik { pad }
            | LeesFout::Anders { pad, .. } => pad,
        }
    }

    fn van(bron: io::Error, pad: &Path) -> LeesFout {
        let pad = pad.to_path_buf();
        match bron.kind() {
            ErrorKind::NotFound => LeesFout::NietGevonden { pad },
            ErrorKind::PermissionDenied => LeesFout::GeenRecht { pad },
            ErrorKind::IsADirectory => LeesFout::IsMap { pad },
            ErrorKind::NotADirectory => LeesFout::GeenMap { pad },
            _ if in_gebruik(&bron) => LeesFout::InGebruik { pad },
            _ => LeesFout::Anders { pad, bron },
        }
    }
}

/// Why a file cannot be written. Dutch, for the worker; paths are cleaned for the screen.
#[derive(Debug, thiserror::Error)]
pub enum SchrijfFout {
    /// The name is taken; nothing is ever overwritten.
    #[error(
        "{} bestaat al. Er is niets overschreven. Kies een andere naam of map",
        toon(pad)
    )]
    BestaatAl {
        /// The path.
        pad: PathBuf,
    },
    /// No room left.
    #[error(
        "{}: de schijf is vol. Er is niets geschreven. Maak ruimte en probeer het nog eens",
        toon(pad)
    )]
    SchijfVol {
        /// The path.
        pad: PathBuf,
    },
    /// Not allowed.
    #[error(
        "{}: hier mag u niet schrijven. Kies een andere map (input.map in config.toml)",
        toon(pad)
    )]
    GeenRecht {
        /// The path.
        pad: PathBuf,
    },
    /// A path without a name of a file, or through a file.
    #[error(
        "{} is geen goede plek voor een bestand. Kies een andere map (input.map in config.toml)",
        toon(pad)
    )]
    GeenPlek {
        /// The path.
        pad: PathBuf,
    },
    /// Something else.
    #[error(
        "{}: schrijven lukt niet ({bron}). Er is niets geschreven. Probeer het nog eens",
        toon(pad)
    )]
    Anders {
        /// The path.
        pad: PathBuf,
        /// What the system said.
        #[source]
        bron: io::Error,
    },
}

impl SchrijfFout {
    /// What an error of the system means for who writes `pad`.
    #[must_use]
    pub fn van(bron: io::Error, pad: &Path) -> SchrijfFout {
        let pad = pad.to_path_buf();
        match bron.kind() {
            ErrorKind::AlreadyExists => SchrijfFout::BestaatAl { pad },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => SchrijfFout::SchijfVol { pad },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                SchrijfFout::GeenRecht { pad }
            }
            ErrorKind::NotADirectory | ErrorKind::InvalidFilename => SchrijfFout::GeenPlek { pad },
            _ => SchrijfFout::Anders { pad, bron },
        }
    }
}

/// The files in a folder that could be lists. Hidden files and the locks of office programs are left
/// out, and so is a file that vanishes while we look.
///
/// # Errors
/// [`LeesFout`], about the folder.
pub fn kandidaten(map: &Path) -> Result<Kandidaten, LeesFout> {
    let fout = |bron| LeesFout::van(bron, map);
    if !fs::metadata(map).map_err(fout)?.is_dir() {
        return Err(LeesFout::GeenMap {
            pad: map.to_path_buf(),
        });
    }
    let mut bestanden = Vec::new();
    for ingang in fs::read_dir(map).map_err(fout)? {
        bestanden.extend(kandidaat(&ingang.map_err(fout)?.path()));
    }
    bestanden.sort_by(|a, b| b.gewijzigd.cmp(&a.gewijzigd).then(a.pad.cmp(&b.pad)));
    let meer = bestanden.len().saturating_sub(MEEST);
    bestanden.truncate(MEEST);
    Ok(Kandidaten { bestanden, meer })
}

/// Reads a whole file of at most `grens` bytes (see [`GRENS`]).
///
/// # Errors
/// [`LeesFout`]; an empty file is one.
pub fn lees(pad: &Path, grens: u64) -> Result<Vec<u8>, LeesFout> {
    let fout = |bron| LeesFout::van(bron, pad);
    let eigen = || pad.to_path_buf();
    // Before opening: the opening of a pipe waits until somebody writes in it.
    let gegevens = fs::metadata(pad).map_err(fout)?;
    if gegevens.is_dir() {
        return Err(LeesFout::IsMap { pad: eigen() });
    }
    if !gegevens.is_file() {
        return Err(LeesFout::GeenBestand { pad: eigen() });
    }
    if gegevens.len() > grens {
        return Err(LeesFout::TeGroot {
            pad: eigen(),
            grens,
        });
    }
    let mut opties = OpenOptions::new();
    opties.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // What took its place meanwhile is not waited for.
        opties.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let bestand = opties.open(pad).map_err(fout)?;
    if !bestand.metadata().map_err(fout)?.is_file() {
        return Err(LeesFout::GeenBestand { pad: eigen() });
    }
    let mut bytes = Vec::new();
    // One byte more than allowed: the file may have grown since.
    bestand
        .take(grens.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(fout)?;
    if bytes.is_empty() {
        return Err(LeesFout::Leeg { pad: eigen() });
    }
    if bytes.len() as u64 > grens {
        return Err(LeesFout::TeGroot {
            pad: eigen(),
            grens,
        });
    }
    Ok(bytes)
}

/// Reads a whole file of the site's or the program's own, of at most `grens` bytes: a regular file, and not
/// by way of a symlink.
///
/// # Errors
/// [`LeesFout`]; an empty file is one.
pub fn lees_vast(pad: &Path, grens: u64) -> Result<Vec<u8>, LeesFout> {
    let eigen = || pad.to_path_buf();
    let bytes = store::bestand::lees_vast(pad, grens).map_err(|bron| match bron.kind() {
        ErrorKind::InvalidInput if pad.is_dir() => LeesFout::IsMap { pad: eigen() },
        ErrorKind::InvalidInput => LeesFout::NietVast { pad: eigen() },
        ErrorKind::FileTooLarge => LeesFout::TeGroot {
            pad: eigen(),
            grens,
        },
        _ => LeesFout::van(bron, pad),
    })?;
    if bytes.is_empty() {
        return Err(LeesFout::Leeg { pad: eigen() });
    }
    Ok(bytes)
}

/// Writes a new file for the owner alone, with its folder when that is not there yet. It is there whole or not at
/// all, also after a power cut, and never takes the place of another file.
///
/// ```text
///   name taken?  ──yes──▶ BestaatAl
///        │ no: an empty file holds the name
///   name.deel: bytes, fsync ──▶ rename over the name ──▶ fsync of the folder
/// ```
/// Only a power cut in between leaves something: an empty file, that everybody sees is empty.
///
/// # Errors
/// [`SchrijfFout`]; then nothing of it is left.
pub fn schrijf(pad: &Path, bytes: &[u8]) -> Result<(), SchrijfFout> {
    let fout = |bron| SchrijfFout::van(bron, pad);
    let (Some(map), Some(naam)) = (pad.parent(), pad.file_name()) else {
        return Err(SchrijfFout::GeenPlek {
            pad: pad.to_path_buf(),
        });
    };
    let map = if map.as_os_str().is_empty() {
        Path::new(".")
    } else {
        map
    };
    maak_map(map).map_err(fout)?;
    prive().open(pad).map_err(fout)?;
    let mut deelnaam = naam.to_os_string();
    deelnaam.push(".deel");
    let deel = map.join(deelnaam);
    let gelukt = vul(&deel, bytes)
        .and_then(|()| fs::rename(&deel, pad))
        .and_then(|()| sync_map(map));
    if gelukt.is_err() {
        // The first error is the one to tell; what cannot be removed is ours and private.
        let _ = fs::remove_file(&deel);
        let _ = fs::remove_file(pad);
    }
    gelukt.map_err(fout)
}

/// Writes a file of the program's own, and takes the place of what it wrote before: whole or not at all.
///
/// # Errors
/// [`SchrijfFout`]; then what was there is still there.
pub fn vervang(pad: &Path, bytes: &[u8]) -> Result<(), SchrijfFout> {
    let fout = |bron| SchrijfFout::van(bron, pad);
    let (Some(map), Some(naam)) = (pad.parent(), pad.file_name()) else {
        return Err(SchrijfFout::GeenPlek {
            pad: pad.to_path_buf(),
        });
    };
    maak_map(map).map_err(fout)?;
    let mut deelnaam = naam.to_os_string();
    deelnaam.push(".deel");
    let deel = map.join(deelnaam);
    let gelukt = vul(&deel, bytes)
        .and_then(|()| fs::rename(&deel, pad))
        .and_then(|()| sync_map(map));
    if gelukt.is_err() {
        let _ = fs::remove_file(&deel);
    }
    gelukt.map_err(fout)
}

/// The SHA-256 of a file that is not larger than `grens`, in hex; none when it cannot be read.
#[must_use]
pub fn vingerafdruk(pad: &Path, grens: u64) -> Option<String> {
    lees(pad, grens)
        .ok()
        .map(|bytes| crate::import::sha256(&bytes))
}

fn kandidaat(pad: &Path) -> Option<Kandidaat> {
    let naam = pad.file_name()?.to_string_lossy();
    let verborgen = naam.starts_with('.') || naam.starts_with("~$");
    let soort = pad.extension()?.to_str()?.to_ascii_lowercase();
    if verborgen || !SOORTEN.contains(&soort.as_str()) {
        return None;
    }
    let gegevens = fs::metadata(pad).ok().filter(fs::Metadata::is_file)?;
    Some(Kandidaat {
        pad: pad.to_path_buf(),
        naam: schoon(&naam),
        bytes: gegevens.len(),
        gewijzigd: gegevens.modified().ok()?.into(),
    })
}

/// Whether another program holds the file: ERROR_SHARING_VIOLATION or ERROR_LOCK_VIOLATION. Those
/// numbers mean something else elsewhere.
fn in_gebruik(bron: &io::Error) -> bool {
    cfg!(windows) && matches!(bron.raw_os_error(), Some(32 | 33))
}

fn maak_map(map: &Path) -> io::Result<()> {
    let mut bouwer = fs::DirBuilder::new();
    bouwer.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        bouwer.mode(0o700);
    }
    bouwer.create(map)
}

/// How a private file is opened: new, for its owner alone. On Windows the folder of the user decides.
fn prive() -> OpenOptions {
    let mut opties = OpenOptions::new();
    opties.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        opties.mode(0o600);
    }
    opties
}

fn vul(deel: &Path, bytes: &[u8]) -> io::Result<()> {
    // We hold the name, so a part of that name is what an earlier power cut left.
    match fs::remove_file(deel) {
        Err(bron) if bron.kind() != ErrorKind::NotFound => return Err(bron),
        _ => {}
    }
    let mut bestand = prive().open(deel)?;
    bestand.write_all(bytes)?;
    bestand.sync_all()
}

/// Makes the new name in a folder last. Windows has no such call; there the file system sees to it.
fn sync_map(map: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(map)?.sync_all() {
        // A shared drive may not know the call for a folder; the file itself is safe by then.
        Err(bron)
            if matches!(
                bron.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        uitkomst => uitkomst,
    }
}
