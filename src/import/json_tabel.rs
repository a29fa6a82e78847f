//! The elements of a JSON list as rows of cells.
//!
//! Keys become headings in the order in which they first appear; a key that an element lacks is an
//! empty cell. Must not know how JSON is written.

use std::collections::HashMap;

use super::LeesFout;
use super::blad::{Blad, CELLEN_MAX, Cel, KOLOMMEN_MAX, RIJEN_MAX, TEKST_MAX, te_breed, te_lang};
use super::fout::Melding;
use super::json::{Waarde, blad};
use super::schoon::CEL_MAX;

/// So many refusals are told one by one.
const GEWEIGERD_MAX: usize = 1_000;

/// Rows in the making.
#[derive(Debug)]
pub struct Tabel {
    naam: Option<String>,
    koppen: Vec<String>,
    /// The columns of a key: more than one when an element has it more than once.
    plaats: HashMap<String, Vec<usize>>,
    /// Whether the elements are objects; the first one decides.
    objecten: Option<bool>,
    rijen: Vec<(u32, Vec<Cel>)>,
    geweigerd: Vec<Melding>,
    cellen: usize,
    bytes: usize,
}

impl Tabel {
    /// No rows yet.
    #[must_use]
    pub fn nieuw(naam: Option<String>) -> Self {
        Self {
            naam,
            koppen: Vec::new(),
            plaats: HashMap::new(),
            objecten: None,
            rijen: Vec::new(),
            geweigerd: Vec::new(),
            cellen: 0,
            bytes: 0,
        }
    }

    /// Whether no element was a row.
    #[must_use]
    pub fn is_leeg(&self) -> bool {
        self.rijen.is_empty()
    }

    /// Rows of plain values, of which nothing says what they are.
    #[must_use]
    pub fn zonder_koppen(&self) -> bool {
        self.objecten == Some(false) && self.koppen.is_empty() && !self.rijen.is_empty()
    }

    /// The headings of such rows, which stood elsewhere.
    pub fn zet_koppen(&mut self, koppen: Vec<String>) {
        self.koppen = koppen;
    }

    /// Adds an element; `number` is its place in the list, or its line.
    ///
    /// # Errors
    /// [`LeesFout::TeGroot`] beyond the bounds of any sheet.
    pub fn neem(&mut self, value: Waarde, number: u32) -> Result<(), LeesFout> {
        let is_object = matches!(value, Waarde::Object(_));
        if matches!(value, Waarde::Object(_) | Waarde::Lijst(_))
            && *self.objecten.get_or_insert(is_object) != is_object
        {
            self.weiger(
                number,
                "dit deel heeft een andere vorm dan de rest van de lijst",
            );
            return Ok(());
        }
        let cells = match value {
            Waarde::Leeg => return Ok(()),
            Waarde::Cel(_) => {
                self.weiger(
                    number,
                    "hier wordt een verdachte verwacht, met koppen en waarden",
                );
                return Ok(());
            }
            Waarde::Lijst(values) => {
                if values.len() > KOLOMMEN_MAX {
                    return Err(te_breed(values.len()));
                }
                values.into_iter().map(als_cel).collect()
            }
            Waarde::Object(pairs) => self.rij(pairs)?,
        };
        if self.rijen.len() >= RIJEN_MAX as usize {
            return Err(te_lang());
        }
        self.tel(&cells)?;
        self.rijen.push((number, cells));
        Ok(())
    }

    /// Tells that an element is no suspect. Its text is not repeated: it may hold what is not kept.
    pub fn weiger(&mut self, number: u32, reden: &str) {
        if self.geweigerd.len() < GEWEIGERD_MAX {
            self.geweigerd.push(Melding {
                regel: number,
                kolom: String::new(),
                waarde: String::new(),
                reden: reden.to_owned(),
            });
        }
    }

    /// Tells that so many plain values stand between the suspects.
    pub fn weiger_alle(&mut self, count: usize) {
        if count > 0 {
            self.weiger(
                0,
                &format!("tussen de verdachten staan {count} losse waarden; die zijn niet gelezen"),
            );
        }
    }

