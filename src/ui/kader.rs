//! Head and foot: the same on every screen, so that nothing jumps.
//!
//! Must not know what stands between them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph};

use crate::app::keymap::{Binding, Context, voet};
use crate::app::model::{Model, Toon};
use crate::app::schermen::inlezen::map;
use crate::app::tab::Tab;
use crate::domain::stap::StapSoort;
use crate::domain::tijd;

use super::tekst::{breedte, knip, leeftijd, omslag};
use super::thema::Thema;

/// Draws head and foot; returns what is left for the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) -> Rect {
    let width = usize::from(area.width);
    let alarm = alarmregel(model, width, thema);
    let mut y = area.y;
    let mut put = |frame: &mut Frame<'_>, line: Line<'_>| {
        frame.render_widget(Paragraph::new(line), Rect::new(area.x, y, area.width, 1));
        y += 1;
    };
    put(frame, eerste(model, width, thema));
    put(frame, tweede(model, width, thema));
    if let Some(line) = alarm {
        put(frame, line);
    }
    put(frame, lijn(width, thema));
    let top = y;
    let foot = area.bottom().saturating_sub(2);
    frame.render_widget(
        Paragraph::new(meldingregel(model, width, thema)),
        Rect::new(area.x, foot, area.width, 1),
    );
    frame.render_widget(
        Paragraph::new(toetsen(model, width, thema)),
        Rect::new(area.x, foot + 1, area.width, 1),
    );
    Rect::new(area.x, top, area.width, foot.saturating_sub(top))
}

/// A rule over the whole width.
#[must_use]
pub fn lijn(width: usize, thema: &Thema) -> Line<'static> {
    Line::styled("─".repeat(width), thema.lijn)
}

/// A line with something at the left and something at the right; the left gives way.
#[must_use]
pub fn links_rechts<'a>(left: Vec<Span<'a>>, right: Vec<Span<'a>>, width: usize) -> Line<'a> {
    let cells =
        |spans: &[Span<'_>]| -> usize { spans.iter().map(|span| breedte(&span.content)).sum() };
    let room = width.saturating_sub(cells(&right) + 1);
    let mut out: Vec<Span<'a>> = Vec::new();
    let mut used = 0;
    for span in left {
        let size = breedte(&span.content);
        if used + size <= room {
            used += size;
            out.push(span);
        } else {
            let cut = knip(&span.content, room - used);
            used += breedte(&cut);
            out.push(Span::styled(cut, span.style));
            break;
        }
    }
    let right_width = cells(&right);
    out.push(Span::raw(
        " ".repeat(width.saturating_sub(used + right_width)),
    ));
    out.extend(right);
    Line::from(out)
}

fn eerste(model: &Model, width: usize, thema: &Thema) -> Line<'static> {
    // The clock is never cut: first VT goes, then the table, then the date, then the name of the program.
    let first = u8::from(width < 100);
    let whole = |krap: u8| {
        let (left, right) = (
            kop_links(model, krap, thema),
            kop_rechts(model, krap, thema),
        );
        let cells: usize = left
            .iter()
            .chain(&right)
            .map(|one| breedte(&one.content))
            .sum();
        (cells < width).then_some((left, right))
    };
    let (left, right) = (first..KRAPST).find_map(whole).unwrap_or_else(|| {
        let left = kop_links(model, KRAPST, thema);
        let used: usize = left.iter().map(|one| breedte(&one.content)).sum();
        let right = kop_rechts(model, KRAPST, thema);
        (left, knip_spans(right, width.saturating_sub(used + 1)))
    });
    links_rechts(left, right, width)
}

/// How far the first line can go in leaving words out.
const KRAPST: u8 = 5;

/// The table and the clock. The higher `krap`, the fewer words.
fn kop_links(model: &Model, krap: u8, thema: &Thema) -> Vec<Span<'static>> {
    let mut left = Vec::new();
    if krap < 4 {
        left.push(Span::styled(" zsmtafel", thema.accent.patch(thema.kop)));
    }
    if krap < 2 && !model.tafel.naam.is_empty() {
        let name = format!(" · {}", model.tafel.naam);
        left.push(Span::styled(name, thema.gewoon));
    }
    let gap = if krap < 4 { "   " } else { " " };
    let clock = if krap < 3 {
        tijd::voluit(model.nu)
    } else {
        tijd::klok(model.nu)
    };
    left.push(Span::styled(format!("{gap}{clock}"), thema.gewoon));
    left
}

