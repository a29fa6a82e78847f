//! Reading a list: choosing a file, waiting, and the preview (in `voorbeeld`).
//!
//! Must not know how a file is read.

mod koppelen;
pub mod voorbeeld;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::model::Model;
use crate::app::msg::Kandidaat;
use crate::app::schermen::inlezen::{Inlezen, Leesstap, map};
use crate::domain::tijd;

use crate::ui::formulieren::formulier::lijn_met;
use crate::ui::kader::links_rechts;
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{knip, links, omslag, rechts};
use crate::ui::thema::Thema;
use crate::ui::veld::invoer;

/// Cells of the size and of the age.
const GROOTTE: usize = 9;
const LEEFTIJD: usize = 19;
/// Cells of when it was read.
const GELEZEN: usize = 16;

impl Tekent for Inlezen {
    /// Draws the screen.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        match &self.stand {
            Leesstap::Zoekt => wachten(
                frame,
                area,
                "Even kijken welke bestanden er zijn …",
                "",
                thema,
            ),
            Leesstap::Kiest(files) => kiezen(frame, area, model, self, files, thema),
            Leesstap::Leest(name) => {
                let text = format!("Bezig met lezen van {name} …");
                wachten(
                    frame,
                    area,
                    &text,
                    "Esc stopt; er verandert dan niets.",
                    thema,
                );
            }
            Leesstap::Bekijkt(plan) => voorbeeld::draw(frame, area, model, self, plan, thema),
            Leesstap::Koppelt(state) => koppelen::draw(frame, area, model, state, thema),
            Leesstap::Voert => wachten(frame, area, "Bezig met opslaan …", "", thema),
        }
    }
}

fn wachten(frame: &mut Frame<'_>, area: Rect, text: &str, hint: &str, thema: &Thema) {
    let width = usize::from(area.width).saturating_sub(4);
    let lines = vec![
        Line::styled(format!("  {}", knip(text, width)), thema.gewoon),
        Line::default(),
        Line::styled(format!("  {hint}"), thema.dof),
    ];
    let rect = Rect {
        y: area.y + area.height / 3,
        height: 3.min(area.height),
        ..area
    };
    frame.render_widget(Paragraph::new(lines), rect);
}

fn kiezen(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    scherm: &Inlezen,
    files: &[Kandidaat],
    thema: &Thema,
) {
    let width = usize::from(area.width);
    let mut rows = Vec::new();
    rows.push(links_rechts(
        vec![
            Span::styled(" Welke lijst?", thema.accent),
            Span::styled(format!("  map {}", model.tafel.inmap), thema.dof),
        ],
        Vec::new(),
        width,
    ));
    let marked = match scherm.gemerkt.len() {
        0 => String::new(),
        n => format!("{n} gemerkt · "),
    };
    let count = match files.len() {
        0 => "geen bestanden".to_owned(),
        n => format!("{marked}{} van {n}", scherm.cursor.min(n - 1) + 1),
    };
    rows.push(lijn_met(&count, area.width, thema));
    if let Some(text) = &scherm.fout {
        for (at, part) in omslag(&format!("Niet gelezen: {text}"), width.saturating_sub(4))
            .into_iter()
            .take(4)
            .enumerate()
        {
            let sign = if at == 0 { "! " } else { "  " };
            rows.push(Line::styled(format!(" {sign}{part}"), thema.acuut));
        }
        if !scherm.koppen.is_empty() {
            let hint = "Is dit wel de lijst? Druk k en zeg zelf wat elke kop vult.";
            rows.push(Line::styled(
                format!("   {}", knip(hint, width.saturating_sub(4))),
                thema.bijna,
            ));
        }
        rows.push(Line::default());
    }
    if let Some(path) = &scherm.pad {
        let room = width.saturating_sub(18);
        let (text, at) = invoer(path, room, false);
        let column = 16 + u16::try_from(at).unwrap_or(0);
        let y = area.y + u16::try_from(rows.len()).unwrap_or(0);
        if model.dialoog.is_none() && y < area.bottom() && column < area.width {
            frame.set_cursor_position(Position::new(area.x + column, y));
        }
        rows.push(Line::from(vec![
            Span::styled("▌", thema.accent),
            Span::raw(" Waar staat het "),
            Span::styled(links(&text, room), thema.veld),
        ]));
        rows.push(Line::styled(
            format!(
                "                {}",
                knip(
                    "Typ of plak het pad, of plak de cellen zelf. Tab gaat terug naar de lijst.",
                    room
                )
            ),
            thema.dof,
        ));
        rows.push(Line::default());
    }
    if files.is_empty() {
        rows.extend(leeg(model, scherm, width, thema));
    }
    let used = u16::try_from(rows.len()).unwrap_or(area.height);
    frame.render_widget(Paragraph::new(rows), area);
    let list = Rect {
        y: area.y + used.min(area.height),
        height: area.height.saturating_sub(used),
        ..area
    };
    bestanden(frame, list, model, scherm, files, thema);
}

