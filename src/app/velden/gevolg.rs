//! What a key did in a field.
//!
//! Must not know which field, nor which key.

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gevolg {
    /// The form does not know the key.
    Niets,
    /// Only the focus or the cursor moved.
    Bewogen,
    /// A value changed.
    Gewijzigd,
}
