//! Slips of the pen: a long word that nobody knows, one letter away from one single word that a rule knows.
//!
//! Must not know what words mean, nor in which rules they stand.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::patroon::{Zelf, hash};

/// Bytes. A shorter word has too many neighbours that are words themselves.
pub(super) const KORTST: usize = 7;

/// Known words by what is left of them when one letter goes, and by themselves.
#[derive(Debug, Default)]
pub(super) struct Buren {
    woorden: Vec<Box<str>>,
    // By a hash of the letters: what is found is looked at again.
    zonder_een: HashMap<u64, Vec<u32>, BuildHasherDefault<Zelf>>,
}

impl Buren {
    /// Of these known words those that are long enough, and of plain letters.
    pub(super) fn van<'a>(known: impl Iterator<Item = &'a str>) -> Buren {
        let mut out = Buren::default();
        let mut words: Vec<&str> = known.filter(|word| is_lang(word)).collect();
        // In a fixed order, so that the same rules always find the same.
        words.sort_unstable();
        words.dedup();
        for word in words {
            let nr = u32::try_from(out.woorden.len()).unwrap_or(u32::MAX);
            out.woorden.push(word.into());
            for less in zonder_een(word.as_bytes()) {
                let known = out.zonder_een.entry(less).or_default();
                if known.last() != Some(&nr) {
                    known.push(nr);
                }
            }
        }
        out
    }

    /// The one known word that is a letter away: another letter, one too many or too few, or two that changed
    /// places. None when there are more: then it can be either.
    pub(super) fn zoek(&self, word: &str) -> Option<&str> {
        if !is_lang(word) || self.woorden.is_empty() {
            return None;
        }
        let bytes = word.as_bytes();
        let mut found: Option<u32> = None;
        for less in zonder_een(bytes) {
            for nr in self.zonder_een.get(&less).into_iter().flatten() {
                let known = self.woorden.get(*nr as usize)?;
                if found == Some(*nr) || !is_een_anders(bytes, known.as_bytes()) {
                    continue;
                }
                if found.is_some() {
                    return None;
                }
                found = Some(*nr);
            }
        }
        self.woorden.get(found? as usize).map(|word| &**word)
    }
}

fn is_lang(word: &str) -> bool {
    word.len() >= KORTST && word.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// The word, and what is left of it without each of its letters; as hashes.
fn zonder_een(word: &[u8]) -> impl Iterator<Item = u64> {
    (0..=word.len()).map(|at| {
        let (head, tail) = word.split_at(at);
        let rest = tail.get(1..).unwrap_or_default();
        hash(head.iter().chain(rest).copied())
    })
}

/// Whether one slip makes the one of the other; the first letter is hardly ever the wrong one.
fn is_een_anders(one: &[u8], other: &[u8]) -> bool {
    if one == other || one.first() != other.first() {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let rest = |word: &[u8], skip: usize| word.get(same + skip..).unwrap_or_default().to_vec();
    match one.len().cmp(&other.len()) {
        std::cmp::Ordering::Less => rest(one, 0) == rest(other, 1),
        std::cmp::Ordering::Greater => rest(one, 1) == rest(other, 0),
        std::cmp::Ordering::Equal => {
            rest(one, 1) == rest(other, 1)
                || (one.get(same) == other.get(same + 1)
                    && one.get(same + 1) == other.get(same)
                    && rest(one, 2) == rest(other, 2))
        }
    }
}
