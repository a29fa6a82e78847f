//! Giving a zaak a tag by a key: which kinds of violence go with it, or the question which.
//!
//! Must not know what the tag does to a zaak.

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Soortvraag};
use crate::app::keymap::Action;
use crate::domain::ids::ZaakId;
use crate::domain::tag::Tag;

/// The tag that a key gives.
#[must_use]
pub fn tag_van(action: Action) -> Option<Tag> {
    Some(match action {
        Action::TagHg => Tag::Hg,
        Action::TagGeen => Tag::GeenHg,
        Action::TagTwijfel => Tag::Twijfel,
        Action::TagRadar => Tag::Radar,
        _ => return None,
    })
}

/// Gives a zaak the tag of a key; asks for the kind first where the list did not say it.
#[must_use]
pub fn met_toets(blik: &Blik, zaak: ZaakId, action: Action) -> Daden {
    let (Some(tag), Some(regel)) = (tag_van(action), blik.lijst.zoek(zaak)) else {
        return Daden::new();
    };
    let known = regel.soorten_van_lijst();
    let again = regel.tag() == Some(tag);
    if tag.vraagt_soort() && (known.is_empty() || again) {
        // The same key again on the same tag asks for the kinds, so that they can be mended.
        let now = regel.zaak.stand.tag.as_ref().filter(|_| again);
        let (gekozen, voorgesteld) = now.map_or_else(Default::default, |tagging| {
            (tagging.soorten.clone(), tagging.voorgesteld.clone())
        });
        return Deur::Soort(Soortvraag {
            zaak,
            tag,
            gekozen,
            voorgesteld,
        })
        .into();
    }
    let kinds = if tag.vraagt_soort() {
        regel.gezegd_en_voorgesteld(known, &blik.kennis)
    } else {
        (Vec::new(), Vec::new())
    };
    Daad::Tag(zaak, tag, kinds).into()
}
