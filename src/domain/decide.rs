//! From a command to the events it causes, or to a refusal with its reason.
//!
//! Runs twice: in `app` for the instant answer, and in the store's transaction on fresh state.
//! Must not know who asks, nor when: that is in the envelope.

use super::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use super::betrokkene::Betrokkene;
use super::event::Gebeurtenis;
use super::ids::BetrokkeneId;
use super::input::Input;
use super::soort::Soort;
use super::stap::{StapSoort, open_stappen};
use super::tag::Tag;
use super::zaak::Zaak;

/// What a worker wants done to a zaak. Taking back is not in here: it looks at the journal, not at a
/// zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opdracht {
    /// Give it a tag.
    Tag {
        /// Which.
        tag: Tag,
        /// The kinds.
        soorten: Vec<Soort>,
        /// Why.
        reden: Option<String>,
    },
    /// Add somebody.
    VoegBetrokkeneToe(Betrokkene),
    /// Change somebody.
    WijzigBetrokkene(Betrokkene),
    /// Remove somebody.
    VerwijderBetrokkene(BetrokkeneId),
    /// Record an assessment.
    StelVast(Box<Veiligheidsbeoordeling>),
    /// Tick a step off.
    RondStapAf {
        /// Which.
        stap: StapSoort,
        /// How it was done.
        toelichting: String,
    },
    /// Register input that is about to leave.
    VerstuurInput(Box<Input>),
}

/// Why a command is not carried out. The text is for the worker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Weigering {
    /// Nothing would change.
    #[error("Staat al zo.")]
    Ongewijzigd,
    /// The zaak was not tagged as something that VT follows.
    #[error("Deze regel volgt VT nog niet. Tag hem eerst: h HG, t twijfel of r radar.")]
    NietGevolgd,
    /// A person has no name.
    #[error("Vul een naam in; een voornaam of \"onbekend\" is genoeg.")]
    NaamOntbreekt,
    /// The person is not in this zaak.
    #[error("Deze betrokkene staat niet (meer) in de zaak.")]
    OnbekendeBetrokkene,
    /// An assessment without a judgement.
    #[error("Kies een oordeel over het geheel.")]
    OordeelOntbreekt,
    /// An assessment without grounds.
    #[error("Schrijf een motivering: waarop rust dit oordeel?")]
    MotiveringOntbreekt,
    /// The whole is judged lighter than one person in it.
    #[error("Iemand is acuut onveilig; het geheel kan dan niet lichter zijn.")]
    GeheelTeLicht,
    /// The step is not open.
    #[error("Deze stap staat niet (meer) open.")]
    StapNietOpen,
    /// There is no assessment to compose input from.
    #[error("Er is nog geen veiligheidsbeoordeling. Maak die eerst (b).")]
    GeenBeoordeling,
    /// Input rests on an assessment that no longer holds.
    #[error("Er is intussen een nieuwer oordeel. Stel de input opnieuw op.")]
    BeoordelingVerouderd,
    /// Input without text.
    #[error("De input heeft geen tekst.")]
    TekstOntbreekt,
}

/// The events that `opdracht` causes in `zaak`.
///
/// # Errors
/// A [`Weigering`] when a rule forbids it; nothing happens then.
pub fn decide(zaak: &Zaak, opdracht: &Opdracht) -> Result<Vec<Gebeurtenis>, Weigering> {
    match opdracht {
        Opdracht::Tag {
            tag,
            soorten,
            reden,
        } => tag_events(zaak, *tag, soorten, reden.as_ref()),
        Opdracht::VoegBetrokkeneToe(who) => {
            follows(zaak)?;
            named(who)?;
            Ok(vec![Gebeurtenis::BetrokkeneToegevoegd(who.clone())])
        }
        Opdracht::WijzigBetrokkene(who) => {
            follows(zaak)?;
            named(who)?;
            match zaak.stand.betrokkene(who.id) {
                None => Err(Weigering::OnbekendeBetrokkene),
                Some(same) if same == who => Err(Weigering::Ongewijzigd),
                Some(_) => Ok(vec![Gebeurtenis::BetrokkeneGewijzigd(who.clone())]),
            }
        }
        Opdracht::VerwijderBetrokkene(id) => match zaak.stand.betrokkene(*id) {
            None => Err(Weigering::OnbekendeBetrokkene),
            Some(_) => Ok(vec![Gebeurtenis::BetrokkeneVerwijderd { betrokkene: *id }]),
        },
        Opdracht::StelVast(what) => assessment_events(zaak, what),
        Opdracht::RondStapAf { stap, toelichting } => {
            let is_open = open_stappen(zaak).iter().any(|open| open.soort == *stap);
            if !is_open || !stap.met_de_hand() {
                return Err(Weigering::StapNietOpen);
            }
            Ok(vec![Gebeurtenis::StapAfgerond {
                stap: *stap,
                toelichting: toelichting.clone(),
            }])
        }
        Opdracht::VerstuurInput(input) => input_events(zaak, input),
    }
}

