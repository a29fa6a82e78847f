//! The locked table: who one is and his passphrase, choosing a first one, or the recovery sheet.
//!
//! Must not know how a key is made of a passphrase.

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::KeyEvent;
use secrecy::SecretString;

use super::personen::{self, Personen};
use crate::app::kennis::Tafel;
use crate::app::keymap::{Action, Context};
use crate::app::model::Model;
use crate::app::msg::{Effect, SlotFout};
use crate::app::sterkte::sterkte;
use crate::app::velden::formulier::{Formulier, Veld, VeldSoort};
use crate::app::velden::gevolg::Gevolg;

/// The passphrase of every practice store. No secret: nothing in it is real.
pub const OEFENWACHTWOORD: &str = "oefenen";

/// The choice after the persons: who lost his passphrase.
pub const HERSTELBLAD: &str = "herstelblad";

/// What the screen is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotStand {
    /// Looking whether there is a store.
    Kijkt,
    /// Asking for the passphrase.
    Dicht,
    /// Asking for a new one.
    Nieuw,
    /// Asking for the words of the recovery sheet, and a new passphrase.
    Herstel,
    /// Opening.
    Opent,
    /// The table is open: the role of this shift is asked.
    Rol,
    /// The table is open: another passphrase is asked.
    Wachtwoord,
    /// The table is open: who works here.
    Personen,
    /// The table is open: a person is added, or changed.
    Persoon,
    /// The table is open: whether a person is to be removed.
    Weg,
    /// The table is open: whether a recovery sheet is to be made.
    VraagBlad,
    /// The table is open: the words of the recovery sheet.
    Blad,
    /// The table is open: something is being kept.
    Bewaart,
}

impl SlotStand {
    /// The table is open under it.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(
            self,
            SlotStand::Kijkt
                | SlotStand::Dicht
                | SlotStand::Nieuw
                | SlotStand::Herstel
                | SlotStand::Opent
        )
    }
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
    /// Who works at the open table.
    pub personen: Personen,
}

impl Slotscherm {
    /// At start.
    #[must_use]
    pub fn kijkt() -> Slotscherm {
        Slotscherm::met(SlotStand::Kijkt, Formulier::default())
    }

    /// Asks for the passphrase of a store that is there. Where it has persons, who was last is shown first; he is not
    /// taken for who sits here: only his own passphrase opens.
    #[must_use]
    pub fn dicht(tafel: &Tafel) -> Slotscherm {
        let who = if tafel.personen.is_empty() {
            Veld::regel("naam", "Uw naam", &tafel.medewerker).met_hint("leeg: zoals de vorige keer")
        } else {
            let mut names = tafel.personen.clone();
            if tafel.herstelblad {
                names.push(HERSTELBLAD.to_owned());
            }
            let first = names.iter().position(|name| *name == tafel.medewerker);
            Veld::keuze("wie", "Wie", names, first.unwrap_or(0))
        };
        let mut formulier = Formulier::nieuw(vec![who, Veld::geheim("wachtwoord", "Wachtwoord")]);
        // Whoever starts typing types the passphrase; it must never land in a field that shows it.
        formulier.focus_op("wachtwoord");
        Slotscherm::met(SlotStand::Dicht, formulier)
    }

    /// Asks for a first passphrase.
    #[must_use]
    pub fn nieuw(medewerker: &str) -> Slotscherm {
        Slotscherm::met(
            SlotStand::Nieuw,
            Formulier::nieuw(vec![
                Veld::regel("naam", "Uw naam", medewerker),
                Veld::geheim("wachtwoord", "Nieuw wachtwoord"),
                Veld::geheim("herhaling", "Nog een keer"),
            ]),
        )
    }

    /// Asks for the words of the recovery sheet, and for whom.
    #[must_use]
    pub fn herstel(tafel: &Tafel) -> Slotscherm {
        let mut formulier = Formulier::nieuw(vec![
            Veld::keuze("wie", "Voor wie", tafel.personen.clone(), 0),
            Veld::regel("woorden", "Woorden", ""),
            Veld::geheim("wachtwoord", "Nieuw wachtwoord"),
            Veld::geheim("herhaling", "Nog een keer"),
        ]);
        formulier.focus_op("wie");
        Slotscherm::met(SlotStand::Herstel, formulier)
    }

    /// Something is being opened, without a question.
    #[must_use]
    pub fn opent() -> Slotscherm {
        Slotscherm {
            stand: SlotStand::Opent,
            ..Slotscherm::kijkt()
        }
    }

