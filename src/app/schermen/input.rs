//! The screen of the input: recipient and lines at the left, the text exactly as it leaves at the
//! right.
//!
//! Must not know how the text is composed (`send`), nor how it is written (`shell`).

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui_textarea::TextArea;

use crate::domain::decide::Weigering;
use crate::domain::ids::{EventId, ZaakId};
use crate::domain::input::{Ontvanger, Vorm};
use crate::domain::tag::Tag;
use crate::domain::teken::ingevoerd;
use crate::domain::tijd;
use crate::domain::zaak::Zaak;
use crate::send::ondertekening::IN_TE_VULLEN;
use crate::send::opstelling::{Context as Opstelcontext, Opstelling, opstelling};
use crate::send::tekst::tekst;

/// Headings and width of the text, for who draws it.
pub use crate::send::opstelling::{Kop, Merk};
pub use crate::send::tekst::{BREEDTE, pagina_einden};

use crate::app::afgeleid::opstelcontext::context;
use crate::app::blik::Blik;
use crate::app::concept::{Concept, Daarna};
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Doel, Mondeling};
use crate::app::keymap::{Action, Context};
use crate::app::msg::{Effect, Nummer, Verzending};
use crate::app::scherm::{Scherm, Schrijfplek, niet_te_plakken, verder_met};
use crate::app::schuif::Schuif;
use crate::app::velden::formulier::{Waarde, Waarden};
use crate::app::velden::gevolg::Gevolg;
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
    /// The text exactly as it would leave.
    #[must_use]
    pub fn tekst(&self) -> String {
        match &self.eigen {
            Some(area) => self.opstelling.poort.tekst(&area.lines().join("\n")),
            None => tekst(&self.opstelling),
        }
    }

    /// The input of a zaak.
    ///
    /// # Errors
    /// What is said where nothing can be told to anybody.
    pub fn open(blik: &Blik, id: ZaakId) -> Result<InputScherm, Daden> {
        let Some(regel) = blik.lijst.zoek(id) else {
            let text = "Deze zaak staat niet op de lijst van vandaag.";
            return Err(Daad::let_op(text).into());
        };
        if !regel.tag().is_some_and(Tag::volgt) {
            return Err(Daad::let_op(Weigering::NietGevolgd.to_string()).into());
        }
        let holds = regel.zaak.stand.beoordeling().map(|one| one.id);
        // Before there is a judgement only who needs none can be told something.
        let first = if holds.is_some() {
            Ontvanger::Om
        } else {
            Ontvanger::Kpc
        };
        let opstelling = stel_op(blik, &regel.zaak, first).map_err(Daad::fout)?;
        Ok(InputScherm {
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
        })
    }

    /// Walks through the recipients.
    fn wissel_ontvanger(&mut self, blik: &Blik, forward: bool) -> Daden {
        if self.eigen.is_some() {
            return Daad::let_op(
                "De tekst is met de hand bewerkt. Ctrl-X gooit hem weg; i begint dan overnieuw voor een ander.",
            )
            .into();
        }
        let count = Ontvanger::ALLE.len();
        let at = Ontvanger::ALLE
            .iter()
            .position(|who| *who == self.opstelling.ontvanger)
            .unwrap_or(0);
        let next = if forward { at + 1 } else { at + count - 1 } % count;
        let who = Ontvanger::ALLE.get(next).copied().unwrap_or(Ontvanger::Om);
        let Some(regel) = blik.lijst.zoek(self.zaak) else {
            return Daden::new();
        };
        match stel_op(blik, &regel.zaak, who) {
            Ok(made) => {
                self.opstelling = made;
                self.cursor = 0;
                self.begin.naar_begin();
                Daden::new()
            }
            Err(text) => Daad::fout(text).into(),
        }
    }

    fn vink(&mut self) -> Daden {
        if self.eigen.is_some() {
            return Daad::let_op(
                "De tekst is met de hand bewerkt; wijzig hem met e, of gooi hem weg met Ctrl-X.",
            )
            .into();
        }
        let line = self.opstelling.regels().nth(self.cursor);
        let chosen = line.map(|(kop, line)| (kop, line.sleutel.clone(), line.aan, line.altijd()));
        if let Some((kop, key, on, stays)) = chosen {
            if on && stays {
                return Daad::let_op(format!("{} staat er altijd in.", kop.titel())).into();
            }
            self.opstelling.zet(&key, !on);
        }
        Daden::new()
    }

    /// What the suspect could read, as the question before sending names it; empty when nothing.
    fn leest_mee(&self) -> String {
        let made = &self.opstelling;
        if !made.verdachte_kan_lezen() {
            return String::new();
        }
        // Nobody but the worker knows what stands in words that were changed by hand.
        if self.eigen.is_some() {
            return "De verdachte kan deze tekst lezen; u hebt hem zelf bewerkt. Mag dat? "
                .to_owned();
        }
        match made.leest_mee().as_slice() {
            [] => String::new(),
            all => format!("De verdachte kan dit lezen: {}. Mag dat? ", all.join(", ")),
        }
    }

    /// Decision or custody is another than when the text was composed: the text is made anew, and nothing
    /// leaves until the worker has seen it.
    fn nieuws(&mut self, blik: &Blik) -> Option<Daad> {
        let made = &self.opstelling;
        let mut fresh = opnieuw(blik, self.zaak, made.ontvanger, made.nu)?;
        if !self.verouderd && fresh.stand() == made.stand() {
            return None;
        }
        let said = fresh.stand().join(" ");
        fresh.neem_vinkjes_over(&self.opstelling);
        self.opstelling = fresh;
        self.verouderd = false;
        let then = if self.eigen.is_some() {
            "Pas uw eigen tekst daarop aan en verstuur dan"
        } else {
            "De tekst is bijgewerkt; lees hem en verstuur dan"
        };
        Some(Daad::let_op(format!(
            "Er is iets veranderd: {said} {then}."
        )))
    }

    fn vraag_versturen(&mut self, blik: &Blik) -> Daden {
        let text = self.tekst();
        if text.trim().is_empty() {
            return Daad::fout(Weigering::TekstOntbreekt.to_string()).into();
        }
        let line = blik.lijst.zoek(self.zaak);
        let holds = line.and_then(|regel| regel.zaak.stand.beoordeling());
        let who = self.opstelling.ontvanger;
        let refusal = if holds.map(|one| one.id) != self.beoordeling {
            Some(Weigering::BeoordelingVerouderd)
        } else if holds.is_none() && !who.kan_zonder_oordeel() {
            Some(Weigering::GeenBeoordeling)
        } else {
            None
        };
        if let Some(refusal) = refusal {
            return Daad::fout(refusal.to_string()).into();
        }
        if let Some(news) = self.nieuws(blik) {
            return news.into();
        }
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
            self.leest_mee(),
            who.label(),
            self.vorm.code(),
            blik.tafel.uitmap
        );
        let sending = Verzending {
            zaak: self.zaak,
            ontvanger: who,
            vorm: self.vorm,
            grond: self.opstelling.grond.clone(),
            tekst: text,
            beoordeling: self.beoordeling,
            concept: Some(self.concept.sleutel.clone()),
        };
        let send = Daad::OpWeg(Effect::Verstuur(Box::new(sending)), None);
        Daad::Eerst(question, send.into()).into()
    }
}

