//! The locked table: the passphrase, or choosing a new one.
//!
//! Must not know how a key is made of a passphrase.

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::KeyEvent;
use secrecy::SecretString;

use crate::app::keymap::Action;
use crate::app::model::Model;
use crate::app::msg::{Effect, SlotFout};
use crate::app::velden::formulier::{Formulier, Veld};
use crate::app::velden::gevolg::Gevolg;

/// The passphrase of every practice store. No secret: nothing in it is real.
pub const OEFENWACHTWOORD: &str = "oefenen";

/// The least length of a passphrase, in characters.
pub const MIN_LENGTE: usize = 12;

/// What the screen is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlotStand {
    /// Looking whether there is a store.
    Kijkt,
    /// Asking for the passphrase.
    Dicht,
    /// Asking for a new one.
    Nieuw,
    /// Opening.
    Opent,
}

/// The screen.
#[derive(Debug)]
pub struct Slotscherm {
    /// What it is doing.
    pub stand: SlotStand,
    /// Name, passphrase, and again.
    pub formulier: Formulier,
    /// Why it did not open.
    pub fout: Option<SlotFout>,
}

impl Slotscherm {
    /// At start.
    #[must_use]
    pub fn kijkt() -> Slotscherm {
        Slotscherm {
            stand: SlotStand::Kijkt,
            formulier: Formulier::default(),
            fout: None,
        }
    }

    /// Asks for the passphrase of a store that is there.
    #[must_use]
    pub fn dicht(medewerker: &str) -> Slotscherm {
        let mut formulier = Formulier::nieuw(vec![
            Veld::regel("naam", "Uw naam", medewerker).met_hint("leeg: zoals de vorige keer"),
            Veld::geheim("wachtwoord", "Wachtwoord"),
        ]);
        // Whoever starts typing types the passphrase; it must never land in a field that shows it.
        formulier.focus_op("wachtwoord");
        Slotscherm {
            stand: SlotStand::Dicht,
            formulier,
            fout: None,
        }
    }

    /// Asks for a new passphrase.
    #[must_use]
    pub fn nieuw(medewerker: &str) -> Slotscherm {
        Slotscherm {
            stand: SlotStand::Nieuw,
            formulier: Formulier::nieuw(vec![
                Veld::regel("naam", "Uw naam", medewerker),
                Veld::geheim("wachtwoord", "Nieuw wachtwoord"),
                Veld::geheim("herhaling", "Nog een keer"),
            ]),
            fout: None,
        }
    }

    /// The table stays locked, and says why; the passphrase is typed anew.
    pub fn geweigerd(&mut self, fout: SlotFout, medewerker: &str) {
        if self.formulier.velden.is_empty() {
            *self = Slotscherm::dicht(medewerker);
        }
        self.stand = if self.formulier.zoek("herhaling").is_some() {
            SlotStand::Nieuw
        } else {
            SlotStand::Dicht
        };
        if let Some(veld) = self.formulier.zoek_mut("wachtwoord") {
            *veld = Veld::geheim("wachtwoord", &veld.label);
        }
        self.formulier.focus_op("wachtwoord");
        self.fout = Some(fout);
    }

    /// Something is being opened, without a question.
    #[must_use]
    pub fn opent() -> Slotscherm {
        Slotscherm {
            stand: SlotStand::Opent,
            ..Slotscherm::kijkt()
        }
    }
}

/// Begins with a table that somebody locked, or that ended by itself: it asks for the passphrase at once.
pub fn begin_dicht(model: &mut Model, momenten: Vec<DateTime<Utc>>, zin: Option<String>) {
    let nu = model.nu;
    model.alarm.begin_op_slot(momenten, nu);
    let mut slot = Slotscherm::dicht(&model.tafel.medewerker);
    slot.fout = zin.map(|tekst| SlotFout {
        tekst,
        ..SlotFout::default()
    });
    model.slot = Some(slot);
}

/// Handles a command on the locked table.
pub fn doe(model: &mut Model, action: Action) {
    match action {
        Action::Afsluiten => model.vraag(Effect::Stop),
        Action::VolgendVeld | Action::VorigVeld => {
            if let Some(slot) = &mut model.slot {
                if action == Action::VolgendVeld {
                    slot.formulier.volgende();
                } else {
                    slot.formulier.vorige();
                }
            }
        }
        Action::Bevestig => bevestig(model),
        _ => {}
    }
}

/// Handles a key that is no command.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    if let Some(slot) = &mut model.slot
        && slot.stand != SlotStand::Opent
        && slot.formulier.toets(key) == Gevolg::Gewijzigd
        && slot
            .fout
            .as_ref()
            .is_some_and(|fout| fout.wacht_tot.is_none() && !fout.vraagt)
    {
        slot.fout = None;
    }
}

