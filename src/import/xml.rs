//! A list in XML as rows of named cells: the elements that repeat are the rows, the texts inside them
//! the cells, each under the name of its element.
//!
//! Must not know what a cell means. Entities and document types are not expanded: a file cannot grow by
//! what it refers to.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

use super::LeesFout;

/// Elements within elements, at most.
const DIEPTE: usize = 32;
/// Rows and cells, at most: a year of meldingen has some thousands.
const CELLEN: usize = 2_000_000;

/// An element with what is in it.
#[derive(Debug, Default)]
struct Knoop {
    naam: String,
    tekst: String,
    kinderen: Vec<Knoop>,
}

/// The rows of an XML text as a JSON list of objects.
///
/// # Errors
/// [`LeesFout::AnderSoort`] when the text is no well-formed XML or holds no rows,
/// [`LeesFout::TeGroot`] beyond 32 levels or two million elements.
pub fn rijen(text: &str) -> Result<String, LeesFout> {
    let root = boom(text)?;
    let rows: Vec<Value> = records(&root)
        .map(|row| Value::Object(cellen(row)))
        .collect();
    if rows.is_empty() {
        return Err(LeesFout::AnderSoort("XML zonder meldingen".to_owned()));
    }
    Ok(Value::Array(rows).to_string())
}

fn boom(text: &str) -> Result<Knoop, LeesFout> {
    let broken = |what: &str| LeesFout::AnderSoort(format!("XML die niet klopt ({what})"));
    let mut reader = Reader::from_str(text);
    let mut open = vec![Knoop::default()];
    let mut count = 0usize;
    loop {
        match reader.read_event() {
            Err(_) => return Err(broken("een element is niet goed gesloten")),
            Ok(Event::Eof) => break,
            Ok(Event::Start(start)) => {
                count += 1;
                if open.len() >= DIEPTE || count > CELLEN {
                    return Err(LeesFout::TeGroot(
                        "deze XML heeft te veel lagen of te veel elementen; dat is geen lijst van meldingen"
                            .to_owned(),
                    ));
                }
                open.push(knoop(&start));
            }
            Ok(Event::Empty(start)) => {
                count += 1;
                let leaf = knoop(&start);
                if let Some(parent) = open.last_mut() {
                    parent.kinderen.push(leaf);
                }
            }
            Ok(Event::Text(words)) => voeg_toe(&mut open, &words),
            Ok(Event::CData(words)) => voeg_toe(&mut open, &words),
            Ok(Event::GeneralRef(name)) => voeg_toe(&mut open, &verwijzing(&name)),
            Ok(Event::End(_)) => {
                let done = open.pop().ok_or_else(|| broken("te veel sluitingen"))?;
                open.last_mut()
                    .ok_or_else(|| broken("te veel sluitingen"))?
                    .kinderen
                    .push(done);
            }
            // A document type, a comment or a declaration says nothing about a melding.
            Ok(_) => {}
        }
    }
    let mut roots = open.pop().map(|root| root.kinderen).unwrap_or_default();
    if !open.is_empty() || roots.len() != 1 {
        return Err(broken("het begin of het einde ontbreekt"));
    }
    roots.pop().ok_or_else(|| broken("leeg"))
}

fn knoop(start: &BytesStart<'_>) -> Knoop {
    let mut out = Knoop {
        naam: start.local_name().as_ref().to_owned(),
        ..Knoop::default()
    };
    // What stands as an attribute is a cell as well; `xmlns` and the like are not.
    for attribute in start.attributes().flatten() {
        let key: &str = attribute.key.as_ref();
        if !key.starts_with("xml") && !key.contains(':') {
            out.kinderen.push(Knoop {
                naam: key.to_owned(),
                tekst: attribute.value.clone().into_owned(),
                kinderen: Vec::new(),
            });
        }
    }
    out
}

fn voeg_toe(open: &mut [Knoop], words: &str) {
    if let Some(now) = open.last_mut() {
        now.tekst.push_str(words);
    }
}

/// The sign behind the five names that XML itself knows, and behind a number. Any other name stays as
/// it is written: it was defined in a part of the file that is not obeyed.
pub(super) fn verwijzing(name: &str) -> String {
    let number = name
        .strip_prefix("#x")
        .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        .or_else(|| name.strip_prefix('#').and_then(|text| text.parse().ok()));
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => number
            .and_then(char::from_u32)
            .map_or_else(|| format!("&{name};"), String::from),
    }
}

/// The elements that are rows: the first level on which one name repeats, or else the whole.
fn records(root: &Knoop) -> Box<dyn Iterator<Item = &Knoop> + '_> {
    let mut at = root;
    loop {
        let repeated = at.kinderen.iter().find(|child| {
            !child.kinderen.is_empty()
                && at
                    .kinderen
                    .iter()
                    .filter(|other| other.naam == child.naam)
                    .count()
                    > 1
        });
        if let Some(row) = repeated {
            return Box::new(at.kinderen.iter().filter(|child| child.naam == row.naam));
        }
        // One element that holds everything is only a wrapping.
        let mut inner = at
            .kinderen
            .iter()
            .filter(|child| !child.kinderen.is_empty());
        match (inner.next(), inner.next()) {
            (Some(only), None) if at.kinderen.iter().all(|c| c.tekst.trim().is_empty()) => {
                at = only;
            }
            _ => return Box::new(std::iter::once(at)),
        }
    }
}

fn cellen(row: &Knoop) -> Map<String, Value> {
    let mut out = Map::new();
    vul(row, &mut out);
    out
}

/// Puts the texts below `node` into cells. A name that stands there already gets the name of its
/// parent before it: `Voornaam` of the suspect comes before that of the second person.
fn vul(node: &Knoop, out: &mut Map<String, Value>) {
    for child in &node.kinderen {
        if child.kinderen.is_empty() {
            let text = child.tekst.trim();
            if text.is_empty() {
                continue;
            }
            let key = if out.contains_key(&child.naam) {
                format!("{} {}", child.naam, node.naam)
            } else {
                child.naam.clone()
            };
            out.entry(key)
                .or_insert_with(|| Value::String(text.to_owned()));
        } else {
            vul(child, out);
        }
    }
}
