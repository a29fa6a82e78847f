//! The window in which one writes about a step.
//!
//! Must not know what an answer does.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::dialogen::stap::StapDialoog;
use crate::app::model::Model;

use crate::ui::dialogen::venster::{Formuliervenster, formulier, naam, ruimte};
use crate::ui::tekent::Tekent;
use crate::ui::thema::Thema;

impl Tekent for StapDialoog {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = ruimte(area);
        let what = Formuliervenster {
            titel: format!("{} · {}", self.titel(), naam(model, self.zaak)),
            onder: self.onder(),
            formulier: &self.formulier,
            concept: &self.concept,
            label: 9,
            // One row is kept for a hint that only a focused field shows, so that the window never jumps.
            minst: 3,
            erbij: 0,
        };
        formulier(frame, area, model, &what, thema);
    }
}
