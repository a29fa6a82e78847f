//! A row that does not stand straight under the headings: the one repair by which all its cells fit, or
//! none.
//!
//! Must not know what a cell means beyond its shape (`soort`).

use std::collections::BTreeMap;
use std::thread;

use crate::domain::naam::vouw;

use super::super::blad::{Blad, Blik, Cel, Einde, Rijwerk};
use super::super::fout::Melding;
use super::super::kop::{Kop, is_herhaling};
use super::super::samen::{begin, draden};
use super::super::schoon::schoon;
use super::super::wissel;
use super::soort::{Klasse, Past, Soort, past, soort_van};
use super::{Oordeel, Tekstbron, rij_tekst};

/// One suspect over more lines than this is no raw line break.
const REGELS_MAX: usize = 40;
/// In tables narrower than this a row of one cell is no sign of anything.
const SMAL: usize = 4;
/// What is said of a last line that was cut off.
const TWEE: &str = "achter de laatste kop staat nog een registratie: op deze regel staan twee verdachten en alleen de eerste is gelezen; voeg de ander toe met lijst --voeg-toe";
const AFGEBROKEN: &str = "deze laatste regel is afgebroken; maak de export opnieuw";
/// Rows that are looked at to learn how this table is written.
const KIJK: usize = 200;

/// The table, and how its straight rows are.
pub struct Tafel<'a> {
    blad: &'a Blad,
    kop: &'a Kop<'a>,
    klassen: &'a [Klasse],
    bron: Option<Tekstbron>,
    breed: usize,
    /// Cells of straight rows begin with a blank: then a blank tells nothing.
    blanks: bool,
    /// The last row with anything in it, and the width of the narrowest other row.
    laatste: Option<(usize, usize)>,
    /// Rows that need a closer look, in order.
    verdacht: Vec<usize>,
}

/// What is decided of a row, and of the rows that belong to it.
pub enum Besluit {
    /// It stays.
    Laat,
    /// It stays; this is said of a column.
    Zeg(usize, usize, String),
    /// It is no row at all: a line under the headings.
    Weg(usize),
    /// These rows are one row with these cells.
    Herstel(usize, usize, Vec<Cel>, String),
    /// This row is several suspects, each with his cells: the line end between them was lost.
    Uiteen(usize, Vec<Vec<Cel>>),
    /// Not to be read: row, number of rows, its cells, why.
    Weiger(usize, usize, Vec<Cel>, String),
}

impl Besluit {
    /// How many rows it is about.
    pub fn rijen(&self) -> usize {
        match self {
            Besluit::Herstel(_, rows, ..) | Besluit::Weiger(_, rows, ..) => *rows,
            _ => 1,
        }
    }

    /// Carries it out.
    pub fn uit(
        self,
        tafel: &Tafel<'_>,
        verborgen: &dyn Fn(usize) -> bool,
        werk: &mut BTreeMap<usize, Rijwerk>,
        out: &mut Oordeel,
    ) {
        match self {
            Besluit::Laat => {}
            Besluit::Zeg(row, column, reden) => {
                let hidden = verborgen(column);
                out.waarschuwingen.push(Melding {
                    regel: tafel.blad.nummer(row),
                    kolom: tafel
                        .kop
                        .kolommen
                        .get(column)
                        .map_or_else(String::new, |cell| cell.tekst.clone()),
                    waarde: if hidden {
                        String::new()
                    } else {
                        super::super::koppelen::cel_tot(&tafel.blad.cel(row, column).tekst(), 80)
                    },
                    reden,
                });
            }
            Besluit::Weg(row) => {
                werk.insert(row, Rijwerk::Weg);
            }
            Besluit::Herstel(row, rows, cells, reden) => {
                out.waarschuwingen.push(Melding {
                    regel: tafel.blad.nummer(row),
                    kolom: String::new(),
                    waarde: String::new(),
                    reden,
                });
                werk.insert(row, Rijwerk::Cellen(cells));
                for next in row + 1..row + rows {
                    werk.insert(next, Rijwerk::Weg);
                }
            }
            Besluit::Uiteen(row, all) => {
                out.waarschuwingen.push(Melding {
                    regel: tafel.blad.nummer(row),
                    kolom: String::new(),
                    waarde: String::new(),
                    reden: format!(
                        "op deze regel stonden {} verdachten achter elkaar, zonder regeleinde; ze zijn uit elkaar gehaald, kijk de regels na",
                        all.len()
                    ),
                });
                werk.insert(row, Rijwerk::Rijen(all));
            }
            Besluit::Weiger(row, rows, cells, reden) => {
                out.afgebroken |= reden == AFGEBROKEN;
                out.geweigerd.push(Melding {
                    regel: tafel.blad.nummer(row),
                    kolom: String::new(),
                    waarde: rij_tekst(&cells, verborgen),
                    reden,
                });
                for next in row..row + rows {
                    werk.insert(next, Rijwerk::Weg);
                }
            }
        }
    }
}

