//! What stories of several files share.

#[cfg(unix)]
pub mod echt;
pub mod verhaal;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use zsmtafel::domain::event::{Gebeurtenis, Recorded};
use zsmtafel::domain::ids::{DeviceId, EventId, PersoonId, ReeksId};
use zsmtafel::domain::vastgelegd::{Hand, Orde};
use zsmtafel::domain::velden::Toppen;

/// The hand of who has this name, on the one laptop of a story.
pub fn hand(naam: &str) -> Hand {
    let number = naam.bytes().fold(1_u128, |sum, byte| {
        sum.wrapping_mul(257).wrapping_add(byte.into())
    });
    Hand {
        persoon: PersoonId(Uuid::from_u128(number)),
        toestel: DeviceId(Uuid::from_u128(1)),
    }
}

/// The next event of a laptop that knows all of these.
pub fn volgende(
    events: &[Recorded],
    id: EventId,
    by: &str,
    at: DateTime<Utc>,
    what: Gebeurtenis,
) -> Recorded {
    let nr = events.last().map_or(0, |last| last.orde.teller) + 1;
    Recorded {
        id,
        by: by.to_owned(),
        hand: hand(by),
        at,
        orde: Orde {
            teller: nr,
            reeks: ReeksId(Uuid::from_u128(1)),
            nr,
        },
        vervangt: Toppen::van(events).vervangt(&what),
        what,
    }
}
