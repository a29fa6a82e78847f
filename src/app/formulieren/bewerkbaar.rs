//! Whether anything can be recorded in a zaak at all.
//!
//! Must not know what would be recorded.

use crate::domain::decide::Weigering;
use crate::domain::fase::Fase;
use crate::domain::zaak::Zaak;

/// Why work in this zaak would be refused whatever it was.
#[must_use]
pub fn niet_te_bewerken(zaak: &Zaak) -> Option<Weigering> {
    match zaak.fase() {
        Fase::Gesloten => Some(Weigering::Gesloten),
        Fase::Opgegaan => Some(Weigering::AlSamengevoegd),
        fase => (!fase.is_gevolgd()).then_some(Weigering::NietGevolgd),
    }
}
