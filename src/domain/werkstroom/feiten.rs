//! What the steps ask of a zaak, in the words of the work.
//!
//! Must not know the present time.

use chrono::{DateTime, Utc};

use crate::domain::afdoening::Afdoening;
use crate::domain::beoordeling::{Informatiebron, Oordeel};
use crate::domain::betrokkene::Rol;
use crate::domain::lijstregel::Status;
use crate::domain::soort::Soort;
use crate::domain::stap::StapSoort;
use crate::domain::tag::Tag;
use crate::domain::zaak::Zaak;

/// Somebody dealt with the step, or set it aside, at or after `sinds`.
pub(super) fn gedaan(zaak: &Zaak, soort: StapSoort, sinds: Option<DateTime<Utc>>) -> bool {
    zaak.stand
        .gedaan
        .iter()
        .any(|step| step.soort == soort && sinds.is_none_or(|since| step.op >= since))
}

/// The whole way is walked for it: HG, or whatever else once its safety was judged.
pub(super) fn volledig(zaak: &Zaak) -> bool {
    let hg = zaak
        .stand
        .tag
        .as_ref()
        .is_some_and(|tagging| tagging.tag == Tag::Hg);
    hg || !zaak.stand.beoordelingen.is_empty() || !zaak.stand.afdoeningen.is_empty()
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

/// A source was asked in some assessment.
pub(super) fn gevraagd(zaak: &Zaak, bron: Informatiebron) -> bool {
    zaak.stand
        .beoordelingen
        .iter()
        .flat_map(|one| &one.inhoud.navraag)
        .any(|asked| asked.bron == bron)
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

/// The suspect is out, as far as anybody told: released, gone from the list without a decision that
/// keeps him in, or no longer held although he was.
pub(super) fn is_weg(zaak: &Zaak) -> bool {
    let stand = &zaak.stand;
    let kept = afdoening(zaak).is_some_and(Afdoening::houdt_vast);
    match zaak.regel.status {
        Status::Heengezonden => true,
        Status::NietVast if stand.weg_sinds.is_some() => true,
        _ => stand.verdwenen && !kept || afdoening(zaak).is_some_and(Afdoening::laat_vrij),
    }
}
