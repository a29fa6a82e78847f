//! Finding the row of headings, and the profile that knows them best.
//!
//! Must not know values: only headings decide.

use crate::domain::lijstregel::Veld;
use crate::domain::naam::vouw;

use super::blad::{Blad, Blik};
use super::profiel::{Dagdeel, Kolom, Profiel, Profielen};
use super::schoon::schoon_tot;

/// Headings are looked for in so many rows.
const ZOEKDIEPTE: usize = 50;
/// A heading longer than this is no heading.
const KOP_MAX: usize = 120;

/// What being made for exactly these headings adds to a score: more than any row of headings can.
const VOORRANG: i64 = 1_000_000;

/// A row of headings, understood.
#[derive(Debug, Clone)]
pub struct Kop<'p> {
    /// The profile that knows them.
    pub profiel: &'p Profiel,
    /// Index of the row in its sheet; of two rows that are one heading the lower one.
    pub rij: usize,
    /// Index of the first row of the heading.
    pub eerste: usize,
    /// Every column: heading as written (cleaned; a made-up name when empty), folded, and meaning.
    pub kolommen: Vec<KopCel>,
    /// Distinct known meanings minus a quarter of the unknown ones, times four; far more for a profile
    /// that was made for exactly these headings.
    pub score: i64,
    /// The profile was made for exactly these headings.
    pub gemaakt_voor: bool,
}

/// One heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KopCel {
    /// As written, cleaned.
    pub tekst: String,
    /// Folded; empty when there is no heading.
    pub gevouwen: String,
    /// Of a heading over two rows: the upper one and the lower one, folded.
    pub lagen: Option<(String, String)>,
    /// What it means by the profile. None for unknown headings, and for the second of two equal ones.
    pub kolom: Option<Kolom>,
    /// It means the same as an earlier column and is therefore kept apart: what both mean.
    pub dubbel: Option<Kolom>,
}

impl Kop<'_> {
    /// How many columns have a known heading.
    #[must_use]
    pub fn bekend(&self) -> usize {
        self.kolommen
            .iter()
            .filter(|cell| cell.kolom.is_some())
            .count()
    }

    /// How many columns have a heading.
    #[must_use]
    pub fn gevuld(&self) -> usize {
        self.kolommen
            .iter()
            .filter(|cell| !cell.gevouwen.is_empty())
            .count()
    }
}

/// The best row of headings of a sheet for each profile that knows one, best first.
#[must_use]
pub fn zoek<'p>(blad: &Blad, profielen: &'p Profielen, gevraagd: Option<&str>) -> Vec<Kop<'p>> {
    let filled = |cells: &[KopCel]| {
        cells
            .iter()
            .filter(|cell| !cell.gevouwen.is_empty())
            .count()
    };
    let rows: Vec<(usize, Vec<KopCel>)> = (0..blad.aantal().min(ZOEKDIEPTE))
        .map(|row| (row, lees_koppen(blad, row)))
        .collect();
    let mut found: Vec<Kop<'p>> = profielen
        .iter()
        .filter(|profiel| gevraagd.is_none_or(|name| name == profiel.naam))
        .filter_map(|profiel| {
            let single = rows
                .iter()
                .filter(|(_, cells)| filled(cells) >= 2)
                .filter_map(|(row, cells)| beoordeel(profiel, *row, cells))
                // Of equal rows the first one: a heading may be repeated halfway.
                .reduce(|best, next| if next.score > best.score { next } else { best })?;
            Some(twee_rijen(profiel, blad, &rows, &single).unwrap_or(single))
        })
        .collect();
    // A stable sort: at an equal score the profile that was given first wins.
    found.sort_by_key(|kop| std::cmp::Reverse(kop.score));
    found
}

