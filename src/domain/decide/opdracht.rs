//! What a worker can want done to a zaak.
//!
//! Must not know what comes of it; that is `decide`.

use chrono::{DateTime, Utc};

use crate::domain::actie::Actie;
use crate::domain::afdoening::Afdoening;
use crate::domain::beoordeling::Veiligheidsbeoordeling;
use crate::domain::betrokkene::Betrokkene;
use crate::domain::corv::CorvKenmerk;
use crate::domain::event::Tegenspraakveld;
use crate::domain::ids::{ActieId, BetrokkeneId, EventId, ZaakId};
use crate::domain::input::Input;
use crate::domain::overleg::{Gegeven, Overleg};
use crate::domain::soort::Soort;
use crate::domain::stap::StapSoort;
use crate::domain::tag::Tag;
use crate::domain::velden::{self, Veldsleutel};
use crate::domain::verblijf::Waarde;
use crate::domain::zaak::Stand;

/// What a worker wants done to a zaak. Taking back is not in here: it looks at the journal, not at a
/// zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opdracht {
    /// Give it a tag.
    Tag {
        /// Which.
        tag: Tag,
        /// The kinds that somebody names or confirms, or that the list states.
        soorten: Vec<Soort>,
        /// Kinds that only words of the list suggest.
        voorgesteld: Vec<Soort>,
        /// Why.
        reden: Option<String>,
        /// Somebody said yes to what drops from sight.
        bevestigd: bool,
    },
    /// Add somebody.
    VoegBetrokkeneToe(Betrokkene),
    /// Change somebody.
    WijzigBetrokkene(Betrokkene),
    /// Somebody is still where was noted.
    BevestigPlaats(BetrokkeneId),
    /// Remove somebody.
    VerwijderBetrokkene(BetrokkeneId),
    /// Record an assessment.
    StelVast(Box<Veiligheidsbeoordeling>),
    /// Tick a step off.
    RondStapAf {
        /// Which.
        stap: StapSoort,
        /// The event that opened it; none where it stands for one cause alone.
        aanleiding: Option<EventId>,
        /// How it was done.
        toelichting: String,
    },
    /// Note that somebody was asked for what a step needs.
    VraagStap {
        /// Which.
        stap: StapSoort,
        /// The event that opened it; none where it stands for one cause alone.
        aanleiding: Option<EventId>,
        /// Who was asked.
        aan: String,
        /// When.
        op: DateTime<Utc>,
    },
    /// Decide what holds where statements contradict each other.
    BeslisTegenspraak {
        /// About what.
        veld: Tegenspraakveld,
        /// What holds: the value of one of the statements.
        waarde: Waarde,
        /// In which words.
        reden: String,
    },
    /// Decide which of the values holds that do not know each other.
    BeslisVeld {
        /// The field.
        veld: Veldsleutel,
        /// The head whose value holds.
        kies: EventId,
        /// In which words.
        reden: String,
    },
    /// Note that another zaak looks like this one and is another.
    GeenDubbel {
        /// The other.
        met: ZaakId,
        /// Why they are two.
        reden: String,
    },
    /// Set a step aside.
    LegTerzijde {
        /// Which.
        stap: StapSoort,
        /// The event that opened it; none where it stands for one cause alone.
        aanleiding: Option<EventId>,
        /// Why it is not needed here.
        reden: String,
    },
    /// Register input that is about to leave.
    VerstuurInput(Box<Input>),
    /// Note that a point of the aandachtspuntenlijst was looked at.
    BekijkPunt {
        /// Id of the point.
        punt: String,
        /// What was found.
        toelichting: String,
    },
    /// Plan the overleg, or plan it again.
    PlanOverleg(Overleg),
    /// Record the decision.
    StelAfdoeningVast(Box<Afdoening>),
    /// Note a fact that somebody told.
    Meld {
        /// The fact.
        gegeven: Gegeven,
        /// Who told it.
        bron: String,
    },
    /// Choose the VT that is competent.
    WijsVtAan {
        /// Code of the VT.
        code: String,
        /// Why.
        reden: String,
    },
    /// Agree something with a partner, or change what was agreed.
    SpreekAf(Actie),
    /// Tick an agreement off.
    RondActieAf {
        /// Which.
        actie: ActieId,
        /// How, or why not.
        toelichting: String,
    },
    /// Hand the zaak over.
    DraagOver {
        /// To whom.
        aan: String,
        /// What the receiver must know.
        bericht: String,
    },
    /// Take the zaak over.
    NeemOver,
    /// Close it.
    Sluit {
        /// Why.
        reden: String,
        /// The moment at which somebody wants it, by which appointments and judgements are measured.
        op: DateTime<Utc>,
        /// The clocks of the suspect that still run, in words, as whoever knows the rules counted them.
        loopt: Vec<String>,
        /// Somebody said yes to what closing passes over.
        bevestigd: bool,
    },
    /// Open it again.
    Heropen {
        /// Why.
        reden: String,
    },
    /// Join a melding that came through CORV.
    KoppelCorv(CorvKenmerk),
    /// Any of these, by somebody who knows when the clock of ophouden ends: its alarm counts then like every
    /// other. Make it with [`Opdracht::met_klok`].
    MetKlok {
        /// When ophouden ends at the latest; none when it can not be told.
        uiterlijk: Option<DateTime<Utc>>,
        /// The present time.
        op: DateTime<Utc>,
        /// What is wanted.
        opdracht: Box<Opdracht>,
    },
    /// Any of these, by somebody who had these heads of its fields before him. Make it with
    /// [`Opdracht::met_koppen`].
    MetKoppen {
        /// Every event that he saw as the newest of a field that he writes.
        gezien: Vec<EventId>,
        /// What is wanted.
        opdracht: Box<Opdracht>,
    },
}

