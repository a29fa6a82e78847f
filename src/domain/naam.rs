//! Names of persons: how they are written in lists, shown on screen and compared.
//!
//! Must not know columns or files.

use serde::{Deserialize, Serialize};

/// A name in three parts, as Dutch registers keep it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Naam {
    /// Family name without prefix, e.g. `Berg`.
    pub achternaam: String,
    /// Prefix, e.g. `van den`; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tussenvoegsel: String,
    /// Given names or initials, e.g. `Anna` or `A.B.`; empty if unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub voornamen: String,
}

impl Naam {
    /// `Berg, Anna van den`: the order of lists, sorted on the family name.
    #[must_use]
    pub fn lijstvorm(&self) -> String {
        let mut text = self.achternaam.clone();
        let rest: Vec<&str> = [self.voornamen.as_str(), self.tussenvoegsel.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if !rest.is_empty() {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(&rest.join(" "));
        }
        text
    }

    /// `Anna van den Berg`: the order of running text.
    #[must_use]
    pub fn spreekvorm(&self) -> String {
        [
            self.voornamen.as_str(),
            self.tussenvoegsel.as_str(),
            self.achternaam.as_str(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
    }

    /// `A.v.d.B.`: what stands on a shared screen when names are hidden (F9).
    #[must_use]
    pub fn initialen(&self) -> String {
        self.spreekvorm()
            .split([' ', '-', '.'])
            .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
            .flat_map(|c| [c, '.'])
            .collect()
    }

    /// Nothing is known of the name.
    #[must_use]
    pub fn is_leeg(&self) -> bool {
        self.achternaam.is_empty() && self.voornamen.is_empty()
    }

    /// Family name with prefix, folded: the part by which persons are recognised.
    #[must_use]
    pub fn sleutel(&self) -> String {
        let full = if self.tussenvoegsel.is_empty() {
            self.achternaam.clone()
        } else {
            format!("{} {}", self.tussenvoegsel, self.achternaam)
        };
        vouw(&full)
    }
}

/// Folds text for comparing and searching: lower case, without diacritics, `ij` and `ÿ` as `y`,
/// everything that is no letter or digit as one blank.
#[must_use]
pub fn vouw(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = ' ';
    for c in text.chars() {
        // The short way for the letters that nearly every text is made of.
        if c.is_ascii() {
            vouw_teken(c.to_ascii_lowercase(), &mut previous, &mut out);
        } else {
            for c in c.to_lowercase() {
                vouw_teken(zonder_diakriet(c), &mut previous, &mut out);
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn vouw_teken(plain: char, previous: &mut char, out: &mut String) {
    if plain == '\u{0}' {
        return; // a combining mark: its letter has been written already
    }
    if plain == 'ß' {
        out.push_str("ss");
        *previous = 's';
    } else if plain == 'j' && *previous == 'i' {
        out.pop();
        out.push('y');
        *previous = 'y';
    } else if plain.is_alphanumeric() {
        out.push(plain);
        *previous = plain;
    } else if !out.is_empty() && *previous != ' ' {
        out.push(' ');
        *previous = ' ';
    }
}

/// The base letter of a lower-case letter with a mark; NUL for a combining mark alone.
fn zonder_diakriet(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' | ' ' => c,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ĝ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ĩ' | 'ĭ' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ř' | 'ŗ' => 'r',
        'ś' | 'ş' | 'š' | 'ș' | 'ŝ' => 's',
        'ţ' | 'ť' | 'ț' | 'ŧ' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ũ' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        '\u{0300}'..='\u{036f}' => '\u{0}',
        other => other,
    }
}
