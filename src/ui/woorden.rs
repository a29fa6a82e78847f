//! Words and their colours that stand on more than one screen: the clock, the tag, the judgement.
//!
//! Must not know on which screen.

use chrono::{DateTime, Utc};
use ratatui::style::Style;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::verblijfregel;
use crate::app::model::Model;
use crate::domain::beoordeling::Oordeel;
use crate::domain::tag::Tag;
use crate::domain::termijn::Nood;
use crate::domain::tijd;
use crate::domain::zaak::Stand;

use crate::ui::thema::Thema;

/// What is left of the clock, as one word, and its colour.
#[must_use]
pub fn klokwoord(model: &Model, regel: &Dagregel, thema: &Thema) -> (String, Style) {
    let custody = &regel.verblijf;
    if !custody.tegenspraak.is_empty() {
        return (verblijfregel::TEGENSPRAAK.to_owned(), thema.acuut);
    }
    if custody.is_van_lijst() {
        return ("van lijst".to_owned(), thema.bijna);
    }
    if !regel.klok_loopt() {
        let style = if regel.is_weg() {
            thema.bijna
        } else {
            thema.dof
        };
        return (custody.waarde.kort().to_owned(), style);
    }
    let nood = regel.nood(&model.kennis);
    let text = match regel.klok.resterend_minuten {
        None => "onbekend".to_owned(),
        Some(minutes) if minutes < 0 => "voorbij".to_owned(),
        Some(minutes) => tijd::resterend(minutes),
    };
    let style = match nood {
        Nood::Onbekend | Nood::Verlopen | Nood::Spoed => thema.acuut,
        Nood::Bijna => thema.bijna,
        Nood::Ruim => thema.gewoon,
    };
    (text, style)
}

/// The tag as a word: a person's in its own colour, a proposal with a question mark.
#[must_use]
pub fn tag_woord(regel: &Dagregel, thema: &Thema) -> (String, Style) {
    match (regel.tag(), regel.voorstel()) {
        (Some(Tag::Hg), _) => ("HG".to_owned(), thema.accent.patch(thema.kop)),
        (Some(Tag::Twijfel), _) => ("twijfel".to_owned(), thema.bijna),
        (Some(Tag::Radar), _) => ("radar".to_owned(), thema.radar),
        (Some(Tag::GeenHg), _) => ("geen".to_owned(), thema.dof),
        (None, Some(Tag::Hg)) => ("?hg".to_owned(), thema.bijna),
        (None, Some(_)) => ("?radar".to_owned(), thema.bijna),
        (None, None) => ("·".to_owned(), thema.dof),
    }
}

/// Red flags are shown where VT looks: on lines that are followed or proposed.
#[must_use]
pub fn toont_vlag(regel: &Dagregel) -> bool {
    !regel.suggestie.vlaggen.is_empty()
        && !regel.is_gesloten()
        && (regel.voorstel().is_some() || regel.tag().is_some_and(Tag::volgt))
}

/// The judgement as a word.
#[must_use]
pub fn oordeel_woord(regel: &Dagregel, nu: DateTime<Utc>, thema: &Thema) -> (&'static str, Style) {
    let stand = &regel.zaak.stand;
    let style = oordeel_style(stand, nu, thema);
    match stand.oordeel() {
        none @ Oordeel::NogNietBeoordeeld if regel.tag() == Some(Tag::Hg) => {
            (none.kort(), thema.bijna)
        }
        Oordeel::NogNietBeoordeeld => ("", style),
        _ if stand.oordeel_verlopen(nu) => ("verlopen", style),
        known => (known.kort(), style),
    }
}

/// What is left, as one word, and its colour; of who was announced to leave before the clock ends, when.
#[must_use]
pub fn nog(model: &Model, regel: &Dagregel, thema: &Thema) -> (String, Style) {
    let announced = regel.verblijf.straks.as_ref().filter(|one| {
        let first = regel.klok.uiterlijk.is_none_or(|end| one.over <= end);
        !one.waarde.is_vast() && (first || !regel.klok_loopt())
    });
    match announced {
        Some(later) if regel.verblijf.tegenspraak.is_empty() => {
            (format!("weg {}", tijd::klok(later.over)), thema.acuut)
        }
        _ => klokwoord(model, regel, thema),
    }
}

/// The colour of the judgement as it stands at `nu`. The word always stands with it.
#[must_use]
pub fn oordeel_style(stand: &Stand, nu: DateTime<Utc>, thema: &Thema) -> Style {
    match stand.oordeel() {
        // Safe until yesterday is not safe.
        Oordeel::VoldoendeVeilig if stand.oordeel_verlopen(nu) => thema.bijna,
        known => kleur(known, thema),
    }
}

/// The colour of a judgement. The word always stands with it.
#[must_use]
pub fn kleur(oordeel: Oordeel, thema: &Thema) -> Style {
    match oordeel {
        Oordeel::AcuutOnveilig => thema.acuut,
        Oordeel::StructureelOnveilig | Oordeel::OnvoldoendeZicht => thema.bijna,
        Oordeel::VoldoendeVeilig => thema.goed,
        Oordeel::NogNietBeoordeeld => thema.dof,
    }
}
