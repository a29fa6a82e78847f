//! From events to state. Refolding the same events always gives the same state (rules 1 and 3).
//!
//! Must not know where events come from, nor refuse one: what happened, happened.

use chrono::{DateTime, TimeDelta, Utc};

use super::actie::{AfgesprokenActie, Gedaan};
use super::afdoening::{Afdoening, VastgesteldeAfdoening};
use super::beoordeling::VastgesteldeBeoordeling;
use super::corv::CorvKoppeling;
use super::event::{Gebeurtenis, Tegenspraakveld};
use super::ids::{BetrokkeneId, EventId};
use super::input::VerstuurdeInput;
use super::kenmerk::Lijstkenmerk;
use super::koppen::Verband;
use super::lijstregel::{Bron, Lijstregel, Status};
use super::meegeschreven;
use super::overleg::{
    AangewezenVt, Gegeven, GemeldGegeven, GenoteerdePlaats, GeplandOverleg, GezienPunt, Overdracht,
    Overleg, Overname, Sluiting, Verlenging,
};
use super::samenvoegen::Samenvoeging;
use super::stap::{GedaneStap, GevraagdeStap};
use super::tag::{Tag, Tagging};
pub use super::teruggenomen::teruggenomen;
use super::teruggenomen::{houd_open, wie_nam_terug, zonder_gevolg};
use super::vastgelegd::Recorded;
use super::verblijf::{Uitspraak, Van, Waarde, hoogstens, verblijf_gezegd};
use super::werkstroom::oorzaak::{self, Oorzaak};
use super::zaak::{LaatsteHandeling, Opname, Stand, uitspraak_van_lijst};

/// The state of one zaak after its events, in the order of [`super::vastgelegd::Orde`].
#[must_use]
pub fn fold(events: &[Recorded]) -> Stand {
    let undone = wie_nam_terug(events);
    let relations = Verband::nieuw(events, undone.keys().copied());
    let mut stand = Stand::default();
    for event in events {
        match undone.get(&event.id) {
            Some(true) => {}
            // Taken back by somebody else: what it said goes, an alarm that it opened stays (rule 13).
            Some(false) => {
                let mut seen = stand.clone();
                apply(&mut seen, event, &relations);
                stand.oorzaken = seen.oorzaken;
            }
            None => apply(&mut stand, event, &relations),
        }
    }
    if !undone.is_empty() {
        for cause in gezien_destijds(events) {
            noteer(&mut stand.oorzaken, cause);
        }
    }
    zonder_gevolg(&mut stand, events, &undone);
    houd_open(&mut stand, events, &relations);
    stand.meegeschreven = meegeschreven::van(events, &relations);
    stand
}

/// Adds a cause. What is missing now that something was taken back, too, weighs more.
fn noteer(causes: &mut Vec<Oorzaak>, cause: Oorzaak) {
    let known = |one: &Oorzaak| one.stap == cause.stap && one.id == cause.id;
    match causes.iter_mut().find(|one| known(one)) {
        Some(one) => one.gat = one.gat.or(cause.gat),
        None => causes.push(cause),
    }
}

/// What opened an alarm as it was seen when it happened, but for what its own recorder took back: that
/// somebody takes back something else, such as that he was held before he left, ends no alarm.
fn gezien_destijds(events: &[Recorded]) -> Vec<Oorzaak> {
    let mut relations = Verband::nieuw(events, []);
    let mut stand = Stand::default();
    let mut out: Vec<Oorzaak> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let Gebeurtenis::Teruggenomen { gebeurtenis } = event.what else {
            let known = stand.oorzaken.len();
            apply(&mut stand, event, &relations);
            for cause in stand.oorzaken.iter().skip(known) {
                noteer(&mut out, cause.clone());
            }
            continue;
        };
        let so_far = events.get(..=at).unwrap_or_default();
        let undone = wie_nam_terug(so_far);
        out.retain(|cause| {
            cause.id != gebeurtenis || !undone.get(&gebeurtenis).copied().unwrap_or(false)
        });
        relations = Verband::nieuw(events, undone.keys().copied());
        stand = Stand::default();
        for event in so_far.iter().filter(|one| !undone.contains_key(&one.id)) {
            apply(&mut stand, event, &relations);
        }
        for cause in &stand.oorzaken {
            noteer(&mut out, cause.clone());
        }
    }
    out
}

