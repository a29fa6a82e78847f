//! The points that must not be forgotten in the afdoeningsoverleg (`assets/aandachtspunten.toml`), and
//! how each of them stands in a zaak.
//!
//! A point is seen when a person ticked it, or when what was recorded answers it. Must not know
//! screens, nor what happens with a point that stays open.

mod vanzelf;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::signaal::Vlag;
use super::tijd;
use super::zaak::Zaak;

pub use vanzelf::{Antwoord, Vanzelf};

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AandachtspuntBestand {
    /// Who made the list.
    pub bron: String,
    /// Which version it is.
    pub versie: String,
    /// The points, in the order of the overleg.
    pub punt: Vec<Punt>,
}

/// One point.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Punt {
    /// Word in files and in the journal, without blanks.
    pub id: String,
    /// The question on screen.
    pub tekst: String,
    /// What to look at.
    #[serde(default)]
    pub hulp: String,
    /// The checks that together answer it; none when only a person can.
    #[serde(default)]
    pub vanzelf: Vec<Vanzelf>,
}

/// A list that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AandachtspuntFout {
    /// There is no point in it.
    #[error("er staat geen punt in. Zet er ten minste een in (aandachtspunten.toml).")]
    Leeg,
    /// No source or no version.
    #[error(
        "de bron of de versie is leeg. Schrijf op van wie de lijst is en welke versie (aandachtspunten.toml)."
    )]
    GeenBron,
    /// An id with blanks, or without signs.
    #[error(
        "id '{id}' klopt niet. Gebruik een woord zonder spaties, zoals huisverbod (aandachtspunten.toml)."
    )]
    Id {
        /// The text as written.
        id: String,
    },
    /// A point without a question.
    #[error("punt '{id}' heeft geen tekst. Vul hem in (aandachtspunten.toml).")]
    GeenTekst {
        /// Its id.
        id: String,
    },
    /// An id that occurs twice.
    #[error("id '{id}' staat er twee keer. Geef elk punt een eigen id (aandachtspunten.toml).")]
    DubbelId {
        /// The id.
        id: String,
    },
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aandachtspunten {
    bron: String,
    versie: String,
    punten: Vec<Punt>,
}

/// How one point stands in a zaak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PuntStand {
    /// Which point.
    pub id: String,
    /// The question.
    pub tekst: String,
    /// What to look at.
    pub hulp: String,
    /// How it was seen; none while it is open.
    pub gezien: Option<Gezien>,
    /// While open: what the program sees of it, or misses; can be empty.
    pub nog: Vec<String>,
}

/// How a point was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "hoe")]
pub enum Gezien {
    /// What was recorded answers it.
    Vanzelf {
        /// In words.
        reden: String,
    },
    /// A person ticked it.
    Door {
        /// Who.
        door: String,
        /// When.
        op: DateTime<Utc>,
        /// A note; can be empty.
        toelichting: String,
    },
}

impl Aandachtspunten {
    /// Checks the file.
    ///
    /// # Errors
    /// When it is empty, bears no source, or an id or question is empty or doubled.
    pub fn nieuw(bestand: AandachtspuntBestand) -> Result<Aandachtspunten, AandachtspuntFout> {
        if bestand.punt.is_empty() {
            return Err(AandachtspuntFout::Leeg);
        }
        if bestand.bron.trim().is_empty() || bestand.versie.trim().is_empty() {
            return Err(AandachtspuntFout::GeenBron);
        }
        for (plek, punt) in bestand.punt.iter().enumerate() {
            let id = punt.id.clone();
            if id.is_empty() || id.contains(char::is_whitespace) {
                return Err(AandachtspuntFout::Id { id });
            }
            if punt.tekst.trim().is_empty() {
                return Err(AandachtspuntFout::GeenTekst { id });
            }
            let eerder = bestand.punt.get(..plek).unwrap_or_default();
            if eerder.iter().any(|ander| ander.id == id) {
                return Err(AandachtspuntFout::DubbelId { id });
            }
        }
        Ok(Aandachtspunten {
            bron: bestand.bron,
            versie: bestand.versie,
            punten: bestand.punt,
        })
    }

