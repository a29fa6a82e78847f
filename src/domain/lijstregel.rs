//! One line of the verdachtenmonitor as it was understood, and where each fact stood.
//!
//! Must not know how files are read; `import` fills it.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use super::herkomst::{Herkomst, Herkomsten, Koppen, Oorsprong};
use super::ids::LezingId;
use super::naam::{Naam, vouw};

/// Sex as the list gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Geslacht {
    /// M
    Man,
    /// V
    Vrouw,
    /// X, or something else that was written on purpose.
    Anders,
}

/// Whether and how the suspect is held, as the list gives it (domein.md 1.5).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "tekst")]
pub enum Status {
    /// Held for investigation: the clock of art. 56a Sv runs.
    Vast,
    /// Not, or no longer, held.
    NietVast,
    /// In verzekering gesteld: other clocks run.
    Ivs,
    /// Released.
    Heengezonden,
    /// Written otherwise; kept as it stands.
    Anders(String),
    /// The list does not say.
    #[default]
    Onbekend,
}

impl Status {
    /// The word on screen and in JSON.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Status::Vast => "vast",
            Status::NietVast => "niet vast",
            Status::Ivs => "IVS",
            Status::Heengezonden => "heengezonden",
            Status::Anders(text) => text,
            Status::Onbekend => "onbekend",
        }
    }
}

/// One offence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Feit {
    /// Article as printed, e.g. `300 jo 304 Sr`; empty if unknown.
    pub artikel: String,
    /// Words, e.g. `Mishandeling (echtgenoot)`.
    pub omschrijving: String,
}

/// A fact of a line that can be compared between two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each is named after the field of Lijstregel that it means"
)]
pub enum Veld {
    Pl,
    Parketnummer,
    Naam,
    Geboortedatum,
    Geslacht,
    Bsn,
    Adres,
    Woonplaats,
    Feiten,
    Toelichting,
    Relatie,
    Aanhouding,
    Aankomst,
    BeginOphouden,
    GedruktEinde,
    Locatie,
    Status,
    HgPolitie,
    Thv,
    Zorgmelding,
    Kinderen,
}

impl Veld {
    /// Every field, in the order in which a zaak shows them.
    pub const ALLE: [Veld; 21] = [
        Veld::Naam,
        Veld::Geboortedatum,
        Veld::Geslacht,
        Veld::Pl,
        Veld::Parketnummer,
        Veld::Bsn,
        Veld::Adres,
        Veld::Woonplaats,
        Veld::Feiten,
        Veld::Toelichting,
        Veld::Relatie,
        Veld::Kinderen,
        Veld::Aanhouding,
        Veld::Aankomst,
        Veld::BeginOphouden,
        Veld::GedruktEinde,
        Veld::Locatie,
        Veld::Status,
        Veld::HgPolitie,
        Veld::Thv,
        Veld::Zorgmelding,
    ];

    /// The label on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Veld::Pl => "PL-nummer",
            Veld::Parketnummer => "parketnr",
            Veld::Naam => "naam",
            Veld::Geboortedatum => "geboren",
            Veld::Geslacht => "geslacht",
            Veld::Bsn => "BSN",
            Veld::Adres => "adres",
            Veld::Woonplaats => "woonplaats",
            Veld::Feiten => "feit",
            Veld::Toelichting => "toelichting",
            Veld::Relatie => "relatie",
            Veld::Aanhouding => "aangehouden",
            Veld::Aankomst => "aankomst bureau",
            Veld::BeginOphouden => "ophouden vanaf",
            Veld::GedruktEinde => "einde volgens lijst",
            Veld::Locatie => "locatie",
            Veld::Status => "status",
            Veld::HgPolitie => "HG volgens politie",
            Veld::Thv => "huisverbod (THV)",
            Veld::Zorgmelding => "zorgmelding",
            Veld::Kinderen => "kinderen",
        }
    }
}

/// Which file a line came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bron {
    /// The reading.
    pub lezing: LezingId,
    /// Name of the file, without its folder.
    pub bestand: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// When it was read.
    pub gelezen: DateTime<Utc>,
    /// The moment that the list is about, where it says so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peil: Option<DateTime<Utc>>,
}

impl Bron {
    /// The moment that the list is about: its own date, else the moment of reading.
    #[must_use]
    pub fn over(&self) -> DateTime<Utc> {
        self.peil
            .map_or(self.gelezen, |dated| dated.min(self.gelezen))
    }
}

