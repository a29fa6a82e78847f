//! The steps of a zaak: open ones with who, by when and why; those that were dealt with, dim.
//!
//! Must not know in which order steps come.

use ratatui::text::{Line, Span};

use crate::app::afgeleid::meegeschreven;
use crate::app::afgeleid::stapregel;
use crate::app::model::Model;
use crate::domain::stap::{GedaneStap, Stap};
use crate::domain::velden::STAP;
use crate::domain::zaak::Zaak;
use crate::ui::tekst::{breedte, knip, links, omslag};
use crate::ui::thema::Thema;

/// An open step: what and with whom, and below it by when and why.
pub(super) fn stap(
    model: &Model,
    step: &Stap,
    selected: bool,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let style = if step.alarm {
        thema.acuut
    } else {
        thema.gewoon
    };
    let sign = if step.alarm { "!" } else { "□" };
    let who = step.wie.label();
    let room = width.saturating_sub(breedte(who) + 5);
    let mut first = Line::from(vec![
        Span::styled(if selected { "▌" } else { " " }, thema.accent),
        Span::styled(format!("{sign} {}", links(&step.wat, room)), style),
        Span::styled(format!(" {who} "), thema.dof),
    ]);
    if selected {
        first = first.patch_style(thema.gekozen);
    }
    let mut out = vec![first];
    let when = stapregel::wanneer(step, model.nu);
    let late = stapregel::te_laat(step, model.nu);
    let text = if when.is_empty() {
        step.waarom.clone()
    } else {
        format!("{when} · {}", step.waarom)
    };
    for (at, line) in omslag(&text, width.saturating_sub(4))
        .into_iter()
        .enumerate()
    {
        let (head, rest) = match line.strip_prefix(when.as_str()) {
            Some(rest) if at == 0 && !when.is_empty() => (when.clone(), rest.to_owned()),
            _ => (String::new(), line),
        };
        out.push(Line::from(vec![
            Span::raw("   "),
            Span::styled(head, if late { thema.acuut } else { thema.gewoon }),
            Span::styled(rest, if step.alarm { thema.acuut } else { thema.dof }),
        ]));
    }
    out
}

/// The steps that somebody dealt with: by whom, when and how.
pub(super) fn gedaan(
    model: &Model,
    zaak: &Zaak,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    zaak.stand
        .gedaan
        .iter()
        .flat_map(|done| {
            let sign = if done.terzijde { "–" } else { "✓" };
            // What was typed can hold a name.
            let done = &GedaneStap {
                toelichting: model.vrije_tekst(&done.toelichting),
                ..done.clone()
            };
            let text = format!(
                "{sign} {} · {}",
                done.soort.label(),
                stapregel::gedaan(done, model.nu)
            );
            let mut out = afgehandeld(&text, width, thema);
            let also = meegeschreven::zin(&zaak.stand, STAP, done.soort.code(), model.nu);
            out.extend(also.map(|text| {
                let text = knip(&text, width.saturating_sub(3));
                Line::styled(format!("   {text}"), thema.bijna)
            }));
            out
        })
        .collect()
}

/// Something that needs nothing more: dim, two lines at most.
pub(super) fn afgehandeld(text: &str, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    let mut lines = omslag(text, width.saturating_sub(3));
    if lines.len() > 2 {
        lines.truncate(2);
        if let Some(last) = lines.last_mut() {
            *last = knip(&format!("{last} …"), width.saturating_sub(3));
        }
    }
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let indent = if at == 0 { " " } else { "   " };
            Line::styled(format!("{indent}{line}"), thema.dof)
        })
        .collect()
}
