//! From statements to the custody that holds: the rules alone. Must not know words, screens, nor the wall clock.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Uitspraak, Van, Verblijf, Waarde};

/// How long custody lasts at most on one order, in days: inverzekeringstelling (art. 58 lid 1 Sv) and
/// bewaring (art. 64 lid 1 Sv). An extension is news that somebody must bring.
#[must_use]
pub fn hoogstens(waarde: Waarde) -> Option<i64> {
    match waarde {
        Waarde::InVerzekering => Some(3),
        Waarde::Bewaring => Some(14),
        _ => None,
    }
}

/// The end of so many days of `waarde` from `vanaf` on.
fn einde(waarde: Waarde, vanaf: DateTime<Utc>) -> Option<DateTime<Utc>> {
    vanaf.checked_add_signed(TimeDelta::days(hoogstens(waarde)?))
}

impl Uitspraak {
    /// Until when what it says lasts at most; none where no law ends it.
    #[must_use]
    pub fn duurt_tot(&self) -> Option<DateTime<Utc>> {
        let from = self.sinds.unwrap_or(self.over);
        self.tot.or_else(|| einde(self.waarde, from))
    }

    /// The moment up to which whoever said it can have known: who chose between two statements knew what the chosen
    /// one knew.
    fn wist(&self) -> DateTime<Utc> {
        match &self.van {
            Van::Besloten {
                gekozen: Some(said),
                ..
            } => said.wist(),
            _ => self.over.min(self.vastgelegd),
        }
    }

    /// It was said of a moment that was still to come.
    #[must_use]
    pub fn is_aankondiging(&self) -> bool {
        self.over > self.vastgelegd && self.van.is_vaster_dan_een_lijst()
    }
}

/// What all of these statements come to, in whatever order they come: also what was announced for later. What
/// opens an alarm asks this: who is going to be released must be seen before he walks out.
///
/// ```text
///   niets ──▶ niet vast ──▶ opgehouden ──▶ in verzekering ──▶ bewaring
///                               │                │               │
///                               ▼                ▼               ▼
///                        heengezonden ◀──────────┴───────────────┘
///                               │
///                               └── "vast" daarna: tegenspraak; wie weg kan zijn, is weg
/// ```
#[must_use]
pub fn verblijf_alles(uitspraken: &[Uitspraak]) -> Verblijf {
    let all: Vec<&Uitspraak> = uitspraken.iter().collect();
    weeg(&all)
}

/// What holds at `nu`, whether it ran out or not: what was announced for later waits in [`Verblijf::straks`].
#[must_use]
pub fn verblijf_gezegd(uitspraken: &[Uitspraak], nu: DateTime<Utc>) -> Verblijf {
    let (ahead, begun): (Vec<&Uitspraak>, Vec<&Uitspraak>) = uitspraken
        .iter()
        .partition(|one| one.is_aankondiging() && one.over > nu);
    let mut out = weeg(&begun);
    let all: Vec<&Uitspraak> = uitspraken.iter().collect();
    out.straks = ahead
        .into_iter()
        .filter(|one| !is_vervangen(one, &all))
        .max_by_key(|one| one.vastgelegd)
        .cloned();
    out
}

/// What holds at `nu`. Custody whose days are over is not known to go on, so it is unknown.
#[must_use]
pub fn verblijf(uitspraken: &[Uitspraak], nu: DateTime<Utc>) -> Verblijf {
    let mut out = verblijf_gezegd(uitspraken, nu);
    if out.tot.is_some_and(|end| end <= nu) {
        out.was_vast = true;
        out.verlopen = true;
        out.waarde = Waarde::Onbekend;
    }
    out
}

