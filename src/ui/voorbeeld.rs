//! The preview of a reading: what was understood, what it would change, which lines need eyes.
//!
//! Must not know how a plan is made or carried out.

use std::collections::HashMap;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::inlezen::Inlezen;
use crate::app::inlezen::{Melding, Plan, Wat};
use crate::app::model::Model;
use crate::app::zaakscherm::leesbaar;
use crate::domain::ids::ZaakId;
use crate::domain::lijstregel::{Lijstregel, Veld};
use crate::domain::tag::Tag;
use crate::domain::tijd;

use super::formulier::lijn_met;
use super::kader::{hoofdletter, links_rechts};
use super::lezer::plaats;
use super::ochtend::{tag_woord, toont_vlag};
use super::tekst::{knip, links, omslag, rechts};
use super::thema::Thema;

/// Cells of the labels of what was understood.
const LABEL: usize = 15;

/// More names than this are not listed; the count says enough.
const MAX_NAMEN: usize = 40;

/// Lines under each other, wrapped.
struct Vel<'a> {
    lines: Vec<Line<'static>>,
    width: usize,
    thema: &'a Thema,
}

impl Vel<'_> {
    fn kop(&mut self, text: &str, style: Style) {
        self.lines.push(Line::default());
        self.lines.push(Line::styled(
            format!("  {text}"),
            self.thema.kop.patch(style),
        ));
    }

    fn paar(&mut self, label: &str, value: &str, style: Style) {
        let room = self.width.saturating_sub(LABEL + 4);
        let mut label = label;
        for part in omslag(value, room) {
            self.lines.push(Line::from(vec![
                Span::styled(format!("  {} ", links(label, LABEL)), self.thema.dof),
                Span::styled(part, style),
            ]));
            label = "";
        }
    }

    /// A line with something short at the left (`regel 12`) and a text that wraps beside it.
    fn punt(&mut self, left: &str, text: &str, left_style: Style) {
        let room = self.width.saturating_sub(LABEL + 4);
        let mut left = left;
        for part in omslag(text, room) {
            self.lines.push(Line::from(vec![
                Span::styled(format!("  {} ", links(left, LABEL)), left_style),
                Span::styled(part, self.thema.gewoon),
            ]));
            left = "";
        }
    }
}

/// Draws the preview.
pub fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    scherm: &Inlezen,
    plan: &Plan,
    thema: &Thema,
) {
    let lines = regels(model, plan, usize::from(area.width), thema);
    let below = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let height = usize::from(below.height);
    let begin = scherm.begin.begin(lines.len(), height);
    let head = links_rechts(
        vec![
            Span::styled(" Voorbeeld", thema.accent),
            Span::styled(" · ", thema.dof),
            Span::styled(plan.lijst.bestand.clone(), thema.kop),
        ],
        vec![Span::styled("er is nog niets gewijzigd ", thema.dof)],
        usize::from(area.width),
    );
    frame.render_widget(Paragraph::new(head), Rect { height: 1, ..area });
    let rule = Rect {
        y: area.y + 1,
        height: 1,
        ..area
    };
    let place = plaats(begin, height, lines.len());
    frame.render_widget(Paragraph::new(lijn_met(&place, area.width, thema)), rule);
    let shown: Vec<Line<'static>> = lines.into_iter().skip(begin).take(height).collect();
    frame.render_widget(Paragraph::new(shown), below);
}

fn regels(model: &Model, plan: &Plan, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let mut vel = Vel {
        lines: Vec::new(),
        width,
        thema,
    };
    datum(&mut vel, model, plan);
    tellingen(&mut vel, plan);
    ogen(&mut vel, model, plan);
    begrepen(&mut vel, plan);
    vel.lines
}

/// A list of another day is said first and loud.
fn datum(vel: &mut Vel<'_>, model: &Model, plan: &Plan) {
    let Some(dated) = plan.lijst.peildatum else {
        return;
    };
    let today = tijd::lokaal(model.nu).date_naive();
    if dated.date() == today {
        return;
    }
    let text = format!(
        " ! Deze lijst is van {}, niet van vandaag.",
        tijd::dag_met_jaar(dated.date())
    );
    let text = links(&text, vel.width);
    vel.lines.push(Line::styled(text, vel.thema.alarm));
}

