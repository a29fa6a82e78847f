//! Zaken that may be one, side by side: a person says whether they are.
//!
//! The pairs are found anew each time the screen opens, so that they are there after a restart too.
//! Must not know how zaken are joined in the store.

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::keymap::{Action, Context};
use crate::app::melding::Melding;
use crate::app::msg::{Effect, Nummer, Uitvoering};
use crate::app::scherm::Scherm;
use crate::domain::decide::{Opdracht, Weigering};
use crate::domain::fase::Fase;
use crate::domain::ids::ZaakId;
use crate::domain::lijstregel::Lijstregel;
use crate::domain::samenvoegen::{self, Samenvoeging};
/// A pair, for who draws it.
pub use crate::import::Dubbel;
use crate::import::zoek_dubbelen;
use crossterm::event::KeyEvent;

/// The screen.
#[derive(Debug)]
pub struct Dubbelen {
    /// The pairs that nobody decided on yet.
    pub paren: Vec<Dubbel>,
    /// Which pair is shown.
    pub cursor: usize,
    /// What was decided on the pair that is shown is on its way to the store; none: it waits for a key.
    pub bezig: Option<Nummer>,
}

impl Dubbelen {
    /// The pairs that may be one: all of them, or those with this zaak.
    ///
    /// # Errors
    /// What is said where there are none.
    pub fn open(blik: &Blik, zaak: Option<ZaakId>) -> Result<Dubbelen, Daden> {
        let mut paren = paren(blik);
        paren.retain(|pair| zaak.is_none_or(|id| pair.bekend == id || pair.nieuw == id));
        if paren.is_empty() {
            return Err(Daad::goed(match zaak {
                Some(_) => "Er is geen andere zaak die misschien dezelfde is.",
                None => "Er zijn geen zaken die misschien dezelfde zijn.",
            })
            .into());
        }
        Ok(Dubbelen {
            paren,
            cursor: 0,
            bezig: None,
        })
    }

    /// The pair that is shown.
    #[must_use]
    pub fn paar(&self) -> Option<&Dubbel> {
        self.paren.get(self.cursor)
    }

    /// Records that the pair that is shown is two zaken, with the zaak that VT follows where one of them is.
    fn houd_apart(&self, blik: &Blik) -> Daden {
        let Some(pair) = self.paar() else {
            return Daden::new();
        };
        let followed = |id: ZaakId| {
            let line = blik.lijst.zoek(id);
            line.is_some_and(|line| line.zaak.fase() != Fase::Ongetagd)
        };
        let (zaak, met) = if followed(pair.bekend) || !followed(pair.nieuw) {
            (pair.bekend, pair.nieuw)
        } else {
            (pair.nieuw, pair.bekend)
        };
        // Whoever looks at both at once needs no words for it; the program gives none of its own.
        let reden = String::new();
        let what = Uitvoering::een(zaak, Opdracht::GeenDubbel { met, reden });
        let said = Melding::goed("Het blijven twee zaken. u neemt terug.");
        Daad::OpWeg(Effect::VoerUit(what), Some(said)).into()
    }

    /// Joins the pair that is shown. The zaak that was known stays; where only the new one was worked on, that
    /// one stays.
    fn voeg_samen(&self, blik: &Blik) -> Daden {
        let line = |id: ZaakId| blik.lijst.zoek(id).map(|line| &line.zaak);
        let Some(pair) = self.paar() else {
            return Daden::new();
        };
        let (Some(known), Some(new)) = (line(pair.bekend), line(pair.nieuw)) else {
            return Daden::new();
        };
        let first = samenvoegen::voeg_samen(known, new, &pair.reden, false);
        let (hoofd, dubbel) = match first {
            Ok(_) => (known, new),
            Err(Weigering::DubbelHeeftWerk)
                if samenvoegen::voeg_samen(new, known, &pair.reden, false).is_ok() =>
            {
                (new, known)
            }
            Err(refusal) => return Daad::let_op(refusal.to_string()).into(),
        };
        let name = blik.naam(&hoofd.regel.naam);
        let effect = Effect::VoegSamen {
            hoofd: hoofd.id,
            dubbel: dubbel.id,
            reden: pair.reden.clone(),
        };
        let said = Melding::goed(format!("Samengevoegd: {name}."));
        Daad::OpWeg(effect, Some(said)).into()
    }
}

