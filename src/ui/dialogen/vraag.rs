//! The window with a question.
//!
//! Must not know what an answer does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::dialogen::vraag::Vraag;
use crate::app::model::Model;

use crate::ui::dialogen::venster::{ruimte, venster};
use crate::ui::tekent::Tekent;
use crate::ui::tekst::omslag;
use crate::ui::thema::Thema;

impl Tekent for Vraag {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, _model: &Model, thema: &Thema) {
        let area = ruimte(area);
        let width = area.width.saturating_sub(16).min(60);
        let mut lines: Vec<Line<'static>> = omslag(&self.tekst, usize::from(width))
            .into_iter()
            .map(|line| Line::styled(line, thema.gewoon))
            .collect();
        lines.push(Line::default());
        lines.push(Line::from(vec![
            Span::styled("j", thema.accent),
            Span::raw(" ja      "),
            Span::styled("n", thema.accent),
            Span::raw(" nee"),
        ]));
        let rows = u16::try_from(lines.len()).unwrap_or(1);
        let inside = venster(frame, area, (width, rows), "Zeker weten?", thema);
        frame.render_widget(Paragraph::new(lines), inside);
    }
}
