//! Whether the clock of the computer can be believed when a new day begins: with a new day lists go, and what
//! went does not come back.
//!
//! Must not know what is cleared, nor where the clock is read.

use chrono::{DateTime, TimeDelta, Utc};

use super::tijd;

/// So long after the last event a new day still begins by itself: a weekend with a holiday at either end.
pub const VANZELF: TimeDelta = TimeDelta::hours(96);
/// A clock that is set right by the network goes back a little; that says nothing about the day.
const SPELING: TimeDelta = TimeDelta::minutes(5);

/// Why a person must say that a new day may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dagtwijfel {
    /// The last event is later than now.
    Terug {
        /// When that was.
        laatst: DateTime<Utc>,
    },
    /// The last event is longer ago than [`VANZELF`].
    Lang {
        /// When that was.
        laatst: DateTime<Utc>,
    },
}

impl Dagtwijfel {
    /// What is odd, in a sentence for the worker who knows what day it is.
    #[must_use]
    pub fn zin(self, nu: DateTime<Utc>) -> String {
        match self {
            Dagtwijfel::Terug { laatst } => format!(
                "Deze computer zegt dat het {} is, maar de laatste handeling was {}.",
                tijd::voluit(nu),
                tijd::voluit(laatst)
            ),
            Dagtwijfel::Lang { laatst } => format!(
                "Deze computer zegt dat het {} is; de laatste handeling was {}, meer dan vier dagen eerder.",
                tijd::voluit(nu),
                tijd::voluit(laatst)
            ),
        }
    }
}

/// What is odd about `nu`, where the last event was at `laatst`; none when a new day may begin by itself.
#[must_use]
pub fn twijfel(laatst: Option<DateTime<Utc>>, nu: DateTime<Utc>) -> Option<Dagtwijfel> {
    let laatst = laatst?;
    if nu + SPELING < laatst {
        Some(Dagtwijfel::Terug { laatst })
    } else if nu - laatst > VANZELF {
        Some(Dagtwijfel::Lang { laatst })
    } else {
        None
    }
}

/// That rows went which looked like HG and which nobody tagged; none when there were none.
#[must_use]
pub fn uitgewacht(aantal: usize) -> Option<String> {
    let who = match aantal {
        0 => return None,
        1 => "1 regel die op HG leek is gewist zonder dat iemand hem tagde".to_owned(),
        more => format!("{more} regels die op HG leken zijn gewist zonder dat iemand ze tagde"),
    };
    Some(format!(
        "{who}: van een latere lijst verdwenen, of vier dagen oud. Vraag de politie om de lijst van toen."
    ))
}
