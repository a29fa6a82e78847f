//! `zsmtafel aandachtspunt`: notes that a point of the aandachtspuntenlijst was looked at.
//!
//! Must not know what the points ask.

use clap::Args;

use crate::domain::decide::Opdracht;

use super::Algemeen;
use super::uitvoer::Uitweg;
use super::vastleggen::Vastleggen;
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct AandachtspuntOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Welk punt, zoals zsmtafel zaak ZAAK --json het noemt, bijv. kinderen
    #[arg(value_name = "PUNT")]
    punt: String,
    /// Wat er is gevonden; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "note")]
    notitie: String,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &AandachtspuntOpties) -> Result<u8, Uitweg> {
    let toelichting = vrije_tekst("--notitie", &wat.notitie)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let points = &werk.tafel.sessie.kennis.aandachtspunten;
    let wanted = wat.punt.trim();
    let punt = points
        .zoek(wanted)
        .map(|one| one.id.clone())
        .ok_or_else(|| {
            let known: Vec<&str> = points.punten().iter().map(|one| one.id.as_str()).collect();
            Uitweg::nieuw(
                2,
                format!(
                    "punt {wanted:?} is onbekend; kies uit: {}",
                    known.join(", ")
                ),
            )
        })?;
    werk.doe(how, Opdracht::BekijkPunt { punt, toelichting })
}