    /// The sheet: titles, headings, rows. Nothing when there are no rows.
    pub fn klaar(self, titels: &[Cel], bladen: &mut Vec<Blad>, geweigerd: &mut Vec<Melding>) {
        if self.rijen.is_empty() {
            return;
        }
        let mut rows = Vec::with_capacity(self.rijen.len().saturating_add(2));
        if !titels.is_empty() {
            rows.push((0, titels.to_vec()));
        }
        if !self.koppen.is_empty() {
            rows.push((0, self.koppen.into_iter().map(Cel::Tekst).collect()));
        }
        rows.extend(self.rijen);
        bladen.push(blad(self.naam, rows));
        geweigerd.extend(self.geweigerd);
    }

    fn rij(&mut self, pairs: Vec<(String, Waarde)>) -> Result<Vec<Cel>, LeesFout> {
        let mut row = Jsonrij {
            cellen: Vec::with_capacity(self.koppen.len()),
            gezet: vec![false; self.koppen.len()],
        };
        for (key, value) in pairs {
            match value {
                // `"verdachte": {"naam": …}` is a column `verdachte naam`.
                Waarde::Object(inner) => {
                    for (sub, value) in inner {
                        self.zet(&mut row, format!("{key} {sub}"), als_cel(value))?;
                    }
                }
                value => self.zet(&mut row, key, als_cel(value))?,
            }
        }
        Ok(row.cellen)
    }

    fn zet(&mut self, row: &mut Jsonrij, key: String, cell: Cel) -> Result<(), LeesFout> {
        // A key that an element has twice is two columns of one heading, and is reported as such.
        let column = self.plaats.get(&key).and_then(|columns| {
            let free = |at: &&usize| !row.gezet.get(**at).copied().unwrap_or(false);
            columns.iter().find(free).copied()
        });
        let column = match column {
            Some(column) => column,
            None => {
                let column = self.koppen.len();
                if column >= KOLOMMEN_MAX {
                    return Err(te_breed(column.saturating_add(1)));
                }
                self.koppen.push(kop(&key));
                self.plaats.entry(key).or_default().push(column);
                column
            }
        };
        let width = column.saturating_add(1);
        if row.cellen.len() < width {
            row.cellen.resize(width, Cel::Leeg);
        }
        if row.gezet.len() < width {
            row.gezet.resize(width, false);
        }
        if let (Some(place), Some(set)) = (row.cellen.get_mut(column), row.gezet.get_mut(column)) {
            *place = cell;
            *set = true;
        }
        Ok(())
    }

    fn tel(&mut self, cells: &[Cel]) -> Result<(), LeesFout> {
        self.cellen = self.cellen.saturating_add(cells.len());
        for cell in cells {
            if let Cel::Tekst(text) = cell {
                self.bytes = self.bytes.saturating_add(text.len());
            }
        }
        if self.cellen > CELLEN_MAX || self.bytes > TEKST_MAX {
            return Err(te_lang());
        }
        Ok(())
    }
}

/// A row in the making, and which of its cells have been given.
struct Jsonrij {
    cellen: Vec<Cel>,
    gezet: Vec<bool>,
}

/// `beginOphouden` is read as `begin Ophouden`; other keys stand as they are.
fn kop(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let mut after_small = false;
    for c in key.chars() {
        if after_small && c.is_uppercase() {
            out.push(' ');
        }
        after_small = c.is_lowercase();
        out.push(c);
    }
    out
}

/// Several values in one cell stand under each other, as they would in a sheet.
fn als_cel(value: Waarde) -> Cel {
    match value {
        Waarde::Leeg => Cel::Leeg,
        Waarde::Cel(cell) => cell,
        Waarde::Lijst(values) => samen(values, "\n"),
        Waarde::Object(pairs) => samen(pairs.into_iter().map(|(_, value)| value), " "),
    }
}

fn samen(values: impl IntoIterator<Item = Waarde>, between: &str) -> Cel {
    let mut out = String::new();
    for value in values {
        let cell = als_cel(value);
        let text = cell.blik().tekst();
        if text.trim().is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(between);
        }
        out.push_str(&text);
        // More than a cell may hold is cut off, and reported, when the cell is cleaned.
        if out.len() > 8 * CEL_MAX {
            break;
        }
    }
    if out.is_empty() {
        Cel::Leeg
    } else {
        Cel::Tekst(out)
    }
}
