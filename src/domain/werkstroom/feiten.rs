//! What the steps ask of a zaak, in the words of the work.
//!
//! Must not know the present time.

use crate::domain::afdoening::Afdoening;
use crate::domain::beoordeling::{Informatiebron, Navraag, NavraagStand, Oordeel};
use crate::domain::betrokkene::Rol;
use crate::domain::fase::Fase;
use crate::domain::ids::EventId;
use crate::domain::input::Ontvanger;
use crate::domain::soort::Soort;
use crate::domain::stap::StapSoort;
use crate::domain::zaak::Zaak;

/// Somebody dealt with the step, or set it aside, for the cause that opened it.
pub(super) fn gedaan(zaak: &Zaak, soort: StapSoort, aanleiding: Option<EventId>) -> bool {
    zaak.stand
        .gedaan
        .iter()
        .any(|step| step.soort == soort && step.aanleiding == aanleiding)
}

/// The event that brought the zaak into the journal; none for a line that is not in it.
pub(super) fn begin(zaak: &Zaak) -> Option<EventId> {
    zaak.stand.begin
}

/// The event that gave the tag that holds.
pub(super) fn van_tag(zaak: &Zaak) -> Option<EventId> {
    zaak.stand.tag.as_ref().map(|tagging| tagging.id)
}

/// The whole way is walked for it: HG, or whatever else once its safety was judged.
pub(super) fn volledig(zaak: &Zaak) -> bool {
    zaak.fase() == Fase::Hg
        || !zaak.stand.beoordelingen.is_empty()
        || !zaak.stand.afdoeningen.is_empty()
}

/// The worker gave it this kind.
pub(super) fn is_soort(zaak: &Zaak, soort: Soort) -> bool {
    zaak.stand
        .tag
        .as_ref()
        .is_some_and(|tagging| tagging.soorten.contains(&soort))
}

/// VT judged the safety.
pub(super) fn beoordeeld(zaak: &Zaak) -> bool {
    zaak.stand.oordeel() != Oordeel::NogNietBeoordeeld
}

/// The decision that holds.
pub(super) fn afdoening(zaak: &Zaak) -> Option<&Afdoening> {
    zaak.stand.afdoening().map(|one| &one.inhoud)
}

/// Decided, and not only put off.
pub(super) fn is_beslist(zaak: &Zaak) -> bool {
    afdoening(zaak).is_some_and(Afdoening::eindigt)
}

/// How far asking a source has come: the newest assessment that names it tells.
pub(super) fn navraag(zaak: &Zaak, bron: Informatiebron) -> Option<&Navraag> {
    zaak.stand
        .beoordelingen
        .iter()
        .rev()
        .flat_map(|one| &one.inhoud.navraag)
        .find(|asked| asked.bron == bron)
}

/// Input went to this recipient, in writing or spoken.
pub(super) fn ingebracht_bij(zaak: &Zaak, wie: Ontvanger) -> bool {
    zaak.stand
        .inputs
        .iter()
        .any(|input| input.inhoud.ontvanger == wie)
}

/// A source was asked, or can not be.
pub(super) fn gevraagd(zaak: &Zaak, bron: Informatiebron) -> bool {
    let asked = navraag(zaak, bron).is_some_and(|one| one.stand != NavraagStand::NietGevraagd);
    let told = match bron {
        Informatiebron::Reclassering => ingebracht_bij(zaak, Ontvanger::Reclassering),
        Informatiebron::Rvdk => ingebracht_bij(zaak, Ontvanger::Rvdk),
        _ => false,
    };
    asked || told
}

/// There are children in it: on the list, in the kinds, or among the people.
pub(super) fn kinderen(zaak: &Zaak) -> bool {
    let written = zaak.regel.kinderen.as_deref().is_some_and(|text| {
        let text = text.trim().to_lowercase();
        !matches!(
            text.as_str(),
            "" | "nee" | "n" | "geen" | "0" | "-" | "niet" | "onbekend" | "nvt" | "n.v.t."
        )
    });
    written
        || is_soort(zaak, Soort::Kind)
        || is_soort(zaak, Soort::Kinderen)
        || zaak
            .stand
            .betrokkenen
            .iter()
            .any(|who| who.rol == Rol::Kind)
}

/// Of every child it is written down where it is.
pub(super) fn kinderen_gezien(zaak: &Zaak) -> bool {
    let mut children = zaak
        .stand
        .betrokkenen
        .iter()
        .filter(|who| who.rol == Rol::Kind)
        .peekable();
    children.peek().is_some() && children.all(|who| !who.verblijf.trim().is_empty())
}
