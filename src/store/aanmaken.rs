//! Making a store. The order of the steps is such that a power cut at any point leaves either no
//! store, or a whole one.
//!
//! Must not know what is done with it afterwards.

use std::fs::{self, File};
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use secrecy::SecretString;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::bestand;
use super::bladsom::Bladboek;
use super::bladzijden::{self, ZOUT, Zegel};
use super::fout::{StoreFout, Uitkomst};
use super::hoofd::Hoofdbestand;
use super::kluis::Datasleutel;
use super::nalezen::Nalezer;
use super::schema;
use super::sleutelbestand::{KdfSterkte, Sleutelbestand};
use super::slot::Slot;
use super::verbinding::{self, Doel};
use crate::domain::ids::PersoonId;

/// Makes an empty store of schema version `versie` in `map`, with a way in for a person of this name. The caller holds
/// the lock.
///
/// # Errors
/// [`StoreFout::BestaatAl`], [`StoreFout::WachtwoordLeeg`], and what disks do.
pub fn maak(
    map: &Path,
    naam: &str,
    (wachtwoord, sterkte): (&SecretString, KdfSterkte),
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
    let mut bestand = Sleutelbestand::leeg(map, tafel);
    let first = PersoonId(kaal_uuid()?);
    bestand.zet(first, naam, &sleutel, wachtwoord, sterkte)?;
    bestand.zet_laatste(first);

    let fresh = map.join(bestand::TAFEL_NIEUW);
    let zout = tafel.into_bytes();
    let (mut conn, greep) = begin(&fresh, &sleutel, zout)?;
    schema::werk_bij(&mut conn, &fresh, versie)?;
    vul(&conn, tafel, nu)?;
    let mut nalezer = Nalezer::nieuw(&fresh, greep, None);
    if !nalezer.leeg(&conn)? {
        return Err(StoreFout::NietTeruggelezen);
    }
    verbinding::sluit_leeg(&conn)?;
    conn.close().map_err(|(_, fout)| fout)?;
    drop(nalezer);
    verbinding::weiger_onversleuteld(&fresh)?;
    lees_terug(&fresh, &sleutel, zout)?;

    bestand.schrijf()?;
    maak_af(map)
}

/// Begins a database at `fresh`, in the place of what an earlier, broken attempt left there.
///
/// # Errors
/// What disks do.
pub(super) fn begin(
    fresh: &Path,
    sleutel: &Datasleutel,
    zout: [u8; ZOUT],
) -> Uitkomst<(Connection, File)> {
    // What is left there can be opened by nobody, or is a copy of what stands beside it.
    for ending in ["", "-wal", "-shm"] {
        let mut rest = fresh.as_os_str().to_owned();
        rest.push(ending);
        let rest = Path::new(&rest);
        if rest.exists() {
            fs::remove_file(rest).map_err(|e| StoreFout::io(&e, rest))?;
        }
    }
    // Made beforehand, so that the file has its rights before it has content.
    let greep = bestand::open_eigen(fresh).map_err(|e| StoreFout::io(&e, fresh))?;
    let conn = verbinding::open(fresh, sleutel, zout, Doel::Schrijven)?;
    verbinding::sluit_stil(&conn)?;
    verbinding::stel_in(&conn)?;
    Ok((conn, greep))
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

/// The record of a table that took the place of another: all its pages, and its newest event.
///
/// # Errors
/// What disks do.
pub(super) fn noteer(
    map: &Path,
    sleutel: &Datasleutel,
    tafel: Uuid,
    record: Hoofdbestand,
) -> Uitkomst<()> {
    let pad = map.join(bestand::TAFEL);
    let conn = verbinding::open(&pad, sleutel, tafel.into_bytes(), Doel::Schrijven)?;
    let mut boek = Bladboek::leeg(sleutel)?;
    let greep = Slot::greep(&pad)?;
    boek.neem_bestand(&mut &greep)
        .map_err(|e| StoreFout::io(&e, &pad))?;
    Nalezer::nieuw(&pad, greep, Some((record, boek))).begin(&conn)
}

/// Every page of what was made is there, under its own code.
pub(super) fn lees_terug(pad: &Path, sleutel: &Datasleutel, zout: [u8; ZOUT]) -> Uitkomst<()> {
    let zegel = Zegel::van(sleutel, zout).ok_or(StoreFout::Afleiden)?;
    let seen = bestand::open_vast(pad)
        .and_then(|file| bladzijden::bekijk(&file, &zegel))
        .map_err(|e| StoreFout::io(&e, pad))?;
    let whole = seen.aantal > 0 && seen.kapot.is_empty() && seen.rest == 0;
    whole.then_some(()).ok_or(StoreFout::NietTeruggelezen)
}

/// What may stand in a folder in which a table is made: it is of no table, or of the making of this one.
const MAG_ER_STAAN: [&str; 9] = [
    bestand::SLOT,
    bestand::POGINGEN,
    bestand::TAFEL_NIEUW,
    "tafel-nieuw.db-wal",
    "tafel-nieuw.db-shm",
    "input",
    "inlezen",
    "oefenen",
    "desktop.ini",
];

/// Refuses a folder in which something stands: a table that was set aside, or what is no business of a table.
///
/// # Errors
/// [`StoreFout::BestaatAl`], [`StoreFout::NietLeeg`], and what disks do.
pub fn weiger_vol(map: &Path) -> Uitkomst<()> {
    if bestaat(map) {
        return Err(StoreFout::BestaatAl {
            map: map.to_path_buf(),
        });
    }
    let entries = match fs::read_dir(map) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(StoreFout::io(&e, map)),
    };
    let mut others: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !MAG_ER_STAAN.contains(&name.as_str()))
        .collect();
    // A table that was set aside says more than anything else.
    others.sort_by_key(|name| (!name.starts_with("tafel"), name.clone()));
    match others.into_iter().next() {
        None => Ok(()),
        Some(naam) => Err(StoreFout::NietLeeg {
            map: map.to_path_buf(),
            // Somebody else's file can be called anything.
            naam: if naam.len() <= 60
                && naam
                    .chars()
                    .all(|c| c.is_alphanumeric() || " -_.".contains(c))
            {
                naam
            } else {
                "een ander bestand".to_owned()
            },
        }),
    }
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
