//! `ook gewijzigd door B. Visser 14:10`: what a screen says beside a value that another laptop wrote too.
//!
//! Must not know where it stands on screen.

use std::fmt::Display;

use chrono::{DateTime, Utc};

use crate::domain::tijd;
use crate::domain::velden::Veldsleutel;
use crate::domain::zaak::Stand;

/// Who wrote this field too, without knowing of the value that holds; none when nobody did.
#[must_use]
pub fn zin(stand: &Stand, soort: &str, id: impl Display, nu: DateTime<Utc>) -> Option<String> {
    veld(stand, &Veldsleutel::met(soort, id), nu)
}

/// The same for a field of which there is one.
#[must_use]
pub fn veld(stand: &Stand, veld: &Veldsleutel, nu: DateTime<Utc>) -> Option<String> {
    let others: Vec<String> = stand
        .meegeschreven
        .get(veld)?
        .iter()
        .map(|one| format!("{} {}", one.door, tijd::moment(one.op, nu)))
        .collect();
    Some(format!("ook gewijzigd door {}", others.join(", ")))
}
