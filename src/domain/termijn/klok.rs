//! The other clocks: one start, one length, perhaps extensions.
//!
//! Must not know ophouden voor onderzoek, which leaves out the night and is `ophouden`.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::bestand::{Duur, TermijnRegel, TermijnSoort};
use super::nood::Nood;
use super::regels::Termijnregels;
use super::waarschuwing::{Tijdstip, Waarschuwing};
use crate::domain::kalender::Kalender;
use crate::domain::tijd::{self, lokaal, minuten_tot, uit_lokaal};

/// What is known of one clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looptijd {
    /// Which clock.
    pub soort: TermijnSoort,
    /// When it began; [`TermijnSoort`] says which moment that is.
    pub vanaf: Option<DateTime<Utc>>,
    /// How often it was extended.
    pub verlengd: u8,
}

/// One clock, computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijn {
    /// Which clock.
    pub soort: TermijnSoort,
    /// Its name on screen; the code of the clock when no rule holds.
    pub naam: String,
    /// The rule with its article: `90 uur, art. 59a Sv`.
    pub regel: String,
    /// When it began.
    pub vanaf: Option<DateTime<Utc>>,
    /// The last moment; midnight is the end of the day before. None when not known.
    pub uiterlijk: Option<DateTime<Utc>>,
    /// Minutes on the wall clock from now, rounded down; negative is over.
    pub resterend_minuten: Option<i64>,
    /// The day on which it would have ended, where the Algemene termijnenwet moved it.
    pub verschoven_van: Option<NaiveDate>,
    /// It does not exist for a minor.
    pub alleen_volwassenen: bool,
    /// What a worker should look at.
    pub waarschuwingen: Vec<Waarschuwing>,
}

/// What somebody told of the judgment in the case in which a gedragsaanwijzing was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vonnis {
    /// There is a judgment; that alone ends nothing.
    Gewezen(DateTime<Utc>),
    /// It is final since then: the gedragsaanwijzing has ended.
    Onherroepelijk(DateTime<Utc>),
}

impl Termijn {
    /// With what is known of the age of the suspect.
    #[must_use]
    pub fn voor(mut self, minderjarig: Option<bool>) -> Termijn {
        if self.alleen_volwassenen && minderjarig == Some(true) {
            self.waarschuwingen.push(Waarschuwing::Minderjarig);
        }
        self
    }

    /// With what was told of the judgment, seen at `nu`. Only a final one ends the clock earlier.
    #[must_use]
    pub fn met_vonnis(mut self, vonnis: Vonnis, nu: DateTime<Utc>) -> Termijn {
        match vonnis {
            Vonnis::Gewezen(op) => self.waarschuwingen.push(Waarschuwing::Vonnis { op }),
            Vonnis::Onherroepelijk(op) => {
                if self.uiterlijk.is_none_or(|einde| op < einde) {
                    self.uiterlijk = Some(op);
                    self.resterend_minuten = Some(minuten_tot(op, nu));
                    self.regel
                        .push_str("; eerder geëindigd: vonnis onherroepelijk");
                }
            }
        }
        self
    }

    /// Urgency; thresholds as in [`Nood::van`].
    #[must_use]
    pub fn nood(&self, spoed: i64, bijna: i64) -> Nood {
        Nood::van(self.resterend_minuten, spoed, bijna)
    }
}

impl Termijnregels {
    /// One clock, seen at `nu`. A clock that would begin in the future has no end: its time is wrong.
    #[must_use]
    pub fn termijn(&self, looptijd: Looptijd, nu: DateTime<Utc>, kalender: &Kalender) -> Termijn {
        let Looptijd {
            soort,
            vanaf,
            verlengd,
        } = looptijd;
        let peil = vanaf.unwrap_or(nu);
        let mut klok = Termijn {
            soort,
            naam: soort.code().to_owned(),
            regel: String::new(),
            vanaf,
            uiterlijk: None,
            resterend_minuten: None,
            verschoven_van: None,
            alleen_volwassenen: false,
            waarschuwingen: Vec::new(),
        };
        let Some(regel) = self.termijnregel(soort, peil) else {
            klok.waarschuwingen.push(Waarschuwing::GeenRegel {
                op: lokaal(peil).date_naive(),
            });
            return klok;
        };
        klok.naam.clone_from(&regel.naam);
        klok.alleen_volwassenen = regel.alleen_volwassenen;
        let keren = toegestaan(regel, verlengd, &mut klok.waarschuwingen);
        klok.regel = tekst(regel, keren);
        match vanaf {
            None => klok.waarschuwingen.push(Waarschuwing::GeenTijd),
            Some(moment) if moment > nu => {
                klok.waarschuwingen.push(Waarschuwing::InToekomst {
                    wat: Tijdstip::Begin,
                    moment,
                });
            }
            Some(moment) => {
                let end = einde(regel, keren, moment, kalender);
                if let Some((_, Some(dag))) = end {
                    klok.verschoven_van = Some(dag);
                    klok.regel.push_str(&verschoven(dag, kalender));
                }
                klok.uiterlijk = end.and_then(|(stand, _)| stand.moment());
                klok.resterend_minuten = klok.uiterlijk.map(|end| minuten_tot(end, nu));
            }
        }
        klok
    }
}

