//! What there is to know about one line of the list: who, clock, what happened, why HG.
//!
//! Must not know where on the screen it stands.

use ratatui::text::{Line, Span};

use crate::app::afgeleid::bevoegdheid::VtGrond;
use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::verblijfregel;
use crate::app::model::Model;
use crate::domain::bereikbaarheid::{Bereik, Wie};
use crate::domain::lijstregel::Veld as Lijstveld;
use crate::domain::signaal::Veld;
use crate::domain::tijd;

use super::tekst::{breedte, knip, omslag, omslag_bereik};
use super::thema::Thema;
use crate::ui::woorden::{klokwoord, tag_woord, toont_vlag};

/// The detail below the list: the most important in few lines.
#[must_use]
pub fn laag(
    model: &Model,
    regel: &Dagregel,
    width: usize,
    height: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let mut out = vec![passend(wie(model, regel, thema), width)];
    let roomy = height >= 8;
    let mut line = klok_en_verblijf(model, regel, thema);
    if let Some(place) = &regel.zaak.regel.locatie {
        line.push_span(Span::styled(format!(" · {place}"), thema.dof));
    }
    let mut moments = tijden(model, regel, thema);
    if roomy {
        if let Some(first) = moments.spans.first_mut() {
            first.content = first.content.trim_start_matches(" · ").to_owned().into();
        }
        out.push(passend(line, width));
        out.push(passend(moments, width));
    } else {
        line.extend(moments);
        out.push(passend(line, width));
    }
    let reasons = waarom(model, regel, width, thema);
    let below = passend(bereik(model, regel, thema), width);
    // What happened takes what the rest leaves, so that a reason is never pushed off the screen.
    let for_reasons = reasons.len().min(if roomy { 2 } else { 1 });
    let room = height.saturating_sub(out.len() + for_reasons + 1).max(1);
    let mut story = toelichting(model, regel, width.saturating_sub(1), thema);
    if story.len() > room {
        story.truncate(room);
        if let Some(last) = story.last_mut() {
            last.push_span(Span::styled("…", thema.dof));
        }
    }
    let hidden = reasons.len() > for_reasons;
    out.extend(story);
    out.extend(reasons.into_iter().take(for_reasons));
    if hidden && let Some(last) = out.last_mut() {
        last.push_span(Span::styled(" …", thema.dof));
        *last = passend(last.clone(), width);
    }
    out.push(below);
    out
}

