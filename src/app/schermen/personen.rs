//! Over the open table, in the column of the lock: the role of this shift, another passphrase, who works here, and the
//! recovery sheet.
//!
//! Must not know how a key is wrapped, nor who may do what: `domain::rol` says that.

use secrecy::SecretString;

use crate::domain::ids::PersoonId;
use crate::domain::persoon::{Medewerker, rollen_tekst};
use crate::domain::rol::{Dienstrol, Recht};

use crate::app::doen;
use crate::app::keymap::Action;
use crate::app::model::{Model, Toon};
use crate::app::msg::{Effect, SlotFout};
use crate::app::velden::formulier::{Formulier, Veld, VeldSoort, Waarde};

use super::slot::{SlotStand, Slotscherm, geheim, leeg, nieuw_klopt};

/// Who works at the table, as the screen has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Personen {
    /// Everybody, in the order in which they came.
    pub alle: Vec<Medewerker>,
    /// Who is chosen.
    pub gekozen: Option<PersoonId>,
    /// The words of a recovery sheet that was just made.
    pub woorden: Vec<&'static str>,
    /// What was done last, in a sentence.
    pub zin: String,
}

impl Personen {
    /// Who is chosen.
    #[must_use]
    pub fn gekozene(&self) -> Option<&Medewerker> {
        self.alle.iter().find(|one| Some(one.id) == self.gekozen)
    }

    fn stap(&mut self, by: isize) {
        let at = self
            .alle
            .iter()
            .position(|one| Some(one.id) == self.gekozen);
        let last = self.alle.len().saturating_sub(1);
        let next = at.map_or(0, |at| at.saturating_add_signed(by).min(last));
        self.gekozen = self.alle.get(next).map(|one| one.id);
    }
}

/// Something about the persons of an open table that the shell must do.
#[derive(Debug)]
pub enum Personenvraag {
    /// Choose the role of this shift.
    KiesRol(Dienstrol),
    /// Change one's own passphrase.
    Wachtwoord {
        /// The one that still holds.
        oud: SecretString,
        /// The one from now on.
        nieuw: SecretString,
    },
    /// Say who there are.
    Lijst,
    /// Add a person.
    VoegToe {
        /// Name.
        naam: String,
        /// Roles.
        rollen: Vec<Dienstrol>,
        /// The passphrase that he typed.
        wachtwoord: SecretString,
    },
    /// Change a person.
    Wijzig {
        /// The name until now.
        wie: String,
        /// The name from now on.
        naam: String,
        /// The roles from now on.
        rollen: Vec<Dienstrol>,
    },
    /// Remove a person.
    Verwijder(String),
    /// Make a recovery sheet.
    Herstelblad,
}

/// How it is after that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Personenstand {
    /// Who works here; nothing where that was not asked.
    pub alle: Vec<Medewerker>,
    /// Who is at work, as he is shown.
    pub medewerker: String,
    /// His role now.
    pub rol: Option<Dienstrol>,
    /// His roles.
    pub rollen: Vec<Dienstrol>,
    /// What was done, in a sentence; empty where that goes without saying.
    pub zin: String,
    /// The words of a new recovery sheet.
    pub woorden: Vec<&'static str>,
}

/// Asks for the role of this shift.
pub(in crate::app) fn vraag_rol(model: &mut Model) {
    let own = &model.blik.tafel.rollen;
    if own.len() < 2 {
        let only = own.first().copied().or(model.blik.tafel.rol);
        let text = only.map_or_else(
            || "Deze tafel kent geen personen en geen rollen.".to_owned(),
            |role| format!("U heeft een rol: {}.", role.label()),
        );
        model.meld(Toon::Let, text);
        return;
    }
    let labels = own.iter().map(|role| role.label().to_owned()).collect();
    let now = own
        .iter()
        .position(|role| Some(*role) == model.blik.tafel.rol);
    let veld = Veld::keuze("rol", "Rol", labels, now.unwrap_or(0)).met_hint("← → een andere");
    model.slot = Some(Slotscherm::met(
        SlotStand::Rol,
        Formulier::nieuw(vec![veld]),
    ));
}

/// Asks for another passphrase of who works.
pub(in crate::app) fn vraag_wachtwoord(model: &mut Model) {
    if model.blik.tafel.oefenen {
        model.meld(Toon::Let, "Een oefentafel houdt haar bekende wachtwoord.");
        return;
    }
    model.slot = Some(Slotscherm::met(
        SlotStand::Wachtwoord,
        Formulier::nieuw(vec![
            Veld::geheim("oud", "Wachtwoord nu"),
            Veld::geheim("wachtwoord", "Nieuw wachtwoord"),
            Veld::geheim("herhaling", "Nog een keer"),
        ]),
    ));
}

