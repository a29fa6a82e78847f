//! Draws a [`Model`] on a terminal frame. Reads only.
//!
//! ```text
//!   kop     one line who and when, one line where, an alarm if there is one, a rule
//!   inhoud  the screen on top
//!   voet    a rule (which bears the last message), one line of keys
//! ```
//! Must not know: keys beyond their names in the keymap, the store, the clock.

pub mod dagrijen;
pub mod detail;
pub mod dialogen;
pub mod formulieren;
pub mod kader;
pub mod schermen;
pub mod stopband;
pub mod tekst;
pub mod thema;
pub mod veld;

use ratatui::Frame;
use ratatui::widgets::Paragraph;

pub use crate::app::model::KLEINST;
use crate::app::model::{Laag, Model};
use crate::app::tab::Tab;

use dialogen::dialoog;
use formulieren::{formulier, zaakformulier};
use schermen::{
    acties, dubbelen, inlezen, input, lezer, ochtend, overdracht, punten, slot, vandaag, zaak,
};
use thema::Thema;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, model: &Model, thema: &Thema) {
    let area = frame.area();
    if area.width < KLEINST.0 || area.height < KLEINST.1 {
        let text = format!(
            "Venster is te klein: {}×{}. Maak het minstens {}×{}.",
            area.width, area.height, KLEINST.0, KLEINST.1
        );
        frame.render_widget(
            Paragraph::new(text).wrap(ratatui::widgets::Wrap { trim: true }),
            area,
        );
        return;
    }
    if let Some(state) = &model.slot {
        slot::draw(frame, area, model, state, thema);
        return;
    }
    let inside = kader::draw(frame, area, model, thema);
    let inside = match model.lagen.last() {
        Some(
            Laag::Zaak(_) | Laag::Beoordelen(_) | Laag::Betrokkene(_) | Laag::Zaakformulier(_),
        ) => match model.zaak_in_beeld() {
            Some(zaak) => stopband::draw(frame, inside, model, zaak, thema),
            None => inside,
        },
        _ => inside,
    };
    match model.lagen.last() {
        Some(Laag::Zaak(scherm)) => zaak::draw(frame, inside, model, scherm, thema),
        Some(Laag::Beoordelen(scherm)) => {
            formulier::beoordeling(frame, inside, model, scherm, thema);
        }
        Some(Laag::Betrokkene(scherm)) => {
            formulier::betrokkene(frame, inside, model, scherm, thema);
        }
        Some(Laag::Zaakformulier(scherm)) => {
            zaakformulier::draw(frame, inside, model, scherm, thema);
        }
        Some(Laag::Punten(scherm)) => punten::draw(frame, inside, model, scherm, thema),
        Some(Laag::Input(scherm)) => input::draw(frame, inside, model, scherm, thema),
        Some(Laag::Inlezen(scherm)) => inlezen::draw(frame, inside, model, scherm, thema),
        Some(Laag::Dubbelen(scherm)) => dubbelen::draw(frame, inside, model, scherm, thema),
        Some(Laag::Lezer(scherm)) => lezer::draw(frame, inside, scherm, thema),
        None => match model.tab {
            Tab::Ochtend => ochtend::draw(frame, inside, model, thema),
            Tab::Vandaag => vandaag::draw(frame, inside, model, thema),
            Tab::Acties => acties::draw(frame, inside, model, thema),
            Tab::Overdracht => overdracht::draw(frame, inside, model, thema),
        },
    }
    if let Some(dialog) = &model.dialoog {
        dialoog::draw(frame, area, model, dialog, thema);
    }
    kader::melding(frame, area, model, thema);
}
