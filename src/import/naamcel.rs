//! What people put in a cell beside what belongs there: two names, a line break of the layout, "idem".
//!
//! Nothing is taken apart here: who of two is meant by the other cells nobody can tell. Must not know rows.

/// Signs and words that stand between two people.
const TUSSEN: [&str; 7] = [" / ", "/", " + ", " & ", "; ", " en ", " | "];

/// Whether two people seem to stand in a cell of names: `van der Meulen, S. / Bos, J.`
#[must_use]
pub fn twee(text: &str) -> bool {
    TUSSEN.iter().any(|between| {
        let Some((one, other)) = text.split_once(between) else {
            return false;
        };
        // A second spelling of the same person is no second person.
        let alias = ["alias", "aka", "gen", "genaamd", "geb", "zich noemende"]
            .iter()
            .any(|word| other.trim_start().to_lowercase().starts_with(word));
        !alias && heel(one) && heel(other)
    })
}

/// Whether a text is a name by itself: a family name and a first name or initials.
fn heel(text: &str) -> bool {
    let text = text.trim();
    let words = || {
        text.split([' ', ','])
            .filter(|word| word.chars().any(char::is_alphabetic))
    };
    let capitals = words()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    if text.contains(',') {
        let ends = text.starts_with(',') || text.ends_with(',');
        return !ends && words().count() >= 2;
    }
    capitals >= 2
}

/// Whether a cell only says that it is as the cell above it: whose words these are is not for a program
/// to fill in.
#[must_use]
pub fn is_idem(text: &str) -> bool {
    // Nearly every cell is longer, or begins otherwise.
    let begins = |b: u8| matches!(b, b'i' | b'I' | b'd' | b'D' | b'z' | b'Z' | b'a' | b'A');
    let first = text.bytes().next();
    if text.len() > 14 || !first.is_some_and(|b| begins(b) || !b.is_ascii_alphanumeric()) {
        return false;
    }
    matches!(
        text.trim().trim_end_matches('.').to_lowercase().as_str(),
        "idem"
            | "ditto"
            | "dito"
            | "\""
            | ",,"
            | "〃"
            | "zie boven"
            | "zie hierboven"
            | "als boven"
    )
}

/// The name without the line break that stood behind its comma: `Quaedvlieg, / Anouk`.
#[must_use]
pub fn zonder_breuk(text: &str) -> Option<String> {
    let (family, given) = text.split_once(", / ")?;
    Some(format!("{family}, {given}"))
}
