//! The fields of a zaak: what an event is about, so that a later one can name what it replaces.
//!
//! A field is a text, with an id behind it where there are many. On a field of class A two values that do not
//! know each other are a Tegenspraak; on the others the newest event holds. Must not know what holds.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::event::Gebeurtenis;
use super::ids::EventId;
use super::lijstregel::Veld;
use super::overleg::Gegeven;
use super::vastgelegd::Recorded;

/// The key of a field: `tag`, `oordeel`, `betrokkene:<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Veldsleutel(String);

/// What VT follows the line as.
pub const TAG: &str = "tag";
/// How safe people are; the whole, and with an id behind it one person.
pub const OORDEEL: &str = "oordeel";
/// The decision.
pub const AFDOENING: &str = "afdoening";
/// The overleg.
pub const OVERLEG: &str = "overleg";
/// Closed or open.
pub const SLUITING: &str = "sluiting";
/// Where the suspect is, as somebody told it.
pub const VERBLIJF: &str = "verblijf";
/// The zaak in which this one went up.
pub const OPGEGAAN: &str = "opgegaan";
/// The VT that somebody chose.
pub const VT: &str = "vt";
/// A moment of the holding that somebody told.
pub const TIJD: &str = "tijd";

/// Somebody around the suspect, by id.
pub const BETROKKENE: &str = "betrokkene";
/// A step, by its kind.
pub const STAP: &str = "stap";
/// A point of the aandachtspuntenlijst, by its id.
pub const AANDACHTSPUNT: &str = "aandachtspunt";
/// An agreement, by id.
pub const ACTIE: &str = "actie";
/// To whom the zaak went.
pub const OVERDRACHT: &str = "overdracht";

const LIJST: &str = "lijst";

impl Veldsleutel {
    /// A field of which there is one.
    #[must_use]
    pub fn van(soort: &str) -> Veldsleutel {
        Veldsleutel(soort.to_owned())
    }

    /// One of many.
    #[must_use]
    pub fn met(soort: &str, id: impl fmt::Display) -> Veldsleutel {
        Veldsleutel(format!("{soort}:{id}"))
    }

    /// What stands before the id.
    #[must_use]
    pub fn soort(&self) -> &str {
        self.0.split(':').next().unwrap_or_default()
    }

    /// The text.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Two values that do not know each other are a Tegenspraak here: each of these silences an alarm, or is
    /// what others act on.
    #[must_use]
    pub fn klasse_a(&self) -> bool {
        matches!(
            self.soort(),
            TAG | OORDEEL | AFDOENING | OVERLEG | SLUITING | VERBLIJF | OPGEGAAN | VT | TIJD
        )
    }

    /// The newest value holds here, whoever wrote it; who else wrote is said beside it.
    #[must_use]
    pub fn klasse_b(&self) -> bool {
        matches!(
            self.soort(),
            BETROKKENE | STAP | AANDACHTSPUNT | ACTIE | OVERDRACHT
        )
    }

    /// The words on screen.
    #[must_use]
    pub fn label(&self) -> String {
        match self.soort() {
            TAG => "de tag".to_owned(),
            OORDEEL if self.0 == OORDEEL => "het oordeel".to_owned(),
            OORDEEL => "het oordeel over een persoon".to_owned(),
            AFDOENING => "de afdoening".to_owned(),
            OVERLEG => "het overleg".to_owned(),
            SLUITING => "open of gesloten".to_owned(),
            VERBLIJF => "waar verdachte is".to_owned(),
            OPGEGAAN => "waarin de zaak is opgegaan".to_owned(),
            VT => "welke VT".to_owned(),
            TIJD => {
                let which = self.0.split_once(':').map_or("", |(_, which)| which);
                format!("de gemelde tijd ({})", which.replace('-', " "))
            }
            _ => self.0.replace(':', " "),
        }
    }
}

impl fmt::Display for Veldsleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn lijstveld(veld: Veld) -> String {
    veld.label().to_lowercase().replace(' ', "-")
}