fn tag_events(
    zaak: &Zaak,
    tag: Tag,
    soorten: &[Soort],
    reden: Option<&String>,
) -> Result<Vec<Gebeurtenis>, Weigering> {
    let same = zaak.stand.tag.as_ref().is_some_and(|now| {
        now.tag == tag
            && (tag == Tag::GeenHg || (now.soorten == soorten && now.reden.as_ref() == reden))
    });
    if same {
        return Err(Weigering::Ongewijzigd);
    }
    if !tag.volgt() {
        return Ok(vec![Gebeurtenis::GeenHgVastgesteld]);
    }
    let mut events = Vec::new();
    if zaak.stand.opgenomen.is_none() {
        events.push(Gebeurtenis::ZaakOpgenomen {
            regel: Box::new(zaak.regel.clone()),
            bron: zaak.bron.clone(),
        });
    }
    events.push(Gebeurtenis::Getagd {
        tag,
        soorten: soorten.to_vec(),
        reden: reden.cloned(),
    });
    Ok(events)
}

fn assessment_events(
    zaak: &Zaak,
    what: &Veiligheidsbeoordeling,
) -> Result<Vec<Gebeurtenis>, Weigering> {
    follows(zaak)?;
    if what.geheel == Oordeel::NogNietBeoordeeld {
        return Err(Weigering::OordeelOntbreekt);
    }
    if what.motivering.trim().is_empty() {
        return Err(Weigering::MotiveringOntbreekt);
    }
    if what.ernstigste() == Oordeel::AcuutOnveilig && what.geheel != Oordeel::AcuutOnveilig {
        return Err(Weigering::GeheelTeLicht);
    }
    if what
        .personen
        .iter()
        .any(|over| zaak.stand.betrokkene(over.betrokkene).is_none())
    {
        return Err(Weigering::OnbekendeBetrokkene);
    }
    if zaak
        .stand
        .beoordeling()
        .is_some_and(|now| now.inhoud == *what)
    {
        return Err(Weigering::Ongewijzigd);
    }
    Ok(vec![Gebeurtenis::VeiligheidsbeoordelingVastgesteld(
        Box::new(what.clone()),
    )])
}

fn input_events(zaak: &Zaak, input: &Input) -> Result<Vec<Gebeurtenis>, Weigering> {
    follows(zaak)?;
    let holds = zaak.stand.beoordeling().ok_or(Weigering::GeenBeoordeling)?;
    if holds.id != input.beoordeling {
        return Err(Weigering::BeoordelingVerouderd);
    }
    if input.tekst.trim().is_empty() {
        return Err(Weigering::TekstOntbreekt);
    }
    Ok(vec![Gebeurtenis::InputVerstuurd(Box::new(input.clone()))])
}

fn follows(zaak: &Zaak) -> Result<(), Weigering> {
    match &zaak.stand.tag {
        Some(tagging) if tagging.tag.volgt() => Ok(()),
        _ => Err(Weigering::NietGevolgd),
    }
}

fn named(who: &Betrokkene) -> Result<(), Weigering> {
    if who.naam.trim().is_empty() {
        Err(Weigering::NaamOntbreekt)
    } else {
        Ok(())
    }
}
