//! The screen Ochtend: the list, and what there is to know about the selected line.
//!
//! Must not know keys; the foot shows them.

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::lijst::{Lijstkop, Telling};
use crate::app::model::Model;
use crate::app::schermen::ochtend::{BREED, Ochtend, detail_hoogte, lijst_hoogte};
use crate::domain::tag::Tag;
use crate::domain::termijn::Nood;
use crate::domain::tijd;

use crate::ui::detail;
use crate::ui::kader::{lijn, links_rechts};
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{breedte, links, rechts};
use crate::ui::thema::Thema;
use crate::ui::woorden::{nog, oordeel_woord, tag_woord, toont_vlag};

/// Which columns there are room for, and how wide the fact is. They give way in a fixed order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kolommen {
    feit: usize,
    input: bool,
    relatie: bool,
    gemeente: bool,
    status: bool,
}

const NOG: usize = 10;
const NAAM: usize = 21;
const LEEFTIJD: usize = 5;
const TAG: usize = 8;
const OORDEEL: usize = 12;
const INPUT: usize = 6;
const RELATIE: usize = 13;
const GEMEENTE: usize = 14;
const VT: usize = 4;
const STATUS: usize = 14;
const FEIT_MIN: usize = 18;

impl Kolommen {
    fn voor(width: usize) -> Kolommen {
        let mut left = width.saturating_sub(3 + NOG + 2 + NAAM + LEEFTIJD + 1 + TAG + OORDEEL);
        let mut take = |cells: usize| {
            let fits = left >= FEIT_MIN + cells;
            if fits {
                left -= cells;
            }
            fits
        };
        let input = take(INPUT);
        let relatie = input && take(RELATIE);
        let gemeente = relatie && take(GEMEENTE + VT);
        let status = gemeente && take(STATUS);
        Kolommen {
            feit: left.min(44),
            input,
            relatie,
            gemeente,
            status,
        }
    }
}

impl Tekent for Ochtend {
    /// Draws the screen.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        if model.laadt {
            let text = Paragraph::new("De lijst wordt geopend …").style(thema.dof);
            frame.render_widget(text, Rect::new(area.x + 2, area.y + 1, area.width - 4, 1));
            return;
        }
        if model.lijst.alle().is_empty() {
            leeg(frame, area, thema);
            return;
        }
        let below = detail_hoogte(model.formaat);
        let (list, detail_area) = if below == 0 {
            let side = (area.width / 3).clamp(48, 64);
            (
                Rect::new(area.x, area.y, area.width - side - 1, area.height),
                Rect::new(area.right() - side, area.y, side, area.height),
            )
        } else {
            (
                Rect::new(area.x, area.y, area.width, area.height - below - 1),
                Rect::new(area.x, area.bottom() - below, area.width, below),
            )
        };
        draw_lijst(frame, list, model, self, thema);
        if below == 0 {
            for y in area.top()..area.bottom() {
                frame.render_widget(
                    Paragraph::new(Span::styled("│", thema.lijn)),
                    Rect::new(list.right(), y, 1, 1),
                );
            }
        } else {
            frame.render_widget(
                Paragraph::new(lijn(usize::from(area.width), thema)),
                Rect::new(area.x, detail_area.y - 1, area.width, 1),
            );
        }
        if let Some(regel) = model.lijst.gekozen() {
            let inside = Rect::new(
                detail_area.x + 1,
                detail_area.y,
                detail_area.width - 2,
                detail_area.height,
            );
            let lines = if area.width >= BREED {
                detail::hoog(model, regel, usize::from(inside.width), thema)
            } else {
                detail::laag(
                    model,
                    regel,
                    usize::from(inside.width),
                    usize::from(inside.height),
                    thema,
                )
            };
            frame.render_widget(Paragraph::new(lines), inside);
        }
    }
}

