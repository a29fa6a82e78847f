//! The heads of a field: the events on it that no other event replaces. More than one with different values
//! is a Tegenspraak; until a person decides, the unsafe one holds.
//!
//! An event is replaced by one that names it, and an event names all that its writer held on the field. Clocks
//! play no part. Must not know what the screens make of it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::afdoening::Afdoening;
use super::beoordeling::Veiligheidsbeoordeling;
use super::event::Gebeurtenis;
use super::ids::EventId;
use super::overleg::Gegeven;
use super::tag::Tag;
use super::tijd::{dag, klok, lokaal};
use super::vastgelegd::Recorded;
use super::velden::{self, OORDEEL, Veldsleutel};
use super::zaak::Stand;

/// A head of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kop {
    /// The event.
    pub id: EventId,
    /// The event whose value it is: itself, or the one that a person chose.
    pub van: EventId,
    /// The value, to compare and to read.
    pub waarde: String,
    /// Who recorded it.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// The heads of each field of class A.
pub type Koppen = BTreeMap<Veldsleutel, Vec<Kop>>;

/// Values on one field that do not know each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tegenspraak<'a> {
    /// The field.
    pub veld: &'a Veldsleutel,
    /// What stands against each other, oldest first.
    pub koppen: &'a [Kop],
}

impl Tegenspraak<'_> {
    /// What stands against what, and who said it.
    #[must_use]
    pub fn zin(&self) -> String {
        let said: Vec<String> = self
            .koppen
            .iter()
            .map(|kop| format!("{} ({}, {})", kop.waarde, kop.door, klok(kop.op)))
            .collect();
        format!("{}: {}", self.veld.label(), said.join(" of "))
    }
}

/// What contradicts each other in these heads.
#[must_use]
pub fn tegenspraken(koppen: &Koppen) -> Vec<Tegenspraak<'_>> {
    koppen
        .iter()
        .filter(|(_, heads)| !zijn_gelijk(heads))
        .map(|(veld, koppen)| Tegenspraak { veld, koppen })
        .collect()
}

fn zijn_gelijk(heads: &[Kop]) -> bool {
    heads.windows(2).all(|pair| match pair {
        [one, other] => one.waarde == other.waarde,
        _ => true,
    })
}

