//! `zsmtafel tag`: decides what a line of the list is.
//!
//! Must not know how a tag is stored.

use clap::{Args, ValueEnum};

use crate::domain::decide::{Opdracht, Weigering, decide};
use crate::domain::soort::Soort;
use crate::domain::tag::Tag;
use crate::store::Dossier;

use super::Algemeen;
use super::regel::{Regel, codes};
use super::tafel::Tafel;
use super::uitvoer::{Uitweg, druk, druk_json, zeg};
use super::vrijetekst::vrije_tekst;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct Wat {
    /// PL-nummer (met of zonder streepjes), of het begin van een zaaknummer
    #[arg(value_name = "ZAAK")]
    zaak: String,
    /// Wat de regel is
    #[arg(value_name = "TAG")]
    tag: TagKeuze,
    /// Soort geweld; meer soorten met een komma. Nodig bij hg en radar als de lijst het niet zegt
    #[arg(long, value_name = "S", value_delimiter = ',', value_parser = lees_soort, alias = "kind")]
    soort: Vec<Soort>,
    /// Waarom, in uw eigen woorden; - leest de tekst van de invoer
    #[arg(long, value_name = "T", alias = "reason")]
    reden: Option<String>,
}

/// The words for a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TagKeuze {
    /// Huiselijk geweld
    Hg,
    /// Geen huiselijk geweld
    #[value(alias = "geen")]
    GeenHg,
    /// Nog niet duidelijk
    Twijfel,
    /// Geen huiselijk geweld, wel in het oog houden
    Radar,
}

impl From<TagKeuze> for Tag {
    fn from(from: TagKeuze) -> Tag {
        match from {
            TagKeuze::Hg => Tag::Hg,
            TagKeuze::GeenHg => Tag::GeenHg,
            TagKeuze::Twijfel => Tag::Twijfel,
            TagKeuze::Radar => Tag::Radar,
        }
    }
}

/// Does it; the exit code.
pub(super) fn doe(how: &Algemeen, wat: &Wat) -> Result<u8, Uitweg> {
    let tag = Tag::from(wat.tag);
    if !tag.volgt() && (wat.reden.is_some() || !wat.soort.is_empty()) {
        return Err(Uitweg::nieuw(
            2,
            "bij geen-hg bewaart zsmtafel niets over de zaak, dus ook geen --soort of --reden. Laat die weg",
        ));
    }
    let reden = wat
        .reden
        .as_deref()
        .map(|text| vrije_tekst("--reden", text))
        .transpose()?
        .filter(|text| !text.is_empty());
    let tafel = Tafel::open(how)?;
    let dossier = tafel.zoek(&wat.zaak)?;
    let opdracht = opdracht(&tafel, &dossier, tag, &wat.soort, reden)?;
    let (before, eerdere) = (dossier.zaak, dossier.eerdere);
    let after = match decide(&before, &opdracht) {
        Err(Weigering::Ongewijzigd) => {
            zeg(&format!(
                "Staat al op {}; er is niets gewijzigd.",
                tag.label()
            ));
            before
        }
        _ => tafel.voer_uit(before.id, opdracht)?,
    };
    let line = tafel.dagregel(after, &eerdere);
    if how.json {
        druk_json(&Regel::nieuw(&line, tafel.nu))?;
    } else {
        let kinds = line
            .zaak
            .stand
            .tag
            .as_ref()
            .map(|tagging| codes(&tagging.soorten).join(", "))
            .filter(|kinds| !kinds.is_empty())
            .map_or_else(String::new, |kinds| format!(" ({kinds})"));
        druk(&format!(
            "{} {}: {}{kinds}\n",
            line.zaak.id.kort(),
            line.zaak.regel.pl.as_deref().unwrap_or("geen PL-nummer"),
            tag.label()
        ))?;
    }
    Ok(0)
}

/// The command. Who gives the same tag once more keeps what he does not mention.
fn opdracht(
    tafel: &Tafel,
    dossier: &Dossier,
    tag: Tag,
    given: &[Soort],
    reden: Option<String>,
) -> Result<Opdracht, Uitweg> {
    let zaak = &dossier.zaak;
    let now = zaak.stand.tag.as_ref().filter(|now| now.tag == tag);
    let mut soorten: Vec<Soort> = Vec::new();
    for soort in given {
        if !soorten.contains(soort) {
            soorten.push(*soort);
        }
    }
    if soorten.is_empty() {
        soorten = match now {
            Some(now) => now.soorten.clone(),
            None if tag.vraagt_soort() => tafel
                .dagregel(zaak.clone(), &dossier.eerdere)
                .soorten_van_lijst(),
            None => Vec::new(),
        };
    }
    if soorten.is_empty() && tag.vraagt_soort() {
        return Err(Uitweg::nieuw(
            2,
            format!(
                "de lijst zegt niet om welk geweld het gaat. Geef --soort, een van: {}",
                codes(&Soort::ALLE).join(", ")
            ),
        ));
    }
    Ok(Opdracht::Tag {
        tag,
        soorten,
        reden: reden.or_else(|| now.and_then(|now| now.reden.clone())),
    })
}

fn lees_soort(text: &str) -> Result<Soort, String> {
    Soort::from_code(text).ok_or_else(|| format!("kies uit: {}", codes(&Soort::ALLE).join(", ")))
}