fn weeg(uitspraken: &[&Uitspraak]) -> Verblijf {
    let mut out = Verblijf::niets();
    // What a person decided settles what was recorded before it, whatever moment that was about. What was
    // recorded after it is news to who decided, also where it is about an earlier moment.
    let decided = uitspraken
        .iter()
        .copied()
        .filter(|one| matches!(one.van, Van::Besloten { .. }))
        .max_by_key(|one| one.vastgelegd);
    if let Some(decided) = decided {
        out.was_vast = true;
        out.neem(decided);
    }
    let mut rest: Vec<&Uitspraak> = uitspraken
        .iter()
        .copied()
        .filter(|one| !matches!(one.van, Van::Besloten { .. }))
        .filter(|one| decided.is_none_or(|decided| one.vastgelegd > decided.vastgelegd))
        .filter(|one| !is_ingehaald(one, uitspraken) && !is_vervangen(one, uitspraken))
        .collect();
    // Who stands on a list does not lack on that list: a gap under another spelling goes before.
    rest.sort_by_key(|one| (one.over, one.van != Van::VanLijst, one.vastgelegd));
    let mut firm = decided.is_some_and(|one| one.waarde.trap() > 1);
    for one in &rest {
        // "Not held since eight" told after a list said that he was held is a departure, whatever moment it
        // is about.
        if one.waarde == Waarde::NietVast && one.van.is_vaster_dan_een_lijst() {
            out.was_vast |= uitspraken.iter().any(|other| {
                other.vastgelegd < one.vastgelegd
                    && other.waarde != Waarde::NietVast
                    && other.van != Van::VanLijst
            });
        }
        out.lees(one, firm);
        // Somebody who can know said that he is in verzekering, or further.
        firm = out.waarde.trap() > 1
            && (firm || one.van.is_vaster_dan_een_lijst() && one.waarde.trap() > 1);
    }
    // Told after a person decided that he is held, about a moment before that: who decided did not know it,
    // and nobody said that the decision was wrong.
    if let Some(decided) = decided.filter(|one| one.waarde.is_vast()) {
        let says_out = |one: &&&Uitspraak| one.waarde.is_weg();
        if out.waarde.is_weg()
            && rest.iter().any(|one| says_out(&one))
            && rest
                .iter()
                .filter(says_out)
                .all(|one| one.over < decided.over)
            && !out.tegenspraak.contains(decided)
        {
            out.tegenspraak.push(decided.clone());
        }
    }
    out
}

/// A list that is older than a telling changes nothing. Lists among each other stand in the order of their moments,
/// in whatever order they were read.
#[must_use]
pub fn is_achterhaald(one: &Uitspraak, uitspraken: &[Uitspraak]) -> bool {
    let all: Vec<&Uitspraak> = uitspraken.iter().collect();
    is_ingehaald(one, &all)
}

fn is_ingehaald(one: &Uitspraak, uitspraken: &[&Uitspraak]) -> bool {
    let listed = |said: &Uitspraak| matches!(said.van, Van::Lijst { .. } | Van::VanLijst);
    // What a person settled by deciding is no telling any more that a list could be older than.
    let settled = uitspraken
        .iter()
        .filter(|said| matches!(said.van, Van::Besloten { .. }))
        .map(|said| said.vastgelegd)
        .max();
    let counts = |said: &Uitspraak| {
        matches!(said.van, Van::Besloten { .. })
            || settled.is_none_or(|decided| said.vastgelegd > decided)
    };
    listed(one)
        && uitspraken
            .iter()
            .filter(|other| counts(other))
            .any(|other| {
                // Who announced at two that he leaves at five did not know what the list of three says.
                let knew = other.wist();
                let newer = knew > one.over || one.waarde.is_vast() && other.vastgelegd > one.over;
                !listed(other) && other.vastgelegd <= one.vastgelegd && newer
            })
}

/// A decision that was replaced before it took effect never came about. One that was replaced by one of which
/// nobody knows whether he comes out is no statement any more either: what held before it is not known to hold
/// again, and what it said is nobody's word.
fn is_vervangen(one: &Uitspraak, uitspraken: &[&Uitspraak]) -> bool {
    one.van == Van::Beslissing
        && uitspraken.iter().any(|other| {
            other.van == Van::Beslissing
                && other.vastgelegd > one.vastgelegd
                && (other.waarde == Waarde::Onbekend
                    // A note on an older decision, or one decided before it, replaces nothing.
                    || one.over > other.vastgelegd && other.over >= one.vastgelegd)
        })
}

impl Waarde {
    /// Said to be out; for [`Waarde::NietVast`] only where he was held before.
    fn is_weg(self) -> bool {
        self.is_heengezonden() || self == Waarde::NietVast
    }