/// The heading with the row above or below it, where the two together say more.
fn twee_rijen<'p>(
    profiel: &'p Profiel,
    blad: &Blad,
    rows: &[(usize, Vec<KopCel>)],
    single: &Kop<'p>,
) -> Option<Kop<'p>> {
    let mut best: Option<Kop<'p>> = None;
    let above = single.rij.checked_sub(1);
    for (upper, lower) in [
        (Some(single.rij), Some(single.rij + 1)),
        (above, Some(single.rij)),
    ] {
        let (Some(upper), Some(lower)) = (upper, lower) else {
            continue;
        };
        let (Some((_, top)), Some((_, under))) = (rows.get(upper), rows.get(lower)) else {
            continue;
        };
        if !kan_kop(blad, upper) || !kan_kop(blad, lower) {
            continue;
        }
        let Some(mut joint) = beoordeel(profiel, lower, &gestapeld(top, under)) else {
            continue;
        };
        joint.eerste = upper;
        if joint.score > single.score && best.as_ref().is_none_or(|known| joint.score > known.score)
        {
            best = Some(joint);
        }
    }
    best
}

/// Whether a row may be (a part of) a heading: words, and no numbers or dates.
fn kan_kop(blad: &Blad, row: usize) -> bool {
    let mut filled = 0;
    for cell in blad.cellen(row).filter(|cell| !cell.is_leeg()) {
        let Blik::Tekst(text) = cell else {
            return false;
        };
        if text.len() > KOP_MAX || text.chars().filter(char::is_ascii_digit).count() > 2 {
            return false;
        }
        filled += 1;
    }
    filled >= 2
}

/// Two rows as one: a heading of the upper row holds for the empty cells to its right, as far as the
/// lower row has words there.
fn gestapeld(top: &[KopCel], under: &[KopCel]) -> Vec<KopCel> {
    let mut group: Option<&KopCel> = None;
    let none = String::new();
    (0..top.len().max(under.len()))
        .map(|at| {
            let upper = top.get(at).filter(|cell| !cell.gevouwen.is_empty());
            let lower = under.get(at).filter(|cell| !cell.gevouwen.is_empty());
            group = match (upper, lower) {
                (Some(cell), _) => Some(cell),
                (None, None) => None,
                (None, Some(_)) => group,
            };
            let name =
                |cell: Option<&KopCel>| cell.map_or(none.clone(), |cell| cell.gevouwen.clone());
            let text = |cell: Option<&KopCel>| cell.map_or(none.clone(), |cell| cell.tekst.clone());
            match (group, lower) {
                (Some(_), None) => upper.cloned().unwrap_or_else(|| leeg(at)),
                (None, Some(cell)) => cell.clone(),
                (None, None) => leeg(at),
                (group, lower) => {
                    let bare = |text: String| zonder_nummer(&text).to_owned();
                    KopCel {
                        tekst: format!("{} {}", bare(text(group)), bare(text(lower))),
                        gevouwen: vouw(&format!("{} {}", bare(text(group)), bare(text(lower)))),
                        lagen: Some((name(group), vouw(&bare(text(lower))))),
                        kolom: None,
                        dubbel: None,
                    }
                }
            }
        })
        .collect()
}

fn leeg(at: usize) -> KopCel {
    KopCel {
        tekst: format!("kolom {}", letters(at)),
        gevouwen: String::new(),
        lagen: None,
        kolom: None,
        dubbel: None,
    }
}

fn lees_koppen(blad: &Blad, row: usize) -> Vec<KopCel> {
    let mut cells: Vec<KopCel> = blad
        .cellen(row)
        .enumerate()
        .map(|(at, cell)| {
            let text = cell.tekst();
            let clean = schoon_tot(&text, KOP_MAX);
            let gevouwen = if clean.gekapt {
                String::new()
            } else {
                vouw(&clean.tekst)
            };
            KopCel {
                tekst: if clean.tekst.is_empty() {
                    format!("kolom {}", letters(at))
                } else {
                    clean.tekst.into_owned()
                },
                gevouwen,
                ..leeg(at)
            }
        })
        .collect();
    for at in 1..cells.len() {
        let before = cells.get(..at).unwrap_or_default();
        let Some(cell) = cells.get(at) else { continue };
        if let Some(name) = uniek(
            &cell.tekst,
            &cell.gevouwen,
            before.iter().map(|one| one.gevouwen.as_str()),
        ) && let Some(cell) = cells.get_mut(at)
        {
            cell.gevouwen = vouw(&name);
            cell.tekst = name;
        }
    }
    cells
}

