//! What a terminal answers is never a key, however late and in whatever pieces it comes; what does not end
//! gives the keyboard back.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};
use proptest::prelude::*;
use zsmtafel::shell::toetsen::ontleed::{ESC_WACHT, Ontleder, REEKS_WACHT};

/// The answer to "which background?", as a terminal gave it.
const OSC11: &[u8] = b"\x1b]11;rgb:1e1e/2e2e/4040\x1b\\";

/// Pieces that come at these moments (milliseconds), and a long rest after them.
fn lees(stukken: &[(u64, &[u8])]) -> Vec<Event> {
    let begin = Instant::now();
    let mut ontleder = Ontleder::default();
    let mut uit = Vec::new();
    for (ms, stuk) in stukken {
        let nu = begin + Duration::from_millis(*ms);
        // The loop wakes when something has waited long enough.
        while let Some(grens) = ontleder.grens().filter(|grens| *grens <= nu) {
            ontleder.verlopen(grens);
            uit.extend(ontleder.uit());
        }
        ontleder.neem(stuk, nu);
        uit.extend(ontleder.uit());
    }
    while let Some(grens) = ontleder.grens() {
        ontleder.verlopen(grens);
        uit.extend(ontleder.uit());
    }
    uit
}

/// As a worker would name it.
fn namen(events: &[Event]) -> Vec<String> {
    events
        .iter()
        .map(|event| match event {
            Event::Key(key) => {
                let held = match key.modifiers {
                    KeyModifiers::NONE => String::new(),
                    held => format!("{held:?} "),
                };
                format!("{held}{:?}", key.code)
            }
            Event::Paste(text) => format!("plak {text}"),
            other => format!("{other:?}"),
        })
        .collect()
}

fn een(bytes: &[u8]) -> Vec<String> {
    namen(&lees(&[(0, bytes)]))
}

#[test]
fn every_key_of_a_terminal_is_known() {
    for (bytes, name) in [
        (&b"a"[..], "Char('a')"),
        (b"A", "KeyModifiers(SHIFT) Char('A')"),
        ("\u{e9}".as_bytes(), "Char('é')"),
        (b"\r", "Enter"),
        (b"\x1bOM", "Enter"),
        (b"\x1b[57414u", "Enter"),
        (b"\t", "Tab"),
        (b"\x1b[Z", "KeyModifiers(SHIFT) BackTab"),
        (b"\x7f", "Backspace"),
        (b"\x1b", "Esc"),
        (b"\x0c", "KeyModifiers(CONTROL) Char('l')"),
        (b"\x1b[A", "Up"),
        (b"\x1bOB", "Down"),
        (b"\x1b[1;5C", "KeyModifiers(CONTROL) Right"),
        (b"\x1b[H", "Home"),
        (b"\x1b[4~", "End"),
        (b"\x1b[5~", "PageUp"),
        (b"\x1bOP", "F(1)"),
        (b"\x1b[[B", "F(2)"),
        (b"\x1b[20~", "F(9)"),
        (b"\x1b[24;2~", "KeyModifiers(SHIFT) F(12)"),
        (b"\x1bOt", "Char('4')"),
        (b"\x1bOk", "Char('+')"),
        (b"\x1bx", "KeyModifiers(ALT) Char('x')"),
        (b"\x1b[97;5u", "KeyModifiers(CONTROL) Char('a')"),
        (b"\x1b[27;5;97~", "KeyModifiers(CONTROL) Char('a')"),
        (b"\x1bO", "KeyModifiers(ALT | SHIFT) Char('O')"),
    ] {
        let found = een(bytes);
        let same = found.len() == 1
            && (found[0] == name || found[0] == name.replace("ALT | SHIFT", "SHIFT | ALT"));
        assert!(same, "{bytes:?}: {found:?}, not {name}");
    }
    assert_eq!(een(b"\x1b\x1b[A"), ["Esc", "Up"]);
    // Esc and a command in one read are two keys: nobody holds Alt for that.
    assert_eq!(een(b"\x1b\x11"), ["Esc", "KeyModifiers(CONTROL) Char('q')"]);
    assert_eq!(een(b"\x1b\r"), ["Esc", "Enter"]);
    assert_eq!(
        een(b"\x1b[200~a;b\n\x1b[31m\x1b[201~x"),
        ["plak a;b\n\u{1b}[31m", "Char('x')"]
    );
    let up = lees(&[(0, b"\x1b[97;1:3u")]);
    assert!(matches!(&up[..], [Event::Key(key)] if key.kind == KeyEventKind::Release));
}