impl<'a> Tafel<'a> {
    /// Looks at all rows once.
    pub fn nieuw(
        blad: &'a Blad,
        kop: &'a Kop<'a>,
        klassen: &'a [Klasse],
        bron: Option<Tekstbron>,
    ) -> Self {
        let breed = klassen.len();
        let first = kop.rij.saturating_add(1);
        let filled = |row: usize| blad.cellen(row).filter(|cell| !cell.is_leeg()).count();
        let laatste = (first..blad.aantal())
            .rev()
            .find(|row| filled(*row) > 0)
            .map(|last| {
                let others = (first..last)
                    .filter(|row| filled(*row) >= SMAL)
                    .map(|row| blad.breedte(row))
                    .min();
                (last, others.unwrap_or(breed).min(breed))
            })
            .filter(|_| bron.is_some_and(|bron| !bron.heel));
        let blanks = (first..blad.aantal())
            .filter(|row| blad.breedte(*row) == breed)
            .take(KIJK)
            .any(|row| {
                (1..breed).any(
                    |at| matches!(blad.cel(row, at), Blik::Tekst(text) if text.starts_with(' ')),
                )
            });
        let mut out = Self {
            blad,
            kop,
            klassen,
            bron,
            breed,
            blanks,
            laatste,
            verdacht: Vec::new(),
        };
        out.verdacht = out.zoek_verdacht(first);
        out
    }

    /// Rows of another width, or with a cell of a shape that does not belong there.
    fn zoek_verdacht(&self, first: usize) -> Vec<usize> {
        let count = self.blad.aantal().saturating_sub(first);
        let threads = draden(count);
        let part = |from: usize, to: usize| -> Vec<usize> {
            (from..to).filter(|row| self.is_verdacht(*row)).collect()
        };
        if threads < 2 {
            return part(first, self.blad.aantal());
        }
        let share = count.div_ceil(threads);
        thread::scope(|scope| {
            let parts: Vec<_> = (0..threads)
                .map(|at| {
                    let from = first.saturating_add(at * share).min(self.blad.aantal());
                    let to = from.saturating_add(share).min(self.blad.aantal());
                    (from, to, begin(scope, move || part(from, to)))
                })
                .collect();
            parts
                .into_iter()
                .flat_map(|(from, to, done)| {
                    done.and_then(|done| done.join().ok())
                        .unwrap_or_else(|| part(from, to))
                })
                .collect()
        })
    }

