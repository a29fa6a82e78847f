//! Putting a table right: everything that is no projection goes, row by row, into a new file, and the projections are
//! made again from the journal. What was damaged stands aside.
//!
//! ```text
//!   old file ──rows of the journal and of the day──▶ tafel-nieuw.db ──chain, signatures, newest event──▶ whole?
//!                                                        │ yes: projections anew, read back
//!   old file, log, copy of the key ──▶ tafel-beschadigd-…      tafel-nieuw.db ──▶ tafel.db
//! ```
//! The journal must come over whole; of a list or a draft what can be read comes over, and what can not is named. Must
//! not know what the rows mean.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use secrecy::SecretString;

use super::aanmaken;
use super::aanwezig::Aanwezig;
use super::bestand::{self, Apartzetting};
use super::fout::{StoreFout, Uitkomst};
use super::hoofd::{self, Hoofdbestand, Hoofdvondst};
use super::nalezen::{self, Nalezer};
use super::openen::Tafelvorm;
use super::personen::Toegang;
use super::projectie;
use super::schema;
use super::sleutelbestand::Sleutelbestand;
use super::slot::Slot;
use super::verbinding::{self, Doel};
use super::winkel::{self, Lezer};

/// What is made of the journal: never copied.
const PROJECTIES: [&str; 4] = ["zaak", "terugstapel", "corv", "persoon"];
/// Without every row of these there is no journal.
const JOURNAAL: [&str; 6] = ["event", "payload", "betreft", "toestel", "gewist", "tafel"];

/// What putting right did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herstel {
    /// Where the damaged table stands now.
    pub opzij: PathBuf,
    /// Events that came over: all of them.
    pub gebeurtenissen: u64,
    /// Zaken that were folded anew.
    pub zaken: u64,
    /// Tables of which not every row could be read.
    pub verloren: Vec<String>,
}

/// Puts the table in `map` right.
///
/// # Errors
/// [`StoreFout::TafelKapot`] where the journal itself can not be read whole, or is not as it was; and as opening a
/// table. Nothing was moved then.
pub fn herstel(map: &Path, wachtwoord: &SecretString, nu: DateTime<Utc>) -> Uitkomst<Herstel> {
    herstel_als(map, &Toegang::vrij(), wachtwoord, nu)
}

