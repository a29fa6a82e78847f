//! When the bell rings: what is new and can not wait, repeated until somebody saw it.
//!
//! Seen is a key that was pressed after it rang; the line on the screen stays until it was dealt with.
//! What is not urgent never rings, and a locked table is silent: it shows how many wait, and nothing of
//! whom, and rings only where the site says so. Must not know how a bell sounds.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::{EventId, ZaakId};
use crate::domain::stap::StapSoort;
use crate::domain::tag::Tag;
use crate::domain::termijn::Nood;

use super::kennis::Kennis;
use crate::app::afgeleid::dagregel::Dagregel;

/// One thing that rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlarmId {
    /// A step that can not wait, and what opened it: another cause rings anew.
    Stap(ZaakId, StapSoort, Option<EventId>),
    /// A clock under the red threshold, with work to do.
    Klok(ZaakId),
}

/// What rang, and what was seen of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alarm {
    bekend: BTreeSet<AlarmId>,
    gezien: BTreeSet<AlarmId>,
    gebeld: Option<DateTime<Utc>>,
    /// While the table is locked: from when on each of them counts. No zaak can be told from it.
    op_slot: Vec<DateTime<Utc>>,
    /// How many of those were rung for, and how many were seen.
    geteld: usize,
    bekeken: usize,
}

impl Alarm {
    /// Looks at what is there now; how many to ring for, if the bell must ring.
    pub fn kijk(
        &mut self,
        now_there: BTreeSet<AlarmId>,
        nu: DateTime<Utc>,
        herhaal: TimeDelta,
    ) -> Option<usize> {
        let new = now_there.difference(&self.bekend).next().is_some();
        // What went and comes back is new.
        self.gezien.retain(|id| now_there.contains(id));
        self.bekend = now_there;
        let waiting = self.bekend.difference(&self.gezien).count();
        let again = self.gebeld.is_none_or(|at| nu - at >= herhaal);
        if waiting == 0 || !(new || again) {
            return None;
        }
        self.gebeld = Some(nu);
        Some(waiting)
    }

    /// Somebody is at the screen: everything that was shown was seen.
    pub fn gezien(&mut self) {
        self.gezien.clone_from(&self.bekend);
        self.bekeken = self.geteld;
    }

    /// Behind a locked table: how many to ring for, if the bell must ring.
    pub(in crate::app) fn kijk_op_slot(
        &mut self,
        nu: DateTime<Utc>,
        herhaal: TimeDelta,
    ) -> Option<usize> {
        let count = self.op_slot(nu);
        let new = count > self.geteld;
        self.geteld = count;
        let again = self.gebeld.is_none_or(|at| nu - at >= herhaal);
        if count <= self.bekeken || !(new || again) {
            return None;
        }
        self.gebeld = Some(nu);
        Some(count)
    }

    /// From when on each alarm behind a locked table counts: all that a locked table hands on.
    #[must_use]
    pub fn momenten(&self) -> &[DateTime<Utc>] {
        &self.op_slot
    }

    /// What waits behind a table that begins locked. Whoever locked it saw what waited then.
    pub fn begin_op_slot(&mut self, momenten: Vec<DateTime<Utc>>, nu: DateTime<Utc>) {
        self.op_slot = momenten;
        self.geteld = self.op_slot(nu);
        self.bekeken = self.geteld;
    }

    /// What rings, whether it was seen or not.
    pub(in crate::app) fn bekend(&self) -> &BTreeSet<AlarmId> {
        &self.bekend
    }

    /// How many wait behind a locked table.
    #[must_use]
    pub fn op_slot(&self, nu: DateTime<Utc>) -> usize {
        self.op_slot.iter().filter(|from| **from <= nu).count()
    }
}

/// Everything that rings, whether it was seen or not.
#[must_use]
pub fn aanwezig(regels: &[Dagregel], kennis: &Kennis) -> BTreeSet<AlarmId> {
    let mut out = BTreeSet::new();
    for regel in regels {
        let id = regel.zaak.id;
        out.extend(
            regel
                .stappen
                .iter()
                .filter(|step| step.alarm)
                .map(|step| AlarmId::Stap(id, step.soort, step.aanleiding)),
        );
        if telt(regel) && regel.nood(kennis) == Nood::Spoed {
            out.insert(AlarmId::Klok(id));
        }
    }
    out
}

/// Its clock rings: VT follows it or the program thinks it should, and something must be done first.
fn telt(regel: &Dagregel) -> bool {
    regel.klok_loopt()
        && regel.te_doen()
        && match regel.tag() {
            Some(Tag::Hg | Tag::Twijfel) => true,
            Some(_) => false,
            None => regel.voorstel() == Some(Tag::Hg),
        }
}

/// From when on each alarm counts that waits, or will wait, behind a table that is locked now.
#[must_use]
pub fn momenten_bij_slot(
    regels: &[Dagregel],
    kennis: &Kennis,
    nu: DateTime<Utc>,
) -> Vec<DateTime<Utc>> {
    let mut from = Vec::new();
    for regel in regels {
        from.extend(regel.stappen.iter().filter(|step| step.alarm).map(|_| nu));
        if telt(regel)
            && let Some(end) = regel.klok.uiterlijk
            && end > nu
        {
            from.push(end - TimeDelta::minutes(kennis.drempels.spoed));
        }
    }
    from
}
