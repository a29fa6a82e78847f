//! Zaken that may be one, side by side: a person says whether they are.
//!
//! The pairs are found anew each time the screen opens, so that they are there after a restart too.
//! Must not know how zaken are joined in the store.

use crate::domain::decide::{Opdracht, Weigering};
use crate::domain::fase::Fase;
use crate::domain::ids::ZaakId;
use crate::domain::lijstregel::Lijstregel;
use crate::domain::samenvoegen::{self, Samenvoeging};
use crate::domain::zaak::Zaak;
/// A pair, for who draws it.
pub use crate::import::Dubbel;
use crate::import::zoek_dubbelen;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::dialogen::vraag::{Dan, Vraag};
use crate::app::keymap::Action;
use crate::app::model::{Dialoog, Laag, Melding, Model, Toon};
use crate::app::msg::{Effect, Nummer, Uitvoering};
use crate::app::schermen::zaakscherm;

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
    fn nieuw(paren: Vec<Dubbel>) -> Dubbelen {
        Dubbelen {
            paren,
            cursor: 0,
            bezig: None,
        }
    }
}

impl Dubbelen {
    /// The pair that is shown.
    #[must_use]
    pub fn paar(&self) -> Option<&Dubbel> {
        self.paren.get(self.cursor)
    }

    /// The zaak that was known already, of the pair that is shown.
    #[must_use]
    pub fn hoofd(&self) -> Option<ZaakId> {
        self.paar().map(|pair| pair.bekend)
    }
}

/// The pairs on the list as it is now: a line of the newest list, and one that left it or is still open
/// from an earlier day.
#[must_use]
pub fn paren(model: &Model) -> Vec<Dubbel> {
    let on_list = |line: &&Dagregel| !line.eerder && line.zaak.stand.verdwenen.is_none();
    let single = |line: &&Dagregel| line.zaak.fase() != Fase::Opgegaan && !line.alleen_te_vinden();
    let pair = |line: &'_ Dagregel| (line.zaak.id, line.zaak.regel.clone());
    let lines = model.lijst.alle();
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
    found.retain(|pair| !zijn_twee(model, pair));
    found
}

/// Somebody said that they are two: it is kept with either of them.
fn zijn_twee(model: &Model, pair: &Dubbel) -> bool {
    let says = |one: ZaakId, other: ZaakId| {
        model
            .lijst
            .zoek(one)
            .is_some_and(|line| line.zaak.stand.geen_dubbel.contains(&other))
    };
    says(pair.bekend, pair.nieuw) || says(pair.nieuw, pair.bekend)
}

