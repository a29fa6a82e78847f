//! From a command to the events it causes, or to a refusal with its reason.
//!
//! Runs twice: in `app` for the instant answer, and in the store's transaction on fresh state.
//! Must not know who asks, nor when: that is in the envelope.

use super::actie::Actie;
use super::afdoening::Afdoening;
use super::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use super::betrokkene::Betrokkene;
use super::corv::CorvKenmerk;
use super::event::Gebeurtenis;
use super::ids::{ActieId, BetrokkeneId};
use super::input::Input;
use super::overleg::{Gegeven, Overleg};
use super::soort::Soort;
use super::stap::StapSoort;
use super::tag::Tag;
use super::werkstroom;
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
    /// Set a step aside.
    LegTerzijde {
        /// Which.
        stap: StapSoort,
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
    },
    /// Open it again.
    Heropen {
        /// Why.
        reden: String,
    },
    /// Join a melding that came through CORV.
    KoppelCorv(CorvKenmerk),
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
    /// Something that must be said was not.
    #[error("Schrijf erbij waarom; zonder reden wordt dit niet vastgelegd.")]
    RedenOntbreekt,
    /// A decision without a modaliteit.
    #[error("Kies ten minste een afdoening uit de lijst.")]
    ModaliteitOntbreekt,
    /// A decision that ends before it begins.
    #[error("Het einde ligt voor de ingang. Kijk de tijden na.")]
    EindeVoorIngang,
    /// An agreement without who or what.
    #[error("Vul in wie het doet en wat er is afgesproken.")]
    ActieOnvolledig,
    /// The agreement is not in this zaak, or it is done.
    #[error("Deze actie staat niet (meer) open.")]
    ActieNietOpen,
    /// Nobody handed the zaak over, or it was taken over already.
    #[error("Er is niets over te nemen: deze zaak is niet overgedragen, of al overgenomen.")]
    NietOvergedragen,
    /// The receiver of a handing over is missing.
    #[error("Vul in aan wie u de zaak overdraagt.")]
    OntvangerOntbreekt,
    /// The zaak is closed.
    #[error("Deze zaak is gesloten. Heropen haar eerst.")]
    Gesloten,
    /// Something keeps the zaak open.
    #[error("Nog niet te sluiten: {0}")]
    NogNietTeSluiten(String),
    /// Joined already.
    #[error("Deze zaak is al samengevoegd.")]
    AlSamengevoegd,
    /// The double has work of its own.
    #[error("In de dubbele zaak is al gewerkt. Houd die zaak aan en voeg de andere daarin samen.")]
    DubbelHeeftWerk,
    /// The melding was joined already.
    #[error("Deze CORV-melding is al gekoppeld.")]
    AlGekoppeld,
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
            if !stap.met_de_hand() || !werkstroom::kan_open_staan(zaak, *stap) {
                return Err(Weigering::StapNietOpen);
            }
            if stap.vraagt_reden() {
                said(toelichting)?;
            }
            Ok(vec![Gebeurtenis::StapAfgerond {
                stap: *stap,
                toelichting: toelichting.clone(),
            }])
        }
        Opdracht::VerstuurInput(input) => input_events(zaak, input),
        other => rond_de_beslissing(zaak, other),
    }
}

