//! From a command to the events it causes, or to a refusal with its reason.
//!
//! Runs twice: in `app` for the instant answer, and in the store's transaction on fresh state. What may
//! happen to a zaak as a whole is one table, in `fase`. Must not know who asks, nor when it is, but where a
//! command brings its moment along.

mod opdracht;
mod tegenspraak;
mod weigering;

pub use opdracht::Opdracht;
pub use tegenspraak::intussen;
pub use weigering::Weigering;

use chrono::{DateTime, Utc};

use crate::domain::beoordeling::{Oordeel, Veiligheidsbeoordeling};
use crate::domain::betrokkene::Betrokkene;
use crate::domain::event::Gebeurtenis;
use crate::domain::fase::{Ingreep, Lading, Uitslag, mag};
use crate::domain::ids::EventId;
use crate::domain::input::{Input, Vorm};
use crate::domain::kenmerk::Lijstkenmerk;
use crate::domain::overleg::Gegeven;
use crate::domain::soort::Soort;
use crate::domain::stap::{StapSoort, zegt_iets};
use crate::domain::tag::Tag;
use crate::domain::werkstroom;
use crate::domain::zaak::Zaak;

/// The events that `opdracht` causes in `zaak`.
///
/// # Errors
/// A [`Weigering`] when a rule forbids it; nothing happens then.
pub fn decide(zaak: &Zaak, opdracht: &Opdracht) -> Result<Vec<Gebeurtenis>, Weigering> {
    tegenspraak::vrij(zaak, opdracht)?;
    match opdracht {
        Opdracht::MetKoppen { opdracht, .. } => decide(zaak, opdracht),
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
        Opdracht::BevestigPlaats(id) => {
            follows(zaak)?;
            match zaak.stand.betrokkene(*id) {
                None => Err(Weigering::OnbekendeBetrokkene),
                Some(who) if who.verblijf.trim().is_empty() => Err(Weigering::PlaatsOntbreekt),
                Some(_) => Ok(vec![Gebeurtenis::PlaatsBevestigd { betrokkene: *id }]),
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
                if !zegt_iets(toelichting) {
                    return Err(Weigering::AntwoordZegtNiets);
                }
            }
            Ok(vec![Gebeurtenis::StapAfgerond {
                stap: *stap,
                aanleiding,
                gezien: bekeken(zaak, *stap),
                toelichting: toelichting.clone(),
            }])
        }
        Opdracht::VerstuurInput(input) => input_events(zaak, input),
        Opdracht::MetKlok {
            uiterlijk,
            op,
            opdracht,
        } => {
            klok(zaak, *uiterlijk, *op, opdracht)?;
            decide(zaak, opdracht)
        }
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
            let custody = zaak.verblijf_alles();
            // Told on two laptops that did not know of each other, it is one as well.
            let heads = tegenspraak::gemeld(stand);
            if custody.tegenspraak.is_empty() && heads.is_empty() {
                return Err(Weigering::GeenTegenspraak);
            }
            let statements = custody.tegenspraak.iter().rev().chain(&custody.uitspraak);
            let chosen = statements
                .chain(heads)
                .find(|one| one.waarde == *waarde)
                .ok_or(Weigering::UitspraakOnbekend)?;
            Gebeurtenis::TegenspraakBeslist {
                veld: *veld,
                kies: chosen.id,
                waarde: *waarde,
                reden: reden.clone(),
            }
        }
        Opdracht::BeslisVeld { veld, kies, reden } => {
            check(zaak, Ingreep::Melden)?;
            said(reden)?;
            tegenspraak::beslis(zaak, veld, *kies, reden)?
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
            let waits = stand
                .wacht_op_overname()
                .ok_or(Weigering::NietOvergedragen)?;
            Gebeurtenis::Overgenomen {
                overdracht: waits.id,
            }
        }
        Opdracht::Sluit {
            reden,
            op,
            loopt,
            bevestigd,
        } => {
            check(zaak, Ingreep::Sluiten)?;
            said(reden)?;
            if let Some(why) = werkstroom::belet_sluiten(zaak) {
                return Err(Weigering::NogNietTeSluiten(why));
            }
            let mut over = werkstroom::vraagt_bij_sluiten(zaak, *op);
            over.extend_from_slice(loopt);
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
            let known =
                |one: &crate::domain::corv::CorvKoppeling| one.melding.kenmerk == melding.kenmerk;
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

/// Something was written: a dot is no word.
fn said(text: &str) -> Result<(), Weigering> {
    if text.chars().any(char::is_alphanumeric) {
        Ok(())
    } else {
        Err(Weigering::RedenOntbreekt)
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
        // What the hour opens again under the same cause can be answered again.
        named.is_some() && named == *cause && stap.vraagt_reden()
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

/// What the one table says with the alarm of the clock in it.
fn klok(
    zaak: &Zaak,
    uiterlijk: Option<DateTime<Utc>>,
    op: DateTime<Utc>,
    opdracht: &Opdracht,
) -> Result<(), Weigering> {
    let Some(step) = werkstroom::klokalarm(zaak, uiterlijk, op) else {
        return Ok(());
    };
    let wil = match opdracht {
        Opdracht::Tag { tag, .. } if tag.volgt() => Ingreep::Volgen(*tag),
        Opdracht::Tag { .. } => Ingreep::GeenHg,
        Opdracht::Sluit { .. } => Ingreep::Sluiten,
        _ => return Ok(()),
    };
    let lading = Lading {
        alarm: true,
        ..werkstroom::lading(zaak)
    };
    let why = format!("{} ({})", step.wat, step.waarom);
    match (mag(zaak.fase(), wil, lading), wil) {
        (Uitslag::Alarm, Ingreep::Sluiten) => Err(Weigering::NogNietTeSluiten(why)),
        (Uitslag::Alarm, _) => Err(Weigering::AlarmOpen(why)),
        _ => Ok(()),
    }
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
    let dropped = werkstroom::uit_zicht(zaak);
    let lading = Lading {
        werk: !dropped.is_empty(),
        ..werkstroom::lading(zaak)
    };
    if mag(zaak.fase(), wil, lading) == Uitslag::Vraagt && !wish.bevestigd {
        return Err(Weigering::VraagtBevestiging(format!(
            "Als {} valt uit zicht: {}. Toch doen?",
            wish.tag.label(),
            dropped.join(", ")
        )));
    }
    if !wish.tag.volgt() {
        // Letting go ends watching as closing does.
        if zaak.fase().is_gevolgd() && !zaak.verblijf_alles().tegenspraak.is_empty() {
            return Err(Weigering::TegenspraakOpen);
        }
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
    // What was said rests on the judgement that stood when it was said, not on a later one.
    let stood = zaak
        .stand
        .beoordelingen
        .iter()
        .rfind(|one| one.op <= spoken.op)
        .map(|one| one.id);
    Ok(vec![Gebeurtenis::MondelingIngebracht(Box::new(Input {
        beoordeling: stood,
        ..input.clone()
    }))])
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
