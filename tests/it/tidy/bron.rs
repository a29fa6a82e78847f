//! Rust source as the rules want to read it: code without comments, texts and test parts.

/// A text with comments and the content of texts blanked, and test parts removed. Lines stay where they are.
pub fn kaal(bron: &str) -> String {
    zonder_tests(&zonder_tekst(bron))
}

/// Lines of code: what is left after [`kaal`], without blank lines.
pub fn regels_code(kaal: &str) -> usize {
    kaal.lines()
        .filter(|regel| !regel.trim().is_empty())
        .count()
}

/// The line of a byte, from 1.
pub fn regel(tekst: &str, plek: usize) -> usize {
    tekst[..plek].matches('\n').count() + 1
}

/// The `//!` at the top as one line; none when the file begins otherwise.
pub fn moduledoc(bron: &str) -> Option<String> {
    let regels: Vec<_> = bron
        .lines()
        .map_while(|regel| regel.strip_prefix("//!"))
        .collect();
    (!regels.is_empty()).then(|| {
        regels
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    })
}

/// Whether the file only declares and passes on modules.
pub fn alleen_modules(kaal: &str) -> bool {
    kaal.split_inclusive([';', '}'])
        .map(|item| {
            let mut item = item.trim();
            while let Some(rest) = item.strip_prefix("#") {
                item = rest
                    .split_once(']')
                    .map_or("", |(_, rest)| rest.trim_start());
            }
            item
        })
        .filter(|item| !item.is_empty() && !["}", ";", "};"].contains(item))
        .all(|item| {
            let item = item
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub ");
            item.starts_with("mod ") && item.ends_with(';') || item.starts_with("use ")
        })
}

/// Every path in the code that begins a chain of `::`, with groups written out:
/// `use a::{b, c::d}` gives `a::b` and `a::c::d`. With the byte where it starts.
pub fn paden(kaal: &str) -> Vec<(usize, String)> {
    let bytes = kaal.as_bytes();
    let mut uit = Vec::new();
    let mut plek = 0;
    while plek < bytes.len() {
        if !woord(bytes[plek]) {
            plek += 1;
            continue;
        }
        let begin = plek;
        while plek < bytes.len() && woord(bytes[plek]) {
            plek += 1;
        }
        // What follows `a::` or `.` belongs to a path that was seen already; `::a` begins one.
        let voor = &kaal[..begin];
        let vervolg = voor.strip_suffix("::").is_some_and(|voor| {
            voor.ends_with(|teken: char| teken.is_alphanumeric() || "_>".contains(teken))
        });
        if vervolg || voor.trim_end().ends_with('.') && !voor.ends_with("..") {
            continue;
        }
        let start = if ["use", "extern"].contains(&&kaal[begin..plek]) {
            // `use rusqlite;`, `use {a, b::c};`, `extern crate a;`
            let rest = kaal[plek..].trim_start();
            let rest = rest.strip_prefix("crate ").unwrap_or(rest);
            kaal.len() - rest.trim_start_matches("::").len()
        } else if kaal[plek..].starts_with("::") {
            begin
        } else {
            continue;
        };
        let (namen, einde) = lees_pad(kaal, start);
        uit.extend(namen.into_iter().map(|naam| (start, naam)));
        plek = einde.max(plek);
    }
    uit
}

