//! Digits, letters and signs of every script and shape as the plain ones: a number that is written in another
//! way is the same number.
//!
//! Must not know what is looked for.

use unicode_normalization::UnicodeNormalization as _;

/// The zero of each row of ten decimal digits that compatibility does not make plain.
const NULLEN: [u32; 34] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
    0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xaa50, 0xabf0,
];

/// The text with everything that stands for plain ASCII written so (NFKC), and every decimal digit as `0` to
/// `9`; what stands for nothing plain stays as it is.
pub(super) fn gevouwen(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        if let Some(digit) = cijfer(c) {
            out.push(digit);
            continue;
        }
        let before = out.len();
        out.extend(std::iter::once(c).nfkc());
        if !out.get(before..).is_some_and(str::is_ascii) {
            out.truncate(before);
            out.push(c);
        }
    }
    out
}

fn cijfer(c: char) -> Option<char> {
    let code = u32::from(c);
    NULLEN
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .and_then(|zero| char::from_digit(code - zero, 10))
}
