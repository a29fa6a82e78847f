//! What every form and dialog in which one types has in common: a draft that is kept while typing, and a
//! closing that waits until the store said yes.
//!
//! ```text
//!   a key ─▶ typed ─(400 ms)─▶ draft on its way ─▶ kept
//!   Esc ───▶ draft on its way ─▶ kept ─▶ closed        not kept: the form stays, with why
//!   Ctrl-S ▶ draft, then command and its draft's end together ─▶ recorded ─▶ closed    refused: it stays
//! ```
//! Must not know what stands in a form, nor how a draft is stored.

use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::decide::Opdracht;
use crate::domain::ids::ZaakId;
use crate::domain::tijd;
use crate::import::Papier;

use super::model::{Dialoog, Melding, Model, Toon};
use super::msg::{Effect, Nummer, Uitvoering};
use super::schrijfplek::Plek;
use crate::app::dialogen::vraag::{Dan, Vraag};
use crate::app::schermen::inlezen;
use crate::app::schermen::inputscherm;
use crate::app::tab;
use crate::app::velden::formulier::Waarden;

/// How long a form waits for the next key before it keeps the draft.
pub const RUST: Duration = Duration::from_millis(400);
/// How long until a draft that could not be kept is tried again.
const OPNIEUW: Duration = Duration::from_secs(5);

/// What drafts belong to that are about several zaken, or about none yet. They go with the day.
pub const TAFEL: ZaakId = ZaakId(Uuid::nil());

/// Which draft: of which zaak, and of which form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Conceptsleutel {
    /// Of which zaak; [`TAFEL`] for none.
    pub zaak: ZaakId,
    /// Which form, and what it is about where there can be several.
    pub soort: String,
}

/// What becomes of the form once its draft is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Daarna {
    /// It stays.
    #[default]
    Blijft,
    /// It closes.
    Dicht,
    /// It closes, and what would be added is shown.
    Papier(Papier),
}

/// Where a text stands that is being written.
#[derive(Debug)]
pub struct Concept {
    /// Which draft.
    pub sleutel: Conceptsleutel,
    /// Typed since the form was opened.
    pub gewijzigd: bool,
    /// When the draft was kept, as it stands now.
    pub bewaard: Option<DateTime<Utc>>,
    /// When the draft that was found had been kept.
    pub teruggehaald: Option<DateTime<Utc>>,
    /// Why the store did not take it.
    pub fout: Option<String>,
    /// Typed since the draft was handed to the store.
    ongeschreven: bool,
    onderweg: Option<Nummer>,
    bezig: Option<Nummer>,
    daarna: Daarna,
}

impl Concept {
    /// Nothing was typed yet.
    #[must_use]
    pub fn nieuw(zaak: ZaakId, soort: impl Into<String>) -> Concept {
        Concept {
            sleutel: Conceptsleutel {
                zaak,
                soort: soort.into(),
            },
            gewijzigd: false,
            bewaard: None,
            teruggehaald: None,
            fout: None,
            ongeschreven: false,
            onderweg: None,
            bezig: None,
            daarna: Daarna::default(),
        }
    }

    /// It waits for the store, so no key may change it.
    #[must_use]
    pub fn wacht(&self) -> bool {
        self.bezig.is_some() || self.daarna != Daarna::Blijft
    }

    /// There is a draft of it in the store, as it stands now or as it stood.
    fn staat(&self) -> bool {
        self.bewaard.is_some() || self.teruggehaald.is_some()
    }

    /// How it stands, for a corner of the form; none where nothing was typed.
    #[must_use]
    pub fn zin(&self, nu: DateTime<Utc>) -> Option<(String, Toon)> {
        let text = if self.bezig.is_some() {
            ("opslaan …".to_owned(), Toon::Let)
        } else if self.fout.is_some() {
            ("niet bewaard!".to_owned(), Toon::Fout)
        } else if self.ongeschreven || self.onderweg.is_some() {
            ("concept …".to_owned(), Toon::Let)
        } else if let Some(at) = self.bewaard {
            (format!("concept bewaard {}", tijd::klok(at)), Toon::Goed)
        } else if let Some(at) = self.teruggehaald {
            let at = tijd::moment(at, nu);
            (format!("concept van {at} teruggehaald"), Toon::Let)
        } else {
            return None;
        };
        Some(text)
    }
}

/// The form that was just opened on top asks for its draft.
pub(super) fn zoek(model: &mut Model) {
    if let Some(plek) = model.schrijfplek() {
        let sleutel = plek.sleutel().clone();
        model.vraag(Effect::ZoekConcept(sleutel));
    }
}

