//! Takes the lines out of a TOML text that cannot be parsed, so that the rest can.
//!
//! The parser's own recovery loses whole sections after some slips; this costs one line each. Must not
//! know which fields there are.

use toml::de::DeTable;

/// What was wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kwaal {
    /// The key or the section was there already.
    Dubbel,
    /// Not TOML, and there is a backslash in it: most likely a Windows path.
    Pad,
    /// Not TOML.
    Onleesbaar,
}

/// The name of the section that takes the place of a broken heading. The fields below it must not
/// move into the section above.
pub(super) const KAPOT: &str = "kapot-";

/// So many lines are taken out at most.
const RONDEN: usize = 60;
/// With so many errors at once it is no TOML at all, and looking for each takes long.
const FOUTEN: usize = 500;

/// The text without the lines that cannot be parsed, line for line in the same place, and those
/// lines by number (from 1).
pub(super) fn herstel(tekst: &str) -> (String, Vec<(usize, Kwaal)>) {
    let mut regels: Vec<String> = tekst.lines().map(str::to_owned).collect();
    let mut kwalen = Vec::new();
    // Every round empties one line. With this many that cannot be parsed it is something else than TOML.
    loop {
        if kwalen.len() >= RONDEN {
            return (String::new(), kwalen);
        }
        let heel = regels.join("\n");
        let (plek, dubbel) = match eerste_fout(&heel) {
            (0, _) => return (heel, kwalen),
            (..=FOUTEN, Some(first)) => first,
            _ => {
                kwalen.push((1, Kwaal::Onleesbaar));
                return (String::new(), kwalen);
            }
        };
        let tot = heel.as_bytes().get(..plek).unwrap_or_default();
        let geraakt = tot.iter().filter(|byte| **byte == b'\n').count();
        // Something that was never closed is found at the end: then the last line that still says something goes.
        let Some((nummer, regel)) = regels
            .iter_mut()
            .enumerate()
            .take(geraakt + 1)
            .rev()
            .find(|(_, regel)| !(regel.is_empty() || regel.starts_with(&format!("[{KAPOT}"))))
        else {
            return (String::new(), kwalen);
        };
        let kwaal = match (dubbel, regel.contains('\\')) {
            (true, _) => Kwaal::Dubbel,
            (_, true) => Kwaal::Pad,
            _ => Kwaal::Onleesbaar,
        };
        kwalen.push((nummer + 1, kwaal));
        *regel = if regel.trim_start().starts_with('[') {
            format!("[{KAPOT}{nummer}]")
        } else {
            String::new()
        };
    }
}

/// How many errors there are, where the first one is, in bytes, and whether it is something that stands
/// there twice.
fn eerste_fout(tekst: &str) -> (usize, Option<(usize, bool)>) {
    let (_, fouten) = DeTable::parse_recoverable(tekst);
    let first = fouten
        .iter()
        .map(|fout| {
            let plek = fout.span().map_or(tekst.len(), |span| span.start);
            (plek, fout.message().contains("duplicate key"))
        })
        .min();
    (fouten.len(), first)
}
