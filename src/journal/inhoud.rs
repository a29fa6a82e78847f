//! The content of an event as bytes, of every version that was ever written.
//!
//! Content is never rewritten: its hash would no longer fit. What this program can not read is kept as it is,
//! and stands in the journal as [`Gebeurtenis::Onleesbaar`]. Must not know where content is kept.

use serde::Deserialize;

use crate::domain::event::Gebeurtenis;
use crate::domain::vastgelegd::{Onleesbaar, Waarom};

/// Version of the content that this program writes.
pub const VERSIE: u16 = 2;

/// The content of an event as bytes, in the newest version.
///
/// # Errors
/// When it can not be written as JSON: what can not be read is never written.
pub fn schrijf(what: &Gebeurtenis) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(what)
}

/// Reads content of `kind` and `versie`; none when it was erased.
#[must_use]
pub fn lees(kind: &str, versie: u16, content: Option<&[u8]>) -> Gebeurtenis {
    let closed = |waarom| {
        Gebeurtenis::Onleesbaar(Onleesbaar {
            soort: kind.to_owned(),
            waarom,
        })
    };
    let Some(bytes) = content else {
        return closed(Waarom::Gewist);
    };
    if versie > VERSIE {
        return closed(Waarom::TeNieuw);
    }
    match serde_json::from_slice::<Gebeurtenis>(bytes) {
        Ok(what) if what.kind() == kind => what,
        Ok(_) => closed(Waarom::Beschadigd),
        Err(_) if is_nieuw(kind, bytes) => closed(Waarom::TeNieuw),
        Err(_) => closed(Waarom::Beschadigd),
    }
}

/// Whether it is whole, of the kind that the header names, and that kind is none of ours.
fn is_nieuw(kind: &str, bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Vorm {
        soort: String,
    }
    let named = serde_json::from_slice::<Vorm>(bytes).is_ok_and(|form| form.soort == kind);
    named && !kent(kind)
}

/// Whether this program has a kind of that name, whatever its content.
fn kent(kind: &str) -> bool {
    let probe = format!("{{\"soort\":{}}}", serde_json::Value::from(kind));
    // The parser names the kinds that it knows when it meets another.
    serde_json::from_str::<Gebeurtenis>(&probe)
        .err()
        .is_none_or(|fault| !fault.to_string().starts_with("unknown variant"))
}
