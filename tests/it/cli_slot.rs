//! The passphrase on the command line, and what `controle` finds.

use std::io::{Read as _, Write as _};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::cli_hulp::{LIJSTEN, Plek, voorbeeld};

/// Runs a command in a terminal, types `text` once `wanted` is on screen; everything that was shown until
/// it ended or until `end` was shown.
fn in_terminal(plek: &Plek, args: &[&str], wanted: &str, text: &str, end: &str) -> String {
    let pty = native_pty_system()
        .openpty(PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        })
        .unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zsmtafel"));
    command.env("TERM", "xterm-256color");
    command.arg("--data");
    command.arg(plek.pad("data"));
    command.arg("--config");
    command.arg(plek.pad("config.toml"));
    command.args(args);
    let mut child = pty.slave.spawn_command(command).unwrap();
    drop(pty.slave);
    let mut keys = pty.master.take_writer().unwrap();
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut seen = Vec::new();
    let mut typed = false;
    let mut piece = [0; 4096];
    // When the other side closes, Linux gives an error and others give an end.
    while let Ok(count @ 1..) = reader.read(&mut piece) {
        seen.extend_from_slice(&piece[..count]);
        let shown = String::from_utf8_lossy(&seen);
        if !typed && shown.contains(wanted) {
            keys.write_all(text.as_bytes()).unwrap();
            typed = true;
        }
        if typed && shown.contains(end) {
            break;
        }
    }
    assert!(typed, "{}", String::from_utf8_lossy(&seen));
    child.kill().ok();
    child.wait().unwrap();
    String::from_utf8_lossy(&seen).into_owned()
}

#[test]
fn a_passphrase_in_a_file_makes_a_table_and_opens_it_again() {
    let plek = Plek::nieuw();
    let list = voorbeeld(LIJSTEN[0]).display().to_string();
    let good = plek.bestand(
        "goed.txt",
        "zeven kromme bananen op een fregat\r\ntweede regel\r\n",
    );
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
    // At a terminal it is asked for, and not shown.
    let shown = in_terminal(
        &plek,
        &["lijst"],
        "Wachtwoord van de tafel: ",
        "zeven kromme bananen op een fregat\r",
        "PL-NUMMER",
    );
    assert!(shown.contains("PL-NUMMER"), "{shown}");
    assert!(!shown.contains("kromme"), "{shown}");
    // The screen opens with the file, without a question.
    let shown = in_terminal(
        &plek,
        &["--wachtwoord-bestand", &good],
        "PL2100",
        "q",
        "PL2100",
    );
    assert!(shown.contains("PL2100"), "{shown}");
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
    // Neither a check nor a look at the journal makes a table, with a passphrase or in practice.
    let word = plek.bestand("woord.txt", "zeven kromme bananen op een fregat\n");
    let check = plek.oefen(&["controle"]).gaf(0);
    assert!(check.uit.contains("er is nog geen tafel"), "{}", check.uit);
    plek.echt(&["controle", "--wachtwoord-bestand", &word])
        .gaf(0);
    plek.echt(&["journaal", "verifieer", "--wachtwoord-bestand", &word])
        .gaf(1);
    plek.oefen(&["journaal"]).gaf(1);
    assert!(!plek.pad("data").exists());
    plek.oefen(&["lijst"]).gaf(0);
    let check = plek.oefen(&["controle"]).gaf(0);
    for part in ["SQLCipher", "journaal", "schema versie", "tijdzone"] {
        assert!(check.uit.contains(part), "{part} in {}", check.uit);
    }
    // Every number that the site still has to fill in, by name.
    for part in [
        "FMEK (fmek): nummer en tijden",
        "HOvJ",
        "GGZ-crisisdienst",
        "bureaudienst OM",
    ] {
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

#[test]
fn a_table_is_made_in_an_empty_folder_or_when_somebody_says_so() {
    let plek = Plek::nieuw();
    let word = plek.bestand("woord.txt", "zeven kromme bananen op een fregat\n");
    std::fs::create_dir(plek.pad("data")).unwrap();
    std::fs::write(
        plek.pad("data")
            .join("tafel-beschadigd-20261119T080000Z.db"),
        "x",
    )
    .unwrap();
    let told = plek.echt(&["lijst", "--wachtwoord-bestand", &word]).gaf(1);
    assert!(
        told.fout.contains("tafel-beschadigd-20261119T080000Z.db"),
        "{}",
        told.fout
    );
    assert!(told.fout.contains("--nieuw"), "{}", told.fout);
    let check = plek
        .echt(&["controle", "--wachtwoord-bestand", &word])
        .gaf(1);
    assert!(check.uit.contains("tafel-beschadigd-"), "{}", check.uit);
    plek.echt(&["lijst", "--nieuw", "--wachtwoord-bestand", &word])
        .gaf(0);
    plek.echt(&["lijst", "--wachtwoord-bestand", &word]).gaf(0);

    // A damaged one is told, stays, and makes place when somebody says so.
    let table = plek.pad("data").join("tafel.db");
    let mut bytes = std::fs::read(&table).unwrap();
    bytes[5000] ^= 1;
    std::fs::write(&table, &bytes).unwrap();
    for _ in 0..2 {
        let told = plek.echt(&["lijst", "--wachtwoord-bestand", &word]).gaf(1);
        assert!(told.fout.contains("bladzij 2 van de"), "{}", told.fout);
        let check = plek
            .echt(&["controle", "--wachtwoord-bestand", &word])
            .gaf(1);
        assert!(check.uit.contains("bladzij 2 van de"), "{}", check.uit);
        assert_eq!(std::fs::read(&table).unwrap(), bytes);
    }
    let told = plek
        .echt(&["lijst", "--nieuw", "--wachtwoord-bestand", &word])
        .gaf(0);
    assert!(told.fout.contains("staat apart in"), "{}", told.fout);
    // A healthy one does not.
    plek.echt(&["lijst", "--nieuw", "--wachtwoord-bestand", &word])
        .gaf(1);
    plek.echt(&["lijst", "--wachtwoord-bestand", &word]).gaf(0);
}
