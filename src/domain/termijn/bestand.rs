//! The rules as they are written in `termijnen.toml`.
//!
//! Must not know whether they make sense; `regels` checks that.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermijnBestand {
    /// Ophouden voor onderzoek, one entry a version of the law.
    pub ophouden: Vec<OphoudRegel>,
    /// Which articles allow voorlopige hechtenis, one entry a statute and version.
    pub hechtenis: Vec<HechtenisRegel>,
    /// The other clocks.
    pub termijn: Vec<TermijnRegel>,
}

/// How long somebody may be held for investigation (art. 56a and 56b Sv).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OphoudRegel {
    /// First day on which the rule holds.
    pub geldig_vanaf: NaiveDate,
    /// Last day on which it holds.
    #[serde(default)]
    pub geldig_tot: Option<NaiveDate>,
    /// Where it stands in the law.
    pub artikel: String,
    /// Hours for a fact with voorlopige hechtenis.
    pub uren_met_hechtenis: u16,
    /// Hours for any other fact.
    pub uren_zonder_hechtenis: u16,
    /// Wall clock time at which the count stops, `00:00`.
    pub stil_van: String,
    /// Wall clock time at which it goes on, `09:00`.
    pub stil_tot: String,
    /// Hours of the one extension for identification, for facts without voorlopige hechtenis.
    pub verlenging_uren: u16,
    /// Where the extension stands in the law.
    pub verlenging_artikel: String,
}

/// Which articles of one statute allow voorlopige hechtenis (art. 67 Sv).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HechtenisRegel {
    /// Abbreviation of the statute, as [`crate::domain::artikel::Wet`] reads it.
    pub wet: String,
    /// First day on which the list holds.
    pub geldig_vanaf: NaiveDate,
    /// Last day on which it holds.
    #[serde(default)]
    pub geldig_tot: Option<NaiveDate>,
    /// Where it stands in the law.
    pub artikel: String,
    /// Articles that allow it, `285` or `11 lid 2`.
    pub toegelaten: Vec<String>,
    /// Articles that do not; whether prison can follow is not known.
    pub niet_toegelaten: Vec<String>,
    /// Misdrijven with prison that do not, but for somebody without fixed address (lid 2).
    #[serde(default)]
    pub misdrijf: Vec<String>,
    /// Overtredingen: never.
    #[serde(default)]
    pub overtreding: Vec<String>,
    /// Articles for which it depends on the paragraph or on the circumstances.
    pub hangt_af: Vec<String>,
    /// The same, but every paragraph is a misdrijf with prison (lid 2).
    #[serde(default)]
    pub hangt_af_misdrijf: Vec<String>,
    /// Articles that name no punishment: attempt, participation.
    pub algemeen_deel: Vec<String>,
}

/// One other clock.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermijnRegel {
    /// Which clock.
    pub soort: TermijnSoort,
    /// Its name on screen.
    pub naam: String,
    /// Where it stands in the law, or who agreed on it.
    pub artikel: String,
    /// First day on which the rule holds.
    pub geldig_vanaf: NaiveDate,
    /// Last day on which it holds.
    #[serde(default)]
    pub geldig_tot: Option<NaiveDate>,
    /// How long.
    pub duur: Duur,
    /// How much one extension adds.
    #[serde(default)]
    pub verlenging: Option<Duur>,
    /// How often it may be extended; absent is as often as needed, when there is an extension.
    #[serde(default)]
    pub maximaal_verlengen: Option<u8>,
    /// The Algemene termijnenwet moves the end (art. 1): for weeks and months only.
    #[serde(default)]
    pub termijnenwet: bool,
    /// It does not exist for a minor.
    #[serde(default)]
    pub alleen_volwassenen: bool,
}

