//! An open step in words: by when, and what is left.
//!
//! Must not know how it is drawn.

use chrono::{DateTime, Utc};

use crate::domain::stap::{GedaneStap, Stap};
use crate::domain::tijd;

/// What is left in words: `nog 1u42`, `nog 5 dagen`, `voorbij`.
#[must_use]
pub fn over(minuten: i64) -> String {
    match minuten {
        ..0 => "voorbij".to_owned(),
        0..2880 => format!("nog {}", tijd::resterend(minuten)),
        more => format!("nog {} dagen", more / 1440),
    }
}

/// `vóór 13:15, nog 1u42`; `was vóór 13:15` when that has passed; empty when there is no hour to it.
#[must_use]
pub fn wanneer(stap: &Stap, nu: DateTime<Utc>) -> String {
    stap.voor.map_or_else(String::new, |end| tot(end, nu))
}

/// `vóór 13:15, nog 1u42`, or `was vóór 13:15` when that has passed.
#[must_use]
pub fn tot(end: DateTime<Utc>, nu: DateTime<Utc>) -> String {
    let left = tijd::minuten_tot(end, nu);
    if left < 0 {
        format!("was vóór {}", tijd::tot(end, nu))
    } else {
        format!("vóór {}, {}", tijd::tot(end, nu), over(left))
    }
}

/// Its hour has passed.
#[must_use]
pub fn te_laat(stap: &Stap, nu: DateTime<Utc>) -> bool {
    stap.voor.is_some_and(|end| end < nu)
}

/// `08:40 A. de Boer: gebeld`, or `08:40 A. de Boer, terzijde: niet nodig`.
#[must_use]
pub fn gedaan(stap: &GedaneStap, nu: DateTime<Utc>) -> String {
    let mut out = format!("{} {}", tijd::moment(stap.op, nu), stap.door);
    if stap.terzijde {
        out.push_str(", terzijde");
    }
    if !stap.toelichting.trim().is_empty() {
        out.push_str(": ");
        out.push_str(stap.toelichting.trim());
    }
    out
}
