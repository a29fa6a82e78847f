//! The window with a small form.
//!
//! Must not know what an answer does.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::dialogen::klein::Klein;
use crate::app::model::Model;

use crate::ui::dialogen::venster::{Formuliervenster, formulier, naam, ruimte};
use crate::ui::tekent::Tekent;
use crate::ui::thema::Thema;

impl Tekent for Klein {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = ruimte(area);
        let what = Formuliervenster {
            titel: match self.zaak() {
                Some(zaak) => format!("{} · {}", self.titel, naam(model, zaak)),
                None => self.titel.clone(),
            },
            onder: self.onder.clone(),
            formulier: &self.formulier,
            concept: &self.concept,
            label: 10,
            minst: 2,
            erbij: 1,
        };
        formulier(frame, area, model, &what, thema);
    }
}