/// The clocks beside ophouden voor onderzoek.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermijnSoort {
    /// In verzekering stellen, from the order.
    Inverzekeringstelling,
    /// Before the rechter-commissaris, from the arrest.
    VoorgeleidingRc,
    /// Inbewaringstelling, from the order of the rechter-commissaris.
    Bewaring,
    /// Gevangenhouding, from the order of the raadkamer.
    Gevangenhouding,
    /// Tijdelijk huisverbod, from the moment of imposing.
    Huisverbod,
    /// The last moment to which a huisverbod can be extended, from the moment of imposing.
    HuisverbodUiterst,
    /// Gedragsaanwijzing by the OvJ, from its begin.
    Gedragsaanwijzing,
    /// Veiligheidsbeoordeling by Veilig Thuis, from the melding.
    Veiligheidsbeoordeling,
    /// Onderzoek by Veilig Thuis, from the moment at which it noted that onderzoek is needed; nothing
    /// else starts it.
    Onderzoek,
    /// Telling a betrokkene that data about them came in, from that moment.
    Informeren,
    /// Forensic examination after (suspected) strangling, from the incident.
    ForensischOnderzoek,
}

impl TermijnSoort {
    /// Every clock; a rules file must have each of them.
    pub const ALLE: [TermijnSoort; 11] = [
        TermijnSoort::Inverzekeringstelling,
        TermijnSoort::VoorgeleidingRc,
        TermijnSoort::Bewaring,
        TermijnSoort::Gevangenhouding,
        TermijnSoort::Huisverbod,
        TermijnSoort::HuisverbodUiterst,
        TermijnSoort::Gedragsaanwijzing,
        TermijnSoort::Veiligheidsbeoordeling,
        TermijnSoort::Onderzoek,
        TermijnSoort::Informeren,
        TermijnSoort::ForensischOnderzoek,
    ];

    /// The word in the file; the same as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            TermijnSoort::Inverzekeringstelling => "inverzekeringstelling",
            TermijnSoort::VoorgeleidingRc => "voorgeleiding-rc",
            TermijnSoort::Bewaring => "bewaring",
            TermijnSoort::Gevangenhouding => "gevangenhouding",
            TermijnSoort::Huisverbod => "huisverbod",
            TermijnSoort::HuisverbodUiterst => "huisverbod-uiterst",
            TermijnSoort::Gedragsaanwijzing => "gedragsaanwijzing",
            TermijnSoort::Veiligheidsbeoordeling => "veiligheidsbeoordeling",
            TermijnSoort::Onderzoek => "onderzoek",
            TermijnSoort::Informeren => "informeren",
            TermijnSoort::ForensischOnderzoek => "forensisch-onderzoek",
        }
    }
}

/// A length of time, and how it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duur {
    /// Hours that pass, nights and changes of the clock included.
    Uren(u16),
    /// Days of 24 hours: what Sv calls a day.
    Etmalen(u16),
    /// The same wall clock time so many days later.
    Kalenderdagen(u16),
    /// To the end of the day that falls so many weeks later.
    Weken(u16),
    /// To the end of the same day so many months later, or of the last day of that month.
    Maanden(u16),
    /// To the end of the so-manieth working day after it.
    Werkdagen(u16),
}

impl Duur {
    /// The bare number, whatever the unit.
    #[must_use]
    pub fn aantal(self) -> u16 {
        match self {
            Duur::Uren(aantal)
            | Duur::Etmalen(aantal)
            | Duur::Kalenderdagen(aantal)
            | Duur::Weken(aantal)
            | Duur::Maanden(aantal)
            | Duur::Werkdagen(aantal) => aantal,
        }
    }
}

impl fmt::Display for Duur {
    fn fmt(&self, uit: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self, self.aantal()) {
            (Duur::Uren(_), aantal) => write!(uit, "{aantal} uur"),
            (Duur::Etmalen(_), aantal) => write!(uit, "{aantal} x 24 uur"),
            (Duur::Kalenderdagen(_), 1) => uit.write_str("1 dag"),
            (Duur::Kalenderdagen(_), aantal) => write!(uit, "{aantal} dagen"),
            (Duur::Weken(_), 1) => uit.write_str("1 week"),
            (Duur::Weken(_), aantal) => write!(uit, "{aantal} weken"),
            (Duur::Maanden(_), 1) => uit.write_str("1 maand"),
            (Duur::Maanden(_), aantal) => write!(uit, "{aantal} maanden"),
            (Duur::Werkdagen(_), 1) => uit.write_str("1 werkdag"),
            (Duur::Werkdagen(_), aantal) => write!(uit, "{aantal} werkdagen"),
        }
    }
}
