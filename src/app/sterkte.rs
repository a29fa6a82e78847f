//! How soon a new passphrase is guessed, in a sentence: zxcvbn with Dutch words beside its own.
//!
//! Who steals a laptop guesses at leisure, so there is a floor. zxcvbn makes copies of what it judges; the allocator of the
//! program wipes small blocks that are given back. Must not know how a key is made of a passphrase.

use std::sync::LazyLock;

use zxcvbn::zxcvbn;

/// Words that who guesses at a Dutch passphrase tries first, the likeliest first.
static WOORDEN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../../assets/wachtwoordwoorden.txt")
        .lines()
        .collect()
});

/// The least length of a passphrase, in characters.
pub const MIN_LENGTE: usize = 12;

/// The floor, in powers of ten: ten thousand million guesses. At the half second that one guess costs, that is a century
/// and a half on one computer, and half a year on three hundred.
const VLOER: f64 = 10.0;

/// From here on one more word will do.
const BIJNA: f64 = 7.5;

/// A word is one of a dictionary, however long it is.
const WOORDENBOEK: f64 = 4.9;

/// More words than this are not looked at.
const MEEST_WOORDEN: usize = 24;

/// How good a new passphrase is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sterkte {
    /// Good enough to use.
    pub genoeg: bool,
    /// For the worker.
    pub zin: String,
}

/// Judges a new passphrase. `bekend` is what a guesser knows: the name of its person, of the table.
#[must_use]
pub fn sterkte(text: &str, bekend: &[&str]) -> Sterkte {
    let length = text.chars().count();
    let short = MIN_LENGTE.saturating_sub(length);
    let (genoeg, zin) = if length == 0 {
        (
            false,
            "Neem een zin van vier of meer losse woorden; die onthoudt u en raadt niemand."
                .to_owned(),
        )
    } else if short == 1 {
        (false, "Nog te kort: 1 teken erbij.".to_owned())
    } else if short > 0 {
        (false, format!("Nog te kort: {short} tekens erbij."))
    } else {
        match macht(text, bekend) {
            enough if enough >= VLOER => (true, "Sterk genoeg.".to_owned()),
            nearly if nearly >= BIJNA => (
                false,
                "Nog te zwak: met een los woord erbij is het goed.".to_owned(),
            ),
            _ => (
                false,
                "Te zwak: dit wordt snel geraden. Neem vier losse woorden die niets met u of het werk te maken hebben."
                    .to_owned(),
            ),
        }
    };
    Sterkte { genoeg, zin }
}

/// How many guesses it takes, as a power of ten.
///
/// zxcvbn takes everything of many parts for strong, whatever the parts are, as who guesses does not know how many there
/// are, and takes words that it does not know for letters at random. Here he is taken to know how many, and to have a
/// dictionary; what stands between words is worth nothing, and a word that comes twice is one.
fn macht(text: &str, bekend: &[&str]) -> f64 {
    let known = bekend.iter().flat_map(|name| name.split_whitespace());
    let inputs: Vec<&str> = known
        .filter(|word| word.chars().count() > 1)
        .chain(WOORDEN.iter().copied())
        .collect();
    let mut seen: Vec<String> = Vec::new();
    let mut sum = 0.0;
    // A passphrase of more words than this is strong, or one that nobody types.
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MEEST_WOORDEN)
    {
        let folded = word.to_lowercase();
        if !seen.contains(&folded) {
            sum += woordmacht(word, &inputs);
            seen.push(folded);
        }
    }
    sum.min(zxcvbn(text, &inputs).guesses_log10())
}

/// As [`macht`], of one word.
fn woordmacht(word: &str, inputs: &[&str]) -> f64 {
    zxcvbn(word, inputs)
        .sequence()
        .iter()
        .map(|part| {
            // More guesses than a float counts to the unit are many all the same.
            let power = (part.guesses.unwrap_or(1) as f64).log10();
            if part.token.chars().all(char::is_alphabetic) {
                power.min(WOORDENBOEK)
            } else {
                power
            }
        })
        .sum()
}