/// One suspect on the list.
///
/// `PartialEq` compares everything, also the origin; use [`Lijstregel::wijzigingen`] to compare facts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Lijstregel {
    /// Line (row) in the file, counted from 1.
    pub regel: u32,
    /// Police registration, normalised: `PL2100-2026117042` (domein.md 5.1).
    pub pl: Option<String>,
    /// Case number of the OM, normalised: `01-153420-26`.
    pub parketnummer: Option<String>,
    /// The suspect.
    pub naam: Naam,
    /// Date of birth.
    pub geboortedatum: Option<NaiveDate>,
    /// Sex.
    pub geslacht: Option<Geslacht>,
    /// Only filled when the site says so.
    pub bsn: Option<String>,
    /// Street and number.
    pub adres: Option<String>,
    /// Place as printed; `domain::gemeente` finds the municipality and its VT.
    pub woonplaats: Option<String>,
    /// The offences, in the order of the list.
    pub feiten: Vec<Feit>,
    /// What happened, in the words of the police.
    pub toelichting: String,
    /// Relation between suspect and victim, as printed.
    pub relatie: Option<String>,
    /// Children, as printed.
    pub kinderen: Option<String>,
    /// Moment of arrest.
    pub aanhouding: Option<DateTime<Utc>>,
    /// Moment of arrival at the station, where the list gives it beside begin ophouden.
    pub aankomst: Option<DateTime<Utc>>,
    /// Start of ophouden voor onderzoek (art. 56a Sv).
    pub begin_ophouden: Option<DateTime<Utc>>,
    /// End of ophouden as the list prints it.
    pub gedrukt_einde: Option<DateTime<Utc>>,
    /// Where the suspect is.
    pub locatie: Option<String>,
    /// Held or not.
    pub status: Status,
    /// Whether police marked the line as HG.
    pub hg_politie: Option<bool>,
    /// Whether a tijdelijk huisverbod is mentioned.
    pub thv: Option<bool>,
    /// Whether police made a zorgmelding.
    pub zorgmelding: Option<bool>,
    /// Columns that no profile knows: shown, not dropped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overig: Vec<(Arc<str>, String)>,
    /// Where each fact stood. A field that is absent here had no column in the file.
    #[serde(skip_serializing_if = "Herkomsten::is_empty")]
    pub herkomst: Herkomsten,
}

/// A fact that differs between two readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wijziging {
    /// Which fact.
    pub veld: Veld,
    /// As it was, as text; empty if it was not known.
    pub oud: String,
    /// As it is now.
    pub nieuw: String,
}

impl Lijstregel {
    /// The text by which the same suspect in the same registration is recognised in every list
    /// (rule 4): registration, folded family name, date of birth, first initial.
    #[must_use]
    pub fn zaaksleutel(&self) -> String {
        let registration = match (&self.pl, &self.parketnummer) {
            (Some(pl), _) => vouw(pl).replace(' ', ""),
            (None, Some(parket)) => vouw(parket).replace(' ', ""),
            // Without any number the day of the arrest keeps two arrests of one person apart.
            (None, None) => self
                .aanhouding
                .or(self.begin_ophouden)
                .map_or_else(String::new, |at| at.date_naive().to_string()),
        };
        format!("{registration}|{}", self.persoonsleutel())
    }

    /// The text by which a person is recognised across zaken.
    #[must_use]
    pub fn persoonsleutel(&self) -> String {
        let initial: String = vouw(&self.naam.voornamen).chars().take(1).collect();
        let born = self
            .geboortedatum
            .map_or_else(String::new, |date| date.to_string());
        format!("{}|{born}|{initial}", self.naam.sleutel())
    }

    /// One text of all articles, `300 Sr · 285 Sr`.
    #[must_use]
    pub fn artikelen(&self) -> String {
        join(self.feiten.iter().map(|feit| feit.artikel.as_str()))
    }

    /// One text of all offences.
    #[must_use]
    pub fn feit(&self) -> String {
        join(self.feiten.iter().map(|feit| feit.omschrijving.as_str()))
    }

    /// A fact as text, for showing a change and for the screen of origins. Times are UTC in RFC 3339.
    #[must_use]
    pub fn tekst(&self, veld: Veld) -> String {
        let time = |at: Option<DateTime<Utc>>| at.map_or_else(String::new, |at| at.to_rfc3339());
        let flag = |value: Option<bool>| match value {
            Some(true) => "ja".to_owned(),
            Some(false) => "nee".to_owned(),
            None => String::new(),
        };
        match veld {
            Veld::Pl => self.pl.clone().unwrap_or_default(),
            Veld::Parketnummer => self.parketnummer.clone().unwrap_or_default(),
            Veld::Naam => self.naam.lijstvorm(),
            Veld::Geboortedatum => self
                .geboortedatum
                .map_or_else(String::new, |date| date.to_string()),
            Veld::Geslacht => match self.geslacht {
                Some(Geslacht::Man) => "man".to_owned(),
                Some(Geslacht::Vrouw) => "vrouw".to_owned(),
                Some(Geslacht::Anders) => "anders".to_owned(),
                None => String::new(),
            },
            Veld::Bsn => self.bsn.clone().unwrap_or_default(),
            Veld::Adres => self.adres.clone().unwrap_or_default(),
            Veld::Woonplaats => self.woonplaats.clone().unwrap_or_default(),
            Veld::Feiten => join(
                self.feiten
                    .iter()
                    .map(|feit| format!("{} {}", feit.artikel, feit.omschrijving)),
            ),
            Veld::Toelichting => self.toelichting.clone(),
            Veld::Relatie => self.relatie.clone().unwrap_or_default(),
            Veld::Kinderen => self.kinderen.clone().unwrap_or_default(),
            Veld::Aanhouding => time(self.aanhouding),
            Veld::Aankomst => time(self.aankomst),
            Veld::BeginOphouden => time(self.begin_ophouden),
            Veld::GedruktEinde => time(self.gedrukt_einde),
            Veld::Locatie => self.locatie.clone().unwrap_or_default(),
            Veld::Status => match &self.status {
                Status::Onbekend => String::new(),
                known => known.label().to_owned(),
            },
            Veld::HgPolitie => flag(self.hg_politie),
            Veld::Thv => flag(self.thv),
            Veld::Zorgmelding => flag(self.zorgmelding),
        }
    }

