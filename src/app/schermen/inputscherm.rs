//! The screen of the input: recipient and lines at the left, the text exactly as it leaves at the
//! right.
//!
//! Must not know how the text is composed (`send`), nor how it is written (`shell`).

use chrono::{DateTime, Utc};
use crossterm::event::KeyEvent;
use ratatui_textarea::TextArea;

use crate::domain::beoordeling::VastgesteldeBeoordeling;
use crate::domain::decide::Weigering;
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::input::{Ontvanger, Vorm};
use crate::domain::teken::ingevoerd;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::send::ondertekening::IN_TE_VULLEN;
use crate::send::opstelling::{Context, Opstelling, opstelling};
use crate::send::tekst::tekst;

/// Headings and width of the text, for who draws it.
pub use crate::send::opstelling::{Kop, Merk};
pub use crate::send::tekst::{BREEDTE, pagina_einden};

use crate::app::concept;
use crate::app::concept::Concept;
use crate::app::dialogen::vraag::{Dan, Vraag};
use crate::app::formulieren::mondeling;
use crate::app::keymap::Action;
use crate::app::model::{Dialoog, Laag, Model, Toon};
use crate::app::msg::Verzending;
use crate::app::schuif::Schuif;
use crate::app::velden::formulier::{Gevolg, Waarde, Waarden};
use crate::app::velden::tekstveld::{area_key, tekstvak};

/// Name of the draft of words that were changed by hand.
pub const CONCEPT: &str = "input";

/// The screen.
#[derive(Debug)]
pub struct InputScherm {
    /// Which zaak.
    pub zaak: ZaakId,
    /// The assessment on which the text rests.
    pub beoordeling: Option<EventId>,
    /// What can be said to the recipient.
    pub opstelling: Opstelling,
    /// Which line has the cursor.
    pub cursor: usize,
    /// How it leaves.
    pub vorm: Vorm,
    /// The words as the worker changed them; none as long as they are the program's.
    pub eigen: Option<Box<TextArea<'static>>>,
    /// The words are being edited now.
    pub bewerken: bool,
    /// The draft of the words.
    pub concept: Concept,
    /// Decision or custody is another than when the words that were found again were changed.
    pub verouderd: bool,
    /// First line of the text on screen.
    pub begin: Schuif,
}

impl InputScherm {
    /// The words are being edited now.
    #[must_use]
    pub fn bewerkt(&self) -> bool {
        self.bewerken
    }

    /// The text exactly as it would leave.
    #[must_use]
    pub fn tekst(&self) -> String {
        match &self.eigen {
            Some(area) => self.opstelling.poort.tekst(&area.lines().join("\n")),
            None => tekst(&self.opstelling),
        }
    }

    fn aantal(&self) -> usize {
        self.opstelling.regels().count()
    }
}

/// Opens the screen for a zaak.
pub fn open(model: &mut Model, id: ZaakId) {
    let found = model
        .lijst
        .zoek(id)
        .map(|regel| (regel.zaak.clone(), regel.tag()));
    let Some((zaak, tag)) = found else {
        model.meld(Toon::Let, "Deze zaak staat niet op de lijst van vandaag.");
        return;
    };
    if !tag.is_some_and(crate::domain::tag::Tag::volgt) {
        model.meld(Toon::Let, Weigering::NietGevolgd.to_string());
        return;
    }
    let holds = zaak
        .stand
        .beoordeling()
        .map(|one: &VastgesteldeBeoordeling| one.id);
    // Before there is a judgement only who needs none can be told something.
    let first = if holds.is_some() {
        Ontvanger::Om
    } else {
        Ontvanger::Kpc
    };
    match stel_op(model, &zaak, first) {
        Ok(opstelling) => model.lagen.push(Laag::Input(Box::new(InputScherm {
            zaak: id,
            beoordeling: holds,
            opstelling,
            cursor: 0,
            vorm: Vorm::Eml,
            eigen: None,
            bewerken: false,
            concept: Concept::nieuw(id, CONCEPT),
            verouderd: false,
            begin: Schuif::default(),
        }))),
        Err(text) => {
            model.meld(Toon::Fout, text);
            return;
        }
    }
    concept::zoek(model);
}

