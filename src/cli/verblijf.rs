//! Where a zaak and its suspect are, in JSON: `fase`, `verblijf`, `stop`. The keys are a contract.
//!
//! Must not know how custody is told from what was said.

use serde::Serialize;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::domain::soort::Soort;
use crate::domain::tijd;
use crate::domain::verblijf::{Uitspraak, Van, Verblijf};

/// Where the suspect is, since when, says who, and what contradicts it.
#[derive(Debug, Serialize)]
pub(super) struct VerblijfJson {
    waarde: &'static str,
    sinds: Option<String>,
    bron: Option<String>,
    van: Option<&'static str>,
    tegenspraak: Vec<UitspraakJson>,
    /// When the days of this custody were over; absent while they run.
    #[serde(skip_serializing_if = "Option::is_none")]
    verlopen: Option<String>,
    /// What was announced for later.
    #[serde(skip_serializing_if = "Option::is_none")]
    straks: Option<UitspraakJson>,
}

#[derive(Debug, Serialize)]
struct UitspraakJson {
    waarde: &'static str,
    sinds: Option<String>,
    bron: String,
    van: &'static str,
}

/// Custody as it holds now.
pub(super) fn json(from: &Verblijf) -> VerblijfJson {
    VerblijfJson {
        waarde: from.waarde.code(),
        sinds: from.sinds.map(tijd::rfc3339),
        bron: from.uitspraak.as_ref().map(Uitspraak::bron),
        van: from.uitspraak.as_ref().map(|one| Van::code(&one.van)),
        tegenspraak: from
            .tegenspraak
            .iter()
            .map(|one| UitspraakJson {
                waarde: one.waarde.code(),
                sinds: Some(tijd::rfc3339(one.sinds.unwrap_or(one.over))),
                bron: one.bron(),
                van: one.van.code(),
            })
            .collect(),
        verlopen: from.tot.filter(|_| from.verlopen).map(tijd::rfc3339),
        straks: from.straks.as_ref().map(|one| UitspraakJson {
            waarde: one.waarde.code(),
            sinds: Some(tijd::rfc3339(one.over)),
            bron: one.bron(),
            van: one.van.code(),
        }),
    }
}

/// Whether this is strafbare kindermishandeling: `ja` when somebody said so, `bevestigen` while only words of
/// the list suggest it, tagged or not, else `nee`.
pub(super) fn stop(line: &Dagregel) -> &'static str {
    match &line.zaak.stand.tag {
        None if line.voorstel().is_some() && line.soorten_van_lijst().contains(&Soort::Kind) => {
            "bevestigen"
        }
        Some(tagging) if tagging.soorten.contains(&Soort::Kind) => "ja",
        Some(tagging) if tagging.voorgesteld.contains(&Soort::Kind) => "bevestigen",
        _ => "nee",
    }
}