    pub(super) fn met(stand: SlotStand, formulier: Formulier) -> Slotscherm {
        Slotscherm {
            stand,
            formulier,
            fout: None,
            personen: Personen::default(),
        }
    }

    /// Where keys go.
    #[must_use]
    pub fn context(&self) -> Context {
        match self.stand {
            SlotStand::Personen => Context::Personen,
            SlotStand::Weg | SlotStand::VraagBlad => Context::Vraag,
            stand if stand.is_open() => Context::Eigen,
            _ => Context::Slot,
        }
    }

    /// How many there are to choose from.
    #[must_use]
    pub fn keuzes(&self) -> usize {
        match self.formulier.zoek("wie").map(|veld| &veld.soort) {
            Some(VeldSoort::Keuze(names, _)) => names.len(),
            _ => 0,
        }
    }

    /// The recovery sheet is chosen, and nobody of the persons.
    #[must_use]
    pub fn kiest_herstelblad(&self, tafel: &Tafel) -> bool {
        self.stand == SlotStand::Dicht
            && tafel.herstelblad
            && self.formulier.keuze("wie") >= tafel.personen.len()
    }

    /// Whose passphrase is asked; empty where nobody has a name.
    fn wie(&self) -> String {
        match self.formulier.zoek("wie").map(|veld| &veld.soort) {
            Some(VeldSoort::Keuze(names, at)) => names.get(*at).cloned().unwrap_or_default(),
            _ => self.formulier.tekst("naam"),
        }
    }

    /// What a guesser knows of who chooses a passphrase here.
    #[must_use]
    pub fn bekend(&self, tafel: &Tafel) -> [String; 2] {
        let name = match self.stand {
            SlotStand::Wachtwoord => tafel.medewerker.clone(),
            _ => self.wie(),
        };
        [name, tafel.naam.clone()]
    }

    pub(super) fn weiger(&mut self, field: &str, text: impl Into<String>) {
        self.formulier.focus_op(field);
        self.fout = Some(SlotFout {
            tekst: text.into(),
            ..SlotFout::default()
        });
    }
}

/// Begins with a table that somebody locked, or that ended by itself: it asks for the passphrase at once.
pub fn begin_dicht(model: &mut Model, momenten: Vec<DateTime<Utc>>, zin: Option<String>) {
    let nu = model.nu;
    model.alarm.begin_op_slot(momenten, nu);
    let mut slot = Slotscherm::dicht(&model.blik.tafel);
    slot.fout = zin.map(|tekst| SlotFout {
        tekst,
        ..SlotFout::default()
    });
    model.slot = Some(slot);
}

/// Handles a command on the locked table.
pub fn doe(model: &mut Model, action: Action) {
    let Some(slot) = &mut model.slot else {
        return;
    };
    match action {
        Action::Omlaag if slot.stand == SlotStand::Dicht && slot.keuzes() > 0 => wissel(slot, 1),
        Action::Omhoog if slot.stand == SlotStand::Dicht && slot.keuzes() > 0 => wissel(slot, -1),
        Action::Omlaag if !slot.stand.is_open() => slot.formulier.volgende(),
        Action::Omhoog if !slot.stand.is_open() => slot.formulier.vorige(),
        Action::VolgendVeld => slot.formulier.volgende(),
        Action::VorigVeld => slot.formulier.vorige(),
        Action::Afsluiten if slot.stand == SlotStand::Herstel => {
            model.slot = Some(Slotscherm::dicht(&model.blik.tafel));
        }
        _ if slot.stand.is_open() => personen::doe(model, action),
        Action::Afsluiten => model.vraag(Effect::Stop),
        Action::Bevestig => bevestig(model),
        _ => {}
    }
}

/// Handles a key that is no command.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    let Some(slot) = &mut model.slot else {
        return;
    };
    if matches!(slot.stand, SlotStand::Opent | SlotStand::Bewaart) {
        return;
    }
    let chosen = slot.formulier.keuze("wie");
    if slot.formulier.toets(key) == Gevolg::Gewijzigd
        && slot
            .fout
            .as_ref()
            .is_some_and(|fout| fout.wacht_tot.is_none() && !fout.vraagt)
    {
        slot.fout = None;
    }
    if slot.stand == SlotStand::Dicht && slot.formulier.keuze("wie") != chosen {
        een_ander(slot);
    }
}