fn apply<'a>(stand: &mut Stand, event: &'a Recorded, relations: &Verband<'a>) {
    if matches!(event.what, Gebeurtenis::VeldBeslist { .. }) && relations.bron(event).is_none() {
        return;
    }
    if !brengt_oorzaak(&event.what) {
        verwerk(stand, event);
        relations.neem(stand, event);
        return;
    }
    let before = stand.clone();
    verwerk(stand, event);
    relations.neem(stand, event);
    stand.oorzaken.extend(oorzaak::van(event, &before, stand));
}

/// Whether an event can open an alarm: it says something about custody or about safety.
fn brengt_oorzaak(what: &Gebeurtenis) -> bool {
    matches!(
        what,
        Gebeurtenis::ZaakOpgenomen { .. }
            | Gebeurtenis::LijstgegevensGewijzigd { .. }
            | Gebeurtenis::StatusOpLijst { .. }
            | Gebeurtenis::LijstZegtMeer { .. }
            | Gebeurtenis::VanLijstVerdwenen { .. }
            | Gebeurtenis::ZaakSamengevoegd { .. }
            | Gebeurtenis::TegenspraakBeslist { .. }
            | Gebeurtenis::VeiligheidsbeoordelingVastgesteld(_)
            | Gebeurtenis::AfdoeningVastgesteld(_)
            | Gebeurtenis::GegevenGemeld {
                gegeven: Gegeven::Verblijf { .. },
                ..
            }
    )
}