fn leeg(frame: &mut Frame<'_>, area: Rect, thema: &Thema) {
    let lines = vec![
        Line::default(),
        Line::styled("  Nog geen lijst van vandaag.", thema.kop),
        Line::default(),
        Line::from(vec![
            Span::raw("  Druk "),
            Span::styled("o", thema.accent),
            Span::raw(" om de uitdraai van de verdachtenmonitor in te lezen."),
        ]),
        Line::from(vec![
            Span::raw("  Druk "),
            Span::styled("?", thema.accent),
            Span::raw(" voor alle toetsen."),
        ]),
    ];
    frame.render_widget(Paragraph::new(lines), area);
}

fn draw_lijst(frame: &mut Frame<'_>, area: Rect, model: &Model, scherm: &Ochtend, thema: &Thema) {
    let width = usize::from(area.width);
    let columns = Kolommen::voor(width);
    let mut lines = vec![
        samenvatting(model, scherm, width, thema),
        koppen(columns, thema),
    ];
    let rows = lijst_hoogte(model).min(usize::from(area.height).saturating_sub(2));
    let chosen = model.lijst.gekozen().map(|regel| regel.zaak.id);
    let mut cursor = None;
    for regel in model.lijst.venster(scherm.begin, rows) {
        let selected = Some(regel.zaak.id) == chosen;
        if selected {
            cursor = Some(lines.len());
        }
        lines.push(rij(model, regel, columns, width, selected, thema));
    }
    if model.lijst.aantal() == 0 {
        lines.push(Line::default());
        lines.push(Line::styled(
            "   Niets gevonden. Esc wist het zoeken.",
            thema.dof,
        ));
    }
    frame.render_widget(Paragraph::new(lines), area);
    if scherm.zoekt {
        let at = 9 + scherm.filter.visual_cursor();
        let x = area.x + u16::try_from(at).unwrap_or(0).min(area.width - 1);
        frame.set_cursor_position((x, area.y));
    } else if let Some(row) = cursor
        && model.dialoog.is_none()
    {
        // The real cursor stands on the selected line, for who listens to a screen reader.
        frame.set_cursor_position((area.x, area.y + u16::try_from(row).unwrap_or(0)));
    }
}

fn samenvatting(model: &Model, scherm: &Ochtend, width: usize, thema: &Thema) -> Line<'static> {
    let place = model.lijst.plaats().map_or(0, |at| at + 1);
    let right = vec![Span::styled(
        format!("{place} van {} ", model.lijst.aantal()),
        thema.dof,
    )];
    if scherm.zoekt || !model.lijst.filter().is_empty() {
        let left = vec![
            Span::styled(" zoeken: ", thema.accent),
            Span::styled(scherm.filter.value().to_owned(), thema.kop),
        ];
        return links_rechts(left, right, width);
    }
    // What must be done may not be cut off: in a narrow window other words give way first.
    let room = width.saturating_sub(
        right
            .iter()
            .map(|span| breedte(&span.content))
            .sum::<usize>(),
    );
    let fits = |spans: &Vec<Span<'_>>| {
        let cells: usize = spans.iter().map(|span| breedte(&span.content)).sum();
        cells < room
    };
    let first = if width < 100 { 2 } else { 0 };
    let count = model.lijst.telling();
    let left = (first..KRAPST)
        .map(|krap| tellingen(model, count, krap, thema))
        .find(fits)
        .unwrap_or_else(|| tellingen(model, count, KRAPST, thema));
    links_rechts(left, right, width)
}

/// How far [`tellingen`] can go in leaving words out.
const KRAPST: u8 = 5;