/// A line of parts, of which the last ones are left out when they do not fit: half a time misleads.
fn passend(line: Line<'static>, width: usize) -> Line<'static> {
    let mut used = 0;
    let mut out = Vec::new();
    for span in line.spans {
        let size = breedte(&span.content);
        if used + size <= width {
            used += size;
            out.push(span);
        } else {
            if out.is_empty() {
                out.push(Span::styled(knip(&span.content, width), span.style));
            }
            break;
        }
    }
    Line::from(out)
}

/// The detail beside the list: everything, under each other.
#[must_use]
pub fn hoog(model: &Model, regel: &Dagregel, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let lijst = &regel.zaak.regel;
    let mut out = vec![Line::styled(
        knip(&model.naam(&lijst.naam), width),
        thema.kop,
    )];
    let mut paar = |label: &str, value: String| {
        if !value.is_empty() {
            for (at, text) in omslag(&value, width.saturating_sub(13))
                .into_iter()
                .enumerate()
            {
                let label = if at == 0 { label } else { "" };
                out.push(Line::from(vec![
                    Span::styled(format!("{label:<13}"), thema.dof),
                    Span::styled(text, thema.gewoon),
                ]));
            }
        }
    };
    let is_minor = regel.minderjarig(model.nu);
    let age = regel.leeftijd_tekst(model.nu).map_or_else(
        || "onbekend".to_owned(),
        |age| {
            let minor = if is_minor { ", minderjarig" } else { "" };
            format!("{age} jaar{minor}")
        },
    );
    paar("leeftijd", age);
    paar("PL-nummer", lijst.pl.clone().unwrap_or_default());
    paar("parketnr", lijst.parketnummer.clone().unwrap_or_default());
    paar(
        "vast of vrij",
        verblijfregel::zin(&regel.verblijf, model.nu),
    );
    paar("locatie", lijst.locatie.clone().unwrap_or_default());
    paar("feit", feit_tekst(regel));
    paar("relatie", lijst.relatie.clone().unwrap_or_default());
    out.push(Line::default());
    if regel.klok_loopt() {
        out.push(passend(klok(model, regel, thema), width));
    }
    for text in momenten(model, regel) {
        out.push(Line::styled(text, thema.dof));
    }
    out.extend(klok_uitleg(model, regel, width, thema));
    out.push(Line::default());
    out.extend(toelichting(model, regel, width, thema));
    out.push(Line::default());
    out.extend(waarom(model, regel, width, thema));
    if toont_vlag(regel) {
        out.push(vlaggen(regel, thema));
    }
    out.push(Line::default());
    out.extend(bereik_regels(model, regel, width, thema));
    if !regel.stappen.is_empty() {
        out.push(Line::default());
        out.push(Line::styled("Volgende stappen", thema.kop));
        for step in &regel.stappen {
            let style = if step.alarm {
                thema.acuut
            } else {
                thema.gewoon
            };
            out.push(Line::from(vec![
                Span::styled(if step.alarm { "! " } else { "□ " }, style),
                Span::styled(step.wat.clone(), style),
                Span::styled(format!(" · {}", step.waarom), thema.dof),
            ]));
        }
    }
    out
}

fn wie(model: &Model, regel: &Dagregel, thema: &Thema) -> Line<'static> {
    let lijst = &regel.zaak.regel;
    let mut spans = vec![Span::styled(model.naam(&lijst.naam), thema.kop)];
    let mut add = |text: String| {
        if !text.is_empty() {
            spans.push(Span::styled(format!(" · {text}"), thema.gewoon));
        }
    };
    let minor = regel.minderjarig(model.nu);
    add(regel.leeftijd_tekst(model.nu).map_or_else(
        || "leeftijd onbekend".to_owned(),
        |age| {
            if minor {
                format!("{age}, minderjarig")
            } else {
                age
            }
        },
    ));
    add(lijst.pl.clone().unwrap_or_default());
    add(lijst
        .relatie
        .as_ref()
        .map_or_else(String::new, |relation| format!("relatie: {relation}")));
    Line::from(spans)
}

/// The clock in one line where it runs: what is left, until when, which rule.
#[must_use]
pub fn klok(model: &Model, regel: &Dagregel, thema: &Thema) -> Line<'static> {
    let closed = regel.zaak.stand.gesloten.as_ref();
    if let Some(one) = closed.filter(|_| regel.alleen_te_vinden()) {
        let when = tijd::moment(one.op, model.nu);
        return Line::from(vec![
            Span::styled(format!("gesloten {when} door {}", one.door), thema.gewoon),
            Span::styled(" · Enter, dan x: heropenen", thema.dof),
        ]);
    }
    let mut spans = Vec::new();
    let (word, style) = klokwoord(model, regel, thema);
    if regel.klok_loopt() {
        let until = regel.klok.uiterlijk.map(|at| tijd::tot(at, model.nu));
        match (regel.klok.resterend_minuten, until) {
            (Some(minutes), Some(until)) if minutes < 0 => {
                spans.push(Span::styled(
                    format!("termijn voorbij sinds {until}"),
                    style,
                ));
            }
            (_, Some(until)) => {
                spans.push(Span::styled(format!("nog {word}"), style));
                spans.push(Span::styled(format!(" · tot {until}"), thema.gewoon));
            }
            (_, None) => spans.push(Span::styled(
                "einde ophouden onbekend: vraag het de politie",
                style,
            )),
        }
        if let Some(rule) = regel
            .klok
            .regel
            .split(" (")
            .next()
            .filter(|rule| !rule.is_empty())
        {
            spans.push(Span::styled(format!(" · {rule}"), thema.dof));
        }
        if regel.klok.stilstand {
            spans.push(Span::styled(" · klok staat stil tot 09:00", thema.bijna));
        }
    }
    Line::from(spans)
}

