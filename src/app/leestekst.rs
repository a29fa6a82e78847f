//! A long text to read: lines, headings, labels with a value.
//!
//! Must not know what the text is about, nor who shows it.

/// A line, and whether it is a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leesregel {
    /// Heading.
    Kop(String),
    /// Text; wrapped on drawing.
    Tekst(String),
    /// A label with its value.
    Paar(String, String),
}

impl Leesregel {
    /// A label with its value.
    #[must_use]
    pub fn paar(label: &str, value: String) -> Leesregel {
        Leesregel::Paar(label.to_owned(), value)
    }
}

/// A text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leestekst {
    /// What stands above it.
    pub titel: String,
    /// The text.
    pub regels: Vec<Leesregel>,
    /// It is the text of the handing over, which can be written to a file.
    pub schrijfbaar: bool,
}

impl Leestekst {
    /// These lines.
    #[must_use]
    pub fn nieuw(titel: impl Into<String>, regels: Vec<Leesregel>) -> Leestekst {
        Leestekst {
            titel: titel.into(),
            regels,
            schrijfbaar: false,
        }
    }

    /// Plain text, line by line.
    #[must_use]
    pub fn plat(titel: impl Into<String>, text: &str) -> Leestekst {
        let lines = text.lines().map(|line| Leesregel::Tekst(line.to_owned()));
        Leestekst::nieuw(titel, lines.collect())
    }
}
