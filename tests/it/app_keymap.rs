//! The keymap is one table; what is derived of it agrees with it.

use std::collections::HashSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use zsmtafel::app::keymap::{Action, Context, KEYMAP, getypt, toetsnaam, voet, zoek};

fn key(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
    KeyEvent::new(code, modifiers)
}

/// The event that a terminal sends for a name in the table.
fn event_of(name: &str) -> KeyEvent {
    let none = KeyModifiers::NONE;
    match name {
        "Enter" => key(KeyCode::Enter, none),
        "Esc" => key(KeyCode::Esc, none),
        "Tab" => key(KeyCode::Tab, none),
        "BackTab" => key(KeyCode::BackTab, KeyModifiers::SHIFT),
        "Omlaag" => key(KeyCode::Down, none),
        "Omhoog" => key(KeyCode::Up, none),
        "Links/Rechts" => key(KeyCode::Left, none),
        "PgDn" => key(KeyCode::PageDown, none),
        "PgUp" => key(KeyCode::PageUp, none),
        "Home" => key(KeyCode::Home, none),
        "End" => key(KeyCode::End, none),
        "Spatie" => key(KeyCode::Char(' '), none),
        "F1" => key(KeyCode::F(1), none),
        "F2" => key(KeyCode::F(2), none),
        "F3" => key(KeyCode::F(3), none),
        "F4" => key(KeyCode::F(4), none),
        "F9" => key(KeyCode::F(9), none),
        other => match other.strip_prefix("Ctrl-") {
            Some(letter) => key(
                KeyCode::Char(letter.to_lowercase().chars().next().unwrap()),
                KeyModifiers::CONTROL,
            ),
            None => {
                let mut chars = other.chars();
                let c = chars.next().unwrap();
                assert_eq!(chars.next(), None, "unknown key {other}");
                key(KeyCode::Char(c), none)
            }
        },
    }
}

#[test]
fn no_key_stands_twice_in_one_context() {
    let mut seen = HashSet::new();
    for binding in KEYMAP {
        assert!(
            seen.insert((binding.context, binding.toets)),
            "{} twice in {:?}",
            binding.toets,
            binding.context
        );
    }
}

#[test]
fn every_line_of_the_table_is_reached_by_its_key() {
    for binding in KEYMAP {
        let found = zoek(&[binding.context], &event_of(binding.toets));
        assert_eq!(
            found,
            Some(binding.action),
            "{} in {:?}",
            binding.toets,
            binding.context
        );
    }
}

#[test]
fn the_foot_shows_only_keys_that_work_there() {
    for context in Context::ALLE {
        let contexts = [context, Context::Overal];
        for binding in voet(&contexts) {
            let found = zoek(&contexts, &event_of(binding.toets));
            assert_eq!(
                found,
                Some(binding.action),
                "{} in {context:?}",
                binding.toets
            );
        }
    }
}

#[test]
fn no_command_needs_a_key_that_a_dutch_laptop_lacks() {
    for binding in KEYMAP {
        assert!(
            !["[", "]", "{", "}", "\\", "~", "'", "\"", "^", "|", "`"].contains(&binding.toets),
            "{} in {:?}",
            binding.toets,
            binding.context
        );
        assert!(!binding.lang.ends_with('!') && !binding.kort.contains('!'));
    }
}

#[test]
fn altgr_types_and_commands_nothing() {
    let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    let euro = key(KeyCode::Char('q'), altgr);
    assert_eq!(toetsnaam(&euro), None);
    assert_eq!(getypt(&euro), Some('q'));
    assert_eq!(
        getypt(&key(KeyCode::Char('s'), KeyModifiers::CONTROL)),
        None
    );
    assert_eq!(
        zoek(&[Context::Formulier], &key(KeyCode::Char('s'), altgr)),
        None
    );
    assert_eq!(
        zoek(
            &[Context::Formulier],
            &key(KeyCode::Char('s'), KeyModifiers::CONTROL)
        ),
        Some(Action::Opslaan)
    );
}
