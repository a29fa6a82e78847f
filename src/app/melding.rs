//! A sentence for the worker, and how it is meant.
//!
//! Must not know when it is said, nor how it is drawn.

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toon {
    /// It went well.
    Goed,
    /// It needs eyes.
    Let,
    /// It did not happen.
    Fout,
}

/// A sentence for the worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Melding {
    /// The sentence.
    pub tekst: String,
    /// How it is meant.
    pub toon: Toon,
}

impl Melding {
    /// That it went well.
    #[must_use]
    pub fn goed(tekst: impl Into<String>) -> Melding {
        Melding {
            tekst: tekst.into(),
            toon: Toon::Goed,
        }
    }

    /// That it needs eyes.
    #[must_use]
    pub fn let_op(tekst: impl Into<String>) -> Melding {
        Melding {
            tekst: tekst.into(),
            toon: Toon::Let,
        }
    }

    /// That it did not happen.
    #[must_use]
    pub fn fout(tekst: impl Into<String>) -> Melding {
        Melding {
            tekst: tekst.into(),
            toon: Toon::Fout,
        }
    }
}
