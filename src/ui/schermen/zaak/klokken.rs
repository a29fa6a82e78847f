//! The clocks of a zaak: what is left, until when, by which rule; and where a told end differs.
//!
//! Must not know which clocks run.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::afgeleid::dagregel::Dagregel;
use crate::app::afgeleid::klokken;
use crate::app::afgeleid::klokken::Klok;
use crate::app::afgeleid::stapregel::over;
use crate::app::model::Model;
use crate::domain::termijn::Nood;
use crate::domain::tijd;
use crate::ui::tekst::{breedte, links, omslag};
use crate::ui::thema::Thema;

/// Every clock that runs, under a heading; nothing when none does.
pub(super) fn klokken(
    model: &Model,
    regel: &Dagregel,
    width: usize,
    thema: &Thema,
) -> Vec<Line<'static>> {
    let mut clocks = klokken::klokken(regel, &model.kennis, model.nu);
    // That of ophouden stands in the head, whole.
    clocks.retain(|klok| klok.code != "ophouden");
    if clocks.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Line::styled(" Klokken", thema.kop)];
    for klok in &clocks {
        out.extend(een(klok, model, width, thema));
    }
    out
}

/// Minutes from which on a clock takes one line: its end is for later.
const LATER: i64 = 2 * 24 * 60;

fn een(klok: &Klok, model: &Model, width: usize, thema: &Thema) -> Vec<Line<'static>> {
    if let (Some(end), Some(left)) = (klok.uiterlijk, klok.resterend_minuten)
        && left >= LATER
        && klok.let_op.is_empty()
        && !klok.verschilt()
    {
        let when = format!("{}, tot {}", over(left), tijd::tot(end, model.nu));
        let text = format!("   {}: {when} · {}", klok.naam, klok.regel);
        return omslag(text.trim_start(), width.saturating_sub(6))
            .into_iter()
            .enumerate()
            .map(|(at, line)| {
                let indent = if at == 0 { "   " } else { "     " };
                Line::styled(format!("{indent}{line}"), thema.dof)
            })
            .collect();
    }
    let left = klok
        .resterend_minuten
        .map_or_else(|| "einde onbekend".to_owned(), over);
    let room = width.saturating_sub(breedte(&left) + 6);
    let mut out = vec![Line::from(vec![
        Span::styled(format!("   {}", links(&klok.naam, room)), thema.gewoon),
        Span::styled(format!(" {left} "), stijl(klok, model, thema)),
    ])];
    let until = klok.uiterlijk.map_or_else(String::new, |end| {
        format!("tot {} · ", tijd::tot(end, model.nu))
    });
    let mut say = |text: &str, style: Style| {
        out.extend(
            omslag(text, width.saturating_sub(6))
                .into_iter()
                .map(|line| Line::styled(format!("     {line}"), style)),
        );
    };
    say(&format!("{until}{}", klok.regel), thema.dof);
    if let Some(told) = klok.gezegd {
        let until = tijd::tot(told, model.nu);
        if klok.verschilt() {
            say(&format!("gezegd is: tot {until} (verschilt)"), thema.bijna);
        } else {
            say(&format!("gezegd is: tot {until}"), thema.dof);
        }
    }
    for text in &klok.let_op {
        say(&format!("let op: {text}"), thema.bijna);
    }
    out
}

fn stijl(klok: &Klok, model: &Model, thema: &Thema) -> Style {
    let limits = &model.kennis.drempels;
    match Nood::van(klok.resterend_minuten, limits.spoed, limits.bijna) {
        Nood::Onbekend | Nood::Bijna => thema.bijna,
        Nood::Verlopen | Nood::Spoed => thema.acuut,
        Nood::Ruim => thema.gewoon,
    }
}
