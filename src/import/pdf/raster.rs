//! Pieces of text with their places to rows and columns.
//!
//! A column begins where a heading begins; a row is a band between two ruled lines, or else a line with
//! its first cells filled and the lines below it that continue their cells. Must not know PDF.

use std::collections::{HashMap, HashSet};

use super::super::blad::{Blad, Cel, Rijen};
use super::{Bladzijde, Stuk};

/// Lines of headings are looked for among so many.
const KOPREGELS: usize = 40;
/// Fewer cells are no headings.
const CELLEN_MIN: usize = 4;
/// Pieces whose base lines differ less than this part of their letters stand on one line.
const ZELFDE_REGEL: f64 = 0.45;
/// A gap wider than this part of the letters parts two cells; a narrower one two words.
const CELGAT: f64 = 0.85;
const WOORDGAT: f64 = 0.18;

/// How a table is laid out: where its columns begin.
#[derive(Debug, Clone, PartialEq)]
pub struct Schikking {
    /// The left side of each column, from left to right.
    kolommen: Vec<f64>,
}

impl Schikking {
    /// The column of a piece: the last that begins left of it.
    fn kolom(&self, stuk: &Stuk) -> usize {
        let slack = stuk.grootte * 0.35;
        self.kolommen
            .iter()
            .rposition(|left| *left <= stuk.x + slack)
            .unwrap_or(0)
    }
}

/// A line: its base line, and its cells from left to right.
#[derive(Debug, Clone)]
struct Regel {
    y: f64,
    hoogte: f64,
    cellen: Vec<Stuk>,
}

/// The table, once for each line that may be its headings.
pub fn bladen(pages: &[Bladzijde]) -> Vec<Blad> {
    let lined: Vec<Vec<Regel>> = pages.iter().map(|page| regels(&page.stukken)).collect();
    let mut seen: Vec<Schikking> = Vec::new();
    let heads = lined
        .iter()
        .take(2)
        .flat_map(|lines| lines.iter().take(KOPREGELS));
    for line in heads.filter(|line| line.cellen.len() >= CELLEN_MIN) {
        let layout = Schikking {
            kolommen: line.cellen.iter().map(|cell| cell.x).collect(),
        };
        if !seen.contains(&layout) {
            seen.push(layout);
        }
    }
    seen.iter()
        .map(|layout| {
            let mut rows: Vec<Vec<Cel>> = Vec::new();
            for (page, lines) in pages.iter().zip(&lined) {
                rows.extend(rijen(page, lines, layout));
            }
            let numbered = (1_u32..).zip(rows).collect();
            Blad::nieuw(None, Rijen::Cellen(numbered))
        })
        .collect()
}

/// Pieces in lines, from top to bottom, and the pieces of each line in cells.
fn regels(stukken: &[Stuk]) -> Vec<Regel> {
    let mut sorted: Vec<&Stuk> = stukken.iter().collect();
    sorted.sort_by(|one, other| other.y.total_cmp(&one.y).then(one.x.total_cmp(&other.x)));
    let mut lines: Vec<Vec<&Stuk>> = Vec::new();
    for stuk in sorted {
        match lines.last_mut() {
            Some(line)
                if line.first().is_some_and(|first| {
                    (first.y - stuk.y).abs() <= ZELFDE_REGEL * first.grootte.min(stuk.grootte)
                }) =>
            {
                line.push(stuk);
            }
            _ => lines.push(vec![stuk]),
        }
    }
    let anchors = ankers(&lines);
    lines
        .into_iter()
        .filter_map(|line| regel(line, &anchors))
        .collect()
}

/// A place across the page, so that equal places are equal.
#[expect(
    clippy::cast_possible_truncation,
    reason = "places on a page are small"
)]
fn plek(x: f64) -> i64 {
    x.round() as i64
}

/// The places at which most full lines have a piece that begins: there a cell begins, also where the text
/// before it is too long for its own.
fn ankers(lines: &[Vec<&Stuk>]) -> HashSet<i64> {
    let full: Vec<HashSet<i64>> = lines
        .iter()
        .filter(|line| line.len() >= CELLEN_MIN)
        .map(|line| line.iter().map(|stuk| plek(stuk.x)).collect())
        .collect();
    let mut counts: HashMap<i64, usize> = HashMap::new();
    for place in full.iter().flatten() {
        *counts.entry(*place).or_default() += 1;
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count >= 3 && *count * 3 >= full.len() * 2)
        .map(|(place, _)| place)
        .collect()
}

fn regel(mut line: Vec<&Stuk>, anchors: &HashSet<i64>) -> Option<Regel> {
    line.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut cells: Vec<Stuk> = Vec::new();
    for stuk in line {
        if let Some(last) = cells.last_mut() {
            let gap = stuk.x - last.eind;
            let begins = anchors.contains(&plek(stuk.x)) && plek(stuk.x) != plek(last.x);
            if gap <= CELGAT * stuk.grootte && !begins {
                if gap > WOORDGAT * stuk.grootte && !last.tekst.ends_with(' ') {
                    last.tekst.push(' ');
                }
                last.tekst.push_str(&stuk.tekst);
                last.eind = last.eind.max(stuk.eind);
                continue;
            }
        }
        cells.push(stuk.clone());
    }
    // A blank that is drawn is no cell; one cell may hold the blanks between two.
    let mut cells: Vec<Stuk> = cells.into_iter().flat_map(gesplitst).collect();
    cells.retain(|cell| !cell.tekst.trim().is_empty());
    let first = cells.first()?;
    Some(Regel {
        y: first.y,
        hoogte: cells.iter().map(|cell| cell.grootte).fold(1.0, f64::max),
        cellen: cells,
    })
}

