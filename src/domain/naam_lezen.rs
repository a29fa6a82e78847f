//! Reading a name: from the one cell or the three cells in which a list writes it.
//!
//! Must not know columns or files; how a name is shown and compared is `naam`.

use super::naam::Naam;

/// Words that stand before a Dutch family name. Longer prefixes (`van der`, `von und zu`) are runs
/// of these. Arabic `ben` and `bin` are absent on purpose: they are given names as well.
const VOORVOEGSELS: [&str; 46] = [
    "van", "de", "den", "der", "het", "'t", "’t", "ter", "ten", "te", "in", "op", "aan", "bij",
    "onder", "over", "uit", "uijt", "voor", "tot", "von", "vom", "zu", "zum", "zur", "vander",
    "vanden", "v.d.", "v.d", "v/d", "vd", "v.", "la", "le", "les", "du", "des", "da", "do", "dos",
    "das", "di", "del", "della", "el", "al",
];

/// The part of [`VOORVOEGSELS`] that opens a name without a comma (`van den Berg`), where the
/// others would rather be a given name (`Al`, `Do`, `La`).
const OPENERS: [&str; 16] = [
    "van", "de", "den", "der", "het", "'t", "’t", "ter", "ten", "te", "von", "v.d.", "v.d", "v/d",
    "in", "op",
];

impl Naam {
    /// Reads a name from one cell: `Berg, Anna van den`, `van der Berg, Myrthe`,
    /// `A. van den Berg`, `VAN DEN BERG, Anna`.
    ///
    /// Never refuses: what cannot be split becomes the family name. Words in capitals only become
    /// ordinary words, initials stay.
    #[must_use]
    pub fn lees(tekst: &str) -> Naam {
        let tekst = een_blank(tekst);
        match tekst.split_once(',') {
            Some((left, right)) => lees_met_komma(left.trim(), right.trim()),
            None => lees_zonder_komma(&tekst),
        }
    }

    /// Reads a name from separate cells. A prefix that stands before the family name
    /// (`van der Berg`) or behind it (`Berg, van der`) is split off.
    #[must_use]
    pub fn uit_delen(achternaam: &str, tussenvoegsel: &str, voornamen: &str) -> Naam {
        let family = een_blank(achternaam);
        let given = een_blank(tussenvoegsel);
        let (split, family) = match family.split_once(',') {
            Some((name, behind)) => (behind.trim().to_owned(), name.trim().to_owned()),
            None => splits(&family),
        };
        let prefix = if given.is_empty() { split } else { given };
        Naam {
            achternaam: gewone_letters(&family, 2),
            tussenvoegsel: prefix.to_lowercase(),
            voornamen: gewone_letters(&een_blank(voornamen), 3),
        }
    }
}

fn lees_met_komma(left: &str, right: &str) -> Naam {
    // `Berg, van den, Anna`: a middle part of prefixes only.
    if let Some((middle, given)) = right.split_once(',') {
        if is_voorvoegsels(middle) {
            return Naam::uit_delen(left, middle, given);
        }
        if is_voorvoegsels(given) {
            return Naam::uit_delen(left, given, middle);
        }
    }
    let right = right.replace(',', " ");
    let words: Vec<&str> = right.split_whitespace().collect();
    let behind = words
        .iter()
        .rev()
        .take_while(|word| is_voorvoegsel(word))
        .count();
    let (given, prefix) = words.split_at(words.len() - behind);
    Naam::uit_delen(left, &prefix.join(" "), &given.join(" "))
}

fn lees_zonder_komma(tekst: &str) -> Naam {
    let words: Vec<&str> = tekst.split(' ').filter(|word| !word.is_empty()).collect();
    let Some(last) = words.len().checked_sub(1) else {
        return Naam::default();
    };
    let opens = words
        .first()
        .is_some_and(|word| OPENERS.contains(&word.to_lowercase().as_str()));
    if opens && last > 0 {
        return Naam::uit_delen(tekst, "", "");
    }
    let start = words
        .iter()
        .enumerate()
        .skip(1)
        .find(|(at, word)| *at < last && is_voorvoegsel(word) || dubbele_naam(word))
        .map_or(last, |(at, _)| at);
    let (given, family) = words.split_at(start);
    Naam::uit_delen(&family.join(" "), "", &given.join(" "))
}

/// `Jansen-de` in `Anna Jansen-de Vries`: here the family name begins.
fn dubbele_naam(word: &str) -> bool {
    word.rsplit_once('-')
        .is_some_and(|(name, prefix)| !name.is_empty() && is_voorvoegsel(prefix))
}

fn is_voorvoegsel(word: &str) -> bool {
    VOORVOEGSELS.contains(&word) || VOORVOEGSELS.contains(&word.to_lowercase().as_str())
}

fn is_voorvoegsels(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(is_voorvoegsel)
}

/// `van der Berg` and `Berg van der`.
fn splits(family: &str) -> (String, String) {
    let (prefix, rest) = splits_voor(family);
    if !prefix.is_empty() {
        return (prefix, rest);
    }
    let mut name = family;
    while let Some((before, word)) = name.rsplit_once(' ') {
        if !is_voorvoegsel(word) {
            break;
        }
        name = before;
    }
    let prefix = family.strip_prefix(name).unwrap_or_default().trim();
    (prefix.to_owned(), name.to_owned())
}

/// Splits leading prefixes off, and always leaves one word for the family name.
fn splits_voor(family: &str) -> (String, String) {
    let mut rest = family;
    while let Some((word, next)) = rest.split_once(' ') {
        if !is_voorvoegsel(word) {
            break;
        }
        rest = next;
    }
    let prefix = family
        .strip_suffix(rest)
        .unwrap_or_default()
        .trim_end()
        .to_owned();
    (prefix, rest.to_owned())
}

/// One blank between words, none around a hyphen.
fn een_blank(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.contains(" -") || out.contains("- ") {
        out = out.replace(" - ", "-").replace("- ", "-");
    }
    out
}

/// Text in capitals only becomes ordinary text; anything else stays. `from` is the number of letters
/// from which a word is a name and not initials.
fn gewone_letters(text: &str, from: usize) -> String {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // NN, nomen nescio, is no name.
    if letters < from
        || text == "NN"
        || text.starts_with("NN ")
        || text.contains('.')
        || text.chars().any(char::is_lowercase)
    {
        return text.to_owned();
    }
    text.split(' ')
        .map(|word| {
            word.split('-')
                .map(gewoon_woord)
                .collect::<Vec<_>>()
                .join("-")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn gewoon_woord(word: &str) -> String {
    if is_voorvoegsel(word) {
        return word.to_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    let mut first = true;
    let mut rest = word;
    if let Some(after) = word.strip_prefix("IJ") {
        out.push_str("IJ");
        rest = after;
        first = false;
    }
    for c in rest.chars() {
        if first {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        first = matches!(c, '\'' | '’');
    }
    out
}
