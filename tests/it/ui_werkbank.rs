//! A bench for stories on the screen: a model with a fixed clock, keys by name, answers by hand, and
//! a picture of what is drawn. No store, no terminal, no files beside the assets.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use uuid::Uuid;
use zsmtafel::app::afgeleid::dagregel::Dagregel;
use zsmtafel::app::afgeleid::lijst::Lijstkop;
use zsmtafel::app::kennis::{Drempels, Kennis, Tafel};
use zsmtafel::app::model::{Model, Verzoek};
use zsmtafel::app::msg::{Antwoord, Dag, Dossier, Effect, Msg};
use zsmtafel::app::update::{begin, update};
use zsmtafel::app::velden::formulier::Waarden;
use zsmtafel::domain::beoordeling::VastgesteldeBeoordeling;
use zsmtafel::domain::bereikbaarheid::Bereikbaarheid;
use zsmtafel::domain::decide::{Opdracht, decide};
use zsmtafel::domain::event::{Gebeurtenis, Recorded};
use zsmtafel::domain::fold::fold;
use zsmtafel::domain::gemeente::Gemeenten;
use zsmtafel::domain::ids::{EventId, LezingId, ZaakId};
use zsmtafel::domain::kalender::Kalender;
use zsmtafel::domain::lijstregel::{Bron, Lijstregel};
use zsmtafel::domain::signaal::Regels;
use zsmtafel::domain::termijn::Termijnregels;
use zsmtafel::domain::zaak::{Stand, Zaak};
use zsmtafel::import::CorvVorm;
use zsmtafel::ui;
use zsmtafel::ui::thema::{Keuze, Thema};

use crate::import_hulp::{lees_voorbeeld, lokaal, profielen, zaak_id};

/// The window that the program must fit in, and an ordinary one.
pub const KLEIN: (u16, u16) = (80, 24);
pub const GEWOON: (u16, u16) = (120, 40);

pub fn kennis() -> Kennis {
    Kennis {
        signalen: Regels::nieuw(
            toml::from_str(include_str!("../../assets/signalen.toml")).unwrap(),
        )
        .unwrap(),
        termijnen: Termijnregels::nieuw(
            toml::from_str(include_str!("../../assets/termijnen.toml")).unwrap(),
        )
        .unwrap(),
        gemeenten: Gemeenten::nieuw(
            toml::from_str(include_str!("../../assets/gemeenten.toml")).unwrap(),
        )
        .unwrap(),
        bereikbaarheid: Bereikbaarheid::nieuw(
            toml::from_str(include_str!("../../assets/bereikbaarheid.toml")).unwrap(),
        )
        .unwrap(),
        modaliteiten: crate::domain_modaliteit::lijst(),
        aandachtspunten: crate::domain_aandachtspunt::lijst(),
        kalender: Kalender::nieuw(
            toml::from_str(include_str!("../../assets/feestdagen.toml")).unwrap(),
        )
        .unwrap(),
        eigen_vt: Some("ZO".to_owned()),
        zelf_dienst: false,
        corv: CorvVorm::nieuw(toml::from_str(include_str!("../../assets/corv.toml")).unwrap())
            .unwrap(),
        profielen: profielen().clone(),
        voorwaarden: toml::from_str(include_str!("../../assets/voorwaarden.toml")).unwrap(),
        ontvangers: toml::from_str(include_str!("../../assets/ontvangers.toml")).unwrap(),
        drempels: Drempels::default(),
    }
}

pub fn tafel() -> Tafel {
    Tafel {
        naam: "Oost-Brabant".to_owned(),
        vt: "VT Zuidoost-Brabant".to_owned(),
        medewerker: "A. de Boer".to_owned(),
        bereikbaar: "06 12345678, vandaag tot 17:00".to_owned(),
        uitmap: "uit".to_owned(),
        inmap: "Downloads".to_owned(),
        oefenen: false,
        slot_na_minuten: 15,
        bewaardagen: 7,
        ..Tafel::default()
    }
}

/// A model that a test plays on.
pub struct Werkbank {
    pub model: Model,
    /// What was asked and not answered yet, oldest first.
    pub open: Vec<Verzoek>,
    events: std::collections::HashMap<ZaakId, Vec<Recorded>>,
}

impl Werkbank {
    /// A program that was just started, at 08:12 on 20 November 2026 in Amsterdam.
    pub fn start() -> Werkbank {
        let nu = lokaal("2026-11-20T08:12:00");
        let mut model = Model::nieuw(Arc::new(kennis()), tafel(), nu, GEWOON);
        let open = begin(&mut model);
        Werkbank {
            model,
            open,
            events: std::collections::HashMap::new(),
        }
    }

