//! `zsmtafel gemeld`: records a fact that somebody told, beside what the list says.
//!
//! Must not know what follows from the fact.

use chrono::{DateTime, Datelike as _, Utc};
use clap::{Args, ValueEnum};

use crate::app::velden::tijdinvoer::lees_geboren;
use crate::domain::decide::Opdracht;
use crate::domain::lijstregel::Veld;
use crate::domain::nummer;
use crate::domain::overleg::{Gegeven, Meldmoment, Verlenging};
use crate::domain::tijd;
use crate::domain::verblijf::Waarde;

use super::Algemeen;
use super::tijdstip::geweest;
use super::uitvoer::{Uitweg, zeg};
use super::vastleggen::Vastleggen;
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
#[command(
    after_help = "WAARDE bij status: opgehouden, in-verzekering, bewaring, niet-vast, heengezonden, \
    heengezonden-met-voorwaarden, elders-vast of onbekend. Bij aanhouding, aankomst en begin-ophouden: een \
    tijd, ook bij onderzoek-nodig, vonnis en vonnis-onherroepelijk. Bij verlengd: identificatie, ivs, \
    gedragsaanwijzing of informeren. Bij geboren: 3-4-1995. Bij de rest: tekst.\n\n\
    Voorbeeld: zsmtafel gemeld PL2100-2026111701 status heengezonden --om 14:10 --bron \"intake politie\""
)]
pub(super) struct GemeldOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Wat er is gemeld
    #[arg(value_name = "GEGEVEN")]
    gegeven: Soort,
    /// De waarde; - leest de tekst van de invoer
    #[arg(value_name = "WAARDE", allow_hyphen_values = true)]
    waarde: String,
    /// Sinds wanneer dat zo is (bij status), of wanneer het is gemeld: 14:10, "gisteren 23:40"
    #[arg(long, value_name = "TIJD", alias = "at")]
    om: Option<String>,
    /// Wie het meldde, bijv. intake politie; - leest de tekst van de invoer
    #[arg(long, value_name = "WIE", alias = "source")]
    bron: String,
}

/// The words for what can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Soort {
    /// Vast, heengezonden, …
    #[value(alias = "verblijf")]
    Status,
    /// Moment van aanhouding
    #[value(alias = "arrest")]
    Aanhouding,
    /// Moment van aankomst op het bureau
    #[value(alias = "arrival")]
    Aankomst,
    /// Moment waarop het ophouden begon
    #[value(alias = "begin")]
    BeginOphouden,
    /// Waar verdachte is of heen gaat
    #[value(alias = "place")]
    Plaats,
    /// PL-nummer
    Pl,
    /// Naam van verdachte
    #[value(alias = "name")]
    Naam,
    /// Geboortedatum van verdachte
    #[value(alias = "born")]
    Geboren,
    /// Adres van verdachte
    #[value(alias = "address")]
    Adres,
    /// Woonplaats van verdachte
    #[value(alias = "town")]
    Woonplaats,
    /// Een termijn is verlengd, of uitgesteld
    #[value(alias = "extended")]
    Verlengd,
    /// VT stelde vast dat onderzoek nodig is; WAARDE is wanneer
    #[value(alias = "investigation")]
    OnderzoekNodig,
    /// Er is een vonnis; WAARDE is wanneer
    #[value(alias = "judgment")]
    Vonnis,
    /// Het vonnis is onherroepelijk; WAARDE is wanneer
    #[value(alias = "final")]
    VonnisOnherroepelijk,
}