    fn is_verdacht(&self, row: usize) -> bool {
        if self.bron.is_some() && self.blad.breedte(row) != self.breed {
            return true;
        }
        let mut filled = 0;
        let mut odd = 0;
        let mut line = true;
        for (at, class) in self.klassen.iter().enumerate() {
            let cell = self.blad.cel(row, at);
            if cell.is_leeg() {
                continue;
            }
            filled += 1;
            line = line && is_streep(cell);
            let typed = || {
                matches!(
                    soort_van(cell),
                    Soort::Datum | Soort::Moment | Soort::Pl | Soort::Parket
                )
            };
            match class {
                Klasse::Onbekend => {}
                Klasse::Datum | Klasse::Pl | Klasse::Parket => {
                    match past(*class, cell, self.kop.profiel) {
                        Past::Hard => return true,
                        Past::Zacht => odd += 1,
                        Past::Leeg | Past::Goed => {}
                    }
                }
                _ => {
                    if typed() {
                        return true;
                    }
                }
            }
        }
        odd >= 2 || filled > 0 && (line || filled == 1)
    }

    fn cellen(&self, row: usize) -> Vec<Cel> {
        self.blad.cellen(row).map(Cel::van).collect()
    }

    /// Cells that do not fit: by their shape, and as people do.
    fn misfit(&self, cells: &[Cel]) -> (usize, usize) {
        let (mut hard, mut soft) = (0, 0);
        for (class, cell) in self.klassen.iter().zip(cells) {
            match past(*class, cell.blik(), self.kop.profiel) {
                Past::Hard => hard += 1,
                Past::Zacht => soft += 1,
                Past::Leeg | Past::Goed => {}
            }
        }
        (hard, soft)
    }

    /// As many cells as there are headings (what stands behind them is empty), and all of them fit.
    fn past_geheel(&self, cells: &[Cel]) -> bool {
        let behind = cells.get(self.breed..).unwrap_or_default();
        behind.iter().all(|cell| cell.blik().is_leeg()) && self.misfit(cells) == (0, 0)
    }

    /// Whether cells are a suspect by themselves: all fit, and somebody is named with a number or date.
    fn is_verdachte(&self, cells: &[Cel]) -> bool {
        let has = |wanted: &[Klasse]| {
            self.klassen
                .iter()
                .zip(cells)
                .any(|(class, cell)| wanted.contains(class) && !cell.blik().is_leeg())
        };
        has(&[Klasse::Datum, Klasse::Pl, Klasse::Parket])
            && (has(&[Klasse::Naam]) || !self.klassen.contains(&Klasse::Naam))
            && self.misfit(cells) == (0, 0)
    }

