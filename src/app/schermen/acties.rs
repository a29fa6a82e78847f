//! The screen Acties: what was agreed with partners, over all zaken.
//!
//! Must not know how a line is drawn.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use crate::domain::actie::AfgesprokenActie;
use crate::domain::decide::Opdracht;
use crate::domain::ids::{ActieId, ZaakId};
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::stapregel;
use crate::app::concept;
use crate::app::dialogen::klein;
use crate::app::dialogen::klein::{Doel, Klein};
use crate::app::formulieren::actieformulier;
use crate::app::keus::Keus;
use crate::app::keymap::Action;
use crate::app::model::{Model, Toon};
use crate::app::schermen::zaakscherm;
use crate::app::tab::stap;
use crate::app::velden::formulier::Veld;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Acties {
    /// The chosen agreement.
    pub keus: Keus<(ZaakId, ActieId)>,
}

/// An agreement with its zaak.
#[derive(Debug, Clone, Copy)]
pub struct Actierij<'a> {
    /// The zaak.
    pub regel: &'a Dagregel,
    /// The agreement.
    pub actie: &'a AfgesprokenActie,
}

impl Actierij<'_> {
    /// Identity of the line.
    #[must_use]
    pub fn id(&self) -> (ZaakId, ActieId) {
        (self.regel.zaak.id, self.actie.actie.id)
    }

    /// It is open and its time has passed.
    #[must_use]
    pub fn te_laat(&self, nu: DateTime<Utc>) -> bool {
        self.actie.afgerond.is_none() && self.actie.actie.wanneer.is_some_and(|at| at <= nu)
    }
}

/// The lines: open ones by time, those without a time after them, and what is done below, newest
/// first.
#[must_use]
pub fn rijen(regels: &[Dagregel]) -> Vec<Actierij<'_>> {
    let mut out: Vec<Actierij<'_>> = regels
        .iter()
        .filter(|regel| !regel.alleen_te_vinden())
        .flat_map(|regel| {
            regel
                .zaak
                .stand
                .acties
                .iter()
                .map(move |actie| Actierij { regel, actie })
        })
        .collect();
    out.sort_by_key(|line| orde(line.actie));
    out
}

/// The agreements of one zaak in the order of [`rijen`]: open ones by time, then what is done.
#[must_use]
pub fn van_zaak(zaak: &Zaak) -> Vec<&AfgesprokenActie> {
    let mut out: Vec<&AfgesprokenActie> = zaak.stand.acties.iter().collect();
    out.sort_by_key(|one| orde(one));
    out
}

/// Where an agreement stands, in words: `vóór 13:15, nog 1u42`, or `gedaan 08:40 A. de Boer: gebeld`.
#[must_use]
pub fn stand(model: &Model, one: &AfgesprokenActie) -> String {
    match (&one.afgerond, one.actie.wanneer) {
        (Some(done), _) => format!(
            "gedaan {} {}: {}",
            tijd::moment(done.op, model.nu),
            done.door,
            model.vrije_tekst(&done.toelichting)
        ),
        (None, Some(end)) => stapregel::tot(end, model.nu),
        (None, None) => "geen tijd afgesproken".to_owned(),
    }
}

/// How many agreements are open and due today, or late.
#[must_use]
pub fn dringend(regels: &[Dagregel], nu: DateTime<Utc>) -> usize {
    let today = tijd::lokaal(nu).date_naive();
    regels
        .iter()
        .flat_map(|regel| &regel.zaak.stand.acties)
        .filter(|one| one.afgerond.is_none())
        .filter(|one| {
            one.actie
                .wanneer
                .is_some_and(|at| tijd::lokaal(at).date_naive() <= today)
        })
        .count()
}

/// The chosen agreement.
#[must_use]
pub fn gekozen(model: &Model) -> Option<(ZaakId, ActieId)> {
    model.acties.keus.gekozen(&sleutels(model))
}

/// Handles a command on the screen.
pub fn doe(model: &mut Model, action: Action) {
    let keys = sleutels(model);
    if let Some(by) = stap(action, usize::from(model.formaat.1.saturating_sub(10))) {
        model.acties.keus.beweeg(&keys, by);
        return;
    }
    let chosen = model.acties.keus.gekozen(&keys);
    match (action, chosen) {
        (Action::ActieNieuw, _) => {
            // Without an agreement to follow it is the zaak that was looked at last.
            let zaak = chosen
                .map(|(zaak, _)| zaak)
                .or_else(|| model.lijst.gekozen().map(|regel| regel.zaak.id));
            match zaak {
                Some(zaak) => actieformulier::open(model, zaak),
                None => model.meld(Toon::Let, "Kies eerst een zaak: druk 1 voor de lijst."),
            }
        }
        (Action::Openen, Some((zaak, _))) => zaakscherm::open(model, zaak),
        (Action::StapAfronden, Some((zaak, actie))) => vraag_gedaan(model, zaak, actie),
        (Action::Openen | Action::StapAfronden, None) => {
            model.meld(Toon::Let, "Er is nog niets afgesproken. a legt iets vast.");
        }
        _ => {}
    }
}

/// Asks how an agreement was done.
pub fn vraag_gedaan(model: &mut Model, zaak: ZaakId, actie: ActieId) {
    let Some(found) = zaakscherm::zaak_van(model, zaak).and_then(|zaak| {
        let mut all = zaak.stand.acties.into_iter();
        all.find(|one| one.actie.id == actie)
    }) else {
        return;
    };
    if found.afgerond.is_some() {
        model.meld(Toon::Let, "Deze actie is al afgerond. u neemt terug.");
        return;
    }
    let what = format!("{}: {}", found.actie.wie, found.actie.wat);
    let velden = vec![Veld::regel("hoe", "Hoe", "").met_hint("bijv. teruggebeld, zij is veilig")];
    let small = Klein::nieuw("Actie gedaan", velden, Doel::ActieGedaan(zaak, actie));
    klein::open(
        model,
        Klein {
            onder: what,
            ..small
        },
    );
}

/// The agreement in the dialog was done.
pub(in crate::app) fn gedaan(model: &mut Model, zaak: ZaakId, actie: ActieId, hoe: String) {
    if hoe.is_empty() {
        model.meld(Toon::Let, "Schrijf kort hoe; een ander leest dit terug.");
        return;
    }
    let opdracht = Opdracht::RondActieAf {
        actie,
        toelichting: hoe,
    };
    concept::sla_op(model, vec![(zaak, opdracht)], None);
}

fn sleutels(model: &Model) -> Vec<(ZaakId, ActieId)> {
    rijen(model.lijst.alle()).iter().map(Actierij::id).collect()
}

fn orde(one: &AfgesprokenActie) -> (bool, DateTime<Utc>, Reverse<DateTime<Utc>>) {
    let last = DateTime::<Utc>::MAX_UTC;
    match &one.afgerond {
        None => (false, one.actie.wanneer.unwrap_or(last), Reverse(last)),
        Some(done) => (true, last, Reverse(done.op)),
    }
}
