//! One field of a form as rows of cells: label, value, hint, and where the cursor stands in it.
//!
//! Must not know the form around it, nor the frame: it makes rows, `formulier` puts them somewhere.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget as _;
use ratatui_textarea::TextArea;
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::velden::formulier::{Deel, Navraagveld, Veld, VeldSoort};
use crate::app::velden::tekstveld::tekstvak;
use crate::domain::beoordeling::{NavraagStand, Oordeel};

use super::tekst::{breedte, knip, links, omslag};
use super::thema::Thema;

/// The most rows that a text of several lines takes.
pub const MAX_RIJEN: u16 = 8;

/// Cells for how far asking a source has come, with air behind it.
const STAND: usize = 16;

/// Cells for a time, `08:10`, with air around it.
const TIJD: usize = 9;

/// How wide the parts of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Maat {
    /// Cells of the label.
    pub label: usize,
    /// Cells of the value.
    pub waarde: usize,
}

impl Maat {
    /// The column in which values begin: the bar, air, the label, and air in which `‹ ` hangs.
    #[must_use]
    pub fn kolom(self) -> usize {
        self.label + 4
    }
}

/// A field as rows.
#[derive(Debug, Default)]
pub struct Blok<'a> {
    /// The rows, from the column after the bar.
    pub rijen: Vec<Line<'static>>,
    /// A text of several lines that draws itself on the rows, from the column of the values on.
    pub tekst: Option<&'a TextArea<'static>>,
    /// Where the cursor stands: column and row within the block.
    pub cursor: Option<(usize, usize)>,
}

/// Everything that a field needs to know to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Omgeving<'a> {
    /// Widths.
    pub maat: Maat,
    /// The field has the focus.
    pub focus: bool,
    /// Values are not shown unless they have the focus (F9).
    pub verborgen: bool,
    /// Colours.
    pub thema: &'a Thema,
}

/// The colour of a judgement; the word always stands with it.
#[must_use]
pub fn oordeel_stijl(oordeel: Oordeel, thema: &Thema) -> Style {
    match oordeel {
        Oordeel::AcuutOnveilig => thema.acuut,
        Oordeel::StructureelOnveilig => thema.bijna,
        Oordeel::OnvoldoendeZicht => thema
            .bijna
            .add_modifier(ratatui::style::Modifier::DIM | ratatui::style::Modifier::ITALIC),
        Oordeel::VoldoendeVeilig => thema.goed,
        Oordeel::NogNietBeoordeeld => thema.dof,
    }
}

/// The visible part of one line of text in `width` cells, and the column of its cursor.
#[must_use]
pub fn invoer(input: &Input, width: usize, geheim: bool) -> (String, usize) {
    let width = width.max(2);
    let before: String = input.value().chars().take(input.cursor()).collect();
    let (text, at) = if geheim {
        let dots = |text: &str| "•".repeat(text.graphemes(true).count());
        (dots(input.value()), breedte(&dots(&before)))
    } else {
        (input.value().to_owned(), breedte(&before))
    };
    // One cell stays free at the end: the cursor stands there after the last letter.
    let skip = (at + 1).saturating_sub(width);
    let mut column = 0;
    let mut start = None;
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        let cells = breedte(grapheme);
        if column >= skip {
            let first = *start.get_or_insert(column);
            if column + cells > first + width {
                break;
            }
            out.push_str(grapheme);
        }
        column += cells;
    }
    (out, at.saturating_sub(start.unwrap_or(column)))
}

/// How many rows a text takes when it wraps at `width` as the text area does.
#[must_use]
pub fn tekst_rijen(area: &TextArea<'_>, width: u16) -> u16 {
    let copy = tekstvak(&area.lines().join("\n"));
    let rect = ratatui::layout::Rect::new(0, 0, width.max(1), 1);
    (&copy).render(rect, &mut ratatui::buffer::Buffer::empty(rect));
    u16::try_from(copy.screen_cursor().row.saturating_add(1)).unwrap_or(u16::MAX)
}

