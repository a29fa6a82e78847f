//! The aandachtspuntenlijst of a zaak: a tick, the question, and how it was answered or what is missing.
//!
//! Must not know how a point is answered.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::afgeleid::meegeschreven;
use crate::app::model::Model;
use crate::app::schermen::punten::Puntenscherm;
use crate::domain::aandachtspunt::{Gezien, PuntStand, aantal_open};
use crate::domain::velden::AANDACHTSPUNT;

use crate::ui::formulieren::formulier::{lijn_met, wie_en_klok};
use crate::ui::kader::links_rechts;
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{links, omslag};
use crate::ui::thema::Thema;

impl Tekent for Puntenscherm {
    /// Draws the list.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let width = usize::from(area.width);
        let points = self.standen(model);
        let at = self.plaats(&points);
        let mut left = vec![
            Span::styled(" Aandachtspunten", thema.accent),
            Span::styled(" · ", thema.dof),
        ];
        left.extend(wie_en_klok(model, self.zaak, area.width, thema));
        let open = aantal_open(&points);
        let right = format!("{open} open van {} ", points.len());
        let head = links_rechts(left, vec![Span::styled(right, thema.dof)], width);
        let source = model.kennis.aandachtspunten.label();
        let rule = lijn_met(&source, area.width, thema);
        frame.render_widget(Paragraph::new(vec![head, rule]), Rect { height: 2, ..area });
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        let mut lines = Vec::new();
        let zaak = model.zaak(self.zaak);
        let mut chosen = (0, 0);
        for (index, point) in points.iter().enumerate() {
            let also = zaak.and_then(|zaak| {
                meegeschreven::zin(&zaak.stand, AANDACHTSPUNT, &point.id, model.nu)
            });
            let block = punt(model, point, also, index == at, width, thema);
            if index == at {
                chosen = (lines.len(), lines.len() + block.len());
            }
            lines.extend(block);
        }
        let height = usize::from(body.height);
        let begin = (chosen.1 + 1)
            .saturating_sub(height)
            .min(chosen.0)
            .min(lines.len().saturating_sub(height));
        let shown: Vec<Line<'static>> = lines.into_iter().skip(begin).take(height).collect();
        frame.render_widget(Paragraph::new(shown), body);
        if model.dialoog.is_none() {
            let y = body.y + u16::try_from(chosen.0.saturating_sub(begin)).unwrap_or(0);
            frame.set_cursor_position((body.x + 3, y.min(body.bottom().saturating_sub(1))));
        }
    }
}

fn punt(
    model: &Model,
    point: &PuntStand,
    also: Option<String>,
    selected: bool,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let mark = if point.is_gezien() { "[x]" } else { "[ ]" };
    let style = if point.is_gezien() {
        thema.dof
    } else {
        thema.gewoon
    };
    let mut first = Line::from(vec![
        Span::styled(if selected { "▌" } else { " " }, thema.accent),
        Span::styled(
            format!(" {mark} {}", links(&point.tekst, width.saturating_sub(6))),
            style,
        ),
    ]);
    if selected {
        first = first.patch_style(thema.gekozen);
    }
    let mut out = vec![first];
    let (text, style) = match &point.gezien {
        // What is answered by itself comes from the lines of the zaak; names are hidden with them.
        Some(Gezien::Vanzelf { reden }) => {
            (format!("vanzelf: {}", model.vrije_tekst(reden)), thema.goed)
        }
        Some(seen @ Gezien::Door { .. }) => (seen.label(model.nu), thema.goed),
        None => (model.vrije_tekst(&point.nog.join("; ")), thema.bijna),
    };
    let mut say = |text: &str, style| {
        if !text.is_empty() {
            out.extend(
                omslag(text, width.saturating_sub(8))
                    .into_iter()
                    .map(|line| Line::styled(format!("      {line}"), style)),
            );
        }
    };
    say(&text, style);
    if let Some(also) = also {
        say(&also, thema.bijna);
    }
    if selected {
        say(&point.hulp, thema.dof);
    }
    out
}