    /// How far along custody a held value is.
    fn trap(self) -> u8 {
        match self {
            Waarde::Opgehouden => 1,
            Waarde::InVerzekering => 2,
            Waarde::Bewaring | Waarde::EldersVast => 3,
            _ => 0,
        }
    }
}

impl Verblijf {
    fn niets() -> Verblijf {
        Verblijf {
            waarde: Waarde::Onbekend,
            sinds: None,
            uitspraak: None,
            tegenspraak: Vec::new(),
            was_vast: false,
            tot: None,
            verlopen: false,
            straks: None,
        }
    }

    fn neem(&mut self, one: &Uitspraak) {
        self.was_vast |=
            self.waarde.is_vast() || self.waarde == Waarde::Onbekend && self.uitspraak.is_some();
        self.waarde = one.waarde;
        self.sinds = Some(one.sinds.unwrap_or(one.over));
        self.uitspraak = Some(one.clone());
        self.tot = one.duurt_tot();
        self.tegenspraak.clear();
    }

    /// One statement more that he is held, of one who is: nothing new, but for how long it lasts.
    fn blijft_vast(&mut self, one: &Uitspraak) {
        if one.waarde == self.waarde && one.van == Van::Beslissing {
            // The newer decision says how long it lasts, longer or shorter.
            self.tot = one.duurt_tot();
            return;
        }
        let said = (one.waarde == self.waarde)
            .then(|| {
                // That somebody says he is in a cell still, begins nothing.
                one.tot.or_else(|| einde(one.waarde, one.sinds?))
            })
            .flatten();
        self.tot = self.tot.max(said);
        let listed = |one: &Uitspraak| matches!(one.van, Van::Lijst { .. });
        if one.waarde == self.waarde && listed(one) && self.uitspraak.as_ref().is_some_and(listed) {
            self.uitspraak = Some(one.clone());
        }
    }

    /// One statement more, about a moment that is not before the others. (After a decision of a person it
    /// may be; then it counts as news all the same.)
    fn lees(&mut self, one: &Uitspraak, firm: bool) {
        let Some(holds) = self.uitspraak.clone() else {
            self.neem(one);
            return;
        };
        let out = self.waarde.is_heengezonden() || self.waarde == Waarde::NietVast && self.was_vast;
        match one.waarde {
            _ if one.zwijgt() => {}
            Waarde::Onbekend if out => {}
            Waarde::Onbekend => {
                // Who is in verzekering leaves the monitor without leaving his cell, as long as that lasts.
                let held = firm && self.tot.is_none_or(|end| one.over < end);
                let never_held = self.waarde == Waarde::NietVast;
                if !(one.van == Van::VanLijst && (held || never_held)) {
                    self.neem(one);
                }
            }
            held if held.is_vast() => {
                // Decided, and not known whether he comes out, counts as released: a list does not answer
                // that.
                let maybe = self.waarde == Waarde::Onbekend
                    && holds.van == Van::Beslissing
                    && matches!(one.van, Van::Lijst { .. });
                if out || maybe {
                    self.tegenspraak.push(one.clone());
                } else if held.trap() > self.waarde.trap()
                    || self.tot.is_some_and(|end| one.over >= end)
                {
                    // Further along; or held after the days were over, on whatever ground this one says.
                    self.neem(one);
                } else {
                    self.blijft_vast(one);
                }
            }
            Waarde::NietVast if self.waarde.is_heengezonden() => {
                if !one.is_aankondiging() {
                    self.tegenspraak.clear();
                }
            }
            _ if out => {
                // Both say out: nothing is left to decide, unless this one was announced before anybody
                // could see it. Who knows more of it is heard.
                let said = std::mem::take(&mut self.tegenspraak);
                // Held in between or not: the newest departure is the one that counts.
                if !said.is_empty() && !one.is_aankondiging() {
                    self.neem(one);
                    return;
                }
                let open = said;
                let more = one.van.is_vaster_dan_een_lijst() && one.waarde.is_heengezonden();
                if self.waarde == Waarde::NietVast || more && one.waarde != self.waarde {
                    let since = self.sinds;
                    self.neem(one);
                    self.sinds = since.or(self.sinds);
                }
                self.tegenspraak = open;
            }
            _ => self.neem(one),
        }
    }
}
