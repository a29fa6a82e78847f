//! `zsmtafel` and `zsmtafel demo`: opens the table on the screen.
//!
//! Must not know what the screens are.

use std::sync::Arc;

use crate::shell::config::Config;
use crate::shell::effecten::Soort;
use crate::shell::kleuren;
use crate::shell::lus::{Start, draai};
use crate::shell::oefenen::{Wegwerpmap, ochtendklok};
use crate::shell::werk;

use super::tafel::{Voorbereid, gegeven_wachtwoord, voorbereiden};
use super::uitvoer::{Uitweg, zeg};
use super::{Algemeen, Kleur};

/// For who gives the demonstration a folder, and would look for it later.
const DEMO_BEWAART_NIETS: &str = "Let op: de demo bewaart niets en gebruikt --data niet. \
    Een oefentafel die blijft: zsmtafel --oefenen --data MAP";

/// Opens the table; the exit code.
pub(super) fn open(how: &Algemeen, demo: bool) -> Result<u8, Uitweg> {
    begin(how, demo)?;
    Ok(0)
}

fn begin(how: &Algemeen, demo: bool) -> Result<(), Uitweg> {
    if demo && how.data.is_some() {
        zeg(DEMO_BEWAART_NIETS);
    }
    let mut how = how.clone();
    how.oefenen |= demo;
    let Voorbereid {
        mut opening,
        mut klok,
        meldingen,
    } = voorbereiden(&how)?;
    let mut soort = if how.oefenen {
        Soort::Oefenen
    } else {
        Soort::Echt
    };
    let wachtwoord = match soort {
        Soort::Echt => gegeven_wachtwoord(&how)?,
        Soort::Oefenen | Soort::Demo => None,
    };
    let mut map = None;
    if demo {
        soort = Soort::Demo;
        if how.nu.is_none() {
            klok = ochtendklok();
        }
        let own = Wegwerpmap::nieuw()
            .map_err(|fout| Uitweg::nieuw(1, format!("geen map voor de demo te maken ({fout})")))?;
        opening.paden.data = own.pad().join("tafel");
        opening.paden.uit = own.pad().join("input");
        opening.paden.inlezen = own.pad().join("inlezen");
        opening.medewerker = Some("A. de Boer".to_owned());
        opening.config = Arc::new(demo_config(&opening.config));
        map = Some(own);
    }
    let start = Start {
        thema: kleuren::thema(gevraagd(how.color), &opening.config),
        opening,
        soort,
        klok,
        wachtwoord,
        melding: meldingen.first().cloned(),
    };
    let done = werk::breed(draai(start))
        .map_err(|fout| Uitweg::nieuw(1, fout))
        .and_then(|done| done.map_err(|fout| Uitweg::nieuw(1, fout)));
    drop(map);
    done
}

/// The names of an invented table, where the configuration has none.
fn demo_config(config: &Config) -> Config {
    let mut out = config.clone();
    let fill = |text: &mut String, with: &str| {
        if text.is_empty() {
            with.clone_into(text);
        }
    };
    fill(&mut out.tafel.naam, "Oost-Brabant");
    fill(&mut out.tafel.vt, "ZO");
    fill(
        &mut out.tafel.bereikbaar,
        "06 00 00 00 00, vandaag aan tafel tot 17:00",
    );
    out
}

/// What the command line says about colour; none leaves it to the configuration.
fn gevraagd(kleur: Kleur) -> Option<bool> {
    match kleur {
        Kleur::Auto => None,
        Kleur::Altijd => Some(true),
        Kleur::Nooit => Some(false),
    }
}