impl Scherm for Dubbelen {
    fn naam(&self) -> &'static str {
        "Dubbel"
    }

    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        &[Context::Dubbelen]
    }

    /// The zaak that was known already, of the pair that is shown.
    fn zaak(&self, _blik: &Blik) -> Option<ZaakId> {
        self.paar().map(|pair| pair.bekend)
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        match action {
            Action::Omlaag => {
                self.cursor = (self.cursor + 1).min(self.paren.len().saturating_sub(1));
            }
            Action::Omhoog => self.cursor = self.cursor.saturating_sub(1),
            Action::Ja => return self.voeg_samen(blik),
            Action::Nee => return self.houd_apart(blik),
            Action::Terug => return Daad::Sluit.into(),
            _ => {}
        }
        Daden::new()
    }

    /// The pair that is shown stays until the store answered.
    fn wacht(&self) -> bool {
        self.bezig.is_some()
    }

    fn op_weg(&mut self, nummer: Nummer) {
        self.bezig = Some(nummer);
    }

    /// The pair goes from the screen when that went well.
    fn beslist(&mut self, nummer: Nummer, fout: Option<&str>) -> bool {
        if self.bezig != Some(nummer) {
            return false;
        }
        self.bezig = None;
        if fout.is_none() && self.cursor < self.paren.len() {
            self.paren.remove(self.cursor);
            self.cursor = self.cursor.min(self.paren.len().saturating_sub(1));
        }
        self.paren.is_empty()
    }
}

/// The pairs on the list as it is now: a line of the newest list, and one that left it or is still open
/// from an earlier day.
#[must_use]
pub fn paren(blik: &Blik) -> Vec<Dubbel> {
    let on_list = |line: &&Dagregel| !line.eerder && line.zaak.stand.verdwenen.is_none();
    let single = |line: &&Dagregel| line.zaak.fase() != Fase::Opgegaan && !line.alleen_te_vinden();
    let pair = |line: &'_ Dagregel| (line.zaak.id, line.zaak.regel.clone());
    let lines = blik.lijst.alle();
    let new: Vec<(ZaakId, Lijstregel)> = lines
        .iter()
        .filter(single)
        .filter(on_list)
        .map(pair)
        .collect();
    let known: Vec<(ZaakId, Lijstregel)> = lines
        .iter()
        .filter(single)
        .filter(|line| !on_list(line))
        .map(pair)
        .collect();
    let mut found = zoek_dubbelen(&geleend(&new), &geleend(&known));
    found.retain(|pair| !zijn_twee(blik, pair));
    found
}

/// Somebody said that they are two: it is kept with either of them.
fn zijn_twee(blik: &Blik, pair: &Dubbel) -> bool {
    let says = |one: ZaakId, other: ZaakId| {
        blik.lijst
            .zoek(one)
            .is_some_and(|line| line.zaak.stand.geen_dubbel.contains(&other))
    };
    says(pair.bekend, pair.nieuw) || says(pair.nieuw, pair.bekend)
}

/// Asks whether the last double that went up in this zaak is taken out again; none where nothing did.
#[must_use]
pub fn vraag_splits(blik: &Blik, zaak: ZaakId) -> Option<Daad> {
    let joined = &blik.zaak(zaak)?.stand.samengevoegd;
    let Samenvoeging { met, reden, .. } = joined.last()?;
    let effect = Effect::Splits {
        hoofd: zaak,
        dubbel: *met,
    };
    Some(Daad::Eerst(
        format!("Samengevoegd omdat: {reden}. Weer uit elkaar halen?"),
        Daad::Wijzig(effect, None).into(),
    ))
}

fn geleend(lines: &[(ZaakId, Lijstregel)]) -> Vec<(ZaakId, &Lijstregel)> {
    lines.iter().map(|(id, line)| (*id, line)).collect()
}
