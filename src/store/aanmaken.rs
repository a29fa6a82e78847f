//! Making a store. The order of the steps is such that a power cut at any point leaves either no
//! store, or a whole one.
//!
//! Must not know what is done with it afterwards.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use secrecy::SecretString;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::bestand;
use super::fout::{StoreFout, Uitkomst};
use super::kluis::Datasleutel;
use super::schema;
use super::sleutelbestand::{KdfSterkte, Sleutelbestand};
use super::verbinding::{self, Doel};

/// Makes an empty store of schema version `versie` in `map`. The caller holds the lock.
///
/// # Errors
/// [`StoreFout::BestaatAl`], [`StoreFout::WachtwoordLeeg`], and what disks do.
pub fn maak(
    map: &Path,
    wachtwoord: &SecretString,
    sterkte: KdfSterkte,
    nu: DateTime<Utc>,
    versie: usize,
) -> Uitkomst<()> {
    if bestaat(map) {
        return Err(StoreFout::BestaatAl {
            map: map.to_path_buf(),
        });
    }
    let mut sleutel = Datasleutel::leeg();
    getrandom::fill(sleutel.as_mut_slice()).map_err(|_| StoreFout::GeenToeval)?;
    let tafel = random_uuid(nu)?;
    // Wrapped before anything is written: an empty passphrase leaves no trace.
    let bestand = Sleutelbestand::nieuw(map, tafel, &sleutel, wachtwoord, sterkte)?;

    let fresh = map.join(bestand::TAFEL_NIEUW);
    // What an earlier, broken attempt left can be opened by nobody: its key was never written.
    for rest in [
        fresh.clone(),
        map.join(format!("{}-wal", bestand::TAFEL_NIEUW)),
        map.join(format!("{}-shm", bestand::TAFEL_NIEUW)),
    ] {
        if rest.exists() {
            fs::remove_file(&rest).map_err(|e| StoreFout::io(&e, &rest))?;
        }
    }
    // Made beforehand, so that the file has its rights before it has content.
    bestand::eigen_bestand()
        .truncate(true)
        .open(&fresh)
        .map_err(|e| StoreFout::io(&e, &fresh))?;
    let mut conn = verbinding::open(&fresh, &sleutel, Doel::Schrijven)?;
    verbinding::stel_in(&conn)?;
    schema::werk_bij(&mut conn, &fresh, versie)?;
    vul(&conn, tafel, nu)?;
    conn.close().map_err(|(_, fout)| fout)?;
    verbinding::weiger_onversleuteld(&fresh)?;

    bestand.schrijf()?;
    maak_af(map)
}

/// Whether there is a store in `map`, or part of one.
#[must_use]
pub fn bestaat(map: &Path) -> bool {
    map.join(bestand::SLEUTEL).exists() || map.join(bestand::TAFEL).exists()
}

/// The last step of making: the key is safe, so the database gets its name. Also finishes what a power
/// cut broke off between the two.
///
/// # Errors
/// [`StoreFout::AlleenLezen`] and the like.
pub fn maak_af(map: &Path) -> Uitkomst<()> {
    let fresh = map.join(bestand::TAFEL_NIEUW);
    let tafel = map.join(bestand::TAFEL);
    if map.join(bestand::SLEUTEL).exists() && !tafel.exists() && fresh.exists() {
        fs::rename(&fresh, &tafel).map_err(|e| StoreFout::io(&e, &tafel))?;
        bestand::sync_map(map);
    }
    Ok(())
}

fn vul(conn: &Connection, tafel: Uuid, nu: DateTime<Utc>) -> Uitkomst<()> {
    let mut geheim = Zeroizing::new([0u8; 32]);
    getrandom::fill(geheim.as_mut_slice()).map_err(|_| StoreFout::GeenToeval)?;
    let mut ondertekening = Zeroizing::new([0u8; 32]);
    getrandom::fill(ondertekening.as_mut_slice()).map_err(|_| StoreFout::GeenToeval)?;
    let mut insert = conn.prepare("INSERT INTO tafel (naam, waarde) VALUES (?1, ?2)")?;
    insert.execute(params!["tafel", tafel.as_bytes()])?;
    insert.execute(params!["ondertekening", ondertekening.as_slice()])?;
    insert.execute(params!["geheim", geheim.as_slice()])?;
    insert.execute(params!["gemaakt", nu.to_rfc3339().as_bytes()])?;
    Ok(())
}

/// An id without anything in it: it tells nobody when it was made.
///
/// # Errors
/// [`StoreFout::GeenToeval`] when the system gives no random bytes.
pub(super) fn kaal_uuid() -> Uitkomst<Uuid> {
    let mut random = [0u8; 16];
    getrandom::fill(&mut random).map_err(|_| StoreFout::GeenToeval)?;
    Ok(uuid::Builder::from_random_bytes(random).into_uuid())
}

/// A random id that sorts by time (UUID v7), from a time that was passed in.
///
/// # Errors
/// [`StoreFout::GeenToeval`].
pub fn random_uuid(nu: DateTime<Utc>) -> Uitkomst<Uuid> {
    let mut random = [0u8; 10];
    getrandom::fill(&mut random).map_err(|_| StoreFout::GeenToeval)?;
    let millis = u64::try_from(nu.timestamp_millis()).unwrap_or(0);
    Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}
