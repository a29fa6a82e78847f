//! Moments as the command line takes them: as people type them, or as a script writes them.
//!
//! Must not know which command asks.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::app::velden::tijdinvoer::lees_tijdstip;
use crate::domain::tijd;

use super::uitvoer::Uitweg;

/// A whole date with a time (`2026-11-20T14:10`, RFC 3339), or what `as_typed` understands.
pub(super) fn lees(
    text: &str,
    nu: DateTime<Utc>,
    as_typed: fn(&str, DateTime<Utc>) -> Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let whole = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .map(tijd::uit_lokaal);
    let fixed = || {
        DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|at| at.to_utc())
    };
    whole.or_else(fixed).or_else(|| as_typed(text, nu))
}

/// The moment that belongs to `optie`: `14:10` is today.
///
/// # Errors
/// Exit code 2 when it is not understood.
pub(super) fn moment(optie: &str, text: &str, nu: DateTime<Utc>) -> Result<DateTime<Utc>, Uitweg> {
    lees(text, nu, lees_tijdstip).ok_or_else(|| {
        Uitweg::nieuw(
            2,
            format!(
                "{optie}: {text:?} is geen tijd. Schrijf 14:10, \"gisteren 23:40\", \"morgen 9:15\" of 2026-11-20T14:10"
            ),
        )
    })
}

/// As [`moment`], for what may be left out.
///
/// # Errors
/// As [`moment`].
pub(super) fn misschien(
    optie: &str,
    text: Option<&str>,
    nu: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Uitweg> {
    text.map(|text| moment(optie, text, nu)).transpose()
}

/// A moment that has been.
///
/// # Errors
/// Exit code 2 when it is not understood, or still to come.
pub(super) fn geweest(optie: &str, text: &str, nu: DateTime<Utc>) -> Result<DateTime<Utc>, Uitweg> {
    let at = moment(optie, text, nu)?;
    if at > nu {
        return Err(Uitweg::nieuw(
            2,
            format!(
                "{optie}: {} moet nog komen. Leg vast wat gebeurd is",
                tijd::moment(at, nu)
            ),
        ));
    }
    Ok(at)
}
