//! Forms: fields under each other, scrolled so that the focused one is in view, and the two screens
//! that are a form, the beoordeling and the betrokkene.
//!
//! Must not know what is done with what was filled in.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget as _};

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::verblijfregel;
use crate::app::concept::Concept;
use crate::app::model::{Model, Toon};
use crate::app::velden::formulier::{Formulier, Veld, VeldSoort};
use crate::domain::ids::ZaakId;
use crate::domain::naam::Naam;
use crate::domain::termijn::Nood;
use crate::domain::tijd;

use crate::ui::thema::Thema;
use crate::ui::veld::{Blok, Maat, Omgeving, blok};

/// The widest that a value is: longer lines do not read.
const MAX_WAARDE: usize = 92;

/// Fields that say nothing about a person, and stay readable under F9.
const ONSCHULDIG: [&str; 6] = ["geldig_tot", "tijd", "beslist", "ingang", "einde", "snel"];

/// A remark at a field: the words and their colour.
pub type Noot<'a> = dyn Fn(&Veld) -> Option<(String, Style)> + 'a;

/// How a form is drawn.
pub struct Zicht<'a> {
    /// Values and names that have no focus are hidden (F9).
    pub verborgen: bool,
    /// Cells of the labels.
    pub label: usize,
    /// Says more at a field than its hint does.
    pub noot: Option<&'a Noot<'a>>,
    /// The cursor belongs to this form; false where a window lies over it.
    pub cursor: bool,
}

/// Where in the form the worker is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Plek {
    /// The focused field among those that can be filled in, from 1.
    pub nummer: usize,
    /// How many can be filled in.
    pub aantal: usize,
    /// There is more above.
    pub boven: bool,
    /// There is more below.
    pub onder: bool,
}

impl Plek {
    /// `veld 3 van 12 ▲▼`
    #[must_use]
    pub fn zin(self) -> String {
        let more = match (self.boven, self.onder) {
            (true, true) => " ▲▼",
            (true, false) => " ▲",
            (false, true) => " ▼",
            (false, false) => "",
        };
        format!("veld {} van {}{more}", self.nummer, self.aantal)
    }
}

/// How many rows a form takes at this width, with air above its headings.
#[must_use]
pub fn hoogte(formulier: &Formulier, width: u16, zicht: &Zicht<'_>, thema: &Thema) -> u16 {
    let rows: usize = blokken(formulier, width, zicht, thema)
        .iter()
        .map(|block| block.rijen.len())
        .sum();
    u16::try_from(rows).unwrap_or(u16::MAX)
}

fn maat(width: u16, label: usize) -> Maat {
    Maat {
        label,
        waarde: usize::from(width)
            .saturating_sub(label + 6)
            .clamp(10, MAX_WAARDE),
    }
}

fn blokken<'a>(
    formulier: &'a Formulier,
    width: u16,
    zicht: &Zicht<'_>,
    thema: &Thema,
) -> Vec<Blok<'a>> {
    formulier
        .velden
        .iter()
        .enumerate()
        .map(|(at, veld)| {
            let om = Omgeving {
                maat: maat(width, zicht.label),
                focus: at == formulier.focus,
                verborgen: zicht.verborgen && !ONSCHULDIG.contains(&veld.id.as_str()),
                thema,
            };
            let missed = formulier
                .gemist()
                .filter(|_| om.focus)
                .map(|text| (text, thema.bijna));
            let noot = missed.or_else(|| zicht.noot.and_then(|noot| noot(veld)));
            blok(veld, &label(veld, zicht.verborgen), noot, om)
        })
        .collect()
}

/// The label as it may stand on screen: who a judgement is about is a name.
fn label(veld: &Veld, verborgen: bool) -> String {
    if !verborgen || !veld.id.starts_with("persoon:") {
        return veld.label.clone();
    }
    let (name, age) = match veld.label.rsplit_once(" (") {
        Some((name, age)) => (name, format!(" ({age}")),
        None => (veld.label.as_str(), String::new()),
    };
    let name = Naam {
        voornamen: name.to_owned(),
        ..Naam::default()
    };
    format!("{}{age}", name.initialen())
}

