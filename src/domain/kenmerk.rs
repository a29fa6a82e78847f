//! What a line said when a person decided about it, without saying of whom: enough to see that a newer list
//! says more.
//!
//! A zaak that is no HG is in the journal by row key alone (rule 5), so what stays of its line must tell
//! nobody anything: two flags, and numbers that stand for offences. Must not know why a zaak was let go.

use serde::{Deserialize, Serialize};

use super::lijstregel::Lijstregel;
use super::naam::vouw;
use super::tijd::lokaal;
use super::verblijf::Waarde;

/// The line as it was when somebody decided.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lijstkenmerk {
    /// Police had marked it as HG.
    pub hg: bool,
    /// The list said that he was held.
    pub vast: bool,
    /// One number for each offence; the same offence has the same number.
    pub feiten: Vec<u32>,
    /// A number for the day of the arrest; none where the list names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aangehouden: Option<u32>,
}

impl Lijstkenmerk {
    /// What this line says.
    #[must_use]
    pub fn van(regel: &Lijstregel) -> Lijstkenmerk {
        let mut feiten: Vec<u32> = regel
            .feiten
            .iter()
            .map(|feit| {
                nummer(&format!(
                    "{}|{}",
                    vouw(&feit.artikel),
                    vouw(&feit.omschrijving)
                ))
            })
            .collect();
        feiten.sort_unstable();
        feiten.dedup();
        Lijstkenmerk {
            hg: regel.hg_politie == Some(true),
            vast: Waarde::van_status(&regel.status).is_vast(),
            feiten,
            aangehouden: regel
                .aanhouding
                .map(|at| nummer(&lokaal(at).date_naive().to_string())),
        }
    }

    /// What `newer` says that weighs more, in Dutch; empty when it says nothing new.
    #[must_use]
    pub fn verhoogd(&self, newer: &Lijstkenmerk) -> Vec<&'static str> {
        let mut out = Vec::new();
        if newer.hg && !self.hg {
            out.push("politie merkt het nu aan als HG");
        }
        if newer.feiten.iter().any(|feit| !self.feiten.contains(feit)) {
            out.push("er staat een ander feit");
        }
        let arrests = (self.aangehouden, newer.aangehouden);
        if newer.vast && !self.vast {
            out.push("verdachte is weer vast");
        } else if newer.vast && matches!(arrests, (Some(old), Some(new)) if old != new) {
            out.push("verdachte is opnieuw aangehouden");
        }
        out
    }
}

/// A number for a text: FNV-1a, folded to 32 bits. It only has to be the same for the same text.
fn nummer(text: &str) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    u32::try_from((hash ^ (hash >> 32)) & 0xffff_ffff).unwrap_or_default()
}