impl Scherm for InputScherm {
    fn naam(&self) -> &'static str {
        "Input"
    }

    fn contexten(&self, _blik: &Blik) -> &'static [Context] {
        if self.bewerken {
            &[Context::InputTekst]
        } else {
            &[Context::Input]
        }
    }

    fn zaak(&self, _blik: &Blik) -> Option<ZaakId> {
        Some(self.zaak)
    }

    fn typt(&self) -> bool {
        self.bewerken
    }

    fn doe(&mut self, blik: &Blik, action: Action, key: &KeyEvent) -> Daden {
        match action {
            Action::Terug if self.bewerken => self.bewerken = false,
            Action::Terug => return Daad::Verlaat(Daarna::Dicht).into(),
            Action::GooiWeg => return Daad::VraagWeggooien.into(),
            Action::Wissel => return self.wissel_ontvanger(blik, key.code == KeyCode::Right),
            Action::Omlaag => {
                let count = self.opstelling.regels().count();
                self.cursor = (self.cursor + 1).min(count.saturating_sub(1));
            }
            Action::Omhoog => self.cursor = self.cursor.saturating_sub(1),
            Action::PaginaOmlaag | Action::PaginaOmhoog => {
                self.begin.doe(action, 10);
            }
            Action::Vink => return self.vink(),
            Action::Bewerken => {
                let made = &self.opstelling;
                self.eigen
                    .get_or_insert_with(|| Box::new(tekstvak(&tekst(made))));
                self.bewerken = true;
            }
            Action::Vorm => {
                self.vorm = match self.vorm {
                    Vorm::Eml => Vorm::Txt,
                    Vorm::Txt | Vorm::Mondeling => Vorm::Eml,
                };
            }
            Action::Versturen => return self.vraag_versturen(blik),
            Action::Mondeling => {
                let over = Mondeling {
                    zaak: self.zaak,
                    ontvanger: self.opstelling.ontvanger,
                    grond: self.opstelling.grond.clone(),
                };
                return Deur::Klein(Doel::Mondeling(over)).into();
            }
            _ => {}
        }
        Daden::new()
    }

    /// The edited text takes a key that is no command.
    fn toets(&mut self, _blik: &Blik, key: &KeyEvent) -> Daden {
        match &mut self.eigen {
            Some(area) if self.bewerken => match area_key(area, key) {
                Gevolg::Gewijzigd => Daad::Getypt.into(),
                Gevolg::Niets | Gevolg::Bewogen => Daden::new(),
            },
            _ => Daden::new(),
        }
    }

    fn plak(&mut self, _blik: &Blik, text: &str) -> Daden {
        match &mut self.eigen {
            Some(area) if self.bewerken => {
                area.insert_str(ingevoerd(text));
                Daad::Getypt.into()
            }
            _ => niet_te_plakken(),
        }
    }

    fn schrijft(&mut self) -> Option<&mut dyn Schrijfplek> {
        Some(self)
    }

    fn wacht(&self) -> bool {
        self.concept.wacht()
    }

    fn op_weg(&mut self, nummer: Nummer) {
        self.concept.op_weg(nummer);
    }

    fn beslist(&mut self, nummer: Nummer, fout: Option<&str>) -> bool {
        self.concept.beslist(nummer, fout)
    }
}

