//! The words of a recovery sheet: twelve that hold 120 random bits, and one by which a mistake shows.
//!
//! ```text
//!   120 bits ─▶ 12 words of 10 bits, SHA-256 of the bits ─▶ 10 bits: word 13
//! ```
//! Must not know how the words are printed, nor what they open.

use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::fout::{StoreFout, Uitkomst};

/// 1,024 plain Dutch words, each known by its first four letters.
const LIJST: &str = include_str!("../../assets/herstelwoorden.txt");
/// Words that hold bits.
const INHOUD: usize = 12;
/// Words on a sheet.
pub const AANTAL: usize = INHOUD + 1;
/// So many letters tell a word.
const LETTERS: usize = 4;
/// Bits of a word.
const BITS: usize = 10;
/// Bytes of the secret.
const BYTES: usize = INHOUD * BITS / 8;

/// Why words are not those of a sheet. Never with a word that was typed right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Woordfout {
    /// Too few, or too many.
    #[error("Op het herstelblad staan {AANTAL} woorden; u gaf er {0}.")]
    Aantal(usize),
    /// Not in the list.
    #[error("Woord {nummer} klopt niet.{}", bedoelt(bedoeld))]
    Onbekend {
        /// Which, from 1.
        nummer: usize,
        /// What was perhaps meant.
        bedoeld: Vec<String>,
    },
    /// All are in the list, and together they are no sheet.
    #[error("De woorden horen niet bij elkaar: er is er een verwisseld of verkeerd overgenomen.")]
    Samen,
}

fn bedoelt(meant: &[String]) -> String {
    if meant.is_empty() {
        return " Kijk het na op het blad.".to_owned();
    }
    format!(" Bedoelt u {}?", meant.join(" of "))
}

/// The list, in its order.
pub fn woorden() -> impl Iterator<Item = &'static str> {
    LIJST.lines()
}

/// The words of a new sheet.
///
/// # Errors
/// [`StoreFout::GeenToeval`].
pub fn nieuw() -> Uitkomst<Vec<&'static str>> {
    let mut secret = Zeroizing::new([0u8; BYTES]);
    getrandom::fill(secret.as_mut_slice()).map_err(|_| StoreFout::GeenToeval)?;
    let mut places: Zeroizing<Vec<usize>> = Zeroizing::new(
        (0..INHOUD)
            .map(|at| tien_bits(secret.as_slice(), at))
            .collect(),
    );
    places.push(som(secret.as_slice()));
    let list: Vec<&'static str> = woorden().collect();
    places
        .iter()
        .map(|place| list.get(*place).copied().ok_or(StoreFout::Afleiden))
        .collect()
}

/// The secret of words as they were typed: case, what stands between them and what comes after the fourth letter do
/// not matter.
///
/// # Errors
/// [`Woordfout`], which says by number what is wrong.
pub fn lees(tekst: &str) -> Result<SecretString, Woordfout> {
    let typed: Vec<String> = tekst
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if typed.len() != AANTAL {
        return Err(Woordfout::Aantal(typed.len()));
    }
    let list: Vec<&'static str> = woorden().collect();
    let mut places = Zeroizing::new(Vec::with_capacity(AANTAL));
    for (at, word) in typed.iter().enumerate() {
        let found = list.iter().position(|known| begin(known) == begin(word));
        places.push(found.ok_or_else(|| Woordfout::Onbekend {
            nummer: at + 1,
            bedoeld: bedoeld(&list, word),
        })?);
    }
    let mut secret = Zeroizing::new([0u8; BYTES]);
    for (at, place) in places.iter().take(INHOUD).enumerate() {
        for bit in 0..BITS {
            if place >> (BITS - 1 - bit) & 1 == 1 {
                let to = at * BITS + bit;
                if let Some(byte) = secret.get_mut(to / 8) {
                    *byte |= 0x80 >> (to % 8);
                }
            }
        }
    }
    if places.last() != Some(&som(secret.as_slice())) {
        return Err(Woordfout::Samen);
    }
    let words: Vec<&str> = places
        .iter()
        .filter_map(|place| list.get(*place).copied())
        .collect();
    Ok(geheim(&words))
}

/// The secret that is wrapped with.
#[must_use]
pub fn geheim(woorden: &[&str]) -> SecretString {
    SecretString::from(woorden.join(" "))
}

fn begin(word: &str) -> &str {
    word.char_indices()
        .nth(LETTERS)
        .map_or(word, |(at, _)| word.get(..at).unwrap_or(word))
}

/// Ten bits of the secret, as the place of a word.
fn tien_bits(secret: &[u8], at: usize) -> usize {
    (at * BITS..(at + 1) * BITS).fold(0, |place, bit| {
        let byte = secret.get(bit / 8).copied().unwrap_or(0);
        place << 1 | usize::from(byte >> (7 - bit % 8) & 1)
    })
}

/// The place of the word by which a mistake shows.
fn som(secret: &[u8]) -> usize {
    let digest: [u8; 32] = Sha256::digest(secret).into();
    tien_bits(&digest, 0)
}

/// Up to three words that differ in one letter of the first four, or lack or have one more.
fn bedoeld(list: &[&str], typed: &str) -> Vec<String> {
    let wanted: Vec<char> = begin(typed).chars().collect();
    list.iter()
        .filter(|word| {
            let own: Vec<char> = begin(word).chars().collect();
            scheelt_een(&own, &wanted)
        })
        .take(3)
        .map(|word| (*word).to_owned())
        .collect()
}

fn scheelt_een(one: &[char], other: &[char]) -> bool {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (left, right) = (
        one.get(same..).unwrap_or_default(),
        other.get(same..).unwrap_or_default(),
    );
    let tail = |text: &[char], from: usize| text.get(from..).unwrap_or_default().to_vec();
    // Of four letters each: replaced, swapped, or one too many or too few, when the rest is cut off at the fourth.
    let replaced = tail(left, 1) == tail(right, 1);
    let swapped = left.len() >= 2
        && right.len() >= 2
        && left.first() == right.get(1)
        && left.get(1) == right.first()
        && tail(left, 2) == tail(right, 2);
    let starts = |long: &[char], short: &[char]| long.starts_with(short);
    replaced
        || swapped
        || starts(&tail(left, 1), right)
        || starts(&tail(right, 1), left)
        || right.is_empty()
}
