//! The screen of one zaak: steps, people, facts and the time line. The selection is by what is chosen,
//! not by its place, because steps come and go.
//!
//! Must not know how it is drawn.

mod stappen;
mod teksten;

use uuid::Uuid;

use crate::domain::actie::AfgesprokenActie;
use crate::domain::betrokkene::Betrokkene;
use crate::domain::event::Recorded;
use crate::domain::ids::{ActieId, EventId, ZaakId};
use crate::domain::stap::{Stap, StapSoort};
use crate::domain::zaak::Zaak;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::dialogen::vraag::{Dan, Vraag};
use crate::app::formulieren::actieformulier;
use crate::app::formulieren::beoordelen;
use crate::app::formulieren::betrokkene;
use crate::app::formulieren::zaakformulier;
use crate::app::formulieren::zaakformulier::Soort;
use crate::app::keymap::Action;
use crate::app::model::{Dialoog, Laag, Model, Toon};
use crate::app::msg::{Dossier, Eerder, Effect, Medeverdachte};
use crate::app::schermen::acties;
use crate::app::schermen::dubbelen;
use crate::app::schermen::inputscherm;
use crate::app::schermen::ochtend;
use crate::app::schermen::puntenscherm;
use crate::app::schuif::Schuif;

pub use stappen::{
    kies_uit_menu, stap_gedaan, volg_stap, vraag_gevraagd, vraag_gevraagd_van, vraag_overdracht,
    vraag_sluiten, vraag_stap, vraag_tegenspraak, vraag_terzijde, vraag_terzijde_van,
};
pub use teksten::leesbaar;

/// Which half has the cursor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Helft {
    /// Steps, people, facts, earlier zaken.
    #[default]
    Zaak,
    /// The time line.
    Tijdlijn,
}

