//! Which VT is competent for a zaak, why, and how it can be reached now.
//!
//! Must not know how it is drawn.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::domain::bereikbaarheid::Wie;
use crate::domain::betrokkene::Rol;
use crate::domain::gemeente::{Bevoegd as Plaatsbesluit, Vt};
use crate::domain::zaak::Zaak;

use crate::app::kennis::Kennis;

/// The municipality of the suspect and its VT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plaats {
    /// Municipality.
    pub gemeente: String,
    /// Short code of the VT, e.g. `ZO`.
    pub vt: String,
    /// Name of the VT.
    pub vt_naam: String,
}

/// How each VT can be reached at one moment, found out once.
#[derive(Debug, Clone, Default)]
pub struct Bereiken(HashMap<String, String>);

impl Bereiken {
    fn van(&mut self, kennis: &Kennis, code: &str, nu: DateTime<Utc>) -> String {
        if let Some(known) = self.0.get(code) {
            return known.clone();
        }
        let found = bereik(kennis, code, nu);
        self.0.insert(code.to_owned(), found.clone());
        found
    }
}

/// The VT that is competent for a zaak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bevoegd {
    /// Short code, e.g. `ZO`.
    pub code: String,
    /// Name.
    pub naam: String,
    /// It is the VT of this table.
    pub eigen: bool,
    /// Why this one.
    pub grond: VtGrond,
    /// How it can be reached now, as a sentence; empty for a line that VT does not follow.
    pub bereik: String,
}

/// On what it rests that a VT is competent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VtGrond {
    /// A worker chose it.
    Gekozen,
    /// The home of the victim, or of a child where that of the victim is not known.
    Slachtoffer,
    /// The home of the suspect, because no other is known.
    Verdachte,
}

/// The VT that a worker chose, or else that of the home of the victim, or else of the suspect; where that
/// can be several, their names.
pub(in crate::app) fn bevoegd(
    zaak: &Zaak,
    plaats: Option<&Plaats>,
    kennis: &Kennis,
    nu: DateTime<Utc>,
    bereiken: &mut Bereiken,
) -> (Option<Bevoegd>, Vec<String>) {
    let chosen = zaak
        .stand
        .vt
        .as_ref()
        .and_then(|vt| kennis.gemeenten.vt(&vt.code));
    let (found, grond) = match chosen {
        Some(vt) => (vec![vt], VtGrond::Gekozen),
        None => van_plaats(zaak, plaats, kennis),
    };
    let [vt] = found.as_slice() else {
        return (None, found.iter().map(|vt| vt.naam.clone()).collect());
    };
    let bevoegd = Bevoegd {
        eigen: kennis.eigen_vt.as_ref().is_none_or(|own| *own == vt.code),
        // Looking through the week costs more than the rest of a line: only where VT follows it.
        bereik: if zaak.stand.is_open() {
            bereiken.van(kennis, &vt.code, nu)
        } else {
            String::new()
        },
        grond,
        code: vt.code.clone(),
        naam: vt.naam.clone(),
    };
    (Some(bevoegd), Vec::new())
}

/// The VTs of the places that decide: one when it is known, more when it must be asked.
fn van_plaats<'a>(
    zaak: &Zaak,
    plaats: Option<&Plaats>,
    kennis: &'a Kennis,
) -> (Vec<&'a Vt>, VtGrond) {
    let suspect = zaak.regel.woonplaats.as_deref();
    let homes = [Rol::Slachtoffer, Rol::Kind]
        .into_iter()
        .map(|rol| thuis(zaak, rol, kennis))
        .find(|homes| !homes.is_empty())
        .unwrap_or_default();
    // Looked up once already, and the clock ticks often.
    if let (true, Some(place)) = (homes.is_empty(), plaats) {
        let vt = kennis.gemeenten.vt(&place.vt);
        return (vt.into_iter().collect(), VtGrond::Verdachte);
    }
    let decided: Vec<Plaatsbesluit<'_>> = if homes.is_empty() {
        vec![kennis.gemeenten.bevoegd(None, suspect)]
    } else {
        homes
            .into_iter()
            .map(|home| kennis.gemeenten.bevoegd(Some(home), suspect))
            .collect()
    };
    let mut out: Vec<&Vt> = Vec::new();
    let mut grond = VtGrond::Slachtoffer;
    for one in decided {
        let places = match one {
            Plaatsbesluit::Slachtoffer(place) => vec![place],
            Plaatsbesluit::Verdachte(place) => {
                grond = VtGrond::Verdachte;
                vec![place]
            }
            Plaatsbesluit::Vragen(places) => places,
        };
        for place in places {
            if !out.contains(&place.vt) {
                out.push(place.vt);
            }
        }
    }
    (out, grond)
}

/// Where people with this role have their home, as far as somebody wrote it: `thuis, Bergeijk`. Where
/// somebody is for now is no home, and can be a secret; words that are no place (`thuis, met de
/// kinderen`) say nothing of it.
fn thuis<'a>(zaak: &'a Zaak, rol: Rol, kennis: &Kennis) -> Vec<&'a str> {
    zaak.stand
        .betrokkenen
        .iter()
        .filter(|who| who.rol == rol)
        .filter_map(|who| {
            let (where_, place) = who.verblijf.split_once([',', ':'])?;
            let home = where_.trim().eq_ignore_ascii_case("thuis");
            Some(place.trim()).filter(|place| home && !kennis.gemeenten.treffers(place).is_empty())
        })
        .collect()
}

/// How a VT is reached now and from when otherwise, as one sentence.
#[must_use]
pub fn bereik(kennis: &Kennis, code: &str, nu: DateTime<Utc>) -> String {
    kennis
        .bereikbaarheid
        .nu(Wie::Vt(code), nu, &kennis.kalender)
        .zin(nu)
}
