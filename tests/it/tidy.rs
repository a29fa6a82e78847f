//! The house keeps its own order: rooms, lengths, heads, and what stands at the top of the repository.
//!
//! The rules are in `tidy/regels.rs`; the reasons in assets/docs/architecture.md.

mod bron;
mod kringen;
mod proef;
mod regels;
mod schermen;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const WORTEL: &str = env!("CARGO_MANIFEST_DIR");

/// What may stand at the top; `.git` and `target` are not ours.
const TOP: &[&str] = &[
    ".ci",
    ".git",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "assets",
    "config.example.toml",
    "src",
    "target",
    "tests",
];

/// Folders of one computer. In two pieces, so that this file is clean too.
const MACHINE: [&str; 3] = [
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/tm", "p/wt"),
];

/// The crates of Cargo.toml, as they are written in code.
fn afhankelijkheden() -> Vec<String> {
    let tabel: toml::Table = fs::read_to_string(Path::new(WORTEL).join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    ["dependencies", "dev-dependencies"]
        .iter()
        .flat_map(|deel| tabel[*deel].as_table().unwrap().keys())
        .map(|naam| naam.replace('-', "_"))
        .collect()
}

/// Every file below a folder of the repository; what is built or thrown away left out.
fn bestanden(map: &Path) -> Vec<PathBuf> {
    let mut uit = Vec::new();
    for ingang in fs::read_dir(map).unwrap() {
        let pad = ingang.unwrap().path();
        let naam = pad.file_name().unwrap().to_string_lossy().into_owned();
        if pad.is_dir() {
            // Neither what is built, nor what a fuzzer makes beside its targets.
            if !["target", ".git", "corpus", "artifacts", "coverage"].contains(&naam.as_ref()) {
                uit.extend(bestanden(&pad));
            }
        } else if naam != ".git" && !naam.ends_with(".snap.new") && !naam.ends_with(".pending-snap")
        {
            uit.push(pad);
        }
    }
    uit.sort();
    uit
}

fn naam(pad: &Path) -> String {
    pad.strip_prefix(WORTEL)
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/")
}

#[test]
fn every_source_file_obeys_the_rules() {
    let afhankelijk = afhankelijkheden();
    let mut fouten = Vec::new();
    let mut gelezen = 0;
    for pad in bestanden(&Path::new(WORTEL).join("src")) {
        if pad.extension().is_some_and(|soort| soort == "rs") {
            gelezen += 1;
            let tekst = fs::read_to_string(&pad).unwrap();
            fouten.extend(regels::bestand(&naam(&pad), &tekst, &afhankelijk));
        }
    }
    assert!(gelezen > 10, "{gelezen}");
    let lijst: Vec<_> = fouten.iter().map(ToString::to_string).collect();
    assert!(
        lijst.is_empty(),
        "{} rules broken:\n{}",
        lijst.len(),
        lijst.join("\n")
    );
}

/// Dutch words for machinery: a local of this name belongs in English. Domain nouns stay Dutch.
const MACHINEWOORDEN: [&str; 22] = [
    "uit", "oud", "nieuw", "eerste", "laatste", "volgende", "vorige", "aantal", "lengte", "getal",
    "stuk", "stukken", "zichzelf", "leden", "lid", "gevonden", "klaar", "einde", "verschil",
    "tekens", "woord", "woorden",
];

/// So many are left, where the name is a function's or a field's too. The number may fall, and not rise.
const NEDERLANDS: usize = 71;

#[test]
fn locals_of_machinery_are_english_and_those_that_are_not_grow_fewer() {
    let mut found = Vec::new();
    for path in bestanden(&Path::new(WORTEL).join("src")) {
        if path.extension().is_none_or(|kind| kind != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().map(str::trim_start) {
            let Some(rest) = line.strip_prefix("let ") else {
                continue;
            };
            let rest = rest.strip_prefix("mut ").unwrap_or(rest);
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if MACHINEWOORDEN.contains(&name.as_str()) {
                found.push(format!("{}: {name}", naam(&path)));
            }
        }
    }
    assert!(
        found.len() <= NEDERLANDS,
        "{} locals, {NEDERLANDS} were left:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// Of every type of the crate: its name, and the files that declare one of that name.
fn typen() -> BTreeMap<String, Vec<String>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in bestanden(&Path::new(WORTEL).join("src")) {
        if path.extension().is_none_or(|kind| kind != "rs") {
            continue;
        }
        let text = bron::kaal(&fs::read_to_string(&path).unwrap());
        for line in text.lines() {
            let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            let declares = |word: &&str| ["enum", "struct", "type", "trait"].contains(word);
            // What is indented is a type inside a trait or a function.
            if !line.starts_with(' ') && words.by_ref().take(4).any(|word| declares(&word)) {
                let name = words.find(|word| !word.is_empty()).unwrap_or_default();
                out.entry(name.to_owned()).or_default().push(naam(&path));
            }
        }
    }
    out
}

/// Words so general that one type of that name is enough: a second one gets a name of its own.
const EENMAAL: [&str; 4] = ["Lezer", "Rij", "Slot", "Stand"];

/// So many names are still that of more than one type, most of them each in its own file alone. The number may
/// fall, and not rise.
const GEDEELDE_NAMEN: usize = 94;

#[test]
fn names_of_types_that_are_shared_grow_fewer() {
    let all = typen();
    assert!(all.len() > 300, "{}", all.len());
    for name in EENMAAL {
        let count = all.get(name).map_or(0, Vec::len);
        assert!(count <= 1, "{name}: {:?}", all[name]);
    }
    let shared: Vec<_> = all.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(
        shared.len() <= GEDEELDE_NAMEN,
        "{} names are shared, {GEDEELDE_NAMEN} were:\n{shared:#?}",
        shared.len()
    );
}

#[test]
fn the_top_of_the_repository_holds_only_what_belongs_there() {
    let vreemd: Vec<_> = fs::read_dir(WORTEL)
        .unwrap()
        .map(|ingang| ingang.unwrap().file_name().into_string().unwrap())
        .filter(|naam| !TOP.contains(&naam.as_str()))
        .collect();
    assert!(
        vreemd.is_empty(),
        "not at the top, but in src, assets or tests: {vreemd:?}"
    );
}

#[test]
fn no_file_names_a_folder_of_one_computer() {
    let bevat = |bytes: &[u8], stuk: &str| {
        bytes
            .windows(stuk.len())
            .any(|deel| deel == stuk.as_bytes())
    };
    assert!(bevat(format!("x{}y", MACHINE[0]).as_bytes(), MACHINE[0]));
    let mut fouten = Vec::new();
    for pad in bestanden(Path::new(WORTEL)) {
        let bytes = fs::read(&pad).unwrap();
        for (nummer, regel) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if MACHINE.iter().any(|map| bevat(regel, map)) {
                fouten.push(format!("{}:{}", naam(&pad), nummer + 1));
            }
        }
    }
    assert!(fouten.is_empty(), "folders of one computer in: {fouten:?}");
}

#[test]
fn the_licence_is_said() {
    let tabel: toml::Table = fs::read_to_string(Path::new(WORTEL).join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(tabel["package"]["license"].as_str(), Some("EUPL-1.2"));
}
