//! What the screens over all zaken share: a list that follows its selection, times in a narrow column,
//! and the sentence of an empty screen.
//!
//! Must not know what stands in a line.

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::keus::Keus;
use crate::app::model::Model;
use crate::domain::tijd;

use super::kader::lijn;
use super::tekst::{breedte, knip, omslag};
use super::thema::Thema;

/// Width of the column of times.
pub const TIJD: usize = 9;

/// A line of such a list.
pub enum Schermregel {
    /// A heading between the lines.
    Kop(Line<'static>),
    /// A line that can be chosen.
    Rij(Line<'static>),
}

/// Draws the lines in `area`; the chosen one stays in sight, with the headings right above it.
pub fn lijst<K: Copy + PartialEq>(
    frame: &mut Frame<'_>,
    area: Rect,
    regels: Vec<Schermregel>,
    (keus, gekozen): (&Keus<K>, Option<usize>),
    model: &Model,
    thema: &Thema,
) {
    let (count, height) = (regels.len(), usize::from(area.height));
    let chosen = regels
        .iter()
        .enumerate()
        .filter(|(_, line)| matches!(line, Schermregel::Rij(_)))
        .nth(gekozen.unwrap_or(0))
        .map(|(at, _)| at);
    let at = chosen.unwrap_or(0);
    let headings = regels
        .iter()
        .take(at)
        .rev()
        .take_while(|line| matches!(line, Schermregel::Kop(_)))
        .count();
    let begin = keus.begin(at - headings, at, count, height.max(1));
    let mut lines = Vec::new();
    for (index, line) in regels.into_iter().enumerate().skip(begin).take(height) {
        lines.push(match line {
            Schermregel::Kop(line) => line,
            Schermregel::Rij(line) if Some(index) == chosen => {
                vol(line, usize::from(area.width), thema)
            }
            Schermregel::Rij(line) => line,
        });
    }
    frame.render_widget(Paragraph::new(lines), area);
    if let Some(row) = chosen.and_then(|at| at.checked_sub(begin))
        && row < height
        && model.dialoog.is_none()
    {
        // The real cursor stands on the selected line, for who listens to a screen reader.
        frame.set_cursor_position((area.x, area.y + u16::try_from(row).unwrap_or(0)));
    }
}

/// The bar at the left and the background over the whole width of the chosen line.
fn vol(line: Line<'static>, width: usize, thema: &Thema) -> Line<'static> {
    let used: usize = line.spans.iter().map(|span| breedte(&span.content)).sum();
    let mut spans = line.spans;
    if let Some(first) = spans.first_mut() {
        *first = Span::styled("▌", thema.accent);
    }
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used))));
    Line::from(spans).patch_style(thema.gekozen)
}

/// A time in nine cells: `13:15`, `di 13:15` within a week, `28 nov` after it.
#[must_use]
pub fn kort(moment: DateTime<Utc>, nu: DateTime<Utc>) -> String {
    let (day, today) = (
        tijd::lokaal(moment).date_naive(),
        tijd::lokaal(nu).date_naive(),
    );
    match day.signed_duration_since(today).num_days() {
        0 => tijd::klok(moment),
        -6..=6 => format!("{} {}", tijd::dagnaam(day), tijd::klok(moment)),
        _ => {
            let text = tijd::dag(day);
            text.split_once(' ')
                .map_or_else(|| text.clone(), |(_, rest)| rest.to_owned())
        }
    }
}

/// An empty screen: what it is, and what to do.
pub fn leeg(frame: &mut Frame<'_>, area: Rect, kop: &str, wat: &str, thema: &Thema) {
    let mut lines = vec![
        Line::default(),
        Line::styled(format!("  {kop}"), thema.kop),
        Line::default(),
    ];
    for part in omslag(wat, usize::from(area.width).saturating_sub(4).min(76)) {
        lines.push(Line::raw(format!("  {part}")));
    }
    frame.render_widget(Paragraph::new(lines), area);
}

/// The list is still on its way; whether that was drawn.
pub fn laadt(frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) -> bool {
    if model.laadt {
        let text = Paragraph::new("  De lijst wordt geopend …").style(thema.dof);
        frame.render_widget(text, Rect { height: 2, ..area });
    }
    model.laadt
}

/// A rule, and under it the facts about the chosen line; returns what is left above.
pub fn onder(
    frame: &mut Frame<'_>,
    area: Rect,
    regels: Vec<Line<'static>>,
    hoogte: u16,
    thema: &Thema,
) -> Rect {
    let top = area.bottom().saturating_sub(hoogte);
    frame.render_widget(
        Paragraph::new(regels),
        Rect::new(area.x + 1, top, area.width.saturating_sub(2), hoogte),
    );
    frame.render_widget(
        Paragraph::new(lijn(usize::from(area.width), thema)),
        Rect::new(area.x, top.saturating_sub(1), area.width, 1),
    );
    Rect {
        height: area.height.saturating_sub(hoogte + 1),
        ..area
    }
}

/// A fact of the chosen line, over at most `hoogte` lines: label, text. What does not fit ends in an
/// ellipsis.
#[must_use]
pub fn feit(
    label: &str,
    text: &str,
    (width, hoogte): (usize, usize),
    thema: &Thema,
) -> Vec<Line<'static>> {
    const LABEL: usize = 11;
    let room = width.saturating_sub(LABEL);
    let mut parts = omslag(text, room);
    if parts.len() > hoogte {
        let rest = parts.split_off(hoogte.saturating_sub(1)).join(" ");
        parts.push(knip(&rest, room));
    }
    let mut out = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        let label = if at == 0 { label } else { "" };
        out.push(Line::from(vec![
            Span::styled(format!("{label:<LABEL$}"), thema.dof),
            Span::styled(part, thema.gewoon),
        ]));
    }
    out
}