/// Draws a form and puts the cursor of the terminal in it.
pub fn velden(
    frame: &mut Frame<'_>,
    area: Rect,
    formulier: &Formulier,
    zicht: &Zicht<'_>,
    thema: &Thema,
) -> Plek {
    let fillable = |veld: &&Veld| veld.is_invulbaar();
    let mut plek = Plek {
        nummer: formulier
            .velden
            .iter()
            .take(formulier.focus + 1)
            .filter(fillable)
            .count(),
        aantal: formulier.velden.iter().filter(fillable).count(),
        ..Plek::default()
    };
    if area.is_empty() {
        return plek;
    }
    let blocks = blokken(formulier, area.width, zicht, thema);
    let height = usize::from(area.height);
    let plain: usize = blocks.iter().map(|block| block.rijen.len()).sum();
    let heads = formulier
        .velden
        .iter()
        .skip(1)
        .filter(|veld| matches!(veld.soort, VeldSoort::Kop))
        .count();
    // Air above the headings is worth a scroll on a tall screen, not on a small one.
    let air = plain + heads <= height || height >= 26;
    let total = plain + if air { heads } else { 0 };
    let mut tops = Vec::with_capacity(blocks.len());
    let mut y = 0;
    for (at, (veld, block)) in formulier.velden.iter().zip(&blocks).enumerate() {
        if air && at > 0 && matches!(veld.soort, VeldSoort::Kop) {
            y += 1;
        }
        tops.push(y);
        y += block.rijen.len();
    }
    let focus_top = tops.get(formulier.focus).copied().unwrap_or(0);
    let focus_rows = blocks
        .get(formulier.focus)
        .map_or(1, |block| block.rijen.len());
    let begin = begin(focus_top, focus_rows, height, total);
    plek.boven = begin > 0;
    plek.onder = begin + height < total;

    let rows = u16::try_from(total.max(1)).unwrap_or(u16::MAX);
    let mut sheet = Buffer::empty(Rect::new(0, 0, area.width, rows));
    let mut cursor = None;
    for (at, (block, top)) in blocks.iter().zip(&tops).enumerate() {
        let focused = at == formulier.focus;
        let measure = maat(area.width, zicht.label);
        let found = teken(&mut sheet, block, *top, focused, measure, thema);
        if focused {
            cursor = found;
        }
    }
    kopieer(&sheet, frame.buffer_mut(), area, begin);
    if zicht.cursor
        && let Some((x, y)) = cursor
        && y >= begin
        && y < begin + height
    {
        let x = u16::try_from(x).unwrap_or(0).min(area.width - 1);
        let y = u16::try_from(y - begin).unwrap_or(0);
        frame.set_cursor_position(Position::new(area.x + x, area.y + y));
    }
    plek
}

/// The first row on screen: the focused field in the middle, unless the form ends earlier.
fn begin(top: usize, rows: usize, height: usize, total: usize) -> usize {
    let middle = top + rows.min(height) / 2;
    middle
        .saturating_sub(height / 2)
        .min(top.saturating_sub(1))
        .min(total.saturating_sub(height))
}

fn teken(
    sheet: &mut Buffer,
    block: &Blok<'_>,
    top: usize,
    focused: bool,
    maat: Maat,
    thema: &Thema,
) -> Option<(usize, usize)> {
    let width = sheet.area.width;
    let cell = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    for (row, line) in block.rijen.iter().enumerate() {
        let y = cell(top + row);
        if focused {
            Span::styled("▌", thema.accent).render(Rect::new(0, y, 1, 1), sheet);
        }
        line.render(Rect::new(1, y, width.saturating_sub(1), 1), sheet);
    }
    let Some(area) = block.tekst else {
        return block.cursor.map(|(x, y)| (x, top + y));
    };
    let column = maat.kolom();
    let rect = Rect::new(
        cell(column),
        cell(top),
        cell(maat.waarde.saturating_sub(1)),
        cell(block.rijen.len()),
    )
    .intersection(sheet.area);
    area.render(rect, sheet);
    if !focused {
        return None;
    }
    // The box is one cell wider than its text: the cursor stands there after a full line.
    let boxed = Rect {
        width: rect.width + 1,
        ..rect
    };
    sheet.set_style(boxed.intersection(sheet.area), thema.veld);
    let (first, _) = area.scroll_offset();
    let at = area.screen_cursor();
    let row = at.row.saturating_sub(usize::from(first));
    Some((column + at.col, top + row))
}

