//! The screen of one zaak: at the left what is so, at the right what was done.
//!
//! Must not know keys; the foot shows them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use crate::app::beoordelen::leeftijd_tekst;
use crate::app::dagregel::Dagregel;
use crate::app::model::Model;
use crate::app::msg::Dossier;
use crate::app::zaakscherm::{Helft, ZaakScherm};
use crate::domain::betrokkene::{Bellen, Betrokkene};
use crate::domain::lijstregel::Veld;
use crate::domain::tijd;

use super::detail;
use super::kader::{lijn, links_rechts};
use super::ochtend::{oordeel_style, tag_woord};
use super::tekst::{breedte, knip, links, omslag};
use super::thema::Thema;

/// Draws the screen.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, scherm: &ZaakScherm, thema: &Thema) {
    let width = usize::from(area.width);
    let Some(dossier) = &scherm.dossier else {
        frame.render_widget(
            Paragraph::new("  Zaak wordt geopend …").style(thema.dof),
            area,
        );
        return;
    };
    let fresh;
    let regel = match model.lijst.zoek(scherm.zaak) {
        Some(regel) => regel,
        None => {
            // A zaak of another day: everything is derived for this one drawing.
            fresh = Dagregel::nieuw(dossier.zaak.clone(), true, &model.kennis, model.nu);
            &fresh
        }
    };
    let head = kop(model, regel, width, thema);
    let head_rows = u16::try_from(head.len()).unwrap_or(2);
    frame.render_widget(
        Paragraph::new(head),
        Rect::new(area.x, area.y, area.width, head_rows),
    );
    let body = Rect::new(
        area.x,
        area.y + head_rows,
        area.width,
        area.height.saturating_sub(head_rows),
    );
    let right_width = (body.width * 2 / 5).clamp(30, 70);
    let left = Rect::new(body.x, body.y, body.width - right_width - 1, body.height);
    let right = Rect::new(left.right() + 1, body.y, right_width, body.height);
    for y in body.top()..body.bottom() {
        frame.render_widget(
            Paragraph::new(Span::styled("│", thema.lijn)),
            Rect::new(left.right(), y, 1, 1),
        );
    }
    let shown = linkerhelft(
        model,
        regel,
        scherm,
        dossier,
        usize::from(left.width),
        thema,
    );
    teken_helft(frame, left, model, shown);
    let shown = tijdlijn(scherm, dossier, model, usize::from(right.width), thema);
    teken_helft(frame, right, model, shown);
}

/// Lines with the place of the one that is chosen and where the chosen thing ends.
struct Helftregels {
    regels: Vec<Line<'static>>,
    gekozen: Option<usize>,
}

fn teken_helft(frame: &mut Frame<'_>, area: Rect, model: &Model, what: Helftregels) {
    let height = usize::from(area.height);
    let begin = what.gekozen.map_or(0, |at| (at + 2).saturating_sub(height));
    let more = what.regels.len() > begin + height;
    let mut lines: Vec<Line<'static>> = what.regels.into_iter().skip(begin).take(height).collect();
    if more && let Some(last) = lines.last_mut() {
        *last = Line::from(" … meer: l leest alles");
    }
    frame.render_widget(Paragraph::new(lines), area);
    if let Some(at) = what.gekozen
        && model.dialoog.is_none()
        && at >= begin
    {
        let y = area.y + u16::try_from(at - begin).unwrap_or(0);
        frame.set_cursor_position((area.x, y.min(area.bottom().saturating_sub(1))));
    }
}

fn kop(model: &Model, regel: &Dagregel, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let lijst = &regel.zaak.regel;
    let age = regel.leeftijd(model.nu).map_or_else(String::new, |age| {
        if age < 18 {
            format!(" · {age}, minderjarig")
        } else {
            format!(" · {age}")
        }
    });
    let (tag, tag_style) = tag_woord(regel, thema);
    let oordeel = regel.zaak.stand.oordeel();
    let left = vec![
        Span::styled(format!(" {}", model.naam(&lijst.naam)), thema.kop),
        Span::styled(age, thema.gewoon),
        Span::styled(
            format!(
                " · {}",
                lijst
                    .pl
                    .clone()
                    .unwrap_or_else(|| "geen PL-nummer".to_owned())
            ),
            thema.dof,
        ),
    ];
    let right = vec![
        Span::styled(tag, tag_style),
        Span::styled(" · ", thema.dof),
        Span::styled(oordeel.label(), oordeel_style(oordeel, thema)),
        Span::raw(" "),
    ];
    let mut clock = detail::klok(model, regel, thema);
    clock.spans.insert(0, Span::raw(" "));
    let mut out = vec![
        links_rechts(left, right, width),
        links_rechts(clock.spans, Vec::new(), width),
    ];
    out.extend(
        detail::klok_uitleg(model, regel, width.saturating_sub(2), thema)
            .into_iter()
            .take(2)
            .map(|mut line| {
                line.spans.insert(0, Span::raw(" "));
                line
            }),
    );
    out.push(lijn(width, thema));
    out
}