    /// What is to be done with a row.
    pub fn rij(&self, row: usize) -> Besluit {
        if self.blad.einde == Einde::InRij && row.saturating_add(1) == self.blad.aantal() {
            return Besluit::Weiger(row, 1, self.cellen(row), AFGEBROKEN.to_owned());
        }
        if self.verdacht.binary_search(&row).is_err() {
            return Besluit::Laat;
        }
        let cells = self.cellen(row);
        let filled: Vec<usize> = cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.blik().is_leeg())
            .map(|(at, _)| at)
            .collect();
        if filled.is_empty()
            || is_herhaling(self.kop, self.blad, row)
            || self.is_voettekst(&cells, filled.len())
        {
            return Besluit::Laat;
        }
        let long = || {
            cells
                .iter()
                .any(|cell| cell.blik().tekst().trim().len() > 2)
        };
        if long()
            && cells
                .iter()
                .all(|cell| cell.blik().is_leeg() || is_streep(cell.blik()))
        {
            return Besluit::Weg(row);
        }
        let text = self.bron.is_some();
        if text
            && self.bron.is_some_and(|bron| {
                wissel::ander_teken(self.kop, self.blad, row, bron.scheidingsteken).is_some()
            })
        {
            return Besluit::Laat;
        }
        if let [only] = filled.as_slice()
            && self.breed >= SMAL
        {
            if cells.len() < self.breed
                && let Some(found) = self.met_volgende(row, &cells)
            {
                return found;
            }
            return match self.klassen.get(*only) {
                Some(Klasse::Naam) => Besluit::Weiger(
                    row,
                    1,
                    cells,
                    "op deze regel is maar een cel gevuld; dat is geen verdachte".to_owned(),
                ),
                _ => Besluit::Laat,
            };
        }
        if text && cells.len() < self.breed {
            return self.te_smal(row, cells);
        }
        if text && cells.len() > self.breed {
            return self.te_breed(row, cells);
        }
        self.scheef(row, cells)
    }

    /// Fewer cells than headings.
    fn te_smal(&self, row: usize, cells: Vec<Cel>) -> Besluit {
        if self
            .laatste
            .is_some_and(|(last, others)| last == row && cells.len() < others)
        {
            return Besluit::Weiger(row, 1, cells, AFGEBROKEN.to_owned());
        }
        if let Some(found) = self.met_volgende(row, &cells) {
            return found;
        }
        let (hard, soft) = self.misfit(&cells);
        if hard == 0 && soft < 2 {
            return Besluit::Laat;
        }
        // Quotes that pair up swallow what stands between them.
        if let Some(sign) = self.bron.map(|bron| bron.scheidingsteken) {
            let split: Vec<Cel> = cells
                .iter()
                .flat_map(|cell| gesplitst(cell, sign))
                .collect();
            if split.len() == self.breed && self.past_geheel(&split) {
                let reden = "een los aanhalingsteken had cellen samengenomen; de regel is gelezen alsof het er niet staat, kijk de cellen na";
                return Besluit::Herstel(row, 1, split, reden.to_owned());
            }
        }
        let gap = self.breed.saturating_sub(cells.len());
        let shifted = (0..=cells.len()).map(|at| ingevoegd(&cells, at, gap));
        self.een_van(
            row,
            cells.clone(),
            shifted,
            "op deze regel ontbreken cellen; de andere zijn op hun plaats gezet, kijk de regel na",
        )
    }

    /// A raw line break cut one row in two or more: together they are one row that fits.
    fn met_volgende(&self, row: usize, cells: &[Cel]) -> Option<Besluit> {
        self.bron?;
        let mut joint = cells.to_vec();
        let last = row.saturating_add(REGELS_MAX).min(self.blad.aantal());
        for next in row + 1..last {
            let more = self.cellen(next);
            if more.len() >= self.breed || self.is_verdachte(&more) {
                return None;
            }
            let mut rest = more.into_iter();
            let first = rest.next()?;
            let end = joint.pop()?;
            joint.push(aaneen(&end, "\n", &first));
            joint.extend(rest);
            if joint.len() > self.breed {
                return None;
            }
            if joint.len() == self.breed {
                let rows = next - row + 1;
                return self.past_geheel(&joint).then(|| {
                    let reden = format!(
                        "een regeleinde in een cel had deze regel in {rows} stukken geknipt; ze zijn samengevoegd, kijk de cellen na"
                    );
                    Besluit::Herstel(row, rows, joint, reden)
                });
            }
        }
        None
    }

    /// As many cells as some suspects have together, each of them a suspect with a number of his own.
    fn achter_elkaar(&self, cells: &[Cel]) -> Option<Vec<Vec<Cel>>> {
        let used = cells.iter().rposition(|cell| !cell.blik().is_leeg())? + 1;
        let count = used.div_ceil(self.breed);
        if count < 2 || cells.len() < (count - 1) * self.breed {
            return None;
        }
        let all: Vec<Vec<Cel>> = cells
            .chunks(self.breed)
            .take(count)
            .map(|part| {
                let mut part = part.to_vec();
                part.resize(self.breed, Cel::Leeg);
                part
            })
            .collect();
        let numbered = |part: &Vec<Cel>| {
            part.iter()
                .any(|cell| matches!(soort_van(cell.blik()), Soort::Pl | Soort::Parket))
        };
        all.iter()
            .all(|part| self.is_verdachte(part) && numbered(part))
            .then_some(all)
    }

    /// More cells than headings.
    fn te_breed(&self, row: usize, cells: Vec<Cel>) -> Besluit {
        const REDEN: &str =
            "in een cel stond het scheidingsteken; de stukken zijn samengevoegd, kijk de cellen na";
        if let Some(all) = self.achter_elkaar(&cells) {
            return Besluit::Uiteen(row, all);
        }
        let sign = self
            .bron
            .map_or(';', |bron| bron.scheidingsteken)
            .to_string();
        // A separator in running text has a blank behind it, where those between cells have none.
        let mut joined: Vec<Cel> = Vec::new();
        for cell in &cells {
            let blank = matches!(cell.blik(), Blik::Tekst(text) if text.starts_with(' ') && !text.trim().is_empty());
            match joined.pop() {
                Some(before) if blank && !self.blanks => joined.push(aaneen(&before, &sign, cell)),
                Some(before) => joined.extend([before, cell.clone()]),
                None => joined.push(cell.clone()),
            }
        }
        if joined.len() < cells.len() && joined.len() >= self.breed && self.past_geheel(&joined) {
            joined.truncate(self.breed);
            return Besluit::Herstel(row, 1, joined, REDEN.to_owned());
        }
        if self.misfit(&cells) == (0, 0) {
            // It may have cells behind the last heading; they are kept, and said. A registration among them is
            // somebody else's.
            let other = (self.breed..cells.len()).find(|at| {
                cells
                    .get(*at)
                    .is_some_and(|cell| soort_van(cell.blik()) == Soort::Pl)
            });
            return match other {
                Some(at) => Besluit::Zeg(row, at, TWEE.to_owned()),
                None => Besluit::Laat,
            };
        }
        let used = cells
            .iter()
            .rposition(|cell| !cell.blik().is_leeg())
            .map_or(0, |at| at + 1);
        let mut widths = vec![used.max(self.breed + 1).min(cells.len()), cells.len()];
        widths.dedup();
        let mut options: Vec<Vec<Cel>> = Vec::new();
        for wide in widths {
            let part = cells.get(..wide).unwrap_or_default();
            for at in 0..self.breed {
                options.push(samengenomen(part, at, wide - self.breed, &sign));
            }
        }
        self.een_van(row, cells, options.into_iter(), REDEN)
    }

    /// As many cells as headings, and some that do not fit.
    fn scheef(&self, row: usize, mut cells: Vec<Cel>) -> Besluit {
        let (hard, soft) = self.misfit(&cells);
        if hard == 0 && soft < 3 {
            return Besluit::Laat;
        }
        if cells.len() < self.breed {
            cells.resize(self.breed, Cel::Leeg);
        }
        let free = cells
            .iter()
            .skip(self.breed - 1)
            .all(|cell| cell.blik().is_leeg());
        let mut options: Vec<Vec<Cel>> = Vec::new();
        for at in 0..self.breed {
            if free {
                let mut one = ingevoegd(&cells, at, 1);
                one.truncate(self.breed);
                options.push(one);
            }
            if cells.get(at).is_some_and(|cell| cell.blik().is_leeg()) {
                let mut one = cells.clone();
                one.remove(at);
                one.push(Cel::Leeg);
                options.push(one);
            }
        }
        let reden = "de cellen van deze regel stonden een kolom opgeschoven; ze zijn teruggezet, kijk de regel na";
        if let Some(one) = self.enige(options.into_iter()) {
            return Besluit::Herstel(row, 1, one, reden.to_owned());
        }
        match (hard, soft) {
            (0, _) => Besluit::Laat,
            (1, 0) => {
                let at = self.eerste_hard(&cells).unwrap_or(0);
                Besluit::Zeg(
                    row,
                    at,
                    "deze cel past niet bij haar kolom; kijk na of de regel recht onder de koppen staat".to_owned(),
                )
            }
            _ => self.geweigerd(row, cells),
        }
    }

    fn eerste_hard(&self, cells: &[Cel]) -> Option<usize> {
        self.klassen
            .iter()
            .zip(cells)
            .position(|(class, cell)| past(*class, cell.blik(), self.kop.profiel) == Past::Hard)
    }

    /// The repair when there is exactly one by which all cells fit.
    fn een_van(
        &self,
        row: usize,
        cells: Vec<Cel>,
        options: impl Iterator<Item = Vec<Cel>>,
        reden: &str,
    ) -> Besluit {
        match self.enige(options) {
            Some(one) => Besluit::Herstel(row, 1, one, reden.to_owned()),
            None => self.geweigerd(row, cells),
        }
    }

    fn enige(&self, options: impl Iterator<Item = Vec<Cel>>) -> Option<Vec<Cel>> {
        let mut good: Vec<Vec<Cel>> = Vec::new();
        for option in options {
            if self.past_geheel(&option) && !good.contains(&option) {
                good.push(option);
            }
            if good.len() > 1 {
                return None;
            }
        }
        good.pop()
    }

    fn geweigerd(&self, row: usize, cells: Vec<Cel>) -> Besluit {
        let name = self
            .eerste_hard(&cells)
            .or_else(|| {
                self.klassen.iter().zip(&cells).position(|(class, cell)| {
                    past(*class, cell.blik(), self.kop.profiel) == Past::Zacht
                })
            })
            .and_then(|at| self.kop.kolommen.get(at))
            .map_or_else(String::new, |cell| format!(" (onder {})", cell.tekst));
        let reden = if self.bron.is_some() && cells.len() != self.breed {
            format!(
                "deze regel heeft {} cellen en de koppen {}; de cellen staan niet onder hun kop{name}, en hoe het moet is niet zeker",
                cells.len(),
                self.breed
            )
        } else {
            format!(
                "de cellen van deze regel staan niet onder hun kop{name}, en hoe het moet is niet zeker"
            )
        };
        Besluit::Weiger(row, 1, cells, reden)
    }

    fn is_voettekst(&self, cells: &[Cel], filled: usize) -> bool {
        filled <= 3
            && cells
                .iter()
                .map(Cel::blik)
                .find(|cell| !cell.is_leeg())
                .is_some_and(|cell| {
                    self.kop
                        .profiel
                        .slaat_over(&vouw(&schoon(&cell.tekst()).tekst))
                })
    }
}

