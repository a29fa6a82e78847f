//! How a text speaks of a person without the name: `slachtoffer`, `kind van 7 jaar`.
//!
//! A name stands in one line that can be held back; every other line uses these words. So holding
//! back that one line keeps the name out of the whole text, apart from what a worker typed.
//!
//! Must not know recipients.

use chrono::{DateTime, Utc};

use crate::domain::betrokkene::{Betrokkene, Rol};
use crate::domain::ids::BetrokkeneId;
use crate::domain::tijd;

/// The words for every person of a zaak, in their order. Numbered only where two would be alike.
pub(super) fn aanduidingen(
    people: &[Betrokkene],
    nu: DateTime<Utc>,
) -> Vec<(BetrokkeneId, String)> {
    let plain: Vec<String> = people.iter().map(|who| zonder_naam(who, nu)).collect();
    let mut out: Vec<(BetrokkeneId, String)> = Vec::with_capacity(people.len());
    for (at, (who, words)) in people.iter().zip(&plain).enumerate() {
        let alike = plain.iter().filter(|other| *other == words).count();
        let text = if alike > 1 {
            let number = 1 + plain
                .iter()
                .take(at)
                .filter(|other| *other == words)
                .count();
            match who.rol {
                Rol::Kind => format!("{words} (nr. {number})"),
                _ => format!("{words} {number}"),
            }
        } else {
            words.clone()
        };
        out.push((who.id, text));
    }
    out
}

/// The age as a reader says it: `31 jaar`, `jonger dan 1 jaar`; empty if unknown.
pub(super) fn leeftijd(who: &Betrokkene, nu: DateTime<Utc>) -> String {
    let today = tijd::lokaal(nu).date_naive();
    match who.leeftijd.map(|age| age.tekst(today)) {
        Some(text) if text == "0" => "jonger dan 1 jaar".to_owned(),
        Some(text) if !text.is_empty() => format!("{text} jaar"),
        _ => String::new(),
    }
}

/// `a`, `a en b`, `a, b en c`.
pub(super) fn opsomming(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} en {last}", before.join(", ")),
    }
}

/// The text with a capital: `Slachtoffer`.
#[must_use]
pub fn hoofdletter(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn zonder_naam(who: &Betrokkene, nu: DateTime<Utc>) -> String {
    match who.rol {
        Rol::Slachtoffer => "slachtoffer".to_owned(),
        Rol::Ouder => "ouder/verzorger".to_owned(),
        Rol::Ander => "andere betrokkene".to_owned(),
        Rol::Kind => match leeftijd(who, nu).as_str() {
            "" => "kind".to_owned(),
            age if age.starts_with("jonger") => format!("kind {age}"),
            age => format!("kind van {age}"),
        },
    }
}