fn verwerk(stand: &mut Stand, event: &Recorded) {
    if event.what.is_handeling() {
        stand.laatste = Some(LaatsteHandeling {
            id: event.id,
            op: event.at,
        });
    }
    match &event.what {
        Gebeurtenis::LijstIngelezen { .. }
        | Gebeurtenis::LezingTeruggenomen { .. }
        | Gebeurtenis::PersoonGewijzigd { .. }
        | Gebeurtenis::LijstZegtMeer { .. }
        | Gebeurtenis::Inzage(_)
        | Gebeurtenis::Gewist { .. }
        | Gebeurtenis::Teruggenomen { .. } => {}
        Gebeurtenis::ZaakOpgenomen { regel, bron }
        | Gebeurtenis::LijstgegevensGewijzigd { regel, bron, .. } => {
            lijst(stand, regel, bron, event.id);
        }
        Gebeurtenis::VanLijstVerdwenen { over, .. } => {
            let over = over.unwrap_or(event.at);
            // A list that is older than the one on which he stands lacks him too late.
            let newer = |opname: &Opname| over >= opname.bron.over();
            if stand.opgenomen.as_ref().is_none_or(newer) {
                stand.verdwenen = stand.verdwenen.max(Some(over));
            }
            stand.uitspraken.push(Uitspraak {
                waarde: Waarde::Onbekend,
                van: Van::VanLijst,
                over,
                sinds: None,
                tot: None,
                vastgelegd: event.at,
                id: Some(event.id),
            });
        }
        Gebeurtenis::TerugOpLijst { .. } => terug_op_lijst(stand, event.at),
        Gebeurtenis::StatusOpLijst { status, over, .. } => {
            terug_op_lijst(stand, *over);
            let said = Uitspraak {
                over: *over,
                vastgelegd: event.at,
                ..uitspraak_van_lijst(status, &geen_bron(event), Some(event.id))
            };
            stand.uitspraken.push(said);
        }
        Gebeurtenis::TegenspraakBeslist {
            veld: Tegenspraakveld::Verblijf,
            kies,
            waarde,
            reden,
        } => {
            // Deciding which statement is right does not move the moment that it is about.
            let chosen = stand.uitspraken.iter().find(|one| one.id == *kies);
            let sinds = chosen
                .filter(|_| kies.is_some())
                .map(|one| one.sinds.unwrap_or(one.over));
            stand.uitspraken.push(Uitspraak {
                waarde: *waarde,
                van: Van::Besloten {
                    door: event.by.clone(),
                    reden: reden.clone(),
                    gekozen: chosen.filter(|_| kies.is_some()).cloned().map(Box::new),
                },
                over: event.at,
                sinds,
                tot: chosen.and_then(Uitspraak::duurt_tot),
                vastgelegd: event.at,
                id: Some(event.id),
            });
        }
        Gebeurtenis::Getagd { .. } | Gebeurtenis::GeenHgVastgesteld { .. } => tag(stand, event),
        Gebeurtenis::BetrokkeneToegevoegd(who) | Gebeurtenis::BetrokkeneGewijzigd(who) => {
            let added = matches!(event.what, Gebeurtenis::BetrokkeneToegevoegd(_));
            // That a number changed says nothing of where somebody is.
            let same = stand
                .betrokkene(who.id)
                .is_some_and(|one| one.verblijf.trim() == who.verblijf.trim());
            match stand.betrokkenen.iter_mut().find(|one| one.id == who.id) {
                Some(one) => one.clone_from(who),
                None if added => stand.betrokkenen.push(who.clone()),
                // Who was removed does not come back by a change that did not know of it.
                None => return,
            }
            if !same {
                plaats(stand, Some(who.id), &who.verblijf, event.at);
            }
            // The mark belongs to the place: moving on takes it from no place where somebody was.
            for noted in stand.plaatsen.iter_mut() {
                if noted.wie == Some(who.id) && noted.waar.trim() == who.verblijf.trim() {
                    noted.geheim = who.geheim;
                }
            }
        }
        Gebeurtenis::PlaatsBevestigd { betrokkene } => {
            let place = stand
                .betrokkene(*betrokkene)
                .map(|who| who.verblijf.clone());
            plaats(
                stand,
                Some(*betrokkene),
                &place.unwrap_or_default(),
                event.at,
            );
        }
        Gebeurtenis::BetrokkeneVerwijderd { betrokkene } => {
            stand.betrokkenen.retain(|one| one.id != *betrokkene);
        }
        Gebeurtenis::VeiligheidsbeoordelingVastgesteld(what) => {
            stand.beoordelingen.push(VastgesteldeBeoordeling {
                id: event.id,
                door: event.by.clone(),
                op: event.at,
                inhoud: (**what).clone(),
            });
        }
        Gebeurtenis::StapAfgerond {
            stap,
            aanleiding,
            gezien,
            toelichting,
        } => stand.gedaan.push(GedaneStap {
            soort: *stap,
            aanleiding: *aanleiding,
            gezien: gezien.clone(),
            toelichting: toelichting.clone(),
            door: event.by.clone(),
            op: event.at,
            terzijde: false,
        }),
        Gebeurtenis::StapTerzijde {
            stap,
            aanleiding,
            gezien,
            reden,
        } => stand.gedaan.push(GedaneStap {
            soort: *stap,
            aanleiding: *aanleiding,
            gezien: gezien.clone(),
            toelichting: reden.clone(),
            door: event.by.clone(),
            op: event.at,
            terzijde: true,
        }),
        Gebeurtenis::StapGevraagd {
            stap,
            aanleiding,
            aan,
            op,
        } => stand.gevraagd.push(GevraagdeStap {
            soort: *stap,
            aanleiding: *aanleiding,
            aan: aan.clone(),
            op: *op,
            door: event.by.clone(),
        }),
        Gebeurtenis::InputVerstuurd(what) | Gebeurtenis::MondelingIngebracht(what) => {
            stand.inputs.push(VerstuurdeInput {
                id: event.id,
                door: event.by.clone(),
                op: event.at,
                inhoud: (**what).clone(),
            });
        }
        other => rond_de_beslissing(stand, event, other),
    }
}

