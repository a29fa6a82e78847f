//! Files of a room do not go round in a circle: what a file uses never uses the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{WORTEL, bestanden, bron, naam};

/// Circles that are left, each by its files. The list may get shorter, and not longer.
const BEKEND: &[&[&str]] = &[];

/// The modules of a room, each with those that it uses.
type Gebruik = BTreeMap<String, BTreeSet<String>>;

/// `src/app/schermen/mod.rs` is `app::schermen`.
fn module(pad: &str) -> String {
    let pad = pad.trim_start_matches("src/").trim_end_matches(".rs");
    pad.trim_end_matches("/mod").replace('/', "::")
}

/// Where a path leads that is written in a module: the longest module that it begins with.
fn doel<'a>(van: &str, pad: &str, modules: &'a BTreeSet<String>) -> Option<&'a String> {
    let mut delen: Vec<&str> = pad.split("::").collect();
    let mut begin: Vec<&str> = van.split("::").collect();
    if delen[0] == "crate" {
        begin.clear();
        delen.remove(0);
    }
    while ["super", "self"].contains(delen.first()?) {
        if delen.remove(0) == "super" {
            begin.pop();
        }
    }
    begin.extend(delen);
    (1..=begin.len())
        .rev()
        .find_map(|lengte| modules.get(&begin[..lengte].join("::")))
}

/// The code without `pub(in …)`: who may see something is no use of it.
fn zonder_zicht(kaal: &str) -> String {
    let mut out = String::new();
    let mut rest = kaal;
    while let Some((before, after)) = rest.split_once("pub(in ") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    out + rest
}

fn gebruik(bronnen: &[(String, String)]) -> Gebruik {
    let modules: BTreeSet<String> = bronnen.iter().map(|(pad, _)| module(pad)).collect();
    bronnen
        .iter()
        .map(|(pad, tekst)| {
            let van = module(pad);
            let uses = bron::paden(&zonder_zicht(&bron::kaal(tekst)))
                .iter()
                .filter_map(|(_, pad)| doel(&van, pad, &modules).cloned())
                .filter(|doel| *doel != van)
                .collect();
            (van, uses)
        })
        .collect()
}

/// Everything that a module reaches.
fn bereik(van: &str, gebruik: &Gebruik) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let mut open = vec![van.to_owned()];
    while let Some(next) = open.pop() {
        for other in gebruik.get(&next).into_iter().flatten() {
            if out.insert(other.clone()) {
                open.push(other.clone());
            }
        }
    }
    out
}

/// The circles, each once, with its modules in order.
fn kringen(gebruik: &Gebruik) -> Vec<Vec<String>> {
    let reach: BTreeMap<&String, BTreeSet<String>> = gebruik
        .keys()
        .map(|van| (van, bereik(van, gebruik)))
        .collect();
    let mut out = BTreeSet::new();
    for (van, there) in &reach {
        let circle: Vec<String> = there
            .iter()
            .filter(|other| reach.get(other).is_some_and(|back| back.contains(*van)))
            .cloned()
            .collect();
        if !circle.is_empty() {
            out.insert(circle);
        }
    }
    out.into_iter().collect()
}

pub(super) fn bronnen(kamer: &str) -> Vec<(String, String)> {
    bestanden(&Path::new(WORTEL).join("src").join(kamer))
        .into_iter()
        .filter(|pad| pad.extension().is_some_and(|soort| soort == "rs"))
        .map(|pad| (naam(&pad), fs::read_to_string(&pad).unwrap()))
        .collect()
}

#[test]
fn no_file_of_app_or_ui_is_used_by_what_it_uses() {
    for kamer in ["app", "ui"] {
        let all = gebruik(&bronnen(kamer));
        assert!(all.len() > 30, "{kamer}: {}", all.len());
        let edges: usize = all.values().map(BTreeSet::len).sum();
        assert!(edges > 50, "{kamer}: {edges}");
        let found = kringen(&all);
        println!(
            "{kamer}: {} files, {edges} uses, {} circles",
            all.len(),
            found.len()
        );
        let known: Vec<Vec<String>> = BEKEND
            .iter()
            .filter(|one| one[0].starts_with(&format!("{kamer}::")))
            .map(|one| one.iter().map(|name| (*name).to_owned()).collect())
            .collect();
        assert_eq!(found, known, "circles in src/{kamer}");
    }
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let wereld = |files: &[(&str, &str)]| -> Vec<Vec<String>> {
        let files: Vec<_> = files
            .iter()
            .map(|(pad, tekst)| ((*pad).to_owned(), (*tekst).to_owned()))
            .collect();
        kringen(&gebruik(&files))
    };
    for (one, other) in [
        ("use super::b::B;", "use crate::app::a::A;"),
        ("use super::{b, c::C};", "fn f() { super::a::g(); }"),
        ("fn f(x: crate::app::b::B) {}", "use super::a::{self, A};"),
    ] {
        let files = [
            ("src/app/a.rs", one),
            ("src/app/b.rs", other),
            ("src/app/c.rs", "use super::b::B;"),
        ];
        let found = wereld(&files);
        assert_eq!(found.len(), 1, "{one} {other}: {found:?}");
        assert!(found[0].contains(&"app::a".to_owned()), "{found:?}");
    }
    // By a third, and by a folder.
    let by_three = [
        ("src/app/a.rs", "use super::b::B;"),
        ("src/app/b.rs", "use super::d::e::E;"),
        ("src/app/d/mod.rs", "pub mod e;"),
        ("src/app/d/e.rs", "use super::super::a::A;"),
    ];
    assert_eq!(wereld(&by_three)[0], ["app::a", "app::b", "app::d::e"]);
    // What a folder holds is no use of it, nor is a word in a comment or in quotes.
    let none = [
        (
            "src/app/a.rs",
            "mod kind;\n// use super::b::B;\nconst A: &str = \"super::b::B\";",
        ),
        ("src/app/a/kind.rs", "use super::A;"),
        ("src/app/b.rs", "use super::a::A;"),
    ];
    assert!(wereld(&none).is_empty());
}