/// Records that the pair that is shown is two zaken, with the zaak that VT follows where one of them is.
fn houd_apart(model: &mut Model) {
    let Some(Laag::Dubbelen(scherm)) = model.lagen.last() else {
        return;
    };
    let Some(pair) = scherm.paar().cloned() else {
        return;
    };
    let followed = |id: ZaakId| {
        model
            .lijst
            .zoek(id)
            .is_some_and(|line| line.zaak.fase() != Fase::Ongetagd)
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
    let number = model.wijzig_en_zeg(Effect::VoerUit(what), Some(said));
    wacht(model, number);
}

/// Opens the screen, when there is a pair to decide on.
pub fn open(model: &mut Model) {
    let paren = paren(model);
    if paren.is_empty() {
        model.meld(
            Toon::Goed,
            "Er zijn geen zaken die misschien dezelfde zijn.",
        );
        return;
    }
    model
        .lagen
        .push(Laag::Dubbelen(Box::new(Dubbelen::nieuw(paren))));
}

/// What `D` does on the screen of a zaak: takes apart what was joined, or else shows what may be the same
/// zaak.
pub fn bij_zaak(model: &mut Model, zaak: ZaakId) {
    if zaakscherm::zaak_van(model, zaak).is_some_and(|it| !it.stand.samengevoegd.is_empty()) {
        vraag_splits(model, zaak);
        return;
    }
    let mut paren = paren(model);
    paren.retain(|pair| pair.bekend == zaak || pair.nieuw == zaak);
    if paren.is_empty() {
        model.meld(
            Toon::Goed,
            "Er is geen andere zaak die misschien dezelfde is.",
        );
        return;
    }
    model
        .lagen
        .push(Laag::Dubbelen(Box::new(Dubbelen::nieuw(paren))));
}

/// Handles a command on the screen.
pub fn doe(model: &mut Model, action: Action) {
    let Some(Laag::Dubbelen(scherm)) = model.lagen.last_mut() else {
        return;
    };
    match action {
        Action::Omlaag => {
            scherm.cursor = (scherm.cursor + 1).min(scherm.paren.len().saturating_sub(1));
        }
        Action::Omhoog => scherm.cursor = scherm.cursor.saturating_sub(1),
        Action::Ja => voeg_samen(model),
        Action::Nee => houd_apart(model),
        Action::Terug => {
            model.lagen.pop();
        }
        _ => {}
    }
}

/// The store joined two zaken or took them apart, or not.
pub(in crate::app) fn samengevoegd(
    model: &mut Model,
    nummer: Nummer,
    result: Result<(ZaakId, ZaakId), String>,
) {
    beslist(model, nummer, result.is_ok());
    if let Ok((hoofd, dubbel)) = &result {
        zaakscherm::verplaats(model, *dubbel, *hoofd);
    }
    model.vraag(Effect::LaadDag);
    zaakscherm::herlaad(model);
    if let Err(text) = result {
        model.meld(Toon::Fout, text);
    }
}

/// Asks whether the last double that went up in this zaak is taken out again. For the screen of a zaak.
pub fn vraag_splits(model: &mut Model, zaak: ZaakId) {
    let last =
        zaakscherm::zaak_van(model, zaak).and_then(|it| it.stand.samengevoegd.last().cloned());
    let Some(Samenvoeging { met, reden, .. }) = last else {
        model.meld(Toon::Let, "Deze zaak is niet samengevoegd met een andere.");
        return;
    };
    model.toon(Dialoog::Vraag(Vraag {
        tekst: format!("Samengevoegd omdat: {reden}. Weer uit elkaar halen?"),
        dan: Dan::Splits(zaak, met),
    }));
}

/// What the screen of a zaak says of the doubles that went up in it; empty when there are none. The other
/// is named by its registration where that is known, else by the start of its id.
#[must_use]
pub fn samengevoegd_met(model: &Model, zaak: &Zaak) -> Vec<String> {
    zaak.stand
        .samengevoegd
        .iter()
        .map(|joined| {
            let other = zaakscherm::zaak_van(model, joined.met)
                .and_then(|other| other.regel.pl)
                .unwrap_or_else(|| joined.met.kort());
            format!("samengevoegd met {other}: {}", joined.reden)
        })
        .collect()
}

fn geleend(lines: &[(ZaakId, Lijstregel)]) -> Vec<(ZaakId, &Lijstregel)> {
    lines.iter().map(|(id, line)| (*id, line)).collect()
}

/// Joins the pair that is shown. The zaak that was known stays; where only the new one was worked on, that
/// one stays.
fn voeg_samen(model: &mut Model) {
    let Some(Laag::Dubbelen(scherm)) = model.lagen.last() else {
        return;
    };
    let Some(pair) = scherm.paar() else { return };
    let line = |id: ZaakId| model.lijst.zoek(id).map(|line| &line.zaak);
    let (Some(known), Some(new)) = (line(pair.bekend), line(pair.nieuw)) else {
        return;
    };
    let first = samenvoegen::voeg_samen(known, new, &pair.reden, false);
    let (hoofd, dubbel) = match first {
        Ok(_) => (known.id, new.id),
        Err(Weigering::DubbelHeeftWerk)
            if samenvoegen::voeg_samen(new, known, &pair.reden, false).is_ok() =>
        {
            (new.id, known.id)
        }
        Err(refusal) => {
            let text = refusal.to_string();
            model.meld(Toon::Let, text);
            return;
        }
    };
    let name = model
        .lijst
        .zoek(hoofd)
        .map(|line| model.naam(&line.zaak.regel.naam))
        .unwrap_or_default();
    let effect = Effect::VoegSamen {
        hoofd,
        dubbel,
        reden: pair.reden.clone(),
    };
    let said = Melding::goed(format!("Samengevoegd: {name}."));
    let number = model.wijzig_en_zeg(effect, Some(said));
    wacht(model, number);
}

/// The pair that is shown stays until the store answered.
fn wacht(model: &mut Model, nummer: Nummer) {
    if let Some(Laag::Dubbelen(scherm)) = model.lagen.last_mut() {
        scherm.bezig = Some(nummer);
    }
}

/// The store answered about a pair: it goes from the screen when that went well.
pub(in crate::app) fn beslist(model: &mut Model, nummer: Nummer, gelukt: bool) {
    let waits =
        |laag: &Laag| matches!(laag, Laag::Dubbelen(scherm) if scherm.bezig == Some(nummer));
    let Some(at) = model.lagen.iter().position(waits) else {
        return;
    };
    if let Some(Laag::Dubbelen(scherm)) = model.lagen.get_mut(at) {
        scherm.bezig = None;
        if gelukt && scherm.cursor < scherm.paren.len() {
            scherm.paren.remove(scherm.cursor);
            scherm.cursor = scherm.cursor.min(scherm.paren.len().saturating_sub(1));
        }
        if scherm.paren.is_empty() {
            model.lagen.remove(at);
        }
    }
}