fn aaneen(before: &Cel, between: &str, after: &Cel) -> Cel {
    let (one, other) = (before.blik().tekst(), after.blik().tekst());
    Cel::Tekst(format!("{one}{between}{other}"))
}

/// The cells with those from `at` on, and `extra` more, as one.
fn samengenomen(cells: &[Cel], at: usize, extra: usize, sign: &str) -> Vec<Cel> {
    let mut out = cells.get(..at).unwrap_or_default().to_vec();
    let part = cells.get(at..=at + extra).unwrap_or_default();
    if let Some((first, rest)) = part.split_first() {
        out.push(
            rest.iter()
                .fold(first.clone(), |all, cell| aaneen(&all, sign, cell)),
        );
    }
    out.extend_from_slice(cells.get(at + extra + 1..).unwrap_or_default());
    out
}

/// The cells with `count` empty ones before that at `at`.
fn ingevoegd(cells: &[Cel], at: usize, count: usize) -> Vec<Cel> {
    let (head, tail) = cells.split_at_checked(at).unwrap_or((cells, &[]));
    let mut out = head.to_vec();
    out.extend(std::iter::repeat_n(Cel::Leeg, count));
    out.extend_from_slice(tail);
    out
}

fn gesplitst(cell: &Cel, sign: char) -> Vec<Cel> {
    match cell {
        Cel::Tekst(text) if text.contains(sign) => text
            .split(sign)
            .map(|part| Cel::van(Blik::Tekst(part)))
            .collect(),
        other => vec![other.clone()],
    }
}

/// A line drawn with signs: `---`, `:--:`, `====`.
fn is_streep(cell: Blik<'_>) -> bool {
    match cell {
        Blik::Tekst(text) => text
            .trim()
            .bytes()
            .all(|b| matches!(b, b'-' | b'=' | b':' | b'_' | b'+')),
        _ => false,
    }
}