/// As [`herstel`], with the passphrase of this person.
///
/// # Errors
/// As [`herstel`].
pub fn herstel_als(
    map: &Path,
    wie: &Toegang,
    wachtwoord: &SecretString,
    nu: DateTime<Utc>,
) -> Uitkomst<Herstel> {
    let _slot = Slot::neem(map)?;
    let pad = map.join(bestand::TAFEL);
    let mut file = Sleutelbestand::lees(map)?;
    let deur = wie.deur(&file)?;
    let sleutel = winkel::ontsluit(&mut file, deur, wachtwoord, nu)?;
    let noted = hoofd::lees(map, &sleutel, file.tafel())?;
    let vorm = Tafelvorm::zoek(&pad, &sleutel, file.tafel(), &noted)?;
    let kapot = |wat: &str| StoreFout::TafelKapot {
        pad: pad.clone(),
        wat: wat.to_owned(),
    };
    // After a page that can not be read SQLCipher reads no other: each time a new connection.
    let open_old = || -> Uitkomst<Connection> {
        let look = || {
            let old = verbinding::open(&pad, &sleutel, vorm.zout, Doel::Schrijven)?;
            verbinding::sluit_stil(&old)?;
            schema::weiger_andere(&old)?;
            Ok(old)
        };
        look().map_err(|fout| match fout {
            StoreFout::Beschadigd => kapot("het begin is niet te lezen"),
            other => other,
        })
    };

    let fresh = map.join(bestand::TAFEL_NIEUW);
    let zout = file.tafel().into_bytes();
    let (mut conn, greep) = aanmaken::begin(&fresh, &sleutel, zout)?;
    schema::werk_bij(&mut conn, &fresh, schema::bekend())?;
    let verloren = neem_over(&open_old, &mut conn, &kapot)?;

    let geheim = winkel::geheim_van(&conn)?;
    let ik = Arc::new(winkel::ik(&conn, geheim.clone(), Aanwezig::default())?);
    let mut lezer = Lezer::van(conn, geheim, ik.toestel);
    let found = lezer.verifieer()?;
    if let Some(one) = found.breuken.first() {
        return Err(kapot(&format!("het journaal is niet heel ({one})")));
    }
    let here = nalezen::laatste(&lezer.conn)?;
    if let Hoofdvondst::Hoofd(head) = &noted
        && (here.plaats, here.digest) != (head.plaats, head.digest)
    {
        return Err(kapot("het journaal is niet tot het einde te lezen"));
    }
    let tx = lezer.conn.transaction()?;
    let zaken = projectie::maak_opnieuw(&tx, &ik)?;
    tx.commit()?;
    let mut nalezer = Nalezer::nieuw(&fresh, greep, None);
    if !nalezer.leeg(&lezer.conn)? {
        return Err(StoreFout::NietTeruggelezen);
    }
    verbinding::sluit_leeg(&lezer.conn)?;
    drop(lezer);
    drop(nalezer);
    aanmaken::lees_terug(&fresh, &sleutel, zout)?;

    // The record says nothing of pages until it knows the new ones: a power cut leaves one table or the other.
    let mut record = Hoofdbestand::open(map, &sleutel, file.tafel())?;
    record.schrijf(&here)?;
    let opzij = bestand::zet_opzij(map, nu, Apartzetting::Hersteld)?;
    aanmaken::maak_af(map)?;
    aanmaken::noteer(map, &sleutel, file.tafel(), record)?;
    Ok(Herstel {
        opzij,
        gebeurtenissen: u64::try_from(here.plaats).unwrap_or(0),
        zaken,
        verloren,
    })
}

/// Copies every row that is no projection; the tables of which not all could be read.
fn neem_over(
    open_old: &impl Fn() -> Uitkomst<Connection>,
    new: &mut Connection,
    kapot: &impl Fn(&str) -> StoreFout,
) -> Uitkomst<Vec<String>> {
    let tables: Vec<String> = new
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
             ORDER BY name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    // Rows come in the order of the tables, not of what points at what.
    new.execute_batch("PRAGMA foreign_keys = OFF;")?;
    let tx = new.transaction()?;
    let mut lost = Vec::new();
    let mut old = open_old()?;
    for table in tables
        .iter()
        .filter(|name| !PROJECTIES.contains(&name.as_str()))
    {
        if let Err(fout) = kopieer(&old, &tx, table) {
            if fout.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) {
                return Err(fout.into());
            }
            if JOURNAAL.contains(&table.as_str()) {
                return Err(kapot("het journaal is niet helemaal te lezen"));
            }
            lost.push(table.clone());
            old = open_old()?;
        }
    }
    tx.commit()?;
    new.execute_batch("PRAGMA foreign_keys = ON;")?;
    Ok(lost)
}

/// Copies the rows of one table, as far as they can be read.
fn kopieer(old: &Connection, new: &Connection, table: &str) -> Result<(), rusqlite::Error> {
    let names: Vec<String> = new
        .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let columns = names.join(", ");
    let marks = vec!["?"; names.len()].join(", ");
    // By the table itself, never by an index: that may be what is damaged.
    let mut read = old.prepare(&format!("SELECT {columns} FROM {table} NOT INDEXED"))?;
    let mut write = new.prepare(&format!("INSERT INTO {table} ({columns}) VALUES ({marks})"))?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let cells = (0..names.len())
            .map(|at| row.get::<_, Value>(at))
            .collect::<Result<Vec<_>, _>>()?;
        write.execute(params_from_iter(cells))?;
    }
    Ok(())
}
