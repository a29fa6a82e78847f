//! The mapping screen: heading, its first cells, and the field that it fills.
//!
//! Must not know how a choice is kept.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::model::Model;
use crate::app::schermen::inlezen::Kolom;
use crate::app::schermen::inlezen::koppelen::{Koppelen, Kopregel};

use crate::ui::formulieren::formulier::lijn_met;
use crate::ui::kader::links_rechts;
use crate::ui::tekst::{breedte, knip, links, omslag};
use crate::ui::thema::Thema;

/// Cells of the field.
const VELD: usize = 30;

/// Draws the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, scherm: &Koppelen, thema: &Thema) {
    let width = usize::from(area.width);
    let kop = scherm
        .rijen
        .iter()
        .map(|row| breedte(&row.kop.kop))
        .max()
        .unwrap_or(0)
        .clamp(12, 30);
    let mut rows = vec![links_rechts(
        vec![
            Span::styled(" Welke kop vult wat?", thema.accent),
            Span::styled(format!("  {}", scherm.bestand), thema.kop),
        ],
        vec![Span::styled(stand(scherm), thema.dof)],
        width,
    )];
    let place = format!("{} van {}", scherm.cursor + 1, scherm.rijen.len());
    rows.push(lijn_met(&place, area.width, thema));
    rows.push(Line::styled(
        format!(
            "  {}  {}  voorbeelden",
            links("kop", kop),
            links("vult", VELD)
        ),
        thema.dof,
    ));
    let uitleg = uitleg(scherm, width, thema);
    let height = usize::from(area.height).saturating_sub(rows.len() + uitleg.len());
    let first = (scherm.cursor + 1).saturating_sub(height.max(1));
    let mut cursor = None;
    for (at, row) in scherm.rijen.iter().enumerate().skip(first).take(height) {
        if at == scherm.cursor {
            cursor = Some(rows.len());
        }
        rows.push(regel(model, scherm, at, row, (kop, width), thema));
    }
    let below = Rect {
        y: area
            .bottom()
            .saturating_sub(u16::try_from(uitleg.len()).unwrap_or(0)),
        height: u16::try_from(uitleg.len()).unwrap_or(0).min(area.height),
        ..area
    };
    frame.render_widget(Paragraph::new(rows), area);
    frame.render_widget(Paragraph::new(uitleg), below);
    if let Some(row) = cursor
        && model.dialoog.is_none()
    {
        let y = area.y + u16::try_from(row).unwrap_or(0);
        let x = u16::try_from(4 + kop).unwrap_or(0);
        frame.set_cursor_position(Position::new(area.x + x.min(area.width - 1), y));
    }
}

fn stand(scherm: &Koppelen) -> String {
    if scherm.bezig {
        return "bezig met bewaren … ".to_owned();
    }
    match scherm.onbekend() {
        0 => "alle koppen bekend ".to_owned(),
        1 => "1 kop onbekend ".to_owned(),
        n => format!("{n} koppen onbekend "),
    }
}

fn regel(
    model: &Model,
    scherm: &Koppelen,
    at: usize,
    row: &Kopregel,
    (kop, width): (usize, usize),
    thema: &Thema,
) -> Line<'static> {
    let chosen = at == scherm.cursor;
    let changed = row.kolom != row.kop.kolom;
    let double = row
        .kolom
        .is_some_and(|kolom| scherm.botsingen().iter().any(|one| one.kolom == kolom));
    let word = row.kolom.map_or("—", Kolom::label);
    let veld = match (chosen, changed) {
        (true, _) => format!("‹ {word} ›"),
        (false, true) => format!("{word} *"),
        (false, false) => word.to_owned(),
    };
    let style = match row.kolom {
        _ if double => thema.acuut,
        None => thema.bijna,
        Some(Kolom::Negeren) => thema.dof,
        Some(_) if changed => thema.goed,
        Some(_) => thema.gewoon,
    };
    let sign = if double {
        "!"
    } else if row.kolom.is_none() {
        "?"
    } else {
        " "
    };
    let room = width.saturating_sub(kop + VELD + 7);
    let cells = if row.kop.cellen.is_empty() {
        String::new()
    } else if model.verborgen {
        "(verborgen, F9 toont)".to_owned()
    } else {
        row.kop.cellen.join(" · ")
    };
    let bar = if chosen { "▌" } else { " " };
    let text = vec![
        Span::styled(
            format!("{sign}{}  ", links(&row.kop.kop, kop)),
            thema.gewoon,
        ),
        Span::styled(links(&veld, VELD), style),
        Span::styled(format!("  {}", links(&cells, room)), thema.dof),
    ];
    let mut line = Line::from(text);
    if chosen {
        line = line.patch_style(thema.gekozen);
    }
    line.spans.insert(0, Span::styled(bar, thema.accent));
    line
}

fn uitleg(scherm: &Koppelen, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let mut out = vec![Line::default()];
    let (text, style) = match scherm.bezwaar() {
        Some(text) => (format!("! {text}"), thema.acuut),
        None if !scherm.zoek.is_empty() => (format!("zoekt: {}", scherm.zoek), thema.accent),
        None => (
            "Typ de naam van een gegeven, of kies met ←→. Backspace maakt leeg. Ctrl-S bewaart uw eigen \
             profiel; morgen gaat deze lijst vanzelf goed."
                .to_owned(),
            thema.dof,
        ),
    };
    for part in omslag(&text, width.saturating_sub(4)).into_iter().take(2) {
        out.push(Line::styled(format!("  {}", knip(&part, width)), style));
    }
    out
}