/// Draws a field; `label` is its label as it may stand on screen.
#[must_use]
pub fn blok<'a>(
    veld: &'a Veld,
    label: &str,
    noot: Option<(String, Style)>,
    om: Omgeving<'_>,
) -> Blok<'a> {
    let (thema, maat) = (om.thema, om.maat);
    let mut out = Blok::default();
    let mut values: Vec<Line<'static>> = Vec::new();
    match &veld.soort {
        VeldSoort::Kop => {
            out.rijen.push(Line::from(vec![
                Span::raw(" "),
                Span::styled(label.to_owned(), thema.kop),
            ]));
            return out;
        }
        VeldSoort::Regel(input) => values = regel(veld, input, false, om, &mut out),
        VeldSoort::Geheim(input) => values = regel(veld, input, true, om, &mut out),
        VeldSoort::Tekst(area, rows) => values = tekst(area, *rows, om, &mut out),
        VeldSoort::Keuze(options, chosen) => {
            values = keuze(options, *chosen, om, &mut out);
        }
        VeldSoort::Vinkjes(options, at) => values = vinkjes(options, *at, om, &mut out),
        VeldSoort::Navraag(source) => {
            values.push(navraag(source, om, &mut out));
        }
    }
    let hint_shows = om.focus || matches!(veld.soort, VeldSoort::Keuze(..));
    let hint = noot.or_else(|| {
        (hint_shows && !veld.hint.is_empty() && !matches!(veld.soort, VeldSoort::Regel(_)))
            .then(|| (veld.hint.clone(), thema.dof))
    });
    if let Some((text, style)) = hint {
        zet_hint(&mut values, veld, &text, style, maat);
    }
    let labels = omslag(label, maat.label);
    let begun = matches!(&veld.soort, VeldSoort::Navraag(source) if source.is_begonnen());
    let label_style = if om.focus || begun {
        thema.gewoon
    } else {
        thema.dof
    };
    let rows = labels.len().max(values.len());
    let mut values = values.into_iter();
    for at in 0..rows {
        let text = labels.get(at).map_or("", String::as_str);
        let label = Span::styled(links(text, maat.label), label_style);
        let mut spans = vec![Span::raw(" "), label];
        match values.next() {
            Some(value) => spans.extend(value.spans),
            None => spans.push(Span::raw("")),
        }
        out.rijen.push(Line::from(spans));
    }
    out
}

/// A value that stands exactly in the column of the values.
fn ingesprongen(mut spans: Vec<Span<'static>>) -> Line<'static> {
    spans.insert(0, Span::raw("  "));
    Line::from(spans)
}

fn regel(
    veld: &Veld,
    input: &Input,
    geheim: bool,
    om: Omgeving<'_>,
    out: &mut Blok<'_>,
) -> Vec<Line<'static>> {
    let (thema, width) = (om.thema, om.maat.waarde);
    if !om.focus {
        let text = waarde_tekst(input.value(), geheim, om.verborgen);
        let (text, style) = if text.is_empty() {
            ("·".to_owned(), thema.dof)
        } else {
            (knip(&text, width), thema.gewoon)
        };
        return vec![ingesprongen(vec![Span::styled(text, style)])];
    }
    let hint = breedte(&veld.hint);
    let beside = hint > 0 && width >= hint + 3 + 16;
    let room = if beside { width - hint - 3 } else { width };
    let (text, column) = invoer(input, room, geheim);
    out.cursor = Some((om.maat.kolom() + column, 0));
    let mut spans = vec![Span::styled(links(&text, room), thema.veld)];
    if beside {
        spans.push(Span::styled(format!("   {}", veld.hint), thema.dof));
    }
    let mut rows = vec![ingesprongen(spans)];
    if hint > 0 && !beside {
        for part in omslag(&veld.hint, width) {
            rows.push(ingesprongen(vec![Span::styled(part, thema.dof)]));
        }
    }
    rows
}

fn waarde_tekst(value: &str, geheim: bool, verborgen: bool) -> String {
    if geheim {
        "•".repeat(value.graphemes(true).count())
    } else if verborgen && !value.is_empty() {
        "(verborgen, F9 toont)".to_owned()
    } else {
        value.to_owned()
    }
}

fn tekst<'a>(
    area: &'a TextArea<'static>,
    rows: u16,
    om: Omgeving<'_>,
    out: &mut Blok<'a>,
) -> Vec<Line<'static>> {
    if om.verborgen && !om.focus && !area.is_empty() {
        return vec![ingesprongen(vec![Span::raw(
            "(verborgen, F9 toont)".to_owned(),
        )])];
    }
    let width = u16::try_from(om.maat.waarde.saturating_sub(1)).unwrap_or(1);
    let needed = tekst_rijen(area, width).max(if om.focus { rows } else { 1 });
    out.tekst = Some(area);
    if area.is_empty() && !om.focus {
        out.tekst = None;
        return vec![ingesprongen(vec![Span::styled("·", om.thema.dof)])];
    }
    let needed = needed.min(MAX_RIJEN.max(rows));
    (0..needed).map(|_| ingesprongen(Vec::new())).collect()
}

fn keuze(
    options: &[String],
    chosen: usize,
    om: Omgeving<'_>,
    out: &mut Blok<'_>,
) -> Vec<Line<'static>> {
    let thema = om.thema;
    let value = options.get(chosen).cloned().unwrap_or_default();
    let style = Oordeel::ALLE
        .into_iter()
        .find(|oordeel| oordeel.label() == value)
        .map_or(thema.gewoon, |oordeel| oordeel_stijl(oordeel, thema));
    let parts = omslag(&value, om.maat.waarde);
    let last = parts.len().saturating_sub(1);
    if om.focus {
        out.cursor = Some((om.maat.kolom(), 0));
    }
    parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| {
            if !om.focus {
                return ingesprongen(vec![Span::styled(part, style)]);
            }
            let mut spans = vec![
                Span::styled(if at == 0 { "‹ " } else { "  " }, thema.veld),
                Span::styled(part, thema.veld.add_modifier(style.add_modifier)),
            ];
            if at == last {
                spans.push(Span::styled(" ›", thema.veld));
            }
            Line::from(spans)
        })
        .collect()
}

