//! The small window on top of everything.
//!
//! Must not know what an answer does.

use ratatui::Frame;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph};

use crate::app::concept::Concept;
use crate::app::dialogen::klein::Klein;
use crate::app::dialogen::palet::Palet;
use crate::app::dialogen::soortkeuze::{Soortkeuze, letter};
use crate::app::dialogen::vraag::{Menu, StapDialoog, Vraag};
use crate::app::keymap::{Binding, Context, KEYMAP};
use crate::app::model::{Dialoog, Model};
use crate::app::schuif::Schuif;
use crate::domain::ids::ZaakId;
use crate::domain::soort::Soort;

use crate::ui::formulieren::formulier::{Zicht, conceptstand, hoogte, velden};
use crate::ui::schermen::lezer::plaats;
use crate::ui::tekst::{breedte, knip, links, omslag};
use crate::ui::thema::Thema;
use crate::ui::veld::invoer;

/// Draws the window over the screen that lies under it.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, dialoog: &Dialoog, thema: &Thema) {
    // The head stays whole; the two lines of the foot name the keys of the window.
    let area = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(4),
        ..area
    };
    match dialoog {
        Dialoog::Soort(choice) => soort(frame, area, model, choice, thema),
        Dialoog::Vraag(question) => vraag(frame, area, model, question, thema),
        Dialoog::Stap(dialog) => stap(frame, area, model, dialog, thema),
        Dialoog::Klein(small) => klein(frame, area, model, small, thema),
        Dialoog::Menu(menu) => menuvenster(frame, area, model, menu, thema),
        Dialoog::Hulp(begin) => hulp(frame, area, model, begin, thema),
        Dialoog::Palet(palet) => paletvenster(frame, area, palet, thema),
    }
}

