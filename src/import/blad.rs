//! A sheet: rows of cells, whatever kind of file they came from.
//!
//! Must not know headings, profiles or what a cell means.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta};

use super::LeesFout;
use super::cel::bloot;

/// The most rows that are read.
pub const RIJEN_MAX: u32 = 200_000;
/// The most columns that are read.
pub const KOLOMMEN_MAX: usize = 500;
/// The most cells of one sheet, filled or not.
pub const CELLEN_MAX: usize = 10_000_000;
/// The most text of one workbook sheet, in bytes. A workbook can repeat one long text a million times.
pub const TEKST_MAX: usize = 256 * 1024 * 1024;

/// A cell of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub enum Cel {
    /// Nothing.
    Leeg,
    /// Text, not cleaned yet.
    Tekst(String),
    /// A number.
    Getal(f64),
    /// A number that the workbook shows as a date or time; the flag is its 1904 date system.
    Serieel(f64, bool),
    /// True or false.
    Logisch(bool),
}

impl Cel {
    /// The cell behind a look.
    #[must_use]
    pub fn van(look: Blik<'_>) -> Cel {
        match look {
            Blik::Tekst(text) if text.trim().is_empty() => Cel::Leeg,
            Blik::Tekst(text) => Cel::Tekst(text.to_owned()),
            Blik::Getal(number) => Cel::Getal(number),
            Blik::Serieel(serial, from_1904) => Cel::Serieel(serial, from_1904),
            Blik::Logisch(value) => Cel::Logisch(value),
        }
    }

    /// A look at it.
    #[must_use]
    pub fn blik(&self) -> Blik<'_> {
        match self {
            Cel::Leeg => Blik::Tekst(""),
            Cel::Tekst(text) => Blik::Tekst(text),
            Cel::Getal(number) => Blik::Getal(*number),
            Cel::Serieel(number, from_1904) => Blik::Serieel(*number, *from_1904),
            Cel::Logisch(value) => Blik::Logisch(*value),
        }
    }
}

/// A look at one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Blik<'a> {
    /// Text as it stands in the file.
    Tekst(&'a str),
    /// A number.
    Getal(f64),
    /// A date or time of a workbook, and whether days count from 1904.
    Serieel(f64, bool),
    /// True or false.
    Logisch(bool),
}