fn leeg(model: &Model, scherm: &Inlezen, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let folder = &model.tafel.inmap;
    let tab = if scherm.pad.is_some() {
        ""
    } else {
        " Of druk Tab en typ zelf waar het bestand staat."
    };
    let text = format!(
        "In map {folder} staat geen lijst. Zet de export van de verdachtenmonitor (csv, txt of xlsx) \
         in die map; druk dan Esc en nog eens o. U kunt de cellen ook hier plakken.{tab}"
    );
    let mut out = vec![Line::default()];
    out.extend(
        omslag(&text, width.saturating_sub(4).min(90))
            .into_iter()
            .map(|line| Line::styled(format!("  {line}"), thema.gewoon)),
    );
    out
}

fn bestanden(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    scherm: &Inlezen,
    files: &[Kandidaat],
    thema: &Thema,
) {
    let height = usize::from(area.height);
    if height == 0 || files.is_empty() {
        return;
    }
    let cursor = scherm.cursor.min(files.len() - 1);
    let first = (cursor + 1).saturating_sub(height);
    let width = usize::from(area.width);
    let name_width = width
        .saturating_sub(GROOTTE + LEEFTIJD + GELEZEN + 10)
        .min(70);
    let typing = scherm.typt_pad();
    let mut lines = Vec::new();
    for (index, file) in files.iter().enumerate().skip(first).take(height) {
        let name = links(&file.naam, name_width);
        let size = rechts(&grootte(file.grootte), GROOTTE);
        let age = links(&oud(file.gewijzigd, model.nu), LEEFTIJD);
        let read = map::al_gelezen(model, file)
            .map_or_else(String::new, |at| format!("al gelezen {}", tijd::klok(at)));
        let read = links(&read, GELEZEN);
        let mark = if scherm.gemerkt.contains(&file.pad) {
            "✓"
        } else {
            " "
        };
        if index == cursor && !typing {
            let text = links(
                &format!("{mark}{name}  {size}   {age} {read}"),
                width.saturating_sub(1),
            );
            lines.push(Line::from(vec![
                Span::styled("▌", thema.accent),
                Span::styled(text, thema.gekozen),
            ]));
        } else {
            let style = if typing { thema.dof } else { thema.gewoon };
            lines.push(Line::from(vec![
                Span::styled(format!(" {mark}"), thema.accent),
                Span::styled(
                    name,
                    if read.trim().is_empty() {
                        style
                    } else {
                        thema.dof
                    },
                ),
                Span::styled(format!("  {size}   {age} {read}"), thema.dof),
            ]));
        }
    }
    frame.render_widget(Paragraph::new(lines), area);
    if !typing && model.dialoog.is_none() {
        let y = u16::try_from(cursor - first).unwrap_or(0);
        frame.set_cursor_position(Position::new(area.x + 2, area.y + y));
    }
}

/// A size as a person says it.
#[must_use]
pub fn grootte(bytes: u64) -> String {
    const KB: u64 = 1024;
    match bytes {
        0..KB => format!("{bytes} B"),
        _ if bytes < KB * KB => format!("{} kB", bytes.div_ceil(KB)),
        _ => format!(
            "{},{} MB",
            bytes / (KB * KB),
            bytes % (KB * KB) * 10 / (KB * KB)
        ),
    }
}

/// An age as a person says it: minutes and hours today, else the moment.
#[must_use]
pub fn oud(op: DateTime<Utc>, nu: DateTime<Utc>) -> String {
    let minutes = (nu - op).num_minutes();
    let today = tijd::lokaal(op).date_naive() == tijd::lokaal(nu).date_naive();
    match minutes {
        ..0 => tijd::moment(op, nu),
        0 => "zojuist".to_owned(),
        1 => "1 minuut oud".to_owned(),
        2..=59 => format!("{minutes} minuten oud"),
        _ if today => format!("vandaag {}", tijd::klok(op)),
        _ => tijd::moment(op, nu),
    }
}
