//! Composing input: what this recipient needs to know, and the text exactly as it leaves.
//!
//! Side by side where both fit whole; above each other on a narrower screen, because a text that is
//! wrapped once more is no longer the text that leaves.
//!
//! Must not know how the text is composed, nor how it is sent.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::model::Model;
use crate::app::schermen::input::{BREEDTE, InputScherm, Kop, Merk, pagina_einden};

use crate::ui::formulieren::formulier::lijn_met;
use crate::ui::kader::links_rechts;
use crate::ui::schermen::lezer::plaats;
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{breedte, knip, links, omslag};
use crate::ui::thema::Thema;

/// From this width on list and text stand side by side.
const NAAST_ELKAAR: u16 = 118;

/// Cells of the text with air at both sides.
const TEKSTVAK: u16 = 80;

impl Tekent for InputScherm {
    /// Draws the screen.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        frame.render_widget(
            Paragraph::new(kop(model, self, area.width, thema)),
            Rect { height: 1, ..area },
        );
        let below = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        if area.width >= NAAST_ELKAAR {
            let left = (area.width - TEKSTVAK).min(area.width * 42 / 100);
            let list = Rect {
                width: left,
                ..below
            };
            lijst(frame, list, model, self, thema);
            for y in below.y..below.bottom() {
                let rule = Rect::new(area.x + left, y, 1, 1);
                frame.render_widget(Paragraph::new(Line::styled("│", thema.lijn)), rule);
            }
            let text = Rect {
                x: area.x + left + 1,
                width: area.width - left - 1,
                ..below
            };
            tekst(frame, text, model, self, thema);
            return;
        }
        // While the words are edited they get all the room.
        let rows = if self.bewerken {
            0
        } else {
            let wanted =
                u16::try_from(lijstregels(model, self, 60, thema).0.len()).unwrap_or(u16::MAX);
            wanted.saturating_add(1).min(below.height / 2)
        };
        let list = Rect {
            height: rows,
            ..below
        };
        lijst(frame, list, model, self, thema);
        let text = Rect {
            y: below.y + rows,
            height: below.height - rows,
            ..below
        };
        tekst(frame, text, model, self, thema);
    }
}

/// To whom, how, and about whom.
fn kop(model: &Model, scherm: &InputScherm, width: u16, thema: &Thema) -> Line<'static> {
    let name = model
        .lijst
        .zoek(scherm.zaak)
        .map_or_else(String::new, |regel| model.naam(&regel.zaak.regel.naam));
    let who = scherm.opstelling.ontvanger.label();
    let left = vec![
        Span::styled(" Input aan ", thema.accent),
        Span::styled(format!("‹ {who} ›"), thema.veld),
        Span::styled(
            format!("  als .{} in {}", scherm.vorm.code(), model.tafel.uitmap),
            thema.gewoon,
        ),
    ];
    let right = vec![Span::styled(format!("{name} "), thema.kop)];
    links_rechts(left, right, usize::from(width))
}

fn lijst(frame: &mut Frame<'_>, area: Rect, model: &Model, scherm: &InputScherm, thema: &Thema) {
    if area.height == 0 {
        return;
    }
    let width = usize::from(area.width);
    let (lines, at, rows) = lijstregels(model, scherm, width, thema);
    let count = scherm.opstelling.regels().count();
    let on = scherm
        .opstelling
        .regels()
        .filter(|(_, line)| line.aan || line.altijd())
        .count();
    let head = format!("{on} van {count} regels gaan mee");
    frame.render_widget(
        Paragraph::new(lijn_met(&head, area.width, thema)),
        Rect { height: 1, ..area },
    );
    let below = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let height = usize::from(below.height);
    let middle = (at + rows / 2).saturating_sub(height / 2);
    let begin = middle.min(at).min(lines.len().saturating_sub(height));
    let cut = lines.len() > begin + height;
    let mut shown: Vec<Line<'static>> = lines.into_iter().skip(begin).take(height).collect();
    if cut && let Some(last) = shown.last_mut() {
        meer(last, width, thema);
    }
    frame.render_widget(Paragraph::new(shown), below);
    if model.dialoog.is_none() && !scherm.bewerken && at >= begin && at < begin + height {
        let y = u16::try_from(at - begin).unwrap_or(0);
        frame.set_cursor_position(Position::new(below.x + 2, below.y + y));
    }
}

/// Puts a sign at the end of a line: there is more below.
fn meer(line: &mut Line<'static>, width: usize, thema: &Thema) {
    let used = line.width();
    if used + 2 <= width {
        line.spans.push(Span::raw(" ".repeat(width - used - 2)));
        line.spans.push(Span::styled("▼", thema.dof));
    }
}