#[test]
fn an_answer_of_the_terminal_is_no_key_whatever_it_tells() {
    for answer in [
        OSC11,
        b"\x1b]11;rgb:1e1e/2e2e/4040\x07",
        b"\x1b]52;c;aGFsbG8=\x1b\\",
        b"\x1bP1$r0m\x1b\\",
        b"\x1bP>|XTerm(390)\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b^geheim\x1b\\",
        b"\x1bXgeheim\x1b\\",
        b"\x1b[?62;22c",
        b"\x1b[>41;390;0c",
        b"\x1b[24;80R",
        b"\x1b[?1u",
        b"\x1b[?2026;2$y",
        b"\x1b[<0;10;10M",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b\\",
        "\u{9d}11;rgb:00/00/00\u{7}".as_bytes(),
    ] {
        assert_eq!(een(answer), [""; 0], "{answer:?}");
        // The key that is pressed after it is that key.
        assert_eq!(een(&[answer, b"j"].concat()), ["Char('j')"], "{answer:?}");
    }
}

#[test]
fn an_answer_that_was_cut_behind_its_esc_leaves_no_letters() {
    let late = lees(&[(0, b"\x1b"), (120, &OSC11[1..])]);
    assert_eq!(
        namen(&late),
        ["Esc"],
        "the key comes first, the answer not at all"
    );
    // Somebody who presses Esc and types on is not taken for a terminal.
    let hand = lees(&[(0, b"\x1b"), (120, b"]"), (240, b"1"), (300, b"Piet")]);
    assert_eq!(hand.len(), 7, "{hand:?}");
}

#[test]
fn what_does_not_end_gives_the_keyboard_back_within_half_a_second() {
    assert!(ESC_WACHT < REEKS_WACHT && REEKS_WACHT < Duration::from_millis(450));
    for begin in [
        &b"\x1b[?"[..],
        b"\x1b[200",
        b"\x1b]11;rgb:",
        b"\x1bP1$r",
        b"\x1b_G",
        b"\x1bO5",
        b"\xc3",
    ] {
        let found = lees(&[(0, begin), (480, b"j")]);
        assert_eq!(namen(&found), ["Char('j')"], "{begin:?}");
    }
    // A paste that does not end is what came of it.
    let paste = lees(&[(0, b"\x1b[200~half"), (480, b"j")]);
    assert_eq!(namen(&paste), ["plak half", "Char('j')"]);
    // Who goes on typing into an answer that does not end is heard soon as well.
    let hand: Vec<(u64, &[u8])> = std::iter::once((0, &b"\x1b]11;"[..]))
        .chain((1..12).map(|at| (at * 90, &b"j"[..])))
        .collect();
    let found = lees(&hand);
    assert!((6..=8).contains(&found.len()), "{found:?}");
}

/// Answers of terminals, with any text in them that their kind allows.
fn antwoord() -> impl Strategy<Value = Vec<u8>> {
    let text = "[ -~]{0,40}";
    prop_oneof![
        ("[\\]P_^X]", text, prop::bool::ANY).prop_map(|(kind, text, bell)| {
            format!(
                "\u{1b}{kind}{text}{}",
                if bell { "\u{7}" } else { "\u{1b}\\" }
            )
            .into_bytes()
        }),
        ("[?><=]", "[0-9;]{0,12}", "[a-zA-Z]")
            .prop_map(|(kind, numbers, last)| format!("\u{1b}[{kind}{numbers}{last}").into_bytes()),
    ]
}

proptest! {
    #[test]
    fn answers_in_any_pieces_between_any_keys_leave_just_the_keys(
        parts in prop::collection::vec((antwoord(), "[a-z]{0,4}"), 1..6),
        cuts in prop::collection::vec((1usize..9, 0u64..20), 1..60),
    ) {
        let mut bytes = Vec::new();
        let mut typed = String::new();
        for (answer, letters) in &parts {
            bytes.extend_from_slice(answer);
            bytes.extend_from_slice(letters.as_bytes());
            typed.push_str(letters);
        }
        let mut pieces: Vec<(u64, &[u8])> = Vec::new();
        let (mut rest, mut ms) = (&bytes[..], 0);
        for (length, pause) in cuts.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (piece, more) = rest.split_at((*length).min(rest.len()));
            pieces.push((ms, piece));
            (rest, ms) = (more, ms + pause);
        }
        let expected: Vec<String> = typed.chars().map(|c| format!("Char({c:?})")).collect();
        prop_assert_eq!(namen(&lees(&pieces)), expected);
    }

    #[test]
    fn any_bytes_are_taken_and_the_keyboard_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut found = lees(&[(0, &bytes), (600, b"q")]);
        let last = found.pop();
        prop_assert!(
            matches!(&last, Some(Event::Key(key)) if key.code == KeyCode::Char('q')),
            "{:?}", last
        );
    }
}
