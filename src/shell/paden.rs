//! Where things are on this computer: data, configuration, lists that come in, input that goes out.
//!
//! Must not know what lies there, and makes nothing: a folder is made by who first writes in it.

use std::io;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs, UserDirs};

use super::config::Config;
use super::veilig::toon;

/// The folder of the practice store, in the data folder.
const OEFENEN: &str = "oefenen";
/// The folder for input, in the data folder. Not in Documents: that is often copied to a cloud.
const INPUT: &str = "input";
/// The name of the configuration.
const CONFIG: &str = "config.toml";

/// The places of this computer. All absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paden {
    /// The folder with the store.
    pub data: PathBuf,
    /// The folder with the configuration, and with a site's own lists (rule 11).
    pub config_map: PathBuf,
    /// The configuration itself; it need not exist.
    pub config: PathBuf,
    /// The folder in which lists arrive.
    pub inlezen: PathBuf,
    /// The folder in which input is written.
    pub uit: PathBuf,
}

/// Why there is no place to work. Dutch, for the worker.
#[derive(Debug, thiserror::Error)]
pub enum PadFout {
    /// No home folder, and not both places were named.
    #[error("uw eigen map is niet gevonden. Wijs de plekken aan met --data MAP en --config PAD")]
    GeenThuismap,
    /// An empty path, or one that cannot be made absolute.
    #[error(
        "het pad bij {optie} is leeg of niet bruikbaar. Geef een pad, zoals {optie} {voorbeeld}"
    )]
    Onbruikbaar {
        /// The flag.
        optie: &'static str,
        /// What could stand there.
        voorbeeld: &'static str,
        /// What the system said.
        #[source]
        bron: io::Error,
    },
    /// `--data` names a file.
    #[error("{} is een bestand en geen map. Geef bij --data een map", toon(pad))]
    DataIsBestand {
        /// The path.
        pad: PathBuf,
    },
    /// `--config` names a folder.
    #[error(
        "{} is een map en geen bestand. Geef bij --config een bestand, zoals config.toml",
        toon(pad)
    )]
    ConfigIsMap {
        /// The path.
        pad: PathBuf,
    },
}

impl Paden {
    /// The usual places, or those that were named with `--data MAP` and `--config PAD`.
    ///
    /// # Errors
    /// [`PadFout`], when there is no usual place or when what was named cannot be used.
    pub fn nieuw(data: Option<PathBuf>, config: Option<PathBuf>) -> Result<Paden, PadFout> {
        let gewoon = project();
        // Local and not roaming: an encrypted store that wanders between computers gets two writers.
        let data = match data {
            Some(pad) => heel(&pad, "--data", "zsmtafel-data")?,
            None => gewoon
                .as_ref()
                .map(|dirs| dirs.data_local_dir().to_path_buf())
                .ok_or(PadFout::GeenThuismap)?,
        };
        let config = match config {
            Some(pad) => heel(&pad, "--config", CONFIG)?,
            None => gewone_configuratie().ok_or(PadFout::GeenThuismap)?,
        };
        if data.is_file() {
            return Err(PadFout::DataIsBestand { pad: data });
        }
        if config.is_dir() {
            return Err(PadFout::ConfigIsMap { pad: config });
        }
        Ok(Paden {
            config_map: config.parent().unwrap_or(&config).to_path_buf(),
            inlezen: downloads().unwrap_or_else(|| data.join("inlezen")),
            uit: data.join(INPUT),
            data,
            config,
        })
    }

    /// The same places, where the configuration names no others.
    #[must_use]
    pub fn met(self, config: &Config) -> Paden {
        Paden {
            inlezen: config.inlezen.map.clone().unwrap_or(self.inlezen),
            uit: config.input.map.clone().unwrap_or(self.uit),
            ..self
        }
    }

    /// The places of the practice store. Whatever the configuration says, practice input stays with
    /// it, so that nobody takes it for the real thing. Call this after [`Paden::met`].
    #[must_use]
    pub fn oefenen(self) -> Paden {
        let data = self.data.join(OEFENEN);
        Paden {
            uit: data.join(INPUT),
            data,
            ..self
        }
    }
}

/// The configuration in the usual place; none without a home folder.
pub(super) fn gewone_configuratie() -> Option<PathBuf> {
    Some(project()?.config_dir().join(CONFIG))
}

/// The worker's own folder.
pub(super) fn thuismap() -> Option<PathBuf> {
    Some(BaseDirs::new()?.home_dir().to_path_buf())
}

/// The path with a leading `~` filled in; none when that cannot be done (`~iemand`, or no home).
pub(super) fn met_thuis(pad: &Path, thuis: Option<&Path>) -> Option<PathBuf> {
    let Some(tekst) = pad.to_str() else {
        return Some(pad.to_path_buf());
    };
    let Some(rest) = tekst.strip_prefix('~') else {
        return Some(pad.to_path_buf());
    };
    if rest.is_empty() {
        return thuis.map(Path::to_path_buf);
    }
    // A backslash only separates on Windows, but nobody has a folder `~\x` anywhere else.
    let rest = rest.strip_prefix(['/', '\\'])?;
    Some(thuis?.join(rest))
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "zsmtafel")
}

/// Downloads, also where the desktop did not write down which folder that is.
fn downloads() -> Option<PathBuf> {
    let dirs = UserDirs::new()?;
    let map = dirs
        .download_dir()
        .map_or_else(|| dirs.home_dir().join("Downloads"), Path::to_path_buf);
    Some(map)
}

fn heel(pad: &Path, optie: &'static str, voorbeeld: &'static str) -> Result<PathBuf, PadFout> {
    let fout = |bron| PadFout::Onbruikbaar {
        optie,
        voorbeeld,
        bron,
    };
    // `--data=~/x` reaches us with the ~ still in it.
    let pad = met_thuis(pad, thuismap().as_deref())
        .ok_or_else(|| fout(io::Error::from(io::ErrorKind::NotFound)))?;
    std::path::absolute(pad).map_err(fout)
}