fn linkerhelft(
    model: &Model,
    regel: &Dagregel,
    scherm: &ZaakScherm,
    dossier: &Dossier,
    width: usize,
    thema: &Thema,
) -> Helftregels {
    let mut out = Vec::new();
    let mut chosen = None;
    let active = scherm.helft == Helft::Zaak;
    let inner = width.saturating_sub(3);
    out.push(Line::styled(" Volgende stappen", thema.kop));
    if regel.stappen.is_empty() {
        out.push(Line::styled("   alles gedaan", thema.goed));
    }
    for step in &regel.stappen {
        let style = if step.alarm {
            thema.acuut
        } else {
            thema.gewoon
        };
        let text = format!("{} · {}", step.soort.label(), step.waarom);
        for (at, line) in omslag(&text, inner.saturating_sub(2))
            .into_iter()
            .enumerate()
        {
            let sign = match (at, step.alarm) {
                (0, true) => " ! ",
                (0, false) => " □ ",
                _ => "   ",
            };
            out.push(Line::styled(format!("{sign}{line}"), style));
        }
    }
    for done in &dossier.zaak.stand.gedaan {
        let text = format!(
            " ✓ {} · {} {} · {}",
            done.soort.label(),
            tijd::moment(done.op, model.nu),
            done.door,
            done.toelichting
        );
        out.push(Line::styled(knip(&text, width), thema.goed));
    }
    out.push(Line::default());
    out.push(Line::styled(" Betrokkenen", thema.kop));
    let people = &dossier.zaak.stand.betrokkenen;
    if people.is_empty() {
        out.push(Line::styled("   nog niemand; n voegt toe", thema.dof));
    }
    for (at, who) in people.iter().enumerate() {
        let selected = active && at == scherm.cursor;
        if selected {
            chosen = Some(out.len());
        }
        out.extend(betrokkene(model, dossier, who, selected, width, thema));
    }
    out.push(Line::default());
    out.extend(feiten(model, regel, inner, thema));
    if !dossier.eerdere.is_empty() {
        out.push(Line::default());
        out.push(Line::styled(" Andere zaken van deze verdachte", thema.kop));
        for (at, other) in dossier.eerdere.iter().enumerate() {
            let selected = active && people.len() + at == scherm.cursor;
            if selected {
                chosen = Some(out.len());
            }
            let text = format!(
                "{} · {} · {} · {}",
                tijd::dag_met_jaar(tijd::lokaal(other.op).date_naive()),
                other.pl.clone().unwrap_or_default(),
                other.tag.map_or("geen tag", crate::domain::tag::Tag::label),
                other.oordeel.label()
            );
            out.push(keuzeregel(&text, selected, width, thema));
        }
    }
    Helftregels {
        regels: out,
        gekozen: chosen,
    }
}

fn keuzeregel(text: &str, selected: bool, width: usize, thema: &Thema) -> Line<'static> {
    let line = Line::from(vec![
        Span::styled(if selected { " ▌" } else { "  " }, thema.accent),
        Span::raw(links(&format!(" {text}"), width.saturating_sub(2))),
    ]);
    if selected {
        line.patch_style(thema.gekozen)
    } else {
        line
    }
}

fn betrokkene(
    model: &Model,
    dossier: &Dossier,
    who: &Betrokkene,
    selected: bool,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let name = if model.verborgen {
        who.naam.chars().take(1).collect::<String>() + "."
    } else {
        who.naam.clone()
    };
    let age = leeftijd_tekst(who, model.nu);
    let age = if age.is_empty() {
        String::new()
    } else {
        format!(" ({age})")
    };
    let relation = if who.relatie.is_empty() {
        String::new()
    } else {
        format!(", {}", who.relatie)
    };
    let judgement = dossier.zaak.stand.beoordeling().and_then(|holds| {
        holds
            .inhoud
            .personen
            .iter()
            .find(|over| over.betrokkene == who.id)
            .map(|over| over.oordeel)
    });
    let word = judgement.map_or("", |oordeel| oordeel.label());
    let room = width.saturating_sub(breedte(word) + 5);
    let first = format!("{name}{age} · {}{relation}", who.rol.label());
    let mut line = Line::from(vec![
        Span::styled(if selected { " ▌" } else { "  " }, thema.accent),
        Span::raw(format!(" {}", links(&first, room))),
        Span::styled(
            format!(" {word}"),
            judgement.map_or(thema.dof, |oordeel| oordeel_style(oordeel, thema)),
        ),
        Span::raw(" "),
    ]);
    if selected {
        line = line.patch_style(thema.gekozen);
    }
    let mut out = vec![line];
    let place = if model.verborgen {
        ""
    } else {
        who.verblijf.as_str()
    };
    let reach = if model.verborgen {
        ""
    } else {
        who.bereikbaar.as_str()
    };
    let phone = if who.bellen == Bellen::Onbekend {
        "bellen: nog niet bekend"
    } else {
        who.bellen.label()
    };
    let second = [place, phone, reach]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    out.push(Line::styled(
        knip(&format!("     {second}"), width),
        thema.dof,
    ));
    out
}