/// A draft was found: it is laid over its own form, whatever was opened on top of that meanwhile, unless
/// something was typed there already.
pub(super) fn gevonden(
    model: &mut Model,
    sleutel: Conceptsleutel,
    waarden: &Waarden,
    op: DateTime<Utc>,
) {
    let kennis = model.kennis.clone();
    if sleutel.soort == inputscherm::CONCEPT {
        inputscherm::concept_gevonden(model, sleutel.zaak, waarden, op);
    } else {
        let mut in_window = false;
        for mut plek in model.schrijfplekken() {
            if *plek.sleutel() == sleutel && !plek.concept().gewijzigd {
                plek.leg_terug(waarden, op, &kennis);
                plek.concept().teruggehaald = Some(op);
                in_window |= matches!(plek, Plek::Stap(_) | Plek::Klein(_));
            }
        }
        if in_window {
            let at = tijd::moment(op, model.nu);
            model.meld(
                Toon::Let,
                format!("Concept van {at} teruggehaald. Ctrl-X gooit het weg."),
            );
        }
    }
    model.concepten.insert(sleutel);
}

/// Something was typed in the form on top.
pub(super) fn getypt(model: &mut Model) {
    let Some(mut plek) = model.schrijfplek() else {
        return;
    };
    let old = plek.volg_sleutel();
    let concept = plek.concept();
    concept.gewijzigd = true;
    concept.ongeschreven = true;
    if let Some(old) = old {
        // The words are about another step now; what was kept of them goes with them.
        model.concepten.remove(&old);
        model.wijzig_stil(Effect::WisConcept(old));
    }
    wek(model, RUST);
}

fn wek(model: &mut Model, after: Duration) {
    if !std::mem::replace(&mut model.wekt, true) {
        model.vraag(Effect::WekMij(after));
    }
}

/// Keeps the draft of every form on which something was typed since.
pub(super) fn bewaar(model: &mut Model) {
    let mut drafts = Vec::new();
    for mut plek in model.schrijfplekken() {
        if plek.concept().ongeschreven {
            drafts.push((plek.sleutel().clone(), plek.waarden()));
        }
    }
    for (sleutel, waarden) in drafts {
        let nummer = model.wijzig_stil(Effect::BewaarConcept {
            sleutel: sleutel.clone(),
            waarden,
        });
        for mut plek in model.schrijfplekken() {
            if *plek.sleutel() == sleutel {
                let concept = plek.concept();
                concept.ongeschreven = false;
                concept.onderweg = Some(nummer);
            }
        }
    }
}

/// A draft was kept, or not.
pub(super) fn bewaard(model: &mut Model, nummer: Nummer, result: Result<Conceptsleutel, String>) {
    let nu = model.nu;
    let mut after = Daarna::Blijft;
    for mut plek in model.schrijfplekken() {
        let concept = plek.concept();
        if concept.onderweg != Some(nummer) {
            continue;
        }
        concept.onderweg = None;
        match &result {
            Ok(_) => {
                concept.bewaard = Some(nu);
                concept.fout = None;
                if !concept.ongeschreven {
                    after = std::mem::take(&mut concept.daarna);
                }
            }
            Err(text) => {
                concept.ongeschreven = true;
                concept.daarna = Daarna::Blijft;
                concept.fout = Some(text.clone());
            }
        }
    }
    match result {
        Ok(sleutel) => {
            model.concepten.insert(sleutel);
        }
        Err(text) => {
            model.straks = None;
            model.meld(Toon::Fout, format!("concept niet bewaard. {text}"));
            wek(model, OPNIEUW);
        }
    }
    sluit(model, after);
}

/// Leaves the form on top; what was typed stays as a draft. It closes when the draft is kept.
pub(super) fn verlaat(model: &mut Model) {
    verlaat_en(model, Daarna::Dicht);
}

/// Leaves the form on top as [`verlaat`] does, for what comes then.
pub(super) fn verlaat_en(model: &mut Model, daarna: Daarna) {
    bewaar(model);
    let Some(mut plek) = model.schrijfplek() else {
        return;
    };
    let concept = plek.concept();
    if concept.bezig.is_some() {
        return;
    }
    if concept.onderweg.is_some() {
        concept.daarna = daarna;
        return;
    }
    sluit(model, daarna);
}

/// Closes the form on top, of which nothing waits any more.
fn sluit(model: &mut Model, daarna: Daarna) {
    if daarna == Daarna::Blijft {
        return;
    }
    let said = model.schrijfplek().and_then(|mut plek| {
        let kept = plek.concept().staat();
        kept.then(|| plek.zin_bij_verlaten())
    });
    haal_weg(model, |_| true);
    match daarna {
        Daarna::Papier(papier) => inlezen::van_papier(model, papier),
        Daarna::Blijft | Daarna::Dicht => {
            if let Some(text) = said {
                model.meld(Toon::Let, text);
            }
            ga_verder(model);
        }
    }
}

/// A screen that was asked for while a form had to close first.
fn ga_verder(model: &mut Model) {
    if let Some(tab) = model.straks.take() {
        tab::ga_naar(model, tab);
    }
}

/// Takes the uppermost form away for which this is so.
fn haal_weg(model: &mut Model, is: impl Fn(&Concept) -> bool) {
    let fits = |plek: Option<Plek<'_>>| plek.is_some_and(|mut plek| is(plek.concept()));
    if fits(model.dialoog.as_mut().and_then(Plek::van_dialoog)) {
        model.sluit_dialoog();
        return;
    }
    if let Some(at) = model
        .onder
        .iter_mut()
        .rposition(|dialog| fits(Plek::van_dialoog(dialog)))
    {
        model.onder.remove(at);
        return;
    }
    if let Some(at) = model
        .lagen
        .iter_mut()
        .rposition(|laag| fits(Plek::van_laag(laag)))
    {
        model.lagen.remove(at);
    }
}

