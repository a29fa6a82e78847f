//! Text in cells: cutting, filling and wrapping by what is seen, not by bytes or chars.
//!
//! Must not know styles or screens.

use chrono::{DateTime, Utc};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// How many cells a text takes.
#[must_use]
pub fn breedte(text: &str) -> usize {
    text.width()
}

/// A text of at most `width` cells; what does not fit ends in an ellipsis.
#[must_use]
pub fn knip(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let cells = grapheme.width();
        if used + cells + 1 > width {
            break;
        }
        out.push_str(grapheme);
        used += cells;
    }
    while out.ends_with(' ') {
        out.pop();
    }
    if width > 0 {
        out.push('…');
    }
    out
}

/// A text of exactly `width` cells, at the left.
#[must_use]
pub fn links(text: &str, width: usize) -> String {
    let mut out = knip(text, width);
    let used = out.width();
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    out
}

/// A text of exactly `width` cells, at the right.
#[must_use]
pub fn rechts(text: &str, width: usize) -> String {
    let cut = knip(text, width);
    let mut out: String = std::iter::repeat_n(' ', width.saturating_sub(cut.width())).collect();
    out.push_str(&cut);
    out
}

/// Byte ranges of the lines of a text that is wrapped at words to `width` cells. Words that are
/// longer than a line are broken. An empty text is one empty line.
#[must_use]
pub fn omslag_bereik(text: &str, width: usize) -> Vec<std::ops::Range<usize>> {
    let width = width.max(1);
    let mut out = Vec::new();
    let mut start = 0;
    let mut end = 0;
    let mut used = 0;
    for (at, word) in woorden(text) {
        if word == "\n" || word == "\r\n" {
            out.push(start..end.max(start));
            start = at + word.len();
            end = start;
            used = 0;
            continue;
        }
        let blank = word.chars().all(char::is_whitespace);
        let cells = word.width();
        if used + cells <= width {
            used += cells;
            if !blank {
                end = at + word.len();
            }
            continue;
        }
        if blank {
            out.push(start..end);
            start = at + word.len();
            end = start;
            used = 0;
            continue;
        }
        if used > 0 && cells <= width {
            out.push(start..end);
            start = at;
            end = at + word.len();
            used = cells;
            continue;
        }
        for (offset, grapheme) in word.grapheme_indices(true) {
            let cells = grapheme.width();
            if used + cells > width {
                out.push(start..end);
                start = at + offset;
                used = 0;
            }
            end = at + offset + grapheme.len();
            used += cells;
        }
    }
    out.push(start..end.max(start));
    out
}

/// Words with everything that clings to them, the blanks between them, and each line end alone. A
/// bracket or a comma never stands on another line than its word.
fn woorden(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let size = if rest.starts_with("\r\n") {
            2
        } else if first == '\n' {
            1
        } else {
            let blank = first.is_whitespace();
            rest.find(|c: char| c == '\n' || c.is_whitespace() != blank)
                .unwrap_or(rest.len())
                .max(first.len_utf8())
        };
        let from = at;
        at += size;
        Some((from, rest.get(..size)?))
    })
}

/// The lines of a text that is wrapped at words to `width` cells.
#[must_use]
pub fn omslag(text: &str, width: usize) -> Vec<String> {
    omslag_bereik(text, width)
        .into_iter()
        .filter_map(|range| text.get(range))
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// How long ago, in few words.
#[must_use]
pub fn leeftijd(op: DateTime<Utc>, nu: DateTime<Utc>) -> String {
    match (nu - op).num_minutes() {
        ..1 => "net".to_owned(),
        minutes @ 1..=59 => format!("{minutes} min oud"),
        minutes => format!("{} uur oud", minutes / 60),
    }
}
