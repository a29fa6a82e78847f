//! `zsmtafel stap`: ticks a step off, sets it aside, or notes that somebody was asked.
//!
//! Must not know when a step is open.

use clap::{ArgGroup, Args};

use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::ids::EventId;
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::werkstroom::aanleidingen;
use crate::store::StoreFout;

use super::Algemeen;
use super::tijdstip::geweest;
use super::uitvoer::Uitweg;
use super::vastleggen::{Vastleggen, kies_id};
use super::vrijetekst::misschien_vrij;

/// What it takes.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("hoe").required(true).args(["gedaan", "terzijde", "gevraagd"]))]
pub(super) struct StapOpties {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Welke stap, zoals zsmtafel zaak ZAAK --json haar noemt, bijv. vertrek-uitzoeken
    #[arg(value_name = "STAP", value_parser = lees_stap)]
    stap: StapSoort,
    /// Gedaan: wat is er gedaan, en met wie; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "done")]
    gedaan: Option<String>,
    /// Terzijde gelegd: waarom is het hier niet nodig; - leest de tekst van de invoer
    #[arg(long, value_name = "REDEN", alias = "aside")]
    terzijde: Option<String>,
    /// Gevraagd, nog geen antwoord: aan wie; - leest de tekst van de invoer
    #[arg(long, value_name = "AAN", alias = "asked")]
    gevraagd: Option<String>,
    /// Wanneer het is gevraagd; zonder: nu
    #[arg(long, value_name = "TIJD", requires = "gevraagd", alias = "at")]
    om: Option<String>,
    /// Welke aanleiding, als de stap om meer dan een openstaat: het begin van haar nummer
    #[arg(long, value_name = "ID", alias = "cause")]
    aanleiding: Option<String>,
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &StapOpties) -> Result<u8, Uitweg> {
    let gedaan = misschien_vrij("--gedaan", wat.gedaan.as_deref())?;
    let terzijde = misschien_vrij("--terzijde", wat.terzijde.as_deref())?;
    let gevraagd = misschien_vrij("--gevraagd", wat.gevraagd.as_deref())?;
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let nu = werk.tafel.nu;
    let (stap, aanleiding) = (wat.stap, aanleiding(&werk, wat)?);
    let opdracht = match (gedaan, terzijde, gevraagd) {
        (Some(toelichting), ..) => Opdracht::RondStapAf {
            stap,
            aanleiding,
            toelichting,
        },
        (_, Some(reden), _) => Opdracht::LegTerzijde {
            stap,
            aanleiding,
            reden,
        },
        (.., aan) => Opdracht::VraagStap {
            stap,
            aanleiding,
            aan: aan.unwrap_or_default(),
            op: match wat.om.as_deref() {
                None => nu,
                Some(text) => geweest("--om", text, nu)?,
            },
        },
    };
    let refused = decide(werk.zaak(), &opdracht).err();
    if let Some(Weigering::WelkeAanleiding(_)) = refused {
        return Err(Uitweg::nieuw(3, welke(&werk, stap)));
    }
    // An answer to an alarm that is not there yet would silence the one that comes.
    let early = stap.vraagt_reden() && !open_nu(&werk).iter().any(|step| step.soort == stap);
    if early || refused == Some(Weigering::StapNietOpen) {
        return Err(niet_open(&werk, wat));
    }
    werk.doe(how, opdracht)
}

/// The steps that are open at this moment.
fn open_nu(werk: &Vastleggen) -> Vec<Stap> {
    let dossier = &werk.dossier;
    let line = werk.tafel.dagregel(dossier.zaak.clone(), &dossier.eerdere);
    line.stappen
}

/// The cause that was named, or that of the step as it stands open; none where `decide` is to tell.
fn aanleiding(werk: &Vastleggen, wat: &StapOpties) -> Result<Option<EventId>, Uitweg> {
    let steps = open_nu(werk);
    let mut open: Vec<EventId> = steps
        .iter()
        .filter(|step| step.soort == wat.stap)
        .filter_map(|step| step.aanleiding)
        .collect();
    let Some(begin) = &wat.aanleiding else {
        // What stands open now goes before what can stand open at another time.
        return Ok(match open.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
    };
    open.extend(aanleidingen(werk.zaak(), wat.stap).into_iter().flatten());
    open.sort_unstable();
    open.dedup();
    kies_id(
        "aanleiding",
        begin,
        open.into_iter().map(|id| (id, id.to_string())),
    )
    .map(Some)
}

/// Which causes there are, each with why it stands open.
fn welke(werk: &Vastleggen, stap: StapSoort) -> String {
    let mut out =
        vec!["deze stap staat open om meer dan een reden. Kies welke met --aanleiding:".to_owned()];
    for step in open_nu(werk).iter().filter(|step| step.soort == stap) {
        if let Some(id) = step.aanleiding {
            out.push(format!("  {id}  {}", step.waarom));
        }
    }
    out.join("\n")
}

/// Why this can not be done to the step: exit code 3, with what can.
fn niet_open(werk: &Vastleggen, wat: &StapOpties) -> Uitweg {
    let stap = wat.stap;
    if !open_nu(werk).iter().any(|step| step.soort == stap) {
        return StoreFout::Geweigerd(Weigering::StapNietOpen).into();
    }
    let why = if wat.gedaan.is_some() {
        "deze stap vinkt niemand af: zij is klaar als is vastgelegd wat zij vraagt"
    } else if wat.terzijde.is_some() {
        "deze stap kan niet terzijde: beantwoord haar, met wat er is gedaan"
    } else {
        "bij deze stap valt niets te vragen en af te wachten"
    };
    Uitweg::nieuw(3, why)
}

fn lees_stap(text: &str) -> Result<StapSoort, String> {
    StapSoort::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = StapSoort::ALLE.iter().map(|one| one.code()).collect();
        format!("kies uit: {}", codes.join(", "))
    })
}
