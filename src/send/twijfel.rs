//! The register of doubtful zaken, without identities, for the talks in which the norm is found.
//!
//! What a person could be known by is left out or rounded: no names, numbers, places, days or free text
//! of the police. The reason of the worker is kept with every name and number in it masked; who exports
//! reads it over once more. Must not know where the zaken came from.

use serde::{Deserialize, Serialize};

use crate::domain::naam::{Naam, vouw};

/// What takes the place of a name or a number.
pub const MASKER: &str = "[…]";

/// One zaak.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twijfel {
    /// Year and month of the tag: `2026-11`.
    pub maand: String,
    /// The tag that holds now.
    pub tag: String,
    /// The kinds that a worker gave, or else that were proposed.
    pub soorten: Vec<String>,
    /// Whether `soorten` are those of a worker.
    pub soorten_door: String,
    /// Articles of the offences.
    pub artikelen: String,
    /// Ids of the rules that spoke.
    pub signaalregels: Vec<String>,
    /// Red flags.
    pub rode_vlaggen: Vec<String>,
    /// Age group of the suspect.
    pub leeftijdsgroep: String,
    /// Code of the VT.
    pub vt: String,
    /// How it ended, or that it is still open.
    pub afloop: String,
    /// Why the worker doubted, masked.
    pub reden: String,
}

/// The headings of the file.
const KOPPEN: [&str; 11] = [
    "maand",
    "tag",
    "soorten",
    "soorten_door",
    "artikelen",
    "signaalregels",
    "rode_vlaggen",
    "leeftijdsgroep",
    "vt",
    "afloop",
    "reden",
];

/// Words with a capital that are no names.
const GEEN_NAAM: [&str; 26] = [
    "HG",
    "VT",
    "OM",
    "ZSM",
    "THV",
    "3RO",
    "RvdK",
    "SHN",
    "KPC",
    "KPC-er",
    "IVS",
    "AOH",
    "CORV",
    "Sr",
    "Sv",
    "Wetboek",
    "Veilig",
    "Thuis",
    "Raad",
    "Reclassering",
    "Slachtofferhulp",
    "Halt",
    "OvJ",
    "GGZ",
    "AC",
    "PL",
];

/// The register as CSV with `;`, a heading line first. Formulas are neutralised (rule 8).
#[must_use]
pub fn csv(rijen: &[Twijfel]) -> String {
    let mut out = KOPPEN.join(";");
    out.push('\n');
    for one in rijen {
        let cells = [
            one.maand.clone(),
            one.tag.clone(),
            one.soorten.join(", "),
            one.soorten_door.clone(),
            one.artikelen.clone(),
            one.signaalregels.join(", "),
            one.rode_vlaggen.join(", "),
            one.leeftijdsgroep.clone(),
            one.vt.clone(),
            one.afloop.clone(),
            one.reden.clone(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| veld(cell)).collect();
        out.push_str(&cells.join(";"));
        out.push('\n');
    }
    out
}

/// The group of an age in years.
#[must_use]
pub fn leeftijdsgroep(age: Option<u32>) -> &'static str {
    match age {
        None => "onbekend",
        Some(..=11) => "tot 12",
        Some(12..=17) => "12-17",
        Some(18..=25) => "18-25",
        Some(26..=40) => "26-40",
        Some(41..=60) => "41-60",
        Some(_) => "ouder dan 60",
    }
}

/// The words of names by which somebody could be known, folded. Prefixes such as `van den` stay out:
/// they are ordinary words too.
#[must_use]
pub fn naamwoorden(naam: &Naam) -> Vec<String> {
    woorden(&naam.achternaam)
        .chain(woorden(&naam.voornamen))
        .collect()
}

/// The words of a free text that names somebody, folded.
pub fn woorden(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .map(vouw)
}

/// The text without names and numbers: words of `namen` (folded), every word with a digit in it, and
/// every word with a capital that does not begin a sentence and is no known abbreviation.
#[must_use]
pub fn masker(text: &str, namen: &[String]) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut begins = true;
    for word in text.split_whitespace() {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let known = GEEN_NAAM.contains(&core);
        // A name can be part of a word: `Jansen-de`, `Jansens`, `p.jansen@…`.
        let parts: Vec<String> = core
            .split(|c: char| !c.is_alphanumeric())
            .map(vouw)
            .filter(|part| !part.is_empty())
            .collect();
        let named = parts.iter().any(|part| {
            namen.iter().any(|name| {
                part == name || (name.chars().count() > 3 && part.starts_with(name.as_str()))
            })
        });
        let capital = core.chars().next().is_some_and(char::is_uppercase) && !begins;
        let number = core.chars().any(|c| c.is_ascii_digit());
        let hide = !known && (named || capital || number || core.contains('@'));
        begins = word.ends_with(['.', '!', '?', ':']);
        if !hide {
            out.push(word.to_owned());
        } else if out.last().is_none_or(|last| last != MASKER) {
            out.push(MASKER.to_owned());
        }
    }
    out.join(" ")
}

/// A cell: a formula becomes text, and what would break the line is quoted.
fn veld(text: &str) -> String {
    let formula = text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([';', '"', '\n', '\r', ',']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
