//! What stands in a small form before anything is filled in, and why one is not saved.
//!
//! Must not know which small forms there are.

use crate::app::melding::Melding;
use crate::app::velden::formulier::Veld;

/// A small form that is about to open.
#[derive(Debug, Default)]
pub struct Kleinvorm {
    /// What stands above it.
    pub titel: String,
    /// What it is about, in a worker's words; can be empty.
    pub onder: String,
    /// The fields.
    pub velden: Vec<Veld>,
}

/// Why it is not saved: the field to go to, and what is said.
pub type Kleinfout = (&'static str, Melding);