/// The value that an event gives a field, in words.
#[must_use]
pub fn waarde(what: &Gebeurtenis, veld: &Veldsleutel) -> String {
    match what {
        Gebeurtenis::Getagd { tag, .. } => tag.label().to_owned(),
        Gebeurtenis::GeenHgVastgesteld { .. } => Tag::GeenHg.label().to_owned(),
        Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) => oordeel(what, veld),
        Gebeurtenis::AfdoeningVastgesteld(what) => afdoening(what),
        Gebeurtenis::OverlegGepland(what) => {
            let at = lokaal(what.tijd);
            format!(
                "{} {} {}",
                dag(at.date_naive()),
                at.format("%H:%M"),
                what.toelichting
            )
            .trim_end()
            .to_owned()
        }
        Gebeurtenis::ZaakGesloten { .. } => "gesloten".to_owned(),
        Gebeurtenis::ZaakHeropend { .. } => "open".to_owned(),
        Gebeurtenis::ZaakOpgegaan { hoofdzaak } => hoofdzaak.kort(),
        Gebeurtenis::VtAangewezen { code, .. } => code.clone(),
        Gebeurtenis::TegenspraakBeslist { waarde, .. } => waarde.label().to_owned(),
        Gebeurtenis::GegevenGemeld { gegeven, .. } => match gegeven {
            Gegeven::Verblijf { waarde, .. } => waarde.label().to_owned(),
            Gegeven::Tijd { tijd, .. } => lokaal(*tijd).format("%d-%m %H:%M").to_string(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn oordeel(what: &Veiligheidsbeoordeling, veld: &Veldsleutel) -> String {
    if veld.code() != OORDEEL {
        let about = |id: &super::ids::BetrokkeneId| *veld == Veldsleutel::met(OORDEEL, id);
        return what
            .personen
            .iter()
            .find(|over| about(&over.betrokkene))
            .map_or_else(String::new, |over| over.oordeel.label().to_owned());
    }
    let mut out = what.geheel.label().to_owned();
    if !what.voorwaarden.is_empty() {
        let mut asked = what.voorwaarden.clone();
        asked.sort();
        // Writing to a String does not fail.
        let _ = write!(out, "; gevraagd: {}", asked.join(", "));
    }
    out
}

fn afdoening(what: &Afdoening) -> String {
    let moment = |at: Option<DateTime<Utc>>| {
        at.map_or_else(String::new, |at| {
            lokaal(at).format(" %d-%m %H:%M").to_string()
        })
    };
    let mut out = what.label();
    if what.ingang.is_some() || what.einde.is_some() {
        let _ = write!(
            out,
            ", van{} tot{}",
            moment(what.ingang),
            moment(what.einde)
        );
    }
    let mut set: Vec<String> = what
        .voorwaarden
        .iter()
        .map(|one| format!("{} {}", one.wat, one.uitkomst.label()))
        .collect();
    set.sort();
    if !set.is_empty() {
        let _ = write!(out, "; {}", set.join(", "));
    }
    out
}

/// The events of one zaak, with what was taken back.
pub(super) struct Verband<'a> {
    by_id: HashMap<EventId, &'a Recorded>,
    weg: HashSet<EventId>,
}

impl<'a> Verband<'a> {
    /// Of these events, of which `weg` were taken back.
    pub(super) fn nieuw(events: &'a [Recorded], weg: impl IntoIterator<Item = EventId>) -> Self {
        Verband {
            by_id: events.iter().map(|event| (event.id, event)).collect(),
            weg: weg.into_iter().collect(),
        }
    }

    /// Nothing takes part in what holds that was taken back, can not be read, or chose such a value.
    pub(super) fn telt(&self, event: &Recorded) -> bool {
        !self.weg.contains(&event.id)
            && match &event.what {
                Gebeurtenis::Onleesbaar(_) => false,
                Gebeurtenis::VeldBeslist { kies, .. } => self.gekozen(*kies).is_some(),
                _ => true,
            }
    }

    fn gekozen(&self, kies: EventId) -> Option<&'a Recorded> {
        self.by_id.get(&kies).copied().filter(|event| {
            self.telt(event) && !matches!(event.what, Gebeurtenis::VeldBeslist { .. })
        })
    }

    /// The event whose value this one gives.
    pub(super) fn bron(&self, event: &'a Recorded) -> Option<&'a Recorded> {
        match &event.what {
            Gebeurtenis::VeldBeslist { kies, .. } => self.gekozen(*kies),
            _ => Some(event),
        }
    }

    /// Makes `event` a head of its fields of class A, and lets hold what holds there now. It comes after all
    /// that were taken before.
    pub(super) fn neem(&self, stand: &mut Stand, event: &'a Recorded) {
        for veld in velden::velden(&event.what) {
            if !veld.klasse_a() {
                continue;
            }
            let Some(source) = self.bron(event) else {
                continue;
            };
            let mut heads = stand.koppen.remove(&veld).unwrap_or_default();
            let replaced = heads.clone();
            heads.retain(|kop| !event.vervangt.contains(&kop.id));
            heads.push(Kop {
                id: event.id,
                van: source.id,
                waarde: waarde(&source.what, &veld),
                door: event.by.clone(),
                op: event.at,
            });
            let chosen = matches!(event.what, Gebeurtenis::VeldBeslist { .. });
            // A judgement holds as one whole, by its own field.
            let whole = veld.soort() != OORDEEL || veld.code() == OORDEEL;
            if whole && (heads.len() > 1 || chosen) {
                self.laat_gelden(stand, &heads);
            }
            if chosen && veld.soort() == velden::AFDOENING {
                // What was decided not to be the decision says nothing of custody any more.
                let gone: Vec<EventId> = replaced
                    .iter()
                    .map(|kop| kop.van)
                    .filter(|id| *id != source.id)
                    .collect();
                stand
                    .uitspraken
                    .retain(|one| !one.id.is_some_and(|id| gone.contains(&id)));
            }
            stand.koppen.insert(veld, heads);
        }
    }

    /// The unsafe one of these heads holds; of equally safe ones the newest.
    fn laat_gelden(&self, stand: &mut Stand, heads: &[Kop]) {
        let mut all: Vec<&'a Recorded> = heads
            .iter()
            .filter_map(|kop| self.by_id.get(&kop.van).copied())
            .collect();
        all.sort_by_key(|event| (gevaar(&event.what), std::cmp::Reverse(event.orde)));
        let Some(holds) = all.first() else {
            return;
        };
        let id = holds.id;
        match &holds.what {
            Gebeurtenis::Getagd { .. } | Gebeurtenis::GeenHgVastgesteld { .. } => {
                super::fold::tag(stand, holds);
                let mut kinds: Vec<_> = all
                    .iter()
                    .filter_map(|event| match &event.what {
                        Gebeurtenis::Getagd { soorten, .. } => Some(soorten.clone()),
                        _ => None,
                    })
                    .flatten()
                    .collect();
                // A kind that one of them knew is not lost with the other's tag.
                if let Some(now) = stand.tag.as_mut().filter(|now| now.tag.volgt()) {
                    kinds.retain(|kind| !now.soorten.contains(kind));
                    kinds.dedup();
                    now.soorten.extend(kinds);
                }
            }
            Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_) => {
                naar_achter(&mut stand.beoordelingen, |one| one.id == id);
            }
            Gebeurtenis::AfdoeningVastgesteld(_) => {
                naar_achter(&mut stand.afdoeningen, |one| one.id == id);
            }
            Gebeurtenis::GegevenGemeld { .. } => {
                naar_achter(&mut stand.gemeld, |one| one.id == id);
            }
            Gebeurtenis::OverlegGepland(overleg) => super::fold::overleg(stand, holds, overleg),
            Gebeurtenis::VtAangewezen { code, reden } => {
                super::fold::vt(stand, holds, code, reden);
            }
            Gebeurtenis::ZaakGesloten { gezien, reden } => {
                super::fold::sluit(stand, holds, gezien, reden);
            }
            Gebeurtenis::ZaakHeropend { .. } => stand.gesloten = None,
            Gebeurtenis::ZaakOpgegaan { hoofdzaak } => {
                // Two zaken in which it would have gone up: in neither, so that it stays in sight.
                stand.opgegaan_in = zijn_gelijk(heads).then_some(*hoofdzaak);
            }
            _ => {}
        }
    }
}

/// What is moved to the end holds.
fn naar_achter<T>(all: &mut Vec<T>, is: impl Fn(&T) -> bool) {
    if let Some(at) = all.iter().rposition(is) {
        let one = all.remove(at);
        all.push(one);
    }
}

/// How safe a value is: what is lower is the unsafe one (rule 13).
fn gevaar(what: &Gebeurtenis) -> (i64, i64) {
    match what {
        Gebeurtenis::Getagd { tag, .. } => (
            match tag {
                Tag::Hg => 0,
                Tag::Twijfel => 1,
                Tag::Radar => 2,
                Tag::GeenHg => 3,
            },
            0,
        ),
        Gebeurtenis::GeenHgVastgesteld { .. } => (3, 0),
        Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) => {
            (what.geheel as i64, what.ernstigste() as i64)
        }
        // Who comes out is the unsafe case.
        Gebeurtenis::AfdoeningVastgesteld(what) => (i64::from(what.waarde().is_vast()), 0),
        // The earlier moment: it comes first, and the clock runs out first.
        Gebeurtenis::OverlegGepland(what) => (what.tijd.timestamp(), 0),
        Gebeurtenis::GegevenGemeld {
            gegeven: Gegeven::Tijd { tijd, .. },
            ..
        } => (tijd.timestamp(), 0),
        Gebeurtenis::ZaakHeropend { .. } => (0, 0),
        Gebeurtenis::ZaakGesloten { .. } => (1, 0),
        _ => (0, 0),
    }
}