impl Opdracht {
    /// Whether it writes this field, where others can have written meanwhile without being seen.
    #[must_use]
    pub fn schrijft(&self, veld: &Veldsleutel) -> bool {
        let on = veld.soort();
        match self {
            Opdracht::Tag { .. } => on == velden::TAG,
            Opdracht::StelVast(_) => on == velden::OORDEEL,
            Opdracht::PlanOverleg(_) => on == velden::OVERLEG,
            Opdracht::StelAfdoeningVast(_) => on == velden::AFDOENING,
            Opdracht::Sluit { .. } | Opdracht::Heropen { .. } => on == velden::SLUITING,
            Opdracht::WijsVtAan { .. } => on == velden::VT,
            Opdracht::Meld { gegeven, .. } => match gegeven {
                Gegeven::Verblijf { .. } => on == velden::VERBLIJF,
                Gegeven::Tijd { .. } => on == velden::TIJD,
                _ => false,
            },
            Opdracht::BeslisTegenspraak { .. } => on == velden::VERBLIJF,
            Opdracht::BeslisVeld { veld: own, .. } => own.soort() == on,
            Opdracht::MetKlok { opdracht, .. } | Opdracht::MetKoppen { opdracht, .. } => {
                opdracht.schrijft(veld)
            }
            _ => false,
        }
    }

    /// It silences an alarm, or others act on it.
    #[must_use]
    pub fn is_klasse_a(&self) -> bool {
        [
            velden::TAG,
            velden::OORDEEL,
            velden::AFDOENING,
            velden::OVERLEG,
            velden::SLUITING,
            velden::VERBLIJF,
            velden::VT,
            velden::TIJD,
        ]
        .into_iter()
        .any(|soort| self.schrijft(&Veldsleutel::van(soort)))
    }

    /// The same, with what stood on screen when it was wanted.
    #[must_use]
    pub fn met_koppen(self, stand: &Stand) -> Opdracht {
        if !self.is_klasse_a() {
            return self;
        }
        let heads = stand.koppen.iter().filter(|(veld, _)| self.schrijft(veld));
        let gezien = heads.flat_map(|(_, heads)| heads.iter().map(|kop| kop.id));
        Opdracht::MetKoppen {
            gezien: gezien.collect(),
            opdracht: Box::new(self),
        }
    }

    /// It may not be done over the alarm of a clock that ran out.
    #[must_use]
    pub fn vraagt_klok(&self) -> bool {
        matches!(self, Opdracht::Tag { .. } | Opdracht::Sluit { .. })
    }

    /// The same, with the end of the clock, for what may not be done over the alarm of a clock that ran out.
    #[must_use]
    pub fn met_klok(self, uiterlijk: Option<DateTime<Utc>>, op: DateTime<Utc>) -> Opdracht {
        match (uiterlijk, self) {
            (uiterlijk, wish) if wish.vraagt_klok() => Opdracht::MetKlok {
                uiterlijk,
                op,
                opdracht: Box::new(wish),
            },
            (_, wish) => wish,
        }
    }
}
