//! JSON and JSON Lines to sheets: an object is a row, its keys are the headings.
//!
//! Elements become cells one by one, so that no tree of the whole file is kept. Must not know
//! profiles or what a key means.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::LeesFout;
use super::blad::{Blad, Cel, Rijen};
use super::fout::Melding;
use super::json_tabel::Tabel;

/// The most values inside one element, and the most plain values beside the lists.
const WAARDEN_MAX: usize = 20_000;
/// So deep may a value lie inside an element.
const DIEPTE_MAX: usize = 8;
/// Lists are looked for in so many objects around them.
const LAGEN_MAX: usize = 3;
/// The most lists that are looked at, like the sheets of a workbook.
const TABELLEN_MAX: usize = 100;
/// So many plain values beside the lists are kept as titles (`"peildatum": "20-11-2026"`).
const TITELS_MAX: usize = 20;

/// A value that is no list of suspects.
#[derive(Debug, Clone, PartialEq)]
pub enum Waarde {
    /// `null`
    Leeg,
    /// A text or number or truth.
    Cel(Cel),
    /// An array.
    Lijst(Vec<Waarde>),
    /// An object, in its own order; a key may come twice.
    Object(Vec<(String, Waarde)>),
}

/// What was found.
#[derive(Debug)]
pub struct Gelezen {
    /// The lists in the file, each as a sheet.
    pub bladen: Vec<Blad>,
    /// `json` or `jsonl`.
    pub vorm: &'static str,
    /// Elements that are no suspects.
    pub geweigerd: Vec<Melding>,
}

/// Whether text begins as JSON does: an object or array, and then what may follow.
#[must_use]
pub fn begint_als(text: &str) -> bool {
    let mut signs = text.trim_start().chars().filter(|c| !c.is_whitespace());
    matches!(
        (signs.next(), signs.next()),
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | ']' | '"' | '['))
    )
}

/// Reads the text as one JSON value, or as one value a line.
///
/// # Errors
/// Damage, with the line; nothing in it that can be rows; or too large.
pub fn lees(text: &str) -> Result<Gelezen, LeesFout> {
    let text = &*zonder_ongetal(text);
    let first = text.lines().find(|line| !line.trim().is_empty());
    let more = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .nth(1)
        .is_some_and(|line| line.trim_start().starts_with(['{', '[']));
    let per_line = more
        && first
            .is_some_and(|line| serde_json::from_str::<serde::de::IgnoredAny>(line.trim()).is_ok());
    let read = if per_line {
        regels(text)?
    } else {
        geheel(text)?
    };
    if read.bladen.is_empty() {
        return Err(LeesFout::AnderSoort(
            "een JSON-bestand zonder lijst van verdachten".to_owned(),
        ));
    }
    Ok(read)
}

