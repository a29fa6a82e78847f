//! The words of clap itself in Dutch: headings of the help, and what is wrong with arguments.
//!
//! Must not know any command; it looks at words alone.

/// What clap says, and what a user reads. Longer phrases stand before the words that they contain.
const WOORDEN: &[(&str, &str)] = &[
    ("Print help (see a summary with '-h')", "Toon deze hulp"),
    (
        "Print help (see more with '--help')",
        "Toon deze hulp; --help legt meer uit",
    ),
    ("Print help", "Toon deze hulp"),
    ("Print version", "Toon de versie"),
    ("Usage:", "Gebruik:"),
    ("Commands:", "Opdrachten:"),
    ("Options:", "Opties:"),
    ("Arguments:", "Gegevens:"),
    ("Possible values:", "Kies uit:"),
    ("[possible values:", "[kies uit:"),
    ("[default:", "[gewoon:"),
    ("[aliases:", "[ook:"),
    ("[alias:", "[ook:"),
    ("[OPTIONS]", "[OPTIES]"),
    ("[COMMAND]", "[OPDRACHT]"),
    ("<COMMAND>", "<OPDRACHT>"),
    (
        "error: the following required arguments were not provided:",
        "fout: dit ontbreekt nog:",
    ),
    ("error: unexpected argument", "fout: onbekend gegeven"),
    ("error: unrecognized subcommand", "fout: onbekende opdracht"),
    ("error: invalid value", "fout: ongeldige waarde"),
    (
        "error: a value is required for",
        "fout: er hoort een waarde bij",
    ),
    (
        "error: one or more required arguments were not provided",
        "fout: er ontbreekt iets",
    ),
    ("error:", "fout:"),
    (" but none was supplied", ""),
    (" cannot be used multiple times", " mag maar een keer"),
    (" cannot be used with ", " kan niet samen met "),
    ("the argument ", "de optie "),
    (" found", ""),
    ("tip: a similar argument exists:", "bedoelde u:"),
    ("tip: a similar subcommand exists:", "bedoelde u:"),
    ("tip: a similar value exists:", "bedoelde u:"),
    (
        "tip: some similar subcommands exist:",
        "bedoelde u een van:",
    ),
    (
        "For more information, try '--help'.",
        "Meer uitleg geeft --help.",
    ),
];

/// A text of clap, with its own words in Dutch.
pub(super) fn vertaal(text: &str) -> String {
    WOORDEN
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
        .replace("' for '", "' bij '")
}
