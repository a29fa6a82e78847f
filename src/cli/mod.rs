//! The command line: a stable contract (Dutch, with an English alias each).
//!
//! Results go to stdout, messages to stderr. Exit: 0 ok, 1 failed, 2 usage, 3 refused by a rule,
//! 4 store locked or wrong passphrase, 5 input unreadable, 6 offline.
//!
//! Must not know how anything is stored or drawn; it asks `shell`.

mod scherm;

use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Veilig Thuis aan de ZSM-tafel: van verdachtenmonitor naar input voor het afdoeningsoverleg.
#[derive(Debug, Parser)]
#[command(
    name = "zsmtafel",
    version,
    disable_help_subcommand = true,
    after_help = "Zonder opdracht opent zsmtafel de tafel. Oefenen kan met: zsmtafel demo"
)]
struct Cli {
    #[command(flatten)]
    algemeen: Algemeen,
    #[command(subcommand)]
    opdracht: Option<Opdracht>,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
struct Algemeen {
    /// Configuratiebestand
    #[arg(long, global = true, value_name = "PAD")]
    config: Option<PathBuf>,
    /// Map waarin de tafel staat
    #[arg(long, global = true, value_name = "MAP")]
    data: Option<PathBuf>,
    /// Bestand met het wachtwoord op de eerste regel; is er nog geen tafel, dan wordt die gemaakt
    #[arg(long, global = true, value_name = "PAD", alias = "password-file")]
    wachtwoord_bestand: Option<PathBuf>,
    /// Oefentafel: verzonnen, apart bewaard, verstuurt nooit iets
    #[arg(long, global = true, alias = "practice")]
    oefenen: bool,
    /// Doe alsof het deze lokale tijd is (alleen bij oefenen), bijv. 2026-11-19T08:00
    #[arg(long, global = true, value_name = "TIJD", value_parser = lees_tijd, alias = "now")]
    nu: Option<NaiveDateTime>,
    /// Kleur gebruiken
    #[arg(
        long,
        global = true,
        value_name = "WANNEER",
        default_value = "auto",
        alias = "colour"
    )]
    color: Kleur,
    /// Uitvoer als JSON
    #[arg(long, global = true)]
    json: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kleur {
    /// Unless NO_COLOR is set.
    Auto,
    /// Always.
    #[value(alias = "always")]
    Altijd,
    /// Never.
    #[value(alias = "never")]
    Nooit,
}

#[derive(Debug, Subcommand)]
enum Opdracht {
    /// Oefen met een weggooitafel en de meegeleverde lijst van vanochtend
    Demo,
}

/// Runs the program with the arguments of this process; the exit code.
#[must_use]
pub fn main() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(fout) => {
            // Help and version are no failure; clap knows which stream is theirs.
            let _ = fout.print();
            return if fout.use_stderr() { 2 } else { 0 };
        }
    };
    match cli.opdracht {
        None => scherm::open(&cli.algemeen, false),
        Some(Opdracht::Demo) => scherm::open(&cli.algemeen, true),
    }
}

fn lees_tijd(text: &str) -> Result<NaiveDateTime, String> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text.trim(), form).ok())
        .ok_or_else(|| "schrijf de tijd als 2026-11-19T08:00".to_owned())
}