impl Schrijfplek for InputScherm {
    fn concept(&self) -> &Concept {
        &self.concept
    }

    fn concept_mut(&mut self) -> &mut Concept {
        &mut self.concept
    }

    /// What a draft keeps of the words: for whom, resting on which assessment.
    fn waarden(&self) -> Waarden {
        let beoordeling = self.beoordeling.map(|one| one.to_string());
        [
            ("ontvanger", self.opstelling.ontvanger.code().to_owned()),
            ("beoordeling", beoordeling.unwrap_or_default()),
            ("tekst", self.tekst()),
            ("stand", self.opstelling.stand().join(" ")),
            ("nu", self.opstelling.nu.timestamp_millis().to_string()),
        ]
        .into_iter()
        .map(|(key, text)| (key.to_owned(), Waarde::Tekst(text)))
        .collect()
    }

    /// Words that rest on an assessment that no longer holds stay away.
    fn leg_terug(&mut self, blik: &Blik, waarden: &Waarden, op: DateTime<Utc>) -> Daden {
        let text = |key: &str| match waarden.get(key) {
            Some(Waarde::Tekst(text)) => text.clone(),
            _ => String::new(),
        };
        let Some(regel) = blik.lijst.zoek(self.zaak).filter(|_| self.eigen.is_none()) else {
            return Daden::new();
        };
        let holds = regel.zaak.stand.beoordeling();
        let holds = holds.map_or_else(String::new, |one| one.id.to_string());
        let made = Ontvanger::from_code(&text("ontvanger"))
            .and_then(|who| stel_op(blik, &regel.zaak, who).ok())
            .filter(|_| holds == text("beoordeling"));
        let Some(made) = made else {
            return Daden::new();
        };
        // The same moment, so that only what happened since differs, and not what the clock says.
        let toen = text("nu").parse().ok();
        let toen = toen.and_then(DateTime::from_timestamp_millis).unwrap_or(op);
        self.verouderd = opnieuw(blik, self.zaak, made.ontvanger, toen)
            .is_none_or(|then| then.stand().join(" ") != text("stand"));
        self.opstelling = made;
        self.eigen = Some(Box::new(tekstvak(&text("tekst"))));
        self.concept.teruggehaald = Some(op);
        let said = format!("Bewerkte tekst van {} teruggehaald.", tijd::klok(op));
        Daad::goed(said).into()
    }

    fn zin_bij_verlaten(&self) -> String {
        verder_met("i")
    }
}

fn stel_op(blik: &Blik, zaak: &Zaak, who: Ontvanger) -> Result<Opstelling, String> {
    let profiel = blik
        .kennis
        .ontvangers
        .voor(who)
        .map_err(|missing| missing.to_string())?;
    let voorwaarden = &blik.kennis.voorwaarden;
    Ok(opstelling(
        zaak,
        profiel,
        voorwaarden,
        &context(blik, zaak.id),
    ))
}

/// The same proposal with what the zaak says now, at the moment of the first one: what differs is news.
fn opnieuw(
    blik: &Blik,
    zaak: ZaakId,
    ontvanger: Ontvanger,
    toen: DateTime<Utc>,
) -> Option<Opstelling> {
    let zaak = &blik.lijst.zoek(zaak)?.zaak;
    let profiel = blik.kennis.ontvangers.voor(ontvanger).ok()?;
    let then = Opstelcontext {
        nu: toen,
        ..context(blik, zaak.id)
    };
    Some(opstelling(zaak, profiel, &blik.kennis.voorwaarden, &then))
}
