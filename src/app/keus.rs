//! The chosen line of a list that is made anew at every look: chosen by id, never by place (rule 10).
//!
//! Must not know what stands in the list.

use std::cell::Cell;

/// Which line is chosen, and which line stands on top of the screen.
#[derive(Debug, Clone)]
pub struct Keus<K> {
    gekozen: Option<K>,
    /// Where it stood when it was chosen: what stands there when it is gone, is chosen then.
    plaats: usize,
    /// Only drawing knows how many lines there are room for.
    begin: Cell<usize>,
}

impl<K> Default for Keus<K> {
    fn default() -> Self {
        Keus {
            gekozen: None,
            plaats: 0,
            begin: Cell::new(0),
        }
    }
}

impl<K: Copy + PartialEq> Keus<K> {
    /// The place of the chosen line among `keys`; none when there are none.
    #[must_use]
    pub fn plaats(&self, keys: &[K]) -> Option<usize> {
        let last = keys.len().checked_sub(1)?;
        let found = self
            .gekozen
            .and_then(|chosen| keys.iter().position(|key| *key == chosen));
        Some(found.unwrap_or(self.plaats.min(last)))
    }

    /// The chosen line.
    #[must_use]
    pub fn gekozen(&self, keys: &[K]) -> Option<K> {
        self.plaats(keys).and_then(|at| keys.get(at)).copied()
    }

    /// Chooses the line at this place, or the last.
    pub fn zet(&mut self, keys: &[K], at: usize) {
        self.plaats = at.min(keys.len().saturating_sub(1));
        self.gekozen = keys.get(self.plaats).copied();
    }

    /// Moves so many lines, not past the ends.
    pub fn beweeg(&mut self, keys: &[K], by: isize) {
        let at = self.plaats(keys).unwrap_or(0);
        self.zet(keys, at.saturating_add_signed(by));
    }

    /// The first line to draw, so that lines `van` up to and including `tot` are seen with the least
    /// scrolling. `aantal` lines there are, `hoogte` fit.
    #[must_use]
    pub fn begin(&self, van: usize, tot: usize, aantal: usize, hoogte: usize) -> usize {
        let mut begin = self.begin.get();
        if tot >= begin + hoogte {
            begin = (tot + 1).saturating_sub(hoogte);
        }
        begin = begin.min(van).min(aantal.saturating_sub(hoogte));
        self.begin.set(begin);
        begin
    }
}
