//! The locked table: who one is and his passphrase, choosing a first one, or the recovery sheet.
//!
//! Must not know how a key is made of a passphrase.

mod personen;
pub mod wie;

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::KeyEvent;
use secrecy::SecretString;

use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::kennis::Tafel;
use crate::app::keymap::{Action, Context};
use crate::app::msg::{Effect, SlotFout};
use crate::app::personenvraag::Personenvraag;
use crate::app::scherm::Scherm;
use crate::app::sterkte::sterkte;
use crate::app::velden::formulier::{Formulier, Veld, VeldSoort};
use crate::app::velden::gevolg::Gevolg;

use wie::Personen;

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

    fn met(stand: SlotStand, formulier: Formulier) -> Slotscherm {
        Slotscherm {
            stand,
            formulier,
            fout: None,
            personen: Personen::default(),
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

    fn weiger(&mut self, field: &str, text: impl Into<String>) {
        self.formulier.focus_op(field);
        self.fout = Some(SlotFout {
            tekst: text.into(),
            ..SlotFout::default()
        });
    }

    /// Locked by somebody, or ended by itself: asks for the passphrase at once, and says what happened.
    #[must_use]
    pub fn dicht_met(tafel: &Tafel, zin: Option<String>) -> Slotscherm {
        let mut out = Slotscherm::dicht(tafel);
        out.fout = zin.map(|tekst| SlotFout {
            tekst,
            ..SlotFout::default()
        });
        out
    }

    /// The table did not open: why, and what was typed is asked again.
    pub(in crate::app) fn geweigerd(&mut self, fout: SlotFout, tafel: &Tafel) {
        if self.formulier.velden.is_empty() {
            *self = Slotscherm::dicht(tafel);
        }
        self.stand = if self.formulier.zoek("woorden").is_some() {
            SlotStand::Herstel
        } else if self.formulier.zoek("herhaling").is_some() {
            SlotStand::Nieuw
        } else {
            SlotStand::Dicht
        };
        if self.stand == SlotStand::Herstel {
            self.formulier.focus_op("woorden");
        } else {
            leeg(self, &["wachtwoord"]);
            self.formulier.focus_op("wachtwoord");
        }
        self.fout = Some(fout);
    }

    fn bevestig(&mut self, blik: &Blik) -> Daden {
        let name = self.wie();
        let passphrase = geheim(self, "wachtwoord");
        match self.stand {
            SlotStand::Dicht if self.kiest_herstelblad(&blik.tafel) => {
                *self = Slotscherm::herstel(&blik.tafel);
                return Daden::new();
            }
            SlotStand::Dicht => {
                if let Some(wait) = wachttijd(self, blik.nu) {
                    refuse_wait(self, &wait);
                    return Daden::new();
                }
                if passphrase.is_empty() {
                    self.formulier.focus_op("wachtwoord");
                    return Daden::new();
                }
            }
            SlotStand::Nieuw if name.is_empty() => {
                self.weiger("naam", "Vul uw naam in; die staat straks bij wat u doet.");
                return Daden::new();
            }
            SlotStand::Herstel if self.formulier.tekst("woorden").is_empty() => {
                self.formulier.focus_op("woorden");
                return Daden::new();
            }
            SlotStand::Nieuw | SlotStand::Herstel => {
                if !self.nieuw_klopt(&blik.tafel) {
                    return Daden::new();
                }
            }
            _ => return Daden::new(),
        }
        let wachtwoord = SecretString::from(passphrase);
        let effect = match self.stand {
            SlotStand::Nieuw => Effect::Maak {
                wachtwoord,
                medewerker: name,
            },
            SlotStand::Herstel => Effect::Herstel {
                woorden: SecretString::from(self.formulier.tekst("woorden")),
                medewerker: name,
                nieuw: wachtwoord,
            },
            _ => Effect::Ontgrendel {
                wachtwoord,
                medewerker: name,
                // What is gone was on screen when this was typed.
                toch: self.fout.as_ref().is_some_and(|fout| fout.vraagt),
            },
        };
        self.stand = SlotStand::Opent;
        self.fout = None;
        Daad::Vraag(effect).into()
    }

    /// Whether a new passphrase is good enough and was typed twice; if not, that is said, or the second time is
    /// asked.
    fn nieuw_klopt(&mut self, tafel: &Tafel) -> bool {
        let passphrase = geheim(self, "wachtwoord");
        let again = geheim(self, "herhaling");
        let active = self.formulier.actief().map(|veld| veld.id.clone());
        let known = self.bekend(tafel);
        let judged = sterkte(&passphrase, &known.each_ref().map(String::as_str));
        if !judged.genoeg {
            self.weiger("wachtwoord", judged.zin);
            return false;
        }
        if again.is_empty() && active.as_deref() != Some("herhaling") {
            self.formulier.focus_op("herhaling");
            return false;
        }
        if again != passphrase {
            self.weiger("herhaling", "De twee wachtwoorden zijn niet gelijk.");
            return false;
        }
        true
    }
}

impl Scherm for Slotscherm {
    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        match self.stand {
            SlotStand::Personen => &[Context::Personen],
            SlotStand::Weg | SlotStand::VraagBlad => &[Context::Vraag],
            stand if stand.is_open() => &[Context::Eigen],
            _ => &[Context::Slot],
        }
    }

    fn begin(&mut self, _blik: &Blik) -> Daden {
        match self.stand {
            SlotStand::Bewaart => Daad::Vraag(Effect::Personen(Personenvraag::Lijst)).into(),
            _ => Daden::new(),
        }
    }

    fn typt(&self) -> bool {
        self.formulier.typt()
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let choosing = self.stand == SlotStand::Dicht && self.keuzes() > 0;
        match action {
            Action::Omlaag if choosing => wissel(self, 1),
            Action::Omhoog if choosing => wissel(self, -1),
            Action::Omlaag if !self.stand.is_open() => self.formulier.volgende(),
            Action::Omhoog if !self.stand.is_open() => self.formulier.vorige(),
            Action::VolgendVeld => self.formulier.volgende(),
            Action::VorigVeld => self.formulier.vorige(),
            Action::Afsluiten if self.stand == SlotStand::Herstel => {
                *self = Slotscherm::dicht(&blik.tafel);
            }
            _ if self.stand.is_open() => return self.doe_open(blik, action),
            Action::Afsluiten => return Daad::Vraag(Effect::Stop).into(),
            Action::Bevestig => return self.bevestig(blik),
            _ => {}
        }
        Daden::new()
    }

    fn toets(&mut self, _blik: &Blik, key: &KeyEvent) -> Daden {
        if matches!(self.stand, SlotStand::Opent | SlotStand::Bewaart) {
            return Daden::new();
        }
        let chosen = self.formulier.keuze("wie");
        let typed = self.formulier.toets(key) == Gevolg::Gewijzigd;
        let may_go = |fout: &SlotFout| fout.wacht_tot.is_none() && !fout.vraagt;
        if typed && self.fout.as_ref().is_some_and(may_go) {
            self.fout = None;
        }
        if self.stand == SlotStand::Dicht && self.formulier.keuze("wie") != chosen {
            een_ander(self);
        }
        Daden::new()
    }

    fn plak(&mut self, _blik: &Blik, text: &str) -> Daden {
        self.formulier.plak(text);
        Daden::new()
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
fn leeg(slot: &mut Slotscherm, ids: &[&str]) {
    for id in ids {
        if let Some(veld) = slot.formulier.zoek_mut(id) {
            *veld = Veld::geheim(id, &veld.label);
        }
    }
}

/// What stands in a field that is not shown.
fn geheim(slot: &Slotscherm, id: &str) -> String {
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

/// The text of a field that was typed in, whatever kind it is; for who draws how strong it is.
#[must_use]
pub fn getypt<'a>(slot: &'a Slotscherm, id: &str) -> &'a str {
    match slot.formulier.zoek(id).map(|veld| &veld.soort) {
        Some(VeldSoort::Geheim(input)) => input.value(),
        _ => "",
    }
}
