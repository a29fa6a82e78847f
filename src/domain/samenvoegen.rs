//! Two zaken that are one: joining them and taking them apart again.
//!
//! A double arises when a later list writes a name or a date of birth otherwise. Joining is the worker's
//! act; both zaken remember it, and taking both events back undoes it. Must not know how doubles are
//! found; that is `import::plan`.

use serde::{Deserialize, Serialize};

use super::decide::Weigering;
use super::event::Gebeurtenis;
use super::fase::{Fase, Ingreep, Lading, Uitslag, mag};
use super::ids::{EventId, ZaakId};
use super::verblijf::Van;
use super::werkstroom;
use super::zaak::{Zaak, uitspraak_van_lijst};

/// A double that went up in a zaak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Samenvoeging {
    /// The event that joined it; taking it back takes the zaken apart.
    pub id: EventId,
    /// The zaak that went up.
    pub met: ZaakId,
    /// Why they are one.
    pub reden: String,
}

/// The events for `hoofd`, which stays, and for `dubbel`, which goes up in it.
///
/// The line of the double is laid over that of the zaak that stays when the double was read later: it
/// is the one that still stands on the list.
///
/// # Errors
/// When one of them went up in another already, or when work was done in the double: a judgement or
/// input must not vanish from sight. Then the zaak with the work is the one to keep. And when somebody
/// recorded that they are two, and it was not confirmed (`bevestigd`) that they are one after all.
pub fn voeg_samen(
    hoofd: &Zaak,
    dubbel: &Zaak,
    reden: &str,
    bevestigd: bool,
) -> Result<(Gebeurtenis, Gebeurtenis), Weigering> {
    if hoofd.id == dubbel.id {
        return Err(Weigering::Ongewijzigd);
    }
    let told_apart = hoofd.stand.geen_dubbel.contains(&dubbel.id)
        || dubbel.stand.geen_dubbel.contains(&hoofd.id);
    if told_apart && !bevestigd {
        return Err(Weigering::VraagtBevestiging(
            "Iemand legde vast dat dit twee zaken zijn. Toch samenvoegen?".to_owned(),
        ));
    }
    let lading = Lading {
        alarm: !werkstroom::alarmen(dubbel).is_empty(),
        werk: heeft_inhoud(dubbel),
    };
    for (zaak, wil, lading) in [
        (hoofd, Ingreep::Opnemen, Lading::default()),
        (dubbel, Ingreep::Opgaan, lading),
    ] {
        match mag(zaak.fase(), wil, lading) {
            Uitslag::Mag | Uitslag::Vraagt => {}
            Uitslag::Opgegaan => return Err(Weigering::AlSamengevoegd),
            _ => return Err(Weigering::DubbelHeeftWerk),
        }
    }
    // What VT watches, or who may be out before anybody looked, does not go up in what was let go: the alarms
    // would end by that.
    let gone = dubbel.stand.verdwenen.is_some() || dubbel.verblijf_alles().kan_weg_zijn();
    let unseen = dubbel.fase() == Fase::Ongetagd && gone || dubbel.fase().is_bewaakt();
    let let_go = matches!(hoofd.fase(), Fase::GeenHg | Fase::Gesloten | Fase::Radar);
    if unseen && let_go {
        return Err(Weigering::DubbelNietBekeken(
            hoofd.fase().woord().to_owned(),
        ));
    }
    let newer = dubbel.bron.gelezen > hoofd.bron.gelezen
        || (hoofd.stand.verdwenen.is_some() && dubbel.stand.verdwenen.is_none());
    // A zaak that is not in the journal keeps its data out of it (rule 5).
    let regel = (newer && hoofd.stand.opgenomen.is_some())
        .then(|| Box::new(hoofd.regel.aangevuld(&dubbel.regel)));
    let bron = regel.is_some().then(|| dubbel.bron.clone());
    // That a list said under the other name that he left must not be lost; that a list lacked that name says
    // nothing, now that it stands there under this one.
    let mut uitspraken = Vec::new();
    if hoofd.stand.opgenomen.is_some() {
        let listed = uitspraak_van_lijst(&dubbel.regel.status, &dubbel.bron, None);
        let journaled = &dubbel.stand.uitspraken;
        let known = journaled
            .iter()
            .filter(|one| matches!(one.van, Van::Lijst { .. }));
        uitspraken.extend(known.cloned());
        if dubbel.stand.opgenomen.is_none() {
            uitspraken.push(listed);
        }
        uitspraken.retain(|one| !one.zwijgt());
    }
    Ok((
        Gebeurtenis::ZaakSamengevoegd {
            met: dubbel.id,
            regel,
            bron,
            uitspraken,
            reden: reden.to_owned(),
        },
        Gebeurtenis::ZaakOpgegaan {
            hoofdzaak: hoofd.id,
        },
    ))
}

/// Somebody recorded something in it that would drop from sight when it goes up in another.
fn heeft_inhoud(zaak: &Zaak) -> bool {
    let stand = &zaak.stand;
    !stand.beoordelingen.is_empty()
        || !stand.inputs.is_empty()
        || !stand.afdoeningen.is_empty()
        || !stand.betrokkenen.is_empty()
        || !stand.acties.is_empty()
        || !stand.gemeld.is_empty()
        || !stand.samengevoegd.is_empty()
}
