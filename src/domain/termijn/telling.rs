//! Counting time of which the night is left out.
//!
//! Must not know which law says so.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::domain::tijd::{lokaal, uit_lokaal};

/// Minutes of a day.
const DAG: u32 = 24 * 60;
/// No clock that leaves out a part of the day runs longer than this many days.
const LANGST: u64 = 366;

/// The part of every day that does not count, in minutes since local midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stilte {
    van: u32,
    tot: u32,
}

impl Stilte {
    /// None when the end is not after the begin, or when nothing of the day is left.
    pub(super) fn nieuw(van: u32, tot: u32) -> Option<Stilte> {
        (van < tot && tot <= DAG && tot - van < DAG).then_some(Stilte { van, tot })
    }

    /// The moment at which `duur` has been counted from `start`.
    ///
    /// ```text
    ///   00:00      09:00                          24:00
    ///     |· · · · · |=================================|· · · · ·|====
    ///       stands      counts: real time, not wall clock, so that a change
    ///       still       of the clock never adds or steals an hour
    /// ```
    ///
    /// What ends exactly at 24:00 ends there, and not at 09:00.
    pub(super) fn einde(self, start: DateTime<Utc>, duur: TimeDelta) -> Option<DateTime<Utc>> {
        let eerste_dag = lokaal(start).date_naive();
        let mut rest = duur;
        for verder in 0..LANGST {
            let dag = eerste_dag.checked_add_days(Days::new(verder))?;
            for (van, tot) in [(0, self.van), (self.tot, DAG)] {
                if van == tot {
                    continue;
                }
                let begin = op_klok(dag, van)?.max(start);
                let beschikbaar = op_klok(dag, tot)?.signed_duration_since(begin);
                if beschikbaar <= TimeDelta::zero() {
                    continue;
                }
                if rest <= beschikbaar {
                    return begin.checked_add_signed(rest);
                }
                rest -= beschikbaar;
            }
        }
        None
    }

    /// When the count goes on, if it stands still at `moment`.
    pub(super) fn verder_om(self, moment: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let dag = lokaal(moment).date_naive();
        let (van, tot) = (op_klok(dag, self.van)?, op_klok(dag, self.tot)?);
        (van <= moment && moment < tot).then_some(tot)
    }
}

/// `minuut` minutes past midnight on the wall clock of that day; 1440 is the midnight that ends it.
fn op_klok(dag: NaiveDate, minuut: u32) -> Option<DateTime<Utc>> {
    if minuut >= DAG {
        return Some(uit_lokaal(dag.succ_opt()?.and_time(NaiveTime::MIN)));
    }
    Some(uit_lokaal(dag.and_hms_opt(minuut / 60, minuut % 60, 0)?))
}
