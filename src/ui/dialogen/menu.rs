//! The window with the ways on from a step.
//!
//! Must not know what an answer does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::dialogen::menu::Menu;
use crate::app::model::Model;

use crate::ui::dialogen::venster::{boven, naam, ruimte, venster, zet_cursor};
use crate::ui::tekent::Tekent;
use crate::ui::tekst::links;
use crate::ui::thema::Thema;

impl Tekent for Menu {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = ruimte(area);
        let title = format!("{} · {}", self.stap.wat, naam(model, self.zaak));
        let width = area.width.saturating_sub(8).min(60);
        let about = boven(&self.stap.waarom, width, area.height / 2, thema);
        let above = u16::try_from(about.len()).unwrap_or(0);
        let rows = u16::try_from(self.keuzes.len()).unwrap_or(1) + above;
        let inside = venster(frame, area, (width, rows), &title, thema);
        frame.render_widget(Paragraph::new(about), inside);
        let inside = Rect {
            y: inside.y + above,
            height: inside.height.saturating_sub(above),
            ..inside
        };
        let cells = usize::from(inside.width);
        let lines: Vec<Line<'static>> = self
            .keuzes
            .iter()
            .enumerate()
            .map(|(at, way)| {
                let words = links(way.label(), cells.saturating_sub(5));
                if at == self.cursor {
                    Line::from(vec![
                        Span::styled("▌", thema.accent),
                        Span::styled(format!(" {}  {words}", at + 1), thema.gekozen),
                    ])
                } else {
                    Line::from(vec![
                        Span::raw("  "),
                        Span::styled((at + 1).to_string(), thema.accent),
                        Span::raw(format!("  {words}")),
                    ])
                }
            })
            .collect();
        frame.render_widget(Paragraph::new(lines), inside);
        zet_cursor(frame, inside, 2, self.cursor);
    }
}
