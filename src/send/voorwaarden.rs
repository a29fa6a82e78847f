//! The list of veiligheidsvoorwaarden to tick (`assets/voorwaarden.toml`): a short label for the
//! screen and the sentence that stands in the text.
//!
//! Must not know where the file lies; the caller parses it.

use serde::Deserialize;

use crate::domain::naam::vouw;

/// The whole file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voorwaarden {
    /// The conditions, in the order of the form.
    #[serde(default)]
    pub voorwaarde: Vec<Voorwaarde>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voorwaarde {
    /// The word in files, without blanks, e.g. `contactverbod`.
    pub sleutel: String,
    /// The words on screen.
    pub label: String,
    /// The sentence in the text.
    pub zin: String,
}

impl Voorwaarden {
    /// What stands in the text for a condition as an assessment holds it: the sentence where `text`
    /// is a key, a label or a sentence of the list; otherwise `text` itself, the worker's own words.
    #[must_use]
    pub fn zin<'a>(&'a self, text: &'a str) -> &'a str {
        self.zoek(text).map_or(text, |found| found.zin.as_str())
    }

    /// The entry that `text` means by key, label or sentence; capitals and signs do not matter.
    #[must_use]
    pub fn zoek(&self, text: &str) -> Option<&Voorwaarde> {
        let wanted = vouw(text);
        self.voorwaarde.iter().find(|one| {
            [&one.sleutel, &one.label, &one.zin]
                .into_iter()
                .any(|known| vouw(known) == wanted)
        })
    }

    /// What is wrong with the list, in Dutch: empty texts, and keys or labels that occur twice.
    #[must_use]
    pub fn fouten(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (at, one) in self.voorwaarde.iter().enumerate() {
            let before = self.voorwaarde.get(..at).unwrap_or_default();
            let key = &one.sleutel;
            if [&one.sleutel, &one.label, &one.zin]
                .into_iter()
                .any(|text| vouw(text).is_empty())
            {
                out.push(format!(
                    "Voorwaarde {} ({key}): sleutel, label en zin moeten alle drie tekst hebben.",
                    at + 1
                ));
            }
            if before.iter().any(|other| {
                vouw(&other.sleutel) == vouw(key) || vouw(&other.label) == vouw(&one.label)
            }) {
                out.push(format!(
                    "Voorwaarde {} ({key}): deze sleutel of dit label komt twee keer voor.",
                    at + 1
                ));
            }
        }
        out
    }
}