/// Who works, and what must be known about the screen. The higher `krap`, the fewer words.
fn kop_rechts(model: &Model, krap: u8, thema: &Thema) -> Vec<Span<'static>> {
    let mut right = Vec::new();
    if krap == 0 && !model.tafel.vt.is_empty() {
        right.push(Span::styled(format!("{} · ", model.tafel.vt), thema.dof));
    }
    // Names that are hidden and a table for practice are said before who works.
    let (mut hidden, mut practice) = (Vec::new(), Vec::new());
    if model.verborgen {
        hidden.push(Span::styled(" · namen verborgen", thema.bijna));
    }
    if model.tafel.oefenen {
        practice.push(Span::raw(" "));
        practice.push(Span::styled(" OEFENEN ", thema.oefenen));
    }
    if krap < KRAPST {
        right.push(Span::styled(model.tafel.wie(), thema.dof));
    }
    right.extend(hidden);
    right.extend(practice);
    if krap == KRAPST {
        right.push(Span::raw(" "));
        right.push(Span::styled(model.tafel.wie(), thema.dof));
    }
    right.push(Span::raw(" "));
    right
}

/// The spans as far as they fit.
fn knip_spans(spans: Vec<Span<'static>>, width: usize) -> Vec<Span<'static>> {
    let mut left = width;
    spans
        .into_iter()
        .map_while(|span| {
            if left == 0 {
                return None;
            }
            let cut = knip(&span.content, left);
            left -= breedte(&cut);
            Some(Span::styled(cut, span.style))
        })
        .collect()
}

fn tweede(model: &Model, width: usize, thema: &Thema) -> Line<'static> {
    let mut path = vec![model.tab.label()];
    for laag in &model.lagen {
        path.push(laag.scherm().naam());
    }
    let last = path.len() - 1;
    let mut left = vec![Span::raw(" ")];
    if last == 0 {
        left = tabs(model, thema);
        path.clear();
    }
    for (at, word) in path.into_iter().enumerate() {
        if at > 0 {
            left.push(Span::styled(" › ", thema.dof));
        }
        let style = if at == last { thema.kop } else { thema.dof };
        left.push(Span::styled(word, style));
    }
    let right = if model.opslag.bezig > 0 {
        Span::styled("bezig met opslaan … ", thema.bijna)
    } else if let Some(at) = model.opslag.laatst {
        Span::styled(format!("opgeslagen {} ", tijd::klok(at)), thema.goed)
    } else {
        Span::styled("alles opgeslagen ", thema.dof)
    };
    links_rechts(left, vec![right], width)
}

/// The screens over all zaken by their digits, and how much each has that can not wait.
fn tabs(model: &Model, thema: &Thema) -> Vec<Span<'static>> {
    let mut out = Vec::new();
    for (at, tab) in Tab::ALLE.into_iter().enumerate() {
        let on = tab == model.tab;
        let gap = if at == 0 { " " } else { "  " };
        out.push(Span::raw(gap));
        out.push(Span::styled(
            format!("{} ", at + 1),
            if on { thema.accent } else { thema.dof },
        ));
        let style = if on {
            thema.accent.patch(thema.kop)
        } else {
            thema.dof
        };
        out.push(Span::styled(tab.label(), style));
        let count = tab.telling(model);
        if count > 0 {
            out.push(Span::styled(format!(" ({count})"), thema.bijna));
        }
    }
    out
}

fn alarmregel(model: &Model, width: usize, thema: &Thema) -> Option<Line<'static>> {
    // On the screen of a zaak its own alarm, else the most pressing one: a call comes before finding out.
    let own = model.zaak_in_beeld().filter(|_| !model.lagen.is_empty());
    let (first, step) = model
        .lijst
        .alarmen()
        .filter_map(|regel| Some((regel, regel.stappen.iter().find(|step| step.alarm)?)))
        .min_by_key(|(regel, step)| (own != Some(regel.zaak.id), step.soort))?;
    let all: usize = model
        .lijst
        .alarmen()
        .map(|regel| regel.stappen.iter().filter(|step| step.alarm).count())
        .sum();
    let count = if all > 1 {
        format!("{all} alarmen · ")
    } else {
        String::new()
    };
    let text = format!(
        " ! {count}{}: {} — {}",
        hoofdletter(&step.wat),
        model.naam(&first.zaak.regel.naam),
        step.waarom
    );
    // A key works on the zaak that is looked at: never a hint that would do it to another.
    let keys_work = model.lagen.is_empty() || model.contexten_van_scherm().contains(&Context::Zaak);
    let here = keys_work && model.zaak_in_beeld() == Some(first.zaak.id);
    let hint = match (step.soort, width < 100) {
        _ if !model.lagen.is_empty() && !keys_work => "",
        (_, true) if !here => " zie 2 ",
        (_, false) if !here => " zie 2 Vandaag ",
        // A tag is what answers it.
        (StapSoort::Taggen, true) => " h g t r: tag ",
        (StapSoort::Taggen, false) => " h g t r: tag deze regel ",
        (_, true) => " s: gedaan ",
        (_, false) => " s: afvinken ",
    };
    Some(
        links_rechts(
            vec![Span::styled(text, thema.alarm)],
            vec![Span::styled(hint, thema.alarm)],
            width,
        )
        .style(thema.alarm),
    )
}