/// Which list it is, and its counts. The higher `krap`, the fewer words.
fn tellingen(model: &Model, count: Telling, krap: u8, thema: &Thema) -> Vec<Span<'static>> {
    let mut left = vec![match &model.lijst.kop {
        Some(kop) => lijst_van(kop, krap >= 4, model.nu, thema),
        None => {
            let rest = if model.lijst.alle().iter().all(Dagregel::alleen_te_vinden) {
                "dit is gesloten"
            } else {
                "dit staat nog open"
            };
            let text = format!(" Vandaag nog geen lijst; {rest}");
            Span::styled(text, thema.bijna)
        }
    }];
    if krap < 3 {
        // Later it gives way to the number at the right.
        let suspects = if krap < 2 { " verdachten" } else { "" };
        left.push(Span::styled(
            format!(" · {}{suspects}", count.verdachten),
            thema.gewoon,
        ));
    }
    for (number, word, style) in [
        (count.hg, "HG", thema.accent),
        (count.radar, "radar", thema.radar),
        (count.twijfel, "twijfel", thema.bijna),
    ] {
        if krap >= KRAPST && number == 0 {
            continue;
        }
        left.push(Span::raw(" · "));
        left.push(Span::styled(format!("{number} {word}"), style));
        if word == "HG" && count.hg_door_vt > 0 {
            let found = if krap == 0 { " gevonden" } else { "" };
            left.push(Span::styled(
                format!(" ({} door VT{found})", count.hg_door_vt),
                thema.goed,
            ));
        }
    }
    left.push(Span::raw(" · "));
    left.push(if count.te_doen == 0 {
        Span::styled("alles gedaan", thema.goed)
    } else {
        Span::styled(format!("{} te doen", count.te_doen), thema.kop)
    });
    left
}

/// The list's own date, where it has one; else when it was read.
fn lijst_van(kop: &Lijstkop, kort: bool, nu: DateTime<Utc>, thema: &Thema) -> Span<'static> {
    let Some(dated) = kop.peildatum else {
        let read = if kort { "" } else { "gelezen " };
        return Span::styled(
            format!(" Lijst {read}{}", tijd::moment(kop.gelezen, nu)),
            thema.gewoon,
        );
    };
    let clock = dated.format("%H:%M");
    let of = if kort { "" } else { "van " };
    if dated.date() == tijd::lokaal(nu).date_naive() {
        Span::styled(format!(" Lijst {of}{clock}"), thema.gewoon)
    } else {
        let day = tijd::dag(dated.date());
        Span::styled(format!(" ! Lijst {of}{day} {clock}"), thema.bijna)
    }
}

fn koppen(columns: Kolommen, thema: &Thema) -> Line<'static> {
    let mut text = format!(
        "   {}  {}{} {}",
        rechts("nog", NOG),
        links("verdachte", NAAM),
        rechts("", LEEFTIJD),
        links("feit", columns.feit)
    );
    if columns.relatie {
        text.push_str(&links(" relatie", RELATIE));
    }
    if columns.gemeente {
        text.push_str(&links(" gemeente", GEMEENTE));
        text.push_str(&links(" VT", VT));
    }
    if columns.status {
        text.push_str(&links(" status", STATUS));
    }
    text.push_str(&links(" tag", TAG));
    text.push_str(&links(" oordeel", OORDEEL));
    if columns.input {
        text.push_str(&links(" input", INPUT));
    }
    Line::styled(text, thema.dof)
}

