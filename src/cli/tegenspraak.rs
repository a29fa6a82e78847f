//! `zsmtafel tegenspraak`: decides what holds where statements contradict each other.
//!
//! Must not know which statement is right.

use clap::{Args, ValueEnum};

use crate::domain::decide::{Opdracht, Weigering};
use crate::domain::event::Tegenspraakveld;
use crate::domain::verblijf::{Uitspraak, Waarde};
use crate::store::StoreFout;

use super::Algemeen;
use super::uitvoer::Uitweg;
use super::vastleggen::Vastleggen;
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct TegenspraakOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Waarover de berichten elkaar tegenspreken
    #[arg(value_name = "VELD")]
    veld: Veld,
    /// Wat klopt: lijst, gemeld of beslissing, of de waarde zelf, bijv. heengezonden
    #[arg(long, value_name = "BRON", alias = "choose")]
    kies: String,
    /// Waaruit dat blijkt; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "reason")]
    reden: String,
}

/// The words for what can be contradicted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Veld {
    /// Waar verdachte is
    #[value(alias = "custody", alias = "status")]
    Verblijf,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &TegenspraakOpties) -> Result<u8, Uitweg> {
    let reden = vrije_tekst("--reden", &wat.reden)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let custody = werk.zaak().verblijf();
    if custody.tegenspraak.is_empty() {
        return Err(StoreFout::Geweigerd(Weigering::GeenTegenspraak).into());
    }
    let said: Vec<&Uitspraak> = custody
        .uitspraak
        .iter()
        .chain(&custody.tegenspraak)
        .collect();
    let waarde = kies(&wat.kies, &said, &werk)?;
    let Veld::Verblijf = wat.veld;
    werk.doe(
        how,
        Opdracht::BeslisTegenspraak {
            veld: Tegenspraakveld::Verblijf,
            waarde,
            reden,
        },
    )
}

/// The value of the statement that is meant: by who said it, or by what it says.
fn kies(word: &str, said: &[&Uitspraak], werk: &Vastleggen) -> Result<Waarde, Uitweg> {
    let wanted = word.trim().to_lowercase();
    let mut fits: Vec<Waarde> = said
        .iter()
        .filter(|one| one.van.code() == wanted)
        .map(|one| one.waarde)
        .collect();
    if fits.is_empty() {
        let meant = Waarde::from_code(&wanted);
        fits.extend(
            said.iter()
                .map(|one| one.waarde)
                .filter(|one| Some(*one) == meant),
        );
    }
    fits.dedup();
    match fits.as_slice() {
        [one] => Ok(*one),
        _ => {
            let lines: Vec<String> = said
                .iter()
                .map(|one| {
                    format!(
                        "  {} of {}: {}",
                        one.van.code(),
                        one.waarde.code(),
                        one.zin(werk.tafel.nu)
                    )
                })
                .collect();
            Err(Uitweg::nieuw(
                2,
                format!(
                    "--kies {word:?} wijst niet een enkele uitspraak aan; kies uit:\n{}",
                    lines.join("\n")
                ),
            ))
        }
    }
}
