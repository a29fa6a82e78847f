//! Keeps what a worker said that headings mean, as a profile of the site beside the configuration.
//!
//! Must not know how the choices were made.

use std::path::{Path, PathBuf};

use crate::import::{Koppeling, ProfielBestand, ProfielFout, Profielen};

use super::bestanden::{self, SchrijfFout};
use super::kennis::{KennisFout, PROFIELMAP, Profielplek, profielplekken};

/// The name of a profile that the program makes.
const EIGEN: &str = "eigen";

/// What stands on top of a profile that the program made. By the first line it knows its own.
const UITLEG: [&str; 5] = [
    "Gemaakt met het koppelscherm van zsmtafel (k bij het voorbeeld van een lijst).",
    "Hier staat welke kop van een lijst welk gegeven vult. Er staan geen gegevens van personen in.",
    "U mag dit bestand aanpassen of weghalen; het koppelscherm schrijft het opnieuw als u daar iets wijzigt.",
    "Een lijst met precies een rij koppen onder gemaakt_voor wordt altijd met dit profiel gelezen;",
    "bij andere lijsten wint het profiel dat de meeste koppen kent.",
];

/// Why choices were not kept. Dutch, for the worker.
#[derive(Debug, thiserror::Error)]
pub enum BewaarFout {
    /// The profiles that are there cannot be read.
    #[error(transparent)]
    Kennis(#[from] KennisFout),
    /// The profile that was made is not usable.
    #[error("het profiel is niet bewaard: {0}")]
    Profiel(#[from] ProfielFout),
    /// The file cannot be written.
    #[error("het profiel is niet bewaard: {0}")]
    Schrijven(#[from] SchrijfFout),
}

/// A profile that was kept.
#[derive(Debug)]
pub struct Bewaard {
    /// The name by which it is chosen.
    pub naam: String,
    /// The file, without the folder of the configuration.
    pub bestand: String,
    /// Every profile there is now.
    pub profielen: Profielen,
}

/// Keeps choices. `basis` is the profile with which the list was read: what it knows of other headings
/// and of words stays. A profile that the program made before is mended; one that somebody wrote by
/// hand is left alone.
///
/// # Errors
/// [`BewaarFout`]; then the file is as it was.
pub fn bewaar(
    map: &Path,
    basis: &str,
    koppelingen: &[Koppeling],
    schrijf: bool,
) -> Result<Bewaard, BewaarFout> {
    let mut plekken = profielplekken(map)?;
    let (naam, pad) = plek(map, basis, &plekken);
    let begin = plekken
        .iter()
        .find(|one| one.profiel.naam == naam)
        .or_else(|| plekken.iter().find(|one| one.profiel.naam == basis))
        .or_else(|| plekken.last())
        .map(|one| one.profiel.clone())
        .ok_or(ProfielFout::Geen)?;
    let made = begin.met_koppelingen(
        &naam,
        &format!("Eigen koppen, naar profiel {basis}"),
        koppelingen,
    );
    plekken.retain(|one| one.profiel.naam != naam);
    let mut all: Vec<ProfielBestand> = vec![made.clone()];
    all.extend(plekken.into_iter().map(|one| one.profiel));
    let profielen = Profielen::nieuw(all)?;
    if schrijf {
        bestanden::vervang(&pad, made.als_toml(&UITLEG).as_bytes())?;
    }
    let bestand = pad
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok(Bewaard {
        naam,
        bestand: format!("{PROFIELMAP}/{bestand}"),
        profielen,
    })
}

/// Under which name and in which file: that of the profile itself when the program made it, else
/// `eigen`, or `eigen-<basis>` where that is taken by a profile for another list.
fn plek(map: &Path, basis: &str, plekken: &[Profielplek]) -> (String, PathBuf) {
    let find = |naam: &str| plekken.iter().find(|one| one.profiel.naam == naam);
    if let Some(path) = find(basis).and_then(|one| one.eigen.as_ref())
        && is_gemaakt(path)
    {
        return (basis.to_owned(), path.clone());
    }
    let folder = map.join(PROFIELMAP);
    let mut number = 1_u32;
    let mut naam = EIGEN.to_owned();
    loop {
        let path = folder.join(format!("{naam}.toml"));
        let known = find(&naam).and_then(|one| one.eigen.clone());
        match known {
            // For the same kind of list: what was bound before stays.
            Some(known) if naam != EIGEN && is_gemaakt(&known) => return (naam, known),
            None if !path.exists() => return (naam, path),
            _ => {}
        }
        naam = if number == 1 {
            format!("{EIGEN}-{basis}")
        } else {
            format!("{EIGEN}-{basis}-{number}")
        };
        number = number.saturating_add(1);
    }
}

fn is_gemaakt(path: &Path) -> bool {
    bestanden::lees_vast(path, 1024 * 1024).is_ok_and(|bytes| {
        String::from_utf8_lossy(&bytes)
            .lines()
            .next()
            .is_some_and(|line| UITLEG.first().is_some_and(|first| line.ends_with(first)))
    })
}
