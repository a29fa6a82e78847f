//! What who only reads along can not begin: a key that would record something says so, and does nothing.
//!
//! Must not know the roles: `domain::rol` says who may record. The store refuses too, whatever stands here.

use crate::domain::rol::Recht;

use super::daad::Daad;
use super::kennis::Tafel;
use super::keymap::Action;

/// Whether this would record something, or begins what does.
fn legt_vast(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::TagHg
            | A::TagGeen
            | A::TagTwijfel
            | A::TagRadar
            | A::Beoordelen
            | A::Input
            | A::Inlezen
            | A::Koppelen
            | A::VoegToe
            | A::Dubbelen
            | A::Terugnemen
            | A::Tegenspraak
            | A::BetrokkeneNieuw
            | A::Verwijderen
            | A::StapAfronden
            | A::Terzijde
            | A::Gevraagd
            | A::OverlegPlannen
            | A::Beslissing
            | A::Melden
            | A::VtKiezen
            | A::Sluiten
            | A::Overdragen
            | A::Opslaan
            | A::NaarInput
            | A::Bewerken
            | A::Mondeling
            | A::Versturen
            | A::ActieNieuw
            | A::DraagOver
            | A::DraagAllesOver
            | A::NeemOver
            | A::NeemAllesOver
            | A::SchrijfTekst
    )
}

/// What is said where the role of this shift does not allow it; none where it does.
pub(super) fn weigering(tafel: &Tafel, action: Action) -> Option<Daad> {
    let role = tafel.rol.filter(|role| !role.mag(Recht::Vastleggen))?;
    legt_vast(action).then(|| Daad::let_op(role.weigering(Recht::Vastleggen)))
}