/// Records what the form on top says, in all these zaken or in none, and lets go of its draft with it.
/// `zeg` is said when it is recorded.
pub(super) fn sla_op(model: &mut Model, opdrachten: Vec<(ZaakId, Opdracht)>, zeg: Option<Melding>) {
    let sleutel = neem_sleutel(model);
    let effect = Effect::VoerUit(Uitvoering {
        opdrachten,
        concept: sleutel,
    });
    op_weg(model, effect, zeg);
}

/// The key of the draft of the form on top, after what was typed there last was handed to the store: when
/// recording fails, the draft is there.
pub(super) fn neem_sleutel(model: &mut Model) -> Option<Conceptsleutel> {
    bewaar(model);
    model.schrijfplek().map(|plek| plek.sleutel().clone())
}

/// Hands to the store what the form on top says; the form waits for the answer.
pub(super) fn op_weg(model: &mut Model, effect: Effect, zeg: Option<Melding>) {
    let nummer = model.wijzig_en_zeg(effect, zeg);
    if let Some(mut plek) = model.schrijfplek() {
        let concept = plek.concept();
        concept.fout = None;
        concept.bezig = Some(nummer);
    }
}

/// What a form said was recorded: it closes, and its draft is gone.
pub(super) fn vastgelegd(model: &mut Model, nummer: Nummer) {
    let mut gone = None;
    for mut plek in model.schrijfplekken() {
        if plek.concept().bezig == Some(nummer) {
            gone = Some(plek.sleutel().clone());
        }
    }
    if let Some(sleutel) = gone {
        model.concepten.remove(&sleutel);
        haal_weg(model, |concept| concept.bezig == Some(nummer));
    }
}

/// What a form said was not recorded: it stays as it is.
pub(super) fn geweigerd(model: &mut Model, nummer: Nummer, waarom: &str) {
    for mut plek in model.schrijfplekken() {
        let concept = plek.concept();
        if concept.bezig == Some(nummer) {
            concept.bezig = None;
            concept.fout = Some(waarom.to_owned());
        }
    }
}

/// Asks whether the draft of the form on top may go. Where there is none, the form just closes.
pub(super) fn vraag_weggooien(model: &mut Model) {
    let Some(mut plek) = model.schrijfplek() else {
        return;
    };
    let concept = plek.concept();
    if concept.wacht() {
        return;
    }
    if !concept.gewijzigd && !concept.staat() {
        sluit(model, Daarna::Dicht);
        return;
    }
    model.toon(Dialoog::Vraag(Vraag {
        tekst: "Concept weggooien? Wat hier is getypt, is dan weg.".to_owned(),
        dan: Dan::GooiWeg,
    }));
}

/// Throws the draft of the form on top away, and closes it. That never waits: who can not save must be able to
/// leave, and nobody wants these words back.
pub(super) fn gooi_weg(model: &mut Model, zeg: Melding) {
    let Some(plek) = model.schrijfplek() else {
        return;
    };
    let sleutel = plek.sleutel().clone();
    haal_weg(model, |concept| concept.sleutel == sleutel);
    let nummer = model.wijzig_stil(Effect::WisConcept(sleutel));
    if let Some(how) = model.onderweg.get_mut(&nummer) {
        how.zeg = Some(zeg);
    }
    ga_verder(model);
}

/// The form on top says what is known already: it closes, and so does its draft.
pub(super) fn ongewijzigd(model: &mut Model, zeg: Melding) {
    let Some(mut plek) = model.schrijfplek() else {
        return;
    };
    let concept = plek.concept();
    if concept.gewijzigd || concept.staat() {
        gooi_weg(model, zeg);
    } else {
        sluit(model, Daarna::Dicht);
        model.melding = Some(zeg);
    }
}

/// When what is on its way to the store is there, the input of this zaak opens.
pub(super) fn dan_input(model: &mut Model, zaak: ZaakId) {
    let number = model
        .schrijfplek()
        .and_then(|mut plek| plek.concept().bezig);
    if let Some(how) = number.and_then(|number| model.onderweg.get_mut(&number)) {
        how.naar_input = Some(zaak);
    }
}

/// A draft was thrown away, or not.
pub(super) fn weggegooid(model: &mut Model, result: Result<Conceptsleutel, String>) {
    match result {
        Ok(sleutel) => {
            model.concepten.remove(&sleutel);
        }
        Err(text) => model.meld(Toon::Fout, format!("het concept staat er nog. {text}")),
    }
}

/// Why something that was typed is not kept; none when everything is.
pub(super) fn niet_bewaard(model: &mut Model) -> Option<String> {
    model.schrijfplekken().find_map(|mut plek| {
        let concept = plek.concept();
        let lost = concept.ongeschreven || concept.onderweg.is_some();
        lost.then(|| concept.fout.clone().unwrap_or_default())
    })
}
