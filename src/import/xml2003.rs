//! SpreadsheetML, the XML of Excel 2002 and 2003, to sheets.
//!
//! Entities and document types are not expanded, formulas not run. Must not know profiles.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::LeesFout;
use super::blad::{Blad, Bouwer, Cel};
use super::werkmap::tekst;

/// Sheets that are looked at, at most.
const BLADEN_MAX: usize = 100;

/// Every sheet of the workbook, with its name.
///
/// # Errors
/// [`LeesFout::Beschadigd`] when the XML does not hold together, [`LeesFout::TeGroot`] beyond the bounds.
pub fn bladen(text: &str) -> Result<Vec<Blad>, LeesFout> {
    let broken = || LeesFout::Beschadigd("de XML van de werkmap klopt niet".to_owned());
    let mut reader = Reader::from_str(text);
    let mut out: Vec<Blad> = Vec::new();
    let mut now: Option<(String, Bouwer)> = None;
    let (mut row, mut column) = (0_u32, 0_u32);
    let mut cell: Option<(String, String)> = None;
    let mut inside = false;
    let mut comment = 0_u32;
    loop {
        match reader.read_event() {
            Err(_) => return Err(broken()),
            Ok(Event::Eof) => break,
            Ok(Event::Start(start)) => match naam(&start).as_str() {
                "Worksheet" => {
                    let name = attribuut(&start, "Name").unwrap_or_default();
                    now = Some((name, Bouwer::default()));
                    (row, column) = (0, 0);
                }
                "Row" => {
                    row = attribuut(&start, "Index")
                        .and_then(|text| text.parse().ok())
                        .unwrap_or_else(|| row.saturating_add(1));
                    column = 0;
                }
                "Cell" => {
                    column = plaats(&start, column);
                    cell = Some((
                        attribuut(&start, "MergeAcross").unwrap_or_default(),
                        String::new(),
                    ));
                }
                "Comment" => comment += 1,
                "Data" if comment == 0 => {
                    inside = true;
                    if let Some((_, text)) = &mut cell {
                        text.clear();
                    }
                    soort_van(&start, &mut cell);
                }
                _ => {}
            },
            Ok(Event::Empty(start)) => match naam(&start).as_str() {
                "Row" => {
                    row = attribuut(&start, "Index")
                        .and_then(|text| text.parse().ok())
                        .unwrap_or_else(|| row.saturating_add(1));
                }
                "Cell" => {
                    column = plaats(&start, column);
                    let across: u32 = attribuut(&start, "MergeAcross")
                        .and_then(|text| text.parse().ok())
                        .unwrap_or(0);
                    column = column.saturating_add(across);
                }
                _ => {}
            },
            Ok(Event::Text(words)) if inside => {
                if let Some((_, text)) = &mut cell {
                    text.push_str(&words);
                }
            }
            Ok(Event::CData(words)) if inside => {
                if let Some((_, text)) = &mut cell {
                    text.push_str(&words);
                }
            }
            Ok(Event::GeneralRef(name)) if inside => {
                if let Some((_, text)) = &mut cell {
                    text.push_str(&super::xml::verwijzing(&name));
                }
            }
            Ok(Event::End(end)) => match end.local_name().as_ref() {
                "Data" => inside = false,
                "Comment" => comment = comment.saturating_sub(1),
                "Cell" => {
                    if let (Some((kind, text)), Some((_, sheet))) = (cell.take(), &mut now) {
                        let (kind, across) = kind.split_once('|').unwrap_or(("", &kind));
                        if let Some(value) = waarde(kind, &text) {
                            sheet.zet(row.saturating_sub(1), column.saturating_sub(1), value)?;
                        }
                        column = column.saturating_add(across.parse().unwrap_or(0));
                    }
                }
                "Worksheet" => {
                    if let Some((name, sheet)) = now.take()
                        && out.len() < BLADEN_MAX
                    {
                        out.push(sheet.klaar(name));
                    }
                }
                _ => {}
            },
            Ok(_) => {}
        }
    }
    if now.is_some() {
        return Err(LeesFout::Beschadigd(
            "de werkmap houdt halverwege op".to_owned(),
        ));
    }
    Ok(out)
}

fn naam(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

fn attribuut(start: &BytesStart<'_>, wanted: &str) -> Option<String> {
    start.attributes().flatten().find_map(|attribute| {
        let key: &str = attribute.key.as_ref();
        let local = key.rsplit(':').next().unwrap_or(key);
        (local == wanted).then(|| attribute.value.clone().into_owned())
    })
}

/// The column of a cell, from 1: the next one, or the one that it names.
fn plaats(start: &BytesStart<'_>, column: u32) -> u32 {
    attribuut(start, "Index")
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| column.saturating_add(1))
}

/// Notes the kind of data beside the width of the cell.
fn soort_van(start: &BytesStart<'_>, cell: &mut Option<(String, String)>) {
    if let Some((about, _)) = cell {
        let across = about.rsplit('|').next().unwrap_or_default().to_owned();
        let kind = attribuut(start, "Type").unwrap_or_default();
        *about = format!("{kind}|{across}");
    }
}

fn waarde(kind: &str, text: &str) -> Option<Cel> {
    match kind {
        "Number" => match text.trim().parse::<f64>() {
            Ok(number) => Some(Cel::Getal(number)),
            Err(_) => tekst(text),
        },
        "DateTime" => {
            let day = ["T00:00:00.000", "T00:00:00"]
                .iter()
                .find_map(|midnight| text.strip_suffix(midnight));
            // Excel writes a time alone on its first day.
            let time = ["1899-12-31T", "1899-12-30T", "1900-01-00T"]
                .iter()
                .find_map(|first| text.strip_prefix(first));
            tekst(time.or(day).unwrap_or(text).trim_end_matches(".000"))
        }
        "Boolean" => Some(Cel::Logisch(text.trim() == "1")),
        _ => tekst(text),
    }
}
