//! Decision and custody as they are now, each with who says so: with this every text begins.
//!
//! What nobody knows is written as unknown, and what contradicts itself stands there twice, each with its
//! source. Must not know recipients.

use chrono::{DateTime, Utc};

use super::tijd;
use crate::domain::afdoening::Vrij;
use crate::domain::verblijf::{Verblijf, Waarde};
use crate::domain::zaak::Stand;

/// Where the suspect is, in one sentence without capital and point: `verdachte is vast (lijst 07:35)`. `klok` is when
/// ophouden ends at the latest: who was held longer than that is held on nobody's word.
#[must_use]
pub fn verblijf_zin(verblijf: &Verblijf, klok: Option<DateTime<Utc>>, nu: DateTime<Utc>) -> String {
    let over = klok.filter(|end| *end <= nu && verblijf.waarde == Waarde::Opgehouden);
    if let (Some(end), None, Some(said)) = (over, verblijf.tegenspraak.first(), &verblijf.uitspraak)
    {
        return format!(
            "verdachte was vast ({}); de klok van ophouden liep af {} en hoe het verder ging is niet bekend",
            said.zin_bron(nu),
            tijd::kort(end)
        );
    }
    if let Some(both) = verblijf.tegenspraak_zin(nu) {
        return format!("niet zeker of verdachte vast is, nog niemand besliste wat klopt: {both}");
    }
    let zin = verblijf.zin(nu);
    if verblijf.waarde == Waarde::Onbekend {
        return match zin.strip_prefix("niet bekend (") {
            Some(rest) => format!("niet bekend of verdachte vast is ({rest}"),
            None => zin,
        };
    }
    let since = verblijf
        .uitspraak
        .as_ref()
        .and_then(|one| one.gezegd_sinds().filter(|since| *since != one.over))
        .map_or_else(String::new, |since| {
            format!(", sinds {}", tijd::kort(since))
        });
    format!("verdachte is {zin}{since}")
}

/// The decision in whole sentences, or that VT knows of none.
#[must_use]
pub fn beslissing_zin(stand: &Stand) -> String {
    let Some(one) = stand.afdoening() else {
        return "Bij VT is nog geen beslissing bekend.".to_owned();
    };
    let what = &one.inhoud;
    let at = what.beslist_op.map_or_else(
        || format!("genoteerd {}", tijd::kort(one.op)),
        |at| format!("beslist {}", tijd::kort(at)),
    );
    let words = match what.label() {
        empty if empty.is_empty() => "niet genoteerd welke".to_owned(),
        label => label,
    };
    let mut out = if what.eindigt() {
        format!("Beslissing: {words} ({at}).")
    } else {
        format!("Nog geen eindbeslissing; wel: {words} ({at}).")
    };
    if what.komt_vrij() == Vrij::Onbekend {
        out.push_str(" Of verdachte daarmee vrijkomt, is niet bekend.");
    }
    out
}
