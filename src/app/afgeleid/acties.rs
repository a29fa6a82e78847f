//! What was agreed with partners, as lines: their order, and where each stands.
//!
//! Must not know how a line is drawn.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::stapregel;
use crate::app::blik::Blik;
use crate::domain::actie::AfgesprokenActie;
use crate::domain::ids::{ActieId, ZaakId};
use crate::domain::tijd;
use crate::domain::zaak::Zaak;

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
pub fn stand(blik: &Blik, one: &AfgesprokenActie) -> String {
    match (&one.afgerond, one.actie.wanneer) {
        (Some(done), _) => format!(
            "gedaan {} {}: {}",
            tijd::moment(done.op, blik.nu),
            done.door,
            blik.vrije_tekst(&done.toelichting)
        ),
        (None, Some(end)) => stapregel::tot(end, blik.nu),
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

fn orde(one: &AfgesprokenActie) -> (bool, DateTime<Utc>, Reverse<DateTime<Utc>>) {
    let last = DateTime::<Utc>::MAX_UTC;
    match &one.afgerond {
        None => (false, one.actie.wanneer.unwrap_or(last), Reverse(last)),
        Some(done) => (true, last, Reverse(done.op)),
    }
}
