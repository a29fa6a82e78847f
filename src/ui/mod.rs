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
pub mod tekent;
pub mod tekst;
pub mod thema;
pub mod veld;
pub mod woorden;

use ratatui::Frame;
use ratatui::widgets::Paragraph;

pub use crate::app::model::KLEINST;
use crate::app::model::{Dialoog, Laag, Model};
use crate::app::schermlijst::elk_scherm;
use crate::app::tab::Tab;

use schermen::slot;
use tekent::Tekent;
use thema::Thema;

/// From the one list of screens: how each is drawn.
macro_rules! tekenaars {
    (
        lagen { $($(#[$laagdoc:meta])* $laag:ident($laagsoort:ty),)+ }
        dialogen { $($(#[$dialoogdoc:meta])* $dialoog:ident($dialoogsoort:ty),)+ }
        tabs { $($(#[$tabdoc:meta])* $tab:ident($veld:ident: $tabsoort:ty),)+ }
    ) => {
        fn scherm(model: &Model) -> &dyn Tekent {
            match (model.lagen.last(), model.tab) {
                $((Some(Laag::$laag(scherm)), _) => &**scherm,)+
                $((None, Tab::$tab) => &model.tabs.$veld,)+
            }
        }

        fn venster(dialog: &Dialoog) -> &dyn Tekent {
            match dialog {
                $(Dialoog::$dialoog(scherm) => &**scherm,)+
            }
        }
    };
}
elk_scherm!(tekenaars);

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
    scherm(model).teken(frame, inside, model, thema);
    if let Some(dialog) = &model.dialoog {
        venster(dialog).teken(frame, area, model, thema);
    }
    kader::melding(frame, area, model, thema);
}
