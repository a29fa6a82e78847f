//! The screen Vandaag: who is on duty, and everything that is due in order of time.
//!
//! Must not know how the lines are made, nor keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::vandaag::{Groep, Soort, Vandaagrij, dienst, rijen};
use crate::app::afgeleid::verblijfregel;
use crate::app::model::Model;
use crate::domain::tijd;

use crate::app::schermen::vandaag::Vandaag;
use crate::ui::dagrijen::{Schermregel, TIJD, kort, laadt, leeg, lijst, onder};
use crate::ui::kader::links_rechts;
use crate::ui::tekent::Tekent;
use crate::ui::tekst::{breedte, knip, links, omslag, rechts};
use crate::ui::thema::Thema;
use crate::ui::woorden::{nog, oordeel_woord, tag_woord};

const NAAM: usize = 19;
const WIE: usize = 12;
/// From this width on the reason has a column of its own.
const MET_REDEN: usize = 100;
/// From this width on it is told of everybody what comes after.
const MET_DAARNA: usize = 140;
/// How many are on duty at every site.
const VAST: usize = 5;
/// What the sign after hours means that come from no source.
const NAGAAN: &str = "  * tijden nagaan";
/// Rows of the detail.
const DETAIL: u16 = 3;

impl Tekent for Vandaag {
    /// Draws the screen.
    fn teken(&self, frame: &mut Frame<'_>, area: Rect, model: &Model, thema: &Thema) {
        if laadt(frame, area, model, thema) {
            return;
        }
        let width = usize::from(area.width);
        let duty = dienstregels(model, width, thema);
        let rows = u16::try_from(duty.len()).unwrap_or(1);
        let top = Rect {
            height: rows,
            ..area
        };
        frame.render_widget(Paragraph::new(duty), top);
        let rest = Rect {
            y: area.y + rows,
            height: area.height.saturating_sub(rows),
            ..area
        };
        let all = rijen(model.lijst.alle(), model.nu);
        if all.is_empty() {
            let none = model.lijst.alle().is_empty();
            let what = if none {
                "Lees eerst een lijst in: druk 1, dan o."
            } else {
                "Wat u in de Ochtend (druk 1) tagt als HG, twijfel of radar, komt hier met zijn stappen."
            };
            leeg(
                frame,
                rest,
                if none {
                    "Er is nog geen lijst van vandaag."
                } else {
                    "Er staat vandaag niets meer open."
                },
                what,
                thema,
            );
            return;
        }
        let keys: Vec<_> = all.iter().map(|line| line.id).collect();
        let chosen = self.keus.plaats(&keys);
        let head = links_rechts(
            telling(&all, thema),
            vec![Span::styled(
                format!("{} van {} ", chosen.map_or(0, |at| at + 1), all.len()),
                thema.dof,
            )],
            width,
        );
        frame.render_widget(Paragraph::new(head), Rect { height: 1, ..rest });
        let rest = Rect {
            y: rest.y + 1,
            height: rest.height.saturating_sub(1),
            ..rest
        };
        let under = chosen
            .and_then(|at| all.get(at))
            .map_or_else(Vec::new, |line| detail(model, line, width - 2, thema));
        let body = onder(frame, rest, under, DETAIL, thema);
        let mut lines = Vec::new();
        let mut group = None;
        for line in &all {
            if group != Some(line.groep) {
                group = Some(line.groep);
                let style = match line.groep {
                    Groep::Alarm | Groep::TeLaat => thema.acuut,
                    Groep::Eerst | Groep::Onbekend => thema.bijna,
                    _ => thema.kop,
                };
                lines.push(Schermregel::Kop(Line::styled(
                    format!("  {}", line.groep.label()),
                    style,
                )));
            }
            lines.push(Schermregel::Rij(rij(model, line, width, thema)));
        }
        lijst(frame, body, lines, (&self.keus, chosen), model, thema);
    }
}

/// `VT aan tafel tot 17:00, daarna 0800-2000 · OM …` over as many lines as it takes, at most two, and two
/// more for what the site filled in. What comes after is told of VT alone where there is little room.
fn dienstregels(model: &Model, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let all = dienst(&model.kennis, model.nu);
    let mut lines: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used = 1;
    let check = all.iter().any(|one| one.nagaan);
    let most = if all.len() > VAST { 4 } else { 2 };
    let mut parts: Vec<(String, String)> = Vec::new();
    for one in all {
        let sign = if one.nagaan { "*" } else { "" };
        let then = match one.daarna.as_str() {
            "" => String::new(),
            _ if one.wie != "VT" && width < MET_DAARNA => String::new(),
            then => format!(", {then}"),
        };
        let how = format!("{}{then}{sign}", one.hoe);
        // Who is there alike is told once.
        match parts.last_mut().filter(|(_, same)| *same == how) {
            Some((who, _)) => who.push_str(&format!(", {}", one.wie)),
            None => parts.push((one.wie, how)),
        }
    }
    for (who, how) in parts {
        let who = format!("{who} ");
        let cells = breedte(&who) + breedte(&how) + 3;
        if used + cells > width && lines.len() < most {
            lines.push(Vec::new());
            used = 1;
        }
        used += cells;
        if let Some(line) = lines.last_mut() {
            line.push(Span::styled(
                if line.is_empty() { " " } else { " · " },
                thema.dof,
            ));
            line.push(Span::styled(who, thema.kop));
            line.push(Span::styled(how, thema.gewoon));
        }
    }
    if check {
        if used + breedte(NAGAAN) > width && lines.len() < most {
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push(Span::styled(NAGAAN, thema.dof));
        }
    }
    lines
        .into_iter()
        .map(|line| links_rechts(line, Vec::new(), width))
        .collect()
}