/// Text in which what is no number (`NaN`, `Infinity`, as Python writes them) is nothing.
fn zonder_ongetal(text: &str) -> Cow<'_, str> {
    const WOORDEN: [&str; 5] = ["-Infinity", "Infinity", "NaN", "undefined", "None"];
    if !WOORDEN.iter().any(|word| text.contains(word)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = WOORDEN
            .iter()
            .find(|word| !quoted && rest.starts_with(**word));
        let len = match word {
            Some(word) => {
                out.push_str("null");
                word.len()
            }
            None if quoted && c == '\\' => {
                let two = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
                out.push_str(rest.get(..two).unwrap_or_default());
                two
            }
            None => {
                quoted ^= c == '"';
                out.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    Cow::Owned(out)
}

fn regels(text: &str) -> Result<Gelezen, LeesFout> {
    let mut tabel = Tabel::nieuw(None);
    for (line, number) in text.split('\n').zip(1_u32..) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let mut budget = Budget::nieuw();
        match van_tekst(line, Element(&mut budget, 0)) {
            Ok(value) => tabel.neem(value, number)?,
            Err(_) => tabel.weiger(number, budget.bezwaar("deze regel is geen hele JSON")),
        }
    }
    let mut out = Gelezen {
        bladen: Vec::new(),
        vorm: "jsonl",
        geweigerd: Vec::new(),
    };
    tabel.klaar(&[], &mut out.bladen, &mut out.geweigerd);
    Ok(out)
}

fn geheel(text: &str) -> Result<Gelezen, LeesFout> {
    let mut vond = Vond::default();
    van_tekst(text, Begin(&mut vond, None)).map_err(|error| {
        vond.te_groot.take().unwrap_or_else(|| {
            LeesFout::Beschadigd(if error.is_eof() {
                format!("de JSON houdt halverwege op (regel {})", error.line())
            } else {
                vond.budget
                    .bezwaar(&format!("de JSON klopt niet op regel {}", error.line()))
                    .to_owned()
            })
        })
    })?;
    let mut out = Gelezen {
        bladen: Vec::new(),
        vorm: "json",
        geweigerd: Vec::new(),
    };
    // Headings beside rows of plain values, or a list of values for each heading.
    if vond.tabellen.iter().all(Tabel::is_leeg) {
        if let Some(tabel) = per_kolom(&mut vond.los)? {
            vond.tabellen = vec![tabel];
        }
    } else if let Some(koppen) = kolomkoppen(&vond.los)
        && let Some(tabel) = vond.tabellen.iter_mut().find(|tabel| tabel.zonder_koppen())
    {
        tabel.zet_koppen(koppen);
    }
    // An object without a list of objects is one suspect.
    if vond.tabellen.iter().all(Tabel::is_leeg) && !vond.los.is_empty() {
        let mut tabel = Tabel::nieuw(None);
        tabel.neem(Waarde::Object(std::mem::take(&mut vond.los)), 1)?;
        vond.tabellen = vec![tabel];
    }
    let titels = titels(&vond.los);
    for tabel in vond.tabellen {
        tabel.klaar(&titels, &mut out.bladen, &mut out.geweigerd);
    }
    Ok(out)
}

/// The headings that stand beside the rows (`"columns": [...]`).
fn kolomkoppen(los: &[(String, Waarde)]) -> Option<Vec<String>> {
    const NAMEN: [&str; 7] = [
        "columns", "headers", "header", "kolommen", "koppen", "velden", "fields",
    ];
    let (_, value) = los.iter().find(|(key, _)| {
        let last = key.rsplit(' ').next().unwrap_or(key);
        NAMEN.contains(&last.to_lowercase().as_str())
    })?;
    let Waarde::Lijst(values) = value else {
        return None;
    };
    values
        .iter()
        .map(|value| match value {
            Waarde::Cel(cell) => Some(cell.blik().tekst().into_owned()),
            _ => None,
        })
        .collect()
}

/// A list of values for each heading (`{"naam": ["...", "..."]}`), or a value for each row number
/// (`{"naam": {"0": "..."}}`), turned into rows.
fn per_kolom(los: &mut Vec<(String, Waarde)>) -> Result<Option<Tabel>, LeesFout> {
    let mut columns: Vec<(String, Vec<Waarde>)> = Vec::new();
    let mut plain = 0;
    for (key, value) in los.iter() {
        match value {
            Waarde::Lijst(values) => columns.push((key.clone(), values.clone())),
            value => {
                let numbered = key
                    .rsplit_once(' ')
                    .filter(|(_, nr)| !nr.is_empty() && nr.bytes().all(|b| b.is_ascii_digit()));
                let Some((name, _)) = numbered else {
                    plain += 1;
                    continue;
                };
                match columns.last_mut().filter(|(known, _)| known == name) {
                    Some((_, values)) => values.push(value.clone()),
                    None => columns.push((name.to_owned(), vec![value.clone()])),
                }
            }
        }
    }
    let rows = columns
        .iter()
        .map(|(_, values)| values.len())
        .max()
        .unwrap_or(0);
    columns.retain(|(_, values)| values.len() == rows);
    // One suspect with a few lists in it has more plain values than lists.
    if columns.len() < 2 || rows == 0 || plain >= columns.len() {
        return Ok(None);
    }
    los.clear();
    let mut tabel = Tabel::nieuw(None);
    for (row, number) in (0..rows).zip(1_u32..) {
        let pairs = columns
            .iter()
            .map(|(key, values)| {
                (
                    key.clone(),
                    values.get(row).cloned().unwrap_or(Waarde::Leeg),
                )
            })
            .collect();
        tabel.neem(Waarde::Object(pairs), number)?;
    }
    Ok(Some(tabel))
}

fn van_tekst<'a, S: DeserializeSeed<'a>>(
    text: &'a str,
    seed: S,
) -> Result<S::Value, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = seed.deserialize(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// `peildatum: 20-11-2026 07:30`, as a title above a list says it.
fn titels(los: &[(String, Waarde)]) -> Vec<Cel> {
    los.iter()
        .filter_map(|(key, value)| match value {
            Waarde::Cel(Cel::Tekst(text)) => Some(Cel::Tekst(format!("{key}: {text}"))),
            _ => None,
        })
        .take(TITELS_MAX)
        .collect()
}

/// How much may still be kept.
struct Budget {
    over: usize,
    op: Option<&'static str>,
}

impl Budget {
    fn nieuw() -> Self {
        Self {
            over: WAARDEN_MAX,
            op: None,
        }
    }

    fn neem<E: serde::de::Error>(&mut self, depth: usize) -> Result<(), E> {
        if depth > DIEPTE_MAX {
            self.op = Some("de gegevens van een verdachte zijn te diep genest");
            return Err(E::custom("depth"));
        }
        self.over = self.over.checked_sub(1).ok_or_else(|| {
            self.op = Some("de gegevens van een verdachte zijn te veel om te lezen");
            E::custom("size")
        })?;
        Ok(())
    }

    /// The bound that was met, or else another sentence.
    fn bezwaar<'a>(&self, anders: &'a str) -> &'a str {
        self.op.unwrap_or(anders)
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::nieuw()
    }
}