/// What happens around the decision, and what joins a zaak with something else.
fn rond_de_beslissing(stand: &mut Stand, event: &Recorded, what: &Gebeurtenis) {
    let (door, op) = (event.by.clone(), event.at);
    match what {
        Gebeurtenis::AandachtspuntGezien { punt, toelichting } => {
            stand.aandachtspunten.retain(|one| one.punt != *punt);
            stand.aandachtspunten.push(GezienPunt {
                punt: punt.clone(),
                toelichting: toelichting.clone(),
                door,
                op,
            });
        }
        Gebeurtenis::OverlegGepland(what) => overleg(stand, event, what),
        Gebeurtenis::AfdoeningVastgesteld(what) => {
            stand.uitspraken.push(uitspraak_van_besluit(what, event));
            // A note on something that was decided before does not become the decision that holds.
            let place = match stand.afdoeningen.last() {
                Some(holds) if what.is_ouder_dan(&holds.inhoud, holds.op) => {
                    stand.afdoeningen.len().saturating_sub(1)
                }
                _ => stand.afdoeningen.len(),
            };
            stand.afdoeningen.insert(
                place,
                VastgesteldeAfdoening {
                    id: event.id,
                    door,
                    op,
                    inhoud: (**what).clone(),
                },
            );
        }
        Gebeurtenis::GegevenGemeld { gegeven, bron } => {
            match gegeven {
                Gegeven::Verblijf { waarde, sinds } => {
                    stand
                        .uitspraken
                        .push(gemelde_uitspraak(*waarde, *sinds, bron, event));
                }
                Gegeven::Plaats { waar } => plaats(stand, None, waar, op),
                Gegeven::Tijd { .. } => stand.klok_van = Some(event.id),
                Gegeven::Verlengd { termijn } => {
                    stand.klok_van = Some(event.id);
                    if *termijn == Verlenging::Inverzekeringstelling {
                        let longer = verlengde_uitspraak(&stand.uitspraken, bron, event);
                        stand.uitspraken.push(longer);
                    }
                }
                // No clock of ophouden: those of VT and of a measure.
                Gegeven::Tekst { .. } | Gegeven::Moment { .. } => {}
            }
            stand.gemeld.push(GemeldGegeven {
                id: event.id,
                gegeven: gegeven.clone(),
                bron: bron.clone(),
                door,
                op,
            });
        }
        Gebeurtenis::VtAangewezen { code, reden } => vt(stand, event, code, reden),
        Gebeurtenis::ActieAfgesproken(actie) => {
            stand.acties.retain(|one| one.actie.id != actie.id);
            stand.acties.push(AfgesprokenActie {
                actie: actie.clone(),
                door,
                op,
                afgerond: None,
            });
        }
        Gebeurtenis::ActieAfgerond { actie, toelichting } => {
            if let Some(one) = stand.acties.iter_mut().find(|one| one.actie.id == *actie) {
                one.afgerond = Some(Gedaan {
                    toelichting: toelichting.clone(),
                    door,
                    op,
                });
            }
        }
        Gebeurtenis::Overgedragen { aan, bericht } => stand.overdrachten.push(Overdracht {
            id: event.id,
            aan: aan.clone(),
            bericht: bericht.clone(),
            door,
            op,
            overgenomen: None,
        }),
        Gebeurtenis::Overgenomen { overdracht } => {
            let mut all = stand.overdrachten.iter_mut();
            if let Some(one) = all.find(|one| one.id == *overdracht) {
                one.overgenomen = Some(Overname { door, op });
            }
        }
        Gebeurtenis::ZaakGesloten { gezien, reden } => sluit(stand, event, gezien, reden),
        Gebeurtenis::ZaakHeropend { .. } => stand.gesloten = None,
        Gebeurtenis::CorvGekoppeld(melding) => stand.corv.push(CorvKoppeling {
            id: event.id,
            melding: melding.clone(),
            door,
            op,
        }),
        Gebeurtenis::ZaakSamengevoegd {
            met,
            regel,
            bron,
            uitspraken,
            reden,
        } => {
            // Here it is known since the two are one: what ran out before that ran out unseen.
            let said = uitspraken.iter().map(|one| Uitspraak {
                id: Some(event.id),
                vastgelegd: one.vastgelegd.max(event.at),
                ..one.clone()
            });
            stand.uitspraken.extend(said);
            if let (Some(regel), Some(opname)) = (regel, &stand.opgenomen) {
                let bron = bron.clone().unwrap_or_else(|| opname.bron.clone());
                lijst(stand, regel, &bron, event.id);
            }
            stand.samengevoegd.push(Samenvoeging {
                id: event.id,
                met: *met,
                reden: reden.clone(),
            });
        }
        Gebeurtenis::GeenDubbel { met, .. } if !stand.geen_dubbel.contains(met) => {
            stand.geen_dubbel.push(*met);
        }
        Gebeurtenis::ZaakOpgegaan { hoofdzaak } => stand.opgegaan_in = Some(*hoofdzaak),
        _ => {}
    }
}

