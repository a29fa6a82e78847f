//! Meldingen that came through CORV, as VT's own system exports them: CSV, workbook, JSON or XML.
//!
//! They are read as a list is, with a profile of their own (`assets/corv.toml`); the reference and the
//! moments come from columns that only they have. Must not know zaken: `domain::corv` matches.

use serde::{Deserialize, Serialize};

use super::blad::Blik;
use super::fout::Melding;
use super::{
    LeesFout, Lijst, Opties, ProfielBestand, ProfielFout, Profielen, lees, moment, naar_utc,
};
use crate::domain::corv::CorvMelding;
use crate::domain::naam::vouw;

/// How meldingen are read, as it stands in a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorvBestand {
    /// Headings of the reference.
    pub kenmerk: Vec<String>,
    /// Headings of the moment of receipt.
    pub ontvangen: Vec<String>,
    /// Headings of the day of the incident.
    pub incident: Vec<String>,
    /// Headings that a list has as well.
    pub profiel: ProfielBestand,
}

/// How meldingen are read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CorvVorm {
    profielen: Profielen,
    kenmerk: Vec<String>,
    ontvangen: Vec<String>,
    incident: Vec<String>,
}

impl CorvVorm {
    /// Checks the file.
    ///
    /// # Errors
    /// [`ProfielFout`] names the heading.
    pub fn nieuw(bestand: CorvBestand) -> Result<CorvVorm, ProfielFout> {
        let fold = |words: Vec<String>| words.iter().map(|word| vouw(word)).collect();
        Ok(CorvVorm {
            profielen: Profielen::nieuw(vec![bestand.profiel])?,
            kenmerk: fold(bestand.kenmerk),
            ontvangen: fold(bestand.ontvangen),
            incident: fold(bestand.incident),
        })
    }
}

/// Meldingen that were read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CorvLijst {
    /// Name of the file, without its folder.
    pub bestand: String,
    /// SHA-256 of the bytes, in hex.
    pub sha256: String,
    /// The meldingen, in the order of the file.
    pub meldingen: Vec<CorvMelding>,
    /// Rows without a reference or a person.
    pub geweigerd: Vec<Melding>,
    /// What needs eyes.
    pub waarschuwingen: Vec<Melding>,
}

/// Reads meldingen.
///
/// # Errors
/// As [`lees`](super::lees).
pub fn lees_corv(
    bytes: &[u8],
    bestand: &str,
    vorm: &CorvVorm,
    opties: &Opties,
) -> Result<CorvLijst, LeesFout> {
    let opties = Opties {
        profiel: None,
        ..opties.clone()
    };
    let decoded = super::tekst::ontcijfer(bytes);
    let mut lijst = if is_xml(&decoded.tekst) {
        let rows = super::xml::rijen(&decoded.tekst)?;
        let mut lijst = lees(rows.as_bytes(), bestand, &vorm.profielen, &opties)?;
        lijst.sha256 = super::sha256(bytes);
        lijst
    } else {
        lees(bytes, bestand, &vorm.profielen, &opties)?
    };
    let mut meldingen = Vec::new();
    let lines = std::mem::take(&mut lijst.regels);
    for line in lines {
        let cell = |words: &[String]| {
            line.overig
                .iter()
                .find(|(heading, text)| !text.trim().is_empty() && words.contains(&vouw(heading)))
                .map(|(_, text)| text.trim().to_owned())
        };
        let Some(kenmerk) = cell(&vorm.kenmerk) else {
            lijst.geweigerd.push(Melding {
                regel: line.regel,
                kolom: "kenmerk".to_owned(),
                waarde: String::new(),
                reden: "geen kenmerk: zonder kenmerk is een melding niet te koppelen".to_owned(),
            });
            continue;
        };
        let received = cell(&vorm.ontvangen);
        let ontvangen = received.as_deref().and_then(tijdstip);
        if let (Some(text), None) = (&received, ontvangen) {
            lijst.waarschuwingen.push(Melding {
                regel: line.regel,
                kolom: "ontvangen".to_owned(),
                waarde: text.clone(),
                reden: "is geen datum; de melding telt, zonder datum van ontvangst".to_owned(),
            });
        }
        meldingen.push(CorvMelding {
            regel: line.regel,
            kenmerk,
            ontvangen,
            pl: line.pl.clone(),
            naam: line.naam.clone(),
            geboortedatum: line.geboortedatum,
            incident: cell(&vorm.incident)
                .as_deref()
                .and_then(tijdstip)
                .map(|at| crate::domain::tijd::lokaal(at).date_naive()),
            adres: line.adres.clone(),
            woonplaats: line.woonplaats.clone(),
        });
    }
    let Lijst {
        bestand,
        sha256,
        geweigerd,
        waarschuwingen,
        ..
    } = lijst;
    Ok(CorvLijst {
        bestand,
        sha256,
        meldingen,
        geweigerd,
        waarschuwingen,
    })
}

fn is_xml(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    let mut signs = head.chars();
    signs.next() == Some('<')
        && signs
            .next()
            .is_some_and(|sign| sign == '?' || sign == '!' || sign.is_alphabetic())
}

/// A moment as text; a date alone is its midnight.
fn tijdstip(text: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    if let Ok(at) = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S") {
        return Some(naar_utc(at).waarde.unwrap_or_else(|| at.and_utc()));
    }
    moment(Blik::Tekst(text), None)
        .waarde
        .or_else(|| moment(Blik::Tekst(text), Some(Blik::Tekst("00:00"))).waarde)
}
