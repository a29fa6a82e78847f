//! Custody in the words of a screen: what holds, and who says so.
//!
//! Must not know how it is drawn, nor decide what holds; that is `verblijf` in domain.

use chrono::{DateTime, Utc};

use crate::domain::tijd;
use crate::domain::verblijf::{Uitspraak, Van, Verblijf, Waarde};

/// What stands in a column where statements contradict each other.
pub const TEGENSPRAAK: &str = "vast/vrij?";

/// What holds, and who says so: `heengezonden`, `gemeld 14:10 door intake`.
#[must_use]
pub fn delen(custody: &Verblijf, nu: DateTime<Utc>) -> (String, String) {
    let unknown = || "niet bekend of verdachte vast is".to_owned();
    let Some(holds) = &custody.uitspraak else {
        return (unknown(), String::new());
    };
    if holds.van == Van::VanLijst {
        return (
            "van lijst".to_owned(),
            format!("{}; waar verdachte is, is niet bekend", holds.zin_bron(nu)),
        );
    }
    if custody.waarde == Waarde::Onbekend
        && holds.van
            == (Van::Lijst {
                woord: String::new(),
            })
    {
        return (unknown(), "de lijst zegt het niet".to_owned());
    }
    let value = if custody.waarde == Waarde::Onbekend {
        unknown()
    } else {
        custody.waarde.label().to_owned()
    };
    let value = match holds.sinds {
        Some(since) if since != holds.over => {
            format!("{value} sinds {}", tijd::moment(since, nu))
        }
        _ => value,
    };
    (value, holds.zin_bron(nu))
}

/// The same in one line; of a contradiction both statements, each with who says it.
#[must_use]
pub fn zin(custody: &Verblijf, nu: DateTime<Utc>) -> String {
    if let Some(both) = custody.tegenspraak_zin(nu) {
        return format!("vast of vrij? {both}");
    }
    let now = match delen(custody, nu) {
        (value, source) if source.is_empty() => value,
        (value, source) => format!("{value} · {source}"),
    };
    match &custody.straks {
        Some(later) => format!("{} · {now}", straks(later, nu)),
        None => now,
    }
}

/// What was announced, in a few words: `17:00 heengezonden (beslissing)`.
#[must_use]
pub fn straks(later: &Uitspraak, nu: DateTime<Utc>) -> String {
    format!(
        "LET OP {} {} ({})",
        tijd::moment(later.over, nu),
        later.waarde.label(),
        later.bron()
    )
}
