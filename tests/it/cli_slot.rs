//! The passphrase on the command line, and what `controle` finds.

use crate::cli_hulp::{LIJSTEN, Plek, voorbeeld};

#[test]
fn a_passphrase_in_a_file_makes_a_table_and_opens_it_again() {
    let plek = Plek::nieuw();
    let list = voorbeeld(LIJSTEN[0]).display().to_string();
    let good = plek.bestand("goed.txt", "een lang wachtwoord\r\ntweede regel\r\n");
    let wrong = plek.bestand("fout.txt", "iets anders\n");
    let empty = plek.bestand("leeg.txt", "\nop de tweede regel\n");
    let gone = plek.pad("weg.txt").display().to_string();

    // Without a passphrase, and without a terminal to ask on, the table stays locked.
    let told = plek.echt(&["lijst"]).gaf(4);
    assert!(told.fout.contains("--wachtwoord-bestand"), "{}", told.fout);
    plek.echt(&["lijst", "--wachtwoord-bestand", &empty]).gaf(4);
    plek.echt(&["lijst", "--wachtwoord-bestand", &gone]).gaf(4);
    assert!(!plek.pad("data").exists());

    plek.echt(&["inlezen", &list, "--wachtwoord-bestand", &good])
        .gaf(0);
    let head = std::fs::read(plek.pad("data").join("tafel.db")).unwrap();
    assert!(!head.starts_with(b"SQLite format 3"));
    let told = plek.echt(&["lijst", "--wachtwoord-bestand", &wrong]).gaf(4);
    assert!(told.uit.is_empty(), "{}", told.uit);
    let list = plek
        .echt(&["lijst", "--json", "--wachtwoord-bestand", &good])
        .gaf(0);
    assert_eq!(list.json().as_array().unwrap().len(), 46);
    // Practice has a table of its own.
    assert!(plek.lijst().is_empty());
    let check = plek.echt(&["controle"]).gaf(0);
    assert!(check.uit.contains("niet geopend"), "{}", check.uit);
    let check = plek
        .echt(&["controle", "--wachtwoord-bestand", &wrong])
        .gaf(4);
    assert!(check.uit.contains("FOUT"), "{}", check.uit);
}

#[test]
fn the_check_tells_right_from_wrong() {
    let plek = Plek::nieuw();
    let check = plek.echt(&["controle", "--json"]).gaf(0).json();
    assert_eq!(check["goed"], true);
    assert!(!plek.pad("data").exists());
    let check = plek.oefen(&["controle"]).gaf(0);
    for part in ["SQLCipher", "journaal", "schema versie", "tijdzone"] {
        assert!(check.uit.contains(part), "{part} in {}", check.uit);
    }

    // A site's own file that is not usable, and a slip in the configuration.
    plek.bestand("termijnen.toml", "dit is geen toml");
    let check = plek.oefen(&["controle"]).gaf(1);
    assert!(check.uit.contains("termijnen.toml"), "{}", check.uit);
    plek.oefen(&["lijst"]).gaf(1);
    std::fs::remove_file(plek.pad("termijnen.toml")).unwrap();
    plek.bestand("config.toml", "[klok]\nspoed = 'veel'\n");
    let check = plek.oefen(&["controle"]).gaf(1);
    assert!(check.uit.contains("regel 2"), "{}", check.uit);
    // The same slip keeps nobody from work.
    let list = plek.oefen(&["lijst", "--json"]).gaf(0);
    assert!(list.fout.contains("let op"), "{}", list.fout);
}
