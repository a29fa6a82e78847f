//! From a command to the events it causes, or to a refusal with its reason.
//!
//! Runs twice: in `app` for the instant answer, and in the store's transaction on fresh state. What may
//! happen to a zaak as a whole is one table, in `fase`. Must not know who asks, nor when it is, but where a
//! command brings its moment along.

use chrono::{DateTime, Utc};

use super::actie::Actie;
use super::afdoening::Afdoening;
use super::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use super::betrokkene::Betrokkene;
use super::corv::CorvKenmerk;
use super::event::{Gebeurtenis, Tegenspraakveld};
use super::fase::{Ingreep, Uitslag, mag};
use super::ids::{ActieId, BetrokkeneId, EventId, ZaakId};
use super::input::{Input, Vorm};
use super::kenmerk::Lijstkenmerk;
use super::overleg::{Gegeven, Overleg};
use super::soort::Soort;
use super::stap::StapSoort;
use super::tag::Tag;
use super::verblijf::Waarde;
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
    /// Something would drop from sight, and nobody said yes to that yet.
    #[error("{0}")]
    VraagtBevestiging(String),
    /// An alarm is open.
    #[error("Er staat een alarm open: {0}. Beantwoord dat eerst, met wat er is gedaan.")]
    AlarmOpen(String),
    /// A step stands open for more than one cause.
    #[error("Deze stap staat open om meer dan een reden. Kies welke: {0}.")]
    WelkeAanleiding(String),
    /// Nothing contradicts anything.
    #[error("Er is geen tegenspraak om over te beslissen.")]
    GeenTegenspraak,
    /// The other zaak is erased, or was never known.
    #[error("Kies welke uitspraak klopt; deze staat er niet bij.")]
    UitspraakOnbekend,
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
            voorgesteld,
            reden,
            bevestigd,
        } => {
            let wish = Tagwens {
                tag: *tag,
                soorten,
                voorgesteld,
                reden: reden.as_ref(),
                bevestigd: *bevestigd,
            };
            tag_events(zaak, &wish)
        }
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
        Opdracht::VerwijderBetrokkene(id) => {
            follows(zaak)?;
            match zaak.stand.betrokkene(*id) {
                None => Err(Weigering::OnbekendeBetrokkene),
                Some(_) => Ok(vec![Gebeurtenis::BetrokkeneVerwijderd { betrokkene: *id }]),
            }
        }
        Opdracht::StelVast(what) => assessment_events(zaak, what),
        Opdracht::RondStapAf {
            stap,
            aanleiding,
            toelichting,
        } => {
            if !stap.met_de_hand() {
                return Err(Weigering::StapNietOpen);
            }
            let aanleiding = open_aanleiding(zaak, *stap, *aanleiding)?;
            if stap.vraagt_reden() {
                said(toelichting)?;
            }
            Ok(vec![Gebeurtenis::StapAfgerond {
                stap: *stap,
                aanleiding,
                gezien: bekeken(zaak, *stap),
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
        Opdracht::LegTerzijde {
            stap,
            aanleiding,
            reden,
        } => {
            said(reden)?;
            if !stap.mag_terzijde() {
                return Err(Weigering::StapNietOpen);
            }
            Gebeurtenis::StapTerzijde {
                stap: *stap,
                aanleiding: open_aanleiding(zaak, *stap, *aanleiding)?,
                gezien: bekeken(zaak, *stap),
                reden: reden.clone(),
            }
        }
        Opdracht::VraagStap {
            stap,
            aanleiding,
            aan,
            op,
        } => {
            if !stap.kan_gevraagd() {
                return Err(Weigering::StapNietOpen);
            }
            if aan.trim().is_empty() {
                return Err(Weigering::OntvangerOntbreekt);
            }
            Gebeurtenis::StapGevraagd {
                stap: *stap,
                aanleiding: open_aanleiding(zaak, *stap, *aanleiding)?,
                aan: aan.clone(),
                op: *op,
            }
        }
        Opdracht::BeslisTegenspraak {
            veld,
            waarde,
            reden,
        } => {
            check(zaak, Ingreep::Melden)?;
            said(reden)?;
            let custody = zaak.verblijf();
            if custody.tegenspraak.is_empty() {
                return Err(Weigering::GeenTegenspraak);
            }
            let statements = custody.tegenspraak.iter().rev().chain(&custody.uitspraak);
            let chosen = statements
                .into_iter()
                .find(|one| one.waarde == *waarde)
                .ok_or(Weigering::UitspraakOnbekend)?;
            Gebeurtenis::TegenspraakBeslist {
                veld: *veld,
                kies: chosen.id,
                waarde: *waarde,
                reden: reden.clone(),
            }
        }
        Opdracht::GeenDubbel { met, reden } => {
            if stand.geen_dubbel.contains(met) {
                return Err(Weigering::Ongewijzigd);
            }
            Gebeurtenis::GeenDubbel {
                met: *met,
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
            check(zaak, Ingreep::Melden)?;
            if let Gegeven::Tekst { waarde, .. } | Gegeven::Plaats { waar: waarde } = gegeven {
                said(waarde)?;
            }
            Gebeurtenis::GegevenGemeld {
                gegeven: gegeven.clone(),
                bron: bron.clone(),
            }
        }
        Opdracht::WijsVtAan { code, reden } => {
            check(zaak, Ingreep::Melden)?;
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
            check(zaak, Ingreep::Melden)?;
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
            check(zaak, Ingreep::Melden)?;
            if stand.wacht_op_overname().is_none() {
                return Err(Weigering::NietOvergedragen);
            }
            Gebeurtenis::Overgenomen
        }
        Opdracht::Sluit {
            reden,
            op,
            bevestigd,
        } => {
            check(zaak, Ingreep::Sluiten)?;
            said(reden)?;
            if let Some(why) = werkstroom::belet_sluiten(zaak) {
                return Err(Weigering::NogNietTeSluiten(why));
            }
            let over = werkstroom::vraagt_bij_sluiten(zaak, *op);
            if !over.is_empty() && !bevestigd {
                return Err(Weigering::VraagtBevestiging(format!(
                    "Sluiten gaat voorbij aan: {}. Toch sluiten?",
                    over.join("; ")
                )));
            }
            Gebeurtenis::ZaakGesloten {
                gezien: zaak.kenmerk(),
                reden: reden.clone(),
            }
        }
        Opdracht::Heropen { reden } => {
            check(zaak, Ingreep::Heropenen)?;
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

/// The cause for which a step is open: the one that is named, or the only one there is.
fn open_aanleiding(
    zaak: &Zaak,
    stap: StapSoort,
    named: Option<EventId>,
) -> Result<Option<EventId>, Weigering> {
    let mut open = werkstroom::aanleidingen(zaak, stap);
    open.retain(|cause| {
        // What a list or the hour opens again under the same cause can be answered again.
        stap == StapSoort::OpnieuwBekijken
            || named.is_some() && named == *cause && stap.vraagt_reden()
            || !zaak
                .stand
                .gedaan
                .iter()
                .any(|done| done.soort == stap && done.aanleiding == *cause)
    });
    if named.is_none() {
        // Who names no cause means the alarm that stands there.
        let alarms: Vec<_> = werkstroom::alarmen(zaak)
            .into_iter()
            .filter(|step| step.soort == stap)
            .map(|step| step.aanleiding)
            .collect();
        if !alarms.is_empty() {
            open = alarms;
        }
    }
    match (named, open.as_slice()) {
        (_, []) => Err(Weigering::StapNietOpen),
        (None, [only]) => Ok(*only),
        (None, more) => {
            let ids: Vec<String> = more
                .iter()
                .flatten()
                .map(|id| id.0.simple().to_string().chars().take(8).collect())
                .collect();
            Err(Weigering::WelkeAanleiding(ids.join(", ")))
        }
        (Some(id), all) if all.contains(&Some(id)) => Ok(Some(id)),
        (Some(_), _) => Err(Weigering::StapNietOpen),
    }
}

/// The line as it is now, for a step that was to look at it.
fn bekeken(zaak: &Zaak, stap: StapSoort) -> Option<Lijstkenmerk> {
    (stap == StapSoort::OpnieuwBekijken).then(|| zaak.kenmerk())
}

/// What the one table says of this zaak.
fn check(zaak: &Zaak, wil: Ingreep) -> Result<(), Weigering> {
    let lading = werkstroom::lading(zaak);
    match mag(zaak.fase(), wil, lading) {
        Uitslag::Mag | Uitslag::Vraagt => Ok(()),
        Uitslag::NietHier => Err(Weigering::Ongewijzigd),
        Uitslag::NietGevolgd => Err(Weigering::NietGevolgd),
        Uitslag::Gesloten => Err(Weigering::Gesloten),
        Uitslag::Opgegaan => Err(Weigering::AlSamengevoegd),
        Uitslag::HeeftWerk => Err(Weigering::DubbelHeeftWerk),
        Uitslag::Alarm if wil == Ingreep::Sluiten => Err(Weigering::NogNietTeSluiten(
            werkstroom::belet_sluiten(zaak).unwrap_or_default(),
        )),
        Uitslag::Alarm => Err(Weigering::AlarmOpen(
            werkstroom::alarmen(zaak)
                .first()
                .map(|step| format!("{} ({})", step.wat, step.waarom))
                .unwrap_or_default(),
        )),
    }
}

/// A tag as somebody wants it.
struct Tagwens<'a> {
    tag: Tag,
    soorten: &'a [Soort],
    voorgesteld: &'a [Soort],
    reden: Option<&'a String>,
    bevestigd: bool,
}

fn tag_events(zaak: &Zaak, wish: &Tagwens<'_>) -> Result<Vec<Gebeurtenis>, Weigering> {
    let same = zaak.stand.tag.as_ref().is_some_and(|now| {
        now.tag == wish.tag
            && (wish.tag == Tag::GeenHg
                || (now.soorten == wish.soorten
                    && now.voorgesteld == wish.voorgesteld
                    && now.reden.as_ref() == wish.reden))
    });
    // Saying the same again is an answer when a newer list says more.
    if same && !werkstroom::moet_bekeken(zaak) {
        return Err(Weigering::Ongewijzigd);
    }
    let wil = if wish.tag.volgt() {
        Ingreep::Volgen(wish.tag)
    } else {
        Ingreep::GeenHg
    };
    check(zaak, wil)?;
    let vraagt = mag(zaak.fase(), wil, werkstroom::lading(zaak)) == Uitslag::Vraagt;
    if vraagt && !wish.bevestigd {
        return Err(Weigering::VraagtBevestiging(format!(
            "Als {} valt uit zicht: {}. Toch doen?",
            wish.tag.label(),
            werkstroom::uit_zicht(zaak).join(", ")
        )));
    }
    if !wish.tag.volgt() {
        return Ok(vec![Gebeurtenis::GeenHgVastgesteld {
            gezien: zaak.kenmerk(),
            reden: wish.reden.cloned(),
        }]);
    }
    let mut events = Vec::new();
    if zaak.stand.opgenomen.is_none() {
        events.push(Gebeurtenis::ZaakOpgenomen {
            regel: Box::new(zaak.regel.clone()),
            bron: zaak.bron.clone(),
        });
        // That the newest list lacks him must not be lost with the tag.
        if let Some(since) = zaak.stand.verdwenen {
            events.push(Gebeurtenis::VanLijstVerdwenen {
                lezing: zaak.bron.lezing,
                over: Some(since),
            });
        }
    }
    events.push(Gebeurtenis::Getagd {
        tag: wish.tag,
        soorten: wish.soorten.to_vec(),
        voorgesteld: wish
            .voorgesteld
            .iter()
            .copied()
            .filter(|kind| !wish.soorten.contains(kind))
            .collect(),
        gezien: zaak.kenmerk(),
        reden: wish.reden.cloned(),
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
    if input.tekst.trim().is_empty() {
        return Err(Weigering::TekstOntbreekt);
    }
    match (zaak.stand.beoordeling(), input.beoordeling) {
        (None, None) if input.ontvanger.kan_zonder_oordeel() => {}
        (None, _) => return Err(Weigering::GeenBeoordeling),
        (Some(holds), Some(rests)) if holds.id == rests => {}
        (Some(_), _) => return Err(Weigering::BeoordelingVerouderd),
    }
    if input.vorm != Vorm::Mondeling {
        return Ok(vec![Gebeurtenis::InputVerstuurd(Box::new(input.clone()))]);
    }
    let spoken = input
        .gesprek
        .as_ref()
        .ok_or(Weigering::OntvangerOntbreekt)?;
    if spoken.met.trim().is_empty() || spoken.door.trim().is_empty() {
        return Err(Weigering::OntvangerOntbreekt);
    }
    Ok(vec![Gebeurtenis::MondelingIngebracht(Box::new(
        input.clone(),
    ))])
}

fn follows(zaak: &Zaak) -> Result<(), Weigering> {
    check(zaak, Ingreep::Werken)
}

fn named(who: &Betrokkene) -> Result<(), Weigering> {
    if who.naam.trim().is_empty() {
        Err(Weigering::NaamOntbreekt)
    } else {
        Ok(())
    }
}
