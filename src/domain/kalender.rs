//! Working days and Dutch holidays, computed from rules that a site can replace
//! (`assets/feestdagen.toml`).
//!
//! Must not know which term counts in working days; that is `termijn`.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

/// The file with the rules, as it stands on disk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeestdagenBestand {
    /// One entry a holiday.
    pub feestdag: Vec<FeestdagRegel>,
}

/// One holiday: when it falls, and in which years it is a day off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeestdagRegel {
    /// Name on screen.
    pub naam: String,
    /// When it falls.
    pub wanneer: Wanneer,
    /// Whether offices are closed then.
    pub vrij: Vrij,
    /// Whether the Algemene termijnenwet names it (art. 3): a term of that law does not end on it,
    /// whatever the offices do.
    #[serde(default)]
    pub termijnenwet: bool,
    /// First year of the rule.
    #[serde(default)]
    pub vanaf_jaar: Option<i32>,
    /// Last year of the rule.
    #[serde(default)]
    pub tot_jaar: Option<i32>,
}

/// How the day of a holiday is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wanneer {
    /// A fixed day of the year.
    Vast(VasteDag),
    /// Days after Easter Sunday; negative is before it.
    Pasen(i32),
}

/// A fixed day of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VasteDag {
    /// Month, 1 to 12.
    pub maand: u32,
    /// Day of the month.
    pub dag: u32,
    /// Days by which it moves when it falls on a Sunday: -1 for Koningsdag.
    #[serde(default)]
    pub op_zondag: i32,
}

/// In which years a holiday is a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vrij {
    /// Every year.
    Altijd,
    /// Once in five years, as many employers do with Bevrijdingsdag (2025, 2030).
    Lustrum,
    /// It has a name, but it is a working day.
    Nooit,
}

/// A rule that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeestdagFout {
    /// The day does not exist in any year.
    #[error(
        "feestdag '{naam}': dag {dag} van maand {maand} bestaat niet. Verbeter maand en dag in feestdagen.toml."
    )]
    GeenDag {
        /// Name of the holiday.
        naam: String,
        /// Month as written.
        maand: u32,
        /// Day as written.
        dag: u32,
    },
    /// So far from Easter, or moved so far, that it can fall in another year.
    #[error(
        "feestdag '{naam}': {dagen} dagen verschuiven is te veel. Verbeter het getal in feestdagen.toml."
    )]
    TeVer {
        /// Name of the holiday.
        naam: String,
        /// Number of days as written.
        dagen: i32,
    },
}

/// Working days: Monday to Friday, without the days off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kalender {
    regels: Vec<FeestdagRegel>,
}

impl Kalender {
    /// Checks the rules.
    ///
    /// # Errors
    /// When a rule names a day that does not exist or that leaves its own year.
    pub fn nieuw(bestand: FeestdagenBestand) -> Result<Kalender, FeestdagFout> {
        for regel in &bestand.feestdag {
            controleer(regel)?;
        }
        Ok(Kalender {
            regels: bestand.feestdag,
        })
    }

    /// The name of the day off on this date, weekend or not.
    #[must_use]
    pub fn feestdag(&self, datum: NaiveDate) -> Option<&str> {
        self.regels
            .iter()
            .find(|regel| regel.is_vrij(datum.year()) && regel.datum(datum.year()) == Some(datum))
            .map(|regel| regel.naam.as_str())
    }

    /// Every day off of a year, in order.
    #[must_use]
    pub fn feestdagen(&self, jaar: i32) -> Vec<(NaiveDate, &str)> {
        let mut dagen: Vec<_> = self
            .regels
            .iter()
            .filter(|regel| regel.is_vrij(jaar))
            .filter_map(|regel| Some((regel.datum(jaar)?, regel.naam.as_str())))
            .collect();
        dagen.sort();
        dagen
    }

    /// Monday to Friday and not a day off.
    #[must_use]
    pub fn is_werkdag(&self, datum: NaiveDate) -> bool {
        !matches!(datum.weekday(), Weekday::Sat | Weekday::Sun) && self.feestdag(datum).is_none()
    }

    /// The name of the algemeen erkende feestdag on this date (art. 3 Atw), weekend or not.
    #[must_use]
    pub fn termijndag(&self, datum: NaiveDate) -> Option<&str> {
        let jaar = datum.year();
        self.regels
            .iter()
            .find(|regel| {
                regel.termijnenwet && regel.geldt(jaar) && regel.datum(jaar) == Some(datum)
            })
            .map(|regel| regel.naam.as_str())
    }

