//! The headings of a file that no profile knows: a guess, for who binds them by hand.
//!
//! Must not know what headings mean; that is what the worker is going to say.

use std::collections::HashSet;

use crate::domain::naam::vouw;

use super::blad::{Blad, Blik};
use super::herken::{self, Notatie, Vorm};
use super::kop::uniek;
use super::koppelen::{self, Kopkijk};
use super::lijst::{CELLEN_KIJK, KIJKDIEPTE};
use super::profiel::{Kolom, Profielen};
use super::schoon::schoon_tot;
use super::werkmap::Soort;
use super::{Opties, cfb, entiteit, html, json, mhtml, pak, pdf, tekst, werkmap, xml2003};

/// Headings are looked for in so many rows.
const ZOEKDIEPTE: usize = 50;
/// A heading longer than this is no heading.
const KOP_MAX: usize = 60;
/// Fewer headings than this are no list of suspects.
const KOPPEN_MIN: usize = 3;

/// The likeliest row of headings: the fullest row of short words with something under it. Empty when
/// there is none. What any profile knows of a heading stands with it.
#[must_use]
pub fn raad(bytes: &[u8], profielen: &Profielen, opties: &Opties) -> Vec<Kopkijk> {
    let mut best: Option<(usize, usize, usize)> = None;
    let bladen = bladen(bytes);
    for (at, blad) in bladen.iter().enumerate() {
        for row in 0..blad.aantal().min(ZOEKDIEPTE) {
            let count = koppen_in(blad, row);
            if count >= KOPPEN_MIN && best.is_none_or(|(known, ..)| count > known) {
                best = Some((count, at, row));
            }
        }
    }
    best.and_then(|(_, at, row)| Some((bladen.get(at)?, row)))
        .map_or_else(Vec::new, |(blad, row)| kijk(blad, row, profielen, opties))
}

/// Every way in which the file can be cut into cells.
fn bladen(bytes: &[u8]) -> Vec<Blad> {
    let sheets = |soort: Soort| {
        werkmap::bladen(bytes, soort).map_or_else(
            |_| Vec::new(),
            |sheets| {
                sheets
                    .into_iter()
                    .filter_map(|(_, read)| read.ok())
                    .collect()
            },
        )
    };
    match herken::herken(bytes) {
        Vorm::Ander(_) => Vec::new(),
        Vorm::Pdf => pdf::bladen(bytes).unwrap_or_default(),
        Vorm::Zip => pak::meet(bytes).map_or_else(|_| Vec::new(), |inhoud| sheets(inhoud.soort)),
        Vorm::Cfb => {
            if cfb::meet(bytes).is_ok() {
                sheets(Soort::Xls)
            } else {
                Vec::new()
            }
        }
        Vorm::Tekst => {
            let decoded = tekst::ontcijfer(bytes);
            match herken::notatie(&decoded.tekst) {
                Notatie::Opmaak(_) => Vec::new(),
                Notatie::Web => html::bladen(&decoded.tekst).unwrap_or_default(),
                Notatie::WebInEen => mhtml::paginas(bytes)
                    .iter()
                    .flat_map(|page| {
                        html::bladen(&tekst::ontcijfer(page).tekst).unwrap_or_default()
                    })
                    .collect(),
                Notatie::Xml2003 => xml2003::bladen(&decoded.tekst).unwrap_or_default(),
                Notatie::Json => {
                    json::lees(&decoded.tekst).map_or_else(|_| Vec::new(), |read| read.bladen)
                }
                Notatie::Cellen => {
                    let (named, skip) = tekst::eigen_scheidingsteken(&decoded.tekst).unzip();
                    let text = decoded.tekst.get(skip.unwrap_or(0)..).unwrap_or_default();
                    let text = &*entiteit::ontleed(text);
                    named
                        .map_or_else(|| tekst::SCHEIDINGSTEKENS.to_vec(), |sign| vec![sign])
                        .into_iter()
                        .filter_map(|sign| tekst::proef(text, sign).ok())
                        .collect()
                }
            }
        }
    }
}

/// How many headings a row could hold; none when a cell is no heading, or nothing stands under it.
fn koppen_in(blad: &Blad, row: usize) -> usize {
    let mut count = 0;
    for cell in blad.cellen(row).filter(|cell| !cell.is_leeg()) {
        let Blik::Tekst(text) = cell else { return 0 };
        let text = text.trim();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if text.chars().count() > KOP_MAX || letters == 0 || digits > letters {
            return 0;
        }
        count += 1;
    }
    let below = blad
        .cellen(row.saturating_add(1))
        .filter(|cell| !cell.is_leeg())
        .count();
    if below >= 2 { count } else { 0 }
}

fn kijk(blad: &Blad, row: usize, profielen: &Profielen, opties: &Opties) -> Vec<Kopkijk> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut filled: HashSet<Kolom> = HashSet::new();
    let mut out: Vec<(usize, Kopkijk)> = Vec::new();
    for (at, cell) in blad.cellen(row).enumerate() {
        let text = cell.tekst();
        let mut clean = schoon_tot(&text, KOP_MAX * 2).tekst.into_owned();
        let mut folded = vouw(&clean);
        if let Some(name) = uniek(&clean, &folded, seen.iter().map(String::as_str)) {
            folded = vouw(&name);
            clean = name;
        }
        if folded.is_empty() || !seen.insert(folded.clone()) {
            continue;
        }
        let kolom = profielen
            .iter()
            .find_map(|profiel| profiel.kolom(&folded))
            .filter(|kolom| kolom.mag_vaker() || filled.insert(*kolom));
        out.push((
            at,
            Kopkijk {
                kop: clean,
                kolom,
                cellen: Vec::new(),
            },
        ));
    }
    let first = row.saturating_add(1);
    for row in first..blad.aantal().min(first.saturating_add(KIJKDIEPTE)) {
        let cells: Vec<_> = blad.cellen(row).collect();
        for (at, column) in &mut out {
            let hidden = column.kolom == Some(Kolom::Bsn) && !opties.bewaar_bsn;
            if hidden || column.cellen.len() >= CELLEN_KIJK {
                continue;
            }
            if let Some(cell) = cells.get(*at).filter(|cell| !cell.is_leeg()) {
                column
                    .cellen
                    .push(koppelen::cel(&cell.tekst(), opties.bewaar_bsn));
            }
        }
    }
    out.into_iter().map(|(_, column)| column).collect()
}
