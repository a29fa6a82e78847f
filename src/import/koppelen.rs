//! Binding headings: what a worker says that the headings of a file fill, as a profile of the site.
//!
//! A profile is data; this makes one from choices and writes it as TOML. Must not know where profiles
//! are kept, nor how the choices were made.

use std::collections::BTreeMap;

use crate::domain::naam::vouw;

use super::kop::genoeg;
use super::profiel::{Kolom, ProfielBestand, Waarden};
use super::schoon::kort;

/// The longest text of a cell that is shown.
const CEL_KIJK: usize = 60;

/// A heading of a file as it was understood, with a few of its cells, for who binds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kopkijk {
    /// The heading as written, cleaned.
    pub kop: String,
    /// What it fills; none when no profile knows it.
    pub kolom: Option<Kolom>,
    /// The first cells under it that are not empty, cleaned and short. None of a column that may not
    /// be kept.
    pub cellen: Vec<String>,
}

/// A heading, and what a worker says that it fills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Koppeling {
    /// The heading as written.
    pub kop: String,
    /// What it fills; none leaves it unknown.
    pub kolom: Option<Kolom>,
}

/// Two or more headings that would fill one field. Only the first of them would count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Botsing {
    /// The field.
    pub kolom: Kolom,
    /// The headings, in the order of the file.
    pub koppen: Vec<String>,
}

/// The fields that more than one heading would fill, in the order of the file.
#[must_use]
pub fn botsingen(koppelingen: &[Koppeling]) -> Vec<Botsing> {
    let mut out: Vec<Botsing> = Vec::new();
    for one in koppelingen {
        let Some(kolom) = one.kolom.filter(|kolom| !kolom.mag_vaker()) else {
            continue;
        };
        match out.iter_mut().find(|known| known.kolom == kolom) {
            Some(known) => known.koppen.push(one.kop.clone()),
            None => out.push(Botsing {
                kolom,
                koppen: vec![one.kop.clone()],
            }),
        }
    }
    out.retain(|known| known.koppen.len() > 1);
    out
}

/// Whether these choices make a list: who it is, and why or since when he is held.
#[must_use]
pub fn is_lijst(koppelingen: &[Koppeling]) -> bool {
    let columns: Vec<Kolom> = koppelingen.iter().filter_map(|one| one.kolom).collect();
    genoeg(&columns)
}

impl ProfielBestand {
    /// This profile under another name, with the headings of a file bound as a worker says. A heading
    /// that meant something else means that no longer; every other heading stays.
    #[must_use]
    pub fn met_koppelingen(
        mut self,
        naam: &str,
        omschrijving: &str,
        koppelingen: &[Koppeling],
    ) -> ProfielBestand {
        naam.clone_into(&mut self.naam);
        omschrijving.clone_into(&mut self.omschrijving);
        for one in koppelingen {
            let folded = vouw(&one.kop);
            if folded.is_empty() {
                continue;
            }
            for (kolom, koppen) in &mut self.kolommen {
                if Some(*kolom) != one.kolom {
                    koppen.retain(|kop| vouw(kop) != folded);
                }
            }
            if let Some(kolom) = one.kolom {
                let koppen = self.kolommen.entry(kolom).or_default();
                if !koppen.iter().any(|kop| vouw(kop) == folded) {
                    koppen.push(one.kop.clone());
                }
            }
        }
        self.kolommen.retain(|_, koppen| !koppen.is_empty());
        let row: Vec<String> = koppelingen.iter().map(|one| one.kop.clone()).collect();
        if !self.gemaakt_voor.contains(&row) {
            self.gemaakt_voor.push(row);
        }
        self
    }

    /// The profile as a file, with these comments on top.
    #[must_use]
    pub fn als_toml(&self, uitleg: &[&str]) -> String {
        let mut out = String::new();
        for line in uitleg {
            out.push_str(&format!("# {line}\n"));
        }
        out.push_str(&format!("naam = {}\n", tekst(&self.naam)));
        out.push_str(&format!("omschrijving = {}\n", tekst(&self.omschrijving)));
        out.push_str(&format!("jongste = {}\n", self.jongste));
        out.push_str(&format!("overslaan = {}\n", rij(&self.overslaan)));
        out.push_str("gemaakt_voor = [\n");
        for koppen in &self.gemaakt_voor {
            out.push_str(&format!("  {},\n", rij(koppen)));
        }
        out.push_str("]\n\n[kolommen]\n");
        for (kolom, koppen) in op_volgorde(&self.kolommen) {
            out.push_str(&format!("{} = {}\n", kolom.sleutel(), rij(koppen)));
        }
        out.push_str("\n[waarden]\n");
        for (name, words) in woorden(&self.waarden) {
            if !words.is_empty() {
                out.push_str(&format!("{name} = {}\n", rij(words)));
            }
        }
        out
    }
}

/// A cell for on the mapping screen, with every number that may be a BSN left out: a column that nobody
/// knows yet may hold them, and so may a row whose cells were cut otherwise.
#[must_use]
pub fn cel(text: &str, bewaar_bsn: bool) -> String {
    if bewaar_bsn {
        return kort(text, CEL_KIJK);
    }
    cel_tot(text, CEL_KIJK)
}

/// As [`cel`], of a text of at most `max` signs, and never with a number that may be a BSN.
#[must_use]
pub fn cel_tot(text: &str, max: usize) -> String {
    let clean = kort(text, max);
    let mut out = String::with_capacity(clean.len());
    let mut number = String::new();
    for c in clean.chars() {
        let inside = c.is_ascii_digit() || (matches!(c, '.' | ' ') && !number.is_empty());
        if inside {
            number.push(c);
        } else {
            zet_getal(&mut out, &mut number);
            out.push(c);
        }
    }
    zet_getal(&mut out, &mut number);
    out
}

/// Digits, with points and blanks among them, unless they may be a BSN: eight or nine in a row, or nine
/// in all.
fn zet_getal(out: &mut String, number: &mut String) {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let run = number
        .split(['.', ' '])
        .any(|part| (8..=9).contains(&part.len()));
    if run || digits == 9 {
        out.push('•');
        if number.ends_with(' ') {
            out.push(' ');
        }
    } else {
        out.push_str(number);
    }
    number.clear();
}

/// The columns as a reader looks for them.
fn op_volgorde(kolommen: &BTreeMap<Kolom, Vec<String>>) -> Vec<(Kolom, &Vec<String>)> {
    Kolom::ALLE
        .into_iter()
        .filter_map(|kolom| kolommen.get(&kolom).map(|koppen| (kolom, koppen)))
        .collect()
}

fn woorden(waarden: &Waarden) -> [(&'static str, &Vec<String>); 10] {
    [
        ("ja", &waarden.ja),
        ("nee", &waarden.nee),
        ("onbekend", &waarden.onbekend),
        ("man", &waarden.man),
        ("vrouw", &waarden.vrouw),
        ("anders", &waarden.anders),
        ("vast", &waarden.vast),
        ("niet_vast", &waarden.niet_vast),
        ("ivs", &waarden.ivs),
        ("heengezonden", &waarden.heengezonden),
    ]
}

fn rij(words: &[String]) -> String {
    let all: Vec<String> = words.iter().map(|word| tekst(word)).collect();
    format!("[{}]", all.join(", "))
}

/// A text between quotes, as TOML wants it.
fn tekst(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