/// The clock where it runs, and custody with who says it.
#[must_use]
pub fn klok_en_verblijf(model: &Model, regel: &Dagregel, thema: &Thema) -> Line<'static> {
    let mut line = klok(model, regel, thema);
    if regel.alleen_te_vinden() {
        return line;
    }
    if regel.verblijf.straks.is_some() {
        // That he is going to leave must not be cut off behind the law of the clock.
        let mut first = verblijf(model, regel, thema);
        first.push_span(Span::styled(" · ", thema.dof));
        first.extend(line);
        return first;
    }
    if !line.spans.is_empty() {
        line.push_span(Span::styled(" · ", thema.dof));
    }
    line.extend(verblijf(model, regel, thema));
    line
}

/// Custody in one line: what holds and who says so; of a contradiction both statements.
#[must_use]
pub fn verblijf(model: &Model, regel: &Dagregel, thema: &Thema) -> Line<'static> {
    let custody = &regel.verblijf;
    if !custody.tegenspraak.is_empty() {
        return Line::styled(verblijfregel::zin(custody, model.nu), thema.acuut);
    }
    let (value, source) = verblijfregel::delen(custody, model.nu);
    let style = if regel.is_weg() {
        thema.bijna
    } else {
        thema.gewoon
    };
    let mut spans = Vec::new();
    if let Some(later) = &custody.straks {
        let text = verblijfregel::straks(later, model.nu);
        spans.push(Span::styled(text, thema.acuut));
        spans.push(Span::styled(" · ", thema.dof));
    }
    spans.push(Span::styled(value, style));
    if !source.is_empty() {
        spans.push(Span::styled(format!(" · {source}"), thema.dof));
    }
    Line::from(spans)
}

/// The moments from which the clock counts, with who told one that the list does not have.
fn momenten(model: &Model, regel: &Dagregel) -> Vec<String> {
    [
        ("ophouden vanaf", Lijstveld::BeginOphouden),
        ("aangehouden", Lijstveld::Aanhouding),
    ]
    .into_iter()
    .filter_map(|(label, veld)| {
        let said = regel.zaak.tijd(veld)?;
        let by = said
            .door
            .map_or_else(String::new, |by| format!(", gemeld door {by}"));
        let at = tijd::moment(said.waarde, model.nu);
        Some(format!("{label} {at}{by}"))
    })
    .collect()
}

/// The moments that the list gives, each as a part that fits or is left out.
#[must_use]
pub fn tijden(model: &Model, regel: &Dagregel, thema: &Thema) -> Line<'static> {
    let mut parts = momenten(model, regel);
    if let Some(at) = regel.zaak.regel.gedrukt_einde {
        parts.push(format!("lijst zegt tot {}", tijd::moment(at, model.nu)));
    }
    let mut spans: Vec<Span<'static>> = parts
        .into_iter()
        .map(|text| Span::styled(format!(" · {text}"), thema.dof))
        .collect();
    for warning in &regel.klok.waarschuwingen {
        spans.push(Span::styled(format!(" · let op: {warning}"), thema.bijna));
    }
    if regel.klok_loopt() && regel.klok.voorzichtig {
        spans.push(Span::styled(" · voorzichtig gerekend", thema.dof));
    }
    Line::from(spans)
}