    /// An open table with the sample list of the morning.
    pub fn met_lijst() -> Werkbank {
        let lijst = lees_voorbeeld("verdachtenmonitor.csv");
        Werkbank::met_regels(lijst.regels)
    }

    /// An open table with these lines.
    pub fn met_regels(regels: Vec<Lijstregel>) -> Werkbank {
        let mut bank = Werkbank::start();
        bank.antwoord(Antwoord::Geopend(Ok(tafel())));
        let nu = bank.model.nu;
        let bron = Bron {
            lezing: LezingId(Uuid::from_u128(1)),
            bestand: "verdachtenmonitor.csv".to_owned(),
            sha256: String::new(),
            gelezen: lokaal("2026-11-20T07:30:00"),
            peil: None,
        };
        let lines = regels
            .into_iter()
            .map(|regel| {
                let zaak = Zaak {
                    id: zaak_id(&regel),
                    regel,
                    bron: bron.clone(),
                    stand: Stand::default(),
                };
                Dagregel::nieuw(zaak, false, &bank.model.kennis, nu)
            })
            .collect();
        bank.antwoord(Antwoord::Dag(Ok(Dag {
            kop: Some(Lijstkop {
                gelezen: bron.gelezen,
                bestand: bron.bestand,
                ..Lijstkop::default()
            }),
            regels: lines,
            ..Dag::default()
        })));
        bank
    }

    /// The zaak of a suspect by family name.
    pub fn zaak(&self, achternaam: &str) -> ZaakId {
        self.model
            .lijst
            .alle()
            .iter()
            .find(|line| line.zaak.regel.naam.achternaam == achternaam)
            .unwrap_or_else(|| panic!("{achternaam} is not on the list"))
            .zaak
            .id
    }

    /// Selects a suspect on the list.
    pub fn kies(&mut self, achternaam: &str) -> ZaakId {
        let id = self.zaak(achternaam);
        self.model.blik.lijst.kies(id);
        id
    }

    /// Sends a message and keeps what it asks for.
    pub fn stuur(&mut self, msg: Msg) {
        let nu = self.model.nu;
        self.open.extend(update(&mut self.model, msg, nu));
    }

    /// Lets time go on.
    pub fn wacht(&mut self, duur: TimeDelta) {
        let nu = self.model.nu + duur;
        self.open.extend(update(&mut self.model, Msg::Tik, nu));
    }