/// What a draft keeps of the words: for whom, resting on which assessment.
#[must_use]
pub fn concept(scherm: &InputScherm) -> Waarden {
    [
        ("ontvanger", scherm.opstelling.ontvanger.code().to_owned()),
        (
            "beoordeling",
            scherm
                .beoordeling
                .map_or_else(String::new, |one| one.to_string()),
        ),
        ("tekst", scherm.tekst()),
        ("stand", scherm.opstelling.stand().join(" ")),
        ("nu", scherm.opstelling.nu.timestamp_millis().to_string()),
    ]
    .into_iter()
    .map(|(key, text)| (key.to_owned(), Waarde::Tekst(text)))
    .collect()
}

/// A draft was found. Words that rest on an assessment that no longer holds stay away.
pub fn concept_gevonden(model: &mut Model, zaak: ZaakId, waarden: &Waarden, op: DateTime<Utc>) {
    let text = |key: &str| match waarden.get(key) {
        Some(Waarde::Tekst(text)) => text.clone(),
        _ => String::new(),
    };
    let Some(whole) = model.lijst.zoek(zaak).map(|regel| regel.zaak.clone()) else {
        return;
    };
    let holds = whole
        .stand
        .beoordeling()
        .map_or_else(String::new, |one| one.id.to_string());
    let made = Ontvanger::from_code(&text("ontvanger")).map(|who| stel_op(model, &whole, who));
    let (Some(Ok(made)), true) = (made, holds == text("beoordeling")) else {
        return;
    };
    // The same moment, so that only what happened since differs, and not what the clock says.
    let toen = text("nu").parse().ok();
    let toen = toen.and_then(DateTime::from_timestamp_millis).unwrap_or(op);
    let verouderd = opnieuw(model, zaak, made.ontvanger, toen)
        .is_none_or(|then| then.stand().join(" ") != text("stand"));
    let Some(Laag::Input(scherm)) = model.lagen.iter_mut().find(
        |laag| matches!(laag, Laag::Input(scherm) if scherm.zaak == zaak && scherm.eigen.is_none()),
    ) else {
        return;
    };
    scherm.opstelling = made;
    scherm.eigen = Some(Box::new(tekstvak(&text("tekst"))));
    scherm.verouderd = verouderd;
    scherm.concept.teruggehaald = Some(op);
    model.meld(
        Toon::Goed,
        format!("Bewerkte tekst van {} teruggehaald.", tijd::klok(op)),
    );
}

fn stel_op(model: &Model, zaak: &Zaak, who: Ontvanger) -> Result<Opstelling, String> {
    let profiel = model
        .kennis
        .ontvangers
        .voor(who)
        .map_err(|missing| missing.to_string())?;
    Ok(opstelling(
        zaak,
        profiel,
        &model.kennis.voorwaarden,
        &context(model, zaak.id),
    ))
}

/// The same proposal with what the zaak says now, at the moment of the first one: what differs is news.
fn opnieuw(
    model: &Model,
    zaak: ZaakId,
    ontvanger: Ontvanger,
    toen: DateTime<Utc>,
) -> Option<Opstelling> {
    let zaak = &model.lijst.zoek(zaak)?.zaak;
    let profiel = model.kennis.ontvangers.voor(ontvanger).ok()?;
    let then = Context {
        nu: toen,
        ..context(model, zaak.id)
    };
    Some(opstelling(zaak, profiel, &model.kennis.voorwaarden, &then))
}

/// Who composes now about which zaak, and how VT can be reached.
#[must_use]
pub fn context(model: &Model, zaak: ZaakId) -> Context {
    Context {
        klok: model
            .lijst
            .zoek(zaak)
            .and_then(|regel| regel.klok.uiterlijk),
        nu: model.nu,
        opsteller: model.tafel.medewerker.clone(),
        vt_naam: model.tafel.vt.clone(),
        bereikbaar: model.tafel.bereikbaar.clone(),
        tafel: model.tafel.naam.clone(),
        oefenen: model.tafel.oefenen,
    }
}

