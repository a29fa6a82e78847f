//! A screen is a file in app, a file in ui, and a line in the list.

use std::collections::BTreeSet;

use super::bron;
use super::kringen::bronnen;

const LIJST: &str = "src/app/schermlijst.rs";

/// What may change the Model. A screen is not among them: it says what it wants.
const MACHINE: &[&str] = &[
    "src/app/antwoord.rs",
    "src/app/bel.rs",
    "src/app/bewaren.rs",
    "src/app/doen.rs",
    "src/app/gezien.rs",
    "src/app/taggen.rs",
    "src/app/update.rs",
];

/// So many functions take the whole Model to change it. The number may fall, and not rise.
const MET_MODEL: usize = 60;

/// The types of the list.
fn schermen() -> Vec<String> {
    let all = bronnen("app");
    let (_, tekst) = all.iter().find(|(pad, _)| pad == LIJST).unwrap();
    let kaal = bron::kaal(tekst);
    let begin = kaal.find("lagen {").unwrap();
    let einde = kaal.find("pub(crate) use elk_scherm").unwrap();
    kaal[begin..einde]
        .lines()
        .filter_map(|regel| {
            let (_, binnen) = regel.trim().strip_suffix("),")?.split_once('(')?;
            Some(binnen.rsplit(' ').next()?.to_owned())
        })
        .collect()
}

/// The files that import a type, and how.
fn noemt<'a>(bronnen: &'a [(String, String)], van: &str, soort: &str) -> BTreeSet<&'a str> {
    let path = format!("{van}::{soort}");
    bronnen
        .iter()
        .filter(|(_, tekst)| {
            let uses = bron::paden(&bron::kaal(tekst));
            uses.iter().any(|(_, one)| one.ends_with(&path))
        })
        .map(|(pad, _)| pad.as_str())
        .collect()
}

/// A file and those in the folder of its name.
fn van(pad: &str, bestand: &str) -> bool {
    let stam = bestand.trim_end_matches(".rs").trim_end_matches("/mod");
    pad == bestand || pad.starts_with(&format!("{stam}/"))
}

#[test]
fn a_screen_is_two_files_and_a_line() {
    let (app, ui) = (bronnen("app"), bronnen("ui"));
    let all = schermen();
    assert!(all.len() >= 20, "{all:?}");
    for soort in &all {
        let declares = |(_, tekst): &&(String, String)| {
            let kaal = bron::kaal(tekst);
            kaal.contains(&format!("pub struct {soort} {{"))
        };
        let own: Vec<&str> = app
            .iter()
            .filter(declares)
            .map(|(pad, _)| pad.as_str())
            .collect();
        let &[own] = own.as_slice() else {
            panic!("{soort} is declared in {own:?}");
        };
        let stem = own.trim_end_matches(".rs").trim_end_matches("/mod");
        let module = stem.rsplit('/').next().unwrap();
        let strange: Vec<_> = noemt(&app, module, soort)
            .into_iter()
            .filter(|pad| !van(pad, own) && *pad != LIJST)
            .collect();
        assert!(strange.is_empty(), "{soort} is named in {strange:?}");
        let drawn: Vec<&str> = ui
            .iter()
            .filter(|(_, tekst)| tekst.contains(&format!("impl Tekent for {soort} {{")))
            .map(|(pad, _)| pad.as_str())
            .collect();
        let &[drawn] = drawn.as_slice() else {
            panic!("{soort} is drawn in {drawn:?}");
        };
        // The mirror: a screen is drawn in the file of its name.
        let mirror = format!("{}.rs", stem.replace("src/app/", "src/ui/"));
        assert_eq!(drawn, mirror, "{soort}");
        let strange: Vec<_> = noemt(&ui, module, soort)
            .into_iter()
            .filter(|pad| !van(pad, drawn))
            .collect();
        assert!(strange.is_empty(), "{soort} is named in {strange:?}");
    }
}

#[test]
fn no_screen_is_asked_for_by_its_kind() {
    for (pad, tekst) in bronnen("app").into_iter().chain(bronnen("ui")) {
        if pad == LIJST {
            continue;
        }
        for (_, path) in bron::paden(&bron::kaal(&tekst)) {
            let mut parts = path.split("::");
            let list = ["Laag", "Dialoog"].contains(&parts.next().unwrap());
            let kind = parts
                .next()
                .is_some_and(|one| one.starts_with(char::is_uppercase));
            assert!(!(list && kind), "{pad}: {path}");
        }
    }
}

#[test]
fn only_the_machine_changes_the_model() {
    let mut count = 0;
    for (pad, tekst) in bronnen("app") {
        let here = bron::kaal(&tekst).matches("model: &mut Model").count();
        assert!(
            here == 0 || MACHINE.contains(&pad.as_str()),
            "{pad} changes the Model"
        );
        count += here;
    }
    println!("{count} functions take `&mut Model`");
    assert!(count <= MET_MODEL, "{count}, {MET_MODEL} were left");
}

#[test]
fn whoever_holds_a_draft_is_a_form() {
    let mut forms = 0;
    for (pad, tekst) in bronnen("app") {
        let kaal = bron::kaal(&tekst);
        if !kaal.contains("    pub concept: Concept,") {
            continue;
        }
        forms += 1;
        let is_form = kaal.contains("impl Invulscherm for ");
        let writes =
            kaal.contains("impl Schrijfplek for ") && kaal.contains("fn schrijft(&mut self)");
        assert!(is_form || writes, "{pad} holds a draft that nobody keeps");
    }
    assert!(forms >= 6, "{forms}");
}