/// An empty window in the middle, and what lies within its border and its margin.
fn venster(
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
fn onderrand(frame: &mut Frame<'_>, inside: Rect, text: &str, thema: &Thema) {
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

fn naam(model: &Model, zaak: ZaakId) -> String {
    model
        .lijst
        .zoek(zaak)
        .map_or_else(String::new, |regel| model.naam(&regel.zaak.regel.naam))
}

fn soort(frame: &mut Frame<'_>, area: Rect, model: &Model, choice: &Soortkeuze, thema: &Thema) {
    let hint = "De letter kiest meteen. Spatie kiest er meer.";
    let rows = u16::try_from(Soort::ALLE.len()).unwrap_or(0) + 1;
    let title = format!(
        "{}: welke soort? · {}",
        choice.tag.label(),
        naam(model, choice.zaak)
    );
    let width = u16::try_from(breedte(hint).max(breedte(&title) + 2).min(64)).unwrap_or(64);
    let inside = venster(frame, area, (width, rows), &title, thema);
    let cells = usize::from(inside.width);
    let mut lines = Vec::new();
    for (at, kind) in Soort::ALLE.into_iter().enumerate() {
        let chosen = at == choice.cursor;
        let tick = if choice.gekozen.contains(&kind) {
            "[x]"
        } else {
            "[ ]"
        };
        let tick_style = if choice.gekozen.contains(&kind) {
            thema.goed
        } else {
            thema.dof
        };
        let proposed = choice.voorgesteld.contains(&kind) && !choice.gekozen.contains(&kind);
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
    zet_cursor(frame, inside, 2, choice.cursor);
}

fn zet_cursor(frame: &mut Frame<'_>, inside: Rect, x: usize, y: usize) {
    let x = u16::try_from(x).unwrap_or(0);
    let y = u16::try_from(y).unwrap_or(0);
    if x < inside.width && y < inside.height {
        frame.set_cursor_position(Position::new(inside.x + x, inside.y + y));
    }
}

fn vraag(frame: &mut Frame<'_>, area: Rect, _model: &Model, question: &Vraag, thema: &Thema) {
    let width = area.width.saturating_sub(16).min(60);
    let mut lines: Vec<Line<'static>> = omslag(&question.tekst, usize::from(width))
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

fn stap(frame: &mut Frame<'_>, area: Rect, model: &Model, dialog: &StapDialoog, thema: &Thema) {
    let zicht = Zicht {
        verborgen: model.verborgen,
        label: 9,
        noot: None,
        cursor: true,
    };
    let width = area.width.saturating_sub(8).min(76);
    let about = boven(
        &model.vrije_tekst(&dialog.onder()),
        width,
        area.height / 2,
        thema,
    );
    let above = u16::try_from(about.len()).unwrap_or(0);
    // One row is kept for a hint that only a focused field shows, so that the window never jumps.
    let rows = hoogte(&dialog.formulier, width, &zicht, thema).max(3) + above;
    let title = format!("{} · {}", dialog.titel(), naam(model, dialog.zaak));
    let inside = venster(frame, area, (width, rows), &title, thema);
    frame.render_widget(Paragraph::new(about), inside);
    let fields = Rect {
        y: inside.y + above,
        height: inside.height.saturating_sub(above),
        ..inside
    };
    velden(frame, fields, &dialog.formulier, &zicht, thema);
    concept(frame, inside, model, &dialog.concept, thema);
}

/// How the draft stands, in the lower border.
fn concept(frame: &mut Frame<'_>, inside: Rect, model: &Model, concept: &Concept, thema: &Thema) {
    if let Some(text) = conceptstand(concept, model, thema) {
        onderrand(frame, inside, text.content.trim_end(), thema);
    }
}

/// What a window is about, whole: wrapped, with air below it. Only what fills half the screen is cut.
fn boven(text: &str, width: u16, most: u16, thema: &Thema) -> Vec<Line<'static>> {
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

fn klein(frame: &mut Frame<'_>, area: Rect, model: &Model, small: &Klein, thema: &Thema) {
    let zicht = Zicht {
        verborgen: model.verborgen,
        label: 10,
        noot: None,
        cursor: true,
    };
    let width = area.width.saturating_sub(8).min(76);
    let about = boven(
        &model.vrije_tekst(&small.onder),
        width,
        area.height / 2,
        thema,
    );
    let above = u16::try_from(about.len()).unwrap_or(0);
    let rows = hoogte(&small.formulier, width, &zicht, thema).max(2) + 1 + above;
    let title = match small.doel.zaak() {
        Some(zaak) => format!("{} · {}", small.titel, naam(model, zaak)),
        None => small.titel.clone(),
    };
    let inside = venster(frame, area, (width, rows), &title, thema);
    frame.render_widget(Paragraph::new(about), inside);
    let fields = Rect {
        y: inside.y + above,
        height: inside.height.saturating_sub(above),
        ..inside
    };
    velden(frame, fields, &small.formulier, &zicht, thema);
    concept(frame, inside, model, &small.concept, thema);
}

fn menuvenster(frame: &mut Frame<'_>, area: Rect, model: &Model, menu: &Menu, thema: &Thema) {
    let title = format!("{} · {}", menu.stap.wat, naam(model, menu.zaak));
    let width = area.width.saturating_sub(8).min(60);
    let about = boven(&menu.stap.waarom, width, area.height / 2, thema);
    let above = u16::try_from(about.len()).unwrap_or(0);
    let rows = u16::try_from(menu.keuzes.len()).unwrap_or(1) + above;
    let inside = venster(frame, area, (width, rows), &title, thema);
    frame.render_widget(Paragraph::new(about), inside);
    let inside = Rect {
        y: inside.y + above,
        height: inside.height.saturating_sub(above),
        ..inside
    };
    let cells = usize::from(inside.width);
    let lines: Vec<Line<'static>> = menu
        .keuzes
        .iter()
        .enumerate()
        .map(|(at, way)| {
            let words = links(way.label(), cells.saturating_sub(5));
            if at == menu.cursor {
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
    zet_cursor(frame, inside, 2, menu.cursor);
}

/// A heading of the help, or a key with what it does.
enum Hulpregel {
    Kop(&'static str),
    Toets(String, &'static str),
    Leeg,
}

fn hulp(frame: &mut Frame<'_>, area: Rect, model: &Model, begin: &Schuif, thema: &Thema) {
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
    let first = begin.begin(rows, height);
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
fn toetsnaam(toets: &'static str) -> &'static str {
    match toets {
        "Links/Rechts" => "← →",
        "Omlaag" => "↓",
        "Omhoog" => "↑",
        "BackTab" => "Shift-Tab",
        other => other,
    }
}

fn paletvenster(frame: &mut Frame<'_>, area: Rect, palet: &Palet, thema: &Thema) {
    let width = area.width.saturating_sub(12).min(66);
    let rows = area.height.saturating_sub(4).min(16);
    let inside = venster(frame, area, (width, rows), "Wat wilt u doen?", thema);
    let cells = usize::from(inside.width);
    let (text, at) = invoer(&palet.zoek, cells.saturating_sub(2), false);
    let found = palet.gevonden();
    let mut lines = vec![
        Line::from(vec![
            Span::styled("› ", thema.accent),
            Span::styled(links(&text, cells.saturating_sub(2)), thema.veld),
        ]),
        Line::default(),
    ];
    let height = usize::from(inside.height).saturating_sub(2);
    let cursor = palet.cursor.min(found.len().saturating_sub(1));
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