/// The fields that an event writes.
#[must_use]
pub fn velden(what: &Gebeurtenis) -> Vec<Veldsleutel> {
    let one = |soort: &str| vec![Veldsleutel::van(soort)];
    match what {
        Gebeurtenis::LijstIngelezen { .. }
        | Gebeurtenis::LezingTeruggenomen { .. }
        | Gebeurtenis::PersoonGewijzigd { .. }
        | Gebeurtenis::Teruggenomen { .. }
        | Gebeurtenis::Inzage(_)
        | Gebeurtenis::Gewist { .. }
        | Gebeurtenis::Onleesbaar(_) => Vec::new(),
        Gebeurtenis::ZaakOpgenomen { .. }
        | Gebeurtenis::LijstgegevensGewijzigd { .. }
        | Gebeurtenis::VanLijstVerdwenen { .. }
        | Gebeurtenis::TerugOpLijst { .. }
        | Gebeurtenis::LijstZegtMeer { .. }
        | Gebeurtenis::StatusOpLijst { .. } => one(LIJST),
        Gebeurtenis::TegenspraakBeslist { .. } => one(VERBLIJF),
        Gebeurtenis::Getagd { .. } | Gebeurtenis::GeenHgVastgesteld { .. } => one(TAG),
        Gebeurtenis::BetrokkeneToegevoegd(who) | Gebeurtenis::BetrokkeneGewijzigd(who) => {
            vec![Veldsleutel::met(BETROKKENE, who.id)]
        }
        Gebeurtenis::BetrokkeneVerwijderd { betrokkene }
        | Gebeurtenis::PlaatsBevestigd { betrokkene } => {
            vec![Veldsleutel::met(BETROKKENE, betrokkene)]
        }
        Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) => {
            let persons = what
                .personen
                .iter()
                .map(|over| Veldsleutel::met(OORDEEL, over.betrokkene));
            one(OORDEEL).into_iter().chain(persons).collect()
        }
        Gebeurtenis::StapAfgerond { stap, .. }
        | Gebeurtenis::StapTerzijde { stap, .. }
        | Gebeurtenis::StapGevraagd { stap, .. } => vec![Veldsleutel::met(STAP, stap.code())],
        Gebeurtenis::InputVerstuurd(_) | Gebeurtenis::MondelingIngebracht(_) => one("input"),
        Gebeurtenis::AandachtspuntGezien { punt, .. } => {
            vec![Veldsleutel::met(AANDACHTSPUNT, punt)]
        }
        Gebeurtenis::OverlegGepland(_) => one(OVERLEG),
        Gebeurtenis::AfdoeningVastgesteld(_) => one(AFDOENING),
        Gebeurtenis::GegevenGemeld { gegeven, .. } => match gegeven {
            Gegeven::Verblijf { .. } => one(VERBLIJF),
            Gegeven::Plaats { .. } => one("plaats"),
            Gegeven::Tekst { veld, .. } => vec![Veldsleutel::met("gemeld", lijstveld(*veld))],
            Gegeven::Verlengd { termijn } => vec![Veldsleutel::met("verlengd", termijn.label())],
            Gegeven::Tijd { veld, .. } => vec![Veldsleutel::met(TIJD, lijstveld(*veld))],
            Gegeven::Moment { moment, .. } => vec![Veldsleutel::met("moment", moment.code())],
        },
        Gebeurtenis::VtAangewezen { .. } => one(VT),
        Gebeurtenis::ActieAfgesproken(actie) => vec![Veldsleutel::met(ACTIE, actie.id)],
        Gebeurtenis::ActieAfgerond { actie, .. } => vec![Veldsleutel::met(ACTIE, actie)],
        Gebeurtenis::Overgedragen { .. } | Gebeurtenis::Overgenomen { .. } => one(OVERDRACHT),
        Gebeurtenis::ZaakGesloten { .. } | Gebeurtenis::ZaakHeropend { .. } => one(SLUITING),
        Gebeurtenis::CorvGekoppeld(_) => one("corv"),
        Gebeurtenis::ZaakSamengevoegd { .. } => {
            vec![Veldsleutel::van("samenvoeging"), Veldsleutel::van(LIJST)]
        }
        Gebeurtenis::GeenDubbel { met, .. } => vec![Veldsleutel::met("dubbel", met)],
        Gebeurtenis::ZaakOpgegaan { .. } => one(OPGEGAAN),
        Gebeurtenis::VeldBeslist { velden, .. } => velden.clone(),
    }
}

