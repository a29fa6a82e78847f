//! What a spreadsheet shows where a formula failed: `#REF!`, `#N/B`, `Err:502`.
//!
//! Such a text is no value, in whatever kind of file it stands. Must not know columns or fields.

/// Whether a cell holds the error of a formula, in English or Dutch.
#[must_use]
pub fn is_fout(text: &str) -> bool {
    const BEKEND: [&str; 24] = [
        "#REF!",
        "#VERW!",
        "#N/A",
        "#N/B",
        "#NB",
        "#VALUE!",
        "#WAARDE!",
        "#NAME?",
        "#NAAM?",
        "#DIV/0!",
        "#DEEL/0!",
        "#NUM!",
        "#GETAL!",
        "#NULL!",
        "#LEEG!",
        "#SPILL!",
        "#OVERLOPEN!",
        "#OVERLOOP!",
        "#CALC!",
        "#BEREKENEN!",
        "#GETTING_DATA",
        "#GEGEVENS_OPHALEN",
        "#FIELD!",
        "#VELD!",
    ];
    let text = text.trim();
    if text.starts_with('#') {
        return BEKEND.contains(&text) || BEKEND.contains(&text.to_uppercase().as_str());
    }
    // LibreOffice numbers its errors.
    text.strip_prefix("Err:")
        .or_else(|| text.strip_prefix("Fout:"))
        .is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()))
}
