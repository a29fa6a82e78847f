//! How the form of a betrokkene is drawn.
//!
//! Must not know what a field means for the zaak.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::formulieren::betrokkene::BetrokkeneScherm;
use crate::app::model::Model;

use crate::ui::formulieren::formulier::{conceptstand, scherm, wie_en_klok};
use crate::ui::kader::links_rechts;
use crate::ui::stopband;
use crate::ui::tekent::Tekent;
use crate::ui::thema::Thema;

impl Tekent for BetrokkeneScherm {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = stopband::draw(frame, area, model, self.zaak, thema);
        let title = if self.wie.is_some() {
            " Betrokkene wijzigen"
        } else {
            " Betrokkene toevoegen"
        };
        let mut left = vec![
            Span::styled(title, thema.accent),
            Span::styled(" · ", thema.dof),
        ];
        left.extend(wie_en_klok(model, self.zaak, area.width, thema));
        let right = conceptstand(&self.concept, model, thema).unwrap_or_else(|| {
            let new = if self.wie.is_none() { "nieuw " } else { "" };
            Span::styled(new, thema.dof)
        });
        let head = links_rechts(left, vec![right], usize::from(area.width));
        scherm(frame, area, model, &self.formulier, head, &|_| None, thema);
    }
}
