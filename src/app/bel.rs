//! Rings, on the Model: looks at the list after every answer and every minute.
//!
//! Must not know how a bell sounds, nor what an alarm is.

use chrono::TimeDelta;

use crate::domain::tijd;

use super::alarm::{Alarm, AlarmId, aanwezig, momenten_bij_slot};
use super::melding::Toon;
use super::model::Model;
use super::msg::Effect;

/// Looks at the list, and rings where it must.
pub(super) fn kijk(model: &mut Model) {
    let (herhaal, nu) = (TimeDelta::minutes(model.kennis.drempels.herhaal), model.nu);
    if !model.is_open() {
        // Silent, unless the site wants to hear it in a room where nobody is at the screen.
        if model.kennis.drempels.bel_op_slot
            && let Some(count) = model.alarm.kijk_op_slot(nu, herhaal)
        {
            model.vraag(Effect::Bel(count));
        }
        return;
    }
    if model.laadt {
        return;
    }
    let before = model.alarm.bekend().clone();
    let now_there = aanwezig(model.lijst.alle(), &model.kennis);
    let Some(count) = model.alarm.kijk(now_there, nu, herhaal) else {
        return;
    };
    model.vraag(Effect::Bel(count));
    // A step that can not wait has its line on every screen; a clock says it here.
    let mut fresh = model.alarm.bekend().difference(&before);
    let clock = fresh.find_map(|id| match id {
        AlarmId::Klok(zaak) => model.lijst.zoek(*zaak),
        AlarmId::Stap(..) => None,
    });
    if let Some(regel) = clock {
        let left = regel.klok.resterend_minuten.unwrap_or(0);
        let text = format!(
            "Spoed: nog {} bij {}. Zie 2 Vandaag.",
            tijd::resterend(left),
            model.naam(&regel.zaak.regel.naam)
        );
        model.meld(Toon::Let, text);
    }
}

/// The table is locked: keeps how many wait, and when more will, and forgets which.
pub(super) fn bij_slot(model: &mut Model) {
    let from = momenten_bij_slot(model.lijst.alle(), &model.kennis, model.nu);
    model.alarm = Alarm::default();
    model.alarm.begin_op_slot(from, model.nu);
}
