//! Reads the rules and lists: those that come with the program, and a site's own beside its
//! configuration, which win (rule 11).
//!
//! Must not know what the rules mean.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::app::kennis::{Drempels, Kennis};
use crate::domain::aandachtspunt::Aandachtspunten;
use crate::domain::bereikbaarheid::Bereikbaarheid;
use crate::domain::gemeente::Gemeenten;
use crate::domain::kalender::Kalender;
use crate::domain::modaliteit::Modaliteiten;
use crate::domain::signaal::{Model, Regels};
use crate::domain::termijn::Termijnregels;
use crate::import::{CorvVorm, ProfielBestand, Profielen};

use super::config::Config;

/// Why the program cannot start: a file that came with it, or a site's own, is not usable.
#[derive(Debug, thiserror::Error)]
#[error(
    "{bestand}: {reden}. Herstel het bestand, of haal het weg om met de gewone lijst te werken."
)]
pub struct KennisFout {
    bestand: String,
    reden: String,
}

/// The folder of a site's own profiles, beside the configuration.
pub const PROFIELMAP: &str = "profielen";

/// The weights of the examples; a site's own lie beside its configuration.
pub const GEWICHTEN: &str = "signalen-gewichten.bin";

/// The labelled lines that the weights are learned from.
pub const VOORBEELDREGELS: [(&str, &str); 5] = [
    (
        "signalen.tsv",
        include_str!("../../assets/voorbeelden/signalen.tsv"),
    ),
    (
        "signalen-eigen.tsv",
        include_str!("../../assets/voorbeelden/signalen-eigen.tsv"),
    ),
    (
        "signalen-extra.tsv",
        include_str!("../../assets/voorbeelden/signalen-extra.tsv"),
    ),
    (
        "signalen-handen.tsv",
        include_str!("../../assets/voorbeelden/signalen-handen.tsv"),
    ),
    (
        "signalen-stijlen.tsv",
        include_str!("../../assets/voorbeelden/signalen-stijlen.tsv"),
    ),
];

const PROFIELEN: [(&str, &str); 3] = [
    (
        "verdachtenmonitor.toml",
        include_str!("../../assets/profielen/verdachtenmonitor.toml"),
    ),
    (
        "registratie.toml",
        include_str!("../../assets/profielen/registratie.toml"),
    ),
    (
        "algemeen.toml",
        include_str!("../../assets/profielen/algemeen.toml"),
    ),
];

/// Reads everything. A site's own files lie in `map`, the folder of the configuration.
///
/// # Errors
/// [`KennisFout`] names the file and what is wrong with it.
pub fn laad(map: &Path, config: &Config) -> Result<Kennis, KennisFout> {
    let signalen = regels(map)?.met_model(gewichten(map)?);
    let termijnen = Termijnregels::nieuw(kies(
        map,
        "termijnen.toml",
        include_str!("../../assets/termijnen.toml"),
    )?)
    .map_err(|fout| ongeldig("termijnen.toml", &fout))?;
    let gemeenten = Gemeenten::nieuw(kies(
        map,
        "gemeenten.toml",
        include_str!("../../assets/gemeenten.toml"),
    )?)
    .map_err(|fout| ongeldig("gemeenten.toml", &fout))?;
    let kalender = Kalender::nieuw(kies(
        map,
        "feestdagen.toml",
        include_str!("../../assets/feestdagen.toml"),
    )?)
    .map_err(|fout| ongeldig("feestdagen.toml", &fout))?;
    let bereikbaarheid = Bereikbaarheid::nieuw(kies(
        map,
        "bereikbaarheid.toml",
        include_str!("../../assets/bereikbaarheid.toml"),
    )?)
    .map_err(|fout| ongeldig("bereikbaarheid.toml", &fout))?;
    let modaliteiten = Modaliteiten::nieuw(kies(
        map,
        "modaliteiten.toml",
        include_str!("../../assets/modaliteiten.toml"),
    )?)
    .map_err(|fout| ongeldig("modaliteiten.toml", &fout))?;
    let aandachtspunten = Aandachtspunten::nieuw(kies(
        map,
        "aandachtspunten.toml",
        include_str!("../../assets/aandachtspunten.toml"),
    )?)
    .map_err(|fout| ongeldig("aandachtspunten.toml", &fout))?;
    let eigen_vt = gemeenten
        .vt_genoemd(&config.tafel.vt)
        .map(|vt| vt.code.clone());
    let voorwaarden: crate::send::voorwaarden::Voorwaarden = kies(
        map,
        "voorwaarden.toml",
        include_str!("../../assets/voorwaarden.toml"),
    )?;
    let ontvangers: crate::send::ontvangers::Ontvangers = kies(
        map,
        "ontvangers.toml",
        include_str!("../../assets/ontvangers.toml"),
    )?;
    for (file, problems) in [
        ("voorwaarden.toml", voorwaarden.fouten()),
        ("ontvangers.toml", ontvangers.fouten()),
    ] {
        if let Some(first) = problems.into_iter().next() {
            return Err(KennisFout {
                bestand: file.to_owned(),
                reden: first,
            });
        }
    }
    Ok(Kennis {
        signalen,
        termijnen,
        kalender,
        gemeenten,
        bereikbaarheid,
        modaliteiten,
        aandachtspunten,
        eigen_vt,
        zelf_dienst: config.gebruiker.dienst,
        corv: CorvVorm::nieuw(kies(
            map,
            "corv.toml",
            include_str!("../../assets/corv.toml"),
        )?)
        .map_err(|fout| ongeldig("corv.toml", &fout))?,
        profielen: profielen(map)?,
        voorwaarden,
        ontvangers,
        drempels: Drempels {
            spoed: config.klok.spoed,
            bijna: config.klok.bijna,
            herhaal: config.alarm.herhaal_minuten,
        },
    })
}

