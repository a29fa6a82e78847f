//! How many suspects a list says that it has: its footer, its title, its row numbers.
//!
//! Must not know how they were read.

use super::super::bron::over_alles;
use super::super::fout::Melding;

/// What a list says of its own length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    /// A count that it names, with the row where it stands.
    pub genoemd: Option<(u32, u32)>,
    /// Its row numbers, as far as they are numbers.
    pub volgnummers: Vec<u32>,
}

impl Telling {
    /// Sees a row that is no suspect: does it name a count?
    pub fn zie(&mut self, regel: u32, text: &str) {
        if let Some(count) = genoemd(text) {
            self.genoemd = Some((regel, count));
        }
    }
}

/// Whether a short row only names a count.
#[must_use]
pub fn noemt_aantal(text: &str) -> bool {
    text.len() < 80 && genoemd(text).is_some()
}

/// The count in `Totaal: 4 verdachten`, `Aantal;4`, `46 verdachten`; none in `Totaal HG: 2`.
fn genoemd(text: &str) -> Option<u32> {
    const WOORDEN: [&str; 16] = [
        "totaal",
        "aantal",
        "verdachten",
        "verdachte",
        "personen",
        "regels",
        "rijen",
        "zaken",
        "records",
        "het",
        "van",
        "op",
        "deze",
        "lijst",
        "in",
        "arrestanten",
    ];
    let mut count = None;
    let mut words = 0;
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            if count.is_some() {
                // The same number once more is a total of another column.
                continue;
            }
            count = Some(word.parse().ok()?);
        } else if WOORDEN.contains(&word.to_lowercase().as_str()) {
            words += 1;
        } else {
            return None;
        }
    }
    count.filter(|count| words > 0 && *count < 100_000)
}

/// What does not agree: the count that is named, and the row numbers.
#[must_use]
pub fn let_op(telling: &Telling, gelezen: usize, geweigerd: usize) -> Vec<Melding> {
    let mut out = Vec::new();
    let read = gelezen.saturating_add(geweigerd);
    if let Some((regel, count)) = telling.genoemd {
        let named = count as usize;
        if named != gelezen && named != read {
            let mut melding = over_alles(format!(
                "de lijst noemt {named} verdachten; gelezen zijn er {gelezen}{}, kijk of er iemand ontbreekt",
                if geweigerd > 0 {
                    format!(" (en {geweigerd} geweigerd)")
                } else {
                    String::new()
                }
            ));
            melding.regel = regel;
            out.push(melding);
        }
    }
    let mut numbers = telling.volgnummers.clone();
    numbers.sort_unstable();
    let all = numbers.len();
    numbers.dedup();
    let highest = numbers.last().map_or(0, |last| *last as usize);
    // Numbers that repeat count something else: the offences of one suspect, cells.
    let counts = all == numbers.len()
        && all.saturating_mul(2) >= read
        && highest <= read.saturating_mul(20).max(50);
    if counts && highest > read && all > 0 {
        let missing: Vec<String> = (1..highest)
            .filter(|nr| u32::try_from(*nr).is_ok_and(|nr| numbers.binary_search(&nr).is_err()))
            .take(6)
            .map(|nr| nr.to_string())
            .collect();
        out.push(over_alles(format!(
            "het hoogste volgnummer is {highest}, maar er staan {read} verdachten; nummer {}{} ontbreekt: is dit een deel van de lijst?",
            missing.join(", "),
            if missing.len() == 6 { ", …" } else { "" }
        )));
    }
    out
}