/// How far a clock has come while it is being computed: at a minute, or at the end of a day.
#[derive(Debug, Clone, Copy)]
enum Klokstand {
    Moment(DateTime<Utc>),
    Dag(NaiveDate),
}

impl Klokstand {
    fn moment(self) -> Option<DateTime<Utc>> {
        match self {
            Klokstand::Moment(moment) => Some(moment),
            Klokstand::Dag(dag) => Some(uit_lokaal(dag.succ_opt()?.and_time(NaiveTime::MIN))),
        }
    }

    fn dag(self) -> NaiveDate {
        match self {
            Klokstand::Moment(moment) => lokaal(moment).date_naive(),
            Klokstand::Dag(dag) => dag,
        }
    }

    fn plus(self, duur: Duur, kalender: &Kalender) -> Option<Klokstand> {
        let uren = |uren: i64| {
            Some(Klokstand::Moment(
                self.moment()?
                    .checked_add_signed(TimeDelta::try_hours(uren)?)?,
            ))
        };
        match duur {
            Duur::Uren(aantal) => uren(i64::from(aantal)),
            Duur::Etmalen(aantal) => uren(24 * i64::from(aantal)),
            Duur::Kalenderdagen(aantal) => {
                let dag = self.dag().checked_add_days(Days::new(u64::from(aantal)))?;
                Some(match self {
                    Klokstand::Moment(moment) => {
                        Klokstand::Moment(uit_lokaal(dag.and_time(lokaal(moment).time())))
                    }
                    Klokstand::Dag(_) => Klokstand::Dag(dag),
                })
            }
            Duur::Weken(aantal) => Some(Klokstand::Dag(
                self.dag()
                    .checked_add_days(Days::new(7 * u64::from(aantal)))?,
            )),
            Duur::Maanden(aantal) => Some(Klokstand::Dag(
                self.dag()
                    .checked_add_months(Months::new(u32::from(aantal)))?,
            )),
            Duur::Werkdagen(aantal) => Some(Klokstand::Dag(
                kalender.plus_werkdagen(self.dag(), u32::from(aantal))?,
            )),
        }
    }
}

/// The end, and the day from which the Algemene termijnenwet moved it. Extensions count from the end that
/// the law names, and only the last day moves.
fn einde(
    regel: &TermijnRegel,
    keren: u8,
    vanaf: DateTime<Utc>,
    kalender: &Kalender,
) -> Option<(Klokstand, Option<NaiveDate>)> {
    let mut stand = Klokstand::Moment(vanaf).plus(regel.duur, kalender)?;
    for verlenging in std::iter::repeat_n(regel.verlenging, usize::from(keren)).flatten() {
        stand = stand.plus(verlenging, kalender)?;
    }
    let Klokstand::Dag(dag) = stand else {
        return Some((stand, None));
    };
    if !regel.termijnenwet {
        return Some((stand, None));
    }
    let verder = kalender.na_termijnenwet(dag)?;
    Some((Klokstand::Dag(verder), (verder != dag).then_some(dag)))
}

/// Why the end was moved: `; zo 31 jan schuift op (art. 1 Atw)`.
fn verschoven(dag: NaiveDate, kalender: &Kalender) -> String {
    let waarom = kalender
        .termijndag(dag)
        .map_or_else(String::new, |naam| format!(" ({naam})"));
    format!("; {}{waarom} schuift op, art. 1 Atw", tijd::dag(dag))
}

/// The extensions that count.
fn toegestaan(regel: &TermijnRegel, verlengd: u8, waarschuwingen: &mut Vec<Waarschuwing>) -> u8 {
    let maximaal = match (regel.verlenging, regel.maximaal_verlengen) {
        (None, _) => 0,
        (Some(_), Some(maximaal)) => maximaal,
        (Some(_), None) => u8::MAX,
    };
    if verlengd > maximaal {
        waarschuwingen.push(Waarschuwing::TeVaakVerlengd { maximaal });
    }
    verlengd.min(maximaal)
}

fn tekst(regel: &TermijnRegel, keren: u8) -> String {
    match regel.verlenging.filter(|_| keren > 0) {
        Some(verlenging) if keren > 1 => format!(
            "{} + {keren} keer {verlenging}, {}",
            regel.duur, regel.artikel
        ),
        Some(verlenging) => format!("{} + {verlenging}, {}", regel.duur, regel.artikel),
        None => format!("{}, {}", regel.duur, regel.artikel),
    }
}