/// Handles a command on the input.
pub fn doe(model: &mut Model, action: Action) {
    let page = 10;
    let Some(Laag::Input(scherm)) = model.lagen.last_mut() else {
        return;
    };
    match action {
        Action::Terug if scherm.bewerken => scherm.bewerken = false,
        Action::Terug => concept::verlaat(model),
        Action::GooiWeg => concept::vraag_weggooien(model),
        Action::Omlaag => {
            scherm.cursor = (scherm.cursor + 1).min(scherm.aantal().saturating_sub(1));
        }
        Action::Omhoog => scherm.cursor = scherm.cursor.saturating_sub(1),
        Action::PaginaOmlaag | Action::PaginaOmhoog => {
            scherm.begin.doe(action, page);
        }
        Action::Vink => vink(model),
        Action::Bewerken => {
            if scherm.eigen.is_none() {
                scherm.eigen = Some(Box::new(tekstvak(&tekst(&scherm.opstelling))));
            }
            scherm.bewerken = true;
        }
        Action::Vorm => {
            scherm.vorm = match scherm.vorm {
                Vorm::Eml => Vorm::Txt,
                Vorm::Txt | Vorm::Mondeling => Vorm::Eml,
            };
        }
        Action::Versturen => vraag_versturen(model),
        Action::Mondeling => mondeling::open(model),
        _ => {}
    }
}

/// Handles the keys that walk through the recipients.
pub fn wissel_ontvanger(model: &mut Model, forward: bool) {
    let Some(Laag::Input(scherm)) = model.lagen.last() else {
        return;
    };
    if scherm.eigen.is_some() {
        model.meld(
            Toon::Let,
            "De tekst is met de hand bewerkt. Ctrl-X gooit hem weg; i begint dan overnieuw voor een ander.",
        );
        return;
    }
    let count = Ontvanger::ALLE.len();
    let at = Ontvanger::ALLE
        .iter()
        .position(|who| *who == scherm.opstelling.ontvanger)
        .unwrap_or(0);
    let next = if forward { at + 1 } else { at + count - 1 } % count;
    let who = Ontvanger::ALLE.get(next).copied().unwrap_or(Ontvanger::Om);
    let id = scherm.zaak;
    let Some(zaak) = model.lijst.zoek(id).map(|regel| regel.zaak.clone()) else {
        return;
    };
    match stel_op(model, &zaak, who) {
        Ok(made) => {
            if let Some(Laag::Input(scherm)) = model.lagen.last_mut() {
                scherm.opstelling = made;
                scherm.cursor = 0;
                scherm.begin.naar_begin();
            }
        }
        Err(text) => model.meld(Toon::Fout, text),
    }
}

fn vink(model: &mut Model) {
    let Some(Laag::Input(scherm)) = model.lagen.last_mut() else {
        return;
    };
    if scherm.eigen.is_some() {
        model.meld(
            Toon::Let,
            "De tekst is met de hand bewerkt; wijzig hem met e, of gooi hem weg met Ctrl-X.",
        );
        return;
    }
    let chosen = scherm
        .opstelling
        .regels()
        .nth(scherm.cursor)
        .map(|(kop, line)| (kop, line.sleutel.clone(), line.aan, line.altijd()));
    if let Some((kop, key, on, stays)) = chosen {
        if on && stays {
            model.meld(Toon::Let, format!("{} staat er altijd in.", kop.titel()));
        } else {
            scherm.opstelling.zet(&key, !on);
        }
    }
}

/// Handles a key that is no command: the edited text takes it.
pub fn toets(model: &mut Model, key: &KeyEvent) {
    if let Some(Laag::Input(scherm)) = model.lagen.last_mut()
        && scherm.bewerken
        && let Some(area) = &mut scherm.eigen
        && area_key(area, key) == Gevolg::Gewijzigd
    {
        concept::getypt(model);
    }
}

/// Handles pasted text.
pub fn plak(model: &mut Model, text: &str) {
    if let Some(Laag::Input(scherm)) = model.lagen.last_mut()
        && scherm.bewerken
        && let Some(area) = &mut scherm.eigen
    {
        area.insert_str(ingevoerd(text));
        concept::getypt(model);
    }
}