/// The lines of the list, and where the selected one begins and how many rows it takes.
fn lijstregels(
    model: &Model,
    scherm: &InputScherm,
    width: usize,
    thema: &Thema,
) -> (Vec<Line<'static>>, usize, usize) {
    let mut out: Vec<Line<'static>> = Vec::new();
    let (mut at, mut rows) = (0, 1);
    let mut heading: Option<Kop> = None;
    for (index, (kop, line)) in scherm.opstelling.regels().enumerate() {
        if heading != Some(kop) {
            heading = Some(kop);
            out.push(Line::styled(
                format!("  {}", knip(kop.titel(), width.saturating_sub(3))),
                thema.kop,
            ));
        }
        let sent = line.aan || line.altijd();
        let mark = if sent { "[x]" } else { "[ ]" };
        let text = model.vrije_tekst(&line.tekst).replace('\n', " ");
        if index != scherm.cursor {
            let style = if sent { thema.gewoon } else { thema.dof };
            // What the worker must know of it stands at the end, in words.
            let tag = line.merk.map_or("", Merk::kort);
            let room = width.saturating_sub(7);
            let room = match breedte(tag) {
                0 => room,
                cells => room.saturating_sub(cells + 2),
            };
            let mut spans = vec![
                Span::raw("  "),
                Span::styled(mark, if sent { thema.goed } else { thema.dof }),
            ];
            if tag.is_empty() {
                spans.push(Span::styled(format!(" {}", knip(&text, room)), style));
            } else {
                let text = links(&knip(&text, room), room);
                spans.push(Span::styled(format!(" {text}  "), style));
                spans.push(Span::styled(tag, thema.bijna));
            }
            out.push(Line::from(spans));
            continue;
        }
        at = out.len();
        let room = width.saturating_sub(7);
        for (row, part) in omslag(&text, room).into_iter().take(3).enumerate() {
            let mark = if row == 0 { mark } else { "   " };
            out.push(Line::from(vec![
                Span::styled("▌", thema.accent),
                Span::styled(format!(" {mark} {} ", links(&part, room)), thema.gekozen),
            ]));
        }
        if let Some(mark) = line.merk {
            let words = format!("      let op: {}", mark.label());
            out.push(Line::styled(words, thema.bijna));
        }
        for part in omslag(&format!("want: {}", line.waarom), room) {
            out.push(Line::styled(format!("      {part}"), thema.dof));
        }
        rows = out.len() - at;
    }
    (out, at, rows)
}

fn tekst(frame: &mut Frame<'_>, area: Rect, model: &Model, scherm: &InputScherm, thema: &Thema) {
    if area.height < 2 {
        return;
    }
    let head = Rect { height: 1, ..area };
    let page = Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: area.width.saturating_sub(3),
        height: area.height - 1,
    };
    let own = if scherm.eigen.is_some() {
        "met de hand bewerkt · "
    } else {
        ""
    };
    if scherm.bewerken
        && let Some(words) = &scherm.eigen
    {
        let rule = lijn_met("met de hand bewerken", area.width, thema);
        frame.render_widget(Paragraph::new(rule), head);
        let box_ = Rect {
            width: page.width.min(u16::try_from(BREEDTE).unwrap_or(76)),
            ..page
        };
        frame.render_widget(&**words, box_);
        if model.dialoog.is_none() {
            let at = words.screen_cursor();
            let (first, _) = words.scroll_offset();
            let x = u16::try_from(at.col).unwrap_or(0).min(box_.width);
            let y = u16::try_from(at.row).unwrap_or(0).saturating_sub(first);
            frame.set_cursor_position(Position::new(box_.x + x, box_.y + y));
        }
        return;
    }
    let text = scherm.tekst();
    if model.verborgen {
        frame.render_widget(
            Paragraph::new(lijn_met("zo gaat het weg", area.width, thema)),
            head,
        );
        let hidden = Line::styled(model.vrije_tekst(&text), thema.dof);
        frame.render_widget(Paragraph::new(hidden), page);
        return;
    }
    let lines = tekstregels(&text, usize::from(page.width), thema);
    let height = usize::from(page.height);
    let begin = scherm.begin.begin(lines.len(), height);
    let place = format!(
        "{own}zo gaat het weg · {}",
        plaats(begin, height, lines.len())
    );
    frame.render_widget(Paragraph::new(lijn_met(&place, area.width, thema)), head);
    let shown: Vec<Line<'static>> = lines.into_iter().skip(begin).take(height).collect();
    frame.render_widget(Paragraph::new(shown), page);
}

/// The text, with the ends of its pages drawn between its lines. A line that is too long for the
/// screen (only a worker's own can be) goes on below, with a mark that is not part of it.
fn tekstregels(text: &str, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let ends = pagina_einden(text);
    let mut out = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let parts = omslag(line, width.saturating_sub(2).max(1));
        let count = parts.len();
        if breedte(line) <= width {
            out.push(Line::styled(line.to_owned(), thema.gewoon));
        } else {
            for (index, part) in parts.into_iter().enumerate() {
                let mut spans = vec![Span::styled(part, thema.gewoon)];
                if index + 1 < count {
                    spans.push(Span::styled(" ↵", thema.dof));
                }
                out.push(Line::from(spans));
            }
        }
        if let Some(page) = ends.iter().position(|end| *end == at + 1) {
            let words = format!("── einde blad {} ", page + 1);
            let rest = BREEDTE.min(width).saturating_sub(breedte(&words));
            out.push(Line::styled(
                format!("{words}{}", "─".repeat(rest)),
                thema.lijn,
            ));
        }
    }
    out
}
