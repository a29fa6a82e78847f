//! Values that do not know each other: what waits until a person decided, and deciding.
//!
//! Must not know which value is right.

use super::{Opdracht, Weigering};
use crate::domain::event::Gebeurtenis;
use crate::domain::ids::EventId;
use crate::domain::koppen::Tegenspraak;
use crate::domain::vastgelegd::Hand;
use crate::domain::velden::{OORDEEL, VERBLIJF, Veldsleutel};
use crate::domain::verblijf::Uitspraak;
use crate::domain::zaak::{Stand, Zaak};

/// Nothing is sent and nothing closes while values stand against each other. What is in custody is decided on
/// statements, so it stops closing alone.
pub(super) fn vrij(zaak: &Zaak, opdracht: &Opdracht) -> Result<(), Weigering> {
    let stand = &zaak.stand;
    if opdracht.is_klasse_a() && !stand.te_nieuw.is_empty() {
        return Err(Weigering::NieuwereNodig);
    }
    let (sends, closes) = match opdracht {
        Opdracht::VerstuurInput(input) => {
            // What was said was said; recording it is no sending.
            (input.gesprek.is_none(), false)
        }
        Opdracht::Sluit { .. } => (false, true),
        Opdracht::Tag { tag, .. } => (false, !tag.volgt() && zaak.fase().is_gevolgd()),
        _ => (false, false),
    };
    let mut open = stand.tegenspraken();
    // Tagging is an answer to what stands against each other about the tag.
    if matches!(opdracht, Opdracht::Tag { .. }) {
        open.retain(|one| one.veld.soort() != crate::domain::velden::TAG);
    }
    let stops = open
        .iter()
        .find(|one| closes || sends && one.veld.soort() != VERBLIJF);
    stops.map_or(Ok(()), |one| Err(Weigering::Tegenspraak(one.zin())))
}

/// What was told about custody on laptops that did not know of each other.
pub(super) fn gemeld(stand: &Stand) -> Vec<&Uitspraak> {
    let open = stand.tegenspraken();
    let heads = open.iter().filter(|one| one.veld.soort() == VERBLIJF);
    let ids: Vec<EventId> = heads
        .flat_map(|one| one.koppen.iter().map(|kop| kop.id))
        .collect();
    let said = stand.uitspraken.iter();
    said.filter(|one| one.id.is_some_and(|id| ids.contains(&id)))
        .collect()
}

/// The event by which a person decides a field.
pub(super) fn beslis(
    zaak: &Zaak,
    veld: &Veldsleutel,
    kies: EventId,
    reden: &str,
) -> Result<Gebeurtenis, Weigering> {
    let open = zaak.stand.tegenspraken();
    let about = |one: &Tegenspraak<'_>| one.veld == veld;
    let this = open
        .iter()
        .find(|one| about(one))
        .ok_or(Weigering::GeenTegenspraak)?;
    let chosen = this
        .koppen
        .iter()
        .find(|kop| kop.id == kies)
        .ok_or(Weigering::UitspraakOnbekend)?;
    // A judgement is one whole: who chooses it chooses what it says of each person.
    let velden = if veld.soort() == OORDEEL {
        zaak.stand
            .koppen
            .keys()
            .filter(|one| one.soort() == OORDEEL)
            .cloned()
            .collect()
    } else {
        vec![veld.clone()]
    };
    Ok(Gebeurtenis::VeldBeslist {
        velden,
        kies: chosen.van,
        reden: reden.to_owned(),
    })
}

/// Whether somebody else wrote on a field of `opdracht` since who acts saw it.
///
/// # Errors
/// [`Weigering::Intussen`], with who recorded what.
pub fn intussen(
    stand: &Stand,
    opdracht: &Opdracht,
    actor: Hand,
    hand_van: impl Fn(EventId) -> Option<Hand>,
) -> Result<(), Weigering> {
    let (seen, wish) = match opdracht {
        Opdracht::MetKoppen { gezien, opdracht } => (gezien, opdracht.as_ref()),
        Opdracht::MetKlok { opdracht, .. } => {
            return intussen(stand, opdracht, actor, hand_van);
        }
        _ => return Ok(()),
    };
    let unseen = stand
        .koppen
        .iter()
        .filter(|(veld, _)| wish.schrijft(veld))
        .flat_map(|(_, heads)| heads)
        // What he recorded himself a moment ago may not be on his screen yet.
        .find(|kop| !seen.contains(&kop.id) && hand_van(kop.id) != Some(actor));
    unseen.map_or(Ok(()), |kop| {
        Err(Weigering::Intussen(format!(
            "{} dit vastgelegd: {}.",
            kop.door, kop.waarde
        )))
    })
}
