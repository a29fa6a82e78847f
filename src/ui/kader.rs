//! Head and foot: the same on every screen, so that nothing jumps.
//!
//! Must not know what stands between them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::keymap::{Binding, voet};
use crate::app::model::{Laag, Model, Toon};
use crate::domain::tijd;

use super::tekst::{breedte, knip};
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
    let mut left = vec![Span::styled(" zsmtafel", thema.accent.patch(thema.kop))];
    if !model.tafel.naam.is_empty() {
        left.push(Span::styled(
            format!(" · {}", model.tafel.naam),
            thema.gewoon,
        ));
    }
    left.push(Span::styled(
        format!("   {}", tijd::voluit(model.nu)),
        thema.gewoon,
    ));
    let mut right = Vec::new();
    if width >= 100 && !model.tafel.vt.is_empty() {
        right.push(Span::styled(format!("{} · ", model.tafel.vt), thema.dof));
    }
    right.push(Span::styled(model.tafel.medewerker.clone(), thema.dof));
    if model.verborgen {
        right.push(Span::styled(" · namen verborgen", thema.bijna));
    }
    if model.tafel.oefenen {
        right.push(Span::raw(" "));
        right.push(Span::styled(" OEFENEN ", thema.oefenen));
    }
    right.push(Span::raw(" "));
    links_rechts(left, right, width)
}

fn tweede(model: &Model, width: usize, thema: &Thema) -> Line<'static> {
    let mut path = vec!["Ochtend"];
    for laag in &model.lagen {
        path.push(match laag {
            Laag::Zaak(_) => "Zaak",
            Laag::Beoordelen(_) => "Beoordeling",
            Laag::Betrokkene(_) => "Betrokkene",
            Laag::Zaakformulier(scherm) => scherm.soort.titel(),
            Laag::Punten(_) => "Aandachtspunten",
            Laag::Input(_) => "Input",
            Laag::Inlezen(_) => "Inlezen",
            Laag::Lezer(_) => "Lezen",
        });
    }
    let last = path.len() - 1;
    let mut left = vec![Span::raw(" ")];
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

fn alarmregel(model: &Model, width: usize, thema: &Thema) -> Option<Line<'static>> {
    // Somebody in direct danger goes before a suspect who left unseen; within each as the list has them.
    let top = model.lijst.alarmen().min_by_key(|regel| {
        let first = regel.stappen.iter().find(|step| step.alarm);
        first.map(|step| step.soort)
    })?;
    let more = model.lijst.alarmen().count() - 1;
    // On the screens of a zaak its own alarm goes first; the others are counted.
    let own = model
        .zaak_in_beeld()
        .filter(|_| !model.lagen.is_empty())
        .and_then(|id| model.lijst.zoek(id))
        .filter(|regel| regel.heeft_alarm());
    let first = own.unwrap_or(top);
    let step = first.stappen.iter().find(|step| step.alarm)?;
    let mut text = format!(
        " ! {}: {} — {}",
        hoofdletter(step.soort.label()),
        model.naam(&first.zaak.regel.naam),
        step.waarom
    );
    if more > 0 {
        text.push_str(&format!("  (en nog {more})"));
    }
    let hint = if width < 100 {
        " s: gedaan "
    } else {
        " s op die regel: afvinken "
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
    let Some(message) = &model.melding else {
        return lijn(width, thema);
    };
    let (sign, style): (&str, Style) = match message.toon {
        Toon::Goed => ("", thema.goed),
        Toon::Let => ("", thema.bijna),
        Toon::Fout => ("Niet gelukt: ", thema.acuut),
    };
    let text = knip(&format!("{sign}{}", message.tekst), width.saturating_sub(6));
    let rest = width.saturating_sub(4 + breedte(&text));
    Line::from(vec![
        Span::styled("── ", thema.lijn),
        Span::styled(text, style),
        Span::raw(" "),
        Span::styled("─".repeat(rest), thema.lijn),
    ])
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
