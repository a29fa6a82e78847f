//! What programs wrap around the text of a cell, and the words with which they say that it is empty.
//!
//! Nothing is copied: the answer is a part of the text that came in. Must not know columns.

/// The text of a cell without its wrapping: `="PL2100-…"` and `'01-210001-26` lose it, `NULL` and a
/// lone dash are nothing.
#[must_use]
pub fn bloot(text: &str) -> &str {
    // Most cells begin with a letter or digit that no wrapping begins with.
    let Some(first) = text.bytes().next() else {
        return text;
    };
    let odd = !first.is_ascii_alphanumeric() || matches!(first, b'N' | b'n');
    if !odd {
        return text;
    }
    let trimmed = text.trim();
    if is_leeg_woord(trimmed) {
        return "";
    }
    let bare = uitgepakt(trimmed);
    if bare.len() == trimmed.len() {
        return text;
    }
    if is_leeg_woord(bare) { "" } else { bare }
}

fn uitgepakt(text: &str) -> &str {
    // A formula that is only its own result, by which exports keep zeros: ="0123".
    let formula = text
        .strip_prefix("=\"")
        .or_else(|| text.strip_prefix("=T(\""))
        .and_then(|rest| rest.strip_suffix("\")").or_else(|| rest.strip_suffix('"')))
        .filter(|inner| !inner.contains('"'));
    if let Some(inner) = formula {
        return inner.trim();
    }
    // What a word processor makes of straight quotes.
    let typeset = [
        ('“', '”'),
        ('„', '”'),
        ('„', '“'),
        ('”', '”'),
        ('«', '»'),
        ('‘', '’'),
    ];
    if let Some(inner) = typeset.iter().find_map(|(open, shut)| {
        text.strip_prefix(*open)?
            .strip_suffix(*shut)
            .filter(|inner| !inner.contains([*open, *shut]))
    }) {
        return inner.trim();
    }
    let Some(rest) = text.strip_prefix('\'') else {
        return text;
    };
    // 't Hof and 's-Hertogenbosch begin with an apostrophe of their own.
    if let Some(inner) = rest
        .strip_suffix('\'')
        .filter(|inner| !inner.contains('\''))
    {
        return inner.trim();
    }
    let mut signs = rest.chars();
    match signs.next() {
        Some(c) if c.is_ascii_digit() || matches!(c, '=' | '+' | '-' | '@') => rest,
        Some('P')
            if signs.next() == Some('L') && signs.next().is_some_and(|c| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => text,
    }
}

/// Whether a cell says that nothing stands in it. `Null` and `Nan` are names of people; the spellings of
/// machines are not.
#[must_use]
pub fn is_leeg_woord(text: &str) -> bool {
    matches!(
        text,
        "NULL"
            | "null"
            | "nan"
            | "NaN"
            | "NaT"
            | "N/A"
            | "n/a"
            | "<NA>"
            | "\\N"
            | "\\\\N"
            | "NIL"
            | "nil"
    ) || is_streep(text)
        || text.len() <= 12 && tussen_haken(text)
}

/// `(null)`, `<null>`, `[leeg]`.
fn tussen_haken(text: &str) -> bool {
    let pairs = [('(', ')'), ('<', '>'), ('[', ']')];
    pairs.iter().any(|(open, shut)| {
        text.strip_prefix(*open)
            .and_then(|rest| rest.strip_suffix(*shut))
            .is_some_and(|word| {
                [
                    "null", "leeg", "blank", "empty", "geen", "none", "nan", "lege cel", "niets",
                ]
                .iter()
                .any(|known| word.trim().eq_ignore_ascii_case(known))
            })
    })
}

/// A lone dash, or a few.
fn is_streep(text: &str) -> bool {
    !text.is_empty()
        && text.chars().count() <= 5
        && text
            .chars()
            .all(|c| matches!(c, '-' | '–' | '—' | '−' | '―'))
}

/// A name without the empty words of a machine that joined its parts: `Terwisga, null`.
#[must_use]
pub fn naam_zonder_leegte(text: &str) -> Option<String> {
    let machine = |word: &str| {
        matches!(
            word.trim_matches(','),
            "NULL" | "null" | "NaN" | "nan" | "\\N" | "(null)"
        )
    };
    if !text.split_whitespace().any(machine) {
        return None;
    }
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| !machine(word))
        .collect();
    let joined = words.join(" ");
    Some(joined.trim_end_matches([',', ' ']).to_owned())
}
