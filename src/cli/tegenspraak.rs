//! `zsmtafel tegenspraak`: decides what holds where statements contradict each other.
//!
//! Must not know which statement is right.

use clap::Args;

use crate::domain::decide::{Opdracht, Weigering};
use crate::domain::event::Tegenspraakveld;
use crate::domain::ids::EventId;
use crate::domain::koppen::Kop;
use crate::domain::tijd;
use crate::domain::velden;
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
    /// Waarover: verblijf (waar verdachte is), tag, oordeel, afdoening, overleg, sluiting, vt, tijd of opgegaan
    #[arg(value_name = "VELD")]
    veld: String,
    /// Wat klopt: de bron (bij verblijf: lijst, gemeld of beslissing), wie het vastlegde, of de waarde zelf
    #[arg(long, value_name = "BRON", alias = "choose")]
    kies: String,
    /// Waaruit dat blijkt; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "reason")]
    reden: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &TegenspraakOpties) -> Result<u8, Uitweg> {
    let reden = vrije_tekst("--reden", &wat.reden)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let wanted = wat.veld.trim().to_lowercase();
    let opdracht = if ["verblijf", "custody", "status"].contains(&wanted.as_str()) {
        verblijf(&werk, &wat.kies, reden)?
    } else {
        veld(&werk, &wanted, &wat.kies, reden)?
    };
    werk.doe(how, opdracht)
}

/// Where the suspect is: statements against each other, or told on laptops that did not know of each other.
fn verblijf(werk: &Vastleggen, kies_uit: &str, reden: String) -> Result<Opdracht, Uitweg> {
    let zaak = werk.zaak();
    let custody = zaak.verblijf_alles();
    let open = zaak.stand.tegenspraken();
    let heads: Vec<EventId> = open
        .iter()
        .filter(|one| one.veld.soort() == velden::VERBLIJF)
        .flat_map(|one| one.koppen.iter().map(|kop| kop.id))
        .collect();
    if custody.tegenspraak.is_empty() && heads.is_empty() {
        return Err(StoreFout::Geweigerd(Weigering::GeenTegenspraak).into());
    }
    let mut said: Vec<&Uitspraak> = custody
        .uitspraak
        .iter()
        .chain(&custody.tegenspraak)
        .collect();
    let told = zaak.stand.uitspraken.iter();
    said.extend(told.filter(|one| one.id.is_some_and(|id| heads.contains(&id))));
    Ok(Opdracht::BeslisTegenspraak {
        veld: Tegenspraakveld::Verblijf,
        waarde: kies(kies_uit, &said, werk)?,
        reden,
    })
}

/// Any other field: values that did not know each other.
fn veld(werk: &Vastleggen, wanted: &str, word: &str, reden: String) -> Result<Opdracht, Uitweg> {
    let open = werk.zaak().stand.tegenspraken();
    let found: Vec<_> = open
        .iter()
        .filter(|one| one.veld.code() == wanted || one.veld.soort() == wanted)
        .collect();
    let Some(this) = found.first() else {
        let fields: Vec<&str> = open.iter().map(|one| one.veld.code()).collect();
        if fields.is_empty() {
            return Err(StoreFout::Geweigerd(Weigering::GeenTegenspraak).into());
        }
        return Err(Uitweg::nieuw(
            2,
            format!(
                "over {wanted:?} staat geen tegenspraak open; wel over: {}",
                fields.join(", ")
            ),
        ));
    };
    let word = word.trim().to_lowercase();
    let mut fits: Vec<&Kop> = this
        .koppen
        .iter()
        .filter(|kop| {
            let id = kop.id.0.simple().to_string();
            kop.waarde.to_lowercase() == word
                || kop.door.to_lowercase() == word
                || word.len() >= 8 && id.starts_with(&word.replace('-', ""))
        })
        .collect();
    // Two that say the same are one answer.
    fits.dedup_by(|one, other| one.waarde == other.waarde);
    match fits.as_slice() {
        [one] => Ok(Opdracht::BeslisVeld {
            veld: this.veld.clone(),
            kies: one.id,
            reden,
        }),
        _ => {
            let lines: Vec<String> = this
                .koppen
                .iter()
                .map(|kop| {
                    format!(
                        "  {} van {}, {}: {}",
                        kop.id.0.simple().to_string().split_at(8).0,
                        kop.door,
                        tijd::moment(kop.op, werk.tafel.nu),
                        kop.waarde
                    )
                })
                .collect();
            Err(Uitweg::nieuw(
                2,
                format!(
                    "--kies {word:?} wijst niet een enkele waarde aan; kies uit:\n{}",
                    lines.join("\n")
                ),
            ))
        }
    }
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