/// What stands in one JSON value: lists, and plain values beside them.
#[derive(Default)]
struct Vond {
    tabellen: Vec<Tabel>,
    los: Vec<(String, Waarde)>,
    budget: Budget,
    te_groot: Option<LeesFout>,
    diepte: usize,
}

/// The outermost value, or an object within it; the keys by which it was reached.
struct Begin<'a>(&'a mut Vond, Option<Pad>);

/// The keys from the outside in, and the last of them.
struct Pad {
    heel: String,
    laatste: String,
}

impl<'de> DeserializeSeed<'de> for Begin<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Begin<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of suspects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Begin(vond, key) = self;
        let mut tabel = Tabel::nieuw(key.as_ref().map(|pad| pad.laatste.clone()));
        let mut values = Vec::new();
        let mut number = 0_u32;
        loop {
            // Each element has room of its own.
            let mut budget = Budget::nieuw();
            let next = seq.next_element_seed(Element(&mut budget, 0));
            if let Some(why) = budget.op {
                vond.budget.op = Some(why);
            }
            let Some(value) = next? else { break };
            number = number.saturating_add(1);
            if key.is_some() && !matches!(value, Waarde::Object(_) | Waarde::Lijst(_)) {
                // A list of plain values is a value of the object around it.
                vond.budget.neem::<A::Error>(0)?;
                values.push(value);
                continue;
            }
            if let Err(error) = tabel.neem(value, number) {
                vond.te_groot = Some(error);
                return Err(A::Error::custom("size"));
            }
        }
        if let (Some(key), true) = (key, tabel.is_leeg()) {
            vond.los.push((key.heel, Waarde::Lijst(values)));
        } else if vond.tabellen.len() < TABELLEN_MAX {
            tabel.weiger_alle(values.len());
            vond.tabellen.push(tabel);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Begin(vond, above) = self;
        vond.diepte = vond.diepte.saturating_add(1);
        while let Some(laatste) = map.next_key::<String>()? {
            vond.budget.neem::<A::Error>(0)?;
            // Lists lie in the object itself, or in an object within it; not deeper.
            if vond.diepte > LAGEN_MAX {
                map.next_value::<serde::de::IgnoredAny>()?;
            } else {
                let heel = match &above {
                    Some(pad) => format!("{} {laatste}", pad.heel),
                    None => laatste.clone(),
                };
                map.next_value_seed(Begin(vond, Some(Pad { heel, laatste })))?;
            }
        }
        vond.diepte = vond.diepte.saturating_sub(1);
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.los(tekst(text))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.los(Waarde::Cel(Cel::Logisch(value)))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.los(geheel_getal(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.los(geheel_getal(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.los(Waarde::Cel(Cel::Getal(value)))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.los(Waarde::Leeg)
    }
}

impl Begin<'_> {
    fn los<E: serde::de::Error>(self, value: Waarde) -> Result<(), E> {
        if let Some(pad) = self.1 {
            self.0.los.push((pad.heel, value));
        }
        Ok(())
    }
}

/// One value, kept whole; with its depth.
struct Element<'a>(&'a mut Budget, usize);

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = Waarde;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Waarde, D::Error> {
        self.0.neem::<D::Error>(self.1)?;
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element<'_> {
    type Value = Waarde;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Waarde, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = seq.next_element_seed(Element(self.0, self.1 + 1))? {
            out.push(value);
        }
        Ok(Waarde::Lijst(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Waarde, A::Error> {
        let mut out = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            out.push((key, map.next_value_seed(Element(self.0, self.1 + 1))?));
        }
        Ok(Waarde::Object(out))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Waarde, E> {
        Ok(tekst(text))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Waarde, E> {
        Ok(Waarde::Cel(Cel::Logisch(value)))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Waarde, E> {
        Ok(geheel_getal(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Waarde, E> {
        Ok(geheel_getal(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Waarde, E> {
        Ok(Waarde::Cel(Cel::Getal(value)))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Waarde, E> {
        Ok(Waarde::Leeg)
    }
}

fn tekst(text: &str) -> Waarde {
    super::werkmap::tekst(text).map_or(Waarde::Leeg, Waarde::Cel)
}

/// A long number is a registration, of which every digit counts; a short one may be a time (`805`).
fn geheel_getal<N: fmt::Display + TryInto<i32> + Copy>(number: N) -> Waarde {
    Waarde::Cel(match number.try_into() {
        Ok(small) => Cel::Getal(f64::from(small)),
        Err(_) => Cel::Tekst(number.to_string()),
    })
}

/// The rows of a sheet, headings first.
pub(super) fn blad(naam: Option<String>, rijen: Vec<(u32, Vec<Cel>)>) -> Blad {
    Blad::nieuw(naam, Rijen::Cellen(rijen))
}
