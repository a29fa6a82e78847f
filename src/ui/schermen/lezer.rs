//! Reading a long text: title, position, wrapped lines.
//!
//! Must not know what the text is about.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::leestekst::{Leesregel, Leestekst};
use crate::app::model::Model;
use crate::app::schermen::lezer::Leesscherm;

use crate::ui::formulieren::formulier::lijn_met;
use crate::ui::kader::{hoofdletter, links_rechts};
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{breedte, links, omslag};
use crate::ui::thema::Thema;

/// Lines longer than this do not read well.
const MAX_BREEDTE: usize = 100;

/// The widest label; a longer one stands on a line of its own.
const MAX_LABEL: usize = 22;

impl Tekent for Leesscherm {
    /// Draws the text.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, _model: &Model, thema: &Thema) {
        let width = usize::from(area.width).saturating_sub(4).min(MAX_BREEDTE);
        let lines = regels(&self.tekst, width, thema);
        let below = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        let height = usize::from(below.height);
        let begin = self.begin.begin(lines.len(), height);
        let title = Span::styled(format!(" {}", self.tekst.titel), thema.accent);
        let head = links_rechts(vec![title], Vec::new(), usize::from(area.width));
        frame.render_widget(Paragraph::new(head), Rect { height: 1, ..area });
        let rule = Rect {
            y: area.y + 1,
            height: 1,
            ..area
        };
        let place = plaats(begin, height, lines.len());
        frame.render_widget(Paragraph::new(lijn_met(&place, area.width, thema)), rule);
        let shown: Vec<Line<'static>> = if lines.is_empty() {
            vec![Line::styled("  Er staat niets in.", thema.dof)]
        } else {
            lines.into_iter().skip(begin).take(height).collect()
        };
        frame.render_widget(Paragraph::new(shown), below);
    }
}

/// `regel 1–18 van 40 ▼`, or how many there are when all are seen.
#[must_use]
pub fn plaats(begin: usize, height: usize, count: usize) -> String {
    if count <= height {
        return match count {
            1 => "1 regel".to_owned(),
            _ => format!("{count} regels"),
        };
    }
    let end = (begin + height).min(count);
    let more = match (begin > 0, end < count) {
        (true, true) => " ▲▼",
        (true, false) => " ▲",
        _ => " ▼",
    };
    format!("regel {}–{end} van {count}{more}", begin + 1)
}

fn regels(lezer: &Leestekst, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let label_width = lezer
        .regels
        .iter()
        .filter_map(|line| match line {
            Leesregel::Paar(label, _) => Some(breedte(label)),
            _ => None,
        })
        .filter(|cells| *cells <= MAX_LABEL)
        .max()
        .unwrap_or(0);
    let mut out: Vec<Line<'static>> = Vec::new();
    for line in &lezer.regels {
        match line {
            Leesregel::Kop(text) => {
                if !out.is_empty() {
                    out.push(Line::default());
                }
                for part in omslag(text, width) {
                    out.push(Line::styled(format!("  {}", hoofdletter(&part)), thema.kop));
                }
            }
            Leesregel::Tekst(text) => {
                for part in omslag(text, width) {
                    out.push(Line::styled(format!("  {part}"), thema.gewoon));
                }
            }
            Leesregel::Paar(label, value) => {
                paar(label, value, label_width, width, thema, &mut out);
            }
        }
    }
    out
}

fn paar(
    label: &str,
    value: &str,
    label_width: usize,
    width: usize,
    thema: &Thema,
    out: &mut Vec<Line<'static>>,
) {
    let room = width.saturating_sub(label_width + 2).max(10);
    let mut label = label;
    if breedte(label) > label_width {
        for part in omslag(label, width) {
            out.push(Line::styled(format!("  {part}"), thema.dof));
        }
        label = "";
    }
    for part in omslag(value, room) {
        out.push(Line::from(vec![
            Span::styled(format!("  {}  ", links(label, label_width)), thema.dof),
            Span::styled(part, thema.gewoon),
        ]));
        label = "";
    }
}
