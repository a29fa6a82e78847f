//! Over the open table, in the column of the lock: the role of this shift, another passphrase, who works here, and the
//! recovery sheet.
//!
//! Must not know how a key is wrapped, nor who may do what: `domain::rol` says that.

use secrecy::SecretString;

use super::{SlotStand, Slotscherm, geheim, leeg};
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::keymap::Action;
use crate::app::msg::{Effect, SlotFout};
use crate::app::personenvraag::{Personenstand, Personenvraag};
use crate::app::velden::formulier::{Formulier, Veld, Waarde};
use crate::domain::persoon::Medewerker;
use crate::domain::rol::{Dienstrol, Recht};

impl Slotscherm {
    /// Asks for the role of this shift.
    ///
    /// # Errors
    /// What is said where there is nothing to choose.
    pub fn rol(blik: &Blik) -> Result<Slotscherm, Daden> {
        let tafel = &blik.tafel;
        let own = &tafel.rollen;
        if own.len() < 2 {
            let only = own.first().copied().or(tafel.rol);
            let text = only.map_or_else(
                || "Deze tafel kent geen personen en geen rollen.".to_owned(),
                |role| format!("U heeft een rol: {}.", role.label()),
            );
            return Err(Daad::let_op(text).into());
        }
        let labels = own.iter().map(|role| role.label().to_owned()).collect();
        let now = own.iter().position(|role| Some(*role) == tafel.rol);
        let veld = Veld::keuze("rol", "Rol", labels, now.unwrap_or(0)).met_hint("← → een andere");
        Ok(Slotscherm::met(
            SlotStand::Rol,
            Formulier::nieuw(vec![veld]),
        ))
    }

    /// Asks for another passphrase of who works.
    ///
    /// # Errors
    /// What is said at a table for practice.
    pub fn wachtwoord(blik: &Blik) -> Result<Slotscherm, Daden> {
        if blik.tafel.oefenen {
            return Err(Daad::let_op("Een oefentafel houdt haar bekende wachtwoord.").into());
        }
        Ok(Slotscherm::met(
            SlotStand::Wachtwoord,
            Formulier::nieuw(vec![
                Veld::geheim("oud", "Wachtwoord nu"),
                Veld::geheim("wachtwoord", "Nieuw wachtwoord"),
                Veld::geheim("herhaling", "Nog een keer"),
            ]),
        ))
    }

    /// Shows who works here, to who may change that; who that is, is asked first.
    ///
    /// # Errors
    /// What is said to who may not.
    pub fn personen(blik: &Blik) -> Result<Slotscherm, Daden> {
        match blik.tafel.rol {
            None => Err(Daad::let_op("Deze tafel kent geen personen en geen rollen.").into()),
            Some(role) if !role.mag(Recht::Personen) => Err(Daad::let_op(format!(
                "{} F2 kiest een andere rol.",
                role.weigering(Recht::Personen)
            ))
            .into()),
            Some(_) => Ok(Slotscherm::met(SlotStand::Bewaart, Formulier::default())),
        }
    }

    /// Handles a command in the column over the open table.
    pub(super) fn doe_open(&mut self, blik: &Blik, action: Action) -> Daden {
        match (self.stand, action) {
            // Who still has to choose his role is not in yet.
            (SlotStand::Rol, Action::Terug) if blik.tafel.kiest_rol => {
                return Daad::Vergrendel.into();
            }
            (
                SlotStand::Persoon | SlotStand::Weg | SlotStand::VraagBlad | SlotStand::Blad,
                Action::Terug,
            )
            | (SlotStand::Weg | SlotStand::VraagBlad, Action::Nee)
            | (SlotStand::Blad, Action::Bevestig) => self.naar_lijst(),
            (SlotStand::Bewaart, _) => {}
            (_, Action::Terug) => return Daad::Sluit.into(),
            (SlotStand::Rol, Action::Bevestig) => {
                let chosen = self.formulier.keuze("rol");
                if let Some(role) = blik.tafel.rollen.get(chosen).copied() {
                    return self.vraag(Personenvraag::KiesRol(role));
                }
            }
            (SlotStand::Wachtwoord, Action::Bevestig) => {
                let old = geheim(self, "oud");
                if old.is_empty() {
                    self.formulier.focus_op("oud");
                } else if self.nieuw_klopt(&blik.tafel) {
                    return self.vraag(Personenvraag::Wachtwoord {
                        oud: SecretString::from(old),
                        nieuw: SecretString::from(geheim(self, "wachtwoord")),
                    });
                }
            }
            (SlotStand::Personen, Action::Omlaag) => self.personen.stap(1),
            (SlotStand::Personen, Action::Omhoog) => self.personen.stap(-1),
            (SlotStand::Personen, Action::VoegToe) => {
                self.personen.gekozen = None;
                self.naar_persoon(None);
            }
            (SlotStand::Personen, Action::Bevestig) => {
                if let Some(one) = self.personen.gekozene().cloned() {
                    self.naar_persoon(Some(&one));
                }
            }
            (SlotStand::Personen, Action::Verwijderen) if self.personen.gekozen.is_some() => {
                self.stand = SlotStand::Weg;
            }
            (SlotStand::Personen, Action::Herstelblad) => self.stand = SlotStand::VraagBlad,
            (SlotStand::Persoon, Action::Bevestig) => return self.bewaar(blik),
            (SlotStand::Weg, Action::Ja) => {
                if let Some(one) = self.personen.gekozene() {
                    let name = one.naam.clone();
                    return self.vraag(Personenvraag::Verwijder(name));
                }
            }
            (SlotStand::VraagBlad, Action::Ja) => return self.vraag(Personenvraag::Herstelblad),
            _ => {}
        }
        Daden::new()
    }