fn feiten(model: &Model, regel: &Dagregel, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let zaak = &regel.zaak;
    let mut out = vec![Line::from(vec![
        Span::styled(" Volgens de lijst", thema.kop),
        Span::styled(
            knip(
                &format!("  regel {} van {}", zaak.regel.regel, zaak.bron.bestand),
                width.saturating_sub(18),
            ),
            thema.dof,
        ),
    ])];
    for veld in [
        Veld::Feiten,
        Veld::Toelichting,
        Veld::Relatie,
        Veld::Kinderen,
        Veld::Aanhouding,
        Veld::BeginOphouden,
        Veld::Status,
        Veld::Locatie,
        Veld::Woonplaats,
        Veld::Adres,
        Veld::Geboortedatum,
        Veld::Parketnummer,
        Veld::HgPolitie,
        Veld::Thv,
        Veld::Zorgmelding,
    ] {
        let value = match veld {
            Veld::Aanhouding => zaak
                .regel
                .aanhouding
                .map_or_else(String::new, |at| tijd::moment(at, model.nu)),
            Veld::BeginOphouden => zaak
                .regel
                .begin_ophouden
                .map_or_else(String::new, |at| tijd::moment(at, model.nu)),
            Veld::Geboortedatum => zaak
                .regel
                .geboortedatum
                .map_or_else(String::new, |date| date.format("%-d-%-m-%Y").to_string()),
            Veld::Woonplaats => match (&regel.plaats, &zaak.regel.woonplaats) {
                (Some(place), _) => format!("{} · {}", place.gemeente, place.vt_naam),
                (None, Some(text)) => format!("{text} · VT onbekend"),
                (None, None) => String::new(),
            },
            other => zaak.regel.tekst(other),
        };
        if value.is_empty() {
            continue;
        }
        let value = match veld {
            Veld::Toelichting | Veld::Adres | Veld::Geboortedatum => model.vrije_tekst(&value),
            _ => value,
        };
        for (at, line) in omslag(&value, width.saturating_sub(21))
            .into_iter()
            .enumerate()
        {
            let label = if at == 0 { veld.label() } else { "" };
            out.push(Line::from(vec![
                Span::styled(format!("   {label:<20}"), thema.dof),
                Span::styled(line, thema.gewoon),
            ]));
        }
    }
    out
}

fn tijdlijn(
    scherm: &ZaakScherm,
    dossier: &Dossier,
    model: &Model,
    width: usize,
    thema: &Thema,
) -> Helftregels {
    let active = scherm.helft == Helft::Tijdlijn;
    let mut out = vec![Line::from(vec![
        Span::styled(" Tijdlijn", thema.kop),
        Span::styled(
            if active {
                "  Enter leest"
            } else {
                "  Tab gaat erheen"
            },
            thema.dof,
        ),
    ])];
    let mut chosen = None;
    if dossier.tijdlijn.is_empty() {
        out.push(Line::styled("   nog niets gedaan", thema.dof));
    }
    for (at, (event, undone)) in dossier.tijdlijn.iter().enumerate() {
        let selected = active && at == scherm.tijdlijn_cursor;
        if selected {
            chosen = Some(out.len());
        }
        let when = tijd::moment(event.at, model.nu);
        let mark = if *undone { " (teruggenomen)" } else { "" };
        let text = format!("{when} {} · {}{mark}", event.by, event.what.omschrijving());
        let style = if *undone { thema.dof } else { thema.gewoon };
        for (row, line) in omslag(&text, width.saturating_sub(3))
            .into_iter()
            .enumerate()
        {
            let bar = if selected && row == 0 { "▌" } else { " " };
            let indent = if row == 0 { " " } else { "   " };
            let line = Line::from(vec![
                Span::styled(bar, thema.accent),
                Span::styled(
                    links(&format!("{indent}{line}"), width.saturating_sub(1)),
                    style,
                ),
            ]);
            out.push(if selected {
                line.patch_style(thema.gekozen)
            } else {
                line
            });
        }
    }
    Helftregels {
        regels: out,
        gekozen: chosen,
    }
}