/// What the suspect could read, as the question before sending names it; empty when nothing.
fn leest_mee(scherm: &InputScherm) -> String {
    let made = &scherm.opstelling;
    if !made.verdachte_kan_lezen() {
        return String::new();
    }
    // Nobody but the worker knows what stands in words that were changed by hand.
    if scherm.eigen.is_some() {
        return "De verdachte kan deze tekst lezen; u hebt hem zelf bewerkt. Mag dat? ".to_owned();
    }
    match made.leest_mee().as_slice() {
        [] => String::new(),
        all => format!("De verdachte kan dit lezen: {}. Mag dat? ", all.join(", ")),
    }
}

/// Decision or custody is another than when the text was composed: the text is made anew, and nothing
/// leaves until the worker has seen it.
fn nieuws(model: &mut Model) -> bool {
    let Some(Laag::Input(scherm)) = model.lagen.last() else {
        return false;
    };
    let made = &scherm.opstelling;
    let Some(mut fresh) = opnieuw(model, scherm.zaak, made.ontvanger, made.nu) else {
        return false;
    };
    if !scherm.verouderd && fresh.stand() == made.stand() {
        return false;
    }
    let said = fresh.stand().join(" ");
    fresh.neem_vinkjes_over(&scherm.opstelling);
    let mut by_hand = false;
    if let Some(Laag::Input(scherm)) = model.lagen.last_mut() {
        by_hand = scherm.eigen.is_some();
        scherm.opstelling = fresh;
        scherm.verouderd = false;
    }
    let then = if by_hand {
        "Pas uw eigen tekst daarop aan en verstuur dan"
    } else {
        "De tekst is bijgewerkt; lees hem en verstuur dan"
    };
    model.meld(Toon::Let, format!("Er is iets veranderd: {said} {then}."));
    true
}

fn vraag_versturen(model: &mut Model) {
    let Some(Laag::Input(scherm)) = model.lagen.last() else {
        return;
    };
    let text = scherm.tekst();
    if text.trim().is_empty() {
        model.meld(Toon::Fout, Weigering::TekstOntbreekt.to_string());
        return;
    }
    let holds = model
        .lijst
        .zoek(scherm.zaak)
        .and_then(|regel| regel.zaak.stand.beoordeling().map(|one| one.id));
    let who = scherm.opstelling.ontvanger;
    let refusal = if holds != scherm.beoordeling {
        Some(Weigering::BeoordelingVerouderd)
    } else if holds.is_none() && !who.kan_zonder_oordeel() {
        Some(Weigering::GeenBeoordeling)
    } else {
        None
    };
    if let Some(refusal) = refusal {
        model.meld(Toon::Fout, refusal.to_string());
        return;
    }
    if nieuws(model) {
        return;
    }
    let Some(Laag::Input(scherm)) = model.lagen.last() else {
        return;
    };
    let holds = model
        .lijst
        .zoek(scherm.zaak)
        .and_then(|regel| regel.zaak.stand.beoordeling());
    let bare = holds.is_some_and(|one| {
        one.inhoud.is_acuut()
            && one.inhoud.voorwaarden.is_empty()
            && one.inhoud.verzoeken.is_empty()
    });
    let mut warning = String::new();
    if bare {
        warning.push_str("Let op: acuut, maar zonder voorwaarden en zonder verzoek. ");
    }
    if text.contains(IN_TE_VULLEN) {
        warning.push_str(&format!("Let op: in de tekst staat nog {IN_TE_VULLEN}. "));
    }
    let question = format!(
        "{warning}{}Versturen aan {}, als .{} in map {}? U mailt het daarna zelf; dit kan niet terug.",
        leest_mee(scherm),
        who.label(),
        scherm.vorm.code(),
        model.tafel.uitmap
    );
    let sending = Verzending {
        zaak: scherm.zaak,
        ontvanger: who,
        vorm: scherm.vorm,
        grond: scherm.opstelling.grond.clone(),
        tekst: text,
        beoordeling: scherm.beoordeling,
        concept: Some(scherm.concept.sleutel.clone()),
    };
    model.toon(Dialoog::Vraag(Vraag {
        tekst: question,
        dan: Dan::Verstuur(Box::new(sending)),
    }));
}
