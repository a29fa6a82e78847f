//! Tables of a web page to sheets: what web systems call `.xls` is most often a page.
//!
//! Nothing of the page is run or fetched. Must not know profiles or what a cell means.

use super::LeesFout;
use super::blad::{Blad, Bouwer, Einde};
use super::entiteit::{ontleed, ontmaskerd};

/// Tables within tables, at most.
const DIEPTE: usize = 12;
/// Tables that are kept, at most.
const TABELLEN: usize = 100;

/// A table in the making.
#[derive(Default)]
struct Tabel {
    bouw: Bouwer,
    rijen: u32,
    /// A row is open.
    in_rij: bool,
    kolom: u32,
    /// How many more rows each column is taken by a cell from above.
    bezet: Vec<u32>,
    cel: Option<String>,
    breedte: u32,
    hoogte: u32,
}

impl Tabel {
    fn rij(&mut self) -> Result<(), LeesFout> {
        self.sluit()?;
        if self.rijen > 0 {
            for left in &mut self.bezet {
                *left = left.saturating_sub(1);
            }
        }
        self.rijen = self.rijen.saturating_add(1);
        self.in_rij = true;
        self.kolom = 0;
        Ok(())
    }

    fn open(&mut self, tag: &str) -> Result<(), LeesFout> {
        self.sluit()?;
        if self.rijen == 0 {
            self.rij()?;
        }
        let number = |name: &str| {
            attribuut(tag, name)
                .and_then(|text| text.parse::<u32>().ok())
                .unwrap_or(1)
                .clamp(1, 1_000)
        };
        self.breedte = number("colspan");
        self.hoogte = number("rowspan");
        self.cel = Some(String::new());
        Ok(())
    }

    /// Puts the cell that is open in its place: the first that no cell from above takes.
    fn sluit(&mut self) -> Result<(), LeesFout> {
        let Some(text) = self.cel.take() else {
            return Ok(());
        };
        while self
            .bezet
            .get(self.kolom as usize)
            .is_some_and(|left| *left > 0)
        {
            self.kolom += 1;
        }
        if self.hoogte > 1 {
            let end = self.kolom.saturating_add(self.breedte) as usize;
            if self.bezet.len() < end.min(super::blad::KOLOMMEN_MAX) {
                self.bezet.resize(end.min(super::blad::KOLOMMEN_MAX), 0);
            }
            for at in self.kolom as usize..end {
                if let Some(left) = self.bezet.get_mut(at) {
                    // Counted down at the begin of each next row.
                    *left = self.hoogte;
                }
            }
        }
        if let Some(cell) = super::werkmap::tekst(text.trim()) {
            self.bouw
                .zet(self.rijen.saturating_sub(1), self.kolom, cell)?;
        }
        self.kolom = self.kolom.saturating_add(self.breedte);
        Ok(())
    }
}

/// Every table of the page, in the order in which they end.
///
/// # Errors
/// [`LeesFout::TeGroot`] beyond the bounds of any sheet.
pub fn bladen(page: &str) -> Result<Vec<Blad>, LeesFout> {
    let mut out = Vec::new();
    let mut open: Vec<Tabel> = Vec::new();
    let mut rest = page;
    let mut closes = false;
    while let Some(at) = rest.find('<') {
        let (words, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        voeg_toe(&mut open, words);
        if let Some(comment) = tail.strip_prefix("<!--") {
            // Excel hides parts of a page from itself in comments that nobody closes.
            rest = comment
                .find("-->")
                .map_or("", |end| comment.get(end + 3..).unwrap_or_default());
            continue;
        }
        let Some(end) = tail.find('>') else {
            rest = "";
            break;
        };
        let tag = tail.get(1..end).unwrap_or_default();
        rest = tail.get(end + 1..).unwrap_or_default();
        let (closing, body) = match tag.strip_prefix('/') {
            Some(body) => (true, body),
            None => (false, tag),
        };
        let name: String = body
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        match (name.as_str(), closing) {
            ("script" | "style", false) => {
                let shut = format!("</{name}");
                let lower_end = vind(rest, &shut);
                rest = lower_end.map_or("", |at| rest.get(at..).unwrap_or_default());
            }
            ("table", false) if open.len() < DIEPTE => open.push(Tabel::default()),
            ("table", true) => {
                if let Some(mut done) = open.pop() {
                    done.sluit()?;
                    if done.rijen > 1 && out.len() < TABELLEN {
                        out.push(done.bouw.klaar(String::new()));
                    }
                }
            }
            ("tr", false) => {
                if let Some(table) = open.last_mut() {
                    table.rij()?;
                }
            }
            ("td" | "th", false) => {
                if let Some(table) = open.last_mut() {
                    table.open(body)?;
                }
            }
            ("td" | "th" | "tr", true) => {
                closes = true;
                if let Some(table) = open.last_mut() {
                    table.sluit()?;
                    table.in_rij &= name != "tr";
                }
            }
            // A page that comes to its end was not cut off, whatever it left open.
            ("body" | "html", true) => closes = false,
            ("br" | "p" | "div" | "li", _) => voeg_toe(&mut open, "\n"),
            _ => {}
        }
    }
    voeg_toe(&mut open, rest);
    // A page that was cut off has tables that nobody closed. A page that closes nothing is whole.
    while let Some(mut left) = open.pop() {
        left.sluit()?;
        if left.rijen > 1 && out.len() < TABELLEN {
            let einde = match (closes, left.in_rij) {
                (false, _) => Einde::Heel,
                (true, false) => Einde::TussenRijen,
                (true, true) => Einde::InRij,
            };
            let mut blad = left.bouw.klaar(String::new());
            blad.einde = einde;
            out.push(blad);
        }
    }
    Ok(out)
}

/// Text between tags: blanks and line ends of the source are one blank.
fn voeg_toe(open: &mut [Tabel], words: &str) {
    let Some(cell) = open.last_mut().and_then(|table| table.cel.as_mut()) else {
        return;
    };
    if words == "\n" {
        if !cell.trim().is_empty() && !cell.ends_with('\n') {
            cell.push('\n');
        }
        return;
    }
    for c in ontleed(words).chars().map(ontmaskerd) {
        if matches!(c, ' ' | '\t' | '\r' | '\n') {
            if !cell.is_empty() && !cell.ends_with([' ', '\n']) {
                cell.push(' ');
            }
        } else {
            cell.push(c);
        }
    }
}

/// Where a text stands, whatever its case.
fn vind(text: &str, wanted: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let wanted = wanted.as_bytes();
    (0..bytes.len().saturating_sub(wanted.len()) + 1).find(|at| {
        bytes
            .get(*at..at + wanted.len())
            .is_some_and(|part| part.eq_ignore_ascii_case(wanted))
    })
}

/// The value of an attribute of a tag.
fn attribuut<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = vind(tag, name)?;
    let rest = tag
        .get(at + name.len()..)?
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest.get(..end)
}
