//! Numbers as a workbook shows them: a format may hold the zeros and the letters of a registration that
//! is kept as a bare number (`"PL2100-"0`, `00\-000000\-00`).
//!
//! Only whole numbers behind such a mask are told here; dates and amounts are not. Must not know columns.

/// A part of a format.
enum Deel {
    Tekst(String),
    /// A place for a digit; whether a zero is shown there.
    Plaats(bool),
}

/// The text that the mask makes of a number; none when the format is no mask.
#[must_use]
pub fn toon(number: f64, code: &str) -> Option<String> {
    if number.fract() != 0.0 || !(0.0..1e15).contains(&number) {
        return None;
    }
    let parts = delen(code)?;
    let places = parts
        .iter()
        .filter(|part| matches!(part, Deel::Plaats(_)))
        .count();
    let zeros = parts
        .iter()
        .filter(|part| matches!(part, Deel::Plaats(true)))
        .count();
    let worded = parts.iter().any(|part| matches!(part, Deel::Tekst(_)));
    if places == 0 || !(worded || zeros > 1) {
        return None;
    }
    let digits = format!("{number:.0}");
    let mut rest: Vec<char> = digits.chars().collect();
    // Digits fill the places from the right; what is left stands at the first place.
    let mut filled: Vec<String> = Vec::new();
    let mut left = places;
    for part in parts.iter().rev() {
        match part {
            Deel::Tekst(text) => filled.push(text.clone()),
            Deel::Plaats(zero) => {
                left -= 1;
                let own = if left == 0 {
                    let all: String = std::mem::take(&mut rest).into_iter().collect();
                    all
                } else {
                    rest.pop().map_or_else(String::new, String::from)
                };
                filled.push(if own.is_empty() && *zero {
                    "0".to_owned()
                } else {
                    own
                });
            }
        }
    }
    filled.reverse();
    Some(filled.concat().trim().to_owned())
}

/// The parts of the first section of a format, which is for numbers above zero; none where it is a
/// date, an amount or anything else that is no mask.
fn delen(code: &str) -> Option<Vec<Deel>> {
    let mut out: Vec<Deel> = Vec::new();
    let words = |text: String, out: &mut Vec<Deel>| match out.last_mut() {
        Some(Deel::Tekst(known)) => known.push_str(&text),
        _ => out.push(Deel::Tekst(text)),
    };
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => {
                let inner: String = chars.by_ref().take_while(|c| *c != '"').collect();
                words(inner, &mut out);
            }
            '\\' => words(chars.next()?.to_string(), &mut out),
            '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // A colour or a currency; `[h]` is a time.
                if inner.len() <= 2 {
                    return None;
                }
            }
            '0' => out.push(Deel::Plaats(true)),
            '#' | '?' => out.push(Deel::Plaats(false)),
            '-' | '/' | ' ' | '(' | ')' | '+' => words(c.to_string(), &mut out),
            _ => return None,
        }
    }
    Some(out)
}
