//! From events to state. Refolding the same events always gives the same state (rules 1 and 3).
//!
//! Must not know where events come from, nor refuse one: what happened, happened.

use std::collections::HashSet;

use super::actie::{AfgesprokenActie, Gedaan};
use super::afdoening::VastgesteldeAfdoening;
use super::beoordeling::VastgesteldeBeoordeling;
use super::corv::CorvKoppeling;
use super::event::{Gebeurtenis, Recorded};
use super::ids::EventId;
use super::input::VerstuurdeInput;
use super::lijstregel::{Lijstregel, Status};
use super::overleg::{
    AangewezenVt, Gegeven, GemeldGegeven, GeplandOverleg, GezienPunt, Overdracht, Overname,
    Sluiting,
};
use super::samenvoegen::Samenvoeging;
use super::stap::GedaneStap;
use super::tag::{Tag, Tagging};
use super::zaak::{Opname, Stand};

/// The events that were taken back.
#[must_use]
pub fn teruggenomen(events: &[Recorded]) -> HashSet<EventId> {
    events
        .iter()
        .filter_map(|event| match event.what {
            Gebeurtenis::Teruggenomen { gebeurtenis } => Some(gebeurtenis),
            _ => None,
        })
        .collect()
}

/// The state of one zaak after its events, in journal order.
#[must_use]
pub fn fold(events: &[Recorded]) -> Stand {
    let undone = teruggenomen(events);
    let mut stand = Stand::default();
    for event in events.iter().filter(|event| !undone.contains(&event.id)) {
        apply(&mut stand, event);
    }
    stand
}

fn apply(stand: &mut Stand, event: &Recorded) {
    match &event.what {
        Gebeurtenis::LijstIngelezen { .. }
        | Gebeurtenis::LezingTeruggenomen { .. }
        | Gebeurtenis::Teruggenomen { .. } => {}
        Gebeurtenis::ZaakOpgenomen { regel, bron }
        | Gebeurtenis::LijstgegevensGewijzigd { regel, bron, .. } => {
            weg(stand, regel, event);
            stand.opgenomen = Some(Opname {
                regel: (**regel).clone(),
                bron: bron.clone(),
            });
            stand.verdwenen = false;
            stand.verdwenen_op = None;
        }
        Gebeurtenis::VanLijstVerdwenen { .. } => {
            stand.verdwenen = true;
            stand.verdwenen_op = Some(event.at);
        }
        Gebeurtenis::TerugOpLijst { .. } => {
            stand.verdwenen = false;
            stand.verdwenen_op = None;
        }
        Gebeurtenis::Getagd {
            tag,
            soorten,
            reden,
        } => {
            stand.tag = Some(Tagging {
                tag: *tag,
                soorten: soorten.clone(),
                reden: reden.clone(),
                door: event.by.clone(),
                op: event.at,
            });
        }
        Gebeurtenis::GeenHgVastgesteld => {
            stand.tag = Some(Tagging {
                tag: Tag::GeenHg,
                soorten: Vec::new(),
                reden: None,
                door: event.by.clone(),
                op: event.at,
            });
        }
        Gebeurtenis::BetrokkeneToegevoegd(who) | Gebeurtenis::BetrokkeneGewijzigd(who) => {
            match stand.betrokkenen.iter_mut().find(|one| one.id == who.id) {
                Some(one) => one.clone_from(who),
                None => stand.betrokkenen.push(who.clone()),
            }
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
        Gebeurtenis::StapAfgerond { stap, toelichting } => stand.gedaan.push(GedaneStap {
            soort: *stap,
            toelichting: toelichting.clone(),
            door: event.by.clone(),
            op: event.at,
            terzijde: false,
        }),
        Gebeurtenis::StapTerzijde { stap, reden } => stand.gedaan.push(GedaneStap {
            soort: *stap,
            toelichting: reden.clone(),
            door: event.by.clone(),
            op: event.at,
            terzijde: true,
        }),
        Gebeurtenis::InputVerstuurd(what) => stand.inputs.push(VerstuurdeInput {
            id: event.id,
            door: event.by.clone(),
            op: event.at,
            inhoud: (**what).clone(),
        }),
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
        Gebeurtenis::OverlegGepland(overleg) => {
            stand.overleg = Some(GeplandOverleg {
                overleg: overleg.clone(),
                door,
                op,
            });
        }
        Gebeurtenis::AfdoeningVastgesteld(what) => {
            stand.afdoeningen.push(VastgesteldeAfdoening {
                id: event.id,
                door,
                op,
                inhoud: (**what).clone(),
            });
        }
        Gebeurtenis::GegevenGemeld { gegeven, bron } => {
            if let Gegeven::Status { status, sinds } = gegeven
                && *status == Status::Heengezonden
            {
                stand.weg_sinds = Some(sinds.unwrap_or(op).max(op));
            }
            stand.gemeld.push(GemeldGegeven {
                gegeven: gegeven.clone(),
                bron: bron.clone(),
                door,
                op,
            });
        }
        Gebeurtenis::VtAangewezen { code, reden } => {
            stand.vt = Some(AangewezenVt {
                code: code.clone(),
                reden: reden.clone(),
                door,
                op,
            });
        }
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
            aan: aan.clone(),
            bericht: bericht.clone(),
            door,
            op,
            overgenomen: None,
        }),
        Gebeurtenis::Overgenomen => {
            if let Some(last) = stand.overdrachten.last_mut() {
                last.overgenomen = Some(Overname { door, op });
            }
        }
        Gebeurtenis::ZaakGesloten { reden } => {
            stand.gesloten = Some(Sluiting {
                reden: reden.clone(),
                door,
                op,
            });
        }
        Gebeurtenis::ZaakHeropend { .. } => stand.gesloten = None,
        Gebeurtenis::CorvGekoppeld(melding) => stand.corv.push(CorvKoppeling {
            id: event.id,
            melding: melding.clone(),
            door,
            op,
        }),
        Gebeurtenis::ZaakSamengevoegd { met, regel, reden } => {
            if let (Some(regel), Some(opname)) = (regel, &mut stand.opgenomen) {
                opname.regel = (**regel).clone();
                stand.verdwenen = false;
                stand.verdwenen_op = None;
            }
            stand.samengevoegd.push(Samenvoeging {
                id: event.id,
                met: *met,
                reden: reden.clone(),
            });
        }
        Gebeurtenis::ZaakOpgegaan { hoofdzaak } => stand.opgegaan_in = Some(*hoofdzaak),
        _ => {}
    }
}

/// Notes when the list first said that the suspect was released, or that he is held no longer.
fn weg(stand: &mut Stand, newer: &Lijstregel, event: &Recorded) {
    let was = stand.opgenomen.as_ref().map(|known| &known.regel.status);
    let left = match newer.status {
        Status::Heengezonden => was != Some(&Status::Heengezonden),
        Status::NietVast => matches!(was, Some(Status::Vast | Status::Ivs)),
        Status::Vast | Status::Ivs | Status::Anders(_) | Status::Onbekend => false,
    };
    if left {
        stand.weg_sinds = Some(event.at);
    }
}
