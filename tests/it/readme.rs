//! The README says what is so: its first screen, and the keys as the table has them.

use zsmtafel::app::keymap::als_markdown;

const BEGIN: &str = "<!-- toetsen: begin -->\n";
const EIND: &str = "<!-- toetsen: eind -->";

fn pad() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

#[test]
fn the_first_screen_says_how_to_run_and_how_to_test() {
    let text = std::fs::read_to_string(pad()).unwrap();
    let first: String = text.lines().take(24).collect::<Vec<_>>().join("\n");
    assert!(first.contains("cargo run --release -- demo"));
    assert!(first.contains("cargo test"));
}

/// Run with `README=schrijf cargo test readme` after changing the keymap.
#[test]
fn the_keys_in_the_readme_are_the_keys_of_the_program() {
    let text = std::fs::read_to_string(pad()).unwrap();
    let (head, rest) = text.split_once(BEGIN).expect("README has the begin mark");
    let (written, tail) = rest.split_once(EIND).expect("README has the end mark");
    let expected = als_markdown();
    if std::env::var("README").is_ok_and(|value| value == "schrijf") {
        std::fs::write(pad(), format!("{head}{BEGIN}{expected}{EIND}{tail}")).unwrap();
        return;
    }
    assert_eq!(written, expected, "run: README=schrijf cargo test readme");
}

/// The tests that a text names: `room_story::name`, `room_story::{one, other}`, `room_story::*`.
fn genoemde_tests(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for quoted in text.split('`').skip(1).step_by(2) {
        let Some((file, rest)) = quoted.split_once("::") else {
            continue;
        };
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/it")
            .join(format!("{file}.rs"));
        if !file.contains('_') || !path.exists() {
            let room = file.split('_').next().unwrap_or_default();
            let rooms = [
                "app", "cli", "domain", "import", "journal", "pty", "send", "shell", "store", "ui",
            ];
            assert!(
                !file.contains('_') || !rooms.contains(&room) || file.contains('/'),
                "no such stories: {quoted}"
            );
            continue;
        }
        let names = rest.trim_start_matches('{').trim_end_matches('}');
        out.extend(
            names
                .split(',')
                .map(|name| (file.to_owned(), name.trim().to_owned())),
        );
    }
    out
}

#[test]
fn every_test_that_the_architecture_names_is_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("assets/docs/architecture.md")).unwrap();
    let named = genoemde_tests(&text);
    assert!(named.len() > 100, "{}", named.len());
    let mut lost = Vec::new();
    for (file, name) in named {
        let code =
            std::fs::read_to_string(root.join("tests/it").join(format!("{file}.rs"))).unwrap();
        let there =
            name.contains('*') || name.contains('!') || code.contains(&format!("fn {name}("));
        if !there {
            lost.push(format!("{file}::{name}"));
        }
    }
    assert!(lost.is_empty(), "named and not there: {lost:#?}");
}
