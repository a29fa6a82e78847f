//! Whether what is read is the whole list or a part of it.
//!
//! Must not know how a plan is made.

use std::collections::HashSet;

use crate::import::Plan;

use super::reeks::Reeks;

/// Says what a plan is. The last of several parts makes the list whole: then those are gone who stand on
/// none of them.
pub fn zeg(plan: &mut Plan, deel: bool, reeks: Option<&Reeks>) {
    match reeks.and_then(Reeks::samen).filter(|_| deel) {
        Some(zaken) => plan.zet_deel(false, zaken),
        None => plan.zet_deel(deel, &HashSet::new()),
    }
}