/// The files that a site may replace, and whether it has its own in `map`. Own profiles follow under
/// their names.
#[must_use]
pub fn eigen_bestanden(map: &Path) -> Vec<(String, bool)> {
    let mut out: Vec<(String, bool)> = [
        "signalen.toml",
        GEWICHTEN,
        "termijnen.toml",
        "gemeenten.toml",
        "feestdagen.toml",
        "corv.toml",
        "bereikbaarheid.toml",
        "modaliteiten.toml",
        "aandachtspunten.toml",
        "voorwaarden.toml",
        "ontvangers.toml",
    ]
    .into_iter()
    .map(|name| (name.to_owned(), map.join(name).exists()))
    .collect();
    let mut own: Vec<String> = std::fs::read_dir(map.join(PROFIELMAP))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|ext| ext == "toml"))
        .map(|entry| format!("profielen/{}", entry.file_name().to_string_lossy()))
        .collect();
    own.sort();
    out.extend(own.into_iter().map(|name| (name, true)));
    out
}

/// A profile, and the file of the site that it stands in; none for one that came with the program.
#[derive(Debug, Clone)]
pub struct Profielplek {
    /// The profile.
    pub profiel: ProfielBestand,
    /// Its file.
    pub eigen: Option<PathBuf>,
}

/// Every profile that a list may be read with, a site's own first.
///
/// # Errors
/// [`KennisFout`] names the file and what is wrong with it.
pub fn profielplekken(map: &Path) -> Result<Vec<Profielplek>, KennisFout> {
    let mut out: Vec<Profielplek> = Vec::new();
    if let Ok(entries) = std::fs::read_dir(map.join(PROFIELMAP)) {
        let mut paths: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ext| ext == "toml"))
            .collect();
        paths.sort();
        for path in paths {
            let name = format!(
                "{PROFIELMAP}/{}",
                path.file_name().unwrap_or_default().to_string_lossy()
            );
            if let Some(profiel) = eigen(map, &name)? {
                out.push(Profielplek {
                    profiel,
                    eigen: Some(path),
                });
            }
        }
    }
    for (name, text) in PROFIELEN {
        let profiel: ProfielBestand = ingebouwd(name, text)?;
        // A site's profile of the same name replaces the one that came along.
        if !out.iter().any(|known| known.profiel.naam == profiel.naam) {
            out.push(Profielplek {
                profiel,
                eigen: None,
            });
        }
    }
    Ok(out)
}

/// The rules alone, with a site's own laid over them; the examples are not asked.
///
/// # Errors
/// [`KennisFout`] names the file and what is wrong with it.
pub fn regels(map: &Path) -> Result<Regels, KennisFout> {
    let own: crate::domain::signaal::RegelBestand =
        ingebouwd("signalen.toml", include_str!("../../assets/signalen.toml"))?;
    let merged = match eigen(map, "signalen.toml")? {
        Some(site) => own.met_eigen(site),
        None => own,
    };
    Regels::nieuw(merged).map_err(|fout| ongeldig("signalen.toml", &fout))
}

/// The weights that a site learned, or those that come along.
fn gewichten(map: &Path) -> Result<Model, KennisFout> {
    let path = map.join(GEWICHTEN);
    match std::fs::read(&path) {
        Ok(bytes) => {
            Model::lees(&bytes).map_err(|fout| ongeldig(&path.display().to_string(), &fout))
        }
        Err(fout) if fout.kind() == std::io::ErrorKind::NotFound => {
            Model::lees(include_bytes!("../../assets/signalen-gewichten.bin"))
                .map_err(|fout| ongeldig(GEWICHTEN, &fout))
        }
        Err(fout) => Err(ongeldig(&path.display().to_string(), &fout)),
    }
}

fn profielen(map: &Path) -> Result<Profielen, KennisFout> {
    let files = profielplekken(map)?;
    Profielen::nieuw(files.into_iter().map(|one| one.profiel).collect())
        .map_err(|fout| ongeldig("profielen", &fout))
}

fn kies<T: DeserializeOwned>(map: &Path, name: &str, text: &str) -> Result<T, KennisFout> {
    match eigen(map, name)? {
        Some(own) => Ok(own),
        None => ingebouwd(name, text),
    }
}

fn ingebouwd<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, KennisFout> {
    toml::from_str(text).map_err(|fout| ongeldig(name, &fout))
}

fn eigen<T: DeserializeOwned>(map: &Path, name: &str) -> Result<Option<T>, KennisFout> {
    let path = map.join(name);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(fout) if fout.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(fout) => return Err(ongeldig(&path.display().to_string(), &fout)),
    };
    toml::from_str(&text)
        .map(Some)
        .map_err(|fout| ongeldig(&path.display().to_string(), &fout))
}

fn ongeldig(name: &str, fout: &dyn std::fmt::Display) -> KennisFout {
    KennisFout {
        bestand: name.to_owned(),
        reden: fout.to_string().trim().to_owned(),
    }
}