fn rij(
    model: &Model,
    regel: &Dagregel,
    columns: Kolommen,
    width: usize,
    selected: bool,
    thema: &Thema,
) -> Line<'static> {
    let done = !regel.te_doen();
    let base = if done { thema.dof } else { thema.gewoon };
    let (nog, nog_style) = if regel.is_gesloten() {
        ("gesloten".to_owned(), thema.dof)
    } else {
        nog(model, regel, thema)
    };
    let sign = teken(model, regel, thema);
    let flag = if toont_vlag(regel) { "▲" } else { " " };
    let draft = model.heeft_concept(regel.zaak.id);
    let lijst = &regel.zaak.regel;
    let mut spans = vec![
        Span::styled(if selected { "▌" } else { " " }, thema.accent),
        sign,
        Span::styled(flag, thema.acuut),
        Span::styled(rechts(&nog, NOG), if done { thema.dof } else { nog_style }),
        Span::styled(if draft { " ✎" } else { "  " }, thema.bijna),
        Span::styled(
            links(&model.naam(&lijst.naam), NAAM),
            naam_style(regel, thema),
        ),
        leeftijd(model, regel, base, thema),
        Span::raw(" "),
        Span::styled(links(&feit(regel), columns.feit), base),
    ];
    if columns.relatie {
        let relation = lijst.relatie.clone().unwrap_or_default();
        spans.push(Span::styled(
            format!(" {}", links(&relation, RELATIE - 1)),
            base,
        ));
    }
    if columns.gemeente {
        let place = match &regel.plaats {
            Some(place) => place.gemeente.clone(),
            None => lijst.woonplaats.clone().unwrap_or_default(),
        };
        let vt = match &regel.vt {
            Some(vt) => Span::styled(links(&vt.code, VT - 1), base),
            None => Span::styled(links("?", VT - 1), thema.bijna),
        };
        spans.push(Span::styled(
            format!(" {}", links(&place, GEMEENTE - 1)),
            base,
        ));
        spans.push(Span::raw(" "));
        spans.push(vt);
    }
    if columns.status {
        spans.push(Span::styled(
            format!(" {}", links(regel.verblijf.waarde.kort(), STATUS - 1)),
            base,
        ));
    }
    let (tag, style) = tag_woord(regel, thema);
    spans.push(Span::styled(format!(" {}", links(&tag, TAG - 1)), style));
    let (oordeel, style) = oordeel_woord(regel, model.nu, thema);
    spans.push(Span::styled(
        format!(" {}", links(oordeel, OORDEEL - 1)),
        style,
    ));
    if columns.input {
        let sent = regel
            .zaak
            .stand
            .inputs
            .last()
            .map_or_else(String::new, |input| tijd::klok(input.op));
        let style = if regel
            .zaak
            .stand
            .inputs_bij_laatste_oordeel()
            .next()
            .is_some()
        {
            thema.goed
        } else {
            thema.bijna
        };
        spans.push(Span::styled(format!(" {}", links(&sent, INPUT - 1)), style));
    }
    if regel.is_gesloten() {
        // It asks for nothing, so no word of it may stand out.
        for span in spans.iter_mut().skip(1) {
            span.style = thema.dof;
        }
    }
    let used: usize = spans.iter().map(|span| breedte(&span.content)).sum();
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used))));
    let line = Line::from(spans);
    if selected {
        // The background runs over the whole width; words keep their own colour where it reads.
        line.patch_style(Style {
            fg: thema.gekozen.fg,
            ..thema.gekozen
        })
    } else {
        line
    }
}

fn naam_style(regel: &Dagregel, thema: &Thema) -> Style {
    if !regel.te_doen() {
        thema.dof
    } else if regel.heeft_alarm() {
        thema.acuut
    } else if regel.tag().is_some() || regel.voorstel().is_some() {
        thema.kop
    } else {
        thema.gewoon
    }
}

fn teken(model: &Model, regel: &Dagregel, thema: &Thema) -> Span<'static> {
    let urgent = regel.klok_loopt()
        && matches!(
            regel.nood(&model.kennis),
            Nood::Spoed | Nood::Verlopen | Nood::Onbekend
        )
        && regel.te_doen();
    // Out of the door, looks like HG, and VT has not spoken yet.
    let unseen = regel.is_weg()
        && regel.te_doen()
        && [regel.tag(), regel.voorstel()].contains(&Some(Tag::Hg));
    if regel.heeft_alarm() || urgent || unseen {
        Span::styled("!", thema.acuut)
    } else {
        Span::raw(" ")
    }
}

fn leeftijd(model: &Model, regel: &Dagregel, base: Style, thema: &Thema) -> Span<'static> {
    match regel.leeftijd(model.nu) {
        Some(age) if age < 18 => Span::styled(format!("{age:>3} m"), thema.bijna),
        Some(age) => Span::styled(format!("{age:>3}  "), base),
        // Only the year of birth is known.
        None if regel.minderjarig(model.nu) => Span::styled("<18 m", thema.bijna),
        None => Span::styled("  ?  ", thema.dof),
    }
}

fn feit(regel: &Dagregel) -> String {
    let facts = &regel.zaak.regel.feiten;
    let first = facts.first().map_or_else(String::new, |feit| {
        if feit.omschrijving.is_empty() {
            feit.artikel.clone()
        } else {
            feit.omschrijving.clone()
        }
    });
    match facts.len() {
        0 | 1 => first,
        more => format!("{first} +{}", more - 1),
    }
}
