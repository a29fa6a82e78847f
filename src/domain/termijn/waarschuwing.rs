//! What is odd about the times of a clock, in words for the worker.
//!
//! Must not know how they are drawn, nor which clock they belong to.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::tijd;

/// A moment that a list can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tijdstip {
    /// The arrest.
    Aanhouding,
    /// Arrival at the place of interrogation.
    Aankomst,
    /// The order of the HOvJ to hold.
    BeginOphouden,
    /// The end that the list prints.
    GedruktEinde,
    /// The start of any other clock.
    Begin,
}

impl Tijdstip {
    /// Its name in a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Tijdstip::Aanhouding => "aanhouding",
            Tijdstip::Aankomst => "aankomst",
            Tijdstip::BeginOphouden => "begin ophouden",
            Tijdstip::GedruktEinde => "einde op de lijst",
            Tijdstip::Begin => "begin",
        }
    }
}

/// One thing that a worker should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waarschuwing {
    /// No time is known from which the clock can be computed.
    GeenTijd,
    /// A moment that must have been lies in the future.
    InToekomst {
        /// Which moment.
        wat: Tijdstip,
        /// What the list says.
        moment: DateTime<Utc>,
    },
    /// Two moments stand in an order that cannot be.
    Omgekeerd {
        /// The moment that should be first, and what the list says.
        eerst: (Tijdstip, DateTime<Utc>),
        /// The moment that should be later, and what the list says.
        later: (Tijdstip, DateTime<Utc>),
    },
    /// The order to hold stands before the arrival: unusual, not impossible.
    BeginVoorAankomst {
        /// Begin of the holding.
        begin: DateTime<Utc>,
        /// Arrival.
        aankomst: DateTime<Utc>,
    },
    /// Long after the arrest: possible, but a day typed wrong makes a clock look safe.
    LangNaAanhouding {
        /// Minutes between the arrest and the moment from which is counted.
        minuten: i64,
    },
    /// The printed end lies further off than the longest holding that could begin now.
    EindeTeVer {
        /// What the list says.
        moment: DateTime<Utc>,
    },
    /// The printed end is not the computed one.
    VerschilMetLijst {
        /// Printed less computed, in minutes; negative: the list ends earlier.
        minuten: i64,
    },
    /// The extension for identification does not exist for this fact.
    VerlengingNietToegestaan,
    /// The extension is left out, because it is not sure that the fact is without voorlopige hechtenis.
    VerlengingOnzeker,
    /// More extensions than the rule allows.
    TeVaakVerlengd {
        /// How often it may be.
        maximaal: u8,
    },
    /// The clock does not exist for a minor.
    Minderjarig,
    /// There is a judgment, of which nobody told that it is final.
    Vonnis {
        /// When.
        op: DateTime<Utc>,
    },
    /// No rule held on the day on which the clock began.
    GeenRegel {
        /// That day.
        op: NaiveDate,
    },
}

impl Waarschuwing {
    /// Whether the times cannot be true, so that no end may be shown.
    #[must_use]
    pub fn is_onmogelijk(&self) -> bool {
        matches!(
            self,
            Waarschuwing::InToekomst { .. }
                | Waarschuwing::Omgekeerd { .. }
                | Waarschuwing::EindeTeVer { .. }
        )
    }
}

impl fmt::Display for Waarschuwing {
    fn fmt(&self, uit: &mut fmt::Formatter<'_>) -> fmt::Result {
        let op = |moment: &DateTime<Utc>| {
            format!(
                "{} {}",
                tijd::dag(tijd::lokaal(*moment).date_naive()),
                tijd::klok(*moment)
            )
        };
        match self {
            Waarschuwing::GeenTijd => uit.write_str("geen tijd bekend: vraag het na"),
            Waarschuwing::InToekomst { wat, moment } => {
                write!(
                    uit,
                    "{} {} ligt in de toekomst: kijk de tijd na",
                    wat.label(),
                    op(moment)
                )
            }
            Waarschuwing::Omgekeerd {
                eerst: (eerst, een),
                later: (later, twee),
            } => {
                write!(
                    uit,
                    "{} {} ligt voor {} {}: kijk de tijden na",
                    later.label(),
                    op(twee),
                    eerst.label(),
                    op(een)
                )
            }
            Waarschuwing::BeginVoorAankomst { begin, aankomst } => {
                write!(
                    uit,
                    "begin ophouden {} ligt voor aankomst {}",
                    op(begin),
                    op(aankomst)
                )
            }
            Waarschuwing::LangNaAanhouding { minuten } => {
                write!(
                    uit,
                    "de klok begint {} na de aanhouding: kijk de datum na",
                    tijd::resterend(*minuten)
                )
            }
            Waarschuwing::EindeTeVer { moment } => {
                write!(
                    uit,
                    "einde op de lijst {} ligt te ver weg voor ophouden: kijk de tijd na",
                    op(moment)
                )
            }
            Waarschuwing::VerschilMetLijst { minuten } => {
                let richting = if *minuten < 0 { "eerder" } else { "later" };
                let diff = i64::try_from(minuten.unsigned_abs()).unwrap_or(i64::MAX);
                write!(
                    uit,
                    "de lijst eindigt {} {richting} dan berekend",
                    tijd::resterend(diff)
                )
            }
            Waarschuwing::VerlengingNietToegestaan => {
                uit.write_str("verlenging voor identificatie mag niet bij dit feit: niet meegeteld")
            }
            Waarschuwing::VerlengingOnzeker => uit.write_str(
                "verlenging voor identificatie niet meegeteld: niet zeker of die mag bij dit feit",
            ),
            Waarschuwing::TeVaakVerlengd { maximaal } => {
                write!(uit, "mag {maximaal} keer verlengd: de rest telt niet mee")
            }
            Waarschuwing::Minderjarig => uit.write_str(
                "verdachte is minderjarig, en dit kan alleen bij een volwassene: vraag het na",
            ),
            Waarschuwing::Vonnis { op: moment } => write!(
                uit,
                "er is een vonnis ({}): pas als het onherroepelijk is eindigt dit eerder. Vraag het na",
                op(moment)
            ),
            Waarschuwing::GeenRegel { op } => {
                write!(uit, "geen regel die gold op {}", tijd::dag_met_jaar(*op))
            }
        }
    }
}
