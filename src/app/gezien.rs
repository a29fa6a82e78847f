//! What the screen shows of whom, for the log of inspection: a line each time that another zaak comes in sight.
//!
//! Must not know where the log is kept.

use crate::domain::ids::ZaakId;
use crate::domain::inzage::{Inzageregel, Inzagesoort};

use super::model::Model;
use super::msg::Effect;

/// Looks what is in sight now, and asks to note it where that is something else than before.
pub(super) fn kijk(model: &mut Model) {
    let now = in_beeld(model);
    if now == model.gezien {
        return;
    }
    model.gezien = now;
    if let Some((wat, zaak)) = now {
        model.vraag(Effect::Zag(Inzageregel::zaak(wat, zaak, "")));
    }
}

/// A zaak that is open, or the chosen line with its story.
fn in_beeld(model: &Model) -> Option<(Inzagesoort, ZaakId)> {
    if model.slot.is_some() || model.is_te_klein() {
        return None;
    }
    let how = if model.lagen.is_empty() {
        Inzagesoort::Regel
    } else {
        Inzagesoort::Zaak
    };
    Some((how, model.zaak_in_beeld()?))
}
