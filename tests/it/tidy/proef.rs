//! The checker itself, on small texts: a checker that cannot fail checks nothing.

use super::{bron, regels};

const KOP: &str = "//! A thing. Must not know more.\n";

/// What is wrong with a file of this room, as `line: explanation`.
fn fouten(pad: &str, code: &str) -> Vec<String> {
    let afhankelijk = super::afhankelijkheden();
    regels::bestand(pad, &format!("{KOP}{code}"), &afhankelijk)
        .iter()
        .map(|een| format!("{}: {}", een.regel, een.uitleg))
        .collect()
}

#[test]
fn what_a_room_must_not_know_is_found() {
    for (pad, code, deel) in [
        (
            "src/domain/x.rs",
            "use crate::store::Winkel;",
            "2: domain must not know store",
        ),
        (
            "src/domain/x.rs",
            "\nuse crate::{\n    domain::tag,\n    store::Winkel,\n};",
            "3: domain must not know store",
        ),
        (
            "src/domain/x.rs",
            "fn f() {\n    crate::send::doe();\n}",
            "3: domain must not know send",
        ),
        (
            "src/domain/x.rs",
            "use super::super::store::Winkel;",
            "domain must not know store",
        ),
        (
            "src/domain/mod.rs",
            "use super::store::Winkel;",
            "domain must not know store",
        ),
        (
            "src/domain/a/b.rs",
            "type A = super::super::super::store::Winkel;",
            "domain must not know store",
        ),
        (
            "src/app/x.rs",
            "pub(crate) use crate::shell as s;",
            "app must not know shell",
        ),
        (
            "src/ui/x.rs",
            "use crate::store::Winkel;",
            "ui must not know store",
        ),
        (
            "src/store/x.rs",
            "use crate::send::X;",
            "store must not know send",
        ),
        ("src/cli/x.rs", "use crate::ui::X;", "cli must not know ui"),
        (
            "src/domain/x.rs",
            "use zsmtafel::store::Winkel;",
            "domain must not know store",
        ),
        ("src/domain/x.rs", "use toml::Value;", "domain may use only"),
        (
            "src/domain/x.rs",
            "fn f(x: serde_json::Value) {}",
            "domain may use only",
        ),
        (
            "src/app/x.rs",
            "use rusqlite::Connection;",
            "rusqlite only in store",
        ),
        ("src/shell/x.rs", "use rusqlite;", "rusqlite only in store"),
        (
            "src/shell/x.rs",
            "extern crate rusqlite;",
            "rusqlite only in store",
        ),
        (
            "src/shell/x.rs",
            "use {std::io, rusqlite::Row};",
            "rusqlite only in store",
        ),
        (
            "src/shell/x.rs",
            "fn f(a: ::rusqlite::Row) {}",
            "rusqlite only in store",
        ),
        (
            "src/import/x.rs",
            "fn f() { for a in 0..std::fs::len(p) {} }",
            "std::fs only in",
        ),
        (
            "src/shell/x.rs",
            "use ::rusqlite::Row;",
            "rusqlite only in store",
        ),
        (
            "src/app/x.rs",
            "use ratatui::widgets::Block;",
            "ratatui only in ui, shell",
        ),
        (
            "src/app/x.rs",
            "use ratatui::{style::Color, text::Line};",
            "ratatui only in ui, shell",
        ),
        (
            "src/app/x.rs",
            "use crossterm::terminal::size;",
            "crossterm only in shell",
        ),
        ("src/app/x.rs", "use std::{fmt, fs};", "std::fs only in"),
        (
            "src/import/x.rs",
            "fn f() { std::fs::read(p) }",
            "std::fs only in",
        ),
        ("src/gast/x.rs", "", "room gast is not in the table"),
    ] {
        let gevonden = fouten(pad, code);
        assert_eq!(gevonden.len(), 1, "{pad} {code}: {gevonden:?}");
        assert!(gevonden[0].contains(deel), "{pad} {code}: {gevonden:?}");
    }
}

