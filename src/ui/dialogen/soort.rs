//! The window that asks for the kind of violence.
//!
//! Must not know what an answer does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::dialogen::soort::{Soortkeuze, letter};
use crate::app::model::Model;
use crate::domain::soort::Soort;

use crate::ui::dialogen::venster::{naam, ruimte, venster, zet_cursor};
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{breedte, links};
use crate::ui::thema::Thema;

impl Tekent for Soortkeuze {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = ruimte(area);
        let hint = "De letter kiest meteen. Spatie kiest er meer.";
        let rows = u16::try_from(Soort::ALLE.len()).unwrap_or(0) + 1;
        let title = format!(
            "{}: welke soort? · {}",
            self.tag.label(),
            naam(model, self.zaak)
        );
        let width = u16::try_from(breedte(hint).max(breedte(&title) + 2).min(64)).unwrap_or(64);
        let inside = venster(frame, area, (width, rows), &title, thema);
        let cells = usize::from(inside.width);
        let mut lines = Vec::new();
        for (at, kind) in Soort::ALLE.into_iter().enumerate() {
            let chosen = at == self.cursor;
            let tick = if self.gekozen.contains(&kind) {
                "[x]"
            } else {
                "[ ]"
            };
            let tick_style = if self.gekozen.contains(&kind) {
                thema.goed
            } else {
                thema.dof
            };
            let proposed = self.voorgesteld.contains(&kind) && !self.gekozen.contains(&kind);
            let words = if proposed {
                format!("{}? voorstel", kind.label())
            } else {
                kind.label().to_owned()
            };
            let words = links(&words, cells.saturating_sub(9));
            let line = if chosen {
                Line::from(vec![
                    Span::styled("▌", thema.accent),
                    Span::styled(format!(" {}  {tick} {words}", letter(kind)), thema.gekozen),
                ])
            } else {
                Line::from(vec![
                    Span::raw("  "),
                    Span::styled(letter(kind).to_string(), thema.accent),
                    Span::styled(format!("  {tick}"), tick_style),
                    Span::raw(format!(" {words}")),
                ])
            };
            lines.push(line);
        }
        lines.push(Line::styled(hint, thema.dof));
        frame.render_widget(Paragraph::new(lines), inside);
        zet_cursor(frame, inside, 2, self.cursor);
    }
}