fn bevestig(model: &mut Model) {
    let nu = model.nu;
    let Some(slot) = &mut model.slot else {
        return;
    };
    let name = slot.formulier.tekst("naam");
    let passphrase = geheim(slot, "wachtwoord");
    let refuse = |slot: &mut Slotscherm, field: &str, text: String| {
        slot.formulier.focus_op(field);
        slot.fout = Some(SlotFout {
            tekst: text,
            ..SlotFout::default()
        });
    };
    match slot.stand {
        SlotStand::Kijkt | SlotStand::Opent => return,
        SlotStand::Nieuw if name.is_empty() => {
            refuse(
                slot,
                "naam",
                "Vul uw naam in; die staat straks bij wat u doet.".to_owned(),
            );
            return;
        }
        SlotStand::Dicht => {
            if let Some(wait) = wachttijd(slot, nu) {
                refuse_wait(slot, &wait);
                return;
            }
            if passphrase.is_empty() {
                slot.formulier.focus_op("wachtwoord");
                return;
            }
        }
        SlotStand::Nieuw => {
            let again = geheim(slot, "herhaling");
            let active = slot.formulier.actief().map(|veld| veld.id.clone());
            if passphrase.chars().count() < MIN_LENGTE {
                refuse(slot, "wachtwoord", sterkte(&passphrase).zin);
                return;
            }
            if again.is_empty() && active.as_deref() != Some("herhaling") {
                slot.formulier.focus_op("herhaling");
                return;
            }
            if again != passphrase {
                refuse(
                    slot,
                    "herhaling",
                    "De twee wachtwoorden zijn niet gelijk.".to_owned(),
                );
                return;
            }
        }
    }
    let wachtwoord = SecretString::from(passphrase);
    let effect = if slot.stand == SlotStand::Nieuw {
        Effect::Maak {
            wachtwoord,
            medewerker: name,
        }
    } else {
        Effect::Ontgrendel {
            wachtwoord,
            medewerker: name,
            // What is gone was on screen when this was typed.
            toch: slot.fout.as_ref().is_some_and(|fout| fout.vraagt),
        }
    };
    slot.stand = SlotStand::Opent;
    slot.fout = None;
    model.vraag(effect);
}

fn geheim(slot: &Slotscherm, id: &str) -> String {
    match slot.formulier.zoek(id).map(|veld| &veld.soort) {
        Some(crate::app::velden::formulier::VeldSoort::Geheim(input)) => input.value().to_owned(),
        _ => String::new(),
    }
}

fn wachttijd(slot: &Slotscherm, nu: DateTime<Utc>) -> Option<TimeDelta> {
    let until = slot.fout.as_ref()?.wacht_tot?;
    (until > nu).then(|| until - nu)
}

fn refuse_wait(slot: &mut Slotscherm, wait: &TimeDelta) {
    if let Some(fout) = &mut slot.fout {
        fout.tekst = format!(
            "Wachtwoord klopt niet. Wacht nog {} seconden.",
            wait.num_seconds().max(1)
        );
    }
}

/// How good a new passphrase is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sterkte {
    /// Good enough to use.
    pub genoeg: bool,
    /// For the worker.
    pub zin: String,
}

/// Judges a new passphrase, in a sentence.
#[must_use]
pub fn sterkte(text: &str) -> Sterkte {
    let length = text.chars().count();
    let different = {
        let mut seen: Vec<char> = text.to_lowercase().chars().collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().count() >= 3)
        .count();
    let common = [
        "wachtwoord",
        "welkom",
        "password",
        "qwerty",
        "veiligthuis",
        "123456",
    ]
    .iter()
    .any(|known| text.to_lowercase().replace(' ', "").contains(known));
    let zin = if length == 0 {
        "Neem een zin van vier of meer woorden; die onthoudt u en raadt niemand.".to_owned()
    } else if length < MIN_LENGTE {
        match MIN_LENGTE - length {
            1 => "Nog te kort: 1 teken erbij.".to_owned(),
            more => format!("Nog te kort: {more} tekens erbij."),
        }
    } else if common || different < 6 {
        "Zwak: dit wordt snel geraden. Neem een paar losse woorden.".to_owned()
    } else if words >= 4 || length >= 20 {
        "Sterk.".to_owned()
    } else {
        "Redelijk. Nog een woord erbij maakt het sterk.".to_owned()
    };
    Sterkte {
        genoeg: length >= MIN_LENGTE,
        zin,
    }
}
