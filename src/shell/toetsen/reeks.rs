//! What the sequences of terminals mean as keys: those of xterm, the consoles of Linux and rxvt, keypads,
//! and the numbered keys of newer terminals.
//!
//! Must not know when a sequence ends; that is `ontleed`.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A sign as a key, with what must have been held for it.
pub(super) fn letter(sign: char) -> (KeyCode, KeyModifiers) {
    let control = |letter: u8| (KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL);
    match sign {
        '\r' => (KeyCode::Enter, KeyModifiers::NONE),
        '\t' => (KeyCode::Tab, KeyModifiers::NONE),
        '\u{7f}' => (KeyCode::Backspace, KeyModifiers::NONE),
        '\0' => control(b' '),
        '\u{1}'..='\u{1a}' => control(b'a' - 1 + low(sign)),
        '\u{1c}'..='\u{1f}' => control(b'4' + low(sign) - 0x1c),
        sign if sign.is_uppercase() => (KeyCode::Char(sign), KeyModifiers::SHIFT),
        sign => (KeyCode::Char(sign), KeyModifiers::NONE),
    }
}

fn low(sign: char) -> u8 {
    u8::try_from(u32::from(sign)).unwrap_or_default()
}

/// `ESC O x`: keys of the application mode, among them those of the keypad.
pub(super) fn ss3(last: u8) -> Option<KeyEvent> {
    let code = match last {
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b' ' => KeyCode::Char(' '),
        b'X' => KeyCode::Char('='),
        // The keypad: the letters stand for the sign that lies 64 below.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 64)),
        _ => pijl(last)?,
    };
    Some(code.into())
}

/// What stands after `ESC [`, with its last byte; none for the answers of a terminal and what is no key.
pub(super) fn csi(body: &[u8]) -> Option<KeyEvent> {
    let (last, rest) = body.split_last()?;
    let rest = std::str::from_utf8(rest).ok()?;
    if let Some(empty) = rest.strip_prefix('[') {
        let at = last
            .checked_sub(b'A')
            .filter(|at| *at < 5 && empty.is_empty())?;
        return Some(KeyCode::F(1 + at).into());
    }
    // `?`, `>`, `<`, `=` begin answers and mouse reports.
    if rest.chars().any(|c| !matches!(c, '0'..='9' | ';' | ':')) {
        return None;
    }
    let mut parts = rest.split(';');
    let first = parts.next().unwrap_or_default();
    let first = first.split(':').next().unwrap_or_default();
    let number: Option<u32> = first.parse().ok();
    let mut second = parts.next().unwrap_or_default().split(':');
    let held: u32 = second
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1);
    let kind = match second.next() {
        Some("2") => KeyEventKind::Repeat,
        Some("3") => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    let third = parts.next().and_then(|text| text.parse().ok());
    if parts.next().is_some() {
        return None;
    }
    let (code, own) = match last {
        b'Z' => (KeyCode::BackTab, KeyModifiers::SHIFT),
        // `27;held;number~`: a letter with what was held.
        b'~' if number == Some(27) => genummerd(third?)?,
        b'~' => (toets_met_nummer(number?)?, KeyModifiers::NONE),
        b'u' => genummerd(number?)?,
        // With two numbers this tells where the cursor is.
        b'R' if !rest.is_empty() => return None,
        b'R' => (KeyCode::F(3), KeyModifiers::NONE),
        _ if third.is_some() => return None,
        _ => (pijl(*last)?, KeyModifiers::NONE),
    };
    Some(KeyEvent::new_with_kind(code, own | vast(held), kind))
}

fn pijl(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn toets_met_nummer(number: u32) -> Option<KeyCode> {
    let function = |from: u32, first: u32| u8::try_from(number - from + first).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23..=26 => function(23, 11),
        28..=29 => function(28, 15),
        31..=34 => function(31, 17),
        _ => None,
    }
}

/// A key by the number of its sign, or by the numbers that keypads got in the private range.
fn genummerd(number: u32) -> Option<(KeyCode, KeyModifiers)> {
    const PLAATS: [KeyCode; 10] = [
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Insert,
        KeyCode::Delete,
    ];
    let plain = |code| Some((code, KeyModifiers::NONE));
    match number {
        27 => plain(KeyCode::Esc),
        57_399..=57_408 => plain(KeyCode::Char(char::from_digit(number - 57_399, 10)?)),
        57_409 => plain(KeyCode::Char('.')),
        57_410 => plain(KeyCode::Char('/')),
        57_411 => plain(KeyCode::Char('*')),
        57_412 => plain(KeyCode::Char('-')),
        57_413 => plain(KeyCode::Char('+')),
        57_414 => plain(KeyCode::Enter),
        57_415 => plain(KeyCode::Char('=')),
        57_416 => plain(KeyCode::Char(',')),
        57_417..=57_426 => plain(*PLAATS.get(usize::try_from(number - 57_417).ok()?)?),
        // Keys without a sign: media, modifiers by themselves.
        0xe000..=0xf8ff => None,
        _ => Some(letter(char::from_u32(number)?)),
    }
}

/// What was held: one more than the sum of its bits.
fn vast(mask: u32) -> KeyModifiers {
    let bits = mask.saturating_sub(1);
    [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (16, KeyModifiers::HYPER),
        (32, KeyModifiers::META),
    ]
    .into_iter()
    .filter(|(bit, _)| bits & bit != 0)
    .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}