/// The counts, under each other at the right of their words.
fn tellingen(vel: &mut Vel<'_>, plan: &Plan) {
    let thema = vel.thema;
    let count = plan.telling();
    let refused = count.geweigerd.len();
    let warned = count.waarschuwingen.len();
    let left = [
        ("nieuw", count.nieuw, thema.goed),
        ("gewijzigd", count.gewijzigd, thema.bijna),
        ("gelijk", count.gelijk, thema.gewoon),
        ("verdwenen", count.verdwenen, thema.bijna),
    ];
    let right = [
        ("geweigerd", refused, thema.acuut),
        ("waarschuwing", warned, thema.bijna),
        ("mogelijk dubbel", count.mogelijk_dubbel, thema.bijna),
        ("rijen", count.rijen, thema.gewoon),
    ];
    vel.lines.push(Line::default());
    for ((word, number, style), (word2, number2, style2)) in left.into_iter().zip(right) {
        let cell = |number: usize, style: Style| {
            let style = if number == 0 {
                thema.dof
            } else {
                thema.kop.patch(style)
            };
            Span::styled(rechts(&number.to_string(), 8), style)
        };
        let label = |word: &str, number: usize| {
            let style = if number == 0 { thema.dof } else { thema.gewoon };
            Span::styled(format!("  {}", links(word, 18)), style)
        };
        vel.lines.push(Line::from(vec![
            cell(number, style),
            label(word, number),
            cell(number2, style2),
            label(word2, number2),
        ]));
    }
}

/// The lines that need eyes, the worst first.
fn ogen(vel: &mut Vel<'_>, model: &Model, plan: &Plan) {
    let thema = vel.thema;
    let lijst = &plan.lijst;
    if !lijst.geweigerd.is_empty() {
        vel.kop("Geweigerd: deze regels komen er niet in", thema.acuut);
        for one in &lijst.geweigerd {
            melding(vel, model, one, thema.acuut);
        }
    }
    let by_id: HashMap<ZaakId, &Lijstregel> = plan
        .regels
        .iter()
        .map(|line| (line.zaak, &line.regel))
        .collect();
    if !plan.mogelijk_dubbel.is_empty() {
        vel.kop("Mogelijk dubbel", thema.bijna);
        for pair in &plan.mogelijk_dubbel {
            let Some(line) = by_id.get(&pair.nieuw) else {
                continue;
            };
            let text = format!("{}: {}", model.naam(&line.naam), pair.reden);
            vel.punt(&format!("regel {}", line.regel), &text, thema.bijna);
        }
    }
    let changed: Vec<_> = plan
        .regels
        .iter()
        .filter_map(|line| match &line.wat {
            Wat::Gewijzigd(changes) => Some((&line.regel, changes)),
            _ => None,
        })
        .collect();
    if !changed.is_empty() {
        vel.kop("Gewijzigd", thema.bijna);
        for (line, changes) in changed {
            vel.punt(
                &format!("regel {}", line.regel),
                &model.naam(&line.naam),
                thema.dof,
            );
            for change in changes {
                let text = format!(
                    "{} → {}",
                    gegeven(model, change.veld, &change.oud),
                    gegeven(model, change.veld, &change.nieuw)
                );
                vel.paar(&format!("  {}", change.veld.label()), &text, thema.gewoon);
            }
        }
    }
    verdwenen(vel, model, plan);
    if !lijst.waarschuwingen.is_empty() {
        vel.kop("Let op", thema.bijna);
        for one in &lijst.waarschuwingen {
            melding(vel, model, one, thema.bijna);
        }
    }
}

fn verdwenen(vel: &mut Vel<'_>, model: &Model, plan: &Plan) {
    if plan.verdwenen.is_empty() {
        return;
    }
    let thema = vel.thema;
    vel.kop("Niet meer op deze lijst; wat er ligt, blijft", thema.bijna);
    // Named is who VT follows, and who looks like HG and was seen by nobody: he may be at home by now.
    let named: Vec<_> = plan
        .verdwenen
        .iter()
        .filter_map(|id| model.lijst.zoek(*id))
        .filter(|line| line.tag().is_some_and(Tag::volgt) || line.voorstel().is_some())
        .collect();
    for line in named.iter().take(MAX_NAMEN) {
        let (tag, _) = tag_woord(line, thema);
        let flag = if toont_vlag(line) { " ▲" } else { "" };
        let name = model.naam(&line.zaak.regel.naam);
        let text = if line.tag().is_none() {
            format!("{name}{flag} · nog niet getagd; vraag de politie waar hij is")
        } else {
            format!("{name}{flag}")
        };
        vel.punt(&tag, &text, thema.bijna);
    }
    let others = plan.verdwenen.len() - named.len().min(MAX_NAMEN);
    if others > 0 {
        let text = if named.is_empty() {
            format!("{others} zonder voorstel of tag van VT")
        } else {
            format!("en nog {others} zonder voorstel of tag van VT")
        };
        vel.punt("", &text, thema.dof);
    }
}