/// What must be known about the clock: on what it rests, and what does not fit.
#[must_use]
pub fn klok_uitleg(
    model: &Model,
    regel: &Dagregel,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    let mut say = |text: String, style| {
        out.extend(
            omslag(&text, width)
                .into_iter()
                .map(|line| Line::styled(line, style)),
        );
    };
    if regel.klok_loopt() && regel.klok.voorzichtig {
        say(
            format!(
                "voorzichtig: {}; {}",
                regel.klok.grond.label(),
                regel.klok.toelating.label()
            ),
            thema.dof,
        );
    }
    if let Some(printed) = regel.zaak.regel.gedrukt_einde {
        let text = format!("lijst zegt: tot {}", tijd::tot(printed, model.nu));
        let differs = regel
            .klok
            .verschil_met_lijst
            .is_some_and(|minutes| minutes != 0);
        say(
            if differs {
                format!("{text} (verschilt)")
            } else {
                text
            },
            if differs { thema.bijna } else { thema.dof },
        );
    }
    for warning in &regel.klok.waarschuwingen {
        say(format!("let op: {warning}"), thema.bijna);
    }
    out
}

fn feit_tekst(regel: &Dagregel) -> String {
    regel
        .zaak
        .regel
        .feiten
        .iter()
        .map(|feit| {
            if feit.artikel.is_empty() {
                feit.omschrijving.clone()
            } else {
                format!("{} ({})", feit.omschrijving, feit.artikel)
            }
        })
        .collect::<Vec<_>>()
        .join(" · ")
}

/// What happened, with the words marked that a reason points at.
fn toelichting(model: &Model, regel: &Dagregel, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let text = &regel.zaak.regel.toelichting;
    if text.is_empty() {
        return vec![Line::styled("(geen toelichting op de lijst)", thema.dof)];
    }
    if model.verborgen {
        return vec![Line::styled(model.vrije_tekst(text), thema.dof)];
    }
    let marks: Vec<std::ops::Range<usize>> = regel
        .suggestie
        .redenen
        .iter()
        .filter(|reden| reden.veld == Veld::Toelichting && reden.gewicht > 0)
        .map(|reden| reden.van..reden.tot)
        .chain(
            regel
                .suggestie
                .vlaggen
                .iter()
                .filter(|vlag| vlag.veld == Veld::Toelichting && toont_vlag(regel))
                .map(|vlag| vlag.van..vlag.tot),
        )
        .collect();
    omslag_bereik(text, width)
        .into_iter()
        .map(|range| markeer(text, range, &marks, thema))
        .collect()
}

fn markeer(
    text: &str,
    range: std::ops::Range<usize>,
    marks: &[std::ops::Range<usize>],
    thema: &Thema,
) -> Line<'static> {
    let mut edges = vec![range.start, range.end];
    for mark in marks {
        edges.extend(
            [mark.start, mark.end]
                .into_iter()
                .filter(|edge| range.contains(edge)),
        );
    }
    edges.sort_unstable();
    edges.dedup();
    let spans = edges
        .windows(2)
        .filter_map(|pair| match pair {
            [from, to] => {
                let style = if marks
                    .iter()
                    .any(|mark| mark.start <= *from && *to <= mark.end)
                {
                    thema.gemarkeerd
                } else {
                    thema.gewoon
                };
                Some(Span::styled(text.get(*from..*to)?.to_owned(), style))
            }
            _ => None,
        })
        .collect::<Vec<_>>();
    Line::from(spans)
}

fn waarom(model: &Model, regel: &Dagregel, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let mut reasons: Vec<&str> = regel
        .suggestie
        .redenen
        .iter()
        .filter(|reden| reden.gewicht > 0)
        .map(|reden| reden.tekst.as_str())
        .collect();
    reasons.dedup();
    reasons.truncate(4);
    let (label, text) = match regel.suggestie.tag {
        Some(tag) => {
            let label = match tag {
                crate::domain::signaal::VoorgesteldeTag::Hg => "Waarom HG?",
                crate::domain::signaal::VoorgesteldeTag::Radar => "Waarom radar?",
            };
            let text = if model.verborgen {
                model.vrije_tekst("x")
            } else {
                reasons.join(" · ")
            };
            (label, text)
        }
        None => (
            "Geen voorstel",
            "niets op deze regel wijst vanzelf op HG; lees hem toch".to_owned(),
        ),
    };
    let indent = label.chars().count() + 2;
    omslag(&text, width.saturating_sub(indent))
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let head = if at == 0 {
                format!("{label}  ")
            } else {
                " ".repeat(indent)
            };
            Line::from(vec![
                Span::styled(head, thema.dof),
                Span::styled(line, thema.gewoon),
            ])
        })
        .collect()
}