/// Text in which several blanks stand in a row, as programs for fixed columns draw a whole line at once.
fn gesplitst(stuk: Stuk) -> Vec<Stuk> {
    if !stuk.tekst.contains("   ") {
        return vec![stuk];
    }
    let all: Vec<char> = stuk.tekst.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    #[expect(
        clippy::cast_precision_loss,
        reason = "a line has a few hundred letters"
    )]
    let step = (stuk.eind - stuk.x) / all.len().max(1) as f64;
    while at < all.len() {
        let rest = all.get(at..).unwrap_or_default();
        let blanks = rest.iter().take_while(|c| **c == ' ').count();
        at += blanks;
        let rest = all.get(at..).unwrap_or_default();
        let len = (0..rest.len())
            .find(|from| {
                rest.get(*from..from + 2)
                    .is_some_and(|two| two == [' ', ' '])
            })
            .unwrap_or(rest.len());
        if len == 0 {
            break;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "a line has a few hundred letters"
        )]
        let x = stuk.x + step * at as f64;
        #[expect(
            clippy::cast_precision_loss,
            reason = "a line has a few hundred letters"
        )]
        let eind = x + step * len as f64;
        out.push(Stuk {
            x,
            eind,
            tekst: rest.iter().take(len).collect(),
            ..stuk
        });
        at += len;
    }
    out
}

/// The rows of a page.
fn rijen(page: &Bladzijde, lines: &[Regel], layout: &Schikking) -> Vec<Vec<Cel>> {
    let bands = banden(page, lines);
    let mut out: Vec<Vec<Cel>> = Vec::new();
    let mut last_band = None;
    let mut last: Option<&Regel> = None;
    for line in lines {
        let band = bands.as_ref().and_then(|all| {
            all.iter()
                .position(|(top, foot)| line.y < *top && line.y >= *foot)
        });
        let joins = match (band, last_band) {
            (Some(now), Some(before)) => now == before,
            // Without ruled lines: a line that leaves the first columns empty, close below another.
            (None, _) if bands.is_none() => last.is_some_and(|above| {
                let close = above.y - line.y < 1.9 * line.hoogte;
                let begins = line
                    .cellen
                    .iter()
                    .map(|cell| layout.kolom(cell))
                    .any(|column| column < 2.min(layout.kolommen.len() / 2));
                close && !begins && line.cellen.len() * 2 <= layout.kolommen.len()
            }),
            _ => false,
        };
        let mut row = if joins {
            out.pop().unwrap_or_default()
        } else {
            Vec::new()
        };
        row.resize(layout.kolommen.len(), Cel::Leeg);
        for cell in &line.cellen {
            let text = cell.tekst.trim();
            if let Some(place) = row.get_mut(layout.kolom(cell)) {
                *place = match std::mem::replace(place, Cel::Leeg) {
                    Cel::Tekst(before) => Cel::Tekst(voortgezet(&before, text)),
                    _ => Cel::Tekst(text.to_owned()),
                };
            }
        }
        out.push(row);
        last_band = band;
        last = Some(line);
    }
    out
}

/// A cell that goes on on the next line: a word that was broken with a hyphen, a number or code that was
/// broken without one, or a next word.
fn voortgezet(before: &str, text: &str) -> String {
    let digits = |c: char| c.is_ascii_digit();
    let code = before.starts_with("PL")
        || (before.starts_with(digits) && before.len() < 14 && before.ends_with('-'));
    if (before.ends_with('-') || code) && !before.contains(' ') {
        format!("{before}{text}")
    } else {
        format!("{before} {text}")
    }
}

/// The bands between ruled lines that go across most of the text; none when the table is not ruled so.
fn banden(page: &Bladzijde, lines: &[Regel]) -> Option<Vec<(f64, f64)>> {
    let left = page
        .stukken
        .iter()
        .map(|stuk| stuk.x)
        .fold(f64::MAX, f64::min);
    let right = page
        .stukken
        .iter()
        .map(|stuk| stuk.eind)
        .fold(0.0, f64::max);
    // Cells may each have a border of their own: the parts of one height count together.
    let mut heights: Vec<(f64, f64)> = Vec::new();
    let mut sorted = page.lijnen.clone();
    sorted.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (y, wide) in sorted {
        match heights.last_mut() {
            Some((known, total)) if (*known - y).abs() < 1.5 => *total += wide,
            _ => heights.push((y, wide)),
        }
    }
    let across: Vec<f64> = heights
        .into_iter()
        .filter(|(_, total)| *total > 0.6 * (right - left))
        .map(|(y, _)| y)
        .collect();
    let bands: Vec<(f64, f64)> = across
        .windows(2)
        .filter_map(|pair| match pair {
            [top, foot] => Some((*top, *foot)),
            _ => None,
        })
        .collect();
    let inside = |band: &(f64, f64)| lines.iter().any(|line| line.y < band.0 && line.y >= band.1);
    let used = bands.iter().filter(|band| inside(band)).count();
    let held = lines
        .iter()
        .filter(|line| {
            bands
                .iter()
                .any(|(top, foot)| line.y < *top && line.y >= *foot)
        })
        .count();
    // Most lines must be in a band, and no band may be the whole table.
    (used >= 3 && held * 2 >= lines.len()).then_some(bands)
}