    fn naar_persoon(&mut self, wie: Option<&Medewerker>) {
        self.formulier = persoonformulier(wie);
        self.stand = SlotStand::Persoon;
        self.fout = None;
    }

    fn naar_lijst(&mut self) {
        self.stand = SlotStand::Personen;
        self.formulier = Formulier::default();
        self.fout = None;
        self.personen.woorden = Vec::new();
        if self.personen.gekozen.is_none() {
            self.personen.stap(0);
        }
    }

    fn bewaar(&mut self, blik: &Blik) -> Daden {
        let naam = self.formulier.tekst("naam");
        let rollen = gekozen_rollen(&self.formulier);
        if naam.is_empty() {
            self.weiger("naam", "Vul een naam in.");
            return Daden::new();
        }
        if rollen.is_empty() {
            self.weiger("rollen", "Kies een of meer rollen met de spatiebalk.");
            return Daden::new();
        }
        let known = self.personen.gekozene().map(|one| one.naam.clone());
        let what = match known {
            Some(wie) => Personenvraag::Wijzig { wie, naam, rollen },
            None if !self.nieuw_klopt(&blik.tafel) => return Daden::new(),
            None => Personenvraag::VoegToe {
                naam,
                rollen,
                wachtwoord: SecretString::from(geheim(self, "wachtwoord")),
            },
        };
        self.vraag(what)
    }

    /// Asks the shell, and waits in sight: making a key takes half a second.
    fn vraag(&mut self, what: Personenvraag) -> Daden {
        self.personen.zin = String::new();
        self.fout = None;
        self.stand = SlotStand::Bewaart;
        Daad::Vraag(Effect::Personen(what)).into()
    }

    /// Who works here now, with the words of a recovery sheet where one was made.
    pub(in crate::app) fn toon_personen(&mut self, now: Personenstand) {
        self.personen.alle = now.alle;
        self.personen.zin = now.zin;
        if self.personen.gekozene().is_none() {
            self.personen.gekozen = None;
        }
        self.naar_lijst();
        if !now.woorden.is_empty() {
            self.personen.woorden = now.woorden;
            self.stand = SlotStand::Blad;
        }
    }

    /// What was asked was refused: the question comes back with why.
    pub(in crate::app) fn opnieuw(&mut self, text: String) {
        let has = |id: &str| self.formulier.zoek(id).is_some();
        self.stand = if has("rol") {
            SlotStand::Rol
        } else if has("oud") {
            SlotStand::Wachtwoord
        } else if has("naam") {
            SlotStand::Persoon
        } else {
            SlotStand::Personen
        };
        if self.stand == SlotStand::Wachtwoord {
            leeg(self, &["oud"]);
            self.formulier.focus_op("oud");
        }
        self.fout = Some(SlotFout {
            tekst: text,
            ..SlotFout::default()
        });
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

fn gekozen_rollen(form: &Formulier) -> Vec<Dienstrol> {
    match form.waarden().get("rollen") {
        Some(Waarde::Vinkjes(labels)) => labels
            .iter()
            .filter_map(|label| Dienstrol::van(label))
            .collect(),
        _ => Vec::new(),
    }
}