pub(super) fn tag(stand: &mut Stand, event: &Recorded) {
    let (tag, soorten, voorgesteld, gezien, reden) = match &event.what {
        Gebeurtenis::Getagd {
            tag,
            soorten,
            voorgesteld,
            gezien,
            reden,
        } => (*tag, soorten.clone(), voorgesteld.clone(), gezien, reden),
        Gebeurtenis::GeenHgVastgesteld { gezien, reden } => {
            (Tag::GeenHg, Vec::new(), Vec::new(), gezien, reden)
        }
        _ => return,
    };
    stand.tag = Some(Tagging {
        tag,
        soorten,
        voorgesteld,
        reden: reden.clone(),
        id: event.id,
        gezien: gezien.clone(),
        door: event.by.clone(),
        op: event.at,
    });
}

pub(super) fn overleg(stand: &mut Stand, event: &Recorded, what: &Overleg) {
    stand.overleg = Some(GeplandOverleg {
        id: event.id,
        overleg: what.clone(),
        door: event.by.clone(),
        op: event.at,
    });
}

pub(super) fn vt(stand: &mut Stand, event: &Recorded, code: &str, reden: &str) {
    stand.vt = Some(AangewezenVt {
        id: event.id,
        code: code.to_owned(),
        reden: reden.to_owned(),
        door: event.by.clone(),
        op: event.at,
    });
}

pub(super) fn sluit(stand: &mut Stand, event: &Recorded, gezien: &Lijstkenmerk, reden: &str) {
    stand.gesloten = Some(Sluiting {
        id: event.id,
        gezien: gezien.clone(),
        reden: reden.to_owned(),
        door: event.by.clone(),
        op: event.at,
    });
}

/// A list of `over` holds him: no older one lacks him any more.
fn terug_op_lijst(stand: &mut Stand, over: DateTime<Utc>) {
    stand.verdwenen = stand.verdwenen.filter(|since| *since > over);
}

