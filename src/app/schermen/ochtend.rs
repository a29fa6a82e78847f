//! The screen Ochtend: keys on the morning list.
//!
//! Must not know how a line is drawn.

use crossterm::event::KeyEvent;
use tui_input::Input;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::blik::Blik;
use crate::app::daad::{Daad, Daden};
use crate::app::deur::{Deur, Doel};
use crate::app::keymap::{Action, Context};
use crate::app::msg::Effect;
use crate::app::scherm::Scherm;
use crate::app::schermen::inlezen::plakken::plak_op_lijst;
use crate::app::stapweg;
use crate::app::tagvraag;
use crate::app::velden::gevolg::Gevolg;
use crate::app::velden::tekstveld::{line_key, paste_line};
use crate::domain::ids::ZaakId;

/// From this width on the detail stands at the right instead of below.
pub const BREED: u16 = 140;

/// State of the screen.
#[derive(Debug, Default)]
pub struct Ochtend {
    /// The filter is being typed.
    pub zoekt: bool,
    /// The filter.
    pub filter: Input,
    /// First line on screen.
    pub begin: usize,
}

/// Rows of the detail below the list; none where it stands at the right.
#[must_use]
pub fn detail_hoogte(formaat: (u16, u16)) -> u16 {
    if formaat.0 >= BREED {
        0
    } else if formaat.1 >= 34 {
        8
    } else {
        6
    }
}

/// How many lines of the list fit on the screen.
#[must_use]
pub fn lijst_hoogte(blik: &Blik) -> usize {
    let detail = detail_hoogte(blik.formaat);
    let around = 3 + 2 + 2 + u16::from(blik.lijst.alarmen().next().is_some());
    let below = if detail > 0 { detail + 1 } else { 0 };
    blik.pagina(around + below).max(1)
}

impl Ochtend {
    /// Keeps the selected line on the screen, with the least scrolling.
    pub fn volg_keuze(&mut self, blik: &Blik) {
        let rows = lijst_hoogte(blik);
        let at = blik.lijst.plaats().unwrap_or(0);
        let begin = &mut self.begin;
        if at < *begin {
            *begin = at;
        } else if at >= *begin + rows {
            *begin = at + 1 - rows;
        }
        *begin = (*begin).min(blik.lijst.aantal().saturating_sub(rows));
    }

    /// What was looked for goes into the log when it was typed to the end.
    fn zocht(&self) -> Daden {
        let words = self.filter.value().trim();
        if self.zoekt && !words.is_empty() {
            Daad::Vraag(Effect::Zocht(words.to_owned())).into()
        } else {
            Daden::new()
        }
    }

    fn zoek(&self) -> Daden {
        Daad::Filter(self.filter.value().to_owned()).into()
    }
}

/// Chooses the line that lies so far from the chosen one.
fn kies(blik: &Blik, by: isize) -> Daden {
    let found = blik.lijst.op_afstand(by);
    found.map(Daad::Kies).into_iter().collect()
}

fn leeg(blik: &Blik) -> Daden {
    Daad::let_op(if blik.lijst.alle().is_empty() {
        "Nog geen lijst van vandaag. Druk o om er een in te lezen."
    } else {
        "Niets gevonden. Druk Esc om het zoeken te wissen."
    })
    .into()
}

impl Scherm for Ochtend {
    fn contexten(&self, blik: &Blik) -> &'static [Context] {
        if blik.lijst.alle().is_empty() {
            &[Context::Leeg]
        } else if self.zoekt {
            &[Context::Filter]
        } else {
            &[Context::Ochtend]
        }
    }

    fn zaak(&self, blik: &Blik) -> Option<ZaakId> {
        blik.lijst.gekozen().map(|regel| regel.zaak.id)
    }

    fn typt(&self) -> bool {
        self.zoekt
    }

    fn doe(&mut self, blik: &Blik, action: Action, _key: &KeyEvent) -> Daden {
        let page = isize::try_from(lijst_hoogte(blik)).unwrap_or(1);
        match action {
            Action::Omlaag => kies(blik, 1),
            Action::Omhoog => kies(blik, -1),
            Action::PaginaOmlaag => kies(blik, page),
            Action::PaginaOmhoog => kies(blik, -page),
            Action::Begin => kies(blik, isize::MIN),
            Action::Eind => kies(blik, isize::MAX),
            Action::VolgendeOpen => match blik.lijst.volgende(Dagregel::te_doen) {
                Some(id) => Daad::Kies(id).into(),
                None => Daad::goed(
                    "Geen regel wacht op een tag, oordeel of input. Wat nog loopt staat op 2 Vandaag.",
                )
                .into(),
            },
            Action::Filter => {
                self.zoekt = true;
                Daden::new()
            }
            Action::Bevestig => {
                let out = self.zocht();
                self.zoekt = false;
                out
            }
            Action::Terug => {
                let mut out = self.zocht();
                self.zoekt = false;
                self.filter = Input::default();
                out.append(&mut self.zoek());
                out
            }
            Action::Inlezen => Deur::Inlezen.into(),
            Action::VoegToe => Deur::Klein(Doel::Papier).into(),
            Action::Dubbelen => Deur::Dubbelen(None).into(),
            Action::Terugnemen => Daad::VraagTerug(None).into(),
            Action::Openen
            | Action::Beoordelen
            | Action::Input
            | Action::StapAfronden
            | Action::Tegenspraak
            | Action::TagHg
            | Action::TagGeen
            | Action::TagTwijfel
            | Action::TagRadar => match self.zaak(blik) {
                Some(id) => op_regel(blik, id, action),
                None => leeg(blik),
            },
            _ => Daden::new(),
        }
    }

    /// The filter takes a key that is no command.
    fn toets(&mut self, _blik: &Blik, key: &KeyEvent) -> Daden {
        if self.zoekt && line_key(&mut self.filter, key) == Gevolg::Gewijzigd {
            self.zoek()
        } else {
            Daden::new()
        }
    }

    fn plak(&mut self, _blik: &Blik, text: &str) -> Daden {
        if self.zoekt {
            paste_line(&mut self.filter, text);
            self.zoek()
        } else {
            plak_op_lijst(text)
        }
    }
}

/// Does something with the chosen line.
fn op_regel(blik: &Blik, id: ZaakId, action: Action) -> Daden {
    match action {
        Action::Openen => Deur::Zaak(id).into(),
        Action::Beoordelen => Deur::Beoordelen(id).into(),
        Action::Input => Deur::Input(id).into(),
        Action::StapAfronden => stapweg::gedaan(blik, id, None),
        Action::Tegenspraak => stapweg::tegenspraak(blik, id, None),
        other => tagvraag::met_toets(blik, id, other),
    }
}