/// The name of a heading that stands in the row already: two equal headings are two columns, each to be
/// bound by itself (`Tijd`, `Tijd (2)`).
pub fn uniek<'a>(
    tekst: &str,
    gevouwen: &str,
    mut before: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    let all = before.clone();
    if gevouwen.is_empty() || !before.any(|one| one == gevouwen) {
        return None;
    }
    (2..).map(|nr| format!("{tekst} ({nr})")).find(|name| {
        let folded = vouw(name);
        !all.clone().any(|one| one == folded)
    })
}

/// A heading without the number by which it was told apart.
fn zonder_nummer(text: &str) -> &str {
    text.rsplit_once(" (")
        .filter(|(_, end)| {
            end.strip_suffix(')')
                .is_some_and(|nr| nr.bytes().all(|b| b.is_ascii_digit()))
        })
        .map_or(text, |(name, _)| name)
}

fn beoordeel<'p>(profiel: &'p Profiel, rij: usize, cells: &[KopCel]) -> Option<Kop<'p>> {
    let mut seen: Vec<Kolom> = Vec::new();
    let mut unknown = 0_i64;
    let mut left: Option<Kolom> = None;
    let kolommen: Vec<KopCel> = cells
        .iter()
        .map(|cell| {
            let mut cell = cell.clone();
            let neighbour = left.take();
            if cell.gevouwen.is_empty() {
                return cell;
            }
            let found = betekenis(profiel, &cell, neighbour);
            left = found;
            match found {
                // A second column of numbers that may not be kept is not kept either.
                Some(kolom)
                    if seen.contains(&kolom) && !kolom.mag_vaker() && kolom != Kolom::Bsn =>
                {
                    cell.dubbel = found;
                }
                Some(kolom) => {
                    cell.kolom = Some(kolom);
                    if !seen.contains(&kolom) {
                        seen.push(kolom);
                    }
                }
                None => unknown += 1,
            }
            cell
        })
        .collect();
    if !genoeg(&seen) {
        return None;
    }
    let gemaakt_voor = profiel.is_gemaakt_voor(cells.iter().map(|cell| cell.gevouwen.as_str()));
    Some(Kop {
        profiel,
        rij,
        eerste: rij,
        kolommen,
        score: i64::try_from(seen.len())
            .unwrap_or(i64::MAX)
            .saturating_mul(4)
            - unknown
            + if gemaakt_voor { VOORRANG } else { 0 },
        gemaakt_voor,
    })
}

/// The row as headings by this profile, where it can be: for a second table below the first.
#[must_use]
pub fn op_rij<'p>(blad: &Blad, row: usize, profiel: &'p Profiel) -> Option<Kop<'p>> {
    if !kan_kop(blad, row) {
        return None;
    }
    beoordeel(profiel, row, &lees_koppen(blad, row))
}

/// What a heading means: as it stands, without what is added in brackets, by the group above it, or by
/// the column to its left.
fn betekenis(profiel: &Profiel, cell: &KopCel, left: Option<Kolom>) -> Option<Kolom> {
    if let Some(kolom) = profiel.kolom(&cell.gevouwen) {
        return Some(kolom);
    }
    if let Some((group, under)) = &cell.lagen {
        return onder(profiel, group, under);
    }
    // `verdachte/naam` and `aanhouding.datum`, as forms name their fields.
    if !cell.tekst.contains(' ')
        && let Some((group, name)) = cell.tekst.rsplit_once(['/', '.'])
    {
        let found = onder(profiel, &vouw(group), &vouw(name));
        if found.is_some() {
            return found;
        }
    }
    let numbered = cell.tekst.trim_start_matches(|c: char| c.is_ascii_digit());
    if numbered.len() < cell.tekst.len()
        && let Some(name) = numbered.strip_prefix(['.', ')', ':'])
        && let Some(kolom) = profiel.kolom(&vouw(name.trim()))
    {
        return Some(kolom);
    }
    let (name, addition) = zonder_toevoeging(&cell.tekst);
    let folded = vouw(&name);
    if let Some(kolom) = profiel.kolom(&folded).filter(|_| !folded.is_empty()) {
        let kind = dagdeel(&vouw(&addition));
        return kind.and_then(|kind| kolom.met_deel(kind)).or(Some(kolom));
    }
    // `Tijd` beside `Datum aanhouding` is the time of that arrest.
    let kind = dagdeel(&folded).filter(|kind| *kind == Dagdeel::Tijd)?;
    left?.met_deel(kind)
}

