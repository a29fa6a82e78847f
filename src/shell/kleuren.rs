//! Which colours the screen has: the command line first, then the configuration, then `NO_COLOR`.
//!
//! Must not know what the colours mean.

use crate::ui::thema::{Keuze, Thema};

use super::config::{self, Config, Kleur};

/// The theme. `gevraagd` is what the command line says, if it says something.
#[must_use]
pub fn thema(gevraagd: Option<bool>, config: &Config) -> Thema {
    let on = gevraagd.unwrap_or_else(|| match config.scherm.kleur {
        Kleur::Nooit => false,
        Kleur::Altijd => true,
        // https://no-color.org: any value but an empty one.
        Kleur::Auto => std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    });
    Thema::van(match (on, config.scherm.thema) {
        (false, _) => Keuze::Kleurloos,
        (true, config::Thema::Licht) => Keuze::Licht,
        (true, config::Thema::Contrast) => Keuze::Contrast,
        (true, config::Thema::Auto | config::Thema::Donker) => Keuze::Gewoon,
    })
}