    /// Presses keys by the names of the keymap, separated by blanks: `h Enter Ctrl-S Spatie`.
    pub fn toetsen(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            self.stuur(Msg::Toets(toets(name)));
        }
    }

    /// Types a text, letter by letter.
    pub fn typ(&mut self, text: &str) {
        for c in text.chars() {
            self.stuur(Msg::Toets(KeyEvent::new(
                KeyCode::Char(c),
                KeyModifiers::NONE,
            )));
        }
    }

    /// Answers the open question for a draft.
    pub fn concept(&mut self, found: Option<(Waarden, DateTime<Utc>)>) {
        let asked = self.open.iter().find_map(|request| match &request.effect {
            Effect::ZoekConcept(sleutel) => Some(sleutel.clone()),
            _ => None,
        });
        let sleutel = asked.expect("a draft was asked for");
        self.antwoord(Antwoord::Concept(sleutel, Ok(found)));
    }

    /// Answers the oldest question that this answers.
    pub fn antwoord(&mut self, antwoord: Antwoord) {
        let at = self
            .open
            .iter()
            .position(|asked| past(&asked.effect, &antwoord))
            .unwrap_or_else(|| panic!("nobody asked for {antwoord:?}"));
        let asked = self.open.remove(at);
        self.stuur(Msg::Antwoord(asked.nummer, antwoord));
    }

    /// Keeps every draft that is waiting, as the store would.
    pub fn bewaar(&mut self) {
        while let Some(at) = self.open.iter().position(|asked| {
            matches!(
                asked.effect,
                Effect::BewaarConcept { .. } | Effect::WisConcept(_)
            )
        }) {
            let asked = self.open.remove(at);
            let answer = match asked.effect {
                Effect::BewaarConcept { sleutel, .. } => Antwoord::ConceptBewaard(Ok(sleutel)),
                Effect::WisConcept(sleutel) => Antwoord::ConceptWeg(Ok(sleutel)),
                _ => unreachable!(),
            };
            self.stuur(Msg::Antwoord(asked.nummer, answer));
        }
    }

    /// Leaves the form on top, with its draft kept.
    pub fn verlaat(&mut self) {
        self.toetsen("Esc");
        self.bewaar();
    }

    /// Carries out every command on a zaak that is waiting, as the store would.
    pub fn voer_uit(&mut self) {
        self.bewaar();
        while let Some(at) = self
            .open
            .iter()
            .position(|asked| matches!(asked.effect, Effect::VoerUit(..)))
        {
            let asked = self.open.remove(at);
            if let Effect::VoerUit(what) = asked.effect {
                let zaken = what
                    .opdrachten
                    .iter()
                    .map(|(id, opdracht)| self.gedaan(*id, opdracht))
                    .collect();
                let answer = Antwoord::Uitgevoerd(Ok(zaken));
                self.stuur(Msg::Antwoord(asked.nummer, answer));
            }
        }
    }

    /// Does something to a zaak without a screen.
    pub fn doe(&mut self, id: ZaakId, opdracht: &Opdracht) {
        let zaak = self.gedaan(id, opdracht);
        let (kennis, nu) = (self.model.kennis.clone(), self.model.nu);
        self.model.blik.lijst.vervang(zaak, &kennis, nu);
    }

    /// Lets something happen to a zaak that no worker does: what a list brings.
    pub fn gebeurt(&mut self, id: ZaakId, what: Gebeurtenis) {
        let zaak = self.model.lijst.zoek(id).unwrap().zaak.clone();
        let zaak = self.leg_vast(zaak, vec![what]);
        let (kennis, nu) = (self.model.kennis.clone(), self.model.nu);
        self.model.blik.lijst.vervang(zaak, &kennis, nu);
    }

    /// Refuses the oldest command that waits, as the store would.
    pub fn weiger(&mut self, waarom: &str) {
        let at = self
            .open
            .iter()
            .position(|asked| matches!(asked.effect, Effect::VoerUit(..)))
            .expect("a command waits");
        let asked = self.open.remove(at);
        let answer = Antwoord::Uitgevoerd(Err(waarom.to_owned()));
        self.stuur(Msg::Antwoord(asked.nummer, answer));
    }

    fn gedaan(&mut self, id: ZaakId, opdracht: &Opdracht) -> Zaak {
        let mut zaak = self.model.lijst.zoek(id).unwrap().zaak.clone();
        // The screen shows a tag before it is stored; the store decides on its own state.
        zaak.stand = fold(self.events.get(&id).map_or(&[], Vec::as_slice));
        let made: Vec<Gebeurtenis> = decide(&zaak, opdracht).unwrap();
        self.leg_vast(zaak, made)
    }

    fn leg_vast(&mut self, zaak: Zaak, made: Vec<Gebeurtenis>) -> Zaak {
        let id = zaak.id;
        let all = self.events.entry(id).or_default();
        for what in made {
            let number = id.0.as_u128().wrapping_add(all.len() as u128 + 1);
            let id = EventId(Uuid::from_u128(number));
            all.push(crate::hulp::volgende(
                all,
                id,
                "A. de Boer",
                self.model.nu,
                what,
            ));
        }
        // What was told stands beside the line of the list.
        Zaak::nieuw(zaak.id, zaak.regel, zaak.bron, fold(all))
    }

    /// Answers the open question for a zaak, as the store would.
    pub fn laad(&mut self, id: ZaakId) {
        let tijdlijn = self
            .gebeurtenissen(id)
            .iter()
            .rev()
            .map(|event| (event.clone(), false))
            .collect();
        let dossier = Dossier {
            zaak: self.model.lijst.zoek(id).unwrap().zaak.clone(),
            tijdlijn,
            eerdere: Vec::new(),
            medeverdachten: Vec::new(),
        };
        self.antwoord(Antwoord::Zaak(Ok(Box::new(dossier))));
    }

    /// The events of a zaak, oldest first.
    pub fn gebeurtenissen(&self, id: ZaakId) -> &[Recorded] {
        self.events.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The assessment that holds.
    pub fn oordeel(&self, id: ZaakId) -> Option<VastgesteldeBeoordeling> {
        let line = self.model.lijst.zoek(id)?;
        line.zaak.stand.beoordeling().cloned()
    }

    /// What the terminal shows, and where its cursor stands if it is seen.
    pub fn teken(&mut self, formaat: (u16, u16), keuze: Keuze) -> (Buffer, Option<Position>) {
        self.stuur(Msg::Formaat(formaat.0, formaat.1));
        let mut terminal = Terminal::new(TestBackend::new(formaat.0, formaat.1)).unwrap();
        let thema = Thema::van(keuze);
        let model = &self.model;
        terminal
            .draw(|frame| ui::draw(frame, model, &thema))
            .unwrap();
        let seen = terminal.backend().cursor_visible();
        let at = terminal.backend().cursor_position();
        (terminal.backend().buffer().clone(), seen.then_some(at))
    }

    /// The screen as text, without blanks at the ends of its lines, and the cursor below it.
    pub fn beeld(&mut self, formaat: (u16, u16)) -> String {
        let (buffer, cursor) = self.teken(formaat, Keuze::Gewoon);
        let mut out = als_tekst(&buffer);
        out.push_str(&match cursor {
            Some(at) => format!("[cursor: rij {} kolom {}]\n", at.y + 1, at.x + 1),
            None => "[geen cursor]\n".to_owned(),
        });
        out
    }
}