fn vlaggen(regel: &Dagregel, thema: &Thema) -> Line<'static> {
    let mut names: Vec<_> = regel
        .suggestie
        .vlaggen
        .iter()
        .map(|vlag| vlag.label())
        .collect();
    names.dedup();
    Line::styled(format!("▲ {}", names.join(", ")), thema.acuut)
}

fn vt_tekst(regel: &Dagregel) -> String {
    let place = match (&regel.plaats, &regel.zaak.regel.woonplaats) {
        (Some(place), _) => place.gemeente.as_str(),
        (None, Some(text)) => text.as_str(),
        (None, None) => "woonplaats onbekend",
    };
    match &regel.vt {
        Some(vt) if vt.grond == VtGrond::Slachtoffer => {
            format!("{place} · {} (woonplaats slachtoffer)", vt.naam)
        }
        Some(vt) => format!("{place} · {}", vt.naam),
        None if regel.vt_mogelijk.is_empty() => format!("{place} · VT onbekend"),
        None => format!("{place} · vraag welke: {}", regel.vt_mogelijk.join(" of ")),
    }
}

/// How the competent VT is reached now; none when no VT is known.
fn bereikbaar(model: &Model, regel: &Dagregel) -> Option<Bereik> {
    let vt = regel.vt.as_ref()?;
    let kennis = &model.kennis;
    Some(
        kennis
            .bereikbaarheid
            .nu(Wie::Vt(&vt.code), model.nu, &kennis.kalender),
    )
}

fn zorg_tekst(regel: &Dagregel) -> &'static str {
    match regel.zaak.regel.zorgmelding {
        Some(true) => "zorgmelding: ja",
        Some(false) => "zorgmelding: nee",
        None => "zorgmelding: nog niet gezien",
    }
}

fn bereik(model: &Model, regel: &Dagregel, thema: &Thema) -> Line<'static> {
    let mut spans = Vec::new();
    if toont_vlag(regel) {
        spans.extend(vlaggen(regel, thema).spans);
        spans.push(Span::raw("   "));
    }
    if let Some(step) = regel.stappen.iter().find(|step| step.alarm) {
        spans.push(Span::styled(format!("! {}   ", step.wat), thema.acuut));
    }
    let (tag, style) = tag_woord(regel, thema);
    if regel.tag().is_some() {
        let kinds = regel.soorten();
        spans.push(Span::styled(tag, style));
        if !kinds.is_empty() {
            spans.push(Span::styled(format!(" ({kinds})"), thema.gewoon));
        }
        spans.push(Span::raw("   "));
    }
    spans.push(Span::styled(vt_tekst(regel), thema.dof));
    spans.push(Span::styled(format!("   {}", zorg_tekst(regel)), thema.dof));
    if regel.zaak.regel.thv == Some(true) {
        spans.push(Span::styled("   THV", thema.bijna));
    }
    if let Some(reach) = bereikbaar(model, regel) {
        let words = format!("   VT {}", reach.kort(model.nu));
        spans.push(Span::styled(words, thema.dof));
    }
    Line::from(spans)
}

fn bereik_regels(
    model: &Model,
    regel: &Dagregel,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let reach = bereikbaar(model, regel).map(|reach| reach.zin(model.nu));
    let mut out: Vec<Line<'static>> = [Some(vt_tekst(regel)), reach]
        .into_iter()
        .flatten()
        .flat_map(|text| omslag(&text, width))
        .map(|line| Line::styled(line, thema.gewoon))
        .collect();
    out.push(Line::styled(zorg_tekst(regel), thema.dof));
    if regel.zaak.regel.thv == Some(true) {
        out.push(Line::styled("huisverbod (THV) op de lijst", thema.bijna));
    }
    out
}
