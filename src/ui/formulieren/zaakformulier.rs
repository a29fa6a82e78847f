//! The forms around the decision, drawn as every form is.
//!
//! Must not know what stands in a form.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::app::formulieren::zaakformulier::{Zaakformulier, noot};
use crate::app::model::{Model, Toon};
use crate::app::velden::formulier::Veld;

use crate::ui::formulieren::formulier::{conceptstand, scherm, wie_en_klok};
use crate::ui::kader::links_rechts;
use crate::ui::thema::Thema;

/// Draws the form.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, what: &Zaakformulier, thema: &Thema) {
    let mut left = vec![
        Span::styled(format!(" {}", what.soort.titel()), thema.accent),
        Span::styled(" · ", thema.dof),
    ];
    left.extend(wie_en_klok(model, what.zaak, area.width, thema));
    let right = conceptstand(&what.concept, model, thema).unwrap_or_default();
    let head = links_rechts(left, vec![right], usize::from(area.width));
    let remark = |veld: &Veld| {
        noot(model, what, veld).map(|(text, tone)| {
            let style = match tone {
                Toon::Goed => thema.dof,
                Toon::Let => thema.bijna,
                Toon::Fout => thema.acuut,
            };
            (text, style)
        })
    };
    scherm(frame, area, model, &what.formulier, head, &remark, thema);
}