fn woord(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The paths that begin here, and where they end.
fn lees_pad(kaal: &str, begin: usize) -> (Vec<String>, usize) {
    let mut plek = begin;
    let mut kop = String::new();
    loop {
        plek = kaal.len() - kaal[plek..].trim_start().len();
        let rest = &kaal[plek..];
        if let Some(groep) = rest.strip_prefix('{') {
            // A block after a path that ends in `::` does not exist, so this is a group.
            let mut namen = Vec::new();
            let mut binnen = kaal.len() - groep.len();
            loop {
                binnen = kaal.len()
                    - kaal[binnen..]
                        .trim_start_matches([' ', '\n', '\t', '\r', ','])
                        .len();
                if binnen >= kaal.len() || kaal[binnen..].starts_with('}') {
                    return (namen, (binnen + 1).min(kaal.len()));
                }
                let (delen, einde) = lees_pad(kaal, binnen);
                namen.extend(delen.iter().map(|deel| format!("{kop}{deel}")));
                // Past a rename, or past anything that is no path.
                binnen = kaal[einde..]
                    .find([',', '}'])
                    .map_or(kaal.len(), |verder| einde + verder);
            }
        }
        let lengte = rest.bytes().take_while(|byte| woord(*byte)).count();
        kop.push_str(&rest[..lengte]);
        plek += lengte;
        let na = kaal[plek..].trim_start();
        let Some(verder) = na.strip_prefix("::").filter(|verder| {
            let eerste = verder.trim_start().bytes().next();
            lengte > 0 && eerste.is_some_and(|byte| woord(byte) || byte == b'{')
        }) else {
            return (vec![kop], plek);
        };
        kop.push_str("::");
        plek = kaal.len() - verder.len();
    }
}

/// Comments, and what stands between quotes, as spaces.
fn zonder_tekst(bron: &str) -> String {
    let tekens: Vec<char> = bron.chars().collect();
    let teken = |plek: usize| tekens.get(plek).copied().unwrap_or('\0');
    let mut uit = String::with_capacity(bron.len());
    let mut plek = 0;
    while plek < tekens.len() {
        let einde = match teken(plek) {
            '/' if teken(plek + 1) == '/' => (plek..tekens.len())
                .find(|p| tekens[*p] == '\n')
                .unwrap_or(tekens.len()),
            '/' if teken(plek + 1) == '*' => blok(&tekens, plek),
            '"' => tekst(&tekens, plek),
            'r' if !voorafgegaan(&tekens, plek) && rauw(&tekens, plek).is_some() => {
                rauw(&tekens, plek).unwrap()
            }
            '\'' if teken(plek + 1) == '\\' => (plek + 3..tekens.len())
                .find(|p| tekens[*p] == '\'')
                .map_or(tekens.len(), |p| p + 1),
            // Not a lifetime: `'a'`.
            '\'' if teken(plek + 2) == '\'' => plek + 3,
            _ => {
                uit.push(if tekens[plek].is_ascii() {
                    tekens[plek]
                } else {
                    ' '
                });
                plek += 1;
                continue;
            }
        };
        uit.extend(
            tekens[plek..einde]
                .iter()
                .map(|t| if *t == '\n' { '\n' } else { ' ' }),
        );
        plek = einde;
    }
    uit
}

fn voorafgegaan(tekens: &[char], plek: usize) -> bool {
    plek > 0
        && (tekens[plek - 1].is_alphanumeric() || tekens[plek - 1] == '_')
        && !(tekens[plek - 1] == 'b' && (plek < 2 || !tekens[plek - 2].is_alphanumeric()))
}

fn blok(tekens: &[char], begin: usize) -> usize {
    let (mut diepte, mut plek) = (0, begin);
    while plek < tekens.len() {
        match (tekens[plek], tekens.get(plek + 1)) {
            ('/', Some('*')) => (diepte, plek) = (diepte + 1, plek + 2),
            ('*', Some('/')) => (diepte, plek) = (diepte - 1, plek + 2),
            _ => plek += 1,
        }
        if diepte == 0 {
            return plek;
        }
    }
    tekens.len()
}

fn tekst(tekens: &[char], begin: usize) -> usize {
    let mut plek = begin + 1;
    while plek < tekens.len() && tekens[plek] != '"' {
        plek += if tekens[plek] == '\\' { 2 } else { 1 };
    }
    (plek + 1).min(tekens.len())
}

/// The end of `r"…"` or `r#"…"#`; none when it is none.
fn rauw(tekens: &[char], begin: usize) -> Option<usize> {
    let hekjes = tekens[begin + 1..]
        .iter()
        .take_while(|t| **t == '#')
        .count();
    (tekens.get(begin + 1 + hekjes) == Some(&'"')).then_some(())?;
    let inhoud = begin + 2 + hekjes;
    (inhoud..tekens.len())
        .find(|p| {
            tekens[*p] == '"'
                && tekens[p + 1..]
                    .iter()
                    .take(hekjes)
                    .filter(|t| **t == '#')
                    .count()
                    == hekjes
        })
        .map(|p| p + 1 + hekjes)
}

/// Every item under `#[cfg(test)]` as spaces.
fn zonder_tests(kaal: &str) -> String {
    const MERK: &str = "#[cfg(test)]";
    let mut uit = String::with_capacity(kaal.len());
    let mut rest = kaal;
    while let Some(plek) = rest.find(MERK) {
        uit.push_str(&rest[..plek]);
        let mut diepte = 0;
        let einde = rest[plek..]
            .char_indices()
            .skip(MERK.len())
            .find_map(|(p, teken)| {
                match teken {
                    '{' => diepte += 1,
                    '}' => diepte -= 1,
                    _ => {}
                }
                (diepte == 0 && [';', '}'].contains(&teken)).then_some(plek + p + 1)
            })
            .unwrap_or(rest.len());
        uit.extend(
            rest[plek..einde]
                .chars()
                .map(|t| if t == '\n' { '\n' } else { ' ' }),
        );
        rest = &rest[einde..];
    }
    uit.push_str(rest);
    uit
}
