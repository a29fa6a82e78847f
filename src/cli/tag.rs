//! `zsmtafel tag`: decides what a line of the list is.
//!
//! Must not know how a tag is stored.

use clap::{Args, ValueEnum};

use crate::domain::decide::Opdracht;
use crate::domain::soort::Soort;
use crate::domain::tag::Tag;
use crate::store::Dossier;

use super::Algemeen;
use super::regel::codes;
use super::tafel::Tafel;
use super::uitvoer::Uitweg;
use super::vastleggen::Vastleggen;
use super::vrijetekst::misschien_vrij;

/// What it takes.
#[derive(Debug, Args)]
pub(super) struct TagOpties {
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
pub(super) fn doe(how: &Algemeen, wat: &TagOpties) -> Result<u8, Uitweg> {
    let tag = Tag::from(wat.tag);
    if !tag.volgt() && !wat.soort.is_empty() {
        return Err(Uitweg::nieuw(
            2,
            "wat geen HG is, heeft geen --soort. Laat die weg",
        ));
    }
    let reden = misschien_vrij("--reden", wat.reden.as_deref())?.filter(|text| !text.is_empty());
    let werk = Vastleggen::open(how, &wat.zaak)?;
    let opdracht = opdracht(&werk.tafel, &werk.dossier, tag, &wat.soort, reden)?;
    werk.doe(how, opdracht)
}

/// The command. Who tags once more keeps what he does not mention.
fn opdracht(
    tafel: &Tafel,
    dossier: &Dossier,
    tag: Tag,
    given: &[Soort],
    reden: Option<String>,
) -> Result<Opdracht, Uitweg> {
    let zaak = &dossier.zaak;
    let held = zaak.stand.tag.as_ref();
    let now = held.filter(|now| now.tag == tag);
    // What somebody named or confirmed, and what still waits for that, stays until somebody names other kinds.
    let kinds =
        held.filter(|now| tag.volgt() && !(now.soorten.is_empty() && now.voorgesteld.is_empty()));
    let mut soorten: Vec<Soort> = Vec::new();
    for soort in given {
        if !soorten.contains(soort) {
            soorten.push(*soort);
        }
    }
    let (soorten, voorgesteld) = match kinds {
        _ if !soorten.is_empty() => (soorten, Vec::new()),
        Some(kinds) => (kinds.soorten.clone(), kinds.voorgesteld.clone()),
        None if tag.vraagt_soort() => {
            // What the list brings may be a proposal of its words alone.
            let line = tafel.dagregel(zaak.clone(), &dossier.eerdere);
            let listed = line.soorten_van_lijst();
            line.gezegd_en_voorgesteld(listed, &tafel.sessie.kennis)
        }
        None => (Vec::new(), Vec::new()),
    };
    if soorten.is_empty() && voorgesteld.is_empty() && tag.vraagt_soort() {
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
        voorgesteld,
        reden: reden.or_else(|| now.and_then(|now| now.reden.clone())),
        bevestigd: false,
    })
}

fn lees_soort(text: &str) -> Result<Soort, String> {
    Soort::from_code(text).ok_or_else(|| format!("kies uit: {}", codes(&Soort::ALLE).join(", ")))
}
