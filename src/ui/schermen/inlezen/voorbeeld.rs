//! The preview of a reading: what was understood, what it would change, which lines need eyes.
//!
//! Must not know how a plan is made or carried out.

use std::collections::HashMap;
use std::str::FromStr as _;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::zaakfeiten::leesbaar;
use crate::app::model::Model;
use crate::app::schermen::inlezen::reeks::Reeks;
use crate::app::schermen::inlezen::{Inlezen, Melding, Plan, Planverschil, map, oud};
use crate::domain::ids::ZaakId;
use crate::domain::lijstregel::{Lijstregel, Status, Veld};
use crate::domain::tag::Tag;
use crate::domain::tijd;

use crate::ui::formulieren::formulier::lijn_met;
use crate::ui::kader::{hoofdletter, links_rechts};
use crate::ui::schermen::lezer::plaats;
use crate::ui::tekst::{knip, links, omslag, rechts};
use crate::ui::thema::Thema;
use crate::ui::woorden::{oordeel_woord, tag_woord, toont_vlag};

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
        for part in omslag(text, self.width.saturating_sub(4)) {
            self.lines.push(Line::styled(
                format!("  {part}"),
                self.thema.kop.patch(style),
            ));
        }
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
        self.punt_in(left, text, left_style, self.thema.gewoon);
    }

    /// The same, in a colour of its own.
    fn punt_in(&mut self, left: &str, text: &str, left_style: Style, style: Style) {
        let room = self.width.saturating_sub(LABEL + 4);
        let mut left = left;
        for part in omslag(text, room) {
            self.lines.push(Line::from(vec![
                Span::styled(format!("  {} ", links(left, LABEL)), left_style),
                Span::styled(part, style),
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
    let lines = regels(model, scherm, plan, usize::from(area.width), thema);
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
            Span::styled(
                scherm.reeks.as_ref().map_or_else(String::new, |reeks| {
                    format!(" {} van {}", reeks.nummer, reeks.totaal)
                }),
                thema.kop,
            ),
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

fn regels(
    model: &Model,
    scherm: &Inlezen,
    plan: &Plan,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let mut vel = Vel {
        lines: Vec::new(),
        width,
        thema,
    };
    vooraf(&mut vel, model, scherm, plan);
    tellingen(&mut vel, plan);
    onbekend(&mut vel, plan);
    ogen(&mut vel, model, plan);
    begrepen(&mut vel, plan);
    vel.lines
}

/// What must be known before anything else: another day, the same file again, one of several files, and
/// which of those could not be read.
fn vooraf(vel: &mut Vel<'_>, model: &Model, scherm: &Inlezen, plan: &Plan) {
    let thema = vel.thema;
    if let Some(doubt) = oud::twijfel(plan, scherm.gewijzigd(), model.nu) {
        let text = links(&format!(" ! {}", doubt.zin), vel.width);
        vel.lines.push(Line::styled(text, thema.alarm));
    }
    let again = map::lezingen(model)
        .iter()
        .rev()
        .find(|known| known.sha256 == plan.lijst.sha256);
    if let Some(known) = again {
        vel.lines.push(Line::styled(
            format!(
                "   Ditzelfde bestand is al gelezen om {}.",
                tijd::klok(known.gelezen)
            ),
            thema.bijna,
        ));
    }
    if plan.lijst.deel {
        vel.lines.push(Line::styled(
            "   Dit is een deel van de lijst: wie er niet op staat, is niet verdwenen (d).",
            thema.bijna,
        ));
    } else if !plan.verdwenen.is_empty() && plan.verdwenen.len() >= plan.regels.len() {
        vel.lines.push(Line::styled(
            format!(
                "   {} die er stonden, staan hier niet op. Een deel van de lijst? Druk d.",
                plan.verdwenen.len()
            ),
            thema.bijna,
        ));
    }
    for (name, why) in scherm.reeks.iter().flat_map(Reeks::fouten) {
        for (at, part) in omslag(
            &format!("Niet gelezen: {name}: {why}"),
            vel.width.saturating_sub(4),
        )
        .into_iter()
        .enumerate()
        {
            let sign = if at == 0 { "!" } else { " " };
            vel.lines
                .push(Line::styled(format!(" {sign} {part}"), thema.acuut));
        }
    }
}

/// Headings that nobody knows are said loud, with the key that helps.
fn onbekend(vel: &mut Vel<'_>, plan: &Plan) {
    let unknown = &plan.lijst.onbekende_kolommen;
    if unknown.is_empty() {
        return;
    }
    vel.lines.push(Line::default());
    let text = format!(
        "{}: {}. Druk k en zeg wat {} vult; tot dan staat het bij overig.",
        if unknown.len() == 1 {
            "Onbekende kop"
        } else {
            "Onbekende koppen"
        },
        unknown.join(", "),
        if unknown.len() == 1 { "die" } else { "elk" },
    );
    for (at, part) in omslag(&text, vel.width.saturating_sub(4))
        .into_iter()
        .enumerate()
    {
        let sign = if at == 0 { "?" } else { " " };
        vel.lines.push(Line::styled(
            format!(" {sign} {part}"),
            vel.thema.bijna.patch(vel.thema.kop),
        ));
    }
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
    verdwenen(vel, model, plan);
    dubbelen(vel, model, plan);
    let changed: Vec<_> = plan
        .regels
        .iter()
        .filter_map(|line| match &line.wat {
            Planverschil::Gewijzigd(changes) => Some((&line.regel, changes)),
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
    if !lijst.waarschuwingen.is_empty() {
        vel.kop("Let op", thema.bijna);
        for one in &lijst.waarschuwingen {
            melding(vel, model, one, thema.bijna);
        }
    }
}

/// Zaken that may be one, with what agrees and what differs; nothing is joined by reading.
fn dubbelen(vel: &mut Vel<'_>, model: &Model, plan: &Plan) {
    if plan.mogelijk_dubbel.is_empty() {
        return;
    }
    let thema = vel.thema;
    let by_id: HashMap<ZaakId, &Lijstregel> = plan
        .regels
        .iter()
        .map(|line| (line.zaak, &line.regel))
        .collect();
    vel.kop(
        "Mogelijk dubbel; na het inlezen beslist u met D",
        thema.bijna,
    );
    for pair in &plan.mogelijk_dubbel {
        let Some(line) = by_id.get(&pair.nieuw) else {
            continue;
        };
        let text = format!("{}: {}", model.naam(&line.naam), pair.reden);
        vel.punt(&format!("regel {}", line.regel), &text, thema.bijna);
        for change in &pair.anders {
            let text = format!(
                "{} ≠ {}",
                gegeven(model, change.veld, &change.oud),
                gegeven(model, change.veld, &change.nieuw)
            );
            vel.paar(&format!("  {}", change.veld.label()), &text, thema.gewoon);
        }
        let same: Vec<&str> = pair.gelijk.iter().map(|veld| veld.label()).collect();
        if !same.is_empty() {
            vel.paar("  gelijk", &same.join(", "), thema.dof);
        }
    }
}

/// Who left the list. Whoever went without an afdoening that VT knows of may be at home by now: that is
/// said loud, the followed ones first.
fn verdwenen(vel: &mut Vel<'_>, model: &Model, plan: &Plan) {
    if plan.verdwenen.is_empty() {
        return;
    }
    let thema = vel.thema;
    let gone: Vec<&Dagregel> = plan
        .verdwenen
        .iter()
        .filter_map(|id| model.lijst.zoek(*id))
        .collect();
    let known = |line: &&&Dagregel| {
        line.zaak.stand.afdoening().is_some()
            || line.zaak.stand.opgegaan_in.is_some()
            || line.zaak.regel.status == Status::Heengezonden
    };
    let told: Vec<&Dagregel> = gone.iter().filter(known).copied().collect();
    let mut named: Vec<&Dagregel> = Vec::new();
    let mut plain: Vec<&Dagregel> = Vec::new();
    for line in gone.iter().filter(|line| !known(line)) {
        match (line.tag(), line.voorstel()) {
            (Some(tag), _) if tag.volgt() => named.push(line),
            (None, Some(_)) => named.push(line),
            (None, None) => plain.push(line),
            (Some(_), _) => {}
        }
    }
    named.sort_by_key(|line| (line.tag().is_none(), line.tag() != Some(Tag::Hg)));
    let counted = plan.verdwenen.len() - told.len();
    if counted > 0 {
        vel.kop(
            "! Van de lijst, geen afdoening bekend: misschien vrijgelaten zonder dat VT het weet. \
             Vraag de politie waar zij zijn.",
            thema.acuut,
        );
    }
    for line in named.iter().take(MAX_NAMEN) {
        let (tag, _) = tag_woord(line, thema);
        let flag = if toont_vlag(line) { " ▲" } else { "" };
        let name = model.naam(&line.zaak.regel.naam);
        let text = if line.tag().is_none() {
            format!("{name}{flag} · nog niet getagd")
        } else {
            let (oordeel, _) = oordeel_woord(line, model.nu, thema);
            format!("{name}{flag} · oordeel {oordeel}")
        };
        vel.punt_in(
            &format!("! {}", tag.trim()),
            &text,
            thema.acuut,
            thema.acuut,
        );
    }
    if !plain.is_empty() {
        let names: Vec<String> = plain
            .iter()
            .take(MAX_NAMEN)
            .map(|line| model.naam(&line.zaak.regel.naam))
            .collect();
        let more = match plain.len().saturating_sub(MAX_NAMEN) {
            0 => String::new(),
            n => format!(" en nog {n}"),
        };
        vel.punt(
            "! zonder tag",
            &format!("{}{more}", names.join(" · ")),
            thema.acuut,
        );
    }
    let others = counted - named.len().min(MAX_NAMEN) - plain.len();
    if others > 0 {
        vel.punt("", &format!("en nog {others} met tag geen"), thema.dof);
    }
    if !told.is_empty() {
        vel.kop(
            "Van de lijst, afdoening bekend; wat er ligt, blijft",
            Style::new(),
        );
        for line in told.iter().take(MAX_NAMEN) {
            let how = line.zaak.stand.afdoening().map_or_else(
                || line.zaak.regel.status.label().to_owned(),
                |found| found.inhoud.label(),
            );
            let name = model.naam(&line.zaak.regel.naam);
            let (tag, _) = tag_woord(line, thema);
            vel.punt(tag.trim(), &format!("{name} · {how}"), thema.dof);
        }
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
#[must_use]
pub fn gegeven(model: &Model, veld: Veld, text: &str) -> String {
    match veld {
        Veld::Geboortedatum if !model.verborgen => NaiveDate::from_str(text).map_or_else(
            |_| leesbaar(text),
            |born| born.format("%d-%m-%Y").to_string(),
        ),
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
            // A title that names a day alone says nothing of midnight.
            if dated.time() == chrono::NaiveTime::MIN {
                tijd::dag_met_jaar(dated.date())
            } else {
                format!(
                    "{} {}",
                    tijd::dag_met_jaar(dated.date()),
                    dated.format("%H:%M")
                )
            }
        },
    );
    vel.paar("lijst van", &date, thema.gewoon);
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
                    ("? onbekend (k)", thema.bijna)
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
