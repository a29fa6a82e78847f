//! `zsmtafel` and `zsmtafel demo`: opens the table on the screen.
//!
//! Must not know what the screens are.

use std::io::Write as _;
use std::sync::Arc;

use crate::app::kennis::Kennis;
use crate::shell::config::{self, Config};
use crate::shell::effecten::Soort;
use crate::shell::klok::Klok;
use crate::shell::lus::{Start, draai};
use crate::shell::oefenen::{Wegwerpmap, ochtendklok};
use crate::shell::paden::Paden;
use crate::shell::sessie::Opening;
use crate::shell::{kennis, terminal};
use crate::ui::thema::{Keuze, Thema};

use super::{Algemeen, Kleur};

/// Opens the table; the exit code.
pub(super) fn open(how: &Algemeen, demo: bool) -> u8 {
    match begin(how, demo) {
        Ok(()) => 0,
        Err(Uitweg { tekst, code }) => {
            // With stderr gone there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "zsmtafel: {tekst}");
            code
        }
    }
}

/// Why it did not open, and with which exit code.
pub(super) struct Uitweg {
    /// The sentence.
    pub(super) tekst: String,
    /// The exit code.
    pub(super) code: u8,
}

impl Uitweg {
    /// A failure with a code of its own.
    pub(super) fn nieuw(code: u8, tekst: impl std::fmt::Display) -> Uitweg {
        Uitweg {
            tekst: tekst.to_string(),
            code,
        }
    }
}

/// Everything that is read before a table can be opened.
pub(super) struct Voorbereid {
    /// How to open.
    pub(super) opening: Opening,
    /// The clock.
    pub(super) klok: Klok,
    /// What the configuration said that was not understood.
    pub(super) meldingen: Vec<String>,
}

/// Reads places, configuration and rules.
pub(super) fn voorbereiden(how: &Algemeen) -> Result<Voorbereid, Uitweg> {
    if how.nu.is_some() && !how.oefenen {
        return Err(Uitweg::nieuw(
            2,
            "--nu kan alleen samen met --oefenen of demo; de echte tafel volgt de echte klok",
        ));
    }
    let paden = Paden::nieuw(how.data.clone(), how.config.clone())
        .map_err(|fout| Uitweg::nieuw(1, fout))?;
    let (config, notices) = Config::lees(how.config.as_deref());
    let paden = paden.met(&config);
    let paden = if how.oefenen { paden.oefenen() } else { paden };
    let kennis: Kennis =
        kennis::laad(&paden.config_map, &config).map_err(|fout| Uitweg::nieuw(1, fout))?;
    Ok(Voorbereid {
        opening: Opening {
            paden,
            config: Arc::new(config),
            kennis: Arc::new(kennis),
            medewerker: None,
            oefenen: how.oefenen,
        },
        klok: how.nu.map_or_else(Klok::echt, Klok::op),
        meldingen: notices.iter().map(ToString::to_string).collect(),
    })
}

fn begin(how: &Algemeen, demo: bool) -> Result<(), Uitweg> {
    terminal::vang_paniek();
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
        thema: thema(how.color, &opening.config),
        opening,
        soort,
        klok,
        melding: meldingen.first().cloned(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|fout| Uitweg::nieuw(1, fout))?;
    let done = runtime
        .block_on(draai(start))
        .map_err(|fout| Uitweg::nieuw(1, fout));
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

fn thema(kleur: Kleur, config: &Config) -> Thema {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let off = match kleur {
        Kleur::Nooit => true,
        Kleur::Altijd => false,
        Kleur::Auto => match config.scherm.kleur {
            config::Kleur::Nooit => true,
            config::Kleur::Altijd => false,
            config::Kleur::Auto => no_color,
        },
    };
    Thema::van(if off {
        Keuze::Kleurloos
    } else {
        match config.scherm.thema {
            config::Thema::Licht => Keuze::Licht,
            config::Thema::Contrast => Keuze::Contrast,
            config::Thema::Auto | config::Thema::Donker => Keuze::Gewoon,
        }
    })
}