/// The letters of a buffer.
pub fn als_tekst(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A key by the name that the keymap gives it.
pub fn toets(name: &str) -> KeyEvent {
    if let Some(letter) = name.strip_prefix("Ctrl-") {
        let c = letter.to_lowercase().chars().next().unwrap();
        return KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
    }
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => return KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT),
        "Spatie" => KeyCode::Char(' '),
        "Links" => KeyCode::Left,
        "Rechts" => KeyCode::Right,
        "Omhoog" => KeyCode::Up,
        "Omlaag" => KeyCode::Down,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Backspace" => KeyCode::Backspace,
        "F1" => KeyCode::F(1),
        "F2" => KeyCode::F(2),
        "F3" => KeyCode::F(3),
        "F4" => KeyCode::F(4),
        "F9" => KeyCode::F(9),
        one if one.chars().count() == 1 => KeyCode::Char(one.chars().next().unwrap()),
        other => panic!("unknown key {other}"),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// Whether an answer belongs to a question.
fn past(effect: &Effect, antwoord: &Antwoord) -> bool {
    matches!(
        (effect, antwoord),
        (
            Effect::Kijk,
            Antwoord::Aangetroffen { .. } | Antwoord::Geopend(_)
        ) | (
            Effect::Ontgrendel { .. } | Effect::Maak { .. } | Effect::Herstel { .. },
            Antwoord::Geopend(_)
        ) | (Effect::Personen(_), Antwoord::Personen(_))
            | (Effect::LaadDag, Antwoord::Dag(_))
            | (Effect::LaadZaak(_), Antwoord::Zaak(_))
            | (Effect::VoerUit(..), Antwoord::Uitgevoerd(..))
            | (Effect::VraagTerug(_), Antwoord::Terugvraag(_))
            | (
                Effect::NeemTerug(_),
                Antwoord::Teruggenomen(_) | Antwoord::LezingTerug(_)
            )
            | (Effect::NieuweDag, Antwoord::DagBegonnen(_))
            | (Effect::BewaarConcept { .. }, Antwoord::ConceptBewaard(_))
            | (Effect::WisConcept(_), Antwoord::ConceptWeg(_))
            | (Effect::ZoekConcept(_), Antwoord::Concept(..))
            | (Effect::ZoekBestanden, Antwoord::Bestanden(_))
            | (
                Effect::BekijkBestand(_),
                Antwoord::Voorbeeld(_) | Antwoord::OnbekendeKoppen(..)
            )
            | (Effect::KijkMap, Antwoord::MapGezien(_))
            | (Effect::BewaarProfiel { .. }, Antwoord::ProfielBewaard(_))
            | (Effect::NeemLezingTerug, Antwoord::LezingTerug(_))
            | (
                Effect::VoegSamen { .. } | Effect::Splits { .. },
                Antwoord::Samengevoegd(_)
            )
            | (Effect::LeesIn(..), Antwoord::Ingelezen(_))
            | (Effect::Verstuur(_), Antwoord::Verstuurd(_))
            | (
                Effect::SchrijfOverdracht(_),
                Antwoord::OverdrachtGeschreven(_)
            )
    )
}

/// A moment of that morning.
pub fn om(tijd: &str) -> DateTime<Utc> {
    lokaal(&format!("2026-11-20T{tijd}:00"))
}
