//! The palette.
//!
//! Must not know what an answer does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::dialogen::palet::Palet;
use crate::app::model::Model;

use crate::ui::dialogen::hulp::toetsnaam;
use crate::ui::dialogen::venster::{onderrand, ruimte, venster, zet_cursor};
use crate::ui::tekent::Tekent;
use crate::ui::tekst::links;
use crate::ui::thema::Thema;
use crate::ui::veld::invoer;

impl Tekent for Palet {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, _model: &Model, thema: &Thema) {
        let area = ruimte(area);
        let width = area.width.saturating_sub(12).min(66);
        let rows = area.height.saturating_sub(4).min(16);
        let inside = venster(frame, area, (width, rows), "Wat wilt u doen?", thema);
        let cells = usize::from(inside.width);
        let (text, at) = invoer(&self.zoek, cells.saturating_sub(2), false);
        let found = self.gevonden();
        let mut lines = vec![
            Line::from(vec![
                Span::styled("› ", thema.accent),
                Span::styled(links(&text, cells.saturating_sub(2)), thema.veld),
            ]),
            Line::default(),
        ];
        let height = usize::from(inside.height).saturating_sub(2);
        let cursor = self.cursor.min(found.len().saturating_sub(1));
        let first = (cursor + 1).saturating_sub(height);
        if found.is_empty() {
            lines.push(Line::styled(
                "  Niets gevonden. Probeer een ander woord.",
                thema.dof,
            ));
        }
        for (index, binding) in found.iter().enumerate().skip(first).take(height) {
            let key = toetsnaam(binding.toets);
            let words = links(binding.lang, cells.saturating_sub(14));
            let line = if index == cursor {
                Line::from(vec![
                    Span::styled("▌", thema.accent),
                    Span::styled(format!(" {words} {}", links(key, 11)), thema.gekozen),
                ])
            } else {
                Line::from(vec![
                    Span::raw(format!("  {words} ")),
                    Span::styled(links(key, 11), thema.accent),
                ])
            };
            lines.push(line);
        }
        frame.render_widget(Paragraph::new(lines), inside);
        if !found.is_empty() {
            let place = format!("{} van {}", cursor + 1, found.len());
            onderrand(frame, inside, &place, thema);
        }
        zet_cursor(frame, inside, 2 + at, 0);
    }
}