/// Shows who works here, to who may change that.
pub(in crate::app) fn toon(model: &mut Model) {
    match model.blik.tafel.rol {
        None => model.meld(Toon::Let, "Deze tafel kent geen personen en geen rollen."),
        Some(role) if !role.mag(Recht::Personen) => {
            model.meld(
                Toon::Let,
                format!(
                    "{} F2 kiest een andere rol.",
                    role.weigering(Recht::Personen)
                ),
            );
        }
        Some(_) => {
            model.slot = Some(Slotscherm::met(SlotStand::Bewaart, Formulier::default()));
            model.vraag(Effect::Personen(Personenvraag::Lijst));
        }
    }
}

/// Handles a command in the column over the open table.
pub(super) fn doe(model: &mut Model, action: Action) {
    let Some(slot) = &mut model.slot else {
        return;
    };
    match (slot.stand, action) {
        // Who still has to choose his role is not in yet.
        (SlotStand::Rol, Action::Terug) if model.blik.tafel.kiest_rol => {
            doen::vergrendel(model);
        }
        (
            SlotStand::Persoon | SlotStand::Weg | SlotStand::VraagBlad | SlotStand::Blad,
            Action::Terug,
        ) => {
            naar_lijst(slot);
        }
        (SlotStand::Bewaart, _) => {}
        (_, Action::Terug) => model.slot = None,
        (SlotStand::Rol, Action::Bevestig) => {
            let chosen = slot.formulier.keuze("rol");
            if let Some(role) = model.blik.tafel.rollen.get(chosen).copied() {
                vraag(model, Personenvraag::KiesRol(role));
            }
        }
        (SlotStand::Wachtwoord, Action::Bevestig) => {
            let old = geheim(slot, "oud");
            if old.is_empty() {
                slot.formulier.focus_op("oud");
            } else if nieuw_klopt(slot, &model.blik.tafel) {
                let what = Personenvraag::Wachtwoord {
                    oud: SecretString::from(old),
                    nieuw: SecretString::from(geheim(slot, "wachtwoord")),
                };
                vraag(model, what);
            }
        }
        (SlotStand::Personen, Action::Omlaag) => slot.personen.stap(1),
        (SlotStand::Personen, Action::Omhoog) => slot.personen.stap(-1),
        (SlotStand::Personen, Action::VoegToe) => {
            slot.personen.gekozen = None;
            slot.formulier = persoonformulier(None);
            slot.stand = SlotStand::Persoon;
            slot.fout = None;
        }
        (SlotStand::Personen, Action::Bevestig) => {
            if let Some(one) = slot.personen.gekozene().cloned() {
                slot.formulier = persoonformulier(Some(&one));
                slot.stand = SlotStand::Persoon;
                slot.fout = None;
            }
        }
        (SlotStand::Personen, Action::Verwijderen) if slot.personen.gekozen.is_some() => {
            slot.stand = SlotStand::Weg;
        }
        (SlotStand::Personen, Action::Herstelblad) => slot.stand = SlotStand::VraagBlad,
        (SlotStand::Persoon, Action::Bevestig) => bewaar(model),
        (SlotStand::Weg, Action::Ja) => {
            if let Some(one) = slot.personen.gekozene() {
                let name = one.naam.clone();
                vraag(model, Personenvraag::Verwijder(name));
            }
        }
        (SlotStand::VraagBlad, Action::Ja) => vraag(model, Personenvraag::Herstelblad),
        (SlotStand::Weg | SlotStand::VraagBlad, Action::Nee)
        | (SlotStand::Blad, Action::Bevestig) => naar_lijst(slot),
        _ => {}
    }
}

fn naar_lijst(slot: &mut Slotscherm) {
    slot.stand = SlotStand::Personen;
    slot.formulier = Formulier::default();
    slot.fout = None;
    slot.personen.woorden = Vec::new();
    if slot.personen.gekozen.is_none() {
        slot.personen.stap(0);
    }
}

/// The form of a person; a new one types his own passphrase.
fn persoonformulier(wie: Option<&Medewerker>) -> Formulier {
    let roles = Dienstrol::ALLE
        .iter()
        .map(|role| {
            let on = wie.map_or(*role == Dienstrol::VtFrontoffice, |one| {
                one.rollen.contains(role)
            });
            (role.label().to_owned(), on)
        })
        .collect();
    let mut velden = vec![
        Veld::regel("naam", "Naam", wie.map_or("", |one| one.naam.as_str())),
        Veld::vinkjes("rollen", "Rollen", roles),
    ];
    if wie.is_none() {
        velden.push(Veld::geheim("wachtwoord", "Nieuw wachtwoord"));
        velden.push(Veld::geheim("herhaling", "Nog een keer"));
    }
    Formulier::nieuw(velden)
}