impl<'a> Blik<'a> {
    /// The cell as text, not cleaned.
    #[must_use]
    pub fn tekst(self) -> Cow<'a, str> {
        match self {
            Blik::Tekst(text) => Cow::Borrowed(text),
            Blik::Getal(number) => Cow::Owned(getal_tekst(number)),
            Blik::Serieel(serial, from_1904) => Cow::Owned(match serieel(serial, from_1904) {
                Some(at) if serial.abs() < 1.0 => at.format("%H:%M:%S").to_string(),
                Some(at) if at.time() == chrono::NaiveTime::MIN => {
                    at.format("%d-%m-%Y").to_string()
                }
                Some(at) => at.format("%d-%m-%Y %H:%M:%S").to_string(),
                None => getal_tekst(serial),
            }),
            Blik::Logisch(true) => Cow::Borrowed("ja"),
            Blik::Logisch(false) => Cow::Borrowed("nee"),
        }
    }

    /// Nothing but blanks.
    #[must_use]
    pub fn is_leeg(self) -> bool {
        match self {
            Blik::Tekst(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

/// The rows, in the form in which their reader makes them.
#[derive(Debug)]
pub enum Rijen {
    /// From a text file.
    Tekst(Tekstrijen),
    /// From a workbook, with the number of each row.
    Cellen(Vec<(u32, Vec<Cel>)>),
}

/// The rows of a text file. All cells stand in one text: a long list has millions of them.
#[derive(Debug, Default)]
pub struct Tekstrijen {
    tekst: String,
    /// Where each cell ends.
    einden: Vec<u32>,
    /// The line on which each row begins, and how many cells there are up to its end.
    rijen: Vec<(u32, usize)>,
}

impl Tekstrijen {
    /// None yet, with room for the cells of a text of so many bytes.
    #[must_use]
    pub fn met_ruimte(bytes: usize) -> Tekstrijen {
        Tekstrijen {
            tekst: String::with_capacity(bytes),
            ..Tekstrijen::default()
        }
    }

    /// Adds a row that begins on a line of the file.
    pub fn voeg_toe<'a>(&mut self, line: u32, cells: impl IntoIterator<Item = &'a str>) {
        for cell in cells {
            self.tekst.push_str(cell);
            // No file comes near the end of this number.
            self.einden
                .push(u32::try_from(self.tekst.len()).unwrap_or(u32::MAX));
        }
        self.rijen.push((line, self.einden.len()));
    }

    fn voeg_cellen_toe(&mut self, line: u32, cells: &[Cel]) {
        let texts: Vec<Cow<'_, str>> = cells.iter().map(|cell| cell.blik().tekst()).collect();
        self.voeg_toe(line, texts.iter().map(AsRef::as_ref));
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rijen.len()
    }

    /// The number of cells of the widest of the first rows.
    #[must_use]
    pub fn breedste(&self) -> usize {
        let mut begin = 0;
        self.rijen
            .iter()
            .take(100)
            .map(|(_, end)| end - std::mem::replace(&mut begin, *end))
            .max()
            .unwrap_or(0)
    }

    /// How many cells there are in all.
    #[must_use]
    pub fn cellen(&self) -> usize {
        self.einden.len()
    }

    fn eind(&self, cells: usize) -> usize {
        let last = cells.checked_sub(1).and_then(|at| self.einden.get(at));
        last.map_or(0, |end| *end as usize)
    }

    /// The number of its first cell, and of the one behind its last.
    fn rij(&self, row: usize) -> (usize, usize) {
        let end = |row: usize| self.rijen.get(row).map_or(0, |(_, end)| *end);
        (row.checked_sub(1).map_or(0, end), end(row))
    }

    fn cel(&self, row: usize, column: usize) -> &str {
        let (first, end) = self.rij(row);
        let at = first.saturating_add(column);
        if at >= end {
            return "";
        }
        let range = self.eind(at)..self.eind(at + 1);
        self.tekst.get(range).unwrap_or_default()
    }
}

/// What becomes of a row of which the cells do not stand right.
#[derive(Debug)]
pub enum Rijwerk {
    /// It goes.
    Weg,
    /// It has these cells.
    Cellen(Vec<Cel>),
    /// It is more rows, with these cells.
    Rijen(Vec<Vec<Cel>>),
}

/// One sheet.
#[derive(Debug)]
pub struct Blad {
    /// Its name in the workbook; none for a text file.
    pub naam: Option<String>,
    /// The rows.
    pub rijen: Rijen,
    /// Filled cells far away from the list, which were left out: how many, and where the first is.
    pub verre: Option<(usize, String)>,
    /// How it ends.
    pub einde: Einde,
}

/// How a sheet ends, where its source tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Einde {
    /// As it should.
    #[default]
    Heel,
    /// Cut off behind a row: there may have been more.
    TussenRijen,
    /// Cut off in its last row.
    InRij,
}

impl Blad {
    /// A sheet of these rows.
    #[must_use]
    pub fn nieuw(naam: Option<String>, rijen: Rijen) -> Blad {
        Blad {
            naam,
            rijen,
            verre: None,
            einde: Einde::Heel,
        }
    }

    /// Rebuilds the sheet with some of its rows otherwise.
    pub fn verbouw(&mut self, mut werk: BTreeMap<usize, Rijwerk>) {
        match &mut self.rijen {
            Rijen::Tekst(rows) => {
                let mut new = Tekstrijen::default();
                for row in 0..rows.len() {
                    let line = rows.rijen.get(row).map_or(0, |(line, _)| *line);
                    match werk.remove(&row) {
                        Some(Rijwerk::Weg) => {}
                        Some(Rijwerk::Cellen(cells)) => new.voeg_cellen_toe(line, &cells),
                        Some(Rijwerk::Rijen(all)) => {
                            all.iter()
                                .for_each(|cells| new.voeg_cellen_toe(line, cells));
                        }
                        None => {
                            let (first, end) = rows.rij(row);
                            new.voeg_toe(
                                line,
                                (0..end.saturating_sub(first)).map(|at| rows.cel(row, at)),
                            );
                        }
                    }
                }
                *rows = new;
            }
            Rijen::Cellen(rows) => {
                let old = std::mem::take(rows);
                for (row, (line, cells)) in old.into_iter().enumerate() {
                    match werk.remove(&row) {
                        Some(Rijwerk::Weg) => {}
                        Some(Rijwerk::Cellen(cells)) => rows.push((line, cells)),
                        Some(Rijwerk::Rijen(all)) => {
                            rows.extend(all.into_iter().map(|cells| (line, cells)));
                        }
                        None => rows.push((line, cells)),
                    }
                }
            }
        }
    }

    /// Takes the rows from `at` on away, as a sheet of their own.
    pub fn splits(&mut self, at: usize) -> Blad {
        let rest = match &mut self.rijen {
            Rijen::Tekst(rows) => {
                let (mut head, mut tail) = (Tekstrijen::default(), Tekstrijen::default());
                for row in 0..rows.len() {
                    let line = rows.rijen.get(row).map_or(0, |(line, _)| *line);
                    let (first, end) = rows.rij(row);
                    let cells = (0..end.saturating_sub(first)).map(|cell| rows.cel(row, cell));
                    if row < at {
                        head.voeg_toe(line, cells);
                    } else {
                        tail.voeg_toe(line, cells);
                    }
                }
                *rows = head;
                Rijen::Tekst(tail)
            }
            Rijen::Cellen(rows) => Rijen::Cellen(rows.split_off(at.min(rows.len()))),
        };
        Blad::nieuw(self.naam.clone(), rest)
    }

    /// How many rows there are.
    #[must_use]
    pub fn aantal(&self) -> usize {
        match &self.rijen {
            Rijen::Tekst(rows) => rows.len(),
            Rijen::Cellen(rows) => rows.len(),
        }
    }

    /// The number of a row in the file, from 1.
    #[must_use]
    pub fn nummer(&self, row: usize) -> u32 {
        match &self.rijen {
            Rijen::Tekst(rows) => rows.rijen.get(row).map_or(0, |(line, _)| *line),
            Rijen::Cellen(rows) => rows.get(row).map_or(0, |(line, _)| *line),
        }
    }

    /// How many cells a row has.
    #[must_use]
    pub fn breedte(&self, row: usize) -> usize {
        match &self.rijen {
            Rijen::Tekst(rows) => {
                let (first, end) = rows.rij(row);
                end.saturating_sub(first)
            }
            Rijen::Cellen(rows) => rows.get(row).map_or(0, |(_, cells)| cells.len()),
        }
    }

    /// About how many bytes of text a row has.
    #[must_use]
    pub fn lengte(&self, row: usize) -> usize {
        match &self.rijen {
            Rijen::Tekst(rows) => {
                let (first, end) = rows.rij(row);
                rows.eind(end).saturating_sub(rows.eind(first))
            }
            // Most cells are short; what is longer grows.
            Rijen::Cellen(rows) => rows.get(row).map_or(0, |(_, cells)| cells.len() * 16),
        }
    }

    /// One cell; beyond the end of a short row there is empty text.
    #[must_use]
    pub fn cel(&self, row: usize, column: usize) -> Blik<'_> {
        match &self.rijen {
            Rijen::Tekst(rows) => Blik::Tekst(bloot(rows.cel(row, column))),
            Rijen::Cellen(rows) => rows
                .get(row)
                .and_then(|(_, cells)| cells.get(column))
                .map_or(Blik::Tekst(""), |cell| match cell.blik() {
                    Blik::Tekst(text) => Blik::Tekst(bloot(text)),
                    other => other,
                }),
        }
    }

    /// The cells of a row.
    pub fn cellen(&self, row: usize) -> impl Iterator<Item = Blik<'_>> {
        (0..self.breedte(row)).map(move |column| self.cel(row, column))
    }
}