    /// What `newer` says differently. A field for which the newer file had no column is no change:
    /// one list comes in several shapes, and a poorer shape takes nothing away.
    #[must_use]
    pub fn wijzigingen(&self, newer: &Lijstregel) -> Vec<Wijziging> {
        Veld::ALLE
            .into_iter()
            .filter(|veld| newer.herkomst.contains_key(veld))
            .filter_map(|veld| {
                let (oud, nieuw) = (self.tekst(veld), newer.tekst(veld));
                (oud != nieuw).then_some(Wijziging { veld, oud, nieuw })
            })
            .collect()
    }

    /// This line with everything that `newer` knows laid over it.
    #[must_use]
    pub fn bijgewerkt(&self, newer: &Lijstregel) -> Lijstregel {
        let mut out = newer.clone();
        for veld in Veld::ALLE {
            if !newer.herkomst.contains_key(&veld) {
                self.copy_to(&mut out, veld);
                if let Some(origin) = self.herkomst.get(&veld) {
                    out.herkomst.noteer(veld, origin.kolom, origin.tekst);
                }
            }
        }
        out
    }

    /// As [`Lijstregel::bijgewerkt`], for the journal: a list without a column for the status says nothing of
    /// custody, and must not seem to repeat what an older list said.
    #[must_use]
    pub fn aangevuld(&self, newer: &Lijstregel) -> Lijstregel {
        let mut out = self.bijgewerkt(newer);
        if !newer.herkomst.contains_key(&Veld::Status) {
            out.status = Status::Onbekend;
        }
        out
    }

    /// This line with everything by which a person and a registration are known as `known` has it: a row under
    /// another name, of a zaak that was joined, must not overwrite whose zaak it is.
    #[must_use]
    pub fn met_identiteit_van(mut self, known: &Lijstregel) -> Lijstregel {
        for veld in [
            Veld::Naam,
            Veld::Geboortedatum,
            Veld::Geslacht,
            Veld::Pl,
            Veld::Parketnummer,
            Veld::Bsn,
            Veld::Adres,
            Veld::Woonplaats,
        ] {
            known.copy_to(&mut self, veld);
            if let Some(origin) = known.herkomst.get(&veld) {
                self.herkomst.noteer(veld, origin.kolom, origin.tekst);
            }
        }
        self
    }

    fn copy_to(&self, to: &mut Lijstregel, veld: Veld) {
        match veld {
            Veld::Pl => to.pl.clone_from(&self.pl),
            Veld::Parketnummer => to.parketnummer.clone_from(&self.parketnummer),
            Veld::Naam => to.naam.clone_from(&self.naam),
            Veld::Geboortedatum => to.geboortedatum = self.geboortedatum,
            Veld::Geslacht => to.geslacht = self.geslacht,
            Veld::Bsn => to.bsn.clone_from(&self.bsn),
            Veld::Adres => to.adres.clone_from(&self.adres),
            Veld::Woonplaats => to.woonplaats.clone_from(&self.woonplaats),
            Veld::Feiten => to.feiten.clone_from(&self.feiten),
            Veld::Toelichting => to.toelichting.clone_from(&self.toelichting),
            Veld::Relatie => to.relatie.clone_from(&self.relatie),
            Veld::Kinderen => to.kinderen.clone_from(&self.kinderen),
            Veld::Aanhouding => to.aanhouding = self.aanhouding,
            Veld::Aankomst => to.aankomst = self.aankomst,
            Veld::BeginOphouden => to.begin_ophouden = self.begin_ophouden,
            Veld::GedruktEinde => to.gedrukt_einde = self.gedrukt_einde,
            Veld::Locatie => to.locatie.clone_from(&self.locatie),
            Veld::Status => to.status.clone_from(&self.status),
            Veld::HgPolitie => to.hg_politie = self.hg_politie,
            Veld::Thv => to.thv = self.thv,
            Veld::Zorgmelding => to.zorgmelding = self.zorgmelding,
        }
    }
}

fn join<S: AsRef<str>>(parts: impl Iterator<Item = S>) -> String {
    let mut out = String::new();
    for part in parts {
        if part.as_ref().is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(" · ");
        }
        out.push_str(part.as_ref());
    }
    out
}