fn bewaar(model: &mut Model) {
    let Some(slot) = &mut model.slot else {
        return;
    };
    let naam = slot.formulier.tekst("naam");
    let rollen = gekozen_rollen(&slot.formulier);
    if naam.is_empty() {
        slot.weiger("naam", "Vul een naam in.");
        return;
    }
    if rollen.is_empty() {
        slot.weiger("rollen", "Kies een of meer rollen met de spatiebalk.");
        return;
    }
    let what = match slot.personen.gekozene() {
        Some(one) => Personenvraag::Wijzig {
            wie: one.naam.clone(),
            naam,
            rollen,
        },
        None => {
            if !nieuw_klopt(slot, &model.blik.tafel) {
                return;
            }
            Personenvraag::VoegToe {
                naam,
                rollen,
                wachtwoord: SecretString::from(geheim(slot, "wachtwoord")),
            }
        }
    };
    vraag(model, what);
}

fn gekozen_rollen(form: &Formulier) -> Vec<Dienstrol> {
    match form.waarden().get("rollen") {
        Some(Waarde::Vinkjes(labels)) => labels
            .iter()
            .filter_map(|label| Dienstrol::van(label))
            .collect(),
        _ => Vec::new(),
    }
}

/// Asks the shell, and waits in sight: making a key takes half a second.
fn vraag(model: &mut Model, what: Personenvraag) {
    if let Some(slot) = &mut model.slot {
        slot.personen.zin = String::new();
        slot.fout = None;
        slot.stand = SlotStand::Bewaart;
    }
    model.vraag(Effect::Personen(what));
}

/// What the shell answered.
pub(in crate::app) fn antwoord(model: &mut Model, result: Result<Personenstand, String>) {
    let Some(slot) = model.slot.as_mut().filter(|slot| slot.stand.is_open()) else {
        return;
    };
    let now = match result {
        Ok(now) => now,
        Err(text) => {
            opnieuw(slot, text);
            return;
        }
    };
    let entered = model.blik.tafel.kiest_rol;
    model.blik.tafel.medewerker = now.medewerker;
    model.blik.tafel.rol = now.rol;
    model.blik.tafel.rollen = now.rollen;
    model.blik.tafel.kiest_rol = false;
    if now.alle.is_empty() {
        // A role or one's own passphrase: nothing is left to be seen here.
        model.slot = None;
        if entered {
            crate::app::antwoord::binnen(model);
        }
        let text = if now.zin.is_empty() {
            model
                .tafel
                .rol
                .map_or_else(String::new, |role| format!("U werkt als {}.", role.label()))
        } else {
            now.zin
        };
        model.meld(Toon::Goed, text);
        return;
    }
    model.blik.tafel.personen = now.alle.iter().map(|one| one.naam.clone()).collect();
    model.blik.tafel.herstelblad |= !now.woorden.is_empty();
    slot.personen.alle = now.alle;
    slot.personen.zin = now.zin;
    if slot.personen.gekozene().is_none() {
        slot.personen.gekozen = None;
    }
    let words = now.woorden;
    naar_lijst(slot);
    if !words.is_empty() {
        slot.personen.woorden = words;
        slot.stand = SlotStand::Blad;
    }
}

/// What was asked was refused: the question comes back with why.
fn opnieuw(slot: &mut Slotscherm, text: String) {
    let has = |id: &str| slot.formulier.zoek(id).is_some();
    slot.stand = if has("rol") {
        SlotStand::Rol
    } else if has("oud") {
        SlotStand::Wachtwoord
    } else if has("naam") {
        SlotStand::Persoon
    } else {
        SlotStand::Personen
    };
    if slot.stand == SlotStand::Wachtwoord {
        leeg(slot, &["oud"]);
        slot.formulier.focus_op("oud");
    }
    slot.fout = Some(SlotFout {
        tekst: text,
        ..SlotFout::default()
    });
}

/// A person as a line: name, and roles.
#[must_use]
pub fn regel(one: &Medewerker) -> (String, String) {
    (one.naam.clone(), rollen_tekst(&one.rollen))
}

/// The text of a field that was typed in, whatever kind it is; for who draws how strong it is.
#[must_use]
pub fn getypt<'a>(slot: &'a Slotscherm, id: &str) -> &'a str {
    match slot.formulier.zoek(id).map(|veld| &veld.soort) {
        Some(VeldSoort::Geheim(input)) => input.value(),
        _ => "",
    }
}