/// A line of a list, the first or a later one, with what it says about custody. Of two lists the one that is
/// about a later moment holds, in whatever order they were read.
fn lijst(stand: &mut Stand, regel: &Lijstregel, bron: &Bron, id: EventId) {
    let moments = |line: &Lijstregel| {
        (
            line.aanhouding,
            line.aankomst,
            line.begin_ophouden,
            line.gedrukt_einde,
        )
    };
    let older = stand
        .opgenomen
        .as_ref()
        .is_some_and(|known| known.bron.over() > bron.over());
    if older {
        stand
            .uitspraken
            .push(uitspraak_van_lijst(&regel.status, bron, Some(id)));
        if let Some(known) = &mut stand.opgenomen {
            // What only the older one knows is not lost.
            known.regel = regel.bijgewerkt(&known.regel);
        }
        return;
    }
    let same_clock = stand
        .opgenomen
        .as_ref()
        .is_some_and(|known| moments(&known.regel) == moments(regel));
    if !same_clock {
        stand.klok_van = Some(id);
    }
    terug_op_lijst(stand, bron.over());
    stand
        .uitspraken
        .push(uitspraak_van_lijst(&regel.status, bron, Some(id)));
    stand.begin = stand.begin.or(Some(id));
    stand.lijst_van = Some(id);
    let mut regel = regel.clone();
    if regel.status == Status::Onbekend
        && let Some(known) = &stand.opgenomen
    {
        // A list that is silent about it takes nothing away.
        regel.status.clone_from(&known.regel.status);
    }
    stand.opgenomen = Some(Opname {
        regel,
        bron: bron.clone(),
    });
}

/// Notes where somebody is, when that is said anew.
fn plaats(stand: &mut Stand, wie: Option<BetrokkeneId>, waar: &str, op: DateTime<Utc>) {
    if waar.trim().is_empty() {
        return;
    }
    let geheim = wie
        .and_then(|id| stand.betrokkene(id))
        .is_some_and(|who| who.geheim);
    stand.plaatsen.push(GenoteerdePlaats {
        wie,
        waar: waar.to_owned(),
        op,
        geheim,
    });
}

/// What somebody told: "held" is about the moment of telling, "out" about when he left.
fn gemelde_uitspraak(
    waarde: Waarde,
    sinds: Option<DateTime<Utc>>,
    bron: &str,
    event: &Recorded,
) -> Uitspraak {
    let over = if waarde.is_vast() || waarde == Waarde::Onbekend {
        event.at
    } else {
        sinds.unwrap_or(event.at)
    };
    Uitspraak {
        waarde,
        van: Van::Gemeld {
            door: bron.to_owned(),
        },
        over,
        sinds: sinds.filter(|since| *since != over),
        tot: None,
        vastgelegd: event.at,
        id: Some(event.id),
    }
}

/// That inverzekeringstelling was extended (art. 58 lid 2 Sv): he is in verzekering, for as many days more.
fn verlengde_uitspraak(uitspraken: &[Uitspraak], bron: &str, event: &Recorded) -> Uitspraak {
    let now = verblijf_gezegd(uitspraken, event.at);
    let days = TimeDelta::days(hoogstens(Waarde::InVerzekering).unwrap_or_default());
    let longer = now.tot.unwrap_or(event.at).checked_add_signed(days);
    // Once, whoever tells it once more.
    let most = now
        .sinds
        .filter(|_| now.waarde == Waarde::InVerzekering)
        .and_then(|since| since.checked_add_signed(days + days));
    Uitspraak {
        tot: most.map_or(longer, |most| longer.map(|longer| longer.min(most))),
        ..gemelde_uitspraak(Waarde::InVerzekering, None, bron, event)
    }
}

/// What a decision says: it is about the moment from which it holds, and lasts as long as its clock.
fn uitspraak_van_besluit(what: &Afdoening, event: &Recorded) -> Uitspraak {
    let waarde = what.waarde();
    let over = what.ingang.or(what.beslist_op).unwrap_or(event.at);
    Uitspraak {
        waarde,
        van: Van::Beslissing,
        over,
        sinds: None,
        tot: what.duurt_tot(over).filter(|_| waarde.is_vast()),
        vastgelegd: event.at,
        id: Some(event.id),
    }
}

/// A statement of a list of which only the status is known needs no file.
fn geen_bron(event: &Recorded) -> Bron {
    Bron {
        lezing: super::ids::LezingId(event.id.0),
        bestand: String::new(),
        sha256: String::new(),
        gelezen: event.at,
        peil: None,
    }
}
