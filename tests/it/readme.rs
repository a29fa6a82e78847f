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
