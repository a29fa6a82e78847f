//! How soon a new passphrase is guessed, in a sentence: zxcvbn with Dutch words beside its own.
//!
//! Who steals a laptop guesses at leisure, so there is a floor. zxcvbn makes copies of what it judges and does not wipe
//! them: the one place where a passphrase lands in memory that is given back unwiped. Must not know how a key is made
//! of a passphrase.

use std::sync::LazyLock;

use zxcvbn::{Score, zxcvbn};

/// Words that who guesses at a Dutch passphrase tries first, the likeliest first.
static WOORDEN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../../assets/wachtwoordwoorden.txt")
        .lines()
        .collect()
});

/// The least length of a passphrase, in characters.
pub const MIN_LENGTE: usize = 12;

/// The floor: ten thousand million guesses. At the second of processor that one guess costs here, that is centuries on
/// one computer and a year on some hundreds.
const VLOER: Score = Score::Four;

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
        match score(text, bekend) {
            enough if enough >= VLOER => (true, "Sterk genoeg.".to_owned()),
            Score::Three => (
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

fn score(text: &str, bekend: &[&str]) -> Score {
    let known = bekend.iter().flat_map(|name| name.split_whitespace());
    let inputs: Vec<&str> = known
        .filter(|word| word.chars().count() > 1)
        .chain(WOORDEN.iter().copied())
        .collect();
    zxcvbn(text, &inputs).score()
}