/// What happens around the decision.
fn rond_de_beslissing(zaak: &Zaak, opdracht: &Opdracht) -> Result<Vec<Gebeurtenis>, Weigering> {
    let stand = &zaak.stand;
    let event = match opdracht {
        Opdracht::LegTerzijde { stap, reden } => {
            said(reden)?;
            if !stap.mag_terzijde() || !werkstroom::kan_open_staan(zaak, *stap) {
                return Err(Weigering::StapNietOpen);
            }
            Gebeurtenis::StapTerzijde {
                stap: *stap,
                reden: reden.clone(),
            }
        }
        Opdracht::BekijkPunt { punt, toelichting } => {
            follows(zaak)?;
            Gebeurtenis::AandachtspuntGezien {
                punt: punt.clone(),
                toelichting: toelichting.clone(),
            }
        }
        Opdracht::PlanOverleg(overleg) => {
            follows(zaak)?;
            if stand
                .overleg
                .as_ref()
                .is_some_and(|now| now.overleg == *overleg)
            {
                return Err(Weigering::Ongewijzigd);
            }
            Gebeurtenis::OverlegGepland(overleg.clone())
        }
        Opdracht::StelAfdoeningVast(what) => {
            follows(zaak)?;
            if what.modaliteiten.is_empty() {
                return Err(Weigering::ModaliteitOntbreekt);
            }
            if let (Some(from), Some(to)) = (what.ingang, what.einde)
                && to <= from
            {
                return Err(Weigering::EindeVoorIngang);
            }
            if stand.afdoening().is_some_and(|now| now.inhoud == **what) {
                return Err(Weigering::Ongewijzigd);
            }
            Gebeurtenis::AfdoeningVastgesteld(what.clone())
        }
        Opdracht::Meld { gegeven, bron } => {
            said(bron)?;
            Gebeurtenis::GegevenGemeld {
                gegeven: gegeven.clone(),
                bron: bron.clone(),
            }
        }
        Opdracht::WijsVtAan { code, reden } => {
            said(reden)?;
            if stand.vt.as_ref().is_some_and(|now| now.code == *code) {
                return Err(Weigering::Ongewijzigd);
            }
            Gebeurtenis::VtAangewezen {
                code: code.clone(),
                reden: reden.clone(),
            }
        }
        Opdracht::SpreekAf(actie) => {
            follows(zaak)?;
            if actie.wie.trim().is_empty() || actie.wat.trim().is_empty() {
                return Err(Weigering::ActieOnvolledig);
            }
            Gebeurtenis::ActieAfgesproken(actie.clone())
        }
        Opdracht::RondActieAf { actie, toelichting } => {
            let open = stand
                .acties
                .iter()
                .any(|one| one.actie.id == *actie && one.afgerond.is_none());
            if !open {
                return Err(Weigering::ActieNietOpen);
            }
            Gebeurtenis::ActieAfgerond {
                actie: *actie,
                toelichting: toelichting.clone(),
            }
        }
        Opdracht::DraagOver { aan, bericht } => {
            follows(zaak)?;
            if aan.trim().is_empty() {
                return Err(Weigering::OntvangerOntbreekt);
            }
            Gebeurtenis::Overgedragen {
                aan: aan.clone(),
                bericht: bericht.clone(),
            }
        }
        Opdracht::NeemOver => {
            if stand.wacht_op_overname().is_none() {
                return Err(Weigering::NietOvergedragen);
            }
            Gebeurtenis::Overgenomen
        }
        Opdracht::Sluit { reden } => {
            follows(zaak)?;
            said(reden)?;
            if let Some(why) = werkstroom::belet_sluiten(zaak) {
                return Err(Weigering::NogNietTeSluiten(why));
            }
            Gebeurtenis::ZaakGesloten {
                reden: reden.clone(),
            }
        }
        Opdracht::Heropen { reden } => {
            if stand.gesloten.is_none() {
                return Err(Weigering::Ongewijzigd);
            }
            Gebeurtenis::ZaakHeropend {
                reden: reden.clone(),
            }
        }
        Opdracht::KoppelCorv(melding) => {
            follows(zaak)?;
            let known = |one: &super::corv::CorvKoppeling| one.melding.kenmerk == melding.kenmerk;
            if stand.corv.iter().any(known) {
                return Err(Weigering::AlGekoppeld);
            }
            Gebeurtenis::CorvGekoppeld(melding.clone())
        }
        // The others are decided above.
        _ => return Err(Weigering::Ongewijzigd),
    };
    Ok(vec![event])
}

/// Something was written.
fn said(text: &str) -> Result<(), Weigering> {
    if text.trim().is_empty() {
        Err(Weigering::RedenOntbreekt)
    } else {
        Ok(())
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
    if zaak.stand.gesloten.is_some() && zaak.stand.tag.is_some() {
        return Err(Weigering::Gesloten);
    }
    if zaak.stand.opgegaan_in.is_some() {
        return Err(Weigering::AlSamengevoegd);
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
    if zaak.stand.gesloten.is_some() {
        return Err(Weigering::Gesloten);
    }
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