/// Arrows choose who one is, wherever the cursor stands.
fn wissel(slot: &mut Slotscherm, step: isize) {
    let (chosen, many) = (slot.formulier.keuze("wie"), slot.keuzes());
    let next = (chosen + many).saturating_add_signed(step) % many.max(1);
    slot.formulier.kies("wie", next);
    if next != chosen {
        een_ander(slot);
    }
}

/// What was typed was the passphrase of somebody else, and so was what was said of it.
fn een_ander(slot: &mut Slotscherm) {
    leeg(slot, &["wachtwoord"]);
    slot.fout = None;
}

/// Empties fields that hold a passphrase.
pub(super) fn leeg(slot: &mut Slotscherm, ids: &[&str]) {
    for id in ids {
        if let Some(veld) = slot.formulier.zoek_mut(id) {
            *veld = Veld::geheim(id, &veld.label);
        }
    }
}

/// The table did not open: why, and what was typed is asked again.
pub(in crate::app) fn geweigerd(model: &mut Model, fout: SlotFout) {
    let Some(slot) = &mut model.slot else {
        return;
    };
    if slot.formulier.velden.is_empty() {
        *slot = Slotscherm::dicht(&model.blik.tafel);
    }
    slot.stand = if slot.formulier.zoek("woorden").is_some() {
        SlotStand::Herstel
    } else if slot.formulier.zoek("herhaling").is_some() {
        SlotStand::Nieuw
    } else {
        SlotStand::Dicht
    };
    if slot.stand == SlotStand::Herstel {
        slot.formulier.focus_op("woorden");
    } else {
        leeg(slot, &["wachtwoord"]);
        slot.formulier.focus_op("wachtwoord");
    }
    slot.fout = Some(fout);
}

fn bevestig(model: &mut Model) {
    let nu = model.nu;
    let Some(slot) = &mut model.slot else {
        return;
    };
    let name = slot.wie();
    let passphrase = geheim(slot, "wachtwoord");
    match slot.stand {
        SlotStand::Dicht if slot.kiest_herstelblad(&model.blik.tafel) => {
            model.slot = Some(Slotscherm::herstel(&model.blik.tafel));
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
        SlotStand::Nieuw if name.is_empty() => {
            slot.weiger("naam", "Vul uw naam in; die staat straks bij wat u doet.");
            return;
        }
        SlotStand::Herstel if slot.formulier.tekst("woorden").is_empty() => {
            slot.formulier.focus_op("woorden");
            return;
        }
        SlotStand::Nieuw | SlotStand::Herstel => {
            if !nieuw_klopt(slot, &model.blik.tafel) {
                return;
            }
        }
        _ => return,
    }
    let wachtwoord = SecretString::from(passphrase);
    let effect = match slot.stand {
        SlotStand::Nieuw => Effect::Maak {
            wachtwoord,
            medewerker: name,
        },
        SlotStand::Herstel => Effect::Herstel {
            woorden: SecretString::from(slot.formulier.tekst("woorden")),
            medewerker: name,
            nieuw: wachtwoord,
        },
        _ => Effect::Ontgrendel {
            wachtwoord,
            medewerker: name,
            // What is gone was on screen when this was typed.
            toch: slot.fout.as_ref().is_some_and(|fout| fout.vraagt),
        },
    };
    slot.stand = SlotStand::Opent;
    slot.fout = None;
    model.vraag(effect);
}

/// Whether a new passphrase is good enough and was typed twice; if not, that is said, or the second time is asked.
pub(super) fn nieuw_klopt(slot: &mut Slotscherm, tafel: &Tafel) -> bool {
    let passphrase = geheim(slot, "wachtwoord");
    let again = geheim(slot, "herhaling");
    let active = slot.formulier.actief().map(|veld| veld.id.clone());
    let known = slot.bekend(tafel);
    let judged = sterkte(&passphrase, &known.each_ref().map(String::as_str));
    if !judged.genoeg {
        slot.weiger("wachtwoord", judged.zin);
        return false;
    }
    if again.is_empty() && active.as_deref() != Some("herhaling") {
        slot.formulier.focus_op("herhaling");
        return false;
    }
    if again != passphrase {
        slot.weiger("herhaling", "De twee wachtwoorden zijn niet gelijk.");
        return false;
    }
    true
}

/// What stands in a field that is not shown.
pub(super) fn geheim(slot: &Slotscherm, id: &str) -> String {
    match slot.formulier.zoek(id).map(|veld| &veld.soort) {
        Some(VeldSoort::Geheim(input)) => input.value().to_owned(),
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
