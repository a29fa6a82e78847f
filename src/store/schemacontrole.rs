//! Whether the tables, indexes and triggers in the file are those that the program makes, and no others.
//!
//! Must not know what they are for.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::fout::{StoreFout, Uitkomst};
use super::schema;

/// What stands in a schema: kind and name, and the words by which it was made.
type Delen = BTreeMap<(String, String), Option<String>>;

/// How the schema of the file differs from what this program makes at the file's version, each in a line.
///
/// # Errors
/// What SQLite says.
pub(super) fn verschillen(conn: &Connection) -> Uitkomst<Vec<String>> {
    let there = delen(conn)?;
    let wanted = zoals_gemaakt(usize::try_from(schema::versie(conn)?).unwrap_or(0))?;
    let mut out = Vec::new();
    for ((kind, name), words) in &there {
        match wanted.get(&(kind.clone(), name.clone())) {
            None => out.push(format!("{kind} {name} is niet van zsmtafel")),
            Some(made) if made != words => out.push(format!("{kind} {name} is veranderd")),
            Some(_) => {}
        }
    }
    out.extend(
        wanted
            .keys()
            .filter(|key| !there.contains_key(*key))
            .map(|(kind, name)| format!("{kind} {name} ontbreekt")),
    );
    Ok(out)
}

/// The schema of a table that is made now, in memory.
fn zoals_gemaakt(versie: usize) -> Uitkomst<Delen> {
    let mut fresh = Connection::open_in_memory()?;
    Migrations::new(schema::stappen().map(M::up).collect())
        .to_version(&mut fresh, versie.min(schema::bekend()))
        .map_err(|_| StoreFout::Rij("schema"))?;
    delen(&fresh)
}

fn delen(conn: &Connection) -> Uitkomst<Delen> {
    Ok(conn
        // What SQLite keeps for itself, such as counts for its planner, says nothing of a table.
        .prepare(
            "SELECT type, name, sql FROM sqlite_schema
             WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY type, name",
        )?
        .query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
        .collect::<Result<_, _>>()?)
}