/// The word of the command line for a told fact.
pub(super) fn code(gegeven: &Gegeven) -> &'static str {
    match gegeven {
        Gegeven::Verblijf { .. } => "status",
        Gegeven::Plaats { .. } => "plaats",
        Gegeven::Verlengd { .. } => "verlengd",
        Gegeven::Tekst { veld, .. } | Gegeven::Tijd { veld, .. } => match veld {
            Veld::Pl => "pl",
            Veld::Geboortedatum => "geboren",
            Veld::BeginOphouden => "begin-ophouden",
            Veld::Aanhouding => "aanhouding",
            Veld::Aankomst => "aankomst",
            other => other.label(),
        },
        Gegeven::Moment { moment, .. } => moment.code(),
    }
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &GemeldOpties) -> Result<u8, Uitweg> {
    let waarde = match wat.gegeven {
        // These say nothing of whom.
        Soort::Status
        | Soort::Verlengd
        | Soort::Aanhouding
        | Soort::Aankomst
        | Soort::BeginOphouden
        | Soort::OnderzoekNodig
        | Soort::Vonnis
        | Soort::VonnisOnherroepelijk
            if wat.waarde != "-" =>
        {
            wat.waarde.trim().to_owned()
        }
        _ => vrije_tekst("WAARDE", &wat.waarde)?,
    };
    let bron = vrije_tekst("--bron", &wat.bron)?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let nu = werk.tafel.nu;
    let om = wat
        .om
        .as_deref()
        .map(|text| geweest("--om", text, nu))
        .transpose()?;
    let gegeven = gegeven(wat.gegeven, waarde, om, nu)?;
    // Of a status the moment is a fact of its own; of the rest it belongs to who told it.
    let bron = match om {
        Some(at) if wat.gegeven != Soort::Status && !bron.is_empty() => {
            format!("{bron}, {}", tijd::moment(at, nu))
        }
        _ => bron,
    };
    werk.doe(how, Opdracht::Meld { gegeven, bron })
}

fn gegeven(
    soort: Soort,
    waarde: String,
    om: Option<DateTime<Utc>>,
    nu: DateTime<Utc>,
) -> Result<Gegeven, Uitweg> {
    let moment = |veld| geweest("WAARDE", &waarde, nu).map(|tijd| Gegeven::Tijd { veld, tijd });
    let told = |moment| geweest("WAARDE", &waarde, nu).map(|tijd| Gegeven::Moment { moment, tijd });
    let text = |veld, waarde| Ok(Gegeven::Tekst { veld, waarde });
    match soort {
        Soort::Status => Ok(Gegeven::Verblijf {
            waarde: status(&waarde)?,
            sinds: om,
        }),
        Soort::Aanhouding => moment(Veld::Aanhouding),
        Soort::Aankomst => moment(Veld::Aankomst),
        Soort::BeginOphouden => moment(Veld::BeginOphouden),
        Soort::Plaats => Ok(Gegeven::Plaats { waar: waarde }),
        Soort::Pl => {
            let read = nummer::pl(&waarde, tijd::lokaal(nu).year());
            if let Some(why) = read.bezwaar {
                zeg(&format!("let op: {waarde:?} {why}"));
            }
            text(Veld::Pl, read.waarde)
        }
        Soort::Naam => text(Veld::Naam, waarde),
        Soort::Geboren => {
            let born = lees_geboren(&waarde, nu).ok_or_else(|| {
                Uitweg::nieuw(
                    2,
                    format!(
                        "{waarde:?} is geen geboortedatum; schrijf 3-4-1995, of alleen het jaar"
                    ),
                )
            })?;
            text(Veld::Geboortedatum, born.bewaard())
        }
        Soort::Adres => text(Veld::Adres, waarde),
        Soort::Woonplaats => text(Veld::Woonplaats, waarde),
        Soort::OnderzoekNodig => told(Meldmoment::OnderzoekNodig),
        Soort::Vonnis => told(Meldmoment::Vonnis),
        Soort::VonnisOnherroepelijk => told(Meldmoment::VonnisOnherroepelijk),
        Soort::Verlengd => Ok(Gegeven::Verlengd {
            termijn: verlengd(&waarde)?,
        }),
    }
}

fn status(text: &str) -> Result<Waarde, Uitweg> {
    Waarde::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = Waarde::ALLE.iter().map(|one| one.code()).collect();
        Uitweg::nieuw(
            2,
            format!(
                "status {text:?} is niet te begrijpen; kies uit: {}",
                codes.join(", ")
            ),
        )
    })
}

fn verlengd(text: &str) -> Result<Verlenging, Uitweg> {
    match text.to_lowercase().as_str() {
        "identificatie" | "ophouden" => Ok(Verlenging::Identificatie),
        "ivs" | "inverzekeringstelling" => Ok(Verlenging::Inverzekeringstelling),
        "gedragsaanwijzing" => Ok(Verlenging::Gedragsaanwijzing),
        "informeren" => Ok(Verlenging::Informeren),
        _ => Err(Uitweg::nieuw(
            2,
            format!(
                "termijn {text:?} is onbekend; kies uit: identificatie, ivs, gedragsaanwijzing, informeren"
            ),
        )),
    }
}
