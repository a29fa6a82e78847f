//! The window with all keys.
//!
//! Must not know what an answer does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::dialogen::hulp::Hulp;
use crate::app::keymap::{Binding, Context, KEYMAP};
use crate::app::model::Model;

use crate::ui::dialogen::venster::{onderrand, ruimte, venster};
use crate::ui::schermen::lezer::plaats;
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{links, omslag};
use crate::ui::thema::Thema;

impl Tekent for Hulp {
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        let area = ruimte(area);
        let width = area.width.saturating_sub(8).min(128);
        let columns = if width >= 100 { 2 } else { 1 };
        let inside = venster(frame, area, (width, area.height), "Toetsen", thema);
        let groups = hulpgroepen(model);
        let total: usize = groups.iter().map(Vec::len).sum();
        let mut flows: Vec<Vec<Hulpregel>> = vec![Vec::new()];
        for group in groups {
            // The second column begins at the group that crosses the middle.
            let full = flows
                .last()
                .is_some_and(|flow| flow.len() * columns >= total);
            if full && flows.len() < columns {
                flows.push(Vec::new());
            }
            if let Some(flow) = flows.last_mut() {
                flow.extend(group);
            }
        }
        let height = usize::from(inside.height);
        let column = inside.width / u16::try_from(columns).unwrap_or(1);
        let flows: Vec<Vec<Line<'static>>> = flows
            .into_iter()
            .map(|flow| {
                flow.into_iter()
                    .flat_map(|line| hulpregel(line, usize::from(column), thema))
                    .collect()
            })
            .collect();
        let rows = flows.iter().map(Vec::len).max().unwrap_or(0);
        let first = self.begin.begin(rows, height);
        let mut x = inside.x;
        for flow in flows {
            let lines: Vec<Line<'static>> = flow.into_iter().skip(first).take(height).collect();
            let rect = Rect {
                x,
                width: column,
                ..inside
            };
            frame.render_widget(Paragraph::new(lines), rect);
            x += column;
        }
        onderrand(frame, inside, &plaats(first, height, rows), thema);
    }
}

/// A heading of the help, or a key with what it does.
enum Hulpregel {
    Kop(&'static str),
    Toets(String, &'static str),
    Leeg,
}

fn hulpregel(line: Hulpregel, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    match line {
        Hulpregel::Kop(text) => vec![Line::styled(text, thema.kop)],
        Hulpregel::Toets(key, words) => omslag(words, width.saturating_sub(15))
            .into_iter()
            .enumerate()
            .map(|(at, part)| {
                let key = if at == 0 { key.as_str() } else { "" };
                Line::from(vec![
                    Span::styled(format!("  {}", links(key, 11)), thema.accent),
                    Span::raw(part),
                ])
            })
            .collect(),
        Hulpregel::Leeg => vec![Line::default()],
    }
}

/// The whole keymap by context: first where the worker is, then everywhere, then the rest.
fn hulpgroepen(model: &Model) -> Vec<Vec<Hulpregel>> {
    let mut contexts = model.contexten_van_scherm();
    for context in Context::ALLE {
        if !contexts.contains(&context) {
            contexts.push(context);
        }
    }
    contexts
        .into_iter()
        .map(|context| {
            let mut keys: Vec<(&Binding, String)> = Vec::new();
            for binding in KEYMAP.iter().filter(|one| one.context == context) {
                let name = toetsnaam(binding.toets);
                // Two keys for one thing stand on one line.
                match keys
                    .iter_mut()
                    .find(|(other, _)| other.action == binding.action && other.lang == binding.lang)
                {
                    Some((_, names)) => *names = format!("{names}  {name}"),
                    None => keys.push((binding, name.to_owned())),
                }
            }
            let mut out = vec![Hulpregel::Kop(context.label())];
            out.extend(
                keys.into_iter()
                    .map(|(binding, names)| Hulpregel::Toets(names, binding.lang)),
            );
            out.push(Hulpregel::Leeg);
            out
        })
        .collect()
}

/// The name of a key as it stands on a keyboard.
pub(in crate::ui) fn toetsnaam(toets: &'static str) -> &'static str {
    match toets {
        "Links/Rechts" => "← →",
        "Omlaag" => "↓",
        "Omhoog" => "↑",
        "BackTab" => "Shift-Tab",
        other => other,
    }
}
