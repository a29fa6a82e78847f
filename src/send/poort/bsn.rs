//! Numbers that are, or look like, a BSN: nine digits that pass the elfproef, written in one or in groups,
//! and any that stands after the word.
//!
//! Must not know whose it is.

use super::GEEN_BSN;

/// The words after which a number is a BSN, whatever the elfproef says.
const WOORDEN: [&str; 5] = [
    "bsn",
    "burgerservicenummer",
    "burger service nummer",
    "sofinummer",
    "sofi-nummer",
];

/// So far behind the word the number can stand: `BSN van verdachte is: `.
const AFSTAND: usize = 30;

/// A run of digits, in bytes.
#[derive(Clone, Copy)]
struct Cijfers {
    van: usize,
    tot: usize,
}

/// The text without BSNs. `own` is the one that the list gave, in digits; empty if none.
pub(super) fn zonder(text: &str, own: &str) -> String {
    let runs = reeksen(text);
    if runs.is_empty() {
        return text.to_owned();
    }
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for chain in ketens(text, &runs) {
        for from in 0..chain.len() {
            for to in from + 1..=chain.len() {
                let part = chain.get(from..to).unwrap_or_default();
                if cijfers(text, part).len() > own.len().max(9) {
                    break;
                }
                if is_bsn(text, chain, part, own)
                    && let (Some(first), Some(last)) = (part.first(), part.last())
                {
                    spans.push((first.van, last.tot));
                }
            }
        }
    }
    spans.extend(na_het_woord(text, &runs));
    spans.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (from, to) in spans {
        if from >= done {
            out.push_str(text.get(done..from).unwrap_or_default());
            out.push_str(GEEN_BSN);
            done = to;
        } else if to > done {
            done = to;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Whether these runs together are one, standing in `chain`.
fn is_bsn(text: &str, chain: &[Cijfers], part: &[Cijfers], own: &str) -> bool {
    let digits = cijfers(text, part);
    if digits.len() >= 8 && digits == own {
        return true;
    }
    // Behind a letter it is the number of something else: PL2100..., A123456789.
    let letter_before = part
        .first()
        .and_then(|first| text.get(..first.van))
        .and_then(|before| before.chars().next_back())
        .is_some_and(char::is_alphabetic);
    if digits.len() != 9 || letter_before || !elfproef(&digits) {
        return false;
    }
    if part.len() == 1 || part.len() == chain.len() {
        return true;
    }
    // Out of a longer row only what is evenly written, and never out of a telephone number.
    let whole = cijfers(text, chain);
    let phone = whole.len() == 10 && whole.starts_with('0');
    let mut gaps = part.windows(2).filter_map(|pair| match pair {
        [one, two] => text.get(one.tot..two.van),
        _ => None,
    });
    let first = gaps.next();
    !phone && gaps.all(|gap| Some(gap) == first)
}

/// Eleven divides 9a + 8b + ... + 2h - i.
fn elfproef(digits: &str) -> bool {
    let values: Vec<i32> = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .filter_map(|digit| i32::try_from(digit).ok())
        .collect();
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = values.iter().zip(weights).map(|(one, by)| one * by).sum();
    values.iter().any(|one| *one != 0) && sum % 11 == 0
}

/// Numbers of eight or nine digits behind the word.
fn na_het_woord(text: &str, runs: &[Cijfers]) -> Vec<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let mut out = Vec::new();
    for word in WOORDEN {
        for (at, _) in lower.match_indices(word) {
            let end = at + word.len();
            let inside = lower
                .get(..at)
                .and_then(|before| before.chars().next_back())
                .is_some_and(char::is_alphanumeric);
            if inside {
                continue;
            }
            let first = runs.iter().position(|run| run.van >= end);
            let Some((first, run)) = first.and_then(|at| runs.get(at).map(|run| (at, run))) else {
                continue;
            };
            let gap = text.get(end..run.van).unwrap_or_default();
            // Where the mask stands already, the number behind it is another.
            if gap.chars().count() > AFSTAND || gap.contains(['\n', ']']) {
                continue;
            }
            let chain = ketens(text, runs.get(first..).unwrap_or_default())
                .into_iter()
                .next()
                .unwrap_or_default();
            let fits = (1..=chain.len()).rev().find_map(|count| {
                let part = chain.get(..count)?;
                let length = cijfers(text, part).len();
                (8..=9).contains(&length).then(|| part.last())?
            });
            out.extend(fits.map(|last| (run.van, last.tot)));
        }
    }
    out
}

fn cijfers(text: &str, part: &[Cijfers]) -> String {
    part.iter()
        .filter_map(|run| text.get(run.van..run.tot))
        .collect()
}

/// Every run of digits.
fn reeksen(text: &str) -> Vec<Cijfers> {
    let mut out: Vec<Cijfers> = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match out.last_mut() {
            Some(last) if last.tot == at => last.tot = at + 1,
            _ => out.push(Cijfers {
                van: at,
                tot: at + 1,
            }),
        }
    }
    out
}

/// Runs that are written as one number: a few signs between them and nothing else.
fn ketens<'a>(text: &str, runs: &'a [Cijfers]) -> Vec<&'a [Cijfers]> {
    let mut out = Vec::new();
    let mut begin = 0;
    for at in 1..=runs.len() {
        let joined = match (runs.get(at - 1), runs.get(at)) {
            (Some(one), Some(two)) => {
                let gap = text.get(one.tot..two.van).unwrap_or_default();
                gap.chars().count() <= 3
                    && gap.chars().all(|c| {
                        c.is_whitespace()
                            || matches!(
                                c,
                                '.' | '-' | '_' | '/' | '·' | '•' | '\u{2010}'
                                    ..='\u{2015}' | '\u{2212}'
                            )
                    })
            }
            _ => false,
        };
        if !joined {
            out.extend(runs.get(begin..at));
            begin = at;
        }
    }
    out
}
