//! The forms around the decision, drawn as every form is.
//!
//! Must not know what stands in a form.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::formulieren::zaakformulier::Zaakformulier;
use crate::app::invulscherm::Invulscherm as _;
use crate::app::model::{Model, Toon};
use crate::app::velden::formulier::Veld;

use crate::ui::formulieren::formulier::{conceptstand, scherm, wie_en_klok};
use crate::ui::kader::links_rechts;
use crate::ui::stopband;
use crate::ui::tekent::Tekent;
use crate::ui::thema::Thema;

impl Tekent for Zaakformulier {
    /// Draws the form.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = stopband::draw(frame, area, model, self.zaak, thema);
        let mut left = vec![
            Span::styled(format!(" {}", self.titel()), thema.accent),
            Span::styled(" · ", thema.dof),
        ];
        left.extend(wie_en_klok(model, self.zaak, area.width, thema));
        let right = conceptstand(&self.concept, model, thema).unwrap_or_default();
        let head = links_rechts(left, vec![right], usize::from(area.width));
        let remark = |veld: &Veld| {
            self.noot(model, veld).map(|(text, tone)| {
                let style = match tone {
                    Toon::Goed => thema.dof,
                    Toon::Let => thema.bijna,
                    Toon::Fout => thema.acuut,
                };
                (text, style)
            })
        };
        scherm(frame, area, model, &self.formulier, head, &remark, thema);
    }
}
