//! Practice: a store of its own with a known passphrase, and the throwaway table of `zsmtafel demo`.
//!
//! Must not know the real store; practice never touches it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use secrecy::SecretString;

use crate::domain::tijd;
use crate::store::StoreFout;

use super::klok::Klok;
use super::sessie::{Opening, Sessie, SessieFout, lees_lijst, naar_lezing};

pub use crate::app::schermen::slot::OEFENWACHTWOORD as WACHTWOORD;

/// The bundled list.
const LIJST: &[u8] = include_bytes!("../../assets/voorbeelden/verdachtenmonitor.csv");
/// The dates that stand in it: the day of the list, and the day before.
const DATUMS: [&str; 2] = ["20-11-2026", "19-11-2026"];

/// The day of the bundled list.
const PEILDATUM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 20);

/// Opens the practice store, or makes it.
///
/// # Errors
/// What the store says.
pub fn open(how: Opening, nu: DateTime<Utc>) -> Result<Sessie, StoreFout> {
    Sessie::open_of_maak(how, &SecretString::from(WACHTWOORD.to_owned()), nu)
}

/// A folder that goes when the demonstration ends.
#[derive(Debug)]
pub struct Wegwerpmap(PathBuf);

impl Wegwerpmap {
    /// Makes a new folder for this process.
    ///
    /// # Errors
    /// What the disk says.
    pub fn nieuw() -> std::io::Result<Wegwerpmap> {
        let name = format!("zsmtafel-demo-{}", uuid::Uuid::now_v7().simple());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)?;
        Ok(Wegwerpmap(path))
    }

    /// Where it is.
    #[must_use]
    pub fn pad(&self) -> &Path {
        &self.0
    }
}

impl Drop for Wegwerpmap {
    fn drop(&mut self) {
        // What stays behind when this fails is encrypted, and invented.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The clock of a demonstration: this morning eight o'clock, so that the table looks as it does when
/// the work begins, whatever the time.
#[must_use]
pub fn ochtendklok() -> Klok {
    let today = tijd::lokaal(Klok::echt().nu()).date_naive();
    Klok::op(today.and_time(NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default()))
}

/// The bundled list as it would look on `dag`.
#[must_use]
pub fn voorbeeldlijst(dag: NaiveDate) -> Vec<u8> {
    let before = dag.checked_sub_days(Days::new(1)).unwrap_or(dag);
    let new = [dag, before].map(|date| date.format("%d-%m-%Y").to_string());
    let mut pairs: Vec<(&str, &String)> = DATUMS.iter().copied().zip(&new).collect();
    // Moved back in time, the older date goes first: else it would be moved twice.
    if PEILDATUM.is_some_and(|printed| dag < printed) {
        pairs.reverse();
    }
    let mut out = LIJST.to_vec();
    for (old, new) in pairs {
        vervang(&mut out, old.as_bytes(), new.as_bytes());
    }
    out
}

/// A later list of the same day: one suspect fewer, one released meanwhile.
#[must_use]
pub fn tweede_lijst(dag: NaiveDate) -> Vec<u8> {
    let list = voorbeeldlijst(dag);
    let mut lines: Vec<Vec<u8>> = list
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    // A line in the middle leaves the list; the one after it is released.
    let gone = lines.len() / 2;
    if gone + 1 < lines.len() {
        lines.remove(gone);
        if let Some(line) = lines
            .iter_mut()
            .skip(gone)
            .find(|line| line.windows(6).any(|six| six == b";Vast;"))
        {
            let text = std::mem::take(line);
            let at = text
                .windows(6)
                .position(|six| six == b";Vast;")
                .unwrap_or(0);
            let (head, tail) = text.split_at(at);
            line.extend_from_slice(head);
            line.extend_from_slice(b";Heengezonden;");
            line.extend_from_slice(tail.get(6..).unwrap_or_default());
        }
    }
    lines.join(&b'\n')
}

/// Sets up the table of a demonstration in `how.paden.data`: the list is read, and a second one lies
/// ready to be read.
///
/// # Errors
/// What store or disk say.
pub async fn demo(how: Opening, nu: DateTime<Utc>) -> Result<Arc<Sessie>, SessieFout> {
    let today = tijd::lokaal(nu).date_naive();
    let inbox = how.paden.inlezen.clone();
    let sessie = tokio::task::spawn_blocking(move || open(how, nu))
        .await
        .map_err(|_| StoreFout::Paniek("openen van de oefentafel".to_owned()))??;
    let name = format!("verdachtenmonitor-{}-0730.csv", today.format("%Y%m%d"));
    let lijst = lees_lijst(
        &voorbeeldlijst(today),
        &name,
        &sessie.kennis,
        &crate::import::Opties {
            profiel: None,
            bewaar_bsn: false,
            alle_bladen: false,
            nu,
        },
    )?;
    let secret = sessie
        .werker()
        .schrijf(|store| Ok(store.geheim()))
        .klaar()
        .await?;
    let plan = crate::import::maak_plan(lijst, &std::collections::HashMap::new(), &|regel| {
        secret.zaak_id(regel)
    });
    let by = sessie.medewerker();
    let lezing = naar_lezing(plan, nu);
    sessie
        .werker()
        .schrijf(move |store| store.lees_in(&lezing, &by, nu, today))
        .klaar()
        .await?;
    std::fs::create_dir_all(&inbox)
        .and_then(|()| {
            std::fs::write(
                inbox.join(format!(
                    "verdachtenmonitor-{}-0930.csv",
                    today.format("%Y%m%d")
                )),
                tweede_lijst(today),
            )
        })
        .map_err(|fout| super::bestanden::SchrijfFout::van(fout, &inbox))?;
    Ok(Arc::new(sessie))
}

fn vervang(bytes: &mut [u8], old: &[u8], new: &[u8]) {
    if old.len() != new.len() || old.is_empty() {
        return;
    }
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.windows(old.len()).position(|window| window == old))
    {
        let start = at + found;
        if let Some(place) = bytes.get_mut(start..start + old.len()) {
            place.copy_from_slice(new);
        }
        at = start + old.len();
    }
}
