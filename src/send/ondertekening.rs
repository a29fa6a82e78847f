//! Who signs a text. Where nobody said who works, the line is left for the worker to fill, and is seen to be.
//!
//! Must not know recipients, nor where a name comes from.

/// The actor of a table at which nobody said who works. It is no name, and signs nothing.
pub const NAAMLOOS: &str = "onbekend";

/// What stands in a text where a name must still be written.
pub const IN_TE_VULLEN: &str = "[naam invullen]";

/// The name of the worker, where somebody said it.
#[must_use]
pub fn naam(medewerker: &str) -> Option<&str> {
    let name = medewerker.trim();
    (!name.is_empty() && name != NAAMLOOS).then_some(name)
}

/// The name as it signs a text.
#[must_use]
pub fn ondertekend(medewerker: &str) -> &str {
    naam(medewerker).unwrap_or(IN_TE_VULLEN)
}