fn telling(all: &[Vandaagrij], thema: &Thema) -> Vec<Span<'static>> {
    let count = |group: Groep| all.iter().filter(|line| line.groep == group).count();
    let mut out = vec![Span::styled(
        match all.len() {
            1 => " 1 ding te doen".to_owned(),
            more => format!(" {more} te doen"),
        },
        thema.kop,
    )];
    for (group, one, more, style) in [
        (
            Groep::Alarm,
            "kan niet wachten",
            "kunnen niet wachten",
            thema.acuut,
        ),
        (
            Groep::Onbekend,
            "tijd onbekend",
            "tijden onbekend",
            thema.bijna,
        ),
        (Groep::TeLaat, "te laat", "te laat", thema.acuut),
    ] {
        let number = count(group);
        let word = if number == 1 { one } else { more };
        if number > 0 {
            out.push(Span::raw(" · "));
            out.push(Span::styled(format!("{number} {word}"), style));
        }
    }
    out
}

fn rij(model: &Model, line: &Vandaagrij, width: usize, thema: &Thema) -> Line<'static> {
    let urgent = matches!(
        line.groep,
        Groep::Alarm | Groep::Eerst | Groep::TeLaat | Groep::Onbekend
    );
    let soon = line
        .tijd
        .map(|at| tijd::minuten_tot(at, model.nu))
        .is_some_and(|left| left <= model.kennis.drempels.bijna);
    let time = match line.tijd {
        Some(at) => kort(at, model.nu),
        None if line.groep == Groep::Onbekend => "onbekend".to_owned(),
        None => String::new(),
    };
    let style = if urgent {
        thema.acuut
    } else if soon {
        thema.bijna
    } else {
        thema.gewoon
    };
    let name = line
        .naam
        .as_ref()
        .map_or_else(String::new, |naam| model.naam(naam));
    let own_words = matches!(line.id.soort, Soort::Actie(_));
    let what = woorden(model, &line.wat, own_words);
    let fixed = 2 + TIJD + 2 + NAAM + 2 + 1 + WIE;
    let left = width.saturating_sub(fixed);
    let (what_cells, why_cells) = if width >= MET_REDEN {
        (left * 2 / 5, left - left * 2 / 5 - 1)
    } else {
        (left, 0)
    };
    let mut spans = vec![
        Span::raw(" "),
        Span::styled(if urgent { "!" } else { " " }, thema.acuut),
        Span::styled(rechts(&time, TIJD), style),
        Span::raw("  "),
        Span::styled(links(&name, NAAM), thema.kop),
        Span::raw("  "),
        Span::styled(links(&what, what_cells), thema.gewoon),
        Span::raw(" "),
        Span::styled(links(&line.wie, WIE), thema.dof),
    ];
    if why_cells > 0 {
        let why = woorden(model, &line.waarom, line.vrij);
        spans.push(Span::styled(
            format!(" {}", links(&why, why_cells)),
            thema.dof,
        ));
    }
    Line::from(spans)
}

/// Words that a worker wrote are hidden with the names.
fn woorden(model: &Model, text: &str, vrij: bool) -> String {
    if vrij {
        model.vrije_tekst(text)
    } else {
        text.to_owned()
    }
}

/// What is left of the clock; where it does not run, custody and who says it.
fn waar(model: &Model, regel: &Dagregel, thema: &Thema) -> (String, Style) {
    let (word, style) = nog(model, regel, thema);
    if regel.klok_loopt() || !regel.verblijf.tegenspraak.is_empty() {
        return (word, style);
    }
    let (value, source) = verblijfregel::delen(&regel.verblijf, model.nu);
    let text = [value, source].into_iter().filter(|part| !part.is_empty());
    (text.collect::<Vec<_>>().join(" · "), style)
}

/// Who it is about, and the whole reason.
fn detail(model: &Model, line: &Vandaagrij, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let mut first = Vec::new();
    if let Some(regel) = model.lijst.zoek(line.id.zaak)
        && line.naam.is_some()
    {
        let (tag, tag_style) = tag_woord(regel, thema);
        let (judged, judged_style) = oordeel_woord(regel, model.nu, thema);
        let (left, left_style) = waar(model, regel, thema);
        first.push(Span::styled(model.naam(&regel.zaak.regel.naam), thema.kop));
        for (text, style) in [
            (tag, tag_style),
            (judged.to_owned(), judged_style),
            (left, left_style),
            (
                regel
                    .vt
                    .as_ref()
                    .map_or_else(|| "VT onbekend".to_owned(), |vt| format!("VT {}", vt.code)),
                thema.dof,
            ),
            (regel.zaak.regel.pl.clone().unwrap_or_default(), thema.dof),
        ] {
            if !text.is_empty() {
                first.push(Span::styled(" · ", thema.dof));
                first.push(Span::styled(text, style));
            }
        }
    } else {
        first.push(Span::styled(line.wat.clone(), thema.kop));
    }
    let why = woorden(model, &line.waarom, line.vrij);
    let mut out = vec![links_rechts(first, Vec::new(), width)];
    let most = usize::from(DETAIL).saturating_sub(1);
    let mut parts = omslag(&why, width);
    if parts.len() > most {
        let rest = parts.split_off(most.saturating_sub(1)).join(" ");
        parts.push(knip(&rest, width));
    }
    out.extend(
        parts
            .into_iter()
            .map(|part| Line::styled(part, thema.gewoon)),
    );
    out
}