    /// Where the list comes from, for under it on screen: `eigen lijst, versie 2026-11`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}, versie {}", self.bron, self.versie)
    }

    /// Every point, in the order of the file.
    #[must_use]
    pub fn punten(&self) -> &[Punt] {
        &self.punten
    }

    /// One point by its id.
    #[must_use]
    pub fn zoek(&self, id: &str) -> Option<&Punt> {
        self.punten.iter().find(|punt| punt.id == id)
    }

    /// How every point stands at `nu`. `vlaggen` are the red flags of the suggestion for this line.
    #[must_use]
    pub fn stand(&self, zaak: &Zaak, vlaggen: &[Vlag], nu: DateTime<Utc>) -> Vec<PuntStand> {
        self.punten
            .iter()
            .map(|punt| punt_stand(punt, zaak, vlaggen, nu))
            .collect()
    }
}

impl PuntStand {
    /// Whether it was seen.
    #[must_use]
    pub fn is_gezien(&self) -> bool {
        self.gezien.is_some()
    }

    /// One line: the sign, the question, and how it was seen or what is missing.
    #[must_use]
    pub fn label(&self, nu: DateTime<Utc>) -> String {
        let (teken, rest) = match &self.gezien {
            Some(gezien) => ("[x]", gezien.label(nu)),
            None => ("[ ]", self.nog.join("; ")),
        };
        if rest.is_empty() {
            format!("{teken} {}", self.tekst)
        } else {
            format!("{teken} {} {rest}", self.tekst)
        }
    }

    /// Everything there is to say, a line each: the question, help, how it was seen or what is missing.
    #[must_use]
    pub fn regels(&self, nu: DateTime<Utc>) -> Vec<String> {
        let mut out = vec![self.tekst.clone()];
        if !self.hulp.is_empty() {
            out.push(self.hulp.clone());
        }
        match &self.gezien {
            Some(gezien) => out.push(gezien.label(nu)),
            None => out.extend(self.nog.iter().cloned()),
        }
        out
    }
}

impl Gezien {
    /// How it was seen, in words: `A. de Boer, 09:12: nog bellen`.
    #[must_use]
    pub fn label(&self, nu: DateTime<Utc>) -> String {
        match self {
            Gezien::Vanzelf { reden } => reden.clone(),
            Gezien::Door {
                door,
                op,
                toelichting,
            } => {
                let mut tekst = format!("{door}, {}", tijd::moment(*op, nu));
                if !toelichting.is_empty() {
                    tekst.push_str(": ");
                    tekst.push_str(toelichting);
                }
                tekst
            }
        }
    }
}

/// How many points are open.
#[must_use]
pub fn aantal_open(standen: &[PuntStand]) -> usize {
    standen.iter().filter(|punt| !punt.is_gezien()).count()
}

fn punt_stand(punt: &Punt, zaak: &Zaak, vlaggen: &[Vlag], nu: DateTime<Utc>) -> PuntStand {
    let antwoorden: Vec<Antwoord> = punt
        .vanzelf
        .iter()
        .map(|toets| toets.toets(zaak, vlaggen, nu))
        .collect();
    let mut redenen = Vec::new();
    let mut nog = Vec::new();
    for antwoord in antwoorden {
        match antwoord {
            Antwoord::Gezien(reden) => redenen.push(reden),
            Antwoord::Open(wat) => nog.push(wat),
        }
    }
    // A person who ticked it knew more than the program; the last one holds.
    let gezien = if let Some(vinkje) = zaak
        .stand
        .aandachtspunten
        .iter()
        .rfind(|een| een.punt == punt.id)
    {
        Some(Gezien::Door {
            door: vinkje.door.clone(),
            op: vinkje.op,
            toelichting: vinkje.toelichting.trim().to_owned(),
        })
    } else if nog.is_empty() && !redenen.is_empty() {
        Some(Gezien::Vanzelf {
            reden: redenen.join("; "),
        })
    } else {
        None
    };
    if gezien.is_some() {
        nog.clear();
    } else {
        // What is there already stands before what is missing.
        nog = redenen.into_iter().chain(nog).collect();
    }
    PuntStand {
        id: punt.id.clone(),
        tekst: punt.tekst.clone(),
        hulp: punt.hulp.clone(),
        gezien,
        nog,
    }
}