#[test]
fn what_may_be_is_let_through() {
    for (pad, code) in [
        (
            "src/domain/x.rs",
            "use std::fmt;\nuse crate::domain::tag;\nuse super::ids;\nuse chrono::Utc;",
        ),
        ("src/domain/a/b.rs", "use super::super::ids;\nuse super::c;"),
        (
            "src/app/x.rs",
            "use crate::{domain::a, import::b, journal::c, send::d};\nuse ratatui::style::{Color, Style};",
        ),
        (
            "src/app/x.rs",
            "use crossterm::event::KeyCode;\nuse tui_input::Input;\nuse ratatui_textarea::TextArea;",
        ),
        ("src/ui/x.rs", "use crate::app::Model;\nuse ratatui::Frame;"),
        ("src/store/x.rs", "use rusqlite::Connection;\nuse std::fs;"),
        (
            "src/shell/x.rs",
            "use crate::ui::teken;\nfn f() { Utc::now(); std::fs::read(p); }",
        ),
        (
            "src/cli/x.rs",
            "use crate::shell::paden;\nuse crate::store::Winkel;",
        ),
        // Texts, comments and tests are no code.
        (
            "src/domain/x.rs",
            "// use crate::store::X; x.unwrap()\nconst A: &str = \"crate::store::X panic!\";",
        ),
        (
            "src/domain/x.rs",
            "const A: &str = r#\"a \" crate::store::X println!\"#;\n/* /* todo! */ panic! */",
        ),
        (
            "src/domain/x.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::store::X;\n    fn f() { a.unwrap(); }\n}\nfn g() {}",
        ),
        (
            "src/domain/x.rs",
            "fn f<'a>(a: &'a str) -> char { '\"' }\n// panic!\nconst B: char = '\\'';",
        ),
        (
            "src/domain/x.rs",
            "fn f() { a.unwrap_or_default(); b.expect_err_of(); Store::now(); known_v70(); }",
        ),
        (
            "src/domain/x.rs",
            "#[expect(dead_code, reason = \"x\")]\nfn f() {}",
        ),
        // A module of our own that is called like a crate of others.
        (
            "src/domain/x.rs",
            "use super::toml::X;\nuse crate::domain::csv::Y;",
        ),
    ] {
        assert_eq!(fouten(pad, code), Vec::<String>::new(), "{pad} {code}");
    }
}

#[test]
fn calls_and_words_that_never_stay_are_found() {
    for code in [
        "fn f() { a.unwrap(); }",
        "fn f() { a\n.expect(\"x\"); }",
        "fn f() { panic!(\"x\") }",
        "fn f() { todo!() }",
        "fn f() { println!() }",
        "fn f() { std::eprintln!() }",
        "fn f() { Utc::now() }",
        "fn f() { std::time::Instant::now() }",
        "fn f() { Uuid::now_v7() }",
        concat!("// TO", "DO: more"),
        concat!("/// FIX", "ME."),
        concat!("const A: &str = \"XX", "X\";"),
        // What stands after a test part counts again.
        "#[cfg(test)]\nuse x;\nfn f() { a.unwrap(); }",
        "#[cfg(test)]\nmod t { fn f() { \"}\"; } }\nfn f() { a.unwrap(); }",
        // A quote in a character, or a lifetime, does not open a text.
        "const A: char = '\"'; fn f() { a.unwrap(); }",
        "fn f<'a>(a: &'a A) { a.unwrap(); }",
    ] {
        assert_eq!(
            fouten("src/import/x.rs", code).len(),
            1,
            "{code}: {:?}",
            fouten("src/import/x.rs", code)
        );
    }
}

#[test]
fn the_head_of_a_module_is_wanted() {
    let kop = |pad: &str, tekst: &str| regels::bestand(pad, tekst, &[]).len();
    assert_eq!(kop("src/app/x.rs", "fn f() {}"), 1);
    assert_eq!(kop("src/app/x.rs", "//! A thing.\nfn f() {}"), 1);
    assert_eq!(kop("src/app/x.rs", "// Must not know.\nfn f() {}"), 1);
    assert_eq!(
        kop(
            "src/app/x.rs",
            "//! A thing. Must not\n//! know more.\nfn f() {}"
        ),
        0
    );
    // Roots, and files that only name modules, need no more than a head.
    assert_eq!(kop("src/main.rs", "//! It.\nfn main() {}"), 0);
    assert_eq!(kop("src/main.rs", "fn main() {}"), 1);
    let modules = "//! Rooms.\n\nmod a;\npub mod b;\n#[rustfmt::skip]\npub use a::{A, B};\n";
    assert_eq!(kop("src/app/mod.rs", modules), 0);
    assert_eq!(kop("src/app/mod.rs", &format!("{modules}fn f() {{}}\n")), 1);
}

#[test]
fn a_long_file_is_found_and_comments_do_not_make_it_long() {
    let lang = "fn f() {}\n".repeat(600);
    assert_eq!(
        fouten("src/app/x.rs", &lang),
        ["1: 600 lines of code; stay under 600, split by idea"]
    );
    let net = format!("{}{}", "fn f() {}\n".repeat(599), "// Why.\n\n".repeat(300));
    assert_eq!(fouten("src/app/x.rs", &net), Vec::<String>::new());
    let met_tests = format!(
        "{}#[cfg(test)]\nmod t {{\n{}}}\n",
        "fn f() {}\n".repeat(599),
        "fn g() {}\n".repeat(90)
    );
    assert_eq!(fouten("src/app/x.rs", &met_tests), Vec::<String>::new());
}

#[test]
fn groups_are_written_out() {
    let paden =
        |code: &str| -> Vec<String> { bron::paden(code).into_iter().map(|(_, pad)| pad).collect() };
    assert_eq!(
        paden("use a::{b, c::{d as e, f}, self};"),
        ["a::b", "a::c::d", "a::c::f", "a::self"]
    );
    assert_eq!(paden("use a::b::*;"), ["a::b"]);
    assert_eq!(paden("let x = Vec::<a::B>::new();"), ["Vec", "a::B"]);
    assert_eq!(paden("f(a::b, x.c, d::e())"), ["a::b", "d::e"]);
}
