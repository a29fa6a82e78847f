//! `zsmtafel` and `zsmtafel demo`: opens the table on the screen.
//!
//! Must not know what the screens are.

use std::sync::Arc;

use crate::shell::config::Config;
use crate::shell::effecten::Soort;
use crate::shell::kleuren;
use crate::shell::klok::Klok;
use crate::shell::lus::{Afloop, Start, draai};
use crate::shell::oefenen::{Wegwerpmap, ochtendklok};
use crate::shell::toezicht::{self, Opdracht, Toezicht, Waarom, kind};
use crate::shell::werk;

use super::tafel::{Voorbereid, gegeven_wachtwoord, klok, voorbereiden};
use super::uitvoer::{Uitweg, zeg};
use super::{Algemeen, Kleur};

/// For who gives the demonstration a folder, and would look for it later.
const DEMO_BEWAART_NIETS: &str = "Let op: de demo bewaart niets en gebruikt --data niet. \
    Een oefentafel die blijft: zsmtafel --oefenen --data MAP";

/// Opens the table; the exit code. What the worker starts is a thin process that owns the terminal; the
/// table is its child, and gets its orders from it.
pub(super) fn open(how: &Algemeen, demo: bool) -> Result<u8, Uitweg> {
    let Some(opdracht) = toezicht::opdracht() else {
        return toezien(how, demo);
    };
    kind::begin();
    let done = begin(how, demo, opdracht);
    kind::eindig();
    done
}

/// Watches over tables until the worker is done.
fn toezien(how: &Algemeen, demo: bool) -> Result<u8, Uitweg> {
    if demo && how.data.is_some() {
        zeg(DEMO_BEWAART_NIETS);
    }
    // The folder of a demonstration outlives the tables that use it, and so does a clock that was set.
    let map = demo
        .then(Wegwerpmap::nieuw)
        .transpose()
        .map_err(|fout| Uitweg::nieuw(1, format!("geen map voor de demo te maken ({fout})")))?;
    let clock = match how.nu {
        None if demo => ochtendklok(),
        _ => klok(how),
    };
    let done = toezicht::waak(&Toezicht {
        argumenten: std::env::args_os().skip(1).collect(),
        opdracht: Opdracht {
            verschil_ms: clock.verschil_ms(),
            demo: map.as_ref().map(|map| map.pad().to_path_buf()),
            ..Opdracht::default()
        },
    });
    drop(map);
    done.map_err(|fout| Uitweg::nieuw(1, fout))
}

fn begin(how: &Algemeen, demo: bool, opdracht: Opdracht) -> Result<u8, Uitweg> {
    let mut how = how.clone();
    how.oefenen |= demo;
    let Voorbereid {
        mut opening,
        meldingen,
        ..
    } = voorbereiden(&how)?;
    let mut soort = if how.oefenen {
        Soort::Oefenen
    } else {
        Soort::Echt
    };
    // A passphrase in a file opens the table once; what was locked, a person opens.
    let wachtwoord = match (soort, opdracht.waarom) {
        (Soort::Echt, Waarom::Begin) => gegeven_wachtwoord(&how)?,
        _ => None,
    };
    if let Some(own) = &opdracht.demo {
        soort = Soort::Demo;
        opening.paden.data = own.join("tafel");
        opening.paden.uit = own.join("input");
        opening.paden.inlezen = own.join("inlezen");
        opening.medewerker = Some("A. de Boer".to_owned());
        opening.config = Arc::new(demo_config(&opening.config));
    }
    let start = Start {
        thema: kleuren::thema(gevraagd(how.color), &opening.config),
        opening,
        soort,
        klok: Klok::met_verschil_ms(opdracht.verschil_ms),
        wachtwoord,
        melding: meldingen.first().cloned(),
        toezicht: Some(opdracht),
    };
    let done = werk::breed(draai(start))
        .map_err(|fout| Uitweg::nieuw(1, fout))?
        .map_err(|fout| Uitweg::nieuw(1, fout))?;
    Ok(match done {
        Afloop::Klaar => 0,
        Afloop::Slot(tab, momenten) => {
            kind::zeg(&toezicht::meld_momenten(&momenten));
            toezicht::slotcode(tab)
        }
    })
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
