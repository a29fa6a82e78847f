//! Backups of an open table: by hand, by itself, and anew where the table erased what an old one still holds.
//!
//! ```text
//!   noted in the table ──▶ made and read back, beside the table ──▶ old ones removed ──▶ noted which are left
//! ```
//! A folder can be on a drive that hangs: nothing of this waits on the writer of the table, nor holds the table open.
//! Must not know how a backup is made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Weak;

use chrono::{DateTime, Utc};

use super::Sessie;
use crate::store::{Kopieregel, StoreFout, kopienaam, ruim_kopieen};

/// What came of making backups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gekopieerd {
    /// Those that were made.
    pub gemaakt: Vec<PathBuf>,
    /// Folders in which none could be made, and why.
    pub mislukt: Vec<(PathBuf, String)>,
    /// Those that hold what was erased since, or are too old, and can not be removed.
    pub hangt: Vec<PathBuf>,
}

impl Gekopieerd {
    /// What somebody must know of it, a sentence each.
    #[must_use]
    pub fn zinnen(&self) -> Vec<String> {
        let failed = self.mislukt.iter().map(|(map, why)| {
            format!(
                "er is geen reservekopie gemaakt in {}: {why}",
                map.display()
            )
        });
        let stuck = self.hangt.iter().map(|pad| {
            format!(
                "in de reservekopie {} staat nog wat al is gewist, en zij is niet weg te halen. Sluit de stick of schijf aan, \
                 of haal haar zelf weg.",
                pad.display()
            )
        });
        failed.chain(stuck).collect()
    }
}

/// Where a backup must come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kopieplek {
    /// In this folder.
    Map(PathBuf),
    /// Where the configuration says; nowhere when it says nothing.
    Configuratie,
    /// In every folder that holds one in which stands what was erased since.
    Verouderd,
}

impl Kopieplek {
    /// A backup in this folder was asked for, by hand or in the configuration.
    fn vraagt(&self, map: &Path, config: Option<&Path>) -> bool {
        match self {
            Kopieplek::Map(asked) => asked == map,
            Kopieplek::Configuratie => config == Some(map),
            Kopieplek::Verouderd => false,
        }
    }
}

/// The setting that keeps what somebody must know of the last backup; empty when nothing.
pub const LET_OP: &str = "reservekopie-let-op";

/// Makes backups, removes old ones, and notes what there is. The work goes on when the table closes meanwhile; then the
/// next opening notes what is left.
///
/// # Errors
/// What the store says; what folders do is part of the answer.
pub async fn kopieer(
    sessie: Weak<Sessie>,
    waar: Kopieplek,
    nu: DateTime<Utc>,
) -> Result<Gekopieerd, StoreFout> {
    let (stale, config) = {
        let open = sessie.upgrade().ok_or(StoreFout::Gesloten)?;
        let stale = open.werker.lees(|store| store.verouderde_kopieen());
        let config = open.config.reservekopie.clone();
        drop(open);
        (stale.klaar().await?, config)
    };
    let mut maps: BTreeSet<PathBuf> = stale.iter().map(|one| one.map().to_path_buf()).collect();
    match &waar {
        Kopieplek::Map(map) => {
            maps.insert(map.clone());
        }
        Kopieplek::Configuratie => maps.extend(config.map.clone()),
        Kopieplek::Verouderd => {}
    }
    let mut out = Gekopieerd::default();
    for map in maps {
        match een_kopie(&sessie, &map, nu).await {
            Ok(made) => out.gemaakt.push(made.pad),
            // A stick that is not in is named below, with what is on it.
            Err(StoreFout::KopieMap { .. }) if !waar.vraagt(&map, config.map.as_deref()) => {}
            Err(fout) => out.mislukt.push((map, fout.to_string())),
        }
    }
    let (all, turn) = {
        let open = sessie.upgrade().ok_or(StoreFout::Gesloten)?;
        let known = open
            .werker
            .lees(|store| Ok((store.kopieen()?, store.wisbeurt()?)));
        drop(open);
        known.klaar().await?
    };
    let keep = config.bewaar();
    let left = tokio::task::spawn_blocking(move || ruim_kopieen(all, turn, keep, nu))
        .await
        .map_err(|_| StoreFout::Gesloten)?;
    out.hangt = left.hangt.into_iter().map(|one| one.pad).collect();
    let told = out.zinnen().join("\n");
    let open = sessie.upgrade().ok_or(StoreFout::Gesloten)?;
    let noted = open.werker.schrijf(move |store| {
        store.noteer_kopieen(&left.blijft)?;
        store.zet_instelling(LET_OP, &told)
    });
    drop(open);
    noted.klaar().await?;
    Ok(out)
}

impl Sessie {
    /// What somebody must know of the last backup, a sentence each.
    ///
    /// # Errors
    /// What the store says.
    pub async fn kopie_let_op(&self) -> Result<Vec<String>, StoreFout> {
        let told = self
            .werker
            .lees_na(|store| store.instelling(LET_OP))
            .await?;
        Ok(told
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect())
    }
}

async fn een_kopie(
    sessie: &Weak<Sessie>,
    map: &Path,
    nu: DateTime<Utc>,
) -> Result<Kopieregel, StoreFout> {
    let tafel = sessie.upgrade().ok_or(StoreFout::Gesloten)?.tafel;
    let folder = map.to_path_buf();
    // Before anything is noted: of a stick that is not in nothing is to be remembered.
    let pad = tokio::task::spawn_blocking(move || kopienaam(&folder, tafel, nu))
        .await
        .map_err(|_| StoreFout::Gesloten)??;
    let maker = {
        let open = sessie.upgrade().ok_or(StoreFout::Gesloten)?;
        let asked = open
            .werker
            .schrijf(move |store| store.begin_kopie(&pad, nu));
        drop(open);
        asked.klaar().await?
    };
    tokio::task::spawn_blocking(move || maker.maak())
        .await
        .map_err(|_| StoreFout::Gesloten)?
}
