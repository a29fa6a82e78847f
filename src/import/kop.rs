//! Finding the row of headings, and the profile that knows them best.
//!
//! Must not know values: only headings decide.

use crate::domain::lijstregel::Veld;
use crate::domain::naam::vouw;

use super::blad::{Blad, Blik};
use super::profiel::{Kolom, Profiel, Profielen};
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
    /// Index of the row in its sheet.
    pub rij: usize,
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
    /// What it means by the profile. None for unknown headings, and for the second of two equal ones.
    pub kolom: Option<Kolom>,
    /// It means the same as an earlier column and is therefore kept apart.
    pub dubbel: bool,
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
    let rows: Vec<(usize, Vec<KopCel>)> = (0..blad.aantal().min(ZOEKDIEPTE))
        .map(|row| (row, lees_koppen(blad, row)))
        .filter(|(_, cells)| {
            cells
                .iter()
                .filter(|cell| !cell.gevouwen.is_empty())
                .count()
                >= 2
        })
        .collect();
    let mut found: Vec<Kop<'p>> = profielen
        .iter()
        .filter(|profiel| gevraagd.is_none_or(|name| name == profiel.naam))
        .filter_map(|profiel| {
            rows.iter()
                .filter_map(|(row, cells)| beoordeel(profiel, *row, cells))
                // Of equal rows the first one: a heading may be repeated halfway.
                .reduce(|best, next| if next.score > best.score { next } else { best })
        })
        .collect();
    // A stable sort: at an equal score the profile that was given first wins.
    found.sort_by_key(|kop| std::cmp::Reverse(kop.score));
    found
}

fn lees_koppen(blad: &Blad, row: usize) -> Vec<KopCel> {
    blad.cellen(row)
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
                kolom: None,
                dubbel: false,
            }
        })
        .collect()
}

fn beoordeel<'p>(profiel: &'p Profiel, rij: usize, cells: &[KopCel]) -> Option<Kop<'p>> {
    let mut seen: Vec<Kolom> = Vec::new();
    let mut unknown = 0_i64;
    let kolommen: Vec<KopCel> = cells
        .iter()
        .map(|cell| {
            let mut cell = cell.clone();
            if cell.gevouwen.is_empty() {
                return cell;
            }
            match profiel.kolom(&cell.gevouwen) {
                // A second column of numbers that may not be kept is not kept either.
                Some(kolom)
                    if seen.contains(&kolom) && !kolom.mag_vaker() && kolom != Kolom::Bsn =>
                {
                    cell.dubbel = true;
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
        kolommen,
        score: i64::try_from(seen.len())
            .unwrap_or(i64::MAX)
            .saturating_mul(4)
            - unknown
            + if gemaakt_voor { VOORRANG } else { 0 },
        gemaakt_voor,
    })
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