fn vinkjes(
    options: &[(String, bool)],
    at: usize,
    om: Omgeving<'_>,
    out: &mut Blok<'_>,
) -> Vec<Line<'static>> {
    let (thema, width) = (om.thema, om.maat.waarde);
    // A grid: every tick stands under another, and none jumps when a window grows by a column.
    let widest = options
        .iter()
        .map(|(label, _)| breedte(label) + 4)
        .max()
        .unwrap_or(8)
        .min(width);
    let stop = widest + 1;
    let per_row = ((width + 1) / stop).max(1);
    let mut rows: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used: usize = 0;
    for (index, (label, on)) in options.iter().enumerate() {
        let label = knip(label, width.saturating_sub(4));
        let cells = breedte(&label) + 4;
        let start = (index % per_row) * stop;
        if index > 0 && start == 0 {
            rows.push(Vec::new());
            used = 0;
        }
        let row = rows.len() - 1;
        let style = match (om.focus && index == at, on) {
            (true, _) => thema.veld,
            (false, true) => thema.gewoon,
            (false, false) => thema.dof,
        };
        if om.focus && index == at {
            out.cursor = Some((om.maat.kolom() + start + 1, row));
        }
        if let Some(spans) = rows.last_mut() {
            spans.push(Span::raw(" ".repeat(start - used)));
            let mark = if *on { "[x] " } else { "[ ] " };
            spans.push(Span::styled(format!("{mark}{label}"), style));
        }
        used = start + cells;
    }
    rows.into_iter().map(ingesprongen).collect()
}

fn navraag(source: &Navraagveld, om: Omgeving<'_>, out: &mut Blok<'_>) -> Line<'static> {
    let thema = om.thema;
    let room = om.maat.waarde.saturating_sub(STAND + TIJD);
    let column = om.maat.kolom();
    let part = |part: Deel| om.focus && source.deel == part;
    let style = match source.stand {
        NavraagStand::NietGevraagd => thema.dof,
        NavraagStand::Gevraagd => thema.bijna,
        NavraagStand::Antwoord => thema.goed,
        NavraagStand::GeenToegang => thema.gewoon,
    };
    let word = source.stand.label();
    let mut spans = if part(Deel::Stand) {
        out.cursor = Some((column, 0));
        let fill = STAND.saturating_sub(breedte(word) + 2);
        vec![
            Span::styled(format!("‹ {word} ›"), thema.veld),
            Span::raw(" ".repeat(fill)),
        ]
    } else {
        vec![Span::raw("  "), Span::styled(links(word, STAND), style)]
    };
    if part(Deel::Stand) && !source.is_begonnen() {
        let hint = knip("typ wat er uit kwam, of kies", room + TIJD);
        spans.push(Span::styled(hint, thema.dof));
        return Line::from(spans);
    }
    if part(Deel::Antwoord) {
        let (text, at) = invoer(&source.antwoord, room, false);
        out.cursor = Some((column + STAND + at, 0));
        spans.push(Span::styled(links(&text, room), thema.veld));
    } else {
        let text = waarde_tekst(source.antwoord.value(), false, om.verborgen);
        let (text, style) = match (source.stand, text.is_empty()) {
            (NavraagStand::Antwoord, true) => ("wat kwam eruit?".to_owned(), thema.bijna),
            (NavraagStand::NietGevraagd, _) => (text, thema.dof),
            _ => (text, thema.gewoon),
        };
        spans.push(Span::styled(links(&text, room), style));
    }
    spans.push(Span::raw("  "));
    if part(Deel::Tijd) {
        let (text, at) = invoer(&source.tijd, TIJD - 2, false);
        out.cursor = Some((column + STAND + room + 2 + at, 0));
        spans.push(Span::styled(links(&text, TIJD - 2), thema.veld));
    } else if source.is_begonnen() {
        let text = source.tijd.value();
        let shown = if text.is_empty() { "--:--" } else { text };
        spans.push(Span::styled(knip(shown, TIJD - 2), thema.dof));
    }
    Line::from(spans)
}

/// Puts a hint at the right of the value if it fits there, else below it.
fn zet_hint(values: &mut Vec<Line<'static>>, veld: &Veld, text: &str, style: Style, maat: Maat) {
    // Hints of one kind of choice stand under each other, whatever was chosen.
    let widest = match &veld.soort {
        VeldSoort::Keuze(options, _) => options
            .iter()
            .map(|one| breedte(one))
            .max()
            .unwrap_or(0)
            .min(maat.waarde),
        _ => values.first().map_or(0, Line::width),
    };
    let start = widest + 4;
    if values.len() == 1 && start + breedte(text) <= maat.waarde {
        if let Some(line) = values.first_mut() {
            // A choice that has the focus begins two cells earlier, in the air before the value.
            let used = line.width().saturating_sub(2);
            line.spans
                .push(Span::raw(" ".repeat(start.saturating_sub(used))));
            line.spans.push(Span::styled(text.to_owned(), style));
        }
        return;
    }
    for part in omslag(text, maat.waarde) {
        values.push(ingesprongen(vec![Span::styled(part, style)]));
    }
}