/// Whether an event rests on a field that it does not write: it names what stands there, so that everybody
/// can see what its writer knew.
#[must_use]
pub fn leunt_op(what: &Gebeurtenis, veld: &Veldsleutel) -> bool {
    let on = veld.soort();
    match what {
        // Closing passes over nothing that it did not know.
        Gebeurtenis::ZaakGesloten { .. } => {
            matches!(on, TAG | OORDEEL | AFDOENING | VERBLIJF | LIJST)
        }
        // What a text that left rests on is not taken back.
        Gebeurtenis::InputVerstuurd(_) | Gebeurtenis::MondelingIngebracht(_) => {
            matches!(on, TAG | OORDEEL | BETROKKENE)
        }
        // Said of a zaak that is closed, by who knew that it is.
        Gebeurtenis::ZaakOpgenomen { .. }
        | Gebeurtenis::LijstgegevensGewijzigd { .. }
        | Gebeurtenis::VanLijstVerdwenen { .. }
        | Gebeurtenis::TerugOpLijst { .. }
        | Gebeurtenis::StatusOpLijst { .. }
        | Gebeurtenis::LijstZegtMeer { .. }
        | Gebeurtenis::ZaakSamengevoegd { .. }
        | Gebeurtenis::TegenspraakBeslist { .. }
        | Gebeurtenis::VeldBeslist { .. }
        | Gebeurtenis::GegevenGemeld {
            gegeven: Gegeven::Verblijf { .. },
            ..
        } => on == SLUITING,
        _ => false,
    }
}

/// The known events of each field of one zaak, taken back or not: what a next event names.
///
/// On a field of class A, and on one that it rests on, an event names all that its writer held, not the newest
/// alone: what the newest had replaced can come to hold again when somebody takes that back, and nobody may be
/// thought to have seen it because it stands behind something that he saw.
#[derive(Debug, Clone, Default)]
pub struct Toppen {
    velden: BTreeMap<Veldsleutel, Veldkennis>,
    /// What somebody took back: no text that is made after it rests on that.
    teruggenomen: HashSet<EventId>,
}

#[derive(Debug, Clone, Default)]
struct Veldkennis {
    alle: Vec<EventId>,
    nieuwste: Vec<EventId>,
}

impl Toppen {
    /// Those of these events, which stand in their order.
    #[must_use]
    pub fn van(events: &[Recorded]) -> Toppen {
        let mut out = Toppen::default();
        for event in events {
            out.neem(event);
        }
        out
    }

    /// One event more, that comes after the others.
    pub fn neem(&mut self, event: &Recorded) {
        if let Gebeurtenis::Teruggenomen { gebeurtenis } = event.what {
            self.teruggenomen.insert(gebeurtenis);
        }
        for veld in velden(&event.what) {
            let known = self.velden.entry(veld).or_default();
            known.nieuwste.retain(|id| !event.vervangt.contains(id));
            known.nieuwste.push(event.id);
            known.alle.push(event.id);
        }
    }

    /// What an event that its writer makes now replaces or rests on.
    #[must_use]
    pub fn vervangt(&self, what: &Gebeurtenis) -> Vec<EventId> {
        let own = velden(what);
        let is_text = matches!(
            what,
            Gebeurtenis::InputVerstuurd(_) | Gebeurtenis::MondelingIngebracht(_)
        );
        let mut out: Vec<EventId> = Vec::new();
        for (veld, known) in &self.velden {
            if leunt_op(what, veld) || own.contains(veld) && veld.klasse_a() {
                let held = known.alle.iter().copied();
                out.extend(held.filter(|id| !is_text || !self.teruggenomen.contains(id)));
            } else if own.contains(veld) {
                out.extend_from_slice(&known.nieuwste);
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}