    /// The day on which a term ends that would end on `datum` (art. 1 Atw): the first from there on that
    /// is no Saturday, Sunday or algemeen erkende feestdag. None at the end of the calendar.
    #[must_use]
    pub fn na_termijnenwet(&self, datum: NaiveDate) -> Option<NaiveDate> {
        let mut dag = datum;
        while matches!(dag.weekday(), Weekday::Sat | Weekday::Sun) || self.termijndag(dag).is_some()
        {
            dag = dag.succ_opt()?;
        }
        Some(dag)
    }

    /// The working day that is `aantal` working days after `datum`; the day itself does not count.
    /// Zero gives the day itself. None at the end of the calendar.
    #[must_use]
    pub fn plus_werkdagen(&self, datum: NaiveDate, aantal: u32) -> Option<NaiveDate> {
        let mut dag = datum;
        for _ in 0..aantal {
            dag = dag.succ_opt()?;
            while !self.is_werkdag(dag) {
                dag = dag.succ_opt()?;
            }
        }
        Some(dag)
    }
}

impl FeestdagRegel {
    fn geldt(&self, jaar: i32) -> bool {
        self.vanaf_jaar.is_none_or(|vanaf| jaar >= vanaf)
            && self.tot_jaar.is_none_or(|tot| jaar <= tot)
    }

    fn is_vrij(&self, jaar: i32) -> bool {
        self.geldt(jaar)
            && match self.vrij {
                Vrij::Altijd => true,
                Vrij::Lustrum => jaar.rem_euclid(5) == 0,
                Vrij::Nooit => false,
            }
    }

    fn datum(&self, jaar: i32) -> Option<NaiveDate> {
        match self.wanneer {
            Wanneer::Pasen(dagen) => verschoven(pasen(jaar)?, dagen),
            Wanneer::Vast(vast) => {
                let datum = NaiveDate::from_ymd_opt(jaar, vast.maand, vast.dag)?;
                if datum.weekday() == Weekday::Sun {
                    verschoven(datum, vast.op_zondag)
                } else {
                    Some(datum)
                }
            }
        }
    }
}

/// Easter Sunday in the Gregorian calendar, by the anonymous computation of 1876 (Meeus).
#[must_use]
pub fn pasen(jaar: i32) -> Option<NaiveDate> {
    let plaats_in_maancyclus = jaar.rem_euclid(19);
    let (eeuw, rest) = (jaar.div_euclid(100), jaar.rem_euclid(100));
    let (eeuw_schrikkel, eeuw_rest) = (eeuw.div_euclid(4), eeuw.rem_euclid(4));
    let maan_correctie = (eeuw - (eeuw + 8).div_euclid(25) + 1).div_euclid(3);
    let epacta =
        (19 * plaats_in_maancyclus + eeuw - eeuw_schrikkel - maan_correctie + 15).rem_euclid(30);
    let (schrikkel, over) = (rest / 4, rest % 4);
    let naar_zondag = (32 + 2 * eeuw_rest + 2 * schrikkel - epacta - over).rem_euclid(7);
    let uitzondering = (plaats_in_maancyclus + 11 * epacta + 22 * naar_zondag) / 451;
    let som = epacta + naar_zondag - 7 * uitzondering + 114;
    NaiveDate::from_ymd_opt(
        jaar,
        u32::try_from(som / 31).ok()?,
        u32::try_from(som % 31 + 1).ok()?,
    )
}

fn verschoven(datum: NaiveDate, dagen: i32) -> Option<NaiveDate> {
    let count = Days::new(u64::from(dagen.unsigned_abs()));
    if dagen < 0 {
        datum.checked_sub_days(count)
    } else {
        datum.checked_add_days(count)
    }
}

fn controleer(regel: &FeestdagRegel) -> Result<(), FeestdagFout> {
    let (dagen, grens) = match regel.wanneer {
        // 22 March less 80 days and 25 April plus 200 stay within the year.
        Wanneer::Pasen(dagen) => (dagen, -80..=200),
        Wanneer::Vast(vast) => {
            // 2024 is a leap year, so that 29 February is allowed.
            if NaiveDate::from_ymd_opt(2024, vast.maand, vast.dag).is_none() {
                return Err(FeestdagFout::GeenDag {
                    naam: regel.naam.clone(),
                    maand: vast.maand,
                    dag: vast.dag,
                });
            }
            (vast.op_zondag, -6..=6)
        }
    };
    if grens.contains(&dagen) {
        Ok(())
    } else {
        Err(FeestdagFout::TeVer {
            naam: regel.naam.clone(),
            dagen,
        })
    }
}
