//! What a spreadsheet shows where a formula failed: `#REF!`, `#N/B`, `Err:502`.
//!
//! Such a text is no value, in whatever kind of file it stands. Must not know columns or fields.

/// Whether a cell (cleaned) holds the error of a formula, in English or Dutch.
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
    if !text.starts_with(['#', 'E', 'F']) {
        return false;
    }
    if text.starts_with('#') {
        return BEKEND.contains(&text) || BEKEND.contains(&text.to_uppercase().as_str());
    }
    // LibreOffice numbers its errors.
    text.strip_prefix("Err:")
        .or_else(|| text.strip_prefix("Fout:"))
        .is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Looks for formulas without a value in the XML of a sheet, which comes in pieces: a program that
/// is no spreadsheet wrote them, and nobody opened the file since. Such a cell looks empty.
#[derive(Debug, Default)]
pub struct Ongerekend {
    /// The end of the last piece, in which a sign may begin.
    staart: Vec<u8>,
    /// One was found.
    pub gezien: bool,
}

impl Ongerekend {
    /// The next piece.
    pub fn lees(&mut self, piece: &[u8]) {
        const TEKENS: [&[u8]; 4] = [
            b"</f></c>",
            b"</f><v/></c>",
            b"</f><v /></c>",
            b"</f><v></v></c>",
        ];
        const LANGST: usize = 15;
        if self.gezien {
            return;
        }
        let has = |bytes: &[u8]| {
            let mut rest = bytes;
            while let Some(at) = rest.iter().position(|b| *b == b'/') {
                let from = rest.get(at.saturating_sub(1)..).unwrap_or_default();
                if TEKENS.iter().any(|sign| from.starts_with(sign)) {
                    return true;
                }
                rest = rest.get(at.saturating_add(1)..).unwrap_or_default();
            }
            false
        };
        let begin = piece.get(..piece.len().min(LANGST)).unwrap_or_default();
        self.staart.extend_from_slice(begin);
        self.gezien = has(&self.staart) || has(piece);
        let end = piece.len().saturating_sub(LANGST);
        if piece.len() >= LANGST {
            self.staart = piece.get(end..).unwrap_or_default().to_vec();
        } else {
            let over = self.staart.len().saturating_sub(LANGST);
            self.staart.drain(..over);
        }
    }
}