/// The screen.
#[derive(Debug)]
pub struct ZaakScherm {
    /// Which zaak.
    pub zaak: ZaakId,
    /// What the store knows; none while it is being loaded.
    pub dossier: Option<Box<Dossier>>,
    /// Which half has the cursor.
    pub helft: Helft,
    /// Which event is chosen, newest first.
    pub tijdlijn_cursor: usize,
    /// How far the left half is scrolled beyond its last choice.
    pub schuif: Schuif,
    gekozen: Option<Gekozen>,
    /// Where the chosen thing stood last: what comes in its place is chosen when it goes.
    laatst: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gekozen {
    Stap(StapSoort, Option<EventId>),
    Id(Uuid),
}

/// Something in the left half that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keus<'a> {
    /// A step that is open.
    Stap(&'a Stap),
    /// An agreement that is open.
    Actie(&'a AfgesprokenActie),
    /// Somebody.
    Betrokkene(&'a Betrokkene),
    /// Another zaak of the same person.
    Eerder(&'a Eerder),
    /// The zaak of another suspect in the same registration.
    Medeverdachte(&'a Medeverdachte),
}

impl Keus<'_> {
    fn wat(&self) -> Gekozen {
        match self {
            Keus::Stap(step) => Gekozen::Stap(step.soort, step.aanleiding),
            Keus::Actie(one) => Gekozen::Id(one.actie.id.0),
            Keus::Betrokkene(who) => Gekozen::Id(who.id.0),
            Keus::Eerder(other) => Gekozen::Id(other.id.0),
            Keus::Medeverdachte(other) => Gekozen::Id(other.id.0),
        }
    }
}

impl ZaakScherm {
    /// What can be chosen in the left half, top to bottom; `stappen` are the open steps of the zaak.
    #[must_use]
    pub fn keuzes<'a>(&'a self, stappen: &'a [Stap]) -> Vec<Keus<'a>> {
        let Some(dossier) = &self.dossier else {
            return Vec::new();
        };
        stappen
            .iter()
            .map(Keus::Stap)
            .chain(
                acties::van_zaak(&dossier.zaak)
                    .into_iter()
                    .filter(|one| one.afgerond.is_none())
                    .map(Keus::Actie),
            )
            .chain(dossier.zaak.stand.betrokkenen.iter().map(Keus::Betrokkene))
            .chain(dossier.eerdere.iter().map(Keus::Eerder))
            .chain(dossier.medeverdachten.iter().map(Keus::Medeverdachte))
            .collect()
    }

    /// The place of what is chosen among [`ZaakScherm::keuzes`].
    #[must_use]
    pub fn plaats(&self, stappen: &[Stap]) -> usize {
        let choices = self.keuzes(stappen);
        self.gekozen
            .and_then(|wanted| choices.iter().position(|one| one.wat() == wanted))
            .unwrap_or_else(|| self.laatst.min(choices.len().saturating_sub(1)))
    }

    /// What is chosen there.
    #[must_use]
    pub fn keus<'a>(&'a self, stappen: &'a [Stap]) -> Option<Keus<'a>> {
        let at = self.plaats(stappen);
        self.keuzes(stappen).into_iter().nth(at)
    }

    fn kies(&mut self, stappen: &[Stap], at: usize) {
        let chosen = self.keuzes(stappen).get(at).map(Keus::wat);
        self.gekozen = chosen;
        self.laatst = at;
    }

    fn gebeurtenis(&self) -> Option<&Recorded> {
        self.dossier
            .as_ref()?
            .tijdlijn
            .get(self.tijdlijn_cursor)
            .map(|(event, _)| event)
    }
}

/// A zaak with what is derived for it: from the list of the day, or else from the screen that shows it.
#[must_use]
pub fn regel_van(model: &Model, id: ZaakId) -> Option<Dagregel> {
    if let Some(regel) = model.lijst.zoek(id) {
        return Some(regel.clone());
    }
    dossier_van(model, id)
        .map(|dossier| Dagregel::nieuw(dossier.zaak.clone(), true, &model.kennis, model.nu))
}

/// A zaak, wherever it is known.
#[must_use]
pub fn zaak_van(model: &Model, id: ZaakId) -> Option<Zaak> {
    let listed = model.lijst.zoek(id).map(|regel| &regel.zaak);
    listed
        .or_else(|| dossier_van(model, id).map(|dossier| &dossier.zaak))
        .cloned()
}

fn dossier_van(model: &Model, id: ZaakId) -> Option<&Dossier> {
    model.lagen.iter().rev().find_map(|laag| match laag {
        Laag::Zaak(scherm) if scherm.zaak == id => scherm.dossier.as_deref(),
        _ => None,
    })
}

fn stappen_van(model: &Model, id: ZaakId) -> Vec<Stap> {
    match model.lijst.zoek(id) {
        Some(regel) => regel.stappen.clone(),
        None => regel_van(model, id).map_or_else(Vec::new, |regel| regel.stappen),
    }
}

/// Opens a zaak.
pub fn open(model: &mut Model, zaak: ZaakId) {
    model.lagen.push(Laag::Zaak(Box::new(ZaakScherm {
        zaak,
        dossier: None,
        helft: Helft::default(),
        tijdlijn_cursor: 0,
        schuif: Schuif::default(),
        gekozen: None,
        laatst: 0,
    })));
    model.vraag(Effect::LaadZaak(zaak));
}

/// The dossier came.
pub fn geladen(model: &mut Model, dossier: &Dossier) {
    let id = dossier.zaak.id;
    let (kennis, nu) = (model.kennis.clone(), model.nu);
    model.lijst.vervang(dossier.zaak.clone(), &kennis, nu);
    for laag in &mut model.lagen {
        if let Laag::Zaak(scherm) = laag
            && scherm.zaak == id
        {
            vervang(scherm, Box::new(dossier.clone()));
        }
    }
}

/// Asks for the newest dossier of the zaak that is on screen, if one is.
pub fn herlaad(model: &mut Model) {
    let shown = model.lagen.iter().rev().find_map(|laag| match laag {
        Laag::Zaak(scherm) => Some(scherm.zaak),
        _ => None,
    });
    if let Some(id) = shown {
        model.vraag(Effect::LaadZaak(id));
    }
}

/// The zaak `van` went up in `naar`: its screens show that one from now on.
pub fn verplaats(model: &mut Model, van: ZaakId, naar: ZaakId) {
    for laag in &mut model.lagen {
        if let Laag::Zaak(scherm) = laag
            && scherm.zaak == van
        {
            scherm.zaak = naar;
            scherm.dossier = None;
        }
    }
}

/// Puts a newer dossier in; what was chosen stays chosen, wherever it stands now (rule 10).
fn vervang(scherm: &mut ZaakScherm, dossier: Box<Dossier>) {
    // Whoever is not on the time line finds the newest there when he comes.
    let event = scherm
        .gebeurtenis()
        .filter(|_| scherm.helft == Helft::Tijdlijn)
        .map(|event| event.id);
    scherm.tijdlijn_cursor = dossier
        .tijdlijn
        .iter()
        .position(|(other, _)| Some(other.id) == event)
        .unwrap_or(0);
    scherm.dossier = Some(dossier);
}

/// Handles a command on a zaak.
pub fn doe(model: &mut Model, action: Action) {
    let Some(Laag::Zaak(scherm)) = model.lagen.last_mut() else {
        return;
    };
    let id = scherm.zaak;
    match action {
        Action::Terug => terug(model),
        Action::Beoordelen => beoordelen::open(model, id),
        Action::Input => inputscherm::open(model, id),
        Action::BetrokkeneNieuw => betrokkene::open_nieuw(model, id),
        Action::Terugnemen => ochtend::neem_terug(model, Some(id)),
        Action::StapAfronden => match gekozen_actie(model) {
            Some(actie) => acties::vraag_gedaan(model, id, actie),
            None => vraag_stap(model, id),
        },
        Action::ActieNieuw => actieformulier::open(model, id),
        Action::Dubbelen => dubbelen::bij_zaak(model, id),
        Action::Terzijde => vraag_terzijde(model, id),
        Action::Gevraagd => vraag_gevraagd(model, id),
        Action::Tegenspraak => vraag_tegenspraak(model, id, None),
        Action::OverlegPlannen => zaakformulier::open(model, id, Soort::Overleg),
        Action::Beslissing => zaakformulier::open(model, id, Soort::Afdoening),
        Action::Melden => zaakformulier::open(model, id, Soort::Melding),
        Action::VtKiezen => zaakformulier::open(model, id, Soort::Vt),
        Action::Overdragen => vraag_overdracht(model, id),
        Action::Sluiten => vraag_sluiten(model, id),
        Action::Aandachtspunten => puntenscherm::open(model, id),
        Action::TagHg => ochtend::tag(model, crate::domain::tag::Tag::Hg),
        Action::TagGeen => ochtend::tag(model, crate::domain::tag::Tag::GeenHg),
        Action::TagTwijfel => ochtend::tag(model, crate::domain::tag::Tag::Twijfel),
        Action::TagRadar => ochtend::tag(model, crate::domain::tag::Tag::Radar),
        Action::Wissel => {
            scherm.helft = match scherm.helft {
                Helft::Zaak => Helft::Tijdlijn,
                Helft::Tijdlijn => Helft::Zaak,
            };
        }
        Action::Omlaag => beweeg(model, 1),
        Action::Omhoog => beweeg(model, -1),
        Action::PaginaOmlaag => beweeg(model, 10),
        Action::PaginaOmhoog => beweeg(model, -10),
        Action::Openen => openen(model),
        Action::Verwijderen => verwijderen(model),
        Action::Herkomst => {
            if let Some(dossier) = &scherm.dossier {
                let lezer = teksten::herkomst(&dossier.zaak);
                model.lagen.push(Laag::Lezer(lezer));
            }
        }
        Action::ZaakTekst => {
            if let Some(dossier) = scherm.dossier.clone() {
                let lezer = teksten::zaak_tekst(model, &dossier);
                model.lagen.push(Laag::Lezer(lezer));
            }
        }
        _ => {}
    }
}

fn terug(model: &mut Model) {
    model.lagen.pop();
    if let Some(Laag::Zaak(under)) = model.lagen.last() {
        let id = under.zaak;
        model.vraag(Effect::LaadZaak(id));
    } else {
        model.lijst.orden();
        ochtend::volg_keuze(model);
    }
}

fn beweeg(model: &mut Model, by: isize) {
    let Some(Laag::Zaak(scherm)) = model.lagen.last() else {
        return;
    };
    let steps = stappen_van(model, scherm.zaak);
    let Some(Laag::Zaak(scherm)) = model.lagen.last_mut() else {
        return;
    };
    let move_in = |at: usize, count: usize| {
        let last = isize::try_from(count).unwrap_or(0) - 1;
        let next = isize::try_from(at).unwrap_or(0) + by;
        usize::try_from(next.clamp(0, last.max(0))).unwrap_or(0)
    };
    match scherm.helft {
        Helft::Zaak => {
            let count = scherm.keuzes(&steps).len();
            let at = scherm.plaats(&steps);
            let to = move_in(at, count);
            // Below the last choice stand clocks and facts: the keys scroll on to them, and back first.
            let on = by > 0 && to == at;
            if on || by < 0 && scherm.schuif.is_verder() {
                let action = if on { Action::Omlaag } else { Action::Omhoog };
                for _ in 0..by.unsigned_abs() {
                    scherm.schuif.doe(action, 1);
                }
            } else {
                scherm.kies(&steps, to);
            }
        }
        Helft::Tijdlijn => {
            let count = scherm
                .dossier
                .as_ref()
                .map_or(0, |dossier| dossier.tijdlijn.len());
            scherm.tijdlijn_cursor = move_in(scherm.tijdlijn_cursor, count);
        }
    }
}

fn openen(model: &mut Model) {
    let Some(Laag::Zaak(scherm)) = model.lagen.last() else {
        return;
    };
    let id = scherm.zaak;
    match scherm.helft {
        Helft::Tijdlijn => {
            if let (Some(dossier), Some(event)) = (&scherm.dossier, scherm.gebeurtenis()) {
                let lezer = teksten::gebeurtenis_tekst(model, &dossier.zaak, event);
                model.lagen.push(Laag::Lezer(lezer));
            }
        }
        Helft::Zaak => {
            let steps = stappen_van(model, id);
            match scherm.keus(&steps) {
                Some(Keus::Stap(step)) => {
                    let step = step.clone();
                    volg_stap(model, id, &step);
                }
                Some(Keus::Betrokkene(who)) => {
                    let who = who.clone();
                    betrokkene::open_wijzig(model, id, &who);
                }
                Some(Keus::Actie(one)) => {
                    let actie = one.actie.id;
                    acties::vraag_gedaan(model, id, actie);
                }
                Some(Keus::Eerder(Eerder { id: other, .. }))
                | Some(Keus::Medeverdachte(Medeverdachte { id: other, .. })) => {
                    let other = *other;
                    open(model, other);
                }
                None => betrokkene::open_nieuw(model, id),
            }
        }
    }
}

/// The agreement that the cursor is on.
fn gekozen_actie(model: &Model) -> Option<ActieId> {
    let Some(Laag::Zaak(scherm)) = model.lagen.last() else {
        return None;
    };
    if scherm.helft != Helft::Zaak {
        return None;
    }
    match scherm.keus(&stappen_van(model, scherm.zaak)) {
        Some(Keus::Actie(one)) => Some(one.actie.id),
        _ => None,
    }
}

fn verwijderen(model: &mut Model) {
    let Some(Laag::Zaak(scherm)) = model.lagen.last() else {
        return;
    };
    let steps = stappen_van(model, scherm.zaak);
    if let Some(Keus::Betrokkene(who)) = scherm.keus(&steps) {
        let (zaak, id, role) = (scherm.zaak, who.id, who.rol.label());
        model.toon(Dialoog::Vraag(Vraag {
            tekst: format!("Gekozen betrokkene ({role}) uit de zaak verwijderen? u haalt terug."),
            dan: Dan::VerwijderBetrokkene(zaak, id),
        }));
    } else {
        model.meld(Toon::Let, "Kies eerst een betrokkene.");
    }
}
