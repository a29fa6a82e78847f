//! Whether a list is of today, as far as it or its file says.
//!
//! Must not know who asks.

use chrono::{DateTime, Utc};

use crate::domain::tijd;
use crate::import::Plan;

/// A list whose last arrest is so many days ago, or a file so old, is asked about.
const OUD_VANAF: i64 = 3;

/// Why a list may not be that of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twijfel {
    /// For the preview.
    pub zin: String,
    /// What is asked before the list is read; none when saying it is enough.
    pub vraag: Option<String>,
}

/// Why this list may not be that of today; none when nothing says so. The title of the list knows best,
/// then what its lines say, then the age of its file.
#[must_use]
pub fn twijfel(
    plan: &Plan,
    gewijzigd: Option<DateTime<Utc>>,
    nu: DateTime<Utc>,
) -> Option<Twijfel> {
    let today = tijd::lokaal(nu).date_naive();
    if let Some(dated) = plan.lijst.peildatum {
        let date = dated.date();
        return (date != today).then(|| Twijfel {
            zin: format!(
                "Deze lijst is van {}, niet van vandaag.",
                tijd::dag_met_jaar(date)
            ),
            vraag: (date < today).then(|| {
                format!(
                    "Deze lijst is van {}, niet van vandaag. Toch inlezen?",
                    tijd::dag(date)
                )
            }),
        });
    }
    if let Some(last) = plan.lijst.laatste {
        let date = tijd::lokaal(last).date_naive();
        let days = today.signed_duration_since(date).num_days();
        return (days >= OUD_VANAF).then(|| {
            nagevraagd(format!(
                "De laatste aanhouding op deze lijst is van {}, {days} dagen geleden.",
                tijd::dag_met_jaar(date)
            ))
        });
    }
    let date = tijd::lokaal(gewijzigd?).date_naive();
    let days = today.signed_duration_since(date).num_days();
    (days >= OUD_VANAF).then(|| {
        nagevraagd(format!(
            "Dit bestand is van {}, {days} dagen geleden; een datum staat er niet in.",
            tijd::dag_met_jaar(date)
        ))
    })
}

fn nagevraagd(zin: String) -> Twijfel {
    Twijfel {
        vraag: Some(format!("{zin} Toch inlezen?")),
        zin,
    }
}
