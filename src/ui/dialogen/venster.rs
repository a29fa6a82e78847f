//! The window itself: its border, what stands in it, a form in it.
//!
//! Must not know which windows there are, nor what an answer does.

use ratatui::Frame;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use crate::app::concept::Concept;
use crate::app::model::Model;
use crate::app::velden::formulier::Formulier;
use crate::domain::ids::ZaakId;

use crate::ui::formulieren::formulier::{Zicht, conceptstand, hoogte, velden};
use crate::ui::tekst::{breedte, knip, omslag};
use crate::ui::thema::Thema;

/// The room of a window: the head stays whole, and the two lines of the foot name its keys.
#[must_use]
pub fn ruimte(area: Rect) -> Rect {
    Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(4),
        ..area
    }
}

/// A window with a form: what it is about, and its fields below that.
pub(in crate::ui) fn formulier(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    what: &Formuliervenster<'_>,
    thema: &Thema,
) {
    let zicht = Zicht {
        verborgen: model.verborgen,
        label: what.label,
        noot: None,
        cursor: true,
    };
    let width = area.width.saturating_sub(8).min(76);
    let about = boven(
        &model.vrije_tekst(&what.onder),
        width,
        area.height / 2,
        thema,
    );
    let above = u16::try_from(about.len()).unwrap_or(0);
    let rows = hoogte(what.formulier, width, &zicht, thema);
    let rows = rows.max(what.minst) + what.erbij + above;
    let inside = venster(frame, area, (width, rows), &what.titel, thema);
    frame.render_widget(Paragraph::new(about), inside);
    let fields = Rect {
        y: inside.y + above,
        height: inside.height.saturating_sub(above),
        ..inside
    };
    velden(frame, fields, what.formulier, &zicht, thema);
    if let Some(text) = conceptstand(what.concept, model, thema) {
        onderrand(frame, inside, text.content.trim_end(), thema);
    }
}

/// What a window with a form shows.
pub(in crate::ui) struct Formuliervenster<'a> {
    /// What stands above it.
    pub titel: String,
    /// What it is about; can be empty.
    pub onder: String,
    /// The fields.
    pub formulier: &'a Formulier,
    /// Their draft.
    pub concept: &'a Concept,
    /// Cells for the labels.
    pub label: usize,
    /// The least rows of the fields.
    pub minst: u16,
    /// Rows kept free below them.
    pub erbij: u16,
}

/// An empty window in the middle, and what lies within its border and its margin.
pub(in crate::ui) fn venster(
    frame: &mut Frame<'_>,
    area: Rect,
    (width, height): (u16, u16),
    title: &str,
    thema: &Thema,
) -> Rect {
    let width = (width + 4).min(area.width);
    let height = (height + 2).min(area.height);
    let rect = Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    );
    frame.render_widget(Clear, rect);
    let title = knip(title, usize::from(width.saturating_sub(6)));
    let block = Block::bordered()
        .border_style(thema.lijn)
        // The title would take the dim colour of the border otherwise.
        .title(Span::styled(
            format!(" {title} "),
            Style::reset().patch(thema.kop),
        ));
    frame.render_widget(block, rect);
    rect.inner(Margin::new(2, 1))
}

/// Something small in the lower border, at the right.
pub(in crate::ui) fn onderrand(frame: &mut Frame<'_>, inside: Rect, text: &str, thema: &Thema) {
    let cells = u16::try_from(breedte(text) + 2).unwrap_or(u16::MAX);
    let rect = Rect::new(
        (inside.right() + 1).saturating_sub(cells),
        inside.bottom(),
        cells,
        1,
    );
    frame.render_widget(
        Paragraph::new(Line::styled(format!(" {text} "), thema.dof)),
        rect,
    );
}

/// The name of the suspect of a zaak, as it may stand on screen.
pub(in crate::ui) fn naam(model: &Model, zaak: ZaakId) -> String {
    model
        .lijst
        .zoek(zaak)
        .map_or_else(String::new, |regel| model.naam(&regel.zaak.regel.naam))
}

/// Puts the real cursor there.
pub(in crate::ui) fn zet_cursor(frame: &mut Frame<'_>, inside: Rect, x: usize, y: usize) {
    let x = u16::try_from(x).unwrap_or(0);
    let y = u16::try_from(y).unwrap_or(0);
    if x < inside.width && y < inside.height {
        frame.set_cursor_position(Position::new(inside.x + x, inside.y + y));
    }
}

/// What a window is about, whole: wrapped, with air below it. Only what fills half the screen is cut.
pub(in crate::ui) fn boven(text: &str, width: u16, most: u16, thema: &Thema) -> Vec<Line<'static>> {
    if text.is_empty() {
        return Vec::new();
    }
    let cells = usize::from(width);
    let mut lines = omslag(text, cells);
    let most = usize::from(most).max(1);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = knip(&format!("{last} …"), cells);
        }
    }
    let mut out: Vec<Line<'static>> = lines
        .into_iter()
        .map(|line| Line::styled(line, thema.gewoon))
        .collect();
    out.push(Line::default());
    out
}