fn melding(vel: &mut Vel<'_>, model: &Model, one: &Melding, style: Style) {
    let place = if one.regel == 0 {
        "bestand".to_owned()
    } else {
        format!("regel {}", one.regel)
    };
    let mut text = String::new();
    if !one.kolom.is_empty() {
        text.push_str(&format!("{}: ", one.kolom));
    }
    text.push_str(&one.reden);
    if !one.waarde.is_empty() {
        text.push_str(&format!(" ({})", model.vrije_tekst(&one.waarde)));
    }
    vel.punt(&place, &hoofdletter(&text), style);
}

/// A fact as it may stand on screen.
fn gegeven(model: &Model, veld: Veld, text: &str) -> String {
    match veld {
        Veld::Naam | Veld::Adres | Veld::Toelichting | Veld::Geboortedatum | Veld::Bsn => {
            leesbaar(&model.vrije_tekst(text))
        }
        _ => leesbaar(text.trim()),
    }
}

/// What was understood of the file: shape, date, headings.
fn begrepen(vel: &mut Vel<'_>, plan: &Plan) {
    let thema = vel.thema;
    let lijst = &plan.lijst;
    vel.kop("Wat er begrepen is", Style::new());
    vel.paar(
        "vorm",
        &format!("{}: {}", lijst.profiel, lijst.profiel_reden),
        thema.gewoon,
    );
    let mut shape = lijst.codering.clone();
    if let Some(sign) = lijst.scheidingsteken {
        let name = match sign {
            ';' => "puntkomma".to_owned(),
            ',' => "komma".to_owned(),
            '\t' => "tab".to_owned(),
            other => other.to_string(),
        };
        shape.push_str(&format!(", gescheiden met {name}"));
    }
    if let Some(sheet) = &lijst.blad {
        shape.push_str(&format!(", blad {sheet}"));
    }
    vel.paar("bestand", &shape, thema.gewoon);
    let date = lijst.peildatum.map_or_else(
        || "staat niet in het bestand".to_owned(),
        |dated| {
            format!(
                "{} {}",
                tijd::dag_met_jaar(dated.date()),
                dated.format("%H:%M")
            )
        },
    );
    vel.paar("lijst van", &date, thema.gewoon);
    if !lijst.onbekende_kolommen.is_empty() {
        vel.paar(
            "onbekende kop",
            &format!(
                "{} (bewaard als overig)",
                lijst.onbekende_kolommen.join(", ")
            ),
            thema.bijna,
        );
    }
    koppen(vel, plan);
}

/// Headings and the field that each fills, in as many columns as fit.
fn koppen(vel: &mut Vel<'_>, plan: &Plan) {
    let thema = vel.thema;
    vel.kop("Koppen en wat ze vullen", Style::new());
    let known: Vec<_> = plan
        .lijst
        .kolommen
        .iter()
        .filter(|(heading, _)| !heading.is_empty())
        .collect();
    // Whether a site keeps the BSN is seen by what was read.
    let keeps_bsn = plan
        .regels
        .iter()
        .any(|line| line.regel.herkomst.contains_key(&Veld::Bsn));
    let columns = if vel.width >= 110 { 2 } else { 1 };
    let rows = known.len().div_ceil(columns);
    let cell = (vel.width.saturating_sub(4)) / columns;
    let left = 32.min(cell / 2);
    for row in 0..rows {
        let mut spans = vec![Span::raw("  ")];
        for column in 0..columns {
            let Some((heading, field)) = known.get(row + column * rows) else {
                continue;
            };
            let (word, style) = match field {
                Some(Veld::Bsn) if !keeps_bsn => ("BSN, wordt niet bewaard", thema.dof),
                Some(field) => (field.label(), thema.gewoon),
                None if plan.lijst.onbekende_kolommen.contains(heading) => {
                    ("onbekend: overig", thema.bijna)
                }
                None => ("niet nodig", thema.dof),
            };
            spans.push(Span::styled(links(&knip(heading, left), left), thema.dof));
            spans.push(Span::styled(" → ", thema.lijn));
            spans.push(Span::styled(
                links(word, cell.saturating_sub(left + 5)),
                style,
            ));
        }
        vel.lines.push(Line::from(spans));
    }
}