/// The name of a key as the footer writes it. The footer shows one of a pair, so it means both.
#[must_use]
pub fn toetsnaam_kort(toets: &'static str) -> &'static str {
    match toets {
        "Links/Rechts" => "←→",
        "Omlaag" => "↑↓",
        other => other,
    }
}

/// The text with its first letter in upper case.
#[must_use]
pub fn hoofdletter(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

fn meldingregel(model: &Model, width: usize, thema: &Thema) -> Line<'static> {
    match meldingregels(model, width, thema).into_iter().next() {
        Some(line) => line,
        None => aanbod(model, width, thema).unwrap_or_else(|| lijn(width, thema)),
    }
}

/// The most rows that a message takes.
const MELDING_RIJEN: usize = 5;

/// A message whole: what does not fit on one line goes on below it.
fn meldingregels(model: &Model, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let Some(message) = &model.melding else {
        return Vec::new();
    };
    let (sign, style): (&str, Style) = match message.toon {
        Toon::Goed => ("", thema.goed),
        Toon::Let => ("", thema.bijna),
        Toon::Fout => ("Niet gelukt: ", thema.acuut),
    };
    let room = width.saturating_sub(6);
    let mut parts = omslag(&format!("{sign}{}", message.tekst), room);
    if parts.len() > MELDING_RIJEN {
        parts.truncate(MELDING_RIJEN);
        if let Some(last) = parts.last_mut() {
            *last = knip(&format!("{last} …"), room);
        }
    }
    parts
        .into_iter()
        .enumerate()
        .map(|(at, text)| {
            if at > 0 {
                return Line::from(vec![Span::raw("   "), Span::styled(text, style)]);
            }
            let rest = width.saturating_sub(4 + breedte(&text));
            Line::from(vec![
                Span::styled("── ", thema.lijn),
                Span::styled(text, style),
                Span::raw(" "),
                Span::styled("─".repeat(rest), thema.lijn),
            ])
        })
        .collect()
}

/// Draws a message of more than one line over the foot of the screen, so that nothing jumps for it.
pub fn melding(frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
    let lines = meldingregels(model, usize::from(area.width), thema);
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    if rows < 2 {
        return;
    }
    let rect = Rect {
        y: area.bottom().saturating_sub(1 + rows),
        height: rows,
        ..area
    };
    frame.render_widget(Clear, rect);
    frame.render_widget(Paragraph::new(lines), rect);
}

/// A list that arrived while the worker looks at the one before, said in passing.
fn aanbod(model: &Model, width: usize, thema: &Thema) -> Option<Line<'static>> {
    if !model.lagen.is_empty() || model.dialoog.is_some() || model.laadt {
        return None;
    }
    let file = map::aanbod(model)?;
    let age = leeftijd(file.gewijzigd, model.nu);
    let clock = tijd::klok(file.gewijzigd);
    let end = format!(" ({clock}, {age}) — o om te lezen");
    let name = knip(&file.naam, width.saturating_sub(24 + breedte(&end)));
    let text = format!("nieuw bestand: {name}{end}");
    let rest = width.saturating_sub(4 + breedte(&text));
    Some(Line::from(vec![
        Span::styled("── ", thema.lijn),
        Span::styled(text, thema.accent),
        Span::raw(" "),
        Span::styled("─".repeat(rest), thema.lijn),
    ]))
}

fn toetsen(model: &Model, width: usize, thema: &Thema) -> Line<'static> {
    let bindings = voet(&model.contexten());
    let hint = |binding: &Binding| (toetsnaam_kort(binding.toets), binding.kort);
    let size = |(name, text): (&str, &str)| breedte(name) + 1 + breedte(text) + 3;
    // The way back and the way to all the others keep their place when the window narrows.
    let help = bindings
        .iter()
        .find(|binding| binding.toets == "?")
        .map(|binding| {
            if model.typt() {
                ("F1", "hulp")
            } else {
                hint(binding)
            }
        });
    let back = bindings.iter().find(|binding| binding.toets == "Esc");
    let reserved = help.map_or(0, size) + back.map_or(0, |binding| size(hint(binding)));
    let mut used = 1 + reserved;
    let mut shown = Vec::new();
    for binding in &bindings {
        if binding.toets == "?" {
            continue;
        }
        if binding.toets == "Esc" {
            shown.push(hint(binding));
        } else if used + size(hint(binding)) <= width + 3 {
            used += size(hint(binding));
            shown.push(hint(binding));
        } else {
            // What comes after is less important than what no longer fits.
            used = usize::MAX / 2;
        }
    }
    shown.extend(help);
    let mut spans = vec![Span::raw(" ")];
    for (at, (name, text)) in shown.into_iter().enumerate() {
        if at > 0 {
            spans.push(Span::raw("   "));
        }
        spans.push(Span::styled(name, thema.accent));
        spans.push(Span::styled(format!(" {text}"), thema.dof));
    }
    Line::from(spans)
}