/// So many cells may stand far away from a list; a list itself has more.
const VERRE_MAX: usize = 40;

/// Gathers the cells of a workbook sheet, and refuses when it grows past its bounds. A few cells beyond
/// the bounds are strays, and do not count as the size of the sheet.
#[derive(Debug, Default)]
pub struct Bouwer {
    rows: BTreeMap<u32, Vec<Cel>>,
    cells: usize,
    bytes: usize,
    verre: Vec<(u32, u32)>,
}

impl Bouwer {
    /// Adds a cell at a row and column, both from 0. Empty cells need not be added.
    ///
    /// # Errors
    /// [`LeesFout::TeGroot`] beyond 200,000 rows, 500 columns, or the bounds on cells and text.
    pub fn zet(&mut self, row: u32, column: u32, cell: Cel) -> Result<(), LeesFout> {
        let at = column as usize;
        if at >= KOLOMMEN_MAX || row >= RIJEN_MAX {
            self.verre.push((row, column));
            // What goes on to the bound is no stray.
            let goes_on = if at >= KOLOMMEN_MAX {
                self.rows
                    .get(&row.saturating_add(1))
                    .is_some_and(|cells| cells.len() >= KOLOMMEN_MAX)
            } else {
                self.rows.contains_key(&RIJEN_MAX)
            };
            return match !goes_on && self.verre.len() <= VERRE_MAX {
                true => Ok(()),
                false if at >= KOLOMMEN_MAX => Err(te_breed(at.saturating_add(1))),
                false => Err(te_lang()),
            };
        }
        let column = at;
        let cells = self.rows.entry(row.saturating_add(1)).or_default();
        if cells.len() <= column {
            self.cells = self
                .cells
                .saturating_add(column.saturating_add(1).saturating_sub(cells.len()));
            cells.resize(column.saturating_add(1), Cel::Leeg);
        }
        if let Cel::Tekst(text) = &cell {
            self.bytes = self.bytes.saturating_add(text.len());
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        if self.cells > CELLEN_MAX || self.bytes > TEKST_MAX {
            return Err(LeesFout::TeGroot(
                "dit blad heeft te veel gevulde cellen voor een verdachtenmonitor".to_owned(),
            ));
        }
        Ok(())
    }

    /// The sheet.
    #[must_use]
    pub fn klaar(self, naam: String) -> Blad {
        let verre = self.verre.first().map(|(row, column)| {
            let name = super::kop::letters(*column as usize);
            (self.verre.len(), format!("{name}{}", row.saturating_add(1)))
        });
        Blad {
            verre,
            ..Blad::nieuw(Some(naam), Rijen::Cellen(self.rows.into_iter().collect()))
        }
    }
}

/// The refusal of a list that is too wide.
#[must_use]
pub fn te_breed(columns: usize) -> LeesFout {
    LeesFout::TeGroot(format!(
        "deze lijst heeft {columns} kolommen of meer; tot {KOLOMMEN_MAX} kolommen kunnen worden gelezen"
    ))
}

/// The refusal of a list that is too long.
#[must_use]
pub fn te_lang() -> LeesFout {
    LeesFout::TeGroot(format!(
        "deze lijst heeft meer dan {RIJEN_MAX} regels; dat is geen daglijst van verdachten"
    ))
}

/// The moment of a serial number, rounded to the second. Days count from 30 December 1899 (which
/// makes up for the leap day that 1900 never had), or from 1 January 1904.
#[must_use]
pub fn serieel(serial: f64, from_1904: bool) -> Option<NaiveDateTime> {
    if !serial.is_finite() || !(0.0..=2_958_466.0).contains(&serial) {
        return None;
    }
    // Seconds before 1970 of both epochs.
    let epoch = if from_1904 {
        -2_082_844_800
    } else {
        -2_209_161_600
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range was checked: at most 2.6e11 seconds"
    )]
    let seconds = (serial * 86_400.0).round() as i64;
    DateTime::from_timestamp(epoch, 0)?
        .naive_utc()
        .checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

fn getal_tekst(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        format!("{number}")
    }
}