fn kopieer(sheet: &Buffer, to: &mut Buffer, area: Rect, begin: usize) {
    for y in 0..area.height {
        for x in 0..area.width {
            let from = u16::try_from(begin + usize::from(y)).unwrap_or(u16::MAX);
            if let Some(cell) = sheet.cell((x, from))
                && let Some(target) = to.cell_mut((area.x + x, area.y + y))
            {
                *target = cell.clone();
            }
        }
    }
}

fn labelbreedte(width: u16) -> usize {
    if width >= 100 { 26 } else { 22 }
}

/// Head line, rule with the position, and the form: what the screens that are a form share.
pub(in crate::ui) fn scherm(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    formulier: &Formulier,
    head: Line<'_>,
    noot: &Noot<'_>,
    thema: &Thema,
) {
    frame.render_widget(Paragraph::new(head), Rect { height: 1, ..area });
    let below = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let zicht = Zicht {
        verborgen: model.verborgen,
        label: labelbreedte(area.width),
        noot: Some(noot),
        cursor: model.dialoog.is_none(),
    };
    let plek = velden(frame, below, formulier, &zicht, thema);
    let rule = Rect {
        y: area.y + 1,
        height: 1,
        ..area
    };
    frame.render_widget(
        Paragraph::new(lijn_met(&plek.zin(), area.width, thema)),
        rule,
    );
}

/// A rule that says something near its right end.
#[must_use]
pub fn lijn_met(text: &str, width: u16, thema: &Thema) -> Line<'static> {
    let width = usize::from(width);
    let used = crate::ui::tekst::breedte(text) + 4;
    Line::from(vec![
        Span::styled("─".repeat(width.saturating_sub(used)), thema.lijn),
        Span::styled(format!(" {text} "), thema.dof),
        Span::styled("──", thema.lijn),
    ])
}

/// Name of the suspect as it may stand on screen, and what the clock says in words and colour.
pub(in crate::ui) fn wie_en_klok(
    model: &Model,
    zaak: ZaakId,
    width: u16,
    thema: &Thema,
) -> Vec<Span<'static>> {
    let Some(regel) = model.regel(zaak) else {
        return vec![Span::styled("staat niet meer op de lijst", thema.dof)];
    };
    let (words, style) = klok(model, &regel, width >= 100, thema);
    vec![
        Span::styled(model.naam(&regel.zaak.regel.naam), thema.kop),
        Span::styled(" · ", thema.dof),
        Span::styled(words, style),
    ]
}

fn klok(model: &Model, regel: &Dagregel, tot: bool, thema: &Thema) -> (String, Style) {
    if !regel.verblijf.tegenspraak.is_empty() {
        return ("vast of vrij?".to_owned(), thema.acuut);
    }
    if !regel.klok_loopt() {
        let (value, _) = verblijfregel::delen(&regel.verblijf, model.nu);
        let style = if regel.is_weg() {
            thema.bijna
        } else {
            thema.dof
        };
        return (value, style);
    }
    let nood = regel.nood(&model.kennis);
    let style = match nood {
        Nood::Onbekend | Nood::Verlopen | Nood::Spoed => thema.acuut,
        Nood::Bijna => thema.bijna,
        Nood::Ruim => thema.gewoon,
    };
    let words = match (nood, regel.klok.resterend_minuten) {
        (Nood::Verlopen, Some(minutes)) if minutes < 0 => {
            format!("te laat: {}", tijd::resterend(minutes.saturating_neg()))
        }
        (Nood::Verlopen, _) => "te laat".to_owned(),
        (_, Some(minutes)) => match regel.klok.uiterlijk {
            Some(end) if tot => format!(
                "nog {} · tot {}",
                tijd::resterend(minutes),
                tijd::tot(end, model.nu)
            ),
            _ => format!("nog {}", tijd::resterend(minutes)),
        },
        (_, None) => "tijd onbekend".to_owned(),
    };
    (words, style)
}

/// How the draft of a form stands, for its corner; none where nothing was typed.
#[must_use]
pub fn conceptstand(concept: &Concept, model: &Model, thema: &Thema) -> Option<Span<'static>> {
    let (text, tone) = concept.zin(model.nu)?;
    let style = match tone {
        Toon::Goed => thema.goed,
        Toon::Let => thema.bijna,
        Toon::Fout => thema.acuut,
    };
    Some(Span::styled(format!("{text} "), style))
}