/// What a heading means below a group: of a victim nothing is a fact of the suspect.
fn onder(profiel: &Profiel, group: &str, under: &str) -> Option<Kolom> {
    const ANDEREN: [&str; 13] = [
        "slachtoffer",
        "so",
        "aangever",
        "aangeefster",
        "melder",
        "benadeelde",
        "getuige",
        "betrokkene",
        "partner",
        "kind",
        "contact",
        "verbalisant",
        "advocaat",
    ];
    if group.split(' ').any(|word| ANDEREN.contains(&word)) {
        return None;
    }
    profiel
        .kolom(group)
        .zip(dagdeel(under))
        .and_then(|(kolom, kind)| kolom.met_deel(kind))
        .or_else(|| profiel.kolom(under))
}

/// A heading without what stands in brackets, and what stood there.
fn zonder_toevoeging(text: &str) -> (String, String) {
    let (mut name, mut addition) = (String::new(), String::new());
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => name.push(c),
            c => addition.push(c),
        }
    }
    (name, addition)
}

/// Which part of a moment a word names.
fn dagdeel(folded: &str) -> Option<Dagdeel> {
    match folded {
        // Folded: `ij` is `y`.
        "tyd" | "tydstip" | "uur" | "om" | "uu mm" | "hh mm" | "tyd uu mm" | "time" => {
            Some(Dagdeel::Tijd)
        }
        "datum" | "dag" | "dd mm jjjj" | "date" | "datum dd mm jjjj" => Some(Dagdeel::Datum),
        _ => None,
    }
}

/// Whether columns with these meanings make a list of suspects: who, and why or since when held.
#[must_use]
pub fn genoeg(kolommen: &[Kolom]) -> bool {
    let meant = kolommen
        .iter()
        .filter(|kolom| **kolom != Kolom::Negeren)
        .count();
    let who = kolommen.iter().any(|kolom| {
        matches!(
            kolom.veld(),
            Some(Veld::Naam | Veld::Pl | Veld::Parketnummer)
        )
    });
    // A list of names and addresses alone is some other list, and must not be read by mistake.
    let held = kolommen.iter().any(|kolom| {
        matches!(
            kolom.veld(),
            Some(
                Veld::Pl
                    | Veld::Parketnummer
                    | Veld::Feiten
                    | Veld::Aanhouding
                    | Veld::Aankomst
                    | Veld::BeginOphouden
            )
        )
    });
    who && held && meant >= 2
}

/// Whether a row says the headings once more.
#[must_use]
pub fn is_herhaling(kop: &Kop<'_>, blad: &Blad, row: usize) -> bool {
    let mut filled = 0_usize;
    let mut same = 0_usize;
    for (cell, heading) in blad.cellen(row).zip(&kop.kolommen) {
        if cell.is_leeg() {
            continue;
        }
        filled += 1;
        // Headings are repeated as they were written; folding each cell of each row would be slow.
        let again = match cell {
            Blik::Tekst(text) => text.trim().eq_ignore_ascii_case(&heading.tekst),
            _ => false,
        };
        if again && !heading.gevouwen.is_empty() {
            same += 1;
        } else if filled >= 4 && same == 0 {
            return false;
        }
    }
    filled >= 2 && same * 2 > filled
}

/// `A` to `Z`, `AA`, …: the name of a column in a spreadsheet.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut out = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        let at = (rest - 1) % 26;
        out.push(u8::try_from(at).map_or('?', |at| char::from(b'A' + at)));
        rest = (rest - 1) / 26;
    }
    out.iter().rev().collect()
}
